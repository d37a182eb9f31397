"""Reservations together with what has happened to them, read for whole screens at once: who is here, who is still to come.

Reads only; `roster.py` and `ledger.py` read one at a time.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace

import msgspec

from kiosk.domain.booking import fulfilment_of, slot_of, status_of
from kiosk.domain.reservation import Reservation
from kiosk.domain.state import BOOKED, Stage, State
from kiosk.store.database import Database
from kiosk.store.demand import Demand, Share, share_of
from kiosk.store.ledger import Ledger

Visit = tuple[Reservation, State]

# CROSS JOIN: states are few, and the planner, which does not know that, would begin with all reservations.
_TOUCHED = (
    "SELECT state.reservation_id, state.body, feed_row.body FROM state CROSS JOIN feed_row"
    " ON feed_row.kind = 'reservation' AND feed_row.key = state.reservation_id WHERE feed_row.body IS NOT NULL"
)
MANY = 2000
"""From so many changes on it is quicker to read all that have come."""
_STATE = msgspec.json.Decoder(State)
_RESERVATION = msgspec.json.Decoder(Reservation)


class Attendance:
    def __init__(self, db: Database, ledger: Ledger, demand: Demand) -> None:
        self._db = db
        self._ledger = ledger
        self._demand = demand
        self._moved: dict[str, tuple[Share | None, Share | None]] = {}
        """Of reservations that something has happened to: where the booking counts, and where it counts now."""
        self._net: Counter[Share] = Counter()
        """What all of them together change."""
        self._unread: set[str] | None = None
        """Those of which that may be another by now; None: any."""

    def touched(self) -> list[Visit]:
        """Every reservation that anything has happened to, by id; not those that only refused scans speak of."""
        visits = (self._visit(*row) for row in self._db.conn.execute(f"{_TOUCHED} ORDER BY state.reservation_id"))
        found = [visit for visit in visits if visit is not None and visit[1] != BOOKED]
        if self._unread is None:  # whoever asks first has read it for `expected` as well
            self._moved, self._net, self._unread = {}, Counter(), set()
            for reservation, state in found:
                self._place(reservation, state)
        return [_given(*visit) for visit in found]

    def of(self, reservation_ids: Iterable[str]) -> list[Visit]:
        """These, whether anything has happened to them or not; those without a usable row are left out."""
        return [_given(*visit) for visit in self._booked(reservation_ids)]

    def _booked(self, reservation_ids: Iterable[str]) -> list[Visit]:
        """The same as it was booked."""
        found: list[Visit] = []
        for reservation_id in dict.fromkeys(reservation_ids):
            row = self._db.conn.execute(
                "SELECT body FROM feed_row WHERE kind = 'reservation' AND key = ? AND body IS NOT NULL",
                [reservation_id],
            ).fetchone()
            reservation = None if row is None else _read(row[0])
            if reservation is not None:
                found.append((reservation, self._ledger.state(reservation_id)))
        return found

    def expected(self, store: int) -> Counter[Share]:
        """How many customers of each slot and product have not come, rescheduled ones in their new slot.

        The first time it reads everybody who has come, later only what has changed since: well under 1 ms for 1,000.
        """
        if self._unread is None:
            self.touched()
        else:
            for reservation_id in self._unread:
                self._shift(self._moved.pop(reservation_id, (None, None)), -1)
            for reservation, state in self._booked(filter(self._is_touched, sorted(self._unread))):
                self._place(reservation, state)
        self._unread = set()
        left = self._demand.of(store)
        left.update(self._net)
        return Counter({share: count for share, count in left.items() if count > 0 and share[0] == store})

    def changed(self, reservation_ids: frozenset[str]) -> None:
        """After a commit."""
        if self._unread is not None:
            self._unread |= reservation_ids
            if len(self._unread) > MANY:
                self._unread = None

    def _is_touched(self, reservation_id: str) -> bool:
        found = self._db.conn.execute("SELECT 1 FROM state WHERE reservation_id = ?", [reservation_id])
        return found.fetchone() is not None

    def _place(self, reservation: Reservation, state: State) -> None:
        booked = share_of(reservation)
        now = share_of(_as_it_stands(reservation, state)) if state.stage is Stage.BOOKED else None
        if now != booked:
            self._moved[reservation.reservation_id] = booked, now
            self._shift((booked, now), 1)

    def _shift(self, moved: tuple[Share | None, Share | None], count: int) -> None:
        booked, now = moved
        if booked is not None:
            self._net[booked] -= count
        if now is not None:
            self._net[now] += count

    def _visit(self, reservation_id: str, state: bytes, row: bytes) -> Visit | None:
        reservation = _read(row)
        if reservation is None:
            return None
        try:
            return reservation, _STATE.decode(state)
        except ValueError:  # cached by another version of the kiosk
            return reservation, self._ledger.state(reservation_id)


def _as_it_stands(reservation: Reservation, state: State) -> Reservation:
    return replace(
        _given(reservation, state)[0],
        slot=slot_of(reservation, state),
        status=status_of(reservation, state),
        fulfilment=fulfilment_of(reservation, state),
    )


def _given(reservation: Reservation, state: State) -> Visit:
    """Of a customer who takes another model than the booked one, with that model: it is what everybody works on."""
    return (replace(reservation, sku=state.sku) if state.sku else reservation), state


def _read(row: bytes) -> Reservation | None:
    """None for a row that an older kiosk took and this one does not: one customer less, not a floor less."""
    try:
        return _RESERVATION.decode(row)
    except ValueError:
        return None
