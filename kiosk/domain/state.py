"""What the events of one reservation add up to: a pure function of their *set*, so that replicas holding the same set agree.

Nothing here may depend on the order of arrival, on this terminal's clock or on the roster; no event, however odd its
payload, may make it raise. A payload's fields are in docs/protocol.md, "Events": that section changes with this file.
What cannot be right about states is said in `conflict.py`. A change of what the fold says raises `FOLD_VERSION`.
"""

import hashlib
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from typing import Any, cast

import msgspec

from kiosk.domain.clock import parse_utc
from kiosk.domain.event import Event, EventKind, canonical
from kiosk.domain.fact import Fact, corrected_at, fact_of, text_of
from kiosk.domain.preparation import Preparation, RejectedUnit, Unit
from kiosk.domain.reservation import Fulfilment, Payment, Slot
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


@dataclass(frozen=True, slots=True)
class Closing:
    """A supervisor's word on a conflict: these events have been looked at."""

    event_id: str
    at: datetime
    staff_id: str
    reason: str
    event_ids: tuple[str, ...]


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
    """What was settled or refused in the store; None: nothing was. `kiosk.domain.booking` weighs it against the row's."""
    cancelled: bool = False
    on_hold: bool = False
    no_show: bool = False
    overridden: bool = False
    """Somebody admitted against a verdict in this visit."""
    claimed_by: str = ""
    """Staff id of the first runner who holds the preparation: the first claim in canonical order that stands."""
    steps: tuple[str, ...] = ()
    """Done on the unit that counts, in the order of doing."""
    serial: str = ""
    """Of the unit that counts: handed over first, else ready first, else bound first."""
    called_to: str = ""
    """Counter."""
    hand_overs: tuple[Fact, ...] = ()
    cancellations: tuple[Fact, ...] = ()
    claims: tuple[Fact, ...] = ()
    """Of the preparation, those that nobody released. More than one runner may hold it by mistake. `detail` is the staff id;
    without a terminal: handed on to that colleague, wherever they work."""
    closings: tuple[Closing, ...] = ()
    """Of conflicts."""
    claimed_at: datetime | None = None
    """By central's clock, as are the times below: when `claimed_by` took it."""
    prepared_at: datetime | None = None
    """When the unit was ready; also set while the reservation is on hold, and after the hand-over."""
    counter: str = ""
    """Where the ready unit stands."""
    called_at: datetime | None = None
    """The last time."""
    calls: int = 0
    """Since it became ready."""
    parked: bool = False
    """Called and then skipped, or put on hold at the counter."""
    rejected: tuple[RejectedUnit, ...] = ()
    """Units refused in its preparation, first one first."""
    last_step: Fact | None = None
    """What `recall` takes back; `detail` is the step. None: nothing has been done on the present unit."""
    payment_at: datetime | None = None
    """When `payment` was told."""
    rebooked_at: datetime | None = None
    """When the store last booked a cancelled customer again: whatever was cancelled before is over."""
    pickup: bool = False
    """What was to be delivered is fetched here instead."""
    waiting: Fact | None = None
    """On the list of those who wait for a place in a later slot, since then."""
    units: tuple[Fact, ...] = ()
    """Serial numbers bound to this preparation, first the one that counts. A second one is one too many."""
    sku: str = ""
    """The model the customer agreed to have instead of the booked one, the last one; empty: the booked one."""


FOLD_VERSION = 5
"""Of what `fold` says. States cached under another one are folded again."""

BOOKED = State()
"""Of a reservation nothing has happened to yet."""


def fold(events: Iterable[Event]) -> State:
    """The state after all these events of one reservation, in any order, duplicates included."""
    facts = _Facts()
    for event in effective(events):
        facts.take(event)
    return facts.state()


def fold_one(event: Event) -> State:
    """The same as `fold([event])`, without the search for an order and for what was undone."""
    facts = _Facts()
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
    return [event for _, event in timeline(events)]


