"""The spoken code as it is typed, by touch or by keys, one character at a time; the last one completes it.

Takes the characters that a code may have and nothing else (`kiosk.domain.short_code`); whether they are a code is the
desk's business.
"""

from PySide6.QtCore import Property, QObject, Signal, Slot
from PySide6.QtQml import QmlElement, QmlUncreatable

from kiosk.domain import short_code

QML_IMPORT_NAME = "Kiosk"
QML_IMPORT_MAJOR_VERSION = 1


@QmlElement
@QmlUncreatable("made by a station's model")  # pyright: ignore[reportCallIssue] (the stub lacks __call__)
class KeypadModel(QObject):
    changed = Signal()
    touched = Signal()
    whole = Signal(str)
    """Typed to the end."""

    def __init__(self, parent: QObject | None = None, length: int = short_code.LENGTH) -> None:
        """`length`: how many characters are asked for."""
        super().__init__(parent)
        self._length = length
        self._typed = ""

    def clear(self) -> None:
        self._set("")

    @Slot(str)
    def typeKey(self, key: str) -> None:
        self.touched.emit()
        typed = key.upper()
        if len(typed) != 1 or typed not in short_code.ALPHABET or len(self._typed) >= self._length:
            return
        self._set(self._typed + typed)
        if len(self._typed) == self._length:
            self.whole.emit(self._typed)

    @Slot()
    def erase(self) -> None:
        self.touched.emit()
        self._set(self._typed[:-1])

    def _set(self, typed: str) -> None:
        self._typed = typed
        self.changed.emit()

    @Property(str, constant=True)
    def alphabet(self) -> str:
        return short_code.ALPHABET

    @Property(int, constant=True)
    def length(self) -> int:
        return self._length

    @Property(str, notify=changed)
    def typed(self) -> str:
        return self._typed
