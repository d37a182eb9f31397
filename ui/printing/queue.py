"""One printer's jobs, one after the other on threads of their own, each with a time limit. Knows no printer and no Qt.

A driver that hangs cannot be interrupted: its job fails at the limit, and until it comes back every further job fails at
once, so that a dead printer holds up one thread and nobody's hands.
"""

import logging
import threading
from collections.abc import Callable
from concurrent.futures import Future
from queue import SimpleQueue

from kiosk.errors import Fault
from ui.receipts import NotPrinted, Trouble

log = logging.getLogger(__name__)

STUCK_HINT = "Look at the printer: switch it off and on, then print again. The receipt may still come out."


class PrintQueue:
    def __init__(self, limit_s: float) -> None:
        self._limit_s = limit_s
        self._jobs: SimpleQueue[tuple[Callable[[], None], Future[None]] | None] = SimpleQueue()
        self._gate = threading.Lock()
        self._stopped = False
        self._stuck: threading.Thread | None = None
        self._thread = threading.Thread(target=self._run, name="receipts", daemon=True)
        self._thread.start()

    def submit(self, act: Callable[[], None]) -> Future[None]:
        """Any thread; returns at once. The future fails with what `act` raises, or with Fault at the limit."""
        future: Future[None] = Future()
        with self._gate:
            if self._stopped:
                future.set_exception(
                    NotPrinted(Trouble.UNKNOWN, "Start the kiosk again.", "the printer's queue is closed")
                )
            else:
                self._jobs.put((act, future))
        return future

    def stop(self) -> None:
        """Take no more; what was asked for is still printed. Safe to call twice."""
        with self._gate:
            if not self._stopped:
                self._stopped = True
                self._jobs.put(None)

    def join(self, timeout: float | None = None) -> bool:
        """Wait for the end; False when something is still printed after `timeout` seconds."""
        self._thread.join(timeout)
        return not self._thread.is_alive()

    def _run(self) -> None:
        while (job := self._jobs.get()) is not None:
            act, future = job
            if not future.set_running_or_notify_cancel():
                continue
            error = self._print(act)
            if isinstance(error, Fault):
                log.warning("a receipt was not printed: %s. %s", error.cause, error.hint)
            elif error is not None:
                log.error("a receipt was not printed for a fault of ours", exc_info=error)
            if error is None:
                future.set_result(None)
            else:
                future.set_exception(error)

    def _print(self, act: Callable[[], None]) -> BaseException | None:
        if self._stuck is not None and self._stuck.is_alive():
            return NotPrinted(Trouble.SILENT, STUCK_HINT, "the printer has not finished the receipt before")
        errors: list[BaseException] = []

        def attempt() -> None:
            try:
                act()
            except BaseException as error:  # noqa: BLE001  # it belongs to whoever asked, who gets it from the Future
                errors.append(error)

        self._stuck = threading.Thread(target=attempt, name="receipt", daemon=True)
        self._stuck.start()
        self._stuck.join(self._limit_s)
        if self._stuck.is_alive():
            return NotPrinted(Trouble.SILENT, STUCK_HINT, f"the printer did not answer within {self._limit_s:g} s")
        return errors[0] if errors else None