def timeline(events: Iterable[Event]) -> list[tuple[int, Event]]:
    """The same, with each event's place in time: milliseconds since 1970 by central's clock."""
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
    return [(entry[0], entry[-1]) for entry in sorted(placed, key=lambda entry: entry[:-1])]


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
    collected: Sighting | None = None
    hand_overs: list[Fact] = field(default_factory=list[Fact])
    cancellations: list[Fact] = field(default_factory=list[Fact])
    closings: list[Closing] = field(default_factory=list[Closing])
    payment: Payment | None = None
    payment_at: datetime | None = None
    rebooked_at: datetime | None = None
    pickup: bool = False
    waiting: Fact | None = None
    holds: set[str] = field(default_factory=set[str])
    no_show: bool = False
    overridden: bool = False
    sku: str = ""
    preparation: Preparation = field(default_factory=Preparation)

    def take(self, event: Event) -> None:
        payload = event.payload
        match event.kind:
            case EventKind.ARRIVED:
                self.arrivals.append(_sighting(event, text_of(payload, "call_number")))
                self.no_show = False
                self.waiting = None
            case EventKind.RESCHEDULED:
                self._reschedule(moved_to(event))
            case EventKind.REBOOKED:
                self._rebook(event)
            case EventKind.WAITLISTED:
                self.waiting = self.waiting or fact_of(event)
            case EventKind.HANDED_OVER:
                self._hand_over(event)
            case EventKind.CANCELLED:
                self.cancellations.append(fact_of(event))
            case EventKind.PAYMENT_SETTLED:
                self._pay(Payment.PAID, event)
            case EventKind.PAYMENT_REFUSED:
                self._pay(Payment.REFUSED, event)
            case EventKind.NO_SHOW:
                self.no_show = not self.arrivals
            case EventKind.OVERRIDDEN | EventKind.SUBSTITUTED:
                self.overridden = self.overridden or event.kind is EventKind.OVERRIDDEN
                self.sku = text_of(payload, "sku") or self.sku if event.kind is EventKind.SUBSTITUTED else self.sku
            case EventKind.INCIDENT_OPENED:
                if payload.get("hold") is True:
                    self.holds.add(event.event_id)
            case EventKind.INCIDENT_CLOSED:
                self.holds.discard(text_of(payload, "event_id"))
                self._close(event)
            case _:
                self.preparation.take(event)

    def _hand_over(self, event: Event) -> None:
        serial = text_of(event.payload, "serial")
        first_number = self.arrivals[0].call_number if self.arrivals else ""
        if self.collected is None:
            self.collected = _sighting(event, text_of(event.payload, "call_number") or first_number)
        self.hand_overs.append(fact_of(event, serial))

    def _close(self, event: Event) -> None:
        named: object = event.payload.get("event_ids")
        if isinstance(named, list):
            ids = tuple(sorted({one for one in cast("list[object]", named) if isinstance(one, str)}))
            if ids:
                self.closings.append(
                    Closing(event.event_id, corrected_at(event), event.staff_id, text_of(event.payload, "reason"), ids)
                )

    def _pay(self, payment: Payment, event: Event) -> None:
        self.payment, self.payment_at = payment, corrected_at(event)

    def _rebook(self, event: Event) -> None:
        """Cancelled or to be delivered before, expected in a slot now. What was handed over stays what it is."""
        slot = moved_to(event)
        if slot is None:
            return
        self._reschedule(slot)
        self.rebooked_at = corrected_at(event)
        self.pickup = self.pickup or text_of(event.payload, "fulfilment") == Fulfilment.PICKUP
        if text_of(event.payload, "payment") == Payment.DUE:
            self._pay(Payment.DUE, event)
        if not self.hand_overs:
            self.cancellations.clear()

    def _reschedule(self, slot: Slot | None) -> None:
        """Another slot ends this visit: the customer leaves, and is let in again when the new one has come."""
        if slot is None:
            return
        self.slot = slot
        self.arrivals.clear()
        self.preparation.end()
        self.no_show = self.overridden = False
        self.waiting = None

    def state(self) -> State:
        preparation = self.preparation
        claims = preparation.claims
        units = preparation.ordered_units()
        unit = units[0] if units else Unit("")
        handed_over = next((fact.detail for fact in self.hand_overs if fact.detail), "")
        return State(
            stage=self._stage(unit),
            slot=self.slot,
            arrivals=tuple(self.arrivals),
            collected=self.collected,
            payment=self.payment,
            payment_at=self.payment_at,
            rebooked_at=self.rebooked_at,
            pickup=self.pickup,
            waiting=self.waiting,
            cancelled=bool(self.cancellations),
            on_hold=bool(self.holds),
            no_show=self.no_show,
            overridden=self.overridden,
            claimed_by=claims[0].detail if claims else "",
            steps=tuple(unit.steps),
            serial=handed_over or unit.serial,
            called_to=preparation.called_to,
            hand_overs=tuple(self.hand_overs),
            cancellations=tuple(self.cancellations),
            claims=tuple(claims),
            closings=tuple(self.closings),
            claimed_at=claims[0].at if claims else None,
            prepared_at=unit.ready.at if unit.ready else None,
            counter=unit.ready.detail if unit.ready else "",
            called_at=preparation.called_at,
            calls=preparation.calls,
            parked=preparation.parked,
            rejected=tuple(preparation.rejected),
            last_step=next(reversed(unit.steps.values()), None),
            units=tuple(unit.bound for unit in units if unit.bound),
            sku=self.sku,
        )

    def _stage(self, unit: Unit) -> Stage:
        ranked = (
            (bool(self.hand_overs), Stage.COLLECTED),
            (bool(self.cancellations), Stage.CANCELLED),
            (bool(self.holds), Stage.ON_HOLD),
            (unit.ready is not None, Stage.READY),
            (bool(self.preparation.claims or unit.steps), Stage.PREPARING),
            (bool(self.arrivals), Stage.ARRIVED),
            (self.no_show, Stage.NO_SHOW),
        )
        return next((stage for holds, stage in ranked if holds), Stage.BOOKED)


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
            undos[text_of(event.payload, "event_id")].append(event.event_id)
    standing: set[str] = set()
    undone: set[str] = set()
    settled = -1
    while settled != len(standing) + len(undone):
        settled = len(standing) + len(undone)
        for event in events:
            if event.kind is EventKind.UNDONE and all(undo in undone for undo in undos.get(event.event_id, ())):
                standing.add(event.event_id)
                undone.add(text_of(event.payload, "event_id"))
    return undone


def _corrected_ms(event: Event) -> int:
    """Milliseconds since 1970 by central's clock, as far as the terminal knew it; whole numbers, so never out of range."""
    return (event.occurred_at - _EPOCH) // timedelta(milliseconds=1) + event.clock_offset_ms


def _sighting(event: Event, call_number: str) -> Sighting:
    return Sighting(event.event_id, corrected_at(event), event.terminal_id, call_number)


def moved_to(event: Event) -> Slot | None:
    """The slot that a move leads to; None when it names none."""
    payload = event.payload
    try:
        return Slot(parse_utc(text_of(payload, "slot_start")), parse_utc(text_of(payload, "slot_end")))
    except (ValueError, OverflowError):
        return None
