"""A desk on a real encrypted file, with a clock that is set by hand."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from kiosk.desk import Desk, TerminalIdentity
from kiosk.domain.policy import Policy, Role, Staff
from kiosk.domain.reservation import Reservation
from kiosk.store.store import Store
from tests.store.day import DB_KEY, LAUNCH, NOON, ROOT_KEY, STORE, Feed, token


@dataclass
class HandClock:
    at: datetime = NOON

    def now(self) -> datetime:
        return self.at

    def monotonic_ms(self) -> int:
        return 1_000

    def forward(self, **amount: float) -> None:
        self.at += timedelta(**amount)


@dataclass
class Door:
    """A terminal at the entrance: every call runs on the store's thread, as in the app."""

    store: Store
    clock: HandClock
    feed: Feed
    desk: Desk
    roles: set[Role] = field(default_factory=lambda: {Role.GREETER})

    def do(self, act: Callable[..., Any], *args: Any) -> Any:
        return self.store.worker.submit(act, *args).result()

    def scan(self, *texts: str) -> Any:
        return self.do(self.desk.check_in, texts)

    def pull(self) -> None:
        cursor = self.do(self.store.replica.position).cursor
        for page in self.feed.pages(cursor):
            assert self.do(self.store.replica.apply, self.feed.epoch, *page, self.clock.at).quarantined == 0

    def book(self, *reservations: Reservation) -> None:
        self.feed.book(*reservations)
        self.pull()

    def rule(self, policy: Policy) -> None:
        self.feed.put_row("policy", "policy", policy)
        self.pull()

    def events(self) -> list[Any]:
        return self.do(self.store.outbox.unsent, 1000)

    def recorded(self) -> list[str]:
        return [str(event.kind) for event in self.events()]


@pytest.fixture
def open_door(tmp_path: Path) -> Iterator[Callable[..., Door]]:
    opened: list[Store] = []

    def open_it(letter: str = "A", path: Path | None = None, feed: Feed | None = None, furnished: bool = True) -> Door:
        store = Store.open(path or tmp_path / f"{letter}.db", DB_KEY, token)
        opened.append(store)
        clock = HandClock()
        terminal = TerminalIdentity(f"t-{letter.lower()}", f"Entrance {letter}", letter, STORE, LAUNCH, ROOT_KEY)
        roles = {Role.GREETER}
        desk = Desk(store, clock, token, terminal, lambda: Staff("s-1", frozenset(roles)), lambda: 0)
        door = Door(store, clock, feed or Feed(), desk, roles)
        if furnished and feed is None:
            door.feed.furnish()
            door.pull()
        return door

    yield open_it
    for store in opened:
        store.close()


@pytest.fixture
def door(open_door: Callable[..., Door]) -> Door:
    return open_door()
