"""Every station's page, whatever it has to show: nothing cut, nothing too small, nothing without a name."""

from collections.abc import Callable, Iterator
from importlib.util import find_spec
from pathlib import Path

import pytest
from PySide6.QtCore import QUrl
from PySide6.QtGui import QGuiApplication
from PySide6.QtQml import QQmlError
from PySide6.QtQuick import QQuickView
from pytestqt.qtbot import QtBot

from kiosk.domain.station import Station
from tests.ui.audit import audit
from ui import lint
from ui.bridge import Bridge
from ui.fiction_floor import FictionFloor, FictionStoreDesk, crowd, odd_names, people, station_context
from ui.floor import FloorFeed
from ui.language import Languages
from ui.screen import QML, Frame, Look
from ui.station_table import STATIONS, Made, model_of
from ui.station_window import StationWindow
from ui.stations.choice import ChoiceModel
from ui.window import load_fonts

PAGES = (lint.MODULE / "qmldir").read_text(encoding="utf-8")
CHOICE = Made("ui.stations.choice", "ChoiceModel", "StationChoicePage")
BUILT: dict[str, Made] = {
    "choice": CHOICE,
    **{
        str(station): made
        for station, made in STATIONS.items()
        if find_spec(made.module) is not None and f"{made.page} 1.0" in PAGES
    },
}
FLOORS = {
    "nobody": lambda: (),
    "one": lambda: people()[4:5],
    "usual": people,
    "odd-names": odd_names,
    "thousand": lambda: crowd(1000),
}
SIZES = {"landscape": (1280, 800), "portrait": (800, 1280), "large": (1920, 1080)}


@pytest.fixture
def open_station(qtbot: QtBot, qapp: QGuiApplication) -> Iterator[Callable[..., StationWindow]]:
    load_fonts()
    ends: list[Callable[[], None]] = []
    warnings: list[str] = []

    def warned(found: list[QQmlError]) -> None:
        warnings.extend(error.toString() for error in found)

    def opener(name: str, floor: str, size: str, language: str, **others: object) -> StationWindow:
        source = FictionFloor({one.reservation_id: one for one in FLOORS[floor]()})
        desk = FictionStoreDesk(source)
        context = station_context(desk, source, language=language, **others)
        bridge, languages = Bridge(), Languages()
        languages.install(language)
        feed = FloorFeed(desk, context.submit, source, bridge, context.now)
        made = BUILT[name]
        model = ChoiceModel if made is CHOICE else model_of(Station(name))
        look = Look(False, context.large_text, context.reduced_motion)
        window = StationWindow(
            made.page, model(context, bridge, languages, feed), look, bridge, lambda text, ended: None
        )
        window.view.engine().warnings.connect(warned)
        ends.extend((window.end, feed.end, bridge.close, languages.uninstall, window.view.deleteLater))
        with qtbot.waitSignal(window.opened, timeout=20_000):
            window.open(Frame(size=SIZES[size]))
        qtbot.waitUntil(lambda: feed.ready)
        qtbot.wait(300)  # motion comes to its end
        return window

    yield opener
    for end in ends:
        end()
    assert warnings == []


@pytest.mark.parametrize(
    ("floor", "size", "language"),
    [
        ("usual", "landscape", "fr"),
        ("usual", "landscape", "en"),
        ("usual", "portrait", "fr"),
        ("nobody", "landscape", "fr"),
        ("odd-names", "landscape", "fr"),
        ("odd-names", "portrait", "en"),
    ],
)
@pytest.mark.parametrize("name", list(BUILT))
def test_nothing_is_cut_or_too_small(
    open_station: Callable[..., StationWindow], name: str, floor: str, size: str, language: str
) -> None:
    assert audit(open_station(name, floor, size, language).view) == []


@pytest.mark.parametrize("floor", ["one", "thousand"])
@pytest.mark.parametrize("name", list(BUILT))
def test_one_and_a_thousand(open_station: Callable[..., StationWindow], name: str, floor: str) -> None:
    assert audit(open_station(name, floor, "large", "fr").view) == []


@pytest.mark.parametrize("name", list(BUILT))
def test_with_larger_text_nothing_is_cut(open_station: Callable[..., StationWindow], name: str) -> None:
    assert audit(open_station(name, "usual", "landscape", "fr", large_text=True).view) == []


BAD_PAGE = """
import QtQuick
import QtQuick.Templates as T
Rectangle {
    width: 400; height: 300
    Text { textFormat: Text.PlainText; text: "a long text that is elided"; width: 60; elide: Text.ElideRight }
    Text { textFormat: Text.PlainText; text: "overlong"; width: 20; y: 40 }
    Text { textFormat: Text.PlainText; text: "over the edge"; x: 380; y: 80 }
    T.AbstractButton { objectName: "tiny"; width: 30; height: 80; y: 160; Accessible.name: "tiny" }
    T.AbstractButton { objectName: "nameless"; width: 80; height: 80; x: 100; y: 160 }
    T.AbstractButton { objectName: "good"; width: 80; height: 80; x: 200; y: 160; Accessible.name: "good" }
}
"""


def test_the_audit_finds_what_is_wrong(qtbot: QtBot, tmp_path: Path) -> None:
    view = QQuickView()
    view.engine().addImportPath(str(QML))
    file = tmp_path / "Bad.qml"
    file.write_text(BAD_PAGE, encoding="utf-8")
    view.setSource(QUrl.fromLocalFile(str(file)))
    view.resize(400, 300)
    view.show()
    found = audit(view)
    view.deleteLater()
    for expected in (
        "is cut",
        "wider than its place",
        "leaves the window",
        "tiny is 30x80",
        "nameless has no",
    ):
        assert any(expected in fault for fault in found), (expected, found)
    assert not any("good" in fault for fault in found)
