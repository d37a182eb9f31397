"""The report's end: refused scans, overrides, conflicts, weak batteries, who was offline, and how far every chain goes. Pure."""

from collections import Counter
from collections.abc import Mapping

from kiosk.domain.closing.day_end import DayEnd
from kiosk.domain.closing.figures import Figures
from kiosk.domain.closing.standing import chain_heads
from kiosk.domain.closing.stations import apart, lasted
from kiosk.domain.contact import Apart
from kiosk.report.document import BarChart, Block, Section, Series, Stretch, Table, Text, TimeChart
from kiosk.report.tongue import Tongue


def trouble(figures: Figures, tongue: Tongue) -> Section:
    words = tongue.words
    blocks: list[Block] = []
    if figures.refused:
        named = {words.verdicts.get(verdict, verdict): count for verdict, count in figures.refused.items()}
        blocks.append(_counts(words.refused, words.scans, named))
    blocks.append(_overrides(figures, tongue))
    if figures.conflicts:
        rows = tuple(
            (words.conflict_kinds[kind], tongue.count(total), tongue.count(still_open))
            for kind, (total, still_open) in sorted(figures.conflicts.items())
        )
        head = (words.conflict, words.all_of, words.still_open)
        blocks.append(Table(words.conflicts, head, rows, (80, 20, 24), frozenset({1, 2})))
    if figures.changed:
        rows = tuple((words.change_kinds[kind], tongue.count(n)) for kind, n in figures.changed.items())
        blocks.append(Table(words.changes, (words.change, words.count), rows, (80, 20), frozenset({1})))
    if figures.incidents:
        rows = tuple((words.incident_kinds.get(one, one), tongue.count(n)) for one, n in figures.incidents.items())
        blocks.append(Table(words.incidents, (words.incident, words.count), rows, (80, 20), frozenset({1})))
    blocks += _units(figures, tongue)
    return Section(words.trouble, tuple(blocks))


def offline(end: DayEnd, tongue: Tongue) -> Section:
    words, book = tongue.words, end.book
    found = tuple(sorted(apart(book), key=lambda one: (tongue.terminal(one.terminal_id), one.since)))
    if not found:
        return Section(words.offline, (Text(words.offline_note), Text(words.no_offline, "good")))
    rows = tuple(
        (
            tongue.terminal(one.terminal_id),
            tongue.when(one.since),
            tongue.when(one.until) if one.until else words.still,
            tongue.minutes(lasted(one, book).total_seconds()),
            words.with_hub if one.hub else words.alone,
        )
        for one in found
    )
    head = (words.station, words.since, words.until, words.lasted, "")
    table = Table("", head, rows, (40, 24, 24, 24, 46), frozenset({3}))
    return Section(words.offline, (Text(words.offline_note), _stretches(end, found, tongue), table))


def ledger(end: DayEnd, tongue: Tongue) -> Section:
    words, book = tongue.words, end.book
    blocks: list[Block] = [Text(words.ledger_note)]
    if end.closed is not None:
        blocks.append(Text(words.closed_head.format(hash=end.closed.chain_head)))
    if book.acts_head:
        blocks.append(Text(words.acts_head.format(head=book.acts_head)))
    rows = tuple(
        (tongue.terminal(one.terminal_id), tongue.count(one.seq), one.hash, words.yes if one.whole else words.no)
        for one in sorted(chain_heads(book), key=lambda one: (tongue.terminal(one.terminal_id), one.incarnation))
    )
    head = (words.station, words.seq, words.hash, words.whole)
    blocks.append(Table("", head, rows, (38, 16, 106, 20), frozenset({1}), fine=frozenset({2})))
    return Section(words.ledger, tuple(blocks))


def _counts(title: str, unit: str, counts: Mapping[str, int]) -> BarChart:
    alt = ", ".join(f"{name} {count}" for name, count in counts.items())
    bars = (Series("", tuple(float(count) for count in counts.values())),)
    return BarChart(title, "", unit, tuple(counts), bars, lying=True, whole=True, alt=f"{title}: {alt}")


def _overrides(figures: Figures, tongue: Tongue) -> Block:
    words = tongue.words
    if not figures.overrides:
        return Text(words.no_overrides, "good")
    rows = tuple(
        (
            tongue.clock(one.at),
            tongue.terminal(one.terminal_id),
            words.verdicts.get(one.verdict, one.verdict),
            tongue.reason(one.reason),
            tongue.staff(one.staff_id),
        )
        for one in figures.overrides
    )
    head = (words.time, words.station, words.verdict, words.reason, words.who)
    return Table(words.overrides, head, rows, (20, 32, 32, 60, 18))


def _units(figures: Figures, tongue: Tongue) -> list[Block]:
    words = tongue.words
    if not figures.rejected:
        return []
    named = tuple((words.reject_reasons.get(one, one), tongue.count(n)) for one, n in figures.rejected.items())
    blocks: list[Block] = [Table(words.rejected, (words.reason, words.count), named, (80, 20), frozenset({1}))]
    if figures.batteries:
        by_model = Counter(tongue.model(one.sku) for one in figures.batteries)
        blocks.append(_counts(words.batteries, words.units_axis, dict(sorted(by_model.items()))))
        read = [one.percent for one in figures.batteries if one.percent is not None]
        if read:
            blocks.append(Text(words.battery_found.format(least=min(read), most=max(read))))
    return blocks


def _stretches(end: DayEnd, found: tuple[Apart, ...], tongue: Tongue) -> TimeChart:
    words, book = tongue.words, end.book
    by_terminal: dict[str, list[Stretch]] = {}
    for one in found:
        begin = tongue.hours(max(one.since, book.day.start))
        stretch = Stretch(begin, begin + lasted(one, book).total_seconds() / 3600, strong=not one.hub)
        by_terminal.setdefault(tongue.terminal(one.terminal_id), []).append(stretch)
    edges = [edge for several in by_terminal.values() for one in several for edge in (one.begin, one.end)]
    return TimeChart(
        title=words.who_when,
        across=words.hour,
        legend=(words.with_hub, words.alone),
        rows=tuple((name, tuple(several)) for name, several in sorted(by_terminal.items())),
        begin=max(0.0, min(edges) - 1),
        end=min(25.0, max(edges) + 1),
        alt=words.who_when,
    )
