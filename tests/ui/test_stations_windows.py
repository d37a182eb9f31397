"""A terminal's windows: the first screen, the change by a supervisor, two monitors, and that no station's page complains."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import msgspec
import pytest
from PySide6.QtCore import QObject, QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtQml import QQmlError
from PySide6.QtQuick import QQuickItem, QQuickView
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from kiosk.cli.config import Config, StationConfig
from kiosk.cli.station import FILE, first_choice, keep_choice
from kiosk.domain.station import Station
from ui import fiction, lint
from ui.context import EntranceContext
from ui.fiction_floor import FictionStoreDesk, station_context
from ui.station_context import Choice, TerminalContext
from ui.station_table import STATIONS, is_built
from ui.terminal import TerminalWindows
from ui.window import load_fonts

PAGES = (lint.MODULE / "qmldir").read_text(encoding="utf-8")
BUILT = [station for station, made in STATIONS.items() if find_spec(made.module) and f"{made.page} 1.0" in PAGES]
"""Stations whose model and page are there."""


class Terminal:
    """The open windows, as a person in front of them."""

    def __init__(self, qtbot: QtBot, choice: Choice | None, **others: object) -> None:
        self.qtbot = qtbot
        self.kept: list[Choice] = []
        self.warnings: list[str] = []
        self.desk = FictionStoreDesk()
        supervisor = bool(others.pop("supervisor", True))
        entrance = EntranceContext(
            desk=self.desk,
            submit=fiction.at_once,
            scanner=fiction.FictionScanner,
            link_status=fiction.link,
            place=lambda: fiction.PLACE,
            language="en",
            sound=False,
            may_change=supervisor,
            now=lambda: fiction.NOW,
        )
        station = station_context(self.desk, self.desk.floor, supervisor=supervisor, **others)  # pyright: ignore[reportArgumentType]
        self.windows = TerminalWindows(TerminalContext(entrance, station, choice, self.kept.append))
        with qtbot.waitSignal(self.windows.opened, timeout=10_000):
            self.windows.open()
        self.listen()

    def listen(self) -> None:
        """A page's warnings fail its test."""

        def warned(found: list[QQmlError]) -> None:
            self.warnings.extend(error.toString() for error in found)

        for window in self.windows.windows.values():
            window.view.engine().warnings.connect(warned)

    def view(self, monitor: int = 0) -> QQuickView:
        return self.windows.windows[monitor].view

    def model(self, monitor: int = 0) -> Any:
        """Of the window there, whichever station it is."""
        return self.windows.windows[monitor].model

    def item(self, name: str, monitor: int = 0) -> QQuickItem:
        found = [item for item in _visible(self.view(monitor).rootObject()) if item.objectName() == name]
        assert found, f"no visible item is called {name}"
        return found[0]

    def has(self, name: str) -> bool:
        return any(item.objectName() == name for item in _visible(self.view().rootObject()))

    def text(self, name: str, monitor: int = 0) -> str:
        return str(self.item(name, monitor).property("text"))

    def rings(self) -> int:
        """How many things are drawn as having the keys."""
        items = _visible(self.view().rootObject())
        return sum(item.metaObject().className().startswith("FocusRing") for item in items)

    def touch(self, name: str) -> None:
        self.view().grabWindow()  # lays out what has just changed
        item = self.item(name)
        centre = item.mapToScene(item.boundingRect().center()).toPoint()
        QTest.mouseClick(self.view(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, QPoint(centre))

    def touch_to(self, name: str) -> str:
        """Touch what opens another window; returns what is open then."""
        with self.qtbot.waitSignal(self.windows.opened, timeout=10_000):
            self.touch(name)
        self.listen()
        return self.windows.station()


def _visible(item: QQuickItem | None) -> Iterator[QQuickItem]:
    if item is None or not item.isVisible():
        return
    yield item
    for child in item.childItems():
        yield from _visible(child)


@pytest.fixture
def open_terminal(qtbot: QtBot, qapp: QGuiApplication) -> Iterator[Callable[..., Terminal]]:
    load_fonts()
    terminals: list[Terminal] = []

    def opener(choice: Choice | None, **others: object) -> Terminal:
        terminals.append(Terminal(qtbot, choice, **others))
        return terminals[-1]

    yield opener
    for terminal in terminals:
        terminal.windows.end()
        assert terminal.warnings == []


def test_nothing_says_what_it_is_so_it_asks_once(open_terminal: Callable[..., Terminal]) -> None:
    terminal = open_terminal(None)
    assert terminal.windows.station() == "choice"
    assert not terminal.has("choiceBack")
    assert [terminal.has(f"station_{station}") for station in Station] == [is_built(station) for station in Station]
    widths = {station: terminal.item(f"station_{station}").width() for station in Station}
    assert widths[Station.DISPLAY] > 2 * widths[Station.ENTRANCE]  # the fifth: no hole beside it
    assert terminal.touch_to("station_entrance") == "entrance"
    assert terminal.kept == [Choice(Station.ENTRANCE)]
    assert terminal.has("preview")


def test_it_asks_in_the_language_that_is_touched(open_terminal: Callable[..., Terminal]) -> None:
    terminal = open_terminal(None)
    assert "terminal" in terminal.text("stationTitle")
    terminal.touch("language_fr")
    assert "poste" in terminal.text("stationTitle")
    option = terminal.item("station_stockroom")
    assert option.property("title") == "Réserve"


def test_a_counter_is_asked_for_its_number(open_terminal: Callable[..., Terminal]) -> None:
    terminal = open_terminal(None)
    terminal.model().choose("counter")
    assert terminal.kept == []
    assert not terminal.has("station_entrance")
    terminal.touch("choiceBack")
    assert terminal.has("station_entrance")
    if Station.COUNTER in BUILT:
        terminal.touch("station_counter")
        assert terminal.touch_to("counter_4") == "counter"
        assert terminal.kept == [Choice(Station.COUNTER, "4")]
        assert terminal.model().context.counter == "4"


def test_a_station_that_this_version_lacks_is_asked_for_again(
    open_terminal: Callable[..., Terminal], monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    lacking = replace(STATIONS[Station.STOCKROOM], module="ui.stations.not_there")
    monkeypatch.setitem(STATIONS, Station.STOCKROOM, lacking)
    with caplog.at_level("WARNING"):
        terminal = open_terminal(Choice(Station.STOCKROOM))
    assert terminal.windows.station() == "choice"
    assert not terminal.has("station_stockroom")
    assert "no page for the station stockroom" in caplog.text
    caplog.clear()


def test_a_supervisor_changes_the_station_and_may_think_better_of_it(open_terminal: Callable[..., Terminal]) -> None:
    terminal = open_terminal(Choice(Station.ENTRANCE))
    assert terminal.touch_to("openStations") == "choice"
    assert terminal.item("station_entrance").property("chosen") is True
    assert terminal.touch_to("choiceBack") == "entrance"
    assert terminal.kept == []
    terminal.model().present(("code",))
    terminal.qtbot.waitUntil(lambda: terminal.has("verdict"))


def test_nobody_else_may(open_terminal: Callable[..., Terminal]) -> None:
    terminal = open_terminal(Choice(Station.ENTRANCE), supervisor=False)
    assert not terminal.has("openStations")
    terminal.model().askStation()
    assert terminal.windows.station() == "entrance"


def test_the_keys_alone_choose_a_station(open_terminal: Callable[..., Terminal]) -> None:
    terminal = open_terminal(None)
    view = terminal.view()
    assert terminal.rings() == 0
    for _ in range(12):
        if terminal.item("stations").hasActiveFocus():
            break
        QTest.keyClick(view, Qt.Key.Key_Tab)
        assert terminal.rings() == 1, "one thing has the keys, and it is seen"
    assert terminal.item("stations").hasActiveFocus()
    with terminal.qtbot.waitSignal(terminal.windows.opened, timeout=10_000):
        QTest.keyClick(view, Qt.Key.Key_Return)
    assert terminal.windows.station() == "entrance"


@pytest.mark.parametrize("station", BUILT, ids=str)
@pytest.mark.parametrize("dark", [True, False], ids=["dark", "light"])
def test_each_station_opens_without_a_warning_in_both_languages(
    open_terminal: Callable[..., Terminal], station: Station, dark: bool, tmp_path: Path
) -> None:
    terminal = open_terminal(Choice(station, "3" if station is Station.COUNTER else ""), dark=dark)
    assert terminal.windows.station() == str(station)
    terminal.qtbot.waitUntil(lambda: terminal.windows.floor.ready)
    model = terminal.model()
    picture = terminal.view().grabWindow()
    assert picture.width() == 1280
    model.speak("fr")
    model.tick(fiction.NOW)
    # The customers' screen speaks all languages at once.
    assert station is Station.DISPLAY or terminal.view().grabWindow() != picture
    model.out_of_order()
    terminal.qtbot.waitUntil(lambda: terminal.has("outOfOrder"))


@pytest.mark.parametrize("station", BUILT, ids=str)
def test_each_station_stands_still_and_large_where_that_is_wanted(
    open_terminal: Callable[..., Terminal], station: Station
) -> None:
    terminal = open_terminal(Choice(station, "3"), large_text=True, reduced_motion=True)
    theme = terminal.view().engine().singletonInstance("Kiosk", "Theme")
    assert isinstance(theme, QObject)
    assert theme.property("quick") == 0
    assert theme.property("caption") > 18


def test_two_windows_share_one_floor_one_language_and_the_scans(open_terminal: Callable[..., Terminal]) -> None:
    terminal = open_terminal(Choice(Station.ENTRANCE, second=Station.DISPLAY))
    terminal.qtbot.waitUntil(lambda: terminal.windows.floor.ready)
    assert terminal.windows.station(1) == "display"
    assert terminal.desk.floor.asked.count(("entries",)) == 1
    terminal.model().speak("fr")
    assert terminal.model(1).language == "fr"
    asked = len(terminal.desk.asked)
    for character in "SCANNED-ELSEWHERE-1":
        QTest.keyClick(terminal.view(1), Qt.Key(ord(character)), Qt.KeyboardModifier.NoModifier, 1)
    QTest.keyClick(terminal.view(1), Qt.Key.Key_Return, Qt.KeyboardModifier.NoModifier, 1)
    terminal.qtbot.waitUntil(lambda: len(terminal.desk.asked) > asked)
    assert terminal.desk.asked[-1][0] == "check_in"


def test_the_way_to_a_station_is_asked_of_the_table_only() -> None:
    assert set(STATIONS) == set(Station) - {Station.ENTRANCE}
    for made in STATIONS.values():
        assert made.page.endswith("Page")


def test_a_choice_survives_a_start_and_a_broken_file_asks_again(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    config = Config(data=str(tmp_path / "new"))
    assert first_choice(config) is None
    keep_choice(config.folder, Choice(Station.COUNTER, "4", Station.DISPLAY))
    assert first_choice(config) == Choice(Station.COUNTER, "4", Station.DISPLAY)
    assert first_choice(config, "counter") == Choice(Station.COUNTER, "4")
    assert first_choice(config, "counter", "7") == Choice(Station.COUNTER, "7")
    assert first_choice(config, "stockroom", "", "display") == Choice(Station.STOCKROOM, "", Station.DISPLAY)
    configured = msgspec.structs.replace(config, station=StationConfig("supervisor", "", "display"))
    assert first_choice(configured) == Choice(Station.SUPERVISOR, "", Station.DISPLAY)
    assert first_choice(configured, "display") == Choice(Station.DISPLAY)
    (config.folder / FILE).write_text("{", encoding="utf-8")
    with caplog.at_level("WARNING"):
        assert first_choice(config) is None
    assert "station is not known" in caplog.text
    caplog.clear()
