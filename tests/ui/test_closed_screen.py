"""A window of the public room: closed, minimised, covered, dropped on, asked by the desktop's keys; and a supervisor's way out."""

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QMimeData, QObject, QPoint, QPointF, Qt
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent, QGuiApplication, QKeyEvent
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from kiosk.cli.config import Config, ScreenConfig
from kiosk.cli.run import _is_closed
from kiosk.domain.station import Station
from tests.ui.test_stations_windows import Terminal as OpenTerminal
from ui.station_context import Choice
from ui.terminal import TerminalWindows
from ui.window import load_fonts

UI = Path(__file__).parents[2] / "ui"
Open = Callable[..., OpenTerminal]


class Terminal(OpenTerminal):
    """On a closed screen, or an open one to compare with."""

    def __init__(self, qtbot: QtBot, choice: Choice | None, *, closed: bool = True, **others: object) -> None:
        wrapped = TerminalWindows.__init__

        def closed_init(windows: TerminalWindows, context: object, languages: object = None) -> None:
            wrapped(windows, replace(context, entrance=replace(context.entrance, closed=closed)), languages)

        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(TerminalWindows, "__init__", closed_init)
            super().__init__(qtbot, choice, **others)


@pytest.fixture
def open_terminal(qtbot: QtBot, qapp: QGuiApplication) -> Iterator[Open]:
    load_fonts()
    terminals: list[Terminal] = []

    def opener(station: Station | None = Station.STOCKROOM, **others: object) -> Terminal:
        terminals.append(Terminal(qtbot, Choice(station) if station else None, **others))
        return terminals[-1]

    yield opener
    for terminal in terminals:
        terminal.windows.end()


def settle() -> None:
    for _ in range(3):
        QCoreApplication.processEvents()


@pytest.mark.parametrize("station", [Station.ENTRANCE, Station.STOCKROOM])
def test_it_cannot_be_closed_nor_made_small(open_terminal: Open, station: Station) -> None:
    view = open_terminal(station).view()
    assert view.flags() & Qt.WindowType.FramelessWindowHint
    assert view.flags() & Qt.WindowType.WindowStaysOnTopHint
    assert not view.close()
    event = QCloseEvent()
    QCoreApplication.sendEvent(view, event)  # what Alt+F4 and a window manager send
    assert not event.isAccepted()
    for leave in (view.showMinimized, view.showNormal, view.hide):
        leave()
        settle()
        assert view.isVisible()
        assert view.windowStates() == Qt.WindowState.WindowFullScreen


def test_without_it_the_same_close_closes(open_terminal: Open) -> None:
    view = open_terminal(closed=False).view()
    assert view.close()
    assert not view.isVisible()


@pytest.mark.parametrize(
    ("key", "held"),
    [
        (Qt.Key.Key_F4, Qt.KeyboardModifier.AltModifier),
        (Qt.Key.Key_Tab, Qt.KeyboardModifier.AltModifier),
        (Qt.Key.Key_Space, Qt.KeyboardModifier.AltModifier),
        (Qt.Key.Key_Q, Qt.KeyboardModifier.ControlModifier),
        (Qt.Key.Key_W, Qt.KeyboardModifier.ControlModifier),
        (Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier),
        (Qt.Key.Key_Delete, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier),
        (Qt.Key.Key_L, Qt.KeyboardModifier.MetaModifier),
        (Qt.Key.Key_Meta, Qt.KeyboardModifier.NoModifier),
        (Qt.Key.Key_Menu, Qt.KeyboardModifier.NoModifier),
        (Qt.Key.Key_F11, Qt.KeyboardModifier.NoModifier),
        (Qt.Key.Key_Print, Qt.KeyboardModifier.NoModifier),
    ],
    ids=lambda value: str(value).rpartition(".")[2],
)
def test_the_desktops_keys_end_here(open_terminal: Open, key: Qt.Key, held: Qt.KeyboardModifier) -> None:
    terminal = open_terminal()
    view = terminal.view()
    heard: list[Qt.Key] = []
    view.rootObject().installEventFilter(_Listener(heard, view))
    QTest.keyClick(view, key, held)
    settle()
    assert key not in heard
    QTest.keyClick(view, Qt.Key.Key_B)
    terminal.qtbot.waitUntil(lambda: Qt.Key.Key_B in heard)
    assert view.isVisible()
    assert view.windowStates() == Qt.WindowState.WindowFullScreen


def test_what_people_and_scanners_type_goes_through(open_terminal: Open) -> None:
    from ui.closed import _is_desktops

    none, alt_gr = Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier
    for key, held, text in (
        (Qt.Key.Key_A, none, "a"),
        (Qt.Key.Key_0, alt_gr, "@"),
        (Qt.Key.Key_E, alt_gr, "€"),
        (Qt.Key.Key_1, Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.KeypadModifier, ""),
        (Qt.Key.Key_Tab, none, "\t"),
        (Qt.Key.Key_J, Qt.KeyboardModifier.ControlModifier, "\n"),
        (Qt.Key.Key_Escape, none, ""),
    ):
        assert not _is_desktops(QKeyEvent(QEvent.Type.KeyPress, key, held, text)), key


def test_nothing_is_dropped_on_it(open_terminal: Open) -> None:
    view = open_terminal().view()
    data = QMimeData()
    data.setText("file:///etc/passwd")
    place, copy, left = QPoint(50, 50), Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton
    none = Qt.KeyboardModifier.NoModifier
    for event in (
        QDragEnterEvent(place, copy, data, left, none),
        QDropEvent(QPointF(place), copy, data, left, none),
    ):
        event.accept()
        QCoreApplication.sendEvent(view, event)
        assert not event.isAccepted()


def test_a_supervisor_ends_the_program_and_nobody_else(open_terminal: Open) -> None:
    for supervisor in (True, False):
        terminal = open_terminal(None, supervisor=supervisor)
        codes: list[int] = []
        terminal.windows.on_close = codes.append
        assert terminal.has("leaveProgram") is supervisor
        if supervisor:
            terminal.touch("leaveProgram")
            terminal.qtbot.waitUntil(lambda codes=codes: codes == [0])
        else:
            terminal.model().leave()
            settle()
            assert codes == []


def test_the_program_itself_closes_it(open_terminal: Open) -> None:
    terminal = open_terminal()
    view = terminal.view()
    terminal.windows.end()
    assert not view.isVisible()


def test_in_production_it_is_closed_unless_it_is_a_window() -> None:
    assert _is_closed(Config())
    assert not _is_closed(Config(production=False))
    assert _is_closed(Config(production=False, screen=ScreenConfig(closed="yes")))
    assert not _is_closed(Config(screen=ScreenConfig(closed="no")))
    assert not _is_closed(Config(screen=ScreenConfig(fullscreen=False)))


def test_no_dialog_of_the_system_is_ever_opened() -> None:
    """Of files, printers, colours, messages: each has a way out of the program."""
    dialogs = re.compile(
        r"Q(?:File|Print|PageSetup|Color|Font|Message|Input|Error|Progress)\w*(?:Dialog|Box)|QtQuick\.Dialogs|QDesktopServices"
    )
    found = [
        path.name
        for path in (*UI.rglob("*.py"), *UI.rglob("*.qml"))
        if dialogs.search(path.read_text(encoding="utf-8"))
    ]
    assert found == []


class _Listener(QObject):
    """Notes the keys that come as far as the page."""

    def __init__(self, heard: list[Qt.Key], parent: QObject) -> None:
        super().__init__(parent)
        self._heard = heard

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress:
            self._heard.append(Qt.Key(event.key()))
        return super().eventFilter(watched, event)
