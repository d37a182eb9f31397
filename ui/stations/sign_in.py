"""The page of a terminal at which nobody is signed in: a badge, or number and PIN. Shows nothing of any customer."""

from PySide6.QtCore import Property, QObject, Signal
from PySide6.QtQml import QmlElement, QmlUncreatable

from ui import sign_in_words as words
from ui.bridge import Bridge
from ui.floor import FloorFeed
from ui.language import Languages
from ui.pin_pad import PinPad
from ui.station import StationModel
from ui.station_context import StationContext

QML_IMPORT_NAME = "Kiosk"
QML_IMPORT_MAJOR_VERSION = 1


@QmlElement
@QmlUncreatable("handed in by the application")  # pyright: ignore[reportCallIssue] (the stub lacks __call__)
class SignInModel(StationModel):
    listedChanged = Signal()
    signedIn = Signal(object)
    """A `Person`."""

    def __init__(
        self,
        context: StationContext,
        bridge: Bridge,
        languages: Languages,
        floor: FloorFeed,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(context, bridge, languages, floor, parent)
        self._tell = languages.told_in(words.CONTEXT)
        self._pad = PinPad(context.desk.sign_in, self.acts, self._tell, lambda: self.language_now, self)
        self._pad.signedIn.connect(self.signedIn)
        self._nobody = False
        self.languageChanged.connect(self._pad.changed)
        self.languageChanged.connect(self.listedChanged)

    def begin(self) -> None:
        super().begin()
        self._count()
        self.context.changes.subscribe(self._list_may_have_come)

    def on_text(self, text: str) -> None:
        """Whatever is shown here should be a badge; what is none is said so."""
        self._pad.on_badge(text)

    def _list_may_have_come(self, *_: object) -> None:
        """Any thread."""
        self.bridge.post(self._count)

    def _count(self) -> None:
        self.acts.ask(self.context.desk.sign_in.listed, done=self._counted, failed=lambda error: None)

    def _counted(self, listed: int) -> None:
        if self._nobody is not (listed == 0):
            self._nobody = listed == 0
            self.listedChanged.emit()

    @Property(PinPad, constant=True)
    def pad(self) -> PinPad:
        return self._pad

    @Property(str, notify=listedChanged)
    def nobody(self) -> str:
        """Why nobody can sign in; empty: somebody can."""
        return self._tell(words.NOBODY_LISTED, self.language_now) if self._nobody else ""
