"""The live preview: the newest picture of the scanner's process, and the outline of the codes in it.

Pictures are dropped, never queued: while one waits to be read, newer ones only replace it.
"""

import math
import threading
import time

from PySide6.QtCore import Property, QObject, QPointF, QRectF, QSizeF, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QImage, QPainter, QPainterPath, QPen, QPolygonF
from PySide6.QtQml import QmlElement, QmlUncreatable
from PySide6.QtQuick import QQuickItem, QQuickPaintedItem

from scanner.messages import CameraHint, CameraState, CameraStatus, FrameReady, Quad, Seen
from ui.bridge import Bridge
from ui.context import ScannerLink
from ui.outline import Outline

QML_IMPORT_NAME = "Kiosk"
QML_IMPORT_MAJOR_VERSION = 1

_FRAME_MS = 16


def _now_ms() -> float:
    return time.monotonic() * 1000


@QmlElement
@QmlUncreatable("made by EntranceModel")  # pyright: ignore[reportCallIssue] (the stub lacks __call__)
class CameraFeed(QObject):
    statusChanged = Signal()
    pictureChanged = Signal()
    outlineChanged = Signal()

    def __init__(self, bridge: Bridge, mirrored: bool, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._scanner: ScannerLink | None = None
        self._bridge = bridge
        self._mirrored = mirrored
        self._status = CameraStatus.STARTING
        self._hint = CameraHint.NONE
        self._waiting: FrameReady | None = None
        self._lock = threading.Lock()
        self.picture = QImage()
        self.outline = Outline()

    def follow(self, scanner: ScannerLink) -> None:
        """Read pictures from here."""
        self._scanner = scanner

    def offer(self, frame: FrameReady) -> None:
        """Any thread: a newer picture is there."""
        with self._lock:
            idle, self._waiting = self._waiting is None, frame
        if idle:
            self._bridge.post(self._take)

    def see(self, seen: Seen) -> None:
        self.outline.see(seen.quads, _now_ms())
        self.outlineChanged.emit()

    def set_state(self, state: CameraState) -> None:
        if (state.status, state.hint) != (self._status, self._hint):
            self._status, self._hint = state.status, state.hint
            self.statusChanged.emit()

    def show(self, pixels: bytes, width: int, height: int) -> None:
        """Put up one RGB888 picture."""
        if len(pixels) != width * height * 3:
            return
        # copy(): QImage does not keep the bytes alive by itself.
        self.picture = QImage(pixels, width, height, width * 3, QImage.Format.Format_RGB888).copy()
        self.pictureChanged.emit()

    def _take(self) -> None:
        with self._lock:
            frame, self._waiting = self._waiting, None
        if frame is None or self._scanner is None:
            return
        pixels = self._scanner.read_frame(frame)
        if pixels is not None:
            self.show(pixels, frame.width, frame.height)

    @property
    def camera_status(self) -> CameraStatus:
        return self._status

    @property
    def camera_hint(self) -> CameraHint:
        return self._hint

    @Property(str, notify=statusChanged)
    def status(self) -> str:
        return str(self._status)

    @Property(str, notify=statusChanged)
    def hint(self) -> str:
        """What a person can do about it; empty for nothing."""
        return str(self._hint)

    @Property(bool, notify=pictureChanged)
    def hasPicture(self) -> bool:
        return not self.picture.isNull()

    @Property(bool, constant=True)
    def mirrored(self) -> bool:
        return self._mirrored


@QmlElement
class CameraView(QQuickPaintedItem):
    """Draws the feed, cropped to fill its rectangle, and the outlines over it."""

    feedChanged = Signal()
    lookChanged = Signal()

    def __init__(self, parent: QQuickItem | None = None) -> None:
        super().__init__(parent)
        self._feed: CameraFeed | None = None
        self._ink = QColor("white")
        self._radius = 0.0
        self._timer = QTimer(self)
        self._timer.setInterval(_FRAME_MS)
        self._timer.timeout.connect(self._advance)

    def _advance(self) -> None:
        if self._feed is None or not self._feed.outline.step(_now_ms()):
            self._timer.stop()
        self.update()

    def _follow(self) -> None:
        if not self._timer.isActive():
            self._timer.start()

    def _redraw(self) -> None:
        self.update()

    def paint(self, painter: QPainter) -> None:
        if self._feed is None or self._feed.picture.isNull():
            return
        whole = QRectF(0, 0, self.width(), self.height())
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
        rounded = QPainterPath()
        rounded.addRoundedRect(whole, self._radius, self._radius)
        painter.setClipPath(rounded)
        picture = self._feed.picture
        covered = self._covered(whole, QSizeF(picture.size()))
        painter.save()
        if self._feed.mirrored:
            painter.translate(self.width(), 0)
            painter.scale(-1, 1)
        painter.drawImage(covered, picture)
        painter.restore()
        for trace in self._feed.outline.traces:
            self._draw_outline(painter, trace.shown, trace.opacity, covered)

    @staticmethod
    def _covered(whole: QRectF, picture: QSizeF) -> QRectF:
        size = picture.scaled(whole.size(), Qt.AspectRatioMode.KeepAspectRatioByExpanding)
        covered = QRectF(QPointF(0, 0), size)
        covered.moveCenter(whole.center())
        return covered

    def _draw_outline(self, painter: QPainter, quad: Quad, opacity: float, covered: QRectF) -> None:
        corners = [QPointF(covered.x() + x * covered.width(), covered.y() + y * covered.height()) for x, y in quad]
        if self._feed is not None and self._feed.mirrored:
            corners = [QPointF(self.width() - corner.x(), corner.y()) for corner in corners]
        centre = QPointF(sum(c.x() for c in corners) / 4, sum(c.y() for c in corners) / 4)
        grown = [centre + (corner - centre) * 1.14 for corner in corners]
        painter.setOpacity(opacity)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        width = max(4.0, self.height() / 110)
        for colour, thick in ((QColor(0, 0, 0, 150), width + 4), (self._ink, width)):
            painter.setPen(
                QPen(colour, thick, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin)
            )
            for index, corner in enumerate(grown):
                before, after = grown[index - 1], grown[(index + 1) % 4]
                painter.drawPolyline(QPolygonF([_towards(corner, before), corner, _towards(corner, after)]))
        painter.setOpacity(1.0)

    @Property(CameraFeed, notify=feedChanged)
    def feed(self) -> CameraFeed | None:  # pyright: ignore[reportRedeclaration] (Qt's Property has a setter of the same name)
        return self._feed

    @feed.setter
    def feed(self, feed: CameraFeed | None) -> None:
        if feed is self._feed:
            return
        self._feed = feed
        if feed is not None:
            feed.pictureChanged.connect(self._redraw)
            feed.outlineChanged.connect(self._follow)
        self.feedChanged.emit()
        self.update()

    @Property(QColor, notify=lookChanged)
    def outlineColor(self) -> QColor:  # pyright: ignore[reportRedeclaration] (Qt's Property has a setter of the same name)
        return self._ink

    @outlineColor.setter
    def outlineColor(self, ink: QColor) -> None:
        self._ink = ink
        self.lookChanged.emit()
        self.update()

    @Property(float, notify=lookChanged)
    def radius(self) -> float:  # pyright: ignore[reportRedeclaration] (Qt's Property has a setter of the same name)
        return self._radius

    @radius.setter
    def radius(self, radius: float) -> None:
        self._radius = radius
        self.lookChanged.emit()
        self.update()


def _towards(corner: QPointF, other: QPointF) -> QPointF:
    """A third of the way along the side, so that only the corners are drawn."""
    length = math.hypot(other.x() - corner.x(), other.y() - corner.y())
    return corner if length == 0 else corner + (other - corner) * 0.3
