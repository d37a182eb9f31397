"""Hand scanners that type, at the real window: keys with their presses, releases and times, through wrong keyboards too.

The desk is fictional and writes down what it is asked: what it is not asked leaves no event.
"""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt
from PySide6.QtGui import QInputMethodEvent, QKeyEvent

from kiosk.answers import CheckIn
from kiosk.domain import k1
from kiosk.domain.code import canonical_text
from kiosk.domain.verdict import VerdictKind
from kiosk.errors import Refused
from scanner.hand.layouts import Caps, Keyboard, Mismatch, mismatches, typed
from scanner.hand.line_state import LineState
from scanner.hand.setup_code import MICRO_TEXT, SETUP_TEXT
from scanner.messages import Scanned
from tests.ui.conftest import Page
from ui import fiction

OpenPage = Callable[..., Page]
CODE = k1.encode(k1.K1Body(1, 7, 12, 0x0123456789ABCDEF, 30_000_000), bytes(range(64)))
OTHER = k1.encode(k1.K1Body(1, 7, 12, 0x0123456789ABCDEE, 30_000_000), bytes(range(64)))
US_ON_AZERTY = Mismatch(Keyboard.US, Keyboard.FRENCH)
AZERTY_ON_US = Mismatch(Keyboard.FRENCH, Keyboard.US)
ALT_GR = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier
_ENDS = {"\r": Qt.Key.Key_Return, "\t": Qt.Key.Key_Tab, "\n": Qt.Key.Key_J}


