"""Raw requests to central, as small as they can be: what the lines about sync take as their floor."""

import secrets
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import msgspec
import requests

from kiosk.cli.config import Config
from kiosk.cli.enrol import kept_enrolment, key_store
from kiosk.domain.event import GENESIS, Event, EventKind
from sync.wire import MAX_BATCH, MAX_PAGE, PROTOCOL, PROTOCOL_HEADER


class RawTerminal:
    """An enrolled terminal's token, one session, no store, no engine."""

    def __init__(self, config: Config) -> None:
        self.enrolment = kept_enrolment(key_store(config))
        self.incarnation = secrets.token_hex(16)
        self.epoch, self.cursor = "", 0
        self._seq, self._hash = 0, GENESIS
        self._session = requests.Session()
        self._session.trust_env = False
        self._session.headers.update(
            {"Authorization": f"Bearer {self.enrolment.token}", PROTOCOL_HEADER: str(PROTOCOL)}
        )
        self._base = f"{self.enrolment.servers[0]}/v1/stores/{self.enrolment.store}"

    def page(self, wait: int = 0) -> dict[str, Any]:
        """The next page of the feed."""
        asked = {"epoch": self.epoch, "cursor": self.cursor, "limit": MAX_PAGE, "wait": wait}
        answer = self._session.get(f"{self._base}/feed", params=asked, timeout=60)
        answer.raise_for_status()
        page: dict[str, Any] = msgspec.json.decode(answer.content)
        self.epoch, self.cursor = page["epoch"], page["cursor"]
        return page

    def pages(self) -> Iterator[dict[str, Any]]:
        """All of it, to the head."""
        while True:
            page = self.page()
            yield page
            if page["head"] is not None:
                return

    def events(self, reservation_ids: list[str]) -> list[dict[str, Any]]:
        """Sealed arrivals, the next of this terminal's chain."""
        made: list[dict[str, Any]] = []
        for reservation_id in reservation_ids:
            self._seq += 1
            event = Event(
                event_id=secrets.token_hex(16),
                terminal_id=self.enrolment.terminal_id,
                incarnation=self.incarnation,
                seq=self._seq,
                occurred_at=datetime.now(UTC).replace(microsecond=0),
                monotonic_ms=self._seq,
                clock_offset_ms=0,
                staff_id="bench",
                reservation_id=reservation_id,
                kind=EventKind.ARRIVED,
                payload={"call_number": f"{self.enrolment.letter}{self._seq:03}", "verdict": "admit"},
            ).sealed(self._hash)
            self._hash = event.hash
            made.append(event.to_wire())
        return made

    def post(self, events: list[dict[str, Any]]) -> None:
        """Up to 200 a request; all must be accepted."""
        for at in range(0, len(events), MAX_BATCH):
            batch = {
                "terminal_id": self.enrolment.terminal_id,
                "incarnation": self.incarnation,
                "events": events[at : at + MAX_BATCH],
            }
            answer = self._session.post(
                f"{self._base}/events",
                data=msgspec.json.encode(batch),
                headers={"Content-Type": "application/json"},
                timeout=60,
            )
            answer.raise_for_status()
            kinds = {one["answer"] for one in msgspec.json.decode(answer.content)["answers"]}
            assert kinds <= {"accepted", "conflict"}, kinds

    def close(self) -> None:
        self._session.close()


def into_plain_sqlite(raw: RawTerminal, file: Path) -> int:
    """All pages into one table of a plain file, one transaction; how many rows."""
    with closing(sqlite3.connect(file)) as connection:
        connection.execute("PRAGMA journal_mode = wal")
        connection.execute("PRAGMA synchronous = full")
        connection.execute(
            "CREATE TABLE row (kind TEXT, key TEXT, seq INT, body TEXT, digest TEXT, PRIMARY KEY (kind, key))"
        )
        count = 0
        for page in raw.pages():
            rows = [
                (row["kind"], row["key"], row["seq"], msgspec.json.encode(row["body"]), row["digest"])
                for row in page["rows"]
            ]
            connection.executemany("INSERT INTO row VALUES (?, ?, ?, ?, ?)", rows)
            count += len(rows)
        connection.commit()
    return count
