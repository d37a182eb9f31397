"""A grey frame in which nothing was read -> where something like a code is, and how it looks. At most 2 ms a frame.

Two steps. Texture that changes much in both directions is looked for at a quarter of the size, which costs little and
has no opinion; then the best places are searched for finder patterns (a square within a ring within a square), which
is what tells a code from a shelf. Without a finder pattern a place counts only where one was found just before.
"""

from dataclasses import dataclass
from itertools import combinations

import cv2
import numpy as np

from scanner.coaching.look import Look
from scanner.efforts.filters import traceable
from scanner.picture import Picture

_STEP = 4
"""The frame is searched at a quarter of its size."""
_POOL = 2
"""And its texture at half of that."""
_REACH = 5
"""Pixels of the pooled picture over which texture is summed."""
_BUSY = 11
"""Grey levels of change from one pixel to the next: less is a wall."""
_PLACES = 2
"""So many places are searched for finder patterns in one frame."""
_WORK_SIDE = 360
"""A place is brought to about this size before it is searched: bounded cost, and small codes are enlarged."""
_SPECKS = 3_000
"""Corners of spots in a place of that size: what noise makes beyond them is not traced."""
_NESTED = 200
"""Contours with two within each other that are looked at."""
_REMEMBERED = 0.8
"""Seconds that a place is still one without a finder pattern being found again."""
_WHITE = 246

Box = tuple[int, int, int, int]
"""Left, top, right, bottom, in pixels of the frame."""


@dataclass(frozen=True, slots=True)
class _Finder:
    x: float
    y: float
    side: float


class Observer:
    """Feed it the unread frames of one camera, in order; it remembers the last place and the last small picture."""

    def __init__(self) -> None:
        self._before: Picture | None = None
        self._place: Box | None = None
        self._module = 0.0
        self._confirmed_at = float("-inf")

    def look(self, grey: Picture, now: float) -> Look | None:
        """The measures of the likeliest code in the frame; None when nothing like one is there."""
        small = _reduced(grey)
        before, self._before = self._before, small
        places = _textured(small)
        found: tuple[Box, list[_Finder]] | None = None
        for place in places[:_PLACES]:
            finders = _finders(grey, place)
            if finders and (found is None or len(finders) > len(found[1])):
                found = (place, finders)
            if len(finders) == 3:
                break
        finders = found[1] if found else []
        if found is not None and (len(finders) > 1 or self._known(found[0], now) or _cut_off(found[0], grey)):
            module = float(np.median([finder.side for finder in finders])) / 7
            place = _around(finders, module, grey) if len(finders) == 3 else found[0]
            self._place, self._module, self._confirmed_at = place, module, now
        else:
            finders = []
            last = self._place if now - self._confirmed_at <= _REMEMBERED else None
            near = next(
                (place for place in places if last and _overlap(place, last) and _alike_in_size(place, last)), None
            )
            self._place = near and last and _moved(last, near, grey)
            if self._place is None:
                return None
        return _measured(grey, self._place, self._module, len(finders), small, before)

    def forget(self) -> None:
        """What was in view has been read."""
        self._before, self._place = None, None
        self._confirmed_at = float("-inf")

    def _known(self, place: Box, now: float) -> bool:
        return self._place is not None and now - self._confirmed_at <= _REMEMBERED and _overlap(place, self._place)