class Keys:
    """A keyboard's events, one after the other, with the times of the device."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.at_ms = 10_000

    def press(self, character: str, gap_ms: int) -> None:
        """Down and up again within half the gap; `]` and `\\` as a French keyboard makes them."""
        modifiers = ALT_GR if character in "]\\{}[@#~|`" else Qt.KeyboardModifier.NoModifier
        if character == "\n":
            modifiers = Qt.KeyboardModifier.ControlModifier
        key = _ENDS.get(character, Qt.Key.Key_Space if character == " " else Qt.Key(ord(character.upper()[0])))
        for kind, at in ((QEvent.Type.KeyPress, self.at_ms), (QEvent.Type.KeyRelease, self.at_ms + gap_ms // 2)):
            event = QKeyEvent(kind, key, modifiers, character)
            event.setTimestamp(at)
            QCoreApplication.sendEvent(self.page.window.view, event)
        self.at_ms += gap_ms

    def type(self, text: str, gap_ms: int = 4) -> None:
        for character in text:
            self.press(character, gap_ms)

    def rest(self, milliseconds: int = 1000) -> None:
        self.at_ms += milliseconds

    def compose(self, text: str) -> None:
        """A dead key and its letter: the system hands the focused item what they make together."""
        event = QInputMethodEvent()
        event.setCommitString(text)
        focused: QObject | None = self.page.window.view.focusObject()
        assert focused is not None
        QCoreApplication.sendEvent(focused, event)


def asked(page: Page) -> list[tuple[object, ...]]:
    """Once the page shows an answer."""
    page.qtbot.waitUntil(lambda: page.model.verdict.shown and not page.model.busy)
    return page.desk.asked


def search_open(page: Page) -> None:
    page.model.openSheet("search")
    page.qtbot.waitUntil(lambda: page.has("searchField") and page.item("searchField").hasActiveFocus())


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("mismatch", list(mismatches(mac=False)), ids=str)
def test_a_code_survives_a_wrong_keyboard(open_page: OpenPage, mismatch: Mismatch, language: str) -> None:
    page = open_page(language=language)
    keys = Keys(page)
    keys.type(typed(CODE, mismatch) + "\r")
    assert asked(page) == [("check_in", (CODE,))]
    assert page.model.shown_kind() == "admit"
    page.model.next()
    banner = "banner_hand_caps_lock" if mismatch.caps_only else "banner_hand_wrong_keyboard"
    assert page.text(banner).startswith(
        {"banner_hand_caps_lock": ("Caps", "Verr."), "banner_hand_wrong_keyboard": ("The hand", "La douchette")}[banner]
    )
    keys.rest()
    keys.type(CODE + "\r")
    page.qtbot.waitUntil(lambda: len(page.desk.asked) == 2)
    page.model.next()
    assert not page.has(banner)


@pytest.mark.parametrize("suffix", ["\r", "\t", "\n", "\r\n", ""])
@pytest.mark.parametrize("prefix", ["", "]Q1", "\\000026", "]Q1\\000026"])
def test_what_scanners_add_is_no_hindrance(open_page: OpenPage, prefix: str, suffix: str) -> None:
    page = open_page()
    search_open(page)
    Keys(page).type(prefix + CODE + suffix)
    (kind, texts) = asked(page)[0]
    assert kind == "check_in"
    assert [canonical_text(text) for text in texts] == [CODE]
    assert page.model.search.query == ""
    assert len(page.desk.asked) == 1


@pytest.mark.parametrize(
    ("language", "headline", "step"),
    [
        ("en", "Wrong keyboard", "Set the hand scanner to: French (France), AZERTY"),
        ("fr", "Clavier différent", "Réglez la douchette sur\u00a0: Français (France), AZERTY"),
    ],
)
def test_what_did_not_survive_is_told_as_what_it_is(
    open_page: OpenPage, language: str, headline: str, step: str
) -> None:
    page = open_page(language=language)
    written = typed(CODE, US_ON_AZERTY)
    Keys(page).type(written[:70] + written[71:] + "\r")
    assert asked(page) == [], "the desk was asked nothing, so nothing was recorded"
    assert page.model.shown_kind() == "wrong_keyboard"
    assert page.text("verdictHeadline") == headline
    assert page.text("verdictStep") == step
    assert page.model.verdict.tone == "fault"
    page.model.speak("fr" if language == "en" else "en")
    assert page.text("verdictHeadline") != headline


@pytest.mark.parametrize("mismatch", list(mismatches(mac=False)), ids=str)
@pytest.mark.parametrize("at", [55, 128])
def test_somebody_types_in_the_middle_of_a_scan(open_page: OpenPage, mismatch: Mismatch, at: int) -> None:
    page = open_page()
    search_open(page)
    written = typed(CODE, mismatch)
    Keys(page).type(written[:at] + "e" + written[at:] + "\r")
    assert asked(page) == []
    assert page.model.shown_kind() == "wrong_keyboard"
    assert page.model.search.query == ""


def test_somebody_types_in_the_middle_of_a_right_scan(open_page: OpenPage) -> None:
    page = open_page()
    page.desk.say = fiction.answer(VerdictKind.MALFORMED)
    Keys(page).type(CODE[:55] + "e" + CODE[55:] + "\r")
    ((kind, texts),) = asked(page)
    assert kind == "check_in"
    assert texts == (CODE[:55] + "e" + CODE[55:],), "whole, so that the desk calls it damaged"


def test_a_key_just_before_a_scan_is_no_part_of_it(open_page: OpenPage) -> None:
    page = open_page()
    search_open(page)
    keys = Keys(page)
    keys.press("e", 20)
    keys.type(CODE + "\r")
    assert asked(page) == [("check_in", (CODE,))]


@pytest.mark.parametrize("suffix", ["\r", ""])
def test_two_scans_one_after_the_other(open_page: OpenPage, suffix: str) -> None:
    page = open_page()
    keys = Keys(page)
    keys.type(CODE + suffix)
    keys.rest(120)
    keys.type(typed(OTHER, US_ON_AZERTY) + suffix)
    page.qtbot.waitUntil(lambda: len(page.desk.asked) == 2)
    assert page.desk.asked == [("check_in", (CODE,)), ("check_in", (OTHER,))]


def test_a_scan_that_falters_is_one_scan(open_page: OpenPage) -> None:
    page = open_page()
    keys = Keys(page)
    keys.type(CODE[:60])
    keys.rest(90)
    keys.type(CODE[60:] + "\r")
    assert asked(page) == [("check_in", (CODE,))]


@pytest.mark.parametrize("sheet", ["keypad", "search", "line", ""])
def test_a_scan_belongs_to_the_desk_whatever_is_open(open_page: OpenPage, sheet: str) -> None:
    page = open_page()
    page.model.openSheet(sheet)
    page.qtbot.waitUntil(lambda: not sheet or page.has("closeSheet"))
    Keys(page).type("7KQ4M2XP\r")
    assert asked(page) == [("check_in", ("7KQ4M2XP",))]
    assert page.model.keypad.typed == page.model.search.query == ""
    assert page.model.sheet == ""


@pytest.mark.parametrize("gap_ms", [60, 120])
def test_a_person_s_eight_characters_are_no_scan(open_page: OpenPage, gap_ms: int) -> None:
    page = open_page()
    Keys(page).type("7kq4m2xp\r", gap_ms)
    search_open(page)
    Keys(page).type("7kq4m2xp", gap_ms)
    page.qtbot.waitUntil(lambda: page.model.search.query == "7kq4m2xp")
    assert not any(what[0] == "check_in" for what in page.desk.asked)
    page.model.openSheet("keypad")
    page.qtbot.waitUntil(lambda: page.has("key_7"))
    Keys(page).type("7kq4m2xp", gap_ms)
    page.qtbot.waitUntil(lambda: ("check_in_typed", "7KQ4M2XP") in page.desk.asked)


def test_a_scanned_blank_presses_no_button(open_page: OpenPage) -> None:
    page = open_page()
    page.item("openSearch").forceActiveFocus()
    keys = Keys(page)
    keys.type("AB CD EF GH\r\r")
    assert asked(page) == [("check_in", ("AB CD EF GH",))]
    assert page.model.sheet == ""
    keys.rest()
    page.model.next()
    page.item("openSearch").forceActiveFocus()
    keys.press(" ", 200)
    page.qtbot.waitUntil(lambda: page.model.sheet == "search")


@pytest.mark.parametrize("suffix", ["\t\t", "\r\t", "\t"])
def test_the_end_of_a_scan_moves_no_focus(open_page: OpenPage, suffix: str) -> None:
    page = open_page()
    page.item("openKeypad").forceActiveFocus()
    keys = Keys(page)
    keys.type("7KQ4M2XP" + suffix)
    assert asked(page) == [("check_in", ("7KQ4M2XP",))]
    page.model.next()
    assert page.item("openKeypad").hasActiveFocus()
    keys.rest()
    keys.press("\t", 200)
    assert not page.item("openKeypad").hasActiveFocus(), "a person's Tab does"


def test_a_composed_character_is_part_of_the_scan(open_page: OpenPage) -> None:
    """US-International makes Ä of the two keys that a French scanner presses for %A."""
    page = open_page()
    search_open(page)
    codes = (k1.encode(k1.K1Body(1, 7, 12, number, 30_000_000), bytes(range(64))) for number in range(100_000))
    code = next(code for code in codes if code.count("%A") == 1 and typed(code, AZERTY_ON_US).count('"Q') == 1)
    before, after = typed(code, AZERTY_ON_US).split('"Q')
    keys = Keys(page)
    keys.type(before)
    keys.compose('"')
    keys.type("Q" + after + "\r")
    assert asked(page) == [("check_in", (code,))]
    assert page.model.search.query == ""


def test_a_person_s_composed_letter_reaches_the_field(open_page: OpenPage) -> None:
    page = open_page()
    search_open(page)
    Keys(page).compose("ê")
    page.qtbot.waitUntil(lambda: page.model.search.query == "ê")


def test_a_shortcut_is_no_scan(open_page: OpenPage) -> None:
    page = open_page()
    search_open(page)
    page.model.search.setQuery("dan")
    for key, text in ((Qt.Key.Key_A, "\x01"), (Qt.Key.Key_X, "\x18")):
        event = QKeyEvent(QEvent.Type.KeyPress, key, Qt.KeyboardModifier.ControlModifier, text)
        QCoreApplication.sendEvent(page.window.view, event)
    page.qtbot.waitUntil(lambda: page.model.search.query == "")


@pytest.mark.parametrize(
    ("written", "kind", "english", "french"),
    [
        (SETUP_TEXT, "scanner_right", "Set up right", "Bien réglée"),
        (typed(SETUP_TEXT, US_ON_AZERTY), "wrong_keyboard", "Wrong keyboard", "Clavier différent"),
        (typed(SETUP_TEXT, AZERTY_ON_US), "wrong_keyboard", "Wrong keyboard", "Clavier différent"),
        (SETUP_TEXT.lower(), "wrong_keyboard", "Caps Lock", "Verr. Maj."),
        (typed(SETUP_TEXT, Mismatch(Keyboard.US, Keyboard.FRENCH, Caps.SHIFT)), "wrong_keyboard", "Wrong", "Clavier"),
        (SETUP_TEXT[:50] + SETUP_TEXT[51:], "scanner_damages", "Characters lost", "Caractères perdus"),
        (MICRO_TEXT, "micro_qr", "Micro QR is on", "Micro QR activé"),
    ],
)
def test_the_test_code_tells_how_the_scanner_is_set(
    open_page: OpenPage, written: str, kind: str, english: str, french: str
) -> None:
    page = open_page()
    Keys(page).type(written + "\r")
    assert asked(page) == []
    assert page.model.shown_kind() == kind
    assert page.model.verdict.tone != "go"
    assert page.text("verdictHeadline").startswith(english)
    page.model.speak("fr")
    assert page.text("verdictHeadline").startswith(french)


def test_a_scanner_without_enter_is_told_so(open_page: OpenPage) -> None:
    page = open_page()
    Keys(page).type(SETUP_TEXT)
    assert asked(page) == []
    assert "Enter" in page.text("verdictDetail")


@pytest.mark.parametrize("text", [SETUP_TEXT, MICRO_TEXT])
def test_the_camera_needs_no_test(open_page: OpenPage, text: str) -> None:
    page = open_page()
    assert page.scanner is not None
    page.scanner.tell(Scanned((text,), (), "zxing", 1.0, 0.0))
    assert asked(page) == []
    assert page.model.shown_kind() == "camera_test"


def test_the_line_of_a_serial_scanner_is_told_where_the_camera_s_is(open_page: OpenPage) -> None:
    page = open_page(hand_expected=True)
    page.touch("openLine")
    page.qtbot.waitUntil(lambda: page.has("lineHand"))
    assert page.text("lineHand") == "Hand scanner: not there"
    page.window.hand.on_state(LineState.OPEN)
    page.qtbot.waitUntil(lambda: page.text("lineHand") == "Hand scanner: connected")
    page.model.speak("fr")
    assert page.text("lineHand") == "Douchette\u00a0: connectée"
    page.window.hand.on_state(LineState.WAITING)
    page.model.closeSheet()
    page.qtbot.waitUntil(lambda: page.has("banner_hand_missing"))


def test_where_no_serial_scanner_is_known_of_nothing_is_said(open_page: OpenPage) -> None:
    page = open_page()
    page.model.openSheet("line")
    page.qtbot.waitUntil(lambda: page.has("lineFigures"))
    assert not page.has("lineHand")
    page.model.closeSheet()
    assert not page.has("banner_hand_missing")


def test_a_typed_code_that_is_none_is_told_by_its_rule(open_page: OpenPage) -> None:
    page = open_page(language="fr")
    page.desk.say = Refused("check in", "One character is wrong")  # type: ignore[assignment]
    page.model.spell("7KQ4M2XQ")
    assert asked(page) == [("check_in_typed", "7KQ4M2XQ")]
    assert page.text("verdictDetail") == "L’un des 8 caractères est faux, ou deux sont inversés."
    assert isinstance(fiction.answer(VerdictKind.ADMIT), CheckIn)
