"""What the models of all stations but the entrance have in common: strip, notice, language, acts, the way to the floor.

A station's own model derives from it and adds its lists and acts; it decides nothing about the store's business either.
GUI thread only.
"""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from PySide6.QtCore import Property, QObject, Signal, Slot
from PySide6.QtQml import QmlElement, QmlUncreatable

from kiosk.domain import formats
from kiosk.domain.plain_text import plain
from kiosk.errors import Refused, SecondWanted
from kiosk.session import Person
from scanner.hand.reader import Reading
from ui import sign_in_words, station_words
from ui.acts import Acts
from ui.bridge import Bridge
from ui.failure import failure_of
from ui.floor import FloorFeed
from ui.hand_page import hand_page
from ui.hand_words import CONTEXT as HAND_CONTEXT
from ui.language import LANGUAGES, Languages
from ui.notice import NoticeModel
from ui.pin_pad import PinPad
from ui.station_context import StationContext
from ui.strip import StripModel
from ui.strip_watch import StripWatch

QML_IMPORT_NAME = "Kiosk"
QML_IMPORT_MAJOR_VERSION = 1

BEHIND_AFTER = timedelta(seconds=3)


@QmlElement
@QmlUncreatable("handed in by the application")  # pyright: ignore[reportCallIssue] (the stub lacks __call__)
class StationModel(QObject):
    languageChanged = Signal()
    busyChanged = Signal()
    floorChanged = Signal()
    """`ready` or `behind` is another."""
    sounded = Signal(str)
    """A tone, for the loudspeaker: `go`, `stop`, `wait`, `help`, `info`, `fault`."""
    outOfOrderChanged = Signal()
    restartAsked = Signal()
    stationAsked = Signal()
    """Somebody wants this terminal to be another station."""
    secondChanged = Signal()

    def __init__(
        self,
        context: StationContext,
        bridge: Bridge,
        languages: Languages,
        floor: FloorFeed,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.context = context
        self.bridge = bridge
        self.languages = languages
        self.floor = floor
        self.acts = Acts(context.submit, bridge, self)
        self.acts.changed.connect(self.busyChanged)
        self._told = languages.told_in(station_words.CONTEXT)
        self._watch = StripWatch(context, self.acts, None, languages, self)
        self._notice = NoticeModel(self)
        self._language = languages.current
        self._floor_was = (False, "")
        self._out_of_order = False
        self._second = PinPad(
            context.desk.sign_in, self.acts, languages.told_in(sign_in_words.CONTEXT), self._speaks, self, second=True
        )
        self._second_shown = False
        self._second.signedIn.connect(self._second_came)
        self._second.cancelled.connect(self._close_second)
        self.languageChanged.connect(self._second.changed)
        floor.reset.connect(self._floor_looked)

    # What the window calls; a station that overrides one calls it here too

    def begin(self) -> None:
        """Start to follow floor, link and data."""
        for notifier in self.context.notifiers:
            notifier.subscribe(self._noticed)
        self.floor.begin()
        self._watch.refresh()

    def end(self) -> None:
        """The window is closing: nothing moves any more."""
        self._notice.dismiss()

    def tick(self, now: datetime) -> None:
        """Once a second."""
        self._watch.refresh()
        self._floor_looked()

    def on_text(self, text: str) -> None:
        """What a hand scanner or the camera read, on the GUI thread. A station without use for it lets it pass."""

    def told_by_hand(self, reading: Reading) -> None:
        """A hand scanner said something about itself instead of a box: how it is set, and how to mend that."""
        page = hand_page(reading, self._language, self.languages.told_in(HAND_CONTEXT))
        self._notice.tell(". ".join(part for part in (page.headline, page.step) if part) + ".", "warn")

    def out_of_order(self) -> None:
        """Our own fault, caught by the hook: stays until somebody restarts the program."""
        self._out_of_order = True
        self.outOfOrderChanged.emit()

    def stands_by(self, text: str) -> bool:
        """A badge was shown: it is the second person's where one is asked for. False: it is not."""
        if self._second_shown:
            self._second.on_badge(text)
        return self._second_shown

    # Acts

    @property
    def language_now(self) -> str:
        """`language`, for Python."""
        return self._language

    def words(self, text: str) -> str:
        """One of `ui.station_words` in the language of the page."""
        return self._told(text, self._language)

    def act(self, method: Callable[..., Any], *arguments: object, done: Callable[[Any], None]) -> None:
        """A person's act; `done` gets its answer. What was refused or failed becomes the notice."""
        self._notice.dismiss()
        self.acts.act(method, *arguments, done=done, failed=self.failed)

    def failed(self, error: BaseException) -> None:
        """Say why an act did not happen."""
        if isinstance(error, SecondWanted):
            self._second.begin()
            self._second_is(shown=True)
            return
        failure = failure_of(error)
        if isinstance(error, Refused):
            self.refuse(error)
            return
        lost = failure.kind == "not_saved"
        self._notice.tell(self.words(station_words.NOT_SAVED if lost else station_words.NOT_DONE), stays=lost)
        self.sounded.emit("fault")

    def refuse(self, refused: Refused) -> None:
        """The rules do not allow it: the station's words for it, else these. Overridden where a station knows more."""
        self._notice.tell(self.words(station_words.REFUSALS.get(refused.operation, station_words.REFUSED)), "warn")
        self.sounded.emit("stop")

    # What the page calls

    @Slot(str)
    def speak(self, language: str) -> None:
        """Everything on this screen in another language, at once."""
        if language not in LANGUAGES or language == self._language:
            return
        self._language = language
        if language != self.languages.current:
            self.languages.install(language)
        self._notice.dismiss()
        self.languageChanged.emit()
        self._watch.show()

    @Slot()
    def askStation(self) -> None:
        """From the strip's menu: this terminal is to be another station."""
        if self.context.supervisor:
            self.stationAsked.emit()
        else:
            self._notice.tell(self.words(station_words.SUPERVISORS_ONLY), "warn")

    @Slot()
    def restart(self) -> None:
        self.restartAsked.emit()

    # How the parts move each other

    def _speaks(self) -> str:
        return self._language

    def _second_came(self, person: Person) -> None:
        self._close_second()
        told = self.languages.told_in(sign_in_words.CONTEXT)(sign_in_words.STANDS_BY, self._language)
        self._notice.tell(told.format(name=plain(person.name, 40)))

    def _close_second(self) -> None:
        self._second_is(shown=False)

    def _second_is(self, *, shown: bool) -> None:
        if shown is not self._second_shown:
            self._second_shown = shown
            self.secondChanged.emit()

    def _noticed(self, *_: object) -> None:
        """Any thread."""
        self.bridge.post(self._watch.refresh)

    def _floor_looked(self) -> None:
        is_now = (self.floor.ready, self.behind)
        if is_now != self._floor_was:
            self._floor_was = is_now
            self.floorChanged.emit()

    # What the page reads

    @Property(StripModel, constant=True)
    def strip(self) -> StripModel:
        return self._watch.strip

    @Property(NoticeModel, constant=True)
    def notice(self) -> NoticeModel:
        return self._notice

    @Property(PinPad, constant=True)
    def second(self) -> PinPad:
        return self._second

    @Property(bool, notify=secondChanged)
    def secondShown(self) -> bool:
        """A second person is asked for."""
        return self._second_shown

    @Property(str, notify=languageChanged)
    def language(self) -> str:
        return self._language

    @Property(bool, notify=busyChanged)
    def busy(self) -> bool:
        return self.acts.pending > 0

    @Property(bool, notify=outOfOrderChanged)
    def outOfOrder(self) -> bool:
        return self._out_of_order

    @Property(bool, notify=floorChanged)
    def ready(self) -> bool:
        """False until the floor was read for the first time."""
        return self.floor.ready

    @Property(str, notify=floorChanged)
    def behind(self) -> str:
        """For how long the lists have not followed the store, e.g. `12 s`; empty while they do."""
        age = self.floor.age(self.context.now())
        return formats.age(age, self._language) if age >= BEHIND_AFTER else ""
