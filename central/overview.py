"""What `kiosk-central status` says: terminals and their last contact, rows and arrivals, what went wrong. Reads only."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, func, select

from central.feed import head
from central.tables import events, stores, terminals
from kiosk.domain.clock import parse_utc
from kiosk.domain.feed import Head


@dataclass(frozen=True, slots=True)
class TerminalStatus:
    terminal_id: str
    name: str
    letter: str
    last_contact_at: datetime | None
    events: int
    rejected: int


@dataclass(frozen=True, slots=True)
class StoreStatus:
    store: int
    name: str
    city: str
    head: Head
    terminals: tuple[TerminalStatus, ...]
    answers: dict[str, int]
    """Events by the answer they got."""
    arrived: int
    """Reservations with at least one arrival."""


@dataclass(frozen=True, slots=True)
class Problem:
    """One stored event that was rejected or opened a conflict."""

    store: int
    terminal_id: str
    seq: int
    event_id: str
    answer: str
    reason: str


def overview(connection: Connection) -> list[StoreStatus]:
    return [
        StoreStatus(
            row.store,
            row.name,
            row.city,
            head(connection, row.store),
            _terminals(connection, row.store),
            dict(
                connection.execute(
                    select(events.c.answer, func.count()).where(events.c.store == row.store).group_by(events.c.answer)
                ).all()
            ),
            connection.execute(
                select(func.count(events.c.reservation_id.distinct())).where(
                    events.c.store == row.store, events.c.kind == "arrived", events.c.answer != "rejected"
                )
            ).scalar_one(),
        )
        for row in connection.execute(select(stores).order_by(stores.c.store))
    ]


def problems(connection: Connection, limit: int = 100) -> list[Problem]:
    """The newest first."""
    found = connection.execute(
        select(events.c.store, events.c.terminal_id, events.c.seq, events.c.event_id, events.c.answer, events.c.reason)
        .where(events.c.answer.in_(("rejected", "conflict")))
        .order_by(events.c.received_at.desc(), events.c.seq.desc())
        .limit(limit)
    )
    return [Problem(*row) for row in found]


def _terminals(connection: Connection, store: int) -> tuple[TerminalStatus, ...]:
    sent = {
        terminal_id: (total, rejected)
        for terminal_id, total, rejected in connection.execute(
            select(events.c.terminal_id, func.count(), func.count().filter(events.c.answer == "rejected"))
            .where(events.c.store == store)
            .group_by(events.c.terminal_id)
        )
    }
    found = connection.execute(
        select(terminals)
        .where(terminals.c.store == store)
        .order_by(func.length(terminals.c.letter), terminals.c.letter)
    )
    return tuple(
        TerminalStatus(
            row.terminal_id,
            row.name,
            row.letter,
            None if row.last_contact_at is None else parse_utc(row.last_contact_at),
            *sent.get(row.terminal_id, (0, 0)),
        )
        for row in found
    )
