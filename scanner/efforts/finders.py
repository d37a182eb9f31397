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

from scanner.picture import Picture

MOST = 9
"""Finder patterns that are combined; the largest ones, when there are more."""
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


def places_by_finders(black_and_white: Picture, most: int = 3) -> list[Place]:
    """The likeliest places of a picture of black and white, best first."""
    finders = _finders(black_and_white)
    found: list[Place] = []
    for corner, right, below in permutations(finders, 3):
        if max(corner.area, right.area, below.area) > 6 * min(corner.area, right.area, below.area):
            continue
        # Clockwise as printed: the mirrored order is left to the decoder.
        along, down = right.centre - corner.centre, below.centre - corner.centre
        if float(along[0] * down[1] - along[1] * down[0]) <= 0:
            continue
        place = _place(corner, right, below, along, down)
        if place is not None:
            found.append(place)
    return sorted(found, key=lambda place: place.misfit)[:most]


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
    for outer in map(int, nested):
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


def _place(
    corner: _Finder, right: _Finder, below: _Finder, along: NDArray[np.float32], down: NDArray[np.float32]
) -> Place | None:
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
    best: Place | None = None
    # Foreshortening makes the guess uncertain.
    for size in range(21, 102, 4):
        if not 0.75 * guess - 4 < size < 1.35 * guess + 4:
            continue
        origins = ((0, 0), (size - 7, 0), (0, size - 7))
        printed = np.concatenate(
            [np.add(origin, quarter * 7) for origin, quarter in zip(origins, quarters, strict=True)]
        ).astype(np.float32)
        # None when the points are in a line, which the stubs do not know.
        estimated = cast("NDArray[np.float64] | None", cv2.findHomography(points, printed, 0)[0])
        if estimated is None:
            continue
        transform: NDArray[np.float64] = estimated
        back = np.asarray(cv2.perspectiveTransform(points.reshape(-1, 1, 2), transform)).reshape(-1, 2)
        misfit = float(np.abs(back - printed).mean())
        if best is None or misfit < best.misfit:
            whole = np.array([[0, 0], [size, 0], [size, size], [0, size]], np.float32).reshape(-1, 1, 2)
            try:
                corners = cv2.perspectiveTransform(whole, np.linalg.inv(transform)).reshape(4, 2)
            except np.linalg.LinAlgError:
                continue
            best = Place(np.asarray(corners, np.float32), size, misfit)
    return best if best is not None and best.misfit < 1.5 else None
