"""What the events of one reservation add up to: a pure function of their *set*, so that replicas holding the same set agree.

Nothing here may depend on the order of arrival, on this terminal's clock or on the roster; no event, however odd its
payload, may make it raise. A payload's fields are in docs/protocol.md, "Events": that section changes with this file.
"""

import hashlib
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from typing import Any

import msgspec

from kiosk.domain.clock import parse_utc, to_millis
from kiosk.domain.event import Event, EventKind, canonical
from kiosk.domain.reservation import Payment, Slot
from kiosk.domain.verdict import Sighting

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


class Stage(StrEnum):
    """How far the customer's day has come. Being rescheduled is no stage: the slot is another one (`State.slot`)."""

    BOOKED = "booked"
    ARRIVED = "arrived"
    PREPARING = "preparing"
    READY = "ready"
    COLLECTED = "collected"
    CANCELLED = "cancelled"
    ON_HOLD = "on_hold"
    NO_SHOW = "no_show"


class ConflictKind(StrEnum):
    HANDED_OVER_TWICE = "handed_over_twice"
    HANDED_OVER_AND_CANCELLED = "handed_over_and_cancelled"


@dataclass(frozen=True, slots=True)
class Conflict:
    """Facts that cannot all be right. Both stay; a person decides."""

    kind: ConflictKind
    event_ids: tuple[str, ...]
    """In canonical order."""


@dataclass(frozen=True, slots=True)
class State:
    stage: Stage = Stage.BOOKED
    slot: Slot | None = None
    """The slot of the last rescheduling; None: the roster's holds."""
    arrivals: tuple[Sighting, ...] = ()
    """Arrivals of the present visit that nobody took back, first one first."""
    collected: Sighting | None = None
    """The first hand-over."""
    payment: Payment | None = None
    """What was settled or refused in the store; None: the roster's holds."""
    cancelled: bool = False
    on_hold: bool = False
    no_show: bool = False
    overridden: bool = False
    """Somebody admitted against a verdict in this visit."""
    claimed_by: str = ""
    """Staff id of the first runner who holds the preparation."""
    steps: tuple[str, ...] = ()
    serial: str = ""
    """Of the unit last scanned for this preparation, or handed over."""
    called_to: str = ""
    conflicts: tuple[Conflict, ...] = ()


BOOKED = State()
"""Of a reservation nothing has happened to yet."""


def fold(events: Iterable[Event]) -> State:
    """The state after all these events of one reservation, in any order, duplicates included."""
    facts = _Facts()
    for event in effective(events):
        facts.take(event)
    return facts.state()


def effective(events: Iterable[Event]) -> list[Event]:
    """The events that nobody took back, in canonical order, without the `undone` events themselves."""
    ordered = canonical_order(events)
    undone = _undone(ordered)
    return [event for event in ordered if event.kind is not EventKind.UNDONE and event.event_id not in undone]


def canonical_order(events: Iterable[Event]) -> list[Event]:
    """One order for every replica: each terminal's own by `seq`, between terminals by corrected time.

    Along a terminal's sequence the corrected time never falls, so setting a clock back reorders nothing.
    """
    streams: defaultdict[tuple[str, str], list[Event]] = defaultdict(list)
    for event in _distinct(events):
        streams[event.terminal_id, event.incarnation].append(event)
    placed: list[tuple[int, str, str, int, str, Event]] = []
    for (terminal_id, incarnation), stream in streams.items():
        latest: int | None = None
        for event in sorted(stream, key=lambda event: (event.seq, event.event_id)):
            corrected = _corrected_ms(event)
            latest = corrected if latest is None else max(latest, corrected)
            placed.append((latest, terminal_id, incarnation, event.seq, event.event_id, event))
    return [entry[-1] for entry in sorted(placed, key=lambda entry: entry[:-1])]


def state_body(state: State) -> dict[str, Any]:
    """The state as a JSON object, for the store's cache."""
    return msgspec.to_builtins(state)


def state_from_body(body: object) -> State:
    """The way back. Raises ValueError (msgspec.ValidationError) when the cache was written by another version: fold again."""
    if isinstance(body, (bytes, str)):
        return msgspec.json.decode(body, type=State)
    return msgspec.convert(body, State)


def state_digest(state: State) -> str:
    """SHA-256 hex of the canonical body: two replicas compare states by it."""
    return hashlib.sha256(canonical(state_body(state))).hexdigest()


