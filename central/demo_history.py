"""What happened on the demo's day before now: two terminals of the store have let people in and handed over watches.

Their events take the same way in as any terminal's.
"""

from collections.abc import Callable, Collection, Iterator, Sequence
from datetime import datetime, timedelta
from itertools import groupby
from random import Random

from sqlalchemy import Connection

from central.conflicts import conflicts
from central.demo_codes import Case
from central.demo_evening import NAMES, PLACES, play, sealed
from central.intake import take_in
from central.terminals import enrol
from kiosk.domain.clock import to_millis
from kiosk.domain.counter import Identity
from kiosk.domain.event import GENESIS, Event, EventKind
from kiosk.domain.reservation import BookingStatus, Fulfilment, Payment, Reservation
from kiosk.domain.verdict import VerdictKind
from sync.wire import MAX_BATCH, Enrolment, EventBatch

Act = tuple[datetime, str, EventKind, dict[str, str]]
HOUR = timedelta(hours=1)


def write_history(
    connection: Connection,
    store: int,
    reservations: Sequence[Reservation],
    kept_free: Collection[str],
    cases: Sequence[Case],
    now: datetime,
    chance: Random,
) -> None:
    """Nobody of `kept_free` has come, but those whose case says so."""
    entrance = enrol(connection, store, "Entrée Nord", [], now, letter="N", chance=chance.randbytes)
    counter = enrol(connection, store, "Comptoir 1", [], now, letter="X", chance=chance.randbytes)
    entered: list[Act] = []
    left: list[Act] = []
    for reservation, arrived_at, leaves in _visits(reservations, kept_free, cases, now, chance):
        entered.append((arrived_at, reservation.reservation_id, EventKind.ARRIVED, {"verdict": "admit"}))
        leaving_at = arrived_at + timedelta(seconds=chance.randrange(420, 1500))
        if leaves and leaving_at < now:
            payload = {"identity": str(Identity.PHONE), "serial": f"AH{chance.randrange(10**8):08}"}
            left.append((leaving_at, reservation.reservation_id, EventKind.HANDED_OVER, payload))
    _send(connection, entrance, entered, now, chance, lambda number: {"call_number": f"N{number:03}"})
    _send(connection, counter, left, now, chance, lambda _number: {})


def write_evening(
    connection: Connection, store: int, reservations: Sequence[Reservation], now: datetime, chance: Random
) -> None:
    """The whole day, of eight terminals (`demo_evening.py`)."""
    places = {
        place: enrol(connection, store, NAMES[place], [], now, letter=place, chance=chance.randbytes)
        for place in PLACES
    }
    acts = play(reservations, store, now, chance)
    chains = sealed(acts, {place: one.terminal_id for place, one in places.items()}, chance)
    for place, chain in chains.items():
        _take_in(connection, places[place], chain, now)


def _visits(
    reservations: Sequence[Reservation],
    kept_free: Collection[str],
    cases: Sequence[Case],
    now: datetime,
    chance: Random,
) -> Iterator[tuple[Reservation, datetime, bool]]:
    """Who came when, and whether they have gone with their watch."""
    came = {case.index: case.expected is VerdictKind.ALREADY_COLLECTED for case in cases if _has_come(case)}
    for index, reservation in enumerate(reservations):
        if index in came and reservation.reservation_id in kept_free:
            yield reservation, now - timedelta(minutes=27), came[index]
            continue
        if reservation.reservation_id in kept_free or not _is_in_order(reservation):
            continue
        slot = reservation.slot
        arrived_at = slot.start + timedelta(
            seconds=chance.randrange(-500, int((slot.end - slot.start).total_seconds()))
        )
        # Of those who are due now, more than half are still to come; of those before them, one in eight never came.
        shows_up = chance.random() < (0.45 if slot.end > now else 0.88)
        if arrived_at < now and shows_up:
            # A few of those who came within the hour still wait; nobody is left over from the morning.
            yield reservation, arrived_at, chance.random() < 0.97 or arrived_at < now - HOUR


def _has_come(case: Case) -> bool:
    return case.expected in (VerdictKind.ALREADY_ARRIVED, VerdictKind.ALREADY_COLLECTED) and case.index != 0


def _is_in_order(reservation: Reservation) -> bool:
    return (reservation.status, reservation.payment, reservation.fulfilment) == (
        BookingStatus.BOOKED,
        Payment.PAID,
        Fulfilment.PICKUP,
    )


def _send(
    connection: Connection,
    terminal: Enrolment,
    acts: list[Act],
    now: datetime,
    chance: Random,
    numbered: Callable[[int], dict[str, str]],
) -> None:
    incarnation, head, events = chance.randbytes(16).hex(), GENESIS, list[Event]()
    for seq, (at, reservation_id, kind, payload) in enumerate(sorted(acts, key=lambda act: act[:2]), 1):
        event = Event(
            event_id=chance.randbytes(16).hex(),
            terminal_id=terminal.terminal_id,
            incarnation=incarnation,
            seq=seq,
            occurred_at=to_millis(at),
            monotonic_ms=seq * 1000,
            clock_offset_ms=0,
            staff_id="demo",
            reservation_id=reservation_id,
            kind=kind,
            payload={**payload, **numbered(seq)},
        ).sealed(head)
        head = event.hash
        events.append(event)
    _take_in(connection, terminal, events, now)


def _take_in(connection: Connection, terminal: Enrolment, events: Sequence[Event], now: datetime) -> None:
    """As if the terminal had sent them."""
    for _, batch in groupby(events, key=lambda event: (event.seq - 1) // MAX_BATCH):
        sent = list(batch)
        wires = [event.to_wire() for event in sent]
        take_in(
            connection, terminal.store, EventBatch(terminal.terminal_id, sent[0].incarnation, wires), now, conflicts
        )
