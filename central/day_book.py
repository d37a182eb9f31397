"""Everything central knows of a store's day, for its report: the same value as a terminal makes of its own copy. Reads only."""

from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import Connection, select

from central import facts
from central.acts import ledger as acts
from central.errors import CentralError
from central.privacy.rows import COLUMNS, RESERVATION, WITH_KEYS, reservation_in
from central.tables import feed, stores
from kiosk.domain.closing.book import DayBook, day_to_close
from kiosk.domain.policy import Policy
from kiosk.domain.rows import parse_row


def day_book(connection: Connection, store: int, now: datetime, when: date | None = None) -> DayBook:
    """`when` None: the last day with a slot that has begun. `connection` must be one snapshot (`Database.read`)."""
    row = connection.execute(select(stores).where(stores.c.store == store)).first()
    if row is None:
        raise CentralError(f"There is no store {store}", "Name one of those in `kiosk-central status`.")
    found = connection.execute(
        select(*COLUMNS)
        .select_from(WITH_KEYS)
        .where(feed.c.store == store, feed.c.kind == RESERVATION, feed.c.body.is_not(None))
        .order_by(feed.c.key)
    )
    reservations = tuple(reservation_in(connection, one) for one in found)
    zone = ZoneInfo(row.timezone)
    last = acts.head(connection)
    starts = (one.slot.start for one in reservations)
    return DayBook(
        store=store,
        store_name=f"{row.name}, {row.city}",
        zone=zone,
        date=when or day_to_close(starts, now, zone),
        now=now,
        policy=next(iter(_rows(connection, store, "policy")), Policy()),
        reservations=reservations,
        products=tuple(_rows(connection, store, "product")),
        terminals=tuple(_rows(connection, store, "terminal")),
        events=tuple(facts.of_store(connection, store)),
        acts_head=f"{last.seq}:{last.hash}" if last.seq else "",
    )


def _rows(connection: Connection, store: int, kind: str) -> list[Any]:
    bodies = connection.execute(
        select(feed.c.body)
        .where(feed.c.store == store, feed.c.kind == kind, feed.c.body.is_not(None))
        .order_by(feed.c.key)
    )
    return [parse_row(kind, body.encode()) for body in bodies.scalars()]
