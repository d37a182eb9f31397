"""What the desk answers about the store floor: customers as every station sees them, boxes, hand-overs. Decides nothing.

`kiosk/floor.py`, `kiosk/stockroom.py` and `kiosk/counter.py` make these values; the words of the counter and of rejected
units come from the domain and can be had here, so that a screen needs one import.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from kiosk.domain.counter import CallAct, Demo, Identity, Receipt, TakeBack
from kiosk.domain.policy import Policy
from kiosk.domain.recipe import Recipe
from kiosk.domain.reservation import Product, Reservation, Slot, StoreRow, TerminalRow
from kiosk.domain.state import Stage, State
from kiosk.domain.unit import RejectReason, UnitFit, bound_units

__all__ = [
    "BoxAnswer",
    "CallAct",
    "Demo",
    "Entry",
    "Evidence",
    "Expected",
    "HandOver",
    "HandedOver",
    "Identity",
    "Receipt",
    "RejectReason",
    "Rules",
    "StockLine",
    "TakeBack",
    "UnitAnswer",
    "stock_of",
]


@dataclass(frozen=True, slots=True)
class Entry:
    """One customer of the day: what was booked, what has happened, and what is needed to prepare it."""

    reservation: Reservation
    state: State
    product: Product | None
    """None while its row has not come: nothing can be prepared then."""
    recipe: Recipe

    @property
    def reservation_id(self) -> str:
        return self.reservation.reservation_id

    @property
    def call_number(self) -> str:
        """Of the first arrival; empty before it."""
        return self.state.arrivals[0].call_number if self.state.arrivals else ""

    @property
    def stage(self) -> Stage:
        return self.state.stage

    @property
    def slot(self) -> Slot:
        """The one now valid, a rescheduling counted in."""
        return self.state.slot or self.reservation.slot

    @property
    def arrived_at(self) -> datetime | None:
        return self.state.arrivals[0].at if self.state.arrivals else None

    def promised_at(self, policy: Policy) -> datetime | None:
        """When the unit is promised at the counter, as on the runners' board; None before the arrival."""
        if not self.state.arrivals:
            return None
        return max(self.state.arrivals[0].at, self.slot.start) + timedelta(seconds=policy.promise_s)


@dataclass(frozen=True, slots=True)
class Expected:
    """So many customers of a slot and product who have not come yet."""

    slot: Slot
    sku: str
    count: int


@dataclass(frozen=True, slots=True)
class Rules:
    """What central has sent beside reservations, as far as the floor needs it."""

    policy: Policy
    recipes: tuple[Recipe, ...]
    products: tuple[Product, ...]
    terminals: tuple[TerminalRow, ...]
    store: StoreRow | None
    """None until its row has come."""
    staff: Mapping[str, str] = field(default_factory=dict[str, str])
    """Staff number -> as colleagues call them; empty where nobody is listed."""


@dataclass(frozen=True, slots=True)
class StockLine:
    """What is known of the units of one product; how many there are in all is not known here."""

    product: Product
    handed_over: int
    ready: int
    """At a counter."""
    in_preparation: int
    """Bound to a customer whose unit is not ready."""
    quarantined: int


def stock_of(entries: Iterable[Entry], products: Iterable[Product]) -> tuple[StockLine, ...]:
    """A line for each product, in order of sku: pure, so that a screen can have it of the entries it holds already."""
    handed: Counter[str] = Counter()
    ready: Counter[str] = Counter()
    bound: Counter[str] = Counter()
    quarantined: Counter[str] = Counter()
    for entry in entries:
        sku, state = entry.reservation.sku, entry.state
        handed[sku] += len({fact.detail for fact in state.hand_overs})
        units = [] if state.hand_overs else [fact.detail for fact in bound_units(state)]
        ready[sku] += bool(units) and state.prepared_at is not None
        bound[sku] += len(units) - (bool(units) and state.prepared_at is not None)
        quarantined[sku] += len({one.serial for one in state.rejected})
    return tuple(
        StockLine(one, handed[one.sku], ready[one.sku], bound[one.sku], quarantined[one.sku])
        for one in sorted(products, key=lambda product: product.sku)
    )


@dataclass(frozen=True, slots=True)
class Evidence:
    """What a step was proven by."""

    battery_percent: int | None = None
    """0 to 100, as the watch shows it."""
    passed: bool | None = None
    """Where only good or bad was seen."""
    counter: str = ""
    """Where the unit was brought."""


@dataclass(frozen=True, slots=True)
class BoxAnswer:
    """Whether the box is the reserved one. It is bound only if `fit.fit` is RIGHT, and then it is saved already."""

    fit: UnitFit
    entry: Entry
    owner: str = ""
    """Of a unit that is taken: the call number of whose it is; empty if it was rejected or nobody has arrived for it."""


@dataclass(frozen=True, slots=True)
class UnitAnswer:
    """Whether the scanned unit opens the hand-over lock."""

    opens: bool
    fit: UnitFit
    entry: Entry
    owner: str = ""
    """The call number of the customer whose unit this is, if it is somebody else's."""


@dataclass(frozen=True, slots=True)
class HandOver:
    """What a member of staff has ticked before the unit changes hands."""

    reservation_id: str
    serial: str
    """As scanned: must be the prepared one."""
    identity: Identity
    presented: bool
    demo: Demo
    receipt: Receipt
    proxy_code: str = ""
    """For PROXY: the last four characters of the spoken code, any case."""
    reason: str = ""
    """A supervisor's, for a reservation that is cancelled, on hold or not paid."""


@dataclass(frozen=True, slots=True)
class HandedOver:
    """A hand-over that is saved: what a receipt is printed from."""

    event_id: str
    at: datetime
    entry: Entry
    serial: str
    receipt: Receipt
    presented: bool = False
    demo: Demo = Demo.NONE
