"""The terminal's clock, behind a protocol so that acts can be told what time it is. The only place that reads it for them."""

import time
from datetime import UTC, datetime
from typing import Protocol


class Timepiece(Protocol):
    def now(self) -> datetime:
        """Wall time, aware, UTC. May be wrong and may jump."""
        ...

    def monotonic_ms(self) -> int:
        """Milliseconds that only go forward, from an arbitrary beginning; tells a jump of the wall clock afterwards."""
        ...


class SystemClock:
    """The machine's."""

    def now(self) -> datetime:
        return datetime.now(UTC)

    def monotonic_ms(self) -> int:
        return time.monotonic_ns() // 1_000_000
