"""End to end, online and with the line down: the real central on loopback, the real line, two entrances with real files."""

import secrets
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from central.bookings import Booking, BookingWriter
from central.codes import issuer
from central.database import Database
from central.places.file import Line
from central.places.slots import put_slots
from kiosk.desk import Desk, TerminalIdentity
from kiosk.domain.policy import Role, Staff
from kiosk.domain.reservation import Payment, Product, Slot
from kiosk.domain.verdict import VerdictKind
from kiosk.errors import Refused
from tests.places.shop import booking
from tests.sync.hall import STORE, Hall, Terminal, wait_until

HOUR = timedelta(hours=1)


class Clock:
    """It is noon in the store, whatever time the tests run at."""

    def __init__(self) -> None:
        self.started = datetime.now(UTC)

    def now(self) -> datetime:
        return _noon() + (datetime.now(UTC) - self.started)

    def monotonic_ms(self) -> int:
        return int((datetime.now(UTC) - self.started).total_seconds() * 1000)


def _noon() -> datetime:
    """Of today or tomorrow: central, whose clock is right, still has the later slot before it."""
    return (datetime.now(UTC) + 12 * HOUR).replace(hour=11, minute=0, second=0, microsecond=0)


class Street:
    """The hall with customers who are late, slots with few places, and a desk at each entrance."""

    def __init__(self, hall: Hall, places: int) -> None:
        self.hall = hall
        noon = _noon()
        self.later = Slot(noon + 4 * HOUR, noon + 5 * HOUR)
        with Database(hall.file) as database, database.write() as connection:
            writer = BookingWriter(connection, issuer(connection, 1, datetime.now(UTC)))
            writer.offer(Product("AUR-41", "Aurelia One"))
            over = Slot(noon - 3 * HOUR, noon - 2 * HOUR)
            written = writer.write_all([Booking(f"R{number}", booking(over)) for number in range(8)])
            due = writer.write([Booking("DUE", booking(Slot(noon - HOUR, noon + HOUR), payment=Payment.DUE))])
            writer.finish()
            put_slots(connection, STORE, [Line(self.later, places)], noon)
        self.late = [one.reservation_id for one in written]
        self.due = due[0].reservation_id
        self.entrances = [Entrance(hall.terminal(name)) for name in ("Entrance A", "Entrance B")]
        for one in self.entrances:
            wait_until(one.terminal.complete, "the day has come")

    def central(self) -> Any:
        from central.places.granting import stand

        with Database(self.hall.file) as database, database.write() as connection:
            return stand(connection, STORE)

    def settled(self) -> None:
        """Everything is sent, and heard."""
        for one in self.entrances:
            wait_until(lambda one=one: one.terminal.unsent() == 0 and one.terminal.complete(), "in sync")


class Entrance:
    def __init__(self, terminal: Terminal) -> None:
        self.terminal = terminal
        store = terminal.open()
        papers = terminal.papers
        identity = TerminalIdentity(
            papers.terminal_id, papers.name, papers.letter, papers.store, papers.launch, papers.root_key
        )
        everybody = Staff("1001", frozenset(Role))
        self.desk = Desk(store, Clock(), lambda: secrets.token_hex(16), identity, lambda: everybody, lambda: 0)
        terminal.start()

    def places(self, customer: str) -> int:
        return self.ask(self.desk.reception.later_slots, customer).places

    def ask(self, act: Any, *arguments: Any) -> Any:
        return self.terminal.ask(act, *arguments)

    def refused(self, act: Any, *arguments: Any) -> str:
        with pytest.raises(Refused) as told:
            self.ask(act, *arguments)
        return told.value.hint

    def verdict(self, customer: str) -> VerdictKind:
        return self.ask(self.desk.check_in_reservation, customer).verdict.kind


@pytest.fixture
def hall(tmp_path: Path) -> Iterator[Hall]:
    one = Hall(tmp_path)
    one.open()
    yield one
    one.close()


