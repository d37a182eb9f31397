"""The stockroom's view model: the runners' board and the task in hand. GUI thread only.

Every act goes to `desk.stockroom` and shows only what came back after the commit; lists and order come from the floor by
`ui/stations/stockroom_board.py`. Decides nothing about a task. What QML sees changes with it: `python -m ui.lint`.
"""

import logging
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from functools import partial
from typing import Any

from PySide6.QtCore import Property, QObject, Signal, Slot
from PySide6.QtQml import QmlElement, QmlUncreatable

from kiosk.domain.plain_text import plain
from kiosk.domain.recipe import Step
from kiosk.domain.stock import Level
from kiosk.domain.task import Runner
from kiosk.domain.unit import Fit
from kiosk.floor_answers import BoxAnswer, Entry
from kiosk.stockroom import Stockroom
from scanner.boxes import NotABox, parse_box
from ui.bridge import Bridge
from ui.floor import FloorFeed
from ui.language import Languages
from ui.station_context import StationContext
from ui.stations import stockroom_words as words
from ui.stations.stockroom_board import TABS
from ui.stations.stockroom_face import aside_face, box_face, no_box_face
from ui.stations.stockroom_lists import StockroomLists
from ui.stations.stockroom_pad import PadModel
from ui.stations.stockroom_rows import Tongue
from ui.stations.stockroom_task import TaskModel
from ui.work_station import WorkStation

QML_IMPORT_NAME = "Kiosk"
QML_IMPORT_MAJOR_VERSION = 1

log = logging.getLogger(__name__)


