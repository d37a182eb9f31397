"""Real-time pacing for sources that could deliver faster than a camera."""

import threading
import time


class Pace:
    """Lets one frame pass every `1 / frames_per_second` seconds. After a pause it starts anew and does not catch up."""

    def __init__(self, frames_per_second: float) -> None:
        self.period = 1 / max(frames_per_second, 0.1)
        self._due = 0.0
        self._closed = threading.Event()

    def wait(self) -> float:
        """Wait until the next frame is due; returns time.monotonic() then."""
        now = time.monotonic()
        self._due = max(self._due + self.period, now - self.period)
        self._closed.wait(max(0.0, self._due - now))
        return time.monotonic()

    def stop(self) -> None:
        """Let a waiting `wait` return at once, now and for ever."""
        self._closed.set()
