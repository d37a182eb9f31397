"""A product as a drawing: the words for its case, band and size choose the colours of one drawn watch.

No picture of a real product, and none to load: what the roster says is enough to tell two boxes apart at a glance. The
words beside it say the same; a word nobody knows is drawn grey.
"""

import re
import unicodedata
from functools import cache

from PySide6.QtCore import Property, QByteArray, QRectF, Qt, Signal
from PySide6.QtGui import QImage, QPainter
from PySide6.QtQml import QmlElement
from PySide6.QtQuick import QQuickItem, QQuickPaintedItem
from PySide6.QtSvg import QSvgRenderer

from ui.icons import ICONS

QML_IMPORT_NAME = "Kiosk"
QML_IMPORT_MAJOR_VERSION = 1

Shades = tuple[str, str]
"""A colour and its darker edge."""

UNKNOWN: Shades = ("#aab2bd", "#7d8794")
CASES: dict[str, Shades] = {
    "or rose": ("#e3b3a0", "#b67f69"),
    "rose gold": ("#e3b3a0", "#b67f69"),
    "or": ("#e5c46e", "#b08d36"),
    "gold": ("#e5c46e", "#b08d36"),
    "titane": ("#9a9b98", "#6a6b69"),
    "titanium": ("#9a9b98", "#6a6b69"),
    "acier": ("#d3d9df", "#8f99a4"),
    "steel": ("#d3d9df", "#8f99a4"),
    "aluminium": ("#c3c9cf", "#858f99"),
    "argent": ("#dfe3e7", "#99a1a9"),
    "silver": ("#dfe3e7", "#99a1a9"),
    "bronze": ("#b98a52", "#7f5a2e"),
    "ceramique": ("#e9e7e2", "#a8a59d"),
    "ceramic": ("#e9e7e2", "#a8a59d"),
    "noir": ("#3a3e44", "#17191c"),
    "black": ("#3a3e44", "#17191c"),
}
BANDS: dict[str, Shades] = {
    "bleu nuit": ("#1f2f5c", "#3f568f"),
    "midnight": ("#1f2f5c", "#3f568f"),
    "navy": ("#1f2f5c", "#3f568f"),
    "bleu": ("#2f6db5", "#7fb0e4"),
    "blue": ("#2f6db5", "#7fb0e4"),
    "noir": ("#24272c", "#565c65"),
    "black": ("#24272c", "#565c65"),
    "blanc": ("#eef0f2", "#b3bac2"),
    "white": ("#eef0f2", "#b3bac2"),
    "sable": ("#d9c6a3", "#a88f64"),
    "sand": ("#d9c6a3", "#a88f64"),
    "beige": ("#d9c6a3", "#a88f64"),
    "orange": ("#e8762b", "#a84a0f"),
    "rouge": ("#b9272f", "#ea7f84"),
    "red": ("#b9272f", "#ea7f84"),
    "vert": ("#2f7a55", "#7cc0a0"),
    "green": ("#2f7a55", "#7cc0a0"),
    "jaune": ("#ecc531", "#a68711"),
    "yellow": ("#ecc531", "#a68711"),
    "rose": ("#e79db3", "#b25d79"),
    "pink": ("#e79db3", "#b25d79"),
    "violet": ("#6d4f9c", "#a98fd2"),
    "purple": ("#6d4f9c", "#a98fd2"),
    "gris": ("#7b838d", "#b8bfc8"),
    "grey": ("#7b838d", "#b8bfc8"),
    "brun": ("#6b442a", "#a5795a"),
    "brown": ("#6b442a", "#a5795a"),
    "cuir": ("#8a5a35", "#c39a77"),
    "leather": ("#8a5a35", "#c39a77"),
    "milanais": ("#c5ccd4", "#8a95a1"),
    "milanese": ("#c5ccd4", "#8a95a1"),
    "acier": ("#c5ccd4", "#8a95a1"),
    "steel": ("#c5ccd4", "#8a95a1"),
}
DIAL = ("#182031", "#0d1320", "#f2f4f7")
USUAL_MM = 41


def shades(words: str, known: dict[str, Shades]) -> Shades:
    """Of the longest known word that stands in `words`, accents and case apart."""
    folded = "".join(
        letter for letter in unicodedata.normalize("NFD", words.casefold()) if not unicodedata.combining(letter)
    )
    found = [word for word in known if re.search(rf"\b{word}", folded)]
    return known[max(found, key=len)] if found else UNKNOWN


def millimetres(size: str) -> int:
    """The first number of `size`, as far as a watch may have it; else the usual."""
    number = re.search(r"\d{1,3}", size)
    return min(50, max(30, int(number[0]))) if number else USUAL_MM


@cache
def drawing(case: str, band: str, size: str) -> bytes:
    """SVG, 96 by 120."""
    text = (ICONS / "product-watch.svg").read_text(encoding="utf-8")
    colours = (*shades(case, CASES), *shades(band, BANDS), *DIAL)
    for mark, colour in zip(
        ("#ca0001", "#ca0002", "#ba0001", "#ba0002", "#da0001", "#da0002", "#da0003"), colours, strict=True
    ):
        text = text.replace(mark, colour)
    # Two sizes side by side must look different, and none may leave the picture.
    factor = 1 + (millimetres(size) - USUAL_MM) * 0.03
    return text.replace("scale(1)", f"scale({factor:.2f})").encode()


@cache
def _picture(case: str, band: str, size: str, width: int, height: int) -> QImage:
    picture = QImage(width, height, QImage.Format.Format_ARGB32_Premultiplied)
    picture.fill(Qt.GlobalColor.transparent)
    side = min(width / 96, height / 120)
    place = QRectF((width - 96 * side) / 2, (height - 120 * side) / 2, 96 * side, 120 * side)
    painter = QPainter(picture)
    QSvgRenderer(QByteArray(drawing(case, band, size))).render(painter, place)
    painter.end()
    return picture


@QmlElement
class ProductPicture(QQuickPaintedItem):
    """Draws what the three words say; as large as it is made."""

    changed = Signal()

    def __init__(self, parent: QQuickItem | None = None) -> None:
        super().__init__(parent)
        self._words = ["", "", ""]

    def paint(self, painter: QPainter) -> None:
        ratio = self.window().effectiveDevicePixelRatio() if self.window() else 1.0
        width, height = round(self.width() * ratio), round(self.height() * ratio)
        if width > 0 and height > 0:
            case, band, size = self._words
            painter.drawImage(
                QRectF(0, 0, self.width(), self.height()), _picture(case[:80], band[:80], size[:20], width, height)
            )

    def _set(self, index: int, text: str) -> None:
        if self._words[index] != text:
            self._words[index] = text
            self.changed.emit()
            self.update()

    @Property(str, notify=changed)
    def caseWord(self) -> str:  # pyright: ignore[reportRedeclaration] (as in ui/camera.py)
        return self._words[0]

    @caseWord.setter
    def caseWord(self, text: str) -> None:
        self._set(0, text)

    @Property(str, notify=changed)
    def bandWord(self) -> str:  # pyright: ignore[reportRedeclaration] (as in ui/camera.py)
        return self._words[1]

    @bandWord.setter
    def bandWord(self, text: str) -> None:
        self._set(1, text)

    @Property(str, notify=changed)
    def sizeWord(self) -> str:  # pyright: ignore[reportRedeclaration] (as in ui/camera.py)
        return self._words[2]

    @sizeWord.setter
    def sizeWord(self, text: str) -> None:
        self._set(2, text)
