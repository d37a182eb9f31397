"""A camera in trouble beside the open entrance: the page answers a hand scanner all the while, and recovers."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from scanner.messages import CameraHint, CameraStatus, SourceSpec
from scanner.process import ScannerProcess
from tests.scanner.listening import PATIENCE
from tests.soak.ear import Ear
from tests.soak.faults import FAULTS, Fault
from tests.soak.screen import Screen, scene
from ui.window import EntranceWindow, load_fonts


@pytest.fixture(scope="session")
def qapp_cls() -> type[QGuiApplication]:
    return QGuiApplication


@pytest.fixture
def opened(qtbot: QtBot, qapp: QGuiApplication, tmp_path: Path) -> Iterator[tuple[Screen, EntranceWindow]]:
    load_fonts()
    options = {"faults": True, "repeats": True, "automatic": False}
    screen = Screen(SourceSpec("simulated", str(scene(tmp_path)), options))
    window = EntranceWindow(screen.context())
    with qtbot.waitSignal(window.opened, timeout=20_000):
        window.open()
    yield screen, window
    window.end()
    window.view.deleteLater()
    assert isinstance(screen.process, ScannerProcess)
    assert screen.process.join(PATIENCE)


def test_the_page_answers_while_the_camera_is_in_trouble(opened: tuple[Screen, EntranceWindow], qtbot: QtBot) -> None:
    screen, window = opened
    process, ear = screen.process, screen.ear
    assert process is not None
    qtbot.waitUntil(lambda: ear.frame_at > 0, timeout=20_000)
    for name in ("block", "freeze", "black", "crash", "stop", "kill", "forbidden"):
        _trouble(FAULTS[name], process, ear, window, qtbot)


def _trouble(fault: Fault, process: ScannerProcess, ear: Ear, window: EntranceWindow, qtbot: QtBot) -> None:
    before = ear.count
    fault.strike(process)
    qtbot.waitUntil(lambda: ear.said(fault.status, fault.hint, before), timeout=20_000)
    shows = window.shows()
    window.present((f"K0:BYHAND{fault.name}",))
    qtbot.waitUntil(lambda: window.shows() > shows, timeout=20_000)
    qtbot.waitUntil(lambda: ear.said(CameraStatus.LIVE, CameraHint.NONE, before), timeout=20_000)
