"""The end of the day as the supervisor's page lists it: the two accounts, and differences in groups. Pure."""

from collections import defaultdict
from dataclasses import dataclass

from kiosk.domain.closing.balance import Balance, Outcome, UnitPlace
from kiosk.domain.closing.day_end import DayEnd
from kiosk.domain.closing.difference import Difference, DifferenceKind
from kiosk.domain.plain_text import plain
from ui.stations import supervisor_closing_words as words
from ui.stations import supervisor_words
from ui.stations.supervisor_rows import Tongue

MOST_NAMED = 8
_NO_NAME = frozenset({DifferenceKind.INCIDENT})


@dataclass(frozen=True, slots=True)
class SumRow:
    key: str
    label: str
    value: str
    isTotal: bool
    isOpen: bool
    """Somebody has to say why."""


@dataclass(frozen=True, slots=True)
class DifferenceRow:
    """One kind with one explanation, or without."""

    key: str
    title: str
    count: str
    which: str
    why: str
    isOpen: bool


def reservation_rows(end: DayEnd, tongue: Tongue) -> list[SumRow]:
    balance = end.balance
    rows = [SumRow("reserved", tongue.told(words.RESERVED), tongue.number(balance.reserved), True, False)]
    for one in Outcome:
        count = balance.of(one)
        is_open = one is Outcome.OPEN and bool(count and end.unexplained)
        rows.append(SumRow(str(one), tongue.told(words.OUTCOMES[one]), tongue.number(count), False, is_open))
    return rows


def unit_rows(balance: Balance, tongue: Tongue) -> list[SumRow]:
    rows = [SumRow("units_in", tongue.told(words.UNITS_IN), tongue.number(balance.units_in), True, False)]
    rows += [
        SumRow(str(one), tongue.told(words.PLACES[one]), tongue.number(balance.at(one)), False, False)
        for one in UnitPlace
    ]
    return rows


def groups(end: DayEnd) -> dict[str, list[Difference]]:
    """By key of their row; what is not explained comes first."""
    found: defaultdict[str, list[Difference]] = defaultdict(list)
    for one in sorted(end.differences, key=lambda one: not one.is_open):
        found[f"{one.kind}/{one.explanation.event_id if one.explanation else ''}"].append(one)
    return dict(found)


def difference_rows(end: DayEnd, tongue: Tongue, queue: Tongue) -> list[DifferenceRow]:
    """`queue` has the words of conflicts."""
    return [
        DifferenceRow(
            key=key,
            title=tongue.told(words.DIFFERENCES[several[0].kind]),
            count=tongue.number(len(several)),
            which=_which(several, tongue, queue),
            why=_why(several[0], tongue),
            isOpen=several[0].is_open,
        )
        for key, several in groups(end).items()
    ]


def _why(one: Difference, tongue: Tongue) -> str:
    said = one.explanation
    if said is None:
        return ""
    reason = plain(said.reason)
    return tongue.told(words.SAID).format(
        reason=reason, who=tongue.colleague(said.staff_id), time=tongue.clock(said.at)
    )


def _which(several: list[Difference], tongue: Tongue, queue: Tongue) -> str:
    """Call numbers; of who never came, nothing: they have none."""
    names: list[str] = []
    for one in several:
        if one.kind is DifferenceKind.CONFLICT:
            named = {str(kind): clash.title for kind, clash in supervisor_words.CONFLICTS.items()}
            title = named.get(one.subject.partition(" ")[0], "")
            names.append(queue.told(title) if title else "")
        elif one.detail and one.kind not in _NO_NAME:
            names.append(plain(one.detail, 8))
    names = [name for name in dict.fromkeys(names) if name]
    shown = ", ".join(names[:MOST_NAMED])
    left = len(names) - MOST_NAMED
    return tongue.told(words.AND_MORE).format(list=shown, count=tongue.number(left)) if left > 0 else shown
