"""What waiting costs: the whole app with a live 720p camera and nobody in front of it, as a share of one core.

The simulated camera draws its pictures in the scanner's process; what that takes is measured alone and shown as floor.
"""

import time
from collections.abc import Sequence

import cv2

from scanner.simulation.scene import Scene
from scanner.simulation.stage import Stage
from tests.bench.figures import Figure, Row, median
from tests.bench.ground import Ground
from tests.bench.probe import Probe, cpu_seconds
from tests.bench.start import configured, simulated
from tests.bench.waits import pause

FLOOR = "drawing the simulated camera's pictures alone, 15 a second (a real camera takes its own share instead)"
FRAMES_PER_SECOND = 15
SETTLE_S = 3.0


def measure(ground: Ground) -> Sequence[Row]:
    count = ground.sizes[0]
    file = configured(ground, ground.synced(count), simulated(ground, FRAMES_PER_SECOND))
    seconds, turns = ground.pick(5, 2), 2
    whole: list[float] = []
    app_only: list[float] = []
    drawing: list[float] = []
    with ground.day(count).central, Probe("tests.bench.entrance", str(file)) as probe:
        probe.wait_for("live")
        pause(SETTLE_S)
        for _ in range(turns):
            drawing.append(_drawing())
            processes = probe.processes()
            before, before_app, began = cpu_seconds(processes), cpu_seconds(processes[:1]), time.monotonic()
            pause(seconds)
            took = time.monotonic() - began
            whole.append(100 * (cpu_seconds(processes) - before) / took)
            app_only.append(100 * (cpu_seconds(processes[:1]) - before_app) / took)
    figure, drawn = median(whole), median(drawing)
    net = figure - drawn
    note = f"the app's process {median(app_only):.1f} %, the scanner's {figure - median(app_only):.1f} %"
    what = "CPU waiting, camera 720p 15/s"
    return [
        Figure("waiting", f"{what}, simulation included", "mean", "% of a core", figure, drawn, FLOOR, turns, note=note),
        Figure("waiting", f"{what}, its drawing taken off", "mean", "% of a core", net, drawn, FLOOR, turns,
               "<= 35 %", net <= 35, "a real camera adds what its driver and its decompression take"),
    ]  # fmt: skip


def _drawing() -> float:
    """Percent of a core that the simulation's pictures take at 15 a second."""
    threads = cv2.getNumThreads()
    cv2.setNumThreads(1)
    stage = Stage(Scene((), automatic=False))
    stage.picture(0.0)
    before, frames = time.thread_time(), 4 * FRAMES_PER_SECOND
    for number in range(frames):
        stage.picture(number / FRAMES_PER_SECOND)
    took = (time.thread_time() - before) / frames
    stage.close()
    cv2.setNumThreads(threads)
    return 100 * took * FRAMES_PER_SECOND
