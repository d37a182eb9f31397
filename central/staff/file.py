"""A file of staff -> lines, all good or none: CSV with the columns `number`, `name` and `roles`. Knows no database."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from central.csv_file import MOST_TOLD, read_lines
from central.errors import CentralError
from kiosk.domain.policy import Role

COLUMNS = {
    "number": "3 to 8 digits, what they type at a terminal; unique in the store, never given to somebody else",
    "name": "as colleagues call them, at most 40 characters; a first name will do",
    "roles": f"one or more of {', '.join(Role)}, with spaces, commas or + between",
}
SHORTEST, LONGEST, LONGEST_NAME = 3, 8, 40


@dataclass(frozen=True, slots=True)
class Line:
    """One member of the staff."""

    staff_id: str
    name: str
    roles: tuple[Role, ...]


def read_staff(file: Path) -> list[Line]:
    """Raises CentralError that names every bad line."""
    return _good(file, read_lines(file, COLUMNS, "See `staff import --help`."))


def _good(file: Path, rows: Iterable[tuple[int, dict[str, str]]]) -> list[Line]:
    lines, bad, seen = list[Line](), list[str](), dict[str, int]()
    for at, row in rows:
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
