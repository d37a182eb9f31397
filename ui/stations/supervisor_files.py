"""What the supervisor has opened: people behind a bar, one customer's history, the conflicts. Asks the desk, holds answers.

GUI thread only. Rows and words are `supervisor_rows`', `supervisor_history`'s and `supervisor_conflicts`'.
"""

from collections.abc import Callable

from PySide6.QtCore import Property, QObject, Signal, Slot
from PySide6.QtQml import QmlElement, QmlUncreatable

from kiosk.answers import ConflictReport
from kiosk.desk import Desk, masked
from kiosk.domain import formats
from kiosk.domain.event import Event
from kiosk.domain.plain_text import plain
from kiosk.domain.queue import group_of
from kiosk.domain.reservation import Product, Reservation
from kiosk.domain.state import Stage
from ui.acts import Acts
from ui.floor import FloorFeed
from ui.rows import RowsModel
from ui.stations import supervisor_words as words
from ui.stations.supervisor_conflicts import (
    ConflictRow,
    SideRow,
    advice,
    closed_text,
    conflict_rows,
    key_of,
    side_rows,
)
from ui.stations.supervisor_history import HistoryRow, history_rows
from ui.stations.supervisor_rows import NAME, Tongue, product_text, roles_of

QML_IMPORT_NAME = "Kiosk"
QML_IMPORT_MAJOR_VERSION = 1


