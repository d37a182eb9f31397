"""A terminal on a real encrypted file, with a clock that is set by hand."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from kiosk.desk import Desk
from kiosk.domain.policy import Policy, Role
from kiosk.domain.reservation import Reservation
from kiosk.store.store import Store
from tests.store.day import NOON, Feed


@dataclass
class HandClock:
    at: datetime = NOON
    ms: int = 1_000

    def now(self) -> datetime:
        return self.at

    def monotonic_ms(self) -> int:
        return self.ms

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
    staff_id: list[str] = field(default_factory=lambda: ["s-1"])
    """Who stands there; the last one acts."""
    terminal_id: str = ""

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
