"""The lives (incarnations) of this database, oldest first: in which one is written, and which have ended.

A life ends when it turns out that not only this file writes in it. `kiosk.store.forks` finds that out; the outbox keeps
its cursor in the same table. Every write belongs to the caller's transaction.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from kiosk.domain.clock import parse_utc, utc_text
from kiosk.store.database import Database


@dataclass(frozen=True, slots=True)
class Life:
    incarnation: str
    terminal_id: str
    """Empty until the first event."""
    acknowledged: int
    """Central holds everything up to here."""
    receipt: bytes
    """Central's last signed word on it, JSON as it came; empty before the first."""
    ended_at: datetime | None
    """Since then nothing is appended to it."""
    forked_from: int | None
    """From here on its events have been sealed again in another life."""


class Lives:
    def __init__(self, db: Database, new_incarnation: Callable[[], str]) -> None:
        self._db = db
        self._new_incarnation = new_incarnation
        self._present = ""

    def present(self) -> str:
        """The one that is written in."""
        if not self._present:
            row = self._db.conn.execute(
                "SELECT incarnation FROM incarnation WHERE ended_at IS NULL ORDER BY ordinal DESC LIMIT 1"
            ).fetchone()
            self._present = str(row[0])
        return self._present

    def of(self, terminal_id: str) -> str:
        """The present life, given to the terminal that first writes in it; another terminal begins its own."""
        incarnation = self.present()
        row = self._db.conn.execute(
            "SELECT terminal_id FROM incarnation WHERE incarnation = ?", [incarnation]
        ).fetchone()
        if row[0] == terminal_id:
            return incarnation
        if row[0]:
            incarnation = self.begin()
        self._db.conn.execute(
            "UPDATE incarnation SET terminal_id = ? WHERE incarnation = ?", [terminal_id, incarnation]
        )
        return incarnation

    def any(self) -> bool:
        return self._db.conn.execute("SELECT 1 FROM incarnation").fetchone() is not None

    def begin(self) -> str:
        """A new one: sequences begin at 1 again."""
        incarnation = self._new_incarnation()
        self._db.conn.execute("INSERT INTO incarnation (incarnation) VALUES (?)", [incarnation])
        self._present = incarnation
        return incarnation

    def end(self, incarnation: str, at: datetime) -> bool:
        """Write in it no more; begins a new one if it was the present one. False when it had ended already."""
        was_present = self.present() == incarnation
        ended = self._db.conn.execute(
            "UPDATE incarnation SET ended_at = ? WHERE incarnation = ? AND ended_at IS NULL",
            [utc_text(at), incarnation],
        ).rowcount
        if ended and was_present:
            self.begin()
        return bool(ended)

    def fork(self, incarnation: str, seq: int, heir: str, terminal_id: str, at: datetime) -> None:
        """What stood from `seq` on now stands in `heir`, which is complete: nothing else is ever appended to it."""
        # Before a new life is begun: what happened first is sent first.
        self._db.conn.execute(
            "INSERT INTO incarnation (incarnation, terminal_id, ended_at) VALUES (?, ?, ?)"
            " ON CONFLICT (incarnation) DO NOTHING",
            [heir, terminal_id, utc_text(at)],
        )
        self.end(incarnation, at)
        self._db.conn.execute(
            "UPDATE incarnation SET forked_from = ?, acknowledged = min(acknowledged, ?) WHERE incarnation = ?",
            [seq, seq - 1, incarnation],
        )

    def forget(self) -> None:
        """A transaction was rolled back: what is in the file counts."""
        self._present = ""

    def get(self, incarnation: str) -> Life | None:
        """None for a life that is not of this database."""
        return next((life for life in self.all() if life.incarnation == incarnation), None)

    def all(self) -> list[Life]:
        """Oldest first."""
        rows = self._db.conn.execute(
            "SELECT incarnation, terminal_id, acknowledged, receipt, ended_at, forked_from FROM incarnation"
            " ORDER BY ordinal"
        ).fetchall()
        return [
            Life(life, terminal, acked, bytes(receipt or b""), parse_utc(ended) if ended else None, forked)
            for life, terminal, acked, receipt, ended, forked in rows
        ]
