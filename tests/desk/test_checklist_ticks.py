"""The opening day at the desk: the plan that came with the feed, and ticks that every terminal sees."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest

from kiosk.domain.event import EventKind
from kiosk.domain.opening.checklist import DEFAULT, Checklist, Item
from kiosk.errors import Refused
from tests.desk.door import Door
from tests.domain.test_opening_day import PLAN, SLOTS
from tests.store.day import NOON

Open = Callable[..., Door]
TODAY = f"{NOON:%Y-%m-%d}"


def lines(door: Door) -> dict[str, list[str]]:
    return {
        one.item.item: [tick.staff_id for tick in one.ticks] for one in door.do(door.desk.opening_day.morning).lines
    }


def told(door: Door, other: Door) -> None:
    for event in door.events():
        door.feed.put("event", event.event_id, event.to_wire())
    other.pull()


def test_without_a_plan_the_list_that_ships_is_todays(door: Door) -> None:
    morning = door.do(door.desk.opening_day.morning)
    assert (morning.plan, morning.hours, morning.day) == (None, (), TODAY)
    assert [one.item for one in morning.lines] == list(DEFAULT.items)
    assert not any(one.due for one in morning.lines)


def test_the_plan_its_slots_and_the_stores_own_list(door: Door) -> None:
    later = timedelta(days=NOON.day - PLAN.opens.day)
    shifts = tuple(replace(one, start=one.start + later, end=one.end + later) for one in PLAN.shifts)
    plan = replace(PLAN, day=TODAY, opens=PLAN.opens + later, closes=PLAN.closes + later, shifts=shifts)
    door.feed.put_row("plan", plan.day, plan)
    for one in SLOTS:
        slot = replace(one, start=one.start + later, end=one.end + later)
        door.feed.put_row("slot", slot.key, slot)
    door.feed.put_row("checklist", "morning", Checklist((Item("coffee", "Café", "Coffee", before_min=5),)))
    door.pull()
    assert door.clock.at >= plan.opens
    morning = door.do(door.desk.opening_day.morning)
    assert (morning.day, morning.plan) == (plan.day, plan)
    assert [one.booked for one in morning.hours] == [0, 42, 7, 0]
    assert [(one.item.item, one.due) for one in morning.lines] == [("coffee", True)]


def test_a_tick_is_an_event_that_every_terminal_sees(open_door: Open) -> None:
    here = open_door("A")
    there = open_door("B", feed=here.feed)
    here.do(here.desk.opening_day.tick, TODAY, "doors")
    (event,) = here.events()
    assert (event.kind, event.payload) == (EventKind.CHECKLIST_TICKED, {"day": TODAY, "item": "doors"})
    assert lines(there)["doors"] == []
    told(here, there)
    assert lines(there)["doors"] == ["s-1"]
    assert there.do(there.desk.opening_day.morning).done == 1


def test_two_who_do_not_hear_each_other_and_one_who_takes_back_what_he_knew(open_door: Open) -> None:
    here = open_door("A")
    there = open_door("B", feed=here.feed)
    there.staff_id.append("s-2")
    here.do(here.desk.opening_day.tick, TODAY, "doors")
    there.do(there.desk.opening_day.tick, TODAY, "doors")
    here.do(here.desk.opening_day.untick, TODAY, "doors")
    assert lines(here)["doors"] == []
    told(there, here)
    told(here, there)
    assert lines(here)["doors"] == lines(there)["doors"] == ["s-2"], "it was ticked once more than was taken back"
    here.do(here.desk.opening_day.untick, TODAY, "doors")
    told(here, there)
    assert lines(here)["doors"] == lines(there)["doors"] == []


@pytest.mark.parametrize(("act", "item"), [("tick", "nothing-of-ours"), ("untick", "doors")])
def test_what_is_not_there_is_refused_and_records_nothing(door: Door, act: str, item: str) -> None:
    with pytest.raises(Refused):
        door.do(getattr(door.desk.opening_day, act), TODAY, item)
    assert door.events() == []


def test_ticked_is_ticked(door: Door) -> None:
    door.do(door.desk.opening_day.tick, TODAY, "doors")
    with pytest.raises(Refused, match="already"):
        door.do(door.desk.opening_day.tick, TODAY, "doors")
    assert door.recorded() == ["checklist_ticked"]
