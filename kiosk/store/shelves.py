"""The store's stock, kept in memory: `kiosk.domain.stock` over the ledger, only where something has changed.

A scan asks it, so it catches up while nobody waits (`Store`), customer by customer. Reads only, and only what has been
committed: inside a transaction it is asked before anything is appended. All of it can be made anew at any time.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from kiosk.domain.reservation import Product
from kiosk.domain.stock import Count, Move, Place, Stock, StockRow, counts_of, moves_of, waits
from kiosk.store.database import Database, faults
from kiosk.store.ledger import Ledger, read_event
from kiosk.store.roster import Roster

MANY = 2000
"""From so many changes on everything is read again."""
_SPEAKS_OF_UNITS = (
    "SELECT 1 FROM event WHERE reservation_id = ? AND reservation_id <> ''"
    " AND kind IN ('step_completed', 'preparation_completed', 'unit_rejected', 'handed_over') LIMIT 1"
)
_COUNTS = "FROM event WHERE reservation_id = '' AND kind IN ('stock_counted', 'undone')"


@dataclass(frozen=True, slots=True)
class _Rules:
    """What the figures are made of beside reservations."""

    delivered: Mapping[str, int]
    products: tuple[Product, ...]
    counts: Mapping[tuple[str, Place], Count]


_Held = tuple[str, bool, tuple[Move, ...]]
"""Of a reservation: its model, whether its customer waits for a unit, how its units moved."""


class Shelves:
    def __init__(self, db: Database, ledger: Ledger, roster: Roster) -> None:
        self._db = db
        self._ledger = ledger
        self._roster = roster
        self._held: dict[str, _Held] = {}
        self._unread: set[str] | None = None
        """Reservations that may be another by now; None: any."""
        self._rules = _Rules({}, (), {})
        self._read_at: tuple[int, int, int] | None = None
        """Of which rows and counts the rules were made."""
        self._stock = Stock({})

    def stock(self) -> Stock:
        """As all that is committed says. The first time it reads everybody who has come."""
        with faults("read"):
            fresh = self._unread is None
            if self._unread is None:
                self._held = {}
                rows = self._db.conn.execute("SELECT reservation_id FROM state").fetchall()
                self._unread = {str(row[0]) for row in rows}
            if self._rules_moved() or fresh:
                self._stock = Stock(self._rules.delivered, self._rules.products, self._rules.counts)
                for reservation_id, held in self._held.items():
                    self._stock.put(reservation_id, *held)
            for reservation_id in sorted(self._unread):
                held = self._held[reservation_id] = self._read(reservation_id)
                self._stock.put(reservation_id, *held)
            self._unread = set()
        return self._stock

    def doubts(self) -> int:
        """How many figures cannot be so, as far as it has caught up; reads nothing."""
        return sum(len(level.discrepancies) for level in self._stock.levels())

    def changed(self, reservation_ids: frozenset[str]) -> None:
        """After a commit."""
        if self._unread is not None:
            self._unread |= reservation_ids - {""}
            if len(self._unread) > MANY:
                self._unread = None

    def _read(self, reservation_id: str) -> _Held:
        state = self._ledger.state(reservation_id)
        booked = self._roster.reservation(reservation_id)
        sku = state.sku or (booked.sku if booked is not None else "")
        speaks = self._db.conn.execute(_SPEAKS_OF_UNITS, [reservation_id]).fetchone() is not None
        return sku, waits(state), moves_of(self._ledger.events_of(reservation_id)) if speaks else ()

    def _rules_moved(self) -> bool:
        last = int(self._db.conn.execute(f"SELECT coalesce(max(id), 0) {_COUNTS}").fetchone()[0])
        read_at = (self._roster.version, last, self._ledger.moved)
        if read_at == self._read_at:
            return False
        self._read_at = read_at
        rows = self._db.conn.execute(f"SELECT body {_COUNTS}").fetchall()
        delivered: list[StockRow] = self._roster.stock()
        rules = _Rules(
            {row.sku: row.delivered for row in delivered},
            tuple(self._roster.products()),
            counts_of(read_event(row[0]) for row in rows),
        )
        if rules == self._rules:
            return False
        self._rules = rules
        return True
