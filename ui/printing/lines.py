"""A receipt as lines of so many characters, for printers that set the type themselves. Pure."""

import textwrap
from dataclasses import dataclass
from enum import StrEnum

from kiosk.domain.receipt import ReceiptText

LEAST_COLUMNS = 20


class Style(StrEnum):
    PLAIN = "plain"
    STRONG = "strong"
    LARGE = "large"
    """Twice as wide and as high: half as many characters in a line."""


@dataclass(frozen=True, slots=True)
class Line:
    text: str
    style: Style = Style.PLAIN
    centred: bool = False


def lines(text: ReceiptText, columns: int) -> tuple[Line, ...]:
    """Top to bottom; an empty line is a gap. None is longer than `columns` (at least `LEAST_COLUMNS`)."""
    columns = max(columns, LEAST_COLUMNS)
    rule = Line("-" * columns)
    head = [
        *_block(text.notice, columns, Style.STRONG, centred=True),
        *_block(text.store, columns, Style.STRONG, centred=True),
        *(line for part in text.place for line in _block(part, columns, centred=True)),
        rule,
        *_block(text.title, columns, Style.STRONG, centred=True),
    ]
    if text.call_number:
        head += [
            *_block(text.call_label, columns, centred=True),
            *_block(text.call_number, columns // 2, Style.LARGE, centred=True),
        ]
    body = [
        rule,
        *_block(text.article, columns, Style.STRONG),
        *_block(text.details, columns),
        Line(""),
        *(line for label, value in text.rows for line in _row(label, value, columns)),
        rule,
        *(line for part in text.closing for line in _block(part, columns, centred=True)),
    ]
    return (*head, *body)


def _block(text: str, columns: int, style: Style = Style.PLAIN, *, centred: bool = False) -> list[Line]:
    return [Line(part, style, centred) for part in _wrapped(text, columns)]


def _row(label: str, value: str, columns: int) -> list[Line]:
    """The value at the right edge; under its label where both do not fit."""
    gap = columns - len(label) - len(value)
    if gap >= 2:
        return [Line(label + " " * gap + value)]
    return [*_block(label, columns), *(Line(part.rjust(columns)) for part in _wrapped(value, columns - 2))]


def _wrapped(text: str, columns: int) -> list[str]:
    # What no-break spaces hold together stays together as far as a line is long.
    return textwrap.wrap(text, columns, break_on_hyphens=False)
