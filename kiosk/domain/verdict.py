"""The answer to a scan: a value with all that the screen shows. Texts in both languages live in `ui`, keyed by `kind`.

Nothing here decides; `admission.decide` does. `tone` is what colour, sound and icon derive from.
"""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from kiosk.domain.reservation import Reservation, Slot


class VerdictKind(StrEnum):
    ADMIT = "admit"
    TOO_EARLY = "too_early"
    LATE_GRACE = "late_grace"
    LATE = "late"
    ALREADY_ARRIVED = "already_arrived"
    ALREADY_COLLECTED = "already_collected"
    CANCELLED = "cancelled"
    PAYMENT_DUE = "payment_due"
    PAYMENT_REFUSED = "payment_refused"
    ON_HOLD = "on_hold"
    WRONG_STORE = "wrong_store"
    WRONG_DAY = "wrong_day"
    HOME_DELIVERY = "home_delivery"
    SUPERSEDED_CODE = "superseded_code"
    NOT_SYNCED_YET = "not_synced_yet"
    UNKNOWN_CODE = "unknown_code"
    FORGED = "forged"
    EXPIRED_CODE = "expired_code"
    MALFORMED = "malformed"
    TRAINING_CODE = "training_code"
    STAFF_BADGE = "staff_badge"
    SEVERAL_CODES = "several_codes"


class Tone(StrEnum):
    """What class of answer this is; never told by colour alone."""

    GO = "go"
    WAIT = "wait"
    HELP = "help"
    STOP = "stop"
    INFO = "info"


class NextStep(StrEnum):
    """The one thing the greeter does now."""

    LET_IN = "let_in"
    ASK_TO_RETURN = "ask_to_return"
    OFFER_LATER_SLOT = "offer_later_slot"
    SEND_TO_COUNTER = "send_to_counter"
    SEND_TO_PAYMENT = "send_to_payment"
    SEND_TO_STORE = "send_to_store"
    CALL_SUPERVISOR = "call_supervisor"
    SHOW_DELIVERY = "show_delivery"
    ASK_FOR_NEW_CODE = "ask_for_new_code"
    ADMIT_UNSYNCED = "admit_unsynced"
    SEARCH_BY_NAME = "search_by_name"
    SCAN_AGAIN = "scan_again"
    ONE_AT_A_TIME = "one_at_a_time"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Sighting:
    """One arrival of a reservation: where, when and under which call number."""

    event_id: str
    at: datetime
    terminal_id: str
    call_number: str


@dataclass(frozen=True, slots=True)
class Verdict:
    kind: VerdictKind
    tone: Tone
    next_step: NextStep
    reservation: Reservation | None = None
    reservation_id: str = ""
    """Also set where a signed code names a reservation that the roster does not hold."""
    slot: Slot | None = None
    """The slot now valid, a rescheduling counted in."""
    come_back_at: datetime | None = None
    """TOO_EARLY: from when on the customer is let in."""
    day: date | None = None
    """WRONG_DAY: the store's calendar day of the slot."""
    store: int | None = None
    """WRONG_STORE: where the customer belongs."""
    arrivals: tuple[Sighting, ...] = ()
    """All places where this reservation has been seen arriving, first one first."""
    collected: Sighting | None = None
    may_wait_inside: bool = False
    """TOO_EARLY: the policy has a waiting area for whoever comes back later."""
    may_override: bool = False
    """The policy lets a person of `policy.override_roles` admit all the same, with a reason."""

    @property
    def admits(self) -> bool:
        """True only for the two verdicts on which check-in records an arrival by itself."""
        return self.kind in (VerdictKind.ADMIT, VerdictKind.LATE_GRACE)
