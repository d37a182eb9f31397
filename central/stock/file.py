"""A file of deliveries -> lines, all good or none: CSV with the columns `sku` and `delivered`. Knows no database."""

from dataclasses import dataclass
from pathlib import Path

from central.csv_file import MOST_TOLD, read_lines
from central.errors import CentralError
from kiosk.domain.stock import MAX_COUNT

COLUMNS = {
    "sku": "the model's number, as in the reservations",
    "delivered": f"units this store has received until now, 0 to {MAX_COUNT}: a second delivery is added to it",
    "alternatives": "models that may be given instead when this one is short, the best first, with spaces between; optional",
}
NEEDED = ("sku", "delivered")


@dataclass(frozen=True, slots=True)
class Line:
    sku: str
    delivered: int
    alternatives: tuple[str, ...] | None
    """None: the file does not say; they stay as they are."""


def read_stock(file: Path) -> list[Line]:
    """Raises CentralError that names every bad line."""
    lines, bad, seen = list[Line](), list[str](), dict[str, int]()
    for at, row in read_lines(file, NEEDED, "See `stock import --help`."):
        try:
            line = _line(row)
        except ValueError as error:
            bad.append(f"line {at}: {error}")
            continue
        if line.sku in seen:
            bad.append(f"line {at}: {line.sku} stands in line {seen[line.sku]} already")
            continue
        seen[line.sku] = at
        lines.append(line)
    if bad:
        raise CentralError(f"{file.name}: " + "; ".join(bad[:MOST_TOLD]), "Nothing was changed. Correct them.")
    if not lines:
        raise CentralError(f"{file.name} names no model", "Is it the right file?")
    return lines


def delivered_of(text: str) -> int:
    """A number of units. Raises ValueError."""
    if not (text.isascii() and text.isdecimal() and len(text) <= 6 and int(text) <= MAX_COUNT):
        raise ValueError(f"delivered {text!r} is no number from 0 to {MAX_COUNT}")
    return int(text)


def _line(row: dict[str, str]) -> Line:
    sku = row["sku"].strip()
    if not sku:
        raise ValueError("a sku is needed")
    delivered = delivered_of(row["delivered"].strip())
    listed = row.get("alternatives")
    alternatives = None if listed is None else tuple(dict.fromkeys(listed.replace(",", " ").split()))
    if alternatives and sku in alternatives:
        raise ValueError(f"{sku} is its own alternative")
    return Line(sku, delivered, alternatives)
