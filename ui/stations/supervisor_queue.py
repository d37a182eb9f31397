"""The figures and lists of the queue, as QML sees them: kept true one customer at a time, shown at most twice a second.

Counting is `kiosk.domain.queue`'s, words are `supervisor_rows`'. GUI thread only.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial

from PySide6.QtCore import Property, QObject, Signal
from PySide6.QtQml import QmlElement, QmlUncreatable

from kiosk.domain.crew import Hands, floor_of, hands
from kiosk.domain.forecast import Floor
from kiosk.domain.formats import NBSP
from kiosk.domain.queue import Day, Glance, Group, Line, Tally, is_overdue, quarters, table, waits
from kiosk.domain.reservation import Product
from kiosk.domain.stock import Level
from kiosk.floor_answers import Entry, Expected, StockLine, stock_of
from sync.status import SyncStatus
from ui.floor import FloorFeed
from ui.rows import RowsModel
from ui.stations import supervisor_words as words
from ui.stations.supervisor_rows import (
    HandsRow,
    LineRow,
    PersonRow,
    QuarterRow,
    StockRow,
    TerminalLine,
    Tongue,
    chart_top,
    counted_rows,
    hands_row,
    line_row,
    person_row,
    quarter_rows,
    roles_of,
    stock_row,
    terminal_lines,
    totals,
)

QML_IMPORT_NAME = "Kiosk"
QML_IMPORT_MAJOR_VERSION = 1
UNKNOWN = "–"


@dataclass(frozen=True, slots=True)
class Figures:
    oldest: str = UNKNOWN
    oldest_who: str = ""
    p50: str = UNKNOWN
    p90: str = UNKNOWN
    measured: str = ""
    overdue: int = 0
    overdue_text: str = ""
    waiting: int = 0


@QmlElement
@QmlUncreatable("made by SupervisorModel")  # pyright: ignore[reportCallIssue] (the stub lacks __call__)
class QueueModel(QObject):
    changed = Signal()

    def __init__(self, floor: FloorFeed, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._floor = floor
        self._tally = Tally()
        self._day: Day | None = None
        """Whose customers the tally holds; None: it is to be made anew."""
        self._units: dict[str, StockLine] = {}
        self._stock: dict[str, Counter[str]] = {}
        self._persons: dict[str, tuple[Entry, bool, str, PersonRow]] = {}
        self._lines: tuple[Line, ...] = ()
        self._crew: tuple[Hands, ...] = ()
        self._figures = Figures()
        self._totals = [0] * len(Group)
        self._top = 4
        self._now = datetime.min.replace(tzinfo=UTC)
        self.levels: Mapping[str, Level] = {}
        """Of the stock, by sku, as the desk last told."""
        self.line_rows = RowsModel(roles_of(LineRow), self)
        self.quarter_rows = RowsModel(roles_of(QuarterRow), self)
        self.crew_rows = RowsModel(roles_of(HandsRow), self)
        self.stock_rows = RowsModel(roles_of(StockRow), self)
        self.terminal_rows = RowsModel(roles_of(TerminalLine), self)

    # What the station's model calls

    def read_all(self) -> None:
        """The floor was read anew."""
        self._day = None
        self._units.clear()
        self._stock.clear()
        self._persons.clear()
        for one, entry in self._floor.entries.items():
            self._count_units(one, entry)

    def put(self, ids: Iterable[str]) -> None:
        """These customers are other ones, or gone. Costs the same however many there are."""
        for one in ids:
            entry = self._floor.entries.get(one)
            self._count_units(one, entry)
            if self._day is not None:
                self._put(one, entry, self._day)

    def show(self, here: str, link: SyncStatus, tongue: Tongue) -> None:
        """Everything of the day of `tongue`, in its words."""
        self._turn_to(Day.of(tongue.now, tongue.place.zone))
        glances, coming = self._tally.lately(tongue.now), self._expected
        self._now = tongue.now
        self._lines = table(self._tally, coming, tongue.now)
        self._crew = hands(glances, tongue.now)
        rows = quarter_rows(quarters(self._tally, coming), tongue)
        self._top = chart_top(rows)
        self._totals = totals(self._lines)
        self._figures = self._told(glances, tongue)
        self.line_rows.show([line_row(line, tongue) for line in self._lines])
        self.quarter_rows.show(rows)
        self.crew_rows.show([hands_row(one, tongue) for one in self._crew])
        self.stock_rows.show(self._stock_lines(tongue))
        terminals = self._floor.rules.terminals
        self.terminal_rows.show(terminal_lines(terminals, self._tally.heard, here, link, tongue))
        self.changed.emit()

    def floor(self, tongue: Tongue) -> Callable[[], Floor]:
        """What the forecast asks for, as of the last `show`; to be called on its thread."""
        glances = tuple(self._tally.glances.values())
        return partial(floor_of, glances, self._floor.expected, self._crew, tongue.now)

    def people(self, key: str, group: Group, tongue: Tongue) -> list[PersonRow]:
        """Who is behind a bar. `key` empty: of the whole day. Whoever has waited longest on top."""
        rules = self._floor.rules
        found = [one for one in self._tally.glances.values() if one.group is group and (not key or _key_of(one) == key)]
        found.sort(key=_moment_of, reverse=group is Group.COLLECTED)
        entries = self._floor.entries
        rows = [self._person(entries[one.reservation_id], one, tongue) for one in found]
        if group in (Group.EXPECTED, Group.LATE):
            coming = [one for one in self._coming(tongue, group) if not key or _key_of(one) == key]
            products = {product.sku: product for product in rules.products}
            rows += counted_rows(coming, products, tongue, slots=not key)
        return rows

    def _person(self, entry: Entry, one: Glance, tongue: Tongue) -> PersonRow:
        """Made anew only when the customer, the lateness or the language is another one."""
        policy = self._floor.rules.policy
        overdue = is_overdue(one, policy, tongue.now)
        kept = self._persons.get(one.reservation_id)
        if kept is not None and kept[0] is entry and kept[1:3] == (overdue, tongue.language):
            return kept[3]
        row = person_row(entry, one, policy, tongue)
        self._persons[one.reservation_id] = (entry, overdue, tongue.language, row)
        return row

    def show_levels(self, levels: Mapping[str, Level], tongue: Tongue) -> None:
        """What the desk has told of the stock."""
        self.levels = levels
        self.stock_rows.show(self._stock_lines(tongue))

    def still_expected(self) -> Counter[str]:
        """Customers of the day whose slot is not over, by model, as of the last `show`."""
        found: Counter[str] = Counter()
        for one in self._expected:
            found[one.sku] += one.count if one.slot.end > self._now else 0
        return found

    def slot_label(self, key: str) -> str:
        """Of a line of the table; empty when it is gone."""
        return next((row.label for row in self.line_rows.rows if row.key == key), "")

    # How it is counted

    @property
    def _expected(self) -> list[Expected]:
        return [one for one in self._floor.expected if self._day is not None and self._day.holds(one.slot)]

    def _turn_to(self, day: Day) -> None:
        """After midnight another day is shown."""
        if day == self._day:
            return
        self._day, self._tally = day, Tally()
        for one, entry in self._floor.entries.items():
            self._put(one, entry, day)

    def _put(self, reservation_id: str, entry: Entry | None, day: Day) -> None:
        if entry is not None and day.concerns(entry):
            self._tally.put(entry)
        else:
            self._tally.drop(reservation_id)

    def _count_units(self, reservation_id: str, entry: Entry | None) -> None:
        before = self._units.pop(reservation_id, None)
        product = Product(entry.reservation.sku, "") if entry is not None else None
        after = stock_of((entry,), (product,))[0] if entry is not None and product is not None else None
        for line, sign in ((before, -1), (after, 1)):
            if line is not None:
                held = self._stock.setdefault(line.product.sku, Counter())
                for name in ("handed_over", "ready", "in_preparation", "quarantined"):
                    held[name] += sign * int(getattr(line, name))
        if after is not None:
            self._units[reservation_id] = after

    def _stock_lines(self, tongue: Tongue) -> list[StockRow]:
        expected = self.still_expected()
        waiting = Counter(
            one.sku for one in self._tally.lately(tongue.now) if one.group in (Group.ARRIVED, Group.PREPARING)
        )
        rows: list[StockRow] = []
        for product in sorted(self._floor.rules.products, key=lambda one: (one.name, one.sku)):
            held = self._stock.get(product.sku, Counter())
            line = StockLine(product, held["handed_over"], held["ready"], held["in_preparation"], held["quarantined"])
            level = self.levels.get(product.sku)
            rows.append(stock_row(line, expected[product.sku], waiting[product.sku], level, tongue))
        return rows

    def _coming(self, tongue: Tongue, group: Group) -> list[Expected]:
        return [one for one in self._expected if (one.slot.end <= tongue.now) == (group is Group.LATE)]

    def _told(self, glances: Iterable[Glance], tongue: Tongue) -> Figures:
        told = waits(glances, self._floor.rules.policy, tongue.now)
        oldest, who = UNKNOWN, tongue.told(words.NOBODY)
        if told.oldest is not None and told.oldest.arrived_at is not None:
            oldest = tongue.minutes((tongue.now - told.oldest.arrived_at).total_seconds())
            who = tongue.told(words.WAITS_SINCE).format(
                number=told.oldest.call_number, time=tongue.clock(told.oldest.arrived_at)
            )
        late = words.ALL_IN_TIME if not told.overdue else words.ONE_OVERDUE if told.overdue == 1 else words.OVERDUE
        measured = words.OF_SERVED if told.measured else words.NONE_SERVED
        return Figures(
            oldest=oldest,
            oldest_who=who,
            p50=UNKNOWN if told.p50_s is None else tongue.minutes(told.p50_s),
            p90=UNKNOWN if told.p90_s is None else tongue.minutes(told.p90_s),
            measured=tongue.told(measured).format(count=told.measured),
            overdue=told.overdue,
            overdue_text=tongue.told(late).format(count=tongue.number(told.overdue)),
            waiting=told.waiting,
        )

    # What the page reads

    @Property(RowsModel, constant=True)
    def lines(self) -> RowsModel:
        return self.line_rows

    @Property(RowsModel, constant=True)
    def quarters(self) -> RowsModel:
        return self.quarter_rows

    @Property(RowsModel, constant=True)
    def crew(self) -> RowsModel:
        return self.crew_rows

    @Property(RowsModel, constant=True)
    def stock(self) -> RowsModel:
        return self.stock_rows

    @Property(RowsModel, constant=True)
    def terminals(self) -> RowsModel:
        return self.terminal_rows

    @Property("QVariantList", notify=changed)  # pyright: ignore[reportArgumentType] (Qt's own name for it)
    def totals(self) -> list[int]:
        """Of the whole day, in the order of the table's columns."""
        return self._totals

    @Property(int, notify=changed)
    def currentLine(self) -> int:
        """Where in `lines` the first slot is that runs or is to come; the last one after the day."""
        rows = self.line_rows.rows
        return next((place for place, line in enumerate(self._lines) if line.slot.end > self._now), len(rows) - 1)

    @Property(int, notify=changed)
    def waiting(self) -> int:
        """Everybody here who has not been called."""
        return self._figures.waiting

    @Property(int, notify=changed)
    def chartTop(self) -> int:
        return self._top

    @Property(str, notify=changed)
    def oldest(self) -> str:
        return self._figures.oldest

    @Property(str, notify=changed)
    def oldestWho(self) -> str:
        return self._figures.oldest_who

    @Property(str, notify=changed)
    def bothWaits(self) -> str:
        """Half of those who were called waited less than the first, nine in ten less than the second."""
        if self._figures.p50 == UNKNOWN:
            return UNKNOWN
        unit = f"{NBSP}min"
        first = self._figures.p50.removesuffix(unit) if self._figures.p90.endswith(unit) else self._figures.p50
        return f"{first} / {self._figures.p90}"

    @Property(str, notify=changed)
    def mostWait(self) -> str:
        """Nine in ten waited less."""
        return self._figures.p90

    @Property(str, notify=changed)
    def measured(self) -> str:
        return self._figures.measured

    @Property(int, notify=changed)
    def overdue(self) -> int:
        return self._figures.overdue

    @Property(str, notify=changed)
    def overdueText(self) -> str:
        return self._figures.overdue_text


def _key_of(one: Glance | Expected) -> str:
    return f"{one.slot.start.isoformat()}/{one.slot.end.isoformat()}"


def _moment_of(one: Glance) -> tuple[datetime, str]:
    """Of those who went home the latest is on top, of the others whoever came first."""
    return one.collected_at or one.arrived_at or one.slot.start, one.reservation_id
