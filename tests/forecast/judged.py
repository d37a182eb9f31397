"""The forecast beside the naive one on days whose truth is known: errors in seconds, for docs/forecast.md."""

import random
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from statistics import mean, quantiles

from kiosk.domain.forecast import HORIZONS, forecast
from tests.forecast.day import HOURS, Day

FIRST, LAST, EVERY = 3600, (HOURS - 2) * 3600, 900


@dataclass
class Errors:
    """Of one horizon. Seconds, forecast minus truth."""

    ours: list[float] = field(default_factory=list[float])
    naive: list[float] = field(default_factory=list[float])
    truth: list[float] = field(default_factory=list[float])
    within_p90: list[bool] = field(default_factory=list[bool])

    def row(self, minutes: int) -> str:
        ours, naive = [abs(e) for e in self.ours], [abs(e) for e in self.naive]
        return (
            f"| {minutes} min | {len(ours)} | {mean(self.truth) / 60:.1f} | **{mean(ours) / 60:.1f}** "
            f"| {mean(naive) / 60:.1f} | {mean(ours) / mean(naive):.2f} | {mean(self.ours) / 60:+.1f} "
            f"| {quantiles(ours, n=20)[-1] / 60:.1f} | {quantiles(naive, n=20)[-1] / 60:.1f} "
            f"| {100 * mean(self.within_p90):.0f} % |"
        )


def judge(seeds: Iterable[int], every: int = EVERY) -> dict[int, Errors]:
    """By minutes ahead."""
    found: defaultdict[int, Errors] = defaultdict(Errors)
    for seed in seeds:
        day = Day(seed)
        for at in range(FIRST, LAST, every):
            naive = day.last_measured_wait(at)
            outlooks = forecast(day.floor(at), random.Random(seed * 1000 + at))
            for horizon, outlook in zip(HORIZONS, outlooks, strict=True):
                truth = day.true_wait(at + horizon.total_seconds())
                if truth is None or naive is None:
                    continue
                errors = found[int(horizon.total_seconds() // 60)]
                errors.ours.append(outlook.wait_p50_s - truth)
                errors.naive.append(naive - truth)
                errors.truth.append(truth)
                errors.within_p90.append(truth <= outlook.wait_p90_s)
    return dict(found)
