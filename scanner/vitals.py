"""Whether what a camera delivers is alive: its pictures change, are not black, and come often enough. Pure.

Looks at a hundredth of the pixels. Knows no camera: the grabber decides what follows from a sign.
"""

import zlib
from collections import deque

from scanner.messages import CameraHint
from scanner.picture import Picture

REPEATING_AFTER = 2.0
BLACK_AFTER = 1.5
"""Shorter is a hand over the lens."""
RATE_OVER = 2.0
SLOW_BELOW = 4.0
FAST_ENOUGH = 6.0
"""Frames a second over the last RATE_OVER seconds; apart, so that a camera at the border is not reported to and fro."""
_DARK = 6
_FLAT = 4
_BRIGHT = 230


class Vitals:
    """One opening of a camera. `suspicion`: why it was reopened; that stays the sign until a picture disproves it."""

    def __init__(self, suspicion: CameraHint = CameraHint.NONE) -> None:
        self._doubted = suspicion if suspicion in (CameraHint.REPEATING, CameraHint.BLACK) else CameraHint.NONE
        self._last: int | None = None
        self._seen = 0
        self._changed_at = 0.0
        self._black_since: float | None = None
        self._arrivals: deque[float] = deque()
        self._slow = suspicion == CameraHint.SLOW
        self.worth_reopening = False
        """The sign has lasted, and a camera that is opened anew may lose it. For black once only: a lens stays covered
        all night."""

    def look(self, now: float, picture: Picture) -> CameraHint:
        """The sign of trouble after one more picture: REPEATING, BLACK, SLOW (it still reads), or NONE."""
        sample = picture[::10, ::10]
        black = is_black(sample)
        repeats = self._repeats(now, sample)
        self._black_since = (now if self._black_since is None else self._black_since) if black else None
        if self._doubted == CameraHint.BLACK and not black:
            self._doubted = CameraHint.NONE
        if self._doubted == CameraHint.REPEATING and not repeats and self._seen > 1:
            self._doubted = CameraHint.NONE
        lasting = now - self._changed_at > REPEATING_AFTER
        # A black picture of a sleeping camera is often the same one again: black is what a person can see.
        if black and self._black_since is not None and now - self._black_since > BLACK_AFTER:
            self.worth_reopening = self.worth_reopening or self._doubted != CameraHint.BLACK
            self._doubted = CameraHint.BLACK
        elif not black and lasting:
            self.worth_reopening = True
            self._doubted = CameraHint.REPEATING
        slow = self._is_slow(now)
        if self._doubted != CameraHint.NONE:
            return self._doubted
        return CameraHint.SLOW if slow else CameraHint.NONE

    def _repeats(self, now: float, sample: Picture) -> bool:
        """A sensor's noise makes every picture differ from the last."""
        mark = zlib.adler32(sample.tobytes())
        same = mark == self._last
        self._last = mark
        self._seen += 1
        if not same:
            self._changed_at = now
        return same

    def _is_slow(self, now: float) -> bool:
        self._arrivals.append(now)
        while len(self._arrivals) > 2 and now - self._arrivals[0] > RATE_OVER:
            self._arrivals.popleft()
        span = now - self._arrivals[0]
        if span > 0 and (span >= RATE_OVER / 2 or len(self._arrivals) > FAST_ENOUGH * RATE_OVER):
            rate = (len(self._arrivals) - 1) / span
            self._slow = rate < (FAST_ENOUGH if self._slow else SLOW_BELOW)
        return self._slow


def is_black(sample: Picture) -> bool:
    """Nothing but darkness, or one flat colour as a driver without data gives; not a white screen close to the lens."""
    if float(sample.mean()) < _DARK:
        return True
    channels = sample.reshape(-1, sample.shape[2]) if sample.ndim == 3 else sample.reshape(-1, 1)
    low, high = channels.min(axis=0), channels.max(axis=0)
    return bool((high - low).max() <= _FLAT and high.max() < _BRIGHT)
