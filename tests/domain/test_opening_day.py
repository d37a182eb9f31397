"""The plan of a day by the hour, and the checklist's ticks in whatever order they come."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from itertools import permutations
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.domain.event import Event, EventKind
from kiosk.domain.launch_slot import LaunchSlot
from kiosk.domain.opening.checklist import DEFAULT, Checklist, Item, due, ticks
from kiosk.domain.opening.plan import OpeningDay, Shift, at_once, day_of, hours, most
from kiosk.domain.policy import Role
from kiosk.domain.rows import RowError, parse_row, row_body

DAY = "2026-11-20"
PARIS = ZoneInfo("Europe/Paris")


def at(hour: int, minute: int = 0) -> datetime:
    return datetime(2026, 11, 20, hour, minute, tzinfo=UTC)


PLAN = OpeningDay(
    DAY,
    at(9),
    at(12),
    ("1", "2"),
    (
        Shift(Role.GREETER, at(8, 30), at(12), 1),
        Shift(Role.GREETER, at(10), at(11), 2),
        Shift(Role.RUNNER, at(9), at(10, 30), 4),
    ),
)
SLOTS = (
    LaunchSlot(at(9), at(10), 40, 38, 2),
    LaunchSlot(at(9, 30), at(10, 30), 10, 4, 6),
    LaunchSlot(at(10), at(11), None, 7),
)


def test_the_day_by_the_hour() -> None:
    told = hours(PLAN, SLOTS)
    assert [(one.start.hour, dict(one.people)) for one in told] == [
        (8, {Role.GREETER: 1, Role.RUNNER: 0}),
        (9, {Role.GREETER: 1, Role.RUNNER: 4}),
        (10, {Role.GREETER: 3, Role.RUNNER: 4}),
        (11, {Role.GREETER: 1, Role.RUNNER: 0}),
    ]
    assert [(one.places, one.booked) for one in told] == [(None, 0), (50, 42), (None, 7), (None, 0)]


def test_who_should_be_here_now() -> None:
    assert [at_once(PLAN.shifts, Role.GREETER, when) for when in (at(8), at(8, 30), at(10), at(11), at(12))] == [
        0,
        1,
        3,
        1,
        0,
    ]
    handed_over = [Shift(Role.RUNNER, at(9), at(9, 30), 3), Shift(Role.RUNNER, at(9, 30), at(10), 2)]
    assert most(handed_over, Role.RUNNER, at(9), at(10)) == 3, "one after the other, never together"


@given(st.lists(st.tuples(st.integers(0, 600), st.integers(1, 300), st.integers(1, 9)), max_size=6))
def test_the_most_at_once_is_reached_and_never_passed(raw: list[tuple[int, int, int]]) -> None:
    shifts = [
        Shift(Role.RUNNER, at(0) + timedelta(minutes=start), at(0) + timedelta(minutes=start + long), people)
        for start, long, people in raw
    ]
    by_minute = [at_once(shifts, Role.RUNNER, at(3) + timedelta(minutes=minute)) for minute in range(60)]
    assert most(shifts, Role.RUNNER, at(3), at(4)) == max(by_minute)


def test_which_day_is_next() -> None:
    other = OpeningDay("2026-11-21", at(9) + timedelta(days=1), at(12) + timedelta(days=1))
    assert day_of([other, PLAN], at(7), PARIS) is PLAN
    assert day_of([other, PLAN], at(22, 59), PARIS) is PLAN, "it is still the 20th in Paris"
    assert day_of([other, PLAN], at(23), PARIS) is other
    assert day_of([PLAN], at(9) + timedelta(days=2), PARIS) is None


@pytest.mark.parametrize(
    "wrong",
    [
        {"closes": "2026-11-20T08:00:00.000Z"},
        {"shifts": [{"role": "runner", "start": "2026-11-20T09:00:00Z", "end": "2026-11-20T09:00:00Z", "people": 1}]},
        {"shifts": [{"role": "runner", "start": "2026-11-20T08:00:00Z", "end": "2026-11-20T09:00:00Z", "people": 0}]},
        {"shifts": [{"role": "cook", "start": "2026-11-20T08:00:00Z", "end": "2026-11-20T09:00:00Z", "people": 1}]},
        {"opens": "2026-11-20T09:00:00"},
    ],
)
def test_a_bad_row_is_refused(wrong: dict[str, object]) -> None:
    assert parse_row("plan", row_body(PLAN)) == PLAN
    with pytest.raises(RowError):
        parse_row("plan", {**row_body(PLAN), **wrong})


def test_the_default_list_is_whole_and_in_both_languages() -> None:
    assert parse_row("checklist", row_body(DEFAULT)) == DEFAULT
    assert all(one.fr and one.en and one.fr != one.en for one in DEFAULT.items)
    assert [one.before_min for one in DEFAULT.items] == sorted((one.before_min for one in DEFAULT.items), reverse=True)
    with pytest.raises(ValueError, match="one name"):
        Checklist((Item("a", "x", "y"), Item("a", "x", "y")))


# --- ticks --------------------------------------------------------------------------------------------------------------


def event(number: int, kind: EventKind, minutes: int = 0, day: str = DAY, **payload: object) -> Event:
    return Event(
        f"{number:032x}",
        f"t-{number % 3}",
        "i",
        number,
        at(7) + timedelta(minutes=minutes),
        0,
        0,
        f"s-{number}",
        "",
        kind,
        {"day": day, "item": "doors", **payload},
    )


def ticked(number: int, minutes: int = 0, **payload: object) -> Event:
    return event(number, EventKind.CHECKLIST_TICKED, minutes, **payload)  # pyright: ignore[reportArgumentType]


def taken_back(number: int, *which: int, **payload: object) -> Event:
    ids = [f"{one:032x}" for one in which]
    return event(number, EventKind.CHECKLIST_UNTICKED, 9, event_ids=ids, **payload)  # pyright: ignore[reportArgumentType]


def standing(events: Sequence[Event]) -> list[str]:
    return [one.staff_id for one in ticks(events, DAY).get("doors", ())]


def test_a_tick_stands_until_somebody_takes_back_that_very_one() -> None:
    two = [ticked(1, 5), ticked(2, 3), taken_back(3, 1), ticked(4, 20)]
    for order in permutations(two):
        assert standing(order) == ["s-2", "s-4"], "whoever takes one back has not heard of the others"
    assert standing([*two, taken_back(5, 2, 4)]) == []


def test_other_days_other_items_and_odd_payloads_change_nothing() -> None:
    odd = [
        ticked(1),
        taken_back(2, 1, day="2026-11-21"),
        event(3, EventKind.CHECKLIST_UNTICKED, event_ids="all"),
        event(4, EventKind.CHECKLIST_UNTICKED, event_ids=[7, None]),
        event(5, EventKind.CHECKLIST_TICKED, item=["doors"]),
        event(6, EventKind.SIGNED_IN, event_ids=[f"{1:032x}"]),
    ]
    assert standing(odd) == ["s-1"]
    assert set(ticks(odd, DAY)) == {"doors"}
    assert ticks([ticked(1, day="2026-11-21")], DAY) == {}


def test_what_is_due() -> None:
    item = Item("doors", "Portes", "Doors", before_min=30)
    assert not due(item, at(9), at(8, 29), ticked=False)
    assert due(item, at(9), at(8, 30), ticked=False)
    assert not due(item, at(9), at(8, 30), ticked=True)
    assert not due(item, None, at(8, 30), ticked=False), "nobody has said when the doors open"
