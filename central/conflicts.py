"""Whether the events of one reservation can all be right: what the domain says, as one line of text."""

from collections.abc import Sequence

from kiosk.domain.conflict import between
from kiosk.domain.event import Event
from kiosk.domain.state import fold


def conflicts(events: Sequence[Event]) -> str:
    """Kinds and events of the conflicts; the empty text when there are none. Two arrivals are no conflict: they merge."""
    found = between({"": fold(events)})
    return "; ".join(f"{conflict.kind}: {', '.join(conflict.event_ids)}" for conflict in found)