@QmlElement
@QmlUncreatable("made by SupervisorModel")  # pyright: ignore[reportCallIssue] (the stub lacks __call__)
class HistoryModel(QObject):
    """One customer: who it is in masked words, and all that happened."""

    changed = Signal()
    answered = Signal()
    """The desk has told something: `show` is due."""

    def __init__(self, desk: Desk, acts: Acts, floor: FloorFeed, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._acts = acts
        self._floor = floor
        self._events: tuple[Event, ...] = ()
        self._booked: tuple[Reservation, Product | None] | None = None
        self._texts = ("", "", "", "")
        self._read = self._failed = self._no_show = False
        self.reservation_id = ""
        self.rows = RowsModel(roles_of(HistoryRow), self)

    def open(self, reservation_id: str, booked: tuple[Reservation, Product | None] | None = None) -> None:
        """`booked` is given where nothing has happened yet and the floor does not know the customer."""
        self.reservation_id, self._booked = reservation_id, booked
        self._events, self._read, self._failed = (), False, False
        self.rows.show(())
        self.ask()

    def ask(self) -> None:
        """Read it (again)."""
        asked = self.reservation_id

        def came(events: tuple[Event, ...]) -> None:
            if asked == self.reservation_id:
                self._events, self._read, self._failed = events, True, False
                self.answered.emit()

        def failed(_error: BaseException) -> None:
            self._failed = True
            self.answered.emit()

        if asked:
            self._acts.ask(self._desk.floor.history, asked, done=came, failed=failed)

    def show(self, tongue: Tongue) -> None:
        entry = self._floor.entries.get(self.reservation_id)
        booked = (entry.reservation, entry.product) if entry is not None else self._booked
        self._no_show = entry is not None and entry.stage is Stage.NO_SHOW
        names = {one.terminal_id: one.name for one in self._floor.rules.terminals}
        self.rows.show(history_rows(self._events, names, tongue))
        if booked is None:
            self._texts = ("", "", "", "")
        else:
            reservation, product = booked
            slot = (entry.state.slot if entry is not None else None) or reservation.slot
            group = group_of(entry.state) if entry is not None else None
            name, variant = product_text(product, tongue)
            self._texts = (
                plain(entry.call_number, 8) if entry is not None else "",
                plain(masked(reservation.customer.name), NAME),
                ", ".join(part for part in (name, variant) if part),
                ", ".join(
                    part
                    for part in (
                        formats.span(slot, tongue.place.zone, tongue.language),
                        tongue.told(words.GROUPS[group]) if group is not None else "",
                    )
                    if part
                ),
            )
        self.changed.emit()

    @Property(RowsModel, constant=True)
    def events(self) -> RowsModel:
        return self.rows

    @Property(str, notify=changed)
    def number(self) -> str:
        return self._texts[0]

    @Property(str, notify=changed)
    def name(self) -> str:
        return self._texts[1]

    @Property(str, notify=changed)
    def product(self) -> str:
        return self._texts[2]

    @Property(str, notify=changed)
    def slot(self) -> str:
        return self._texts[3]

    @Property(bool, notify=changed)
    def isNoShow(self) -> bool:
        """It was marked as not come."""
        return self._no_show

    @Property(bool, notify=changed)
    def wasRead(self) -> bool:
        return self._read

    @Property(bool, notify=changed)
    def notReadable(self) -> bool:
        return self._failed


@QmlElement
@QmlUncreatable("made by SupervisorModel")  # pyright: ignore[reportCallIssue] (the stub lacks __call__)
class ConflictsModel(QObject):
    """All conflicts of the store, and the one that is looked at."""

    changed = Signal()
    answered = Signal()
    """The desk has told something: `show` is due."""
    settled = Signal()
    """A conflict was closed or put right: the counts are to be read again."""

    def __init__(
        self, desk: Desk, acts: Acts, floor: FloorFeed, act: Callable[..., None], parent: QObject | None = None
    ) -> None:
        """`act`: the page's way of having the desk do something."""
        super().__init__(parent)
        self._desk = desk
        self._acts = acts
        self._act = act
        self._floor = floor
        self._reports: dict[str, ConflictReport] = {}
        self._chosen = ""
        self._advice = self._closed = ""
        self._reasons: list[str] = []
        self._read = False
        self.rows = RowsModel(roles_of(ConflictRow), self)
        self.side_rows = RowsModel(roles_of(SideRow), self)

    def ask(self, failed: Callable[[BaseException], None]) -> None:
        self._acts.ask(self._desk.inbox.all, done=self._came, failed=failed)

    def _came(self, reports: tuple[ConflictReport, ...]) -> None:
        self._reports = {key_of(report): report for report in reports}
        self._read = True
        if self._chosen not in self._reports:
            self._chosen = ""
        self.answered.emit()

    def took(self, report: ConflictReport) -> None:
        """The desk has answered an act on it."""
        self._reports[key_of(report)] = report
        self.answered.emit()

    @Slot(int)
    def close(self, reason: int) -> None:
        """The one that is looked at, with the reason at this place of `reasons`."""
        report = self._reports.get(self._chosen)
        if report is not None and 0 <= reason < len(self._reasons) and not self._acts.pending:
            self._act(self._desk.inbox.close, report.conflict, self._reasons[reason], done=self._was_closed)

    @Slot(str)
    def keep(self, event_id: str) -> None:
        """The side with this event holds, the others are taken back: what its button says is the reason."""
        report = self._reports.get(self._chosen)
        side = next((one for one in self.side_rows.rows if one.key == event_id), None)
        if report is not None and side is not None and side.keep and not self._acts.pending:
            self._act(self._desk.inbox.keep, report.conflict, event_id, side.keep, done=self._put_right)

    def _was_closed(self, report: ConflictReport) -> None:
        self.took(report)
        self.settled.emit()

    def _put_right(self, reports: tuple[ConflictReport, ...]) -> None:
        self._came(reports)
        self.settled.emit()

    def choose(self, key: str) -> None:
        if key in self._reports and key != self._chosen:
            self._chosen = key
            self.answered.emit()

    def show(self, tongue: Tongue) -> None:
        entries = self._floor.entries
        self.rows.show(conflict_rows(self._reports.values(), entries, tongue))
        if not self._chosen and self.rows.rows:
            self._chosen = self.rows.rows[0].key
        report = self._reports.get(self._chosen)
        self._reasons = [tongue.told(reason) for reason in words.CLOSINGS]
        if report is None:
            self.side_rows.show(())
            self._advice = self._closed = ""
        else:
            names = {one.terminal_id: one.name for one in self._floor.rules.terminals}
            self.side_rows.show(side_rows(report, entries, names, tongue))
            self._advice = advice(report.conflict.kind, tongue)
            self._closed = closed_text(report, tongue)
        self.changed.emit()

    @Property(RowsModel, constant=True)
    def conflicts(self) -> RowsModel:
        return self.rows

    @Property(RowsModel, constant=True)
    def sides(self) -> RowsModel:
        return self.side_rows

    @Property(str, notify=changed)
    def chosen(self) -> str:
        return self._chosen

    @Property(str, notify=changed)
    def advice(self) -> str:
        return self._advice

    @Property(str, notify=changed)
    def closedText(self) -> str:
        """By whom and why; empty while it is open."""
        return self._closed

    @Property(bool, notify=changed)
    def isOpen(self) -> bool:
        report = self._reports.get(self._chosen)
        return report is not None and report.conflict.is_open

    @Property("QVariantList", notify=changed)  # pyright: ignore[reportArgumentType] (Qt's own name for it)
    def reasons(self) -> list[str]:
        return self._reasons

    @Property(bool, notify=changed)
    def wasRead(self) -> bool:
        return self._read
