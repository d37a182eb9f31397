"""The printer of one station: from a hand-over to paper. What is printed on is `device`; docs/decisions says which there are.

Implements `ui.receipts.ReceiptPrinter`. Nothing here waits on the GUI thread.
"""

from collections.abc import Callable
from concurrent.futures import Future
from zoneinfo import ZoneInfo

from kiosk.domain.receipt import ReceiptText
from kiosk.floor_answers import HandedOver, Rules
from ui.printing.queue import PrintQueue
from ui.printing.text import receipt_text
from ui.receipts import NotPrinted, Trouble

STORE_WITHIN_S = 5.0
"""How long the store's thread may take to tell its rules."""

Device = Callable[[ReceiptText], None]
"""Prints one receipt and returns when it is on its way. Raises NotPrinted."""


class StationReceipts:
    def __init__(
        self,
        device: Device,
        rules: Callable[[], Future[Rules]],
        zone: Callable[[], ZoneInfo],
        terminal_id: str = "",
        *,
        limit_s: float,
    ) -> None:
        """`rules` and `zone` are asked on the GUI thread and must not block."""
        self._device = device
        self._rules = rules
        self._zone = zone
        self._terminal_id = terminal_id
        self._queue = PrintQueue(limit_s)

    def print(self, handed: HandedOver, language: str) -> Future[None]:
        """Print once. GUI thread; returns at once. The future fails with NotPrinted when it did not come out, or nobody knows
        whether it did."""
        try:
            rules = self._rules()
        except RuntimeError as error:  # the store is closed: the kiosk is on its way out
            failed: Future[None] = Future()
            failed.set_exception(NotPrinted(Trouble.UNKNOWN, "Start the kiosk again.", error))
            return failed
        zone = self._zone()

        def act() -> None:
            self._device(receipt_text(handed, _told(rules), zone, language, self._terminal_id))

        return self._queue.submit(act)

    def stop(self) -> None:
        self._queue.stop()

    def join(self, timeout: float | None = None) -> bool:
        return self._queue.join(timeout)


def _told(rules: Future[Rules]) -> Rules:
    try:
        return rules.result(STORE_WITHIN_S)
    except TimeoutError as error:
        raise NotPrinted(Trouble.UNKNOWN, "Print it again.", "the terminal's memory is busy") from error
