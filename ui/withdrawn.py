"""The one page of a terminal that was withdrawn. It has no way out and nothing to press."""

import logging
import signal

from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import QGuiApplication

from ui.language import Languages
from ui.screen import Frame, Look, Screen

log = logging.getLogger(__name__)

TICK_MS = 500


def show(application: QGuiApplication, language: str, *, fullscreen: bool, closed: bool) -> None:
    """Until the application is ended from outside (SIGTERM, SIGINT, or the window's closing)."""
    languages = Languages()
    languages.install(language)
    screen = Screen("WithdrawnPage", QObject(), Look(), lambda _text, _ended: None)
    pulse = QTimer()
    pulse.timeout.connect(lambda: None)  # Python's turn: without one it hears no signal
    pulse.start(TICK_MS)
    try:
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, lambda _number, _frame: application.exit(0))
        screen.drawn.connect(lambda: log.info("the screen says that this terminal is withdrawn"))
        screen.open(Frame(fullscreen, closed=closed))
        application.exec()
    finally:
        screen.end()
        languages.uninstall()
