"""The report's middle: arrivals, waits, preparation and hand-over, what each station did. Pure."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from kiosk.domain.closing.balance import Outcome
from kiosk.domain.closing.day_end import DayEnd
from kiosk.domain.closing.figures import Figures, Span, Times
from kiosk.domain.closing.stations import Station
from kiosk.report.document import BarChart, Block, Figure, Section, Series, Table, Text, Tiles
from kiosk.report.tongue import Tongue

UNKNOWN = "–"
_LONG_DAY = 48
"""Quarters of an hour."""


def floor(end: DayEnd, figures: Figures, tongue: Tongue) -> Section:
    words = tongue.words
    came = sum(hour.came for hour in figures.hours)
    waits = figures.spans.get(Span.WAIT)
    tiles = Tiles(
        (
            Figure(words.arrived, tongue.count(came)),
            Figure(words.collected, tongue.count(end.balance.of(Outcome.COLLECTED))),
            Figure(words.half_of.format(what=words.spans[Span.WAIT]), _minutes(waits, tongue)[0]),
            Figure(words.ninety_of.format(what=words.spans[Span.WAIT]), _minutes(waits, tongue)[1]),
        )
    )
    if not figures.quarters:
        return Section(words.floor, (tiles, Text(words.nothing)))
    return Section(words.floor, (tiles, _arrivals(figures, tongue), _waits(figures, tongue)))


def work(figures: Figures, tongue: Tongue) -> Section:
    words = tongue.words
    blocks: list[Block] = []
    parts = {words.spans[one]: figures.spans[one] for one in Span if one is not Span.WAIT and one in figures.spans}
    if parts:
        blocks.append(_times(words.spans_title, parts, tongue))
    steps = {name: figures.steps[step] for step, name in words.steps.items() if step in figures.steps}
    if steps:
        blocks.append(_times(words.steps_title, steps, tongue))
    models = {tongue.model(sku): times for sku, times in figures.models.items()}
    for span in (Span.PREPARATION, Span.HAND_OVER):
        by_model = {model: times[span] for model, times in models.items() if span in times}
        if by_model:
            title = words.spans[span] + ", " + words.by_model.lower()
            blocks.append(_times(title, by_model, tongue))
    if models:
        blocks.append(_models(models, tongue))
    return Section(words.work, tuple(blocks) or (Text(words.nothing),))


def stations(found: Sequence[Station], tongue: Tongue) -> Section:
    words = tongue.words
    if not found:
        return Section(words.stations, (Text(words.nothing),))
    names = tuple(tongue.terminal(one.terminal_id) for one in found)
    at_work = [one for one in found if one.arrivals or one.prepared or one.handed_over]
    chart = BarChart(
        title=words.acts,
        across=words.station,
        up=words.customer_count,
        labels=tuple(tongue.terminal(one.terminal_id) for one in at_work),
        bars=(
            Series(words.came, tuple(float(one.arrivals) or None for one in at_work)),
            Series(words.prepared, tuple(float(one.prepared) or None for one in at_work)),
            Series(words.handed, tuple(float(one.handed_over) or None for one in at_work)),
        ),
        stacked=True,
        lying=True,
        whole=True,
        alt=words.acts,
    )
    preparation, hand_over = words.spans[Span.PREPARATION], words.spans[Span.HAND_OVER]
    head = (
        words.station,
        words.events,
        words.came,
        words.prepared,
        words.both_of.format(what=preparation),
        words.handed,
        words.both_of.format(what=hand_over),
        words.apart_minutes,
    )
    rows = tuple(
        (
            name,
            tongue.count(one.events),
            tongue.count(one.arrivals),
            tongue.count(one.prepared),
            " / ".join(_minutes(one.preparation, tongue)),
            tongue.count(one.handed_over),
            " / ".join(_minutes(one.hand_over, tongue)),
            tongue.minutes(one.apart_s) if one.apart_s else UNKNOWN,
        )
        for name, one in zip(names, found, strict=True)
    )
    table = Table("", head, rows, (30, 21, 17, 25, 32, 24, 32, 21), frozenset(range(1, 8)))
    return Section(words.stations, (chart, table) if at_work else (table,))


def _arrivals(figures: Figures, tongue: Tongue) -> BarChart:
    words, quarters = tongue.words, figures.quarters
    came, booked = sum(one.came for one in quarters), round(sum(one.booked for one in quarters))
    return BarChart(
        title=words.arrivals,
        across=words.hour,
        up=words.per_quarter,
        labels=tuple(tongue.clock(one.start) for one in quarters),
        bars=(Series(words.came, tuple(float(one.came) for one in quarters)),),
        line=Series(words.booked, tuple(one.booked for one in quarters)),
        marks=tuple(place for place, one in enumerate(quarters) if _is_marked(one.start, len(quarters), tongue)),
        whole=True,
        alt=f"{words.arrivals}: {words.came} {tongue.count(came)}, {words.booked} {tongue.count(booked)}",
    )


def _is_marked(at: datetime, quarters: int, tongue: Tongue) -> bool:
    """Every hour is written, of a long day every second."""
    local = at.astimezone(tongue.book.zone)
    return local.minute == 0 and (quarters <= _LONG_DAY or local.hour % 2 == 0)


def _waits(figures: Figures, tongue: Tongue) -> BarChart:
    words = tongue.words
    return BarChart(
        title=words.waits,
        across=words.hour,
        up=words.minutes,
        labels=tuple(tongue.clock(hour.start) for hour in figures.hours),
        bars=(
            Series(words.half, tuple(hour.waits.p50_s / 60 if hour.waits else None for hour in figures.hours)),
            Series(words.nine_in_ten, tuple(hour.waits.p90_s / 60 if hour.waits else None for hour in figures.hours)),
        ),
        alt=words.waits,
    )


def _times(title: str, found: Mapping[str, Times], tongue: Tongue) -> BarChart:
    words = tongue.words
    return BarChart(
        title=title,
        across="",
        up=words.minutes,
        labels=tuple(found),
        bars=(
            Series(words.half, tuple(one.p50_s / 60 for one in found.values())),
            Series(words.nine_in_ten, tuple(one.p90_s / 60 for one in found.values())),
        ),
        lying=True,
        alt="; ".join(f"{name}: {' / '.join(_minutes(one, tongue))} min" for name, one in found.items()),
    )


def _models(models: Mapping[str, Mapping[Span, Times]], tongue: Tongue) -> Table:
    words = tongue.words
    shown = (Span.WAIT, Span.PREPARATION, Span.HAND_OVER)
    head = (words.model, words.customers, *(words.both_of.format(what=words.spans[span]) for span in shown))
    rows = tuple(
        (
            model,
            tongue.count(max((one.count for one in times.values()), default=0)),
            *(" / ".join(_minutes(times.get(span), tongue)) for span in shown),
        )
        for model, times in models.items()
    )
    return Table(words.by_model, head, rows, (62, 18, 34, 34, 34), frozenset(range(1, 5)))


def _minutes(times: Times | None, tongue: Tongue) -> tuple[str, str]:
    return (tongue.minutes(times.p50_s), tongue.minutes(times.p90_s)) if times else (UNKNOWN, UNKNOWN)
