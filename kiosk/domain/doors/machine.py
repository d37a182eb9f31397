"""From what a machine says of itself to findings: power, disk, screens, certificates, and what only a person can tell. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from kiosk.domain.doors.finding import BY_PERSON, Check, Finding, Found, Light, Readiness, finding
from kiosk.domain.doors.memory import TOLD_FOR

SPACE_ENOUGH_MB, SPACE_NONE_MB = 2_048, 512
SLOW_WRITE_MS = 250
"""A commit waits for the disk once or twice: beyond this a greeter feels it."""
BATTERY_LASTS, BATTERY_SHORT = 50, 20
"""Percent."""
SOON = timedelta(days=30)
UNTRIED = frozenset(
    {
        Found.CAMERA_NOT_TRIED,
        Found.CAMERA_NOT_SHOWN,
        Found.HAND_SCANNER_NOT_HEARD,
        Found.SOUND_NOT_ASKED,
        Found.PRINTER_NOT_TRIED,
    }
)
"""What an earlier try of the same morning may stand in for. What was tried and failed is not among them."""


@dataclass(frozen=True, slots=True)
class Battery:
    percent: int
    plugged: bool | None
    """None: the machine does not say."""


@dataclass(frozen=True, slots=True)
class Validity:
    """From when until when a certificate is good."""

    starts: datetime
    ends: datetime


def power(battery: Battery | None, waived: frozenset[Check] = frozenset()) -> Finding:
    if Check.POWER in waived:
        return finding(Found.POWER_WAIVED)
    if battery is None or battery.plugged is None:
        return finding(Found.POWER_UNTOLD)
    percent = battery.percent
    if battery.plugged:
        return finding(Found.POWER_MAINS if percent >= BATTERY_LASTS else Found.POWER_LOW, percent=percent)
    return finding(Found.POWER_UNPLUGGED if percent >= BATTERY_SHORT else Found.POWER_EMPTY, percent=percent)


def disk(write_ms: int | None, *, moved_aside: bool = False) -> Finding:
    """`write_ms`: how long a small file took to be safely on it; None: it could not be written."""
    if write_ms is None:
        return finding(Found.DISK_REFUSED)
    if moved_aside:
        return finding(Found.DISK_MOVED_ASIDE)
    return finding(Found.DISK_SLOW if write_ms > SLOW_WRITE_MS else Found.DISK_WRITES, ms=write_ms)


def space(free_mb: int | None) -> Finding:
    if free_mb is None:
        return finding(Found.SPACE_UNTOLD)
    if free_mb < SPACE_NONE_MB:
        return finding(Found.SPACE_NONE, mb=free_mb)
    return finding(Found.SPACE_LITTLE if free_mb < SPACE_ENOUGH_MB else Found.SPACE_ENOUGH, mb=free_mb)


def second_screen(wanted: bool, monitors: int | None, waived: frozenset[Check] = frozenset()) -> Finding:
    """`monitors`: how many there are; None: nobody could count them."""
    if Check.SECOND_SCREEN in waived:
        return finding(Found.SECOND_SCREEN_WAIVED)
    if not wanted:
        return finding(Found.SECOND_SCREEN_NONE)
    if monitors is None:
        return finding(Found.SECOND_SCREEN_NOT_TRIED)
    return finding(Found.SECOND_SCREEN_THERE if monitors > 1 else Found.SECOND_SCREEN_MISSING)


def certificates(seen: Iterable[Validity], now: datetime, *, unseen: int = 0, tls: bool = True) -> Finding:
    """`seen`: of the authority and of the servers. `unseen`: servers whose own could not be looked at."""
    if not tls:
        return finding(Found.CERTIFICATES_NONE)
    known = sorted(seen, key=lambda one: one.ends)
    if known and known[0].ends <= now:
        return finding(Found.CERTIFICATES_ENDED, day=f"{known[0].ends:%Y-%m-%d}")
    if early := [one for one in known if one.starts > now]:
        return finding(Found.CERTIFICATES_EARLY, day=f"{early[0].starts:%Y-%m-%d}")
    if known and known[0].ends - now < SOON:
        return finding(Found.CERTIFICATES_SOON, day=f"{known[0].ends:%Y-%m-%d}")
    if unseen or not known:
        return finding(Found.CERTIFICATES_UNSEEN)
    return finding(Found.CERTIFICATES_GOOD, day=f"{known[0].ends:%Y-%m-%d}")


def untried(
    *,
    camera: bool,
    sound: bool,
    audio: bool,
    printer: bool,
    waived: frozenset[Check] = frozenset(),
) -> tuple[Finding, ...]:
    """What a person still has to try here. `camera`, `sound` and `printer`: configured; `audio`: a device is there."""
    told = {
        Check.CAMERA: Found.CAMERA_NOT_TRIED if camera else Found.CAMERA_NONE,
        Check.HAND_SCANNER: Found.HAND_SCANNER_NOT_HEARD,
        Check.SOUND: (Found.SOUND_NOT_ASKED if audio else Found.SOUND_NO_DEVICE) if sound else Found.SOUND_OFF,
        Check.PRINTER: Found.PRINTER_NOT_TRIED if printer else Found.PRINTER_NONE,
    }
    return tuple(finding(Found(f"{one}.waived") if one in waived else found) for one, found in told.items())


def carried(findings: Iterable[Finding], before: Readiness | None, now: datetime) -> tuple[Finding, ...]:
    """With what people have tried this morning in the place of what nobody has tried since."""
    if before is None or not timedelta(0) <= now - before.at <= TOLD_FOR:
        return tuple(findings)

    def earlier(one: Finding) -> Finding:
        told = before.of(one.check)
        stands = one.check in BY_PERSON and one.found in UNTRIED and told is not None and told.light is Light.GREEN
        if told is None or not stands:
            return one
        return Finding(told.found, {"at": f"{before.at:%Y-%m-%dT%H:%M:%SZ}", **told.figures})

    return tuple(earlier(one) for one in findings)
