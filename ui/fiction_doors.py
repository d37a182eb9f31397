"""A store before the doors open, without a store: what a terminal finds of itself, and what its colleagues have signed."""

from concurrent.futures import Future
from dataclasses import dataclass, field, replace
from datetime import timedelta

from kiosk.domain.doors.finding import Finding, Found, Readiness, finding, in_order
from kiosk.domain.doors.signed import Signed, TerminalDoors
from kiosk.doors import StoreDoors
from kiosk.errors import KioskError
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


def a_ready_store() -> tuple[TerminalDoors, ...]:
    names = (("t-a", "Entrée A", "entrance"), ("t-b", "Entrée B", "entrance"), ("t-r", "Réserve", "stockroom"))
    return (
        *(terminal(one, name, station, minutes=4 + index * 5) for index, (one, name, station) in enumerate(names)),
        terminal("t-c", "Comptoir 3", "counter", minutes=19, by=""),
    )


def yesterdays_store() -> tuple[TerminalDoors, ...]:
    return (terminal("t-a", "Entrée A", "entrance", minutes=1500), *a_ready_store()[1:])
