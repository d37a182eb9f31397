"""The whole store before the doors open, at the supervisor's: every terminal's last signed check, and what it found wrong.

Asks the desk; works offline, with what this terminal's copy holds. GUI thread only.
"""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import Property, QObject, Signal
from PySide6.QtQml import QmlElement, QmlUncreatable

from kiosk.desk import Desk
from kiosk.domain import formats
from kiosk.domain.doors.finding import Light
from kiosk.domain.doors.signed import TerminalDoors, store_light
from kiosk.domain.plain_text import plain
from kiosk.doors import StoreDoors
from ui.acts import Acts
from ui.doors_rows import BADNESS, line_row, worst_first
from ui.doors_words import CONTEXT, NEVER_TOLD, SIGNED, SIGNED_BY, STALE_TOLD, STATIONS, UNKNOWN_FINDINGS
from ui.language import Languages
from ui.rows import RowsModel
from ui.stations.supervisor_rows import NAME, Tongue

QML_IMPORT_NAME = "Kiosk"
QML_IMPORT_MAJOR_VERSION = 1


@dataclass(frozen=True, slots=True)
class TerminalRow:
    """One terminal: its light, who signed when, and each line that is not green."""

    key: str
    name: str
    about: str
    light: str
    wrong: list[str]
    """What was found, and what to do, worst first."""


@QmlElement
@QmlUncreatable("made by SupervisorModel")  # pyright: ignore[reportCallIssue] (the stub lacks __call__)
class StoreDoorsModel(QObject):
    changed = Signal()
    answered = Signal()
    """The desk has told something: `show` is due."""

    def __init__(self, desk: Desk, acts: Acts, languages: Languages, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._acts = acts
        self._languages = languages
        self._told: StoreDoors | None = None
        self._failed = False
        self._rows = RowsModel(tuple(TerminalRow.__slots__), self)

    def ask(self) -> None:
        """Read it (again)."""

        def came(told: StoreDoors) -> None:
            self._told, self._failed = told, False
            self.answered.emit()

        def failed(_error: BaseException) -> None:
            self._told, self._failed = None, True
            self.answered.emit()

        self._acts.ask(self._desk.doors.store, done=came, failed=failed)

    def show(self, tongue: Tongue) -> None:
        def told(text: str) -> str:
            return self._languages.text(text, tongue.language, CONTEXT)

        terminals = self._told.terminals if self._told is not None else ()
        rows = [_row(one, told, tongue) for one in sorted(terminals, key=lambda one: BADNESS[one.light])]
        self._rows.show(rows)
        self.changed.emit()

    def _lights(self) -> list[Light]:
        return [one.light for one in self._told.terminals] if self._told is not None else []

    @Property(RowsModel, constant=True)
    def terminals(self) -> RowsModel:
        return self._rows

    @Property(bool, notify=changed)
    def wasRead(self) -> bool:
        return self._told is not None

    @Property(bool, notify=changed)
    def notReadable(self) -> bool:
        return self._failed

    @Property(str, notify=changed)
    def light(self) -> str:
        """The worst one of the store; amber while nothing is known."""
        return str(store_light(self._told.terminals)) if self._told is not None else str(Light.AMBER)

    @Property(int, notify=changed)
    def red(self) -> int:
        return self._lights().count(Light.RED)

    @Property(int, notify=changed)
    def amber(self) -> int:
        return self._lights().count(Light.AMBER)


def _row(one: TerminalDoors, told: Callable[[str], str], tongue: Tongue) -> TerminalRow:
    wrong: list[str] = []
    if one.signed is not None:
        for bad in worst_first(one.signed.readiness.findings):
            if bad.light in (Light.RED, Light.AMBER):
                line = line_row(bad, told, tongue.language, tongue.clock)
                wrong.append(
                    f"{line.title}{formats.NBSP}: {line.says}"
                    if tongue.language == "fr"
                    else f"{line.title}: {line.says}"
                )
        if one.signed.unknown or one.signed.readiness.missing:
            wrong.append(told(UNKNOWN_FINDINGS))
    return TerminalRow(
        one.terminal_id, plain(one.name or one.terminal_id, NAME), _about(one, told, tongue), str(one.light), wrong
    )


def _about(one: TerminalDoors, told: Callable[[str], str], tongue: Tongue) -> str:
    """Which station, and who signed when; of one that is not of this morning, so."""
    signed = one.signed
    if signed is None:
        return told(NEVER_TOLD)
    station = STATIONS.get(signed.readiness.station, "")
    at = formats.moment(signed.readiness.at, tongue.now, tongue.place.zone, tongue.language)
    if not one.fresh:
        by = told(STALE_TOLD).format(time=at)
    elif signed.staff_id:
        by = told(SIGNED_BY).format(who=tongue.colleague(signed.staff_id), time=at)
    else:
        by = told(SIGNED).format(time=at)
    return f"{told(station)}, {by}" if station else by
