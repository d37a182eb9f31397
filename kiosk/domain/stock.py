"""How many units of each model lie where, and how many are left for whoever comes: rows and events, in any order.

Central says what was delivered; every unit that a box scan, a rejection, a hand-over or their undoing speaks of moves; a
supervisor's count sets a place anew from its moment on. Nothing is clipped: what cannot be so is a `Discrepancy` until
somebody counts. Pure; a payload's fields are in docs/protocol.md, "Events", which changes with this file.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Annotated

import msgspec

from kiosk.domain.event import Event, EventKind
from kiosk.domain.fact import text_of
from kiosk.domain.reservation import Product
from kiosk.domain.state import Stage, State, canonical_order, fold, timeline
from kiosk.domain.unit import gtin14

MAX_COUNT = 100_000


class Place(StrEnum):
    SHELF = "shelf"
    STAGED = "staged"
    """In somebody's hands for a customer: with a runner, or ready at a counter."""
    QUARANTINE = "quarantine"
    OUT = "out"
    """With its customer. Nobody counts these."""


COUNTED = (Place.SHELF, Place.STAGED, Place.QUARANTINE)
_RANK = (Place.OUT, Place.QUARANTINE, Place.STAGED, Place.SHELF)
"""Where one unit is of which several reservations speak: two terminals may have bound it without knowing of each other."""
_BINDS = frozenset({EventKind.STEP_COMPLETED, EventKind.PREPARATION_COMPLETED})
_MOVES = frozenset({EventKind.UNIT_REJECTED, EventKind.HANDED_OVER, EventKind.UNDONE, EventKind.RESCHEDULED})
_WAITING = frozenset({Stage.ARRIVED, Stage.PREPARING, Stage.ON_HOLD})


@dataclass(frozen=True, slots=True)
class StockRow:
    """Of one model, what was delivered to this store until now."""

    sku: str
    delivered: Annotated[int, msgspec.Meta(ge=0, le=MAX_COUNT)]


@dataclass(frozen=True, slots=True, order=True)
class Moment:
    """Where an event stands among others."""

    at_ms: int
    terminal_id: str
    incarnation: str
    seq: int
    event_id: str

    def follows(self, other: "Moment") -> bool:
        """Of one terminal by its sequence, which no clock can turn round."""
        if (self.terminal_id, self.incarnation) == (other.terminal_id, other.incarnation):
            return self.seq > other.seq
        return (self.at_ms, self.event_id) > (other.at_ms, other.event_id)


@dataclass(frozen=True, slots=True)
class Move:
    """From this moment on a reservation's events say that the unit is there."""

    serial: str
    place: Place
    moment: Moment
    gtin: str = ""
    """What its box said, 14 digits; empty: nobody scanned it."""


@dataclass(frozen=True, slots=True)
class Count:
    """So many lay there when somebody counted."""

    sku: str
    place: Place
    count: int
    delivered: int
    """What the row said then: what comes later is added."""
    moment: Moment


@dataclass(frozen=True, slots=True)
class Discrepancy:
    """What cannot be so: less than nothing in a place, or (`place` None) more in all than was delivered."""

    sku: str
    place: Place | None
    count: int
    """How many there would be."""


@dataclass(frozen=True, slots=True)
class Level:
    """One model."""

    sku: str
    delivered: int | None
    """None: central has not said."""
    shelf: int
    staged: int
    quarantine: int
    out: int
    waiting: int
    """Customers inside who have no unit yet."""
    is_counted: bool = False

    @property
    def is_known(self) -> bool:
        """Somebody has said how many there are."""
        return self.delivered is not None or self.is_counted

    @property
    def free(self) -> int:
        """For whoever comes now; less than nothing when more are inside than units."""
        return self.shelf - self.waiting

    @property
    def total(self) -> int:
        return self.shelf + self.staged + self.quarantine + self.out

    @property
    def discrepancies(self) -> tuple[Discrepancy, ...]:
        if not self.is_known:
            return ()
        counts = {Place.SHELF: self.shelf, Place.STAGED: self.staged, Place.QUARANTINE: self.quarantine}
        found = [Discrepancy(self.sku, place, count) for place, count in counts.items() if count < 0]
        if self.delivered is not None and self.total > self.delivered:
            found.append(Discrepancy(self.sku, None, self.total))
        return tuple(found)

    @property
    def missing(self) -> int:
        """Delivered and nowhere, by the counts; what is there too much is a discrepancy."""
        return max(0, self.delivered - self.total) if self.delivered is not None else 0


