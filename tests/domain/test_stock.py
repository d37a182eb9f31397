"""Stock: what lies where by rows and events, whoever heard of them first; a count sets it right; nothing is clipped."""

from collections import Counter
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kiosk.domain.event import Event, EventKind
from kiosk.domain.policy import Policy, WayOut
from kiosk.domain.reservation import Product
from kiosk.domain.shortage import supply
from kiosk.domain.state import fold
from kiosk.domain.stock import Count, Discrepancy, Level, Place, Stock, counts_of, moves_of, waits
from tests.domain.strategies import NOON, histories

GTIN = "04006381333931"
WATCH = Product("W", "Watch", gtin=GTIN)
ONE, TWO = "00c0ffee00000001", "00c0ffee00000002"


class Day:
    """Events in the order in which they really happened, by whichever terminal, a minute apart."""

    def __init__(self) -> None:
        self.events: list[Event] = []

    def tell(self, kind: EventKind, reservation_id: str = ONE, terminal: str = "A", **payload: Any) -> Event:
        seq = 1 + sum(one.terminal_id == terminal for one in self.events)
        at = NOON + timedelta(minutes=len(self.events))
        identity = (f"{len(self.events):032x}", terminal, "1", seq, at, 0, 0, "s")
        self.events.append(Event(*identity, reservation_id, kind, payload))
        return self.events[-1]

    def bind(self, serial: str, reservation_id: str = ONE, terminal: str = "A") -> Event:
        said = {"step": "scan_box", "serial": serial, "gtin": GTIN}
        return self.tell(EventKind.STEP_COMPLETED, reservation_id, terminal, **said)

    def count(self, place: Place, count: int, delivered: int = 10, terminal: str = "A") -> Event:
        said = {"sku": "W", "place": str(place), "count": count, "delivered": delivered, "reason": "counted"}
        return self.tell(EventKind.STOCK_COUNTED, "", terminal, **said)

    def undo(self, target: Event, terminal: str = "A") -> Event:
        return self.tell(EventKind.UNDONE, target.reservation_id, terminal, event_id=target.event_id)


def stock_of(events: list[Event], delivered: int | None = 10) -> Stock:
    stock = Stock({} if delivered is None else {"W": delivered}, [WATCH], counts_of(events))
    for reservation_id in dict.fromkeys(event.reservation_id for event in events if event.reservation_id):
        history = [event for event in events if event.reservation_id == reservation_id]
        stock.put(reservation_id, "W", waits(fold(history)), moves_of(history))
    return stock


def level(day: Day, delivered: int | None = 10) -> Level:
    return stock_of(day.events, delivered).level("W")


def four(found: Level) -> tuple[int, int, int, int]:
    return found.shelf, found.staged, found.quarantine, found.out


def test_a_unit_goes_from_the_shelf_to_its_customer() -> None:
    day = Day()
    assert four(level(day)) == (10, 0, 0, 0)
    day.tell(EventKind.ARRIVED, call_number="A001")
    assert (level(day).waiting, level(day).free) == (1, 9)
    day.bind("S-1")
    assert (four(level(day)), level(day).waiting, level(day).free) == ((9, 1, 0, 0), 0, 9)
    day.tell(EventKind.HANDED_OVER, serial="S-1")
    assert four(level(day)) == (9, 0, 0, 1)


def test_a_damaged_unit_lies_in_quarantine_and_its_customer_waits_again() -> None:
    day = Day()
    day.tell(EventKind.ARRIVED, call_number="A001")
    day.bind("S-1")
    day.tell(EventKind.UNIT_REJECTED, serial="S-1", reason="damaged")
    found = level(day)
    assert (four(found), found.waiting, found.free) == ((9, 0, 1, 0), 1, 8)


def test_what_is_put_back_or_taken_back_moves_again() -> None:
    day = Day()
    bound = day.bind("S-1")
    handed = day.tell(EventKind.HANDED_OVER, serial="S-1")
    day.undo(handed)
    assert four(level(day)) == (9, 1, 0, 0)
    day.undo(bound)
    assert four(level(day)) == (10, 0, 0, 0)


def test_another_slot_puts_the_unit_back() -> None:
    day = Day()
    day.bind("S-1")
    day.tell(EventKind.RESCHEDULED, slot_start="2026-11-27T16:00:00Z", slot_end="2026-11-27T17:00:00Z")
    assert four(level(day)) == (10, 0, 0, 0)


def test_a_count_holds_from_its_moment_on() -> None:
    day = Day()
    bound = day.bind("S-1")
    day.count(Place.SHELF, 7)
    assert four(level(day)) == (7, 1, 0, 0)
    assert level(day).missing == 2
    day.undo(bound)  # it lay in a runner's hands when the shelf was counted
    assert four(level(day)) == (8, 0, 0, 0)
    day.bind("S-2")
    assert four(level(day)) == (7, 1, 0, 0)


