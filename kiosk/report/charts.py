"""Charts as SVG, by matplotlib: the only place that knows it. Letters are drawn as outlines of our own font, so a chart looks
the same in a browser and on paper. On any thread, one chart at a time: matplotlib's settings are the process's.
"""

import io
import logging
import textwrap
import threading
from collections.abc import Callable
from functools import cache
from importlib.resources import as_file, files
from typing import Any, cast

from kiosk.report.document import BarChart, TimeChart

Axes = Any
"""matplotlib's. Its own types name half of what its methods take, so nothing would be checked by them."""

WIDTH_IN = 7.09
"""180 mm: an A4 page without its margins."""
_INK, _MUTED, _GRID = "#10151c", "#4a5563", "#d5dbe3"
_COLOURS = ("#0b5cad", "#e08a00", "#4a8f5b")
"""Told apart by lightness too, for who sees no colours and for paper without."""
_LINE = "#10151c"
_LABELS_A_LINE = 0.34
_LONGEST_LINE = 26
"""Characters of a label; a longer one has several lines."""
_STYLE: dict[str, Any] = {
    "font.family": "Inter",
    "font.size": 8,
    "svg.fonttype": "path",
    "svg.hashsalt": "report",
    "axes.edgecolor": _MUTED,
    "axes.labelcolor": _INK,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "text.color": _INK,
    "text.parse_math": False,  # a dollar in a model's name is a dollar
    "xtick.color": _MUTED,
    "ytick.color": _MUTED,
    "xtick.labelcolor": _INK,
    "ytick.labelcolor": _INK,
    "axes.grid": True,
    "axes.axisbelow": True,
    "grid.color": _GRID,
    "grid.linewidth": 0.6,
    "legend.frameon": False,
}
_ONE_AT_A_TIME = threading.Lock()
_NO_METADATA: dict[str, Any] = dict.fromkeys(("Date", "Creator", "Format", "Type"))


def svg(chart: BarChart | TimeChart, number: Callable[[float], str], clock: Callable[[float], str]) -> bytes:
    """`number` writes a value, `clock` hours since midnight, each in the report's language."""
    if isinstance(chart, TimeChart):
        height = 0.9 + _LABELS_A_LINE * len(chart.rows)
        return _drawn(height, lambda axes: _times(axes, chart, clock))
    height = 0.95 + _LABELS_A_LINE * len(chart.labels) * _lines(chart) if chart.lying else 2.45
    return _drawn(height, lambda axes: (_lying if chart.lying else _standing)(axes, chart, number))


def _drawn(height: float, draw: Callable[[Axes], None]) -> bytes:
    import matplotlib as mpl
    from matplotlib.backends.backend_svg import FigureCanvasSVG
    from matplotlib.figure import Figure

    _fonts()
    with _ONE_AT_A_TIME, cast(Any, mpl).rc_context(_STYLE):
        figure = Figure(figsize=(WIDTH_IN, height), layout="constrained")
        FigureCanvasSVG(figure)
        axes: Axes = cast(Any, figure).subplots()
        draw(axes)
        handles, names = axes.get_legend_handles_labels()
        if names:
            cast(Any, figure).legend(handles, names, loc="outside upper left", ncols=len(names), handlelength=1.2)
        out = io.BytesIO()
        cast(Any, figure).savefig(out, format="svg", metadata=_NO_METADATA)
    return out.getvalue()


@cache
def _fonts() -> frozenset[int]:
    """Has our font known to matplotlib; what letters it has."""
    # Where it keeps its cache is nothing for people to look at: a kiosk's home may be read-only.
    logging.getLogger("matplotlib").setLevel(logging.ERROR)
    from matplotlib import font_manager

    with as_file(files("assets").joinpath("fonts/Inter-Regular.otf")) as file:
        cast(Any, font_manager.fontManager).addfont(file)
        return frozenset(cast(Any, font_manager).get_font(file).get_charmap())


def _label(text: str) -> str:
    """In lines; letters that the font has not are told by their number: nothing vanishes."""
    letters = _fonts()
    return textwrap.fill(
        "".join(one if ord(one) in letters else f"\\u{{{ord(one):04X}}}" for one in text), _LONGEST_LINE
    )


