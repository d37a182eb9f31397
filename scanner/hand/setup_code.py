"""The test code of the setup sheet: every character that a code may have, so that a hand scanner shows how it is set.

Pure. It is no code of a customer: nothing is looked up and nothing is recorded. The sheet prints it
(`kiosk hand-scanner sheet`); it has the length of a signed code, so that what survives here survives on the day.
"""

import string
from dataclasses import dataclass
from enum import StrEnum

from kiosk.domain import k1
from kiosk.domain.code import clean
from scanner.hand.layouts import Mismatch, mismatches, typed_back

_CHARACTERS = string.digits + string.ascii_uppercase + " $%*+-./:"
PREFIX = "KT:"
SETUP_TEXT = (PREFIX + 3 * _CHARACTERS)[: k1.TEXT_LENGTH]
MICRO_TEXT = "KT:MICRO-QR"
"""In the Micro QR that a well-set scanner does not read: at the entrance those are where wrong reads come from."""

_LEAD = 12
_SAME_EVERYWHERE = "bcdefghijkl"
"""Keys that every Latin keyboard has in one place, as a run that no customer's code has."""
_SHORTEST = 40


class Trial(StrEnum):
    RIGHT = "right"
    WRONG_KEYBOARD = "wrong_keyboard"
    DAMAGED = "damaged"
    """Characters were lost or changed, in a way that no pair of keyboards explains."""
    MICRO_QR = "micro_qr"


@dataclass(frozen=True, slots=True)
class Tried:
    trial: Trial
    mismatch: Mismatch | None = None
    """WRONG_KEYBOARD: which settings explain every character; None: none of those that are known here."""


def tried(text: str, *, mac: bool = False) -> Tried | None:
    """What a scanned text says of the scanner's settings; None when it is not the test code."""
    cleaned = clean(text)
    if cleaned == SETUP_TEXT:
        return Tried(Trial.RIGHT)
    if _ends_with(cleaned, MICRO_TEXT) or any(_ends_with(typed_back(text, one), MICRO_TEXT) for one in mismatches(mac)):
        return Tried(Trial.MICRO_QR)
    if _SAME_EVERYWHERE not in cleaned.lower() or len(cleaned) < _SHORTEST:
        return None
    for mismatch in mismatches(mac):
        if _ends_with(typed_back(text, mismatch), SETUP_TEXT):
            return Tried(Trial.WRONG_KEYBOARD, mismatch)
    if cleaned.upper().startswith(PREFIX):
        return Tried(Trial.DAMAGED)
    if not _like_it(cleaned):
        return None
    return Tried(Trial.WRONG_KEYBOARD if set(cleaned) - set(SETUP_TEXT) else Trial.DAMAGED)


def is_setup_code(text: str) -> bool:
    """Whether this is what the sheet prints, as a camera reads it."""
    return clean(text) in (SETUP_TEXT, MICRO_TEXT)


def _ends_with(meant: str, text: str) -> bool:
    meant = clean(meant.rstrip("\ufffd"))
    return meant.endswith(text) and len(meant) - len(text) <= _LEAD


def _like_it(cleaned: str) -> bool:
    """Through a keyboard that is not known here: as long as the test code, and twice the run that all keyboards share."""
    return abs(len(cleaned) - len(SETUP_TEXT)) <= _LEAD and cleaned.lower().count(_SAME_EVERYWHERE) >= 2
