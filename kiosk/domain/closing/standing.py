"""Whether the day is closed: a supervisor's word on a set of facts. Facts that come later open the question again. Pure."""

import hashlib
from dataclasses import dataclass
from datetime import datetime

from kiosk.domain.closing.book import ASIDE, DayBook
from kiosk.domain.event import Event, EventKind
from kiosk.domain.fact import corrected_at, text_of


@dataclass(frozen=True, slots=True)
class Closed:
    """The last word on the day."""

    event_id: str
    at: datetime
    staff_id: str
    terminal_id: str
    chain_head: str
    """Of the terminal that it was closed at: hash of the event before this one."""
    stands: bool
    """The facts are still those that were looked at; else something has come since."""


@dataclass(frozen=True, slots=True)
class ChainHead:
    """How far one terminal's sequence goes here, and under which hash."""

    terminal_id: str
    incarnation: str
    seq: int
    hash: str
    whole: bool
    """Every number up to it is here."""


def facts_digest(book: DayBook) -> str:
    """SHA-256 hex over the ids of all events that can change the balance: the same wherever the same set is held."""
    ids = sorted({event.event_id for event in book.events if event.kind not in ASIDE})
    return hashlib.sha256("\n".join(ids).encode()).hexdigest()


def closed(book: DayBook) -> Closed | None:
    """None: nobody has closed this day."""
    said = [
        event
        for event in book.of_no_reservation
        if event.kind is EventKind.DAY_CLOSED and event.payload.get("day") == book.date.isoformat()
    ]
    if not said:
        return None
    last = said[-1]
    return Closed(
        last.event_id,
        corrected_at(last),
        last.staff_id,
        last.terminal_id,
        last.prev_hash,
        text_of(last.payload, "facts") == facts_digest(book),
    )


def chain_heads(book: DayBook) -> tuple[ChainHead, ...]:
    """Of every terminal and incarnation known, by terminal."""
    last: dict[tuple[str, str], Event] = {}
    counts: dict[tuple[str, str], set[int]] = {}
    for event in book.events:
        life = (event.terminal_id, event.incarnation)
        counts.setdefault(life, set()).add(event.seq)
        if life not in last or event.seq > last[life].seq:
            last[life] = event
    return tuple(
        ChainHead(*life, event.seq, event.hash, counts[life] == set(range(1, event.seq + 1)))
        for life, event in sorted(last.items())
    )
