"""Both screens on a real store and desk: what is committed comes, is opened, and a conflict is closed for good."""

from collections.abc import Callable, Iterator
from concurrent.futures import Future
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from kiosk.desk import Desk, TerminalIdentity
from kiosk.domain.event import GENESIS, EventKind
from kiosk.domain.policy import Policy, Role, Staff
from kiosk.domain.recipe import Step
from kiosk.domain.reservation import Product
from kiosk.store.store import Store
from tests.store.day import DB_KEY, LAUNCH, NOON, ROOT_KEY, STORE, Feed, k1_text, reservation, reservation_id, token
from tests.ui.audit import audit, visible
from ui import fiction, floor
from ui.bridge import Bridge
from ui.floor import FloorFeed
from ui.language import Languages
from ui.screen import Frame, Look
from ui.station import StationModel
from ui.station_context import StationContext
from ui.station_window import StationWindow
from ui.stations.display import DisplayModel
from ui.stations.supervisor import SupervisorModel
from ui.window import load_fonts

WATCH = Product("AUR-41", "Aurelia One", "41 mm", gtin="04006381333931", shelf="B3")
ONE, TWO = reservation_id(1), reservation_id(2)


class Clock:
    """Moves when a test says so."""

    def __init__(self) -> None:
        self.at = NOON

    def now(self) -> datetime:
        return self.at

    def monotonic_ms(self) -> int:
        return int((self.at - NOON).total_seconds() * 1000)


class Shop:
    """One terminal's real store and desk, and one window on it."""

    def __init__(self, qtbot: QtBot, folder: Path) -> None:
        self.qtbot = qtbot
        self.clock = Clock()
        self.store = Store.open(folder / "a.db", DB_KEY, token)
        identity = TerminalIdentity("t-a", "Entrance A", "A", STORE, LAUNCH, ROOT_KEY)
        staff = Staff("amelie", frozenset(Role))
        self.desk = Desk(self.store, self.clock, token, identity, lambda: staff, lambda: 0)
        self.central = Feed()
        self.central.furnish()
        self.central.put_row("product", WATCH.sku, WATCH)
        self.central.book(*(reservation(number) for number in range(1, 6)))
        self.pull()
        self.bridge, self.languages = Bridge(), Languages()
        self.languages.install("en")
        self.feed = FloorFeed(self.desk, self.submit, self.store.on_change, self.bridge, self.clock.now)
        self.window: StationWindow | None = None
        self.warnings: list[str] = []

    def submit(self, method: Callable[..., Any], *arguments: object) -> Future[Any]:
        return self.store.worker.submit(method, *arguments)

    def do(self, method: Callable[..., Any], *arguments: Any, **others: Any) -> Any:
        self.clock.at += timedelta(seconds=20)
        return self.store.worker.submit(lambda: method(*arguments, **others)).result()

    def pull(self) -> None:
        position = self.store.worker.submit(self.store.replica.position).result()
        for page in self.central.pages(position.cursor):
            self.store.worker.submit(self.store.replica.apply, self.central.epoch, *page, NOON).result()

    def open(self, page: str, model: type[StationModel]) -> Any:
        context = StationContext(
            desk=self.desk,
            submit=self.submit,
            changes=self.store.on_change,
            link_status=lambda: replace(fiction.link(), since=NOON),
            place=lambda: fiction.PLACE,
            language="en",
            terminal_id="t-a",
            staff_id="amelie",
            now=self.clock.now,
        )
        shown = model(context, self.bridge, self.languages, self.feed)
        self.window = StationWindow(
            page, shown, Look(False, reduced_motion=True), self.bridge, lambda text, ended: None
        )
        self.window.view.engine().warnings.connect(
            lambda found: self.warnings.extend(warning.toString() for warning in found)
        )
        with self.qtbot.waitSignal(self.window.opened, timeout=20_000):
            self.window.open(Frame(size=(1280, 800)))
        self.qtbot.waitUntil(lambda: self.feed.ready)
        return shown

    def texts(self) -> list[str]:
        assert self.window is not None
        self.window.view.grabWindow()
        return [str(item.property("text")) for item in visible(self.window.view.rootObject()) if item.property("text")]

    def prepare(self, one: str, serial: str) -> None:
        room = self.desk.stockroom
        self.do(room.claim, (one,))
        self.do(room.scan_box, one, WATCH.gtin, serial)
        self.do(room.complete, one, Step.INSPECT_PACKAGING, passed=True)
        self.do(room.complete, one, Step.TEST_BATTERY, battery_percent=90)
        self.do(room.complete, one, Step.BRING_TO_COUNTER, counter="3")

    def end(self) -> None:
        if self.window is not None:
            self.window.end()
            self.window.view.deleteLater()
        self.feed.end()
        self.bridge.close()
        self.languages.uninstall()
        self.store.close()
        assert self.warnings == []


@pytest.fixture
def shop(qtbot: QtBot, qapp: QGuiApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Shop]:
    monkeypatch.setattr(floor, "EXPECTED_MS", 0)
    load_fonts()
    made = Shop(qtbot, tmp_path)
    yield made
    made.end()


