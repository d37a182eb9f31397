"""Receipts as a station asks for them: what a printer must be able to do, and why one did not come out.

Which printer it is the configuration says; what a screen says of a trouble is in `ui/stations/counter_words.py`.
"""

from concurrent.futures import Future
from enum import Enum, auto
from typing import Protocol

from kiosk.errors import Fault
from kiosk.floor_answers import HandedOver

PRINT = "print the receipt"


class Trouble(Enum):
    """Why a receipt did not come out, as far as somebody at the counter can do something about it."""

    NO_PAPER = auto()
    NOT_READY = auto()
    """Its cover is open, or it is switched off line."""
    UNREACHABLE = auto()
    """Off, unplugged, or somewhere else."""
    SILENT = auto()
    """It is there and does not answer: the receipt may come out yet."""
    HALFWAY = auto()
    """Lost while it was sent: it may have come out."""
    SYSTEM = auto()
    """The operating system has none, or has stopped it."""
    FOLDER = auto()
    UNKNOWN = auto()


class NotPrinted(Fault):
    """It did not come out, or nobody knows whether it did."""

    def __init__(self, trouble: Trouble, hint: str, cause: BaseException | str | None = None) -> None:
        self.trouble = trouble
        super().__init__(PRINT, hint, cause)


class ReceiptPrinter(Protocol):
    """Prints what a customer takes home beside the watch."""

    def print(self, handed: HandedOver, language: str) -> Future[None]:
        """Print once. GUI thread; returns at once. The future fails with `NotPrinted` when it did not come out."""
        ...
