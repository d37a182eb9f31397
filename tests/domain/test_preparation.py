"""Steps belong to units, claims to runners, calls to ready units: whatever two terminals did without knowing of each other."""

from dataclasses import replace
from itertools import permutations

import pytest

from kiosk.domain.event import Event, EventKind
from kiosk.domain.state import Stage, State, fold
from kiosk.domain.unit import taken_units
from tests.domain.test_state import ARRIVED_A, event, undo

CLAIM_A = event(2, EventKind.PREPARATION_CLAIMED, "A")
BOX_A = event(3, EventKind.STEP_COMPLETED, "A", step="scan_box", serial="S-1")
TESTED_A = event(4, EventKind.STEP_COMPLETED, "A", step="test_battery", serial="S-1", battery_percent=80)
READY_A = event(5, EventKind.PREPARATION_COMPLETED, "A", serial="S-1", counter="3")
CLAIM_B = event(3, EventKind.PREPARATION_CLAIMED, "B")
BOX_B = event(4, EventKind.STEP_COMPLETED, "B", minute=2, step="scan_box", serial="S-2")


def told(*events: Event) -> State:
    """Of every order of arrival the same."""
    states = {fold(order) for order in permutations(events)} if len(events) < 7 else {fold(events)}
    (state,) = states
    return state


def test_claimed_ready_and_called_have_their_times() -> None:
    called = event(6, EventKind.CALLED, "A", counter="3", act="call")
    state = told(ARRIVED_A, CLAIM_A, BOX_A, READY_A, called)
    assert (state.stage, state.counter, state.called_to, state.calls) == (Stage.READY, "3", "3", 1)
    assert state.claimed_at == CLAIM_A.occurred_at
    assert state.prepared_at == READY_A.occurred_at
    assert state.called_at == called.occurred_at
    assert state.last_step is not None
    assert (state.last_step.event_id, state.last_step.detail) == (BOX_A.event_id, "scan_box")


def test_a_unit_does_not_count_as_tested_because_another_one_was() -> None:
    """B bound its unit first; A tested another. What is to be done next is what B's unit still needs."""
    state = told(ARRIVED_A, CLAIM_A, BOX_B, BOX_A, TESTED_A)
    assert (state.serial, state.steps) == ("S-2", ("scan_box",))
    assert [fact.detail for fact in state.units] == ["S-2", "S-1"]


def test_the_first_unit_that_is_ready_counts() -> None:
    state = told(ARRIVED_A, BOX_B, BOX_A, TESTED_A, READY_A)
    assert (state.stage, state.serial, state.steps) == (Stage.READY, "S-1", ("scan_box", "test_battery"))
    later = event(9, EventKind.PREPARATION_COMPLETED, "B", serial="S-2", counter="7")
    assert fold([ARRIVED_A, BOX_B, BOX_A, TESTED_A, READY_A, later]).counter == "3"


def test_a_rejected_unit_is_out_whichever_was_heard_first() -> None:
    rejected = event(1, EventKind.UNIT_REJECTED, "C", minute=1, serial="S-1", reason="battery")
    state = told(ARRIVED_A, BOX_A, TESTED_A, rejected)
    assert (state.stage, state.serial, state.steps, state.last_step) == (Stage.ARRIVED, "", (), None)
    assert [(one.serial, one.reason) for one in state.rejected] == [("S-1", "battery")]
    assert told(ARRIVED_A, BOX_A, rejected, undo(2, rejected, "C")) == told(ARRIVED_A, BOX_A)


def test_the_task_keeps_its_runner_when_its_unit_is_rejected() -> None:
    rejected = event(5, EventKind.UNIT_REJECTED, "A", serial="S-1", reason="battery", battery_percent=12)
    again = event(6, EventKind.STEP_COMPLETED, "A", step="scan_box", serial="S-3")
    state = told(ARRIVED_A, CLAIM_A, BOX_A, rejected, again)
    assert (state.stage, state.claimed_by, state.serial) == (Stage.PREPARING, "staff-A", "S-3")
    assert taken_units(state) == {"S-1", "S-3"}


def test_a_step_before_the_box_is_the_scanned_units() -> None:
    looked = event(2, EventKind.STEP_COMPLETED, "A", step="inspect_packaging")
    state = told(ARRIVED_A, looked, BOX_A)
    assert (state.steps, state.serial) == (("inspect_packaging", "scan_box"), "S-1")


def test_handing_on_keeps_the_place() -> None:
    to_carla = replace(event(9, EventKind.CLAIM_RELEASED, "A"), payload={"to": "staff-C"})
    state = told(ARRIVED_A, CLAIM_A, CLAIM_B, to_carla)
    assert (state.claimed_by, [claim.detail for claim in state.claims]) == ("staff-C", ["staff-C", "staff-B"])
    assert told(ARRIVED_A, CLAIM_A, CLAIM_B, to_carla, undo(10, to_carla)).claimed_by == "staff-A"


def test_a_supervisor_releases_the_claim_that_is_named() -> None:
    released = event(9, EventKind.CLAIM_RELEASED, "C", of="staff-A")
    assert told(ARRIVED_A, CLAIM_A, CLAIM_B, released).claimed_by == "staff-B"
    assert told(ARRIVED_A, CLAIM_A, event(9, EventKind.CLAIM_RELEASED, "C", of="nobody")).claimed_by == "staff-A"


@pytest.mark.parametrize("act", ["skip", "hold"])
def test_a_parked_customer_is_called_again(act: str) -> None:
    ready = [ARRIVED_A, BOX_A, READY_A, event(6, EventKind.CALLED, "A", counter="3")]
    parked = event(7, EventKind.CALLED, "A", counter="3", act=act)
    again = event(8, EventKind.CALLED, "A", counter="4", act="again")
    assert (fold([*ready, parked]).parked, fold([*ready, parked]).calls) == (True, 1)
    called = fold([*ready, parked, again])
    assert (called.parked, called.calls, called.called_to) == (False, 2, "4")


def test_calls_begin_anew_with_another_unit() -> None:
    called = event(6, EventKind.CALLED, "A", counter="3", act="call")
    damaged = event(7, EventKind.UNIT_REJECTED, "A", serial="S-1", reason="damaged")
    state = told(ARRIVED_A, BOX_A, READY_A, called, damaged)
    assert (state.calls, state.called_to, state.called_at, state.prepared_at) == (0, "", None, None)


def test_rescheduling_gives_the_unit_back_but_not_the_rejected_one() -> None:
    rejected = event(4, EventKind.UNIT_REJECTED, "A", serial="S-1", reason="packaging")
    other = event(5, EventKind.STEP_COMPLETED, "A", step="scan_box", serial="S-3")
    slot = {"slot_start": "2026-11-27T15:00:00.000Z", "slot_end": "2026-11-27T16:00:00.000Z"}
    moved = event(6, EventKind.RESCHEDULED, "A", **slot)
    state = told(ARRIVED_A, BOX_A, rejected, other, moved)
    assert (state.stage, state.units, taken_units(state)) == (Stage.BOOKED, (), {"S-1"})


def test_the_unit_handed_over_is_the_first_ones() -> None:
    over = event(7, EventKind.HANDED_OVER, "A", serial="S-1")
    other = event(7, EventKind.HANDED_OVER, "B", minute=30, serial="S-2")
    state = told(ARRIVED_A, BOX_A, BOX_B, over, other)
    assert (state.serial, taken_units(state)) == ("S-1", {"S-1", "S-2"})
