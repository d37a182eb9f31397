"""The counter's view model: who is called, who stands here, and the hand-over. GUI thread only.

Every act goes to `desk.counter` and shows only what came back after the commit; the lock is the desk's, here it is only
drawn. Lists come from the floor by `ui/stations/counter_lists.py`. What QML sees changes with it: `python -m ui.lint`.
"""

from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtCore import Property, QObject, Signal, Slot
from PySide6.QtQml import QmlElement, QmlUncreatable

from kiosk.counter import Counter
from kiosk.domain.counter import CallAct, Identity, Receipt, TakeBack
from kiosk.domain.plain_text import plain
from kiosk.domain.short_code import second_half_is
from kiosk.floor_answers import Entry, HandedOver, UnitAnswer
from scanner.boxes import NotABox, parse_box
from scanner.boxes import Trouble as LabelTrouble
from ui.bridge import Bridge
from ui.floor import FloorFeed
from ui.language import Languages
from ui.receipts import Trouble
from ui.station_context import StationContext
from ui.stations import counter_words as words
from ui.stations import stockroom_words
from ui.stations.counter_choices import DEMOS, choices_of, identities_of
from ui.stations.counter_customer import CustomerModel
from ui.stations.counter_face import locked_face, unreadable_face
from ui.stations.counter_lists import TABS, CounterLists
from ui.stations.counter_receipt import CounterReceipt
from ui.stations.stockroom_rows import Tongue
from ui.work_station import WorkStation

QML_IMPORT_NAME = "Kiosk"
QML_IMPORT_MAJOR_VERSION = 1


