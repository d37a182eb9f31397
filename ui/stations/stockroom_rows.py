"""The lines of the stockroom's lists: what one card, one suggestion, one step says. Pure but for the words it is given.

Which tasks there are, in which order and how near their promise is `kiosk.domain` decides; here is only how it is written.
`ui/qml/Kiosk/stockroom/*.qml` names these fields as required properties.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields, replace
from datetime import datetime, timedelta
from typing import Any

from kiosk.domain import formats
from kiosk.domain.board import Fetch
from kiosk.domain.plain_text import plain
from kiosk.domain.recipe import next_step
from kiosk.domain.reservation import Product
from kiosk.domain.task import Alert, Task
from kiosk.floor_answers import Entry
from sync.status import SyncStatus
from ui import station_words
from ui.context import Place
from ui.face import Looks
from ui.stations import stockroom_words as words

Told = Callable[[str], str]
"""A text of the stockroom in the language of the page."""
STALE_AFTER = timedelta(minutes=3)
"""Out of touch for so long, the board says of when it is."""
NAME = 60
"""Longest text of a product or a shelf."""


def roles_of(row: type[Any]) -> tuple[str, ...]:
    """All fields of a row, for `RowsModel`."""
    return tuple(field.name for field in fields(row))


@dataclass(frozen=True, slots=True)
class Tongue:
    """In which words, and by which clock."""

    told: Told
    language: str
    place: Place
    names: Mapping[str, str] = field(default_factory=dict[str, str])
    """Staff number -> name."""
    bare: frozenset[str] = frozenset()
    """Models of which, by the figures, nothing lies on the shelf."""

    def clock(self, instant: datetime) -> str:
        return formats.clock(instant, self.place.zone, self.language)

    def colleague(self, staff_id: str) -> str:
        """As the staff list calls them; who is not on it, by what acts were recorded under."""
        shown = plain(self.names.get(staff_id, staff_id), 24)
        return shown[:1].upper() + shown[1:]


@dataclass(frozen=True, slots=True)
class ProductText:
    name: str
    variant: str
    shelf: str
    shelfText: str
    caseWord: str
    bandWord: str
    sizeWord: str

    @property
    def looks(self) -> Looks:
        """As it is drawn."""
        return Looks(self.caseWord, self.bandWord, self.sizeWord)


def product_text(product: Product | None, tongue: Tongue) -> ProductText:
    """The same for a product whose row has not come: then it says so."""
    if product is None:
        return ProductText(tongue.told(words.UNKNOWN_PRODUCT), "", "", "", "", "", "")
    size, case, band = (plain(part, NAME) for part in (product.size, product.case, product.band))
    shelf = plain(product.shelf, 12)
    return ProductText(
        name=plain(product.name, NAME) or tongue.told(words.UNKNOWN_PRODUCT),
        variant=" · ".join(part for part in (size, case, band) if part),
        shelf=shelf,
        shelfText=tongue.told(words.SHELF).format(shelf=shelf) if shelf else "",
        caseWord=case,
        bandWord=band,
        sizeWord=size,
    )


@dataclass(frozen=True, slots=True)
class TaskRow:
    """One card of a list."""

    key: str
    number: str
    name: str
    variant: str
    shelf: str
    shelfText: str
    caseWord: str
    bandWord: str
    sizeWord: str
    since: float
    """Milliseconds since 1970 from which the waiting time counts: of the arrival, or of the unit's being ready."""
    promised: str
    alert: str
    alertText: str
    held: str
    """Who has it, and how far; empty: nobody."""
    counter: str
    """Where the ready unit stands, in words."""
    needs: str
    spoken: str
    """The whole card for a screen reader, without the running time."""


def millis(instant: datetime | None) -> float:
    return instant.timestamp() * 1000 if instant is not None else 0.0


