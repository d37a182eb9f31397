"""Customers' rows read out of the feed by whoever needs one here: the columns to ask for, and the reservation they hold."""

from typing import Any, cast

from sqlalchemy import Connection

from central.privacy.vault import KEY_OF_ROW, opened
from central.tables import feed, personal_keys
from kiosk.domain.reservation import Reservation
from kiosk.domain.rows import parse_row

RESERVATION = "reservation"
COLUMNS = (feed.c.key, feed.c.body, personal_keys.c.wrapped)
WITH_KEYS = feed.outerjoin(personal_keys, KEY_OF_ROW)
"""What to select from, so that `COLUMNS` are there."""


def reservation_in(connection: Connection, found: Any) -> Reservation:
    """Of a row with `COLUMNS` whose body is not a tombstone. Raises CentralError when it cannot be opened."""
    body = opened(connection, RESERVATION, found.key, found.body, found.wrapped)
    return cast("Reservation", parse_row(RESERVATION, body.encode()))
