"""The fold: one state for one set of events, whatever their order, their clocks and their honesty."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from kiosk.domain.event import Event, EventKind
from kiosk.domain.reservation import Payment
from kiosk.domain.state import (
    BOOKED,
    Stage,
    canonical_order,
    fold,
    fold_one,
    state_body,
    state_digest,
    state_from_body,
)
from tests.domain.strategies import NOON, histories


def event(number: int, kind: EventKind, terminal: str = "A", minute: int | None = None, **payload: Any) -> Event:
    """Event `number` of terminal `terminal`, by default `number` minutes after noon."""
    at = NOON + timedelta(minutes=number if minute is None else minute)
    identity = f"{terminal.lower()}{number:031x}"
    return Event(identity, terminal, "1", number, at, 0, 0, f"staff-{terminal}", "00c0ffee00000042", kind, payload)


def undo(number: int, target: Event, terminal: str = "A") -> Event:
    return event(number, EventKind.UNDONE, terminal, event_id=target.event_id)


ARRIVED_A = event(1, EventKind.ARRIVED, call_number="A001")
ARRIVED_B = event(3, EventKind.ARRIVED, "B", call_number="B003")


@given(histories(), st.randoms(use_true_random=False))
@settings(max_examples=300)
def test_order_and_duplicates_do_not_matter(events: list[Event], random: Any) -> None:
    state = fold(events)
    shuffled = events + events[: len(events) // 2]
    random.shuffle(shuffled)
    assert fold(shuffled) == state
    assert state_digest(fold(reversed(events))) == state_digest(state)


@given(histories())
def test_a_terminals_own_order_survives_any_clock(events: list[Event]) -> None:
    for stream in {(event.terminal_id, event.incarnation) for event in events}:
        own = [each.seq for each in canonical_order(events) if (each.terminal_id, each.incarnation) == stream]
        assert own == sorted(own)


@given(histories())
def test_the_cached_body_reads_back(events: list[Event]) -> None:
    state = fold(events)
    assert state_from_body(state_body(state)) == state


@given(histories())
def test_undone_and_restored(events: list[Event]) -> None:
    """Undoing any event is as if it had never been; undoing the undo is as if nothing had been."""
    for target in events:
        if target.kind is EventKind.UNDONE or any(each.payload.get("event_id") == target.event_id for each in events):
            continue
        taken_back = undo(1, target, "Z")
        restored = undo(2, taken_back, "Z")
        assert fold([*events, taken_back, restored]) == fold(events)
        assert fold([*events, taken_back]).arrivals == tuple(
            sighting for sighting in fold([*events, taken_back]).arrivals if sighting.event_id != target.event_id
        )


def test_nothing_happened() -> None:
    assert fold([]) == BOOKED
    assert fold([event(1, EventKind.SCAN_REFUSED, verdict="late")]) == BOOKED


def test_arrivals_on_two_terminals_merge_first_one_first() -> None:
    state = fold([ARRIVED_B, ARRIVED_A])
    assert [sighting.call_number for sighting in state.arrivals] == ["A001", "B003"]
    assert state.stage is Stage.ARRIVED


def test_undo_takes_back_one_arrival_and_its_undo_restores_it() -> None:
    taken_back = undo(4, ARRIVED_A, "B")
    assert [s.call_number for s in fold([ARRIVED_A, ARRIVED_B, taken_back]).arrivals] == ["B003"]
    assert fold([ARRIVED_A, taken_back]) == BOOKED
    assert fold([ARRIVED_A, taken_back, undo(5, taken_back)]) == fold([ARRIVED_A])
    assert fold([ARRIVED_A, taken_back, undo(5, taken_back), undo(6, taken_back)]) == fold([ARRIVED_A])


def test_undos_in_a_circle_count_for_nothing() -> None:
    first = replace(undo(1, ARRIVED_A, "B"), payload={"event_id": "c" + f"{2:031x}"})
    second = undo(2, first, "C")
    assert second.event_id == first.payload["event_id"]
    assert fold([first, second, ARRIVED_A]) == fold([ARRIVED_A])
    itself = replace(first, payload={"event_id": first.event_id})
    assert fold([itself, ARRIVED_A]) == fold([ARRIVED_A])


def test_an_offset_corrects_a_fast_clock() -> None:
    fast = replace(ARRIVED_B, clock_offset_ms=-600_000)
    state = fold([ARRIVED_A, fast])
    assert [sighting.call_number for sighting in state.arrivals] == ["B003", "A001"]
    assert state.arrivals[0].at == NOON + timedelta(minutes=-7)


def test_a_clock_set_back_keeps_the_terminals_own_order() -> None:
    settled = event(1, EventKind.PAYMENT_SETTLED, minute=30)
    refused = event(2, EventKind.PAYMENT_REFUSED, minute=0)
    assert fold([refused, settled]).payment is Payment.REFUSED


def test_the_whole_way_to_the_counter() -> None:
    story = [
        ARRIVED_A,
        event(1, EventKind.PREPARATION_CLAIMED, "B", minute=2),
        event(2, EventKind.STEP_COMPLETED, "B", minute=3, step="box", serial="AU41S-0001"),
        event(3, EventKind.UNIT_REJECTED, "B", minute=4),
        event(4, EventKind.STEP_COMPLETED, "B", minute=5, step="box", serial="AU41S-0002"),
        event(5, EventKind.PREPARATION_COMPLETED, "B", minute=6),
        event(1, EventKind.CALLED, "C", minute=7, counter="3"),
        event(2, EventKind.HANDED_OVER, "C", minute=8, serial="AU41S-0002", identity="id_card"),
    ]
    stages = [fold(story[: length + 1]).stage for length in range(len(story))]
    assert stages == [
        Stage.ARRIVED,
        Stage.PREPARING,
        Stage.PREPARING,
        Stage.PREPARING,
        Stage.PREPARING,
        Stage.READY,
        Stage.READY,
        Stage.COLLECTED,
    ]
    state = fold(story)
    assert (state.claimed_by, state.steps, state.serial, state.called_to) == ("staff-B", ("box",), "AU41S-0002", "3")
    assert state.collected is not None
    assert (state.collected.terminal_id, state.collected.call_number) == ("C", "A001")


def test_a_released_claim_leaves_the_arrival() -> None:
    claim = event(1, EventKind.PREPARATION_CLAIMED, "B", minute=2)
    assert fold([ARRIVED_A, claim, event(2, EventKind.CLAIM_RELEASED, "B", minute=3)]) == fold([ARRIVED_A])


def test_rescheduling_ends_the_visit() -> None:
    moved = event(2, EventKind.RESCHEDULED, slot_start="2026-11-27T15:00:00.000Z", slot_end="2026-11-27T16:00:00.000Z")
    state = fold([ARRIVED_A, event(1, EventKind.PREPARATION_CLAIMED, "B", minute=1), moved])
    assert (state.stage, state.arrivals, state.claimed_by) == (Stage.BOOKED, (), "")
    assert state.slot is not None
    assert state.slot.start == NOON + timedelta(hours=3)
    assert fold([ARRIVED_A, moved, undo(3, moved)]) == fold([ARRIVED_A])


def test_a_slot_that_is_none_is_ignored() -> None:
    for payload in ({}, {"slot_start": 3}, {"slot_start": "soon", "slot_end": "2026-11-27T16:00:00Z"}):
        assert fold([ARRIVED_A, event(2, EventKind.RESCHEDULED, **payload)]) == fold([ARRIVED_A])


def test_no_show_ends_with_an_arrival() -> None:
    missed = event(1, EventKind.NO_SHOW, "B", minute=0)
    assert fold([missed]).stage is Stage.NO_SHOW
    assert fold([missed, ARRIVED_A]).stage is Stage.ARRIVED
    assert not fold([ARRIVED_A, event(9, EventKind.NO_SHOW, "B")]).no_show


def test_an_incident_holds_until_it_is_closed() -> None:
    opened = event(1, EventKind.INCIDENT_OPENED, hold=True)
    assert fold([opened]).stage is Stage.ON_HOLD
    assert fold([opened, event(2, EventKind.INCIDENT_CLOSED, event_id=opened.event_id)]) == BOOKED
    assert fold([event(1, EventKind.INCIDENT_OPENED)]) == BOOKED


def test_of_two_hand_overs_the_first_is_the_collection_and_both_are_kept() -> None:
    first = event(1, EventKind.HANDED_OVER, "A", minute=1, serial="1")
    second = event(1, EventKind.HANDED_OVER, "B", minute=2, serial="2")
    state = fold([second, first])
    assert state.collected is not None
    assert state.collected.event_id == first.event_id
    assert [(fact.event_id, fact.detail) for fact in state.hand_overs] == [
        (first.event_id, "1"),
        (second.event_id, "2"),
    ]
    assert fold([first, second, undo(9, second)]).hand_overs == state.hand_overs[:1]


def test_the_first_claim_holds_and_both_are_known() -> None:
    first = event(2, EventKind.PREPARATION_CLAIMED, "A")
    second = event(3, EventKind.PREPARATION_CLAIMED, "B")
    state = fold([second, first])
    assert (state.claimed_by, [claim.detail for claim in state.claims]) == ("staff-A", ["staff-A", "staff-B"])
    assert fold([second, first, event(4, EventKind.CLAIM_RELEASED, "A")]).claimed_by == "staff-B"


def test_who_releases_gives_up_the_claim_made_on_that_terminal() -> None:
    here = replace(event(2, EventKind.PREPARATION_CLAIMED, "A"), staff_id="station")
    there = replace(event(3, EventKind.PREPARATION_CLAIMED, "B"), staff_id="station")
    released = replace(event(4, EventKind.CLAIM_RELEASED, "B"), staff_id="station")
    assert [claim.terminal_id for claim in fold([here, there, released]).claims] == ["A"]


@given(histories())
def test_one_event_alone_needs_no_order(events: list[Event]) -> None:
    for one in events:
        refused = replace(one, event_id="f" * 32, seq=one.seq + 1, kind=EventKind.SCAN_REFUSED)
        assert fold_one(one) == fold([one]) == fold([refused, one])


def test_two_different_events_under_one_id_resolve_alike_everywhere() -> None:
    other = replace(ARRIVED_A, payload={"call_number": "A999"})
    assert fold([ARRIVED_A, other]) == fold([other, ARRIVED_A])
    assert len(fold([ARRIVED_A, other]).arrivals) == 1
