"""The doors-open page by touch: what a person tries, what stays amber, what is signed; and the way there and back."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import Any, cast

import msgspec
import pytest
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from kiosk.cli.compose import Terminal
from kiosk.cli.config import Config, KeysConfig, StaffConfig
from kiosk.cli.doors_page import DoorsPage
from kiosk.cli.enrol import enrol, key_store
from kiosk.domain.doors.finding import Check, Found, Light, finding
from kiosk.domain.station import Station
from kiosk.errors import Fault, NotAllowed
from scanner.hand.layouts import Keyboard, Mismatch
from scanner.hand.reader import Reading
from scanner.hand.setup_code import SETUP_TEXT, Trial, Tried
from scanner.messages import CameraHint, CameraState, CameraStatus, Scanned
from sync.wire import Enrolment
from tests.ui.audit import audit
from tests.ui.station_room import Room
from tests.ui.test_stations_windows import Terminal as Windows
from ui import fiction
from ui.fiction_doors import TROUBLE, UNTRIED, FictionInspector, a_ready_store, found
from ui.fiction_floor import FictionStoreDesk, people, station_context
from ui.shots_supervisor import day_desk
from ui.station_context import Choice
from ui.stations.doors import DoorsModel
from ui.window import load_fonts

Open = Callable[..., "DoorsRoom"]
CARD = Scanned((SETUP_TEXT,), (), "zxing", 1.4, 0.0)


class DoorsRoom(Room):
    PAGE = "DoorsPage"
    MODEL = DoorsModel
    model: DoorsModel
    inspector: FictionInspector
    desk: Any

    def found(self, check: Check) -> Found:
        one = self.model.readiness.of(check)
        assert one is not None
        return one.found

    def says(self, message: object) -> None:
        self.model.on_message(cast("Any", message))
        self.qtbot.wait(1)  # it came on another thread


@pytest.fixture
def open_doors(qtbot: QtBot, qapp: QGuiApplication) -> Iterator[Open]:
    load_fonts()
    rooms: list[DoorsRoom] = []

    def opener(
        inspector: FictionInspector | None = None,
        size: tuple[int, int] = (1280, 800),
        *,
        real_camera: bool = True,
        **others: object,
    ) -> DoorsRoom:
        inspector = inspector or FictionInspector()
        desk = FictionStoreDesk()
        context = station_context(desk, desk.fiction, **others)
        model = partial(DoorsModel, doors=inspector.context(real_camera=real_camera), station="entrance")
        kind = type("Doors", (DoorsRoom,), {"MODEL": staticmethod(model)})
        room = cast("DoorsRoom", kind(qtbot, context, size))
        room.inspector, room.desk = inspector, desk
        rooms.append(room)
        return room

    yield opener
    for room in rooms:
        room.end()


def test_a_person_is_led_through_what_no_machine_can_say_and_signs(open_doors: Open) -> None:
    room = open_doors()
    assert room.model.readiness.light is Light.AMBER
    room.says(CameraState(CameraStatus.LIVE))
    assert room.found(Check.CAMERA) is Found.CAMERA_NOT_SHOWN
    room.shows("trialTitle", "before the camera")
    room.says(CARD)
    room.wait(lambda: room.found(Check.CAMERA) is Found.CAMERA_READS)
    room.shows("trialTitle", "hand scanner")
    room.model.told_by_hand(Reading("", Tried(Trial.RIGHT)))
    room.touch("playTone")
    assert room.sounds == ["go"]
    room.touch("heardYes")
    room.touch("printTrial")
    room.wait(lambda: room.has("legibleYes"))
    room.touch("legibleYes")
    assert room.inspector.printed == ["en"]
    assert room.model.readiness.light is Light.GREEN
    room.touch("signDoors")
    room.shows("trialTitle", "Signed at")
    (signed,) = room.desk.doors.signed
    assert (signed.light, signed.station, signed.version) == (Light.GREEN, "entrance", "1.4.0")
    assert not room.item("signDoors").isEnabled()


def test_what_changed_since_must_be_signed_again(open_doors: Open) -> None:
    room = open_doors(FictionInspector(found()))
    room.touch("signDoors")
    room.shows("trialTitle", "Signed at")
    room.inspector.findings = found(finding(Found.LINK_OFFLINE))
    room.touch("checkAgain")
    room.wait(lambda: room.item("signDoors").isEnabled())
    room.shows("trialTitle", "Sign what was found")


def test_what_is_left_out_stays_amber_and_can_be_signed_so(open_doors: Open) -> None:
    room = open_doors()
    for _ in UNTRIED:
        room.touch("leaveOut")
    room.touch("signDoors")
    (signed,) = room.desk.doors.signed
    assert signed.light is Light.AMBER
    assert [one.found for one in signed.findings if one.light is Light.AMBER] == [one.found for one in UNTRIED]
    room.touch("check_sound")
    assert room.has("playTone"), "a touch on its line tries it after all"


def test_only_a_camera_proves_a_camera(open_doors: Open) -> None:
    room = open_doors(real_camera=False)
    room.says(CARD)
    room.wait(lambda: room.found(Check.CAMERA) is Found.CAMERA_STAND_IN)
    assert Found.CAMERA_STAND_IN.light is Light.AMBER


def test_another_code_is_not_the_card(open_doors: Open) -> None:
    room = open_doors()
    room.says(CameraState(CameraStatus.LIVE))
    room.says(replace(CARD, texts=("K1:SOMEBODY",)))
    room.shows("noticeText", "not the test card")
    assert room.found(Check.CAMERA) is Found.CAMERA_NOT_SHOWN
    room.touch("leaveOut")
    room.model.on_text("4006381333931")
    assert room.found(Check.HAND_SCANNER) is Found.HAND_SCANNER_NOT_HEARD


def test_a_camera_that_goes_after_it_read_is_red(open_doors: Open) -> None:
    room = open_doors()
    room.says(CARD)
    room.says(CameraState(CameraStatus.STALLED, hint=CameraHint.NO_PICTURES))
    room.wait(lambda: room.found(Check.CAMERA) is Found.CAMERA_MISSING)
    assert room.model.readiness.light is Light.RED
    room.says(CameraState(CameraStatus.LIVE))
    room.wait(lambda: room.found(Check.CAMERA) is Found.CAMERA_NOT_SHOWN)


@pytest.mark.parametrize(
    ("tried", "expected"),
    [
        (Tried(Trial.WRONG_KEYBOARD, Mismatch(Keyboard.US, Keyboard.FRENCH)), Found.HAND_SCANNER_WRONG_KEYBOARD),
        (Tried(Trial.DAMAGED), Found.HAND_SCANNER_DAMAGES),
        (Tried(Trial.MICRO_QR), Found.HAND_SCANNER_DAMAGES),
    ],
)
def test_a_hand_scanner_that_is_set_wrong_is_red(open_doors: Open, tried: Tried, expected: Found) -> None:
    room = open_doors()
    room.model.told_by_hand(Reading("", tried))
    assert room.found(Check.HAND_SCANNER) is expected
    assert room.model.readiness.light is Light.RED


def test_nothing_is_heard_before_it_was_played_nor_legible_before_it_came_out(open_doors: Open) -> None:
    room = open_doors()
    room.model.heard(True)
    room.model.legible(True)
    assert (room.found(Check.SOUND), room.found(Check.PRINTER)) == (Found.SOUND_NOT_ASKED, Found.PRINTER_NOT_TRIED)
    room.inspector.jam = Fault("print", "Paper", "none")
    room.model.printTrial()
    room.wait(lambda: room.found(Check.PRINTER) is Found.PRINTER_FAILED)
    room.model.tryAgain("printer")
    room.inspector.jam = None
    room.model.printTrial()
    room.wait(lambda: room.has("legibleNo"))
    room.touch("legibleNo")
    room.model.playTone()
    room.model.heard(False)
    assert (room.found(Check.SOUND), room.found(Check.PRINTER)) == (Found.SOUND_NOT_HEARD, Found.PRINTER_ILLEGIBLE)


def test_what_is_not_needed_here_stays_so_whatever_was_tried(open_doors: Open) -> None:
    room = open_doors(FictionInspector(found(finding(Found.CAMERA_WAIVED), finding(Found.SOUND_NO_DEVICE))))
    room.says(CARD)
    room.model.playTone()
    room.model.heard(True)
    assert room.found(Check.CAMERA) is Found.CAMERA_WAIVED
    assert room.found(Check.SOUND) is Found.SOUND_NO_DEVICE


def test_a_memory_that_cannot_be_read_is_never_green(open_doors: Open, caplog: pytest.LogCaptureFixture) -> None:
    room = open_doors(FictionInspector(found()))
    assert room.model.readiness.light is Light.GREEN
    room.inspector.error = Fault("read", "Check the disk")
    room.touch("checkAgain")
    room.wait(lambda: room.has("listFailed"))
    assert room.model.readiness.light is Light.AMBER
    assert not room.item("signDoors").isEnabled()
    caplog.clear()  # the fault was logged, as it should be


def test_it_asks_again_by_itself(open_doors: Open) -> None:
    room = open_doors()
    asked = len(room.inspector.asked)
    room.model.tick(fiction.NOW + timedelta(seconds=19))
    assert len(room.inspector.asked) == asked
    room.model.tick(fiction.NOW + timedelta(seconds=20))
    room.wait(lambda: len(room.inspector.asked) == asked + 1)


def test_nobody_signs_without_a_role(open_doors: Open, monkeypatch: pytest.MonkeyPatch) -> None:
    room = open_doors(FictionInspector(found()))

    def refused(_readiness: object) -> None:
        raise NotAllowed("sign the check", "Sign in first")

    monkeypatch.setattr(room.desk.doors, "sign", refused)
    room.touch("signDoors")
    room.shows("noticeText", "sign in first")
    assert "Signed at" not in room.text("trialTitle")


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("size", [(1280, 800), (800, 1280)])
@pytest.mark.parametrize("findings", [UNTRIED, TROUBLE, ()], ids=["untried", "trouble", "ready"])
def test_nothing_is_cut_or_without_a_name(
    open_doors: Open, language: str, size: tuple[int, int], findings: tuple[Any, ...]
) -> None:
    room = open_doors(FictionInspector(found(*findings)), size, language=language)
    room.qtbot.wait(300)
    assert audit(room.view) == []


# --- the way there, and the store's page --------------------------------------------------------------------------------


def windows(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, station: Station | None) -> Windows:
    """A terminal that has the page."""
    from ui import terminal

    class WithDoors(terminal.TerminalWindows):
        def __init__(self, context: Any) -> None:
            super().__init__(replace(context, doors=FictionInspector().context()))

    monkeypatch.setattr("tests.ui.test_stations_windows.TerminalWindows", WithDoors)
    return Windows(qtbot, None if station is None else Choice(station))


@pytest.mark.parametrize("station", [Station.ENTRANCE, Station.STOCKROOM, Station.COUNTER, Station.SUPERVISOR, None])
def test_from_every_station_there_and_back(
    qtbot: QtBot, qapp: QGuiApplication, monkeypatch: pytest.MonkeyPatch, station: Station | None
) -> None:
    terminal = windows(qtbot, monkeypatch, station)
    try:
        with qtbot.waitSignal(terminal.windows.opened, timeout=10_000):
            terminal.touch("choiceDoors" if station is None else "openDoors")
        assert terminal.windows.station() == "doors"
        assert isinstance(terminal.model(), DoorsModel)
        with qtbot.waitSignal(terminal.windows.opened, timeout=10_000):
            terminal.model().back()
        assert terminal.windows.station() == ("choice" if station is None else str(station))
    finally:
        terminal.windows.end()
    assert terminal.warnings == []


def test_without_the_page_no_way_leads_there(qtbot: QtBot, qapp: QGuiApplication) -> None:
    terminal = Windows(qtbot, Choice(Station.COUNTER))
    try:
        with pytest.raises(AssertionError):
            terminal.item("openDoors")
    finally:
        terminal.windows.end()


def test_the_supervisor_sees_every_terminal(qtbot: QtBot, qapp: QGuiApplication) -> None:
    from tests.ui.supervisor_room import opened_pages

    with opened_pages(qtbot) as opener:
        page = opener(day_desk(people()))
        page.touch("openStoreDoors")
        qtbot.waitUntil(lambda: page.has("terminal_t-b"))
        assert [row.name for row in page.model.doors.terminals.rows] == [
            "Entrée B",
            "Comptoir 3",
            "Entrée A",
            "Réserve",
        ]
        shown = " ".join(page.texts())
        assert "1 terminal is not ready, 1 terminal to look at" in shown
        assert "Camera: It sends no pictures" in shown
        assert "Nobody has checked it" in shown
        page.desk.doors.board = a_ready_store()
        page.model.tick(fiction.NOW)
        qtbot.waitUntil(lambda: "all terminals were checked this morning" in " ".join(page.texts()))
        assert "checked by itself" in " ".join(page.texts())


def test_the_real_page_asks_the_real_machine(tmp_path: Path) -> None:
    """No central is there: what cannot be known is amber or red, and nothing waits for it."""
    config = Config(
        production=False,
        data=str(tmp_path),
        keys=KeysConfig("development"),
        staff=StaffConfig(),
    )
    papers = Enrolment(["http://127.0.0.1:9"], 1, 1, "t-a", "Entrance A", "A", "token", "", "")
    file = tmp_path / "papers.json"
    file.write_bytes(msgspec.json.encode(papers))
    enrol(config, file)
    assert key_store(config).get("enrolment")
    with Terminal.open(config) as terminal:
        page = DoorsPage(terminal)
        try:
            told = {one.check: one.found for one in page.context().inspect(True, 1).result(60)}
        finally:
            page.stop()
    assert set(told) == set(Check)
    assert told[Check.DATA] is Found.DATA_EMPTY
    assert told[Check.LINK] is Found.LINK_OFFLINE
    assert told[Check.SECOND_SCREEN] is Found.SECOND_SCREEN_MISSING
    assert told[Check.KEY_STORE] is Found.KEY_STORE_DEVELOPMENT
    assert told[Check.DISK] in (Found.DISK_WRITES, Found.DISK_SLOW)
