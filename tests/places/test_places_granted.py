"""Who gets which places, and what two terminals that do not hear of each other can give away between them."""

from datetime import timedelta

from central.places import granting
from kiosk.domain.event import EventKind
from kiosk.domain.verdict import VerdictKind
from tests.places.shop import LATER, NOON, STORE, Shop


def test_a_terminal_that_was_heard_holds_places_and_moves_with_nobody_to_ask(shop: Shop) -> None:
    shop.offer(5, 1, 0)
    shop.exchange()
    a, b = shop.terminals
    customer = shop.late[0]
    assert a.desk.check_in_reservation(customer).verdict.kind is VerdictKind.LATE
    assert (a.places(customer), b.places(customer)) == ([2, 1, 0], [2, 0, 0])
    moved = a.desk.reception.reschedule(customer, LATER[0])
    assert (moved.slot, moved.places) == (LATER[0], 1)
    assert a.desk.check_in_reservation(customer).verdict.kind is VerdictKind.TOO_EARLY
    event = a.store.ledger.event(moved.event_id)
    assert event.kind is EventKind.RESCHEDULED
    assert moved.code not in str(event.payload)
    # the slip's code leads to the booking here, and wherever the event has come
    assert a.desk.check_in((moved.code,)).verdict.reservation_id == customer
    assert b.desk.check_in((moved.code,)).verdict.kind is VerdictKind.UNKNOWN_CODE
    shop.exchange()
    assert b.desk.check_in((moved.code,)).verdict.reservation_id == customer


def test_the_allotment_is_used_up_offline_and_topped_up_when_the_line_is_back(shop: Shop) -> None:
    shop.offer(10)
    shop.exchange()
    a, _b = shop.terminals
    assert [a.move(one, LATER[0]) for one in shop.late[:2]] == ["", ""]
    assert "no place left" in a.move(shop.late[2], LATER[0])
    waiting = a.desk.reception.wait_for_place(shop.late[2])
    assert waiting.reservation_id == shop.late[2]
    assert [one.free for one in a.desk.reception.waiting()] == [None]
    shop.exchange()
    (one,) = a.desk.reception.waiting()
    assert (one.reservation_id, one.free.slot, one.free.places) == (shop.late[2], LATER[0], 2)
    assert a.move(shop.late[2], LATER[0]) == ""
    assert a.desk.reception.waiting() == ()


def test_two_terminals_compete_for_the_last_place_and_one_has_it(shop: Shop) -> None:
    shop.offer(1)
    shop.exchange()
    told = [one.move(customer, LATER[0]) for one, customer in zip(shop.terminals, shop.late, strict=False)]
    assert sorted(map(bool, told)) == [False, True]
    shop.exchange()
    (slot,) = shop.standing().slots
    assert (slot.booked, slot.left) == (1, 0)
    assert all("no place left" in one.move(shop.late[5], LATER[0]) for one in shop.terminals)
    # the other one knew whom to ask
    later = shop.terminals[1].desk.reception.later_slots(shop.late[1])
    assert later.slots[0].full


def test_who_has_a_place_is_named_where_there_is_none(shop: Shop) -> None:
    shop.offer(1)
    shop.exchange()
    (slot,) = shop.terminals[1].desk.reception.later_slots(shop.late[0]).slots
    assert (slot.places, [(one.terminal, one.places) for one in slot.elsewhere]) == (0, [("Entrance A", 1)])
    assert not slot.full


def test_a_move_taken_back_gives_the_place_back_to_whoever_had_it(shop: Shop) -> None:
    shop.offer(1)
    shop.exchange()
    a, b = shop.terminals
    assert a.move(shop.late[0], LATER[0]) == ""
    assert a.undo() == ""
    assert a.desk.check_in_reservation(shop.late[0]).verdict.kind is VerdictKind.LATE
    shop.exchange()
    assert (a.places(shop.late[1]), b.places(shop.late[1])) == ([1], [0])
    assert a.move(shop.late[1], LATER[0]) == ""


def test_only_the_last_own_move_is_taken_back(shop: Shop) -> None:
    shop.offer(4)
    shop.exchange()
    a, b = shop.terminals
    first = a.desk.reception.reschedule(shop.late[0], LATER[0])
    assert a.move(shop.late[1], LATER[0]) == ""
    assert "last move" in a._told(lambda: a.desk.reception.undo(first.event_id))
    shop.exchange()
    last = a.desk.reception.last_move()
    assert "last move" in b._told(lambda: b.desk.reception.undo(last.event_id))
    assert a.undo() == ""
    assert a.undo() == "nothing"


