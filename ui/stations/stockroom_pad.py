"""What is typed at a working page: a percentage, the number of a counter, how many units lie in a place.

Holds texts; what they mean is the desk's business. GUI thread only.
"""

from PySide6.QtCore import Property, QObject, Signal, Slot
from PySide6.QtQml import QmlElement, QmlUncreatable

QML_IMPORT_NAME = "Kiosk"
QML_IMPORT_MAJOR_VERSION = 1

LONGEST_NUMBER = 3


@QmlElement
@QmlUncreatable("made by a station's model")  # pyright: ignore[reportCallIssue] (the stub lacks __call__)
class PadModel(QObject):
    """A whole number."""

    changed = Signal()

    def __init__(self, parent: QObject | None = None, longest: int = LONGEST_NUMBER) -> None:
        """`longest`: digits."""
        super().__init__(parent)
        self._longest = longest
        self._typed = ""

    @Slot(str)
    def typeKey(self, key: str) -> None:
        if key.isdecimal() and key.isascii() and len(key) == 1 and len(self._typed) < self._longest:
            self._typed = (self._typed + key).lstrip("0") or "0"
            self.changed.emit()

    @Slot()
    def erase(self) -> None:
        self._typed = self._typed[:-1]
        self.changed.emit()

    @Slot()
    def clear(self) -> None:
        if self._typed:
            self._typed = ""
            self.changed.emit()

    @Property(str, notify=changed)
    def typed(self) -> str:
        return self._typed

    @Property(bool, notify=changed)
    def isPercent(self) -> bool:
        """Something that a battery can show."""
        return bool(self._typed) and int(self._typed) <= 100

    @property
    def text(self) -> str:
        """What is typed."""
        return self._typed

    @property
    def number(self) -> int:
        return int(self._typed or 0)
