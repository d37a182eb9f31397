"""A hand-over as central knows it -> what its receipt says. Reads the events and rows of one reservation."""

from dataclasses import dataclass
from typing import Any, cast
from zoneinfo import ZoneInfo

from sqlalchemy import Connection, select

from central import facts
from central.mailing.addresses import is_forgotten
from central.privacy.rows import COLUMNS, RESERVATION, WITH_KEYS, reservation_in
from central.tables import bookings, feed, stores, terminals
from kiosk.domain.counter import Demo
from kiosk.domain.event import Event, EventKind
from kiosk.domain.fact import corrected_at, text_of
from kiosk.domain.receipt import Handing, ReceiptText, text_of_handing
from kiosk.domain.receipt_words import RECEIPTS
from kiosk.domain.reservation import Product, Reservation, StoreRow
from kiosk.domain.rows import RowError, parse_row
from kiosk.domain.shown import first_name
from kiosk.domain.state import State, fold


@dataclass(frozen=True, slots=True)
class Written:
    text: ReceiptText
    name: str
    """A first name and an initial."""


class TakenBack(Exception):
    """The hand-over does not stand any more."""


class NobodyThere(Exception):
    """Central has no row of this customer: it was never told, or was made to forget."""


def written(connection: Connection, reservation_id: str, event_id: str) -> Written:
    """Raises TakenBack, NobodyThere, and CentralError when the row cannot be opened."""
    found = list(facts.of_reservations(connection, [reservation_id]))
    state = fold(found)
    if event_id not in {fact.event_id for fact in state.hand_overs}:
        raise TakenBack(event_id)
    event = next(one for one in found if one.event_id == event_id and one.kind is EventKind.HANDED_OVER)
    reservation, store = _booked(connection, reservation_id)
    language = reservation.customer.language if reservation.customer.language in RECEIPTS else "en"
    handing = _handing(connection, event, state, reservation, store)
    text = text_of_handing(handing, ZoneInfo(store.timezone), language)
    return Written(text, first_name(reservation.customer.name))


def _booked(connection: Connection, reservation_id: str) -> tuple[Reservation, StoreRow]:
    row = connection.execute(
        select(*COLUMNS, stores.c.store, stores.c.name, stores.c.city, stores.c.timezone, stores.c.address)
        .select_from(WITH_KEYS)
        .join(bookings, (feed.c.store == bookings.c.store) & (feed.c.key == bookings.c.reservation_id))
        .join(stores, stores.c.store == bookings.c.store)
        .where(feed.c.kind == RESERVATION, feed.c.key == reservation_id, feed.c.body.is_not(None))
    ).first()
    if row is None or is_forgotten(row.body, row.wrapped):
        raise NobodyThere(reservation_id)
    return reservation_in(connection, row), StoreRow(row.store, row.name, row.city, row.timezone, row.address)


def _handing(connection: Connection, event: Event, state: State, reservation: Reservation, store: StoreRow) -> Handing:
    payload = event.payload
    arrived = state.arrivals[0].call_number if state.arrivals else ""
    terminal = connection.execute(
        select(terminals.c.name).where(terminals.c.terminal_id == event.terminal_id)
    ).scalar_one_or_none()
    return Handing(
        event_id=event.event_id,
        at=corrected_at(event),
        reservation=reservation,
        product=_product(connection, store.store, state.sku or reservation.sku),
        store=store,
        call_number=text_of(payload, "call_number") or arrived,
        serial=text_of(payload, "serial"),
        presented=payload.get("presented") is True,
        demo=_demo(payload.get("demo")),
        counter=state.called_to or state.counter,
        terminal=terminal or "",
    )


def _product(connection: Connection, store: int, sku: str) -> Product | None:
    body = connection.execute(
        select(feed.c.body).where(feed.c.store == store, feed.c.kind == "product", feed.c.key == sku)
    ).scalar_one_or_none()
    if body is None:
        return None
    try:
        return cast("Product", parse_row("product", body.encode()))
    except RowError:
        return None  # the receipt then says the model's number


def _demo(value: Any) -> Demo:
    try:
        return Demo(value)
    except ValueError:
        return Demo.NONE
