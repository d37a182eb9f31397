"""A launch day whose truth is known, played with SimPy: who came when, waited how long, and what the floor looked like.

What the forecast must find out for itself is drawn anew for each seed: how many come, when in their slot, how long
preparations and hand-overs take, how many people work, and one hour in which everything is slower.
"""

import random
from collections.abc import Generator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

import simpy

from kiosk.domain.forecast import Floor
from kiosk.domain.reservation import Slot

OPENS = datetime(2026, 11, 21, 9, 0, tzinfo=UTC)
HOURS = 9
A_SLOT = 100


@dataclass
class Visit:
    slot: Slot
    arrived: float | None = None
    """Seconds after the doors open, as all that follow; None: not, or not yet."""
    claimed: float | None = None
    ready: float | None = None
    served: float | None = None
    done: float | None = None

    @property
    def wait_s(self) -> float | None:
        return None if self.served is None or self.arrived is None else self.served - self.arrived


class Day:
    def __init__(self, seed: int) -> None:
        chance = self._chance = random.Random(seed)
        self.preparation_s = chance.uniform(240, 480)
        self.hand_over_s = chance.uniform(300, 600)
        # Between just enough and clearly too few people for the hour's bookings.
        self.runners = max(2, round(A_SLOT * self.preparation_s / 3600 / chance.uniform(0.75, 1.05)))
        self.counters = max(2, round(A_SLOT * self.hand_over_s / 3600 / chance.uniform(0.75, 1.05)))
        self.no_show = chance.uniform(0.02, 0.12)
        self._early, self._shape = chance.uniform(0.02, 0.15), chance.uniform(1.0, 3.0)
        self._slow = chance.uniform(2, HOURS - 2) * 3600
        self.visits = [Visit(_slot(hour)) for hour in range(HOURS) for _ in range(A_SLOT)]
        self._world = simpy.Environment()
        self._runners = simpy.Resource(self._world, self.runners)
        self._counters = simpy.Resource(self._world, self.counters)
        for visit in self.visits:
            if chance.random() >= self.no_show:
                self._world.process(self._come(visit, self._offset(visit)))
        self._world.run()
        self.waits = sorted(
            (v.arrived, v.wait_s) for v in self.visits if v.arrived is not None and v.wait_s is not None
        )

    def floor(self, at: float) -> Floor:
        """What a terminal knows `at` seconds after the doors opened."""
        came = [visit for visit in self.visits if visit.arrived is not None and visit.arrived <= at]
        claimed = [visit for visit in came if visit.claimed is not None and visit.claimed <= at]
        ready = [visit for visit in claimed if visit.ready is not None and visit.ready <= at]
        served = [visit for visit in ready if visit.served is not None and visit.served <= at]
        done = [visit for visit in served if visit.done is not None and visit.done <= at]
        absent = [visit for visit in self.visits if visit.arrived is None or visit.arrived > at]
        now = _at(at)
        return Floor(
            now=now,
            runners=self.runners,
            counters=self.counters,
            expected=tuple(visit.slot for visit in absent if visit.slot.end > now),
            waiting=tuple(_at(v.arrived) for v in came if v not in claimed and v.arrived is not None),
            preparing=tuple(_at(v.claimed) for v in claimed if v not in ready and v.claimed is not None),
            ready=tuple(_at(v.ready) for v in ready if v not in served and v.ready is not None),
            serving=tuple(_at(v.served) for v in served if v not in done and v.served is not None),
            came=tuple((v.slot, _at(v.arrived)) for v in sorted(came, key=_arrived) if v.arrived is not None),
            missed=sum(visit.slot.end <= now for visit in absent),
            preparations_s=tuple(
                v.ready - v.claimed for v in sorted(ready, key=_ready) if v.ready is not None and v.claimed is not None
            ),
            hand_overs_s=tuple(
                v.done - v.served for v in sorted(done, key=_done) if v.done is not None and v.served is not None
            ),
        )

    def true_wait(self, at: float, around: float = 300.0) -> float | None:
        """Mean wait of those who came within `around` seconds of `at`; None when nobody did."""
        waits = [wait for arrived, wait in self.waits if abs(arrived - at) <= around]
        return sum(waits) / len(waits) if waits else None

    def last_measured_wait(self, at: float) -> float | None:
        """The naive forecast: how long the customer waited who came to a counter last."""
        known = [(v.served, v.wait_s) for v in self.visits if v.served is not None and v.served <= at]
        return max(known, key=lambda one: one[0])[1] if known else None

    def _offset(self, visit: Visit) -> float:
        length = (visit.slot.end - visit.slot.start).total_seconds()
        start = (visit.slot.start - OPENS).total_seconds()
        return max(0.0, start + (self._chance.betavariate(1.2, self._shape) * (1 + self._early) - self._early) * length)

    def _come(self, visit: Visit, at: float) -> Generator[Any]:
        world = self._world
        yield world.timeout(at)
        visit.arrived = world.now
        runner = self._runners.request()
        with runner:
            yield runner
            visit.claimed = world.now
            yield world.timeout(self._takes(self.preparation_s))
            visit.ready = world.now
        counter = self._counters.request()
        with counter:
            yield counter
            visit.served = world.now
            yield world.timeout(self._takes(self.hand_over_s))
            visit.done = world.now

    def _takes(self, mean_s: float) -> float:
        slow = 1.25 if self._slow <= self._world.now < self._slow + 3600 else 1.0
        return mean_s * slow * self._chance.lognormvariate(-0.5 * 0.45**2, 0.45)


def _slot(hour: int) -> Slot:
    return Slot(OPENS + timedelta(hours=hour), OPENS + timedelta(hours=hour + 1))


def _at(seconds: float) -> datetime:
    return OPENS + timedelta(seconds=seconds)


def _arrived(visit: Visit) -> float:
    return visit.arrived or 0.0


def _ready(visit: Visit) -> float:
    return visit.ready or 0.0


def _done(visit: Visit) -> float:
    return visit.done or 0.0
