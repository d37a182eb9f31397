"""The plan of a launch day: when the doors open and close, who works when, which counters there are. Owned by central. Pure.

Body of the row `plan` (docs/protocol.md, "Rows"), one for each day, keyed by its ISO date. Slots and their places are rows of
their own (`kiosk.domain.launch_slot`).
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from kiosk.domain.launch_slot import LaunchSlot
from kiosk.domain.policy import Role
from kiosk.domain.reservation import Instant

HOUR = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Shift:
    """So many people in one role, start included, end excluded."""

    role: Role
    start: Instant
    end: Instant
    people: int


@dataclass(frozen=True, slots=True)
class OpeningDay:
    day: str
    """The store's calendar day, `2026-11-20`."""
    opens: Instant
    closes: Instant
    counters: tuple[str, ...] = ()
    """As customers read them."""
    shifts: tuple[Shift, ...] = ()

    def __post_init__(self) -> None:
        if self.opens >= self.closes:
            raise ValueError("a day must close after it opens")
        if any(shift.start >= shift.end or shift.people < 1 for shift in self.shifts):
            raise ValueError("a shift must end after it starts, and needs people")


@dataclass(frozen=True, slots=True)
class PlanHour:
    """One hour of the day, as long as it lasts within the plan."""

    start: datetime
    end: datetime
    people: tuple[tuple[Role, int], ...]
    """Of each role that anybody has that day: the most there are at once in this hour."""
    places: int | None
    """Of the slots that begin in it; None: one of them takes as many as come, or there is none."""
    booked: int
    """Who has a place in these, as far as central knew."""


def hours(plan: OpeningDay, slots: Iterable[LaunchSlot]) -> tuple[PlanHour, ...]:
    """From the first shift, or the opening, to the last."""
    known = list(slots)
    first = min([plan.opens, *(shift.start for shift in plan.shifts)])
    last = max([plan.closes, *(shift.end for shift in plan.shifts)])
    roles = [role for role in Role if any(shift.role is role for shift in plan.shifts)]
    # From full hour to full hour; counted on the instants, so that a day on which clocks change has its 23 or 25.
    at = first - (first - datetime.fromtimestamp(0, first.tzinfo)) % HOUR
    found: list[PlanHour] = []
    while at < last:
        end = at + HOUR
        begun = [slot for slot in known if at <= slot.start < end]
        unlimited = not begun or any(slot.capacity is None for slot in begun)
        found.append(
            PlanHour(
                start=at,
                end=end,
                people=tuple((role, most(plan.shifts, role, at, end)) for role in roles),
                places=None if unlimited else sum(slot.capacity or 0 for slot in begun),
                booked=sum(slot.booked for slot in begun),
            )
        )
        at = end
    return tuple(found)


def most(shifts: Iterable[Shift], role: Role, start: datetime, end: datetime) -> int:
    """How many of a role there are at once at most, between two instants."""
    mine = [shift for shift in shifts if shift.role is role and shift.start < end and start < shift.end]
    moments = {start, *(shift.start for shift in mine if shift.start > start)}
    return max((at_once(mine, role, moment) for moment in moments), default=0)


def at_once(shifts: Iterable[Shift], role: Role, now: datetime) -> int:
    """How many of a role should be here now."""
    return sum(shift.people for shift in shifts if shift.role is role and shift.start <= now < shift.end)


def day_of(plans: Iterable[OpeningDay], now: datetime, zone: ZoneInfo) -> OpeningDay | None:
    """Today's, else the next one, else none."""
    today = f"{now.astimezone(zone):%Y-%m-%d}"
    return min((plan for plan in plans if plan.day >= today), key=lambda plan: plan.day, default=None)
