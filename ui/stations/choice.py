"""The first screen: which station this terminal is to be, and of a counter, which one. Decides nothing about who may.

A supervisor comes here again from any station; then there is a way back.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Property, QObject, Signal, Slot
from PySide6.QtQml import QmlElement, QmlUncreatable

from kiosk.domain.station import Station
from ui.bridge import Bridge
from ui.floor import FloorFeed
from ui.language import Languages
from ui.rows import RowsModel
from ui.station import StationModel
from ui.station_context import Choice, StationContext
from ui.words import QT_TRANSLATE_NOOP

QML_IMPORT_NAME = "Kiosk"
QML_IMPORT_MAJOR_VERSION = 1

CONTEXT = "Choice"
COUNTERS = tuple(str(number) for number in range(1, 10))

_NAMES = {
    Station.ENTRANCE: QT_TRANSLATE_NOOP("Choice", "Entrance"),
    Station.STOCKROOM: QT_TRANSLATE_NOOP("Choice", "Stockroom"),
    Station.COUNTER: QT_TRANSLATE_NOOP("Choice", "Counter"),
    Station.SUPERVISOR: QT_TRANSLATE_NOOP("Choice", "Supervisor"),
    Station.DISPLAY: QT_TRANSLATE_NOOP("Choice", "Customers’ screen"),
}
_TEXTS = {
    Station.ENTRANCE: QT_TRANSLATE_NOOP("Choice", "Read the code, let the customer in"),
    Station.STOCKROOM: QT_TRANSLATE_NOOP("Choice", "Fetch and check the units"),
    Station.COUNTER: QT_TRANSLATE_NOOP("Choice", "Call the customer, hand over"),
    Station.SUPERVISOR: QT_TRANSLATE_NOOP("Choice", "See the whole day, help where it is slow"),
    Station.DISPLAY: QT_TRANSLATE_NOOP("Choice", "Numbers and counters, for the waiting area"),
}
_ICONS = {
    Station.ENTRANCE: "door",
    Station.STOCKROOM: "box",
    Station.COUNTER: "counter",
    Station.SUPERVISOR: "chart",
    Station.DISPLAY: "monitor",
}


@dataclass(frozen=True, slots=True)
class Option:
    key: str
    title: str
    about: str
    iconName: str
    chosen: bool


@QmlElement
@QmlUncreatable("handed in by the application")  # pyright: ignore[reportCallIssue] (the stub lacks __call__)
class ChoiceModel(StationModel):
    chosen = Signal(object)
    """A `Choice`."""
    backAsked = Signal()
    leaveAsked = Signal()
    """A supervisor wants to end the program on a closed screen."""
    stateChanged = Signal()

    def __init__(
        self,
        context: StationContext,
        bridge: Bridge,
        languages: Languages,
        floor: FloorFeed,
        parent: QObject | None = None,
        *,
        current: Choice | None = None,
        closed: bool = False,
        monitors: int = 1,
        stations: Sequence[Station] = tuple(Station),
    ) -> None:
        """`stations` are those to choose from. `current` is what the terminal is now: None at the first start, and then there is no way back."""
        super().__init__(context, bridge, languages, floor, parent)
        self._current = current
        self._closed = closed
        self._monitors = monitors
        self._stations = stations
        self._second = current is not None and current.second is not None
        self._asks_counter = False
        self._tell = languages.told_in(CONTEXT)
        self._options = RowsModel(("key", "title", "about", "iconName", "chosen"), self)
        self.languageChanged.connect(self._show)
        self._show()

    def _show(self) -> None:
        now = self._current.station if self._current else None
        self._options.show(
            [
                Option(
                    str(station),
                    self._tell(_NAMES[station], self.language_now),
                    self._tell(_TEXTS[station], self.language_now),
                    _ICONS[station],
                    station is now,
                )
                for station in self._stations
            ]
        )

    # What the page calls

    @Slot(str)
    def choose(self, key: str) -> None:
        """A station was touched. Of a counter the number is asked next."""
        station = Station(key)
        if station is Station.COUNTER:
            self._asks_counter = True
            self.stateChanged.emit()
        else:
            self._settle(station, "")

    @Slot(str)
    def chooseCounter(self, number: str) -> None:
        if number in COUNTERS:
            self._settle(Station.COUNTER, number)

    @Slot()
    def back(self) -> None:
        """One step: from the counters to the stations, from the stations to what was open."""
        if self._asks_counter:
            self._asks_counter = False
            self.stateChanged.emit()
        elif self._current is not None:
            self.backAsked.emit()

    @Slot(bool)
    def useSecond(self, on: bool) -> None:
        """The customers' screen on the second monitor as well."""
        if on != self._second:
            self._second = on
            self.stateChanged.emit()

    @Slot()
    def leave(self) -> None:
        """End the program. Only a supervisor has the button."""
        if self._closed and self.context.supervisor:
            self.leaveAsked.emit()

    def _settle(self, station: Station, counter: str) -> None:
        second = Station.DISPLAY if self._second and self._monitors > 1 and station is not Station.DISPLAY else None
        self.chosen.emit(Choice(station, counter, second))

    # What the page reads

    @Property(RowsModel, constant=True)
    def options(self) -> RowsModel:
        return self._options

    @Property(bool, notify=stateChanged)
    def asksCounter(self) -> bool:
        return self._asks_counter

    @Property("QVariantList", constant=True)  # pyright: ignore[reportArgumentType] (Qt's own name for it)
    def counters(self) -> list[str]:
        return list(COUNTERS)

    @Property(str, constant=True)
    def counter(self) -> str:
        """The one this terminal stands at now; empty: none."""
        return self._current.counter if self._current else self.context.counter

    @Property(bool, notify=stateChanged)
    def mayGoBack(self) -> bool:
        return self._asks_counter or self._current is not None

    @Property(bool, constant=True)
    def mayLeave(self) -> bool:
        """On a closed screen there is no other way out."""
        return self._closed and self.context.supervisor

    @Property(bool, constant=True)
    def hasSecond(self) -> bool:
        return self._monitors > 1

    @Property(bool, notify=stateChanged)
    def second(self) -> bool:
        return self._second