def test_a_fact_from_before_the_count_that_is_heard_after_it_changes_nothing() -> None:
    """Terminal B was offline: its hand-over had left the shelf already when A counted."""
    day = Day()
    day.bind("S-1", terminal="B")
    day.tell(EventKind.HANDED_OVER, terminal="B", serial="S-1")
    counted = day.count(Place.SHELF, 9)
    assert four(stock_of([counted]).level("W")) == (9, 0, 0, 0)
    assert four(level(day)) == (9, 0, 0, 1)


def test_of_one_terminal_its_sequence_says_what_came_before_a_count() -> None:
    day = Day()
    day.bind("S-1")
    day.count(Place.SHELF, 9)
    late = replace(day.events[0], occurred_at=NOON + timedelta(hours=3))  # its clock was set back in between
    day.events[0] = late
    assert level(day).shelf == 9


def test_of_two_counts_the_later_one_counts_and_an_undone_one_does_not() -> None:
    day = Day()
    day.count(Place.SHELF, 3)
    second = day.count(Place.SHELF, 5, terminal="B")
    assert level(day).shelf == 5
    day.tell(EventKind.UNDONE, "", event_id=second.event_id)
    assert level(day).shelf == 3


def test_a_second_delivery_is_added_to_what_was_counted() -> None:
    day = Day()
    day.count(Place.SHELF, 4, delivered=10)
    assert level(day, delivered=30).shelf == 24


def test_less_than_nothing_is_a_discrepancy_until_somebody_counts() -> None:
    day = Day()
    day.bind("S-1")
    day.bind("S-2", TWO, "B")
    assert level(day, delivered=1).discrepancies == (Discrepancy("W", Place.SHELF, -1),)
    day.count(Place.SHELF, 0, delivered=1)
    assert level(day, delivered=1).discrepancies == (Discrepancy("W", None, 2),)  # one too many, wherever it came from
    day.count(Place.SHELF, 0, delivered=2)  # the delivery note was put right, and the shelf looked at again
    assert level(day, delivered=2).discrepancies == ()


def test_nothing_is_said_of_a_model_whose_number_nobody_has_told() -> None:
    day = Day()
    day.tell(EventKind.ARRIVED, call_number="A001")
    day.bind("S-1")
    assert not level(day, delivered=None).is_known
    assert level(day, delivered=None).discrepancies == ()
    assert stock_of(day.events, delivered=None).left("W", ONE) is None


def test_one_unit_that_two_reservations_speak_of_is_one_unit() -> None:
    day = Day()
    first = day.bind("S-1")
    day.bind("S-1", TWO, "B")
    assert four(level(day)) == (9, 1, 0, 0)
    day.undo(first)
    assert four(level(day)) == (9, 1, 0, 0)
    day.tell(EventKind.HANDED_OVER, TWO, "B", serial="S-1")
    assert four(level(day)) == (9, 0, 0, 1)


def test_a_unit_is_what_its_box_says() -> None:
    """Whoever was forgotten leaves no row, and the unit stays one of its model."""
    day = Day()
    day.bind("S-1")
    stock = Stock({"W": 10}, [WATCH], {})
    stock.put(ONE, "", False, moves_of(day.events))
    assert stock.level("W").shelf == 9


def test_who_is_inside_without_a_unit_is_reckoned_with() -> None:
    day = Day()
    for number in range(3):
        day.tell(EventKind.ARRIVED, f"{number:016x}", call_number=f"A00{number}")
    stock = stock_of(day.events, delivered=4)
    assert stock.left("W", "somebody outside") == 1
    assert stock.left("W", f"{0:016x}") == 2  # the one meant for the others is not theirs


def product(sku: str, *alternatives: str) -> Product:
    return Product(sku, sku, alternatives=alternatives)


SHOP = {one.sku: one for one in (product("W", "X", "gone", "Y", "W"), product("X"), product("Y"))}


@pytest.mark.parametrize(
    ("left", "ways", "offered"),
    [
        (1, (), ()),
        (0, tuple(WayOut), ("Y",)),
        (-2, tuple(WayOut), ("Y",)),
    ],
)
def test_a_shortage_offers_what_the_rules_list_and_what_is_there(
    left: int, ways: tuple[WayOut, ...], offered: tuple[str, ...]
) -> None:
    found = supply(left, "W", SHOP, {"X": 0, "Y": 3}.get, Policy())
    assert found is not None
    assert (found.is_short, found.ways_out) == (left < 1, ways)
    assert tuple(one.product.sku for one in found.alternatives) == offered


def test_without_anything_to_offer_the_other_ways_stay() -> None:
    found = supply(0, "X", SHOP, {"X": 0}.get, Policy(shortage=(WayOut.VOUCHER, WayOut.ALTERNATIVE)))
    assert found is not None
    assert found.ways_out == (WayOut.VOUCHER,)
    assert supply(None, "W", SHOP, {}.get, Policy()) is None


# --- whatever the order and the honesty -----------------------------------------------------------------------------------


def about(event: Event, number: int) -> Event:
    return replace(event, reservation_id=f"{number:016x}", event_id=f"{number}{event.event_id[1:]}")


