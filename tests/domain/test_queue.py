"""The queue: counts add up, order does not matter, waits and quarters are what a person would count."""

import random
from collections import Counter
from dataclasses import dataclass, replace
from datetime import time, timedelta
from itertools import pairwise
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.domain.crew import AT_WORK, floor_of, hands
from kiosk.domain.forecast import Helper, forecast
from kiosk.domain.policy import Policy
from kiosk.domain.queue import (
    QUARTER,
    WAITING,
    Day,
    Group,
    Tally,
    group_of,
    is_overdue,
    people,
    quantile,
    quarters,
    table,
    waits,
)
from kiosk.domain.recipe import Recipe, Step
from kiosk.domain.reservation import Customer, Reservation, Slot
from kiosk.domain.shown import Shown, first_name, shown_as
from kiosk.domain.state import Fact, Stage, State
from kiosk.domain.verdict import Sighting
from tests.domain.strategies import NOON

MINUTE = timedelta(minutes=1)
SLOTS = tuple(Slot(NOON + number * 60 * MINUTE, NOON + (number + 1) * 60 * MINUTE) for number in range(-3, 3))


@dataclass(frozen=True)
class Visit:
    reservation: Reservation
    state: State


@dataclass(frozen=True)
class Coming:
    slot: Slot
    count: int


def ago(minutes: float) -> timedelta:
    return -minutes * MINUTE


def visit(number: int, stage: Stage, slot: Slot = SLOTS[2], arrived: float | None = 20, **changes: Any) -> Visit:
    booked = Reservation(f"{number:016x}", 1, 1, slot, "AURA", Customer("Camille Durand"), "7KQ4M2XP")
    came = () if arrived is None else (Sighting(f"{number:032x}", NOON + ago(arrived), "t-a", f"A{number:03d}"),)
    return Visit(booked, replace(State(stage=stage, arrivals=came), **changes))


def tally(*visits: Visit) -> Tally:
    made = Tally()
    for one in visits:
        made.put(one)
    return made


minutes = st.integers(-30, 180)
visits = st.builds(
    visit,
    st.integers(0, 12),
    st.sampled_from(Stage),
    st.sampled_from(SLOTS),
    st.one_of(st.none(), minutes),
    claimed_by=st.sampled_from(["", "amelie", "yanis"]),
    claimed_at=st.one_of(st.none(), minutes.map(lambda m: NOON + ago(m))),
    prepared_at=st.one_of(st.none(), minutes.map(lambda m: NOON + ago(m))),
    called_at=st.one_of(st.none(), minutes.map(lambda m: NOON + ago(m))),
    called_to=st.sampled_from(["", "1", "3"]),
    parked=st.booleans(),
)
comings = st.lists(st.builds(Coming, st.sampled_from(SLOTS), st.integers(1, 30)), max_size=6)


PARIS = ZoneInfo("Europe/Paris")
TODAY = Day.of(NOON, PARIS)


def moved(one: Visit, to: Slot) -> Visit:
    """Rescheduled."""
    return Visit(one.reservation, replace(one.state, slot=to))


def on(days: float) -> Slot:
    return Slot(SLOTS[2].start + timedelta(days=days), SLOTS[2].end + timedelta(days=days))


@pytest.mark.parametrize(
    ("one", "concerned"),
    [
        (visit(1, Stage.BOOKED, on(0), None), True),
        (visit(1, Stage.BOOKED, on(-1), None), False),
        (visit(1, Stage.NO_SHOW, on(1), None), False),
        (visit(1, Stage.COLLECTED, on(-1), arrived=24 * 60), False),
        (visit(1, Stage.COLLECTED, on(1), arrived=20), True),
        (visit(1, Stage.READY, on(-1), arrived=24 * 60), True),
        (visit(1, Stage.ON_HOLD, on(1), None), False),
        (moved(visit(1, Stage.BOOKED, on(1), None), on(0)), True),
        (moved(visit(1, Stage.BOOKED, on(0), None), on(1)), False),
    ],
)
def test_a_day_is_of_those_booked_for_it_come_on_it_or_still_here(one: Visit, concerned: bool) -> None:
    assert TODAY.concerns(one) is concerned