def waits(state: State) -> bool:
    """The customer is here, and no unit is bound yet."""
    return bool(state.arrivals) and state.stage in _WAITING and not state.units


def places(state: State) -> dict[str, Place]:
    """Where this reservation says its units are, by serial; one that is back on its shelf is not among them."""
    found = {fact.detail: Place.STAGED for fact in state.units if fact.detail}
    found |= {one.serial: Place.QUARANTINE for one in state.rejected}
    # A unit without a number has left the house all the same.
    return found | {fact.detail or fact.event_id: Place.OUT for fact in state.hand_overs}


def moves_of(events: Iterable[Event]) -> tuple[Move, ...]:
    """Every move that one reservation's events tell of, in canonical order: what was taken back has moved twice."""
    told: list[Event] = []
    found: list[Move] = []
    gtins: dict[str, str] = {}
    before: dict[str, Place] = {}
    for at_ms, event in timeline(events):
        told.append(event)
        serial = text_of(event.payload, "serial")
        if serial and (gtin := text_of(event.payload, "gtin")):
            gtins.setdefault(serial, gtin14(gtin))
        if not (event.kind in _MOVES or (event.kind in _BINDS and serial and serial not in before)):
            continue
        now = places(fold(told))
        moment = Moment(at_ms, event.terminal_id, event.incarnation, event.seq, event.event_id)
        for one in sorted(before.keys() | now.keys()):
            place = now.get(one, Place.SHELF)
            if place is not before.get(one, Place.SHELF):
                found.append(Move(one, place, moment, gtins.get(one, "")))
        before = now
    return tuple(found)


def counts_of(events: Iterable[Event]) -> dict[tuple[str, Place], Count]:
    """The last count of each place of each model that nobody took back; one that makes no sense counts for nothing."""
    kept = [event for event in events if not event.reservation_id]
    undone = {text_of(one.payload, "event_id") for one in kept if one.kind is EventKind.UNDONE}
    found: dict[tuple[str, Place], Count] = {}
    for event in canonical_order(kept):
        count = _count(event) if event.kind is EventKind.STOCK_COUNTED and event.event_id not in undone else None
        if count is not None:
            found[count.sku, count.place] = count
    return found


def _count(event: Event) -> Count | None:
    sku, place = text_of(event.payload, "sku"), text_of(event.payload, "place")
    count, delivered = event.payload.get("count"), event.payload.get("delivered")
    if not sku or place not in COUNTED or not isinstance(count, int) or isinstance(count, bool):
        return None
    if not 0 <= count <= MAX_COUNT:
        return None
    known = delivered if isinstance(delivered, int) and not isinstance(delivered, bool) else 0
    at_ms = timeline([event])[0][0]
    moment = Moment(at_ms, event.terminal_id, event.incarnation, event.seq, event.event_id)
    return Count(sku, Place(place), count, known, moment)


