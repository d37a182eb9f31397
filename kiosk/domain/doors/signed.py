"""A check as an event (`doors_checked`), and the whole store's from everybody's events. Pure.

Payload: docs/protocol.md, "Events", changes with it. An event of another version of the kiosk may name what this one does
not know: it counts as amber and never as green.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, cast

from kiosk.domain.doors.finding import Figure, Finding, Found, Light, Readiness, in_order, worst
from kiosk.domain.doors.memory import TOLD_FOR
from kiosk.domain.event import Event, EventKind
from kiosk.domain.fact import corrected_at, text_of
from kiosk.domain.reservation import TerminalRow

MAX_TEXT = 40
"""Of a figure: a version, a day, a list of versions."""


def payload_of(readiness: Readiness) -> dict[str, Any]:
    return {
        "light": str(readiness.light),
        "version": readiness.version,
        "station": readiness.station,
        "findings": [
            {"found": str(one.found), "light": str(one.light), "figures": _short(one.figures)}
            for one in in_order(readiness.findings)
        ],
    }


def _short(figures: Mapping[str, Figure]) -> dict[str, Figure]:
    return {name: value[:MAX_TEXT] if isinstance(value, str) else value for name, value in figures.items()}


@dataclass(frozen=True, slots=True)
class Signed:
    """What one terminal said last."""

    event_id: str
    terminal_id: str
    staff_id: str
    """Who signed; empty: the terminal by itself (`kiosk doctor --sign`)."""
    readiness: Readiness
    unknown: int = 0
    """Findings that this version cannot read."""

    @property
    def light(self) -> Light:
        return worst([self.readiness.light, *([Light.AMBER] if self.unknown else [])])


def signed_of(event: Event) -> Signed:
    """What an event says. Whatever does not fit is counted, never guessed."""
    raw = event.payload.get("findings")
    lines: Sequence[Any] = cast("list[Any]", raw) if isinstance(raw, list) else ()
    read = [_finding(one) for one in lines]
    known = [one for one in read if one is not None]
    readiness = Readiness(
        corrected_at(event), text_of(event.payload, "version"), text_of(event.payload, "station"), in_order(known)
    )
    return Signed(event.event_id, event.terminal_id, event.staff_id, readiness, len(read) - len(known))


def _finding(raw: object) -> Finding | None:
    if not isinstance(raw, dict):
        return None
    line = cast("dict[str, Any]", raw)
    try:
        found = Found(line.get("found", ""))
    except ValueError:
        return None
    if line.get("light") != found.light:
        return None  # another version judges it otherwise: neither of the two is believed
    figures = line.get("figures")
    told = cast("dict[str, Any]", figures) if isinstance(figures, dict) else {}
    fit = {name: value for name, value in told.items() if type(value) in (int, str)}
    return Finding(found, fit)


def latest(events: Iterable[Event]) -> dict[str, Signed]:
    """The last word of each terminal."""
    found: dict[str, Event] = {}
    for event in events:
        before = found.get(event.terminal_id)
        if event.kind is EventKind.DOORS_CHECKED and (before is None or _order(event) > _order(before)):
            found[event.terminal_id] = event
    return {terminal_id: signed_of(event) for terminal_id, event in found.items()}


def _order(event: Event) -> tuple[datetime, int, str]:
    return corrected_at(event), event.seq, event.event_id


@dataclass(frozen=True, slots=True)
class TerminalDoors:
    """One terminal of the store on the supervisor's page."""

    terminal_id: str
    name: str
    signed: Signed | None
    """None: it has never told."""
    fresh: bool
    """It was told this morning."""

    @property
    def light(self) -> Light:
        """Amber when nobody has checked this morning, however green it was yesterday."""
        if self.signed is None or not self.fresh:
            return Light.AMBER
        return self.signed.light


def board(terminals: Iterable[TerminalRow], events: Iterable[Event], now: datetime) -> tuple[TerminalDoors, ...]:
    """Every terminal of the store, in order of name; those too that only an event speaks of."""
    told = latest(events)
    names = {row.terminal_id: row.name for row in terminals}
    every = sorted(names.keys() | told.keys(), key=lambda one: (names.get(one, ""), one))
    return tuple(TerminalDoors(one, names.get(one, ""), told.get(one), is_fresh(told.get(one), now)) for one in every)


def is_fresh(signed: Signed | None, now: datetime) -> bool:
    return signed is not None and abs(now - signed.readiness.at) <= TOLD_FOR


def versions(terminals: Iterable[TerminalRow], told: Mapping[str, Signed], mine: str, now: datetime) -> dict[str, str]:
    """Of the other terminals, as they said this morning; empty text: not said."""
    others = {row.terminal_id for row in terminals} - {mine}
    return {
        one: signed.readiness.version if is_fresh(signed := told.get(one), now) and signed else ""
        for one in sorted(others)
    }


def store_light(terminals: Iterable[TerminalDoors]) -> Light:
    return worst(one.light for one in terminals)
