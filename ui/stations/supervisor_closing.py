"""The end of the day on the supervisor's page: how it stands, what is to be explained, and the report. Asks the desk.

GUI thread only; the report is written on a thread of its own. What the balance is, `kiosk.domain.closing` says.
"""

import logging
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import datetime, timedelta

from PySide6.QtCore import Property, QObject, Signal, Slot
from PySide6.QtQml import QmlElement, QmlUncreatable

from kiosk.closing import Closing
from kiosk.domain.closing.day_end import DayEnd, Standing
from kiosk.domain.closing.difference import DifferenceKind
from kiosk.domain.event import Event, EventKind
from kiosk.errors import Fault
from ui.rows import RowsModel
from ui.station import StationModel
from ui.station_context import StationContext
from ui.stations import supervisor_closing_words as words
from ui.stations.supervisor_closing_rows import (
    DifferenceRow,
    SumRow,
    difference_rows,
    groups,
    reservation_rows,
    unit_rows,
)
from ui.stations.supervisor_leaving import LeavingModel
from ui.stations.supervisor_rows import Tongue, roles_of

QML_IMPORT_NAME = "Kiosk"
QML_IMPORT_MAJOR_VERSION = 1

AGAIN = timedelta(seconds=5)
"""While it is looked at: what other terminals say of the day concerns no customer, so nobody tells of it."""

log = logging.getLogger(__name__)


