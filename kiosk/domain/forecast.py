"""How long somebody who comes in 30, 60 or 90 minutes will wait, from who is on the floor and what the day has shown.

The floor is two queues in a row, runners and then counters, each first come first served. The rest of the day is played
a number of times: who comes and when, how long each preparation and each hand-over takes are drawn from what was measured
today; before there is enough of it, from what is usual. Pure: `chance` and the moment are arguments. How good it is was
measured on days whose truth is known: docs/forecast.md changes with this file.
"""

import heapq
import math
from bisect import bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from enum import StrEnum
from statistics import mean, stdev
from typing import Protocol

from kiosk.domain.reservation import Slot

HORIZONS = (timedelta(minutes=30), timedelta(minutes=60), timedelta(minutes=90))
ROUNDS = 60
"""How often the rest of the day is played. Four times as many change the median by a few seconds."""
RECENT = 240
"""So many of the latest preparations and hand-overs count: a crew that has found its pace is not its own morning.
Near its limit a floor turns one percent of pace into minutes of waiting, so fewer would err more."""
ENOUGH = 30
"""Measurements from which on the usual says nothing more."""
SURE = 60
"""The usual share of those who come counts as much as so many reservations."""
PACE_CHANGES = 0.1
"""How much (standard deviation, share of 1) a crew's pace may change in an hour and a half for reasons nobody told us."""


class Chance(Protocol):
    """What is asked of a `random.Random`."""

    def random(self) -> float: ...

    def gauss(self, mu: float = 0.0, sigma: float = 1.0) -> float: ...

    def randrange(self, start: int, stop: int) -> int: ...

    def choice(self, seq: list[float], /) -> float: ...


@dataclass(frozen=True, slots=True)
class Usual:
    """What is expected before the day has shown anything. Seconds; shares of 1."""

    preparation_s: float = 360.0
    hand_over_s: float = 480.0
    comes: float = 0.95
    """Of those who have a reservation."""


@dataclass(frozen=True, slots=True)
class Floor:
    """Everybody between the door and the counter at one moment, and what was measured until then. No names."""

    now: datetime
    runners: int
    counters: int
    expected: tuple[Slot, ...] = ()
    """Of each open reservation whose customer has not come."""
    waiting: tuple[datetime, ...] = ()
    """When each customer arrived whose unit nobody has begun to prepare."""
    preparing: tuple[datetime, ...] = ()
    """When each preparation under way was begun."""
    ready: tuple[datetime, ...] = ()
    """When each unit became ready whose customer is not at a counter yet."""
    serving: tuple[datetime, ...] = ()
    """When each hand-over under way began."""
    came: tuple[tuple[Slot, datetime], ...] = ()
    """Everybody's slot and arrival so far."""
    missed: int = 0
    """How many of the slots that have ended nobody came for."""
    preparations_s: tuple[float, ...] = ()
    """Seconds from claim to ready, oldest first."""
    hand_overs_s: tuple[float, ...] = ()
    """Seconds at the counter, oldest first."""
    usual: Usual = field(default_factory=Usual)


@dataclass(frozen=True, slots=True)
class Outlook:
    """For a customer who arrives at `at`: seconds from the door to the counter."""

    at: datetime
    wait_p50_s: float
    wait_p90_s: float


class Helper(StrEnum):
    RUNNER = "runner"
    COUNTER = "counter"


@dataclass(frozen=True, slots=True)
class Need:
    """One more person keeps the promise best as a `helper`; without, it breaks from `since` on."""

    helper: Helper
    since: datetime
    wait_p90_s: float
    """At the worst horizon, with that person."""


def forecast(floor: Floor, chance: Chance, horizons: Sequence[timedelta] = HORIZONS) -> tuple[Outlook, ...]:
    """One outlook for each horizon, in their order. Raises ValueError for a floor without a runner or a counter."""
    if floor.runners < 1 or floor.counters < 1:
        raise ValueError("a forecast needs at least one runner and one counter")
    day = _Day(floor, max(horizons))
    probes = [horizon.total_seconds() for horizon in horizons]
    rounds = [day.play(chance, probes) for _ in range(ROUNDS)]
    outlooks: list[Outlook] = []
    for which, horizon in enumerate(horizons):
        waits = sorted(waits[which] for waits in rounds)
        outlooks.append(Outlook(floor.now + horizon, _quantile(waits, 0.5), _quantile(waits, 0.9)))
    return tuple(outlooks)


def need(
    floor: Floor,
    promise_s: float,
    chances: Callable[[], Chance],
    horizons: Sequence[timedelta] = HORIZONS,
    tenth: float = 0.1,
) -> Need | None:
    """Who to call when more than one customer in ten would wait longer than promised; None while the promise holds.

    `chances` gives the same chances each time it is called (`lambda: Random(7)`): all three crews are played on them, so
    that their difference is theirs. None as well when one more person
    would shorten the worst wait by less than `tenth` of it: then the day needs something else.
    """
    as_it_is = forecast(floor, chances(), horizons)
    late = [outlook for outlook in as_it_is if outlook.wait_p90_s > promise_s]
    if not late:
        return None
    worst = max(outlook.wait_p90_s for outlook in as_it_is)
    crews = {
        Helper.RUNNER: replace(floor, runners=floor.runners + 1),
        Helper.COUNTER: replace(floor, counters=floor.counters + 1),
    }
    with_one_more = {
        helper: max(o.wait_p90_s for o in forecast(crew, chances(), horizons)) for helper, crew in crews.items()
    }
    best = min(with_one_more, key=lambda helper: with_one_more[helper])
    if with_one_more[best] > worst * (1 - tenth):
        return None
    return Need(best, late[0].at, with_one_more[best])


