"""How many customers booked each slot and product: counted while rows of the feed are saved, so that nobody counts 100,000.

Of the rows alone; who of them has come, `attendance.py` knows. Every write belongs to the caller's transaction
(`replica.py`), and all of it can be made anew from `feed_row`.
"""

from collections import Counter
from collections.abc import Iterable
from datetime import datetime
from functools import lru_cache

from kiosk.domain.clock import utc_text
from kiosk.domain.reservation import BookingStatus, Fulfilment, Reservation
from kiosk.domain.rows import RowError, parse_row
from kiosk.store.database import Database

DEMAND_VERSION = 1
"""Of what is counted. A file of another one is counted again."""
Share = tuple[int, str, str, str]
"""Store, slot from, slot to (both as the ledger writes times), sku."""


def share_of(reservation: Reservation) -> Share | None:
    """Where a booking counts; None: nobody is expected in a store for it."""
    if reservation.status is not BookingStatus.BOOKED or reservation.fulfilment is not Fulfilment.PICKUP:
        return None
    slot = reservation.slot
    return reservation.store, _text(slot.start), _text(slot.end), reservation.sku


class Demand:
    def __init__(self, db: Database) -> None:
        self._db = db

    def move(self, gone: Iterable[bytes], come: Iterable[Reservation]) -> None:
        """Rows of reservations that stand no more, as bodies, and those that stand now."""
        moved = Counter(share for one in come if (share := share_of(one)) is not None)
        moved.subtract(_shares(gone))
        self._count_in(moved)

    def of(self, store: int) -> Counter[Share]:
        rows = self._db.conn.execute(
            "SELECT store, slot_start, slot_end, sku, bookings FROM demand WHERE store = ? AND bookings <> 0", [store]
        ).fetchall()
        return Counter({(row[0], row[1], row[2], row[3]): row[4] for row in rows})

    def is_right(self) -> bool:
        """Whether the counts are those of the rows. Reads every reservation: 10 ms for 1,000."""
        kept = self._db.conn.execute(
            "SELECT store, slot_start, slot_end, sku, bookings FROM demand WHERE bookings <> 0"
        ).fetchall()
        return {(row[0], row[1], row[2], row[3]): row[4] for row in kept} == dict(self._counted())

    def recount(self) -> None:
        self._db.conn.execute("DELETE FROM demand")
        self._count_in(self._counted())

    def _count_in(self, moved: Counter[Share]) -> None:
        self._db.conn.executemany(
            "INSERT INTO demand (store, slot_start, slot_end, sku, bookings) VALUES (?, ?, ?, ?, ?)"
            " ON CONFLICT DO UPDATE SET bookings = bookings + excluded.bookings",
            [(*share, count) for share, count in sorted(moved.items()) if count],
        )

    def _counted(self) -> Counter[Share]:
        rows = self._db.conn.execute(
            "SELECT body FROM feed_row WHERE kind = 'reservation' AND body IS NOT NULL"
        ).fetchall()
        return _shares(bytes(row[0]) for row in rows)


def _shares(bodies: Iterable[bytes]) -> Counter[Share]:
    """Where these rows count."""
    found: Counter[Share] = Counter()
    for body in bodies:
        try:
            share = share_of(parse_row("reservation", body))
        except RowError:  # an older kiosk took what this one does not
            continue
        if share is not None:
            found[share] += 1
    return found


@lru_cache(maxsize=4096)
def _text(instant: datetime) -> str:
    """Slots of a day are few: each is written once."""
    return utc_text(instant)
