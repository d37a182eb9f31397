"""Single facts of the file, by name: where the copy of the feed stands, the latest time seen. No transaction of its own."""

from datetime import UTC, datetime

from kiosk.domain.clock import parse_utc, utc_text
from kiosk.store.database import Database

EPOCH_START = datetime(1970, 1, 1, tzinfo=UTC)


class Facts:
    """A small typed view of table `meta`."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def text(self, name: str, default: str = "") -> str:
        row = self._db.conn.execute("SELECT value FROM meta WHERE name = ?", [name]).fetchone()
        return default if row is None else str(row[0])

    def number(self, name: str) -> int:
        return int(self.text(name, "0"))

    def put(self, name: str, value: str | int) -> None:
        self._db.conn.execute(
            "INSERT INTO meta (name, value) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value",
            [name, str(value)],
        )

    def latest(self) -> datetime:
        """The latest instant this file has ever seen: expiry and lock-outs never believe an earlier clock."""
        text = self.text("latest")
        return parse_utc(text) if text else EPOCH_START

    def seen(self, at: datetime) -> None:
        """Move `latest` forward; an earlier instant changes nothing."""
        if at > self.latest():
            self.put("latest", utc_text(at))