@QmlElement
@QmlUncreatable("handed in by the application")  # pyright: ignore[reportCallIssue] (the stub lacks __call__)
class StockroomModel(WorkStation):
    tabChanged = Signal()
    _bare: frozenset[str] = frozenset()
    """Models of which nothing lies on the shelf."""
    _looking = False

    def __init__(
        self,
        context: StationContext,
        bridge: Bridge,
        languages: Languages,
        floor: FloorFeed,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(context, bridge, languages, floor, words.CONTEXT, parent)
        self._stockroom: Stockroom = context.desk.stockroom
        self._me = Runner(context.staff_id, context.terminal_id)
        self._lists = StockroomLists(floor, self._me, context.counter, self)
        self._lists.arrived.connect(partial(self.sounded.emit, "info"))
        self._task = TaskModel(self._me, self)
        self._pad = PadModel(self)
        self._task.stepChanged.connect(self._pad.clear)
        floor.changed.connect(self._floor_changed)
        floor.reset.connect(self._floor_read)
        floor.expectedChanged.connect(self._show_fetches)

    # What the window calls

    def begin(self) -> None:
        super().begin()
        self._floor_read()

    def tick(self, now: datetime) -> None:
        super().tick(now)
        self._show()
        self._show_fetches()
        self._look_at_shelves()

    def on_text(self, text: str) -> None:
        """A box in front of the scanner."""
        read = parse_box(text)
        if self.acts.pending or (isinstance(read, NotABox) and no_box_face(read, self.tongue()) is None):
            return
        self.set_sheet("")
        task = self._task
        if task.entry is None or task.face.kind not in ("", "box", "aside"):
            self.tell(words.TAKE_FIRST)
        elif task.step is not Step.SCAN_BOX:
            self.tell(words.SCANNED_ALREADY)
        elif isinstance(read, NotABox):
            self._put_over(partial(no_box_face, read))
            self.sounded.emit("stop")
        else:
            self._scan(read.gtin, read.serial)

    # Tasks

    @Slot(str)
    def take(self, key: str) -> None:
        """A card of nobody, or of mine at another terminal, was touched: one touch claims it and opens its page."""
        if self.acts.pending:
            return
        entry, late = self.floor.entries.get(key), partial(self._late, key)
        if entry is not None and self._me.holds_elsewhere(entry.state):
            self.act_or(self._stockroom.hand_on, key, self._me.staff_id, done=self._open, refused=late)
        else:
            self.act_or(self._stockroom.claim, (key,), done=partial(self._claimed, key), refused=late)

    @Slot()
    def takeTogether(self) -> None:
        """Everything else that lies on the shelf of the open task."""
        others = self._lists.batch(self._task.reservation_id)
        if others and not self.acts.pending:
            self.act_or(
                self._stockroom.claim, others, done=lambda _: self._show(), refused=partial(self._late, *others)
            )

    @Slot(str)
    def open(self, key: str) -> None:
        """A card of mine was touched, or one that is ready and can still be taken back."""
        entry = self.floor.entries.get(key)
        if entry is not None and self._me.holds(entry.state):
            self._open(entry)

    @Slot()
    def back(self) -> None:
        """To the board; the task stays mine."""
        self.set_sheet("")
        self._open(None)

    # Steps

    @Slot()
    def goOn(self) -> None:
        """The one button of a message over the step."""
        match self._task.face.kind:
            case "box" | "aside":
                self._put_over(None)
            case "done":
                self._open(self._lists.next_of_mine(self._task.reservation_id))
            case "first":
                self._on_task(self._stockroom.release, done=self._left)
            case "put_back":
                self._on_task(self._stockroom.put_back, done=self._left)
            case _:
                self._open(None)

    @Slot()
    def packagingIsGood(self) -> None:
        self._complete(Step.INSPECT_PACKAGING, passed=True)

    @Slot()
    def batteryRead(self) -> None:
        """The percentage on the pad."""
        if self._pad.isPercent:
            self._complete(Step.TEST_BATTERY, battery_percent=self._pad.number)

    @Slot(bool)
    def batteryJudged(self, passed: bool) -> None:
        """Where no number can be read."""
        self._complete(Step.TEST_BATTERY, passed=passed)

    @Slot(str)
    def bringTo(self, counter: str) -> None:
        """To a counter by its name; without one, to that on the pad."""
        if counter := counter or self._pad.text:
            self._complete(Step.BRING_TO_COUNTER, counter=counter)

    @Slot(int)
    def reject(self, index: int) -> None:
        """The unit is refused for the reason at `index` of `reasons`."""
        if 0 <= index < len(words.OFFERED):
            self._on_task(self._stockroom.reject, words.OFFERED[index], done=partial(self._put_aside, None))

    @Slot()
    def recall(self) -> None:
        """Take the last step back."""
        self._on_task(self._stockroom.recall, done=self._came)

    @Slot()
    def release(self) -> None:
        """The sheet has asked."""
        self._on_task(self._stockroom.release, done=self._left)

    @Slot(int)
    def handOn(self, index: int) -> None:
        """To the colleague at `index` of `colleagues`."""
        row = self._lists.people.row_at(index)
        if row is not None:
            self._on_task(self._stockroom.hand_on, row.key, done=self._left)

    @Slot()
    def checkLabel(self) -> None:
        """What was typed from the label, as if it had been scanned."""
        box = self.typed_box()
        if box is not None:
            self._scan(box.gtin, box.serial)

    # The page

    @Slot(str)
    def showTab(self, tab: str) -> None:
        if tab in TABS and tab != self._lists.tab:
            self._lists.show_tab(tab)
            self.tabChanged.emit()

    @Slot(int)
    def layReady(self, index: int) -> None:
        """A suggestion was followed: it leaves the list until it is needed again."""
        self._lists.lay_ready(index)
        self._show_fetches()

    @Slot(str)
    def speak(self, language: str) -> None:
        super().speak(language)
        self._lists.forget()
        self._show()
        self._show_fetches()

    # What comes back

    def _claimed(self, key: str, entries: tuple[Entry, ...]) -> None:
        self._open(next((entry for entry in entries if entry.reservation_id == key), None))

    def _late(self, key: str, *_others: str) -> None:
        """Somebody was first. Who, the floor is asked: the news may be on its way."""
        self.acts.ask(self.context.desk.floor.entries_of, (key,), done=self._say_who, failed=self.failed)

    def _say_who(self, entries: tuple[Entry, ...]) -> None:
        holder = next((entry for entry in entries if entry.state.claims and not self._me.holds(entry.state)), None)
        if holder is None:
            self.tell(words.NOT_NOW)
            return
        who, number = self.tongue().colleague(holder.state.claimed_by), plain(holder.call_number, 8)
        self.tell(words.TAKEN_NOTICE, who=who, number=number)

    def _scanned(self, answer: BoxAnswer) -> None:
        self._task.become(answer.entry)
        self._put_over(partial(box_face, answer))
        self.sounded.emit("go" if answer.fit.fit is Fit.RIGHT else "stop")

    def _advanced(self, step: Step, percent: int | None, refused_before: int, entry: Entry) -> None:
        if len(entry.state.rejected) > refused_before and step is Step.TEST_BATTERY:
            self._put_aside(-1 if percent is None else percent, entry)
        else:
            self._came(entry)

    def _put_aside(self, percent: int | None, entry: Entry) -> None:
        self.set_sheet("")
        self._task.become(entry)
        self._put_over(partial(aside_face, entry, percent))
        self.sounded.emit("wait")

    def _came(self, entry: Entry) -> None:
        self._task.become(entry)
        self._put_over(None)

    def _left(self, _entry: Entry) -> None:
        self.back()

    # How the parts move each other

    def _on_task(self, method: Callable[..., Any], *arguments: object, done: Callable[[Any], None]) -> None:
        if self._task.entry is not None and not self.acts.pending:
            self.act(method, self._task.reservation_id, *arguments, done=done)

    def _complete(
        self, step: Step, *, battery_percent: int | None = None, passed: bool | None = None, counter: str = ""
    ) -> None:
        entry = self._task.entry
        if entry is not None and self._task.step is step and not self._task.face.kind:
            complete = partial(
                self._stockroom.complete, battery_percent=battery_percent, passed=passed, counter=counter
            )
            advanced = partial(self._advanced, step, battery_percent, len(entry.state.rejected))
            self._on_task(complete, step, done=advanced)

    def _scan(self, gtin: str, serial: str) -> None:
        self._on_task(self._stockroom.scan_box, gtin, serial, done=self._scanned)

    def _open(self, entry: Entry | None) -> None:
        self._task.open(entry)
        self._show()

    def _put_over(self, face_of: Callable[[Tongue], Any] | None) -> None:
        self._task.put_over(face_of)
        self._show()

    # From the floor to the page

    def _floor_read(self) -> None:
        """Rules may be others."""
        self._lists.forget()
        self._follow(frozenset(self.floor.entries))
        self._show()
        self._show_fetches()

    def _floor_changed(self, ids: frozenset[str]) -> None:
        self._follow(ids)
        self._show(ids)

    def _follow(self, ids: frozenset[str]) -> None:
        key = self._task.reservation_id
        if key in ids and key in self.floor.entries:
            self._task.become(self.floor.entries[key])

    def _show(self, ids: frozenset[str] | None = None) -> None:
        """`ids`: nobody else may be another one since the last time."""
        tongue, key = self.tongue(), self._task.reservation_id
        self._lists.show(self.now, tongue, ids)
        if self._task.entry is not None:
            self._lists.show_choices(tongue)
        self._task.show(tongue, self._lists.row(key), self._lists.offer(key, tongue))

    def _look_at_shelves(self) -> None:
        """One question at a time; cards are made anew when another model has run out."""
        if self._looking:
            return
        self._looking = True
        self.acts.ask(self.context.desk.stocktaking.levels, done=self._levels_came, failed=self._levels_failed)

    def _levels_came(self, levels: tuple[Level, ...]) -> None:
        self._looking = False
        bare = frozenset(level.sku for level in levels if level.is_known and level.shelf < 1)
        if bare != self._bare:
            self._bare = bare
            self._lists.forget()
            self._show()

    def _levels_failed(self, error: BaseException) -> None:
        self._looking = False
        log.warning("the stock could not be read", exc_info=error)

    def tongue(self) -> Tongue:
        return replace(super().tongue(), bare=self._bare)

    def _show_fetches(self) -> None:
        self._lists.show_fetches(self.now, self.tongue())

    # What the page reads

    @Property(StockroomLists, constant=True)
    def lists(self) -> StockroomLists:
        return self._lists

    @Property(TaskModel, constant=True)
    def task(self) -> TaskModel:
        return self._task

    @Property(PadModel, constant=True)
    def pad(self) -> PadModel:
        return self._pad

    @Property(str, notify=tabChanged)
    def tab(self) -> str:
        return self._lists.tab
