"""The whole frame once more: filtered, then read by zxing-cpp or pyzbar. The first family of efforts.

A quad is in fractions of the frame, so scaling changes nothing about it.
"""

import numpy as np

from scanner.efforts.effort import Corners, Effort, Left
from scanner.efforts.filters import (
    Filter,
    brighter,
    chain,
    closed,
    darker,
    despeckled,
    equalised,
    flattened,
    inverted,
    opened,
    scaled,
    sharpened,
    softened,
    thresholded,
)
from scanner.efforts.finders import count_crossings
from scanner.picture import Picture
from scanner.presence import Reading
from scanner.zbar import read_pyzbar
from scanner.zxing import Binarizer, read_or_find, read_zxing


def by_zxing(
    name: str, prepare: Filter | None = None, binarizer: Binarizer = Binarizer.LOCAL, thorough: bool = False
) -> Effort:
    """zxing-cpp on the filtered frame."""
    engine = f"zxing {name}"

    def read(grey: Picture) -> list[Reading]:
        return read_zxing(prepare(grey) if prepare else grey, engine, binarizer=binarizer, thorough=thorough)

    return Effort(engine, read)


CROWDED = 60
"""Crossings in every eighth row: two codes come to some thirty. zbar's time grows with them, to a quarter of a second."""


def by_pyzbar(name: str, prepare: Filter, sparing: bool = False) -> Effort:
    """pyzbar on the filtered frame: the second opinion. `sparing`: not where finder patterns crowd."""

    def read(grey: Picture) -> list[Reading]:
        picture = prepare(grey)
        if sparing and count_crossings(picture[::8]) > CROWDED:
            return []
        return read_pyzbar(picture)

    return Effort(f"pyzbar {name}", read)


HALF, DOUBLE = scaled(0.5), scaled(2.0)


def _finding(name: str, thorough: bool) -> Effort:
    def find(grey: Picture, _left: Left) -> tuple[list[Reading], list[Corners]]:
        rows, columns = grey.shape
        readings, quads = read_or_find(grey, name, thorough)
        return readings, [np.array(quad, np.float32) * np.array([columns, rows], np.float32) for quad in quads]

    return Effort(name, lambda grey: read_zxing(grey, name, thorough=thorough), find)


FIRST = _finding("zxing", thorough=True)
"""On every frame: zxing-cpp with its extra efforts."""
LIGHT = _finding("zxing light", thorough=False)
"""Instead, where so many finder patterns are that those would take most of a frame's time."""

LIVE = (
    (
        by_zxing("equalised, double", chain(equalised(), DOUBLE)),
        by_zxing("one threshold", binarizer=Binarizer.GLOBAL, thorough=True),
        by_zxing("half", HALF),
    ),
    (by_zxing("darker", darker), by_zxing("closed", closed)),
    (
        by_pyzbar("half", HALF, sparing=True),
        by_zxing("equalised, half", chain(HALF, equalised()), thorough=True),
        by_zxing("brighter", brighter),
    ),
    (by_zxing("softened", softened(1.2)), by_zxing("opened", opened)),
    (
        by_zxing("sharpened", sharpened(2.0, 1.5)),
        by_zxing("flattened", flattened),
        by_zxing("thresholded", thresholded(61), Binarizer.FIXED),
        by_zxing("third", scaled(1 / 3)),
        by_zxing("inverted, equalised, half", chain(HALF, inverted, equalised())),
    ),
)
"""For each frame of a presentation, what is tried on it. The second and the fourth have room for a dearer one."""

STILL = (
    *(effort for turn in LIVE for effort in turn),
    by_pyzbar("whole", chain()),
    by_zxing("double", DOUBLE),
    by_zxing("equalised, 1.5", chain(equalised(), scaled(1.5))),
    by_zxing("flattened, one threshold", flattened, Binarizer.GLOBAL, thorough=True),
    by_zxing("sharpened, double", chain(DOUBLE, sharpened(4.0, 2.0))),
    by_zxing("thresholded close", thresholded(15)),
    by_zxing("thresholded far", thresholded(121), Binarizer.FIXED),
    by_zxing("equalised hard, half", chain(HALF, equalised(6.0, 16))),
    by_zxing("despeckled", despeckled),
    by_zxing("quarter", scaled(0.25)),
    by_pyzbar("flattened", flattened),
    by_pyzbar("equalised", equalised()),
    by_pyzbar("inverted", inverted),
)
"""For single pictures: what is too dear for a frame, or seldom helps, as well."""
