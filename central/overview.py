"""What `kiosk-central status` says: terminals and their last contact, rows and arrivals, what went wrong. Reads only."""

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, func, select

from central.conflicts import conflicts_of
from central.feed import head
from central.tables import events, stores, terminals
from kiosk.domain.clock import parse_utc
from kiosk.domain.conflict import Conflict
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
    conflicts: tuple[Conflict, ...]
    """Open and closed."""

    @property
    def conflict_lines(self) -> list[str]:
        return [
            f"{'open' if one.is_open else 'closed'} {one.kind} of {one.subject}: {', '.join(one.event_ids)}"
            for one in self.conflicts
        ]


@dataclass(frozen=True, slots=True)
class Problem:
    """One stored event that was rejected, opened a conflict, or was done by somebody who should not have."""

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
            conflicts_of(connection, row.store),
        )
        for row in connection.execute(select(stores).order_by(stores.c.store))
    ]


def problems(connection: Connection, limit: int = 100) -> list[Problem]:
    """The newest first."""
    found = connection.execute(
        select(events.c.store, events.c.terminal_id, events.c.seq, events.c.event_id, events.c.answer, events.c.reason)
        .where(
            events.c.answer.in_(("rejected", "conflict")) | ((events.c.answer == "accepted") & (events.c.reason != ""))
        )
        .order_by(events.c.received_at.desc(), events.c.seq.desc())
        .limit(limit)
    )
    return [Problem(*row) for row in found]


@dataclass(frozen=True, slots=True)
class Rejected:
    """One stored event that is not believed."""

    store: int
    terminal_id: str
    incarnation: str
    seq: int
    event_id: str
    reason: str
    received_at: str
    event: Any
    """As it came, whatever it is worth."""

    @property
    def line(self) -> str:
        return f"{self.event_id}  terminal {self.terminal_id}, {self.incarnation}/{self.seq}: {self.reason}"


def rejected(connection: Connection) -> list[Rejected]:
    """All of them, oldest first."""
    found = connection.execute(
        select(events).where(events.c.answer == "rejected").order_by(events.c.received_at, events.c.seq)
    )
    return [
        Rejected(
            row.store,
            row.terminal_id,
            row.incarnation,
            row.seq,
            row.event_id,
            row.reason,
            row.received_at,
            json.loads(row.wire),
        )
        for row in found
    ]


def rejected_lines(found: Sequence[Rejected]) -> bytes:
    """JSON lines; not by msgspec: what came may hold halves of characters."""
    return "".join(json.dumps(asdict(one)) + "\n" for one in found).encode()


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
