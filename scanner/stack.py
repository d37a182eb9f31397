"""The frames of one presentation laid upon each other: what is in none of them clearly may be clear in all of them.

A code's place is laid flat, each further frame is moved onto what is there already, piece by piece, and their darkness
is averaged: noise, moire and compression fade, a reflection that wanders leaves each module free in some frame, and a
code too small for one frame is sampled anew by each. Nothing is read here, and nothing is known about QR.
"""

import cv2
import numpy as np
from numpy.typing import NDArray

from scanner.efforts.effort import Corners
from scanner.picture import Picture

Floats = NDArray[np.float32]

SIDE = 328
"""Pixels of the code laid flat: 8 a module for the kiosk's own codes."""
MARGIN = 40
"""Pixels around it."""
WHOLE = SIDE + 2 * MARGIN
FADES = 0.92
"""What a frame's weight is when the next one comes: about the last twelve count. A hand comes to rest, a lens focuses."""
RESEMBLES = 0.24
"""Correlation with what is there already, below which a frame shows something else, or nothing."""
MISSES = 4
"""Frames that do not fit in a row: then the next place starts anew."""

FARTHEST = 4000
"""Pixels from the frame's corner that a code's may be."""

_HALF = WHOLE // 2
_COARSE, _REACH = 4, 10
"""The whole is looked for at a quarter of the size, so many of its pixels to each side: five modules of 41."""
_PIECES, _PIECE, _SEARCH = 4, 40, 6
"""Then four by four pieces at half size: pixels of a piece, and to each side of it: a module and a half of 41."""
SQUARE: Corners = np.array([(0, 0), (SIDE, 0), (SIDE, SIDE), (0, SIDE)], np.float32) + np.float32(MARGIN)
"""Where the code's corners are in the stack."""


