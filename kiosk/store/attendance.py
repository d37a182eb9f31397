"""Reservations together with what has happened to them, read for whole screens at once. Reads only; `roster.py` and `ledger.py`
read one at a time.
"""

from collections.abc import Iterable

import msgspec

from kiosk.domain.reservation import Reservation
from kiosk.domain.rows import parse_row
from kiosk.domain.state import BOOKED, State
from kiosk.store.database import Database
from kiosk.store.ledger import Ledger

Visit = tuple[Reservation, State]

_TOUCHED = (
    "SELECT state.reservation_id, state.body, feed_row.body FROM state JOIN feed_row"
    " ON feed_row.kind = 'reservation' AND feed_row.key = state.reservation_id WHERE feed_row.body IS NOT NULL"
)
_STATE = msgspec.json.Decoder(State)
_RESERVATION = msgspec.json.Decoder(Reservation)


class Attendance:
    def __init__(self, db: Database, ledger: Ledger) -> None:
        self._db = db
        self._ledger = ledger

    def touched(self) -> list[Visit]:
        """Every reservation that anything has happened to, by id; not those that only refused scans speak of."""
        visits = (self._visit(*row) for row in self._db.conn.execute(f"{_TOUCHED} ORDER BY state.reservation_id"))
        return [visit for visit in visits if visit[1] != BOOKED]

    def of(self, reservation_ids: Iterable[str]) -> list[Visit]:
        """These, whether anything has happened to them or not; those without a usable row are left out."""
        found: list[Visit] = []
        for reservation_id in dict.fromkeys(reservation_ids):
            row = self._db.conn.execute(
                "SELECT body FROM feed_row WHERE kind = 'reservation' AND key = ? AND body IS NOT NULL",
                [reservation_id],
            ).fetchone()
            if row is not None:
                found.append((_RESERVATION.decode(row[0]), self._ledger.state(reservation_id)))
        return found

    def _visit(self, reservation_id: str, state: bytes, row: bytes) -> Visit:
        try:
            return _RESERVATION.decode(row), _STATE.decode(state)
        except ValueError:  # one of them was written by another version of the kiosk
            return parse_row("reservation", row), self._ledger.state(reservation_id)
