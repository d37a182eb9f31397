"""The entrance's one view model: presentations go to the desk, answers become the page. GUI thread only.

Holds what the page shows and which sheet is open; decides nothing about check-in (`kiosk.desk` does) and draws
nothing. What the QML module sees changes with it: `python -m ui.lint` rewrites `kiosk.qmltypes`.
"""

import logging
from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from typing import Any

from PySide6.QtCore import Property, QObject, QTimer, Signal, Slot
from PySide6.QtQml import QmlElement, QmlUncreatable

from kiosk.desk import CheckIn, DataState
from kiosk.errors import Fault, NotSaved, Refused
from scanner.messages import Advice, AdviceKind, CameraState, CameraStatus, FrameReady, Health, Message, Scanned, Seen
from ui import formats, words
from ui.bridge import Bridge
from ui.camera import CameraFeed
from ui.context import EntranceContext, ScannerLink
from ui.guide import CONTEXT as ADVICE_CONTEXT
from ui.guide import Guide
from ui.language import LANGUAGES, Languages
from ui.line_health import LineModel
from ui.manual import SHORT_CODE_LENGTH, letter
from ui.plain_text import plain
from ui.search import SearchModel
from ui.strip import StripModel, strip_facts
from ui.verdict_card import VerdictCard
from ui.verdict_page import Setting, VerdictPage, fault_page, undone_page, verdict_page

QML_IMPORT_NAME = "Kiosk"
QML_IMPORT_MAJOR_VERSION = 1

RESTART = 75
"""Exit code that asks the service to start the program again."""
SHEET_IDLE_MS = 60_000
"""A sheet nobody touches closes: the next customer is in front of the camera."""
_TICK_MS = 1000

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Admission:
    """The last one made here, for as long as it can be taken back."""

    event_id: str
    at: datetime
    call_number: str
    name: str


