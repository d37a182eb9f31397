"""What a terminal notes of its line: a thread of its own, told by the sync, that writes once the state has lasted."""

import threading
from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any, cast

import pytest

from kiosk.cli.contact import ContactNotes, in_touch
from kiosk.domain.contact import times_apart
from kiosk.domain.event import EventKind
from kiosk.errors import NotSaved
from sync.status import LinkProblem, SyncStatus
from sync.wire import Relayed
from tests.closing.books import NINE, Writer
from tests.desk.floor_day import Team

NOW = datetime(2026, 11, 22, 9, tzinfo=UTC)


def status(online: bool, relay: Relayed | None = None) -> SyncStatus:
    return SyncStatus(online, NOW, NOW, 0, LinkProblem.NONE, relay=relay)


def test_a_hub_that_is_alone_in_its_store_is_not_central() -> None:
    assert in_touch(status(True))
    assert not in_touch(status(False))
    assert in_touch(status(True, Relayed("hub", True, 0)))
    assert not in_touch(status(True, Relayed("hub", False, 3)))


@dataclass
class Slow:
    """The desk of a team whose clock runs on by itself a minute with each look, so that nobody waits."""

    team: Team
    asked: threading.Event = field(default_factory=threading.Event)
    fails: int = 0

    def note_contact(self, *told: Any) -> bool:
        if self.fails:
            self.fails -= 1
            raise NotSaved("save", "Make room on the disk")
        return self.team.desk.closing.note_contact(*told)

    def noted_lost(self) -> bool:
        lost = self.team.desk.closing.noted_lost()
        self.team.clock.forward(seconds=61)
        self.asked.set()
        return lost


def kinds(team: Team) -> list[EventKind]:
    noted = (EventKind.CONTACT_LOST, EventKind.CONTACT_BACK)
    return [event.kind for event in team.events() if event.kind in noted]


@pytest.mark.parametrize("fails", [0, 1])
def test_it_is_written_once_it_has_lasted(team: Team, fails: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kiosk.cli.contact.AGAIN_S", 0.05)
    desk = Slow(team, fails=fails)
    notes = ContactNotes(cast(Any, desk), cast("Callable[..., Future[Any]]", team.store.worker.submit), team.clock)
    notes.start()
    try:
        notes.heard(status(False))
        _until(lambda: kinds(team) == [EventKind.CONTACT_LOST])
        notes.heard(status(False))
        notes.heard(status(True))
        _until(lambda: kinds(team) == [EventKind.CONTACT_LOST, EventKind.CONTACT_BACK])
    finally:
        notes.stop()
        notes.join(20)


def test_the_same_news_again_does_not_begin_the_time_anew(team: Team) -> None:
    notes = ContactNotes(team.desk.closing, team.store.worker.submit, team.clock)
    since = team.clock.at
    for _ in range(3):
        notes.heard(status(False))
        team.clock.forward(seconds=30)
    assert notes._now == (False, since, False)
    notes.heard(status(True))
    assert notes._now == (True, team.clock.at, True)


def _until(true: Callable[[], bool]) -> None:
    pause = threading.Event()
    for _ in range(2000):
        if true():
            return
        pause.wait(0.01)
    pytest.fail("it was never so")


def test_times_apart_are_told_of_each_terminal() -> None:
    said = Writer()

    def note(kind: EventKind, minutes: float, terminal: str, **more: Any) -> None:
        at = (NINE + timedelta(minutes=minutes)).isoformat(timespec="milliseconds").replace("+00:00", "Z")
        said.say(kind, None, minutes + 1, terminal, "", since=at, **more)

    note(EventKind.CONTACT_LOST, 10, "t-a", hub=True)
    note(EventKind.CONTACT_LOST, 11, "t-a")
    note(EventKind.CONTACT_BACK, 40, "t-a")
    note(EventKind.CONTACT_BACK, 41, "t-b")
    note(EventKind.CONTACT_LOST, 60, "t-b")
    a, b = times_apart(said.events)
    assert (a.terminal_id, a.since, a.until, a.hub) == (
        "t-a",
        NINE + timedelta(minutes=10),
        NINE + timedelta(minutes=40),
        True,
    )
    assert (b.terminal_id, b.until, b.hub) == ("t-b", None, False)
