"""Picture -> texts. One grey frame goes in, the QR texts read in it come out, with corners and cost.

Nothing but QR Model 2 is read here, whatever else is in the picture: this is the entrance. An engine is a first effort,
made on every frame, and efforts (scanner/efforts, one file a family) that take turns on frames in which the first read
nothing, so that a frame's cost stays bounded and a presentation of five frames gets all of them.
"""

import time
from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol

from scanner.efforts.effort import Effort
from scanner.efforts.frame import FIRST, LIVE, STILL
from scanner.picture import Picture
from scanner.presence import Reading

FRAMES = 5
"""Of a presentation: within so many frames every effort has had its turn, where the budget allows it."""
BUDGET_MS = 16.0
"""Of one frame without code. No effort begins that is expected to go beyond it, except the frame's first two."""


@dataclass(frozen=True, slots=True)
class Decoded:
    """What one frame gave and what it cost."""

    readings: tuple[Reading, ...]
    decode_ms: float


class Engine(Protocol):
    """What the scanner's loop and `kiosk decode` use."""

    def decode(self, grey: Picture) -> Decoded:
        """Read one grey frame (height x width, uint8) within the frame's budget. Frames come in order."""
        ...


class TurnEngine:
    """`first` on every frame; where it reads nothing, the next few of `efforts`, so that all have had their turn after
    FRAMES frames. On a slow machine a frame's turn ends early, and the next frame goes on there.
    """

    def __init__(
        self,
        first: Effort,
        efforts: Sequence[Effort],
        budget_ms: float = BUDGET_MS,
        clock: Callable[[], float] = time.perf_counter,
    ) -> None:
        self._first = first
        self._queue = deque(efforts)
        self._each = -(-len(efforts) // FRAMES)
        self._budget = budget_ms / 1000
        self._clock = clock
        self._expected: dict[str, float] = {}

    def decode(self, grey: Picture) -> Decoded:
        started = self._clock()
        readings = self._first.read(grey)
        for number in range(0 if readings else self._each):
            effort, began = self._queue[0], self._clock()
            if number and began - started + self._expected.get(effort.name, 0.0) > self._budget:
                break
            self._queue.rotate(-1)
            readings = effort.read(grey)
            took = self._clock() - began
            known = self._expected.get(effort.name, took)
            self._expected[effort.name] = known + (took - known) / 4
            if readings:
                break
        return Decoded(tuple(readings), (self._clock() - started) * 1000)


class StillEngine:
    """Every effort, one after the other, until one of them reads something."""

    def __init__(self, efforts: Sequence[Effort], clock: Callable[[], float] = time.perf_counter) -> None:
        self._efforts = tuple(efforts)
        self._clock = clock

    def decode(self, grey: Picture) -> Decoded:
        started = self._clock()
        readings: list[Reading] = []
        for effort in self._efforts:
            readings = effort.read(grey)
            if readings:
                break
        return Decoded(tuple(readings), (self._clock() - started) * 1000)


def live_engine() -> TurnEngine:
    """For frames of a camera, in order; one for each camera."""
    return TurnEngine(FIRST, LIVE)


def still_engine() -> StillEngine:
    """For single pictures: every effort at once."""
    return StillEngine((FIRST, *STILL))
