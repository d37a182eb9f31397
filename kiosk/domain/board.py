"""The runners' board: which task first, which together, and what to fetch before anybody has asked. Pure."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from kiosk.domain.policy import Policy
from kiosk.domain.reservation import Product, Slot
from kiosk.domain.task import Alert, Task, alert_of

_RANK = {Alert.BROKEN: 0, Alert.SOON: 0, Alert.CALM: 1}


def place(task: Task, alert: Alert) -> tuple[int, datetime, datetime, str]:
    """Where a task stands on the board: what sorts first is on top. One order everywhere.

    What is about to break its promise, or has, comes first, by promise; then whoever waits longest.
    """
    rank = _RANK[alert]
    return rank, task.arrived_at if rank else task.promised_at, task.arrived_at, task.reservation_id


def ordered(tasks: Iterable[Task], policy: Policy, now: datetime) -> list[Task]:
    """As `place` says."""
    return sorted(tasks, key=lambda task: place(task, alert_of(task, policy, now)))


@dataclass(frozen=True, slots=True)
class Batch:
    """Several open tasks whose units lie on one shelf."""

    shelf: str
    tasks: tuple[Task, ...]


def batch_with(task: Task, tasks: Sequence[Task], limit: int = 4) -> Batch | None:
    """What a runner who takes `task` can fetch on the same way: unclaimed, same shelf, in the given order. None: nothing."""
    shelf = task.product.shelf
    others = [
        other
        for other in tasks
        if other.product.shelf == shelf and not other.claimed_by and other.reservation_id != task.reservation_id
    ]
    return Batch(shelf, (task, *others[: limit - 1])) if shelf and others else None


@dataclass(frozen=True, slots=True)
class Fetch:
    """So many units of a product to lay ready near the counters, before `by`."""

    product: Product
    count: int
    by: datetime


def pre_stage(
    expected: Iterable[tuple[Slot, Product]], staged: Counter[str], preparation: timedelta, now: datetime
) -> list[Fetch]:
    """What to fetch for customers who have not come: whose slot begins before a preparation begun now would be done.

    `staged` counts by sku the units that already lie there. Earliest slot first, then the largest count.
    """
    coming: defaultdict[tuple[datetime, str], list[Product]] = defaultdict(list)
    for slot, product in expected:
        if slot.end > now and slot.start - now <= preparation:
            coming[slot.start, product.sku].append(product)
    left = Counter(staged)
    fetches: list[Fetch] = []
    for (start, sku), products in sorted(coming.items(), key=lambda one: one[0]):
        there = min(left[sku], len(products))
        left[sku] -= there
        if len(products) > there:
            fetches.append(Fetch(products[0], len(products) - there, start))
    return sorted(fetches, key=lambda fetch: (fetch.by, -fetch.count, fetch.product.sku))
