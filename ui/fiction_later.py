"""Later slots of the believable store: what the entrance's reception answers, for pictures and tests of the page."""

from datetime import timedelta

from kiosk.answers import Elsewhere, LaterSlot, LaterSlots, Moved, Waiting
from kiosk.domain.reservation import Product, Reservation, Slot
from kiosk.errors import Refused
from kiosk.reception import Reception

CODE = "K0:AEBAGBAFAYDQQCIKBMGA2DQPCA"


class FictionReception(Reception):
    """Honours the contract of `kiosk.reception` without a database."""

    def __init__(self, booked: Reservation, product: Product, language: str = "fr") -> None:
        self.booked = booked
        self.product = product
        self.asked: list[tuple[object, ...]] = []
        self.refuses: Refused | None = None
        first = booked.slot.end + timedelta(minutes=30)
        other = "Entrée B" if language == "fr" else "Entrance B"
        held = (2, 1, 0, 2, 0, 2)
        self.slots: tuple[LaterSlot, ...] = tuple(
            LaterSlot(
                Slot(first + timedelta(hours=at), first + timedelta(hours=at + 1)),
                places,
                (Elsewhere(other, 1),) if at == 2 else (),
                full=at == 4,
            )
            for at, places in enumerate(held)
        )
        self.waits = False

    def later_slots(self, reservation_id: str, *, again: bool = False) -> LaterSlots:
        self.asked.append(("later_slots", reservation_id))
        return LaterSlots(reservation_id, self.booked, self.booked.slot, self.slots, self.waits)

    def reschedule(self, reservation_id: str, slot: Slot) -> Moved:
        self.asked.append(("reschedule", reservation_id, slot))
        if self.refuses is not None:
            raise self.refuses
        left = next(one.places for one in self.slots if one.slot == slot)
        return self._slip(self.booked.slot, slot, CODE, left - 1)

    def undo(self, event_id: str) -> Moved:
        self.asked.append(("undo", event_id))
        return self._slip(self.slots[0].slot, self.booked.slot, "", 0)

    def wait_for_place(self, reservation_id: str) -> Waiting:
        self.asked.append(("wait_for_place", reservation_id))
        return Waiting(reservation_id, self.booked, self.booked.slot.end, None)

    def run_out(self) -> None:
        """No place is left here."""
        self.slots = tuple(LaterSlot(one.slot, 0, one.elsewhere, one.full) for one in self.slots)

    def _slip(self, before: Slot, slot: Slot, code: str, places: int) -> Moved:
        at = self.booked.slot.end + timedelta(minutes=20)
        booked, product = self.booked, self.product
        return Moved("e" * 32, at, booked.reservation_id, booked, product, before, slot, code, places, at)
