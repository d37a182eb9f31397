"""What the supervisor's page says of the queue, of events and of conflicts. English, translated like all texts.

No rule and no layout; names in braces are filled where the text is made. `assets/translations/kiosk_fr.ts` changes with it.
"""

from dataclasses import dataclass

from kiosk.domain.conflict import ConflictKind
from kiosk.domain.event import EventKind
from kiosk.domain.forecast import Helper
from kiosk.domain.queue import Group
from kiosk.domain.recipe import Step
from kiosk.domain.stock import Place
from kiosk.domain.unit import RejectReason
from ui.words import QT_TRANSLATE_NOOP

CONTEXT = "Supervisor"

GROUPS: dict[Group, str] = {
    Group.EXPECTED: QT_TRANSLATE_NOOP("Supervisor", "Expected"),
    Group.ARRIVED: QT_TRANSLATE_NOOP("Supervisor", "Arrived"),
    Group.PREPARING: QT_TRANSLATE_NOOP("Supervisor", "In preparation"),
    Group.READY: QT_TRANSLATE_NOOP("Supervisor", "Ready"),
    Group.COLLECTED: QT_TRANSLATE_NOOP("Supervisor", "Collected"),
    Group.LATE: QT_TRANSLATE_NOOP("Supervisor", "Not come"),
    Group.PROBLEM: QT_TRANSLATE_NOOP("Supervisor", "Problem"),
}
WHOLE_DAY = QT_TRANSLATE_NOOP("Supervisor", "Whole day")
NOBODY = QT_TRANSLATE_NOOP("Supervisor", "Nobody is waiting")
WAITS_SINCE = QT_TRANSLATE_NOOP("Supervisor", "{number}, since {time}")
OF_SERVED = QT_TRANSLATE_NOOP("Supervisor", "of {count} called in the last hour")
NONE_SERVED = QT_TRANSLATE_NOOP("Supervisor", "Nobody was called in the last hour")
ALL_IN_TIME = QT_TRANSLATE_NOOP("Supervisor", "All units are in time")
ONE_OVERDUE = QT_TRANSLATE_NOOP("Supervisor", "1 unit is later than promised")
OVERDUE = QT_TRANSLATE_NOOP("Supervisor", "{count} units are later than promised")

# The forecast

IN_MINUTES = QT_TRANSLATE_NOOP("Supervisor", "In {minutes}\u00a0min")
UP_TO = QT_TRANSLATE_NOOP("Supervisor", "1 in 10 over {wait}")
NEEDS: dict[Helper, str] = {
    Helper.RUNNER: QT_TRANSLATE_NOOP(
        "Supervisor",
        "One more runner is needed by {time}. Otherwise 1 in 10 waits longer than {promise}; with one more, {wait}.",
    ),
    Helper.COUNTER: QT_TRANSLATE_NOOP(
        "Supervisor",
        "One more counter is needed by {time}. Otherwise 1 in 10 waits longer than {promise}; with one more, {wait}.",
    ),
}
NEED_SHORT: dict[Helper, str] = {
    Helper.RUNNER: QT_TRANSLATE_NOOP("Supervisor", "One more runner by {time}"),
    Helper.COUNTER: QT_TRANSLATE_NOOP("Supervisor", "One more counter by {time}"),
}
ENOUGH = QT_TRANSLATE_NOOP("Supervisor", "Runners and counters are enough for the next 90 minutes.")
ENOUGH_SHORT = QT_TRANSLATE_NOOP("Supervisor", "The crew is enough")
NOT_BY_CREW = QT_TRANSLATE_NOOP(
    "Supervisor",
    "From {time} on, 1 in 10 waits longer than {promise}. One more person hardly changes that: offer later slots.",
)
NOT_BY_CREW_SHORT = QT_TRANSLATE_NOOP("Supervisor", "Long waits from {time} on: offer later slots")
FORECASTING = QT_TRANSLATE_NOOP("Supervisor", "The forecast is being worked out…")

# Crew, stock, terminals

