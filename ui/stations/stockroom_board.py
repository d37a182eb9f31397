"""The runners' lists, derived from the floor: what waits, what is mine, what colleagues have, what is ready, what to fetch.

Order and alerts are `kiosk.domain.board`'s and `task`'s. Keeps what it has made of an entry until that entry is another
one, so that a thousand tasks cost little each second. GUI thread only; no Qt.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from statistics import median

from kiosk.domain.board import Batch, Fetch, batch_with, ordered, pre_stage
from kiosk.domain.forecast import RECENT, Usual
from kiosk.domain.policy import Policy
from kiosk.domain.reservation import Product
from kiosk.domain.state import Stage
from kiosk.domain.task import Alert, Runner, Task, alert_of, task_of
from kiosk.floor_answers import Entry, Expected, Rules
from ui.stations.stockroom_rows import (
    CounterRow,
    FetchRow,
    TaskRow,
    Tongue,
    counter_rows,
    fetch_row,
    ready_row,
    task_row,
)

_NEVER = datetime.max.replace(tzinfo=UTC)


@dataclass(slots=True)
class Lists:
    """Each in the order in which it is shown."""

    waiting: list[TaskRow] = field(default_factory=list[TaskRow])
    mine: list[TaskRow] = field(default_factory=list[TaskRow])
    others: list[TaskRow] = field(default_factory=list[TaskRow])
    ready: list[TaskRow] = field(default_factory=list[TaskRow])


class Board:
    """What the floor holds, as tasks. `me`: whoever looks."""

    def __init__(self, me: Runner) -> None:
        self.me = me
        self._tasks: dict[str, tuple[Entry, Task | None]] = {}
        self._rows: dict[str, tuple[Entry, Alert, TaskRow]] = {}
        self._ready: dict[str, tuple[Entry, TaskRow]] = {}
        self._policy = Policy()
        self._order: list[Task] = []

    def forget(self) -> None:
        """Texts are to be made anew: another language, another day, other rules."""
        self._tasks.clear()
        self._rows.clear()
        self._ready.clear()

    def lists(self, entries: dict[str, Entry], policy: Policy, now: datetime, tongue: Tongue) -> Lists:
        self._policy = policy
        for gone in self._tasks.keys() - entries.keys():
            del self._tasks[gone]
            self._rows.pop(gone, None)
            self._ready.pop(gone, None)
        tasks = [task for entry in entries.values() if (task := self._task(entry)) is not None]
        self._order = ordered(tasks, policy, now)
        lists = Lists()
        for task in self._order:
            entry = entries[task.reservation_id]
            row = self._row(entry, task, alert_of(task, policy, now), tongue)
            mine = self.me.holds(entry.state)
            (lists.waiting if not task.claimed_by else lists.mine if mine else lists.others).append(row)
        ready = [entry for entry in entries.values() if entry.stage is Stage.READY]
        ready.sort(key=lambda entry: (entry.state.prepared_at or _NEVER, entry.reservation_id), reverse=True)
        lists.ready = [self._ready_row(entry, tongue) for entry in ready]
        return lists

    def task(self, reservation_id: str) -> Task | None:
        """As of the last `lists`."""
        return next((task for task in self._order if task.reservation_id == reservation_id), None)

    def batch(self, reservation_id: str) -> Batch | None:
        """What can be fetched on the same way as this task."""
        task = self.task(reservation_id)
        return batch_with(task, self._order) if task is not None else None

    def _task(self, entry: Entry) -> Task | None:
        held = self._tasks.get(entry.reservation_id)
        if held is not None and held[0] is entry:
            return held[1]
        product = entry.product or Product(entry.reservation.sku, "")
        task = task_of(entry.reservation, entry.state, product, entry.recipe, self._policy)
        self._tasks[entry.reservation_id] = entry, task
        return task

    def _row(self, entry: Entry, task: Task, alert: Alert, tongue: Tongue) -> TaskRow:
        held = self._rows.get(task.reservation_id)
        if held is not None and held[0] is entry and held[1] is alert:
            return held[2]
        row = task_row(task, entry.product is not None, alert, tongue, mine=self.me.holds(entry.state))
        self._rows[task.reservation_id] = entry, alert, row
        return row

    def _ready_row(self, entry: Entry, tongue: Tongue) -> TaskRow:
        held = self._ready.get(entry.reservation_id)
        if held is not None and held[0] is entry:
            return held[1]
        row = ready_row(entry, tongue)
        self._ready[entry.reservation_id] = entry, row
        return row


def measured_preparation(entries: Iterable[Entry]) -> timedelta:
    """How long a preparation takes, from claim to counter: the median of the latest; before there is one, the usual."""
    done = sorted(
        (entry.state.prepared_at, entry.state.prepared_at - entry.state.claimed_at)
        for entry in entries
        if entry.state.prepared_at and entry.state.claimed_at and entry.state.prepared_at > entry.state.claimed_at
    )
    lasted = [duration.total_seconds() for _, duration in done[-RECENT:]]
    return timedelta(seconds=median(lasted) if lasted else Usual().preparation_s)


class LaidReady:
    """What a runner of this terminal has laid ready, until customers have come for it. Kept in memory only: it is a
    note to oneself, no fact about a reservation.
    """

    def __init__(self) -> None:
        self._laid: Counter[str] = Counter()
        self._came: Counter[str] = Counter()

    def lay(self, sku: str, count: int, came: Counter[str]) -> None:
        left = self.left(came)
        self._laid[sku] = left[sku] + count
        self._came[sku] = came[sku]

    def left(self, came: Counter[str]) -> Counter[str]:
        """By sku; `came`: how many customers of each product have arrived by now."""
        return Counter({sku: max(0, count - (came[sku] - self._came[sku])) for sku, count in self._laid.items()})


def arrivals(entries: Iterable[Entry]) -> Counter[str]:
    """By sku, how many have come."""
    return Counter(entry.reservation.sku for entry in entries if entry.state.arrivals)


def fetches(
    expected: Iterable[Expected], rules: Rules, staged: Counter[str], preparation: timedelta, now: datetime
) -> list[Fetch]:
    """What to lay ready. Customers may come `early_window_s` before their slot: so much earlier it must lie there."""
    products = {product.sku: product for product in rules.products}
    lead = preparation + timedelta(seconds=rules.policy.early_window_s)
    coming = (
        (one.slot, products[one.sku])
        for one in expected
        if one.sku in products and one.slot.start - now <= lead and one.slot.end > now
        for _ in range(one.count)
    )
    return pre_stage(coming, staged, lead, now)


def fetch_rows(wanted: Iterable[Fetch], tongue: Tongue) -> list[FetchRow]:
    return [fetch_row(fetch, tongue) for fetch in wanted]


def counters(entries: Iterable[Entry], here: str, tongue: Tongue) -> list[CounterRow]:
    """All counters that are known: those units stood at today, and this terminal's own."""
    standing: dict[str, int] = {here: 0} if here else {}
    for entry in entries:
        counter = entry.state.counter
        if counter:
            standing[counter] = standing.get(counter, 0) + (entry.stage is Stage.READY)
    return counter_rows(standing, tongue)


def colleagues(entries: Iterable[Entry], me: str) -> list[str]:
    """Staff ids of the others who have held a preparation today, by name."""
    return sorted({claim.detail for entry in entries for claim in entry.state.claims if claim.detail} - {me})
