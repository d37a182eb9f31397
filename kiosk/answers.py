"""What the desk answers: one value for each question of a screen. Decides nothing; `kiosk/desk.py` makes them."""

from dataclasses import dataclass
from datetime import datetime

from kiosk.domain.conflict import Conflict
from kiosk.domain.event import Event
from kiosk.domain.reservation import Product, Reservation, Slot
from kiosk.domain.shortage import Supply
from kiosk.domain.verdict import Verdict


@dataclass(frozen=True, slots=True)
class BookingNotes:
    """What is good to know of a booking beside the verdict on it."""

    cancelled_at: datetime | None = None
    cancelled_by: str = ""
    """A colleague, as colleagues call them; empty: the retailer."""
    cancelled_reason: str = ""
    also_booked: int = 0
    """Other bookings of this store under the same name and phone digits: a hint, and no more."""
    may_rebook: bool = False
    """Cancelled, or a delivery that may be fetched here: a supervisor may book it again."""
    unpaid: bool = False


@dataclass(frozen=True, slots=True)
class CheckIn:
    """What one presentation led to. It exists only after the commit returned."""

    verdict: Verdict
    event_id: str
    """Of the `arrived` or `scan_refused` event; empty for verdicts that record nothing (training, badge, several)."""
    at: datetime
    call_number: str = ""
    """Of the arrival: the new one, or for ALREADY_ARRIVED the first one's."""
    product: Product | None = None
    admitted: bool = False
    """True when this act recorded an arrival: the only thing that may be shown green."""
    by_override: bool = False
    seen_elsewhere: tuple[str, ...] = ()
    """Names of the other terminals of `verdict.arrivals`, same order as the arrivals made elsewhere."""
    notes: BookingNotes = BookingNotes()
    supply: Supply | None = None
    """Of whoever is inside, or is let in by this act, and has no unit yet: what there is for them. None: unknown."""


@dataclass(frozen=True, slots=True)
class Match:
    """One search result. `name_masked` like `C. D…`; the whole name shows only after the act."""

    reservation_id: str
    name_masked: str
    phone_last4: str
    reservation: Reservation
    product: Product | None
    stage: str


@dataclass(frozen=True, slots=True)
class DataState:
    """How whole and how old the terminal's copy is; what the status strip says."""

    reservations: int
    reservations_expected: int | None
    """None until central's head was seen once."""
    complete: bool
    """Counts and state hash equal central's at the head."""
    quarantined: int
    updated_at: datetime | None
    """When the copy last provably stood at central's head."""
    unsent: int
    rejected: int = 0
    """Own events that central did not believe: `kiosk outbox list` says why."""
    conflicts: int = 0
    """Open ones, of the whole store."""
    copied: bool = False
    """Two machines have written as this terminal: a person must look."""
    stock_doubts: int = 0
    """Figures of the stock that cannot be so, until somebody counts."""
    in_doubt: bool = False
    """The copy was fetched anew because it differed from central's, and still differs."""


@dataclass(frozen=True, slots=True)
class ConflictReport:
    """A conflict with both sides' evidence, as far as this terminal holds it: nothing has to be asked for."""

    conflict: Conflict
    events: tuple[Event, ...]
    """In the order of `conflict.evidence`."""
    keepable: frozenset[str] = frozenset()
    """Event ids of the sides that may be said to hold: the others can be taken back."""


@dataclass(frozen=True, slots=True)
class Admission:
    """An arrival recorded on this terminal that nobody took back."""

    event_id: str
    at: datetime
    call_number: str
    reservation_id: str
    reservation: Reservation | None
    """None when it was admitted before its booking was synced."""
    undo_until: datetime
    """Until then it can be taken back here without a supervisor."""


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """Places that another terminal may give away, as far as this one knows."""

    terminal: str
    """As colleagues call it."""
    places: int


@dataclass(frozen=True, slots=True)
class LaterSlot:
    """A slot that a customer could be moved to."""

    slot: Slot
    places: int
    """This terminal may give away so many, online or offline."""
    elsewhere: tuple[Elsewhere, ...] = ()
    full: bool = False
    """Nobody has any, as far as central knew when it was last heard."""


@dataclass(frozen=True, slots=True)
class LaterSlots:
    """What the entrance can offer somebody who is late."""

    reservation_id: str
    reservation: Reservation
    present: Slot
    slots: tuple[LaterSlot, ...]
    """Of today and not over, later than the present one; earliest first, full ones too. None: the launch day is over, or
    central manages no slots."""
    waiting: bool = False
    """The customer is on the waiting list."""

    @property
    def places(self) -> int:
        return sum(one.places for one in self.slots)


@dataclass(frozen=True, slots=True)
class Moved:
    """A move that is saved: what the slip says."""

    event_id: str
    at: datetime
    reservation_id: str
    reservation: Reservation
    product: Product | None
    before: Slot
    slot: Slot
    code: str
    """The text of the new code, which is kept nowhere: it is on the slip or it is gone. Empty: this terminal cannot make one
    yet. The old code and the spoken one lead to the same booking."""
    places: int
    """Left to this terminal in the new slot."""
    undo_until: datetime


@dataclass(frozen=True, slots=True)
class Waiting:
    """Somebody on the waiting list."""

    reservation_id: str
    reservation: Reservation
    since: datetime
    """By central's clock."""
    free: LaterSlot | None
    """The first later slot that this terminal has a place in; None: none yet."""
