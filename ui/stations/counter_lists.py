"""The counter's lists as QML reads them: who is ready here, elsewhere, apart, who has it, and who is called next.

Brings what `kiosk.domain.counter_line` says of the floor into rows; keeps no fact of its own. GUI thread only.
"""

from PySide6.QtCore import Property, QObject, Signal
from PySide6.QtQml import QmlElement, QmlUncreatable

from kiosk.domain.counter_line import CounterLines, lines_at, next_to_call
from kiosk.domain.plain_text import plain
from kiosk.floor_answers import Entry
from ui.floor import FloorFeed
from ui.rows import RowsModel
from ui.stations import counter_words as words
from ui.stations.counter_rows import ReadyRow, ready_row
from ui.stations.stockroom_rows import Tongue, product_text, roles_of

QML_IMPORT_NAME = "Kiosk"
QML_IMPORT_MAJOR_VERSION = 1

TABS = ("here", "elsewhere", "apart", "collected")
SHOWN = 200
"""Of those who have theirs: the last ones."""


@QmlElement
@QmlUncreatable("made by CounterModel")  # pyright: ignore[reportCallIssue] (the stub lacks __call__)
class CounterLists(QObject):
    changed = Signal()
    """Who is next is somebody else, or in another language."""
    came = Signal()
    """Another unit stands here; not for those that stood here when the page was opened."""

    def __init__(self, floor: FloorFeed, here: str, parent: QObject | None = None) -> None:
        """`here`: this counter, as units name it."""
        super().__init__(parent)
        self._floor = floor
        self._here = here
        self._made: dict[str, tuple[Entry, ReadyRow]] = {}
        self._known: set[str] | None = None
        self._next_text = ""
        self.next: Entry | None = None
        self.tab = TABS[0]
        self.shown = RowsModel(roles_of(ReadyRow), self)
        self.tabs = {tab: RowsModel(roles_of(ReadyRow), self) for tab in TABS}

    def forget(self) -> None:
        """Words are others: no card that was made holds."""
        self._made.clear()

    def show(self, tongue: Tongue, goods: Tongue) -> None:
        """All cards, as they stand. `goods`: the words that products are told in."""
        lines = lines_at(self._floor.entries.values(), self._here)
        del lines.collected[SHOWN:]
        rows = {tab: self._rows(lines, tab, tongue, goods) for tab in TABS}
        for tab in TABS:
            self.tabs[tab].show(rows[tab])
        self.shown.show(rows[self.tab])
        kept = {row.key for line in rows.values() for row in line}
        self._made = {key: made for key, made in self._made.items() if key in kept}
        self._announce({row.key for row in rows["here"]})
        self.next = next_to_call(lines.here)
        number = plain(self.next.call_number, 8) if self.next is not None else ""
        text = tongue.told(words.CALL_NEXT).format(number=number) if number else ""
        if text != self._next_text:
            self._next_text = text
            self.changed.emit()

    def show_tab(self, tab: str) -> None:
        """Which of the four is on the page."""
        self.tab = tab
        self.shown.show(self.tabs[tab].rows)

    def _rows(self, lines: CounterLines[Entry], tab: str, tongue: Tongue, goods: Tongue) -> list[ReadyRow]:
        line: list[Entry] = getattr(lines, tab)
        return [self._row(entry, tongue, goods) for entry in line]

    def _row(self, entry: Entry, tongue: Tongue, goods: Tongue) -> ReadyRow:
        made = self._made.get(entry.reservation_id)
        if made is not None and made[0] is entry:
            return made[1]
        row = ready_row(entry, self._here, product_text(entry.product, goods), tongue)
        self._made[entry.reservation_id] = entry, row
        return row

    def _announce(self, here: set[str]) -> None:
        if not self._floor.ready:
            return
        if self._known is not None and here - self._known:
            self.came.emit()
        self._known = (self._known or set()) | here

    # What the page reads

    @Property(RowsModel, constant=True)
    def onPage(self) -> RowsModel:
        """The rows of the tab that is open: one model, because a list that is given another keeps old cards (Qt 6.11)."""
        return self.shown

    @Property(RowsModel, constant=True)
    def here(self) -> RowsModel:
        return self.tabs["here"]

    @Property(RowsModel, constant=True)
    def elsewhere(self) -> RowsModel:
        return self.tabs["elsewhere"]

    @Property(RowsModel, constant=True)
    def apart(self) -> RowsModel:
        return self.tabs["apart"]

    @Property(RowsModel, constant=True)
    def collected(self) -> RowsModel:
        return self.tabs["collected"]

    @Property(str, notify=changed)
    def nextText(self) -> str:
        """Who is called next, as a button says it; empty: nobody."""
        return self._next_text
