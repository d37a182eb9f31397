"""The channel to central, one answer at a time."""

from dataclasses import replace
from itertools import pairwise

import pytest

from kiosk.domain.event import Event
from sync import engine, pull, push
from sync.outcome import (
    Reached,
    Refused,
)
from sync.signals import (
    AnswersSaved,
    AskHeld,
    BatchAnswered,
    Channel,
    HeldTold,
    Life,
    LivesLoaded,
    LoadLives,
    LoadUnsent,
    PageSaved,
    SaveAnswers,
    SaveHeld,
    SavePage,
    SealAgain,
    SealedAgain,
    SendBatch,
    Sleep,
    SleepEnded,
    Started,
    StoreFailed,
    UnsentLoaded,
    Woken,
)
from sync.status import LinkProblem
from sync.wire import (
    MAX_BATCH,
    Answer,
    AnswerKind,
)
from tests.sync.told import (
    BEGIN,
    DOWN,
    LIFE,
    PROBLEM,
    ROW,
    accepted,
    answer,
    answered,
    asked,
    at,
    at_head,
    chain,
    fetched,
    page,
    resting,
    run,
    sending,
)


def test_push_first_asks_what_central_holds_then_sends() -> None:
    state, commands = run(engine.begin(BEGIN), Started(Channel.PUSH, at()))
    assert commands == (LoadLives(),)
    state, commands = run(state, LivesLoaded((Life("t-a", "older"), Life("t-a", LIFE)), at()))
    assert commands == (AskHeld(Life("t-a", "older")),)
    told = answer(last_seq=3)
    state, commands = run(
        state, HeldTold(Reached(replace(told.reply, receipt=replace(told.reply.receipt, incarnation="older"))), at())
    )
    assert [type(one) for one in commands] == [SaveHeld]
    state, commands = run(state, AnswersSaved(at()))
    assert commands == (AskHeld(Life("t-a", LIFE)),)
    state, commands = run(state, HeldTold(answer(last_seq=3), at()))
    assert isinstance(commands[0], SaveHeld)
    assert (commands[0].life, commands[0].last_seq) == (Life("t-a", LIFE), 3)
    assert run(state, AnswersSaved(at()))[1] == (LoadUnsent(MAX_BATCH),)


def test_a_server_that_takes_no_empty_batch_gets_events_all_the_same() -> None:
    state = run(engine.begin(BEGIN), Started(Channel.PUSH, at()), LivesLoaded((Life("t-a", LIFE),), at()))[0]
    assert run(state, HeldTold(Refused(422, None, PROBLEM), at()))[1] == (LoadUnsent(MAX_BATCH),)


def test_final_answers_advance_with_their_reasons_and_the_receipt() -> None:
    events = chain(4)
    kinds = (AnswerKind.ACCEPTED, AnswerKind.DUPLICATE, AnswerKind.CONFLICT, AnswerKind.REJECTED)
    told = [Answer(one.event_id, kind, f"because {kind}") for one, kind in zip(events, kinds, strict=True)]
    state, commands = run(sending(*events), answered(answer(*told, last_seq=4)))
    (save,) = commands
    assert isinstance(save, SaveAnswers)
    assert (save.life.incarnation, save.acknowledged, save.rewind_to) == (LIFE, 4, None)
    assert [(one.answer, one.reason) for one in save.finals] == [(str(kind), f"because {kind}") for kind in kinds]
    assert save.receipt["signature"] == "signed"
    assert save.receipt["at"] == "2026-11-22T08:00:00.000Z"
    assert run(state, AnswersSaved(at()))[1] == (LoadUnsent(MAX_BATCH),)


def test_what_central_holds_beyond_the_batch_is_sent_for_its_own_answer() -> None:
    events = chain(2)
    _, commands = run(sending(*events), answered(answer(*accepted(*events), last_seq=6)))
    assert isinstance(commands[0], SaveAnswers)
    assert commands[0].acknowledged == 2


def test_central_holding_less_than_it_answered_is_believed_in_the_lesser() -> None:
    events = chain(3)
    _, commands = run(sending(*events), answered(answer(*accepted(*events), last_seq=2)))
    assert isinstance(commands[0], SaveAnswers)
    assert commands[0].acknowledged == 2


def test_a_gap_goes_back_to_the_number_expected() -> None:
    events = chain(9)[6:]
    told = [Answer(one.event_id, AnswerKind.GAP, "", 3) for one in events]
    _, commands = run(sending(*events), answered(answer(*told, last_seq=2)))
    assert isinstance(commands[0], SaveAnswers)
    assert (commands[0].acknowledged, commands[0].rewind_to, commands[0].finals) == (None, 2, ())


