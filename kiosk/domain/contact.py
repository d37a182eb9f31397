"""When a terminal notes that it has lost central, or found it again: two small events, so that the day's report can tell.

Nothing else in the ledger proves it: receipts say what central holds, not when it could not be asked. Pure. A line that comes
and goes is noted at most once in `LONG_ENOUGH` each way.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from kiosk.domain.clock import parse_utc
from kiosk.domain.event import Event, EventKind
from kiosk.domain.fact import corrected_at, text_of

LONG_ENOUGH = timedelta(seconds=60)
"""What is shorter is a hiccup of the line."""


@dataclass(frozen=True, slots=True)
class Note:
    """What is to be written, now."""

    kind: EventKind
    since: datetime


def due_at(in_touch: bool, since: datetime, noted_lost: bool) -> datetime | None:
    """When the present state is to be noted; None: it is as was noted last. `noted_lost`: the last note says lost."""
    return since + LONG_ENOUGH if in_touch == noted_lost else None


def note(in_touch: bool, since: datetime, noted_lost: bool, now: datetime) -> Note | None:
    """What is to be noted now, of a line that has been so since then."""
    due = due_at(in_touch, since, noted_lost)
    if due is None or now < due:
        return None
    return Note(EventKind.CONTACT_BACK if in_touch else EventKind.CONTACT_LOST, since)


@dataclass(frozen=True, slots=True)
class Apart:
    """One terminal without central."""

    terminal_id: str
    since: datetime
    until: datetime | None
    """None: nothing says that it is over."""
    hub: bool
    """The store's hub answered meanwhile: the stations saw each other."""


def times_apart(events: Iterable[Event]) -> tuple[Apart, ...]:
    """Of every terminal, by terminal and time. `events` in canonical order; others than the two kinds are passed over."""
    open_ones: dict[str, Apart] = {}
    found: list[Apart] = []
    for event in events:
        if event.kind is EventKind.CONTACT_LOST:
            since = _since(event)
            open_ones.setdefault(
                event.terminal_id, Apart(event.terminal_id, since, None, event.payload.get("hub") is True)
            )
        elif event.kind is EventKind.CONTACT_BACK and event.terminal_id in open_ones:
            lost = open_ones.pop(event.terminal_id)
            found.append(Apart(lost.terminal_id, lost.since, max(lost.since, _since(event)), lost.hub))
    return tuple(sorted((*found, *open_ones.values()), key=lambda one: (one.terminal_id, one.since)))


def _since(event: Event) -> datetime:
    """By central's clock, as the event's own time is."""
    try:
        return parse_utc(text_of(event.payload, "since")) + timedelta(milliseconds=event.clock_offset_ms)
    except (ValueError, OverflowError):
        return corrected_at(event)
