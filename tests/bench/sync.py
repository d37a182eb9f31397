"""First sync on loopback: the real runner and store against the real central, from nothing to a copy proven whole.

Each in a process of its own (`tests.bench.syncing`), on rosters of three sizes: what a row costs must not grow with them.
"""

from collections.abc import Sequence

from kiosk.cli.config import CameraConfig
from tests.bench.figures import Figure, Row, median, spread
from tests.bench.ground import SYNC_LIMIT_S, Day, Ground
from tests.bench.probe import Probe
from tests.bench.start import configured

FLOOR = "the same pages by bare requests, decoded by msgspec, executemany into one table of a plain SQLite file"
FLOOR_MEMORY = "the process that does that"
MOST_S = {1_000: 1.0, 100_000: 15.0}


def measure(ground: Ground) -> Sequence[Row]:
    small, large = ground.sizes
    rows: list[Row] = []
    for count in sorted({small, 10 * small, large}):
        rows += _rows(ground, ground.day(count), ground.pick(2 if count == large else 5, 1))
    return rows


def _rows(ground: Ground, day: Day, times: int) -> list[Row]:
    count = day.count
    with day.central:
        taken = [(_one(ground, day, "ours"), _one(ground, day, "bare")) for _ in range(times)]
    ours, floor = ([pair[at][0] for pair in taken] for at in (0, 1))
    peak, peak_floor = (max(pair[at][1] for pair in taken) for at in (0, 1))
    figure, least, most = median(ours), median(floor), MOST_S.get(count)
    note = f"half of them between {spread(ours)} s, of the floor {spread(floor)} s"
    target, met = (f"<= {most:g} s", figure <= most) if most else ("", None)
    return [
        Figure("sync", f"first sync, {count:,} reservations", "p50", "s", figure, least, FLOOR, times, target, met, note),
        Figure("sync", f"cost of a row, {count:,} reservations", "p50", "us", 1e6 * figure / count, 1e6 * least / count,
               FLOOR, times),
        Figure("sync", f"memory of a first sync, {count:,} reservations", "peak", "MB", peak, peak_floor, FLOOR_MEMORY,
               times, note="resident, what was imported included"),
    ]  # fmt: skip


def _one(ground: Ground, day: Day, kind: str) -> tuple[float, float]:
    """Seconds, and the most memory it held, MB."""
    config = ground.new_terminal(day)
    with Probe("tests.bench.syncing", kind, str(configured(ground, config, CameraConfig("none")))) as probe:
        said = probe.wait_for("synced", SYNC_LIMIT_S)
    if kind == "ours":
        ground.keep(day.count, config)
    return said["synced"], said["peak_mb"]
