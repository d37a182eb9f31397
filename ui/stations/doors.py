"""The doors-open page of any terminal: every check as a line, a person led through what no machine can say, and the signing.

What a person has tried here stands until it is tried again; everything else is asked anew every 20 s. GUI thread only,
`on_message` excepted.
"""

from datetime import datetime, timedelta
from functools import partial

from PySide6.QtCore import Property, QObject, Signal, Slot
from PySide6.QtQml import QmlElement, QmlUncreatable

from kiosk.domain import formats
from kiosk.domain.clock import to_millis
from kiosk.domain.doors.finding import BY_PERSON, Check, Finding, Found, Light, Readiness, finding, in_order
from kiosk.domain.doors.signed import Signed
from scanner.hand.reader import Reading
from scanner.hand.setup_code import Trial, is_setup_code
from scanner.messages import CameraState, CameraStatus, FrameReady, Message, Scanned, Seen
from ui.bridge import Bridge
from ui.camera import CameraFeed
from ui.context import ScannerLink
from ui.doors_context import DoorsContext
from ui.doors_rows import LineRow, line_row, next_trial, worst_first
from ui.doors_words import CONTEXT, NOT_SIGNED, NOT_THE_CARD
from ui.floor import FloorFeed
from ui.language import Languages
from ui.rows import RowsModel
from ui.station import StationModel
from ui.station_context import StationContext

QML_IMPORT_NAME = "Kiosk"
QML_IMPORT_MAJOR_VERSION = 1

AGAIN_AFTER = timedelta(seconds=20)
TONE = "go"
_DOWN = frozenset({CameraStatus.NO_CAMERA, CameraStatus.STALLED, CameraStatus.FAILED})
_TRIALS = {Trial.RIGHT: Found.HAND_SCANNER_HEARD, Trial.WRONG_KEYBOARD: Found.HAND_SCANNER_WRONG_KEYBOARD}


