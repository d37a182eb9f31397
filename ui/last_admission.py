"""Whom this terminal let in last, for as long as it can be taken back."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from PySide6.QtCore import Property, QObject, Signal
from PySide6.QtQml import QmlElement, QmlUncreatable

from kiosk.answers import CheckIn
from kiosk.domain import formats
from kiosk.domain.plain_text import plain
from ui.context import Place

QML_IMPORT_NAME = "Kiosk"
QML_IMPORT_MAJOR_VERSION = 1


@dataclass(frozen=True, slots=True)
class Admission:
    event_id: str
    at: datetime
    call_number: str
    name: str


def admission_of(check_in: CheckIn) -> Admission | None:
    """What can be taken back; None when nobody was let in."""
    if not check_in.admitted:
        return None
    customer = check_in.verdict.reservation.customer if check_in.verdict.reservation else None
    name = plain(customer.name, 40) if customer else ""
    return Admission(check_in.event_id, check_in.at, plain(check_in.call_number, 8), name)


@QmlElement
@QmlUncreatable("made by EntranceModel")  # pyright: ignore[reportCallIssue] (the stub lacks __call__)
class LastModel(QObject):
    changed = Signal()

    def __init__(self, place: Callable[[], Place], window_s: int, language: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._place = place
        self._window = timedelta(seconds=window_s)
        self._language = language
        self._last: Admission | None = None

    @property
    def admission(self) -> Admission | None:
        return self._last

    def show(self, last: Admission | None) -> None:
        self._last = last
        self.changed.emit()

    def age(self, now: datetime) -> None:
        """It leaves when it can no longer be taken back."""
        if self._last is not None and now - self._last.at > self._window:
            self.show(None)

    def speak(self, language: str) -> None:
        self._language = language
        self.changed.emit()

    @Property(bool, notify=changed)
    def shown(self) -> bool:
        return self._last is not None

    @Property(str, notify=changed)
    def number(self) -> str:
        return self._last.call_number if self._last else ""

    @Property(str, notify=changed)
    def name(self) -> str:
        return self._last.name if self._last else ""

    @Property(str, notify=changed)
    def time(self) -> str:
        return formats.clock(self._last.at, self._place().zone, self._language) if self._last else ""
