"""The receipt of the customer at the counter: what they can be given, and how its printing went. GUI thread only."""

from collections.abc import Callable
from functools import partial
from typing import Protocol

from kiosk.floor_answers import Entry, HandedOver, Receipt
from ui.bridge import Bridge
from ui.language import known
from ui.receipts import NotPrinted, Trouble
from ui.station_context import StationContext
from ui.stations.counter_choices import receipts_of, usual_receipt
from ui.stations.counter_customer import CustomerModel


class Page(Protocol):
    """The page it belongs to."""

    def receipt_changed(self) -> None:
        """Something is to be shown anew."""
        ...

    def receipt_failed(self, trouble: Trouble, *, here: bool) -> None:
        """`here`: its customer is still on the page, which says it by itself."""
        ...


class CounterReceipt:
    def __init__(self, context: StationContext, bridge: Bridge, customer: CustomerModel, page: Page) -> None:
        self._context = context
        self._bridge = bridge
        self._customer = customer
        self._page = page

    def offered(self, entry: Entry | None) -> tuple[Receipt, ...]:
        return receipts_of(entry, prints=self._context.receipts is not None)

    def usual(self, entry: Entry | None) -> Receipt:
        return usual_receipt(self.offered(entry))

    def choose(self, index: int) -> None:
        offered = self.offered(self._customer.entry)
        if 0 <= index < len(offered):
            self._customer.ticks.receipt = offered[index]
            self._page.receipt_changed()

    def keep_possible(self) -> None:
        """What was ticked may have gone meanwhile: central has no address for them any more."""
        entry = self._customer.entry
        if self._customer.ticks.receipt not in self.offered(entry):
            self._customer.ticks.receipt = self.usual(entry)

    def print(self) -> None:
        """The hand-over stands whatever the printer does."""
        handed, printer = self._customer.handed, self._context.receipts
        if handed is None or printer is None:
            return
        self._customer.printing = "printing"
        language = known(handed.entry.reservation.customer.language)
        outcome: Callable[[object], None] = partial(self._printed, handed)
        self._bridge.when_done(printer.print(handed, language), outcome, partial(self._not_printed, handed))

    def _printed(self, handed: HandedOver, _said: object) -> None:
        if self._customer.handed is handed:
            self._customer.printing = "printed"
            self._page.receipt_changed()

    def _not_printed(self, handed: HandedOver, error: BaseException) -> None:
        trouble = error.trouble if isinstance(error, NotPrinted) else Trouble.UNKNOWN
        here = self._customer.handed is handed
        if here:
            self._customer.printing, self._customer.trouble = "failed", trouble
            self._page.receipt_changed()
        self._page.receipt_failed(trouble, here=here)
