"""What an effort is: one way to read a grey picture, with the name that a reading carries as its engine."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from scanner.picture import Picture
from scanner.presence import Reading

Corners = NDArray[np.float32]
"""4 x 2, pixels: top left, top right, bottom right, bottom left of a code as printed."""


Left = Callable[[], float]
"""Seconds that may still be spent; an effort that can stop half-way stops when none are left."""


def unlimited() -> float:
    """For single pictures, which have time."""
    return float("inf")


@dataclass(frozen=True, slots=True)
class Effort:
    """`read` never raises for anything a picture can contain, and says only what passed QR's own error correction."""

    name: str
    read: Callable[[Picture], list[Reading]]
    find: Callable[[Picture, Left], tuple[list[Reading], list[Corners]]] | None = None
    """The same, for an effort that also tells where a code is that it could not read."""

    def attempt(self, grey: Picture, left: Left = unlimited) -> tuple[list[Reading], list[Corners]]:
        """What is read, and where more could be."""
        return self.find(grey, left) if self.find is not None else (self.read(grey), [])