def _reduced(grey: Picture) -> Picture:
    """Every other pixel, then averaged by fours: a third of the cost of averaging them all, and as good here."""
    half = grey[::2, ::2]
    rows, columns = half.shape
    return _picture(cv2.resize(half, (max(3, columns // 2), max(3, rows // 2)), interpolation=cv2.INTER_AREA))


def _textured(small: Picture) -> list[Box]:
    """Places that change much both across and down, busiest first, in pixels of the frame."""
    rows, columns = small.shape
    size = (columns // _POOL, rows // _POOL)
    # Pooled, then summed a little farther: what matters is how busy a part is, not where its edges run.
    across = cv2.resize(cv2.absdiff(small[1:-1, 2:], small[1:-1, :-2]), size, interpolation=cv2.INTER_AREA)
    down = cv2.resize(cv2.absdiff(small[2:, 1:-1], small[:-2, 1:-1]), size, interpolation=cv2.INTER_AREA)
    both = cv2.blur(cv2.min(across, down), (_REACH, _REACH))
    _, busy = cv2.threshold(both, _BUSY, 255, cv2.THRESH_BINARY)
    # A code is much busier than the hand and the phone around it: a second, relative threshold parts them.
    _, peak, _, _ = cv2.minMaxLoc(both)
    _, core = cv2.threshold(both, max(_BUSY, peak * 0.5), 255, cv2.THRESH_BINARY)
    ranked: list[tuple[float, Box]] = []
    rows, columns = both.shape
    for mask in (core, busy):
        count, _, stats, _ = cv2.connectedComponentsWithStats(mask)
        for left, top, width, height, area in stats[1:count].tolist():
            if min(width, height) < 4 or max(width, height) > 2.2 * min(width, height):
                continue
            patch = both[top : top + height, left : left + width]
            grown = max(1, round(0.08 * max(width, height)))
            step = _STEP * _POOL
            box = (
                max(left - grown, 0) * step,
                max(top - grown, 0) * step,
                min(left + width + grown, columns) * step,
                min(top + height + grown, rows) * step,
            )
            ranked.append((area * float(cv2.mean(patch)[0]) ** 2, box))
    ranked.sort(reverse=True)
    kept: list[Box] = []
    for _, box in ranked:
        if not any(_same(box, other) for other in kept):
            kept.append(box)
    return kept


def _finders(grey: Picture, place: Box) -> list[_Finder]:
    """Up to three finder patterns of about one size within the place, in pixels of the frame."""
    left, top, right, bottom = place
    crop = grey[top:bottom, left:right]
    if max(crop.shape) > 1.6 * _WORK_SIDE:
        crop = np.ascontiguousarray(crop[::2, ::2])
        halved = 2
    else:
        halved = 1
    factor = min(3.0, _WORK_SIDE / max(crop.shape))
    work = cv2.resize(crop, None, fx=factor, fy=factor, interpolation=cv2.INTER_LINEAR)
    factor /= halved
    _, spread = cv2.meanStdDev(work)
    below = min(5.0, max(1.5, 0.1 * float(spread[0, 0])))
    reach = max(work.shape) // 6 | 1
    binary = cv2.adaptiveThreshold(work, 255, cv2.ADAPTIVE_THRESH_MEAN_C, cv2.THRESH_BINARY_INV, max(reach, 3), below)
    binary = traceable(np.asarray(binary, np.uint8), _SPECKS)
    contours, tree = cv2.findContours(binary, cv2.RETR_TREE, cv2.CHAIN_APPROX_SIMPLE)
    if not contours:
        return []
    children = np.asarray(tree)[0][:, 2]
    found: list[_Finder] = []
    nested = np.flatnonzero((children >= 0) & (children[children] >= 0))
    for outer in map(int, nested[:: -(-len(nested) // _NESTED) or 1]):
        ring = int(children[outer])
        core = int(children[ring])
        x, y, width, height = cv2.boundingRect(contours[outer])
        u, v, inner_width, inner_height = cv2.boundingRect(contours[core])
        side, inner = (width * height) ** 0.5, (inner_width * inner_height) ** 0.5
        square = max(width, height) < 1.7 * min(width, height)
        within = 0.28 < inner / side < 0.62 and cv2.contourArea(contours[outer]) / (width * height) > 0.48
        centred = max(abs(2 * (x - u) + width - inner_width), abs(2 * (y - v) + height - inner_height)) < 0.36 * side
        if side >= 7 and square and within and centred:
            found.append(_Finder(left + (x + width / 2) / factor, top + (y + height / 2) / factor, side / factor))
    return _alike(found)


def _alike(found: list[_Finder]) -> list[_Finder]:
    """The three of them (or two, or one) that are most of one size."""
    for count in (3, 2):
        groups = [
            group
            for group in combinations(sorted(found, key=lambda one: -one.side)[:8], count)
            if max(one.side for one in group) < 1.5 * min(one.side for one in group) and _apart(group)
        ]
        if groups:
            return list(max(groups, key=lambda group: sum(one.side for one in group)))
    return found[:1]


def _apart(group: tuple[_Finder, ...]) -> bool:
    """Version 1 has 14 modules from one finder pattern to the next, twice their size."""
    return all(
        max(abs(one.x - other.x), abs(one.y - other.y)) > 1.2 * min(one.side, other.side)
        for one, other in combinations(group, 2)
    )


def _around(finders: list[_Finder], module: float, grey: Picture) -> Box:
    """The code that these three belong to."""
    # The two farthest apart span the diagonal; the fourth corner mirrors the third.
    one, other = max(combinations(finders, 2), key=lambda two: (two[0].x - two[1].x) ** 2 + (two[0].y - two[1].y) ** 2)
    third = next(finder for finder in finders if finder not in (one, other))
    xs = [*(finder.x for finder in finders), one.x + other.x - third.x]
    ys = [*(finder.y for finder in finders), one.y + other.y - third.y]
    reach = 3.5 * module
    rows, columns = grey.shape
    return (
        max(0, round(min(xs) - reach)),
        max(0, round(min(ys) - reach)),
        min(columns, round(max(xs) + reach)),
        min(rows, round(max(ys) + reach)),
    )


def _measured(grey: Picture, place: Box, module: float, finders: int, small: Picture, before: Picture | None) -> Look:
    left, top, right, bottom = place
    rows, columns = grey.shape
    crop = grey[top:bottom, left:right]
    stride = max(1, max(crop.shape) // 90)
    dark, light = np.percentile(crop[::stride, ::stride], (8, 92)).tolist()
    contrast = max(1.0, light - dark)
    steepest = _steepest(crop)
    at_border = left <= 2 or top <= 2 or right >= columns - 2 or bottom >= rows - 2
    return Look(
        finders=finders,
        module=module,
        part=max(right - left, bottom - top) / min(rows, columns),
        cut=at_border and finders < 3,
        glare=_glare(crop, module),
        light=light,
        contrast=contrast,
        edge=contrast / max(steepest, 1e-3),
        motion=_motion(small, before, place, contrast),
    )


def _steepest(crop: Picture) -> float:
    """Grey levels a pixel at the code's sharpest edges, from at most 240 x 240 pixels of its middle."""
    rows, columns = crop.shape
    up, left = max(0, rows - 240) // 2, max(0, columns - 240) // 2
    middle = crop[up : up + 240, left : left + 240]
    across, down = cv2.Sobel(middle, cv2.CV_16S, 1, 0), cv2.Sobel(middle, cv2.CV_16S, 0, 1)
    slope = cv2.max(cv2.convertScaleAbs(across, alpha=1 / 8), cv2.convertScaleAbs(down, alpha=1 / 8))
    return float(np.percentile(slope[::3, ::3], 96))


def _glare(crop: Picture, module: float) -> float:
    """Share of the crop under white spots of five modules and more; a code's own white areas are smaller."""
    side = max(3, round(5 * module) if module else max(crop.shape) // 9)
    _, white = cv2.threshold(crop, _WHITE - 1, 255, cv2.THRESH_BINARY)
    filled = cv2.boxFilter(white, -1, (side, side), borderType=cv2.BORDER_CONSTANT)
    spots = cv2.countNonZero(cv2.threshold(filled, 250, 255, cv2.THRESH_BINARY)[1])
    return spots / crop.size


def _motion(small: Picture, before: Picture | None, place: Box, contrast: float) -> float:
    if before is None or before.shape != small.shape:
        return 0.0
    left, top, right, bottom = (value // _STEP for value in place)
    changed = cv2.absdiff(small[top:bottom, left:right], before[top:bottom, left:right])
    return float(cv2.mean(changed)[0]) / contrast


def _cut_off(place: Box, grey: Picture) -> bool:
    """At the frame's border, and large: of such a code only one finder pattern may be in the picture."""
    left, top, right, bottom = place
    rows, columns = grey.shape
    at_border = left <= 2 or top <= 2 or right >= columns - 2 or bottom >= rows - 2
    return at_border and min(right - left, bottom - top) > 100


def _alike_in_size(one: Box, other: Box) -> bool:
    return 0.5 < (one[2] - one[0]) / (other[2] - other[0]) < 2 and 0.5 < (one[3] - one[1]) / (other[3] - other[1]) < 2


def _moved(place: Box, to: Box, grey: Picture) -> Box:
    """The place, as large as it was, about the middle of `to`."""
    rows, columns = grey.shape
    width, height = place[2] - place[0], place[3] - place[1]
    left, top = (to[0] + to[2] - width) // 2, (to[1] + to[3] - height) // 2
    return (max(0, left), max(0, top), min(columns, left + width), min(rows, top + height))


def _same(one: Box, other: Box) -> bool:
    return all(abs(a - b) <= 24 for a, b in zip(one, other, strict=True))


def _overlap(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def _picture(array: object) -> Picture:
    return np.asarray(array, dtype=np.uint8)
