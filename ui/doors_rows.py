"""From findings to the lines of a page, in the language of the page. Pure."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime

from kiosk.domain import formats
from kiosk.domain.clock import parse_utc
from kiosk.domain.doors.finding import BY_PERSON, Check, Figure, Finding, Light
from kiosk.domain.doors.machine import UNTRIED
from kiosk.domain.plain_text import plain
from ui.doors_words import CHECKS, WORDS, filled, says_of

Told = Callable[[str], str]
ICONS: dict[Check, str] = {
    Check.DATA: "database",
    Check.UNSENT: "upload",
    Check.LINK: "cloud",
    Check.HUB: "online",
    Check.CLOCK: "clock",
    Check.STAFF: "badge",
    Check.CODES: "check-clock",
    Check.VERSION: "renew",
    Check.CAMERA: "camera",
    Check.HAND_SCANNER: "hand-scanner",
    Check.SOUND: "megaphone",
    Check.PRINTER: "printer",
    Check.SECOND_SCREEN: "monitor",
    Check.POWER: "battery",
    Check.DISK: "database-question",
    Check.SPACE: "shelf",
    Check.KEY_STORE: "lock",
    Check.CERTIFICATES: "key",
}
BADNESS = {Light.RED: 0, Light.AMBER: 1, Light.GREEN: 2, Light.NOT_NEEDED: 3}


@dataclass(frozen=True, slots=True)
class LineRow:
    """One check."""

    key: str
    title: str
    says: str
    todo: str
    light: str
    iconName: str
    tries: bool
    """A touch tries it again."""


def line_row(one: Finding, told: Told, language: str, clock: Callable[[datetime], str]) -> LineRow:
    """`clock`: the time of day as the page writes it."""
    shown = Finding(one.found, {name: _figure(name, value, language) for name, value in one.figures.items()})
    says = plain(filled(told(says_of(one)), shown), 200)
    at = _instant(one.figures.get("at"))
    todo = WORDS[one.found].do
    return LineRow(
        key=str(one.check),
        title=told(CHECKS[one.check]),
        says=says if at is None else f"{says} ({clock(at)})",
        todo=told(todo) if todo else "",
        light=str(one.light),
        iconName=ICONS[one.check],
        tries=one.check in BY_PERSON and one.light is not Light.NOT_NEEDED,
    )


def _figure(name: str, value: Figure, language: str) -> Figure:
    """As it is written in this language."""
    if isinstance(value, int):
        return formats.number(value, language)
    if name == "day":
        try:
            return formats.day(date.fromisoformat(value), language)
        except ValueError:
            return value
    return value


def _instant(told: Figure | None) -> datetime | None:
    try:
        return parse_utc(told) if isinstance(told, str) else None
    except ValueError:
        return None


def worst_first(findings: Iterable[Finding]) -> list[Finding]:
    """What is to be done stands on top; else as a person reads them."""
    return sorted(findings, key=lambda one: BADNESS[one.light])


def next_trial(findings: Iterable[Finding], left_out: frozenset[Check]) -> Check | None:
    """What a person should try next; None: nothing is left to try."""
    untried = {one.check for one in findings if one.found in UNTRIED} - left_out
    return next((check for check in BY_PERSON if check in untried), None)
