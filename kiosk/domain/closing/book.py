"""All that is known of one store's day when it is closed: rows of the roster and events. The same at a terminal and at central.

A value and what follows from it once for all: whose reservation is whose, and what each adds up to. No clock, no file.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from functools import cached_property
from zoneinfo import ZoneInfo

from kiosk.domain.booking import fulfilment_of
from kiosk.domain.clock import local_day
from kiosk.domain.conflict import Conflict, between
from kiosk.domain.event import Event, EventKind
from kiosk.domain.policy import Policy
from kiosk.domain.queue import Day
from kiosk.domain.reservation import Fulfilment, Product, Reservation, TerminalRow
from kiosk.domain.state import BOOKED, State, effective, fold

ASIDE = frozenset(
    {
        EventKind.SCAN_REFUSED,
        EventKind.SIGNED_IN,
        EventKind.SIGNED_OUT,
        EventKind.LOCKED_OUT,
        EventKind.UNLOCKED,
        EventKind.PIN_CHANGED,
        EventKind.WITHDRAWN,
        EventKind.PURGED,
        EventKind.EXPORTED,
        EventKind.CONTACT_LOST,
        EventKind.CONTACT_BACK,
        EventKind.DIFFERENCE_EXPLAINED,
        EventKind.DAY_CLOSED,
        EventKind.DOORS_CHECKED,
        EventKind.CHECKLIST_TICKED,
        EventKind.CHECKLIST_UNTICKED,
    }
)
"""Kinds of events that change no balance."""


@dataclass(frozen=True)
class DayBook:
    """Of one of the store's calendar days; a launch may last several, and all of them are in the file."""

    store: int
    store_name: str
    zone: ZoneInfo
    date: date
    now: datetime
    """When it was read."""
    policy: Policy
    reservations: tuple[Reservation, ...]
    """Every usable row, of whatever day."""
    products: tuple[Product, ...]
    terminals: tuple[TerminalRow, ...]
    events: tuple[Event, ...]
    """Every event known, in any order."""
    unsent: int | None = None
    """Own events that central has not acknowledged; None: read at central."""
    made_at: str = field(default="", kw_only=True)
    """Terminal id of who read it; empty: central."""
    acts_head: str = field(default="", kw_only=True)
    """Of central's own acts, number:hash of the last; empty: there are none, or it was read at a terminal."""

    @cached_property
    def day(self) -> Day:
        return day_of(self.date, self.zone)

    @cached_property
    def histories(self) -> Mapping[str, list[Event]]:
        """Events by reservation; those of none are in `of_no_reservation`."""
        found: defaultdict[str, list[Event]] = defaultdict(list)
        for event in self.events:
            if event.reservation_id:
                found[event.reservation_id].append(event)
        return dict(found)

    @cached_property
    def of_no_reservation(self) -> tuple[Event, ...]:
        """Those that nobody took back, in canonical order."""
        return tuple(effective(event for event in self.events if not event.reservation_id))

    @cached_property
    def states(self) -> Mapping[str, State]:
        """Of every reservation that any event speaks of."""
        return {reservation_id: fold(history) for reservation_id, history in self.histories.items()}

    @cached_property
    def conflicts(self) -> tuple[Conflict, ...]:
        return between(self.states)

    @cached_property
    def rows(self) -> Mapping[str, Reservation]:
        return {one.reservation_id: one for one in self.reservations}

    @cached_property
    def of_the_day(self) -> tuple[Reservation, ...]:
        """To be picked up here on this day, or moved away from it; and whoever came here on it all the same."""
        return tuple(one for one in self.reservations if self._is_fetched(one) and self._concerns(one))

    @property
    def deliveries(self) -> int:
        """Of the day, and nothing to hand over: they are in no balance."""
        return sum(not self._is_fetched(one) and self.day.holds(one.slot) for one in self.reservations)

    def state(self, reservation_id: str) -> State:
        return self.states.get(reservation_id, BOOKED)

    def is_on_it(self, at: datetime) -> bool:
        return self.day.start <= at < self.day.end

    def _is_fetched(self, reservation: Reservation) -> bool:
        return fulfilment_of(reservation, self.state(reservation.reservation_id)) is Fulfilment.PICKUP

    def _concerns(self, reservation: Reservation) -> bool:
        state = self.state(reservation.reservation_id)
        if self.day.holds(reservation.slot) or (state.slot is not None and self.day.holds(state.slot)):
            return True
        came = [*state.arrivals, *([state.collected] if state.collected else [])]
        return any(self.is_on_it(one.at) for one in came)


def day_of(when: date, zone: ZoneInfo) -> Day:
    """Midnight to midnight by the store's clocks."""
    start, end = (datetime.combine(one, time(), zone).astimezone(UTC) for one in (when, when + timedelta(days=1)))
    return Day(start, end)


def day_to_close(slot_starts: Iterable[datetime], now: datetime, zone: ZoneInfo) -> date:
    """The last day with a slot that has begun: after midnight it is still the one before. Without any, today."""
    begun = max((start for start in slot_starts if start <= now), default=now)
    return local_day(begun, zone)
