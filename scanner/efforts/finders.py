"""Where a code is, although no decoder laid its hand on it: by the three squares in its corners.

Each square is a dark ring around a light one around a dark block, so its contours are nested. Three of them, with the
four corners of each, are twelve points of the code's plane: enough to tell its perspective, however steep, and its
size, which is the number of modules for which the twelve points agree best.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import permutations
from typing import cast

import cv2
import numpy as np
from numpy.typing import NDArray

from scanner.efforts.effort import Left, unlimited
from scanner.picture import Picture

MOST = 9
"""Finder patterns that are combined; the largest ones, when there are more."""
FITTED = 8
"""Combinations of three to which a plane is fitted in a camera's frame, the likeliest ones: 0.5 to 1.5 ms each."""
TRACED = 400
"""Nested contours that are looked at: of noise and of patterns made to keep the scanner busy there are thousands."""
SMALLEST = 60
"""Square pixels of a finder pattern: about a pixel a module."""


@dataclass(frozen=True, slots=True)
class Place:
    """A code, most likely: its corners in pixels as printed (top left, top right, bottom right, bottom left)."""

    corners: NDArray[np.float32]
    size: int
    """Modules a side; 0 where that is not known."""
    misfit: float = 0.0
    """In modules, how far the finder patterns are from where they should be."""


@dataclass(frozen=True, slots=True)
class _Finder:
    centre: NDArray[np.float32]
    corners: NDArray[np.float32]
    area: float


def places_by_finders(
    black_and_white: Picture, most: int = 3, fitted: int = FITTED, left: Left = unlimited
) -> list[Place]:
    """The likeliest places of a picture of black and white, best first; planes are fitted to `fitted` threes at most."""
    found: list[Place] = []
    for three in _threes(_finders(black_and_white))[:fitted]:
        if left() <= 0:
            break
        place = fitted_place(*three)
        if place is not None:
            found.append(place)
    return sorted(found, key=lambda place: place.misfit)[:most]


def _threes(finders: Sequence[_Finder]) -> list[tuple[_Finder, _Finder, _Finder]]:
    """Corner, right, below: first those that are nearest to a square's corner with finder patterns of equal size.

    Clockwise as printed: what is mirrored comes out transposed, which is what a decoder expects of it.
    """
    if len(finders) < 3:
        return []
    picks = np.array(list(permutations(range(len(finders)), 3)))
    areas = np.array([finder.area for finder in finders])[picks]
    centres = np.array([finder.centre for finder in finders], np.float64)[picks]
    along, down = centres[:, 1] - centres[:, 0], centres[:, 2] - centres[:, 0]
    across = along[:, 0] * down[:, 1] - along[:, 1] * down[:, 0]
    uneven = areas.max(axis=1) / areas.min(axis=1)
    fit = (uneven <= 6) & (across > 0)
    picks, along, down, across, uneven = picks[fit], along[fit], down[fit], across[fit], uneven[fit]
    one, other = np.hypot(*along.T), np.hypot(*down.T)
    # 1 for a square's corner seen from the front; steep and bent ones come to 3 and more.
    skew = np.maximum(one, other) / np.minimum(one, other) + one * other / across - 1
    order = np.argsort(skew * uneven**0.5, kind="stable")
    return [(finders[corner], finders[right], finders[below]) for corner, right, below in picks[order].tolist()]


def count_crossings(rows: Picture) -> int:
    """How often dark and light follow each other along these rows as across a finder pattern: 1 : 1 : 3 : 1 : 1."""
    if rows.shape[1] < 21:
        return 0
    light = rows > np.asarray(cv2.blur(rows, (31, 1)), np.int16) - 5
    light[:, -1] = ~light[:, -2]  # no run goes on in the next row
    edges = np.flatnonzero(np.diff(light.ravel()))
    if len(edges) < 6:
        return 0
    runs = np.lib.stride_tricks.sliding_window_view(np.diff(edges), 5)
    parts = runs / (runs.sum(axis=1, keepdims=True) / 7)
    dark = ~light.ravel()[edges[: len(runs)] + 1]
    fits = (np.abs(parts - np.array([1, 1, 3, 1, 1])) < np.array([0.6, 0.6, 1.2, 0.6, 0.6])).all(axis=1)
    return int(np.count_nonzero(fits & dark))


