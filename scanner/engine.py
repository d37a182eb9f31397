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

from scanner.efforts import frame, place
from scanner.efforts.effort import Corners, Effort
from scanner.follower import Follower
from scanner.picture import Picture
from scanner.presence import Reading

FRAMES = 5
"""Of a presentation: within so many frames every effort has had its turn, where the budget allows it."""
BUDGET_MS = 24.0
"""Of one frame without code. After the first two, no effort begins that is expected to go beyond it."""


LIMIT_MS = 45.0
"""Of one frame, whatever is in it: what would go beyond it is passed over for a while, and a grid is broken off there."""
CROWDED_MS = 25.0
"""Of the first effort: where it takes more, the next frames get the lighter one, until that takes less than half."""
CROWDED_LIMIT_MS = 35.0
"""Instead of the limit then: what efforts cost in a crowd differs too much from one to the next to be relied upon."""
PASSED = 0.95
"""By this its expected cost shrinks each time."""

LIVE = (
    frame.LIVE[0],
    (place.LIVE_NEAR, *frame.LIVE[1]),
    frame.LIVE[2],
    (place.LIVE_FAR, *frame.LIVE[3]),
    frame.LIVE[4],
)
"""What each of the frames of a presentation gets: about as dear one as the other."""
PIECES = tuple(effort for turn in frame.LIVE for effort in turn)
"""What is tried on the piece of a frame around a place: cheap there, so without turns."""
STILL = (*frame.STILL, *place.STILL)


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
    """`first` on every frame; where it reads nothing, the next of `turns`, so that all efforts have been tried after
    as many frames. On a slow machine a turn that leaves the budget is broken off, and the next frame goes on there.
    """

    def __init__(
        self,
        first: Effort,
        turns: Sequence[Sequence[Effort]],
        budget_ms: float = BUDGET_MS,
        clock: Callable[[], float] = time.perf_counter,
        follower: Follower | None = None,
        light: Effort | None = None,
    ) -> None:
        self._first, self._light = first, light
        self._crowded = False
        self._queue = deque((effort, effort is turn[-1]) for turn in turns for effort in turn)
        self._budget = budget_ms / 1000
        self._clock = clock
        self._expected: dict[tuple[str, bool], float] = {}
        """By name, and whether it is crowded: zxing-cpp's time grows with the square of the finder patterns."""
        self._unknown = 0.0
        self._follower = follower
        self._at_place = False

    def decode(self, grey: Picture) -> Decoded:
        started = self._clock()
        first = self._light if self._crowded and self._light is not None else self._first
        readings, places = first.attempt(grey)
        took = self._clock() - started
        self._crowded = took * 1000 > (CROWDED_MS / 2 if self._crowded else CROWDED_MS)
        limit = started + (CROWDED_LIMIT_MS if self._crowded else LIMIT_MS) / 1000
        # What was never tried in a crowd is thought as dear as the first effort, which the light one takes half of.
        self._unknown = (took if first is self._first else 2 * took) if self._crowded else 0.0
        follower = self._follower
        if follower is not None and not readings:
            readings = self._follow(follower, grey, places, started, limit)
        if not readings and not self._at_place:
            readings = self._turn(grey, started, limit)
        if follower is not None and readings:
            follower.forget()
        return Decoded(tuple(readings), (self._clock() - started) * 1000)

    def _follow(
        self, follower: Follower, grey: Picture, places: Sequence[Corners], started: float, limit: float
    ) -> list[Reading]:
        """Where a code is known to be: every other frame is spent there, and half of those between."""
        self._at_place = follower.following and not self._at_place
        until = started + self._budget * (1.0 if self._at_place else 0.5)
        return follower.read(grey, places, lambda: until - self._clock(), self._at_place, lambda: limit - self._clock())

    def _turn(self, grey: Picture, started: float, limit: float) -> list[Reading]:
        readings: list[Reading] = []
        tried, ends = 0, not self._queue
        while not readings and not ends:
            effort, last = self._queue[0]
            began = self._clock()
            key = effort.name, self._crowded
            expected = self._expected.get(key, self._unknown)
            if tried and began - started + expected > self._budget:
                break
            self._queue.rotate(-1)
            tried, ends = tried + 1, last
            if began + expected > limit:
                self._expected[key] = expected * PASSED
                continue
            readings, places = effort.attempt(grey, lambda: limit - self._clock())
            if self._follower is not None and not readings:
                self._follower.offer(grey, places)
            took = self._clock() - began
            known = self._expected.get(key, took)
            self._expected[key] = known + (took - known) / 4
        return readings


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


def live_engine(clock: Callable[[], float] = time.perf_counter) -> TurnEngine:
    """For frames of a camera, in order; one for each camera. `clock`: in seconds, what the budget is kept by."""
    return TurnEngine(frame.FIRST, LIVE, clock=clock, follower=Follower(PIECES, clock), light=frame.LIGHT)


def still_engine() -> StillEngine:
    """For single pictures: every effort at once."""
    return StillEngine((frame.FIRST, *STILL))
