"""What to do when not only this file writes in one of its lives: end it, move what must move, and tell people.

A file is copied by cloning a disk, or set back by restoring an older picture of it. It shows in three ways: central
answers `fork`, central holds more of a life than was made here, or the feed brings an event of it that was not. In each
the life ends, so that the two machines stop writing under the same numbers, and an incident is opened, which travels to
everybody. One transaction each. The rules are docs/protocol.md, "Forks"; what moves is `kiosk.domain.fork`'s.
"""

import logging
from collections.abc import Callable, Iterable
from contextlib import AbstractContextManager
from datetime import datetime

from kiosk.domain.event import Event, EventKind
from kiosk.domain.fork import sealed_again
from kiosk.domain.incident import Incident, IncidentKind, open_incidents
from kiosk.store.database import Database
from kiosk.store.ledger import Draft, Ledger, read_event
from kiosk.store.lives import Lives

log = logging.getLogger(__name__)


class Forks:
    def __init__(
        self,
        db: Database,
        lives: Lives,
        ledger: Ledger,
        transaction: Callable[[], AbstractContextManager[set[str]]],
        new_event_id: Callable[[], str],
    ) -> None:
        self._db = db
        self._lives = lives
        self._ledger = ledger
        self._transaction = transaction
        self._new_event_id = new_event_id

    def seal_again(self, incarnation: str, seq: int, at: datetime) -> str:
        """Central holds another event in this place: what this file made from there on begins a new life.

        Returns that life; empty when there was nothing to move (it has been done already). Raises NotSaved.
        """
        with self._transaction() as changed:
            return self._seal_again(incarnation, seq, at, changed)

    def _seal_again(self, incarnation: str, seq: int, at: datetime, changed: set[str]) -> str:
        left = self._ledger.made_from(incarnation, seq)
        if not left:
            return ""
        moved = sealed_again(left)
        heir, terminal_id = moved[0].incarnation, moved[0].terminal_id
        self._ledger.move(moved)
        self._lives.fork(incarnation, seq, heir, terminal_id, at)
        touched = {event.reservation_id for event in moved if event.reservation_id}
        self._ledger.refold(touched)
        changed |= touched
        self._say(terminal_id, incarnation, seq, at)
        log.warning("terminal copied: %d events from number %d on are sealed again", len(left), seq)
        return heir

    def shared(self, incarnation: str, terminal_id: str, seq: int, at: datetime) -> None:
        """Somebody else has written up to `seq` in a life of this file. Inside the caller's transaction."""
        if self._lives.end(incarnation, at):
            log.warning("terminal copied: its incarnation is written in elsewhere")
            self._say(terminal_id, incarnation, seq, at)

    def taken(self, event: Event, at: datetime) -> set[str]:
        """An event that somebody else made in a life of this file. Inside the caller's transaction.

        Where it stands in the place of an own one, central will never take that: it moves at once, whoever has received
        it already (a hub may have, and central not). Returns the reservations whose events have moved.
        """
        touched: set[str] = set()
        self.shared(event.incarnation, event.terminal_id, event.seq, at)
        self._seal_again_if_taken(event, at, touched)
        return touched

    def _seal_again_if_taken(self, event: Event, at: datetime, changed: set[str]) -> None:
        here = self._ledger.made(event.incarnation, event.seq)
        if here is not None and here.hash != event.hash:
            self._seal_again(event.incarnation, event.seq, at, changed)

    def incidents(self) -> tuple[Incident, ...]:
        """Open ones that concern no reservation, of every terminal of the store."""
        return open_incidents(self._incidents())

    def _incidents(self) -> Iterable[Event]:
        rows = self._db.conn.execute(
            "SELECT body FROM event INDEXED BY event_incident"
            " WHERE reservation_id = '' AND kind IN ('incident_opened', 'incident_closed')"
        ).fetchall()
        return [read_event(row[0]) for row in rows]

    def _say(self, terminal_id: str, incarnation: str, seq: int, at: datetime) -> None:
        """Once, until somebody has closed it: more copies of the same machine are no more news."""
        if any(one.kind is IncidentKind.TERMINAL_COPIED and one.terminal_id == terminal_id for one in self.incidents()):
            return
        self._ledger.append(
            Draft(
                event_id=self._new_event_id(),
                terminal_id=terminal_id,
                occurred_at=at,
                monotonic_ms=0,  # noticed by the sync, which has no clock but the one it was handed
                clock_offset_ms=0,
                staff_id="",
                reservation_id="",
                kind=EventKind.INCIDENT_OPENED,
                payload={"incident": str(IncidentKind.TERMINAL_COPIED), "incarnation": incarnation, "seq": seq},
            )
        )
