"""A store before the doors open, without a store: what a terminal finds of itself, and what its colleagues have signed."""

from concurrent.futures import Future
from dataclasses import dataclass, field, replace
from datetime import timedelta

from kiosk.domain.doors.finding import Finding, Found, Readiness, finding, in_order
from kiosk.domain.doors.signed import Signed, TerminalDoors
from kiosk.domain.launch_slot import LaunchSlot
from kiosk.domain.opening.checklist import DEFAULT, Tick, due
from kiosk.domain.opening.plan import OpeningDay, Shift, hours
from kiosk.domain.policy import Role
from kiosk.doors import StoreDoors
from kiosk.errors import KioskError
from kiosk.opening_day import Line, Morning
from ui.doors_context import DoorsContext
from ui.fiction import NOW

VERSION = "1.4.0"
GREEN: tuple[Finding, ...] = (
    finding(Found.DATA_WHOLE, held=1000),
    finding(Found.UNSENT_NONE),
    finding(Found.LINK_ONLINE),
    finding(Found.HUB_NONE),
    finding(Found.CLOCK_RIGHT, seconds=0),
    finding(Found.STAFF_LISTED, count=12, supervisors=2),
    finding(Found.CODES_TRUSTED, day="2026-12-20"),
    finding(Found.VERSION_EQUAL, version=VERSION, count=4),
    finding(Found.CAMERA_READS),
    finding(Found.HAND_SCANNER_HEARD),
    finding(Found.SOUND_HEARD),
    finding(Found.PRINTER_LEGIBLE),
    finding(Found.SECOND_SCREEN_NONE),
    finding(Found.POWER_MAINS, percent=98),
    finding(Found.DISK_WRITES, ms=11),
    finding(Found.SPACE_ENOUGH, mb=48_200),
    finding(Found.KEY_STORE_KEPT),
    finding(Found.CERTIFICATES_GOOD, day="2027-03-02"),
)
UNTRIED: tuple[Finding, ...] = (
    finding(Found.CAMERA_NOT_TRIED),
    finding(Found.HAND_SCANNER_NOT_HEARD),
    finding(Found.SOUND_NOT_ASKED),
    finding(Found.PRINTER_NOT_TRIED),
)
TROUBLE: tuple[Finding, ...] = (
    finding(Found.DATA_PARTIAL, held=812, expected=1000),
    finding(Found.LINK_OFFLINE),
    finding(Found.CLOCK_OFF, seconds=48),
    finding(Found.HAND_SCANNER_WRONG_KEYBOARD),
    finding(Found.PRINTER_FAILED),
    finding(Found.POWER_UNPLUGGED, percent=64),
    finding(Found.VERSION_DIFFERS, version=VERSION, others="1.3.2", count=1),
    finding(Found.CERTIFICATES_SOON, day="2026-12-01"),
)


def found(*others: Finding) -> tuple[Finding, ...]:
    """All green but these."""
    return in_order([*GREEN, *others])


@dataclass
class FictionInspector:
    """What the machine answers; a test changes `findings`, or lets it fail."""

    findings: tuple[Finding, ...] = field(default_factory=lambda: found(*UNTRIED))
    error: KioskError | None = None
    asked: list[tuple[bool, int]] = field(default_factory=list[tuple[bool, int]])
    printed: list[str] = field(default_factory=list[str])
    jam: KioskError | None = None

    def inspect(self, second: bool, monitors: int) -> "Future[tuple[Finding, ...]]":
        self.asked.append((second, monitors))
        future: Future[tuple[Finding, ...]] = Future()
        if self.error is not None:
            future.set_exception(self.error)
        else:
            future.set_result(self.findings)
        return future

    def print_trial(self, language: str) -> "Future[None]":
        self.printed.append(language)
        future: Future[None] = Future()
        if self.jam is not None:
            future.set_exception(self.jam)
        else:
            future.set_result(None)
        return future

    def context(self, *, real_camera: bool = True) -> DoorsContext:
        return DoorsContext(self.inspect, VERSION, real_camera, self.print_trial)


