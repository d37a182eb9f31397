"""What speaks against handing over a unit that is ready. Pure; what the counter refuses and what its page shows are one rule."""

from enum import StrEnum

from kiosk.domain.booking import payment_of, status_of
from kiosk.domain.reservation import BookingStatus, Payment, Reservation
from kiosk.domain.state import State


class Obstacle(StrEnum):
    CANCELLED = "cancelled"
    ON_HOLD = "on_hold"
    NOT_PAID = "not_paid"
    PAYMENT_REFUSED = "payment_refused"


_UNPAID = {Payment.DUE: Obstacle.NOT_PAID, Payment.REFUSED: Obstacle.PAYMENT_REFUSED}


def standstill(reservation: Reservation, state: State) -> Obstacle | None:
    """Why the customer is not even called: the reservation stands still. None: it does not."""
    status = status_of(reservation, state)
    if status is BookingStatus.CANCELLED:
        return Obstacle.CANCELLED
    if state.on_hold or status is BookingStatus.ON_HOLD:
        return Obstacle.ON_HOLD
    return None


def obstacle_of(reservation: Reservation, state: State) -> Obstacle | None:
    """The first thing that only a supervisor may pass over, with a reason; None: nothing does."""
    return standstill(reservation, state) or _UNPAID.get(payment_of(reservation, state))