@QmlElement
@QmlUncreatable("handed in by the application")  # pyright: ignore[reportCallIssue] (the stub lacks __call__)
class DoorsModel(StationModel):
    shownChanged = Signal()
    backAsked = Signal()

    def __init__(
        self,
        context: StationContext,
        bridge: Bridge,
        languages: Languages,
        floor: FloorFeed,
        parent: QObject | None = None,
        *,
        doors: DoorsContext,
        station: str = "",
        second: bool = False,
        monitors: int = 1,
        mirrored: bool = True,
    ) -> None:
        """`station`: what this terminal is, empty while nobody has chosen. `second`: a second screen belongs here."""
        super().__init__(context, bridge, languages, floor, parent)
        self._doors = doors
        self._station = station
        self._second_screen = second
        self._monitors = monitors
        self._say = languages.told_in(CONTEXT)
        self._feed = CameraFeed(bridge, mirrored, self)
        self._lines = RowsModel(tuple(LineRow.__slots__), self)
        self._asked: tuple[Finding, ...] = ()
        self._tried: dict[Check, Finding] = {}
        self._left_out: set[Check] = set()
        self._chosen: Check | None = None
        self._asking = False
        self._asked_at: datetime | None = None
        self._failed = False
        self._played = False
        self._printing = False
        self._printed = False
        self._signed: Signed | None = None
        self.languageChanged.connect(self._show)

    # What the window calls

    def begin(self) -> None:
        super().begin()
        self.checkAgain()

    def tick(self, now: datetime) -> None:
        super().tick(now)
        if self._asked_at is not None and abs(now - self._asked_at) >= AGAIN_AFTER:
            self.checkAgain()

    def watch(self, scanner: ScannerLink) -> None:
        """Show the pictures of this scanner."""
        self._feed.follow(scanner)

    def on_message(self, message: Message) -> None:
        """Any thread: the scanner speaks."""
        match message:
            case FrameReady():
                self._feed.offer(message)
            case Seen():
                self.bridge.post(partial(self._feed.see, message))
            case CameraState():
                self.bridge.post(partial(self._camera_is, message))
            case Scanned():
                self.bridge.post(partial(self._seen, message.texts))
            case _:
                pass

    def on_text(self, text: str) -> None:
        """A hand scanner read something that is not the test card."""
        if self._trial() is Check.HAND_SCANNER:
            self._notice.tell(self._told_here(NOT_THE_CARD), "warn")

    def told_by_hand(self, reading: Reading) -> None:
        """It read the test card."""
        if reading.tried is not None:
            self._try(finding(_TRIALS.get(reading.tried.trial, Found.HAND_SCANNER_DAMAGES)))
            if reading.tried.trial is not Trial.RIGHT:
                super().told_by_hand(reading)

    # What the page calls

    @Slot()
    def checkAgain(self) -> None:
        """Ask everything but people."""
        if self._asking:
            return
        try:
            future = self._doors.inspect(self._second_screen, self._monitors)
        except RuntimeError:  # the kiosk is on its way out
            return
        self._asking = True
        self.bridge.when_done(future, self._came, self._went_wrong)

    @Slot(str)
    def tryAgain(self, key: str) -> None:
        """A line was touched that a person can try."""
        check = Check(key)
        if check in BY_PERSON:
            self._left_out.discard(check)
            self._chosen, self._played, self._printed = check, False, False
            self._show()

    @Slot()
    def leaveOut(self) -> None:
        """The next one; what is left out stays as it is, and amber."""
        trial = self._trial()
        if trial is not None:
            self._left_out.add(trial)
            self._chosen = None
            self._show()

    @Slot()
    def playTone(self) -> None:
        self._played = True
        self.sounded.emit(TONE)
        self._show()

    @Slot(bool)
    def heard(self, heard: bool) -> None:
        if self._played:
            self._played = False
            self._try(finding(Found.SOUND_HEARD if heard else Found.SOUND_NOT_HEARD))

    @Slot()
    def printTrial(self) -> None:
        if self._doors.print_trial is not None and not self._printing:
            self._printing, self._printed = True, False
            self.bridge.when_done(self._doors.print_trial(self.language_now), self._came_out, self._stuck)
            self._show()

    @Slot(bool)
    def legible(self, legible: bool) -> None:
        if self._printed:
            self._printed = False
            self._try(finding(Found.PRINTER_LEGIBLE if legible else Found.PRINTER_ILLEGIBLE))

    @Slot()
    def sign(self) -> None:
        """Whoever is signed in stands by what is shown."""
        if self._may_be_signed() and not self.acts.pending:
            self.act(self.context.desk.doors.sign, self.readiness, done=self._signed_now)

    @Slot()
    def back(self) -> None:
        self.backAsked.emit()

    # What comes back

    def _came(self, findings: tuple[Finding, ...]) -> None:
        self._asking, self._failed = False, False
        self._asked, self._asked_at = findings, self.context.now()
        self._show()

    def _went_wrong(self, error: BaseException) -> None:
        """The terminal's memory could not be read. What was shown before is not shown any more."""
        self._asking, self._failed = False, True
        self._asked, self._asked_at = (), self.context.now()
        self._show()
        self.failed(error)

    def _camera_is(self, state: CameraState) -> None:
        self._feed.set_state(state)
        told = self._tried.get(Check.CAMERA)
        if state.status in _DOWN:
            self._tried[Check.CAMERA] = finding(Found.CAMERA_MISSING, hint=str(state.hint))
        elif state.status is CameraStatus.LIVE and (told is None or told.found is Found.CAMERA_MISSING):
            self._tried[Check.CAMERA] = finding(Found.CAMERA_NOT_SHOWN)
        self._show()

    def _seen(self, texts: tuple[str, ...]) -> None:
        if any(map(is_setup_code, texts)):
            self._try(finding(Found.CAMERA_READS if self._doors.real_camera else Found.CAMERA_STAND_IN))
        elif self._trial() is Check.CAMERA:
            self._notice.tell(self._told_here(NOT_THE_CARD), "warn")

    def _came_out(self, _nothing: object) -> None:
        self._printing, self._printed = False, True
        self._show()

    def _stuck(self, error: BaseException) -> None:
        self._printing = False
        self._try(finding(Found.PRINTER_FAILED))

    def _signed_now(self, signed: Signed) -> None:
        self._signed = signed
        self._show()

    def _try(self, told: Finding) -> None:
        """A person has tried this."""
        self._tried[told.check] = told
        if self._chosen is told.check:
            self._chosen = None
        self._notice.dismiss()
        self._show()

    # What is shown

    @property
    def readiness(self) -> Readiness:
        """As it stands on the page."""
        told = in_order(self._with_tried())
        return Readiness(to_millis(self.context.now()), self._doors.version, self._station, told)

    def _with_tried(self) -> list[Finding]:
        """What was tried here goes before what was tried earlier; what is not needed or not there stays so."""
        return [
            self._tried.get(one.check, one)
            if one.light is not Light.NOT_NEEDED and one.found is not Found.SOUND_NO_DEVICE
            else one
            for one in self._asked
        ]

    def _show(self) -> None:
        findings = self._with_tried()
        self._lines.show(
            [line_row(one, self._told_here, self.language_now, self._time) for one in worst_first(findings)]
        )
        self.shownChanged.emit()

    def _trial(self) -> Check | None:
        if not self._asked:
            return None
        return self._chosen or next_trial(self._with_tried(), frozenset(self._left_out))

    def _is_signed(self) -> bool:
        """Exactly what is shown now."""
        return self._signed is not None and self._founds(self._signed.readiness) == self._founds(self.readiness)

    def _may_be_signed(self) -> bool:
        return bool(self._asked) and not self._is_signed()

    def _time(self, at: datetime) -> str:
        return formats.clock_digits(at, self.context.place().zone)

    def _told_here(self, text: str) -> str:
        return self._say(text, self.language_now)

    def refuse(self, refused: Exception) -> None:
        self._notice.tell(self._told_here(NOT_SIGNED), "warn")

    # What the page reads

    @Property(RowsModel, constant=True)
    def lines(self) -> RowsModel:
        return self._lines

    @Property(CameraFeed, constant=True)
    def camera(self) -> CameraFeed:
        return self._feed

    @Property(bool, notify=shownChanged)
    def asked(self) -> bool:
        """False until the first answers are there."""
        return bool(self._asked) or self._failed

    @Property(bool, notify=shownChanged)
    def notReadable(self) -> bool:
        return self._failed

    @Property(str, notify=shownChanged)
    def light(self) -> str:
        """The worst one."""
        return str(self.readiness.light)

    @Property(int, notify=shownChanged)
    def red(self) -> int:
        return sum(one.light is Light.RED for one in self._with_tried())

    @Property(int, notify=shownChanged)
    def amber(self) -> int:
        return sum(one.light is Light.AMBER for one in self._with_tried())

    @Property(str, notify=shownChanged)
    def trial(self) -> str:
        """What a person is asked to try now: a check's name, or nothing."""
        return str(self._trial() or "")

    @Property(bool, notify=shownChanged)
    def played(self) -> bool:
        return self._played

    @Property(bool, notify=shownChanged)
    def printing(self) -> bool:
        return self._printing

    @Property(bool, notify=shownChanged)
    def printed(self) -> bool:
        return self._printed

    @Property(bool, notify=shownChanged)
    def mayBeSigned(self) -> bool:
        """There is something to sign, and it is not what was signed last."""
        return self._may_be_signed()

    @Property(str, notify=shownChanged)
    def signedAt(self) -> str:
        """When exactly this was signed; empty: it was not."""
        if self._signed is None or not self._is_signed():
            return ""
        return formats.clock_digits(self._signed.readiness.at, self.context.place().zone)

    @staticmethod
    def _founds(readiness: Readiness) -> tuple[Found, ...]:
        return tuple(one.found for one in readiness.findings)
