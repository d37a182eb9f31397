"""Memory of app and scanner together, with a live camera, after a few hundred customers from all over the day."""

from collections.abc import Sequence
from pathlib import Path

from tests.bench.figures import Figure, Row
from tests.bench.ground import Ground
from tests.bench.probe import IMPORT_OPENCV, Probe, memory_mb
from tests.bench.start import configured, simulated
from tests.bench.waits import pause

FLOOR = "an empty Qt Quick window and a Python process that has only imported OpenCV"
SETTLE_S, LOOKS = 3.0, 5
WORK_LIMIT_S = 60.0
MOST_MB = (400, 500)


def measure(ground: Ground) -> Sequence[Row]:
    rows: list[Row] = []
    for count, most in zip(ground.sizes, MOST_MB, strict=True):
        file = configured(ground, ground.synced(count), simulated(ground))
        with (
            ground.day(count).central,
            Probe("tests.bench.entrance", str(file)) as app,
            Probe("tests.bench.empty_window") as window,
            Probe("-c", IMPORT_OPENCV) as opencv,
        ):
            app.wait_for("live")
            window.wait_for("ready")
            opencv.wait_for("ready")
            app.tell(f"work {_codes(ground, count)}")
            app.wait_for("worked", WORK_LIMIT_S)
            pause(SETTLE_S)
            ours: list[float] = []
            floor: list[float] = []
            for _ in range(LOOKS):
                ours.append(memory_mb(app.processes()))
                floor.append(memory_mb([*window.processes(), *opencv.processes()]))
                pause(0.5)
            parts = ", ".join(f"{memory_mb([process]):.0f}" for process in app.processes())
        figure = max(ours)
        note = f"after {ground.pick(300, 40)} check-ins and searches; app, its scanner and their helpers by process: {parts} MB each alone; what they share is counted once"
        rows.append(
            Figure("memory", f"memory of app and scanner, {count:,} reservations", "peak", "MB", figure, max(floor),
                   FLOOR, LOOKS, f"<= {most} MB", figure <= most, note)
        )  # fmt: skip
    return rows


def _codes(ground: Ground, count: int) -> Path:
    """A file of codes spread over the day, so that what is read of the database is not one corner of it."""
    file = ground.folder / f"codes-{count}.txt"
    codes = ground.day(count).codes("memory", ground.pick(300, 40))
    file.write_text("".join(f"{code}\n" for code in codes), encoding="ascii")
    return file
