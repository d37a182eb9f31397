"""What a report is made of, before it is HTML or PDF: sections of text, tables and charts. Values only.

Both forms are drawn from the same value, so they cannot say different things. Every text in it is one harmless line already.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Text:
    """A paragraph. `tone`: `good`, `warn`, `bad`, or none."""

    text: str
    tone: str = ""


@dataclass(frozen=True, slots=True)
class Figure:
    """One number that is read from afar."""

    label: str
    value: str


@dataclass(frozen=True, slots=True)
class Tiles:
    figures: tuple[Figure, ...]


@dataclass(frozen=True, slots=True)
class Table:
    title: str
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    widths: tuple[int, ...]
    """Of the columns, as shares."""
    numbers: frozenset[int] = frozenset()
    """Columns of numbers: on the right."""
    last_is_sum: bool = False
    fine: frozenset[int] = frozenset()
    """Columns of long codes: small, and broken anywhere."""


@dataclass(frozen=True, slots=True)
class Series:
    name: str
    values: tuple[float | None, ...]
    """One for each label of the chart; None: nothing was measured."""


@dataclass(frozen=True, slots=True)
class BarChart:
    title: str
    across: str
    """What the axis with the labels says, with its unit."""
    up: str
    """What the axis of the values says, with its unit."""
    labels: tuple[str, ...]
    bars: tuple[Series, ...]
    line: Series | None = None
    """Drawn as steps over the bars."""
    stacked: bool = False
    """Lying bars that follow each other in one line."""
    lying: bool = False
    """Bars from left to right: for long labels."""
    marks: tuple[int, ...] | None = None
    """Which labels are written; None: all."""
    whole: bool = False
    """Counts: nothing lies between two whole numbers."""
    alt: str = ""
    """For who cannot see it."""


@dataclass(frozen=True, slots=True)
class Stretch:
    begin: float
    """Hours since midnight, as the store's clocks say."""
    end: float
    strong: bool = False


@dataclass(frozen=True, slots=True)
class TimeChart:
    """Who was in a state when: a row each, over the hours of the day."""

    title: str
    across: str
    legend: tuple[str, str]
    """Of weak and of strong stretches."""
    rows: tuple[tuple[str, tuple[Stretch, ...]], ...]
    begin: float
    end: float
    alt: str = ""


Block = Text | Tiles | Table | BarChart | TimeChart


@dataclass(frozen=True, slots=True)
class Section:
    title: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Document:
    language: str
    title: str
    subtitle: str
    sections: tuple[Section, ...]
    foot: str
    page: str
    """With `{page}` and `{pages}`."""
