"""The stock: how many lie where, what a supervisor has counted, and the ways out of a shortage. One transaction each.

On the store's thread, through `desk.stocktaking`. What the figures are, `kiosk.domain.stock` says; which way out is open,
`kiosk.domain.shortage` and the store's rules. docs/decisions/040 says why it is so.
"""

from kiosk.acting import Acting, reason_of
from kiosk.domain.event import EventKind
from kiosk.domain.policy import WayOut
from kiosk.domain.reservation import Reservation
from kiosk.domain.shortage import Supply, alternatives_of, supply
from kiosk.domain.staff import Act
from kiosk.domain.state import Stage
from kiosk.domain.stock import COUNTED, MAX_COUNT, Discrepancy, Level, Place
from kiosk.errors import Refused
from kiosk.floor_answers import Entry
from kiosk.store.database import faults

_TOO_LATE = frozenset({Stage.COLLECTED, Stage.CANCELLED})


class Stocktaking:
    """Every method raises `Refused` with the way out, or `Fault` when the environment failed: then nothing was recorded."""

    def __init__(self, acting: Acting) -> None:
        self._acting = acting
        self._store = acting.store

    # --- questions --------------------------------------------------------------------------------------------------

    def levels(self) -> tuple[Level, ...]:
        """Every model, by sku."""
        return tuple(level for level in self._store.shelves.stock().levels() if level.sku)

    def discrepancies(self) -> tuple[Discrepancy, ...]:
        """What cannot be so: each goes when a supervisor has counted."""
        return tuple(one for level in self.levels() for one in level.discrepancies)

    def supply_of(self, reservation_id: str) -> Supply | None:
        """What there is for this customer; None: unknown, or the booking has not come."""
        with faults("read"):
            reservation = self._store.roster.reservation(reservation_id)
        return None if reservation is None else self.supply(reservation)

    def supply(self, reservation: Reservation) -> Supply | None:
        """Of committed facts: inside a transaction, to be asked before anything is appended."""
        stock = self._store.shelves.stock()
        given = self._store.ledger.state(reservation.reservation_id).sku or reservation.sku
        products = {product.sku: product for product in self._store.roster.products()}
        left = stock.left(given, reservation.reservation_id)
        return supply(
            left, reservation.sku, products, lambda sku: stock.left(sku, ""), self._acting.policy()
        )  # fmt: skip

    # --- acts -------------------------------------------------------------------------------------------------------

    def count(self, sku: str, place: Place, count: int, reason: str) -> Level:
        """So many lie there, whatever was thought: figures go on from here. A supervisor's, with a reason."""
        reason = reason_of("count", reason)
        if place not in COUNTED:
            raise Refused(
                "count", "What customers have is not counted: choose the shelf, the staged units or quarantine"
            )
        if not 0 <= count <= MAX_COUNT:
            raise Refused("count", f"Type a number from 0 to {MAX_COUNT}")
        with self._store.transaction() as changed:
            self._acting.require("count", Act.COUNT_STOCK)
            before = self._store.shelves.stock().level(sku)
            if self._store.roster.product(sku) is None and not before.is_known:
                raise Refused("count", "This model is not known here: wait until it is in sync")
            payload: dict[str, object] = {
                "sku": sku,
                "place": str(place),
                "count": count,
                "expected": getattr(before, place) if before.is_known else None,
                "delivered": before.delivered,
                "reason": reason,
            }
            self._acting.append(EventKind.STOCK_COUNTED, "", payload, self._acting.now())
            changed.add("")
        return self._store.shelves.stock().level(sku)

    def substitute(self, reservation_id: str, sku: str) -> Entry:
        """The customer takes another model of those that the rules list, because there is none of theirs; or theirs after
        all, if some have been found."""
        with self._store.transaction() as changed:
            self._acting.require("offer another model", Act.SUBSTITUTE)
            entry = self._open("offer another model", reservation_id)
            stock = self._store.shelves.stock()
            booked = self._booked(reservation_id)
            if sku != booked:
                self._check_listed(booked, sku)
                there = stock.left(booked, reservation_id)
                if there is not None and there > 0:
                    raise Refused(
                        "offer another model", "There is one of the booked model: have the shelf counted first"
                    )
            left = stock.left(sku, reservation_id)
            if left is not None and left < 1:
                raise Refused("offer another model", "There is none of this one either: choose another way out")
            if sku != (entry.state.sku or booked):
                self._acting.append(EventKind.SUBSTITUTED, reservation_id, {"sku": sku}, self._acting.now())
                changed.add(reservation_id)
            return self._acting.entry("offer another model", reservation_id)

    def give_voucher(self, reservation_id: str, reason: str) -> Entry:
        """The customer leaves with a voucher instead of a unit, which ends the reservation. A supervisor's, with a reason."""
        reason = reason_of("give a voucher", reason)
        with self._store.transaction() as changed:
            self._acting.require("give a voucher", Act.GIVE_VOUCHER)
            self._check_way("give a voucher", WayOut.VOUCHER)
            self._open("give a voucher", reservation_id)
            payload = {"reason": reason, "way_out": str(WayOut.VOUCHER)}
            self._acting.append(EventKind.CANCELLED, reservation_id, payload, self._acting.now())
            changed.add(reservation_id)
            return self._acting.entry("give a voucher", reservation_id)

    # --- inside the transaction -------------------------------------------------------------------------------------

    def _open(self, operation: str, reservation_id: str) -> Entry:
        """Nothing has been given for it, and no unit is in anybody's hands for it."""
        entry = self._acting.entry(operation, reservation_id)
        if entry.stage in _TOO_LATE:
            raise Refused(operation, "It has been handed over or cancelled already")
        if entry.state.units:
            raise Refused(operation, "A unit is being prepared for this customer: put it back on its shelf first")
        return entry

    def _booked(self, reservation_id: str) -> str:
        reservation = self._store.roster.reservation(reservation_id)
        return reservation.sku if reservation is not None else ""

    def _check_listed(self, booked: str, sku: str) -> None:
        self._check_way("offer another model", WayOut.ALTERNATIVE)
        products = {product.sku: product for product in self._store.roster.products()}
        if sku not in alternatives_of(booked, products):
            raise Refused(
                "offer another model", "The rules do not list it instead of the booked one: call a supervisor"
            )

    def _check_way(self, operation: str, way: WayOut) -> None:
        if way not in self._acting.policy().shortage:
            raise Refused(operation, "The store's rules do not allow this way out")
