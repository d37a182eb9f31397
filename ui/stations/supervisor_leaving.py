"""Emptying this terminal, on the supervisor's page: a light, what speaks against it, and two touches on two places. Asks the desk.

GUI thread only. Green is central's own word alone; whether it is true is asked once more before anything is destroyed.
"""

from collections.abc import Callable

from PySide6.QtCore import Property, QObject, Signal, Slot
from PySide6.QtQml import QmlElement, QmlUncreatable

from kiosk.closing import Closing
from kiosk.leaving import Leaving
from ui.station import StationModel
from ui.station_context import StationContext
from ui.stations import supervisor_leaving_words as words

QML_IMPORT_NAME = "Kiosk"
QML_IMPORT_MAJOR_VERSION = 1


@QmlElement
@QmlUncreatable("made by ClosingModel")  # pyright: ignore[reportCallIssue] (the stub lacks __call__)
class LeavingModel(QObject):
    changed = Signal()

    def __init__(self, context: StationContext, station: StationModel, language: Callable[[], str]) -> None:
        super().__init__(station)
        self._closing: Closing = context.desk.closing
        self._purge = context.purge
        self._station = station
        self._language = language
        self._say = station.languages.told_in(words.CONTEXT)
        self._now: Leaving | None = None
        self._asking = self._opened = False
        self._reason = -1

    def ask(self) -> None:
        if self._asking:
            return
        self._asking = True
        self._station.acts.ask(self._closing.leaving, done=self._came, failed=self._failed)

    def _came(self, now: Leaving) -> None:
        self._asking = False
        self._now = now
        self.changed.emit()

    def _failed(self, error: BaseException) -> None:
        self._asking, self._now = False, None  # nothing green by accident
        self._station.failed(error)
        self.changed.emit()

    # What the page calls

    @Slot()
    def open(self) -> None:
        self._opened, self._reason = True, -1
        self.ask()
        self.changed.emit()

    @Slot()
    def close(self) -> None:
        self._opened = False
        self.changed.emit()

    @Slot(int)
    def choose(self, reason: int) -> None:
        """The first of the two touches where the terminal leaves early."""
        if 0 <= reason < len(words.REASONS):
            self._reason = reason
            self.changed.emit()

    @Slot()
    def purge(self) -> None:
        """For good."""
        if not self.mayPurge or self._purge is None or self._station.acts.pending:
            return
        reason = self._told(words.REASONS[self._reason]) if self._reason >= 0 else ""
        go = self._purge
        self._station.act(self._closing.order_purge, reason, done=lambda _none: go())

    def _told(self, text: str) -> str:
        return self._say(text, self._language())

    # What the page shows

    @Property(bool, notify=changed)
    def isOpen(self) -> bool:
        return self._opened

    @Property(bool, constant=True)
    def offered(self) -> bool:
        """This window can empty its terminal."""
        return self._purge is not None

    @Property(str, notify=changed)
    def tone(self) -> str:
        if self._now is None:
            return "muted"
        return "good" if self._now.safe else "warn"

    @Property(str, notify=changed)
    def light(self) -> str:
        """Short, for the light."""
        if self._now is None:
            return self._told(words.UNKNOWN)
        return self._told(words.SAFE if self._now.safe else words.NOT_SAFE)

    @Property(str, notify=changed)
    def detail(self) -> str:
        now = self._now
        if now is None:
            return ""
        if now.missing.files:
            return self._told(words.MOVED_ASIDE).format(count=now.missing.files)
        if now.missing.events:
            return self._told(words.MISSING).format(count=now.missing.events)
        return self._told(words.COVERED)

    @Property(bool, notify=changed)
    def early(self) -> bool:
        return self._now is not None and self._now.early

    @Property("QVariantList", notify=changed)  # pyright: ignore[reportArgumentType] (Qt's own name for it)
    def reasons(self) -> list[str]:
        return [self._told(reason) for reason in words.REASONS]

    @Property(str, notify=changed)
    def reason(self) -> str:
        """What was chosen; empty: nothing yet."""
        return self._told(words.REASONS[self._reason]) if self._reason >= 0 else ""

    @Property(bool, notify=changed)
    def mayPurge(self) -> bool:
        now = self._now
        return self._opened and now is not None and now.safe and (not now.early or self._reason >= 0)