@QmlElement
@QmlUncreatable("made by SupervisorModel")  # pyright: ignore[reportCallIssue] (the stub lacks __call__)
class ClosingModel(QObject):
    changed = Signal()

    def __init__(self, context: StationContext, station: StationModel, tongue: Callable[[], Tongue]) -> None:
        """`tongue`: of the supervisor's page, as it speaks now."""
        super().__init__(station)
        self._closing: Closing = context.desk.closing
        self._make_report = context.make_report
        self._now = context.now
        self._station = station
        self._tongue = tongue
        self._say = station.languages.told_in(words.CONTEXT)
        self._end: DayEnd | None = None
        self._asking = False
        self._asked_at: datetime | None = None
        self._chosen = ""
        self._making = False
        self._report = ""
        self._texts = ("", "")
        self._mark = ""
        self._reasons: list[str] = []
        self._thread: ThreadPoolExecutor | None = None
        self._leaving = LeavingModel(context, station, lambda: tongue().language)
        self.reservation_rows = RowsModel(roles_of(SumRow), self)
        self.unit_rows = RowsModel(roles_of(SumRow), self)
        self.difference_rows = RowsModel(roles_of(DifferenceRow), self)

    # What the station's model calls

    def ask(self) -> None:
        """One question at a time."""
        if self._asking:
            return
        self._asking, self._asked_at = True, self._now()

        def went_wrong(error: BaseException) -> None:
            self._asking = False
            self._station.failed(error)

        self._station.acts.ask(self._closing.end, done=self._came, failed=went_wrong)
        self._leaving.ask()

    def look_again(self, now: datetime) -> None:
        """If the last look was a while ago; a clock that was set back looks at once."""
        if self._asked_at is None or not timedelta(0) <= now - self._asked_at < AGAIN:
            self.ask()

    def leave(self) -> None:
        """Waits for a report that is being written: seconds."""
        if self._thread is not None:
            self._thread.shutdown(wait=True, cancel_futures=True)

    def told(self, text: str) -> str:
        return self._say(text, self._tongue().language)

    # What the page calls

    @Slot(str)
    def choose(self, key: str) -> None:
        if key != self._chosen and self._end is not None and key in groups(self._end):
            self._chosen = key
            self.show()

    @Slot(int)
    def explain(self, reason: int) -> None:
        """All that is chosen, with the reason at this place of `reasons`."""
        end, wanted = self._end, self.to_explain()
        if end is not None and wanted is not None and 0 <= reason < len(words.REASONS) and self._may_act:
            said = self.told(words.REASONS[reason])
            self._station.act(self._closing.explain, end.book.date, *wanted, said, done=self._day_changed)

    @Slot()
    def markNoShows(self) -> None:
        if self._end is not None and self._may_act:
            self._station.act(self._closing.mark_no_shows, self._end.book.date, done=self._day_changed)

    @Slot()
    def closeDay(self) -> None:
        if self._end is not None and self._may_act:
            self._station.act(self._closing.close_day, self._end.book.date, done=self._came)

    @Slot()
    def makeReport(self) -> None:
        """On a thread of its own."""
        if self._making or self._end is None or self._make_report is None:
            return
        self._making, self._report = True, ""
        if self._thread is None:
            self._thread = ThreadPoolExecutor(1, "report")

        def made(place: str) -> None:
            self._making, self._report = False, self.told(words.MADE).format(place=place)
            self.show()

        def failed(error: BaseException) -> None:
            log.error("the report could not be made", exc_info=error)
            hint = error.hint if isinstance(error, Fault) else ""
            self._making, self._report = False, self.told(words.NOT_MADE).format(hint=hint).strip()
            self.show()

        written = self._thread.submit(self._make_report, self._end, self._tongue().language)
        self._station.bridge.when_done(written, made, failed)
        self.show()

    # Inside

    @property
    def _may_act(self) -> bool:
        return not self._station.acts.pending

    def _day_changed(self, _count: int) -> None:
        self._asking = False  # an answer on its way is of before
        self.ask()

    def _came(self, end: DayEnd) -> None:
        self._asking = False
        if self._end is not None and _told(self._end) != _told(end):
            self._report = ""  # it is of the day as it was
        self._end = end
        if self._chosen not in groups(end):
            self._chosen = ""
        self.show()

    def to_explain(self) -> tuple[DifferenceKind, tuple[str, ...]] | None:
        """What is chosen and nobody has explained."""
        chosen = groups(self._end).get(self._chosen, []) if self._end is not None else []
        if not chosen or not chosen[0].is_open:
            return None
        return chosen[0].kind, tuple(one.subject for one in chosen)

    def show(self) -> None:
        end, queue = self._end, self._tongue()
        if end is None:
            return
        tongue = replace(queue, told=self.told)
        self._reasons = [tongue.told(reason) for reason in words.REASONS]
        self.reservation_rows.show(reservation_rows(end, tongue))
        self.unit_rows.show(unit_rows(end.balance, tongue))
        rows = difference_rows(end, tongue, queue)
        self.difference_rows.show(rows)
        if not self._chosen:
            self._chosen = next((row.key for row in rows if row.isOpen), "")
        told = end.closed
        text = tongue.told(words.STANDINGS[end.standing]).format(
            count=tongue.number(len(end.unexplained)),
            time=tongue.clock(told.at) if told else "",
            who=tongue.colleague(told.staff_id) if told else "",
        )
        self._texts = (text, words.TONES[end.standing])
        missing = len(end.no_shows)
        self._mark = tongue.told(words.MARK).format(count=tongue.number(missing)) if missing else ""
        self.changed.emit()

    # What the page reads

    @Property(RowsModel, constant=True)
    def reservations(self) -> RowsModel:
        return self.reservation_rows

    @Property(RowsModel, constant=True)
    def units(self) -> RowsModel:
        return self.unit_rows

    @Property(RowsModel, constant=True)
    def differences(self) -> RowsModel:
        return self.difference_rows

    @Property(str, notify=changed)
    def standing(self) -> str:
        return self._texts[0]

    @Property(str, notify=changed)
    def tone(self) -> str:
        return self._texts[1]

    @Property(str, notify=changed)
    def chosen(self) -> str:
        return self._chosen

    @Property(bool, notify=changed)
    def mayExplain(self) -> bool:
        return self.to_explain() is not None

    @Property("QVariantList", notify=changed)  # pyright: ignore[reportArgumentType] (Qt's own name for it)
    def reasons(self) -> list[str]:
        return self._reasons

    @Property(str, notify=changed)
    def markText(self) -> str:
        """Empty: there is nobody to mark."""
        return self._mark

    @Property(bool, notify=changed)
    def mayClose(self) -> bool:
        end = self._end
        return end is not None and not end.unexplained and end.standing is not Standing.CLOSED

    @Property(bool, notify=changed)
    def mayReport(self) -> bool:
        return self._make_report is not None and self._end is not None and not self._making

    @Property(bool, notify=changed)
    def making(self) -> bool:
        return self._making

    @Property(str, notify=changed)
    def report(self) -> str:
        """Where it is, or why it is not; empty: none was made of the day as it is now."""
        return self._report

    @Property(LeavingModel, constant=True)
    def leaving(self) -> LeavingModel:
        """The end of this terminal."""
        return self._leaving

    @Property(bool, notify=changed)
    def wasRead(self) -> bool:
        return self._end is not None


def _told(end: DayEnd) -> list[Event]:
    """What a report is made of: that one was written is not in it."""
    return [event for event in end.book.events if event.kind is not EventKind.EXPORTED]
