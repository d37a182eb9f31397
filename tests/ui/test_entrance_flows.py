"""What a greeter does by touch, by hand scanner and by keys, and what the strip and the banners say."""

from collections.abc import Callable
from concurrent.futures import Future
from datetime import timedelta

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtQuick import QQuickItem

from kiosk.answers import DataState
from kiosk.domain.verdict import VerdictKind
from scanner.messages import CameraHint, CameraState, CameraStatus, FrameReady, Scanned, Seen
from sync.status import LinkProblem
from tests.ui.conftest import Page
from ui import fiction
from ui.context import DemoCode

OpenPage = Callable[..., Page]


def strike(page: Page, text: str, gap_ms: int, start_ms: int = 10_000) -> None:
    """Keys as a device sends them: one key event per character, with the times of the device."""
    for index, character in enumerate(text):
        key = Qt.Key.Key_Return if character == "\r" else Qt.Key.Key_A
        event = QKeyEvent(QEvent.Type.KeyPress, key, Qt.KeyboardModifier.NoModifier, character)
        event.setTimestamp(start_ms + index * gap_ms)
        QCoreApplication.sendEvent(page.window.view, event)


def test_the_keypad_presents_the_eighth_character(open_page: OpenPage) -> None:
    page = open_page()
    page.touch("openKeypad")
    page.qtbot.waitUntil(lambda: page.has("key_7"))
    for key in "7KQ5":
        page.touch(f"key_{key}")
    page.touch("eraseKey")
    for key in "4M2XP":
        page.touch(f"key_{key}")
    page.qtbot.waitUntil(lambda: page.model.verdict.shown)
    assert page.desk.asked == [("check_in_typed", "7KQ4M2XP")]
    assert page.model.sheet == ""


def test_search_by_touch_shows_masked_names_and_checks_in(open_page: OpenPage) -> None:
    page = open_page()
    page.touch("openSearch")
    page.qtbot.waitUntil(lambda: page.has("letter_d"))
    page.touch("letter_d")
    page.touch("letter_a")
    page.qtbot.waitUntil(lambda: page.has("match_0"))
    assert page.model.search.count == 1
    assert not any("Okafor" in text for text in page.texts())
    page.touch("match_0")
    page.qtbot.waitUntil(lambda: page.model.verdict.shown)
    assert page.desk.asked[-1] == ("check_in_reservation", f"{1:016x}")


def test_search_finds_by_digits_and_says_when_nobody_is_found(open_page: OpenPage) -> None:
    page = open_page()
    page.model.openSheet("search")
    page.qtbot.waitUntil(lambda: page.has("letter_4"))
    for key in "4821":
        page.touch(f"letter_{key}")
    page.qtbot.waitUntil(lambda: page.model.search.count == 1)
    page.touch("letter_9")
    page.qtbot.waitUntil(lambda: page.model.search.nothingFound)
    assert "Nobody found" in page.text("searchEmpty")


def test_a_thousand_results_build_only_the_rows_in_sight(open_page: OpenPage) -> None:
    page = open_page()
    page.desk.matches = page.desk.matches[:1] * 1000
    page.desk.search = lambda text, limit=20: page.desk.matches  # type: ignore[method-assign]
    page.model.openSheet("search")
    page.model.search.setQuery("c")
    page.qtbot.waitUntil(lambda: page.model.search.count == 1000 and page.has("match_0"))
    assert sum(item.objectName().startswith("match_") for item in page.items()) < 30


def test_the_last_admission_is_undone_with_one_confirming_touch(open_page: OpenPage) -> None:
    page = open_page()
    page.show(fiction.answer(VerdictKind.ADMIT))
    page.touch("nextCustomer")
    assert page.text("lastNumber") == "A042"
    page.touch("undo")
    page.qtbot.waitUntil(lambda: page.has("confirmUndo"))
    page.touch("confirmUndo")
    page.qtbot.waitUntil(lambda: page.model.verdict.kind == "undone")
    assert page.desk.asked[-1] == ("undo", "a" * 32)
    assert page.model.verdict.tone == "info"
    page.model.next()
    assert not page.has("lastAdmission")


def test_the_undo_leaves_when_its_window_is_over(open_page: OpenPage) -> None:
    page = open_page(undo_window_s=300)
    page.show(fiction.answer(VerdictKind.ADMIT))
    page.model.next()
    assert page.has("undo")
    page.now = fiction.NOW + timedelta(seconds=301)
    page.model.refresh()
    assert not page.has("undo")


def test_override_asks_for_a_reason(open_page: OpenPage) -> None:
    page = open_page(language="fr")
    page.show(fiction.answer(VerdictKind.LATE))
    page.touch("overrideFromVerdict")
    page.qtbot.waitUntil(lambda: page.has("reason_1"))
    page.touch("reason_1")
    page.qtbot.waitUntil(lambda: page.desk.asked[-1][0] == "override")
    assert page.desk.asked[-1] == ("override", "00c0ffee00c0ffee", "The store caused the delay")


