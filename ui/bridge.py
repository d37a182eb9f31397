"""From other threads to the GUI thread: the only place where the two meet.

Whatever is posted runs on the thread that made the bridge, in order, later; nothing here waits.
"""

import threading
from collections.abc import Callable
from concurrent.futures import Future
from typing import Any

from PySide6.QtCore import QObject, Qt, Signal, Slot


class Bridge(QObject):
    _posted = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._closed = threading.Event()
        self._posted.connect(self._run, Qt.ConnectionType.QueuedConnection)

    def close(self) -> None:
        """From now on nothing posted is run: the screen is gone."""
        self._closed.set()

    def post(self, act: Callable[[], None]) -> None:
        """Any thread: run `act` on the GUI thread."""
        if self._closed.is_set():
            return
        try:
            self._posted.emit(act)
        except RuntimeError:
            # Qt has deleted the bridge between the check and the call: the same as closed.
            self._closed.set()

    def when_done(
        self,
        future: Future[Any],
        done: Callable[[Any], None],
        failed: Callable[[BaseException], None],
    ) -> None:
        """Hand the outcome of work on another thread to the GUI thread."""

        def finish() -> None:
            error = future.exception()
            if error is None:
                done(future.result())
            else:
                failed(error)

        def finished(ended: Future[Any]) -> None:
            if not ended.cancelled():
                self.post(finish)

        future.add_done_callback(finished)

    @Slot(object)
    def _run(self, act: Callable[[], None]) -> None:
        if not self._closed.is_set():
            act()
