"""The floor's questions: who is here and how far, who is still expected, by which rules. Reads only.

On the store's thread, through `desk.floor`; raises `Fault` when the environment failed. What it answers is in
`kiosk/floor_answers.py`; what is made of it, lists, boards and charts, the screens derive with `kiosk.domain`.
"""

from collections.abc import Iterable
from functools import lru_cache

from kiosk.acting import Acting
from kiosk.domain.clock import parse_utc
from kiosk.domain.event import Event
from kiosk.domain.recipe import recipe_for
from kiosk.domain.reservation import Slot
from kiosk.domain.state import canonical_order
from kiosk.floor_answers import Entry, Expected, Rules, StockLine, stock_of
from kiosk.store.attendance import Visit
from kiosk.store.database import faults


class Floor:
    def __init__(self, acting: Acting) -> None:
        self._acting = acting
        self._store = acting.store

    def entries(self) -> tuple[Entry, ...]:
        """Everybody anything has happened to, in no order that means anything; not the untouched bookings."""
        with faults("read"):
            return self._entries(self._store.attendance.touched())

    def entries_of(self, ids: Iterable[str]) -> tuple[Entry, ...]:
        """These, as they stand now, untouched ones too. One that is not in the roster (any more) has none."""
        with faults("read"):
            return self._entries(self._store.attendance.of(ids))

    def expected(self) -> tuple[Expected, ...]:
        """Bookings nobody has arrived for, counted by slot and product, earliest slot first."""
        with faults("read"):
            counts = self._store.attendance.expected(self._acting.terminal.store)
        return tuple(
            Expected(_slot(start, end), sku, count) for (_store, start, end, sku), count in sorted(counts.items())
        )

    def stock(self) -> tuple[StockLine, ...]:
        """What is known of the units of each product, by sku; how many there were in the morning is not."""
        return stock_of(self.entries(), self.rules().products)

    def rules(self) -> Rules:
        roster = self._store.roster
        with faults("read"):
            return Rules(
                policy=self._acting.policy(),
                recipes=tuple(roster.recipes()),
                products=tuple(roster.products()),
                terminals=tuple(roster.terminals()),
                store=roster.store(self._acting.terminal.store),
                staff={row.staff_id: row.name for row in roster.staff()},
            )

    def history(self, reservation_id: str) -> tuple[Event, ...]:
        """All that happened to a reservation, refused scans and what was taken back included, in canonical order."""
        with faults("read"):
            return tuple(canonical_order(self._store.ledger.events_of(reservation_id)))

    def _entries(self, visits: Iterable[Visit]) -> tuple[Entry, ...]:
        roster = self._store.roster
        products = {product.sku: product for product in roster.products()}
        recipes = roster.recipes()
        by_sku = {sku: recipe_for(sku, recipes) for sku in products}
        return tuple(
            Entry(
                reservation=reservation,
                state=state,
                product=products.get(reservation.sku),
                recipe=by_sku.get(reservation.sku) or recipe_for(reservation.sku, recipes),
            )
            for reservation, state in visits
        )


@lru_cache(maxsize=1024)
def _slot(start: str, end: str) -> Slot:
    return Slot(parse_utc(start), parse_utc(end))
