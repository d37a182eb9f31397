"""Lines of a file that people open with a spreadsheet: what came from outside is never a formula there."""

import csv
from collections.abc import Iterable
from typing import TextIO

STARTS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "\0", "＝", "＋", "－", "＠")
"""OWASP, "CSV Injection"; the wide forms too, which some programs take for the narrow ones."""


def write_sheet(out: TextIO, header: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> None:
    """As CSV. A text that would begin a formula gets an apostrophe before it, as spreadsheets mean it."""
    sheet = csv.writer(out)
    sheet.writerow(header)
    sheet.writerows(tuple(map(_harmless, row)) for row in rows)


def _harmless(text: str) -> str:
    return "'" + text if text.lstrip(" ").startswith(STARTS_A_FORMULA) else text
