"""What a customer is given, in words: the one thing that slip and page both draw. Pure.

No personal data beyond the display name. Every text comes from outside, so it is made one harmless line here.
"""

import unicodedata
from dataclasses import dataclass
from enum import StrEnum
from zoneinfo import ZoneInfo

from central.issuing.words import Words, day_of, hours_of, words_of
from kiosk.domain.reservation import BookingStatus, Fulfilment, Product, Reservation, StoreRow

LONGEST = 120


class Standing(StrEnum):
    """Whether there is something to collect."""

    GOOD = "good"
    CANCELLED = "cancelled"
    DELIVERED = "delivered"


@dataclass(frozen=True, slots=True)
class Ticket:
    reservation_id: str
    code: str
    """The text of the QR code."""
    spoken: str
    """The spoken code, in groups of four."""
    standing: Standing
    words: Words
    launch: str
    name: str
    day: str
    hours: str
    store: str
    place: str
    product: str
    details: str


def ticket_of(reservation: Reservation, code: str, launch: str, store: StoreRow, product: Product | None) -> Ticket:
    """`product` None: the catalogue does not have it, and its number stands for it."""
    words, zone = words_of(reservation.customer.language), ZoneInfo(store.timezone)
    model = product or Product(reservation.sku, reservation.sku)
    details = " · ".join(part for part in map(one_line, (model.size, model.case, model.band)) if part)
    return Ticket(
        reservation_id=reservation.reservation_id,
        code=code,
        spoken=in_fours(reservation.short_code),
        standing=_standing(reservation),
        words=words,
        launch=one_line(launch),
        name=one_line(reservation.customer.name),
        day=day_of(reservation.slot, zone, words),
        hours=hours_of(reservation.slot, zone, words),
        store=one_line(store.name),
        place=", ".join(part for part in map(one_line, (store.address, store.city)) if part),
        product=one_line(model.name),
        details=details,
    )


def in_fours(spoken: str) -> str:
    """ "7KQ4M2XP" as it is read out: "7KQ4 M2XP"."""
    return " ".join(spoken[at : at + 4] for at in range(0, len(spoken), 4))


def one_line(text: str) -> str:
    """White space collapsed, at most `LONGEST` characters, without what could hide or reorder the text around it."""
    shown = "".join(character for character in " ".join(text.split()) if unicodedata.category(character)[0] != "C")
    return shown if len(shown) <= LONGEST else shown[: LONGEST - 1].rstrip() + "…"


def _standing(reservation: Reservation) -> Standing:
    if reservation.status == BookingStatus.CANCELLED:
        return Standing.CANCELLED
    return Standing.DELIVERED if reservation.fulfilment == Fulfilment.DELIVERY else Standing.GOOD
