"""The report of a day as files: HTML and PDF of one value, and the events for analysis."""

import os
import secrets
from collections.abc import Mapping
from contextlib import suppress
from io import StringIO
from pathlib import Path

from kiosk.domain.closing.day_end import DayEnd
from kiosk.errors import Fault
from kiosk.report.content import document
from kiosk.report.drawing import Drawings
from kiosk.report.event_sheet import event_sheet

FORMS = ("pdf", "html", "csv")
_BOM = "\ufeff"
"""Without it a spreadsheet takes UTF-8 for something else."""


def report(end: DayEnd, language: str, forms: frozenset[str]) -> dict[str, bytes]:
    """The wanted ones of `FORMS`. May run on any thread; takes seconds."""
    made: dict[str, bytes] = {}
    if forms & {"pdf", "html"}:
        from kiosk.report import html, paper

        told, drawings = document(end, language), Drawings(language)
        if "html" in forms:
            made["html"] = html.page(told, drawings).encode()
        if "pdf" in forms:
            made["pdf"] = paper.pdf(told, drawings, end.book.now)
    if "csv" in forms:
        out = StringIO(newline="")
        event_sheet(out, end, lambda: secrets.token_hex(4))
        made["csv"] = (_BOM + out.getvalue()).encode()
    return made


def write(made: Mapping[str, bytes], places: Mapping[str, Path]) -> None:
    """Each whole or not at all, readable to whoever runs this only. Raises Fault."""
    for form, place in places.items():
        new = place.with_name(f".{place.name}.new")
        try:
            place.parent.mkdir(parents=True, exist_ok=True)
            with open(new, "wb", opener=_private) as file:
                file.write(made[form])
            new.replace(place)
        except OSError as error:
            with suppress(OSError):
                new.unlink(missing_ok=True)
            raise Fault("write the report", f"Choose another place than {place.name}", error.strerror) from error


def _private(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)
