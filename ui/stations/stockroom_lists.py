"""The stockroom's lists as QML reads them: cards by who has them, suggestions, counters, colleagues; and who is new.

Brings what `stockroom_board.py` derives from the floor into rows; keeps no fact of its own but what was laid ready here.
GUI thread only.
"""

from datetime import datetime

from PySide6.QtCore import Property, QObject, Signal
from PySide6.QtQml import QmlElement, QmlUncreatable

from kiosk.domain.plain_text import plain
from kiosk.domain.task import Runner
from kiosk.floor_answers import Entry
from ui.floor import FloorFeed
from ui.rows import RowsModel
from ui.stations import stockroom_words as words
from ui.stations.stockroom_board import (
    TABS,
    Board,
    LaidReady,
    arrivals,
    colleagues,
    counters,
    fetch_rows,
    fetches,
    measured_preparation,
)
from ui.stations.stockroom_rows import CounterRow, FetchRow, NameRow, TaskRow, Tongue, roles_of

QML_IMPORT_NAME = "Kiosk"
QML_IMPORT_MAJOR_VERSION = 1


@QmlElement
@QmlUncreatable("made by StockroomModel")  # pyright: ignore[reportCallIssue] (the stub lacks __call__)
class StockroomLists(QObject):
    arrived = Signal()
    """Somebody is new among those who wait; not for those who waited when the board was opened."""

    def __init__(self, floor: FloorFeed, me: Runner, here: str, parent: QObject | None = None) -> None:
        """`me`: whoever looks; `here`: the counter at which this terminal stands, if it does."""
        super().__init__(parent)
        self._floor = floor
        self._me = me
        self._here = here
        self._board = Board(me)
        self._laid = LaidReady()
        self._known: set[str] | None = None
        self.tab = TABS[0]
        self.shown = RowsModel(roles_of(TaskRow), self)
        self.tabs = {tab: RowsModel(roles_of(TaskRow), self) for tab in TABS}
        self.to_fetch = RowsModel(roles_of(FetchRow), self)
        self.known_counters = RowsModel(roles_of(CounterRow), self)
        self.people = RowsModel(roles_of(NameRow), self)
        self.why = RowsModel(roles_of(NameRow), self)

    def forget(self) -> None:
        """Rules or words are others: nothing that was made of them holds."""
        self._board.forget()

    def show(self, now: datetime, tongue: Tongue, ids: frozenset[str] | None = None) -> None:
        """All cards, as they stand. `ids`: only these may be others since the last time."""
        lists = self._board.lists(self._floor.entries, self._floor.rules.policy, now, tongue, ids)
        for tab in TABS:
            self.tabs[tab].show(getattr(lists, tab))
        self.shown.show(self.tabs[self.tab].rows)
        self._announce({row.key for row in lists.waiting})

    def show_tab(self, tab: str) -> None:
        """Which of the four is on the page."""
        self.tab = tab
        self.shown.show(self.tabs[tab].rows)

    def show_choices(self, tongue: Tongue) -> None:
        """What an open task may need: counters, colleagues, reasons."""
        entries = self._floor.entries.values()
        self.known_counters.show(counters(entries, self._here, tongue))
        self.people.show([NameRow(name, tongue.colleague(name)) for name in colleagues(entries, self._me.staff_id)])
        self.why.show([NameRow(str(reason), tongue.told(words.REASONS[reason])) for reason in words.OFFERED])

    def show_fetches(self, now: datetime, tongue: Tongue) -> None:
        entries = self._floor.entries.values()
        staged = self._laid.left(arrivals(entries))
        wanted = fetches(self._floor.expected, self._floor.rules, staged, measured_preparation(entries), now)
        self.to_fetch.show(fetch_rows(wanted, tongue))

    def lay_ready(self, index: int) -> None:
        """The suggestion at `index` was followed: it leaves the list until as many are needed again."""
        row = self.to_fetch.row_at(index)
        if row is not None:
            self._laid.lay(row.key[0], row.count, arrivals(self._floor.entries.values()))

    def row(self, key: str) -> TaskRow | None:
        """The card of a reservation, as last shown."""
        return self._board.row(key)

    def batch(self, key: str) -> tuple[str, ...]:
        """Reservations whose units lie on the shelf of this one, free to take."""
        batch = self._board.batch(key)
        return tuple(task.reservation_id for task in batch.tasks[1:]) if batch is not None else ()

    def offer(self, key: str, tongue: Tongue) -> str:
        """The same in words; empty: nothing."""
        batch = self._board.batch(key)
        if batch is None:
            return ""
        count, shelf = len(batch.tasks) - 1, plain(batch.shelf, 12)
        return tongue.told(words.ONE_MORE if count == 1 else words.MORE).format(count=count, shelf=shelf)

    def next_of_mine(self, after: str) -> Entry | None:
        """The first of my tasks but this one."""
        rows = [row for row in self.tabs["mine"].rows if row.key != after]
        return self._floor.entries.get(rows[0].key) if rows else None

    def _announce(self, waiting: set[str]) -> None:
        if not self._floor.ready:
            return
        new = waiting - (self._known or set())
        if self._known is not None and new:
            self.arrived.emit()
        self._known = (self._known or set()) | new

    # What the page reads

    @Property(RowsModel, constant=True)
    def onPage(self) -> RowsModel:
        """The rows of the tab that is open: one model, because a list that is given another keeps old cards (Qt 6.11)."""
        return self.shown

    @Property(RowsModel, constant=True)
    def waiting(self) -> RowsModel:
        return self.tabs["waiting"]

    @Property(RowsModel, constant=True)
    def mine(self) -> RowsModel:
        return self.tabs["mine"]

    @Property(RowsModel, constant=True)
    def others(self) -> RowsModel:
        """What colleagues have."""
        return self.tabs["others"]

    @Property(RowsModel, constant=True)
    def ready(self) -> RowsModel:
        return self.tabs["ready"]

    @Property(RowsModel, constant=True)
    def fetches(self) -> RowsModel:
        return self.to_fetch

    @Property(RowsModel, constant=True)
    def counters(self) -> RowsModel:
        return self.known_counters

    @Property(RowsModel, constant=True)
    def colleagues(self) -> RowsModel:
        return self.people

    @Property(RowsModel, constant=True)
    def reasons(self) -> RowsModel:
        return self.why
