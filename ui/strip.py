"""The status strip: link, data, unsent and disbelieved events, conflicts, camera and clock, always in sight.

`strip_facts` is pure and holds the thresholds; the words are in StatusStrip.qml.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from PySide6.QtCore import Property, QObject, Signal, Slot
from PySide6.QtQml import QmlElement, QmlUncreatable

from kiosk.answers import DataState
from kiosk.domain import formats
from kiosk.domain.plain_text import plain
from scanner.messages import CameraStatus
from sync.status import SyncStatus
from ui.context import Place

QML_IMPORT_NAME = "Kiosk"
QML_IMPORT_MAJOR_VERSION = 1

CLOCK_LIMIT = timedelta(seconds=120)
"""From here on the clock is shown amber, with the offset (design: sync, clocks)."""
STALE_AFTER = timedelta(minutes=10)


@dataclass(frozen=True, slots=True)
class StripFacts:
    store: str = ""
    online: bool = False
    problem: str = ""
    since: str = ""
    store_only: bool = False
    """The store's hub answers, and does not reach central."""
    data: str = "unknown"
    """`unknown` (nothing read yet), `doubtful` (it stays other than central's), `empty`, `partial`, `stale` or `whole`."""
    held: str = ""
    expected: str = ""
    age: str = ""
    quarantined: int = 0
    unsent: int = 0
    unsent_text: str = ""
    at_hub: int = 0
    """Of those that are sent, how many central has not got: told while `store_only`, else they pass through at once."""
    at_hub_text: str = ""
    conflicts: int = 0
    conflicts_text: str = ""
    rejected: int = 0
    rejected_text: str = ""
    copied: bool = False
    camera: str = "starting"
    """Empty where no camera belongs to the station."""
    clock: str = ""
    clock_off: str = ""
    """How far the clock is off, e.g. `+3 min`; empty within the limit."""


def strip_facts(
    link: SyncStatus | None,
    state: DataState | None,
    camera: CameraStatus | None,
    place: Place,
    now: datetime,
    language: str,
) -> StripFacts:
    hub = link.relay if link is not None and link.online else None
    store_only = hub is not None and not hub.online
    at_hub = hub.unsent if hub is not None and store_only else 0
    return StripFacts(
        store=plain(place.store_name, 40),
        online=link is not None and link.online,
        problem=str(link.problem) if link else "",
        since=formats.moment(link.since, now, place.zone, language) if link else "",
        store_only=store_only,
        data=_level(state, now),
        held=formats.number(state.reservations, language) if state else "",
        expected=formats.number(state.reservations_expected, language)
        if state and state.reservations_expected is not None
        else "",
        age=formats.age(now - state.updated_at, language) if state and state.updated_at else "",
        quarantined=state.quarantined if state else 0,
        unsent=state.unsent if state else 0,
        unsent_text=formats.number(state.unsent, language) if state else "",
        at_hub=at_hub,
        at_hub_text=formats.number(at_hub, language),
        conflicts=state.conflicts if state else 0,
        conflicts_text=formats.number(state.conflicts, language) if state else "",
        rejected=state.rejected if state else 0,
        rejected_text=formats.number(state.rejected, language) if state else "",
        copied=state is not None and state.copied,
        camera="" if camera is None else str(camera),
        clock=formats.clock_digits(now, place.zone),
        clock_off=_offset(link, language),
    )


def _level(state: DataState | None, now: datetime) -> str:
    if state is None:
        return "unknown"
    if state.in_doubt:
        return "doubtful"
    if state.reservations == 0 and not state.complete:
        return "empty"
    if not state.complete or state.quarantined:
        return "partial"
    if state.updated_at is None or now - state.updated_at > STALE_AFTER:
        return "stale"
    return "whole"


def _offset(link: SyncStatus | None, language: str) -> str:
    if link is None or link.clock_offset_ms is None:
        return ""
    offset = timedelta(milliseconds=link.clock_offset_ms)
    if abs(offset) <= CLOCK_LIMIT:
        return ""
    # Central minus ours: a positive offset means that this terminal is behind.
    return ("−" if offset > timedelta(0) else "+") + formats.age(abs(offset), language)


@QmlElement
@QmlUncreatable("made by EntranceModel")  # pyright: ignore[reportCallIssue] (the stub lacks __call__)
class StripModel(QObject):
    changed = Signal()

    def __init__(
        self,
        parent: QObject | None = None,
        person: str = "",
        sign_out: Callable[[], None] = lambda: None,
        check_doors: Callable[[], None] | None = None,
    ) -> None:
        """`person`: who is signed in; empty where nobody signs in. `check_doors`: opens the doors-open page."""
        super().__init__(parent)
        self._facts = StripFacts()
        self._person = plain(person, 24)
        self._sign_out = sign_out
        self._check_doors = check_doors

    @Slot()
    def checkDoors(self) -> None:
        """From what the strip says of the data to every check of this terminal."""
        if self._check_doors is not None:
            self._check_doors()

    @Property(bool, constant=True)
    def hasDoors(self) -> bool:
        return self._check_doors is not None

    @Slot()
    def signOut(self) -> None:
        """Whoever is signed in leaves."""
        self._sign_out()

    @Property(str, constant=True)
    def person(self) -> str:
        return self._person

    def show(self, facts: StripFacts) -> None:
        if facts != self._facts:
            self._facts = facts
            self.changed.emit()

    @property
    def facts(self) -> StripFacts:
        return self._facts

    @Property(str, notify=changed)
    def store(self) -> str:
        return self._facts.store

    @Property(bool, notify=changed)
    def online(self) -> bool:
        return self._facts.online

    @Property(str, notify=changed)
    def problem(self) -> str:
        return self._facts.problem

    @Property(str, notify=changed)
    def since(self) -> str:
        return self._facts.since

    @Property(bool, notify=changed)
    def storeOnly(self) -> bool:
        return self._facts.store_only

    @Property(str, notify=changed)
    def dataLevel(self) -> str:
        return self._facts.data

    @Property(str, notify=changed)
    def held(self) -> str:
        return self._facts.held

    @Property(str, notify=changed)
    def expected(self) -> str:
        return self._facts.expected

    @Property(str, notify=changed)
    def age(self) -> str:
        return self._facts.age

    @Property(int, notify=changed)
    def unsent(self) -> int:
        return self._facts.unsent

    @Property(str, notify=changed)
    def unsentText(self) -> str:
        return self._facts.unsent_text

    @Property(int, notify=changed)
    def atHub(self) -> int:
        return self._facts.at_hub

    @Property(str, notify=changed)
    def atHubText(self) -> str:
        return self._facts.at_hub_text

    @Property(int, notify=changed)
    def conflicts(self) -> int:
        return self._facts.conflicts

    @Property(str, notify=changed)
    def conflictsText(self) -> str:
        return self._facts.conflicts_text

    @Property(int, notify=changed)
    def rejected(self) -> int:
        return self._facts.rejected

    @Property(str, notify=changed)
    def rejectedText(self) -> str:
        return self._facts.rejected_text

    @Property(str, notify=changed)
    def camera(self) -> str:
        return self._facts.camera

    @Property(str, notify=changed)
    def clock(self) -> str:
        return self._facts.clock

    @Property(str, notify=changed)
    def clockOff(self) -> str:
        return self._facts.clock_off