@dataclass(slots=True)
class _Facts:
    """What the fold has gathered so far."""

    slot: Slot | None = None
    arrivals: list[Sighting] = field(default_factory=list[Sighting])
    hand_overs: list[Sighting] = field(default_factory=list[Sighting])
    cancellations: list[str] = field(default_factory=list[str])
    payment: Payment | None = None
    holds: set[str] = field(default_factory=set[str])
    no_show: bool = False
    overridden: bool = False
    claims: list[str] = field(default_factory=list[str])
    steps: list[str] = field(default_factory=list[str])
    serial: str = ""
    prepared: bool = False
    called_to: str = ""

    def take(self, event: Event) -> None:
        payload = event.payload
        match event.kind:
            case EventKind.ARRIVED:
                self.arrivals.append(_sighting(event, _text(payload, "call_number")))
                self.no_show = False
            case EventKind.RESCHEDULED:
                self._reschedule(_slot(payload))
            case EventKind.HANDED_OVER:
                first_number = self.arrivals[0].call_number if self.arrivals else ""
                self.hand_overs.append(_sighting(event, _text(payload, "call_number") or first_number))
                self.serial = _text(payload, "serial") or self.serial
            case EventKind.CANCELLED:
                self.cancellations.append(event.event_id)
            case EventKind.PAYMENT_SETTLED:
                self.payment = Payment.PAID
            case EventKind.PAYMENT_REFUSED:
                self.payment = Payment.REFUSED
            case EventKind.NO_SHOW:
                self.no_show = not self.arrivals
            case EventKind.OVERRIDDEN:
                self.overridden = True
            case EventKind.INCIDENT_OPENED:
                if payload.get("hold") is True:
                    self.holds.add(event.event_id)
            case EventKind.INCIDENT_CLOSED:
                self.holds.discard(_text(payload, "event_id"))
            case EventKind.CALLED:
                self.called_to = _text(payload, "counter")
            case EventKind.UNDONE | EventKind.SCAN_REFUSED:
                pass
            case _:
                self._prepare(event)

    def _prepare(self, event: Event) -> None:
        match event.kind:
            case EventKind.PREPARATION_CLAIMED:
                self.claims.append(event.staff_id)
            case EventKind.CLAIM_RELEASED:
                if event.staff_id in self.claims:
                    self.claims.remove(event.staff_id)
            case EventKind.STEP_COMPLETED:
                step = _text(event.payload, "step")
                if step and step not in self.steps:
                    self.steps.append(step)
                self.serial = _text(event.payload, "serial") or self.serial
            case EventKind.UNIT_REJECTED:
                self._drop_unit()
            case EventKind.PREPARATION_COMPLETED:
                self.prepared = True
            case _:
                pass

    def _drop_unit(self) -> None:
        self.steps.clear()
        self.serial = ""
        self.prepared = False

    def _reschedule(self, slot: Slot | None) -> None:
        """Another slot ends this visit: the customer leaves, and is let in again when the new one has come."""
        if slot is None:
            return
        self.slot = slot
        self.arrivals.clear()
        self.claims.clear()
        self._drop_unit()
        self.no_show = self.overridden = False
        self.called_to = ""

    def state(self) -> State:
        return State(
            stage=self._stage(),
            slot=self.slot,
            arrivals=tuple(self.arrivals),
            collected=self.hand_overs[0] if self.hand_overs else None,
            payment=self.payment,
            cancelled=bool(self.cancellations),
            on_hold=bool(self.holds),
            no_show=self.no_show,
            overridden=self.overridden,
            claimed_by=self.claims[0] if self.claims else "",
            steps=tuple(self.steps),
            serial=self.serial,
            called_to=self.called_to,
            conflicts=self._conflicts(),
        )

    def _stage(self) -> Stage:
        ranked = (
            (bool(self.hand_overs), Stage.COLLECTED),
            (bool(self.cancellations), Stage.CANCELLED),
            (bool(self.holds), Stage.ON_HOLD),
            (self.prepared, Stage.READY),
            (bool(self.claims or self.steps), Stage.PREPARING),
            (bool(self.arrivals), Stage.ARRIVED),
            (self.no_show, Stage.NO_SHOW),
        )
        return next((stage for holds, stage in ranked if holds), Stage.BOOKED)

    def _conflicts(self) -> tuple[Conflict, ...]:
        hand_overs = tuple(sighting.event_id for sighting in self.hand_overs)
        conflicts: list[Conflict] = []
        if len(hand_overs) > 1:
            conflicts.append(Conflict(ConflictKind.HANDED_OVER_TWICE, hand_overs))
        if hand_overs and self.cancellations:
            # Either order: clocks of two terminals cannot prove which came first, and neither can stand beside the other.
            both = (*self.cancellations, *hand_overs)
            conflicts.append(Conflict(ConflictKind.HANDED_OVER_AND_CANCELLED, both))
        return tuple(conflicts)


def _distinct(events: Iterable[Event]) -> list[Event]:
    """One event per id. Two different ones under one id (never honest) resolve to the same one everywhere."""
    by_id: dict[str, Event] = {}
    for event in events:
        known = by_id.get(event.event_id)
        if known is None or (known != event and canonical(event.to_wire()) < canonical(known.to_wire())):
            by_id[event.event_id] = event
    return list(by_id.values())


def _undone(events: list[Event]) -> set[str]:
    """Ids that an effective `undone` names. An undo that was itself undone counts for nothing.

    Undos that name each other in a circle cannot happen honestly; they count for nothing either.
    """
    undos: defaultdict[str, list[str]] = defaultdict(list)
    for event in events:
        if event.kind is EventKind.UNDONE:
            undos[_text(event.payload, "event_id")].append(event.event_id)
    standing: set[str] = set()
    undone: set[str] = set()
    settled = -1
    while settled != len(standing) + len(undone):
        settled = len(standing) + len(undone)
        for event in events:
            if event.kind is EventKind.UNDONE and all(undo in undone for undo in undos.get(event.event_id, ())):
                standing.add(event.event_id)
                undone.add(_text(event.payload, "event_id"))
    return undone


def _corrected_ms(event: Event) -> int:
    """Milliseconds since 1970 by central's clock, as far as the terminal knew it; whole numbers, so never out of range."""
    return (event.occurred_at - _EPOCH) // timedelta(milliseconds=1) + event.clock_offset_ms


def _sighting(event: Event, call_number: str) -> Sighting:
    try:
        at = to_millis(event.occurred_at + timedelta(milliseconds=event.clock_offset_ms))
    except OverflowError:
        at = event.occurred_at
    return Sighting(event.event_id, at, event.terminal_id, call_number)


def _slot(payload: dict[str, Any]) -> Slot | None:
    try:
        return Slot(parse_utc(_text(payload, "slot_start")), parse_utc(_text(payload, "slot_end")))
    except (ValueError, OverflowError):
        return None


def _text(payload: dict[str, Any], key: str) -> str:
    value = payload.get(key)
    return value if isinstance(value, str) else ""
