"""The sampling grid of a QR code rebuilt on a bent, wrinkled or steeply seen surface. Pure arithmetic on one place.

A decoder lays a flat grid over the code; on a bottle or a crumpled bag it misses the modules in the middle. Here the
place is laid flat first, and then a field of small shifts is grown from the three finder patterns outwards: each piece
of the grid is moved to where its modules are most clearly dark or light, and to where finder, timing and alignment
patterns agree, since those are known. What is sampled there is a clean picture of the modules. Nothing is decided here:
the library that reads that picture applies QR's own error correction.
"""

from dataclasses import dataclass
from functools import cache, lru_cache

import cv2
import numpy as np
from numpy.typing import NDArray

from scanner.efforts.effort import Corners, Left, unlimited
from scanner.picture import Picture

Floats = NDArray[np.float32]

PIXELS = 8
"""A module's side in the place laid flat."""
MARGIN = 3
"""Modules around the code in the place laid flat."""
STEP = 3
"""Modules between two points of the field, where there is time."""
REACH = 3
"""A point's piece of the grid: so many modules to each side."""
SEARCH = 4
"""Pixels to each side in which a piece is looked for."""
SIZES = tuple(range(21, 102, 4))
"""Modules a side that are tried: versions 1 to 21. Larger ones bend less than they blur."""


@dataclass(frozen=True, slots=True)
class Flat:
    """A place laid flat: how dark (positive) or light each pixel is against what is around it, -1 to 1."""

    darkness: Floats
    size: int
    """Modules a side."""


@cache
def known_modules(size: int) -> Floats:
    """1 dark, -1 light, 0 unknown: finder patterns with separators, timing and alignment patterns (ISO/IEC 18004)."""
    known = np.zeros((size, size), np.float32)
    known[6, :] = known[:, 6] = np.where(np.arange(size) % 2 == 0, 1, -1)
    for row in (centres := alignment_centres(size)):
        for column in centres:
            if (row, column) not in ((6, 6), (6, size - 7), (size - 7, 6)):
                known[row - 2 : row + 3, column - 2 : column + 3] = 1
                known[row - 1 : row + 2, column - 1 : column + 2] = -1
                known[row, column] = 1
    ring = np.maximum(*np.abs(np.indices((9, 9)) - 4))
    finder = np.where((ring == 2) | (ring == 4), -1, 1).astype(np.float32)
    known[:8, :8] = finder[1:, 1:]
    known[:8, size - 8 :] = finder[1:, :-1]
    known[size - 8 :, :8] = finder[:-1, 1:]
    return known


def alignment_centres(size: int) -> tuple[int, ...]:
    """Rows (and columns) of the alignment patterns' centres, by the rule behind the standard's table E.1."""
    version = (size - 17) // 4
    if version == 1:
        return ()
    gaps = version // 7 + 1
    step = 26 if version == 32 else (version * 4 + gaps * 2 + 3) // (gaps * 2) * 2
    return (6, *sorted(size - 7 - step * number for number in range(gaps)))


