"""How many reservations stand in each slot by their rows: table `placed` follows the store's feed, whoever writes there.

Called inside the caller's transaction.
"""

from collections import Counter
from collections.abc import Collection
from typing import Any

from sqlalchemy import Connection, delete, func, insert, select, update

from central.feed import CHUNK
from central.privacy.rows import COLUMNS, RESERVATION, WITH_KEYS, reservation_in
from central.tables import feed, placed, placed_through
from kiosk.domain.booking import takes_a_place
from kiosk.domain.clock import utc_text
from kiosk.domain.reservation import Reservation
from kiosk.domain.state import BOOKED


def follow(connection: Connection, store: int) -> None:
    """Count what has changed in the feed since the last time."""
    known = select(placed_through.c.seq).where(placed_through.c.store == store)
    seq: int | None = connection.execute(known).scalar_one_or_none()
    changed = connection.execute(
        select(feed.c.seq, *COLUMNS)
        .select_from(WITH_KEYS)
        .where(feed.c.store == store, feed.c.kind == RESERVATION, feed.c.seq > (seq or 0))
        .order_by(feed.c.seq)
    ).all()
    if not changed:
        return
    for at in range(0, len(changed), CHUNK):
        _place(connection, store, changed[at : at + CHUNK])
    if seq is None:
        connection.execute(insert(placed_through).values(store=store, seq=changed[-1].seq))
    else:
        connection.execute(update(placed_through).where(placed_through.c.store == store).values(seq=changed[-1].seq))


def counted(connection: Connection, store: int, without: Collection[str]) -> Counter[str]:
    """By slot key, without these reservations."""
    tally = Counter(
        {
            f"{start}/{end}": count
            for start, end, count in connection.execute(
                select(placed.c.slot_start, placed.c.slot_end, func.count())
                .where(placed.c.store == store)
                .group_by(placed.c.slot_start, placed.c.slot_end)
            )
        }
    )
    every = sorted(without)
    for at in range(0, len(every), CHUNK):
        tally.subtract(
            f"{start}/{end}"
            for start, end in connection.execute(
                select(placed.c.slot_start, placed.c.slot_end).where(
                    placed.c.store == store, placed.c.reservation_id.in_(every[at : at + CHUNK])
                )
            )
        )
    return tally


def rows_of(connection: Connection, store: int, named: Collection[str]) -> dict[str, Reservation]:
    """Those that the store's feed holds."""
    found: dict[str, Reservation] = {}
    every = sorted(named)
    for at in range(0, len(every), CHUNK):
        rows = connection.execute(
            select(*COLUMNS)
            .select_from(WITH_KEYS)
            .where(
                feed.c.store == store,
                feed.c.kind == RESERVATION,
                feed.c.key.in_(every[at : at + CHUNK]),
                feed.c.body.is_not(None),
            )
        )
        found |= {row.key: reservation_in(connection, row) for row in rows}
    return found


def _place(connection: Connection, store: int, changed: Collection[Any]) -> None:
    keys = [row.key for row in changed]
    connection.execute(delete(placed).where(placed.c.store == store, placed.c.reservation_id.in_(keys)))
    standing = [reservation_in(connection, row) for row in changed if row.body is not None]
    fresh = [
        {
            "reservation_id": one.reservation_id,
            "store": store,
            "slot_start": utc_text(one.slot.start),
            "slot_end": utc_text(one.slot.end),
        }
        for one in standing
        if takes_a_place(one, BOOKED, store)
    ]
    if fresh:
        connection.execute(insert(placed), fresh)
