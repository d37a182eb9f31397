"""The window of the entrance and everything that lives as long as it: screen, scanner, hand scanner, loudspeaker.

Opens first, does heavy things after the first picture has been drawn. The other stations' is `ui/station_window.py`.
"""

import os
from collections.abc import Callable
from concurrent.futures import Future
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QFont, QFontDatabase, QGuiApplication

from ui.bridge import Bridge
from ui.context import EntranceContext, HandLink, ScannerLink
from ui.entrance import RESTART, EntranceModel
from ui.floor import FloorFeed
from ui.hand import HandModel
from ui.language import Languages
from ui.own_faults import own_faults_shown
from ui.screen import Frame, Look, Screen
from ui.sound import Loudspeaker

FONTS = Path(__file__).parent.parent / "assets" / "fonts"


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


def count_monitors() -> int:
    """Without any window. Needs a display."""
    make_application(offscreen=False)
    return len(QGuiApplication.screens())


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

    def __init__(
        self,
        context: EntranceContext,
        bridge: Bridge | None = None,
        languages: Languages | None = None,
        floor: FloorFeed | None = None,
    ) -> None:
        """`bridge` and `languages` are given, both, where other windows share them; whoever made them also ends them. `floor`:
        to tell how long somebody will wait."""
        super().__init__()
        self._context = context
        self._alone = languages is None
        self._bridge = bridge or Bridge(self)
        self._languages = languages or Languages()
        if self._alone:
            self._languages.install(context.language)
        self.hand = HandModel(self._bridge, context.hand_expected, self)
        self.model = EntranceModel(context, self._bridge, self._languages, self.hand, self, floor)
        self._loudspeaker = Loudspeaker() if context.sound else None
        look = Look(True if context.dark is None else context.dark, context.large_text, context.reduced_motion)
        self.screen = Screen("EntrancePage", self.model, look, self.hand.typed)
        self.screen.drawn.connect(self._start_parts)
        self.view = self.screen.view
        self._scanner: ScannerLink | None = None
        self._hand_line: HandLink | None = None
        self.on_close: Callable[[int], None] = lambda code: None
        self.model.languageChanged.connect(self.view.engine().retranslate)
        self.model.restartAsked.connect(partial(self.close, RESTART))

    def open(self, monitor: int = 0) -> None:
        """Show the window; the scanner starts after the first picture."""
        self.screen.open(Frame(self._context.fullscreen, self._context.size, monitor, self._context.closed))

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
        if self._alone:
            self._bridge.close()
        if self._scanner is not None:
            self._scanner.stop()
        if self._loudspeaker is not None:
            self._loudspeaker.stop()
        if self._hand_line is not None:
            self._hand_line.stop()
        self.screen.end()
        if self._alone:
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
        self._bridge.post(partial(self.on_close, code))

    def run(self, application: QGuiApplication) -> int:
        """Open, serve until closed, and clean up. Own bugs land on the *Out of order* page."""
        self.on_close = application.exit
        try:
            with own_faults_shown(application, partial(self._bridge.post, self.model.out_of_order)):
                self.open()
                return application.exec()
        finally:
            self.end()
