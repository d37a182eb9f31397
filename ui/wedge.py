"""Hand scanners that pretend to be keyboards: told from people by their speed, wherever the focus is.

`Burst` is pure: characters and times in, decisions out. `WedgeFilter` holds keys back for as long as it takes to know
(35 ms), hands a scan to the model, and lets what a person typed go on to the field it was meant for.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from time import monotonic

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QKeyEvent

GAP_MS = 35.0
"""Scanners send a character every 1 to 20 ms; people, even fast ones, need 60 and more."""
SHORTEST = 6
_LONGEST = 8192


@dataclass(slots=True)
class Burst:
    """Characters that came faster than a hand can type."""

    characters: list[str] = field(default_factory=list[str])
    last_ms: float = 0.0

    def continues(self, at_ms: float) -> bool:
        """True when a key at this time belongs to what is held."""
        return bool(self.characters) and at_ms - self.last_ms <= GAP_MS

    def add(self, character: str, at_ms: float) -> None:
        self.characters.append(character)
        self.last_ms = at_ms

    def take(self) -> str:
        """End the burst: the scanned text, or nothing when it was too short to be a scan."""
        text = "".join(self.characters)
        self.characters.clear()
        return text if len(text) >= SHORTEST else ""

    @property
    def full(self) -> bool:
        return len(self.characters) >= _LONGEST


class WedgeFilter(QObject):
    """Installed on the window: sees every key before any field does."""

    def __init__(self, on_scan: Callable[[str], None], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._on_scan = on_scan
        self._burst = Burst()
        self._held: list[QKeyEvent] = []
        self._target: QObject | None = None
        self._passing = False
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(int(GAP_MS) + 5)
        self._pause.timeout.connect(self._paused)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if self._passing or event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return False
        at_ms = float(event.timestamp()) or monotonic() * 1000
        ends = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Tab)
        if self._held and not self._burst.continues(at_ms):
            self._end()
        if ends:
            # Only a scan swallows its own Enter: after a person's keys it goes on to the field.
            return bool(self._held) and self._end()
        text = event.text()
        command = event.modifiers() & (Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier)
        if event.isAutoRepeat() or not text or (command and text.isprintable()):
            return False
        if not text.isprintable() and not self._held:
            return False
        self._target = watched
        self._held.append(event.clone())
        self._burst.add(text, at_ms)
        if self._burst.full:
            self._end()
        self._pause.start()
        return True

    def stop(self) -> None:
        """The window is going: what is held goes nowhere any more."""
        self._pause.stop()
        self._held.clear()
        self._burst.take()
        self._target = None

    def _paused(self) -> None:
        # Keys that wait behind a busy moment are delivered first; only then has there really been a pause.
        QTimer.singleShot(0, self._end_if_paused)

    def _end_if_paused(self) -> None:
        if self._held and not self._pause.isActive():
            self._end()

    def _end(self) -> bool:
        """Hand on a scan (True), or give the keys back to where they were going."""
        self._pause.stop()
        held, self._held = self._held, []
        text = self._burst.take()
        if text:
            self._on_scan(text)
            return True
        self._passing = True
        try:
            for event in held:
                if self._target is not None:
                    QCoreApplication.sendEvent(self._target, event)
        finally:
            self._passing = False
        return False
