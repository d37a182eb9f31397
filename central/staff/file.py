"""A file of staff -> lines, all good or none: CSV with the columns `number`, `name` and `roles`. Knows no database."""

import csv
from collections.abc import Iterable
from dataclasses import dataclass
from io import StringIO
from pathlib import Path

from central.errors import CentralError
from kiosk.domain.policy import Role

COLUMNS = {
    "number": "3 to 8 digits, what they type at a terminal; unique in the store, never given to somebody else",
    "name": "as colleagues call them, at most 40 characters; a first name will do",
    "roles": f"one or more of {', '.join(Role)}, with spaces, commas or + between",
}
SHORTEST, LONGEST, LONGEST_NAME = 3, 8, 40
MOST_TOLD = 20


@dataclass(frozen=True, slots=True)
class Line:
    """One member of the staff."""

    staff_id: str
    name: str
    roles: tuple[Role, ...]


def read_staff(file: Path) -> list[Line]:
    """Raises CentralError that names every bad line."""
    try:
        text = file.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise CentralError(f"{file} cannot be read: {error.strerror}", "Check the path.") from error
    except UnicodeDecodeError as error:
        raise CentralError(f"{file.name} is not UTF-8", "Save it as CSV UTF-8.") from error
    first = text.partition("\n")[0]
    separator = max(",;\t", key=first.count)
    try:
        sheet = csv.DictReader(StringIO(text, newline=""), delimiter=separator, strict=True)
        names = [(name or "").strip().lower() for name in sheet.fieldnames or ()]
        if missing := COLUMNS.keys() - set(names):
            raise CentralError(
                f"{file.name} lacks the columns {', '.join(sorted(missing))}", "See `staff import --help`."
            )
        sheet.fieldnames = names
        return _good(file, [(sheet.line_num, {key: value or "" for key, value in row.items() if key}) for row in sheet])
    except csv.Error as error:
        raise CentralError(f"{file.name} is no CSV: {error}", "Save it as CSV UTF-8.") from error


def _good(file: Path, rows: Iterable[tuple[int, dict[str, str]]]) -> list[Line]:
    lines, bad, seen = list[Line](), list[str](), dict[str, int]()
    for at, row in rows:
        if not any(text.strip() for text in row.values()):
            continue
        try:
            line = _line(row)
        except ValueError as error:
            bad.append(f"line {at}: {error}")
            continue
        if line.staff_id in seen:
            bad.append(f"line {at}: number {line.staff_id} stands in line {seen[line.staff_id]} already")
            continue
        seen[line.staff_id] = at
        lines.append(line)
    if bad:
        raise CentralError(f"{file.name}: " + "; ".join(bad[:MOST_TOLD]), "Nothing was changed. Correct them.")
    if not lines:
        raise CentralError(f"{file.name} names nobody", "Is it the right file?")
    return lines


def _line(row: dict[str, str]) -> Line:
    number, name = row["number"].strip(), " ".join(row["name"].split())
    if not (number.isascii() and number.isdecimal() and SHORTEST <= len(number) <= LONGEST):
        raise ValueError(f"number {number!r} has not {SHORTEST} to {LONGEST} digits")
    if not name or len(name) > LONGEST_NAME or not name.isprintable():
        raise ValueError(f"a name of 1 to {LONGEST_NAME} characters is needed")
    words = row["roles"].replace(",", " ").replace("+", " ").lower().split()
    if unknown := [word for word in words if word not in set(Role)]:
        raise ValueError(f"{unknown[0]!r} is no role: use {', '.join(Role)}")
    if not words:
        raise ValueError(f"a role is needed: {', '.join(Role)}")
    return Line(number, name, tuple(role for role in Role if role in words))