COUNTER = QT_TRANSLATE_NOOP("Supervisor", "Counter {number}")
IDLE_SINCE = QT_TRANSLATE_NOOP("Supervisor", "Free since {time}")
BUSY_SINCE = QT_TRANSLATE_NOOP("Supervisor", "{numbers}, since {time}")
DONE_HOUR = QT_TRANSLATE_NOOP("Supervisor", "{count} in the last hour")
NO_MODEL = QT_TRANSLATE_NOOP("Supervisor", "Model not received yet")
THIS_TERMINAL = QT_TRANSLATE_NOOP("Supervisor", "This terminal")
HEARD = QT_TRANSLATE_NOOP("Supervisor", "Last seen at work {age} ago, at {time}")
NOT_HEARD = QT_TRANSLATE_NOOP("Supervisor", "Nothing done yet today")
CENTRAL = QT_TRANSLATE_NOOP("Supervisor", "Central")
HUB = QT_TRANSLATE_NOOP("Supervisor", "Store hub")
LINK_UP = QT_TRANSLATE_NOOP("Supervisor", "Connected since {time}")
LINK_DOWN = QT_TRANSLATE_NOOP("Supervisor", "Out of reach since {time}. Terminals go on by themselves.")
BEHIND_HUB = QT_TRANSLATE_NOOP("Supervisor", "Reached through the hub, which still holds {count} events for it")
THROUGH_HUB = QT_TRANSLATE_NOOP("Supervisor", "Reached through the hub, which has passed everything on")
HUB_ALONE = QT_TRANSLATE_NOOP("Supervisor", "The hub does not reach it: {count} events wait there")

# The stock

PLACES: dict[Place, str] = {
    Place.SHELF: QT_TRANSLATE_NOOP("Supervisor", "On the shelf"),
    Place.STAGED: QT_TRANSLATE_NOOP("Supervisor", "Being prepared or ready"),
    Place.QUARANTINE: QT_TRANSLATE_NOOP("Supervisor", "Put aside"),
}
DELIVERED = QT_TRANSLATE_NOOP("Supervisor", "{count} delivered")
NOT_TOLD = QT_TRANSLATE_NOOP("Supervisor", "How many were delivered is not known: count the shelf")
ON_SHELF = QT_TRANSLATE_NOOP("Supervisor", "Shelf {shelf}, free {free}")
FIGURES = QT_TRANSLATE_NOOP("Supervisor", "Shelf {shelf}, prepared {staged}, put aside {aside}, handed over {out}")
SHORT_BY = QT_TRANSLATE_NOOP("Supervisor", "{count} customers inside have no unit")
SHORT_BY_ONE = QT_TRANSLATE_NOOP("Supervisor", "1 customer inside has no unit")
NONE_FREE = QT_TRANSLATE_NOOP("Supervisor", "None is free")
FEW_FREE = QT_TRANSLATE_NOOP("Supervisor", "{free} free, {expected} customers to come")
MISSING = QT_TRANSLATE_NOOP("Supervisor", "{count} missing by the counts")
BELOW_NOTHING: dict[Place, str] = {
    Place.SHELF: QT_TRANSLATE_NOOP("Supervisor", "{count} on the shelf: count it"),
    Place.STAGED: QT_TRANSLATE_NOOP("Supervisor", "{count} being prepared or ready: count them"),
    Place.QUARANTINE: QT_TRANSLATE_NOOP("Supervisor", "{count} put aside: count them"),
}
TOO_MANY = QT_TRANSLATE_NOOP("Supervisor", "{count} in all, more than were delivered: count")
COUNT_REASONS: tuple[str, ...] = (
    QT_TRANSLATE_NOOP("Supervisor", "Counted twice, by two people"),
    QT_TRANSLATE_NOOP("Supervisor", "A unit is missing: looked everywhere"),
    QT_TRANSLATE_NOOP("Supervisor", "A unit was found"),
    QT_TRANSLATE_NOOP("Supervisor", "The delivery was another one than on paper"),
    QT_TRANSLATE_NOOP("Supervisor", "Sent back to the maker"),
)
COUNTED = QT_TRANSLATE_NOOP("Supervisor", "Counted: {place}, {count}")

# People behind a bar

COUNTED_ONLY = QT_TRANSLATE_NOOP("Supervisor", "They have not been here: counted by model, without names.")
NOTE_RUNNER = QT_TRANSLATE_NOOP("Supervisor", "with {who}")
NOTE_COUNTER = QT_TRANSLATE_NOOP("Supervisor", "at counter {number}")
NOTE_CALLED = QT_TRANSLATE_NOOP("Supervisor", "called to counter {number}")
NOTE_PARKED = QT_TRANSLATE_NOOP("Supervisor", "called to counter {number}, did not come")
NOTE_OVERDUE = QT_TRANSLATE_NOOP("Supervisor", "later than promised")
NOTE_HOLD = QT_TRANSLATE_NOOP("Supervisor", "on hold")
NOTE_CANCELLED = QT_TRANSLATE_NOOP("Supervisor", "cancelled")
SINCE = QT_TRANSLATE_NOOP("Supervisor", "since {time}")
AT = QT_TRANSLATE_NOOP("Supervisor", "at {time}")

# The history


@dataclass(frozen=True, slots=True)
class Happened:
    title: str
    icon: str
    tone: str = ""


