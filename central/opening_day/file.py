"""A file of the launch day's plan -> values, all good or none: TOML with `[[day]]` and `[[checklist]]`. Knows no database."""

import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time
from pathlib import Path
from typing import Annotated
from zoneinfo import ZoneInfo

import msgspec

from central.errors import CentralError
from kiosk.domain.clock import to_millis
from kiosk.domain.opening.checklist import DEFAULT, Checklist, Item
from kiosk.domain.opening.plan import OpeningDay, Shift
from kiosk.domain.policy import Role

LONGEST_TEXT, LONGEST_COUNTER, MOST_MINUTES = 120, 8, 600
_ITEM = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


class _Team(msgspec.Struct, forbid_unknown_fields=True, rename={"start": "from", "end": "to"}):
    role: Role
    start: time
    end: time
    people: Annotated[int, msgspec.Meta(ge=1, le=99)]


class _Day(msgspec.Struct, forbid_unknown_fields=True):
    date: date
    opens: time
    closes: time
    counters: Annotated[list[str], msgspec.Meta(max_length=40)] = []
    team: Annotated[list[_Team], msgspec.Meta(max_length=200)] = []


class _Item(msgspec.Struct, forbid_unknown_fields=True):
    item: str
    fr: str
    en: str
    role: Role | None = None
    before: Annotated[int, msgspec.Meta(ge=0, le=MOST_MINUTES)] = 0


class _File(msgspec.Struct, forbid_unknown_fields=True):
    day: list[_Day] = []
    checklist: Annotated[list[_Item], msgspec.Meta(max_length=60)] = []


@dataclass(frozen=True, slots=True)
class PlanFile:
    days: tuple[OpeningDay, ...]
    checklist: Checklist | None
    """None: the file says nothing of it, and what is published stays."""


def read_plan(file: Path, zone: ZoneInfo) -> PlanFile:
    """`zone`: the store's, in which the file's times are. Raises CentralError that names what is wrong and where."""
    try:
        raw = tomllib.loads(file.read_text(encoding="utf-8-sig"))
        read = msgspec.convert(raw, _File)
    except OSError as error:
        raise CentralError(f"{file} cannot be read: {error.strerror}", "Check the path.") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, RecursionError) as error:
        raise CentralError(f"{file.name} is no TOML: {error}", "Mend the line it names.") from error
    except msgspec.ValidationError as error:
        raise CentralError(f"{file.name}: {error}", "`kiosk-central plan template` writes a good one.") from error
    if not read.day and not read.checklist:
        raise CentralError(f"{file.name} plans nothing", "Is it the right file? It needs [[day]] or [[checklist]].")
    try:
        days = tuple(_day(one, zone) for one in read.day)
        _all_different("day", (one.day for one in days))
        return PlanFile(days, _checklist(read.checklist) if read.checklist else None)
    except ValueError as error:
        raise CentralError(f"{file.name}: {error}", "Nothing was changed. Correct it.") from error


def _day(read: _Day, zone: ZoneInfo) -> OpeningDay:
    told = read.date.isoformat()
    if bad := [one for one in read.counters if not one.strip() or len(one) > LONGEST_COUNTER or not one.isprintable()]:
        raise ValueError(f"day {told}: {bad[0]!r} is no counter; use 1 to {LONGEST_COUNTER} characters")
    _all_different(f"day {told}: counter", read.counters)
    opens, closes = _instant(read.date, read.opens, zone), _instant(read.date, read.closes, zone)
    if opens >= closes:
        raise ValueError(f"day {told}: it closes at {read.closes:%H:%M}, not after it opens at {read.opens:%H:%M}")
    shifts: list[Shift] = []
    for number, team in enumerate(read.team, start=1):
        start, end = _instant(read.date, team.start, zone), _instant(read.date, team.end, zone)
        if start >= end:
            raise ValueError(f"day {told}, team {number}: it ends at {team.end:%H:%M}, not after {team.start:%H:%M}")
        shifts.append(Shift(team.role, start, end, team.people))
    return OpeningDay(told, opens, closes, tuple(read.counters), tuple(shifts))


def _instant(day: date, at: time, zone: ZoneInfo) -> datetime:
    """The store's time on that day."""
    if at.tzinfo is not None:
        raise ValueError(f"{at} names a time zone: times are the store's own")
    return to_millis(datetime.combine(day, at, zone).astimezone(tz=ZoneInfo("UTC")))


def _checklist(read: Iterable[_Item]) -> Checklist:
    items: list[Item] = []
    for one in read:
        if not _ITEM.fullmatch(one.item) or len(one.item) > 40:
            raise ValueError(f"checklist: {one.item!r} is no name; use small letters, digits and hyphens")
        for language, text in (("fr", one.fr), ("en", one.en)):
            if not text.strip() or len(text) > LONGEST_TEXT or not text.isprintable():
                raise ValueError(f"checklist, {one.item}: {language} needs 1 to {LONGEST_TEXT} characters on one line")
        items.append(Item(one.item, one.fr, one.en, one.role, one.before))
    _all_different("checklist: item", (one.item for one in items))
    return Checklist(tuple(items))


def _all_different(what: str, names: Iterable[str]) -> None:
    seen: set[str] = set()
    for name in names:
        if name in seen:
            raise ValueError(f"{what} {name} stands there twice")
        seen.add(name)


def template(day: date) -> str:
    """A file to begin with: a day, and the checklist that terminals have until central publishes another."""
    lines = [
        "# The plan of a launch day. Times are the store's own. `kiosk-central plan import FILE --store N` publishes it;",
        "# import it again after a change. Days that are not in the file stay as they are; a checklist is replaced whole.",
        "",
        "[[day]]",
        f"date = {day.isoformat()}",
        "opens = 10:00:00",
        "closes = 20:00:00",
        'counters = ["1", "2", "3"]',
        "",
    ]
    shifts = (
        ("supervisor", "08:00", "20:30", 1),
        ("greeter", "09:00", "20:00", 2),
        ("runner", "08:30", "20:00", 4),
        ("counter", "09:30", "20:00", 3),
    )
    for role, start, end, people in shifts:
        lines += [
            "[[day.team]]",
            f'role = "{role}"',
            f"from = {start}:00",
            f"to = {end}:00",
            f"people = {people}",
            "",
        ]
    for one in DEFAULT.items:
        lines += [
            "[[checklist]]",
            f'item = "{one.item}"',
            *([f'role = "{one.role}"'] if one.role else []),
            f"before = {one.before_min}  # minutes before the opening",
            f'fr = "{one.fr}"',
            f'en = "{one.en}"',
            "",
        ]
    return "\n".join(lines)
