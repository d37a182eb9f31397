"""A store's slots and their capacities: put by people, kept here, published with what is left of them (`granting.py`).

Called inside the caller's transaction.
"""

from collections.abc import Iterable
from datetime import datetime
from zoneinfo import ZoneInfo

from sqlalchemy import Connection, delete, insert, select

from central.places.file import Line
from central.places.granting import settle
from central.tables import slots, stores
from central.terminals import unknown_store
from kiosk.domain.clock import utc_text


def put_slots(connection: Connection, store: int, lines: Iterable[Line], now: datetime) -> None:
    """These slots have these capacities from now on; others stay as they are. Places that were granted stay granted."""
    zone_of(connection, store)
    for line in lines:
        mine = {"store": store, "slot_start": utc_text(line.slot.start), "slot_end": utc_text(line.slot.end)}
        connection.execute(delete(slots).where(*(slots.c[name] == value for name, value in mine.items())))
        connection.execute(insert(slots).values(capacity=line.capacity, **mine))
    settle(connection, store, now)


def zone_of(connection: Connection, store: int) -> ZoneInfo:
    """The store's time zone. Raises CentralError for a store that is not there."""
    name = connection.execute(select(stores.c.timezone).where(stores.c.store == store)).scalar_one_or_none()
    if name is None:
        raise unknown_store(connection, store)
    return ZoneInfo(name)
