"""Tasks from events, and the order in which runners see them."""

from collections import Counter
from datetime import UTC, datetime, timedelta
from itertools import permutations
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.domain.board import batch_with, ordered, pre_stage
from kiosk.domain.event import Event, EventKind
from kiosk.domain.policy import Policy
from kiosk.domain.recipe import WATCH, Recipe, Step
from kiosk.domain.reservation import Customer, Product, Reservation, Slot
from kiosk.domain.state import fold
from kiosk.domain.task import Alert, Task, alert_of, alert_span, task_of

NINE = datetime(2026, 11, 21, 9, 0, tzinfo=UTC)
SLOT = Slot(NINE, NINE + timedelta(hours=1))
LUEUR = Product("L", "Lueur", shelf="B3")
MAREE = Product("M", "Marée", shelf="C1")
POLICY = Policy(promise_s=1200, alert_s=300)


def minutes(count: float) -> timedelta:
    return timedelta(minutes=count)


def booked(number: int = 1) -> Reservation:
    return Reservation(f"{number:016x}", 1, 1, SLOT, "L", Customer("A B", needs="a seat"), "ABCDEFGH")


def happened(
    *what: tuple[EventKind, dict[str, object], str], reservation: Reservation, at: datetime = NINE
) -> list[Event]:
    return [
        Event(
            event_id=f"{reservation.reservation_id}{seq:016x}",
            terminal_id="t",
            incarnation="i",
            seq=seq,
            occurred_at=at,
            monotonic_ms=0,
            clock_offset_ms=0,
            staff_id=staff,
            reservation_id=reservation.reservation_id,
            kind=kind,
            payload=payload,
        )
        for seq, (kind, payload, staff) in enumerate(what, 1)
    ]


ARRIVED = (EventKind.ARRIVED, {"call_number": "A001"}, "greeter")
CLAIMED = (EventKind.PREPARATION_CLAIMED, {}, "runner-1")


def task(*what: tuple[EventKind, dict[str, object], str], number: int = 1, at: datetime = NINE) -> Task | None:
    reservation = booked(number)
    return task_of(reservation, fold(happened(*what, reservation=reservation, at=at)), LUEUR, WATCH, POLICY)


def waiting(number: int, at: datetime = NINE, product: Product = LUEUR, claimed_by: str = "") -> Task:
    return Task(
        f"{number:016x}", f"A{number:03}", product, at, at + minutes(20), claimed_by, Step.SCAN_BOX, 0, 4, "", ""
    )


def test_an_arrival_becomes_a_task_at_once() -> None:
    found = task(ARRIVED)
    assert found == Task(f"{1:016x}", "A001", LUEUR, NINE, NINE + minutes(20), "", Step.SCAN_BOX, 0, 4, "", "a seat")


def test_who_comes_before_the_slot_is_promised_from_its_beginning_on() -> None:
    early = task(ARRIVED, at=NINE - minutes(10))
    assert early is not None
    assert (early.arrived_at, early.promised_at) == (NINE - minutes(10), NINE + minutes(20))


def test_steps_bring_a_task_on() -> None:
    found = task(ARRIVED, CLAIMED, (EventKind.STEP_COMPLETED, {"step": "scan_box", "serial": "S1"}, "runner-1"))
    assert found is not None
    assert (found.claimed_by, found.step, found.done, found.serial) == ("runner-1", Step.INSPECT_PACKAGING, 1, "S1")


def test_a_rejected_unit_begins_again_and_keeps_its_place() -> None:
    before = task(ARRIVED, CLAIMED)
    after = task(
        ARRIVED,
        CLAIMED,
        (EventKind.STEP_COMPLETED, {"step": "scan_box", "serial": "S1"}, "runner-1"),
        (EventKind.UNIT_REJECTED, {"serial": "S1", "reason": "battery"}, "runner-1"),
    )
    assert after == before


@pytest.mark.parametrize(
    "last",
    [
        (EventKind.PREPARATION_COMPLETED, {}, "runner-1"),
        (EventKind.CANCELLED, {}, "s"),
        (EventKind.HANDED_OVER, {"serial": "S1"}, "c"),
        (EventKind.INCIDENT_OPENED, {"hold": True}, "s"),
    ],
)
def test_what_needs_no_preparation_is_no_task(last: tuple[EventKind, dict[str, object], str]) -> None:
    assert task(ARRIVED, CLAIMED, last) is None