@given(st.integers(0, 365 * 24 * 60), st.sampled_from(["Europe/Paris", "Asia/Kathmandu"]))
def test_a_day_goes_from_midnight_to_midnight_by_the_stores_clocks(moment: int, name: str) -> None:
    now, zone = NOON + moment * MINUTE, ZoneInfo(name)
    day = Day.of(now, zone)
    assert day.start <= now < day.end
    assert {one.astimezone(zone).time() for one in (day.start, day.end)} == {time()}
    assert day.end - day.start in {timedelta(hours=hours) for hours in (23, 24, 25)}
    assert Day.of(day.end, zone).start == day.end


@given(st.lists(visits, max_size=30), comings)
def test_everybody_is_counted_once(some: list[Visit], coming: list[Coming]) -> None:
    made = tally(*some)
    latest = {one.reservation.reservation_id: one for one in some}
    counted = sum(group_of(one.state) is not None for one in latest.values())
    lines = table(made, coming, NOON)
    assert sum(line.total for line in lines) == counted + sum(one.count for one in coming)
    assert [line.slot for line in lines] == sorted({line.slot for line in lines}, key=lambda slot: slot.start)
    assert all(sum(line.counts) > 0 for line in lines)
    for line in lines:
        for group in set(Group) - {Group.EXPECTED, Group.LATE}:
            assert line.of(group) == len(people(made.glances.values(), line.slot, group))
        assert line.of(Group.EXPECTED) == 0 or line.slot.end > NOON


@given(st.lists(visits, max_size=20, unique_by=lambda one: one.reservation.reservation_id), st.randoms())
def test_the_order_of_coming_does_not_matter(some: list[Visit], chance: random.Random) -> None:
    other = list(some)
    chance.shuffle(other)
    one, two = tally(*some), tally(*other)
    assert one == two
    policy = Policy()
    assert waits(one.glances.values(), policy, NOON) == waits(two.glances.values(), policy, NOON)
    assert hands(one.glances.values(), NOON) == hands(two.glances.values(), NOON)
    assert quarters(one, ()) == quarters(two, ())
    for group in Group:
        assert people(one.glances.values(), None, group) == people(two.glances.values(), None, group)


@given(st.lists(visits, max_size=20), st.lists(st.integers(0, 12)))
def test_one_at_a_time_is_the_same_as_all_at_once(some: list[Visit], gone: list[int]) -> None:
    """Whoever changes, leaves and comes again: the counts are those of who is here now."""
    made = tally(*some)
    for number in gone:
        made.drop(f"{number:016x}")
    left = {one.reservation.reservation_id: one for one in some if one.reservation.reservation_id in made.glances}
    fresh = tally(*left.values())
    assert made.counts == fresh.counts
    assert made.came == fresh.came
    assert made.glances == fresh.glances
    assert min(made.counts.values(), default=1) > 0


@given(st.lists(visits, max_size=30, unique_by=lambda one: one.reservation.reservation_id), comings)
def test_the_chart_holds_every_arrival_and_every_booking(some: list[Visit], coming: list[Coming]) -> None:
    made = tally(*some)
    shown = quarters(made, coming)
    assert sum(one.came for one in shown) == sum(one.arrived_at is not None for one in made.glances.values())
    booked = sum(one.group is not None for one in made.glances.values()) + sum(one.count for one in coming)
    assert sum(one.booked for one in shown) == pytest.approx(booked)
    assert all(after.start - before.start == QUARTER for before, after in pairwise(shown))


