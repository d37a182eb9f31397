"""One window: a view with a page of ours in it, the tokens set, and hand scanners that type told from people.

Knows no station and no business; whoever opens it gives it the page's name and its one view model. GUI thread only.
"""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QColor, QGuiApplication
from PySide6.QtQuick import QQuickView

from ui.closed import ClosedWindow
from ui.icons import IconProvider
from ui.wedge import WedgeFilter

QML = Path(__file__).parent / "qml"
TITLE = "Launch kiosk"


@dataclass(frozen=True, slots=True)
class Look:
    """How the tokens are set."""

    dark: bool = True
    large_text: bool = False
    reduced_motion: bool = False


@dataclass(frozen=True, slots=True)
class Frame:
    """How the window stands on the machine. `size` in pixels; None: 1280x800, or the monitor's when `fullscreen`."""

    fullscreen: bool = False
    size: tuple[int, int] | None = None
    monitor: int = 0
    closed: bool = False
    """Whoever stands before it cannot leave it; then it fills the monitor."""


class Screen(QObject):
    drawn = Signal()
    """Once, after the first picture: the time for what is heavy."""

    def __init__(self, page: str, model: QObject, look: Look, typed: Callable[[str, bool], None]) -> None:
        """`typed` gets what a hand scanner typed, and whether it ended with Enter or Tab."""
        super().__init__()
        self._page = page
        self._model = model
        self._look = look
        self._wedge = WedgeFilter(typed, self)
        self._was_drawn = self._followed = False
        self._closed: ClosedWindow | None = None
        self.view = QQuickView()

    def open(self, frame: Frame) -> None:
        """Raises RuntimeError when the page cannot be made: a fault of the program's own."""
        view = self.view
        engine = view.engine()
        engine.addImportPath(str(QML))
        engine.addImageProvider("icons", IconProvider())
        theme = engine.singletonInstance("Kiosk", "Theme")
        if not isinstance(theme, QObject):
            raise TypeError("the tokens cannot be made")
        theme.setProperty("dark", self._look.dark)
        theme.setProperty("largeText", self._look.large_text)
        theme.setProperty("reducedMotion", self._look.reduced_motion)
        ground = theme.property("ground")
        if isinstance(ground, QColor):
            view.setColor(ground)
        view.setTitle(TITLE)
        view.setResizeMode(QQuickView.ResizeMode.SizeRootObjectToView)
        view.setInitialProperties({"model": self._model})
        view.resize(*(frame.size or (1280, 800)))
        view.loadFromModule("Kiosk", self._page)
        if view.status() != QQuickView.Status.Ready:
            raise RuntimeError("; ".join(error.toString() for error in view.errors()))
        if frame.closed:
            self._closed = ClosedWindow(view, self)
        self._wedge.follow(view)
        self._followed = True
        view.frameSwapped.connect(self._first)
        monitors = QGuiApplication.screens()
        if 0 < frame.monitor < len(monitors):
            view.setScreen(monitors[frame.monitor])
            view.setPosition(monitors[frame.monitor].availableGeometry().topLeft())
        if frame.fullscreen or frame.closed:
            view.showFullScreen()
        else:
            view.show()

    def _first(self) -> None:
        if not self._was_drawn:
            self._was_drawn = True
            self.view.frameSwapped.disconnect(self._first)
            QTimer.singleShot(0, self.drawn.emit)

    def end(self) -> None:
        """The window is gone after this."""
        if self._closed is not None:
            self._closed.open_up()
        if self._followed:
            self._wedge.leave(self.view)
        self.view.close()
        self.view.setSource("")
