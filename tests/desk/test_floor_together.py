"""Two terminals on one floor, offline as chance will: whatever the staff do, nothing is handed over twice in silence."""

from collections import defaultdict
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kiosk.domain.conflict import ConflictKind
from kiosk.domain.conflict import conflicts as conflicts_in
from kiosk.domain.counter import CallAct, TakeBack
from kiosk.domain.event import Event, EventKind
from kiosk.domain.policy import Role
from kiosk.domain.recipe import WATCH, Step, next_step
from kiosk.domain.state import effective, fold
from kiosk.domain.unit import Fit, RejectReason, taken_units
from kiosk.errors import Refused
from tests.desk.floor_day import GTIN, OTHER_GTIN, Team, arrived, furnish, sync
from tests.store.day import Feed, reservation_id

NUMBERS = (1, 2)
SERIALS = ("S-1", "S-2", "S-3")

acts = st.sampled_from(
    [
        *2 * ["claim", "box", "advance", "advance", "finish", "finish", "hand over", "hand over", "serve", "serve"],
        *(
            "release",
            "hand on",
            "wrong box",
            "weak",
            "reject",
            "recall",
            "put back",
            "call",
            "skip",
            "take back",
            "sync",
        ),
    ]
)
steps = st.tuples(acts, st.booleans(), st.sampled_from(NUMBERS), st.sampled_from(SERIALS), st.booleans())


@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(morning=st.lists(steps, min_size=10, max_size=40))
def test_nothing_is_handed_over_twice_in_silence(
    open_team: Callable[..., Team], tmp_path_factory: pytest.TempPathFactory, morning: list[Any]
) -> None:
    folder = tmp_path_factory.mktemp("together")
    furnish(feed := Feed())
    a = open_team("A", feed=feed, path=folder / "a.db")
    b = open_team("B", feed=feed, path=folder / "b.db")
    a.roles.add(Role.SUPERVISOR)
    arrived(a, *NUMBERS)
    sync(a, b)
    told = Told()
    for name, at_a, number, serial, other in morning:
        team = a if at_a else b
        team.clock.forward(seconds=1)
        if name == "sync":
            sync(a, b)
            continue
        try:
            act(team, told, name, number, serial, other=other)
        except Refused:
            continue
    sync(a, b)
    everything = [event for one in NUMBERS for event in a.do(a.desk.floor.history, reservation_id(one))]
    for team in (a, b):
        _check(team, everything)
    assert told.hand_overs == {event.event_id for event in everything if event.kind is EventKind.HANDED_OVER}
    for team in (a, b):
        team.store.close()


class Told:
    """What the screens have shown as done."""

    def __init__(self) -> None:
        self.hand_overs: set[str] = set()


def act(team: Team, told: Told, name: str, number: int, serial: str, *, other: bool) -> None:
    desk, one = team.desk, reservation_id(number)
    simple: dict[str, tuple[Any, ...]] = {
        "claim": (desk.stockroom.claim, (one,)),
        "release": (desk.stockroom.release, one),
        "hand on": (desk.stockroom.hand_on, one, "runner-b" if other else "runner-a"),
        "reject": (desk.stockroom.reject, one, RejectReason.DAMAGED),
        "call": (desk.counter.call, one, "3"),
        "skip": (desk.counter.call, one, "3", CallAct.SKIP),
        "take back": (desk.counter.take_back, one, TakeBack.EXCHANGE if other else TakeBack.WRONG),
    }
    if name in simple:
        team.do(*simple[name])
    else:
        _look_and_do(team, told, name, number, serial)


