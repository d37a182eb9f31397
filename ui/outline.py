"""How the outline of a found code moves: it glides to where the code is now and fades when the code has left. Pure.

Times are milliseconds of any one clock, coordinates fractions of the frame.
"""

import math
from dataclasses import dataclass, field

from scanner.messages import Quad

GLIDE_MS = 45.0
"""Time constant: two thirds of the way in this time."""
HOLD_MS = 180.0
"""A code missed in a frame or two is still there."""
FADE_MS = 160.0
_ARRIVED = 0.0015


@dataclass(slots=True)
class Trace:
    """One outline on the screen."""

    shown: Quad
    target: Quad
    seen_at: float
    opacity: float = 1.0


@dataclass(slots=True)
class Outline:
    traces: list[Trace] = field(default_factory=list[Trace])
    _last_ms: float | None = None

    def see(self, quads: tuple[Quad, ...], now_ms: float) -> None:
        """What is in the frame now: each quad takes over the nearest outline, a new one appears where it is."""
        free = list(self.traces)
        for quad in quads:
            near = min(free, key=lambda trace: _distance(trace.target, quad), default=None)
            if near is not None and _distance(near.target, quad) < 0.35:
                free.remove(near)
                near.target, near.seen_at = quad, now_ms
            else:
                self.traces.append(Trace(quad, quad, now_ms))

    def step(self, now_ms: float) -> bool:
        """Move on to `now_ms`; False when nothing will move until the next `see`."""
        elapsed = max(0.0, now_ms - self._last_ms) if self._last_ms is not None else 0.0
        self._last_ms = now_ms
        share = 1.0 - math.exp(-elapsed / GLIDE_MS)
        for trace in self.traces:
            trace.shown = _between(trace.shown, trace.target, share)
            gone = now_ms - trace.seen_at - HOLD_MS
            trace.opacity = 1.0 if gone <= 0 else max(0.0, 1.0 - gone / FADE_MS)
        self.traces = [trace for trace in self.traces if trace.opacity > 0.0]
        if not self.traces:
            self._last_ms = None
        return bool(self.traces)


def _between(start: Quad, end: Quad, share: float) -> Quad:
    if _distance(start, end) < _ARRIVED:
        return end
    corners = [(ax + (bx - ax) * share, ay + (by - ay) * share) for (ax, ay), (bx, by) in zip(start, end, strict=True)]
    return (corners[0], corners[1], corners[2], corners[3])


def _distance(one: Quad, other: Quad) -> float:
    """Of the farthest corner."""
    return max(math.dist(a, b) for a, b in zip(one, other, strict=True))
