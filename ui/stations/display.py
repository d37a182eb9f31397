"""The customers' screen: numbers under three words, the latest call large with a chime, the wait, guidance. GUI thread only.

Both languages at once, the store's first. Follows the floor by itself; never shows an old picture without saying so, and
no name unless the policy says so. Decides nothing: `kiosk.domain.shown` does.
"""

from datetime import datetime, timedelta
from functools import partial

from PySide6.QtCore import Property, QObject, Signal, Slot
from PySide6.QtQml import QmlElement, QmlUncreatable

from kiosk.domain.crew import floor_of, hands
from kiosk.domain.plain_text import plain
from kiosk.domain.queue import Tally
from kiosk.domain.shown import shown_as
from kiosk.floor_answers import Entry
from ui.bridge import Bridge
from ui.floor import FloorFeed
from ui.language import LANGUAGES, Languages, known
from ui.rows import RowsModel
from ui.single_shot import single_shot
from ui.station import StationModel
from ui.station_context import StationContext
from ui.stations import display_words as words
from ui.stations.display_calls import CHIME, Call, calls_of, new_calls
from ui.stations.display_guidance import GUIDANCE, slides
from ui.stations.display_rows import Board, NumberRow, as_of, counter_text, roles_of, stale_text, wait_text
from ui.stations.supervisor_outlook import Answer, OutlookFinder

QML_IMPORT_NAME = "Kiosk"
QML_IMPORT_MAJOR_VERSION = 1

REFRESH_MS = 250
CALL_FOR = timedelta(seconds=15)
"""So long the latest call is large; the next one waits at least `CALL_AT_LEAST` of it."""
CALL_AT_LEAST = timedelta(seconds=6)
OLD_CALL = timedelta(seconds=30)
"""Found when the screen begins, an older call is only listed."""
SLIDE_FOR = timedelta(seconds=12)


