"""Finds where a code is, rebuilds its grid there and has the clean modules read. The second family of efforts.

What comes out was read by zxing-cpp, from a picture of modules that satisfies the code's own error correction; a place
whose known patterns do not show is not tried at all.
"""

from collections.abc import Callable, Iterator

import numpy as np

from scanner.efforts.effort import Corners, Effort, Left, unlimited
from scanner.efforts.filters import Filter, chain, equalised, scaled, softened, thresholded, traceable
from scanner.efforts.finders import FITTED, Place, places_by_finders
from scanner.efforts.grid import (
    STEP,
    agreement,
    clean_picture,
    lay_flat,
    likely_sizes,
    quick_step,
    sampled,
    shifts,
)
from scanner.messages import Quad
from scanner.picture import Picture
from scanner.presence import Reading
from scanner.zxing import failed_places, read_modules

AGREED = 0.86
"""Of the modules of finder, timing and alignment patterns, how many must show; half of them do by chance."""

EVERY = 504
"""All threes of nine finder patterns: for single pictures, which have time."""
THRESHOLDS = (0.0, -0.15, 0.15, -0.3, 0.3)
MODEST = 45
"""Modules a side of codes whose grid is rebuilt in some 15 ms; the kiosk's own have 41."""

BENDS = tuple(
    (across, down) for reach in (1.5, 3.0) for across in (-reach, 0.0, reach) for down in (-reach, 0.0, reach)
    if across or down
)  # fmt: skip
"""Modules by which the fourth corner may be away from where the other three say that it is."""

Finding = Callable[[Picture, Left], list[Place]]


def by_finders(prepare: Filter, factor: float = 1.0, most: int = 3, fitted: int = FITTED) -> Finding:
    """Places by finder patterns of the picture that `prepare` makes black and white, and `factor` times as large."""

    def find(grey: Picture, left: Left) -> list[Place]:
        return [
            Place(place.corners / np.float32(factor), place.size, place.misfit)
            for place in places_by_finders(prepare(grey), most, fitted, left)
        ]

    return find


def by_failures(prepare: Filter | None = None, most: int = 3) -> Finding:
    """Places that zxing-cpp found and could not read."""

    def find(grey: Picture, _left: Left) -> list[Place]:
        rows, columns = grey.shape
        quads = failed_places(prepare(grey) if prepare else grey)
        corners = [np.array(quad, np.float32) * np.array([columns, rows], np.float32) for quad in quads]
        return [Place(each, 0) for each in corners if wide(each)][:most]

    return find


def wide(corners: Corners) -> bool:
    """Not a mere line, and at least a pixel a module."""
    sides = np.linalg.norm(corners - np.roll(corners, 1, axis=0), axis=1)
    along, down = corners[1] - corners[0], corners[3] - corners[0]
    across = abs(float(along[0] * down[1] - along[1] * down[0]))
    return bool(sides.min() >= 21 and sides.max() < 8 * sides.min() and across > 400)


def by_grid(name: str, find: Finding, quick: bool) -> Effort:
    """Reads the places that `find` finds. `quick`: only the likeliest grid of the two likeliest places."""
    engine = f"grid {name}"

    def attempt(grey: Picture, left: Left) -> tuple[list[Reading], list[Corners]]:
        readings: dict[str, Reading] = {}
        places = find(grey, left)
        for place in places[: _worth(places) if quick else None]:
            if left() <= 0:
                break
            text = next(_texts(grey, place, quick, left), "")
            if text:
                readings.setdefault(text, Reading(text, quad(place.corners, grey), engine))
        return list(readings.values()), [place.corners for place in places]

    return Effort(engine, lambda grey: attempt(grey, unlimited)[0], attempt)


def _worth(places: list[Place]) -> int:
    """How many of them a camera's frame has time for. Where there are many, most of them are none."""
    return 2 if len(places) < 3 and all(place.size <= MODEST for place in places) else 1


def _texts(grey: Picture, place: Place, quick: bool, left: Left) -> Iterator[str]:
    for size in _sizes(grey, place, quick):
        for number, corners in enumerate(_bends(place.corners, size, quick)):
            for blur in (0.5,) if quick or number else (0.5, 0.8, 0.3):
                flat = lay_flat(grey, corners, size, blur)
                darkness = sampled(flat, shifts(flat, quick_step(size) if quick else STEP, left))
                if agreement(darkness) < AGREED:
                    break
                for threshold in THRESHOLDS[: 3 if quick else None]:
                    yield from read_modules(clean_picture(darkness, threshold))


def _bends(corners: Corners, size: int, quick: bool) -> Iterator[Corners]:
    """The corners, and then with the fourth, which has no finder pattern, where a bent code would have it."""
    yield corners
    for across, down in () if quick else BENDS:
        moved = corners.copy()
        moved[2] += (across * (corners[2] - corners[3]) + down * (corners[2] - corners[1])) / size
        yield moved


def _sizes(grey: Picture, place: Place, quick: bool) -> list[int]:
    if not place.size:
        return likely_sizes(grey, place.corners, 1 if quick else 3)
    near = (place.size,) if quick else (place.size, place.size + 4, place.size - 4)
    return [size for size in near if size >= 21]


def quad(corners: Corners, grey: Picture) -> Quad:
    """In fractions of the frame, cut off at its edges."""
    rows, columns = grey.shape
    first, second, third, fourth = (
        (min(1.0, max(0.0, float(x) / columns)), min(1.0, max(0.0, float(y) / rows))) for x, y in corners
    )
    return (first, second, third, fourth)


# Softened first: the contours of noise are many, and none of them a finder pattern.
NEAR, FAR = chain(softened(1.2), thresholded(31, 5.0), traceable), chain(softened(0.8), thresholded(51, 8.0), traceable)
SHARP_NEAR, SHARP_FAR, SOFT = thresholded(31), thresholded(91), chain(softened(1.5), thresholded(51))
LARGE = chain(scaled(2.0), thresholded(61))

LIVE_NEAR = by_grid("near", by_finders(NEAR), quick=True)
LIVE_FAR = by_grid("far", by_finders(FAR), quick=True)
LIVE_FAILED = by_grid("failed", by_failures(), quick=True)
"""Each for a frame of a presentation."""

STILL = (
    LIVE_NEAR,
    LIVE_FAR,
    by_grid("still, near", by_finders(SHARP_NEAR, fitted=EVERY), quick=False),
    by_grid("still, far", by_finders(SHARP_FAR, fitted=EVERY), quick=False),
    by_grid("still, large", by_finders(LARGE, 2.0, fitted=EVERY), quick=False),
    by_grid("still, soft", by_finders(SOFT, fitted=EVERY), quick=False),
    by_grid("still, failed", by_failures(), quick=False),
    by_grid("still, failed, equalised", by_failures(chain(equalised(), scaled(2.0))), quick=False),
)
