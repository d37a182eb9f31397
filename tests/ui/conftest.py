"""Pages are drawn offscreen by the software renderer; a QML warning fails the test that caused it."""

import os

os.environ["QT_QPA_PLATFORM"] = "offscreen"
os.environ["QT_QUICK_BACKEND"] = "software"

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QObject, QPoint, Qt
from PySide6.QtGui import QColor, QGuiApplication, QImage
from PySide6.QtQuick import QQuickItem
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from kiosk.desk import Desk, TerminalIdentity
from kiosk.domain.policy import Role, Staff
from kiosk.store.store import Store
from tests.desk.door import HandClock
from tests.desk.floor_day import Team, furnish
from tests.store.day import DB_KEY, LAUNCH, ROOT_KEY, STORE, Feed, token
from tests.ui.counter_room import Room as CounterRoom
from tests.ui.station_room import real
from ui import fiction
from ui.context import EntranceContext
from ui.window import EntranceWindow, load_fonts

PICTURE = (64, 36, bytes((150, 155, 165)) * 64 * 36)


@pytest.fixture(scope="session")
def qapp_cls() -> type[QGuiApplication]:
    return QGuiApplication


class Page:
    """The open entrance with its fictional desk, as a person at the screen sees it."""

    def __init__(self, qtbot: QtBot, context: EntranceContext, desk: fiction.FictionDesk) -> None:
        self.qtbot = qtbot
        self.desk = desk
        self.scanner: fiction.FictionScanner | None = None
        self.link = fiction.link()
        self.now = fiction.NOW
        self.warnings: list[str] = []

        def scanner(on_message: Callable[..., None]) -> fiction.FictionScanner:
            self.scanner = fiction.FictionScanner(on_message, PICTURE)
            return self.scanner

        self.window = EntranceWindow(
            replace(context, scanner=scanner, link_status=lambda: self.link, now=lambda: self.now)
        )
        self.model = self.window.model
        self.window.view.engine().warnings.connect(
            lambda found: self.warnings.extend(warning.toString() for warning in found)
        )
        with qtbot.waitSignal(self.window.opened, timeout=10_000):
            self.window.open()
        qtbot.waitUntil(lambda: self.model.camera.hasPicture)

    def show(self, said: object) -> None:
        """A code is presented and the desk says this."""
        self.desk.say = said  # type: ignore[assignment]
        before = len(self.desk.asked)
        self.model.present(("code",))
        self.qtbot.waitUntil(lambda: len(self.desk.asked) > before and self.model.verdict.shown and not self.model.busy)

    def item(self, name: str) -> QQuickItem:
        """The visible item of this object name."""
        found = [item for item in self.items() if item.objectName() == name]
        assert found, f"no visible item is called {name}"
        return found[0]

    def items(self) -> Iterator[QQuickItem]:
        yield from _visible(self.window.view.rootObject())

    def has(self, name: str) -> bool:
        return any(item.objectName() == name for item in self.items())

    def text(self, name: str) -> str:
        return str(self.item(name).property("text"))

    def texts(self) -> list[str]:
        return [str(item.property("text")) for item in self.items() if item.property("text")]

    def touch(self, name: str) -> None:
        """A finger on the middle of the item."""
        self.picture()  # lays out what has just changed
        item = self.item(name)
        centre = item.mapToScene(item.boundingRect().center())
        view = self.window.view
        assert view.geometry().translated(-view.position()).contains(centre.toPoint()), f"{name} is outside the window"
        QTest.mouseClick(view, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, QPoint(centre.toPoint()))

    def picture(self) -> QImage:
        return self.window.view.grabWindow()

    def colour_of_verdict(self) -> QColor:
        """The colour field, at its upper left, as drawn."""
        item = self.item("verdict")
        corner = item.mapToScene(item.boundingRect().topLeft()).toPoint()
        return self.picture().pixelColor(corner + QPoint(6, 6))


def _visible(item: QQuickItem | None) -> Iterator[QQuickItem]:
    if item is None or not item.isVisible():
        return
    yield item
    for child in item.childItems():
        yield from _visible(child)


@pytest.fixture
def open_team(tmp_path: Path) -> Iterator[Callable[..., Team]]:
    """Terminals of one floor on real files: `open_team("A")`, then `open_team("B", a.feed)`."""
    stores: list[Store] = []

    def open_it(letter: str = "A", feed: Feed | None = None) -> Team:
        store = Store.open(tmp_path / f"{letter}.db", DB_KEY, token)
        stores.append(store)
        clock = HandClock()
        terminal = TerminalIdentity(f"t-{letter.lower()}", f"Terminal {letter}", letter, STORE, LAUNCH, ROOT_KEY)
        roles, names = {Role.GREETER, Role.RUNNER, Role.COUNTER}, ["s-1"]
        desk = Desk(store, clock, token, terminal, lambda: Staff(names[-1], frozenset(roles)), lambda: 0)
        team = Team(store, clock, feed or Feed(), desk, roles, names, terminal.terminal_id)
        if feed is None:
            furnish(team.feed)
        team.pull()
        return team

    yield open_it
    for store in stores:
        store.close()


@pytest.fixture
def open_counter(
    qtbot: QtBot, qapp: QGuiApplication, open_team: Callable[..., Team]
) -> Iterator[Callable[..., CounterRoom]]:
    """The counter's page over a terminal: `open_counter(team, "lucie", supervisor=True)`."""
    load_fonts()
    rooms: list[CounterRoom] = []

    def open_it(team: Team, staff_id: str = "lucie", **others: Any) -> CounterRoom:
        rooms.append(CounterRoom(qtbot, real(team, staff_id, **{"counter": "3", **others})))
        return rooms[-1]

    yield open_it
    for room in rooms:
        room.end()


@pytest.fixture
def open_page(qtbot: QtBot, qapp: QGuiApplication) -> Iterator[Callable[..., Page]]:
    load_fonts()
    pages: list[Page] = []

    def opener(**changes: object) -> Page:
        desk = fiction.FictionDesk()
        context = EntranceContext(
            desk=desk,
            submit=fiction.at_once,
            scanner=fiction.FictionScanner,
            link_status=fiction.link,
            place=lambda: fiction.PLACE,
            language="en",
            sound=False,
        )
        page = Page(qtbot, replace(context, **changes), desk)
        pages.append(page)
        return page

    yield opener
    for page in pages:
        page.window.end()
        page.window.view.deleteLater()
        assert page.warnings == []
    assert isinstance(qapp, QObject)
