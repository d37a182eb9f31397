"""How a conflict is put right: which side may be said to hold, and what becomes of the others. Pure.

Closing a conflict changes no fact (`kiosk.domain.conflict`); saying that one side holds does: the other sides are taken back by
events of their own, so that everybody who hears of them sees the same. The words are docs/protocol.md, "Conflicts".
"""

from collections.abc import Iterable
from enum import StrEnum

from kiosk.domain.conflict import Conflict, ConflictKind, Evidence
from kiosk.domain.event import Event, EventKind


class Deed(StrEnum):
    """What is done about a side that does not hold."""

    TAKE_BACK = "take_back"
    """The act is undone, and the unit that was handed over by it is on its shelf again."""
    RELEASE = "release"
    """The runner's claim is let go."""
    FREE = "free"
    """What was done on the unit for this reservation is undone: it is on its shelf again."""


DEEDS: dict[ConflictKind, Deed] = {
    ConflictKind.HANDED_OVER_TWICE: Deed.TAKE_BACK,
    ConflictKind.HANDED_OVER_AND_CANCELLED: Deed.TAKE_BACK,
    ConflictKind.CLAIMED_TWICE: Deed.RELEASE,
    ConflictKind.TWO_UNITS: Deed.FREE,
    ConflictKind.SAME_UNIT: Deed.FREE,
}
"""Of the others no side can fall: a serial number that was misread is not righted by a customer without a watch, and a number that
two customers hold is on two slips."""

FINAL = frozenset({EventKind.HANDED_OVER, EventKind.UNIT_REJECTED})
"""A unit that is with a customer or in quarantine is freed by nobody's word."""


def falling(conflict: Conflict, kept: str, events: Iterable[Event]) -> tuple[Evidence, ...]:
    """The sides that are taken back when the one with this event id holds; none: it cannot be said of this one.

    `events`: of the sides, as far as they are here. What is not here cannot be judged.
    """
    kinds = {event.event_id: event.kind for event in events}
    if conflict.kind not in DEEDS or kept not in kinds or not set(conflict.event_ids) <= set(kinds):
        return ()
    others = tuple(side for side in conflict.evidence if side.event_id != kept)
    if conflict.kind is ConflictKind.HANDED_OVER_AND_CANCELLED:
        # Two hand-overs beside a cancellation are a conflict of their own.
        return tuple(side for side in others if kinds[side.event_id] is not kinds[kept])
    if conflict.kind is ConflictKind.SAME_UNIT and (
        kinds[kept] is EventKind.UNIT_REJECTED or any(kinds[side.event_id] in FINAL for side in others)
    ):
        return ()
    return others


def keepable(conflict: Conflict, events: Iterable[Event]) -> frozenset[str]:
    """Event ids of the sides that may be said to hold; none of a conflict that is closed."""
    told = tuple(events)
    return frozenset(one for one in conflict.event_ids if conflict.is_open and falling(conflict, one, told))
