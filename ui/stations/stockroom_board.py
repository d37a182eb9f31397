"""The runners' lists, derived from the floor: what waits, what is mine, what colleagues have, what is ready, what to fetch.

Order and alerts are `kiosk.domain.board`'s and `task`'s. Keeps what it has made of an entry until that entry is another
one or its alert turns, so that a thousand tasks cost little each second. GUI thread only; no Qt.
"""

from bisect import bisect_left, insort
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from operator import attrgetter
from statistics import median
from typing import Any

from kiosk.domain.board import Batch, Fetch, batch_with, place, pre_stage
from kiosk.domain.forecast import RECENT, Usual
from kiosk.domain.policy import Policy
from kiosk.domain.reservation import Product
from kiosk.domain.state import Stage
from kiosk.domain.task import Runner, Task, alert_span, task_of
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

_ALWAYS, _NEVER = datetime.min.replace(tzinfo=UTC), datetime.max.replace(tzinfo=UTC)


TABS = ("waiting", "mine", "others", "ready")


@dataclass(slots=True)
class Lists:
    """Each in the order in which it is shown."""

    waiting: list[TaskRow] = field(default_factory=list[TaskRow])
    mine: list[TaskRow] = field(default_factory=list[TaskRow])
    others: list[TaskRow] = field(default_factory=list[TaskRow])
    ready: list[TaskRow] = field(default_factory=list[TaskRow])


@dataclass(frozen=True, slots=True)
class Card:
    """What was made of an entry; holds while the entry is this one and now is between `since` and `until`."""

    entry: Entry
    since: datetime
    until: datetime
    place: tuple[Any, ...] = ()
    """Among the cards of its tab; distinct."""
    tab: str = ""
    """One of TABS; empty: it is in no list."""
    task: Task | None = None
    row: TaskRow | None = None


_PLACE = attrgetter("place")


class Board:
    """What the floor holds, as cards. `me`: whoever looks."""

    def __init__(self, me: Runner) -> None:
        self.me = me
        self._cards: dict[str, Card] = {}
        self._piles: dict[str, list[Card]] = {tab: [] for tab in TABS}
        """By `place`."""
        self._policy = Policy()

    def forget(self) -> None:
        """Texts are to be made anew: another language, another day, other rules."""
        self._cards.clear()
        for pile in self._piles.values():
            pile.clear()

    def lists(
        self,
        entries: dict[str, Entry],
        policy: Policy,
        now: datetime,
        tongue: Tongue,
        ids: Iterable[str] | None = None,
    ) -> Lists:
        """`ids`: who may be another one since the last call, so that one event costs one card; None: look at everybody."""
        self._policy = policy
        for key in self._cards.keys() | entries.keys() if ids is None else ids:
            self._look(key, entries.get(key), now, tongue)
        waiting, mine, others, ready = ([card.row for card in self._piles[tab] if card.row] for tab in TABS)
        return Lists(waiting, mine, others, ready[::-1])

    def row(self, reservation_id: str) -> TaskRow | None:
        """The card of a reservation as of the last `lists`."""
        card = self._cards.get(reservation_id)
        return card.row if card is not None else None

    def batch(self, reservation_id: str) -> Batch | None:
        """What can be fetched on the same way as this task, as of the last `lists`."""
        card = self._cards.get(reservation_id)
        if card is None or card.task is None:
            return None
        return batch_with(card.task, [one.task for one in self._piles["waiting"] if one.task])

    def _look(self, key: str, entry: Entry | None, now: datetime, tongue: Tongue) -> None:
        card = self._cards.get(key)
        if card is not None:
            if card.entry is entry and card.since <= now < card.until:
                return
            del self._cards[key]
            if card.tab:
                pile = self._piles[card.tab]
                del pile[bisect_left(pile, card.place, key=_PLACE)]
        if entry is not None:
            self._cards[key] = card = self._card(entry, now, tongue)
            if card.tab:
                insort(self._piles[card.tab], card, key=_PLACE)

    def _card(self, entry: Entry, now: datetime, tongue: Tongue) -> Card:
        product = entry.product or Product(entry.reservation.sku, "")
        task = task_of(entry.reservation, entry.state, product, entry.recipe, self._policy)
        if task is not None:
            alert, since, until = alert_span(task, self._policy, now)
            mine, elsewhere = self.me.holds(entry.state), self.me.holds_elsewhere(entry.state)
            tab = "waiting" if not task.claimed_by else "mine" if mine else "others"
            row = task_row(task, entry.product is not None, alert, tongue, mine=mine, elsewhere=elsewhere)
            return Card(entry, since, until, place(task, alert), tab, task, row)
        if entry.stage is Stage.READY:
            last = entry.state.prepared_at or _NEVER, entry.reservation_id
            return Card(entry, _ALWAYS, _NEVER, last, "ready", None, ready_row(entry, tongue))
        return Card(entry, _ALWAYS, _NEVER)


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