@QmlElement
@QmlUncreatable("handed in by the application")  # pyright: ignore[reportCallIssue] (the stub lacks __call__)
class CounterModel(WorkStation):
    tabChanged = Signal()

    def __init__(
        self,
        context: StationContext,
        bridge: Bridge,
        languages: Languages,
        floor: FloorFeed,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(context, bridge, languages, floor, words.CONTEXT, parent)
        self._say_goods = languages.told_in(stockroom_words.CONTEXT)
        self._counter: Counter = context.desk.counter
        self._lists = CounterLists(floor, context.counter, self)
        self._lists.came.connect(partial(self.sounded.emit, "info"))
        self._customer = CustomerModel(context.supervisor, self)
        self._customer.keypad.whole.connect(self._proxy_typed)
        self._receipt = CounterReceipt(context, bridge, self._customer, self)
        self._back: TakeBack | None = None
        self._came_back = ""
        floor.changed.connect(self._floor_changed)
        floor.reset.connect(self._floor_read)

    # What the window calls

    def begin(self) -> None:
        super().begin()
        self._floor_read()

    def on_text(self, text: str) -> None:
        """A label in front of the scanner."""
        read = parse_box(text)
        if self.acts.pending or (isinstance(read, NotABox) and read.reason is LabelTrouble.EMPTY):
            return
        self.set_sheet("")
        customer = self._customer
        if customer.entry is None or customer.face.kind in ("done", "gone"):
            self.tell(words.CALL_FIRST)
        elif isinstance(read, NotABox):
            self._put_over(unreadable_face)
            self.sounded.emit("stop")
        elif customer.face.kind == "collected":
            self._came_back = read.serial  # which of several, where more than one was handed over
        elif customer.ticks.step in ("identity", "proxy"):
            self.tell(words.IDENTITY_FIRST)
        else:
            self._scan(read.gtin, read.serial)

    # Who is called

    @Slot()
    def callNext(self) -> None:
        """The first whom nobody has called: one touch calls and opens the page."""
        if self._lists.next is not None and not self.acts.pending:
            self._open(self._lists.next)
            self.call()

    @Slot(str)
    def open(self, key: str) -> None:
        """A card was touched."""
        entry = self.floor.entries.get(key)
        if entry is not None and not self.acts.pending:
            self._open(entry)

    @Slot()
    def back(self) -> None:
        """To the list; what was ticked is forgotten, what was recorded stands."""
        self.set_sheet("")
        self._open(None)

    @Slot()
    def call(self) -> None:
        """Call to this counter, or call again."""
        self._call(CallAct.AGAIN if self._customer.wasCalled else CallAct.CALL)

    @Slot()
    def skip(self) -> None:
        """Nobody came: they wait apart, and the list goes on."""
        self._call(CallAct.SKIP)

    @Slot()
    def hold(self) -> None:
        """They asked for a moment."""
        self._call(CallAct.HOLD)

    # Who stands here, which unit

    @Slot(str)
    def identify(self, key: str) -> None:
        """By the method of this name."""
        if self._customer.entry is not None and key in set(Identity):
            self._customer.ticks.identity = Identity(key)
            self._customer.proxy_wrong = False
            self._customer.keypad.clear()
            self._show()

    @Slot()
    def undoStep(self) -> None:
        """One step back; nothing was recorded yet."""
        ticks = self._customer.ticks
        if ticks.serial:
            ticks.serial = ""
        else:
            ticks.identity, ticks.proxy_code = None, ""
        self._show()

    @Slot()
    def checkLabel(self) -> None:
        """What was typed from the label, as if it had been scanned."""
        box = self.typed_box()
        if box is not None:
            self._scan(box.gtin, box.serial)

    # The hand-over

    @Slot(bool)
    def present(self, shown: bool) -> None:
        """Whether the watch was shown to the customer."""
        self._customer.ticks.presented = shown
        self._show()

    @Slot(int)
    def chooseDemo(self, index: int) -> None:
        if 0 <= index < len(DEMOS):
            self._customer.ticks.demo = DEMOS[index]
            self._show()

    @Slot(int)
    def chooseReceipt(self, index: int) -> None:
        self._receipt.choose(index)

    @Slot(int)
    def giveReason(self, index: int) -> None:
        """A supervisor passes over what speaks against it."""
        if self.context.supervisor and 0 <= index < len(words.REASONS):
            self._customer.ticks.reason = words.REASONS[index]
            self.set_sheet("")
            self._show()

    @Slot()
    def handOver(self) -> None:
        """The unit changes hands."""
        hand_over = self._customer.hand_over()
        if hand_over is not None and not self.acts.pending:
            self._act(self._counter.hand_over, hand_over, done=self._handed)

    @Slot()
    def printAgain(self) -> None:
        if self._customer.mayPrint:
            self._receipt.print()

    # What comes back over the counter

    @Slot(int)
    def takeBack(self, index: int) -> None:
        """For the reason at `index` of `backs`; whether the unit is sound is asked where it matters."""
        if not 0 <= index < len(words.TAKE_BACKS):
            return
        self._back = tuple(words.TAKE_BACKS)[index]
        if self._back is TakeBack.WRONG:
            self.takeBackUnit(True)
        else:
            self.set_sheet("sound")

    @Slot(bool)
    def takeBackUnit(self, sound: bool) -> None:
        """`sound`: the unit goes back to its shelf; else to quarantine."""
        if self._back is None or self._customer.entry is None or self.acts.pending:
            return
        self.set_sheet("")
        take_back = partial(self._counter.take_back, quarantine=not sound, serial=self._came_back)
        done = partial(self._taken_back, self._back)
        self._act(take_back, self._customer.reservation_id, self._back, done=done, refused=words.TOO_LATE)

    # The page

    @Slot()
    def goOn(self) -> None:
        """The one button of a message over the step."""
        if self._customer.face.kind == "unit":
            self._put_over(None)
        else:
            self.back()

    @Slot(str)
    def showTab(self, tab: str) -> None:
        if tab in TABS and tab != self._lists.tab:
            self._lists.show_tab(tab)
            self.tabChanged.emit()

    @Slot(str)
    def speak(self, language: str) -> None:
        super().speak(language)
        self._lists.forget()
        self._show()

    # What comes back from the desk

    # Whoever touched *List* meanwhile is somewhere else: an answer is for its own customer only.

    def _is_here(self, entry: Entry) -> bool:
        return entry.reservation_id == self._customer.reservation_id

    def _called(self, act: CallAct, entry: Entry) -> None:
        if act in (CallAct.SKIP, CallAct.HOLD) and self._is_here(entry):
            self.back()
        else:
            self._came(entry)

    def _came(self, entry: Entry) -> None:
        if self._is_here(entry):
            self._customer.become(entry)
        self._show()

    def _scanned(self, serial: str, answer: UnitAnswer) -> None:
        if not self._is_here(answer.entry):
            return
        self._customer.become(answer.entry)
        self._customer.ticks.serial = serial if answer.opens else ""
        self._put_over(partial(self._locked, answer))
        self.sounded.emit("go" if answer.opens else "stop")

    def _handed(self, handed: HandedOver) -> None:
        if not self._is_here(handed.entry):
            self._open(handed.entry)  # it is saved, and must be seen
        self._customer.become(handed.entry)
        self._customer.handed = handed
        self.sounded.emit("go")
        if handed.receipt is Receipt.PRINTED:
            self._receipt.print()
        self._show()

    def _taken_back(self, reason: TakeBack, entry: Entry) -> None:
        self.back()
        self.tell(words.TOOK_BACK[reason], number=plain(entry.call_number, 8))

    # The receipt

    def receipt_changed(self) -> None:
        self._show()

    def receipt_failed(self, trouble: Trouble, *, here: bool) -> None:
        if not here:
            self.tell(words.NOT_PRINTED[trouble])
        self.sounded.emit("fault")

    # How the parts move each other

    def _act(
        self, method: Callable[..., Any], *arguments: object, done: Callable[[Any], None], refused: str = words.NOT_NOW
    ) -> None:
        """What has changed meanwhile is asked for when it is refused."""
        self.act_or(method, *arguments, done=done, refused=partial(self._refused, refused))

    def _refused(self, said: str) -> None:
        self.tell(said)
        if key := self._customer.reservation_id:
            self.acts.ask(self.context.desk.floor.entries_of, (key,), done=self._looked, failed=self.failed)

    def _looked(self, entries: tuple[Entry, ...]) -> None:
        for entry in entries:
            self._came(entry)

    def _call(self, act: CallAct) -> None:
        if self._customer.entry is None or self.acts.pending:
            return
        if not self.context.counter:
            self.tell(words.NO_COUNTER)
            return
        done = partial(self._called, act)
        self._act(self._counter.call, self._customer.reservation_id, self.context.counter, act, done=done)

    def _scan(self, gtin: str, serial: str) -> None:
        done = partial(self._scanned, serial)
        self._act(self._counter.scan_unit, self._customer.reservation_id, gtin, serial, done=done)

    def _proxy_typed(self, typed: str) -> None:
        entry, ticks = self._customer.entry, self._customer.ticks
        if entry is None or ticks.step != "proxy":
            return
        if second_half_is(entry.reservation.short_code, typed):
            ticks.proxy_code = typed
        else:
            self._customer.keypad.clear()
            self._customer.proxy_wrong = True
            self.sounded.emit("stop")
        self._show()

    def _open(self, entry: Entry | None) -> None:
        self._back, self._came_back = None, ""
        self._customer.open(entry, self._receipt.usual(entry))
        self._show()

    def _put_over(self, face_of: Callable[[Tongue], Any] | None) -> None:
        self._customer.put_over(face_of)
        self._show()

    def _locked(self, answer: UnitAnswer, tongue: Tongue) -> Any:
        return locked_face(answer, tongue, self._goods())

    def _goods(self) -> Tongue:
        """The words that products are told in, which are the stockroom's."""
        return Tongue(lambda text: self._say_goods(text, self.language_now), self.language_now, self.context.place())

    # From the floor to the page

    def _floor_read(self) -> None:
        """Products may be others."""
        self._lists.forget()
        self._floor_changed(frozenset(self.floor.entries))

    def _floor_changed(self, ids: frozenset[str]) -> None:
        key = self._customer.reservation_id
        if key in ids and key in self.floor.entries:
            self._customer.become(self.floor.entries[key])
        self._show()

    def _show(self) -> None:
        tongue, goods = self.tongue(), self._goods()
        self._lists.show(tongue, goods)
        entry = self._customer.entry
        methods = identities_of(self.floor.rules.policy)
        self._receipt.keep_possible()
        choices = choices_of(entry, self._customer.ticks, methods, self._receipt.offered(entry), tongue)
        self._customer.show(tongue, goods, choices)

    # What the page reads

    @Property(CounterLists, constant=True)
    def lists(self) -> CounterLists:
        return self._lists

    @Property(CustomerModel, constant=True)
    def customer(self) -> CustomerModel:
        return self._customer

    @Property(str, constant=True)
    def here(self) -> str:
        """This counter, as customers read it; empty: it has no number."""
        return plain(self.context.counter, 12)

    @Property(str, notify=tabChanged)
    def tab(self) -> str:
        return self._lists.tab