def test_late_moved_online_and_the_other_entrance_knows(hall: Hall) -> None:
    street = Street(hall, places=6)
    a, b = street.entrances
    customer = street.late[0]
    wait_until(lambda: a.places(customer) == 2 == b.places(customer), "places have come")
    assert a.verdict(customer) is VerdictKind.LATE
    moved = a.ask(a.desk.reception.reschedule, customer, street.later)
    wait_until(lambda: b.ask(b.desk.check_in, (moved.code,)).verdict.kind is VerdictKind.TOO_EARLY, "B knows the slip")
    wait_until(lambda: a.places(street.late[1]) == 2, "topped up, with nobody asking")


def test_late_moved_offline_until_used_up_and_the_waiting_list_hears_of_a_place(hall: Hall) -> None:
    street = Street(hall, places=6)
    a, b = street.entrances
    wait_until(lambda: a.places(street.late[0]) == 2 == b.places(street.late[0]), "places have come")
    hall.shut()
    for customer in street.late[:2]:
        assert a.ask(a.desk.reception.reschedule, customer, street.later).slot == street.later
    assert "no place left" in a.refused(a.desk.reception.reschedule, street.late[2], street.later)
    a.ask(a.desk.reception.wait_for_place, street.late[2])
    assert a.ask(a.desk.reception.waiting)[0].free is None
    hall.open()
    wait_until(lambda: a.ask(a.desk.reception.waiting)[0].free is not None, "there is a place")
    a.ask(a.desk.reception.reschedule, street.late[2], street.later)
    street.settled()
    wait_until(lambda: street.central().slots[0].booked == 3, "central knows of three")


@pytest.mark.parametrize("offline", [False, True])
def test_two_entrances_compete_for_the_last_place(hall: Hall, offline: bool) -> None:
    street = Street(hall, places=1)
    a, b = street.entrances
    wait_until(lambda: a.places(street.late[0]) + b.places(street.late[0]) == 1, "the place has come")
    has, has_none = (a, b) if a.places(street.late[0]) else (b, a)
    if offline:
        hall.shut()
    assert "no place left" in has_none.refused(has_none.desk.reception.reschedule, street.late[0], street.later)
    has.ask(has.desk.reception.reschedule, street.late[1], street.later)
    assert "no place left" in has.refused(has.desk.reception.reschedule, street.late[2], street.later)
    if offline:
        hall.open()
    street.settled()
    wait_until(lambda: (street.central().slots[0].booked, street.central().slots[0].left) == (1, 0), "central has one")


@pytest.mark.parametrize("offline", [False, True])
def test_cancelled_and_booked_again(hall: Hall, offline: bool) -> None:
    street = Street(hall, places=6)
    a, b = street.entrances
    customer = street.late[0]
    wait_until(lambda: a.places(customer) == 2, "places have come")
    if offline:
        hall.shut()
    a.ask(a.desk.amendments.cancel, customer, "asked to")
    assert a.verdict(customer) is VerdictKind.CANCELLED
    a.ask(a.desk.amendments.rebook, customer, street.later, "wants it after all")
    assert a.verdict(customer) is VerdictKind.PAYMENT_DUE
    a.ask(a.desk.amendments.settle_payment, customer, "TILL-7")
    assert a.verdict(customer) is VerdictKind.TOO_EARLY
    if offline:
        hall.open()
    wait_until(lambda: b.verdict(customer) is VerdictKind.TOO_EARLY, "B knows all of it")
    street.settled()
    assert street.central().slots[0].booked == 1


@pytest.mark.parametrize("offline", [False, True])
def test_payment_refused_tried_again_and_settled(hall: Hall, offline: bool) -> None:
    street = Street(hall, places=1)
    a, b = street.entrances
    wait_until(lambda: a.terminal.complete() and b.terminal.complete(), "the day is here")
    if offline:
        hall.shut()
    assert a.verdict(street.due) is VerdictKind.PAYMENT_DUE
    for _ in range(2):
        a.ask(a.desk.amendments.refuse_payment, street.due, "card was declined")
        assert a.verdict(street.due) is VerdictKind.PAYMENT_REFUSED
    a.ask(a.desk.amendments.settle_payment, street.due, "TILL-8")
    if offline:
        hall.open()
    wait_until(
        lambda: b.ask(b.desk.floor.entries_of, [street.due])[0].state.payment is Payment.PAID, "B knows that it is paid"
    )
    assert b.verdict(street.due) is VerdictKind.ADMIT
