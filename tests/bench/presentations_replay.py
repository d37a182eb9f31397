"""Plays a presentation to a reader in virtual time, as the scanner's one-slot mailbox would: frames are dropped, never queued.

A frame is there at its number / 30 seconds. A reader that takes 70 ms for one takes the newest that is there then, or
waits for the next. What it takes is its thread's CPU time, so what else runs on the machine does not count.
"""

import time
from collections.abc import Callable
from dataclasses import dataclass

import zxingcpp

from scanner.engine import live_engine
from scanner.picture import Picture
from scanner.presence import Presence
from scanner.zbar import read_pyzbar
from tests.bench.presentations_film import Film
from tests.bench.presentations_kinds import FRAMES, FRAMES_PER_SECOND

Look = Callable[[Picture, float], list[str]]
"""A frame and when it was taken -> the texts to present now."""
Clock = Callable[[], float]
_MODEL2 = zxingcpp.BarcodeFormats([zxingcpp.BarcodeFormat.QRCodeModel2])


@dataclass(frozen=True, slots=True)
class Outcome:
    """`seconds`: from the first frame with the whole code until the text was there; None: it never was."""

    kind: str
    seconds: float | None
    wrong: bool
    looked_at: int
    """Frames."""


class Projector:
    """A film whose frames are drawn once for all who look at it."""

    def __init__(self, film: Film) -> None:
        self.film = film
        self._frames: dict[int, Picture] = {}

    def frame(self, number: int) -> Picture:
        if number not in self._frames:
            self._frames[number] = self.film.frame(number)
        return self._frames[number]


def replay(kind: str, projector: Projector, look: Look, clock: Clock) -> Outcome:
    """Until `look` presents a text, or the two seconds are over."""
    film = projector.film
    now, number, looked_at = 0.0, -1, 0
    while True:
        # Half a thousandth of a frame: so that no rounding makes the frame that is due now the last one.
        number = max(number + 1, int(now * FRAMES_PER_SECOND + 0.0005))
        if number >= FRAMES:
            return Outcome(kind, None, False, looked_at)
        moment = number / FRAMES_PER_SECOND
        frame = projector.frame(number)
        began = clock()
        texts = look(frame, moment)
        now = max(now, moment) + clock() - began
        looked_at += 1
        if texts:
            seconds = max(0.0, now - film.truth / FRAMES_PER_SECOND)
            return Outcome(kind, seconds, texts != [film.text], looked_at)


def ours(clock: Clock = time.thread_time) -> Look:
    """The scanner's own path: live engine, then presence. One for each presentation."""
    engine, presence = live_engine(clock), Presence()

    def look(frame: Picture, moment: float) -> list[str]:
        return [reading.text for reading in presence.step(moment, engine.decode(frame).readings)]

    return look


def zxing(frame: Picture, moment: float) -> list[str]:
    """zxing-cpp at its defaults, but for QR Model 2 only, which makes it ten times as fast."""
    found = zxingcpp.read_barcodes(frame, formats=_MODEL2)
    return [barcode.text for barcode in found if barcode.valid]


def pyzbar(frame: Picture, moment: float) -> list[str]:
    """pyzbar at its defaults, QR only."""
    return [reading.text for reading in read_pyzbar(frame)]
