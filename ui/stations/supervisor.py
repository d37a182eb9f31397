"""The supervisor's view model: the queue, what is opened of it, the forecast, and a conflict that is closed. GUI thread only.

Lists follow the floor customer by customer and are shown at most twice a second; counting is `kiosk.domain.queue`'s.
Decides nothing. What QML sees changes with it: `python -m ui.lint`.
"""

from datetime import datetime

from PySide6.QtCore import Property, QObject, Signal, Slot
from PySide6.QtQml import QmlElement, QmlUncreatable

from kiosk.answers import Match
from kiosk.desk import Desk
from kiosk.domain.queue import Group
from kiosk.errors import Refused
from ui.bridge import Bridge
from ui.floor import FloorFeed
from ui.language import Languages
from ui.rows import RowsModel
from ui.search import SearchModel
from ui.single_shot import single_shot
from ui.station import StationModel
from ui.station_context import StationContext
from ui.stations import supervisor_closing_words as closing_words
from ui.stations import supervisor_words as words
from ui.stations.supervisor_closing import ClosingModel
from ui.stations.supervisor_doors import StoreDoorsModel
from ui.stations.supervisor_files import ConflictsModel, HistoryModel
from ui.stations.supervisor_forecast import ForecastModel
from ui.stations.supervisor_morning import MorningModel
from ui.stations.supervisor_morning_words import CONTEXT as MORNING
from ui.stations.supervisor_morning_words import REFUSED
from ui.stations.supervisor_outlook import Answer, OutlookFinder
from ui.stations.supervisor_queue import QueueModel
from ui.stations.supervisor_rows import PersonRow, Tongue, roles_of
from ui.stations.supervisor_stock import StockModel

QML_IMPORT_NAME = "Kiosk"
QML_IMPORT_MAJOR_VERSION = 1

REFRESH_MS = 500
TABS = ("day", "crew", "stock", "terminals")
SHEETS = ("people", "history", "search", "conflicts", "closing", "doors", "stock")