class FictionDoors:
    """Answers as `kiosk.doors.Doors` does."""

    def __init__(self, board: tuple[TerminalDoors, ...] | None = None) -> None:
        self.board = a_store() if board is None else board
        self.signed: list[Readiness] = []

    def store(self) -> StoreDoors:
        return StoreDoors(self.board, NOW)

    def sign(self, readiness: Readiness) -> Signed:
        self.signed.append(readiness)
        return Signed("5" * 32, "t-a", "amelie", replace(readiness, at=NOW))


def terminal(
    terminal_id: str, name: str, station: str, *wrong: Finding, minutes: float = 12, by: str = "amelie"
) -> TerminalDoors:
    """Signed so long ago; a day is over after twelve hours."""
    at = NOW - timedelta(minutes=minutes)
    signed = Signed("7" * 32, terminal_id, by, Readiness(at, VERSION, station, found(*wrong)))
    return TerminalDoors(terminal_id, name, signed, fresh=minutes < 720)


def a_store() -> tuple[TerminalDoors, ...]:
    return (
        terminal("t-a", "Entrée A", "entrance", minutes=8),
        terminal(
            "t-b", "Entrée B", "entrance", finding(Found.CAMERA_MISSING, hint="busy"), finding(Found.POWER_UNTOLD)
        ),
        terminal("t-r", "Réserve", "stockroom", minutes=21, by="noor"),
        TerminalDoors("t-c", "Comptoir 3", None, fresh=False),
    )


class FictionOpeningDay:
    """Answers as `kiosk.opening_day.OpeningDays` does; ticks are kept in memory."""

    def __init__(self, *, planned: bool = True) -> None:
        self.planned = planned
        self.asked: list[tuple[str, str, str]] = []
        self.error: KioskError | None = None
        self.ticked = {one.item: _tick(number) for number, one in enumerate(DEFAULT.items[:5])}

    def morning(self) -> Morning:
        plan = _plan() if self.planned else None
        lines = tuple(
            Line(
                one,
                (self.ticked[one.item],) if one.item in self.ticked else (),
                due(one, plan.opens if plan is not None else None, NOW, one.item in self.ticked),
            )
            for one in DEFAULT.items
        )
        return Morning(f"{NOW:%Y-%m-%d}", plan, hours(plan, _slots()) if plan is not None else (), lines, NOW)

    def tick(self, day: str, item: str) -> None:
        self._act("tick", day, item)
        self.ticked[item] = _tick(0)

    def untick(self, day: str, item: str) -> None:
        self._act("untick", day, item)
        del self.ticked[item]

    def _act(self, act: str, day: str, item: str) -> None:
        self.asked.append((act, day, item))
        if self.error is not None:
            raise self.error


def _tick(number: int) -> Tick:
    who = ("amelie", "noor", "yanis")[number % 3]
    return Tick(f"{number:032x}", NOW - timedelta(minutes=14 + 6 * number), who, "t-a")


def _plan() -> OpeningDay:
    opens = NOW.replace(minute=0) + timedelta(hours=1)

    def shift(role: Role, start: float, end: float, people: int) -> Shift:
        return Shift(role, opens + timedelta(hours=start), opens + timedelta(hours=end), people)

    shifts = (
        shift(Role.SUPERVISOR, -2, 7, 1),
        shift(Role.GREETER, -1, 6, 2),
        shift(Role.RUNNER, -1, 6, 3),
        shift(Role.RUNNER, 1, 4, 2),
        shift(Role.COUNTER, 0, 6, 3),
    )
    return OpeningDay(f"{NOW:%Y-%m-%d}", opens, opens + timedelta(hours=6), ("1", "2", "3"), shifts)


def _slots() -> tuple[LaunchSlot, ...]:
    first = _plan().opens
    return tuple(
        LaunchSlot(first + timedelta(hours=one), first + timedelta(hours=one + 1), 160, 118 + 7 * one, 20)
        for one in range(6)
    )


def a_ready_store() -> tuple[TerminalDoors, ...]:
    names = (("t-a", "Entrée A", "entrance"), ("t-b", "Entrée B", "entrance"), ("t-r", "Réserve", "stockroom"))
    return (
        *(terminal(one, name, station, minutes=4 + index * 5) for index, (one, name, station) in enumerate(names)),
        terminal("t-c", "Comptoir 3", "counter", minutes=19, by=""),
    )


def yesterdays_store() -> tuple[TerminalDoors, ...]:
    return (terminal("t-a", "Entrée A", "entrance", minutes=1500), *a_ready_store()[1:])
