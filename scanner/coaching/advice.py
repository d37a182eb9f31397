"""From many frames' opinions to a hint that a person can read: shown late, kept long, gone at once when it is read.

Pure: no clock, no picture. Each kind of advice has a score that rises while frames say so and sinks while they do not;
a hint appears above `shows`, stays down to `stays`, and changes at most once in `dwell` seconds. A read silences it
at once, and for `quiet` seconds. A presentation begins with the first frame in which something like a code is seen and
ends when that has been gone for `gone` seconds; what is sharp, near and bright and yet unread for `cracked` seconds
gets the advice to type the eight characters.
"""

import math
from dataclasses import dataclass

from scanner.coaching.look import Look, opinion
from scanner.messages import AdviceKind


@dataclass(frozen=True, slots=True)
class Pace:
    """Seconds, and scores from 0 to 1."""

    patience: float = 0.6
    """From the start of a presentation: most are read before a hint would help."""
    dwell: float = 1.2
    quiet: float = 1.0
    gone: float = 1.0
    cracked: float = 3.0
    memory: float = 0.35
    """After which two thirds of a score are the frames since."""
    shows: float = 0.55
    stays: float = 0.3
    longest_step: float = 0.25
    """Between two frames; a longer pause counts as this much."""


class Coach:
    """Feed it every frame in order of time: `read` when something was read in it, `unread` otherwise."""

    def __init__(self, pace: Pace | None = None) -> None:
        self._pace = pace or Pace()
        self._scores = dict.fromkeys(AdviceKind, 0.0)
        self._shown = AdviceKind.NONE
        self._changed_at = float("-inf")
        self._read_at = float("-inf")
        self._stepped_at: float | None = None
        self._began: float | None = None
        self._last_seen = float("-inf")
        self._clear = 0.0
        self._counted = 0
        self.misses = 0
        """Presentations that ended unread."""

    @property
    def shown(self) -> AdviceKind:
        return self._shown

    @property
    def began(self) -> float | None:
        """When the presentation now in view was first seen; None when there is none."""
        return self._began

    def read(self, now: float) -> AdviceKind:
        """A frame in which a code was read: the hint to show, which is none."""
        self._end()
        self._read_at = self._stepped_at = now
        if self._shown is not AdviceKind.NONE:
            self._shown, self._changed_at = AdviceKind.NONE, now
        return self._shown

    def unread(self, now: float, look: Look | None) -> AdviceKind:
        """A frame in which nothing was read: the hint to show."""
        pace = self._pace
        step = min(max(0.0, now - (self._stepped_at if self._stepped_at is not None else now)), pace.longest_step)
        self._stepped_at = now
        if now - self._read_at < pace.quiet:
            return self._shown
        said = self._follow(now, step, look)
        weight = 1 - math.exp(-step / pace.memory)
        for kind, score in self._scores.items():
            self._scores[kind] = score + ((kind is said) - score) * weight
        wanted = self._wanted(now)
        if wanted is not self._shown and now - self._changed_at >= pace.dwell:
            self._shown, self._changed_at = wanted, now
        return self._shown

    def _follow(self, now: float, step: float, look: Look | None) -> AdviceKind | None:
        """What this frame says; None when there is nothing in it to speak about."""
        if look is None:
            if now - self._last_seen > self._pace.gone and self._began is not None:
                # A face or a poster looks like a code for a moment; a person holds one up for longer.
                self.misses += self._last_seen - self._began > self._pace.patience and self._counted >= 3
                self._end()
            return None
        if self._began is None:
            self._began = now
        self._last_seen = now
        self._counted += look.finders > 0
        said = opinion(look)
        # Only frames that show a finder pattern prove that it could be read.
        self._clear += step if said is AdviceKind.NONE and look.finders else 0.0
        return AdviceKind.TYPE_CODE if said is AdviceKind.NONE and self._clear >= self._pace.cracked else said

    def _wanted(self, now: float) -> AdviceKind:
        if self._began is None or now - self._began < self._pace.patience:
            return AdviceKind.NONE
        best = max((kind for kind in AdviceKind if kind), key=lambda kind: self._scores[kind])
        if self._scores[best] >= self._pace.shows:
            return best
        if self._shown and self._scores[self._shown] >= self._pace.stays:
            return self._shown
        return AdviceKind.NONE

    def _end(self) -> None:
        self._began = None
        self._clear = 0.0
        self._counted = 0
        self._scores = dict.fromkeys(AdviceKind, 0.0)
