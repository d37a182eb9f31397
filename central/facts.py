"""The facts of a store as everybody has them: accepted events, each in the place where the feed shows it.

Copies of a terminal may have told one act in several lives. All of these places are stored; which one counts decides the
order among acts of one moment, so every fold here and at the terminals has to take the same: the feed's. Reads only.
"""

import json
from collections.abc import Collection, Iterator
from contextlib import suppress

from sqlalchemy import Connection, bindparam, select

from central.tables import events, feed
from kiosk.domain.event import Event, event_from_wire

EVENT = "event"
NO_FACTS = ("rejected", "duplicate")
"""Answers of stored events that are no facts, or not once more."""
_SHOWN = (feed.c.store == events.c.store) & (feed.c.kind == EVENT) & (feed.c.key == events.c.event_id)
_OF_STORE = select(feed.c.body).where(
    feed.c.store == bindparam("store"), feed.c.kind == EVENT, feed.c.body.is_not(None)
)
_OF_RESERVATIONS = (
    select(feed.c.body)
    .select_from(events.join(feed, _SHOWN))
    .where(
        events.c.reservation_id.in_(bindparam("named", expanding=True)),
        events.c.answer.not_in(NO_FACTS),
        feed.c.body.is_not(None),
    )
)


def of_store(connection: Connection, store: int) -> Iterator[Event]:
    """In no order. What cannot be read is passed over; `kiosk-central verify` names it."""
    for body in connection.execute(_OF_STORE, {"store": store}).scalars():
        with suppress(ValueError, RecursionError):
            yield _event(body)


def of_reservations(connection: Connection, named: Collection[str]) -> Iterator[Event]:
    """Of these reservations, in no order."""
    if not named:
        return iter(())
    return map(_event, connection.execute(_OF_RESERVATIONS, {"named": sorted(named)}).scalars())


def _event(body: str) -> Event:
    return event_from_wire(json.loads(body))
