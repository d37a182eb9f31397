"""A camera that reads boxes: only where boxes are expected, and of one box the label that says which unit it is."""

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from kiosk.domain.station import Station
from scanner.messages import BoxSeen, Message, Scanned
from ui import fiction
from ui.bridge import Bridge
from ui.fiction_floor import FictionFloor, FictionStoreDesk, station_context
from ui.floor import FloorFeed
from ui.language import Languages
from ui.screen import Frame, Look
from ui.station_table import STATIONS
from ui.station_window import StationWindow, telling
from ui.stations.choice import ChoiceModel
from ui.window import load_fonts

ARTICLE = "]E04006381333931"
SERIAL = "]C1SN-0001"
BOTH = "]d2010400638133393121SN-0001"


@pytest.mark.parametrize(
    ("texts", "told"),
    [
        ((ARTICLE, BOTH, SERIAL), (BOTH,)),
        ((BOTH,), (BOTH,)),
        ((ARTICLE, SERIAL), (ARTICLE, SERIAL)),
        ((), ()),
    ],
)
def test_the_label_that_names_the_unit_speaks_for_the_box(texts: tuple[str, ...], told: tuple[str, ...]) -> None:
    assert telling(texts) == told


def test_only_who_handles_boxes_has_such_a_camera() -> None:
    assert {station for station, made in STATIONS.items() if made.boxes} == {Station.STOCKROOM, Station.COUNTER}


class Listening(ChoiceModel):
    """A station that notes what was read."""

    def __init__(self, *parts: Any) -> None:
        super().__init__(*parts)
        self.read: list[str] = []

    def on_text(self, text: str) -> None:
        self.read.append(text)


def test_what_the_camera_reads_comes_to_the_model_and_it_ends_with_the_window(
    qtbot: QtBot, qapp: QGuiApplication
) -> None:
    load_fonts()
    source = FictionFloor()
    desk = FictionStoreDesk(source)
    context = station_context(desk, source)
    bridge, languages = Bridge(), Languages()
    languages.install("en")
    feed = FloorFeed(desk, context.submit, source, bridge, context.now)
    model = Listening(context, bridge, languages, feed)
    cameras: list[fiction.FictionScanner] = []

    def camera(on_message: Callable[[Message], None]) -> fiction.FictionScanner:
        cameras.append(fiction.FictionScanner(on_message))
        return cameras[-1]

    window = StationWindow("StationChoicePage", model, Look(False), bridge, lambda text, ended: None, camera)
    assert cameras == [], "it starts after the first picture"
    with qtbot.waitSignal(window.opened, timeout=10_000):
        window.open(Frame())
    cameras[0].tell(BoxSeen((ARTICLE, BOTH), (), 1.0, 0.0))
    cameras[0].tell(Scanned(("K0:CUSTOMER",), (), "zxing", 1.0, 0.0))
    qtbot.waitUntil(lambda: bool(model.read))
    assert model.read == [BOTH]
    window.end()
    feed.end()
    bridge.close()
    languages.uninstall()
    assert cameras[0].stopped
