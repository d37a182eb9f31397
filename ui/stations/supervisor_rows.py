"""The lines of the supervisor's lists: a slot, a quarter of an hour, somebody at work, a model, a terminal, a person.

Pure but for the words it is given; what is counted is `kiosk.domain.queue`'s. `ui/qml/Kiosk/supervisor/*.qml` names these
fields as required properties.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, fields
from datetime import datetime, timedelta
from typing import Any

from kiosk.desk import masked
from kiosk.domain import formats
from kiosk.domain.crew import Hands
from kiosk.domain.forecast import Helper
from kiosk.domain.plain_text import plain
from kiosk.domain.policy import Policy
from kiosk.domain.queue import Glance, Group, Line, Quarter, is_overdue
from kiosk.domain.reservation import Product, TerminalRow
from kiosk.domain.state import Stage
from kiosk.domain.stock import Level
from kiosk.floor_answers import Entry, Expected, StockLine
from sync.status import SyncStatus
from ui.context import Place
from ui.stations import supervisor_words as words

NAME = 60
"""Longest name of a person, a product or a terminal."""
QUIET_AFTER = timedelta(minutes=20)
"""A terminal at which nothing was done for so long is marked."""


@dataclass(frozen=True, slots=True)
class Tongue:
    """In which words, and by which clock."""

    told: Callable[[str], str]
    language: str
    place: Place
    now: datetime
    names: Mapping[str, str] = field(default_factory=dict[str, str])
    """Staff number -> name."""

    def clock(self, instant: datetime) -> str:
        return formats.clock(instant, self.place.zone, self.language)

    def colleague(self, staff_id: str) -> str:
        """As the staff list calls them; who is not on it, by what acts were recorded under."""
        shown = plain(self.names.get(staff_id, staff_id), 24)
        return shown[:1].upper() + shown[1:]

    def minutes(self, seconds: float) -> str:
        """Whole minutes, as a wait is spoken of: `14 min`, `1 h 05`."""
        whole = max(0, round(seconds / 60))
        if whole < 100:
            return f"{whole}{formats.NBSP}min"
        return f"{whole // 60}{formats.NBSP}h{formats.NBSP}{whole % 60:02d}"

    def age(self, since: datetime) -> str:
        return formats.age(self.now - since, self.language)

    def number(self, count: int) -> str:
        return formats.number(count, self.language)


def roles_of(row: type[Any]) -> tuple[str, ...]:
    """All fields of a row, for `RowsModel`."""
    return tuple(field.name for field in fields(row))


@dataclass(frozen=True, slots=True)
class LineRow:
    key: str
    label: str
    start: str
    end: str
    cells: list[int]
    """In the order of `Group`."""
    total: int
    current: bool
    """The slot is running."""


def line_row(line: Line, tongue: Tongue) -> LineRow:
    current = line.slot.start <= tongue.now < line.slot.end
    label = formats.span(line.slot, tongue.place.zone, tongue.language)
    start, end = tongue.clock(line.slot.start), tongue.clock(line.slot.end)
    return LineRow(slot_key(line), label, start, end, list(line.counts), line.total, current)


def slot_key(line: Line) -> str:
    return f"{line.slot.start.isoformat()}/{line.slot.end.isoformat()}"


def totals(lines: Iterable[Line]) -> list[int]:
    """Of the whole day, in the order of `Group`."""
    summed = [0] * len(Group)
    for line in lines:
        summed = [one + other for one, other in zip(summed, line.counts, strict=True)]
    return summed


@dataclass(frozen=True, slots=True)
class QuarterRow:
    key: datetime
    label: str
    hour: int
    """Which of the day begins here; -1: none. The axis names as many as it has room for."""
    came: int
    booked: float
    past: bool
    current: bool
    spoken: str


def quarter_rows(quarters: Sequence[Quarter], tongue: Tongue) -> list[QuarterRow]:
    rows: list[QuarterRow] = []
    for one in quarters:
        local = one.start.astimezone(tongue.place.zone)
        end = one.start + timedelta(minutes=15)
        clock = tongue.clock(one.start)
        rows.append(
            QuarterRow(
                key=one.start,
                label=clock,
                hour=-1 if local.minute else local.hour,
                came=one.came,
                booked=round(one.booked, 3),
                past=end <= tongue.now,
                current=one.start <= tongue.now < end,
                spoken=f"{clock}: {one.came} / {one.booked:.0f}",
            )
        )
    return rows


def chart_top(rows: Iterable[QuarterRow]) -> int:
    """The axis' end: nothing is higher, and its half is a whole number."""
    highest = max((max(row.came, row.booked) for row in rows), default=0)
    size = 1
    while highest > 20 * size:
        size *= 10
    return next(end * size for end in (4, 6, 8, 10, 12, 16, 20) if highest <= end * size)


