"""What one text of a hand scanner is to the entrance: a code to look up, or a word about how the scanner is set. Pure.

Remembers one thing: a scanner that was seen to be set to a wrong keyboard stays under suspicion until a code of ours
comes right. A retailer's own code, of which nothing can be proven, is then not looked up under a wrong name.
"""

from dataclasses import dataclass

from kiosk.domain.code import clean
from scanner.hand.layouts import Mismatch, Outcome, is_ours, settle, typed_back
from scanner.hand.setup_code import Trial, Tried, tried


@dataclass(frozen=True, slots=True)
class Reading:
    """Exactly one of the two is told: `text` is to be looked up; empty: the page says `tried` and nothing is recorded."""

    text: str
    tried: Tried | None = None
    ended: bool = True
    """An Enter or Tab came behind it; without one, an answer waits for a pause."""


class HandReader:
    """One for all hand scanners of a terminal."""

    def __init__(self, *, mac: bool = False) -> None:
        self._mac = mac
        self.mismatch: Mismatch | None = None
        """What the latest proof said; None: nothing is known to be wrong."""

    def read_line(self, text: str) -> Reading:
        """A text of a serial line: characters that no keyboard can have bent. Only the test code is no code to look up."""
        told = tried(text, mac=self._mac)
        return Reading(text) if told is None else Reading("", told)

    def read_keys(self, text: str, *, ended: bool = True) -> Reading:
        """A text that was typed, as it arrived, without its suffix."""
        told = tried(text, mac=self._mac)
        if told is not None:
            if told.trial is Trial.RIGHT or told.mismatch is not None:
                self.mismatch = told.mismatch
            return Reading("", told, ended)
        settled = settle(text, mac=self._mac)
        if settled.outcome is Outcome.AS_IS and not is_ours(settled.text):
            return self._unproven(text, ended)
        if settled.outcome is Outcome.WRONG_KEYBOARD:
            self.mismatch = settled.mismatch or self.mismatch
            return Reading("", Tried(Trial.WRONG_KEYBOARD, settled.mismatch), ended)
        self.mismatch = settled.mismatch
        return Reading(settled.text, None, ended)

    def _unproven(self, text: str, ended: bool) -> Reading:
        cleaned = clean(text)
        if self.mismatch is None or typed_back(cleaned, self.mismatch) == cleaned:
            return Reading(text, None, ended)
        return Reading("", Tried(Trial.WRONG_KEYBOARD, self.mismatch), ended)
