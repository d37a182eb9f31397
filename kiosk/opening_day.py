"""The opening day at a terminal: the plan as central published it, and the morning's checklist with who has ticked what.

On the store's thread, through `desk.opening_day`. Ticks are events, so every terminal of the store sees them; offline each shows
what it knows.
"""

from dataclasses import dataclass
from datetime import datetime

from kiosk.acting import Acting
from kiosk.domain.event import EventKind
from kiosk.domain.launch_slot import LaunchSlot
from kiosk.domain.opening.checklist import DEFAULT, MOST_TAKEN_BACK, Checklist, Item, Tick, due, ticks
from kiosk.domain.opening.plan import OpeningDay, PlanHour, day_of, hours
from kiosk.domain.staff import Act
from kiosk.errors import Refused
from kiosk.store.database import faults


@dataclass(frozen=True, slots=True)
class Line:
    """One item of the checklist."""

    item: Item
    ticks: tuple[Tick, ...]
    """That stand, earliest first; several where colleagues ticked it without hearing of each other."""
    due: bool
    """It should be done by now."""


@dataclass(frozen=True, slots=True)
class Morning:
    """The day that is planned next, and its checklist."""

    day: str
    """The store's calendar day that ticks are of."""
    plan: OpeningDay | None
    """None: central has published none for this day or a later one."""
    hours: tuple[PlanHour, ...]
    lines: tuple[Line, ...]
    at: datetime

    @property
    def done(self) -> int:
        return sum(bool(line.ticks) for line in self.lines)


class OpeningDays:
    def __init__(self, acting: Acting) -> None:
        self._acting = acting
        self._store = acting.store

    def morning(self) -> Morning:
        """Of today, or of the next day that is planned."""
        with faults("read"):
            now = self._now()
            plan = day_of(self._store.roster.plans(), now, self._acting.here.zone())
            day = plan.day if plan is not None else f"{now.astimezone(self._acting.here.zone()):%Y-%m-%d}"
            told = ticks(self._store.ledger.of_house(), day)
            opens = plan.opens if plan is not None else None
            lines = tuple(
                Line(item, told.get(item.item, ()), due(item, opens, now, item.item in told))
                for item in self._checklist().items
            )
            slots = [] if plan is None else self._slots(plan)
            return Morning(day, plan, hours(plan, slots) if plan is not None else (), lines, now)

    def tick(self, day: str, item: str) -> None:
        """It is done. Ticked by two who did not hear of each other, it is ticked."""
        with self._store.transaction():
            self._acting.require("tick the checklist", Act.TICK_CHECKLIST)
            self._known(item)
            if self._ticks(day, item):
                raise Refused("tick the checklist", "It is ticked already")
            payload = {"day": day, "item": item}
            self._acting.append(EventKind.CHECKLIST_TICKED, "", payload, self._acting.now())

    def untick(self, day: str, item: str) -> None:
        """It was not done after all: every tick that is known here is taken back, by name."""
        with self._store.transaction():
            self._acting.require("tick the checklist", Act.TICK_CHECKLIST)
            known = self._ticks(day, item)
            if not known:
                raise Refused("tick the checklist", "It is not ticked")
            payload = {"day": day, "item": item, "event_ids": [one.event_id for one in known[:MOST_TAKEN_BACK]]}
            self._acting.append(EventKind.CHECKLIST_UNTICKED, "", payload, self._acting.now())

    def _checklist(self) -> Checklist:
        return self._store.roster.checklist() or DEFAULT

    def _known(self, item: str) -> None:
        if item not in {one.item for one in self._checklist().items}:
            raise Refused("tick the checklist", "It is not on the list any more")

    def _ticks(self, day: str, item: str) -> tuple[Tick, ...]:
        return ticks(self._store.ledger.of_house(), day).get(item, ())

    def _slots(self, plan: OpeningDay) -> list[LaunchSlot]:
        return [one for one in self._store.roster.slots() if plan.opens <= one.start < plan.closes]

    def _now(self) -> datetime:
        return self._acting.latest_corrected(self._acting.now())
