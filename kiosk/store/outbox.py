"""What central has not acknowledged yet: a cursor over the ledger, never a queue of its own. Deletes nothing.

CONTRACT SKELETON (kiosk/store fills it; sync/runner calls it, always on the store's thread).
"""

from collections.abc import Sequence
from dataclasses import dataclass

from kiosk.domain.event import Event


@dataclass(frozen=True, slots=True)
class Final:
    """One event's final answer from central: accepted, duplicate, conflict or rejected (with a reason)."""

    event_id: str
    answer: str
    reason: str = ""


class Outbox:
    def unsent(self, limit: int = 200) -> list[Event]:
        """Own events after the acknowledged seq, oldest first; all of one incarnation (older incarnations first)."""
        raise NotImplementedError

    def count(self) -> int:
        raise NotImplementedError

    def acknowledge(self, incarnation: str, last_seq: int, finals: Sequence[Final], receipt: bytes) -> None:
        """Central holds everything of `incarnation` up to `last_seq`; keeps answers and the receipt (JSON bytes)."""
        raise NotImplementedError

    def rewind(self, incarnation: str, last_seq: int) -> None:
        """Central holds less than was acknowledged (restored from a backup): send again after `last_seq`."""
        raise NotImplementedError
