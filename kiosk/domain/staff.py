"""Who works in the store, and who may do what: one table for terminals and central. Decides nothing about a reservation."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from enum import StrEnum

from kiosk.domain.event import Event, EventKind
from kiosk.domain.policy import Policy, Role
from kiosk.domain.reservation import Instant


class Act(StrEnum):
    """What somebody may or may not do, whatever stands in the way besides."""

    SEARCH = "search"
    CHECK_IN = "check_in"
    ADMIT_UNSYNCED = "admit_unsynced"
    OVERRIDE = "override"
    UNDO_ADMISSION = "undo_admission"
    UNDO_LATE = "undo_late"
    """After the policy's undo window."""
    RESCHEDULE = "reschedule"
    """Move a late customer to a later slot, or onto the waiting list; take the last such move back."""
    RESCHEDULE_ANY = "reschedule_any"
    """Although the customer is not late."""
    CLAIM = "claim"
    RELEASE = "release"
    HAND_ON = "hand_on"
    MOVE_ANOTHERS = "move_anothers"
    """Let go, hand on or work on a task that a colleague holds."""
    PREPARE = "prepare"
    """Scan the box, do a step."""
    REJECT_UNIT = "reject_unit"
    """While it is prepared."""
    REJECT_READY_UNIT = "reject_ready_unit"
    TAKE_STEP_BACK = "take_step_back"
    PUT_BACK = "put_back"
    PUT_CALLED_BACK = "put_called_back"
    """After its customer was called."""
    CALL = "call"
    SCAN_UNIT = "scan_unit"
    HAND_OVER = "hand_over"
    HAND_OVER_AGAINST = "hand_over_against"
    """Although it is cancelled, on hold or unpaid; with a reason. Cancelled: two people."""
    SECOND = "second"
    """Be the second person of such a hand-over."""
    TAKE_BACK = "take_back"
    TAKE_BACK_LATE = "take_back_late"
    CLOSE_CONFLICT = "close_conflict"
    CLOSE_INCIDENT = "close_incident"
    SETTLE_PAYMENT = "settle_payment"
    """Say that it is paid, with a reference; or that the payment was refused."""
    CANCEL = "cancel"
    REBOOK = "rebook"
    """A cancelled reservation into a slot with room; a delivery, where central allows it."""
    UNLOCK = "unlock"
    """End a colleague's lock-out."""
    CHANGE_STATION = "change_station"
    """And leave a closed screen."""
    MARK_NO_SHOWS = "mark_no_shows"
    """Say who never came, or take that back."""
    EXPLAIN_DIFFERENCE = "explain_difference"
    """Say why the day does not come out even, with a reason."""
    CLOSE_DAY = "close_day"
    PURGE = "purge"
    """Empty this terminal for good, once central has signed for everything."""
    CHECK_DOORS = "check_doors"
    """Sign what the doors-open check of this terminal has found."""
    TICK_CHECKLIST = "tick_checklist"
    """And take a tick back."""
    COUNT_STOCK = "count_stock"
    """Set a figure of the stock right, with a reason."""
    SUBSTITUTE = "substitute"
    """Give another model of those that the rules list, where the booked one is short."""
    GIVE_VOUCHER = "give_voucher"
    """Instead of a unit that is not there: ends the reservation."""


_SUPERVISOR = frozenset({Role.SUPERVISOR})
_ENTRANCE = _SUPERVISOR | {Role.GREETER}
_STOCKROOM = _SUPERVISOR | {Role.RUNNER}
_COUNTER = _SUPERVISOR | {Role.COUNTER}

ROLES: Mapping[Act, frozenset[Role]] = {
    Act.SEARCH: frozenset(Role),
    Act.CHECK_IN: _ENTRANCE,
    Act.ADMIT_UNSYNCED: _ENTRANCE,
    Act.OVERRIDE: _SUPERVISOR,
    Act.UNDO_ADMISSION: _ENTRANCE,
    Act.UNDO_LATE: _SUPERVISOR,
    Act.RESCHEDULE: _ENTRANCE,
    Act.RESCHEDULE_ANY: _SUPERVISOR,
    Act.CLAIM: _STOCKROOM,
    Act.RELEASE: _STOCKROOM,
    Act.HAND_ON: _STOCKROOM,
    Act.MOVE_ANOTHERS: _SUPERVISOR,
    Act.PREPARE: _STOCKROOM,
    Act.REJECT_UNIT: _STOCKROOM,
    Act.REJECT_READY_UNIT: _STOCKROOM | _COUNTER,
    Act.TAKE_STEP_BACK: _STOCKROOM,
    Act.PUT_BACK: _STOCKROOM,
    Act.PUT_CALLED_BACK: _SUPERVISOR,
    Act.CALL: _COUNTER,
    Act.SCAN_UNIT: _COUNTER,
    Act.HAND_OVER: _COUNTER,
    Act.HAND_OVER_AGAINST: _SUPERVISOR,
    Act.SECOND: _COUNTER,
    Act.TAKE_BACK: _COUNTER,
    Act.TAKE_BACK_LATE: _SUPERVISOR,
    Act.CLOSE_CONFLICT: _SUPERVISOR,
    Act.CLOSE_INCIDENT: _SUPERVISOR,
    Act.SETTLE_PAYMENT: _SUPERVISOR,
    Act.CANCEL: _SUPERVISOR,
    Act.REBOOK: _SUPERVISOR,
    Act.UNLOCK: _SUPERVISOR,
    Act.CHANGE_STATION: _SUPERVISOR,
    Act.MARK_NO_SHOWS: _SUPERVISOR,
    Act.EXPLAIN_DIFFERENCE: _SUPERVISOR,
    Act.CLOSE_DAY: _SUPERVISOR,
    Act.PURGE: _SUPERVISOR,
    Act.CHECK_DOORS: frozenset(Role),
    Act.TICK_CHECKLIST: frozenset(Role),
    Act.COUNT_STOCK: _SUPERVISOR,
    Act.SUBSTITUTE: _ENTRANCE | _COUNTER,
    Act.GIVE_VOUCHER: _SUPERVISOR,
}
"""Who may do what. Of OVERRIDE the policy has the last word."""


