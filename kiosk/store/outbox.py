"""What central has not acknowledged yet: a cursor over the ledger, never a queue of its own. Deletes nothing.

Called always on the store's thread; `sync.runner` turns its events into batches. The cursor is the column
`acknowledged` of each incarnation.
"""

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass

from kiosk.domain.event import Event
from kiosk.store.database import Database, faults
from kiosk.store.ledger import Ledger, read_event


@dataclass(frozen=True, slots=True)
class Final:
    """One event's final answer from central: accepted, duplicate, conflict or rejected (with a reason)."""

    event_id: str
    answer: str
    reason: str = ""


class Outbox:
    def __init__(self, db: Database, ledger: Ledger, transaction: Callable[[], AbstractContextManager[object]]) -> None:
        self._db = db
        self._ledger = ledger
        self._transaction = transaction

    def lives(self, terminal_id: str) -> list[str]:
        """The incarnations of a terminal in this file, oldest first, the present one included."""
        with faults("read"):
            rows = self._db.conn.execute(
                "SELECT incarnation FROM incarnation WHERE terminal_id = ? OR ordinal = (SELECT max(ordinal) FROM"
                " incarnation) ORDER BY ordinal",
                [terminal_id],
            ).fetchall()
        return [str(row[0]) for row in rows]

    def unsent(self, limit: int = 200) -> list[Event]:
        """Own events after the acknowledged seq, oldest first; all of one incarnation (older incarnations first)."""
        with faults("read"):
            lives = self._db.conn.execute(
                "SELECT incarnation, terminal_id, acknowledged FROM incarnation ORDER BY ordinal"
            ).fetchall()
            for incarnation, terminal_id, acknowledged in lives:
                rows = self._db.conn.execute(
                    "SELECT body FROM event WHERE incarnation = ? AND terminal_id = ? AND seq > ? ORDER BY seq LIMIT ?",
                    [incarnation, terminal_id, acknowledged, limit],
                ).fetchall()
                if rows:
                    return [read_event(row[0]) for row in rows]
        return []

    def count(self) -> int:
        """How many own events central has not acknowledged."""
        with faults("read"):
            lives = self._db.conn.execute("SELECT incarnation, terminal_id, acknowledged FROM incarnation").fetchall()
            return sum(
                int(
                    self._db.conn.execute(
                        "SELECT count(*) FROM event WHERE incarnation = ? AND terminal_id = ? AND seq > ?", life
                    ).fetchone()[0]
                )
                for life in ((incarnation, terminal_id, acked) for incarnation, terminal_id, acked in lives)
            )

    def acknowledge(self, incarnation: str, last_seq: int, finals: Sequence[Final], receipt: bytes) -> None:
        """Central holds everything of `incarnation` up to `last_seq`; keeps answers and the receipt (JSON bytes).

        Never moves the cursor back (a late answer to an older batch): that is `rewind`'s. Central holding more than
        this file has ever made means that the file is an older copy of itself: it goes on in a new incarnation.
        """
        with self._transaction():
            made = (
                self._db.conn.execute("SELECT max(seq) FROM event WHERE incarnation = ?", [incarnation]).fetchone()[0]
                or 0
            )
            self._db.conn.execute(
                "UPDATE incarnation SET acknowledged = ?, receipt = ? WHERE incarnation = ? AND acknowledged <= ?",
                [min(last_seq, made), receipt, incarnation, min(last_seq, made)],
            )
            if last_seq > made and incarnation == self._ledger.incarnation():
                self._ledger.begin_incarnation()
            self._db.conn.executemany(
                "INSERT INTO answer (event_id, answer, reason) VALUES (?, ?, ?)"
                " ON CONFLICT (event_id) DO UPDATE SET answer = excluded.answer, reason = excluded.reason",
                [(final.event_id, final.answer, final.reason) for final in finals],
            )

    def rewind(self, incarnation: str, last_seq: int) -> None:
        """Central holds less than was acknowledged (restored from a backup): send again after `last_seq`."""
        with self._transaction():
            self._db.conn.execute(
                "UPDATE incarnation SET acknowledged = min(acknowledged, ?) WHERE incarnation = ?",
                [max(last_seq, 0), incarnation],
            )

    def answers(self, answer: str) -> list[Final]:
        """Own events that central answered with this word, e.g. `rejected`."""
        with faults("read"):
            rows = self._db.conn.execute(
                "SELECT event_id, answer, reason FROM answer WHERE answer = ?", [answer]
            ).fetchall()
        return [Final(*row) for row in rows]

    def receipt(self, incarnation: str) -> bytes:
        """Central's last signed receipt for an incarnation, as it came; empty before the first."""
        with faults("read"):
            row = self._db.conn.execute(
                "SELECT receipt FROM incarnation WHERE incarnation = ?", [incarnation]
            ).fetchone()
        return b"" if row is None or row[0] is None else bytes(row[0])