HISTORY: dict[EventKind, Happened] = {
    EventKind.ARRIVED: Happened(QT_TRANSLATE_NOOP("Supervisor", "Let in"), "door", "good"),
    EventKind.PREPARATION_CLAIMED: Happened(QT_TRANSLATE_NOOP("Supervisor", "Preparation taken"), "hand"),
    EventKind.CLAIM_RELEASED: Happened(QT_TRANSLATE_NOOP("Supervisor", "Preparation given back"), "undo"),
    EventKind.STEP_COMPLETED: Happened(QT_TRANSLATE_NOOP("Supervisor", "Step done"), "check"),
    EventKind.UNIT_REJECTED: Happened(QT_TRANSLATE_NOOP("Supervisor", "Unit put aside"), "warning", "warn"),
    EventKind.PREPARATION_COMPLETED: Happened(QT_TRANSLATE_NOOP("Supervisor", "Ready"), "box", "good"),
    EventKind.CALLED: Happened(QT_TRANSLATE_NOOP("Supervisor", "Called"), "speech"),
    EventKind.HANDED_OVER: Happened(QT_TRANSLATE_NOOP("Supervisor", "Handed over"), "bag-check", "good"),
    EventKind.RESCHEDULED: Happened(QT_TRANSLATE_NOOP("Supervisor", "Moved to another slot"), "calendar"),
    EventKind.CANCELLED: Happened(QT_TRANSLATE_NOOP("Supervisor", "Cancelled"), "cross", "bad"),
    EventKind.PAYMENT_SETTLED: Happened(QT_TRANSLATE_NOOP("Supervisor", "Paid in the store"), "card", "good"),
    EventKind.PAYMENT_REFUSED: Happened(QT_TRANSLATE_NOOP("Supervisor", "Payment refused"), "card-cross", "bad"),
    EventKind.NO_SHOW: Happened(QT_TRANSLATE_NOOP("Supervisor", "Marked as not come"), "clock-late", "warn"),
    EventKind.INCIDENT_OPENED: Happened(QT_TRANSLATE_NOOP("Supervisor", "Incident opened"), "warning", "warn"),
    EventKind.INCIDENT_CLOSED: Happened(QT_TRANSLATE_NOOP("Supervisor", "Closed by a supervisor"), "check"),
    EventKind.OVERRIDDEN: Happened(QT_TRANSLATE_NOOP("Supervisor", "Let in against the rule"), "key", "warn"),
    EventKind.UNDONE: Happened(QT_TRANSLATE_NOOP("Supervisor", "Taken back"), "undo", "warn"),
    EventKind.SUBSTITUTED: Happened(QT_TRANSLATE_NOOP("Supervisor", "Another model agreed"), "watch", "warn"),
    EventKind.SCAN_REFUSED: Happened(QT_TRANSLATE_NOOP("Supervisor", "Scan refused"), "scan-cross", "warn"),
}
STEPS: dict[str, str] = {
    Step.SCAN_BOX: QT_TRANSLATE_NOOP("Supervisor", "Box scanned"),
    Step.INSPECT_PACKAGING: QT_TRANSLATE_NOOP("Supervisor", "Packaging inspected"),
    Step.TEST_BATTERY: QT_TRANSLATE_NOOP("Supervisor", "Battery tested"),
    Step.BRING_TO_COUNTER: QT_TRANSLATE_NOOP("Supervisor", "Brought to a counter"),
}
REJECTED: dict[str, str] = {
    RejectReason.BATTERY: QT_TRANSLATE_NOOP("Supervisor", "Battery too weak"),
    RejectReason.PACKAGING: QT_TRANSLATE_NOOP("Supervisor", "Packaging not as it should be"),
    RejectReason.DAMAGED: QT_TRANSLATE_NOOP("Supervisor", "Damaged"),
    RejectReason.WRONG: QT_TRANSLATE_NOOP("Supervisor", "Not the right unit"),
    RejectReason.OTHER: QT_TRANSLATE_NOOP("Supervisor", "For another reason"),
}
CALLS: dict[str, str] = {
    "call": QT_TRANSLATE_NOOP("Supervisor", "Called"),
    "again": QT_TRANSLATE_NOOP("Supervisor", "Called again"),
    "skip": QT_TRANSLATE_NOOP("Supervisor", "Did not come when called"),
    "hold": QT_TRANSLATE_NOOP("Supervisor", "Asked to wait"),
}
IDENTITIES: dict[str, str] = {
    "account": QT_TRANSLATE_NOOP("Supervisor", "account shown"),
    "document": QT_TRANSLATE_NOOP("Supervisor", "identity document seen"),
    "phone": QT_TRANSLATE_NOOP("Supervisor", "digits of the phone said"),
    "email": QT_TRANSLATE_NOOP("Supervisor", "confirmation e-mail shown"),
    "proxy": QT_TRANSLATE_NOOP("Supervisor", "somebody else with the code"),
}
TAKEN_BACK: dict[str, str] = {
    "wrong_hand_over": QT_TRANSLATE_NOOP("Supervisor", "It was another customer’s turn"),
    "return": QT_TRANSLATE_NOOP("Supervisor", "The customer returned it"),
    "exchange": QT_TRANSLATE_NOOP("Supervisor", "Exchanged on the spot"),
}
NUMBER = QT_TRANSLATE_NOOP("Supervisor", "number {number}")
SERIAL = QT_TRANSLATE_NOOP("Supervisor", "unit {serial}")
BATTERY = QT_TRANSLATE_NOOP("Supervisor", "{percent}\u00a0%")
REASON = QT_TRANSLATE_NOOP("Supervisor", "“{reason}”")
HANDED_ON = QT_TRANSLATE_NOOP("Supervisor", "handed on to {who}")
NEW_SLOT = QT_TRANSLATE_NOOP("Supervisor", "now {time}")
UNKNOWN_EVENT = QT_TRANSLATE_NOOP("Supervisor", "Something this terminal does not know")

