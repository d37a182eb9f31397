"""One thing that happened. Immutable, hash-chained per terminal, and the only truth besides the roster.

Events carry no name, e-mail or phone number. The wire form (`to_wire`) is what is hashed and what travels:
docs/protocol.md, "Events", changes with it.
"""

import hashlib
from dataclasses import dataclass, fields, replace
from datetime import datetime
from enum import StrEnum
from typing import Any, cast

import msgspec

from kiosk.domain.clock import parse_utc, utc_text

GENESIS = "0" * 64
"""`prev_hash` of a terminal's first event in an incarnation."""

MAX_INTEGER = (1 << 53) - 1
"""The largest whole number that every JSON implementation reads back unchanged."""


MAX_DEPTH = 16
"""Of lists and objects inside of each other in a payload. No act needs five; readers give up at different depths, and one
event that some cannot read would hold up a whole store's feed."""


class EventKind(StrEnum):
    ARRIVED = "arrived"
    PREPARATION_CLAIMED = "preparation_claimed"
    CLAIM_RELEASED = "claim_released"
    STEP_COMPLETED = "step_completed"
    UNIT_REJECTED = "unit_rejected"
    PREPARATION_COMPLETED = "preparation_completed"
    CALLED = "called"
    HANDED_OVER = "handed_over"
    RESCHEDULED = "rescheduled"
    CANCELLED = "cancelled"
    REBOOKED = "rebooked"
    WAITLISTED = "waitlisted"
    PAYMENT_SETTLED = "payment_settled"
    PAYMENT_REFUSED = "payment_refused"
    NO_SHOW = "no_show"
    INCIDENT_OPENED = "incident_opened"
    INCIDENT_CLOSED = "incident_closed"
    OVERRIDDEN = "overridden"
    UNDONE = "undone"
    SCAN_REFUSED = "scan_refused"
    SIGNED_IN = "signed_in"
    SIGNED_OUT = "signed_out"
    LOCKED_OUT = "locked_out"
    UNLOCKED = "unlocked"
    PIN_CHANGED = "pin_changed"
    WITHDRAWN = "withdrawn"
    PURGED = "purged"
    EXPORTED = "exported"
    """Something left the terminal as a file: `what`, `count`."""
    CONTACT_LOST = "contact_lost"
    CONTACT_BACK = "contact_back"
    DIFFERENCE_EXPLAINED = "difference_explained"
    DAY_CLOSED = "day_closed"
    DOORS_CHECKED = "doors_checked"
    CHECKLIST_TICKED = "checklist_ticked"
    CHECKLIST_UNTICKED = "checklist_unticked"
    STOCK_COUNTED = "stock_counted"
    SUBSTITUTED = "substituted"


@dataclass(frozen=True, slots=True)
class Event:
    event_id: str
    """128 random bits, 32 lower-case hex digits, made at the act."""
    terminal_id: str
    incarnation: str
    """Random per database creation: a restored or cloned terminal cannot reuse another's sequence."""
    seq: int
    """1, 2, 3, ... per (terminal, incarnation), without a gap."""
    occurred_at: datetime
    monotonic_ms: int
    clock_offset_ms: int
    """Central's clock minus this terminal's, as last measured; 0 when never measured."""
    staff_id: str
    reservation_id: str
    """Empty when the act concerns none, e.g. a refused scan of an unknown code."""
    kind: EventKind
    payload: dict[str, Any]
    """JSON: text, whole numbers, booleans, null, lists and objects of these. No floats (the hash is over RFC 8785)."""
    prev_hash: str = GENESIS
    hash: str = ""

    def to_wire(self) -> dict[str, Any]:
        """The JSON object that travels."""
        wire: dict[str, Any] = {field.name: getattr(self, field.name) for field in fields(self)}
        wire["occurred_at"] = utc_text(self.occurred_at)
        wire["kind"] = str(self.kind)
        return wire

    def sealed(self, prev_hash: str) -> "Event":
        """The same event bound to its predecessor: `hash` = SHA-256 over the canonical wire form without `hash`."""
        chained = replace(self, prev_hash=prev_hash, hash="")
        return replace(chained, hash=chained.expected_hash())

    def expected_hash(self) -> str:
        """What `hash` must be if nobody touched the event since it was sealed."""
        wire = self.to_wire()
        del wire["hash"]
        return hashlib.sha256(canonical(wire)).hexdigest()


def canonical(value: object) -> bytes:
    """RFC 8785 (JCS) bytes of JSON without floats and with ASCII keys: there msgspec's sorted form equals it."""
    return msgspec.json.encode(value, order="sorted")


class _WireEvent(msgspec.Struct, forbid_unknown_fields=True):
    event_id: str
    terminal_id: str
    incarnation: str
    seq: int
    occurred_at: str
    monotonic_ms: int
    clock_offset_ms: int
    staff_id: str
    reservation_id: str
    kind: EventKind
    payload: dict[str, Any]
    prev_hash: str
    hash: str


def event_from_wire(wire: object) -> Event:
    """Read the JSON object of an event. Raises ValueError naming the field that is wrong; does not check the hash."""
    try:
        raw = msgspec.convert(wire, _WireEvent)
    except msgspec.ValidationError as error:
        raise ValueError(str(error)) from error
    occurred_at = parse_utc(raw.occurred_at)
    if utc_text(occurred_at) != raw.occurred_at:
        raise ValueError("not UTC with milliseconds and Z - at `$.occurred_at`")
    _check_hashable(raw.payload)
    values: dict[str, Any] = {field.name: getattr(raw, field.name) for field in fields(Event)}
    values["occurred_at"] = occurred_at
    return Event(**values)


def _check_hashable(payload: dict[str, Any]) -> None:
    """Only what every implementation of RFC 8785 writes the same way, see `canonical`."""
    waiting: list[tuple[Any, int]] = [(payload, 1)]
    while waiting:
        value, depth = waiting.pop()
        if isinstance(value, float):
            raise ValueError("holds a number that is not whole - at `$.payload`")
        if isinstance(value, int) and abs(value) > MAX_INTEGER:
            raise ValueError("holds a number beyond 2^53 - 1 - at `$.payload`")
        if not isinstance(value, dict | list):
            continue
        if depth > MAX_DEPTH:
            raise ValueError("is nested too deeply - at `$.payload`")
        if isinstance(value, dict):
            entries = cast(dict[str, Any], value)
            if not all(key.isascii() for key in entries):
                raise ValueError("holds a key that is not ASCII - at `$.payload`")
            waiting.extend((one, depth + 1) for one in entries.values())
        else:
            waiting.extend((one, depth + 1) for one in cast(list[Any], value))