def _standing(axes: Axes, chart: BarChart, number: Callable[[float], str]) -> None:
    places = range(len(chart.labels))
    share = 0.86 / len(chart.bars)
    for index, series in enumerate(chart.bars):
        at = [place - 0.43 + share * (index + 0.5) for place in places]
        values = [value or 0.0 for value in series.values]
        axes.bar(at, values, share, color=_COLOURS[index], label=series.name or None)
    if chart.line is not None:
        # From the beginning of each place to its end; the last value once more closes the last step.
        values = [value or 0.0 for value in chart.line.values]
        edges = [place - 0.5 for place in range(len(values) + 1)]
        axes.step(edges, [*values, values[-1]], where="post", color=_LINE, linewidth=1.2, label=chart.line.name)
    shown = list(places if chart.marks is None else chart.marks)
    axes.set_xticks(shown, [chart.labels[place] for place in shown])
    axes.set_xlim(-0.6, len(chart.labels) - 0.4)
    axes.grid(visible=False, axis="x")
    axes.set_ylim(bottom=0)
    axes.set_xlabel(chart.across)
    axes.set_ylabel(chart.up)
    _value_axis(axes.yaxis, chart, number)


def _lines(chart: BarChart) -> float:
    return 1.0 if chart.stacked else max(1.0, 0.62 * len(chart.bars))


def _lying(axes: Axes, chart: BarChart, number: Callable[[float], str]) -> None:
    places = range(len(chart.labels))
    share = 0.7 if chart.stacked else 0.78 / len(chart.bars)
    left = [0.0] * len(chart.labels)
    most = _longest(chart)
    for index, series in enumerate(chart.bars):
        at = [float(place) if chart.stacked else place - 0.39 + share * (index + 0.5) for place in places]
        values = [value or 0.0 for value in series.values]
        axes.barh(at, values, share, left=left, color=_COLOURS[index], label=series.name or None)
        for place, begin, value in zip(at, left, series.values, strict=True):
            if value is not None:
                axes.text(begin + value + most * 0.008, place, number(value), va="center", fontsize=7, color=_INK)
        if chart.stacked:
            left = [begin + value for begin, value in zip(left, values, strict=True)]
    axes.set_yticks(list(places), [_label(label) for label in chart.labels])
    axes.set_ylim(len(chart.labels) - 0.5, -0.5)
    axes.set_xlim(0, most * 1.09)
    axes.grid(visible=False, axis="y")
    axes.set_xlabel(chart.up)
    _value_axis(axes.xaxis, chart, number)


def _longest(chart: BarChart) -> float:
    rows = zip(*(series.values for series in chart.bars), strict=True)
    together = sum if chart.stacked else max
    return max((together([value or 0.0 for value in row]) for row in rows), default=0.0) or 1.0


def _times(axes: Axes, chart: TimeChart, clock: Callable[[float], str]) -> None:
    for strong in (False, True):
        name: str | None = chart.legend[strong]
        for place, (_, stretches) in enumerate(chart.rows):
            spans = [(one.begin, one.end - one.begin) for one in stretches if one.strong is strong]
            if spans:
                axes.broken_barh(spans, (place - 0.3, 0.6), facecolors=_COLOURS[strong], label=name)
                name = None  # once in the legend
    axes.set_yticks(range(len(chart.rows)), [_label(name) for name, _ in chart.rows])
    axes.set_ylim(len(chart.rows) - 0.5, -0.5)
    axes.set_xlim(chart.begin, chart.end)
    axes.grid(visible=False, axis="y")
    axes.set_xlabel(chart.across)
    axes.xaxis.set_major_formatter(_ticks(clock))


def _value_axis(axis: Any, chart: BarChart, number: Callable[[float], str]) -> None:
    from matplotlib.ticker import MaxNLocator

    axis.set_major_formatter(_ticks(number))
    axis.set_major_locator(MaxNLocator("auto", steps=[1, 2, 5, 10], integer=chart.whole, min_n_ticks=1))


def _ticks(write: Callable[[float], str]) -> Callable[[float, int | None], str]:
    """As matplotlib asks for them: with the place of the tick, which says nothing."""
    return lambda value, _place: write(value)
