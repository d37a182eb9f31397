"""Who is late: later slots, the slip's code, the waiting list, and taking the last move back."""

from dataclasses import replace
from datetime import timedelta

import pytest

from kiosk.domain.event import EventKind
from kiosk.domain.policy import Policy, Role
from kiosk.domain.reservation import Payment, Slot
from kiosk.domain.verdict import VerdictKind
from kiosk.errors import NotAllowed, Refused
from tests.desk.places_day import EARLIER, LAST, LATER, grant
from tests.store.day import LOOKUP_KEY, NOON, k1_text, lookup_digest, reservation, reservation_id

ONE = reservation_id(1)
DAY = timedelta(days=1)


@pytest.fixture
def late(door):
    door.book(reservation(1, slot=EARLIER))
    grant(door)
    return door


def test_the_queue_follows_and_every_code_leads_to_the_new_slot(late):
    assert late.scan(k1_text(1)).verdict.kind is VerdictKind.LATE
    moved = late.do(late.desk.reception.reschedule, ONE, LATER)
    assert (moved.before, moved.slot, moved.places) == (EARLIER, LATER, 1)
    (event,) = [one for one in late.events() if one.kind is EventKind.RESCHEDULED]
    assert event.payload["code"] == lookup_digest(moved.code, LOOKUP_KEY)
    assert late.do(late.desk.floor.entries_of, [ONE])[0].slot == LATER
    for text in (k1_text(1), moved.code, moved.code.lower()):
        assert late.scan(text).verdict.kind is VerdictKind.TOO_EARLY
    late.clock.at = LATER.start
    assert late.scan(moved.code).admitted


def test_nothing_is_offered_of_another_day_or_of_what_is_over(door):
    door.book(reservation(1, slot=EARLIER))
    for slot in (EARLIER, LATER, LAST, Slot(LATER.start + DAY, LATER.end + DAY)):
        grant(door, slot=slot)
    offered = door.do(door.desk.reception.later_slots, ONE)
    assert [one.slot for one in offered.slots] == [LATER, LAST]
    for slot in (EARLIER, Slot(LATER.start + DAY, LATER.end + DAY), Slot(NOON, NOON + DAY)):
        with pytest.raises(Refused):
            door.do(door.desk.reception.reschedule, ONE, slot)
    door.clock.at = LATER.end
    assert [one.slot for one in door.do(door.desk.reception.later_slots, ONE).slots] == [LAST]


def test_what_stands_in_the_way_first_is_said(door):
    door.book(reservation(1, slot=EARLIER, payment=Payment.DUE))
    grant(door)
    with pytest.raises(Refused, match="scan the code"):
        door.do(door.desk.reception.reschedule, ONE, LATER)


def test_only_a_supervisor_moves_somebody_who_is_not_late(door):
    door.book(reservation(1))
    grant(door)
    with pytest.raises(NotAllowed, match="supervisor"):
        door.do(door.desk.reception.reschedule, ONE, LATER)
    door.roles.add(Role.SUPERVISOR)
    assert door.do(door.desk.reception.reschedule, ONE, LATER).slot == LATER


def test_an_allotment_of_an_earlier_life_is_not_used(late):

    def end() -> None:
        with late.store.transaction():
            late.store.lives.end(late.store.ledger.incarnation(), NOON)

    late.do(end)
    with pytest.raises(Refused, match="no place left"):
        late.do(late.desk.reception.reschedule, ONE, LATER)


def test_what_was_granted_in_another_epoch_is_not_used_before_it_comes_again(late):
    late.do(late.store.replica.start_over, "epoch-2")
    with pytest.raises(Refused, match="no place left"):
        late.do(late.desk.reception.reschedule, ONE, LATER)
    late.feed.epoch = "epoch-2"
    late.pull()
    assert late.do(late.desk.reception.reschedule, ONE, LATER).slot == LATER


def test_a_move_is_taken_back_in_time_and_not_from_inside(late):
    moved = late.do(late.desk.reception.reschedule, ONE, LATER)
    late.clock.forward(seconds=Policy().undo_window_s + 1)
    with pytest.raises(NotAllowed, match="Too late"):
        late.do(late.desk.reception.undo, moved.event_id)
    late.roles.add(Role.SUPERVISOR)
    late.clock.at = LATER.start
    late.scan(k1_text(1))
    with pytest.raises(Refused, match="let in"):
        late.do(late.desk.reception.undo, moved.event_id)


def test_taken_back_the_customer_is_late_again(late):
    moved = late.do(late.desk.reception.reschedule, ONE, LATER)
    assert late.do(late.desk.reception.undo, moved.event_id).slot == EARLIER
    assert late.scan(moved.code).verdict.kind is VerdictKind.LATE
    assert late.do(late.desk.reception.last_move) is None
    assert late.do(late.desk.reception.later_slots, ONE).places == 2


def test_who_waits_is_on_the_list_until_moved_or_gone(door):
    door.book(reservation(1, slot=EARLIER))
    with pytest.raises(Refused, match="no later slot today"):
        door.do(door.desk.reception.wait_for_place, ONE)
    grant(door, places=0)
    door.do(door.desk.reception.wait_for_place, ONE)
    assert door.do(door.desk.reception.later_slots, ONE).waiting
    with pytest.raises(Refused, match="already"):
        door.do(door.desk.reception.wait_for_place, ONE)
    assert [one.free for one in door.do(door.desk.reception.waiting)] == [None]
    grant(door, places=1)
    assert door.do(door.desk.reception.waiting)[0].free.places == 1
    door.do(door.desk.reception.stop_waiting, ONE)
    assert door.do(door.desk.reception.waiting) == ()
    door.do(door.desk.reception.wait_for_place, ONE)
    door.do(door.desk.reception.reschedule, ONE, LATER)
    assert door.do(door.desk.reception.waiting) == ()


def test_before_the_launch_has_come_the_slip_has_no_code_of_its_own(late):
    late.feed.put("launch", "3", None)
    late.pull()
    assert late.do(late.desk.reception.reschedule, ONE, LATER).code == ""


def test_the_waiting_area_is_offered_where_the_store_has_one(door):
    door.book(reservation(1, slot=LATER))
    assert not door.scan(k1_text(1)).verdict.may_wait_inside
    door.rule(replace(Policy(), waiting_area=True))
    assert door.scan(k1_text(1)).verdict.may_wait_inside
