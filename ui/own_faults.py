"""What becomes of a fault of the program's own, on any thread: the log, and the page that says *Out of order*."""

import logging
import sys
import threading
from collections.abc import Callable, Generator
from contextlib import contextmanager
from types import TracebackType

from PySide6.QtGui import QGuiApplication

log = logging.getLogger(__name__)


@contextmanager
def own_faults_shown(application: QGuiApplication, show: Callable[[], None]) -> Generator[None]:
    """While inside, `show` is called at each, on whatever thread it happens. Ctrl-C ends the application with 130."""
    previous, previous_thread = sys.excepthook, threading.excepthook

    def caught(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            application.exit(130)
            return
        log.critical("a fault of the program's own", exc_info=(kind, error, trace))
        show()

    def caught_in_thread(caught_there: threading.ExceptHookArgs) -> None:
        if caught_there.exc_value is not None:
            caught(caught_there.exc_type, caught_there.exc_value, caught_there.exc_traceback)

    sys.excepthook, threading.excepthook = caught, caught_in_thread
    try:
        yield
    finally:
        sys.excepthook, threading.excepthook = previous, previous_thread
