"""Which side of a conflict may be said to hold, and which then fall."""

from datetime import UTC, datetime, timedelta

import pytest

from kiosk.domain.conflict import Conflict, ConflictKind, Evidence
from kiosk.domain.event import Event, EventKind
from kiosk.domain.resolution import DEEDS, falling, keepable
from kiosk.domain.state import Closing

NOON = datetime(2026, 9, 25, 12, tzinfo=UTC)


def event(letter: str, kind: EventKind, reservation: str = "1") -> Event:
    return Event(letter * 32, f"t-{letter}", "b" * 32, 1, NOON, 0, 0, "s-1", reservation * 16, kind, {})


def conflict(kind: ConflictKind, *events: Event, closing: Closing | None = None) -> Conflict:
    sides = tuple(
        Evidence(one.reservation_id, one.event_id, NOON + timedelta(seconds=number), one.terminal_id, f"S-{number}")
        for number, one in enumerate(events)
    )
    return Conflict(kind, "x", sides, closing)


OVER = event("a", EventKind.HANDED_OVER)
AGAIN = event("c", EventKind.HANDED_OVER)
CANCELLED = event("d", EventKind.CANCELLED)
BOUND = event("a", EventKind.STEP_COMPLETED)
ELSEWHERE = event("c", EventKind.STEP_COMPLETED, "2")
REJECTED = event("c", EventKind.UNIT_REJECTED, "2")
TAKEN = event("c", EventKind.HANDED_OVER, "2")


@pytest.mark.parametrize(
    ("kind", "events", "kept", "fallen"),
    [
        (ConflictKind.HANDED_OVER_TWICE, (OVER, AGAIN), OVER, (AGAIN,)),
        (ConflictKind.HANDED_OVER_TWICE, (OVER, AGAIN), AGAIN, (OVER,)),
        (ConflictKind.HANDED_OVER_AND_CANCELLED, (OVER, AGAIN, CANCELLED), OVER, (CANCELLED,)),
        (ConflictKind.HANDED_OVER_AND_CANCELLED, (OVER, AGAIN, CANCELLED), CANCELLED, (OVER, AGAIN)),
        (ConflictKind.TWO_UNITS, (BOUND, ELSEWHERE), BOUND, (ELSEWHERE,)),
        (ConflictKind.SAME_UNIT, (BOUND, ELSEWHERE), ELSEWHERE, (BOUND,)),
        (ConflictKind.SAME_UNIT, (BOUND, TAKEN), TAKEN, (BOUND,)),
        (ConflictKind.SAME_UNIT, (BOUND, TAKEN), BOUND, ()),
        (ConflictKind.SAME_UNIT, (BOUND, REJECTED), BOUND, ()),
        (ConflictKind.SAME_UNIT, (BOUND, REJECTED), REJECTED, ()),
        (ConflictKind.SERIAL_TWICE, (OVER, TAKEN), OVER, ()),
        (ConflictKind.CALL_NUMBER_TWICE, (BOUND, ELSEWHERE), BOUND, ()),
    ],
)
def test_what_falls_when_one_side_holds(
    kind: ConflictKind, events: tuple[Event, ...], kept: Event, fallen: tuple[Event, ...]
) -> None:
    found = falling(conflict(kind, *events), kept.event_id, events)
    assert [side.event_id for side in found] == [one.event_id for one in fallen]


def test_what_is_not_here_cannot_be_judged() -> None:
    told = conflict(ConflictKind.HANDED_OVER_TWICE, OVER, AGAIN)
    assert falling(told, OVER.event_id, (OVER,)) == ()
    assert falling(told, "9" * 32, (OVER, AGAIN)) == ()


def test_nothing_of_a_closed_one_is_to_be_kept() -> None:
    closing = Closing("e" * 32, NOON, "s-1", "looked at both", (OVER.event_id, AGAIN.event_id))
    told = (OVER, AGAIN)
    assert keepable(conflict(ConflictKind.HANDED_OVER_TWICE, *told), told) == {OVER.event_id, AGAIN.event_id}
    assert keepable(conflict(ConflictKind.HANDED_OVER_TWICE, *told, closing=closing), told) == frozenset()


def test_every_kind_is_thought_of() -> None:
    assert set(ConflictKind) - set(DEEDS) == {ConflictKind.SERIAL_TWICE, ConflictKind.CALL_NUMBER_TWICE}