def may(act: Act, roles: Collection[Role], policy: Policy) -> bool:
    """Whether somebody with these roles may."""
    allowed = frozenset(policy.override_roles) if act is Act.OVERRIDE else ROLES[act]
    return not allowed.isdisjoint(roles)


@dataclass(frozen=True, slots=True)
class StaffRow:
    """One member of a store's staff, as central lists them. Their number is the row's key."""

    staff_id: str
    """Digits, as they are typed."""
    name: str
    """As colleagues call them."""
    roles: tuple[Role, ...]
    badge: str = ""
    """64 random bits, 16 hexadecimal digits, which the badge's code names; empty: no badge."""
    badge_generation: int = 0
    """Of the badge that is good; earlier ones are lost or worn out."""
    pin: str = ""
    """What the PIN is compared with (`kiosk.domain.pin`); empty: no sign-in by PIN."""
    pin_set_at: Instant | None = None
    pin_first: bool = False
    """It was drawn by central: whoever signs in with it chooses another."""
    left_at: Instant | None = None
    """Since when they do not work here any more."""


_DONE_BY: Mapping[EventKind, frozenset[Role]] = {
    EventKind.ARRIVED: ROLES[Act.CHECK_IN],
    EventKind.PREPARATION_CLAIMED: ROLES[Act.CLAIM],
    EventKind.CLAIM_RELEASED: ROLES[Act.RELEASE],
    EventKind.STEP_COMPLETED: ROLES[Act.PREPARE],
    EventKind.UNIT_REJECTED: ROLES[Act.REJECT_READY_UNIT],
    EventKind.PREPARATION_COMPLETED: ROLES[Act.PREPARE],
    EventKind.CALLED: ROLES[Act.CALL],
    EventKind.HANDED_OVER: ROLES[Act.HAND_OVER],
    EventKind.INCIDENT_CLOSED: ROLES[Act.CLOSE_INCIDENT],
    EventKind.RESCHEDULED: ROLES[Act.RESCHEDULE],
    EventKind.WAITLISTED: ROLES[Act.RESCHEDULE],
    EventKind.PAYMENT_SETTLED: ROLES[Act.SETTLE_PAYMENT],
    EventKind.PAYMENT_REFUSED: ROLES[Act.SETTLE_PAYMENT],
    EventKind.CANCELLED: ROLES[Act.CANCEL],
    EventKind.REBOOKED: ROLES[Act.REBOOK],
    EventKind.NO_SHOW: ROLES[Act.MARK_NO_SHOWS],
    EventKind.DIFFERENCE_EXPLAINED: ROLES[Act.EXPLAIN_DIFFERENCE],
    EventKind.DAY_CLOSED: ROLES[Act.CLOSE_DAY],
    EventKind.STOCK_COUNTED: ROLES[Act.COUNT_STOCK],
    EventKind.SUBSTITUTED: ROLES[Act.SUBSTITUTE],
    EventKind.PURGED: ROLES[Act.PURGE],
}
"""Kinds of events that tell by themselves which act they are of."""


def doubt(event: Event, staff: Mapping[str, StaffRow], policy: Policy) -> str:
    """Why a terminal should not have let this happen, for a person; empty: nothing against it. Central asks this again of
    every event; without a staff list there is nothing to ask."""
    if not staff or (not event.staff_id and event.kind in _NOBODYS):
        return ""
    person = staff.get(event.staff_id)
    if person is None:
        return f"staff: nobody on the list is {event.staff_id or 'without a number'}"
    if person.left_at is not None and event.occurred_at >= person.left_at:
        return f"staff: {event.staff_id} did not work here any more"
    allowed = _DONE_BY.get(event.kind)
    if event.kind is EventKind.OVERRIDDEN:
        allowed = frozenset(policy.override_roles)
    if event.kind is EventKind.HANDED_OVER and event.payload.get("reason"):
        allowed = ROLES[Act.HAND_OVER_AGAINST]
    if allowed is not None and allowed.isdisjoint(person.roles):
        return f"staff: {event.staff_id} ({', '.join(person.roles)}) may not do {event.kind}"
    return ""


_NOBODYS = frozenset(
    {
        EventKind.INCIDENT_OPENED,
        EventKind.LOCKED_OUT,
        EventKind.SCAN_REFUSED,
        EventKind.CONTACT_LOST,
        EventKind.CONTACT_BACK,
        EventKind.DOORS_CHECKED,
        EventKind.EXPORTED,
        EventKind.WITHDRAWN,
        EventKind.PURGED,
    }
)
"""What a terminal records by itself, or for who has its machine."""
