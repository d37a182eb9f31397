"""What stands on the customers' screen: numbers, names where the policy says so, and what is old. Pure but for the words.

Which word a customer stands under is `kiosk.domain.shown`'s.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, fields
from datetime import datetime, timedelta
from typing import Any

from kiosk.answers import DataState
from kiosk.domain import formats
from kiosk.domain.plain_text import plain
from kiosk.domain.shown import Shown, first_name, shown_as
from kiosk.floor_answers import Entry
from sync.status import SyncStatus
from ui.context import Place
from ui.stations import display_words as words

NAME = 14
"""Of a first name: what has room in a column."""
OLD = timedelta(seconds=60)
"""A picture of the queue that is older says so."""

Told = Callable[[str, str], str]
"""(text, language) -> text."""


def roles_of(row: type[Any]) -> tuple[str, ...]:
    return tuple(field.name for field in fields(row))


@dataclass(frozen=True, slots=True)
class NumberRow:
    key: str
    number: str
    name: str
    """First name and initial, or empty: the policy says."""
    first: str
    """Where to go, in the first language; empty while there is nowhere to go."""
    second: str
    missed: bool
    """Was called and did not come."""


@dataclass(frozen=True, slots=True)
class Columns:
    ready: list[NumberRow]
    """The latest call on top, who did not come below."""
    almost: list[NumberRow]
    preparing: list[NumberRow]
    """Whoever came first on top."""


class Board:
    """Makes the columns; keeps the row of a customer until that customer is another one."""

    def __init__(self, languages: Sequence[str], told: Told) -> None:
        self._languages = tuple(languages)
        self._told = told
        self._rows: dict[str, tuple[Entry, NumberRow]] = {}

    def forget(self) -> None:
        """Rules may be others."""
        self._rows.clear()

    def columns(self, entries: Iterable[Entry], names: bool) -> Columns:
        found: dict[Shown, list[Entry]] = {shown: [] for shown in Shown}
        for entry in entries:
            shown = shown_as(entry.state, entry.recipe)
            if shown is not None and entry.call_number:
                found[shown].append(entry)
        ready = sorted(found[Shown.READY], key=_called, reverse=True)
        ready.sort(key=lambda entry: entry.state.parked)
        return Columns(
            ready=[self._row(entry, names) for entry in ready],
            almost=[self._row(entry, names) for entry in sorted(found[Shown.ALMOST], key=_came)],
            preparing=[self._row(entry, names) for entry in sorted(found[Shown.PREPARING], key=_came)],
        )

    def _row(self, entry: Entry, names: bool) -> NumberRow:
        kept = self._rows.get(entry.reservation_id)
        if kept is not None and kept[0] is entry:
            return kept[1]
        to = entry.state.called_to
        where = [counter_text(to, language, self._told) for language in self._languages] if to else []
        row = NumberRow(
            key=entry.reservation_id,
            number=plain(entry.call_number, 8),
            name=plain(first_name(entry.reservation.customer.name), NAME) if names else "",
            first=where[0] if where else "",
            second=where[1] if len(where) > 1 else "",
            missed=entry.state.parked,
        )
        self._rows[entry.reservation_id] = entry, row
        return row


def counter_text(counter: str, language: str, told: Told) -> str:
    return told(words.COUNTER, language).format(number=plain(counter, 12))


def _called(entry: Entry) -> tuple[float, str]:
    at = entry.state.called_at
    return at.timestamp() if at is not None else 0.0, entry.reservation_id


def _came(entry: Entry) -> tuple[datetime, str]:
    return entry.state.arrivals[0].at, entry.reservation_id


def as_of(link: SyncStatus, data: DataState | None, floor_age: timedelta, now: datetime) -> datetime | None:
    """Since when the numbers have not followed the store; None while they do, within a minute."""
    known = [now - floor_age]
    if not link.online:
        known.append(link.since)
    if data is not None and data.updated_at is not None:
        known.append(data.updated_at)
    oldest = min(known)
    return oldest if now - oldest > OLD else None


def stale_text(since: datetime | None, now: datetime, place: Place, language: str, told: Told) -> str:
    if since is None:
        return ""
    time, age = formats.clock(since, place.zone, language), formats.age(now - since, language)
    return told(words.STALE, language).format(time=time, age=age)


def wait_text(seconds: float | None, language: str, told: Told) -> str:
    """To the next five minutes up, as nobody minds being called early; empty while it is not known."""
    if seconds is None:
        return ""
    minutes = 5 * -(-int(seconds) // 300)
    return told(words.SHORTLY, language) if minutes <= 5 else told(words.MINUTES, language).format(minutes=minutes)
