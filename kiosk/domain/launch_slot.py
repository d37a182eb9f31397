"""The slots of a launch day as central manages them, and how many places of each a terminal may give away by itself.

Bodies of the rows `slot` and `allotment` (docs/protocol.md, "Places"). Decides nothing; `allotment.py` does.
"""

from dataclasses import dataclass

from kiosk.domain.clock import parse_utc, utc_text
from kiosk.domain.reservation import Instant, Slot


@dataclass(frozen=True, slots=True)
class LaunchSlot:
    start: Instant
    end: Instant
    capacity: int | None = None
    """Customers; None: as many as come."""
    booked: int = 0
    """Who has a place in it now, as far as central knows."""
    left: int | None = None
    """Places that nobody has and that no terminal holds; None: no end of them. Below 0: so many too many."""

    @property
    def slot(self) -> Slot:
        return Slot(self.start, self.end)

    @property
    def key(self) -> str:
        return slot_key(self.slot)


@dataclass(frozen=True, slots=True)
class Allotment:
    """Places of one slot that one life of a terminal may give away without asking."""

    terminal_id: str
    incarnation: str
    start: Instant
    end: Instant
    granted: int
    """All in all, those that were used included."""

    @property
    def slot(self) -> Slot:
        return Slot(self.start, self.end)

    @property
    def key(self) -> str:
        return allotment_key(self.terminal_id, self.incarnation, slot_key(self.slot))


def slot_key(slot: Slot) -> str:
    """An ISO 8601 interval: of one time several slots may begin."""
    return f"{utc_text(slot.start)}/{utc_text(slot.end)}"


def slot_of_key(key: str) -> Slot:
    """Raises ValueError."""
    start, _, end = key.partition("/")
    return Slot(parse_utc(start), parse_utc(end))


def allotment_key(terminal_id: str, incarnation: str, slot: str) -> str:
    return f"{terminal_id}:{incarnation}:{slot}"
