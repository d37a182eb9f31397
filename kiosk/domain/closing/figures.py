"""The figures of a day: how long what took, by hour and by model, and what went wrong. Pure; durations in seconds.

Of the day's own customers and events only. `queue.py` counts while the day runs; here it is told once, when it is over. What
each terminal did is `stations.py`'s.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from typing import TypeVar

from kiosk.domain.booking import is_cancelled
from kiosk.domain.closing.book import DayBook
from kiosk.domain.conflict import ConflictKind
from kiosk.domain.event import Event, EventKind
from kiosk.domain.fact import corrected_at, text_of
from kiosk.domain.queue import Quarter, Tally, quantile, quarters
from kiosk.domain.reservation import Reservation, Slot
from kiosk.domain.state import BOOKED, State, effective
from kiosk.domain.unit import RejectReason

HOUR = timedelta(hours=1)
K = TypeVar("K", bound=str)


class Span(StrEnum):
    """What is measured of every customer, from one moment to the next."""

    WAIT = "wait"
    """From the door to the call."""
    UNTIL_CLAIMED = "until_claimed"
    """From the door until a runner has taken it."""
    PREPARATION = "preparation"
    """From the claim until the unit is at the counter."""
    UNTIL_CALLED = "until_called"
    HAND_OVER = "hand_over"
    """From the call to the hand-over."""


@dataclass(frozen=True, slots=True)
class Times:
    """Of so many, half took at most `p50_s` and nine in ten at most `p90_s`."""

    count: int
    p50_s: float
    p90_s: float


@dataclass(frozen=True, slots=True)
class Hour:
    start: datetime
    """UTC; by the store's clock a full hour."""
    came: int
    waits: Times | None
    """None: nobody who came in it was called."""


@dataclass(frozen=True, slots=True)
class Override:
    at: datetime
    staff_id: str
    terminal_id: str
    verdict: str
    reason: str


@dataclass(frozen=True, slots=True)
class Battery:
    """One unit that was refused for its battery."""

    at: datetime
    sku: str
    percent: int | None


@dataclass(frozen=True, slots=True)
class Measured:
    """One customer to whom anything has happened."""

    reservation: Reservation
    state: State
    spans: Mapping[Span, float]


@dataclass(frozen=True)
class Figures:
    quarters: tuple[Quarter, ...]
    hours: tuple[Hour, ...]
    spans: Mapping[Span, Times]
    steps: Mapping[str, Times]
    """From what was done before it."""
    models: Mapping[str, Mapping[Span, Times]]
    """By sku."""
    refused: Mapping[str, int]
    """Scans by verdict, most first."""
    overrides: tuple[Override, ...]
    batteries: tuple[Battery, ...]
    rejected: Mapping[str, int]
    """Units by reason."""
    incidents: Mapping[str, int]
    """Opened on the day, by what they are."""
    conflicts: Mapping[ConflictKind, tuple[int, int]]
    """All and of these open."""
    changed: Mapping[EventKind, int]
    """How often bookings were changed in the store."""
    events: int
    """Of the day."""


CHANGES = (EventKind.RESCHEDULED, EventKind.WAITLISTED, EventKind.REBOOKED, EventKind.CANCELLED)


def figures(book: DayBook) -> Figures:
    customers = measured(book)
    happened = of_the_day(book)
    by_model: defaultdict[str, list[Measured]] = defaultdict(list)
    for one in customers:
        by_model[one.reservation.sku].append(one)
    return Figures(
        quarters=_quarters(book),
        hours=_hours(book, customers),
        spans=spans_of(customers),
        steps=times_by(_steps(book, customers)),
        models={sku: spans_of(group) for sku, group in sorted(by_model.items())},
        refused=_counted(_verdict(event) for event in _all_of(happened, EventKind.SCAN_REFUSED)),
        overrides=tuple(_override(event) for event in _all_of(happened, EventKind.OVERRIDDEN)),
        batteries=tuple(_batteries(book, happened)),
        rejected=_counted(text_of(one.payload, "reason") for one in _all_of(happened, EventKind.UNIT_REJECTED)),
        incidents=_counted(_incident(event) for event in _all_of(happened, EventKind.INCIDENT_OPENED)),
        conflicts=_conflicts(book),
        changed={kind: count for kind in CHANGES if (count := sum(1 for _ in _all_of(happened, kind)))},
        events=len(happened),
    )


def of_the_day(book: DayBook) -> list[Event]:
    """What happened on it and nobody took back, earliest first."""
    found = [event for history in book.histories.values() for event in effective(history)]
    mine = [event for event in (*found, *book.of_no_reservation) if book.is_on_it(corrected_at(event))]
    return sorted(mine, key=lambda event: (corrected_at(event), event.terminal_id, event.seq, event.event_id))


def measured(book: DayBook) -> list[Measured]:
    visits = ((one, book.state(one.reservation_id)) for one in book.of_the_day)
    return [Measured(one, state, _spans(state)) for one, state in visits if state != BOOKED]


def spans_of(customers: Iterable[Measured]) -> dict[Span, Times]:
    return times_by(pair for one in customers for pair in one.spans.items())


