"""Conflicts as the supervisor reads them: what clashes, what to do, and both sides' evidence. Pure.

Which facts clash is `kiosk.domain.conflict`'s; closing one is the desk's. Closed ones stay, below the open ones.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from kiosk.answers import ConflictReport
from kiosk.desk import masked
from kiosk.domain import formats
from kiosk.domain.conflict import ConflictKind, Evidence
from kiosk.domain.event import Event, EventKind
from kiosk.domain.plain_text import plain
from kiosk.floor_answers import Entry
from ui.stations import supervisor_words as words
from ui.stations.supervisor_history import history_rows
from ui.stations.supervisor_rows import NAME, Tongue


@dataclass(frozen=True, slots=True)
class ConflictRow:
    key: str
    title: str
    about: str
    """Who: call numbers, or masked names."""
    time: str
    isOpen: bool


@dataclass(frozen=True, slots=True)
class SideRow:
    key: str
    reservationId: str
    who: str
    product: str
    what: str
    """What happened, and when."""
    detail: str
    place: str
    keep: str
    """What a touch says when this side holds; empty where the others cannot be taken back."""


def key_of(report: ConflictReport) -> str:
    return f"{report.conflict.kind}/{report.conflict.subject}"


def conflict_rows(reports: Iterable[ConflictReport], entries: Mapping[str, Entry], tongue: Tongue) -> list[ConflictRow]:
    """Open ones first, the latest on top."""
    ordered = sorted(reports, key=lambda one: one.conflict.evidence[-1].at, reverse=True)
    ordered.sort(key=lambda one: not one.conflict.is_open)
    return [
        ConflictRow(
            key=key_of(report),
            title=tongue.told(words.CONFLICTS[report.conflict.kind].title),
            about=" · ".join(_who(one, entries) for one in report.conflict.reservation_ids[:4]),
            time=formats.moment(report.conflict.evidence[-1].at, tongue.now, tongue.place.zone, tongue.language),
            isOpen=report.conflict.is_open,
        )
        for report in ordered
    ]


def side_rows(
    report: ConflictReport, entries: Mapping[str, Entry], terminals: Mapping[str, str], tongue: Tongue
) -> list[SideRow]:
    """Each side as its event tells it; what this terminal does not hold yet is told by what the conflict knows."""
    events = {event.event_id: event for event in report.events}
    return [
        replace(
            _side(one, events.get(one.event_id), entries, terminals, tongue),
            keep=keep_text(report, one.event_id, tongue) if one.event_id in report.keepable else "",
        )
        for one in report.conflict.evidence
    ]


def keep_text(report: ConflictReport, event_id: str, tongue: Tongue) -> str:
    """What is said of the side with this event: on its button, and as the reason that is recorded."""
    if any(event.event_id == event_id and event.kind is EventKind.CANCELLED for event in report.events):
        return tongue.told(words.KEEP_CANCELLED)
    return tongue.told(words.KEEPS[report.conflict.kind])


def _side(
    one: Evidence, event: Event | None, entries: Mapping[str, Entry], terminals: Mapping[str, str], tongue: Tongue
) -> SideRow:
    entry = entries.get(one.reservation_id)
    product = entry.product if entry is not None else None
    said = {
        "key": one.event_id,
        "reservationId": one.reservation_id,
        "who": _who(one.reservation_id, entries),
        "product": plain(f"{product.name} {product.size}", NAME) if product else "",
    }
    if event is None:
        time = formats.moment(one.at, tongue.now, tongue.place.zone, tongue.language)
        place = plain(terminals.get(one.terminal_id, one.terminal_id), NAME)
        detail = f"{plain(one.detail, 40)}, {tongue.told(words.NOT_HELD)}"
        return SideRow(**said, what=time, detail=detail, place=place, keep="")
    row = history_rows((event,), terminals, tongue)[0]
    what = tongue.told(words.SIDE).format(what=row.title, time=row.time)
    return SideRow(**said, what=what, detail=row.detail, place=row.place, keep="")


def closed_text(report: ConflictReport, tongue: Tongue) -> str:
    closing = report.conflict.closing
    if closing is None:
        return ""
    time = formats.moment(closing.at, tongue.now, tongue.place.zone, tongue.language)
    return tongue.told(words.CLOSED).format(
        who=tongue.colleague(closing.staff_id), time=time, reason=plain(closing.reason)
    )


def advice(kind: ConflictKind, tongue: Tongue) -> str:
    return tongue.told(words.CONFLICTS[kind].do)


def _who(reservation_id: str, entries: Mapping[str, Entry]) -> str:
    """Call number and masked name, as far as this terminal knows them."""
    entry = entries.get(reservation_id)
    if entry is None:
        return "…"
    name = plain(masked(entry.reservation.customer.name), NAME)
    return " ".join(part for part in (plain(entry.call_number, 8), name) if part)
