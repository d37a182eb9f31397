"""An open station as whoever works there sees it: over a fiction, or over a terminal with a real file and its own thread."""

from collections.abc import Callable
from concurrent.futures import Future
from datetime import datetime
from typing import Any, ClassVar

from PySide6.QtCore import QPoint, Qt
from PySide6.QtQml import QQmlError
from PySide6.QtQuick import QQuickItem
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from kiosk.desk import Desk
from tests.desk.floor_day import GTIN, OTHER_GTIN, Team
from tests.ui.audit import visible
from ui import fiction
from ui.bridge import Bridge
from ui.floor import FloorFeed
from ui.language import Languages
from ui.screen import Frame, Look
from ui.station_context import StationContext
from ui.station_window import StationWindow

OpenTeam = Callable[..., Team]
RIGHT = f"]d201{GTIN.zfill(14)}21SN1"
SECOND = f"]d201{GTIN.zfill(14)}21SN2"
WRONG = f"]d201{OTHER_GTIN.zfill(14)}21SN9"
"""Labels as a scanner reads them: two units of what is reserved, and one of another product."""


class Room:
    PAGE: ClassVar[str]
    MODEL: ClassVar[Callable[..., Any]]

    def __init__(self, qtbot: QtBot, context: StationContext, size: tuple[int, int] = (1280, 800)) -> None:
        self.qtbot = qtbot
        self.sounds: list[str] = []
        self.warnings: list[str] = []
        self.bridge = Bridge()
        self.languages = Languages()
        self.languages.install(context.language)
        self.floor = FloorFeed(context.desk, context.submit, context.changes, self.bridge, context.now)
        self.model = type(self).MODEL(context, self.bridge, self.languages, self.floor)
        self.model.sounded.connect(self.sounds.append)
        self.window = StationWindow(self.PAGE, self.model, Look(False, context.large_text, True), self.bridge, _no_keys)
        self.view = self.window.view

        def warned(found: list[QQmlError]) -> None:
            self.warnings.extend(error.toString() for error in found)

        self.view.engine().warnings.connect(warned)
        with qtbot.waitSignal(self.window.opened, timeout=10_000):
            self.window.open(Frame(size=size))
        qtbot.waitUntil(lambda: self.floor.ready)

    def items(self) -> list[QQuickItem]:
        return list(visible(self.view.rootObject()))

    def item(self, name: str) -> QQuickItem:
        found = [item for item in self.items() if item.objectName() == name]
        assert found, f"no visible item is called {name}"
        return found[0]

    def has(self, name: str) -> bool:
        return any(item.objectName() == name for item in self.items())

    def text(self, name: str) -> str:
        return str(self.item(name).property("text"))

    def touch(self, name: str) -> None:
        """A finger on the middle of what is called so, as soon as it is there."""
        self.wait(lambda: self.has(name) and not self.model.acts.pending)
        self.view.grabWindow()  # lays out what has just changed
        item = self.item(name)
        centre = item.mapToScene(item.boundingRect().center()).toPoint()
        QTest.mouseClick(self.view, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, QPoint(centre))

    def keys(self, *keys: Qt.Key) -> None:
        for key in keys:
            self.wait(lambda: not self.model.acts.pending)
            self.view.grabWindow()
            QTest.keyClick(self.view, key)

    def type(self, text: str) -> None:
        for letter in text:
            QTest.keyClick(self.view, letter)

    def scan(self, text: str) -> None:
        self.wait(lambda: not self.model.acts.pending)
        self.model.on_text(text)
        self.wait(lambda: not self.model.acts.pending)

    def wait(self, true: Callable[[], bool]) -> None:
        self.qtbot.waitUntil(true, timeout=10_000)

    def shows(self, name: str, text: str) -> None:
        """Waits until it says so."""
        self.wait(lambda: self.has(name) and text in self.text(name))

    def end(self) -> None:
        self.window.end()
        self.floor.end()
        self.bridge.close()
        self.languages.uninstall()
        assert self.warnings == []


class Later:
    """A store's thread that answers when it is told to."""

    def __init__(self) -> None:
        self.waiting: list[tuple[Future[Any], Callable[..., Any], tuple[Any, ...]]] = []
        self.held = False

    def submit(self, act: Callable[..., Any], *arguments: Any) -> "Future[Any]":
        future: Future[Any] = Future()
        self.waiting.append((future, act, arguments))
        if not self.held:
            self.answer()
        return future

    def answer(self) -> None:
        for future, act, arguments in self.waiting:
            future.set_result(act(*arguments))
        self.waiting.clear()


def _no_keys(text: str, ended: bool) -> None:
    """No scanner types here."""


def real(team: Team, staff_id: str, **others: Any) -> StationContext:
    """Who acts at this terminal is `staff_id`."""
    team.staff_id.append(staff_id)

    def now() -> datetime:
        return team.clock.at

    return StationContext(
        desk=_desk(team),
        submit=team.store.worker.submit,
        changes=team.store.on_change,
        link_status=fiction.link,
        place=lambda: fiction.PLACE,
        language="en",
        terminal_id=team.terminal_id,
        staff_id=staff_id,
        now=now,
        **others,
    )


def _desk(team: Any) -> Desk:
    return team.desk
