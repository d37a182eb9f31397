"""Picture -> texts. One grey frame goes in, the QR texts read in it come out, with corners and cost.

Nothing but QR Model 2 is read here, whatever else is in the picture: this is the entrance. An engine is a first effort,
made on every frame, and rescues that take turns on frames in which the first effort read nothing, so that a frame's
cost stays bounded and a presentation of several frames gets all of them. A stronger engine is more efforts in the turn.
"""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol

from scanner.picture import Picture
from scanner.presence import Reading
from scanner.zbar import read_pyzbar
from scanner.zxing import read_zxing


class Effort(Protocol):
    """One way to read a grey picture. It never raises for anything a picture can contain."""

    def __call__(self, grey: Picture) -> list[Reading]: ...


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
    """`first` on every frame; where it reads nothing, one of `rescues` on every `every`-th such frame, in turn."""

    def __init__(
        self,
        first: Effort,
        rescues: Sequence[Effort] = (),
        every: int = 1,
        clock: Callable[[], float] = time.perf_counter,
    ) -> None:
        self._first = first
        self._rescues = tuple(rescues)
        self._every = every
        self._clock = clock
        self._unread = 0

    def decode(self, grey: Picture) -> Decoded:
        started = self._clock()
        readings = self._first(grey)
        if not readings and self._rescues:
            turn, rest = divmod(self._unread, self._every)
            self._unread += 1
            if rest == 0:
                readings = self._rescues[turn % len(self._rescues)](grey)
        return Decoded(tuple(readings), (self._clock() - started) * 1000)


def live_engine(every: int = 4) -> TurnEngine:
    """For frames of a camera: zxing-cpp on each, pyzbar's second opinion on every fourth that it could not read."""
    return TurnEngine(read_zxing, (read_pyzbar,), every)


def still_engine() -> TurnEngine:
    """For single pictures: every effort at once."""
    return live_engine(every=1)