@QmlElement
@QmlUncreatable("handed in by the application")  # pyright: ignore[reportCallIssue] (the stub lacks __call__)
class DisplayModel(StationModel):
    changed = Signal()
    callChanged = Signal()
    slideChanged = Signal()
    staleNowChanged = Signal()

    def __init__(
        self,
        context: StationContext,
        bridge: Bridge,
        languages: Languages,
        floor: FloorFeed,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(context, bridge, languages, floor, parent)
        self._say = languages.told_in(words.CONTEXT)
        first = known(context.language)
        self._two = (first, next(one for one in LANGUAGES if one != first))
        self._tally = Tally()
        self._here: dict[str, Entry] = {}
        """Everybody who stands on the screen."""
        self._board = Board(self._two, self._say)
        self._finder = OutlookFinder(bridge, (timedelta(0),), self, with_need=False)
        self._finder.found.connect(self._wait_came)
        self._wait: float | None = None
        self._lists = {name: RowsModel(roles_of(NumberRow), self) for name in ("ready", "almost", "preparing")}
        self._calls: dict[str, Call] | None = None
        self._to_show: list[Call] = []
        self._call: Call | None = None
        self._call_since = context.now()
        self._slides = slides(GUIDANCE, self._two)
        self._slide = 0
        self._slide_since = context.now()
        self._stale = ("", "")
        self._now = context.now()
        self.voice = context.voice
        """Says calls aloud; none is shipped."""
        self._refresh = single_shot(self, self._show, REFRESH_MS)
        self._watch.strip.changed.connect(self._show_age)
        floor.changed.connect(self._floor_changed)
        floor.reset.connect(self._floor_read)

    # What the window calls

    def begin(self) -> None:
        super().begin()
        if self.floor.ready:
            self._floor_read()

    def end(self) -> None:
        self._refresh.stop()
        self._finder.end()
        super().end()

    def tick(self, now: datetime) -> None:
        super().tick(now)
        self._now = now
        self._look_ahead()
        self._turn_call()
        if self._slides and not timedelta(0) <= now - self._slide_since < SLIDE_FOR:
            self._slide, self._slide_since = (self._slide + 1) % len(self._slides), now
            self.slideChanged.emit()
        self._show_age()

    # From the floor to the screen

    def _floor_read(self) -> None:
        self._tally = Tally()
        self._here.clear()
        self._board.forget()
        for entry in self.floor.entries.values():
            self._put(entry)
        self._finder.forget()
        self._show()
        self._look_ahead()
        self._show_age()

    def _floor_changed(self, ids: frozenset[str]) -> None:
        for one in ids:
            entry = self.floor.entries.get(one)
            if entry is None:
                self._tally.drop(one)
                self._here.pop(one, None)
            else:
                self._put(entry)
        if not self._refresh.isActive():
            self._refresh.start()

    def _put(self, entry: Entry) -> None:
        self._tally.put(entry)
        if shown_as(entry.state, entry.recipe) is None:
            self._here.pop(entry.reservation_id, None)
        else:
            self._here[entry.reservation_id] = entry

    def _show(self) -> None:
        self._refresh.stop()
        if not self.floor.ready:
            return
        entries = self._here.values()
        shown = self._board.columns(entries, self.floor.rules.policy.display_names)
        for name, rows in (("ready", shown.ready), ("almost", shown.almost), ("preparing", shown.preparing)):
            self._lists[name].show(rows)
        self._hear_calls(calls_of(entries))
        self.changed.emit()

    def _hear_calls(self, calls: dict[str, Call]) -> None:
        if self._calls is None:
            fresh = [call for call in new_calls({}, calls) if self._now - call.at < OLD_CALL]
        else:
            fresh = new_calls(self._calls, calls)
        self._calls = calls
        self._to_show = [one for one in self._to_show if calls.get(one.reservation_id) == one] + fresh
        if self._call is not None and self._call.reservation_id not in calls:
            self._put_call(None)  # the customer is served: the number goes at once
        self._turn_call()

    def _turn_call(self) -> None:
        shown_for = self._now - self._call_since
        if self._to_show and (self._call is None or not timedelta(0) <= shown_for < CALL_AT_LEAST):
            self._put_call(self._to_show.pop(0))
        elif self._call is not None and not timedelta(0) <= shown_for < CALL_FOR:
            self._put_call(None)

    def _put_call(self, call: Call | None) -> None:
        self._call, self._call_since = call, self._now
        self.callChanged.emit()
        if call is not None:
            self.sounded.emit(CHIME)
            if self.voice is not None:
                language = known(call.language)
                said = self._say(words.SPOKEN, language).format(call=call.call_number, number=call.counter)
                self.voice.say(said, language)

    def _look_ahead(self) -> None:
        if self.floor.ready and self._finder.is_due(self._now):
            crew = hands(self._tally.lately(self._now), self._now)
            floor = partial(floor_of, tuple(self._tally.glances.values()), self.floor.expected, crew, self._now)
            self._finder.ask(floor, self.floor.rules.policy.promise_s, self._now)

    def _wait_came(self, answer: Answer) -> None:
        self._wait = answer.outlooks[0].wait_p50_s
        self.changed.emit()

    def _show_age(self) -> None:
        since = as_of(self.context.link_status(), self._watch.data, self.floor.age(self._now), self._now)
        place = self.context.place()
        first, second = (stale_text(since, self._now, place, language, self._say) for language in self._two)
        if (first, second) != self._stale:
            self._stale = (first, second)
            self.staleNowChanged.emit()

    # What the page reads

    @Slot(str, int, result=str)
    def said(self, name: str, which: int) -> str:
        """A text of `display_words` in the first (0) or the second language (1). Always the same for the same."""
        return self._say(words.TEXTS[name], self._two[which])

    @Slot(int, int, result=str)
    def more(self, count: int, which: int) -> str:
        """So many have no room on the screen."""
        return self._say(words.MORE, self._two[which]).format(count=count)

    @Property(RowsModel, constant=True)
    def called(self) -> RowsModel:
        return self._lists["ready"]

    @Property(RowsModel, constant=True)
    def almost(self) -> RowsModel:
        return self._lists["almost"]

    @Property(RowsModel, constant=True)
    def preparing(self) -> RowsModel:
        return self._lists["preparing"]

    @Property(bool, notify=callChanged)
    def calling(self) -> bool:
        return self._call is not None

    @Property(str, notify=callChanged)
    def callNumber(self) -> str:
        return plain(self._call.call_number, 8) if self._call else ""

    @Property(str, notify=callChanged)
    def callName(self) -> str:
        """Empty unless the policy wants names."""
        row = next(
            (row for row in self._lists["ready"].rows if self._call and row.key == self._call.reservation_id), None
        )
        return row.name if row is not None else ""

    @Property(str, notify=callChanged)
    def callFirst(self) -> str:
        return counter_text(self._call.counter, self._two[0], self._say) if self._call else ""

    @Property(str, notify=callChanged)
    def callSecond(self) -> str:
        return counter_text(self._call.counter, self._two[1], self._say) if self._call else ""

    @Property(str, notify=changed)
    def waitFirst(self) -> str:
        return wait_text(self._wait, self._two[0], self._say)

    @Property(str, notify=changed)
    def waitSecond(self) -> str:
        return wait_text(self._wait, self._two[1], self._say)

    @Property(str, notify=slideChanged)
    def slide(self) -> str:
        return self._slides[self._slide][1] if self._slides else ""

    @Property(str, notify=staleNowChanged)
    def staleFirst(self) -> str:
        """Of when the numbers are, while they do not follow; empty while they do."""
        return self._stale[0]

    @Property(str, notify=staleNowChanged)
    def staleSecond(self) -> str:
        return self._stale[1]