# Conflicts


@dataclass(frozen=True, slots=True)
class Clash:
    title: str
    do: str


CONFLICTS: dict[ConflictKind, Clash] = {
    ConflictKind.HANDED_OVER_TWICE: Clash(
        QT_TRANSLATE_NOOP("Supervisor", "One reservation, handed over twice"),
        QT_TRANSLATE_NOOP("Supervisor", "Count both units, and ask both members of staff who received them."),
    ),
    ConflictKind.HANDED_OVER_AND_CANCELLED: Clash(
        QT_TRANSLATE_NOOP("Supervisor", "Handed over and cancelled"),
        QT_TRANSLATE_NOOP("Supervisor", "Find out whether the customer was paid back."),
    ),
    ConflictKind.CLAIMED_TWICE: Clash(
        QT_TRANSLATE_NOOP("Supervisor", "Two runners prepare for one customer"),
        QT_TRANSLATE_NOOP("Supervisor", "The first one goes on; the other gives the task back."),
    ),
    ConflictKind.SERIAL_TWICE: Clash(
        QT_TRANSLATE_NOOP("Supervisor", "One unit, handed over to two customers"),
        QT_TRANSLATE_NOOP("Supervisor", "Look at both boxes: one serial number was read wrongly."),
    ),
    ConflictKind.SAME_UNIT: Clash(
        QT_TRANSLATE_NOOP("Supervisor", "One unit for two customers"),
        QT_TRANSLATE_NOOP("Supervisor", "Find the unit, and have another one prepared for the other customer."),
    ),
    ConflictKind.TWO_UNITS: Clash(
        QT_TRANSLATE_NOOP("Supervisor", "Two units for one customer"),
        QT_TRANSLATE_NOOP("Supervisor", "One of them goes back to its shelf."),
    ),
    ConflictKind.CALL_NUMBER_TWICE: Clash(
        QT_TRANSLATE_NOOP("Supervisor", "Two customers wait under one number"),
        QT_TRANSLATE_NOOP("Supervisor", "Go to both and tell them who is called first."),
    ),
}
CLOSINGS: tuple[str, ...] = (
    QT_TRANSLATE_NOOP("Supervisor", "Looked at both: nothing is missing"),
    QT_TRANSLATE_NOOP("Supervisor", "Put right with the customer"),
    QT_TRANSLATE_NOOP("Supervisor", "A colleague’s mistake, explained"),
    QT_TRANSLATE_NOOP("Supervisor", "Reported to the head office"),
)
KEEPS: dict[ConflictKind, str] = {
    ConflictKind.HANDED_OVER_TWICE: QT_TRANSLATE_NOOP("Supervisor", "The customer has this one, the other is back"),
    ConflictKind.HANDED_OVER_AND_CANCELLED: QT_TRANSLATE_NOOP("Supervisor", "The customer has it: not cancelled"),
    ConflictKind.CLAIMED_TWICE: QT_TRANSLATE_NOOP("Supervisor", "This runner goes on"),
    ConflictKind.TWO_UNITS: QT_TRANSLATE_NOOP("Supervisor", "Keep this unit"),
    ConflictKind.SAME_UNIT: QT_TRANSLATE_NOOP("Supervisor", "The unit is for this customer"),
}
KEEP_CANCELLED = QT_TRANSLATE_NOOP("Supervisor", "It is cancelled: the unit is back")
CLOSED = QT_TRANSLATE_NOOP("Supervisor", "Closed by {who}, {time}: “{reason}”")
CLOSE_REFUSED = QT_TRANSLATE_NOOP("Supervisor", "Not closed: it has changed meanwhile, or your role may not do it.")
SIDE = QT_TRANSLATE_NOOP("Supervisor", "{what} at {time}")
NOT_HELD = QT_TRANSLATE_NOOP("Supervisor", "details not on this terminal yet")
