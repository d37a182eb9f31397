"""What a picture is inside the scanner's process: a numpy array, and the few reshapings everybody needs.

Imports cv2, so only the child's side (sources, engine, loop, simulation) may import it, never scanner.process.
"""

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

Picture = NDArray[np.uint8]
"""Height x width (grey) or height x width x 3 (BGR, as OpenCV has it), uint8."""

MAX_WIDTH = 1280
MAX_HEIGHT = 720


@dataclass(frozen=True, slots=True)
class Frame:
    """One picture of a source. `captured_at` is time.monotonic()."""

    picture: Picture
    captured_at: float


def fit(picture: Picture, width: int = MAX_WIDTH, height: int = MAX_HEIGHT, best: bool = True) -> Picture:
    """Reduce to at most `width` x `height`, keeping proportions; never enlarges. `best` averages areas (slower)."""
    rows, columns = picture.shape[:2]
    # A picture standing upright may use the same number of pixels the other way round.
    if rows > columns:
        width, height = height, width
    scale = min(width / columns, height / rows)
    if scale >= 1:
        return picture
    size = (max(1, round(columns * scale)), max(1, round(rows * scale)))
    reduced = cv2.resize(picture, size, interpolation=cv2.INTER_AREA if best else cv2.INTER_LINEAR)
    return np.asarray(reduced, dtype=np.uint8)


def grey(picture: Picture) -> Picture:
    """One byte a pixel, rows packed."""
    if picture.ndim == 2:
        return np.ascontiguousarray(picture)
    return np.asarray(cv2.cvtColor(picture, cv2.COLOR_BGR2GRAY), dtype=np.uint8)


def rgb(picture: Picture) -> Picture:
    """RGB888 as screens want it, rows packed."""
    code = cv2.COLOR_GRAY2RGB if picture.ndim == 2 else cv2.COLOR_BGR2RGB
    return np.asarray(cv2.cvtColor(picture, code), dtype=np.uint8)