def times_by(taken: Iterable[tuple[K, float]]) -> dict[K, Times]:
    found: defaultdict[K, list[float]] = defaultdict(list)
    for name, seconds in taken:
        found[name].append(seconds)
    return {name: times for name, values in found.items() if (times := times_of(values)) is not None}


def times_of(values: Iterable[float]) -> Times | None:
    """None of none."""
    ordered = sorted(values)
    p50, p90 = quantile(ordered, 0.5), quantile(ordered, 0.9)
    return None if p50 is None or p90 is None else Times(len(ordered), p50, p90)


def _spans(state: State) -> dict[Span, float]:
    """What is known of one customer; a clock that was wrong makes no negative time."""
    arrived = state.arrivals[0].at if state.arrivals else None
    collected = state.collected.at if state.collected else None
    served = None if state.parked and collected is None else state.called_at or collected
    pairs = (
        (Span.WAIT, arrived, served),
        (Span.UNTIL_CLAIMED, arrived, state.claimed_at),
        (Span.PREPARATION, state.claimed_at, state.prepared_at),
        (Span.UNTIL_CALLED, state.prepared_at, state.called_at),
        (Span.HAND_OVER, state.called_at, collected),
    )
    return {name: _between(begin, end) for name, begin, end in pairs if begin is not None and end is not None}


def _between(begin: datetime, end: datetime) -> float:
    return max(0.0, (end - begin).total_seconds())


def _hours(book: DayBook, customers: Sequence[Measured]) -> tuple[Hour, ...]:
    """From the first to the last in which somebody came, without a gap."""
    waited: defaultdict[datetime, list[float | None]] = defaultdict(list)
    for one in customers:
        if one.state.arrivals and book.is_on_it(at := one.state.arrivals[0].at):
            local = at.astimezone(book.zone).replace(minute=0, second=0, microsecond=0)
            waited[local.astimezone(UTC)].append(one.spans.get(Span.WAIT))
    if not waited:
        return ()
    found: list[Hour] = []
    hour = min(waited)
    while hour <= max(waited):
        came = waited.get(hour, [])
        found.append(Hour(hour, len(came), times_of(one for one in came if one is not None)))
        hour += HOUR
    return tuple(found)


@dataclass(frozen=True, slots=True)
class _Booked:
    slot: Slot
    count: int


def _quarters(book: DayBook) -> tuple[Quarter, ...]:
    """Arrivals against the bookings of the day, by quarter of an hour; without those that were cancelled or moved away."""
    tally, coming = Tally(), Counter[Slot]()
    for one in book.of_the_day:
        state = book.state(one.reservation_id)
        if one.store != book.store or not book.day.holds(state.slot or one.slot):
            continue
        if state.arrivals and not all(book.is_on_it(arrival.at) for arrival in state.arrivals):
            continue
        if state != BOOKED:
            tally.put(_Visit(one, state))
        if not state.arrivals and not is_cancelled(one, state):
            coming[state.slot or one.slot] += state == BOOKED or tally.glances[one.reservation_id].group is None
    return quarters(tally, [_Booked(slot, count) for slot, count in coming.items()])


@dataclass(frozen=True, slots=True)
class _Visit:
    reservation: Reservation
    state: State


def _steps(book: DayBook, customers: Iterable[Measured]) -> Iterator[tuple[str, float]]:
    """Each step from what was done before it in the same preparation: the claim, or another step."""
    for one in customers:
        before: datetime | None = None
        for event in effective(book.histories[one.reservation.reservation_id]):
            at = corrected_at(event)
            if event.kind is EventKind.PREPARATION_CLAIMED:
                before = at
            elif event.kind is EventKind.STEP_COMPLETED:
                if before is not None and (step := text_of(event.payload, "step")):
                    yield step, _between(before, at)
                before = at
            elif event.kind is EventKind.UNIT_REJECTED:
                before = at


def _all_of(events: Iterable[Event], kind: EventKind) -> Iterator[Event]:
    return (event for event in events if event.kind is kind)


def _counted(names: Iterable[str]) -> dict[str, int]:
    """Most first."""
    return dict(sorted(Counter(names).items(), key=lambda pair: (-pair[1], pair[0])))


def _verdict(event: Event) -> str:
    return text_of(event.payload, "verdict")


def _override(event: Event) -> Override:
    reason = text_of(event.payload, "reason")
    return Override(corrected_at(event), event.staff_id, event.terminal_id, _verdict(event), reason)


def _batteries(book: DayBook, happened: Iterable[Event]) -> Iterator[Battery]:
    for event in _all_of(happened, EventKind.UNIT_REJECTED):
        if event.payload.get("reason") == str(RejectReason.BATTERY):
            percent = event.payload.get("battery_percent")
            row = book.rows.get(event.reservation_id)
            known = percent if isinstance(percent, int) and not isinstance(percent, bool) else None
            yield Battery(corrected_at(event), row.sku if row else "", known)


def _incident(event: Event) -> str:
    return text_of(event.payload, "incident") or "other"


def _conflicts(book: DayBook) -> dict[ConflictKind, tuple[int, int]]:
    found: dict[ConflictKind, tuple[int, int]] = {}
    for one in book.conflicts:
        if any(book.is_on_it(side.at) for side in one.evidence):
            total, still_open = found.get(one.kind, (0, 0))
            found[one.kind] = total + 1, still_open + one.is_open
    return found
