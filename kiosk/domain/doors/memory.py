"""From what a terminal holds to findings: data, what is unsent, link, hub, clock, staff, codes, versions. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from kiosk.domain.doors.finding import Check, Finding, Found, finding

STALE_AFTER = timedelta(minutes=10)
"""Without a proof that the copy stands at central's head."""
CLOCK_RIGHT_MS, CLOCK_WRONG_MS = 30_000, 120_000
"""Beyond the second a banner is shown all day (`docs/protocol.md`, "Clocks")."""
KEYS_LAST = timedelta(hours=24)
TOLD_FOR = timedelta(hours=12)
"""How long what somebody has tried or told counts: one morning, not yesterday's."""


@dataclass(frozen=True, slots=True)
class Standing:
    """What the database says of itself, at one time."""

    at: datetime
    reservations: int
    expected: int | None
    complete: bool
    in_doubt: bool
    quarantined: int
    updated_at: datetime | None
    unsent: int
    rejected: int
    copied: bool
    people: int
    """On the staff list and still here."""
    supervisors: int
    """Of these, who can sign in: with a badge or a PIN."""
    trusted_until: datetime | None
    """The last day of the last key that is good now; None: no list whose signature holds, or no key in it."""
    hubs: int
    moved_aside: bool
    versions: Mapping[str, str] = field(default_factory=dict[str, str])
    """Of the store's other terminals, as they said within `TOLD_FOR`; empty text: it has not."""


@dataclass(frozen=True, slots=True)
class Link:
    """How the line to central is, as the sync says it."""

    online: bool
    problem: str = ""
    """A `sync.status.LinkProblem`."""
    offset_ms: int | None = None
    """Central's clock minus ours."""
    relayed: bool = False
    """Through a hub."""
    hub_online: bool = True
    hub_holds: int = 0


def of_standing(standing: Standing, now: datetime, version: str, *, signs_in: bool) -> tuple[Finding, ...]:
    return (
        data(standing, now),
        unsent(standing),
        staff(standing, signs_in=signs_in),
        codes(standing, now),
        versions(standing, version),
    )


def not_asked() -> tuple[Finding, ...]:
    """Nobody could ask the database."""
    return (
        finding(Found.DATA_UNASKED),
        finding(Found.UNSENT_UNASKED),
        finding(Found.STAFF_UNASKED),
        finding(Found.CODES_UNASKED),
        finding(Found.VERSION_UNASKED),
    )


def data(standing: Standing, now: datetime) -> Finding:
    held, expected = standing.reservations, standing.expected
    if standing.in_doubt:
        return finding(Found.DATA_DOUBTFUL)
    if not held:
        return finding(Found.DATA_EMPTY)
    if not standing.complete or expected is None or held + standing.quarantined < expected:
        return finding(Found.DATA_PARTIAL, held=held, expected="?" if expected is None else expected)
    if standing.quarantined:
        return finding(Found.DATA_QUARANTINED, count=standing.quarantined)
    if standing.updated_at is None or abs(now - standing.updated_at) > STALE_AFTER:
        minutes = -1 if standing.updated_at is None else int(abs(now - standing.updated_at) / timedelta(minutes=1))
        return finding(Found.DATA_STALE, held=held, minutes=minutes)
    return finding(Found.DATA_WHOLE, held=held)


def unsent(standing: Standing) -> Finding:
    if standing.copied:
        return finding(Found.UNSENT_COPIED)
    if standing.rejected:
        return finding(Found.UNSENT_REJECTED, count=standing.rejected)
    return finding(Found.UNSENT_SOME, count=standing.unsent) if standing.unsent else finding(Found.UNSENT_NONE)


def staff(standing: Standing, *, signs_in: bool) -> Finding:
    if not signs_in:
        return finding(Found.STAFF_NO_SIGN_IN)
    if not standing.people:
        return finding(Found.STAFF_EMPTY)
    if not standing.supervisors:
        return finding(Found.STAFF_NO_SUPERVISOR, count=standing.people)
    return finding(Found.STAFF_LISTED, count=standing.people, supervisors=standing.supervisors)


def codes(standing: Standing, now: datetime) -> Finding:
    until = standing.trusted_until
    if until is None or until <= now:
        return finding(Found.CODES_UNTRUSTED)
    return finding(Found.CODES_ENDING if until - now < KEYS_LAST else Found.CODES_TRUSTED, day=f"{until:%Y-%m-%d}")


def versions(standing: Standing, mine: str) -> Finding:
    others = {version for version in standing.versions.values() if version}
    if others - {mine}:
        told = ", ".join(sorted(others - {mine}))
        count = sum(version not in ("", mine) for version in standing.versions.values())
        return finding(Found.VERSION_DIFFERS, version=mine, others=told, count=count)
    silent = sum(not version for version in standing.versions.values())
    if silent:
        return finding(Found.VERSION_UNTOLD, version=mine, count=silent)
    return finding(Found.VERSION_EQUAL, version=mine, count=len(standing.versions) + 1)


def link(told: Link | None) -> Finding:
    if told is None:
        return finding(Found.LINK_OFFLINE)
    if told.online:
        return finding(Found.LINK_ONLINE)
    return finding(_PROBLEMS.get(told.problem, Found.LINK_OFFLINE))


_PROBLEMS = {
    "unauthorized": Found.LINK_REFUSED,
    "not_central": Found.LINK_PORTAL,
    "protocol": Found.LINK_PROTOCOL,
    "server": Found.LINK_SERVER,
}


def hub(told: Link | None, hubs: int | None, waived: frozenset[Check] = frozenset()) -> Finding:
    """`hubs`: how many central has named; None: not asked."""
    if Check.HUB in waived:
        return finding(Found.HUB_WAIVED)
    if hubs is None:
        return finding(Found.HUB_UNASKED)
    if not hubs and (told is None or not told.relayed):
        return finding(Found.HUB_NONE)
    if told is None or not told.online:
        return finding(Found.HUB_UNREACHED)
    if not told.relayed:
        return finding(Found.HUB_PASSED_BY)
    return finding(Found.HUB_THROUGH) if told.hub_online else finding(Found.HUB_BEHIND, count=told.hub_holds)


def clock(told: Link | None) -> Finding:
    if told is None or told.offset_ms is None:
        return finding(Found.CLOCK_UNMEASURED)
    off = abs(told.offset_ms)
    seconds = round(off / 1000)
    if off > CLOCK_WRONG_MS:
        return finding(Found.CLOCK_WRONG, seconds=seconds)
    return finding(Found.CLOCK_OFF if off > CLOCK_RIGHT_MS else Found.CLOCK_RIGHT, seconds=seconds)
