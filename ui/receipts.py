"""Receipts as a station asks for them: what a printer must be able to do. Which printer it is the configuration says."""

from concurrent.futures import Future
from typing import Protocol

from kiosk.floor_answers import HandedOver


class ReceiptPrinter(Protocol):
    """Prints what a customer takes home beside the watch."""

    def print(self, handed: HandedOver, language: str) -> Future[None]:
        """Print once. GUI thread; returns at once. The future fails with `kiosk.errors.Fault` when it did not come out."""
        ...
