"""A file of a launch day's slots -> lines, all good or none: CSV with `slot_start`, `slot_end` and `capacity`. No database."""

import csv
from collections.abc import Iterable
from dataclasses import dataclass
from io import StringIO
from pathlib import Path
from zoneinfo import ZoneInfo

from central.errors import CentralError
from central.import_file import BadLineError, slot_between
from kiosk.domain.reservation import Slot

COLUMNS = {
    "slot_start": "2026-11-22T10:00, in the store's local time unless it names an offset",
    "slot_end": "likewise, after slot_start",
    "capacity": "how many customers it takes; empty: as many as come",
}
MOST = 9999
MOST_TOLD = 20


@dataclass(frozen=True, slots=True)
class Line:
    slot: Slot
    capacity: int | None


def read_slots(file: Path, zone: ZoneInfo) -> list[Line]:
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
                f"{file.name} lacks the columns {', '.join(sorted(missing))}", "See `slots import --help`."
            )
        sheet.fieldnames = names
        rows = [(sheet.line_num, {key: value or "" for key, value in row.items() if key}) for row in sheet]
    except csv.Error as error:
        raise CentralError(f"{file.name} is no CSV: {error}", "Save it as CSV UTF-8.") from error
    return _good(file, rows, zone)


def capacity_of(text: str) -> int | None:
    """Raises ValueError."""
    if not text.strip():
        return None
    if not (text.strip().isascii() and text.strip().isdecimal()) or int(text) > MOST:
        raise ValueError(f"capacity: {text!r} is no number from 0 to {MOST}")
    return int(text)


def _good(file: Path, rows: Iterable[tuple[int, dict[str, str]]], zone: ZoneInfo) -> list[Line]:
    lines, bad, seen = list[Line](), list[str](), dict[Slot, int]()
    for at, row in rows:
        if not any(text.strip() for text in row.values()):
            continue
        try:
            slot = slot_between(row["slot_start"].strip(), row["slot_end"].strip(), zone)
            line = Line(slot, capacity_of(row["capacity"]))
        except (BadLineError, ValueError) as error:
            bad.append(f"line {at}: {error}")
            continue
        if slot in seen:
            bad.append(f"line {at}: this slot stands in line {seen[slot]} already")
            continue
        seen[slot] = at
        lines.append(line)
    if bad:
        raise CentralError(f"{file.name}: " + "; ".join(bad[:MOST_TOLD]), "Nothing was changed. Correct them.")
    if not lines:
        raise CentralError(f"{file.name} names no slot", "Is it the right file?")
    return lines
