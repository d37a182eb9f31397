"""What the ledger knows of places: moves into other slots, the codes on their slips, and who waits for a place. Reads only."""

from kiosk.domain.event import Event
from kiosk.store.database import Database
from kiosk.store.ledger import Ledger, read_event

# As the indexes name them (`migrations.py`). Both are constants: no text from outside gets into a statement (S608 below).
_OF_MOVES = "kind IN ('rescheduled', 'rebooked')"
_CODE = "CAST(body AS TEXT) ->> '$.payload.code'"


class Moves:
    def __init__(self, db: Database, ledger: Ledger) -> None:
        self._db = db
        self._ledger = ledger

    def of_moved(self) -> list[Event]:
        """All events of every reservation that was ever moved, in no order that means anything."""
        rows = self._db.conn.execute(
            f"SELECT DISTINCT reservation_id FROM event WHERE {_OF_MOVES}"  # noqa: S608  (constants)
        ).fetchall()
        return [event for row in rows for event in self._ledger.events_of(str(row[0]))]

    def newest_own(self) -> Event | None:
        """The last move that this file made, whatever became of it."""
        row = self._db.conn.execute(
            f"SELECT body FROM event WHERE {_OF_MOVES} AND made_here = 1 ORDER BY id DESC LIMIT 1"  # noqa: S608  (constants)
        ).fetchone()
        return None if row is None else read_event(row[0])

    def latest(self, limit: int) -> list[Event]:
        """Moves that this file made, newest first."""
        rows = self._db.conn.execute(
            f"SELECT body FROM event WHERE {_OF_MOVES} AND made_here = 1 ORDER BY id DESC LIMIT ?",  # noqa: S608  (constants)
            [limit],
        ).fetchall()
        return [read_event(row[0]) for row in rows]

    def by_code(self, digest: str) -> str:
        """Whose slip carries the code with this keyed digest; empty: nobody's."""
        row = self._db.conn.execute(
            f"SELECT reservation_id FROM event WHERE {_OF_MOVES} AND {_CODE} = ? ORDER BY id DESC LIMIT 1",  # noqa: S608  (constants)
            [digest],
        ).fetchone()
        return "" if row is None else str(row[0])

    def waitlisted(self) -> list[str]:
        """Ids of reservations that were put on the waiting list, whether they still are or not."""
        rows = self._db.conn.execute("SELECT DISTINCT reservation_id FROM event WHERE kind = 'waitlisted'").fetchall()
        return [str(row[0]) for row in rows]
