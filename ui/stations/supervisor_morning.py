"""The opening day at the supervisor's: the morning's checklist with who ticked what, and the plan by the hour. GUI thread only.

Asks the desk, holds its answers, decides nothing.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import Property, QObject, Signal, Slot
from PySide6.QtQml import QmlElement, QmlUncreatable

from kiosk.desk import Desk
from kiosk.domain import formats
from kiosk.domain.plain_text import plain
from kiosk.opening_day import Line, Morning
from ui.acts import Acts
from ui.language import Languages
from ui.rows import RowsModel
from ui.stations import supervisor_morning_words as words
from ui.stations.supervisor_rows import Tongue, roles_of

QML_IMPORT_NAME = "Kiosk"
QML_IMPORT_MAJOR_VERSION = 1

TEXT = 160
TABS = ("terminals", "checklist", "plan")


@dataclass(frozen=True, slots=True)
class ItemRow:
    key: str
    label: str
    about: str
    """Whose it is and by when; or who ticked it when."""
    ticked: bool
    due: bool


@dataclass(frozen=True, slots=True)
class HourRow:
    key: str
    start: str
    people: str
    places: str


@QmlElement
@QmlUncreatable("made by SupervisorModel")  # pyright: ignore[reportCallIssue] (the stub lacks __call__)
class MorningModel(QObject):
    changed = Signal()
    answered = Signal()
    """The desk has told something: `show` is due."""
    refused = Signal(object)
    """An act did not happen, and why."""

    def __init__(self, desk: Desk, acts: Acts, languages: Languages, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._acts = acts
        self._languages = languages
        self._told: Morning | None = None
        self._failed = False
        self._tab = TABS[0]
        self._items = RowsModel(roles_of(ItemRow), self)
        self._hours = RowsModel(roles_of(HourRow), self)
        self._texts = ("", "")

    def ask(self) -> None:
        """Read it (again)."""

        def came(told: Morning) -> None:
            self._told, self._failed = told, False
            self.answered.emit()

        def failed(_error: BaseException) -> None:
            self._told, self._failed = None, True
            self.answered.emit()

        self._acts.ask(self._desk.opening_day.morning, done=came, failed=failed)

    def show(self, tongue: Tongue) -> None:
        def told(text: str) -> str:
            return self._languages.text(text, tongue.language, words.CONTEXT)

        morning = self._told
        if morning is None:
            self._items.show(())
            self._hours.show(())
            self._texts = ("", "")
        else:
            self._items.show([_item(line, morning, told, tongue) for line in morning.lines])
            self._hours.show(_hours(morning, told, tongue))
            self._texts = _head(morning, told, tongue)
        self.changed.emit()

    @Slot(str)
    def showTab(self, tab: str) -> None:
        if tab in TABS and tab != self._tab:
            self._tab = tab
            self.changed.emit()

    @Slot(str)
    def toggle(self, item: str) -> None:
        """Tick it, or take back every tick that is known of it."""
        morning = self._told
        line = next((one for one in morning.lines if one.item.item == item), None) if morning else None
        if morning is None or line is None or self._acts.pending:
            return
        day = self._desk.opening_day
        act = day.untick if line.ticks else day.tick
        self._acts.act(act, morning.day, item, done=self._acted, failed=self.refused.emit)

    def _acted(self, _nothing: object) -> None:
        self.ask()

    @Property(RowsModel, constant=True)
    def items(self) -> RowsModel:
        return self._items

    @Property(RowsModel, constant=True)
    def hours(self) -> RowsModel:
        return self._hours

    @Property(str, notify=changed)
    def tab(self) -> str:
        """What of the opening is shown: the terminals, the checklist, the plan."""
        return self._tab

    @Property(bool, notify=changed)
    def wasRead(self) -> bool:
        return self._told is not None

    @Property(bool, notify=changed)
    def notReadable(self) -> bool:
        return self._failed

    @Property(int, notify=changed)
    def done(self) -> int:
        return self._told.done if self._told is not None else 0

    @Property(int, notify=changed)
    def open(self) -> int:
        """Items that nobody has ticked."""
        return len(self._told.lines) - self._told.done if self._told is not None else 0

    @Property(int, notify=changed)
    def due(self) -> int:
        """Of these, what should be done by now."""
        return sum(line.due for line in self._told.lines) if self._told is not None else 0

    @Property(str, notify=changed)
    def day(self) -> str:
        """Which day it is of."""
        return self._texts[0]

    @Property(str, notify=changed)
    def about(self) -> str:
        """When the doors open and close, and the counters; empty: nothing is planned."""
        return self._texts[1]


def _item(line: Line, morning: Morning, told: Callable[[str], str], tongue: Tongue) -> ItemRow:
    return ItemRow(
        key=line.item.item,
        label=plain(line.item.text(tongue.language), TEXT),
        about=_about(line, morning, told, tongue),
        ticked=bool(line.ticks),
        due=line.due,
    )


def _about(line: Line, morning: Morning, told: Callable[[str], str], tongue: Tongue) -> str:
    if line.ticks:
        first = line.ticks[0]
        return told(words.TICKED).format(who=tongue.colleague(first.staff_id), time=tongue.clock(first.at))
    who = told(words.ROLES[line.item.role]) if line.item.role else told(words.ANYBODY)
    if morning.plan is None:
        return who
    by = tongue.clock(morning.plan.opens - line.item.before)
    return told(words.BY).format(who=who, time=by)


def _hours(morning: Morning, told: Callable[[str], str], tongue: Tongue) -> list[HourRow]:
    return [
        HourRow(
            key=one.start.isoformat(),
            start=tongue.clock(one.start),
            people=", ".join(f"{count} {told(words.PEOPLE[role, count > 1])}" for role, count in one.people if count)
            or told(words.NOBODY),
            places=_places(one.booked, one.places, told, tongue),
        )
        for one in morning.hours
    ]


def _places(booked: int, places: int | None, told: Callable[[str], str], tongue: Tongue) -> str:
    if places is not None:
        return told(words.BOOKED_OF).format(booked=tongue.number(booked), places=tongue.number(places))
    return told(words.BOOKED).format(booked=tongue.number(booked)) if booked else ""


def _head(morning: Morning, told: Callable[[str], str], tongue: Tongue) -> tuple[str, str]:
    day = formats.day(date.fromisoformat(morning.day), tongue.language)
    day = day[:1].upper() + day[1:]  # it begins a line
    plan = morning.plan
    if plan is None:
        return day, ""
    about = told(words.OPEN).format(opens=tongue.clock(plan.opens), closes=tongue.clock(plan.closes))
    counters = ", ".join(plain(one, 8) for one in plan.counters)
    return day, f"{about} {told(words.COUNTERS).format(counters=counters)}" if counters else about