def test_a_booking_not_received_yet_waits_for_a_decision(open_page: OpenPage) -> None:
    page = open_page()
    page.show(fiction.answer(VerdictKind.NOT_SYNCED_YET))
    assert page.model.verdict.dwellMs == 0
    page.touch("admitUnsynced")
    page.qtbot.waitUntil(lambda: page.desk.asked[-1][0] == "admit_unsynced")


def test_the_page_clears_by_itself_and_a_new_scan_replaces_at_once(open_page: OpenPage) -> None:
    page = open_page()
    page.show(fiction.answer(VerdictKind.FORGED))
    page.show(fiction.answer(VerdictKind.ADMIT))
    assert page.model.verdict.kind == "admit"
    page.qtbot.waitUntil(lambda: not page.model.verdict.shown, timeout=6000)


def test_a_scan_closes_an_open_sheet(open_page: OpenPage) -> None:
    page = open_page()
    page.model.openSheet("keypad")
    assert page.scanner is not None
    page.scanner.tell(Scanned(("K1:X",), (), "zxing", 1.0, 0.0))
    page.qtbot.waitUntil(lambda: page.model.verdict.shown)
    assert page.model.sheet == ""


def test_the_language_changes_in_the_middle_of_a_verdict(open_page: OpenPage) -> None:
    page = open_page(language="fr")
    page.show(fiction.answer(VerdictKind.TOO_EARLY))
    assert page.text("verdictHeadline") == "Trop tôt"
    page.touch("language_en")
    page.qtbot.waitUntil(lambda: page.text("verdictHeadline") == "Too early")
    assert page.text("nextCustomer") == "Next customer"
    assert page.text("stripData") == "1,000 of 1,000, 12\u00a0s ago"
    assert page.text("verdictSay").startswith("Votre créneau"), "the customer goes on being spoken to in French"
    page.touch("language_fr")
    page.qtbot.waitUntil(lambda: page.text("nextCustomer") == "Client suivant")


def test_a_hand_scanner_works_while_a_field_has_the_focus(open_page: OpenPage) -> None:
    page = open_page()
    page.model.openSheet("search")
    page.qtbot.waitUntil(lambda: page.has("searchField") and page.item("searchField").hasActiveFocus())
    strike(page, "K1:AB$C9\r", gap_ms=4)
    page.qtbot.waitUntil(lambda: page.desk.asked != [])
    assert page.desk.asked[0] == ("check_in", ("K1:AB$C9",))
    assert page.model.search.query == ""


def test_a_scanner_without_an_enter_ends_with_a_pause(open_page: OpenPage) -> None:
    page = open_page()
    strike(page, "4006381333931", gap_ms=4)
    page.qtbot.waitUntil(lambda: page.desk.asked == [("check_in", ("4006381333931",))])


def test_what_a_person_types_goes_on_to_the_field(open_page: OpenPage) -> None:
    page = open_page()
    page.model.openSheet("search")
    page.qtbot.waitUntil(lambda: page.has("searchField") and page.item("searchField").hasActiveFocus())
    strike(page, "camille d", gap_ms=90)
    page.qtbot.waitUntil(lambda: page.model.search.query == "camille d")
    assert not any(asked[0] == "check_in" for asked in page.desk.asked)


def test_a_person_types_the_spoken_code_on_a_keyboard(open_page: OpenPage) -> None:
    page = open_page()
    page.model.openSheet("keypad")
    page.qtbot.waitUntil(lambda: page.has("key_7"))
    strike(page, "7kq0", gap_ms=90)
    page.qtbot.waitUntil(lambda: page.model.keypad.typed == "7KQ")


@pytest.mark.parametrize(
    ("status", "word", "banner"),
    [
        (CameraStatus.STARTING, "Camera starting", ""),
        (CameraStatus.NO_CAMERA, "No camera", "no_camera"),
        (CameraStatus.STALLED, "Camera stopped", "camera_stalled"),
        (CameraStatus.FAILED, "Camera stopped", "camera_stalled"),
    ],
)
def test_the_camera_says_how_it_is(open_page: OpenPage, status: CameraStatus, word: str, banner: str) -> None:
    page = open_page()
    page.model.on_message(CameraState(status))
    page.qtbot.waitUntil(lambda: page.model.camera.status == str(status))
    page.model.refresh()
    page.qtbot.waitUntil(lambda: page.text("stripCamera") == word)
    assert page.has(f"banner_{banner}") is bool(banner)
    assert page.has("cameraState")
    page.model.on_message(CameraState(CameraStatus.LIVE))
    page.qtbot.waitUntil(lambda: not page.model.banners.names and not page.has("cameraState"))


