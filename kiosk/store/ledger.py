"""All events, append-only: own ones chained and numbered without a gap, other terminals' as central handed them on.

Every write belongs to the caller's transaction; nothing here deletes or changes an event. State is folded from the
events of a reservation (`kiosk.domain.state`) and cached in the same transaction.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import msgspec

from kiosk.domain.clock import utc_text
from kiosk.domain.event import GENESIS, Event, EventKind, canonical, event_from_wire
from kiosk.domain.state import BOOKED, State, fold, state_body, state_from_body
from kiosk.store.database import Database
from kiosk.store.facts import Facts

_CALL_NUMBER = re.compile(r"([A-Z]+)([0-9]{1,9})")


@dataclass(frozen=True, slots=True)
class Draft:
    """What an act says of an event; the ledger adds its place in the chain."""

    event_id: str
    terminal_id: str
    occurred_at: datetime
    monotonic_ms: int
    clock_offset_ms: int
    staff_id: str
    reservation_id: str
    kind: EventKind
    payload: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class _ChainEnd:
    """Where the next own event is chained to."""

    terminal_id: str
    incarnation: str
    seq: int
    hash: str


class Ledger:
    def __init__(self, db: Database, facts: Facts, new_incarnation: Callable[[], str]) -> None:
        self._db = db
        self._facts = facts
        self._new_incarnation = new_incarnation
        self._end: _ChainEnd | None = None
        self.written = 0
        """Own events appended by this process, rolled back ones included: tells whether a commit wrote any."""

    # --- writing: inside the caller's transaction -------------------------------------------------------------------

    def append(self, draft: Draft) -> Event:
        """Number, chain and keep an own event; refolds its reservation."""
        end = self._end
        if end is None or end.terminal_id != draft.terminal_id:
            end = self._chain_end(draft.terminal_id)
        event = Event(
            event_id=draft.event_id,
            terminal_id=draft.terminal_id,
            incarnation=end.incarnation,
            seq=end.seq + 1,
            occurred_at=draft.occurred_at,
            monotonic_ms=draft.monotonic_ms,
            clock_offset_ms=draft.clock_offset_ms,
            staff_id=draft.staff_id,
            reservation_id=draft.reservation_id,
            kind=draft.kind,
            payload=dict(draft.payload),
        ).sealed(end.hash)
        self.insert([event])
        self.written += 1
        self._end = _ChainEnd(event.terminal_id, event.incarnation, event.seq, event.hash)
        self._facts.seen(event.occurred_at)
        if event.reservation_id and event.kind is not EventKind.SCAN_REFUSED:
            self.refold([event.reservation_id])  # a refusal that is the newest of its terminal changes no state
        return event

    def insert(self, events: Iterable[Event], central_seqs: Mapping[str, int] | None = None) -> None:
        """Keep events as they are. Raises IntegrityError when an id or a place in a sequence is taken by another."""
        seqs = central_seqs or {}
        self._end = None  # what central hands back may lengthen the own chain (`append` sets it again)
        rows: list[tuple[Any, ...]] = []
        for event in events:
            place = (event.event_id, event.terminal_id, event.incarnation, event.seq, event.reservation_id)
            what = (str(event.kind), utc_text(event.occurred_at), event.hash, seqs.get(event.event_id))
            rows.append((*place, *what, canonical(event.to_wire())))
            if event.kind is EventKind.ARRIVED:
                self._count_call(event.payload.get("call_number"))
        self._db.conn.executemany(
            "INSERT INTO event (event_id, terminal_id, incarnation, seq, reservation_id, kind, occurred_at, hash,"
            " central_seq, body) VALUES (?,?,?,?,?,?,?,?,?,?)",
            rows,
        )

    def refold(self, reservation_ids: Iterable[str]) -> None:
        """Make the cached states of these reservations anew from all their events."""
        rows = [(one, canonical(state_body(fold(self.events_of(one))))) for one in reservation_ids]
        self._db.conn.executemany(
            "INSERT INTO state (reservation_id, body) VALUES (?, ?)"
            " ON CONFLICT (reservation_id) DO UPDATE SET body = excluded.body",
            rows,
        )

    def begin_incarnation(self) -> str:
        """A new life: sequences begin at 1 again. For a file that turned out to be a copy (central answered `fork`)."""
        self._end = None
        incarnation = self._new_incarnation()
        self._db.conn.execute("INSERT INTO incarnation (incarnation) VALUES (?)", [incarnation])
        return incarnation

    def forget(self) -> None:
        """A transaction was rolled back: the end of the chain is read from the file again."""
        self._end = None

    def _chain_end(self, terminal_id: str) -> "_ChainEnd":
        incarnation = self._incarnation_for(terminal_id)
        last = self._db.conn.execute(
            "SELECT seq, hash FROM event WHERE incarnation = ? AND terminal_id = ? ORDER BY seq DESC LIMIT 1",
            [incarnation, terminal_id],
        ).fetchone()
        seq, last_hash = (0, GENESIS) if last is None else (int(last[0]), str(last[1]))
        return _ChainEnd(terminal_id, incarnation, seq, last_hash)

    def _incarnation_for(self, terminal_id: str) -> str:
        """The present life, given to the terminal that first writes in it; another terminal begins its own."""
        incarnation = self.incarnation()
        row = self._db.conn.execute(
            "SELECT terminal_id FROM incarnation WHERE incarnation = ?", [incarnation]
        ).fetchone()
        if row[0] == terminal_id:
            return incarnation
        if row[0]:
            incarnation = self.begin_incarnation()
        self._db.conn.execute(
            "UPDATE incarnation SET terminal_id = ? WHERE incarnation = ?", [terminal_id, incarnation]
        )
        return incarnation

    def _count_call(self, call_number: object) -> None:
        if isinstance(call_number, str) and (parts := _CALL_NUMBER.fullmatch(call_number)):
            self._db.conn.execute(
                "INSERT INTO call_counter (letter, last) VALUES (?, ?)"
                " ON CONFLICT (letter) DO UPDATE SET last = max(last, excluded.last)",
                [parts[1], int(parts[2])],
            )

    # --- reading ----------------------------------------------------------------------------------------------------

    def incarnation(self) -> str:
        """The present life of this database."""
        row = self._db.conn.execute("SELECT incarnation FROM incarnation ORDER BY ordinal DESC LIMIT 1").fetchone()
        return str(row[0])

    def event(self, event_id: str) -> Event | None:
        row = self._db.conn.execute("SELECT body FROM event WHERE event_id = ?", [event_id]).fetchone()
        return None if row is None else read_event(row[0])

    def holds(self, incarnation: str, seq: int, terminal_id: str) -> bool:
        """Whether this place in a terminal's sequence is taken."""
        found = self._db.conn.execute(
            "SELECT 1 FROM event WHERE incarnation = ? AND seq = ? AND terminal_id = ?", [incarnation, seq, terminal_id]
        )
        return found.fetchone() is not None

    def is_own(self, event: Event) -> bool:
        """Made by this database, in whichever of its lives."""
        found = self._db.conn.execute(
            "SELECT 1 FROM incarnation WHERE incarnation = ? AND terminal_id = ?",
            [event.incarnation, event.terminal_id],
        )
        return found.fetchone() is not None

    def events_of(self, reservation_id: str) -> list[Event]:
        """All events of a reservation, in no order that means anything."""
        rows = self._db.conn.execute(
            "SELECT body FROM event WHERE reservation_id = ? AND reservation_id <> ''", [reservation_id]
        )
        return [read_event(row[0]) for row in rows.fetchall()]

    def state(self, reservation_id: str) -> State:
        """The cached fold; of a reservation without events, the fold of nothing."""
        row = self._db.conn.execute("SELECT body FROM state WHERE reservation_id = ?", [reservation_id]).fetchone()
        if row is None:
            return BOOKED
        try:
            return state_from_body(row[0])
        except ValueError:  # cached by another version of the kiosk
            return fold(self.events_of(reservation_id))

    def last_call(self, letter: str) -> int:
        """The highest call number of a letter that any known arrival carries; 0 when none."""
        row = self._db.conn.execute("SELECT last FROM call_counter WHERE letter = ?", [letter]).fetchone()
        return 0 if row is None else int(row[0])

    def latest_own(self, kind: EventKind, limit: int) -> list[Event]:
        """This database's own events of a kind, newest first."""
        rows = self._db.conn.execute(
            "SELECT event.body FROM event JOIN incarnation USING (incarnation, terminal_id)"
            " WHERE event.kind = ? ORDER BY event.id DESC LIMIT ?",
            [str(kind), limit],
        )
        return [read_event(row[0]) for row in rows.fetchall()]

    def count(self) -> int:
        """Events known, own and others'."""
        return int(self._db.conn.execute("SELECT count(*) FROM event").fetchone()[0])


def read_event(body: bytes) -> Event:
    """An event from its kept wire form."""
    return event_from_wire(msgspec.json.decode(body))
