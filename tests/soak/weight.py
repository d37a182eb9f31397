"""What this process and its children weigh, sample by sample, and whether it grows."""

import statistics
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

import psutil

MEBI = 2**20
GROWTH_BOUND = 10.0
"""MB that a line fitted to this process's memory may rise over the whole run, its first fifth left out."""
GROWTH_BOUND_ALL = 30.0
"""The same with the children, whose weight depends on how long ago the last of them began."""
SETTLING = 22
"""Samples at least that are left out: twice every fault."""
_SHARED = Path("/dev/shm")


@dataclass(slots=True)
class Scale:
    """Weigh now and then; judge at the end. Memory is resident memory."""

    own: list[float] = field(default_factory=list)
    everyone: list[float] = field(default_factory=list)

    def weigh(self, without: int | None = None) -> None:
        """`without`: a child that is there at one time and not at another, the one kept ready."""
        me = psutil.Process()
        own = me.memory_info().rss / MEBI
        total = own
        for child in me.children(recursive=True):
            if child.pid == without:
                continue
            try:
                total += child.memory_info().rss / MEBI
            except psutil.Error:  # it has just ended
                continue
        self.own.append(own)
        self.everyone.append(total)


def growth(samples: Sequence[float]) -> float:
    """How far a straight line rises through the samples after the first ones; 0 when there are too few to tell."""
    settled = samples[max(len(samples) // 5, SETTLING) :]
    if len(settled) < SETTLING:
        return 0.0
    return statistics.linear_regression(range(len(settled)), settled).slope * (len(settled) - 1)


def segments() -> set[str]:
    """Shared memory that this process has mapped (Linux)."""
    maps = Path("/proc/self/maps")
    if not maps.exists():
        return set()
    return {line.split()[-1] for line in maps.read_text().splitlines() if f"{_SHARED}/psm_" in line}


def zombies() -> int:
    """Children that have ended and were not taken leave of."""
    return sum(child.status() == psutil.STATUS_ZOMBIE for child in psutil.Process().children(recursive=True))


def open_files() -> int:
    return psutil.Process().num_fds() if hasattr(psutil.Process, "num_fds") else 0
