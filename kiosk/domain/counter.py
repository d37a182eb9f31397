"""What is said and ticked at the counter: the words that payloads of `called` and `handed_over` are made of.

Values are the protocol's (docs/protocol.md, "Events"). What the customer shows is looked at, never kept.
"""

from enum import StrEnum


class CallAct(StrEnum):
    """How a customer is called."""

    CALL = "call"
    AGAIN = "again"
    SKIP = "skip"
    """Nobody came: the next one is called, this one waits apart."""
    HOLD = "hold"
    """The customer was here and asked for a moment."""


class Identity(StrEnum):
    """How it was made sure that the customer is the one who booked."""

    ACCOUNT = "account"
    """The booking, shown by the customer in their own account."""
    DOCUMENT = "document"
    """An identity document was seen; nothing of it is kept."""
    PHONE = "phone"
    """The last four digits of the phone number, said by the customer."""
    EMAIL = "email"
    """The confirmation e-mail."""
    PROXY = "proxy"
    """Somebody else, with the second half of the spoken code."""


class Demo(StrEnum):
    """What became of the offer to show how the watch works."""

    GIVEN = "given"
    DECLINED = "declined"
    BOOKED = "booked"
    """For later."""
    NONE = "none"
    """Not offered."""


class Receipt(StrEnum):
    PRINTED = "printed"
    EMAIL = "email"
    """Central sends it."""
    NONE = "none"


class TakeBack(StrEnum):
    """Why a unit that was handed over is on the counter again."""

    WRONG = "wrong_hand_over"
    """It was another customer's turn: the unit is still the booking's and goes on waiting for its customer."""
    RETURN = "return"
    """The customer does not want it: the reservation is on hold until a supervisor has decided."""
    EXCHANGE = "exchange"
    """The customer gets another unit of the same product: the task begins anew."""
