"""How the line goes: presentations read in the last minute, how long each took, how many left unread. Pure."""

from collections import deque

MINUTE = 60.0


class LineRecord:
    """Tell it what was read; ask it once a second. Times are the frames' own; no clock."""

    def __init__(self) -> None:
        self._reads: deque[tuple[float, float]] = deque()
        self._misses: deque[float] = deque()
        self._told = 0

    def was_read(self, now: float, took_ms: float) -> None:
        """One presentation, `took_ms` after something like a code was first seen in it."""
        self._reads.append((now, took_ms))

    def missed(self, now: float, total: int) -> None:
        """How many presentations have left unread since the start."""
        self._misses.extend([now] * (total - self._told))
        self._told = total

    def last_minute(self, now: float) -> tuple[int, float, float, int]:
        """Reads, p50 and p95 of their time in milliseconds, misses."""
        while self._reads and now - self._reads[0][0] > MINUTE:
            self._reads.popleft()
        while self._misses and now - self._misses[0] > MINUTE:
            self._misses.popleft()
        times = sorted(took for _, took in self._reads)
        return len(times), _part(times, 0.5), _part(times, 0.95), len(self._misses)


def _part(times: list[float], part: float) -> float:
    """The nearest rank; 0 of nothing."""
    return times[min(len(times) - 1, int(part * len(times)))] if times else 0.0
