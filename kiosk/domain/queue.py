"""The queue of a store's day: who is where, how long they wait, when they came and when they were booked. Pure.

A `Tally` is kept true one customer at a time, so that a screen with 5,000 of them follows each event at the cost of one;
it is the same in whatever order they came. Who works on what is `crew.py`'s, what the wait will be `forecast.py`'s.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, time, timedelta
from enum import StrEnum
from typing import Any, Protocol
from zoneinfo import ZoneInfo

from kiosk.domain.clock import local_day
from kiosk.domain.policy import Policy
from kiosk.domain.reservation import Reservation, Slot
from kiosk.domain.state import Stage, State

RECENTLY = timedelta(minutes=60)
"""Waits are told of those who came to a counter within it: the morning says nothing about now."""
QUARTER = timedelta(minutes=15)
_DAY = 96
"""Quarters of an hour: a chart never has more, however odd a slot is."""
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


class Group(StrEnum):
    """Every customer of the day is in exactly one."""

    EXPECTED = "expected"
    ARRIVED = "arrived"
    PREPARING = "preparing"
    READY = "ready"
    COLLECTED = "collected"
    LATE = "late"
    """The slot is over and nobody came."""
    PROBLEM = "problem"
    """Came, and is on hold or cancelled: a person has to look after them."""


WAITING = frozenset({Group.ARRIVED, Group.PREPARING, Group.READY})

_GROUPS = {
    Stage.ARRIVED: Group.ARRIVED,
    Stage.PREPARING: Group.PREPARING,
    Stage.READY: Group.READY,
    Stage.COLLECTED: Group.COLLECTED,
    Stage.NO_SHOW: Group.LATE,
    Stage.ON_HOLD: Group.PROBLEM,
}


class Visit(Protocol):
    """A reservation with what has happened to it."""

    @property
    def reservation(self) -> Reservation: ...

    @property
    def state(self) -> State: ...


class Coming(Protocol):
    """So many bookings of a slot that nobody has come for."""

    @property
    def slot(self) -> Slot: ...

    @property
    def count(self) -> int: ...


def group_of(state: State) -> Group | None:
    """None: whoever is only booked is counted among those who are expected, and who cancelled from afar is not waited for."""
    if state.stage is Stage.CANCELLED:
        return Group.PROBLEM if state.arrivals else None
    return _GROUPS.get(state.stage)


@dataclass(frozen=True, slots=True)
class Day:
    """One of the store's calendar days: a launch may last several, and a terminal holds the bookings of all of them."""

    start: datetime
    end: datetime

    @classmethod
    def of(cls, now: datetime, zone: ZoneInfo) -> "Day":
        """Midnight to midnight by the store's clocks."""
        day = local_day(now, zone)
        start, end = (datetime.combine(one, time(), zone).astimezone(UTC) for one in (day, day + timedelta(days=1)))
        return cls(start, end)

    def holds(self, slot: Slot) -> bool:
        """Some of the slot is on it."""
        return slot.start < self.end and slot.end > self.start

    def concerns(self, visit: Visit) -> bool:
        """Booked for it, came on it, or is still here."""
        state = visit.state
        if self.holds(state.slot or visit.reservation.slot):
            return True
        came = any(self.start <= one.at < self.end for one in state.arrivals)
        return came or (bool(state.arrivals) and group_of(state) in WAITING | {Group.PROBLEM})


@dataclass(frozen=True, slots=True)
class Glance:
    """What the queue knows of one customer. No name."""

    reservation_id: str
    slot: Slot
    group: Group | None
    sku: str
    call_number: str
    arrived_at: datetime | None
    claimed_at: datetime | None
    prepared_at: datetime | None
    called_at: datetime | None
    """The last call: with several, the wait is told a little too long, never too short."""
    collected_at: datetime | None
    runner: str
    """Staff id."""
    counter: str
    """Where the customer was called to."""
    parked: bool

    @property
    def at_counter_since(self) -> datetime | None:
        """None: has not been called, or was and did not come."""
        if self.collected_at is not None:
            return self.called_at or self.collected_at
        return None if self.parked or self.group is not Group.READY else self.called_at

    @property
    def is_waiting(self) -> bool:
        return self.group in WAITING and self.at_counter_since is None

    def promised_at(self, policy: Policy) -> datetime | None:
        """Until when the unit was to be at the counter; the same as the runners' board says."""
        if self.arrived_at is None:
            return None
        return max(self.arrived_at, self.slot.start) + timedelta(seconds=policy.promise_s)


