"""A small CSV file with named columns -> numbered lines as dictionaries, or one error that says what is wrong with it."""

import csv
from collections.abc import Collection, Iterator
from io import StringIO
from pathlib import Path

from central.errors import CentralError

MOST_TOLD = 20
"""Bad lines named in one error."""


def read_lines(file: Path, needed: Collection[str], hint: str) -> Iterator[tuple[int, dict[str, str]]]:
    """Line number and cells by column, names in lower case, blank lines left out. Raises CentralError."""
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
        if missing := set(needed) - set(names):
            raise CentralError(f"{file.name} lacks the columns {', '.join(sorted(missing))}", hint)
        sheet.fieldnames = names
        for row in sheet:
            cells = {key: value or "" for key, value in row.items() if key}
            if any(text.strip() for text in cells.values()):
                yield sheet.line_num, cells
    except csv.Error as error:
        raise CentralError(f"{file.name} is no CSV: {error}", "Save it as CSV UTF-8.") from error