def test_a_visit_goes_through_the_columns_and_its_history_is_read(shop: Shop) -> None:
    model = shop.open("SupervisorPage", SupervisorModel)
    shop.qtbot.waitUntil(lambda: model.queue.totals[0] == 5)
    shop.do(shop.desk.check_in, (k1_text(1),))
    shop.qtbot.waitUntil(lambda: model.queue.totals[:2] == [4, 1])
    shop.prepare(ONE, "SN1")
    shop.qtbot.waitUntil(lambda: model.queue.totals[:4] == [4, 0, 0, 1])
    shop.do(shop.desk.counter.call, ONE, "3")
    model.openBar("", 3)
    assert [row.key for row in model.people.rows] == [ONE]
    model.openHistory(ONE)
    shop.qtbot.waitUntil(lambda: model.history.events.count == 8)
    model.tick(shop.clock.at)
    titles = [row.title for row in model.history.rows.rows]
    assert titles[:3] == ["Let in", "Preparation taken", "Box scanned"]
    assert titles[-3:] == ["Brought to a counter", "Ready", "Called"]
    shown = shop.texts()
    assert "Entrance A, Amelie" in shown
    assert not [text for text in shown if "Martin" in text]
    assert shop.window is not None
    assert audit(shop.window.view) == []


def test_a_history_grows_while_it_is_open(shop: Shop) -> None:
    shop.do(shop.desk.check_in, (k1_text(1),))
    model = shop.open("SupervisorPage", SupervisorModel)
    shop.qtbot.waitUntil(lambda: ONE in shop.feed.entries)
    model.openHistory(ONE)
    shop.qtbot.waitUntil(lambda: model.history.events.count == 1)
    shop.do(shop.desk.stockroom.claim, (ONE,))
    shop.qtbot.waitUntil(lambda: model.history.events.count == 2)


def test_a_conflict_of_two_terminals_is_closed_in_the_ledger(shop: Shop) -> None:
    """The other terminal bound the same unit: its event comes down, both sides are shown, one touch closes it."""
    shop.do(shop.desk.check_in, (k1_text(1),))
    shop.prepare(ONE, "SN1")
    told = {event.kind: event for event in shop.do(shop.desk.floor.history, ONE)}
    claim = told[EventKind.STEP_COMPLETED]
    other = replace(
        claim, event_id="9" * 32, terminal_id="t-b", incarnation="other", seq=1, reservation_id=TWO, staff_id="yanis",
        payload={"step": "scan_box", "serial": "SN1", "gtin": WATCH.gtin},
    ).sealed(GENESIS)  # fmt: skip
    shop.central.put("event", other.event_id, other.to_wire())
    shop.pull()
    model = shop.open("SupervisorPage", SupervisorModel)
    model.openSheet("conflicts")
    shop.qtbot.waitUntil(lambda: model.conflicts.conflicts.count == 1 and model.conflicts.sides.count == 2)
    shown = " ".join(shop.texts())
    assert "One unit for two customers" in shown
    assert "Entrance B, Yanis" in shown
    model.conflicts.close(0)
    shop.qtbot.waitUntil(lambda: not model.conflicts.isOpen and not model.busy)
    report = shop.do(shop.desk.inbox.all)[0]
    assert not report.conflict.is_open
    assert report.conflict.closing.reason == "Looked at both: nothing is missing"
    assert report.conflict.closing.staff_id == "amelie"


def test_search_finds_whoever_has_not_come_and_their_history_is_empty(shop: Shop) -> None:
    model = shop.open("SupervisorPage", SupervisorModel)
    model.openSheet("search")
    model.search.setQuery("mart")
    shop.qtbot.waitUntil(lambda: model.search.count == 5)
    model.chooseMatch(0)
    shop.qtbot.waitUntil(lambda: model.history.wasRead)
    assert model.history.events.count == 0
    assert "Nothing has happened yet" in shop.texts()


def test_the_customers_screen_calls_and_clears(shop: Shop) -> None:
    model = shop.open("DisplayPage", DisplayModel)
    sounds: list[str] = []
    model.sounded.connect(sounds.append)
    number = shop.do(shop.desk.check_in, (k1_text(1),)).call_number
    shop.qtbot.waitUntil(lambda: [row.number for row in model.preparing.rows] == [number])
    shop.prepare(ONE, "SN1")
    shop.qtbot.waitUntil(lambda: [row.number for row in model.almost.rows] == [number])
    shop.do(shop.desk.counter.call, ONE, "3")
    shop.qtbot.waitUntil(lambda: model.callNumber == number)
    assert sounds == ["call"]
    assert model.callFirst == "Counter 3"
    assert "Éloïse" not in " ".join(shop.texts())
    shop.central.put_row("policy", "policy", Policy(display_names=True))
    shop.pull()
    shop.qtbot.waitUntil(lambda: "Éloïse M." in shop.texts())
    assert shop.window is not None
    assert audit(shop.window.view) == []