def glance(visit: Visit) -> Glance:
    state = visit.state
    first = state.arrivals[0] if state.arrivals else None
    return Glance(
        reservation_id=visit.reservation.reservation_id,
        slot=state.slot or visit.reservation.slot,
        group=group_of(state),
        sku=visit.reservation.sku,
        call_number=first.call_number if first else "",
        arrived_at=first.at if first else None,
        claimed_at=state.claimed_at,
        prepared_at=state.prepared_at,
        called_at=state.called_at,
        collected_at=state.collected.at if state.collected else None,
        runner=state.claimed_by,
        counter=state.called_to,
        parked=state.parked,
    )


def last_heard(state: State) -> dict[str, datetime]:
    """By terminal id: the latest that this state shows it has done."""
    facts = [
        (one.terminal_id, one.at) for one in (*state.hand_overs, *state.claims, *state.units, *state.cancellations)
    ]
    facts += [(one.terminal_id, one.at) for one in (*state.arrivals, *state.rejected)]
    if state.last_step is not None:
        facts.append((state.last_step.terminal_id, state.last_step.at))
    latest: dict[str, datetime] = {}
    for terminal_id, at in facts:
        if terminal_id:
            latest[terminal_id] = max(at, latest.get(terminal_id, at))
    return latest


@dataclass(slots=True)
class Tally:
    """The floor, counted. `put` and `drop` cost the same however many there are."""

    glances: dict[str, Glance] = field(default_factory=dict[str, Glance])
    """By reservation id."""
    counts: Counter[tuple[Slot, Group]] = field(default_factory=Counter[tuple[Slot, Group]])
    heard: dict[str, datetime] = field(default_factory=dict[str, datetime])
    """By terminal id, the latest that was seen of it; stays when the customer has left."""
    came: Counter[datetime] = field(default_factory=Counter[datetime])
    """Arrivals by the beginning of their quarter of an hour."""
    _open: dict[str, Glance] = field(default_factory=dict[str, Glance])
    _gone: dict[str, Glance] = field(default_factory=dict[str, Glance])
    """Collected; the others are in `_open`."""

    def put(self, visit: Visit) -> None:
        """This customer is so now."""
        one = glance(visit)
        self.drop(one.reservation_id)
        self.glances[one.reservation_id] = one
        self._count(one, 1)
        (self._gone if one.group is Group.COLLECTED else self._open)[one.reservation_id] = one
        for terminal_id, at in last_heard(visit.state).items():
            self.heard[terminal_id] = max(at, self.heard.get(terminal_id, at))

    def drop(self, reservation_id: str) -> None:
        """Nothing that happened to this customer stands any more."""
        gone = self.glances.pop(reservation_id, None)
        if gone is not None:
            self._count(gone, -1)
            self._open.pop(reservation_id, None)
            self._gone.pop(reservation_id, None)

    def lately(self, now: datetime, recently: timedelta = RECENTLY) -> list[Glance]:
        """Everybody but those who collected longer ago: all that waits, crew and what is at work can be told of."""
        since = now - recently
        return [
            *self._open.values(),
            *(one for one in self._gone.values() if one.collected_at is None or one.collected_at >= since),
        ]

    def _count(self, one: Glance, by: int) -> None:
        if one.group is not None:
            _shift(self.counts, (one.slot, one.group), by)
        if one.arrived_at is not None:
            _shift(self.came, _quarter(one.arrived_at), by)


def _shift(counter: Counter[Any], key: object, by: int) -> None:
    """What counts nothing is not kept, so that two tallies of the same floor are equal."""
    counter[key] += by
    if not counter[key]:
        del counter[key]


@dataclass(frozen=True, slots=True)
class Line:
    """One slot: how many are in each group, in the order of `Group`."""

    slot: Slot
    counts: tuple[int, ...]

    @property
    def total(self) -> int:
        return sum(self.counts)

    def of(self, group: Group) -> int:
        return self.counts[_PLACE[group]]


