"""Decoding one 1280x720 frame on one core: the live engine as it stands, against zxing-cpp with its least effort."""

import time
from collections.abc import Callable, Sequence
from itertools import chain, islice
from typing import TypeVar

import cv2
import zxingcpp

from scanner.engine import live_engine
from scanner.picture import Picture, grey
from tests.bench.figures import Figure, Row, quantile
from tests.bench.ground import Ground
from tests.bench.pictures import enlarged, held_up, own, without_code

T = TypeVar("T")
FLOOR = "zxing-cpp on the same frame: QR Model 2, no rotation, no downscaling, no inversion"
_MODEL2 = zxingcpp.BarcodeFormats([zxingcpp.BarcodeFormat.QRCodeModel2])
ROUNDS = 5
"""Each frame without code is shown so often in a row, that every effort of the rotation gets its turn at it."""


def least(picture: Picture) -> list[str]:
    """What zxing-cpp reads with no extra effort."""
    found = zxingcpp.read_barcodes(
        picture, formats=_MODEL2, try_rotate=False, try_downscale=False, try_invert=False,
        text_mode=zxingcpp.TextMode.Plain,
    )  # fmt: skip
    return [barcode.text for barcode in found if barcode.valid]


def measure(ground: Ground) -> Sequence[Row]:
    threads = cv2.getNumThreads()
    cv2.setNumThreads(1)  # as the scanner's process does
    try:
        return [*_present(ground), *_absent(ground)]
    finally:
        cv2.setNumThreads(threads)


def _present(ground: Ground) -> Sequence[Row]:
    simulated = held_up([f"K1:BENCH{number:0121}" for number in range(ground.pick(40, 8))])
    # landscape only, and enlarged from 960x540: an upright picture of theirs would not be a camera's frame
    pictures = (enlarged(one.picture) for one in own() if one.has_code and one.picture.shape[1] > one.picture.shape[0])
    frames = [grey(picture) for picture in islice(chain(simulated, pictures), ground.pick(80, 12))]
    ours: list[float] = []
    floor: list[float] = []
    unread = 0
    for frame in frames:
        engine = live_engine()
        took, readings = _timed(lambda frame=frame, engine=engine: engine.decode(frame).readings)
        floor.append(_timed(lambda frame=frame: least(frame))[0])
        ours.append(took)
        unread += not readings
    what = "decode 1280x720, code present"
    note = f"{unread} of {len(frames)} frames were not read at first sight; what that cost is in the figure"
    figure, lowest = quantile(ours, 0.5), quantile(floor, 0.5)
    return [
        Figure("decode", what, "p50", "ms", figure, lowest, FLOOR, len(ours), "<= 3 ms", figure <= 3, note),
        Figure("decode", what, "p95", "ms", quantile(ours, 0.95), quantile(floor, 0.95), FLOOR, len(ours)),
    ]


def _absent(ground: Ground) -> Sequence[Row]:
    engine = live_engine()
    ours: list[float] = []
    floor: list[float] = []
    for picture in without_code(ground.pick(30, 6)):
        frame = grey(picture)
        for _ in range(ROUNDS):
            ours.append(_timed(lambda frame=frame: engine.decode(frame))[0])
            floor.append(_timed(lambda frame=frame: least(frame))[0])
    what = "decode 1280x720, no code in it"
    mean, mean_floor = sum(ours) / len(ours), sum(floor) / len(floor)
    p95, p95_floor = quantile(ours, 0.95), quantile(floor, 0.95)
    note = (
        "a third entrance, a third the same with noise, a third full of text and squares; all efforts took their turn"
    )
    return [
        Figure("decode", what, "mean", "ms", mean, mean_floor, FLOOR, len(ours), "<= 15 ms", mean <= 15, note),
        Figure("decode", what, "p95", "ms", p95, p95_floor, FLOOR, len(ours), "<= 30 ms", p95 <= 30, note),
    ]


def _timed(act: Callable[[], T]) -> tuple[float, T]:
    began = time.perf_counter()
    result = act()
    return (time.perf_counter() - began) * 1000, result
