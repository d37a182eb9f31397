"""What the demo's store received: enough of every model and a little more, but of one of them, which runs short soon."""

from collections import Counter
from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Connection

from central.stock.deliveries import deliver, levels_of
from central.stock.file import Line
from kiosk.domain.reservation import BookingStatus, Fulfilment, Product, Reservation

SHORT_LEFT = 2
"""Of the short model: so many are left for whoever comes next."""


def write_stock(
    connection: Connection, store: int, products: Sequence[Product], reservations: Sequence[Reservation], now: datetime
) -> None:
    """After the day's history was written, which says what has left already."""
    wanted = Counter(
        one.sku
        for one in reservations
        if one.fulfilment is Fulfilment.PICKUP and one.status is not BookingStatus.CANCELLED
    )
    coming = Counter(
        one.sku for one in reservations if one.fulfilment is Fulfilment.PICKUP and one.slot.end > now
    )  # fmt: skip
    levels = {level.sku: level for level in levels_of(connection, store)}
    short = max((one for one in products if one.alternatives), key=lambda one: (coming[one.sku], one.sku), default=None)
    lines: list[Line] = []
    for product in products:
        spare = 2 + wanted[product.sku] // 20
        delivered = wanted[product.sku] + spare
        level = levels.get(product.sku)
        if product is short and level is not None and coming[product.sku]:
            delivered = level.staged + level.quarantine + level.out + level.waiting + SHORT_LEFT
        lines.append(Line(product.sku, delivered, None))
    deliver(connection, store, lines)
