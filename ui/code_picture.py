"""A code's text as a QR symbol on the screen: whole modules, black on white, whatever the theme. Never a Micro QR.

The text is in memory while it is shown and nowhere else. Error correction as on paper (`central.issuing.symbol`).
"""

import segno
from PySide6.QtCore import Property, QRect, Qt, Signal
from PySide6.QtGui import QPainter
from PySide6.QtQml import QmlElement
from PySide6.QtQuick import QQuickItem, QQuickPaintedItem

QML_IMPORT_NAME = "Kiosk"
QML_IMPORT_MAJOR_VERSION = 1

QUIET = 4
"""Modules of white around it."""


def modules(text: str) -> tuple[tuple[bool, ...], ...]:
    """Rows of the symbol, dark ones True."""
    return tuple(tuple(bool(one) for one in row) for row in segno.make_qr(text, error="m", boost_error=False).matrix)


@QmlElement
class CodePicture(QQuickPaintedItem):
    """As large as whole modules fit, in the middle of a white field; nothing of an empty text."""

    changed = Signal()

    def __init__(self, parent: QQuickItem | None = None) -> None:
        super().__init__(parent)
        self._text = ""

    def paint(self, painter: QPainter) -> None:
        width, height = round(self.width()), round(self.height())
        painter.fillRect(QRect(0, 0, width, height), Qt.GlobalColor.white)
        if not self._text:
            return
        rows = modules(self._text)
        side = min(width, height) // (len(rows) + 2 * QUIET)
        if side < 1:
            return
        left, top = (width - side * len(rows)) // 2, (height - side * len(rows)) // 2
        for y, row in enumerate(rows):
            for x, dark in enumerate(row):
                if dark:
                    painter.fillRect(QRect(left + x * side, top + y * side, side, side), Qt.GlobalColor.black)

    @Property(str, notify=changed)
    def text(self) -> str:  # pyright: ignore[reportRedeclaration] (as in ui/camera.py)
        return self._text

    @text.setter
    def text(self, text: str) -> None:
        if text != self._text:
            self._text = text
            self.changed.emit()
            self.update()
