"""What holds of a booking now: its row and what was recorded in the store, where both speak of the same thing. Pure.

Rows carry the retailer's word, events the store's. Asked by the door, the counter, the forecast and the day's account alike.
"""

from kiosk.domain.reservation import BookingStatus, Fulfilment, Payment, Reservation, Slot
from kiosk.domain.state import State


def slot_of(reservation: Reservation, state: State) -> Slot:
    """The last rescheduling counts."""
    return state.slot or reservation.slot


def status_of(reservation: Reservation, state: State) -> BookingStatus:
    """A cancellation by the retailer is over when the store has booked the customer again since."""
    if state.cancelled:
        return BookingStatus.CANCELLED
    if reservation.status is BookingStatus.CANCELLED and _booked_again_since(reservation, state):
        return BookingStatus.BOOKED
    return reservation.status


def is_cancelled(reservation: Reservation, state: State) -> bool:
    return status_of(reservation, state) is BookingStatus.CANCELLED


def payment_of(reservation: Reservation, state: State) -> Payment:
    """The later word counts; a row that does not say when it was told is the earlier one."""
    if state.payment is None:
        return reservation.payment
    told, heard = reservation.payment_at, state.payment_at
    return reservation.payment if told is not None and (heard is None or told > heard) else state.payment


def fulfilment_of(reservation: Reservation, state: State) -> Fulfilment:
    return Fulfilment.PICKUP if state.pickup else reservation.fulfilment


def takes_a_place(reservation: Reservation, state: State, store: int) -> bool:
    """Whether somebody is to come to this store for it, whenever that is."""
    return (
        reservation.store == store
        and fulfilment_of(reservation, state) is Fulfilment.PICKUP
        and not is_cancelled(reservation, state)
    )


def _booked_again_since(reservation: Reservation, state: State) -> bool:
    if state.rebooked_at is None:
        return False
    return reservation.status_at is None or state.rebooked_at >= reservation.status_at
