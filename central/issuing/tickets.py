"""Tickets out of the database: what all of a launch share is read once, so that thousands are quick."""

from collections.abc import Iterator
from datetime import datetime
from typing import cast

from sqlalchemy import Connection, select

from central.codes import issuer
from central.issuing.ticket import Ticket, ticket_of
from central.privacy.rows import COLUMNS, RESERVATION, WITH_KEYS, reservation_in
from central.tables import bookings, feed, launches, stores
from kiosk.domain.reservation import Product, Reservation, StoreRow
from kiosk.domain.rows import parse_row


class Tickets:
    """Of one launch, as it stands inside the caller's transaction. Raises CentralError without a key that signs now."""

    def __init__(self, connection: Connection, launch: int, now: datetime) -> None:
        self._issuer = issuer(connection, launch, now)
        self._launch = connection.execute(select(launches.c.name).where(launches.c.launch == launch)).scalar_one()
        self._stores = {
            row.store: StoreRow(row.store, row.name, row.city, row.timezone, row.address)
            for row in connection.execute(select(stores).where(stores.c.launch == launch))
        }
        found = connection.execute(
            select(feed.c.body)
            .where(feed.c.kind == "product", feed.c.store.in_(list(self._stores)), feed.c.body.is_not(None))
            .distinct()
        )
        products = (cast("Product", parse_row("product", body.encode())) for body in found.scalars())
        self._products = {product.sku: product for product in products}

    def of(self, reservation: Reservation) -> Ticket:
        return ticket_of(
            reservation,
            self._issuer.code_of(reservation),
            self._launch,
            self._stores[reservation.store],
            self._products.get(reservation.sku),
        )


def reservations(connection: Connection, launch: int, store: int | None = None) -> Iterator[Reservation]:
    """All of a launch or of one store of it, in the order of their ids."""
    chosen = bookings.c.launch == launch
    if store is not None:
        chosen &= bookings.c.store == store
    found = connection.execute(
        select(*COLUMNS)
        .select_from(WITH_KEYS)
        .join(bookings, (feed.c.key == bookings.c.reservation_id) & (feed.c.store == bookings.c.store))
        .where(feed.c.kind == RESERVATION, feed.c.body.is_not(None), chosen)
        .order_by(bookings.c.reservation_id)
    )
    for row in found:
        yield reservation_in(connection, row)