def _finders(black_and_white: Picture) -> list[_Finder]:
    dark = cv2.bitwise_not(black_and_white)
    traced, tree = cv2.findContours(dark, cv2.RETR_TREE, cv2.CHAIN_APPROX_SIMPLE)
    if not traced:
        return []
    contours = cast("Sequence[NDArray[np.int32]]", traced)
    hierarchy = np.asarray(tree, np.int32)[0]
    child = hierarchy[:, 2]
    nested = np.flatnonzero((child >= 0) & (child[child] >= 0))
    found: list[_Finder] = []
    for outer in map(int, nested[:: -(-len(nested) // TRACED) or 1]):
        area = cv2.contourArea(contours[outer])
        if area < SMALLEST:
            continue
        hole = _largest(contours, hierarchy, int(child[outer]))
        if child[hole] < 0 or not 0.3 < cv2.contourArea(contours[hole]) / area < 0.75:
            continue
        block = _largest(contours, hierarchy, int(child[hole]))
        if not 0.06 < cv2.contourArea(contours[block]) / area < 0.4:
            continue
        corners = _corners(contours[outer])
        centre = corners.mean(axis=0)
        inside = np.asarray(contours[block], np.float32).reshape(-1, 2).mean(axis=0)
        if np.linalg.norm(centre - inside) < 0.2 * area**0.5:
            found.append(_Finder(centre, corners, area))
    return sorted(found, key=lambda finder: -finder.area)[:MOST]


def _largest(contours: Sequence[NDArray[np.int32]], hierarchy: NDArray[np.int32], first: int) -> int:
    """Of the contours side by side within another: dirt makes small ones."""
    best, best_area, each = first, -1.0, first
    for _ in range(20):
        if each < 0:
            break
        area = cv2.contourArea(contours[each])
        if area > best_area:
            best, best_area = each, area
        each = int(hierarchy[each][0])
    return best


def _corners(contour: NDArray[np.int32]) -> NDArray[np.float32]:
    """The four corners of a square seen at an angle."""
    hull = cv2.convexHull(contour)
    for part in (0.03, 0.05, 0.08, 0.12):
        simple = cv2.approxPolyDP(hull, part * cv2.arcLength(hull, True), True)
        if len(simple) == 4:
            return np.asarray(simple, np.float32).reshape(4, 2)
    return np.asarray(cv2.boxPoints(cv2.minAreaRect(contour)), np.float32)


def fitted_place(corner: _Finder, right: _Finder, below: _Finder) -> Place | None:
    """The plane through the twelve corners of three finder patterns, or None where none fits."""
    along, down = right.centre - corner.centre, below.centre - corner.centre
    axes = np.stack([along, down], axis=1)
    if abs(np.linalg.det(axes)) < 1e-3:
        return None
    into = np.linalg.inv(axes)
    finders = (corner, right, below)
    seen = np.stack([finder.corners for finder in finders])
    # In the code's own axes each finder pattern is a square standing upright, 7 modules wide.
    upright = (seen - np.stack([finder.centre for finder in finders])[:, np.newaxis]) @ into.T
    halves = np.abs(upright)
    if halves.min() < 0.35 * halves.mean() or halves.max() > 2.5 * halves.mean():
        return None
    quarters = (upright > 0).astype(int)
    if any(sorted(each) != [0, 1, 2, 3] for each in (quarters @ np.array([1, 2])).tolist()):
        return None
    guess = 7 + 3.5 / float(halves.mean())
    points = seen.reshape(-1, 2)
    # Foreshortening makes the guess uncertain.
    sizes = [size for size in range(21, 102, 4) if 0.75 * guess - 4 < size < 1.35 * guess + 4]
    if not sizes:
        return None
    size = sizes[int(np.argmin(_misfits(points, np.array([_printed(size, quarters) for size in sizes]))))]
    printed = _printed(size, quarters)
    # None when the points are in a line, which the stubs do not know.
    estimated = cast("NDArray[np.float64] | None", cv2.findHomography(points, printed, 0)[0])
    if estimated is None:
        return None
    transform: NDArray[np.float64] = estimated
    back = np.asarray(cv2.perspectiveTransform(points.reshape(-1, 1, 2), transform)).reshape(-1, 2)
    misfit = float(np.abs(back - printed).mean())
    whole = np.array([[0, 0], [size, 0], [size, size], [0, size]], np.float32).reshape(-1, 1, 2)
    try:
        corners = cv2.perspectiveTransform(whole, np.linalg.inv(transform)).reshape(4, 2)
    except np.linalg.LinAlgError:
        return None
    return Place(np.asarray(corners, np.float32), size, misfit) if misfit < 1.5 else None


def _printed(size: int, quarters: NDArray[np.int_]) -> NDArray[np.float32]:
    """The twelve corners in modules, in the order in which they were seen."""
    origins = ((0, 0), (size - 7, 0), (0, size - 7))
    return np.concatenate(
        [np.add(origin, quarter * 7) for origin, quarter in zip(origins, quarters, strict=True)]
    ).astype(np.float32)


def _misfits(points: NDArray[np.float32], printed: NDArray[np.float32]) -> NDArray[np.float64]:
    """For each size's points (n x 12 x 2), how far off they are in modules, by the plane that fits best in the algebraic
    sense: a tenth of the cost of the geometric one.
    """
    near = (points - points.mean(axis=0)).astype(np.float64) / 100
    count = len(printed)
    flat = np.column_stack([near, np.ones(len(near))])
    terms = np.zeros((count, 2, len(near), 8))
    terms[:, 0, :, :3] = terms[:, 1, :, 3:6] = flat
    wanted = np.moveaxis(printed.astype(np.float64), 2, 1)
    terms[..., 6:] = -near * wanted[..., np.newaxis]
    terms = terms.reshape(count, -1, 8)
    # Pseudo-inverse: twelve points in a line have no plane, and are told by their misfit.
    planes = (np.linalg.pinv(terms) @ wanted.reshape(count, -1, 1))[..., 0]
    depth = planes[:, 6:] @ near.T + 1
    seen = planes[:, :6].reshape(count, 2, 3) @ flat.T / np.where(np.abs(depth) < 1e-3, np.nan, depth)[:, np.newaxis]
    return np.nan_to_num(np.abs(seen - wanted).mean(axis=(1, 2)), nan=np.inf)
