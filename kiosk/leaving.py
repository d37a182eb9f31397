"""Whether this terminal may be emptied, and the supervisor's word that it is to be. On the store's thread, through `desk.closing`.

Destroys nothing: `kiosk/cli/purge.py` does, after it has asked central once more. docs/decisions/031 says why it is so.
"""

from dataclasses import dataclass

from kiosk.acting import Acting, reason_of
from kiosk.domain.closing.day_end import DayEnd, Standing
from kiosk.domain.event import EventKind
from kiosk.domain.reservation import Fulfilment
from kiosk.domain.staff import Act
from kiosk.errors import Refused
from kiosk.store.withdrawal import Missing, Why, not_at_central

WHAT = "empty this terminal"


@dataclass(frozen=True, slots=True)
class Leaving:
    missing: Missing
    """What central's own receipts do not cover; a hub's say nothing here."""
    early: bool
    """The day is not closed, or slots are still to come: emptying it wants a reason."""

    @property
    def safe(self) -> bool:
        return not self.missing


def is_early(end: DayEnd) -> bool:
    last = max((one.slot.end for one in end.book.reservations if one.fulfilment is Fulfilment.PICKUP), default=None)
    return end.standing is not Standing.CLOSED or (last is not None and end.book.now < last)


def leaving(acting: Acting, end: DayEnd) -> Leaving:
    return Leaving(not_at_central(acting.store), is_early(end))


def order_purge(acting: Acting, end: DayEnd, reason: str) -> None:
    """In the ledger, as the last of this terminal. Belongs to the caller's transaction. Raises Refused."""
    acting.require(WHAT, Act.PURGE)
    now = leaving(acting, end)
    if now.missing:
        raise Refused(WHAT, "Central has not signed for everything: wait until the light is green")
    said = {"why": str(Why.PURGED)}
    if now.early or reason:
        said["reason"] = reason_of(WHAT, reason)
    acting.append(EventKind.PURGED, "", said, acting.now())
