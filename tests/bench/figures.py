"""What a line of the benchmark says: a figure, the floor it stands on, and the target of design.md section 11.

Pure. A floor is the least that the same work costs on this machine in the same run (or, for a rate, the most that can
be had: a ceiling); the ratio is figure / floor, and is what can be compared between machines and days.
"""

import math
import statistics
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Figure:
    """One row of the table."""

    line: str
    """Name of the line that made it; what `./dev bench NAME` takes."""
    what: str
    statistic: str
    """p50, p95, p99, mean, peak, share ..."""
    unit: str
    figure: float
    floor: float
    floor_is: str
    """What was measured as floor, in words."""
    samples: int
    target: str = ""
    """Of design.md section 11; empty where it names none."""
    met: bool | None = None
    """Whether this run met the target; None where there is none."""
    note: str = ""

    @property
    def ratio(self) -> float | None:
        return self.figure / self.floor if self.floor else None


@dataclass(frozen=True, slots=True)
class Missing:
    """A line that could not be measured, and why."""

    line: str
    what: str
    reason: str


Row = Figure | Missing


def quantile(values: Iterable[float], part: float) -> float:
    """The smallest value that at least `part` of all values do not exceed: a value that was really measured."""
    ordered = sorted(values)
    return ordered[max(0, math.ceil(part * len(ordered)) - 1)]


def median(values: Iterable[float]) -> float:
    return statistics.median(values)


def interleaved(times: int, *acts: Callable[[], float]) -> list[list[float]]:
    """Measure A B A B ...: what disturbs the machine for a while disturbs all alike."""
    taken: list[list[float]] = [[] for _ in acts]
    for _ in range(times):
        for values, act in zip(taken, acts, strict=True):
            values.append(act())
    return taken


def spread(values: Sequence[float]) -> str:
    """The middle half, to tell a difference from noise."""
    return f"{quantile(values, 0.25):.3g} to {quantile(values, 0.75):.3g}"
