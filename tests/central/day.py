"""A small launch and a terminal made of nothing but `requests` and the wire: what the tests of central speak with."""

import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

import msgspec
import requests

from central.database import Database
from central.terminals import enrol
from kiosk.domain.event import GENESIS, Event, EventKind
from kiosk.domain.feed import EMPTY_HASH, FeedRow, row_digest, shifted
from kiosk.domain.policy import Policy
from kiosk.domain.reservation import StoreRow
from sync.wire import BatchAnswer, Enrolment, FeedPage

NOW = datetime(2026, 11, 22, 10, 0, tzinfo=UTC)
POLICY = Policy()
SHOP = (
    StoreRow(1, "Rivoli", "Paris", "Europe/Paris"),
    StoreRow(2, "Saint-Laurent", "Montréal", "America/Toronto"),
)
RESERVATION = "00000000000000aa"


@dataclass
class Terminal:
    url: str
    papers: Enrolment
    incarnation: str = "inc-1"
    session: requests.Session = field(default_factory=requests.Session)
    head: str = GENESIS
    seq: int = 0

    def __post_init__(self) -> None:
        self.session.headers["Authorization"] = f"Bearer {self.papers.token}"

    def __enter__(self) -> "Terminal":
        return self

    def __exit__(self, *_error: object) -> None:
        self.session.close()

    def act(self, kind: EventKind = EventKind.ARRIVED, reservation: str = RESERVATION, **fields: Any) -> dict[str, Any]:
        """The next event of this terminal, sealed, as it travels."""
        self.seq += 1
        event = Event(
            event_id=fields.pop("event_id", f"{self.papers.terminal_id}{self.seq:016x}"),
            terminal_id=fields.pop("terminal_id", self.papers.terminal_id),
            incarnation=self.incarnation,
            seq=self.seq,
            occurred_at=fields.pop("at", NOW),
            monotonic_ms=self.seq,
            clock_offset_ms=0,
            staff_id=fields.pop("staff_id", "greeter"),
            reservation_id=reservation,
            kind=kind,
            payload=fields,
        ).sealed(self.head)
        self.head = event.hash
        return event.to_wire()

    def post(self, *events: Any, **batch: Any) -> requests.Response:
        body = {
            "terminal_id": self.papers.terminal_id,
            "incarnation": self.incarnation,
            "events": list(events),
            **batch,
        }
        return self.session.post(f"{self.url}/v1/stores/{self.papers.store}/events", json=body, timeout=30)

    def send(self, *events: Any) -> BatchAnswer:
        response = self.post(*events)
        assert response.status_code == 200, response.text
        return msgspec.json.decode(response.content, type=BatchAnswer)

    def get(self, **query: Any) -> requests.Response:
        return self.session.get(f"{self.url}/v1/stores/{self.papers.store}/feed", params=query, timeout=40)

    def page(self, **query: Any) -> FeedPage:
        response = self.get(**query)
        assert response.status_code == 200, response.text
        return msgspec.json.decode(response.content, type=FeedPage)


def enrolled(database: Database, url: str, name: str, store: int = 1) -> Terminal:
    with database.write() as connection:
        return Terminal(url, enrol(connection, store, name, [url], NOW))


def answers(batch: BatchAnswer) -> list[str]:
    return [str(answer.answer) for answer in batch.answers]


@dataclass
class Copy:
    """A terminal's copy of the feed, proven by hand."""

    rows: dict[tuple[str, str], FeedRow] = field(default_factory=dict[tuple[str, str], FeedRow])
    epoch: str = ""
    cursor: int = 0

    def take(self, page: FeedPage) -> None:
        if page.epoch != self.epoch:
            self.rows.clear()
            self.cursor = 0
        for row in page.rows:
            assert row.seq > self.cursor
            assert row.digest == row_digest(row.kind, row.key, row.body)
            self.rows[row.kind, row.key] = row
            self.cursor = row.seq
        self.epoch, self.cursor = page.epoch, page.cursor
        if page.head is not None:
            assert self.proof() == (page.head.seq, page.head.counts, page.head.state_hash)

    def proof(self) -> tuple[int, dict[str, int], str]:
        counts: dict[str, int] = {}
        total = EMPTY_HASH
        for row in self.rows.values():
            if row.body is not None:
                counts[row.kind] = counts.get(row.kind, 0) + 1
                total = shifted(total, "", row.digest)
        return self.cursor, counts, total


def wait_until(true: Callable[[], object], seconds: float = 20) -> None:
    pause = threading.Event()
    for _ in range(int(seconds * 100)):
        if true():
            return
        pause.wait(0.01)
    raise AssertionError("it did not happen")