class Stack:
    """Starts with a frame and the place of a code in it."""

    def __init__(self, grey: Picture, corners: Corners) -> None:
        self.corners = corners
        """In the newest frame that fitted, in pixels; ahead of that, where the next is expected."""
        self._moved: Corners = np.zeros((4, 2), np.float32)
        self.frames = 1
        self._weight = 1.0
        self._misses = 0
        self._darkness: Floats = darkness(_laid_flat(grey, corners, None))

    @property
    def lost(self) -> bool:
        """Too many frames did not fit."""
        return self._misses >= MISSES

    def expected(self) -> Corners:
        """Where the code's corners are in the next frame if it moves on as it did."""
        return (self.corners + self._moved * 0.8).astype(np.float32)

    def add(self, grey: Picture, corners: Corners) -> bool:
        """Lay a frame on top, in which the code is about at `corners`. False where it does not fit."""
        flat = darkness(_laid_flat(grey, corners, None))
        shift = self._shift(flat)
        moved = corners if shift is None else _placed(corners, shift, SQUARE)
        # A fit that flings a corner out of every frame is none.
        if shift is None or not np.abs(moved).max() < FARTHEST:
            self._misses += 1
            return False
        self._misses = 0
        self._moved, self.corners = moved - self.corners, moved
        speed = float(np.abs(self._moved).max()) / max(1.0, float(np.linalg.norm(moved[1] - moved[0])) / 41)
        # What moves by more than a module between two frames is smeared in each of them.
        weight = 1 / (1 + speed * speed)
        kept = self._weight * FADES
        aligned = darkness(_laid_flat(grey, corners, shift))
        self._darkness = ((self._darkness * kept + aligned * weight) / (kept + weight)).astype(np.float32)
        self._weight = kept + weight
        self.frames += 1
        return True

    def average(self) -> Floats:
        """Darkness, WHOLE x WHOLE: positive dark, about one deviation of the place around each pixel."""
        return self._darkness

    def picture(self) -> Picture:
        """The average as a grey picture of full contrast."""
        return shown(self._darkness)

    def _shift(self, flat: Floats) -> Floats | None:
        """Coefficients (6 x 2) of how far each point of the stack is from where it is in `flat`."""
        quarter = [
            cv2.resize(each, (_HALF // 2, _HALF // 2), interpolation=cv2.INTER_AREA) for each in (self._darkness, flat)
        ]
        inner = quarter[0][_REACH:-_REACH, _REACH:-_REACH]
        score, across, down = _peak(quarter[1], inner, _REACH)
        if score < RESEMBLES:
            return None
        half = [cv2.resize(each, (_HALF, _HALF), interpolation=cv2.INTER_AREA) for each in (self._darkness, flat)]
        about = (round(across * 2), round(down * 2))
        points, shifts, weights = list[tuple[float, float]](), list[tuple[float, float]](), list[float]()
        reach = _PIECE // 2
        for y in np.linspace(MARGIN / 2 + reach * 0.8, _HALF - MARGIN / 2 - reach * 0.8, _PIECES).astype(int):
            for x in np.linspace(MARGIN / 2 + reach * 0.8, _HALF - MARGIN / 2 - reach * 0.8, _PIECES).astype(int):
                piece = half[0][y - reach : y + reach, x - reach : x + reach]
                edge = reach + _SEARCH
                left = min(max(x + about[0] - edge, 0), _HALF - 2 * edge)
                top = min(max(y + about[1] - edge, 0), _HALF - 2 * edge)
                found, dx, dy = _peak(half[1][top : top + 2 * edge, left : left + 2 * edge], piece, _SEARCH)
                points.append((2.0 * x, 2.0 * y))
                shifts.append((2 * (left + edge + dx - x), 2 * (top + edge + dy - y)))
                weights.append(max(found - 0.1, 1e-3))
        return _fitted(np.array(points, np.float32), np.array(shifts, np.float32), np.array(weights, np.float32))


def darkness(flat: Picture) -> Floats:
    """Against the mean around, in deviations, up to two of them: a place without contrast counts for nothing."""
    values = flat.astype(np.float32)
    around = (SIDE // 5, SIDE // 5)
    mean = cv2.blur(values, around)
    deviation = np.sqrt(np.maximum(cv2.blur(values * values, around) - mean * mean, 9))
    return np.clip((mean - values) / deviation, -2, 2).astype(np.float32)


def shown(average: Floats) -> Picture:
    """Darkness as a grey picture."""
    return np.clip(128 - 100 * average, 0, 255).astype(np.uint8)


def _peak(within: "cv2.typing.MatLike", piece: "cv2.typing.MatLike", reach: int) -> tuple[float, float, float]:
    """How well `piece` is found in `within`, and how far from its middle, between the pixels."""
    scores = cv2.matchTemplate(within, piece, cv2.TM_CCOEFF_NORMED)
    _, best, _, (x, y) = cv2.minMaxLoc(scores)
    across, down = float(x), float(y)
    if 0 < x < scores.shape[1] - 1:
        across += _between(*map(float, scores[y, x - 1 : x + 2]))
    if 0 < y < scores.shape[0] - 1:
        down += _between(*map(float, scores[y - 1 : y + 2, x]))
    return float(best), across - reach, down - reach


def _between(before: float, there: float, after: float) -> float:
    """Of a parabola through three values, where its top is."""
    bend = before - 2 * there + after
    return 0.0 if abs(bend) < 1e-9 else max(-0.5, min(0.5, (before - after) / (2 * bend)))


def _terms(points: Floats) -> Floats:
    """What a shift may depend upon: 1, x, y, xy, xx, yy, from the middle, in sides of the code."""
    x, y = ((points - WHOLE / 2) / SIDE).T
    return np.stack([np.ones_like(x), x, y, x * y, x * x, y * y], axis=1).astype(np.float32)


def _fitted(points: Floats, shifts: Floats, weights: Floats) -> Floats:
    """Weighted least squares, held towards an even shift; pieces that disagree count for nothing in the second round."""
    terms = _terms(points)
    held = np.diag(np.array([0, 1e-3, 1e-3, 1e-3, 3e-3, 3e-3], np.float32)) * weights.sum()
    fit: Floats = np.zeros((6, 2), np.float32)
    for _ in range(2):
        weighed = terms.T * weights
        fit = np.asarray(np.linalg.solve(weighed @ terms + held, weighed @ shifts), np.float32)
        off = np.linalg.norm(terms @ fit - shifts, axis=1)
        weights = np.where(off < max(4.0, 2 * float(np.median(off))), weights, 1e-4).astype(np.float32)
    return fit


def _placed(corners: Corners, shift: Floats, points: Floats) -> Corners:
    """Points of the stack -> pixels of the frame whose place at `corners` was shifted so."""
    there = (points + _terms(points) @ shift).astype(np.float32)
    back = cv2.getPerspectiveTransform(SQUARE, corners)
    return np.asarray(cv2.perspectiveTransform(there.reshape(-1, 1, 2), back), np.float32).reshape(-1, 2)


_GRID = 8
"""Pixels between two points of the stack for which the place in the frame is reckoned; straight lines between them."""
_KNOTS = np.stack(np.meshgrid(np.arange(0, WHOLE + 1, _GRID), np.arange(0, WHOLE + 1, _GRID)), axis=2)


def _laid_flat(grey: Picture, corners: Corners, shift: Floats | None) -> Picture:
    """The place, WHOLE x WHOLE."""
    if shift is None:
        onto = cv2.getPerspectiveTransform(corners, SQUARE)
        flat = cv2.warpPerspective(grey, onto, (WHOLE, WHOLE), flags=cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)
        return np.asarray(flat, np.uint8)
    knots = _placed(corners, shift, _KNOTS.reshape(-1, 2).astype(np.float32)).reshape(*_KNOTS.shape)
    steps = np.arange(WHOLE, dtype=np.float32) / _GRID
    across, down = np.meshgrid(steps, steps)
    maps = np.asarray(cv2.remap(knots, across, down, cv2.INTER_LINEAR), np.float32)
    pixels = np.ascontiguousarray(maps[..., 0]), np.ascontiguousarray(maps[..., 1])
    return np.asarray(cv2.remap(grey, *pixels, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE), np.uint8)
