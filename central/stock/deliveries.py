"""What was delivered to a store, as rows of its feed, and the figures that rows and events add up to. No command, no file."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import Connection, select

from central import facts
from central.errors import CentralError
from central.feed import Change
from central.privacy.rows import COLUMNS, RESERVATION, WITH_KEYS, reservation_in
from central.roster import publish, publish_everywhere
from central.stock.file import Line
from central.tables import feed, stores
from kiosk.domain.event import Event
from kiosk.domain.reservation import Product
from kiosk.domain.rows import parse_row, row_body
from kiosk.domain.state import fold
from kiosk.domain.stock import Level, Stock, StockRow, counts_of, moves_of, waits


def deliver(connection: Connection, store: int, lines: Sequence[Line]) -> int:
    """Write the rows; how many models changed. Raises CentralError for a model that no reservation or product names."""
    known = products_of(connection, store)
    named = {sku for line in lines for sku in (line.sku, *(line.alternatives or ()))}
    if unknown := sorted(named - known.keys()):
        raise CentralError(
            f"Nobody knows the model {', '.join(unknown)}", "Import the reservations first, or correct it."
        )
    changed = publish(
        connection, store, [Change("stock", line.sku, row_body(StockRow(line.sku, line.delivered))) for line in lines]
    )
    told = [replace(known[one.sku], alternatives=one.alternatives) for one in lines if one.alternatives is not None]
    launch = connection.execute(select(stores.c.launch).where(stores.c.store == store)).scalar_one()
    if told:
        publish_everywhere(connection, launch, [Change("product", one.sku, row_body(one)) for one in told])
    return changed


def products_of(connection: Connection, store: int) -> dict[str, Product]:
    return {product.sku: product for product in _rows(connection, store, "product")}


def levels_of(connection: Connection, store: int) -> tuple[Level, ...]:
    """The same figures as at every terminal that holds the same rows and events. `connection` must be one snapshot."""
    delivered = {row.sku: row.delivered for row in _rows(connection, store, "stock")}
    events = list(facts.of_store(connection, store))
    found = connection.execute(
        select(*COLUMNS)
        .select_from(WITH_KEYS)
        .where(feed.c.store == store, feed.c.kind == RESERVATION, feed.c.body.is_not(None))
    )
    booked = {one.reservation_id: one.sku for one in (reservation_in(connection, row) for row in found)}
    stock = Stock(delivered, products_of(connection, store).values(), counts_of(events))
    for reservation_id, history in _histories(events).items():
        state = fold(history)
        stock.put(reservation_id, state.sku or booked.get(reservation_id, ""), waits(state), moves_of(history))
    return tuple(level for level in stock.levels() if level.sku)


def _histories(events: Iterable[Event]) -> dict[str, list[Event]]:
    found: defaultdict[str, list[Event]] = defaultdict(list)
    for event in events:
        if event.reservation_id:
            found[event.reservation_id].append(event)
    return found


def _rows(connection: Connection, store: int, kind: str) -> list[Any]:
    bodies = connection.execute(
        select(feed.c.body).where(feed.c.store == store, feed.c.kind == kind, feed.c.body.is_not(None))
    )
    return [parse_row(kind, body.encode()) for body in bodies.scalars()]
