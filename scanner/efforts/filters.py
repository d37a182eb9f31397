"""Grey picture -> grey picture: what is done to a whole frame, or to a piece of one, before it is read again.

Each is one trouble's remedy. None knows a decoder, and none costs more than a few milliseconds at 1280x720.
"""

from collections.abc import Callable

import cv2
import numpy as np

from scanner.picture import Picture

Filter = Callable[[Picture], Picture]


def _picture(array: object) -> Picture:
    """OpenCV's stubs promise less than OpenCV."""
    return np.asarray(array, dtype=np.uint8)


def _curve(power: float) -> Picture:
    return (255 * (np.arange(256) / 255) ** power).astype(np.uint8)


_BRIGHTER, _DARKER = _curve(0.4), _curve(3.0)


def scaled(factor: float) -> Filter:
    """Smaller against noise and moire, larger for codes of less than three pixels a module."""
    interpolation = cv2.INTER_AREA if factor < 1 else cv2.INTER_LINEAR

    def scale(grey: Picture) -> Picture:
        rows, columns = grey.shape
        size = (max(1, round(columns * factor)), max(1, round(rows * factor)))
        return _picture(cv2.resize(grey, size, interpolation=interpolation))

    return scale


def equalised(limit: float = 3.0, tiles: int = 8) -> Filter:
    """Contrast equalised tile by tile (CLAHE): shadow, glare and dim screens."""

    def equalise(grey: Picture) -> Picture:
        # One for each call: it keeps what it needs between calls, and two threads may read at once.
        return _picture(cv2.createCLAHE(limit, (tiles, tiles)).apply(grey))

    return equalise


def sharpened(sigma: float, amount: float) -> Filter:
    """Unsharp mask: slight defocus."""

    def sharpen(grey: Picture) -> Picture:
        soft = cv2.GaussianBlur(grey, (0, 0), sigma)
        return _picture(cv2.addWeighted(grey, 1 + amount, soft, -amount, 0))

    return sharpen


def softened(sigma: float) -> Filter:
    """Gaussian blur: noise, moire, the pixels of a screen."""

    def soften(grey: Picture) -> Picture:
        return _picture(cv2.GaussianBlur(grey, (0, 0), sigma))

    return soften


def flattened(grey: Picture) -> Picture:
    """The background, estimated at an eighth of the size, divided out."""
    rows, columns = grey.shape
    small = cv2.resize(grey, (max(1, columns // 8), max(1, rows // 8)), interpolation=cv2.INTER_AREA)
    reach = max(3, min(small.shape[:2]) // 6 | 1)
    background = cv2.resize(cv2.blur(small, (reach, reach)), (columns, rows))
    return _picture(cv2.divide(grey, background, scale=128))


def thresholded(reach: int, below: float = 2.0) -> Filter:
    """Black and white by the mean of `reach` x `reach` pixels around."""

    def threshold(grey: Picture) -> Picture:
        mean, binary = cv2.ADAPTIVE_THRESH_MEAN_C, cv2.THRESH_BINARY
        return _picture(cv2.adaptiveThreshold(grey, 255, mean, binary, reach, below))

    return threshold


def brighter(grey: Picture) -> Picture:
    """Spreads the dark tones: a code in the dark."""
    return _picture(cv2.LUT(grey, _BRIGHTER))


def darker(grey: Picture) -> Picture:
    """Spreads the bright tones: a code washed out by light."""
    return _picture(cv2.LUT(grey, _DARKER))


def inverted(grey: Picture) -> Picture:
    """Light on dark becomes dark on light."""
    return _picture(cv2.bitwise_not(grey))


def despeckled(grey: Picture) -> Picture:
    """Median of 3 x 3: noise of single pixels."""
    return _picture(cv2.medianBlur(grey, 3))


SPECKS = 8_000
"""Corners of dark or light spots in a picture of black and white; photographs of codes have a third of that."""


def traceable(black_and_white: Picture, most: int = SPECKS) -> Picture:
    """What can be traced in a few milliseconds: specks go where noise makes too many, and all of it where they stay."""
    if count_specks(black_and_white) > most:
        black_and_white = _picture(cv2.medianBlur(black_and_white, 5))
        if count_specks(black_and_white) > most:
            return np.full_like(black_and_white, 255)
    return black_and_white


def count_specks(black_and_white: Picture) -> int:
    """At least as many as the spots of one colour within the other: pixels unlike all three to their left and above."""
    if min(black_and_white.shape) < 2:
        return 0
    count = 0
    for each in (black_and_white, cv2.bitwise_not(black_and_white)):
        above, below = each[:-1], each[1:]
        before = cv2.bitwise_or(cv2.bitwise_or(above[:, 1:], above[:, :-1]), below[:, :-1])
        count += cv2.countNonZero(cv2.bitwise_and(below[:, 1:], cv2.bitwise_not(before)))
    return count


def closed(grey: Picture) -> Picture:
    """Thin dark lines gone: cracks, scratches, gaps between printed dots."""
    return _picture(cv2.morphologyEx(grey, cv2.MORPH_CLOSE, np.ones((3, 3), np.uint8)))


def opened(grey: Picture) -> Picture:
    """Thin light lines gone: modules printed with gaps between them."""
    return _picture(cv2.morphologyEx(grey, cv2.MORPH_OPEN, np.ones((3, 3), np.uint8)))


def chain(*filters: Filter) -> Filter:
    """One after the other."""

    def apply(grey: Picture) -> Picture:
        for each in filters:
            grey = each(grey)
        return grey

    return apply
