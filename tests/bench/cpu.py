"""What a live camera costs: CPU and memory of app and scanner together, at 15 and 30 frames a second, idle and busy.

The camera is a video file of 1280x720, decompressed in the scanner's process as a camera's MJPEG is. Idle: the entrance
with nobody in it. Busy: a code every two seconds, admitted, shown and cleared. The floor, in the same run: a process that
reads the same file at the same rate and throws the pictures away, and an empty Qt window that stands there.
"""

import time
from collections.abc import Sequence
from pathlib import Path
from random import Random

import cv2

from kiosk.cli.config import CameraConfig, Config
from scanner.simulation.motion import Pose
from scanner.simulation.props import draw
from scanner.simulation.scene import Customer, Scene
from scanner.simulation.stage import Stage
from tests.bench.figures import Figure, Row
from tests.bench.ground import Ground
from tests.bench.probe import Probe, cpu_seconds, memory_mb
from tests.bench.start import configured
from tests.bench.waits import pause

FLOOR = "the same file read and thrown away in a process of its own, and an empty Qt Quick window"
READ_AND_DROP = """
import json, sys, threading, cv2
from scanner.messages import SourceSpec
from scanner.sources.opening import source_for
cv2.setNumThreads(1)
source = source_for(SourceSpec("video", sys.argv[1], {"loop": True}))
source.open()
ended = threading.Event()
threading.Thread(target=lambda: (sys.stdin.read(), ended.set()), daemon=True).start()
print(json.dumps({"ready": True}), flush=True)
while not ended.is_set():
    source.read()
"""
SETTLE_S = 5.0
"""Longer than a scene has to stand still before it is searched less often: that is what waiting is."""
CODES = 12


def measure(ground: Ground) -> Sequence[Row]:
    rows: list[Row] = []
    day = ground.day(ground.sizes[0])
    config = ground.synced(day.count)
    seconds = ground.pick(12, 4)
    codes = day.codes("cpu", CODES)
    with day.central, Probe("tests.bench.empty_window") as window:
        window.wait_for("ready")
        for rate in (15, 30):
            for busy in (False, True):
                film = _film(ground, rate, codes if busy else ())
                rows += _one(ground, config, film, window, rate, busy, seconds)
    return rows


def _one(ground: Ground, config: Config, film: Path, window: Probe, rate: int, busy: bool, seconds: float) -> list[Row]:
    camera = CameraConfig("video", str(film), options={"loop": True, "repeats": False})
    file = configured(ground, config, camera)
    with (
        Probe("tests.bench.entrance", str(file), "clear") as app,
        Probe("-c", READ_AND_DROP, str(film)) as drop,
    ):
        app.wait_for("live")
        drop.wait_for("ready")
        pause(SETTLE_S)
        processes, bare = app.processes(), [*drop.processes(), *window.processes()]
        before, before_bare, began = cpu_seconds(processes), cpu_seconds(bare), time.monotonic()
        before_app = cpu_seconds(processes[:1])
        pause(seconds)
        took = time.monotonic() - began
        share = 100 * (cpu_seconds(processes) - before) / took
        share_app = 100 * (cpu_seconds(processes[:1]) - before_app) / took
        floor = 100 * (cpu_seconds(bare) - before_bare) / took
        weight, weight_bare = memory_mb(app.processes()), memory_mb(bare)
    what = f"live 720p, {rate}/s, {'a code every 2 s' if busy else 'idle'}"
    target = rate == 15 and not busy
    note = f"the app's process {share_app:.1f} %, the scanner's {share - share_app:.1f} %; decompression included"
    return [
        Figure("cpu", f"CPU, {what}", "mean", "% of a core", share, floor, FLOOR, 1,
               "<= 35 %" if target else "", share <= 35 if target else None, note),
        Figure("cpu", f"memory, {what}", "end", "MB", weight, weight_bare, FLOOR, 1, "<= 400 MB", weight <= 400,
               "with the process kept ready; pages shared between them counted once"),
    ]  # fmt: skip


def _film(ground: Ground, rate: int, codes: Sequence[str]) -> Path:
    """A video in Motion JPEG, two seconds a code (1.2 s of it shown), or some seconds of nobody."""
    file = ground.folder / f"film-{rate}-{'busy' if codes else 'idle'}.avi"
    writer = cv2.VideoWriter(str(file), cv2.VideoWriter.fourcc(*"MJPG"), rate, (1280, 720))
    stage = Stage(Scene((), automatic=False))
    chance = Random(1)
    for code in codes or ("",) * 4:
        prop = draw(Customer(code), chance) if code else None
        for number in range(2 * rate):
            away = number >= 1.2 * rate or prop is None
            writer.write(stage.posed(None if away else Pose(640 + number, 380, 0.9, 4.0, 0.0, 0.0), prop))
    writer.release()
    stage.close()
    return file
