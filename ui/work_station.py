"""What stations have in common at which somebody works through tasks: sheets, a typed label, the age of the lists, times.

Stockroom and counter derive from it and add their acts; it decides nothing about the store's business. GUI thread only.
"""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from PySide6.QtCore import Property, QObject, Signal, Slot
from PySide6.QtQml import QmlElement, QmlUncreatable

from kiosk.errors import Refused
from scanner.boxes import Box, NotABox, parse_box
from ui import station_words
from ui.bridge import Bridge
from ui.floor import FloorFeed
from ui.language import Languages
from ui.station import StationModel
from ui.station_context import StationContext
from ui.stations.stockroom_rows import Tongue, stale_text
from ui.typed_label import LabelModel

QML_IMPORT_NAME = "Kiosk"
QML_IMPORT_MAJOR_VERSION = 1


@QmlElement
@QmlUncreatable("handed in by the application")  # pyright: ignore[reportCallIssue] (the stub lacks __call__)
class WorkStation(StationModel):
    sheetChanged = Signal()
    ticked = Signal()
    staleChanged = Signal()

    def __init__(
        self,
        context: StationContext,
        bridge: Bridge,
        languages: Languages,
        floor: FloorFeed,
        words_context: str,
        parent: QObject | None = None,
    ) -> None:
        """`words_context`: that of the station's texts."""
        super().__init__(context, bridge, languages, floor, parent)
        self._say = languages.told_in(words_context)
        self._label = LabelModel(self)
        self._sheet = ""
        self._stale = ""
        self.now = context.now()
        self.languageChanged.connect(self.show_age)

    def begin(self) -> None:
        super().begin()
        self.show_age()

    def tick(self, now: datetime) -> None:
        super().tick(now)
        self.now = now
        self.show_age()
        self.ticked.emit()

    # What the station's model calls

    def told_here(self, text: str) -> str:
        """One of the station's texts in the language of the page."""
        return self._say(text, self.language_now)

    def tongue(self) -> Tongue:
        return Tongue(self.told_here, self.language_now, self.context.place(), self.floor.rules.staff)

    def tell(self, said: str, **fields: str) -> None:
        """A notice that passes."""
        self._notice.tell(self.told_here(said).format(**fields), "warn")

    def set_sheet(self, name: str) -> None:
        """Empty: none is open."""
        if name != self._sheet:
            self._sheet = name
            self.sheetChanged.emit()

    def act_or(
        self, method: Callable[..., Any], *arguments: object, done: Callable[[Any], None], refused: Callable[[], None]
    ) -> None:
        """An act with words of its own for a refusal."""

        def failed(error: BaseException) -> None:
            if isinstance(error, Refused):
                self.sounded.emit("stop")
                refused()
            else:
                self.failed(error)

        self._notice.dismiss()
        self.acts.act(method, *arguments, done=done, failed=failed)

    def typed_box(self) -> Box | None:
        """What was typed from a label, once both numbers are good; else the label says what is missing."""
        label = self._label
        read = parse_box(label.article_number)
        if isinstance(read, NotABox) or not read.gtin:
            label.refuse(self.words(station_words.BAD_NUMBER), serial=False)
        elif not label.serial_number:
            label.refuse(self.words(station_words.NO_TYPED_SERIAL) if label.serial_asked else "", serial=True)
        elif not self.acts.pending:
            self.set_sheet("")
            return Box(text=read.text, gtin=read.gtin, serial=label.serial_number)
        return None

    def show_age(self) -> None:
        """Of when the lists are."""
        tongue = Tongue(self.words, self.language_now, self.context.place())
        stale = stale_text(self.context.link_status(), self.now, tongue)
        if stale != self._stale:
            self._stale = stale
            self.staleChanged.emit()

    # What the page calls

    @Slot(str)
    def openSheet(self, name: str) -> None:
        self._label.clear()
        self.set_sheet(name)

    @Slot()
    def closeSheet(self) -> None:
        self.set_sheet("")

    # What the page reads

    @Property(LabelModel, constant=True)
    def label(self) -> LabelModel:
        return self._label

    @Property(str, notify=sheetChanged)
    def sheet(self) -> str:
        return self._sheet

    @Property(str, notify=staleChanged)
    def stale(self) -> str:
        """Of when the lists are, while other terminals cannot be heard; empty while they can."""
        return self._stale

    @Property(float, notify=ticked)
    def nowMs(self) -> float:
        """Milliseconds since 1970, for the times that run."""
        return self.now.timestamp() * 1000
