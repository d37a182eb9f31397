"""Later slots of the day, and places that a terminal may give away of them, as central's feed would bring them."""

from datetime import timedelta

from kiosk.domain.launch_slot import Allotment, LaunchSlot
from kiosk.domain.reservation import Slot
from tests.desk.door import Door
from tests.store.day import NOON

HOUR = timedelta(hours=1)
EARLIER = Slot(NOON - 3 * HOUR, NOON - 2 * HOUR)
LATER, LAST = Slot(NOON + HOUR, NOON + 2 * HOUR), Slot(NOON + 3 * HOUR, NOON + 4 * HOUR)


def grant(door: Door, places: int = 2, slot: Slot = LATER, left: int | None = 0) -> None:
    """To the present life of this terminal, all in all."""
    row = LaunchSlot(slot.start, slot.end, capacity=10, booked=3, left=left)
    door.feed.put_row("slot", row.key, row)
    incarnation = door.do(door.store.ledger.incarnation)
    held = Allotment(door.terminal_id, incarnation, slot.start, slot.end, places)
    door.feed.put_row("allotment", held.key, held)
    door.pull()
