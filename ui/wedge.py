"""Hand scanners that pretend to be keyboards: told from people by their speed, wherever the focus is.

`Burst` is pure: characters and times in, decisions out. `WedgeFilter` holds keys back for as long as it takes to know
(35 ms), hands a scan on, and lets what a person typed go on to the field it was meant for. What the scanned text means
is not known here (`scanner.hand.reader`).
"""

import sys
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from time import monotonic

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QInputMethodEvent, QKeyEvent, QWindow

GAP_MS = 35.0
"""Scanners send a character every 1 to 20 ms; people, even fast ones, need 60 and more."""
FLOW_MS = 100.0
"""What has begun as a scan may falter this long (radio, a busy USB line) and still be the same scan."""
SHORTEST = 6
_LONGEST = 8192
_ENDS = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Tab)
_CONTROL = Qt.KeyboardModifier.ControlModifier
_ALT = Qt.KeyboardModifier.AltModifier
_MAC = sys.platform == "darwin"


@dataclass(slots=True)
class Burst:
    """Characters that came faster than a hand can type."""

    characters: list[str] = field(default_factory=list[str])
    last_ms: float = 0.0

    def continues(self, at_ms: float) -> bool:
        """True when a key at this time belongs to what is held."""
        return bool(self.characters) and abs(at_ms - self.last_ms) <= self.patience_ms  # clocks of devices wrap

    @property
    def patience_ms(self) -> float:
        """How long after its latest character a burst is not yet over."""
        return FLOW_MS if len(self.characters) >= SHORTEST else GAP_MS

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

    def __init__(self, on_scan: Callable[[str, bool], None], parent: QObject | None = None) -> None:
        """`on_scan` takes the text, and whether an Enter or Tab ended it."""
        super().__init__(parent)
        self._on_scan = on_scan
        self._burst = Burst()
        self._held: list[tuple[QObject, QKeyEvent | QInputMethodEvent]] = []
        self._down: set[int] = set()
        """Keys whose press was held back: their release is no field's business either."""
        self._composer: QObject | None = None
        self._heard_at = 0.0
        self._scanned_ms = float("-inf")
        self._passing = False
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.timeout.connect(self._paused)

    def follow(self, window: QWindow) -> None:
        """Keys come to the window; what dead keys make of them comes to whatever has the focus in it."""
        window.installEventFilter(self)
        window.focusObjectChanged.connect(self._refocus)

    def leave(self, window: QWindow) -> None:
        """The window is going: what is held goes nowhere any more."""
        self._pause.stop()
        self._held.clear()
        self._burst.take()
        window.focusObjectChanged.disconnect(self._refocus)
        window.removeEventFilter(self)
        self._refocus(None)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if self._passing:
            return False
        if isinstance(event, QKeyEvent):
            if watched is self._composer:
                return False  # the window has let it pass
            if event.type() == QEvent.Type.KeyPress:
                return self._pressed(watched, event)
            return event.type() == QEvent.Type.KeyRelease and self._released(watched, event)
        return isinstance(event, QInputMethodEvent) and self._composed(watched, event)

    def _pressed(self, watched: QObject, event: QKeyEvent) -> bool:
        at_ms = float(event.timestamp()) or monotonic() * 1000
        text = event.text()
        if self._held and not self._burst.continues(at_ms):
            self._end(False)
        if event.key() in _ENDS or text in ("\r", "\n"):
            # Only a scan swallows its own Enter, and the line feed behind it; after a person's keys it goes on.
            if self._held and self._end(True):
                self._scanned_ms = at_ms
                self._down.add(event.key())
                return True
            return abs(at_ms - self._scanned_ms) <= FLOW_MS
        if event.isAutoRepeat() or not text or _is_command(event):
            return False
        if not text.isprintable() and not self._held:
            return False
        self._down.add(event.key())
        self._hold(watched, event.clone(), text, at_ms)
        return True

    def _released(self, watched: QObject, event: QKeyEvent) -> bool:
        if event.isAutoRepeat() or event.key() not in self._down:
            return False
        self._down.discard(event.key())
        if self._held:
            self._held.append((watched, event.clone()))
        return True

    def _composed(self, watched: QObject, event: QInputMethodEvent) -> bool:
        """A dead key and its letter, composed by the system. It carries no time: the moment of its arrival must do."""
        text = event.commitString()
        if not text or not self._held or (monotonic() - self._heard_at) * 1000 > self._burst.patience_ms:
            return False
        self._hold(watched, event.clone(), text, self._burst.last_ms)
        return True

    def _hold(self, watched: QObject, event: QKeyEvent | QInputMethodEvent, text: str, at_ms: float) -> None:
        self._held.append((watched, event))
        self._burst.add(text, at_ms)
        self._heard_at = monotonic()
        if self._burst.full:
            self._end(False)
        else:
            self._pause.start(int(self._burst.patience_ms) + 5)

    def _refocus(self, focused: QObject | None) -> None:
        if self._composer is not None:
            with suppress(RuntimeError):  # Qt has deleted it meanwhile, and the filter with it
                self._composer.removeEventFilter(self)
        self._composer = None if isinstance(focused, QWindow) else focused
        if self._composer is not None:
            self._composer.installEventFilter(self)

    def _paused(self) -> None:
        # Keys that wait behind a busy moment are delivered first; only then has there really been a pause.
        QTimer.singleShot(0, self._end_if_paused)

    def _end_if_paused(self) -> None:
        if self._held and not self._pause.isActive():
            self._end(False)

    def _end(self, ended: bool) -> bool:
        """Hand on a scan (True), or give the keys back to where they were going."""
        self._pause.stop()
        held, self._held = self._held, []
        text = self._burst.take()
        if text:
            self._scanned_ms = self._burst.last_ms
            self._on_scan(text, ended)
            return True
        self._down.clear()
        self._passing = True
        try:
            for target, event in held:
                QCoreApplication.sendEvent(target, event)
        finally:
            self._passing = False
        return False


def _is_command(event: QKeyEvent) -> bool:
    """A person's shortcut, no character. Control and Alt together are AltGr, and on a Mac Alt is the Option key."""
    if not event.text().isprintable():
        return False
    modifiers = event.modifiers()
    control, alt = bool(modifiers & _CONTROL), bool(modifiers & _ALT)
    if control or alt:
        return not (control and alt) and not (alt and _MAC)
    return bool(modifiers & Qt.KeyboardModifier.MetaModifier)
