"""The stockroom's board with 1,000 open tasks that scrolls while 20 events a second arrive; memory after 10,000 events."""

from collections.abc import Sequence
from pathlib import Path

from kiosk.cli.config import CameraConfig
from tests.bench.figures import Figure, Row, quantile
from tests.bench.ground import Ground
from tests.bench.probe import Probe, memory_mb
from tests.bench.start import configured
from tests.bench.waits import pause

FLOOR = "an empty Qt Quick window, from update() to its picture swapped"
FLOOR_MEMORY = "that window"
RATE = 20
SMOOTH_MS = 1000 / 60
WORK_LIMIT_S = 300.0


def measure(ground: Ground) -> Sequence[Row]:
    count = ground.sizes[0]
    day, config = ground.day(count), ground.synced(count)
    seconds, events = ground.pick(20, 3), ground.pick(10_000, 200)
    file = configured(ground, config, CameraConfig("none"))
    with Probe("tests.bench.empty_window") as window:
        window.wait_for("ready")
        window.tell("swap")
        swapped = window.wait_for("swaps")
        floor = [1000 * took for took in swapped["swaps"]]
        least = [1000 * took for took in swapped["cpu"]]
        bare = memory_mb(window.processes())
        with day.central, Probe("tests.bench.board", str(file), str(_ids(ground, count))) as app:
            app.wait_for("board", WORK_LIMIT_S)
            pause(1.0)
            app.tell(f"scroll {seconds} {RATE}")
            said = app.wait_for("pictures", seconds + 60)
            app.tell(f"work {events}")
            app.wait_for("worked", WORK_LIMIT_S)
            pause(1.0)
            weight = memory_mb(app.processes())
    pictures = [1000 * took for took in said["pictures"]]
    worked = [1000 * took for took in said["cpu"]]
    seen = [1000 * took for took in said["seen"]]
    what = f"a picture while {count:,} tasks scroll, {RATE} events/s"
    smooth, busy = quantile(pictures, 0.95), quantile(worked, 0.95)
    note = f"{said['unseen']} of {len(seen) + said['unseen']} events changed nothing that is drawn"
    return [
        Figure("floor", what, "p50", "ms", quantile(pictures, 0.5), quantile(floor, 0.5), FLOOR, len(pictures)),
        Figure("floor", what, "p95", "ms", smooth, quantile(floor, 0.95), FLOOR, len(pictures),
               "<= 16.7 ms", smooth <= SMOOTH_MS),
        Figure("floor", "its CPU time on the window's thread", "p50", "ms", quantile(worked, 0.5), quantile(least, 0.5),
               FLOOR, len(worked)),
        Figure("floor", "its CPU time on the window's thread", "p95", "ms", busy, quantile(least, 0.95), FLOOR,
               len(worked), "<= 16.7 ms", busy <= SMOOTH_MS),
        Figure("floor", "event committed -> drawn", "p50", "ms", quantile(seen, 0.5), quantile(floor, 0.5), FLOOR,
               len(seen), note=note),
        Figure("floor", "event committed -> drawn", "p95", "ms", quantile(seen, 0.95), quantile(floor, 0.95), FLOOR,
               len(seen)),
        Figure("floor", f"memory of the stockroom after {events:,} events", "end", "MB", weight, bare, FLOOR_MEMORY, 1,
               "<= 400 MB", weight <= 400),
    ]  # fmt: skip


def _ids(ground: Ground, count: int) -> Path:
    file = ground.folder / "board-ids.txt"
    file.write_text("\n".join(one.reservation_id for one in ground.day(count).reservations), encoding="ascii")
    return file
