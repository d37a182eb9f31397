"""The doors-open check at the desk: what the database knows of itself, and what is signed goes to every terminal."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

from kiosk.domain.doors.finding import Found, Light, finding
from kiosk.domain.doors.memory import of_standing
from kiosk.domain.doors.signed import store_light
from kiosk.domain.event import EventKind
from kiosk.domain.policy import Role
from tests.desk.door import Door
from tests.desk.staff_day import list_staff
from tests.domain.test_doors import READY
from tests.store.day import reservation

Open = Callable[..., Door]


def found(door: Door, *, signs_in: bool = True) -> dict[str, str]:
    standing = door.do(door.desk.standing)
    told = of_standing(standing, standing.at, "1.2.0", signs_in=signs_in)
    return {str(one.check): str(one.found) for one in told}


def test_a_furnished_terminal_is_ready_but_for_its_colleagues(door: Door) -> None:
    door.book(reservation(1))
    list_staff(door)
    assert found(door) == {
        "data": "data.whole",
        "unsent": "unsent.none",
        "staff": "staff.listed",
        "codes": "codes.trusted",
        "version": "version.untold",
    }


def test_a_new_terminal_is_not(open_door: Open) -> None:
    door = open_door(furnished=False)
    assert found(door) == {
        "data": "data.empty",
        "unsent": "unsent.none",
        "staff": "staff.empty",
        "codes": "codes.untrusted",
        "version": "version.equal",
    }


def test_a_terminal_that_was_left_alone(door: Door) -> None:
    door.book(reservation(1))
    door.scan("nothing of ours")
    door.clock.forward(minutes=11)
    told = found(door)
    assert (told["data"], told["unsent"]) == ("data.stale", "unsent.some")
    door.clock.forward(days=4000)
    assert found(door)["codes"] == "codes.untrusted"


def test_supervisors_who_left_or_have_nothing_to_sign_in_with_do_not_count(door: Door) -> None:
    list_staff(door)
    for row in door.do(door.store.roster.staff):
        if Role.SUPERVISOR in row.roles:
            door.feed.put_row("staff", row.staff_id, replace(row, badge="", pin=""))
    door.pull()
    assert found(door)["staff"] == "staff.no_supervisor"


def test_what_is_signed_is_an_event_of_its_terminal_and_reaches_the_others(open_door: Open) -> None:
    here = open_door("A")
    there = open_door("B", feed=here.feed)
    there.pull()
    signed = here.do(here.desk.doors.sign, READY)
    (event,) = here.events()
    assert (event.kind, event.event_id, event.staff_id) == (EventKind.DOORS_CHECKED, signed.event_id, "s-1")
    assert event.reservation_id == ""
    here.feed.put("event", event.event_id, event.to_wire())
    there.pull()
    names = {one.terminal_id: one for one in there.do(there.desk.doors.store).terminals}
    assert names["t-a"].light is Light.GREEN
    assert names["t-b"].light is Light.AMBER, "nobody has checked it"
    assert store_light(names.values()) is Light.AMBER
    assert there.do(there.desk.standing).versions["t-a"] == "1.2.0"
    there.clock.forward(hours=13)
    assert {one.light for one in there.do(there.desk.doors.store).terminals} == {Light.AMBER}


def test_it_survives_a_restart_and_the_last_word_counts(door: Door) -> None:
    assert door.do(door.desk.doors.last) is None
    door.do(door.desk.doors.sign, READY)
    door.clock.forward(minutes=5)
    bad = replace(READY, findings=(*READY.findings[1:], finding(Found.DATA_EMPTY)))
    door.do(door.desk.doors.sign, bad)
    last = door.do(door.desk.doors.last)
    assert last.light is Light.RED
    assert last.readiness.at == door.clock.at
    assert last.readiness.at - READY.at != timedelta(0), "signed when it is signed"


def test_the_terminal_by_itself_signs_in_nobodys_name(door: Door) -> None:
    door.roles.clear()
    door.do(door.desk.doors.note, READY)
    (event,) = door.events()
    assert event.staff_id == ""
    assert door.do(door.desk.doors.last).staff_id == ""


def test_a_check_changes_no_reservation(door: Door) -> None:
    door.book(reservation(1))
    before = door.do(door.desk.data_state)
    door.do(door.desk.doors.sign, READY)
    after = door.do(door.desk.data_state)
    assert (before.conflicts, before.reservations) == (after.conflicts, after.reservations)
    assert door.recorded() == ["doors_checked"]
