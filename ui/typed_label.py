"""The label of a box or a unit that no scanner reads: its two numbers, typed.

Holds texts; what they mean is `scanner.boxes`'s business. GUI thread only.
"""

from PySide6.QtCore import Property, QObject, Signal, Slot
from PySide6.QtQml import QmlElement, QmlUncreatable

QML_IMPORT_NAME = "Kiosk"
QML_IMPORT_MAJOR_VERSION = 1

ARTICLE = 14
"""Digits of the longest article number."""
SERIAL = 20
"""Characters of the longest serial number (GS1, application identifier 21)."""


@QmlElement
@QmlUncreatable("made by a station's model")  # pyright: ignore[reportCallIssue] (the stub lacks __call__)
class LabelModel(QObject):
    """Its article number, then its serial number."""

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.article_number = self.serial_number = self._wrong = ""
        self.serial_asked = False
        """Which of the two is being typed."""

    @Slot(str)
    def typeKey(self, key: str) -> None:
        if len(key) != 1 or not key.isascii() or not (key.isalnum() or key in "-/."):
            return
        if self.serial_asked:
            self.serial_number = (self.serial_number + key.upper())[:SERIAL]
        elif key.isdecimal():
            self.article_number = (self.article_number + key)[:ARTICLE]
        self._wrong = ""
        self.changed.emit()

    @Slot()
    def erase(self) -> None:
        if self.serial_asked:
            self.serial_number = self.serial_number[:-1]
        else:
            self.article_number = self.article_number[:-1]
        self._wrong = ""
        self.changed.emit()

    @Slot(bool)
    def goTo(self, serial: bool) -> None:
        """To the other of the two."""
        self.serial_asked = serial
        self.changed.emit()

    def refuse(self, wrong: str, *, serial: bool) -> None:
        """Say what is wrong, and go there."""
        self._wrong, self.serial_asked = wrong, serial
        self.changed.emit()

    def clear(self) -> None:
        self.article_number = self.serial_number = self._wrong = ""
        self.serial_asked = False
        self.changed.emit()

    @Property(str, notify=changed)
    def article(self) -> str:
        return self.article_number

    @Property(str, notify=changed)
    def serial(self) -> str:
        return self.serial_number

    @Property(bool, notify=changed)
    def atSerial(self) -> bool:
        return self.serial_asked

    @Property(str, notify=changed)
    def wrong(self) -> str:
        return self._wrong