@given(st.lists(visits, max_size=30))
def test_the_waits_are_of_those_who_wait(some: list[Visit]) -> None:
    made = tally(*some)
    policy = Policy()
    told = waits(made.glances.values(), policy, NOON)
    waiting = [one for one in made.glances.values() if one.is_waiting and one.arrived_at is not None]
    assert told.waiting == len(waiting)
    assert told.overdue == sum(is_overdue(one, policy, NOON) for one in waiting)
    assert (told.oldest is None) == (not waiting)
    if told.oldest is not None:
        assert told.oldest.group in WAITING
        assert all((told.oldest.arrived_at or NOON) <= (one.arrived_at or NOON) for one in waiting)
    if told.p50_s is not None and told.p90_s is not None:
        assert 0 <= told.p50_s <= told.p90_s


@given(st.lists(visits, max_size=30))
def test_those_of_lately_tell_the_same_as_all(some: list[Visit]) -> None:
    """What is left out to be quick changes neither the waits nor the crew."""
    made = tally(*some)
    lately, everybody = made.lately(NOON), made.glances.values()
    assert hands(lately, NOON) == hands(everybody, NOON)
    assert waits(lately, Policy(), NOON).oldest == waits(everybody, Policy(), NOON).oldest
    assert {one.reservation_id for one in everybody if one.group is not Group.COLLECTED} <= {
        one.reservation_id for one in lately
    }


def test_a_wait_is_from_the_door_to_the_call() -> None:
    made = tally(
        visit(1, Stage.COLLECTED, arrived=50, called_at=NOON + ago(30), collected=Sighting("", NOON, "t-c", "")),
        visit(2, Stage.COLLECTED, arrived=30, collected=Sighting("", NOON + ago(20), "t-c", "")),
        visit(3, Stage.READY, arrived=40, prepared_at=NOON, called_at=NOON + ago(10), called_to="3", calls=1),
        visit(4, Stage.READY, arrived=25, prepared_at=NOON),
        visit(5, Stage.READY, arrived=26, prepared_at=NOON, called_at=NOON, called_to="3", calls=1, parked=True),
        visit(6, Stage.COLLECTED, arrived=300, called_at=NOON + ago(200), collected=Sighting("", NOON, "t-c", "")),
    )
    told = waits(made.glances.values(), Policy(), NOON)
    assert (told.measured, told.waiting, told.overdue) == (3, 2, 0)
    assert (told.p50_s, told.p90_s) == (20 * 60, 30 * 60)
    assert told.oldest is not None
    assert told.oldest.call_number == "A005"


def test_a_promise_runs_from_the_slot_where_somebody_came_early() -> None:
    slot = SLOTS[3]
    made = tally(visit(1, Stage.ARRIVED, slot, arrived=10))
    one = made.glances[f"{1:016x}"]
    policy = Policy(promise_s=600)
    assert one.promised_at(policy) == slot.start + timedelta(seconds=600)
    assert not is_overdue(one, policy, NOON + 9 * MINUTE)
    assert is_overdue(one, policy, NOON + 10 * MINUTE)


def test_who_has_not_come_is_late_when_the_slot_is_over() -> None:
    coming = (Coming(SLOTS[0], 4), Coming(SLOTS[4], 7))
    lines = table(tally(visit(1, Stage.NO_SHOW, SLOTS[0], arrived=None)), coming, NOON)
    assert [(line.of(Group.LATE), line.of(Group.EXPECTED)) for line in lines] == [(5, 0), (0, 7)]
    assert table(Tally(), (), NOON) == ()


def test_who_cancelled_from_afar_is_no_problem_here() -> None:
    assert group_of(State(stage=Stage.CANCELLED)) is None
    assert group_of(visit(1, Stage.CANCELLED).state) is Group.PROBLEM
    assert group_of(State()) is None


def test_a_rescheduled_customer_counts_in_the_new_slot() -> None:
    one = visit(1, Stage.ARRIVED, SLOTS[0])
    made = tally(Visit(one.reservation, replace(one.state, slot=SLOTS[5])))
    assert dict(made.counts) == {(SLOTS[5], Group.ARRIVED): 1}


