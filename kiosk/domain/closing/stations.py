"""What each terminal did on the day, and when it was without central. Pure."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from kiosk.domain.closing.book import DayBook
from kiosk.domain.closing.figures import Measured, Span, Times, measured, of_the_day, times_of
from kiosk.domain.contact import Apart, times_apart
from kiosk.domain.event import EventKind


@dataclass(frozen=True, slots=True)
class Station:
    """One terminal's day."""

    terminal_id: str
    events: int
    arrivals: int
    prepared: int
    preparation: Times | None
    """Of those that became ready by its word."""
    handed_over: int
    hand_over: Times | None
    apart_s: float
    """Without central."""


def stations(book: DayBook) -> tuple[Station, ...]:
    """Of every terminal that did anything, by the name colleagues call it."""
    happened = of_the_day(book)
    counts = Counter((event.terminal_id, event.kind) for event in happened)
    total = Counter(event.terminal_id for event in happened)
    ready = {
        event.reservation_id: event.terminal_id for event in happened if event.kind is EventKind.PREPARATION_COMPLETED
    }
    customers = measured(book)
    prepared = _by_terminal(customers, Span.PREPARATION, ready)
    served = {
        one.reservation.reservation_id: one.state.collected.terminal_id for one in customers if one.state.collected
    }
    handed = _by_terminal(customers, Span.HAND_OVER, served)
    away: Counter[str] = Counter()
    for one in apart(book):
        away[one.terminal_id] += int(lasted(one, book).total_seconds())
    names = {row.terminal_id: row.name for row in book.terminals}
    return tuple(
        Station(
            terminal_id=one,
            events=total[one],
            arrivals=counts[one, EventKind.ARRIVED],
            prepared=counts[one, EventKind.PREPARATION_COMPLETED],
            preparation=times_of(prepared[one]),
            handed_over=counts[one, EventKind.HANDED_OVER],
            hand_over=times_of(handed[one]),
            apart_s=away[one],
        )
        for one in sorted({*total, *away}, key=lambda one: (names.get(one, one), one))
    )


def apart(book: DayBook) -> tuple[Apart, ...]:
    """Of every terminal, what of it lies on the day."""
    return tuple(
        one
        for one in times_apart(book.of_no_reservation)
        if one.since < book.day.end and (one.until is None or one.until > book.day.start)
    )


def lasted(one: Apart, book: DayBook) -> timedelta:
    """As far as it lies on the day and is known: until the day's end or now, where nothing says that it is over."""
    return max(_end(one, book) - max(one.since, book.day.start), timedelta())


def _end(one: Apart, book: DayBook) -> datetime:
    return min(one.until or book.now, book.day.end)


def _by_terminal(customers: Iterable[Measured], span: Span, where: dict[str, str]) -> defaultdict[str, list[float]]:
    found: defaultdict[str, list[float]] = defaultdict(list)
    for one in customers:
        terminal = where.get(one.reservation.reservation_id)
        if terminal is not None and span in one.spans:
            found[terminal].append(one.spans[span])
    return found
