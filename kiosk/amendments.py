"""What supervisors change about a booking: whether it is paid, that it is cancelled, that it is booked again.

On the store's thread, through `desk.amendments`. A booking's model is never changed; docs/decisions/036 says why it is so.
"""

from kiosk.acting import Acting, line_of, reason_of
from kiosk.answers import Moved
from kiosk.domain.booking import fulfilment_of, is_cancelled, payment_of, slot_of
from kiosk.domain.event import EventKind
from kiosk.domain.reservation import Fulfilment, Payment, Slot
from kiosk.domain.staff import Act
from kiosk.errors import Refused
from kiosk.floor_answers import Entry
from kiosk.places import CLOCK_AHEAD, Places

MAX_REFERENCE = 40
"""Characters of a payment's reference: the number on the till's or the card terminal's slip."""


class Amendments:
    """Every method raises `Refused` with the way out, or `Fault` when the environment failed: then nothing was recorded."""

    def __init__(self, acting: Acting, places: Places) -> None:
        self._acting = acting
        self._store = acting.store
        self._places = places

    def settle_payment(self, reservation_id: str, reference: str) -> Entry:
        """It has been paid at the payment counter: `reference` is what is on the slip, never a card's number or a name."""
        operation = "settle the payment"
        told = line_of(
            operation, reference, MAX_REFERENCE, f"Give the payment's reference, at most {MAX_REFERENCE} characters"
        )
        with self._store.transaction() as changed:
            self._acting.require(operation, Act.SETTLE_PAYMENT)
            entry = self._unpaid(operation, reservation_id)
            self._acting.append(
                EventKind.PAYMENT_SETTLED, entry.reservation_id, {"reference": told}, self._acting.now()
            )
            changed.add(reservation_id)
            return self._acting.entry(operation, reservation_id)

    def refuse_payment(self, reservation_id: str, reason: str) -> Entry:
        """It was tried, and refused; it may be tried again as often as the customer wants."""
        operation = "refuse the payment"
        told = reason_of(operation, reason)
        with self._store.transaction() as changed:
            self._acting.require(operation, Act.SETTLE_PAYMENT)
            entry = self._unpaid(operation, reservation_id)
            self._acting.append(EventKind.PAYMENT_REFUSED, entry.reservation_id, {"reason": told}, self._acting.now())
            changed.add(reservation_id)
            return self._acting.entry(operation, reservation_id)

    def cancel(self, reservation_id: str, reason: str) -> Entry:
        """The customer does not want it any more, or cannot have it. The place in the slot is free; a unit that was prepared
        goes back to its shelf (`stockroom.put_back`). There is no way back but booking again."""
        told = reason_of("cancel", reason)
        with self._store.transaction() as changed:
            self._acting.require("cancel", Act.CANCEL)
            entry = self._acting.entry("cancel", reservation_id)
            if entry.state.collected is not None:
                raise Refused("cancel", "It has been handed over: take the hand-over back first")
            if is_cancelled(entry.reservation, entry.state):
                raise Refused("cancel", "It is cancelled already")
            self._acting.append(EventKind.CANCELLED, reservation_id, {"reason": told}, self._acting.now())
            changed.add(reservation_id)
            return self._acting.entry("cancel", reservation_id)

    def rebook(self, reservation_id: str, slot: Slot, reason: str) -> Moved:
        """A cancelled reservation is booked again, the same model, into a slot that this terminal has a place in: the money
        went back, so it is to be paid. A delivery becomes a pickup, where central allows it; what was paid stays paid."""
        told = reason_of("book again", reason)
        with self._store.transaction() as changed:
            self._acting.require("book again", Act.REBOOK)
            now = self._acting.now()
            entry = self._acting.entry("book again", reservation_id)
            reservation, state = entry.reservation, entry.state
            if state.collected is not None:
                raise Refused("book again", "It has been handed over already")
            if reservation.store != self._acting.terminal.store:
                raise Refused("book again", "It belongs to another store: send the customer there")
            extra = self._rebooked_as(entry)
            self._check_stock(state.sku or reservation.sku, reservation_id)
            taken = self._places.take("book again", slot, now)
            payload = {**taken.payload, **extra, "reason": told}
            event = self._acting.append(EventKind.REBOOKED, reservation_id, payload, now)
            if self._acting.entry("book again", reservation_id).slot != slot:
                raise Refused("book again", CLOCK_AHEAD)
            changed.add(reservation_id)
            return Moved(
                event_id=event.event_id,
                at=event.occurred_at,
                reservation_id=reservation_id,
                reservation=reservation,
                product=entry.product,
                before=slot_of(reservation, state),
                slot=slot,
                code=taken.code,
                places=taken.places,
                undo_until=event.occurred_at,  # never: it can be cancelled again
            )

    def change_model(self, reservation_id: str) -> None:
        """Always refused: what was confirmed and paid is one model, and its unit may be on its way to the counter. Says the
        way out."""
        self._acting.require("change the model", Act.SEARCH)
        entry = self._acting.entry("change the model", reservation_id)
        if entry.state.collected is not None:
            raise Refused("change the model", "It has been handed over: take it back, and exchange it at the counter")
        raise Refused(
            "change the model",
            "A confirmed model is not changed. If another is in stock: cancel this booking, and have a new one made",
        )

    # --- inside the transaction -------------------------------------------------------------------------------------

    def _check_stock(self, sku: str, reservation_id: str) -> None:
        """Raises Refused when nothing is left to promise. Where nobody has told what was delivered, nothing is known."""
        left = self._store.shelves.stock().left(sku, reservation_id)
        if left is not None and left < 1:
            raise Refused("book again", "There is none of this model left: have the shelf counted, or offer a voucher")

    def _unpaid(self, operation: str, reservation_id: str) -> Entry:
        entry = self._acting.entry(operation, reservation_id)
        if is_cancelled(entry.reservation, entry.state):
            raise Refused(operation, "The reservation is cancelled: book it again first")
        if payment_of(entry.reservation, entry.state) is Payment.PAID:
            raise Refused(operation, "It is paid already")
        return entry

    def _rebooked_as(self, entry: Entry) -> dict[str, str]:
        """What is different from now on. Raises Refused when there is nothing to book again."""
        reservation, state = entry.reservation, entry.state
        delivery = fulfilment_of(reservation, state) is Fulfilment.DELIVERY
        if delivery and not reservation.pickup_allowed:
            raise Refused(
                "book again", "It is on its way to the customer's home: only the head office can turn it into a pickup"
            )
        if not delivery and not is_cancelled(reservation, state):
            raise Refused("book again", "It is not cancelled: a later slot is chosen at the entrance")
        extra = {"fulfilment": str(Fulfilment.PICKUP)} if delivery else {}
        return {**extra, "payment": str(Payment.DUE)} if is_cancelled(reservation, state) else extra
