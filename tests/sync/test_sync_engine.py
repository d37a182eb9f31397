"""Both channels together: what failures are called, when the link is offline, and how long pauses are."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from sync import engine, pull, push
from sync.backoff import BREAKER, CAP_S, RECENT_CAP_S, Trouble, pause_s, troubled
from sync.outcome import (
    Garbled,
    NotCentral,
    OtherProtocol,
    Reached,
    Refused,
    Unproven,
)
from sync.signals import (
    AnswersSaved,
    Channel,
    Crashed,
    FetchPage,
    HeldTold,
    Life,
    LivesLoaded,
    LoadLives,
    LoadUnsent,
    PageSaved,
    Probe,
    Probed,
    SaveAnswers,
    SavePage,
    Sleep,
    SleepEnded,
    UnsentLoaded,
    Woken,
)
from sync.status import LinkProblem
from sync.wire import (
    MAX_BATCH,
    MAX_PAGE,
    Health,
)
from tests.sync.told import (
    BEGIN,
    DOWN,
    LIFE,
    PROBLEM,
    accepted,
    answer,
    answered,
    at,
    at_head,
    chain,
    fetched,
    page,
    pulling,
    resting,
    run,
    sending,
)


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


def test_central_is_asked_now_and_then_what_it_holds_although_nothing_is_to_be_sent() -> None:
    """A central restored from a backup that has gone on past this cursor cannot be told by its pages."""
    state = replace(at_head(), push=resting().push)
    _, commands = run(state, fetched(Reached(page(5)), engine.ASK_AGAIN_MS - 1))
    assert not [command for command in commands if command.channel is Channel.PUSH]
    state, commands = run(state, fetched(Reached(page(5)), engine.ASK_AGAIN_MS))
    assert LoadLives() in commands
    asked = LivesLoaded((Life("t-a", LIFE),), at(engine.ASK_AGAIN_MS))
    late = 2 * engine.ASK_AGAIN_MS - 1
    told = HeldTold(answer(last_seq=0), at(late))
    state, _ = run(state, asked, told, AnswersSaved(at(late)), UnsentLoaded((), at(late)))
    state = replace(at_head(), push=state.push, asked_ms=state.asked_ms)
    _, commands = run(state, fetched(Reached(page(5)), late))
    assert LoadLives() not in commands
    _, commands = run(state, fetched(Reached(page(5)), late + 1))
    assert LoadLives() in commands, "how long the answer was on its way counts as well"


def test_what_is_under_way_is_not_asked_over() -> None:
    state = replace(at_head(), push=sending(*chain(1)).push)
    _, commands = run(state, fetched(Reached(page(5)), engine.ASK_AGAIN_MS))
    assert not [command for command in commands if command.channel is Channel.PUSH]
