"""Reads what several frames of one presentation show together (scanner/stack.py). The third family of efforts.

What comes out was read by zxing-cpp, from the averaged picture of a place, from one that a lens's blur was taken out of,
or from the modules of a grid rebuilt on it.
"""

from functools import cache
from typing import Protocol

import cv2
import numpy as np
from numpy.typing import NDArray

from scanner.efforts.effort import Left, unlimited
from scanner.efforts.filters import softened
from scanner.efforts.grid import agreement, clean_picture, lay_flat, likely_sizes, quick_step, sampled, shifts
from scanner.efforts.place import AGREED, BENDS, THRESHOLDS
from scanner.stack import SIDE, SQUARE, WHOLE, Floats, shown
from scanner.zxing import Binarizer, read_modules, read_zxing


class Look(Protocol):
    """The average of a place (WHOLE x WHOLE, positive dark) -> texts."""

    def __call__(self, average: Floats, left: Left = unlimited, /) -> list[str]: ...


LARGEST = 73
"""Modules a side of which a frame has the time to rebuild a grid."""
_NOISE = 0.02
"""Of the averaged picture against its contrast: below that a frequency is not brought back."""


def plain(average: Floats, _left: Left = unlimited) -> list[str]:
    """As it is."""
    return _texts(shown(average))


def one_threshold(average: Floats, _left: Left = unlimited) -> list[str]:
    """Its local contrast is even already."""
    return _texts(shown(average), Binarizer.FIXED)


def smooth(average: Floats, _left: Left = unlimited) -> list[str]:
    """The pixels of a screen and what they do with those of the camera."""
    return _texts(softened(3.0)(shown(average)), Binarizer.FIXED)


def deblurred(radius: float) -> Look:
    """A lens's blur taken out: `radius` of the circle of confusion in sides of the code (Wiener's filter)."""

    def look(average: Floats, _left: Left = unlimited) -> list[str]:
        half = cv2.resize(average, (WHOLE // 2, WHOLE // 2), interpolation=cv2.INTER_AREA)
        sharp = np.fft.irfft2(np.fft.rfft2(half) * _inverse(radius * SIDE / 2), s=half.shape)
        larger = cv2.resize(sharp.astype(np.float32), (WHOLE, WHOLE), interpolation=cv2.INTER_CUBIC)
        return _texts(shown(np.asarray(larger, np.float32)))

    return look


@cache
def _inverse(radius: float) -> NDArray[np.float32]:
    """Wiener's filter against a disc of that radius in pixels, for half a stack."""
    side = WHOLE // 2
    y, x = np.mgrid[-8:9, -8:9]
    disc = np.clip(radius + 0.5 - np.hypot(x, y), 0, 1)
    kernel = np.zeros((side, side))
    kernel[:17, :17] = disc / disc.sum()
    seen = np.fft.rfft2(np.roll(kernel, (-8, -8), axis=(0, 1)))
    return np.asarray(np.real(seen) / (np.abs(seen) ** 2 + _NOISE), np.float32)


def on_its_grid(bend: tuple[float, float] = (0.0, 0.0)) -> Look:
    """The grid rebuilt, with the fourth corner by so many modules elsewhere than the other three have it."""

    def look(average: Floats, left: Left = unlimited) -> list[str]:
        picture = shown(average)
        sizes = likely_sizes(picture, SQUARE, 1)
        if not sizes or sizes[0] > LARGEST:
            return []
        corners = SQUARE.copy()
        corners[2] += np.array(bend, np.float32) * (SIDE / sizes[0])
        flat = lay_flat(picture, corners, sizes[0])
        darkness = sampled(flat, shifts(flat, quick_step(sizes[0]), left))
        if agreement(darkness) < AGREED:
            return []
        for threshold in THRESHOLDS[:3]:
            if texts := read_modules(clean_picture(darkness, threshold)):
                return texts
        return []

    return look


def _texts(picture: "cv2.typing.MatLike", binarizer: Binarizer = Binarizer.LOCAL) -> list[str]:
    found = read_zxing(np.asarray(picture, np.uint8), binarizer=binarizer, thorough=False)
    return [reading.text for reading in found]


_RADII = tuple(modules / 41 for modules in (0.6, 0.85, 1.1))

ALWAYS: tuple[str, Look] = ("stack", plain)
LOOKS: tuple[tuple[str, Look], ...] = (
    ("stack, grid", on_its_grid()),
    ("stack, deblurred a little", deblurred(_RADII[0])),
    ("stack, deblurred", deblurred(_RADII[1])),
    ("stack, one threshold", one_threshold),
    ("stack, deblurred much", deblurred(_RADII[2])),
    ("stack, smooth", smooth),
    *((f"stack, bent {number}", on_its_grid(bend)) for number, bend in enumerate(BENDS)),
)
"""In turn, as the frames come."""
