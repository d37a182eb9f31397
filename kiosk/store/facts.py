"""Single facts of the file, by name: where the copy of the feed stands, the latest time seen. No transaction of its own."""

from datetime import UTC, datetime

from kiosk.domain.clock import parse_utc, utc_text
from kiosk.store.database import Database

EPOCH_START = datetime(1970, 1, 1, tzinfo=UTC)


class Facts:
    """A small typed view of table `meta`."""

    def __init__(self, db: Database) -> None:
        self._db = db
        self._latest: datetime | None = None

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
        if self._latest is None:
            kept = self.text("latest")
            events = self._db.conn.execute("SELECT max(occurred_at) FROM event").fetchone()[0]
            self._latest = max(parse_utc(text) if text else EPOCH_START for text in (kept, events))
        return self._latest

    def seen(self, at: datetime) -> None:
        """Move `latest` forward, in memory; an earlier instant changes nothing. Events keep their own time."""
        self._latest = max(at, self.latest())

    def keep_latest(self) -> None:
        """Write `latest` down, for what was seen without an event."""
        self.put("latest", utc_text(self.latest()))
