"""The engine one signal at a time: what each answer of central, each failure and each save leads to."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from kiosk.domain.event import GENESIS, Event
from kiosk.domain.feed import EMPTY_HASH, FeedRow, Head
from sync import engine, pull, push
from sync.backoff import BREAKER, CAP_S, RECENT_CAP_S, Trouble, pause_s, troubled
from sync.engine import State
from sync.outcome import (
    Garbled,
    NotCentral,
    OtherProtocol,
    Outcome,
    Oversized,
    Reached,
    Refused,
    Unproven,
    Unreachable,
)
from sync.signals import (
    AnswersSaved,
    AskHeld,
    BatchAnswered,
    BeginCopyAgain,
    Channel,
    Command,
    CopyBegunAgain,
    Crashed,
    FetchPage,
    HeldTold,
    LivesLoaded,
    LoadLives,
    LoadPosition,
    LoadUnsent,
    Moment,
    PageFetched,
    PageSaved,
    PositionLoaded,
    Probe,
    Probed,
    SaveAnswers,
    SaveHeld,
    SavePage,
    SendBatch,
    Signal,
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
    MAX_PAGE,
    MAX_WAIT_S,
    Answer,
    AnswerKind,
    BatchAnswer,
    FeedPage,
    Health,
    Problem,
    Receipt,
)
from tests.sync.world import event

BEGIN = datetime(2026, 11, 22, 8, 0, tzinfo=UTC)
LIFE = "life-1"
PROBLEM = Problem("bad_request", "cannot be read")
ROW = FeedRow(1, "reservation", "r", {}, "")
DOWN = Unreachable("refused")


def at(ms: int = 0, chance: float = 0.5) -> Moment:
    return Moment(ms, BEGIN + timedelta(milliseconds=ms), chance)


def run(state: State, *signals: Signal) -> tuple[State, tuple[Command, ...]]:
    """The state after all, and the commands of the last."""
    commands: tuple[Command, ...] = ()
    for signal in signals:
        state, commands = engine.step(state, signal)
    return state, commands


def page(cursor: int, *, head: bool = True, epoch: str = "e1", rows: tuple[FeedRow, ...] = ()) -> FeedPage:
    return FeedPage(epoch, cursor, list(rows), Head(cursor, {}, EMPTY_HASH) if head else None)


def fetched(outcome: Outcome[FeedPage], ms: int = 0, chance: float = 0.5) -> PageFetched:
    return PageFetched(outcome, at(ms, chance))


def pulling(epoch: str = "", cursor: int = 0) -> State:
    """A page has been asked for."""
    return run(engine.begin(BEGIN), Started(Channel.PULL, at()), PositionLoaded(epoch, cursor, at()))[0]


def at_head(ms: int = 0) -> State:
    """A long poll is waiting."""
    return run(pulling(), fetched(Reached(page(5)), ms), PageSaved(True, at(ms)))[0]


def chain(count: int) -> tuple[Event, ...]:
    made: list[Event] = []
    for seq in range(1, count + 1):
        made.append(event(LIFE, seq, made[-1].hash if made else GENESIS))
    return tuple(made)


def answer(*answers: Answer, last_seq: int, epoch: str = "e1") -> Reached[BatchAnswer]:
    receipt = Receipt("t-a", LIFE, last_seq, "", BEGIN, "signed")
    return Reached(BatchAnswer(epoch, list(answers), last_seq, receipt))


def accepted(*events: Event) -> list[Answer]:
    return [Answer(one.event_id, AnswerKind.ACCEPTED) for one in events]


def asked() -> State:
    """Push has learnt what central holds and is reading the ledger."""
    state = run(engine.begin(BEGIN), Started(Channel.PUSH, at()), LivesLoaded((LIFE,), at()))[0]
    return run(state, HeldTold(answer(last_seq=0), at()), AnswersSaved(at()))[0]


def sending(*events: Event) -> State:
    return run(asked(), UnsentLoaded(events, at()))[0]


def resting() -> State:
    return run(asked(), UnsentLoaded((), at()))[0]


def answered(outcome: Outcome[BatchAnswer], chance: float = 0.5) -> BatchAnswered:
    return BatchAnswered(outcome, at(chance=chance))


# --- pull -------------------------------------------------------------------------------------------------------------


def test_pull_begins_where_the_store_stands() -> None:
    state, commands = run(engine.begin(BEGIN), Started(Channel.PULL, at()))
    assert commands == (LoadPosition(),)
    assert run(state, PositionLoaded("e1", 7, at()))[1] == (FetchPage("e1", 7, MAX_PAGE, 0),)


def test_the_next_page_is_asked_for_only_after_the_save() -> None:
    first = page(2, head=False, rows=(ROW,))
    state, commands = run(pulling(), fetched(Reached(first)))
    assert commands == (SavePage(first),)
    assert run(state, PageSaved(None, at()))[1] == (FetchPage("e1", 2, MAX_PAGE, 0),)


def test_at_the_head_the_long_poll_waits() -> None:
    assert run(pulling(), fetched(Reached(page(5))), PageSaved(True, at()))[1] == (
        FetchPage("e1", 5, MAX_PAGE, MAX_WAIT_S),
    )


def test_an_empty_poll_that_waited_is_followed_by_the_next() -> None:
    state = at_head()
    assert run(state, fetched(Reached(page(5)), 25_000), PageSaved(True, at(25_000)))[1] == (
        FetchPage("e1", 5, MAX_PAGE, MAX_WAIT_S),
    )


def test_a_server_that_ignores_wait_is_not_asked_in_a_busy_loop() -> None:
    state, commands = run(at_head(), fetched(Reached(page(5)), 3), PageSaved(True, at(3)))
    assert commands == (Sleep(Channel.PULL, 997),)
    assert engine.status(state, None).problem is LinkProblem.NONE
    # Rows are another matter: they are wanted as fast as they come.
    busy = run(at_head(), fetched(Reached(page(6, rows=(ROW,))), 3), PageSaved(True, at(3)))
    assert isinstance(busy[1][0], FetchPage)


def test_a_page_that_could_not_be_saved_is_saved_again_and_nothing_is_fetched_meanwhile() -> None:
    kept = page(5)
    state, commands = run(pulling(), fetched(Reached(kept)), StoreFailed(Channel.PULL, "disk full", at()))
    assert isinstance(commands[0], Sleep)
    status = engine.status(state, None)
    assert (status.online, status.problem, status.detail) == (True, LinkProblem.NOT_SAVED, "disk full")
    for ms in range(20):
        state, commands = run(state, SleepEnded(Channel.PULL, at(ms)))
        assert commands == (SavePage(kept),)
        state, commands = run(state, StoreFailed(Channel.PULL, "disk full", at(ms)))
        assert engine.status(state, None).online
    state, commands = run(state, SleepEnded(Channel.PULL, at()), PageSaved(True, at()))
    assert commands == (FetchPage("e1", 5, MAX_PAGE, MAX_WAIT_S),)
    assert engine.status(state, None).problem is LinkProblem.NONE


def test_another_epoch_begins_at_0_and_makes_push_ask_what_is_held() -> None:
    state = replace(resting(), pull=at_head().pull)
    other = page(1, epoch="e2", rows=(ROW,))
    state, commands = run(state, fetched(Reached(other)))
    assert commands == (SavePage(other), LoadLives())
    assert run(state, PageSaved(True, at()))[1] == (FetchPage("e2", 1, MAX_PAGE, MAX_WAIT_S),)


@pytest.mark.parametrize(
    "strange",
    [page(4), page(5, head=False), page(0, epoch="e2", head=False)],
    ids=["went back", "stands still", "stands still in another epoch"],
)
def test_a_page_that_leads_nowhere_is_not_saved(strange: FeedPage) -> None:
    state, commands = run(at_head(), fetched(Reached(strange)))
    assert [type(one) for one in commands] == [Sleep]
    assert engine.status(state, None).problem is LinkProblem.PROTOCOL


def test_a_copy_proven_wrong_is_pulled_again_but_not_over_and_over() -> None:
    state, commands = run(pulling(), fetched(Reached(page(5))), PageSaved(False, at()))
    assert commands == (BeginCopyAgain("e1"),)
    state, commands = run(state, CopyBegunAgain(at()))
    assert commands == (FetchPage("e1", 0, MAX_PAGE, 0),)
    state, commands = run(state, fetched(Reached(page(5))), PageSaved(False, at(1000)))
    assert commands == (FetchPage("e1", 5, MAX_PAGE, MAX_WAIT_S),)
    later = pull.MEND_EVERY_MS + 1
    assert run(state, fetched(Reached(page(5)), later), PageSaved(False, at(later)))[1] == (BeginCopyAgain("e1"),)


def test_a_page_too_large_is_asked_for_smaller_and_grows_again() -> None:
    state = run(pulling(), fetched(Oversized("large")))[0]
    state, commands = run(state, SleepEnded(Channel.PULL, at()))
    assert commands == (FetchPage("", 0, MAX_PAGE // 4, 0),)
    state, commands = run(state, fetched(Reached(page(2, head=False))), PageSaved(None, at()))
    assert commands == (FetchPage("e1", 2, MAX_PAGE // 2, 0),)


def test_after_a_failure_the_poll_does_not_wait_so_that_the_link_shows_at_once() -> None:
    _, commands = run(at_head(), fetched(DOWN), SleepEnded(Channel.PULL, at()))
    assert commands == (FetchPage("e1", 5, MAX_PAGE, 0),)


def test_a_fault_of_ours_begins_again_from_the_store() -> None:
    state, commands = run(pulling(), fetched(Reached(page(5))), Crashed(Channel.PULL, "KeyError", at()))
    assert commands == (Sleep(Channel.PULL, 500),)
    assert engine.status(state, None).problem is LinkProblem.PROTOCOL
    assert run(state, SleepEnded(Channel.PULL, at()))[1] == (LoadPosition(),)


# --- push -------------------------------------------------------------------------------------------------------------


def test_push_first_asks_what_central_holds_then_sends() -> None:
    state, commands = run(engine.begin(BEGIN), Started(Channel.PUSH, at()))
    assert commands == (LoadLives(),)
    state, commands = run(state, LivesLoaded(("older", LIFE), at()))
    assert commands == (AskHeld("older"),)
    told = answer(last_seq=3)
    state, commands = run(
        state, HeldTold(Reached(replace(told.reply, receipt=replace(told.reply.receipt, incarnation="older"))), at())
    )
    assert [type(one) for one in commands] == [SaveHeld]
    state, commands = run(state, AnswersSaved(at()))
    assert commands == (AskHeld(LIFE),)
    state, commands = run(state, HeldTold(answer(last_seq=3), at()))
    assert isinstance(commands[0], SaveHeld)
    assert (commands[0].incarnation, commands[0].last_seq) == (LIFE, 3)
    assert run(state, AnswersSaved(at()))[1] == (LoadUnsent(MAX_BATCH),)


def test_a_server_that_takes_no_empty_batch_gets_events_all_the_same() -> None:
    state = run(engine.begin(BEGIN), Started(Channel.PUSH, at()), LivesLoaded((LIFE,), at()))[0]
    assert run(state, HeldTold(Refused(422, None, PROBLEM), at()))[1] == (LoadUnsent(MAX_BATCH),)


def test_final_answers_advance_with_their_reasons_and_the_receipt() -> None:
    events = chain(4)
    kinds = (AnswerKind.ACCEPTED, AnswerKind.DUPLICATE, AnswerKind.CONFLICT, AnswerKind.REJECTED)
    told = [Answer(one.event_id, kind, f"because {kind}") for one, kind in zip(events, kinds, strict=True)]
    state, commands = run(sending(*events), answered(answer(*told, last_seq=4)))
    (save,) = commands
    assert isinstance(save, SaveAnswers)
    assert (save.incarnation, save.acknowledged, save.rewind_to) == (LIFE, 4, None)
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


def test_a_fork_stops_pushing_and_says_so_while_pull_goes_on() -> None:
    events = chain(3)
    told = [
        *accepted(events[0]),
        Answer(events[1].event_id, AnswerKind.FORK),
        Answer(events[2].event_id, AnswerKind.FORK),
    ]
    state = replace(sending(*events), pull=at_head().pull, link=at_head().link)
    state, commands = run(state, answered(answer(*told, last_seq=1)))
    assert isinstance(commands[0], SaveAnswers)
    assert commands[0].acknowledged == 1
    state, commands = run(state, AnswersSaved(at()))
    assert commands == ()
    status = engine.status(state, None)
    assert (status.online, status.problem) == (True, LinkProblem.PROTOCOL)
    assert events[1].event_id in status.detail
    assert run(state, Woken(at()))[1] == ()
    state, commands = run(state, fetched(Reached(page(6, rows=(ROW,)))))
    assert [type(one) for one in commands] == [SavePage]
    # Another epoch is another central's memory: it may not have the fork.
    _, commands = run(state, PageSaved(True, at()), fetched(Reached(page(1, epoch="e2"))))
    assert [type(one) for one in commands] == [SavePage, LoadLives]


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


# --- both -------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("failure", "problem"),
    [
        (DOWN, LinkProblem.UNREACHABLE),
        (NotCentral("portal"), LinkProblem.NOT_CENTRAL),
        (Garbled("cut"), LinkProblem.SERVER),
        (OtherProtocol("2"), LinkProblem.PROTOCOL),
        (Refused(401, None, PROBLEM), LinkProblem.UNAUTHORIZED),
        (Refused(403, None, PROBLEM), LinkProblem.UNAUTHORIZED),
        (Refused(404, None, PROBLEM), LinkProblem.PROTOCOL),
        (Refused(429, None, PROBLEM), LinkProblem.SERVER),
        (Refused(500, None, PROBLEM), LinkProblem.SERVER),
        (Refused(503, None, None), LinkProblem.SERVER),
    ],
)
def test_every_failure_keeps_all_events_and_is_called_by_its_name(failure: Any, problem: LinkProblem) -> None:
    state, commands = run(pulling(), fetched(failure))
    assert [type(one) for one in commands] == [Sleep]
    assert engine.status(state, None).problem is problem
    state, commands = run(sending(*chain(3)), answered(failure))
    assert [type(one) for one in commands] == [Sleep]


def test_an_unproven_answer_acknowledges_nothing() -> None:
    state, commands = run(sending(*chain(1)), answered(Unproven("receipt")))
    assert [type(one) for one in commands] == [Sleep]
    assert engine.status(state, None).problem is LinkProblem.PROTOCOL


def test_the_breaker_says_offline_after_five_failures_and_then_probes() -> None:
    state = at_head()
    assert engine.status(state, None).online
    for count in range(1, BREAKER + 1):
        assert engine.status(state, None).online
        state, commands = run(state, fetched(DOWN, count * 1000))
        assert isinstance(commands[0], Sleep)
        state, commands = run(state, SleepEnded(Channel.PULL, at(count * 1000)))
    status = engine.status(state, None)
    assert (status.online, status.problem) == (False, LinkProblem.UNREACHABLE)
    assert status.since == BEGIN + timedelta(seconds=BREAKER)
    assert commands == (Probe(Channel.PULL),)
    state, commands = run(state, Probed(Channel.PULL, DOWN, at(9000)))
    assert isinstance(commands[0], Sleep)
    state, commands = run(
        state, SleepEnded(Channel.PULL, at()), Probed(Channel.PULL, Reached(Health("ok", "e1", 1)), at(9500))
    )
    assert commands == (FetchPage("e1", 5, MAX_PAGE, 0),)
    # The probe alone proves nothing: the page does.
    assert not engine.status(state, None).online
    state, commands = run(state, fetched(Reached(page(5)), 9600), PageSaved(True, at(9700)))
    status = engine.status(state, 12)
    assert (status.online, status.problem, status.clock_offset_ms) == (True, LinkProblem.NONE, 12)
    assert status.since == BEGIN + timedelta(milliseconds=9700)


@pytest.mark.parametrize("failure", [NotCentral("portal"), Refused(401, None, PROBLEM)])
def test_what_is_certain_is_said_at_once(failure: Any) -> None:
    assert not engine.status(run(at_head(), fetched(failure))[0], None).online


def test_the_first_contact_after_an_outage_hurries_the_other_channel() -> None:
    state = replace(sending(*chain(1)), pull=pulling().pull)
    state = run(state, answered(DOWN))[0]
    assert state.push.phase is push.Phase.PAUSED
    _, commands = run(state, fetched(Reached(page(5))))
    assert commands == (SavePage(page(5)), LoadUnsent(MAX_BATCH))
    # The other way round.
    events = chain(1)
    state = replace(sending(*events), pull=run(at_head(), fetched(DOWN))[0].pull)
    _, commands = run(state, answered(answer(*accepted(*events), last_seq=1)))
    assert [type(one) for one in commands] == [SaveAnswers, FetchPage]


def test_nobody_is_hurried_who_was_told_to_wait() -> None:
    state = replace(sending(*chain(1)), pull=pulling().pull)
    state = run(state, answered(Refused(429, 30.0, PROBLEM)))[0]
    assert run(state, fetched(Reached(page(5))))[1] == (SavePage(page(5)),)


def test_a_signal_that_cannot_come_raises_and_changes_nothing() -> None:
    state = at_head()
    with pytest.raises(LookupError, match="pull: PageSaved while fetching"):
        engine.step(state, PageSaved(True, at()))
    with pytest.raises(LookupError, match="push: BatchAnswered while resting"):
        engine.step(resting(), answered(DOWN))


def test_every_phase_has_a_way_out_after_a_fault_of_ours() -> None:
    assert {phase for phase, kind in pull.TABLE if kind is Crashed} == set(pull.Phase)
    assert {phase for phase, kind in push.TABLE if kind is Crashed} == set(push.Phase)
    assert {phase for phase, kind in push.TABLE if kind is Woken} == set(push.Phase)


# --- pauses -----------------------------------------------------------------------------------------------------------


def trouble(failures: int, since_ms: int = 0, problem: LinkProblem = LinkProblem.UNREACHABLE) -> Trouble:
    return Trouble(failures, problem, "", since_ms)


def test_pauses_have_full_jitter_double_and_stay_short_while_the_outage_is_young() -> None:
    young = [pause_s(trouble(count), DOWN, 1000, 0.999) for count in (1, 2, 3, 10)]
    assert young == pytest.approx([0.999, 1.998, RECENT_CAP_S * 0.999, RECENT_CAP_S * 0.999])
    assert pause_s(trouble(10), DOWN, 1000, 0.0) > 0
    assert pause_s(trouble(10), DOWN, 1000, 0.4) == pytest.approx(RECENT_CAP_S * 0.4)


def test_after_ten_minutes_a_pause_may_take_a_minute() -> None:
    assert pause_s(trouble(400), DOWN, 700_000, 0.999) == pytest.approx(CAP_S * 0.999)
    assert pause_s(trouble(2), DOWN, 700_000, 0.999) == pytest.approx(2 * 0.999)


def test_retry_after_is_obeyed_with_the_terminals_spread_over_a_second() -> None:
    busy = Refused(429, 7.0, PROBLEM)
    assert pause_s(trouble(1), busy, 0, 0.0) == 7.0
    assert 7.0 < pause_s(trouble(1), busy, 0, 0.9) < 8.0
    assert pause_s(trouble(1), Refused(503, 1e9, None), 0, 0.0) == 900


def test_what_only_a_person_can_mend_is_tried_slowly() -> None:
    refused = Refused(401, None, PROBLEM)
    assert 30 <= pause_s(trouble(1, problem=LinkProblem.UNAUTHORIZED), refused, 0, 0.0) <= 60


def test_an_outage_is_as_old_as_its_first_failure() -> None:
    first = troubled(Trouble(), LinkProblem.UNREACHABLE, "", 500)
    assert troubled(first, LinkProblem.SERVER, "", 900).since_ms == 500
