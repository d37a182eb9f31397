"""The demo's whole day, closed by its supervisor: `evening()` for tests, `closed()` for the example report."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from random import Random
from typing import Any

from central.database import Database
from central.day_book import day_book
from central.demo_day import STORE, demo_day
from central.demo_evening import SUPERVISOR
from kiosk.domain.closing.book import DayBook
from kiosk.domain.closing.day_end import DayEnd, day_end
from kiosk.domain.closing.difference import DifferenceKind
from kiosk.domain.closing.standing import facts_digest
from kiosk.domain.event import GENESIS, Event, EventKind

DOORS_CLOSED = datetime(2026, 11, 22, 21, 45, tzinfo=UTC)
THE_DAY = date(2026, 11, 22)
WHY = {
    DifferenceKind.WAITING: "Parti sans attendre, rappelé, vient demain",
    DifferenceKind.READY: "Absent à l’appel, montre remise au coffre",
    DifferenceKind.ON_HOLD: "Pièce d’identité à vérifier demain",
    DifferenceKind.CONFLICT: "Deux boîtes comptées, une remise saisie deux fois hors ligne",
}


@contextmanager
def central_of(folder: Path, reservations: int = 1000, seed: int = 7) -> Iterator[Database]:
    """A real central's database in the evening of that day."""
    with Database(folder / "central.db") as database:
        demo_day(database, seed=seed, now=DOORS_CLOSED, reservations=reservations, evening=True)
        yield database


def evening(folder: Path, reservations: int = 1000, seed: int = 7) -> DayBook:
    with central_of(folder, reservations, seed) as database, database.read() as connection:
        return day_book(connection, STORE, DOORS_CLOSED + timedelta(minutes=13), THE_DAY)


def closed(book: DayBook) -> DayEnd:
    """The same day after its supervisor has done what there is to do."""
    chance = Random(book.store)
    chain: list[Event] = []
    terminal = next(row.terminal_id for row in book.terminals if row.letter == "V")

    def now_knows() -> DayBook:
        return replace(book, events=(*book.events, *chain), made_at=terminal, unsent=0)

    def say(kind: EventKind, reservation_id: str, **payload: Any) -> None:
        event = Event(
            event_id=chance.randbytes(16).hex(),
            terminal_id=terminal,
            incarnation="5e" * 16,
            seq=len(chain) + 1,
            occurred_at=book.now - timedelta(minutes=5) + timedelta(milliseconds=len(chain)),
            monotonic_ms=len(chain),
            clock_offset_ms=0,
            staff_id=SUPERVISOR,
            reservation_id=reservation_id,
            kind=kind,
            payload=payload,
        )
        chain.append(event.sealed(chain[-1].hash if chain else GENESIS))

    for reservation_id in day_end(now_knows()).no_shows:
        say(EventKind.NO_SHOW, reservation_id, day=book.date.isoformat())
    end = day_end(now_knows())
    for kind in dict.fromkeys(one.kind for one in end.differences):
        subjects = [one.subject for one in end.differences if one.kind is kind]
        say(EventKind.DIFFERENCE_EXPLAINED, "", day=book.date.isoformat(), difference=str(kind), subjects=subjects,
            reason=WHY.get(kind, "Vu avec le siège"))  # fmt: skip
    book_now = now_knows()
    say(EventKind.DAY_CLOSED, "", day=book.date.isoformat(), **end.balance.figures, facts=facts_digest(book_now))
    return day_end(now_knows())
