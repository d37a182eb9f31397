"""A reservation's whole history as a timeline in words: when, what, where, who; what was taken back is told as such. Pure.

The events are the desk's, in canonical order; nothing here decides what counts.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import timedelta

from kiosk.domain import formats
from kiosk.domain.clock import parse_utc
from kiosk.domain.event import Event, EventKind
from kiosk.domain.fact import corrected_at, text_of
from kiosk.domain.plain_text import plain
from kiosk.domain.reservation import Slot
from kiosk.domain.state import effective
from ui.stations import supervisor_words as words
from ui.stations.supervisor_rows import NAME, Tongue

CLOCKS_AGREE = timedelta(seconds=1)


@dataclass(frozen=True, slots=True)
class HistoryRow:
    key: str
    time: str
    title: str
    detail: str
    place: str
    """Terminal and person."""
    iconName: str
    tone: str
    undone: bool
    """Somebody took it back: it stands here and counts for nothing."""


def history_rows(events: Iterable[Event], terminals: Mapping[str, str], tongue: Tongue) -> list[HistoryRow]:
    """In the order of the events, each once. `terminals`: names by id."""
    events = tuple({event.event_id: event for event in events}.values())
    standing = {event.event_id for event in effective(events)}
    standing |= {event.event_id for event in events if event.kind is EventKind.UNDONE}
    return [_row(event, event.event_id not in standing, terminals, tongue) for event in events]


def _row(event: Event, undone: bool, terminals: Mapping[str, str], tongue: Tongue) -> HistoryRow:
    happened = words.HISTORY.get(event.kind, words.Happened(words.UNKNOWN_EVENT, "question"))
    place = [plain(terminals.get(event.terminal_id, event.terminal_id), NAME), tongue.colleague(event.staff_id)]
    at = corrected_at(event)
    return HistoryRow(
        key=event.event_id,
        time=formats.moment(at, tongue.now, tongue.place.zone, tongue.language),
        title=tongue.told(_title(event) or happened.title),
        detail=", ".join(part for part in _details(event, tongue) if part),
        place=", ".join(part for part in place if part),
        iconName=happened.icon,
        tone="" if undone else happened.tone,
        undone=undone,
    )


def _title(event: Event) -> str:
    """Where the payload says it better than the kind does."""
    if event.kind is EventKind.STEP_COMPLETED:
        return words.STEPS.get(text_of(event.payload, "step"), "")
    if event.kind is EventKind.CALLED:
        return words.CALLS.get(text_of(event.payload, "act"), "")
    return ""


def _details(event: Event, tongue: Tongue) -> list[str]:
    payload = event.payload
    match event.kind:
        case EventKind.UNIT_REJECTED:
            why = words.REJECTED.get(text_of(payload, "reason"), "")
            return [
                tongue.told(why) if why else "",
                _percent(event, tongue),
                _filled(words.SERIAL, event, "serial", tongue),
            ]
        case EventKind.UNDONE:
            why = words.TAKEN_BACK.get(text_of(payload, "reason"), "")
            return [tongue.told(why) if why else _quoted(event, tongue)]
        case EventKind.RESCHEDULED:
            return [_new_slot(event, tongue)]
        case EventKind.CLAIM_RELEASED:
            to = text_of(payload, "to")
            return [tongue.told(words.HANDED_ON).format(who=tongue.colleague(to)) if to else ""]
        case EventKind.HANDED_OVER:
            identity = words.IDENTITIES.get(text_of(payload, "identity"), "")
            return [
                _filled(words.SERIAL, event, "serial", tongue),
                tongue.told(identity) if identity else "",
                _quoted(event, tongue),
            ]
        case _:
            return [
                _filled(words.NUMBER, event, "call_number", tongue),
                _filled(words.SERIAL, event, "serial", tongue),
                _percent(event, tongue),
                _filled(words.COUNTER, event, "counter", tongue, "number"),
                _quoted(event, tongue),
            ]


def _filled(said: str, event: Event, name: str, tongue: Tongue, into: str = "") -> str:
    """A sentence with a field of the payload; nothing where the field is missing."""
    value = plain(text_of(event.payload, name), 40)
    blank = into or {"call_number": "number"}.get(name, name)
    return tongue.told(said).format(**{blank: value}) if value else ""


def _quoted(event: Event, tongue: Tongue) -> str:
    reason = plain(text_of(event.payload, "reason"))
    return tongue.told(words.REASON).format(reason=reason) if reason else ""


def _percent(event: Event, tongue: Tongue) -> str:
    percent: object = event.payload.get("battery_percent")
    is_number = isinstance(percent, int) and not isinstance(percent, bool)
    return tongue.told(words.BATTERY).format(percent=percent) if is_number else ""


def _new_slot(event: Event, tongue: Tongue) -> str:
    try:
        start, end = (parse_utc(text_of(event.payload, name)) for name in ("slot_start", "slot_end"))
        slot = Slot(start, end)
    except ValueError:  # somebody else's event may hold anything
        return ""
    day = formats.moment(slot.start, tongue.now, tongue.place.zone, tongue.language)
    return tongue.told(words.NEW_SLOT).format(time=f"{day}\u202f–\u202f{tongue.clock(slot.end)}")