class Stock:
    """All models of a store, kept true one reservation at a time: `put` costs the same however many there are."""

    def __init__(
        self,
        delivered: Mapping[str, int],
        products: Iterable[Product] = (),
        counts: Mapping[tuple[str, Place], Count] | None = None,
    ) -> None:
        self._delivered = delivered
        self._skus = {gtin14(one.gtin): one.sku for one in products if one.gtin}
        self._names = {one.sku for one in products}
        self._counts = counts or {}
        self._booked: dict[str, str] = {}
        """Reservation id -> its model."""
        self._told: defaultdict[str, dict[str, tuple[Move, ...]]] = defaultdict(dict)
        """Serial -> reservation id -> what it says of the unit."""
        self._serials: dict[str, set[str]] = {}
        self._shares: dict[str, Counter[tuple[str, Place]]] = {}
        """What each unit adds to each place."""
        self._sums: Counter[tuple[str, Place]] = Counter()
        self._waiting: defaultdict[str, set[str]] = defaultdict(set)

    def put(self, reservation_id: str, sku: str, waiting: bool, moves: Iterable[Move]) -> None:
        """This reservation says so now. `sku`: what is to be given for it."""
        self.drop(reservation_id)
        told: defaultdict[str, list[Move]] = defaultdict(list)
        for move in moves:
            told[move.serial].append(move)
        self._booked[reservation_id] = sku
        if waiting:
            self._waiting[sku].add(reservation_id)
        self._serials[reservation_id] = set(told)
        for serial, said in told.items():
            self._told[serial][reservation_id] = tuple(said)
            self._weigh(serial)

    def drop(self, reservation_id: str) -> None:
        """Nothing that happened to it stands any more."""
        sku = self._booked.pop(reservation_id, None)
        if sku is None:
            return
        self._waiting[sku].discard(reservation_id)
        for serial in self._serials.pop(reservation_id):
            del self._told[serial][reservation_id]
            self._weigh(serial)

    def level(self, sku: str) -> Level:
        delivered = self._delivered.get(sku)
        shelf, staged, quarantine = (self._base(sku, place) + self._sums[sku, place] for place in COUNTED)
        counted = any((sku, place) in self._counts for place in COUNTED)
        waiting = len(self._waiting.get(sku, ()))
        return Level(sku, delivered, shelf, staged, quarantine, self._sums[sku, Place.OUT], waiting, counted)

    def levels(self) -> tuple[Level, ...]:
        """Every model that is known of, by sku."""
        skus = {*self._delivered, *self._names, *self._booked.values(), *(sku for sku, _ in self._counts)}
        return tuple(self.level(sku) for sku in sorted(skus | {sku for sku, _ in self._sums}))

    def left(self, sku: str, reservation_id: str) -> int | None:
        """How many there are for this customer: on the shelf, less the others who are inside without one. None: unknown."""
        level = self.level(sku)
        if not level.is_known:
            return None
        return level.free + (reservation_id in self._waiting.get(sku, ()))

    def _base(self, sku: str, place: Place) -> int:
        delivered = self._delivered.get(sku, 0) if place is Place.SHELF else 0
        count = self._counts.get((sku, place))
        if count is None:
            return delivered
        return count.count + (delivered - count.delivered if place is Place.SHELF else 0)

    def _weigh(self, serial: str) -> None:
        """What the unit adds, anew."""
        self._sums.subtract(self._shares.pop(serial, Counter()))
        told = self._told[serial]
        if not told:
            del self._told[serial]
            return
        sku = self._sku_of(told)
        share: Counter[tuple[str, Place]] = Counter()
        for source, target, moment in _walk(told):
            for place, by in ((source, -1), (target, 1)):
                count = self._counts.get((sku, place))
                if count is None or moment.follows(count.moment):
                    share[sku, place] += by
        self._shares[serial] = share
        self._sums.update(share)

    def _sku_of(self, told: Mapping[str, tuple[Move, ...]]) -> str:
        """By its box; of a unit whose box nobody scanned, by the first reservation that speaks of it."""
        said = sorted(
            (move.moment, reservation_id, move.gtin) for reservation_id, all_ in told.items() for move in all_
        )
        by_box = next((self._skus[gtin] for _, _, gtin in said if gtin in self._skus), "")
        return by_box or self._booked.get(said[0][1], "")


def _walk(told: Mapping[str, tuple[Move, ...]]) -> Iterator[tuple[Place, Place, Moment]]:
    """From where to where one unit went, and when, by what all its reservations say."""
    steps = sorted(
        (move.moment, reservation_id, move.place) for reservation_id, all_ in told.items() for move in all_
    )  # fmt: skip
    held: dict[str, Place] = {}
    source = Place.SHELF
    for moment, reservation_id, place in steps:
        held[reservation_id] = place
        target = next(one for one in _RANK if one in held.values())
        if target is not source:
            yield source, target, moment
            source = target