def test_an_answer_that_moves_nothing_on_is_a_fault_of_protocol_and_no_busy_loop() -> None:
    events = chain(2)
    senseless = [
        answer(last_seq=0),
        answer(*accepted(*events), last_seq=0),
        answer(Answer(events[0].event_id, AnswerKind.GAP, "", 1), last_seq=0),
        answer(Answer(events[0].event_id, AnswerKind.GAP), last_seq=0),
        answer(Answer("another", AnswerKind.ACCEPTED), last_seq=2),
    ]
    for one in senseless:
        state, commands = run(sending(*events), answered(one, chance=0.0))
        assert commands == (Sleep(Channel.PUSH, 30_000),)
        assert engine.status(state, None).problem is LinkProblem.PROTOCOL


def forked(*events: Event, last_seq: int) -> BatchAnswered:
    return answered(answer(*(Answer(one.event_id, AnswerKind.FORK) for one in events), last_seq=last_seq))


def test_after_a_fork_what_went_before_is_kept_and_the_rest_sealed_again() -> None:
    events = chain(3)
    told = [
        *accepted(events[0]),
        Answer(events[1].event_id, AnswerKind.FORK),
        Answer(events[2].event_id, AnswerKind.FORK),
    ]
    state, commands = run(sending(*events), answered(answer(*told, last_seq=1)))
    assert isinstance(commands[0], SaveAnswers)
    assert commands[0].acknowledged == 1
    state, commands = run(state, AnswersSaved(at()))
    assert commands == (SealAgain(Life("t-a", LIFE), 2, BEGIN),)
    # A disk that is full now seals later; nothing else is done before.
    state, commands = run(state, StoreFailed(Channel.PUSH, "disk full", at()))
    assert isinstance(commands[0], Sleep)
    assert run(state, Woken(at()))[1] == ()
    state, commands = run(state, SleepEnded(Channel.PUSH, at()))
    assert commands == (SealAgain(Life("t-a", LIFE), 2, BEGIN),)
    state, commands = run(state, SealedAgain(at()))
    assert commands == (LoadUnsent(MAX_BATCH),)
    assert engine.status(state, None).problem is not LinkProblem.PROTOCOL


def test_an_event_that_does_not_continue_what_is_held_has_all_before_it_sent_again_once() -> None:
    """The one before it is another there (a central restored, a copy that was quicker): the first that differs is sought."""
    events = chain(4)
    state, commands = run(sending(*events[2:]), forked(*events[2:], last_seq=2))
    assert isinstance(commands[0], SaveAnswers)
    assert (commands[0].rewind_to, commands[0].acknowledged) == (0, None)
    state, commands = run(state, AnswersSaved(at()))
    assert commands == (LoadUnsent(MAX_BATCH),), "nothing is sealed again before it is known from where on"
    state, _ = run(state, UnsentLoaded(events, at()))
    assert run(state, forked(*events, last_seq=2), AnswersSaved(at()))[1] == (SealAgain(Life("t-a", LIFE), 1, BEGIN),)
    # All that is before it is the same there after all: then it is sealed again, and not sent round in circles.
    state, _ = run(state, answered(answer(*accepted(*events[:2]), last_seq=2)), AnswersSaved(at()))
    state, _ = run(state, UnsentLoaded(events[2:], at()))
    state, _ = run(state, forked(*events[2:], last_seq=2))
    assert run(state, AnswersSaved(at()))[1] == (SealAgain(Life("t-a", LIFE), 3, BEGIN),)


def test_a_central_that_finds_forks_everywhere_is_not_believed_for_ever() -> None:
    events = chain(1)
    state = replace(sending(*events), pull=at_head().pull, link=at_head().link)
    for _ in range(push.MOST_FORKS):
        state, commands = run(state, forked(*events, last_seq=9), AnswersSaved(at()))
        assert isinstance(commands[0], SealAgain)
        state, _ = run(state, SealedAgain(at()), UnsentLoaded(events, at()))
    state, commands = run(state, forked(*events, last_seq=9), AnswersSaved(at()))
    assert commands == ()
    status = engine.status(state, None)
    assert (status.online, status.problem) == (True, LinkProblem.PROTOCOL)
    assert LIFE in status.detail
    assert run(state, Woken(at()))[1] == ()
    state, commands = run(state, fetched(Reached(page(6, rows=(ROW,)))))
    assert [type(one) for one in commands] == [SavePage]
    # Another epoch is another central's memory: it may not have the fork.
    _, commands = run(state, PageSaved(True, at()), fetched(Reached(page(1, epoch="e2"))))
    assert [type(one) for one in commands] == [SavePage, LoadLives]


