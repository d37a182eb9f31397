"""The report's first page: whether the day is closed, the balance with its equation, and every difference with its reason. Pure."""

import re
from collections import Counter, defaultdict

from kiosk.domain.closing.balance import Outcome, UnitPlace
from kiosk.domain.closing.day_end import DayEnd, Standing
from kiosk.domain.closing.difference import Difference, DifferenceKind
from kiosk.report.document import Block, Figure, Section, Table, Text, Tiles
from kiosk.report.tongue import Tongue

_TONES = {Standing.CLOSED: "good", Standing.BALANCED: "warn"}
_BY_NAME = frozenset({DifferenceKind.CONFLICT, DifferenceKind.INCIDENT})


def account(end: DayEnd, tongue: Tongue) -> Section:
    words, balance, book = tongue.words, end.balance, end.book
    blocks: list[Block] = [_standing(end, tongue)]
    if book.unsent:
        blocks.append(Text(words.unsent.format(count=tongue.count(book.unsent)), "warn"))
    parts = [(words.outcomes[one], balance.of(one)) for one in Outcome]
    places = [(words.places[one], balance.at(one)) for one in UnitPlace]
    blocks.append(_figures(words.reserved, balance.reserved, parts, tongue))
    blocks.append(_equation(words.reserved, balance.reserved, parts, tongue))
    blocks.append(_figures(f"{words.units}, {words.units_in.lower()}", balance.units_in, places, tongue))
    blocks.append(_equation(words.units_in, balance.units_in, places, tongue))
    blocks.append(Text(words.units_note))
    if balance.deliveries:
        blocks.append(Text(words.deliveries.format(count=tongue.count(balance.deliveries))))
    blocks.append(_differences(end, tongue))
    return Section(words.account, tuple(blocks))


def _standing(end: DayEnd, tongue: Tongue) -> Text:
    told = end.closed
    text = tongue.words.standings[end.standing].format(
        count=tongue.count(len(end.unexplained)),
        when=tongue.when(told.at) if told else "",
        who=tongue.staff(told.staff_id) if told else "",
    )
    return Text(text, _TONES.get(end.standing, "bad"))


def _figures(name: str, total: int, parts: list[tuple[str, int]], tongue: Tongue) -> Tiles:
    return Tiles(tuple(Figure(label, tongue.count(count)) for label, count in ((name, total), *parts)))


def _equation(name: str, total: int, parts: list[tuple[str, int]], tongue: Tongue) -> Text:
    right = " + ".join(f"{tongue.count(count)} {label.lower()}" for label, count in parts)
    left = f"{tongue.count(total)} {name.lower()}"
    return Text(tongue.words.equation.format(left=left, right=right))


def _differences(end: DayEnd, tongue: Tongue) -> Block:
    words = tongue.words
    if not end.differences:
        return Text(words.no_differences, "good")
    groups: defaultdict[tuple[DifferenceKind, str], list[Difference]] = defaultdict(list)
    for one in end.differences:
        groups[one.kind, one.explanation.event_id if one.explanation else ""].append(one)
    rows: list[tuple[str, ...]] = []
    for (kind, _), several in groups.items():
        said = several[0].explanation
        why = tongue.reason(said.reason) if said else words.not_explained
        by = words.said_by.format(who=tongue.staff(said.staff_id), when=tongue.when(said.at)) if said else ""
        names = [
            name if count == 1 else f"{name} ({tongue.count(count)})"
            for name, count in sorted(Counter(_name(one, end, tongue) for one in several).items(), key=_natural)
        ]
        rows.append((words.kinds[kind], tongue.count(len(several)), tongue.several(names), why, by))
    head = ("", words.count, words.which, words.why, words.by)
    return Table(words.differences, head, tuple(rows), (26, 11, 27, 36, 20), frozenset({1}))


def _name(one: Difference, end: DayEnd, tongue: Tongue) -> str:
    """The call number; of who never came the slot; of a conflict what it is."""
    if one.kind in _BY_NAME:
        kind = one.subject.partition(" ")[0]
        named = {str(kind): name for kind, name in tongue.words.conflict_kinds.items()}
        return named.get(kind, f"…{one.subject[-6:]}")
    row = end.book.rows.get(one.subject)
    if one.detail or row is None:
        return one.detail or f"…{one.subject[-6:]}"
    return tongue.slot(end.book.state(one.subject).slot or row.slot)


def _natural(named: tuple[str, int]) -> tuple[list[int | str], int]:
    """9 before 10."""
    parts = re.split(r"(\d+)", named[0])
    return [int(part) if part.isdigit() else part for part in parts], named[1]
