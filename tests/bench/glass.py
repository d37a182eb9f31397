"""A code before the camera -> its verdict drawn: the real scanner process, desk and window, 30 frames a second.

The time runs from a frame's capture (the source's clock, `Scanned.captured_at`) to the swap of the first picture that
shows the verdict, and one whole frame interval is added: a code that comes into view just after a frame was taken waits
for the next. The pictures are JPEG files read in the scanner's process after the frame's time was taken, as a camera's
compressed pictures are.
"""

from collections.abc import Sequence
from functools import partial
from itertools import pairwise
from pathlib import Path

import cv2

from kiosk.cli.config import CameraConfig
from scanner.picture import grey
from scanner.sources.folder import load
from tests.bench.decode import least
from tests.bench.figures import Figure, Row, median, quantile
from tests.bench.ground import Day, Ground
from tests.bench.pictures import held_up
from tests.bench.probe import Probe
from tests.bench.scan import Floor, cost
from tests.bench.start import configured
from tests.bench.waits import Late

FRAMES_PER_SECOND = 30
INTERVAL_MS = 1000 / FRAMES_PER_SECOND
FLOOR = (
    f"one frame interval ({INTERVAL_MS:.1f} ms) + the median of zxing-cpp's least effort on the same pictures + the "
    "median floor of `scan` (verify, lookup, commit) + the median of an empty window from update() to frameSwapped"
)
SHOWN_S, GAP_S, GONE_S, DEBOUNCE_S = 2.0, 0.7, 0.3, 0.5
"""Each picture goes as soon as it was read; between two the frame is blank for longer than presence remembers."""


def measure(ground: Ground) -> Sequence[Row]:
    count = ground.sizes[0]
    day = ground.day(count)
    samples = ground.pick(50, 8)
    folder = ground.folder / "held-up"
    decode_ms, loaded = _held_up(folder, day, samples)
    options = {"frames_per_second": FRAMES_PER_SECOND, "seconds": SHOWN_S, "gap": GAP_S, "hold": True,
               "gone_after": GONE_S, "debounce": DEBOUNCE_S}  # fmt: skip
    config = configured(ground, ground.synced(count), CameraConfig("folder", str(folder), options=options))
    ours: list[float] = []
    parts: list[tuple[float, ...]] = []
    with day.central, Probe("tests.bench.empty_window") as window:
        window.wait_for("ready")
        swaps = _swaps(window)
        with Probe("tests.bench.entrance", str(config), "clear") as app:
            while len(ours) < samples:
                try:
                    said = app.wait_for("verdict", 30 if not ours else 6)
                except Late:
                    if len(ours) < samples // 2:
                        raise
                    break  # a picture or two that the live engine does not read
                ours.append(1000 * (said["drawn"] - said["captured"]) + INTERVAL_MS)
                steps = (said["captured"], said["heard"], said["decided"], said["drawn"])
                parts.append((said["decode_ms"], *(1000 * (end - begin) for begin, end in pairwise(steps))))
        swaps += _swaps(window)
    commit_ms = _commit(ground, day)
    floor = INTERVAL_MS + median(decode_ms) + commit_ms + 1000 * median(swaps)
    decode, heard, decided, drawn = (median(values) for values in zip(*parts, strict=True))
    note = (
        f"medians: capture to text at the app {heard:.1f} ms (of which reading the JPEG {median(loaded):.1f}, decoding "
        f"{decode:.1f}), to the verdict on the screen's thread {decided:.1f} ms, to its picture swapped {drawn:.1f} ms; "
        f"floor: decode {median(decode_ms):.1f}, commit {commit_ms:.1f}, swap {1000 * median(swaps):.1f} ms"
    )
    what = f"code before the camera -> verdict drawn, {FRAMES_PER_SECOND}/s"
    p50, p95 = median(ours), quantile(ours, 0.95)
    return [
        Figure("glass", what, "p50", "ms", p50, floor, FLOOR, len(ours), note=note),
        Figure("glass", what, "p95", "ms", p95, floor, FLOOR, len(ours), "<= 100 ms", p95 <= 100),
    ]


def _held_up(folder: Path, day: Day, count: int) -> tuple[list[float], list[float]]:
    """Pictures of customers' codes for the folder camera; what the floor's decoder and loading the file take, in ms."""
    folder.mkdir(exist_ok=True)
    decoding: list[float] = []
    loading: list[float] = []
    for number, picture in enumerate(held_up(day.codes("glass", count))):
        file = folder / f"{number:03}.jpg"
        cv2.imwrite(str(file), picture, [cv2.IMWRITE_JPEG_QUALITY, 88])
        decoding.append(1000 * cost(partial(least, grey(picture))).wall)
        loading.append(1000 * cost(partial(load, file)).wall)
    return decoding, loading


def _swaps(window: Probe) -> list[float]:
    window.tell("swap")
    return window.wait_for("swaps")["swaps"]


def _commit(ground: Ground, day: Day) -> float:
    floor = Floor(ground.folder / "floor-glass.db", day)
    floor.open()
    taken = [cost(partial(floor.scan, day.code(number))).wall for number in range(ground.pick(60, 20))]
    floor.close()
    return 1000 * median(taken)
