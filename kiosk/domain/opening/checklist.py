"""The morning's checklist: what must be done before the doors open, and who has ticked what when. Pure.

The list is central's (row `checklist`), or the one in here until central publishes another. Ticks are events: a tick stands until
somebody takes it back by name, so that terminals that hear each other late agree whatever the order.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, cast

from kiosk.domain.event import Event, EventKind
from kiosk.domain.fact import corrected_at, text_of
from kiosk.domain.policy import Role

LANGUAGES = ("fr", "en")
MOST_TAKEN_BACK = 50
"""Ticks named in one event."""


@dataclass(frozen=True, slots=True)
class Item:
    item: str
    """Its name in events: small letters, digits and hyphens."""
    fr: str
    en: str
    role: Role | None = None
    """Whose it is; None: anybody's."""
    before_min: int = 0
    """How long before the opening it should be done."""

    @property
    def before(self) -> timedelta:
        return timedelta(minutes=self.before_min)

    def text(self, language: str) -> str:
        return self.fr if language == "fr" else self.en


@dataclass(frozen=True, slots=True)
class Checklist:
    items: tuple[Item, ...]

    def __post_init__(self) -> None:
        names = [one.item for one in self.items]
        if len(set(names)) != len(names):
            raise ValueError("two items of a checklist have one name")


DEFAULT = Checklist(
    (
        Item(
            "alarm-off",
            "Ouvrir le magasin, couper l’alarme, allumer les lumières",
            "Open the store, switch the alarm off and the lights on",
            Role.SUPERVISOR,
            120,
        ),
        Item(
            "network",
            "Box, réseau et relais du magasin allumés",
            "Router, network and store hub are on",
            Role.SUPERVISOR,
            110,
        ),
        Item(
            "terminals",
            "Chaque poste vérifié avec la carte d’essai, et signé",
            "Every terminal checked with the test card, and signed",
            Role.SUPERVISOR,
            90,
        ),
        Item(
            "stock",
            "Montres comptées par modèle, réserve fermée à clé",
            "Watches counted by model, stockroom locked",
            Role.RUNNER,
            75,
        ),
        Item("shelves", "Étagères dans l’ordre du plan", "Shelves in the order of the plan", Role.RUNNER, 60),
        Item(
            "counters",
            "Comptoirs numérotés, propres, sacs et papier à reçus en place",
            "Counters numbered and clean, bags and receipt paper in place",
            Role.COUNTER,
            60,
        ),
        Item(
            "demo-units",
            "Montres de démonstration chargées et posées",
            "Demonstration watches charged and laid out",
            Role.COUNTER,
            45,
        ),
        Item(
            "customers-screen",
            "Écran des clients visible de toute la zone d’attente, son réglé",
            "Customers’ screen seen from the whole waiting area, sound set",
            Role.GREETER,
            45,
        ),
        Item(
            "queue",
            "File balisée, accès pour fauteuil roulant, chaises et eau",
            "Queue marked out, a way for wheelchairs, chairs and water",
            Role.GREETER,
            40,
        ),
        Item(
            "badges",
            "Chacun a son badge, son code PIN et son poste",
            "Everybody has a badge, a PIN and a place",
            Role.SUPERVISOR,
            35,
        ),
        Item(
            "briefing",
            "Équipe réunie : créneaux, exceptions, qui remplace qui",
            "Team briefed: slots, exceptions, who stands in for whom",
            Role.SUPERVISOR,
            30,
        ),
        Item(
            "safety",
            "Issues de secours libres, extincteur et trousse à leur place",
            "Emergency exits clear, extinguisher and first aid in place",
            None,
            20,
        ),
        Item(
            "paper",
            "Liste imprimée et feuilles de secours sous le comptoir",
            "Printed list and fallback sheets under the counter",
            Role.SUPERVISOR,
            15,
        ),
        Item("doors", "Portes : prêts à ouvrir", "Doors: ready to open", Role.SUPERVISOR, 5),
    )
)
"""What a store ticks that has made no list of its own."""


@dataclass(frozen=True, slots=True)
class Tick:
    event_id: str
    at: datetime
    """By central's clock, as far as the terminal knew it."""
    staff_id: str
    terminal_id: str


def ticks(events: Iterable[Event], day: str) -> dict[str, tuple[Tick, ...]]:
    """Item -> the ticks of this day that nobody has taken back, earliest first. In whatever order events come."""
    told = [event for event in events if text_of(event.payload, "day") == day]
    gone = {one for event in told if event.kind is EventKind.CHECKLIST_UNTICKED for one in taken_back(event)}
    found: dict[str, list[Tick]] = {}
    for event in told:
        item = text_of(event.payload, "item")
        if event.kind is EventKind.CHECKLIST_TICKED and item and event.event_id not in gone:
            tick = Tick(event.event_id, corrected_at(event), event.staff_id, event.terminal_id)
            found.setdefault(item, []).append(tick)
    return {item: tuple(sorted(some, key=lambda one: (one.at, one.event_id))) for item, some in found.items()}


def taken_back(event: Event) -> frozenset[str]:
    """Which ticks an event takes back."""
    raw = event.payload.get("event_ids")
    some = cast("list[Any]", raw) if isinstance(raw, list) else []
    return frozenset(one for one in some if isinstance(one, str))


def due(item: Item, opens: datetime | None, now: datetime, ticked: bool) -> bool:
    """It should be done by now, and is not."""
    return not ticked and opens is not None and now >= opens - item.before
