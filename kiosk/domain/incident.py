"""What people must look at that concerns no single reservation: opened by an event, closed by another."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from kiosk.domain.event import Event, EventKind


class IncidentKind(StrEnum):
    TERMINAL_COPIED = "terminal_copied"
    """Two machines have written in one incarnation, or a machine was set back to an older copy of its file."""
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Incident:
    event_id: str
    kind: IncidentKind
    at: datetime
    terminal_id: str
    """Where it was opened."""


def open_incidents(events: Iterable[Event]) -> tuple[Incident, ...]:
    """Those that concern no reservation and that nobody closed or took back, oldest first; in any order of arrival."""
    opened: dict[str, Event] = {}
    ended: set[str] = set()
    for event in events:
        if event.reservation_id:
            continue
        if event.kind is EventKind.INCIDENT_OPENED:
            opened[event.event_id] = event
        elif event.kind in (EventKind.INCIDENT_CLOSED, EventKind.UNDONE):
            ended.add(str(event.payload.get("event_id")))
    standing = (event for event in opened.values() if event.event_id not in ended)
    return tuple(
        Incident(event.event_id, _kind(event), event.occurred_at, event.terminal_id)
        for event in sorted(standing, key=lambda event: (event.occurred_at, event.event_id))
    )


def _kind(event: Event) -> IncidentKind:
    try:
        return IncidentKind(str(event.payload.get("incident")))
    except ValueError:
        return IncidentKind.OTHER
