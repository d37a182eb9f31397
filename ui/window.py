"""The window of the entrance and everything that lives as long as it: engine, fonts, filter, scanner, loudspeaker.

Opens first, does heavy things after the first picture has been drawn.
"""

import logging
import os
import sys
import threading
from collections.abc import Callable
from concurrent.futures import Future
from functools import partial
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QColor, QFont, QFontDatabase, QGuiApplication
from PySide6.QtQuick import QQuickView

from ui.bridge import Bridge
from ui.context import EntranceContext, HandLink, ScannerLink
from ui.entrance import RESTART, EntranceModel
from ui.hand import HandModel
from ui.icons import IconProvider
from ui.language import Languages
from ui.sound import Loudspeaker
from ui.wedge import WedgeFilter

QML = Path(__file__).parent / "qml"
FONTS = Path(__file__).parent.parent / "assets" / "fonts"
_GROUND = "#0b0e13"

log = logging.getLogger(__name__)


def make_application(offscreen: bool) -> QGuiApplication:
    """The process's one application, with the house's fonts."""
    if offscreen:
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
        os.environ["QT_QUICK_BACKEND"] = "software"
    os.environ.setdefault("QT_QUICK_CONTROLS_STYLE", "Basic")
    existing = QGuiApplication.instance()
    application = existing if isinstance(existing, QGuiApplication) else QGuiApplication(["kiosk"])
    application.setApplicationDisplayName("Launch kiosk")
    load_fonts()
    return application


def load_fonts() -> None:
    """Inter, from the project's own files, as the one family of the application."""
    for file in sorted(FONTS.glob("*.otf")):
        QFontDatabase.addApplicationFont(str(file))
    font = QFont("Inter")
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    QGuiApplication.setFont(font)


class EntranceWindow(QObject):
    """Implements `ui.context.EntranceHandle`."""

    opened = Signal()

    def __init__(self, context: EntranceContext) -> None:
        super().__init__()
        self._context = context
        self._bridge = Bridge(self)
        self._languages = Languages()
        self._languages.install(context.language)
        self.hand = HandModel(self._bridge, context.hand_expected, self)
        self.model = EntranceModel(context, self._bridge, self._languages, self.hand, self)
        self._loudspeaker = Loudspeaker() if context.sound else None
        self.view = QQuickView()
        self._wedge = WedgeFilter(self.hand.typed, self)
        self._begun = False
        self._scanner: ScannerLink | None = None
        self._hand_line: HandLink | None = None
        self._code = 0
        self.on_close: Callable[[int], None] = lambda code: None
        self.model.languageChanged.connect(self.view.engine().retranslate)
        self.model.restartAsked.connect(partial(self.close, RESTART))

    def open(self) -> None:
        """Show the window; the scanner starts after the first picture."""
        view = self.view
        view.engine().addImportPath(str(QML))
        view.engine().addImageProvider("icons", IconProvider())
        view.setColor(QColor(_GROUND))
        view.setTitle("Launch kiosk")
        view.setResizeMode(QQuickView.ResizeMode.SizeRootObjectToView)
        view.setInitialProperties({"model": self.model})
        width, height = self._context.size or (1280, 800)
        view.resize(width, height)
        view.loadFromModule("Kiosk", "EntrancePage")
        if view.status() != QQuickView.Status.Ready:
            raise RuntimeError("; ".join(error.toString() for error in view.errors()))
        self._wedge.follow(view)
        view.frameSwapped.connect(self._begin)
        if self._context.fullscreen:
            view.showFullScreen()
        else:
            view.show()

    def _begin(self) -> None:
        if self._begun:
            return
        self._begun = True
        self.view.frameSwapped.disconnect(self._begin)
        QTimer.singleShot(0, self._start_parts)

    def _start_parts(self) -> None:
        self.model.begin()
        self._scanner = self._context.scanner(self.model.on_message)
        self.model.watch(self._scanner)
        self._scanner.start()
        if self._context.hand is not None:
            self._hand_line = self._context.hand(self.hand.on_text, self.hand.on_state)
            self._hand_line.start()
        if self._loudspeaker is not None:
            self._loudspeaker.start()
            self.model.sounded.connect(self._loudspeaker.play)
        self.opened.emit()
        if self._context.on_ready is not None:
            self._context.on_ready(self)

    def end(self) -> None:
        """Stop everything that was started; the window is gone after this."""
        self.model.end()
        self._bridge.close()
        if self._scanner is not None:
            self._scanner.stop()
        if self._loudspeaker is not None:
            self._loudspeaker.stop()
        if self._hand_line is not None:
            self._hand_line.stop()
        self._wedge.leave(self.view)
        self.view.close()
        self.view.setSource("")
        self._languages.uninstall()

    # EntranceHandle

    def save_picture(self, path: Path) -> Future[bool]:
        saved: Future[bool] = Future()

        def grab() -> None:
            saved.set_result(self.view.grabWindow().save(str(path)))

        self._bridge.post(grab)
        return saved

    def shown(self) -> str:
        return self.model.shown_kind()

    def shows(self) -> int:
        return self.model.shown_count()

    def present(self, texts: tuple[str, ...]) -> None:
        self._bridge.post(partial(self.model.present, texts))

    def close(self, code: int = 0) -> None:
        self._code = code
        self._bridge.post(partial(self.on_close, code))

    def run(self, application: QGuiApplication) -> int:
        """Open, serve until closed, and clean up. Own bugs land on the *Out of order* page."""
        previous, previous_thread = sys.excepthook, threading.excepthook

        def caught(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
            if issubclass(kind, KeyboardInterrupt):
                application.exit(130)
                return
            log.critical("a fault of the program's own", exc_info=(kind, error, trace))
            self._bridge.post(self.model.out_of_order)

        def caught_in_thread(caught_there: threading.ExceptHookArgs) -> None:
            if caught_there.exc_value is not None:
                caught(caught_there.exc_type, caught_there.exc_value, caught_there.exc_traceback)

        sys.excepthook, threading.excepthook = caught, caught_in_thread
        self.on_close = application.exit
        try:
            self.open()
            return application.exec()
        finally:
            sys.excepthook, threading.excepthook = previous, previous_thread
            self.end()
