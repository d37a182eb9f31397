"""Start -> ready to scan: the real app from its process's start until its window is drawn and its camera is live."""

from collections.abc import Sequence
from pathlib import Path

import msgspec

from kiosk.cli.config import CameraConfig, Config
from tests.bench.figures import Figure, Row, interleaved, median, spread
from tests.bench.ground import Ground
from tests.bench.probe import Probe

FLOOR = "an empty Qt Quick window (PySide6, one Rectangle), from its process's start to its first picture"


def measure(ground: Ground) -> Sequence[Row]:
    count = ground.sizes[0]
    config = ground.synced(count)
    file = configured(ground, config, simulated(ground))
    times = ground.pick(7, 2)
    drawn: list[float] = []

    def app() -> float:
        with Probe("tests.bench.entrance", str(file)) as probe:
            first = probe.wait_for("drawn")["drawn"]
            live = probe.wait_for("live")["live"]
            drawn.append(first - probe.started)
            return max(first, live) - probe.started

    def empty() -> float:
        with Probe("tests.bench.empty_window") as probe:
            return probe.wait_for("ready")["ready"] - probe.started

    with ground.day(count).central:
        interleaved(1, app, empty)  # files into the system's cache, bytecode written
        drawn.clear()
        ours, floor = interleaved(times, app, empty)
    figure, lowest = median(ours), median(floor)
    note = f"the window is drawn after {median(drawn):.2f} s; half of the starts {spread(ours)} s, of the floor's {spread(floor)} s"
    return [
        Figure("start", f"start -> ready to scan, {count:,} reservations", "p50", "s", figure, lowest, FLOOR, times,
               "<= 2.5x floor", figure <= 2.5 * lowest, note)
    ]  # fmt: skip


def simulated(ground: Ground, frames_per_second: int = 15) -> CameraConfig:
    """The simulated camera with nobody in front of it."""
    scene = ground.folder / "scene.json"
    scene.write_text('{"codes": [], "automatic": false}', encoding="utf-8")
    return CameraConfig("simulated", str(scene), options={"frames_per_second": frames_per_second})


def configured(ground: Ground, config: Config, camera: CameraConfig) -> Path:
    """A file that the probe `tests.bench.entrance` takes."""
    file = Path(config.data) / f"bench-{camera.kind}.json"
    file.write_bytes(msgspec.json.encode(msgspec.structs.replace(config, camera=camera)))
    return file