def test_forks_of_different_acts_are_no_circle() -> None:
    """A hub sends for many terminals: several copied ones must not end the way up for all the others."""
    events = chain(2 * push.MOST_FORKS)
    state = sending(events[0])
    for one, following in pairwise(events):
        state, commands = run(state, forked(one, last_seq=9), AnswersSaved(at()))
        assert isinstance(commands[0], SealAgain)
        state, _ = run(state, SealedAgain(at()), UnsentLoaded((following,), at()))


def test_an_event_that_is_taken_ends_the_count_of_forks() -> None:
    events = chain(1)
    state = sending(*events)
    for _ in range(2 * push.MOST_FORKS):
        state, commands = run(state, forked(*events, last_seq=9), AnswersSaved(at()))
        assert isinstance(commands[0], SealAgain)
        state, _ = run(state, SealedAgain(at()), UnsentLoaded(events, at()))
        state, commands = run(state, answered(answer(*accepted(*events), last_seq=1)), AnswersSaved(at()))
        assert commands == (LoadUnsent(MAX_BATCH),)
        state, _ = run(state, UnsentLoaded(events, at()))


@pytest.mark.parametrize("status", [400, 413, 422])
def test_a_batch_that_fails_as_a_whole_is_halved_down_to_one_event_which_is_reported_and_kept(status: int) -> None:
    events, refused = chain(200), Refused(status, None, PROBLEM)
    state = sending(*events)
    limits: list[int] = []
    while True:
        state, commands = run(state, answered(refused))
        if not isinstance(commands[0], LoadUnsent):
            break
        limits.append(commands[0].limit)
        state, _ = run(state, UnsentLoaded(events[: limits[-1]], at()))
    assert limits == [100, 50, 25, 12, 6, 3, 1]
    assert isinstance(commands[0], Sleep)
    assert commands[0].ms >= 30_000
    told = engine.status(state, None)
    assert told.problem is LinkProblem.PROTOCOL
    assert events[0].event_id in told.detail
    assert "cannot be read" in told.detail
    # Later the same event again; when it goes through, batches grow.
    state, commands = run(state, SleepEnded(Channel.PUSH, at()))
    assert commands == (LoadUnsent(1),)
    state, _ = run(state, UnsentLoaded(events[:1], at()), answered(answer(*accepted(events[0]), last_seq=1)))
    state, commands = run(state, AnswersSaved(at()))
    assert commands == (LoadUnsent(2),)
    assert engine.status(state, None).problem is not LinkProblem.PROTOCOL


def test_answers_that_could_not_be_saved_are_saved_again_before_anything_else() -> None:
    events = chain(1)
    state, commands = run(sending(*events), answered(answer(*accepted(*events), last_seq=1)))
    save = commands[0]
    state, commands = run(state, StoreFailed(Channel.PUSH, "disk full", at()))
    assert isinstance(commands[0], Sleep)
    assert run(state, SleepEnded(Channel.PUSH, at()))[1] == (save,)


def test_a_commit_while_the_ledger_is_read_is_not_missed() -> None:
    state, commands = run(asked(), Woken(at()))
    assert commands == ()
    assert run(state, UnsentLoaded((), at()))[1] == (LoadUnsent(MAX_BATCH),)
    assert run(resting(), Woken(at()))[1] == (LoadUnsent(MAX_BATCH),)


def test_a_scan_does_not_cut_a_pause_short() -> None:
    events = chain(1)
    state, commands = run(sending(*events), answered(DOWN))
    assert isinstance(commands[0], Sleep)
    assert run(state, Woken(at()))[1] == ()
    assert run(state, SleepEnded(Channel.PUSH, at()))[1] == (LoadUnsent(MAX_BATCH),)


def test_a_waiting_long_poll_delays_no_push() -> None:
    events = chain(1)
    state = replace(resting(), pull=at_head().pull)
    state, commands = run(state, Woken(at()))
    assert commands == (LoadUnsent(MAX_BATCH),)
    state, commands = run(state, UnsentLoaded(events, at()))
    assert commands == (SendBatch(events),)
    assert state.pull.phase is pull.Phase.FETCHING
