"""The hand scanners as the page sees them: what they read, how they are set, and whether the serial one is there.

Decides nothing about a code; what a text is, `scanner.hand.reader` says. GUI thread only.
"""

import sys
from functools import partial

from PySide6.QtCore import Property, QObject, Signal
from PySide6.QtQml import QmlElement, QmlUncreatable

from scanner.hand.line_state import LineState
from scanner.hand.reader import HandReader, Reading
from ui.bridge import Bridge

QML_IMPORT_NAME = "Kiosk"
QML_IMPORT_MAJOR_VERSION = 1


@QmlElement
@QmlUncreatable("made by EntranceModel")  # pyright: ignore[reportCallIssue] (the stub lacks __call__)
class HandModel(QObject):
    changed = Signal()
    read = Signal(str)
    """A code to look up."""
    told = Signal(object)
    """A `Reading` that is no code: the page says what it means."""

    def __init__(self, bridge: Bridge, expected: bool, parent: QObject | None = None) -> None:
        """`expected`: the configuration names a serial scanner, so its absence is worth a word from the start."""
        super().__init__(parent)
        self._bridge = bridge
        self._reader = HandReader(mac=sys.platform == "darwin")
        self._expected = expected
        self._line = LineState.WAITING
        self._trouble = ""

    def on_text(self, text: str) -> None:
        """Any thread: the serial line has read something."""
        self._bridge.post(partial(self._take_line, text))

    def on_state(self, state: LineState) -> None:
        """Any thread: the serial line is there, or gone."""
        self._bridge.post(partial(self._line_is, state))

    def typed(self, text: str, ended: bool) -> None:
        """A scanner that types has typed this; `ended`: with an Enter or Tab behind it."""
        reading = self._reader.read_keys(text, ended=ended)
        mismatch = self._reader.mismatch
        trouble = "" if mismatch is None else "caps_lock" if mismatch.caps_only else "wrong_keyboard"
        if trouble != self._trouble:
            self._trouble = trouble
            self.changed.emit()
        self._hand_on(reading)

    def _take_line(self, text: str) -> None:
        self._hand_on(self._reader.read_line(text))

    def _hand_on(self, reading: Reading) -> None:
        if reading.tried is None:
            self.read.emit(reading.text)
        else:
            self.told.emit(reading)

    def _line_is(self, state: LineState) -> None:
        self._line = state
        self._expected = True  # one that was seen once is missed when it goes
        self.changed.emit()

    @property
    def trouble(self) -> str:
        """`wrong_keyboard`, `caps_lock` or nothing: what the latest proof said; stays until a code comes right."""
        return self._trouble

    @property
    def missing(self) -> bool:
        """A serial scanner that belongs here is not there."""
        return self._expected and self._line is LineState.WAITING

    @Property(str, notify=changed)
    def line(self) -> str:
        """`open`, `waiting`, or nothing where no serial scanner is known of."""
        return str(self._line) if self._expected else ""
