"""The whole file at once, for the close of the day: every usable reservation and every event. Reads only."""

import msgspec

from kiosk.domain.event import Event
from kiosk.domain.reservation import Reservation
from kiosk.store.database import Database, faults
from kiosk.store.ledger import read_event

_RESERVATION = msgspec.json.Decoder(Reservation)


class DayRows:
    def __init__(self, db: Database) -> None:
        self._db = db

    def reservations(self) -> tuple[Reservation, ...]:
        """By id. A row that an older kiosk took and this one cannot read is left out, as everywhere."""
        with faults("read"):
            rows = self._db.conn.execute(
                "SELECT body FROM feed_row WHERE kind = 'reservation' AND body IS NOT NULL ORDER BY key"
            ).fetchall()
        return tuple(found for row in rows if (found := _read(row[0])) is not None)

    def slot_starts(self) -> list[str]:
        """When the bookings' slots begin, each once; instants as text, which sorts as they do."""
        with faults("read"):
            rows = self._db.conn.execute("SELECT DISTINCT slot_start FROM demand ORDER BY 1").fetchall()
        return [str(row[0]) for row in rows]

    def events(self) -> tuple[Event, ...]:
        """Own ones and other terminals', in no order that means anything."""
        with faults("read"):
            rows = self._db.conn.execute("SELECT body FROM event").fetchall()
        return tuple(read_event(row[0]) for row in rows)


def _read(row: bytes) -> Reservation | None:
    try:
        return _RESERVATION.decode(row)
    except ValueError:
        return None
