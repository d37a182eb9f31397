"""The entrance's one view model: presentations go to the desk, answers become the page. GUI thread only.

Holds which sheet is open and joins the parts of the page; decides nothing about check-in (`kiosk.desk` does) and draws
nothing. What the QML module sees changes with it: `python -m ui.lint` rewrites `kiosk.qmltypes`.
"""

import logging
from functools import partial

from PySide6.QtCore import Property, QObject, QTimer, Signal, Slot
from PySide6.QtQml import QmlElement, QmlUncreatable

from scanner.hand.reader import Reading
from scanner.hand.setup_code import is_setup_code
from scanner.messages import AdviceKind, CameraStatus, Message
from ui import words
from ui.acts import Acts
from ui.answers import Answers
from ui.banners import BannerModel
from ui.bridge import Bridge
from ui.camera import CameraFeed
from ui.context import EntranceContext, ScannerLink
from ui.drawer import DrawerModel
from ui.entry_wait import EntryWait
from ui.floor import FloorFeed
from ui.guide import CONTEXT as ADVICE_CONTEXT
from ui.guide import Guide
from ui.hand import HandModel
from ui.hand_page import CAMERA_TEST
from ui.keypad import KeypadModel
from ui.language import LANGUAGES, Languages
from ui.last_admission import LastModel
from ui.later import LaterModel
from ui.line_health import LineModel
from ui.payment import PaymentModel
from ui.scanner_ear import ScannerEar
from ui.search import SearchModel
from ui.single_shot import single_shot
from ui.strip import StripModel
from ui.strip_watch import StripWatch
from ui.verdict_card import VerdictCard
from ui.way_out import WayOutModel

QML_IMPORT_NAME = "Kiosk"
QML_IMPORT_MAJOR_VERSION = 1

RESTART = 75
"""Exit code that asks the service to start the program again."""
SHEET_IDLE_MS = 60_000
"""A sheet nobody touches closes: the next customer is in front of the camera."""
_TICK_MS = 1000

log = logging.getLogger(__name__)


