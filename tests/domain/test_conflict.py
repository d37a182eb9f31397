"""Facts that cannot all be right: the same from every permutation, duplication and partition of the same events."""

from itertools import permutations
from random import Random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kiosk.domain.conflict import ConflictKind, between, conflicts, shared_subjects
from kiosk.domain.event import Event, EventKind
from kiosk.domain.state import fold
from tests.domain.conflict_vectors import ConflictCase, conflict_cases, told
from tests.domain.strategies import near

CASES = list(conflict_cases())
RESERVATIONS = ("r1", "r2", "r3")
KINDS = (
    EventKind.ARRIVED,
    EventKind.HANDED_OVER,
    EventKind.HANDED_OVER,
    EventKind.CANCELLED,
    EventKind.PREPARATION_CLAIMED,
    EventKind.CLAIM_RELEASED,
    EventKind.STEP_COMPLETED,
    EventKind.UNIT_REJECTED,
    EventKind.INCIDENT_CLOSED,
    EventKind.UNDONE,
)
ids = st.sampled_from([f"{number:032x}" for number in range(10)])
payloads: st.SearchStrategy[dict[str, Any]] = st.fixed_dictionaries(
    {
        "call_number": st.sampled_from(["", "A001", "A002"]),
        "serial": st.sampled_from(["", "S-1", "S-2"]),
        "step": st.just("scan_box"),
        "event_id": ids,
        "event_ids": st.one_of(st.just(""), st.lists(ids, max_size=10)),
    }
)


@st.composite
def crowds(draw: st.DrawFn) -> list[Event]:
    """Events of several reservations on several terminals, full of contradictions."""
    return [
        Event(
            event_id=f"{number:032x}",
            terminal_id=draw(st.sampled_from("AB")),
            incarnation="1",
            seq=draw(st.integers(1, 8)),
            occurred_at=draw(near),
            monotonic_ms=0,
            clock_offset_ms=draw(st.sampled_from([0, -600_000])),
            staff_id=draw(st.sampled_from(["s1", "s2"])),
            reservation_id=draw(st.sampled_from(RESERVATIONS)),
            kind=draw(st.sampled_from(KINDS)),
            payload=draw(payloads),
        )
        for number in range(draw(st.integers(0, 10)))
    ]


@pytest.mark.parametrize("case", CASES, ids=[case.name for case in CASES])
def test_vector(case: ConflictCase) -> None:
    for order in permutations(case.events):
        assert told(conflicts(order)) == case.expect
        assert told(conflicts(order + order[:2])) == case.expect


def test_the_vectors_have_every_kind_open_and_closed_sides() -> None:
    kinds = {one["kind"] for case in CASES for one in case.expect}
    assert kinds == set(ConflictKind)
    assert any(one["closed_by"] for case in CASES for one in case.expect)
    assert len({case.name for case in CASES}) == len(CASES)


@given(crowds(), st.integers())
@settings(max_examples=300)
def test_order_and_duplicates_do_not_matter(events: list[Event], seed: int) -> None:
    expected = conflicts(events)
    shuffled = [*events, *events[::2]]
    Random(seed).shuffle(shuffled)
    assert conflicts(shuffled) == expected


@given(crowds())
@settings(max_examples=300)
def test_who_keeps_states_and_looks_up_what_is_shared_sees_the_same(events: list[Event]) -> None:
    """What concerns one reservation is found among those that share a subject with it: no need to look at all."""
    states = {one: fold([event for event in events if event.reservation_id == one]) for one in RESERVATIONS}
    everything = conflicts(events)
    for reservation_id, state in states.items():
        near_it = {
            other: states[other]
            for other in RESERVATIONS
            if other == reservation_id or shared_subjects(states[other]) & shared_subjects(state)
        }
        concerns = [one for one in everything if reservation_id in one.reservation_ids]
        assert [one for one in between(near_it) if reservation_id in one.reservation_ids] == concerns


@given(crowds())
@settings(max_examples=300)
def test_closing_what_is_open_closes_it_and_nothing_else_changes(events: list[Event]) -> None:
    before = conflicts(events)
    closings = [
        Event(
            event_id=f"c{number:031x}",
            terminal_id="S",
            incarnation="1",
            seq=number + 1,
            occurred_at=conflict.evidence[0].at,
            monotonic_ms=0,
            clock_offset_ms=0,
            staff_id="supervisor",
            reservation_id=conflict.reservation_ids[0],
            kind=EventKind.INCIDENT_CLOSED,
            payload={"event_ids": list(conflict.event_ids), "reason": "seen"},
        )
        for number, conflict in enumerate(before)
    ]
    after = conflicts([*closings, *events])
    assert [(one.kind, one.subject, one.evidence) for one in after] == [
        (one.kind, one.subject, one.evidence) for one in before
    ]
    assert not any(one.is_open for one in after)
    assert all(set(one.closing.event_ids) >= set(one.event_ids) for one in after if one.closing)