@given(st.lists(histories(), max_size=4), st.randoms(use_true_random=False))
@settings(max_examples=150)
def test_the_same_events_give_the_same_figures_in_any_order(told: list[list[Event]], random: Any) -> None:
    """One at a time, put twice, dropped in between: never another answer than all at once."""
    by_id = {f"{number:016x}": [about(event, number) for event in history] for number, history in enumerate(told)}
    asked = Stock({"W": 3}, [WATCH])
    at_once = Stock({"W": 3}, [WATCH])
    for reservation_id, history in by_id.items():
        at_once.put(reservation_id, "W", waits(fold(history)), moves_of(history))
    ids = [*by_id, *by_id]
    random.shuffle(ids)
    for reservation_id in ids:
        history = [*by_id[reservation_id]]
        random.shuffle(history)
        half = history[: len(history) // 2]
        asked.put(reservation_id, "X", waits(fold(half)), moves_of(half))
        if random.random() < 0.3:
            asked.drop(reservation_id)
    for reservation_id, history in by_id.items():
        random.shuffle(history)
        asked.put(reservation_id, "W", waits(fold(history)), moves_of(history))
    assert asked.level("W") == at_once.level("W")
    assert asked.level("X") == Level("X", None, 0, 0, 0, 0, 0)


class World:
    """The stockroom as it really is, units and all; what the terminals write down of it is `day`."""

    def __init__(self, units: int) -> None:
        self.day = Day()
        self.units = {f"S-{number}": Place.SHELF for number in range(units)}
        self.held: dict[str, str] = {}
        self.stolen = 0
        """Gone from the shelf since it was last counted, without a word."""
        self._bound: dict[str, Event] = {}

    def counts(self) -> Counter[Place]:
        return Counter(self.units.values())

    def fetch(self, reservation_id: str, terminal: str) -> None:
        serial = next((one for one, place in self.units.items() if place is Place.SHELF), None)
        if serial is not None and reservation_id not in self.held:
            self.units[serial], self.held[reservation_id] = Place.STAGED, serial
            self._bound[reservation_id] = self.day.bind(serial, reservation_id, terminal)

    def act(self, name: str, reservation_id: str, terminal: str) -> None:
        if name == "fetch":
            self.fetch(reservation_id, terminal)
        elif name == "count":
            for place in (Place.SHELF, Place.STAGED, Place.QUARANTINE):
                self.day.count(place, self.counts()[place], delivered=len(self.units), terminal=terminal)
            self.stolen = 0
        elif name == "theft":
            serial = next((one for one, place in self.units.items() if place is Place.SHELF), None)
            if serial is not None:
                self.units[serial] = Place.OUT
                self.stolen += 1
        elif reservation_id in self.held:
            self._finish(name, reservation_id, terminal)

    def _finish(self, name: str, reservation_id: str, terminal: str) -> None:
        serial = self.held.pop(reservation_id)
        if name == "hand over":
            self.units[serial] = Place.OUT
            self.day.tell(EventKind.HANDED_OVER, reservation_id, terminal, serial=serial)
        elif name == "reject":
            self.units[serial] = Place.QUARANTINE
            self.day.tell(EventKind.UNIT_REJECTED, reservation_id, terminal, serial=serial, reason="damaged")
        else:
            self.units[serial] = Place.SHELF
            self.day.undo(self._bound[reservation_id], terminal)


_ACTS = st.sampled_from(["fetch", "fetch", "fetch", "hand over", "reject", "put back", "theft", "count"])
_STEPS = st.lists(st.tuples(_ACTS, st.integers(0, 4), st.sampled_from("AB")), max_size=30)


@given(st.integers(0, 6), _STEPS, st.randoms(use_true_random=False))
@settings(max_examples=300)
def test_figures_are_the_worlds_where_everything_was_written_down_or_counted(
    units: int, steps: list[tuple[str, int, str]], random: Any
) -> None:
    world = World(units)
    for name, number, terminal in steps:
        world.act(name, f"{number:016x}", terminal)
    events = [*world.day.events]
    random.shuffle(events)
    found = stock_of(events, delivered=units).level("W")
    truth = world.counts()
    assert (found.staged, found.quarantine) == (truth[Place.STAGED], truth[Place.QUARANTINE])
    assert found.discrepancies == ()  # nothing is ever reported that is not so
    assert found.shelf - truth[Place.SHELF] == world.stolen


def test_a_count_that_makes_no_sense_counts_for_nothing() -> None:
    day = Day()
    day.count(Place.SHELF, -1)
    day.count(Place.OUT, 4)
    day.tell(EventKind.STOCK_COUNTED, "", sku="W", place="shelf", count=True)
    day.tell(EventKind.STOCK_COUNTED, "", sku="W", place="shelf", count="9")
    day.tell(EventKind.STOCK_COUNTED, "", sku="", place="shelf", count=9)
    assert level(day).shelf == 10
    assert counts_of(day.events) == dict[tuple[str, Place], Count]()