def test_the_crew_is_who_has_work_or_has_just_finished_some() -> None:
    made = tally(
        visit(1, Stage.PREPARING, claimed_by="yanis", claimed_at=NOON + ago(9)),
        visit(2, Stage.PREPARING, claimed_by="yanis", claimed_at=NOON + ago(4)),
        visit(3, Stage.READY, claimed_by="amelie", claimed_at=NOON + ago(20), prepared_at=NOON + ago(12)),
        visit(4, Stage.READY, claimed_by="lucie", claimed_at=NOON + ago(80), prepared_at=NOON + ago(70)),
        visit(5, Stage.READY, called_to="3", called_at=NOON + ago(2), calls=1, prepared_at=NOON),
    )
    crew = hands(made.glances.values(), NOON)
    assert [(one.helper, one.who, len(one.glances)) for one in crew] == [
        (Helper.RUNNER, "amelie", 0),
        (Helper.RUNNER, "yanis", 2),
        (Helper.COUNTER, "3", 1),
    ]
    assert crew[1].since == NOON + ago(9)
    assert hands(made.glances.values(), NOON + AT_WORK)[0].who == "yanis"


@given(st.lists(visits, max_size=20, unique_by=lambda one: one.reservation.reservation_id), comings)
def test_the_forecast_takes_any_floor(some: list[Visit], coming: list[Coming]) -> None:
    glances = list(tally(*some).glances.values())
    floor = floor_of(glances, coming, hands(glances, NOON), NOON)
    assert len(floor.came) == sum(one.arrived_at is not None for one in glances)
    assert len(floor.expected) + floor.missed == sum(one.count for one in coming) + sum(
        one.group is Group.LATE for one in glances
    )
    assert len(forecast(floor, random.Random(7))) == 3


def test_terminals_are_heard_by_what_they_did() -> None:
    claim = Fact("1" * 32, NOON, "t-r", "yanis")
    made = tally(visit(1, Stage.PREPARING, claims=(claim,)))
    assert made.heard == {"t-a": NOON + ago(20), "t-r": NOON}
    made.drop(f"{1:016x}")
    assert made.heard["t-r"] == NOON


@pytest.mark.parametrize(
    ("one", "word"),
    [
        (visit(1, Stage.ARRIVED), Shown.PREPARING),
        (visit(1, Stage.PREPARING, steps=("scan_box",)), Shown.PREPARING),
        (visit(1, Stage.PREPARING, steps=tuple(map(str, tuple(Step)[:3]))), Shown.ALMOST),
        (visit(1, Stage.READY), Shown.ALMOST),
        (visit(1, Stage.READY, called_to="3", calls=1), Shown.READY),
        (visit(1, Stage.READY, called_to="3", calls=1, parked=True), Shown.READY),
        (visit(1, Stage.COLLECTED), None),
        (visit(1, Stage.ON_HOLD), None),
        (visit(1, Stage.BOOKED), None),
    ],
)
def test_what_customers_see(one: Visit, word: Shown | None) -> None:
    assert shown_as(one.state, Recipe()) is word


def test_a_recipe_of_one_step_is_not_almost_done_before_it_began() -> None:
    assert shown_as(visit(1, Stage.PREPARING).state, Recipe(steps=(Step.SCAN_BOX,))) is Shown.PREPARING


@pytest.mark.parametrize(
    ("name", "said"),
    [("Camille Durand", "Camille D."), ("Ana de la Cruz", "Ana C."), ("Cher", "Cher"), ("", ""), ("é ß", "é SS.")],
)
def test_a_first_name_and_an_initial(name: str, said: str) -> None:
    assert first_name(name) == said


@given(st.text(max_size=60))
def test_no_name_is_said_whole(name: str) -> None:
    words = name.split()
    assert len(first_name(name).split()) <= 2
    if len(words) > 1 and len(words[-1]) > 4:
        assert first_name(name) != name


@given(st.lists(st.floats(0, 1e6)))
def test_a_quantile_is_one_of_them(numbers: list[float]) -> None:
    ordered = sorted(numbers)
    assert quantile(ordered, 0.9) in (ordered or [None])
    assert Counter(ordered)[quantile(ordered, 1.0) or 0.0] >= (1 if ordered else 0)