@QmlElement
@QmlUncreatable("handed in by the application")  # pyright: ignore[reportCallIssue] (the stub lacks __call__)
class EntranceModel(QObject):
    languageChanged = Signal()
    sheetChanged = Signal()
    typedChanged = Signal()
    lastChanged = Signal()
    bannersChanged = Signal()
    busyChanged = Signal()
    sounded = Signal(str)
    """A verdict's tone, for the loudspeaker."""
    restartAsked = Signal()

    def __init__(
        self, context: EntranceContext, bridge: Bridge, languages: Languages, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._context = context
        self._bridge = bridge
        self._languages = languages
        self._verdict = VerdictCard(self)
        self._strip = StripModel(self)
        self._camera = CameraFeed(bridge, context.mirrored, self)
        self._guide = Guide(self._advice_text, languages.current, self)
        self._line = LineModel(languages.current, self)
        self._search = SearchModel(context.place, self)
        self._search.wanted.connect(self._find)
        self._search.speak(languages.current)
        self._make: Callable[[], VerdictPage] | None = None
        self._sheet = ""
        self._typed = ""
        self._last: Admission | None = None
        self._pending = 0
        self._not_saved = False
        self._recovered = context.database_recovered
        self._broken = False
        self._data: DataState | None = None
        self._asking_data = False
        self._dwell = self._single_shot(self.next)
        self._sheet_idle = self._single_shot(self.closeSheet)
        self._tick = QTimer(self)
        self._tick.setInterval(_TICK_MS)
        self._tick.timeout.connect(self.refresh)
        self.camera_banner = ""
        self._camera.statusChanged.connect(self._camera_changed)
        self._camera.statusChanged.connect(self._show_strip)
        self._camera_changed()

    def _single_shot(self, act: Callable[[], None]) -> QTimer:
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.timeout.connect(act)
        return timer

    def begin(self) -> None:
        """Start to follow the link and the data."""
        for notifier in self._context.notifiers:
            notifier.subscribe(self._noticed)
        self._tick.start()
        self.refresh()

    def watch(self, scanner: ScannerLink) -> None:
        """Show the pictures of this scanner."""
        self._camera.follow(scanner)

    def end(self) -> None:
        """The window is closing: nothing moves any more."""
        for timer in (self._tick, self._dwell, self._sheet_idle):
            timer.stop()

    # What arrives

    def on_message(self, message: Message) -> None:
        """Any thread: the scanner speaks."""
        match message:
            case FrameReady():
                self._camera.offer(message)
            case Scanned():
                self._bridge.post(partial(self.present, message.texts))
            case Seen():
                self._bridge.post(partial(self._camera.see, message))
            case CameraState():
                self._bridge.post(partial(self._camera.set_status, message.status))
            case Advice():
                self._bridge.post(partial(self._guide.advise, message.kind))
            case Health():
                self._bridge.post(partial(self._line.report, message))

    def present(self, texts: tuple[str, ...]) -> None:
        """One presentation, from the camera, a hand scanner or the keypad. A new one replaces whatever is shown."""
        if self._broken:
            return
        self._set_sheet("")
        self._act(self._context.desk.check_in, texts)

    def shown_kind(self) -> str:
        """What the page shows: `idle`, a verdict kind, or a page of `ui.words` that is no verdict."""
        return self._verdict.page.kind

    def shown_count(self) -> int:
        """How many pages have been presented since the start."""
        return self._verdict.shows

    def look_for(self, query: str) -> None:
        """As if this had been typed into the search and paused upon."""
        self._search.setQuery(query)
        self._find(query)

    def out_of_order(self) -> None:
        """Our own fault, caught by the hook: stays until somebody restarts the program."""
        self._broken = True
        self._set_sheet("")
        self._present(lambda: fault_page("out_of_order", "", self._languages.current, self._text), None)

    def _noticed(self, *_: object) -> None:
        self._bridge.post(self.refresh)

    # Acts and their outcomes

    def _act(self, method: Callable[..., CheckIn], *arguments: object, page: str = "verdict") -> None:
        self._count(+1)
        self._submit(method, arguments, partial(self._answered, page), self._failed)

    def _submit(
        self,
        method: Callable[..., Any],
        arguments: tuple[object, ...],
        done: Callable[[Any], None],
        failed: Callable[[BaseException], None],
    ) -> None:
        try:
            future: Future[Any] = self._context.submit(method, *arguments)
        except RuntimeError as error:  # the store's thread has ended
            failed(error)
            return
        self._bridge.when_done(future, done, failed)

    def _answered(self, page: str, check_in: CheckIn) -> None:
        self._count(-1)
        self._set_not_saved(False)
        if page == "undone":
            self._set_last(None)
            self._present(lambda: undone_page(check_in, self._setting(), self._text), None)
        else:
            made = Admission("", check_in.at, "", "")
            if check_in.admitted:
                customer = check_in.verdict.reservation.customer if check_in.verdict.reservation else None
                name = plain(customer.name, 40) if customer else ""
                made = Admission(check_in.event_id, check_in.at, plain(check_in.call_number, 8), name)
                self._set_last(made)
            self._present(lambda: verdict_page(check_in, self._setting(), self._text), made)
        verdict = str(check_in.verdict.kind)
        log.info("shown", extra={"event_id": check_in.event_id, "verdict": verdict, "admitted": check_in.admitted})
        self._ask_data()

    def _failed(self, error: BaseException) -> None:
        self._count(-1)
        language = self._languages.current
        kind = "technical"
        operation = error.operation if isinstance(error, Fault | Refused) else ""
        if isinstance(error, NotSaved) or (isinstance(error, Fault) and error.operation == "save"):
            kind = "not_saved"
            self._set_not_saved(True)
            log.warning("not saved: %s %s", error.cause, error.hint)
        elif isinstance(error, Refused):
            kind = "refused"
            log.info("refused: %s", error)
        elif isinstance(error, Fault):
            log.warning("fault in %s", error.operation, exc_info=error)
        else:
            log.error("an act failed unexpectedly", exc_info=error)
        self._present(lambda: fault_page(kind, operation, language, self._text), None)

    def _present(self, make: Callable[[], VerdictPage], made: Admission | None) -> None:
        if self._broken and self._verdict.page.kind == "out_of_order":
            return
        self._make = make
        page = make()
        self._verdict.show(page, may_undo=bool(made and made.event_id))
        self._restart_dwell()
        self.sounded.emit(page.tone)

    def _restart_dwell(self) -> None:
        self._dwell.stop()
        dwell = self._verdict.page.dwell_ms if self._verdict.shown and not self._sheet else 0
        if dwell:
            self._dwell.start(dwell)
        self._verdict.countdown.emit(dwell)

    def _setting(self) -> Setting:
        context = self._context
        return Setting(context.place(), context.now(), self._languages.current, context.terminal_id)

    def _text(self, source: str, language: str) -> str:
        return self._languages.text(source, language, words.CONTEXT)

    def _advice_text(self, source: str, language: str) -> str:
        return self._languages.text(source, language, ADVICE_CONTEXT)

    # What the page calls

    @Slot()
    def next(self) -> None:
        """Clear for the next customer."""
        if self._broken:
            return
        self._dwell.stop()
        self._make = None
        self._verdict.show(None)

    @Slot(str)
    def openSheet(self, name: str) -> None:
        if self._broken:
            return
        self._set_typed("")
        self._search.clear()
        self._set_sheet(name)

    @Slot()
    def closeSheet(self) -> None:
        self._set_sheet("")

    @Slot()
    def touched(self) -> None:
        """Somebody is at the open sheet."""
        if self._sheet:
            self._sheet_idle.start(SHEET_IDLE_MS)

    @Slot(str)
    def typeKey(self, key: str) -> None:
        """One character of the spoken code; the eighth presents it."""
        self.touched()
        typed = letter(key)
        if not typed or len(self._typed) >= SHORT_CODE_LENGTH:
            return
        self._set_typed(self._typed + typed)
        if len(self._typed) == SHORT_CODE_LENGTH:
            self.present((self._typed,))

    @Slot()
    def erase(self) -> None:
        self.touched()
        self._set_typed(self._typed[:-1])

    @Slot(int)
    def choose(self, row: int) -> None:
        """A search result was touched."""
        match = self._search.match_at(row)
        if match is not None and not self._pending:
            self._set_sheet("")
            self._act(self._context.desk.check_in_reservation, match.reservation_id)

    @Slot()
    def admitUnsynced(self) -> None:
        if self._verdict.page.may_admit_unsynced and not self._pending:
            self._act(self._context.desk.admit_unsynced, self._verdict.page.reservation_id)

    @Slot(int)
    def override(self, index: int) -> None:
        """Admit against the verdict for the reason at `index` of `reasons`."""
        if self._verdict.page.may_override and not self._pending and 0 <= index < len(words.REASONS):
            self._set_sheet("")
            reason = words.REASONS[index]
            self._act(self._context.desk.override, self._verdict.page.reservation_id, reason)

    @Slot()
    def undo(self) -> None:
        """Take the last admission back; the sheet has asked."""
        if self._last is not None and not self._pending:
            self._set_sheet("")
            self._act(self._context.desk.undo, self._last.event_id, page="undone")

    @Slot(str)
    def speak(self, language: str) -> None:
        """Change the language of everything on the screen, at once."""
        if language not in LANGUAGES or language == self._languages.current:
            return
        self._languages.install(language)
        self._search.speak(language)
        self._guide.speak(language)
        self._line.speak(language)
        self.languageChanged.emit()
        if self._make is not None:
            self._verdict.show(self._make(), may_undo=self._verdict.may_undo, fresh=False)
        self.lastChanged.emit()
        self._show_strip()

    @Slot(int)
    def tryCode(self, index: int) -> None:
        """The demo's drawer: hold one code up to the simulated camera."""
        self._set_sheet("")
        self.next()
        self._context.codes_to_try[index].present()

    @Slot(str)
    def dismiss(self, banner: str) -> None:
        """A person has read it."""
        if banner == "database_recovered":
            self._recovered = ""
            self.bannersChanged.emit()

    @Slot()
    def restart(self) -> None:
        self.restartAsked.emit()

    @Slot()
    def refresh(self) -> None:
        """Once a second and at every notice."""
        self._ask_data()
        self._show_strip()
        window = timedelta(seconds=self._context.undo_window_s)
        if self._last is not None and self._context.now() - self._last.at > window:
            self._set_last(None)

    # The strip and the rest

    def _ask_data(self) -> None:
        if self._asking_data:
            return
        self._asking_data = True
        self._submit(self._context.desk.data_state, (), self._data_came, self._data_failed)

    def _data_came(self, state: DataState) -> None:
        self._asking_data = False
        self._data = state
        self._show_strip()

    def _data_failed(self, error: BaseException) -> None:
        self._asking_data = False
        if self._data is not None:
            log.warning("the state of the data could not be read", exc_info=error)
        self._data = None
        self._show_strip()

    def _show_strip(self) -> None:
        context = self._context
        self._strip.show(
            strip_facts(
                context.link_status(),
                self._data,
                self._camera.camera_status,
                context.place(),
                context.now(),
                self._languages.current,
            )
        )

    def _camera_changed(self) -> None:
        if self._camera.camera_status is not CameraStatus.LIVE:
            self._guide.advise(AdviceKind.NONE)
            self._line.report(None)
        self.camera_banner = {
            CameraStatus.STALLED: "camera_stalled",
            CameraStatus.FAILED: "camera_stalled",
            CameraStatus.NO_CAMERA: "no_camera",
        }.get(self._camera.camera_status, "")
        self.bannersChanged.emit()

    def _find(self, query: str) -> None:
        self.touched()
        self._submit(self._context.desk.search, (query,), partial(self._search.show, query), self._search_failed)

    def _search_failed(self, error: BaseException) -> None:
        self._set_sheet("")
        self._count(+1)
        self._failed(error)

    def _count(self, change: int) -> None:
        self._pending += change
        self.busyChanged.emit()

    def _set_sheet(self, name: str) -> None:
        if name != self._sheet:
            self._sheet = name
            self.sheetChanged.emit()
            if not name:
                self._set_typed("")
        self._sheet_idle.stop()
        if name:
            self.touched()
        self._restart_dwell()

    def _set_typed(self, typed: str) -> None:
        self._typed = typed
        self.typedChanged.emit()

    def _set_last(self, last: Admission | None) -> None:
        self._last = last
        if last is None and self._sheet == "undo":
            self._set_sheet("")
        self.lastChanged.emit()

    def _set_not_saved(self, not_saved: bool) -> None:
        if not_saved != self._not_saved:
            self._not_saved = not_saved
            self.bannersChanged.emit()

    @Property(VerdictCard, constant=True)
    def verdict(self) -> VerdictCard:
        return self._verdict

    @Property(StripModel, constant=True)
    def strip(self) -> StripModel:
        return self._strip

    @Property(CameraFeed, constant=True)
    def camera(self) -> CameraFeed:
        return self._camera

    @Property(Guide, constant=True)
    def guide(self) -> Guide:
        return self._guide

    @Property(LineModel, constant=True)
    def line(self) -> LineModel:
        return self._line

    @Property(SearchModel, constant=True)
    def search(self) -> SearchModel:
        return self._search

    @Property(str, notify=languageChanged)
    def language(self) -> str:
        return self._languages.current

    @Property(str, notify=sheetChanged)
    def sheet(self) -> str:
        return self._sheet

    @Property(str, notify=typedChanged)
    def typed(self) -> str:
        return self._typed

    @Property(bool, notify=busyChanged)
    def busy(self) -> bool:
        return self._pending > 0

    @Property(bool, notify=lastChanged)
    def mayUndo(self) -> bool:
        return self._last is not None

    @Property(str, notify=lastChanged)
    def lastNumber(self) -> str:
        return self._last.call_number if self._last else ""

    @Property(str, notify=lastChanged)
    def lastName(self) -> str:
        return self._last.name if self._last else ""

    @Property(str, notify=lastChanged)
    def lastTime(self) -> str:
        if self._last is None:
            return ""
        return formats.clock(self._last.at, self._context.place().zone, self._languages.current)

    @Property("QVariantList", notify=bannersChanged)  # pyright: ignore[reportArgumentType] (Qt's own name for it)
    def banners(self) -> list[str]:
        shown = ["not_saved" if self._not_saved else "", self.camera_banner]
        shown.append("database_recovered" if self._recovered else "")
        return [banner for banner in shown if banner]

    @Property("QVariantList", notify=languageChanged)  # pyright: ignore[reportArgumentType] (Qt's own name for it)
    def reasons(self) -> list[str]:
        return [self._text(reason, self._languages.current) for reason in words.REASONS]

    @Property("QVariantList", constant=True)  # pyright: ignore[reportArgumentType] (Qt's own name for it)
    def codes(self) -> list[dict[str, str]]:
        return [{"label": plain(code.label), "detail": plain(code.detail)} for code in self._context.codes_to_try]