class _Day:
    """What does not change from one round to the next. All times are seconds after `floor.now`."""

    def __init__(self, floor: Floor, farthest: timedelta) -> None:
        self._floor = floor
        self._preparations = _durations(floor.preparations_s, floor.usual.preparation_s)
        self._hand_overs = _durations(floor.hand_overs_s, floor.usual.hand_over_s)
        until = farthest.total_seconds()
        offsets = _offsets(floor)
        self._unsure = _unsure(self._preparations), _unsure(self._hand_overs)
        due = sum(slot.end <= floor.now for slot, _ in floor.came) + floor.missed
        shown = due - floor.missed
        weight = SURE
        comes = (shown + floor.usual.comes * weight) / (due + weight)
        self._expected: list[tuple[float, float, list[float], int, float]] = []
        """Of each slot that may still bring somebody in time: start, length, offsets, the first one left, who comes."""
        for slot in floor.expected:
            start, length = self._after(slot.start), (slot.end - slot.start).total_seconds()
            first = bisect_right(offsets, -start / length)
            left = (len(offsets) - first) / len(offsets)
            if left > 0 and start + offsets[first] * length <= until:
                # Bayes: who has not come so far comes with less probability the more of the slot has passed.
                self._expected.append((start, length, offsets, first, comes * left / (1 - comes + comes * left)))

    def play(self, chance: Chance, probes: Sequence[float]) -> list[float]:
        """One way the day may go on: for each probe the wait of somebody who comes then and takes nobody's place."""
        floor = self._floor
        slower, slower_there = (max(0.5, chance.gauss(1, unsure)) for unsure in self._unsure)
        arrivals = [self._after(at) for at in floor.waiting] + self._arrivals(chance)
        runners = self._busy(chance, floor.preparing, floor.runners, self._preparations)
        ready = [self._after(at) for at in floor.ready]
        ready += [end for end in runners if end > 0][: len(floor.preparing)]
        asked: list[tuple[float, int]] = []
        queue = sorted([(at, -1) for at in arrivals] + [(at, which) for which, at in enumerate(probes)])
        for at, which in queue:
            took = chance.choice(self._preparations) * slower
            begun = max(at, 0.0, runners[0])
            if which < 0:
                heapq.heapreplace(runners, begun + took)
                ready.append(begun + took)
            else:
                asked.append((begun + took, which))
        counters = self._busy(chance, floor.serving, floor.counters, self._hand_overs)
        waits = [0.0] * len(probes)
        for at, which in sorted([(at, -1) for at in ready] + asked):
            begun = max(at, 0.0, counters[0])
            if which < 0:
                heapq.heapreplace(counters, begun + chance.choice(self._hand_overs) * slower_there)
            else:
                waits[which] = begun - probes[which]
        return waits

    def _arrivals(self, chance: Chance) -> list[float]:
        return [
            start + offsets[chance.randrange(first, len(offsets))] * length
            for start, length, offsets, first, comes in self._expected
            if chance.random() < comes
        ]

    def _busy(self, chance: Chance, begun: Sequence[datetime], crew: int, durations: list[float]) -> list[float]:
        """When each of the crew is free, as a heap. What lasts longer than anything measured is taken to end soon."""
        free = [0.0] * max(0, crew - len(begun))
        for at in begun:
            elapsed = -self._after(at)
            longer = durations[bisect_right(durations, elapsed) :]
            free.append(chance.choice(longer) - elapsed if longer else durations[0])
        heapq.heapify(free)
        return free

    def _after(self, at: datetime) -> float:
        return (at - self._floor.now).total_seconds()


_SPREAD = (0.55, 0.75, 0.9, 1.05, 1.25, 1.5)
"""Of what usually takes 1: no two preparations take the same."""
_USUAL_OFFSETS = tuple((part + 0.5) / 24 * 1.05 - 0.1 for part in range(24))
"""Of arrivals in their slot, in slots: from shortly before its beginning, evenly, to shortly before its end."""


def _durations(measured: tuple[float, ...], usual: float) -> list[float]:
    """Sorted, never empty, never 0: what was measured, and what is usual while it would count for something."""
    recent = [took for took in measured[-RECENT:] if took > 0]
    assumed = [usual * part for part in _SPREAD] if len(recent) < ENOUGH else []
    return sorted(recent + assumed)


def _unsure(durations: list[float]) -> float:
    """How far the true mean may lie from the measured one, as a share of it."""
    spread = stdev(durations) / mean(durations) if len(durations) > 1 else 0.5
    return math.hypot(spread / math.sqrt(len(durations)), PACE_CHANGES)


def _offsets(floor: Floor) -> list[float]:
    """Where in their slot people come, in slots, sorted. Of slots that have ended only: a running one knows but the early."""
    seen = [(at - slot.start) / (slot.end - slot.start) for slot, at in floor.came if slot.end <= floor.now]
    return sorted([*seen[-300:], *_USUAL_OFFSETS])


def _quantile(ordered: list[float], share: float) -> float:
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]