def quick_step(size: int) -> int:
    """So that the field has at most some two hundred points, whatever the size: what a frame of a camera may cost."""
    return max(STEP, -(-size // 14))


def likely_sizes(grey: Picture, corners: Corners, count: int) -> list[int]:
    """The sizes whose finder patterns agree best with what the three corners show."""
    side = 400
    flat = _darkness(_warped(grey, corners, side, 0), side // 8)
    scores: list[tuple[float, int]] = []
    finder = known_modules(21)[:8, :8]
    for size in SIZES:
        module = side / size
        if module < 3:
            break
        centres = ((np.arange(8) + 0.5) * module).astype(int)
        far = side - 1 - centres[::-1]
        pieces = (
            flat[np.ix_(centres, centres)],
            flat[np.ix_(centres, far)][:, ::-1],
            flat[np.ix_(far, centres)][::-1],
        )
        scores.append((float(sum((piece * finder).mean() for piece in pieces)), size))
    return [size for _, size in sorted(scores, reverse=True)[:count]]


def lay_flat(grey: Picture, corners: Corners, size: int, blur: float = 0.5) -> Flat:
    """The place, `PIXELS` a module, `MARGIN` modules around it; `blur`: of each module, how much is averaged."""
    picture = _warped(grey, corners, size * PIXELS, MARGIN * PIXELS)
    reach = max(1, round(blur * PIXELS))
    return Flat(_darkness(np.asarray(cv2.blur(picture, (reach, reach)), dtype=np.uint8), 8 * PIXELS), size)


def _warped(grey: Picture, corners: Corners, side: int, margin: int) -> Picture:
    target = np.array([[0, 0], [side, 0], [side, side], [0, side]], np.float32) + margin
    whole = side + 2 * margin
    transform = cv2.getPerspectiveTransform(corners, target)
    warped = cv2.warpPerspective(
        grey, transform, (whole, whole), flags=cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE
    )
    return np.asarray(warped, dtype=np.uint8)


def _darkness(picture: Picture, around: int) -> Floats:
    """Against the mean of `around` x `around` pixels, in units of their deviation, cut off at a deviation.

    Mean and deviation change slowly, so they are reckoned at half the size, at half the cost.
    """
    values = picture.astype(np.float32)
    rows, columns = values.shape
    small, reach = (max(1, columns // 2), max(1, rows // 2)), (max(1, around // 2),) * 2
    mean = cv2.blur(cv2.resize(values, small, interpolation=cv2.INTER_AREA), reach)
    square = cv2.blur(cv2.resize(cv2.multiply(values, values), small, interpolation=cv2.INTER_AREA), reach)
    deviation = np.sqrt(np.maximum(square - mean * mean, 25))
    difference = cv2.subtract(cv2.resize(mean, (columns, rows)), values)
    darkness = np.asarray(cv2.divide(difference, cv2.resize(deviation, (columns, rows))), np.float32)
    return np.clip(darkness, -1, 1, out=darkness)


NEIGHBOURS = 48
"""Points of the field that a prediction is made from, the nearest ones; farther ones weigh nothing."""


@dataclass(frozen=True, slots=True)
class _Growth:
    """In which order a field grows, and what each point is predicted from: the same for every code of a size."""

    anchors: NDArray[np.int_]
    points: NDArray[np.int_]
    near: NDArray[np.int_]
    """For each point, which of the anchors and the points before it: n x NEIGHBOURS."""
    parts: NDArray[np.float64]
    """And how much of their shifts: n x NEIGHBOURS."""


@lru_cache(maxsize=64)
def _growth(size: int, step: int) -> _Growth:
    """From the finder patterns outwards. A prediction is a plane through the near points, held towards level."""
    places = np.arange(1, size, step)
    rows, columns = (axis.ravel() for axis in np.meshgrid(places, places, indexing="ij"))
    points = np.stack([rows, columns], axis=1)
    anchors = np.array([[3, 3], [3, size - 4], [size - 4, 3]])
    order = np.argsort(np.abs(points[:, np.newaxis] - anchors).max(axis=2).min(axis=1), kind="stable")
    points = points[order]
    every = np.concatenate([anchors, points])
    near = np.zeros((len(points), NEIGHBOURS), np.int_)
    parts = np.zeros((len(points), NEIGHBOURS))
    for number, point in enumerate(points):
        away = (every[: number + 3] - point).astype(np.float64)
        distance = (away * away).sum(axis=1)
        nearest = np.argsort(distance, kind="stable")[:NEIGHBOURS]
        away, weight = away[nearest], np.exp(-distance[nearest] / (2 * (2.0 * step) ** 2)) + 1e-9
        weight /= weight.sum()
        middle = weight @ away
        spread = away - middle
        held = (spread * weight[:, np.newaxis]).T @ spread + np.eye(2) * 4.0
        near[number, : len(nearest)] = nearest
        parts[number, : len(nearest)] = weight * (1 - spread @ np.linalg.solve(held, middle))
    return _Growth(anchors, points, near, parts)


def shifts(flat: Flat, step: int = STEP, left: Left = unlimited) -> Floats:
    """For each module, rows and columns in pixels that its centre is away from the flat grid: size x size x 2.

    `step`: modules between two points of the field; the work goes with its inverse square. When nothing is `left`, the
    points not looked for yet are where the others say that they are.
    """
    size, known = flat.size, known_modules(flat.size)
    growth = _growth(size, step)
    count = len(growth.anchors)
    moved = np.zeros((count + len(growth.points), 2))
    # A finder pattern is unlike anything around it, so it may be looked for further away.
    for number, anchor in enumerate(growth.anchors):
        moved[number] = best_shift(flat, known, anchor, np.zeros(2), 10, 0.0)
    for number, point in enumerate(growth.points):
        predicted = growth.parts[number] @ moved[growth.near[number]]
        moved[count + number] = best_shift(flat, known, point, predicted, SEARCH, 0.004) if left() > 0 else predicted
    places = len(range(1, size, step))
    field = np.zeros((places, places, 2), np.float32)
    field[(growth.points[:, 0] - 1) // step, (growth.points[:, 1] - 1) // step] = moved[count:]
    smooth = np.stack([cv2.medianBlur(np.ascontiguousarray(field[..., axis]), 3) for axis in (0, 1)], axis=2)
    at = ((np.arange(size) - 1) / step).astype(np.float32)
    across, down = np.meshgrid(at, at)
    return np.asarray(cv2.remap(smooth, across, down, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE), np.float32)


@cache
def _pull(search: int, pull: float) -> Floats:
    offsets = np.arange(-search, search + 1)
    return (pull * (offsets[:, np.newaxis] ** 2 + offsets**2) / PIXELS).astype(np.float32)


def best_shift(
    flat: Flat, known: Floats, point: NDArray[np.int_], around: NDArray[np.float64], search: int, pull: float
) -> NDArray[np.float64]:
    """The shift near `around` at which the piece about `point` is clearest; `pull` is what a pixel away costs."""
    size, darkness = flat.size, flat.darkness
    row, column = int(point[0]), int(point[1])
    first, last = max(0, row - REACH), min(size, row + REACH + 1)
    start, end = max(0, column - REACH), min(size, column + REACH + 1)
    down, across = round(float(around[0])), round(float(around[1]))
    # All that the piece may cover: seen with steps of a module, it is each shift's samples without copying any.
    top, left = (
        (first + MARGIN) * PIXELS + PIXELS // 2 + down - search,
        (start + MARGIN) * PIXELS + PIXELS // 2 + across - search,
    )
    side = 2 * search + 1
    high, wide = (last - first - 1) * PIXELS + side, (end - start - 1) * PIXELS + side
    limit = darkness.shape[0]
    if top >= 0 and left >= 0 and top + high <= limit and left + wide <= limit:
        covered = np.ascontiguousarray(darkness[top : top + high, left : left + wide])
    else:
        rows = np.clip(np.arange(top, top + high), 0, limit - 1)
        covered = darkness[rows[:, np.newaxis], np.clip(np.arange(left, left + wide), 0, limit - 1)]
    expected = known[first:last, start:end]
    clear = _summed(np.abs(covered), (expected == 0).astype(np.float32), side)
    if expected.any():
        clear += _summed(covered, 2 * expected, side)
    clear /= expected.size
    clear -= _pull(search, pull)
    best = int(clear.argmax())
    return np.array([down + best // side - search, across + best % side - search], np.float64)


def _summed(covered: Floats, weights: Floats, side: int) -> Floats:
    """Of each shift's samples, a module apart, the weighed sum: side x side."""
    by_row, by_column = covered.strides
    shape = (weights.shape[0], side, weights.shape[1], side)
    samples = np.ndarray(shape, np.float32, covered, 0, (by_row * PIXELS, by_row, by_column * PIXELS, by_column))
    return np.asarray(np.einsum("aibj,ab->ij", samples, weights), np.float32)


def _centres(modules: NDArray[np.int_]) -> NDArray[np.int_]:
    return (modules + MARGIN) * PIXELS + PIXELS // 2


def sampled(flat: Flat, field: Floats) -> Floats:
    """How dark each module is, where the field says its centre is."""
    indices = np.arange(flat.size)
    limit = flat.darkness.shape[0] - 1
    down = np.clip(_centres(indices)[:, np.newaxis] + np.rint(field[..., 0]).astype(int), 0, limit)
    across = np.clip(_centres(indices)[np.newaxis] + np.rint(field[..., 1]).astype(int), 0, limit)
    return flat.darkness[down, across]


def clean_picture(darkness: Floats, threshold: float = 0.0) -> Picture:
    """The modules as a printer would have them: 4 pixels each, known patterns as the standard has them, quiet zone."""
    known = known_modules(darkness.shape[0])
    dark = np.where(known == 0, darkness > threshold, known > 0)
    modules = np.pad(np.where(dark, 0, 255).astype(np.uint8), 4, constant_values=255)
    return np.ascontiguousarray(modules.repeat(4, axis=0).repeat(4, axis=1))


def agreement(darkness: Floats) -> float:
    """How well what was sampled agrees with the known patterns: 1 all of it, 0 none."""
    known = known_modules(darkness.shape[0])
    there = known != 0
    return float((np.sign(darkness[there]) == known[there]).mean())
