"""Events that must leave their place: the same acts, chained anew, by every copy in the same way."""

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.domain.event import GENESIS, Event
from kiosk.domain.fork import heir, same_act, sealed_again
from kiosk.domain.state import canonical_order, fold
from tests.domain.strategies import histories
from tests.store.day import NOON
from tests.store.ledgers import assert_chain, foreign


def life(count: int, begin: int = 1) -> list[Event]:
    events: list[Event] = []
    for seq in range(begin, begin + count):
        events.append(foreign(seq, prev=events[-1].hash if events else GENESIS))
    return events


@given(st.integers(1, 20), st.integers(1, 12))
def test_the_same_acts_in_a_whole_chain_of_a_new_life(begin: int, count: int) -> None:
    events = life(count, begin)
    moved = sealed_again(events)
    assert_chain(moved)
    assert {one.incarnation for one in moved} == {heir(events[0].incarnation, events[0])}
    assert moved[0].incarnation != events[0].incarnation
    for old, new in zip(events, moved, strict=True):
        assert same_act(old, new)
        assert old.event_id == new.event_id
        assert old.hash != new.hash


def test_two_copies_move_what_they_share_to_the_same_places() -> None:
    shared = life(3)
    ours, theirs = ([*shared, foreign(4, prev=shared[-1].hash)] for _ in range(2))
    assert sealed_again(ours)[:3] == sealed_again(theirs)[:3]
    assert sealed_again(ours)[3] != sealed_again(theirs)[3]


def test_where_and_with_what_it_begins_decides_the_new_life() -> None:
    first, second = life(2)
    assert len({heir("x", first), heir("y", first), heir("x", second)}) == 3


def test_another_payload_is_another_act() -> None:
    one, other = foreign(1), foreign(1)
    assert not same_act(one, other)
    with pytest.raises(ValueError, match="no event"):
        sealed_again([])


@given(histories())
def test_a_moved_end_of_a_sequence_folds_as_before_while_clocks_are_honest(events: list[Event]) -> None:
    """Only the place in a sequence has changed, and time alone orders the same."""
    honest = [
        replace(one, seq=number, occurred_at=NOON + timedelta(minutes=number), clock_offset_ms=0)
        for number, one in enumerate(canonical_order(events), start=1)
    ]
    stream = [one for one in honest if (one.terminal_id, one.incarnation) == ("A", "1")]
    for cut in range(len(stream)):
        moved = sealed_again(stream[cut:])
        rest = [one for one in honest if one not in stream[cut:]]
        assert fold([*rest, *moved]) == fold(honest)
