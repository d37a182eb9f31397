"""All events, append-only: own ones chained and numbered without a gap, other terminals' as central handed them on.

Every write belongs to the caller's transaction; nothing here deletes an event, and only its place in a sequence can change
(`move`, docs/protocol.md "Forks"). State is folded from the events of a reservation (`kiosk.domain.state`) and cached in
the same transaction. In which incarnation is written, `lives.py` knows.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import msgspec

from kiosk.domain.clock import utc_text
from kiosk.domain.event import GENESIS, Event, EventKind, canonical, event_from_wire
from kiosk.domain.state import BOOKED, State, fold, fold_one, state_from_body
from kiosk.domain.unit import taken_units
from kiosk.store.database import Database
from kiosk.store.facts import Facts
from kiosk.store.following import Taken, contradictions, folded, wrong_units
from kiosk.store.lives import Lives

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
    def __init__(self, db: Database, facts: Facts, lives: Lives) -> None:
        self._db = db
        self._facts = facts
        self._lives = lives
        self._end: _ChainEnd | None = None
        self.written = 0
        """Own events appended by this process, rolled back ones included: tells whether a commit wrote any."""
        self.moved = 0
        """How often events of this process' ledger have taken new places."""

    # --- writing: inside the caller's transaction -------------------------------------------------------------------

    def append(self, draft: Draft) -> Event:
        """Number, chain and keep an own event; refolds its reservation."""
        end = self._end
        if end is None or end.terminal_id != draft.terminal_id or end.incarnation != self._lives.present():
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
        self.insert([event], made_here=True)
        self.written += 1
        self._end = _ChainEnd(event.terminal_id, event.incarnation, event.seq, event.hash)
        self._facts.seen(event.occurred_at)
        if event.reservation_id and event.kind is not EventKind.SCAN_REFUSED:
            self._fold_in(event)  # a refusal that is the newest of its terminal changes no state
        return event

    def insert(
        self, events: Iterable[Event], central_seqs: Mapping[str, int] | None = None, *, made_here: bool = False
    ) -> None:
        """Keep events as they are. Raises IntegrityError when an id, or of own ones a place in the sequence, is taken."""
        seqs = central_seqs or {}
        rows: list[tuple[Any, ...]] = []
        for event in events:
            place = (event.event_id, event.terminal_id, event.incarnation, event.seq, event.reservation_id)
            what = (str(event.kind), utc_text(event.occurred_at), event.hash, seqs.get(event.event_id))
            rows.append((*place, *what, made_here, canonical(event.to_wire())))
            self._count_call(event)
        self._db.conn.executemany(
            "INSERT INTO event (event_id, terminal_id, incarnation, seq, reservation_id, kind, occurred_at, hash,"
            " central_seq, made_here, body) VALUES (?,?,?,?,?,?,?,?,?,?,?)",
            rows,
        )

    def move(self, events: Iterable[Event]) -> None:
        """Acts that were sealed again take their new places; how they stood before is kept in `former`."""
        self._end = None
        self.moved += 1
        for event in events:
            self._db.conn.execute(
                "INSERT INTO former (event_id, incarnation, seq, hash, made_here, body)"
                " SELECT event_id, incarnation, seq, hash, made_here, body FROM event WHERE event_id = ?",
                [event.event_id],
            )
            self._db.conn.execute(
                "UPDATE event SET incarnation = ?, seq = ?, hash = ?, body = ? WHERE event_id = ?",
                [event.incarnation, event.seq, event.hash, canonical(event.to_wire()), event.event_id],
            )

    def refold(self, reservation_ids: Iterable[str]) -> None:
        """Make the cached states of these reservations anew from all their events."""
        self._keep_states((one, fold(self.events_of(one))) for one in reservation_ids)

    def refold_all(self) -> None:
        """After another version of the kiosk has cached them."""
        self._db.conn.execute("DELETE FROM state")
        self._db.conn.execute("DELETE FROM unit")
        rows = self._db.conn.execute("SELECT DISTINCT reservation_id FROM event WHERE reservation_id <> ''").fetchall()
        self.refold(str(row[0]) for row in rows)

    def is_followed(self) -> bool:
        """Whether cached states, units and call counters are what the events add up to. Reads all events: 0.1 ms each."""
        events = self._all()
        behind = (parts and self.last_call(parts[1]) < int(parts[2]) for parts in map(_call_number, events))
        fresh = folded(events)
        wrong = (*contradictions(fresh, self.kept_states()), *wrong_units(fresh, self.kept_units()))
        return not wrong and not any(behind)

    def recount_calls(self) -> None:
        """Have the counters stand at or above every call number that a known arrival carries."""
        for event in self._all():
            self._count_call(event)

    def kept_states(self) -> dict[str, bytes]:
        """What is cached, by reservation id."""
        rows = self._db.conn.execute("SELECT reservation_id, body FROM state")
        return {str(reservation_id): bytes(body) for reservation_id, body in rows.fetchall()}

    def kept_units(self) -> set[Taken]:
        """Every unit that is taken, and by which reservation."""
        rows = self._db.conn.execute("SELECT serial, reservation_id FROM unit").fetchall()
        return {(str(serial), str(reservation_id)) for serial, reservation_id in rows}

    def _all(self) -> list[Event]:
        return [read_event(row[0]) for row in self._db.conn.execute("SELECT body FROM event").fetchall()]

    def _fold_in(self, event: Event) -> None:
        known = self._db.conn.execute("SELECT 1 FROM state WHERE reservation_id = ?", [event.reservation_id]).fetchone()
        if known is None:  # nothing but refusals so far, which change no state and take no unit
            self._keep_states([(event.reservation_id, fold_one(event))], known=False)
        else:
            self.refold([event.reservation_id])

    def _keep_states(self, states: Iterable[tuple[str, State]], *, known: bool = True) -> None:
        kept = list(states)
        self._db.conn.executemany(
            "INSERT INTO state (reservation_id, body) VALUES (?, ?)"
            " ON CONFLICT (reservation_id) DO UPDATE SET body = excluded.body",
            [(reservation_id, canonical(state)) for reservation_id, state in kept],
        )
        if known:
            self._db.conn.executemany("DELETE FROM unit WHERE reservation_id = ?", [(one,) for one, _ in kept])
        units = [(serial, one) for one, state in kept for serial in sorted(taken_units(state))]
        if units:
            self._db.conn.executemany("INSERT INTO unit (serial, reservation_id) VALUES (?, ?)", units)

    def forget(self) -> None:
        """A transaction was rolled back: the end of the chain is read from the file again."""
        self._end = None

    def _chain_end(self, terminal_id: str) -> "_ChainEnd":
        incarnation = self._lives.of(terminal_id)
        last = self._db.conn.execute(
            "SELECT seq, hash FROM event WHERE incarnation = ? AND made_here = 1 ORDER BY seq DESC LIMIT 1",
            [incarnation],
        ).fetchone()
        seq, last_hash = (0, GENESIS) if last is None else (int(last[0]), str(last[1]))
        return _ChainEnd(terminal_id, incarnation, seq, last_hash)

    def _count_call(self, event: Event) -> None:
        if parts := _call_number(event):
            self._db.conn.execute(
                "INSERT INTO call_counter (letter, last) VALUES (?, ?)"
                " ON CONFLICT (letter) DO UPDATE SET last = max(last, excluded.last)",
                [parts[1], int(parts[2])],
            )

    # --- reading ----------------------------------------------------------------------------------------------------

    def incarnation(self) -> str:
        """The present life of this database."""
        return self._lives.present()

    def event(self, event_id: str) -> Event | None:
        row = self._db.conn.execute("SELECT body FROM event WHERE event_id = ?", [event_id]).fetchone()
        return None if row is None else read_event(row[0])

    def made(self, incarnation: str, seq: int) -> Event | None:
        """What this file made in this place; None when it has not come so far."""
        row = self._db.conn.execute(
            "SELECT body FROM event WHERE incarnation = ? AND seq = ? AND made_here = 1", [incarnation, seq]
        ).fetchone()
        return None if row is None else read_event(row[0])

    def made_from(self, incarnation: str, seq: int, limit: int = -1) -> list[Event]:
        """What this file made in a life from a number on, in order."""
        rows = self._db.conn.execute(
            "SELECT body FROM event WHERE incarnation = ? AND seq >= ? AND made_here = 1 ORDER BY seq LIMIT ?",
            [incarnation, seq, limit],
        )
        return [read_event(row[0]) for row in rows.fetchall()]

    def was_made_here(self, event_id: str) -> bool:
        row = self._db.conn.execute("SELECT made_here FROM event WHERE event_id = ?", [event_id]).fetchone()
        return row is not None and bool(row[0])

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

    def takers(self, serial: str) -> list[str]:
        """Ids of the reservations that a unit is bound to, was handed over for or was rejected from."""
        rows = self._db.conn.execute("SELECT reservation_id FROM unit WHERE serial = ? ORDER BY 1", [serial])
        return [str(row[0]) for row in rows.fetchall()]

    def last_call(self, letter: str) -> int:
        """The highest call number of a letter that any known arrival carries; 0 when none."""
        row = self._db.conn.execute("SELECT last FROM call_counter WHERE letter = ?", [letter]).fetchone()
        return 0 if row is None else int(row[0])

    def latest_own(self, kind: EventKind, limit: int) -> list[Event]:
        """This database's own events of a kind, newest first."""
        rows = self._db.conn.execute(
            "SELECT body FROM event WHERE made_here = 1 AND kind = ? ORDER BY id DESC LIMIT ?",
            [str(kind), limit],
        )
        return [read_event(row[0]) for row in rows.fetchall()]

    def latest_own_of(self, kinds: Sequence[EventKind]) -> Event | None:
        """This database's newest own event of any of these kinds, whatever the clock said."""
        found = (self.latest_own(kind, 1) for kind in kinds)
        ids = [one[0].event_id for one in found if one]
        rows = [
            self._db.conn.execute("SELECT id, body FROM event WHERE event_id = ?", [event_id]).fetchone()
            for event_id in ids
        ]
        return read_event(max(rows)[1]) if rows else None

    def pins_changed(self) -> list[Event]:
        """Every `pin_changed` known, of all terminals, in no order that means anything."""
        rows = self._db.conn.execute("SELECT body FROM event WHERE kind = 'pin_changed'")
        return [read_event(row[0]) for row in rows.fetchall()]

    def of_house(self) -> list[Event]:
        """Every check of the doors and every tick of a checklist, of all terminals, in no order that means anything."""
        rows = self._db.conn.execute(
            "SELECT body FROM event INDEXED BY event_house"
            " WHERE kind IN ('doors_checked', 'checklist_ticked', 'checklist_unticked')"
        )
        return [read_event(row[0]) for row in rows.fetchall()]

    def count(self) -> int:
        """Events known, own and others'."""
        return int(self._db.conn.execute("SELECT count(*) FROM event").fetchone()[0])


def _call_number(event: Event) -> re.Match[str] | None:
    """Letter and number that an arrival gave out."""
    number = event.payload.get("call_number") if event.kind is EventKind.ARRIVED else None
    return _CALL_NUMBER.fullmatch(number) if isinstance(number, str) else None


def read_event(body: bytes) -> Event:
    """An event from its kept wire form."""
    return event_from_wire(msgspec.json.decode(body))