@dataclass(frozen=True, slots=True)
class HandsRow:
    key: str
    name: str
    iconName: str
    work: str
    done: str
    busy: bool


def hands_row(hands: Hands, tongue: Tongue) -> HandsRow:
    runner = hands.helper is Helper.RUNNER
    name = tongue.colleague(hands.who) if runner else _counter(hands.who, tongue)
    numbers = ", ".join(plain(one.call_number, 8) for one in hands.glances[:6])
    work = tongue.told(words.BUSY_SINCE).format(numbers=numbers, time=tongue.clock(hands.since)) if numbers else ""
    idle = tongue.told(words.IDLE_SINCE).format(time=tongue.clock(hands.since))
    done = tongue.told(words.DONE_HOUR).format(count=hands.done)
    return HandsRow(f"{hands.helper}/{hands.who}", name, "box" if runner else "counter", work or idle, done, bool(work))


def _counter(number: str, tongue: Tongue) -> str:
    return tongue.told(words.COUNTER).format(number=plain(number, 12))


@dataclass(frozen=True, slots=True)
class StockRow:
    key: str
    name: str
    variant: str
    expected: str
    """Customers who have still to come for it."""
    waiting: str
    """Customers who are here and have no unit yet."""
    prepared: str
    handedOver: str
    aside: str
    """In quarantine."""
    level: str
    """What lies on the shelf, and how many of it are free; empty: nobody knows."""
    doubt: str
    """What a supervisor has to look at; empty: nothing."""
    tone: str


def stock_row(line: StockLine, expected: int, waiting: int, level: Level | None, tongue: Tongue) -> StockRow:
    name, variant = product_text(line.product, tongue)
    return StockRow(
        key=line.product.sku,
        name=name,
        variant=variant,
        expected=tongue.number(expected),
        waiting=tongue.number(waiting),
        prepared=tongue.number(line.ready + line.in_preparation),
        handedOver=tongue.number(line.handed_over),
        aside=tongue.number(line.quarantined),
        level=shelf_text(level, tongue),
        doubt=doubt_text(level, expected, tongue)[0],
        tone=doubt_text(level, expected, tongue)[1],
    )


def shelf_text(level: Level | None, tongue: Tongue) -> str:
    if level is None or not level.is_known:
        return ""
    return tongue.told(words.ON_SHELF).format(shelf=tongue.number(level.shelf), free=tongue.number(level.free))


def doubt_text(level: Level | None, expected: int, tongue: Tongue) -> tuple[str, str]:
    """The worst that is to be said of a model, and its tone."""
    if level is None or not level.is_known:
        return "", ""
    for one in level.discrepancies:
        said = words.TOO_MANY if one.place is None else words.BELOW_NOTHING[one.place]
        return tongue.told(said).format(count=tongue.number(one.count)), "bad"
    if level.free < 0:
        said = words.SHORT_BY_ONE if level.free == -1 else words.SHORT_BY
        return tongue.told(said).format(count=tongue.number(-level.free)), "bad"
    if level.free < expected:
        said = words.FEW_FREE if level.free else words.NONE_FREE
        fields = {"free": tongue.number(level.free), "expected": tongue.number(expected)}
        return tongue.told(said).format(**fields), "warn"
    missing = tongue.told(words.MISSING).format(count=tongue.number(level.missing)) if level.missing else ""
    return missing, "warn" if missing else ""


def product_text(product: Product | None, tongue: Tongue) -> tuple[str, str]:
    """Name and variant, also of a product whose row has not come."""
    if product is None:
        return tongue.told(words.NO_MODEL), ""
    parts = (plain(part, NAME) for part in (product.size, product.case, product.band))
    return plain(product.name, NAME), ", ".join(part for part in parts if part)


@dataclass(frozen=True, slots=True)
class TerminalLine:
    key: str
    name: str
    letter: str
    iconName: str
    text: str
    tone: str