_PLACE = {group: place for place, group in enumerate(Group)}


def table(tally: Tally, coming: Iterable[Coming], now: datetime) -> tuple[Line, ...]:
    """A line for each slot of the day, earliest first."""
    counts = Counter(tally.counts)
    for one in coming:
        counts[one.slot, Group.LATE if one.slot.end <= now else Group.EXPECTED] += one.count
    slots = sorted({slot for slot, _ in counts}, key=lambda slot: (slot.start, slot.end))
    return tuple(Line(slot, tuple(counts[slot, group] for group in Group)) for slot in slots)


@dataclass(frozen=True, slots=True)
class Waits:
    """From the door to the call, seconds."""

    oldest: Glance | None
    """Whoever has waited longest and still does."""
    waiting: int
    overdue: int
    """Of those, whose unit should have been ready."""
    p50_s: float | None
    """Of those who came to a counter recently; None: nobody did."""
    p90_s: float | None
    measured: int


def waits(glances: Iterable[Glance], policy: Policy, now: datetime, recently: timedelta = RECENTLY) -> Waits:
    open_ones: list[Glance] = []
    done: list[float] = []
    overdue = 0
    for one in glances:
        if one.arrived_at is None:
            continue
        if one.is_waiting:
            open_ones.append(one)
            overdue += is_overdue(one, policy, now)
        elif (served := one.at_counter_since) is not None and now - recently <= served <= now:
            done.append(max(0.0, (served - one.arrived_at).total_seconds()))
    done.sort()
    return Waits(
        oldest=min(open_ones, key=_by_arrival, default=None),
        waiting=len(open_ones),
        overdue=overdue,
        p50_s=quantile(done, 0.5),
        p90_s=quantile(done, 0.9),
        measured=len(done),
    )


def is_overdue(one: Glance, policy: Policy, now: datetime) -> bool:
    """Waits for a unit that was promised for earlier."""
    promised = one.promised_at(policy)
    return one.group in (Group.ARRIVED, Group.PREPARING) and promised is not None and now >= promised


def quantile(ordered: Sequence[float], share: float) -> float | None:
    """Of numbers in rising order, the nearest one; None of none."""
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))] if ordered else None


def people(glances: Iterable[Glance], slot: Slot | None, group: Group) -> list[Glance]:
    """Who is behind a bar, whoever came first on top. `slot` None: of the whole day."""
    found = (one for one in glances if one.group is group and (slot is None or one.slot == slot))
    return sorted(found, key=_by_arrival)


def _by_arrival(one: Glance) -> tuple[datetime, str]:
    return one.arrived_at or one.slot.start, one.reservation_id


@dataclass(frozen=True, slots=True)
class Quarter:
    """A quarter of an hour of the day."""

    start: datetime
    came: int
    booked: float
    """Of each slot's bookings the share that falls into this quarter."""


def quarters(tally: Tally, coming: Iterable[Coming]) -> tuple[Quarter, ...]:
    """From the first slot or arrival to the last, without a gap; the earliest 24 hours of them."""
    came, booked = tally.came, Counter[Slot]()
    for (slot, _), count in tally.counts.items():
        booked[slot] += count
    for one in coming:
        booked[one.slot] += one.count
    starts = [*came, *(_quarter(slot.start) for slot in booked)]
    if not starts:
        return ()
    end = max([at + QUARTER for at in came] + [slot.end for slot in booked])
    first = min(starts)
    number = min(_DAY, -(-(end - first) // QUARTER))
    shares: defaultdict[int, float] = defaultdict(float)
    for slot, count in booked.items():
        for place in range(max(0, (slot.start - first) // QUARTER), min(number, -(-(slot.end - first) // QUARTER))):
            start = first + place * QUARTER
            inside = min(slot.end, start + QUARTER) - max(slot.start, start)
            shares[place] += count * (inside / (slot.end - slot.start))
    return tuple(
        Quarter(first + place * QUARTER, came[first + place * QUARTER], shares[place]) for place in range(number)
    )


def _quarter(at: datetime) -> datetime:
    """The one it is in, in UTC: every zone's hours begin at a quarter of one of UTC's."""
    return _EPOCH + ((at - _EPOCH) // QUARTER) * QUARTER