def test_nobody_has_come_yet() -> None:
    assert task() is None


def test_a_recipe_of_its_own_counts_its_own_steps() -> None:
    reservation = booked()
    state = fold(happened(ARRIVED, (EventKind.STEP_COMPLETED, {"step": "test_battery"}, "r"), reservation=reservation))
    short = Recipe("L", (Step.SCAN_BOX, Step.BRING_TO_COUNTER))
    found = task_of(reservation, state, LUEUR, short, POLICY)
    assert found is not None
    assert (found.step, found.done, found.steps) == (Step.SCAN_BOX, 0, 2)


@pytest.mark.parametrize(
    ("after", "alert"),
    [(0, Alert.CALM), (14.9, Alert.CALM), (15, Alert.SOON), (19.9, Alert.SOON), (20, Alert.BROKEN), (60, Alert.BROKEN)],
)
def test_the_alert_follows_the_promise(after: float, alert: Alert) -> None:
    assert alert_of(waiting(1), POLICY, NINE + minutes(after)) is alert


@given(st.integers(-3600, 3600), st.integers(-3600, 3600))
def test_an_alert_lasts_as_long_as_it_says(at: int, other: int) -> None:
    now, then = NINE + timedelta(seconds=at), NINE + timedelta(seconds=other)
    alert, since, until = alert_span(waiting(1), POLICY, now)
    assert since <= now < until
    assert (alert_of(waiting(1), POLICY, then) is alert) == (since <= then < until)


def test_about_to_break_on_top_then_oldest_first() -> None:
    promised_late = Task("z" * 16, "A009", LUEUR, NINE - minutes(9), NINE + minutes(20), "", None, 0, 4, "", "")
    older, younger, breaking = (
        waiting(1, NINE + minutes(1)),
        waiting(2, NINE + minutes(2)),
        waiting(3, NINE - minutes(6)),
    )
    now = NINE + minutes(10)
    for tasks in permutations([older, younger, breaking, promised_late]):
        assert ordered(tasks, POLICY, now) == [breaking, promised_late, older, younger]


@given(st.lists(st.integers(0, 5), min_size=2, max_size=6), st.randoms(use_true_random=False))
def test_every_terminal_sees_the_same_order(arrivals: list[int], chance: Random) -> None:
    tasks = [waiting(number, NINE + minutes(at)) for number, at in enumerate(arrivals)]
    shuffled = sorted(tasks, key=lambda _: chance.random())
    assert ordered(shuffled, POLICY, NINE) == ordered(tasks, POLICY, NINE)


def test_tasks_on_one_shelf_are_fetched_together() -> None:
    mine, same, taken, other = waiting(1), waiting(2), waiting(3, claimed_by="runner-2"), waiting(4, product=MAREE)
    found = batch_with(mine, [mine, same, taken, other])
    assert found is not None
    assert (found.shelf, found.tasks) == ("B3", (mine, same))
    assert batch_with(other, [mine, same, taken, other]) is None
    assert batch_with(mine, [mine, *(waiting(n) for n in range(2, 9))], limit=3) is not None


def test_products_without_a_shelf_are_never_one_batch() -> None:
    nowhere = Product("N", "Nulle part")
    assert batch_with(waiting(1, product=nowhere), [waiting(2, product=nowhere)]) is None


def test_pre_staging_looks_one_preparation_ahead_and_counts_what_lies_there() -> None:
    later = Slot(NINE + minutes(30), NINE + minutes(90))
    over = Slot(NINE - minutes(60), NINE - minutes(5))
    expected = [(SLOT, LUEUR)] * 3 + [(SLOT, MAREE)] * 2 + [(later, LUEUR)] * 5 + [(over, LUEUR)]
    now = NINE - minutes(5)
    found = pre_stage(expected, Counter({"L": 2}), minutes(8), now)
    assert [(fetch.product.sku, fetch.count, fetch.by) for fetch in found] == [("M", 2, NINE), ("L", 1, NINE)]
    assert pre_stage(expected, Counter({"L": 9, "M": 9}), minutes(8), now) == []
    assert sum(fetch.count for fetch in pre_stage(expected, Counter(), minutes(40), now)) == 10