def terminal_lines(
    terminals: Iterable[TerminalRow], heard: Mapping[str, datetime], here: str, link: SyncStatus, tongue: Tongue
) -> list[TerminalLine]:
    """Central and the hub first, as this terminal sees them; then every terminal of the store, by its last work."""
    lines = _servers(link, tongue)
    for one in sorted(terminals, key=lambda one: (one.letter, one.name)):
        at = heard.get(one.terminal_id)
        quiet = at is None or tongue.now - at > QUIET_AFTER
        said = tongue.told(words.NOT_HEARD)
        if at is not None:
            said = tongue.told(words.HEARD).format(age=tongue.age(at), time=tongue.clock(at))
        if one.terminal_id == here:
            said = f"{tongue.told(words.THIS_TERMINAL)}. {said}"
        icon = "clock" if quiet else "check-clock"
        lines.append(TerminalLine(one.terminal_id, plain(one.name, NAME), plain(one.letter, 2), icon, said, ""))
    return lines


def _servers(link: SyncStatus, tongue: Tongue) -> list[TerminalLine]:
    since = tongue.clock(link.since)
    up = tongue.told(words.LINK_UP).format(time=since)
    down = tongue.told(words.LINK_DOWN).format(time=since)
    if link.relay is None or not link.online:
        text = up if link.online else down
        icon, tone = ("online", "good") if link.online else ("offline", "warn")
        return [TerminalLine("central", tongue.told(words.CENTRAL), "", icon, text, tone)]
    held = tongue.number(link.relay.unsent)
    if not link.relay.online:
        text, icon, tone = tongue.told(words.HUB_ALONE).format(count=held), "offline", "warn"
    elif link.relay.unsent:
        text, icon, tone = tongue.told(words.BEHIND_HUB).format(count=held), "online", "good"
    else:
        text, icon, tone = tongue.told(words.THROUGH_HUB), "online", "good"
    return [
        TerminalLine("hub", tongue.told(words.HUB), "", "online", up, "good"),
        TerminalLine("central", tongue.told(words.CENTRAL), "", icon, text, tone),
    ]


@dataclass(frozen=True, slots=True)
class PersonRow:
    key: str
    number: str
    name: str
    """Masked."""
    product: str
    since: float
    """Milliseconds since 1970; 0: nothing runs."""
    sinceText: str
    note: str
    tone: str
    mayOpen: bool


def person_row(entry: Entry, one: Glance, policy: Policy, tongue: Tongue) -> PersonRow:
    name, variant = product_text(entry.product, tongue)
    overdue = is_overdue(one, policy, tongue.now)
    runs = one.is_waiting and one.arrived_at is not None
    at = one.collected_at or one.arrived_at
    said = words.AT if one.collected_at else words.SINCE
    notes = [_note(entry, one, tongue), tongue.told(words.NOTE_OVERDUE) if overdue else ""]
    return PersonRow(
        key=entry.reservation_id,
        number=plain(one.call_number, 8),
        name=plain(masked(entry.reservation.customer.name), NAME),
        product=", ".join(part for part in (name, variant) if part),
        since=one.arrived_at.timestamp() * 1000 if runs and one.arrived_at else 0.0,
        sinceText=tongue.told(said).format(time=tongue.clock(at)) if at else "",
        note=", ".join(note for note in notes if note),
        tone="bad" if overdue else "warn" if one.parked or one.group is Group.PROBLEM else "",
        mayOpen=True,
    )


def _note(entry: Entry, one: Glance, tongue: Tongue) -> str:
    number = plain(one.counter or entry.state.counter, 12)
    match one.group:
        case Group.PREPARING if one.runner:
            return tongue.told(words.NOTE_RUNNER).format(who=tongue.colleague(one.runner))
        case Group.READY if one.parked:
            return tongue.told(words.NOTE_PARKED).format(number=number)
        case Group.READY if one.counter:
            return tongue.told(words.NOTE_CALLED).format(number=number)
        case Group.READY if number:
            return tongue.told(words.NOTE_COUNTER).format(number=number)
        case Group.PROBLEM:
            hold = entry.stage is Stage.ON_HOLD
            return tongue.told(words.NOTE_HOLD if hold else words.NOTE_CANCELLED)
        case _:
            return ""


def counted_rows(
    coming: Iterable[Expected], products: Mapping[str, Product], tongue: Tongue, *, slots: bool
) -> list[PersonRow]:
    """Who has not come is only counted: a line for each model, and with `slots` for each slot."""
    rows: list[PersonRow] = []
    for one in coming:
        name, variant = product_text(products.get(one.sku), tongue)
        rows.append(
            PersonRow(
                key=f"{one.slot.start.isoformat()}/{one.slot.end.isoformat()}/{one.sku}",
                number=f"{one.count}\u202f×",
                name=name,
                product=variant,
                since=0.0,
                sinceText=formats.span(one.slot, tongue.place.zone, tongue.language) if slots else "",
                note="",
                tone="",
                mayOpen=False,
            )
        )
    return rows