def task_row(task: Task, known: bool, alert: Alert, tongue: Tongue, *, mine: bool, elsewhere: bool = False) -> TaskRow:
    """A task at work. `known`: its product's row has come; `mine`: whoever looks holds it, here or `elsewhere`."""
    text = product_text(task.product if known else None, tongue)
    alert_text = tongue.told(words.ALERTS[alert])
    promised = tongue.told(words.PROMISED).format(time=tongue.clock(task.promised_at))
    step = tongue.told(words.STEP_OF).format(step=min(task.done + 1, task.steps), steps=task.steps)
    held = ""
    if mine:
        held = step[:1].upper() + step[1:]
    elif elsewhere:
        held = tongue.told(words.ELSEWHERE).format(step=step)
    elif task.claimed_by:
        held = f"{tongue.told(words.HELD_BY).format(who=tongue.colleague(task.claimed_by))}, {step}"
    needs = plain(task.needs, 80)
    number = plain(task.call_number, 8)
    if not task.serial and task.product.sku in tongue.bare:
        text = replace(text, shelfText=tongue.told(words.NONE_ON_SHELF))
    return TaskRow(
        key=task.reservation_id,
        number=number,
        name=text.name,
        variant=text.variant,
        shelf=text.shelf,
        shelfText=text.shelfText,
        caseWord=text.caseWord,
        bandWord=text.bandWord,
        sizeWord=text.sizeWord,
        since=millis(task.arrived_at),
        promised=promised,
        alert=str(alert),
        alertText=alert_text,
        held=held,
        counter="",
        needs=needs,
        spoken=_spoken(number, alert_text, text.name, text.variant, text.shelfText, promised, held, needs),
    )


def ready_row(entry: Entry, tongue: Tongue) -> TaskRow:
    """A unit at its counter."""
    text = product_text(entry.product, tongue)
    number = plain(entry.call_number, 8)
    counter = tongue.told(words.AT_COUNTER).format(counter=plain(entry.state.counter, 12))
    return TaskRow(
        key=entry.reservation_id,
        number=number,
        name=text.name,
        variant=text.variant,
        shelf="",
        shelfText="",
        caseWord=text.caseWord,
        bandWord=text.bandWord,
        sizeWord=text.sizeWord,
        since=millis(entry.state.prepared_at),
        promised="",
        alert="",
        alertText="",
        held="",
        counter=counter,
        needs=plain(entry.reservation.customer.needs, 80),
        spoken=_spoken(number, counter, text.name, text.variant),
    )


def _spoken(*parts: str) -> str:
    return ", ".join(part for part in parts if part)


@dataclass(frozen=True, slots=True)
class FetchRow:
    """So many units of one product to lay ready."""

    key: tuple[str, str]
    count: int
    name: str
    variant: str
    shelfText: str
    caseWord: str
    bandWord: str
    sizeWord: str
    forTime: str
    spoken: str


def fetch_row(fetch: Fetch, tongue: Tongue) -> FetchRow:
    text = product_text(fetch.product, tongue)
    for_time = tongue.told(words.FOR_SLOT).format(time=tongue.clock(fetch.by))
    return FetchRow(
        key=(fetch.product.sku, fetch.by.isoformat()),
        count=fetch.count,
        name=text.name,
        variant=text.variant,
        shelfText=text.shelfText,
        caseWord=text.caseWord,
        bandWord=text.bandWord,
        sizeWord=text.sizeWord,
        forTime=for_time,
        spoken=_spoken(f"{fetch.count} × {text.name}", text.variant, for_time, text.shelfText),
    )


@dataclass(frozen=True, slots=True)
class StepRow:
    """One stop of the path."""

    key: str
    label: str
    icon: str
    place: str
    """`done`, `now` or `next`."""
    last: bool
    """The step that would be taken back."""


def step_rows(entry: Entry, tongue: Tongue) -> list[StepRow]:
    done, last = entry.state.steps, entry.state.last_step
    now = next_step(entry.recipe, done)
    return [
        StepRow(
            str(step),
            tongue.told(words.STEPS[step].short),
            words.STEPS[step].icon,
            "done" if step in done else "now" if step == now else "next",
            last is not None and last.detail == step,
        )
        for step in entry.recipe.steps
    ]


@dataclass(frozen=True, slots=True)
class CounterRow:
    """A counter to bring a unit to."""

    key: str
    name: str
    standing: str


def counter_rows(standing: dict[str, int], tongue: Tongue) -> list[CounterRow]:
    """By number, then by name; `standing` says how many ready units each holds."""

    def place(counter: str) -> tuple[int, str]:
        return (int(counter), "") if counter.isdecimal() and len(counter) < 6 else (10**6, counter)

    return [
        CounterRow(
            counter,
            plain(counter, 12),
            tongue.told(words.STANDING).format(count=count) if count else tongue.told(words.STANDING_NONE),
        )
        for counter, count in sorted(standing.items(), key=lambda one: place(one[0]))
    ]


@dataclass(frozen=True, slots=True)
class NameRow:
    """Something to choose by its name: a colleague, a reason."""

    key: str
    name: str


def stale_text(link: SyncStatus, now: datetime, tongue: Tongue) -> str:
    """Of when the board is, once other terminals have not been heard for a while; empty while they are."""
    if link.online or now - link.since < STALE_AFTER:
        return ""
    return tongue.told(station_words.STALE).format(time=tongue.clock(link.last_contact or link.since))
