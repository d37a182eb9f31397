"""From what a hand scanner's text says of the scanner to the page: what is wrong and how to mend it. Pure.

Never green and never about the customer's code: nothing was looked up, nothing was recorded.
"""

from kiosk.domain.verdict import Tone
from scanner.hand.layouts import Caps, Mismatch
from scanner.hand.reader import Reading
from scanner.hand.setup_code import Trial, Tried
from ui import hand_words as words
from ui.verdict_page import DWELL_MS, FAULT_TONE, Translate, VerdictPage

CAMERA_TEST = Reading("", None)
"""The camera read the test code: there is nothing to be said of a hand scanner."""


def hand_page(reading: Reading, language: str, translate: Translate) -> VerdictPage:
    kind = _kind(reading.tried)
    said = words.PAGES[kind]
    mismatch = reading.tried.mismatch if reading.tried else None
    names = _names(mismatch, language, translate)
    wrong = kind.startswith("wrong_keyboard") or kind == "caps_lock"
    sentences = [said.detail]
    if mismatch is not None and mismatch.caps is not Caps.OFF and kind != "caps_lock":
        sentences.append(words.CAPS_TOO)
    if kind == "scanner_right" and not reading.ended:
        sentences.append(words.NO_SUFFIX)
    if wrong:
        sentences.append(words.MEANWHILE)
    return VerdictPage(
        kind="wrong_keyboard" if wrong else kind,
        tone=FAULT_TONE if wrong or kind in ("scanner_damages", "micro_qr") else str(Tone.INFO),
        icon=said.icon,
        headline=translate(said.headline, language),
        step=translate(said.step, language).format(**names),
        detail=" ".join(translate(sentence, language).format(**names) for sentence in sentences),
        say=translate(said.say, language),
        say_language=language,
        dwell_ms=DWELL_MS[Tone.HELP],
    )


def _kind(tried: Tried | None) -> str:
    if tried is None:
        return "camera_test"
    if tried.trial is Trial.WRONG_KEYBOARD:
        if tried.mismatch is None:
            return "wrong_keyboard_unknown"
        return "caps_lock" if tried.mismatch.caps_only else "wrong_keyboard"
    return {Trial.RIGHT: "scanner_right", Trial.DAMAGED: "scanner_damages", Trial.MICRO_QR: "micro_qr"}[tried.trial]


def _names(mismatch: Mismatch | None, language: str, translate: Translate) -> dict[str, str]:
    if mismatch is None:
        return {}
    return {
        "scanner": translate(words.KEYBOARDS[mismatch.scanner.country], language),
        "terminal": translate(words.KEYBOARDS[mismatch.terminal.country], language),
    }