def test_a_customer_whom_somebody_else_moved_on_gives_no_place_back(shop: Shop) -> None:
    shop.offer(1, 4)
    shop.exchange()
    a, b = shop.terminals
    assert a.move(shop.late[0], LATER[0]) == ""
    shop.exchange()
    b.clock.at -= timedelta(minutes=1)
    assert "clock is ahead" in b.move(shop.late[0], LATER[1])
    b.clock.at += timedelta(minutes=2)
    assert b.move(shop.late[0], LATER[1]) == ""
    b.push()
    a.pull()
    assert a.places(shop.late[1])[0] == 0
    # it may still be taken back, and then the customer stands in the first slot again: nobody else gets that place
    shop.exchange()
    assert b.places(shop.late[1])[0] == 0
    assert b.undo() == ""
    shop.exchange()
    assert [one.booked for one in shop.standing().slots] == [1, 0]
    assert b.move(shop.late[0], LATER[1]) == ""
    assert b.move(shop.late[1], LATER[1]) == ""
    shop.exchange()
    # once its terminal has moved somebody else, it is final; but the terminal that had moved the customer first may still
    # take that back
    assert sum(one.places(shop.late[2])[0] for one in shop.terminals) == 0
    assert a.move(shop.late[3], LATER[1]) == ""
    shop.exchange()
    assert sum(one.places(shop.late[2])[0] for one in shop.terminals) == 1


def test_bookings_of_the_retailer_leave_fewer_places(shop: Shop) -> None:
    shop.offer(3)
    shop.book("N1", LATER[0])
    shop.book("N2", LATER[0])
    shop.exchange()
    assert [sum(one.places(shop.late[0])) for one in shop.terminals] == [1, 0]
    assert shop.rows("slot")[0].booked == 2


def test_more_bookings_than_places_are_said_and_granted_nothing(shop: Shop) -> None:
    shop.offer(1)
    for number in range(3):
        shop.book(f"N{number}", LATER[0])
    shop.exchange()
    assert shop.rows("slot")[0].left == -2
    assert [one.places(shop.late[0]) for one in shop.terminals] == [[0], [0]]


def test_a_move_beyond_what_was_granted_is_stored_with_its_doubt(shop: Shop) -> None:
    """As a program that was tampered with would make it: never refused, never hidden."""
    shop.offer(1)
    shop.exchange()
    b = shop.terminals[1]
    payload = {"slot_start": "2026-11-22T12:00:00.000Z", "slot_end": "2026-11-22T13:00:00.000Z", "allotment": "none"}
    with b.store.transaction():
        b.desk._acting.append(EventKind.RESCHEDULED, shop.late[0], payload, NOON)
    b.push()
    (answer,) = b.store.outbox.answers("accepted")
    assert "none of this slot were granted" in answer.reason
    assert shop.rows("slot")[0].booked == 1


def test_what_a_lost_terminal_holds_is_reclaimed_by_hand(shop: Shop) -> None:
    shop.offer(2)
    shop.exchange()
    a, b = shop.terminals
    assert (a.places(shop.late[0]), b.places(shop.late[0])) == ([2], [0])
    assert a.move(shop.late[0], LATER[0]) == ""
    a.push()
    with shop.database.write() as connection:
        assert granting.take_away(connection, STORE, a.papers.terminal_id) == 1
        granting.settle(connection, STORE, NOON)
    b.pull()
    assert b.places(shop.late[1]) == [1]


def test_a_restored_central_grants_nothing_until_somebody_says_so(shop: Shop) -> None:
    """It may have forgotten what it granted: a terminal out of reach would give the same places away."""
    shop.offer(2)
    shop.back_up()
    shop.exchange()
    a, b = shop.terminals
    assert a.places(shop.late[0]) == [2]
    shop.restore()
    b.push()
    b.pull()
    assert b.places(shop.late[0]) == [0]
    assert not shop.standing().granting
    assert a.move(shop.late[0], LATER[0]) == ""  # of what was forgotten: the terminal is out of reach
    a.pull()
    assert a.places(shop.late[1]) == [0]
    a.push()
    shop.resume()
    shop.exchange()
    (slot,) = shop.standing().slots
    assert slot.booked == 1
    assert sum(one.places(shop.late[1])[0] for one in shop.terminals) == 1