def _look_and_do(team: Team, told: Told, name: str, number: int, serial: str) -> None:
    desk, one = team.desk, reservation_id(number)
    before = team.entry(number)
    match name:
        case "box":
            _bind(team, number, serial)
        case "wrong box":
            answer = team.box(serial, number, gtin=OTHER_GTIN)
            assert (answer.fit.fit, answer.entry.state) == (Fit.WRONG_PRODUCT, before.state)
        case "advance":
            _advance(team, number, battery=80)
        case "weak":
            _advance(team, number, battery=3)
        case "finish":
            _finish(team, number, serial)
        case "recall":
            after = team.do(desk.stockroom.recall, one)
            if len(before.state.units) <= 1:  # else another unit may be the one that counts now
                assert len(after.state.steps) == len(before.state.steps) - 1
        case "put back":
            assert before.state.serial not in taken_units(team.do(desk.stockroom.put_back, one).state)
        case "serve":
            _finish(team, number, serial)
            prepared = team.entry(number).state.serial
            told.hand_overs.add(team.hand(prepared, number).event_id)
            assert _was_tested(team, number, prepared)
        case "hand over":
            opens = team.do(desk.counter.scan_unit, one, GTIN, serial).opens
            alone = len(team.do(team.store.ledger.takers, serial)) == 1
            assert opens <= (serial == before.state.serial)
            assert opens >= (serial == before.state.serial and alone)
            done = team.hand(serial, number)
            assert (opens, done.serial, before.state.steps) == (True, serial, tuple(map(str, WATCH.steps)))
            told.hand_overs.add(done.event_id)
            assert _was_tested(team, number, serial)
        case _:
            raise AssertionError(name)


def _was_tested(team: Team, number: int, serial: str) -> bool:
    """This very unit, as far as this terminal knows."""
    history = effective(team.do(team.desk.floor.history, reservation_id(number)))
    tested = {event.payload.get("serial") for event in history if event.payload.get("step") == Step.TEST_BATTERY}
    return serial in tested


def _finish(team: Team, number: int, serial: str) -> None:
    """As far as it goes; the unit may be another terminal's."""
    if not team.entry(number).state.claims:
        team.do(team.desk.stockroom.claim, (reservation_id(number),))
    if next_step(WATCH, team.entry(number).state.steps) is Step.SCAN_BOX:
        _bind(team, number, serial)
    while team.entry(number).state.prepared_at is None and team.entry(number).state.serial:
        _advance(team, number, battery=80)


def _bind(team: Team, number: int, serial: str) -> None:
    takers = set(team.do(team.store.ledger.takers, serial))
    answer = team.box(serial, number)
    assert answer.fit.fit is (Fit.SERIAL_TAKEN if takers else Fit.RIGHT)


def _advance(team: Team, number: int, battery: int) -> None:
    step = next_step(WATCH, team.entry(number).state.steps)
    match step:
        case Step.TEST_BATTERY:
            after = team.step(step, number, battery_percent=battery)
            assert (str(step) in after.state.steps) == (battery >= WATCH.battery_percent)
        case Step.BRING_TO_COUNTER:
            assert team.step(step, number, counter="3").state.counter == "3"
        case None:
            pass
        case _:
            team.step(step, number)


def _check(team: Team, everything: list[Event]) -> None:
    """After all have heard of everything: one state, one list of conflicts, and no second unit without one."""
    reports = [report.conflict for report in team.do(team.desk.inbox.all)]
    assert tuple(reports) == conflicts_in(everything)
    assert team.do(team.store.ledger.is_followed)
    subjects = defaultdict(set)
    for conflict in reports:
        subjects[conflict.kind].add(conflict.subject)
    given: defaultdict[str, set[str]] = defaultdict(set)
    for number in NUMBERS:
        history = [event for event in everything if event.reservation_id == reservation_id(number)]
        state = team.entry(number).state
        assert state == fold(history)
        standing = [event for event in effective(history) if event.kind is EventKind.HANDED_OVER]
        if len(standing) > 1:
            assert reservation_id(number) in subjects[ConflictKind.HANDED_OVER_TWICE]
        if len(state.units) > 1:
            assert reservation_id(number) in subjects[ConflictKind.TWO_UNITS]
        for event in standing:
            given[event.payload["serial"]].add(reservation_id(number))
    for serial, customers in given.items():
        if len(customers) > 1:
            assert serial in subjects[ConflictKind.SERIAL_TWICE]
    for serial in SERIALS:
        states = [team.entry(number).state for number in NUMBERS]
        near = [state for state in states if serial in taken_units(state)]
        held = [one for state in near for one in (*state.units, *state.hand_overs) if one.detail == serial]
        if len(near) > 1 and held:
            assert serial in subjects[ConflictKind.SAME_UNIT] | subjects[ConflictKind.SERIAL_TWICE]
