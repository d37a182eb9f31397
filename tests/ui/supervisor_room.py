"""The open supervisor's page, as a supervisor in front of it."""

from collections.abc import Callable, Generator, Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtQml import QQmlError
from PySide6.QtQuick import QQuickItem
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.ui.audit import visible
from ui.bridge import Bridge
from ui.fiction_floor import people, station_context
from ui.floor import FloorFeed
from ui.language import Languages
from ui.screen import Frame, Look
from ui.shots_supervisor import DayDesk, day_desk
from ui.station_window import StationWindow
from ui.stations.supervisor import SupervisorModel
from ui.window import load_fonts


class Page:
    def __init__(self, qtbot: QtBot, desk: DayDesk, size: tuple[int, int], look: Look, **others: Any) -> None:
        self.qtbot = qtbot
        self.desk = desk
        self.floor: Any = desk.floor
        self.bridge, self.languages = Bridge(), Languages()
        context = station_context(desk, self.floor, **others)
        self.languages.install(context.language)
        self.feed = FloorFeed(desk, context.submit, self.floor, self.bridge, context.now)
        self.model = SupervisorModel(context, self.bridge, self.languages, self.feed)
        self.window = StationWindow("SupervisorPage", self.model, look, self.bridge, lambda text, ended: None)
        self.warnings: list[str] = []
        self.window.view.engine().warnings.connect(self._warned)
        with qtbot.waitSignal(self.window.opened, timeout=20_000):
            self.window.open(Frame(size=size))
        qtbot.waitUntil(lambda: self.feed.ready and self.model.queue.lines.rowCount() >= 0)

    def _warned(self, found: list[QQmlError]) -> None:
        self.warnings.extend(error.toString() for error in found)

    def items(self) -> Iterator[QQuickItem]:
        yield from visible(self.window.view.rootObject())

    def has(self, name: str) -> bool:
        return any(item.objectName() == name for item in self.items())

    def item(self, name: str) -> QQuickItem:
        found = [item for item in self.items() if item.objectName() == name]
        assert found, f"no visible item is called {name}"
        return found[0]

    def texts(self) -> list[str]:
        return [str(item.property("text")) for item in self.items() if item.property("text")]

    def touch(self, name: str) -> None:
        self.window.view.grabWindow()
        item = self.item(name)
        centre = item.mapToScene(item.boundingRect().center()).toPoint()
        QTest.mouseClick(self.window.view, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, QPoint(centre))

    def key(self, key: Qt.Key) -> None:
        self.window.view.grabWindow()
        QTest.keyClick(self.window.view, key)

    def keys_to(self, name: str) -> None:
        """Tab until this item, or what is in it, has the keys."""
        for _ in range(40):
            if any(item.objectName() == name and item.hasActiveFocus() for item in self.items()):
                return
            inside = self.window.view.activeFocusItem()
            while inside is not None:
                if inside.objectName() == name:
                    return
                inside = inside.parentItem()
            self.key(Qt.Key.Key_Tab)
        pytest.fail(f"the keys never come to {name}")

    def end(self) -> None:
        self.window.end()
        self.feed.end()
        self.bridge.close()
        self.languages.uninstall()
        self.window.view.deleteLater()
        assert self.warnings == []


@contextmanager
def opened_pages(qtbot: QtBot) -> Generator[Callable[..., Page]]:
    """Opens as many as a test asks for, and ends them with it."""
    load_fonts()
    pages: list[Page] = []

    def opener(
        desk: DayDesk | None = None,
        size: tuple[int, int] = (1280, 800),
        *,
        dark: bool = False,
        large: bool = False,
        **others: Any,
    ) -> Page:
        pages.append(Page(qtbot, desk or day_desk(people()), size, Look(dark, large, reduced_motion=True), **others))
        return pages[-1]

    yield opener
    for page in pages:
        page.end()
