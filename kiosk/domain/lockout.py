"""When a number may try its PIN again. Counted in time that a terminal was running, not by the clock on the wall: neither a
restart nor a clock that is set makes a wait shorter.
"""

from dataclasses import dataclass, replace

FREE_TRIES = 4
"""Wrong PINs before the first wait."""
FIRST_WAIT_MS = 60_000
LONGEST_WAIT_MS = 15 * 60_000


@dataclass(frozen=True, slots=True)
class Lockout:
    """Of one number, or of all together. `left_ms` as of the last time it was kept."""

    failures: int = 0
    left_ms: int = 0

    def waited(self, ms: int) -> "Lockout":
        """After so much more time lived."""
        return replace(self, left_ms=max(0, self.left_ms - max(0, ms)))

    def failed(self, free: int = FREE_TRIES) -> "Lockout":
        """After one more wrong PIN."""
        failures = self.failures + 1
        over = failures - free
        wait = 0 if over <= 0 else min(LONGEST_WAIT_MS, FIRST_WAIT_MS << min(over - 1, 8))
        return Lockout(failures, wait)
