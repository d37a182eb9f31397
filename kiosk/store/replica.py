"""The feed into the roster and the ledger's copies of other terminals' events: rows and cursor in one transaction.

CONTRACT SKELETON (kiosk/store fills it; sync/runner calls it, always on the store's thread).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from kiosk.domain.feed import FeedRow, Head


@dataclass(frozen=True, slots=True)
class Position:
    epoch: str
    """Empty before the first contact."""
    cursor: int


@dataclass(frozen=True, slots=True)
class Applied:
    rows: int
    quarantined: int
    """How many rows of the copy stand in quarantine now."""
    complete: bool | None
    """Counts and hash equal the head's; None when the page carried no head."""
    changed: frozenset[str]
    """Reservation ids whose row or events changed, so that screens can follow."""


class Replica:
    def position(self) -> Position:
        raise NotImplementedError

    def apply(
        self, epoch: str, cursor: int, rows: Sequence[FeedRow], head: Head | None, at: datetime
    ) -> Applied:
        """Save one page. Bad rows go to quarantine (with their digest, so that completeness still holds) and load
        nothing; own events coming back get their central seq. Raises NotSaved."""
        raise NotImplementedError

    def start_over(self, epoch: str) -> None:
        """Central has another epoch: next pull starts at 0; rows not seen again by the head are dropped then.
        Nothing of the ledger is deleted."""
        raise NotImplementedError
