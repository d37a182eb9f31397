"""The icons as pictures in any colour and size: `image://icons/<name>/<rrggbb>`, drawn from assets/icons/*.svg."""

from functools import cache
from pathlib import Path

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtQuick import QQuickImageProvider
from PySide6.QtSvg import QSvgRenderer

ICONS = Path(__file__).parent.parent / "assets" / "icons"


@cache
def _source(name: str) -> str:
    return (ICONS / f"{name}.svg").read_text(encoding="utf-8")


class IconProvider(QQuickImageProvider):
    def __init__(self) -> None:
        super().__init__(QQuickImageProvider.ImageType.Image)

    def requestImage(self, id: str, size: QSize, requestedSize: QSize) -> QImage:  # noqa: A002 (Qt's name)
        name, _, colour = id.partition("/")
        wanted = requestedSize if requestedSize.width() > 0 and requestedSize.height() > 0 else QSize(48, 48)
        renderer = QSvgRenderer(QByteArray(_source(name).replace("currentColor", f"#{colour}").encode()))
        picture = QImage(wanted, QImage.Format.Format_ARGB32_Premultiplied)
        picture.fill(Qt.GlobalColor.transparent)
        painter = QPainter(picture)
        renderer.render(painter, QRectF(0, 0, wanted.width(), wanted.height()))
        painter.end()
        size.setWidth(wanted.width())
        size.setHeight(wanted.height())
        return picture
