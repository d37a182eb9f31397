"""Receipts to print, and what stands in for printers: a till printer on a socket that answers as ESC/POS says."""

import re
import socket
import threading
from dataclasses import replace
from datetime import UTC, datetime
from types import TracebackType
from typing import Any
from zoneinfo import ZoneInfo

from kiosk.domain.counter import Demo, Receipt
from kiosk.domain.receipt import ReceiptText
from kiosk.floor_answers import Entry, HandedOver
from ui.fiction_floor import RULES, entry, people
from ui.printing.text import receipt_text

PARIS = ZoneInfo("Europe/Paris")
AT = datetime(2026, 12, 1, 13, 5, tzinfo=UTC)
STORE = replace(RULES.store, address="12 rue de la Pompe") if RULES.store else None
HOUSE = replace(RULES, store=STORE)

__all__ = ["AT", "HOUSE", "PARIS", "TillPrinter", "entry", "handed", "receipt"]


def customer(name: str = "Camille Durand") -> Entry:
    """Somebody whose unit stands at a counter."""
    ready = next(one for one in people() if one.state.counter)
    known = replace(ready.reservation.customer, name=name, phone_last4="4711")
    return replace(ready, reservation=replace(ready.reservation, customer=known))


def handed(name: str = "Camille Durand", **changes: Any) -> HandedOver:
    values: dict[str, Any] = {"presented": True, "demo": Demo.BOOKED, **changes}
    return HandedOver("3f2a9c01" + 24 * "e", AT, customer(name), "LN41-0090042", Receipt.PRINTED, **values)


def receipt(name: str = "Camille Durand", language: str = "fr", **changes: Any) -> ReceiptText:
    return replace(receipt_text(handed(name), HOUSE, PARIS, language), **changes)


class TillPrinter:
    """Listens on loopback as a network printer does; `printed` is what it was sent but for questions about its status.

    `answers` False: says nothing when asked. `reads` False: hangs, taking the line and nothing more. `rolls`: receipts
    until the paper has run out.
    """

    QUESTION = re.compile(rb"\x10\x04([\x01-\x04])")

    def __init__(self, *, answers: bool = True, reads: bool = True, online: bool = True, rolls: int = 9) -> None:
        self.printed = b""
        self.asked = 0
        self._answers, self._reads, self._online, self._rolls = answers, reads, online, rolls
        self._listener = socket.create_server(("127.0.0.1", 0))
        self._thread = threading.Thread(target=self._serve, name="till-printer")
        self._over = threading.Event()
        self._lines: list[socket.socket] = []

    @property
    def address(self) -> str:
        return f"127.0.0.1:{self._listener.getsockname()[1]}"

    def __enter__(self) -> "TillPrinter":
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._over.set()
        # Wakes the accept.
        socket.create_connection(self._listener.getsockname()).close()
        self._thread.join()
        self._listener.close()

    def _serve(self) -> None:
        while not self._over.is_set():
            line, _ = self._listener.accept()
            with line:
                if not self._reads:
                    self._over.wait()
                    return
                while data := line.recv(65536):
                    self._take(line, data)

    def _take(self, line: socket.socket, data: bytes) -> None:
        printed = self.QUESTION.sub(b"", data)
        self.printed += printed
        if printed:
            self._rolls -= printed.endswith(b"\x1dV\x00")
        for question in self.QUESTION.findall(data):
            self.asked += 1
            if self._answers:
                line.sendall(bytes([self._answer(question)]))

    def _answer(self, question: bytes) -> int:
        if question == b"\x04":
            return 0x12 if self._rolls > 0 else 0x72
        return 0x12 if self._online else 0x1A
