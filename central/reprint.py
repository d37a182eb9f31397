"""Whose code shall be made again: found by whatever a person has in hand, or the codes of the demo's day."""

import re
from pathlib import Path

import msgspec
from sqlalchemy import Connection, or_, select

from central.demo_day import Showcase
from central.errors import CentralError
from central.privacy.rows import COLUMNS, RESERVATION, WITH_KEYS, reservation_in
from central.tables import bookings, feed
from kiosk.domain import short_code
from kiosk.domain.reservation import Reservation


def find(connection: Connection, launch: int, words: str) -> Reservation:
    """Raises CentralError when nobody is found."""
    found = connection.execute(
        select(*COLUMNS)
        .select_from(WITH_KEYS)
        .join(bookings, (feed.c.key == bookings.c.reservation_id) & (feed.c.store == bookings.c.store))
        .where(
            feed.c.kind == RESERVATION,
            feed.c.body.is_not(None),
            bookings.c.launch == launch,
            or_(
                bookings.c.reference == words,
                bookings.c.reservation_id == words.lower(),
                bookings.c.short_code == short_code.fold(words),
            ),
        )
    ).first()
    if found is None:
        raise CentralError(f"No reservation {words!r} in launch {launch}", "Check the spelling and --launch.")
    return reservation_in(connection, found)


def read_showcases(file: Path) -> dict[str, str]:
    """Texts of the codes to try, by a name that sorts as they are listed. Raises CentralError."""
    try:
        found = msgspec.json.decode(file.read_bytes(), type=list[Showcase])
    except OSError as error:
        raise CentralError(f"{file} cannot be read: {error.strerror}", "Check the path.") from error
    except msgspec.DecodeError as error:
        raise CentralError(f"{file} is no list of codes: {error}", "Write it with `demo-day --codes-out`.") from error
    return {
        f"{number:02}-{re.sub('[^a-z0-9]+', '-', showcase.label.lower()).strip('-')}": showcase.text
        for number, showcase in enumerate(found, 1)
    }
