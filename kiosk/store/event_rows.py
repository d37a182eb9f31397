"""Events as rows of the feed: into the ledger, once each, wherever central says that they stand now.

Central vouches for them, so an event is taken even where this file holds another one in the same place of a sequence: of
a terminal that was copied both are facts. Inside the caller's transaction (`replica.py`).
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from kiosk.domain.event import Event, EventKind
from kiosk.domain.fork import same_act
from kiosk.store.conflicts import Conflicts
from kiosk.store.database import Database
from kiosk.store.forks import Forks
from kiosk.store.ledger import Ledger, read_event
from kiosk.store.lives import Lives

ASIDE = frozenset({EventKind.STOCK_COUNTED, EventKind.INCIDENT_OPENED, EventKind.INCIDENT_CLOSED, EventKind.UNDONE})
"""Of no reservation, and screens show them: told of under an empty id."""


@dataclass(slots=True)
class Taken:
    touched: set[str] = field(default_factory=set[str])
    """Reservations whose state may be another one now; an empty id: something that concerns none."""
    refused: dict[str, str] = field(default_factory=dict[str, str])
    """Event id -> why this file cannot believe it."""


class EventRows:
    def __init__(self, db: Database, lives: Lives, ledger: Ledger, forks: Forks, conflicts: Conflicts) -> None:
        self._db = db
        self._lives = lives
        self._ledger = ledger
        self._forks = forks
        self._conflicts = conflicts

    def take(self, rows: Mapping[str, tuple[Event, int]], at: datetime) -> Taken:
        """By event id: the event, and the row's `seq`."""
        taken = Taken()
        fresh: list[Event] = []
        moved: list[Event] = []
        for event_id, (event, seq) in rows.items():
            known = self._db.conn.execute(
                "SELECT hash, central_seq, made_here, body FROM event WHERE event_id = ?", [event_id]
            ).fetchone()
            if known is None:
                fresh.append(event)
                continue
            if known[0] != event.hash:
                if not same_act(event, read_event(known[3])):
                    taken.refused[event_id] = "event: this terminal holds another one of the same id"
                    continue
                if not known[2]:  # where an own act stands, this file knows best
                    moved.append(event)
            if known[1] != seq:
                self._db.conn.execute("UPDATE event SET central_seq = ? WHERE event_id = ?", [seq, event_id])
        self._ledger.insert(fresh, {event.event_id: rows[event.event_id][1] for event in fresh})
        self._ledger.move(moved)
        taken.touched = {event.reservation_id for event in (*fresh, *moved) if event.reservation_id}
        self._ledger.refold(taken.touched)
        own = {(life.incarnation, life.terminal_id) for life in self._lives.all()}
        # From the lowest number on: whatever must leave a life leaves it together, as in every other copy of this file.
        for event in sorted(fresh, key=lambda event: event.seq):
            if (event.incarnation, event.terminal_id) in own:  # which this file has not made
                taken.touched |= self._forks.taken(event, at)
        self._conflicts.refresh(taken.touched)
        if any(not event.reservation_id and event.kind in ASIDE for event in (*fresh, *moved)):
            taken.touched.add("")
        return taken
