"""Whether the stations were ready when the doors opened: each one's last signed check of the day. Pure."""

from kiosk.domain.closing.day_end import DayEnd
from kiosk.domain.doors.finding import Light
from kiosk.domain.doors.signed import latest
from kiosk.domain.event import EventKind
from kiosk.domain.fact import corrected_at
from kiosk.report.document import Section, Table, Text
from kiosk.report.tongue import Tongue


def doors(end: DayEnd, tongue: Tongue) -> Section:
    """Of the terminals that signed; those that did not are named below."""
    words, book = tongue.words, end.book
    told = latest(
        event
        for event in book.events
        if event.kind is EventKind.DOORS_CHECKED and corrected_at(event).astimezone(book.zone).date() == book.date
    )
    if not told:
        return Section(words.doors, (Text(words.doors_note), Text(words.doors_none, "warn")))
    rows = tuple(
        (
            tongue.terminal(one.terminal_id),
            words.lights[one.light],
            tongue.when(one.readiness.at),
            tongue.staff(one.staff_id) if one.staff_id else words.doors_itself,
            tongue.count(sum(line.light is Light.RED for line in one.readiness.findings)),
            tongue.count(sum(line.light is Light.AMBER for line in one.readiness.findings) + one.unknown),
        )
        for one in sorted(told.values(), key=lambda one: tongue.terminal(one.terminal_id))
    )
    head = (words.station, words.doors, words.doors_when, words.doors_by, words.doors_red, words.doors_amber)
    table = Table("", head, rows, (40, 30, 24, 34, 20, 20), frozenset({4, 5}))
    silent = [row.terminal_id for row in book.terminals if row.terminal_id not in told]
    if not silent:
        return Section(words.doors, (Text(words.doors_note), table))
    missing = tongue.several([tongue.terminal(one) for one in silent])
    return Section(
        words.doors, (Text(words.doors_note), table, Text(words.doors_missing.format(names=missing), "warn"))
    )
