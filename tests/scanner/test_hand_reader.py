"""What the entrance makes of a hand scanner's texts: codes, the test code of the setup sheet, and what it remembers."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kiosk.domain import k1
from kiosk.domain.code import k0_text
from scanner.hand.layouts import Caps, Keyboard, Mismatch, mismatches, typed
from scanner.hand.reader import HandReader, Reading
from scanner.hand.setup_code import MICRO_TEXT, SETUP_TEXT, Trial, Tried, tried

SIGNED = k1.encode(k1.K1Body(1, 7, 12, 0x0123456789ABCDEF, 30_000_000), bytes(range(64)))
SHORT = k0_text(bytes(range(16)))
US_ON_AZERTY = Mismatch(Keyboard.US, Keyboard.FRENCH)
AZERTY_ON_US = Mismatch(Keyboard.FRENCH, Keyboard.US)
ALL = [(mismatch, mac) for mac in (False, True) for mismatch in mismatches(mac)]


def test_the_test_code_is_as_long_as_a_signed_one_and_has_its_every_character() -> None:
    assert len(SETUP_TEXT) == len(SIGNED)
    assert set(SETUP_TEXT) >= set("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:")
    assert tried(SETUP_TEXT) == tried("]Q1\\000026" + SETUP_TEXT + "\r") == Tried(Trial.RIGHT)


@pytest.mark.parametrize(("mismatch", "mac"), ALL, ids=str)
def test_the_test_code_names_the_wrong_setting(mismatch: Mismatch, mac: bool) -> None:
    written = typed(SETUP_TEXT, mismatch)
    said = tried(written, mac=mac)
    if written == SETUP_TEXT:  # caps lock on a Mac changes no capital
        assert said == Tried(Trial.RIGHT)
        return
    assert said is not None
    assert said.trial is Trial.WRONG_KEYBOARD
    assert said.mismatch is not None
    assert typed(SETUP_TEXT, said.mismatch) == written
    assert said.mismatch == mismatch or said.mismatch.caps_only is mismatch.caps_only is True


@pytest.mark.parametrize(("mismatch", "mac"), ALL, ids=str)
def test_the_micro_code_is_known_through_every_keyboard(mismatch: Mismatch, mac: bool) -> None:
    assert tried(MICRO_TEXT) == tried(typed(MICRO_TEXT, mismatch), mac=mac) == Tried(Trial.MICRO_QR)


@given(st.integers(1, len(SETUP_TEXT) - 2))
@settings(deadline=None)
def test_a_scanner_that_loses_characters_is_told(at: int) -> None:
    said = tried(SETUP_TEXT[:at] + SETUP_TEXT[at + 1 :])
    assert said in (Tried(Trial.DAMAGED), Tried(Trial.WRONG_KEYBOARD), None)
    assert said == Tried(Trial.DAMAGED) or at < 3


def test_a_keyboard_that_is_not_known_here_is_told_as_one() -> None:
    german = SETUP_TEXT.translate(str.maketrans("YZ-/:*+", "ZYß-Ö(`"))
    assert tried(german) == Tried(Trial.WRONG_KEYBOARD)


@given(st.text(max_size=200))
@settings(deadline=None)
def test_other_texts_are_no_test_code(text: str) -> None:
    assert tried(text) is None


def test_a_retailer_s_alphabet_is_no_test_code() -> None:
    assert tried("ABCDEFGHIJKLMNOPQRSTUVWXYZABCDEFGHIJKLMNOPQRSTUVWXYZ") is None


def test_a_repaired_code_is_looked_up_and_what_was_wrong_is_remembered() -> None:
    reader = HandReader()
    assert reader.read_keys(typed(SIGNED, US_ON_AZERTY)) == Reading(SIGNED)
    assert reader.mismatch == US_ON_AZERTY
    assert reader.read_keys(SIGNED) == Reading(SIGNED)
    assert reader.mismatch is None


def test_after_a_wrong_keyboard_a_retailer_s_code_is_not_looked_up_under_a_wrong_name() -> None:
    reader = HandReader()
    foreign = typed("WATCH-2026-0001", US_ON_AZERTY)
    assert reader.read_keys(foreign) == Reading(foreign), "nothing speaks against it yet"
    reader.read_keys(typed(SETUP_TEXT, US_ON_AZERTY))
    assert reader.read_keys(foreign) == Reading("", Tried(Trial.WRONG_KEYBOARD, US_ON_AZERTY))
    assert reader.read_keys("BCDEF") == Reading("BCDEF"), "the same on both keyboards"
    reader.read_keys(SETUP_TEXT)
    assert reader.read_keys(foreign) == Reading(foreign)


@pytest.mark.parametrize("mismatch", [US_ON_AZERTY, AZERTY_ON_US, Mismatch(Keyboard.US, Keyboard.FRENCH, Caps.LETTERS)])
def test_a_broken_code_through_a_wrong_keyboard_is_never_looked_up(mismatch: Mismatch) -> None:
    reader = HandReader()
    written = typed(SIGNED, mismatch)
    assert reader.read_keys(written[:-3]) == Reading("", Tried(Trial.WRONG_KEYBOARD, mismatch))
    assert reader.read_keys(typed(SHORT, mismatch), ended=False) == Reading(SHORT, None, ended=False)


def test_a_serial_line_bends_nothing_and_is_suspected_of_nothing() -> None:
    reader = HandReader()
    written = typed(SIGNED, US_ON_AZERTY)
    assert reader.read_line(written) == Reading(written)
    reader.read_keys(typed(SETUP_TEXT, US_ON_AZERTY))
    assert reader.read_line("WATCH-2026-0001") == Reading("WATCH-2026-0001")
    assert reader.read_line(SETUP_TEXT) == Reading("", Tried(Trial.RIGHT))