@QmlElement
@QmlUncreatable("handed in by the application")  # pyright: ignore[reportCallIssue] (the stub lacks __call__)
class EntranceModel(QObject):
    languageChanged = Signal()
    sheetChanged = Signal()
    busyChanged = Signal()
    sounded = Signal(str)
    """A verdict's tone, for the loudspeaker."""
    restartAsked = Signal()
    stationAsked = Signal()

    def __init__(
        self,
        context: EntranceContext,
        bridge: Bridge,
        languages: Languages,
        hand: HandModel,
        parent: QObject | None = None,
        floor: FloorFeed | None = None,
    ) -> None:
        super().__init__(parent)
        self._context = context
        self._bridge = bridge
        self._languages = languages
        self._language = language = languages.current
        self._text = languages.told_in(words.CONTEXT)
        self._acts = Acts(context.submit, bridge, self)
        self._acts.changed.connect(self.busyChanged)
        self._camera = CameraFeed(bridge, context.mirrored, self)
        self._watch = StripWatch(context, self._acts, self._camera, languages, self)
        self._drawer = DrawerModel(context.codes_to_try, self)
        self.wait = EntryWait(bridge, floor, self)
        self._answers = Answers(context, languages, self._acts, self._watch, self.wait, self)
        self._banners = self._answers.banners
        self._watch.strip.changed.connect(self._data_changed)
        self._last = self._answers.last
        self._last.changed.connect(self._last_changed)
        self._stage = self._answers.stage
        self._stage.sounded.connect(self.sounded)
        self._guide = Guide(languages.told_in(ADVICE_CONTEXT), language, self)
        self._line = LineModel(language, self)
        self._ear = ScannerEar(bridge, self._camera, self._guide, self._line, self.present)
        self._later = LaterModel(context, languages, self._acts, self._answers, self)
        self._later.sheetWanted.connect(self._set_sheet)
        self._payment = PaymentModel(context, self._acts, self._answers, self)
        self._payment.sheetWanted.connect(self._set_sheet)
        self._hand = hand
        self._hand.read.connect(self._present_read)
        self._hand.told.connect(self._tell)
        self._hand.changed.connect(self._hand_changed)
        self._search = SearchModel(context.place, self)
        self._search.wanted.connect(self._find)
        self._search.speak(language)
        self._keypad = KeypadModel(self)
        self._keypad.touched.connect(self.touched)
        self._keypad.whole.connect(self._check_typed)
        self._sheet = ""
        self._sheet_idle = single_shot(self, self.closeSheet)
        self._tick = QTimer(self)
        self._tick.setInterval(_TICK_MS)
        self._tick.timeout.connect(self.refresh)
        self._camera.statusChanged.connect(self._camera_changed)
        self._camera_changed()

    def begin(self) -> None:
        """Start to follow the link and the data."""
        for notifier in self._context.notifiers:
            notifier.subscribe(self._noticed)
        self.wait.begin()
        self._tick.start()
        self.refresh()

    def watch(self, scanner: ScannerLink) -> None:
        """Show the pictures of this scanner."""
        self._camera.follow(scanner)

    def end(self) -> None:
        """The window is closing: nothing moves any more."""
        self._tick.stop()
        self._sheet_idle.stop()
        self._stage.end()
        self.wait.end()

    # What arrives

    def on_message(self, message: Message) -> None:
        """Any thread: the scanner speaks."""
        self._ear.on_message(message)

    def present(self, texts: tuple[str, ...]) -> None:
        """One presentation, from the camera, a hand scanner or the keypad. A new one replaces whatever is shown."""
        if self._stage.closed or self._context.badge(texts):
            return
        if any(is_setup_code(text) for text in texts):
            self._tell(CAMERA_TEST)
            return
        self._set_sheet("")
        self._answers.act(self._context.desk.check_in, texts)

    def shown_kind(self) -> str:
        """What the page shows: `idle`, a verdict kind, or a page of `ui.words` that is no verdict."""
        return self._stage.card.page.kind

    def shown_count(self) -> int:
        """How many pages have been presented since the start."""
        return self._stage.card.shows

    def spell(self, keys: str) -> None:
        """As if these keys of the keypad had been touched."""
        for key in keys:
            self._keypad.typeKey(key)

    def out_of_order(self) -> None:
        """Our own fault, caught by the hook: stays until somebody restarts the program."""
        self._set_sheet("")
        self._answers.out_of_order()

    def _noticed(self, *_: object) -> None:
        self._bridge.post(self.refresh)

    # What the page calls

    @Slot()
    def next(self) -> None:
        """Clear for the next customer."""
        self._set_sheet("")
        self._stage.clear()

    @Slot(str)
    def openSheet(self, name: str) -> None:
        if self._stage.closed:
            return
        self._keypad.clear()
        self._search.clear()
        self._set_sheet(name)

    @Slot()
    def closeSheet(self) -> None:
        self._set_sheet("")

    @Slot()
    def touched(self) -> None:
        """Somebody is at the open sheet."""
        if self._sheet and self._sheet != "moved":  # the slip stays until somebody says so, or the next customer comes
            self._sheet_idle.start(SHEET_IDLE_MS)

    @Slot(int)
    def choose(self, row: int) -> None:
        """A search result was touched."""
        match = self._search.match_at(row)
        if match is not None and not self._acts.pending:
            self._set_sheet("")
            self._answers.act(self._context.desk.check_in_reservation, match.reservation_id)

    @Slot()
    def admitUnsynced(self) -> None:
        page = self._stage.card.page
        if page.may_admit_unsynced and not self._acts.pending:
            self._answers.act(self._context.desk.admit_unsynced, page.reservation_id)

    @Slot(int)
    def override(self, index: int) -> None:
        """Admit against the verdict for the reason at `index` of `reasons`."""
        page = self._stage.card.page
        if page.may_override and not self._acts.pending and 0 <= index < len(words.REASONS):
            self._set_sheet("")
            self._answers.act(self._context.desk.override, page.reservation_id, words.REASONS[index])

    @Slot()
    def undo(self) -> None:
        """Take the last admission back; the sheet has asked."""
        if self._last.admission is not None and not self._acts.pending:
            self._set_sheet("")
            self._answers.undo()

    @Slot(str)
    def speak(self, language: str) -> None:
        """Change the language of everything on the screen, at once."""
        if language not in LANGUAGES or language == self._language:
            return
        self._language = language
        if language != self._languages.current:  # another window of this terminal may have been first
            self._languages.install(language)
        self._search.speak(language)
        self._guide.speak(language)
        self._line.speak(language)
        self.languageChanged.emit()
        self._stage.retell()
        self._last.speak(language)
        self._later.speak()
        self._watch.show()

    @Slot()
    def restart(self) -> None:
        self.restartAsked.emit()

    @Slot()
    def askStation(self) -> None:
        if self._context.may_change:
            self.stationAsked.emit()

    @Slot()
    def refresh(self) -> None:
        """Once a second and at every notice."""
        self._watch.refresh()
        self._later.refresh()
        self._last.age(self._context.now())
        self.wait.tick(self._context.now())

    # How the parts move each other

    def _camera_changed(self) -> None:
        status = self._camera.camera_status
        if status is not CameraStatus.LIVE:
            self._guide.advise(AdviceKind.NONE)
            self._line.report(None)
        self._banners.camera_is(status, self._camera.camera_hint)

    def _tell(self, reading: Reading) -> None:
        self._set_sheet("")
        self._answers.tell(reading)

    def _hand_changed(self) -> None:
        self._banners.hand_is(self._hand.trouble, missing=self._hand.missing)

    def _data_changed(self) -> None:
        facts = self._watch.strip.facts
        # What could not be read just now has not become right.
        if facts.data != "unknown":
            self._banners.data_is(copied=facts.copied, in_doubt=facts.data == "doubtful")

    def _last_changed(self) -> None:
        if self._last.admission is None and self._sheet == "undo":
            self._set_sheet("")

    def _present_read(self, text: str) -> None:
        self.present((text,))

    def _check_typed(self, text: str) -> None:
        self._set_sheet("")
        self._answers.check_in_typed(text)

    def _find(self, query: str) -> None:
        self.touched()
        found = partial(self._search.show, query)
        self._acts.ask(self._context.desk.search, query, done=found, failed=self._search_failed)

    def _search_failed(self, error: BaseException) -> None:
        self._set_sheet("")
        self._answers.fail(error)

    def _set_sheet(self, name: str) -> None:
        if name != self._sheet:
            self._sheet = name
            self.sheetChanged.emit()
            if not name:
                self._keypad.clear()
            if name not in ("later", "moved"):
                self._later.forget()
        self._sheet_idle.stop()
        if name:
            self.touched()
        self._stage.hold(bool(name))

    # What the page reads

    @Property(VerdictCard, constant=True)
    def verdict(self) -> VerdictCard:
        return self._stage.card

    @Property(WayOutModel, constant=True)
    def wayOut(self) -> WayOutModel:
        return self._answers.way_out

    @Property(StripModel, constant=True)
    def strip(self) -> StripModel:
        return self._watch.strip

    @Property(CameraFeed, constant=True)
    def camera(self) -> CameraFeed:
        return self._camera

    @Property(Guide, constant=True)
    def guide(self) -> Guide:
        return self._guide

    @Property(LineModel, constant=True)
    def line(self) -> LineModel:
        return self._line

    @Property(HandModel, constant=True)
    def hand(self) -> HandModel:
        return self._hand

    @Property(SearchModel, constant=True)
    def search(self) -> SearchModel:
        return self._search

    @Property(KeypadModel, constant=True)
    def keypad(self) -> KeypadModel:
        return self._keypad

    @Property(LastModel, constant=True)
    def last(self) -> LastModel:
        return self._last

    @Property(LaterModel, constant=True)
    def later(self) -> LaterModel:
        return self._later

    @Property(PaymentModel, constant=True)
    def payment(self) -> PaymentModel:
        return self._payment

    @Property(BannerModel, constant=True)
    def banners(self) -> BannerModel:
        return self._banners

    @Property(str, notify=languageChanged)
    def language(self) -> str:
        return self._languages.current

    @Property(bool, constant=True)
    def mayChange(self) -> bool:
        return self._context.may_change

    @Property(str, notify=sheetChanged)
    def sheet(self) -> str:
        return self._sheet

    @Property(bool, notify=busyChanged)
    def busy(self) -> bool:
        return self._acts.pending > 0

    @Property("QVariantList", notify=languageChanged)  # pyright: ignore[reportArgumentType] (Qt's own name for it)
    def reasons(self) -> list[str]:
        return [self._text(reason, self._languages.current) for reason in words.REASONS]

    @Property(DrawerModel, constant=True)
    def drawer(self) -> DrawerModel:
        return self._drawer
