"""The day's events as CSV for analysis, without anything that leads to a person: docs/closing.md describes every column.

Reservations and staff get numbers drawn by chance for each export, so that two exports, or one and the roster, cannot be joined by
them. No call number, serial number, event id, hash or free text.
"""

from collections.abc import Callable, Iterator
from typing import Any, TextIO

from kiosk.domain.closing.book import DayBook
from kiosk.domain.closing.day_end import DayEnd
from kiosk.domain.closing.figures import of_the_day
from kiosk.domain.event import Event, EventKind
from kiosk.domain.fact import corrected_at
from kiosk.domain.sheet import write_sheet
from kiosk.domain.state import canonical_order

COLUMNS = (
    "at",
    "kind",
    "reservation",
    "terminal",
    "staff",
    "sku",
    "slot_start",
    "slot_end",
    "outcome",
    "verdict",
    "step",
    "reason",
    "battery_percent",
    "counter",
    "act",
    "identity",
    "demo",
    "receipt",
    "fit",
    "taken_back",
)
"""In this order; changes with docs/closing.md."""
CHOSEN_REASONS = frozenset({EventKind.UNIT_REJECTED, EventKind.UNDONE})
"""Kinds whose reason is a word of ours; elsewhere it is free text."""
_WORDS = ("verdict", "step", "counter", "act", "identity", "demo", "receipt", "fit")
_LONGEST = 40


def event_sheet(out: TextIO, end: DayEnd, draw: Callable[[], str]) -> None:
    """`draw`: a new random text at each call, e.g. `secrets.token_hex(4)`."""
    write_sheet(out, COLUMNS, _rows(end, _Alias(draw), _Alias(draw)))


class _Alias:
    """Another name for each name, drawn at its first use; never the same one twice."""

    def __init__(self, draw: Callable[[], str]) -> None:
        self._draw = draw
        self._names: dict[str, str] = {}
        self._taken: set[str] = set()

    def of(self, name: str) -> str:
        if not name:
            return ""
        if name not in self._names:
            alias = self._draw()
            while alias in self._taken:
                alias = self._draw()
            self._taken.add(alias)
            self._names[name] = alias
        return self._names[name]


def _rows(end: DayEnd, customers: _Alias, staff: _Alias) -> Iterator[tuple[str, ...]]:
    book = end.book
    names = {row.terminal_id: row.name for row in book.terminals}
    stands = {event.event_id for event in of_the_day(book)}
    for event in _everything(book):
        row = book.rows.get(event.reservation_id)
        slot = (book.state(event.reservation_id).slot or row.slot) if row else None
        outcome = end.balance.outcomes.get(event.reservation_id)
        told: dict[str, str] = {
            "at": corrected_at(event).astimezone(book.zone).isoformat(timespec="seconds"),
            "kind": str(event.kind),
            "reservation": customers.of(event.reservation_id),
            "terminal": names.get(event.terminal_id, event.terminal_id[:8]),
            "staff": staff.of(event.staff_id),
            "sku": row.sku if row else "",
            "slot_start": slot.start.astimezone(book.zone).isoformat(timespec="minutes") if slot else "",
            "slot_end": slot.end.astimezone(book.zone).isoformat(timespec="minutes") if slot else "",
            "outcome": str(outcome) if outcome else "",
            "reason": _word(event.payload.get("reason")) if event.kind in CHOSEN_REASONS else "",
            "battery_percent": _percent(event.payload.get("battery_percent")),
            "taken_back": "" if event.kind is EventKind.UNDONE or event.event_id in stands else "yes",
        }
        told |= {name: _word(event.payload.get(name)) for name in _WORDS}
        yield tuple(told[name] for name in COLUMNS)


def _everything(book: DayBook) -> list[Event]:
    """Of the day, what was taken back included, earliest first."""
    mine = [event for event in canonical_order(book.events) if book.is_on_it(corrected_at(event))]
    return sorted(mine, key=lambda event: (corrected_at(event), event.terminal_id, event.seq))


def _word(value: Any) -> str:
    return value[:_LONGEST] if isinstance(value, str) else ""


def _percent(value: Any) -> str:
    return str(value) if isinstance(value, int) and not isinstance(value, bool) else ""