@pytest.mark.parametrize(
    ("state", "banner", "instead"),
    [
        (CameraState(CameraStatus.STALLED, hint=CameraHint.BLACK), "cover", "black"),
        (CameraState(CameraStatus.LIVE, hint=CameraHint.SLOW), "more light", ""),
        (CameraState(CameraStatus.NO_CAMERA, hint=CameraHint.BUSY), "Another program", "Another program"),
        (CameraState(CameraStatus.NO_CAMERA, hint=CameraHint.NO_PERMISSION), "call support", "may not open"),
        (CameraState(CameraStatus.NO_CAMERA, hint=CameraHint.NOT_FOUND), "plug it in", "hand scanner"),
    ],
)
def test_the_banner_says_what_to_do_about_the_camera(
    open_page: OpenPage, state: CameraState, banner: str, instead: str
) -> None:
    page = open_page()
    page.model.on_message(state)
    page.qtbot.waitUntil(lambda: bool(page.model.banners.names))
    (name,) = page.model.banners.names
    page.qtbot.waitUntil(lambda: page.has(f"banner_{name}"))
    assert banner in page.text(f"banner_{name}")
    assert page.has("cameraState") is bool(instead)
    assert not instead or instead in page.text("cameraState")
    # The same status without the hint, and nothing to mend any more.
    page.model.on_message(CameraState(CameraStatus.LIVE))
    page.qtbot.waitUntil(lambda: not page.model.banners.names and not page.has("cameraState"))


def test_the_strip_says_link_data_and_unsent(open_page: OpenPage) -> None:
    page = open_page(language="fr")
    assert page.text("stripLink") == "En ligne"
    assert page.text("stripData") == "1\u202f000 sur 1\u202f000, il y a 12\u00a0s"
    page.link = fiction.link(online=False, offset_ms=-185_000, problem=LinkProblem.UNREACHABLE)
    page.desk.state = DataState(740, 1000, False, 2, None, 38)
    page.model.refresh()
    page.qtbot.waitUntil(lambda: page.text("stripData") == "740 sur 1\u202f000")
    assert page.text("stripLink") == "Hors ligne depuis 14\u00a0h\u00a005"
    assert page.text("stripUnsent") == "38\u00a0à envoyer"
    assert page.text("stripClock") == "14:32 (+3\u00a0min)"
    assert page.model.strip.dataLevel == "partial"


def test_an_offset_within_the_limit_is_not_mentioned(open_page: OpenPage) -> None:
    page = open_page()
    page.link = fiction.link(offset_ms=119_000)
    page.model.refresh()
    assert page.text("stripClock") == "14:32"


def test_the_preview_follows_frames_and_codes(open_page: OpenPage) -> None:
    page = open_page()
    before = page.picture()
    assert page.scanner is not None
    page.scanner.tell(FrameReady(0, 2, 64, 36, 0.0))
    quad = ((0.4, 0.4), (0.6, 0.4), (0.6, 0.6), (0.4, 0.6))
    page.scanner.tell(Seen((quad,), 2))
    page.qtbot.waitUntil(lambda: page.picture() != before)


def test_the_drawer_of_the_demo_presents_a_code(open_page: OpenPage) -> None:
    presented: list[str] = []
    page = open_page(codes_to_try=(DemoCode("Late", lambda: presented.append("late")),))
    page.touch("openDemo")
    page.qtbot.waitUntil(lambda: page.has("code_0"))
    page.touch("code_0")
    assert presented == ["late"]
    assert page.model.sheet == ""


def test_notices_from_another_thread_reach_the_strip(open_page: OpenPage) -> None:
    class Bell:
        def subscribe(self, callback: Callable[..., None]) -> None:
            self.ring = callback

    bell = Bell()
    page = open_page(notifiers=(bell,))
    page.desk.state = DataState(5, 1000, False, 0, None, 0)
    bell.ring("anything")
    page.qtbot.waitUntil(lambda: page.text("stripData") == "5 of 1,000")


def test_a_second_touch_while_the_desk_works_is_not_a_second_act(open_page: OpenPage) -> None:
    waiting: list[Future[object]] = []

    def later(method: Callable[..., object], *arguments: object) -> Future[object]:
        if method.__name__ == "data_state":
            return fiction.at_once(method, *arguments)
        waiting.append(Future())
        return waiting[-1]

    page = open_page(submit=later)
    page.model.present(("code",))
    waiting[0].set_result(fiction.answer(VerdictKind.NOT_SYNCED_YET))
    page.qtbot.waitUntil(lambda: page.model.verdict.shown)
    page.touch("admitUnsynced")
    page.model.admitUnsynced()
    assert len(waiting) == 2
    waiting[1].set_result(fiction.answer(VerdictKind.ADMIT))
    page.qtbot.waitUntil(lambda: page.model.verdict.kind == "admit")


def test_every_control_has_an_accessible_name(open_page: OpenPage) -> None:
    from PySide6.QtGui import QAccessible

    page = open_page(database_recovered="old.db", codes_to_try=(DemoCode("Late", lambda: None),))
    page.show(fiction.answer(VerdictKind.ADMIT))
    page.model.next()
    for sheet in ("", "keypad", "search", "demo"):
        page.model.openSheet(sheet)
        page.qtbot.waitUntil(lambda wanted=sheet: not wanted or page.has("closeSheet"))
        for item in page.items():
            if item.metaObject().className().startswith("TouchButton"):
                assert named(item, QAccessible), item.objectName()


def named(item: QQuickItem, accessible: type) -> bool:
    found = accessible.queryAccessibleInterface(item)
    return found is not None and found.text(accessible.Text.Name) != ""
