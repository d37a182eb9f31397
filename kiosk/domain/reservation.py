"""What the customer booked, and the other rows of the roster. Owned by central, only read here.

These dataclasses are the bodies of the feed's rows: their field names are the protocol (docs/protocol.md, "Rows"),
and `kiosk/domain/rows.py` is what turns JSON into them. Identifiers are text: `reservation_id` is the 64-bit number of
the code as 16 lower-case hex digits. All instants are aware UTC.
"""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Annotated

import msgspec

Instant = Annotated[datetime, msgspec.Meta(tz=True)]
"""A row's instant: one that names no time zone is a bad row, never a guess."""


class BookingStatus(StrEnum):
    BOOKED = "booked"
    CANCELLED = "cancelled"
    ON_HOLD = "on_hold"


class Payment(StrEnum):
    PAID = "paid"
    DUE = "due"
    REFUSED = "refused"


class Fulfilment(StrEnum):
    PICKUP = "pickup"
    DELIVERY = "delivery"


@dataclass(frozen=True, slots=True)
class Slot:
    """The customer's time window: start included, end excluded."""

    start: Instant
    end: Instant

    def __post_init__(self) -> None:
        if self.start >= self.end:
            raise ValueError("a slot must end after it starts")


@dataclass(frozen=True, slots=True)
class Customer:
    """All that a terminal may know of a person (design: security and privacy). Masked until the act needs it."""

    name: str
    phone_last4: str = ""
    language: str = "fr"
    needs: str = ""


@dataclass(frozen=True, slots=True)
class LookupCode:
    """A code that is only looked up (K0 or foreign): `digest` is its keyed hash, never its text."""

    digest: str
    generation: int = 0


@dataclass(frozen=True, slots=True)
class Reservation:
    reservation_id: str
    launch: int
    store: int
    slot: Slot
    sku: str
    customer: Customer
    short_code: str
    """Eight spoken characters with a check digit, e.g. `7KQ4M2XP` (kiosk/domain/short_code.py)."""
    status: BookingStatus = BookingStatus.BOOKED
    payment: Payment = Payment.PAID
    fulfilment: Fulfilment = Fulfilment.PICKUP
    generation: int = 0
    """Of the code now valid; a code of a smaller one has been superseded."""
    codes: tuple[LookupCode, ...] = ()
    status_reason: str = ""
    """Why cancelled or on hold, in the store's words."""
    status_at: Instant | None = None
    payment_at: Instant | None = None
    """When the retailer last said something about the payment; None: when it was booked."""
    delivery: str = ""
    """How far a delivery is, in the retailer's words."""
    pickup_allowed: bool = False
    """A delivery may be turned into a pickup in the store."""
    receipt_by_email: bool = False
    """Central can mail the receipt: it has an address, which no terminal is told."""


@dataclass(frozen=True, slots=True)
class Product:
    """One model as it is called on the screen."""

    sku: str
    name: str
    size: str = ""
    case: str = ""
    band: str = ""
    gtin: str = ""
    """The article number on its box, 8 to 14 digits; empty: its boxes cannot be told by number."""
    shelf: str = ""
    """Where it lies in the stockroom, in the store's words."""
    alternatives: tuple[str, ...] = ()
    """Models that may be given instead when this one is short, the best first."""


@dataclass(frozen=True, slots=True)
class StoreRow:
    """A store of the launch: every terminal knows all names, to say which store a customer belongs to."""

    store: int
    name: str
    city: str
    timezone: str
    address: str = ""


@dataclass(frozen=True, slots=True)
class LaunchRow:
    """The launch: `lookup_key` (base64url, 32 bytes) keys the hash of codes that are only looked up."""

    launch: int
    name: str
    lookup_key: str


@dataclass(frozen=True, slots=True)
class TerminalRow:
    """A terminal of the store, as colleagues call it; `letter` begins its call numbers."""

    terminal_id: str
    name: str
    letter: str