@QmlElement
@QmlUncreatable("handed in by the application")  # pyright: ignore[reportCallIssue] (the stub lacks __call__)
class SupervisorModel(StationModel):
    viewChanged = Signal()
    sheetChanged = Signal()
    peopleChanged = Signal()
    ticked = Signal()

    def __init__(
        self,
        context: StationContext,
        bridge: Bridge,
        languages: Languages,
        floor: FloorFeed,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(context, bridge, languages, floor, parent)
        self._desk: Desk = context.desk
        self._say = languages.told_in(words.CONTEXT)
        self._queue = QueueModel(floor, self)
        self._history = HistoryModel(context.desk, self.acts, floor, self)
        self._conflicts = ConflictsModel(context.desk, self.acts, floor, self.act, self)
        self._doors = StoreDoorsModel(context.desk, self.acts, languages, self)
        self._doors.answered.connect(self._show_doors)
        self._morning = MorningModel(context.desk, self.acts, languages, self)
        self._morning.answered.connect(self._show_doors)
        self._morning.refused.connect(self._not_ticked)
        self._search = SearchModel(context.place, self)
        self._ends = ClosingModel(context, self, self._tongue)
        self._stock = StockModel(context, self, self._queue, self._tongue)
        self._forecast = ForecastModel(self)
        self._finder = OutlookFinder(bridge, parent=self)
        self._people = RowsModel(roles_of(PersonRow), self)
        self._bar: tuple[str, Group] = ("", Group.ARRIVED)
        self._people_titles = ("", "", "")
        self._big = False
        self._tab = TABS[0]
        self._trail: list[str] = []
        self._now = context.now()
        self._refresh = single_shot(self, self._show, REFRESH_MS)
        self._history.answered.connect(self._show_history)
        self._conflicts.answered.connect(self._show_conflicts)
        self._conflicts.settled.connect(self._watch.refresh)
        self._finder.found.connect(self._forecast_came)
        self._search.wanted.connect(self._look_for)
        floor.changed.connect(self._floor_changed)
        floor.reset.connect(self._floor_read)
        floor.expectedChanged.connect(self._due)

    # What the window calls

    def begin(self) -> None:
        super().begin()
        if self.floor.ready:
            self._floor_read()

    def end(self) -> None:
        self._refresh.stop()
        self._finder.end()
        self._ends.leave()
        super().end()

    def tick(self, now: datetime) -> None:
        super().tick(now)
        self._now = now
        self._show()
        self._look_ahead()
        if self._trail[-1:] == ["closing"]:
            self._ends.look_again(now)
        if "doors" in self._trail:
            self._ask_doors()
        self.ticked.emit()

    # What the page calls

    @Slot()
    def toggleBig(self) -> None:
        """From the working page to the display for the wall and back."""
        self._big = not self._big
        self._trail.clear()
        self.viewChanged.emit()
        self.sheetChanged.emit()

    @Slot(str)
    def showTab(self, tab: str) -> None:
        if tab in TABS and tab != self._tab:
            self._tab = tab
            self.viewChanged.emit()

    @Slot(str, int)
    def openBar(self, key: str, group: int) -> None:
        """A bar was touched: of a slot (`key` empty: of the day) and the group at this place of the columns."""
        if 0 <= group < len(Group):
            self._bar = (key, tuple(Group)[group])
            self._show_people()
            self._open("people")

    @Slot(str)
    def openHistory(self, reservation_id: str) -> None:
        if reservation_id in self.floor.entries:
            self._history.open(reservation_id)
            self._show_history()
            self._open("history")

    @Slot(int)
    def chooseMatch(self, index: int) -> None:
        """Somebody was found."""
        match = self._search.match_at(index)
        if match is not None:
            self._history.open(match.reservation_id, (match.reservation, match.product))
            self._show_history()
            self._open("history")

    @Slot(str)
    def openSheet(self, name: str) -> None:
        if name not in SHEETS:
            return
        if name == "search":
            self._search.clear()
            self._search.speak(self.language_now)
        if name == "conflicts":
            self._ask_conflicts()
        if name == "closing":
            self._ends.ask()
        if name == "doors":
            self._ask_doors()
        self._open(name)

    @Slot()
    def closeSheet(self) -> None:
        """One step back: from a history to the list it was opened from."""
        if self._trail:
            self._trail.pop()
            self.sheetChanged.emit()

    @Slot()
    def takeBackNoShow(self) -> None:
        """Of the history that is open: it was marked by mistake."""
        if not self.acts.pending:
            self.act(self._desk.closing.take_back_no_show, self._history.reservation_id, done=self._taken_back)

    @Slot(str)
    def chooseConflict(self, key: str) -> None:
        self._conflicts.choose(key)

    @Slot(str)
    def speak(self, language: str) -> None:
        super().speak(language)
        self._search.speak(self.language_now)
        self._show()
        self._show_history()
        self._show_conflicts()
        self._ends.show()
        self._show_doors()

    def refuse(self, refused: Refused) -> None:
        if refused.operation == "close the conflict":
            self.notice_now(words.CLOSE_REFUSED)
            self._ask_conflicts()
        elif refused.operation in ("close the day", "explain the difference", "mark no-shows", "take the no-show back"):
            self._notice_told(self._ends.told(closing_words.CHANGED))
            self._ends.ask()
        else:
            super().refuse(refused)

    def notice_now(self, said: str) -> None:
        self._notice_told(self._told_here(said))

    def _notice_told(self, told: str) -> None:
        self._notice.tell(told, "warn")
        self.sounded.emit("stop")

    # What comes back

    def _taken_back(self, _nothing: None) -> None:
        self._history.ask()

    def _look_for(self, text: str) -> None:
        def found(matches: tuple[Match, ...]) -> None:
            self._search.show(text, matches)

        self.acts.ask(self._desk.search, text, done=found, failed=self.failed)

    def _ask_conflicts(self) -> None:
        self._conflicts.ask(self.failed)

    def _forecast_came(self, answer: Answer) -> None:
        self._forecast.take(answer)
        self._forecast.show(self._tongue())

    # From the floor to the page

    def _floor_read(self) -> None:
        self._queue.read_all()
        self._finder.forget()
        self._show()
        self._look_ahead()

    def _floor_changed(self, ids: frozenset[str]) -> None:
        self._queue.put(ids)
        if "history" in self._trail and self._history.reservation_id in ids:
            self._history.ask()
        if "conflicts" in self._trail:
            self._ask_conflicts()
        if self._trail[-1:] == ["closing"]:
            self._ends.look_again(self._now)
        self._due()

    def _due(self) -> None:
        if not self._refresh.isActive():
            self._refresh.start()

    def _show(self) -> None:
        self._refresh.stop()
        if not self.floor.ready:
            return
        tongue = self._tongue()
        self._queue.show(self.context.terminal_id, self.context.link_status(), tongue)
        self._forecast.show(tongue)
        self._stock.ask()
        if "people" in self._trail:
            self._show_people()

    def _look_ahead(self) -> None:
        if self.floor.ready and self._finder.is_due(self._now):
            self._finder.ask(self._queue.floor(self._tongue()), self.floor.rules.policy.promise_s, self._now)

    def _show_people(self) -> None:
        key, group = self._bar
        tongue = self._tongue()
        self._people.show(self._queue.people(key, group, tongue))
        slot = self._queue.slot_label(key) if key else tongue.told(words.WHOLE_DAY)
        counted = any(not row.mayOpen for row in self._people.rows)
        titles = (tongue.told(words.GROUPS[group]), slot, tongue.told(words.COUNTED_ONLY) if counted else "")
        if titles != self._people_titles:
            self._people_titles = titles
            self.peopleChanged.emit()

    def _show_history(self) -> None:
        self._history.show(self._tongue())

    def _show_conflicts(self) -> None:
        self._conflicts.show(self._tongue())

    def _ask_doors(self) -> None:
        self._doors.ask()
        self._morning.ask()

    def _show_doors(self) -> None:
        self._doors.show(self._tongue())
        self._morning.show(self._tongue())

    def _not_ticked(self, error: BaseException) -> None:
        self._morning.ask()
        if isinstance(error, Refused):
            said = self.languages.text(REFUSED, self.language_now, MORNING)
            self._notice.tell(said, "warn")
        else:
            self.failed(error)

    def _open(self, name: str) -> None:
        if name in self._trail:
            del self._trail[self._trail.index(name) :]
        self._trail.append(name)
        self.sheetChanged.emit()

    def _told_here(self, text: str) -> str:
        return self._say(text, self.language_now)

    def _tongue(self) -> Tongue:
        return Tongue(self._told_here, self.language_now, self.context.place(), self._now, self.floor.rules.staff)

    # What the page reads

    @Property(QueueModel, constant=True)
    def queue(self) -> QueueModel:
        return self._queue

    @Property(HistoryModel, constant=True)
    def history(self) -> HistoryModel:
        return self._history

    @Property(ConflictsModel, constant=True)
    def conflicts(self) -> ConflictsModel:
        return self._conflicts

    @Property(ClosingModel, constant=True)
    def ends(self) -> ClosingModel:
        return self._ends

    @Property(MorningModel, constant=True)
    def morning(self) -> MorningModel:
        return self._morning

    @Property(StoreDoorsModel, constant=True)
    def doors(self) -> StoreDoorsModel:
        return self._doors

    @Property(StockModel, constant=True)
    def stock(self) -> StockModel:
        return self._stock

    @Property(SearchModel, constant=True)
    def search(self) -> SearchModel:
        return self._search

    @Property(ForecastModel, constant=True)
    def forecast(self) -> ForecastModel:
        return self._forecast

    @Property(RowsModel, constant=True)
    def people(self) -> RowsModel:
        """Behind the bar that was touched."""
        return self._people

    @Property(str, notify=peopleChanged)
    def peopleTitle(self) -> str:
        return self._people_titles[0]

    @Property(str, notify=peopleChanged)
    def peopleSlot(self) -> str:
        return self._people_titles[1]

    @Property(str, notify=peopleChanged)
    def peopleAbout(self) -> str:
        return self._people_titles[2]

    @Property(bool, notify=viewChanged)
    def big(self) -> bool:
        """The display for the wall."""
        return self._big

    @Property(str, notify=viewChanged)
    def tab(self) -> str:
        return self._tab

    @Property(str, notify=sheetChanged)
    def sheet(self) -> str:
        return self._trail[-1] if self._trail else ""

    @Property(float, notify=ticked)
    def nowMs(self) -> float:
        """Milliseconds since 1970, for the times that run."""
        return self._now.timestamp() * 1000
