"""A believable store floor without a store: customers in all stages at one moment, for pictures and for tests.

As `ui.fiction` is for the entrance; nothing here reaches a running kiosk. `NOW`, people and products are invented.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Any

from kiosk.desk import Desk
from kiosk.domain.event import Event
from kiosk.domain.policy import Policy
from kiosk.domain.recipe import WATCH as RECIPE
from kiosk.domain.recipe import Step
from kiosk.domain.reservation import Customer, Product, Reservation, Slot, StoreRow, TerminalRow
from kiosk.domain.state import Fact, RejectedUnit, Stage, State
from kiosk.domain.stock import Level, Place
from kiosk.domain.verdict import Sighting
from kiosk.errors import Fault, Refused
from kiosk.floor_answers import Entry, Expected, Rules
from ui import fiction
from ui.fiction import NOW, PLACE, FictionDesk
from ui.fiction_closing import FictionClosing
from ui.fiction_doors import FictionDoors, FictionOpeningDay
from ui.fiction_staff import FictionSignIn
from ui.station_context import StationContext

PRODUCTS = (
    Product("LUN-41-TI-BL", "Lunaire Méridien", "41 mm", "titane", "bracelet bleu nuit", "04006381333931", "B3"),
    Product("LUN-41-AC-NO", "Lunaire Méridien", "41 mm", "acier", "bracelet noir", "04006381333948", "B3"),
    Product("LUN-37-OR-SA", "Lunaire Aurore", "37 mm", "or rose", "bracelet sable", "04006381333955", "A1"),
    Product("LUN-37-AC-BC", "Lunaire Aurore", "37 mm", "acier", "bracelet blanc", "04006381333962", "A2"),
    Product("LUN-45-TI-OR", "Lunaire Grand Large", "45 mm", "titane", "bracelet orange", "04006381333979", "C1"),
)
TERMINALS = (
    TerminalRow("t-a", "Entrée A", "A"),
    TerminalRow("t-b", "Entrée B", "B"),
    TerminalRow("t-r", "Réserve", "R"),
    TerminalRow("t-c", "Comptoir 3", "C"),
)
RULES = Rules(Policy(), (RECIPE,), PRODUCTS, TERMINALS, StoreRow(1, "Lunaire Opéra", "Paris", "Europe/Paris"))
LONG_NAME = fiction.LONG_CUSTOMER
ODD_NAMES = (
    "<b>Dominique</b> Lefèvre",
    "محمد عبد الرحمن الفاسي",
    "שירה בן־דוד",
    "Zoé 👩🏽‍🚀 Marchetti",
    "O’Connor-Świątek, Åse",
)
"""Names that a page must show as they are, or escaped."""


@dataclass(frozen=True, slots=True)
class Person:
    """One customer of the fiction. Minutes are before `NOW`, or after it where negative."""

    call_number: str
    name: str
    phone: str
    product: int
    slot_min: int
    """The beginning of the 90 minute slot."""
    arrived_min: float = 0
    stage: Stage = Stage.ARRIVED
    runner: str = ""
    steps: int = 0
    """Done, of the recipe's."""
    prepared_min: float = 0
    counter: str = ""
    called_min: float = 0
    calls: int = 0
    parked: bool = False
    rejected: str = ""
    collected_min: float = 0
    needs: str = ""
    language: str = "fr"


PEOPLE = (
    # waiting for a runner
    Person("A031", "Solène Abadie", "2207", 0, 92, 21.5),
    Person("B012", "Tomás Ferreira", "9184", 1, 92, 17.2, language="en"),
    Person("A036", "Nadia Benkirane", "6650", 2, 32, 15.6, needs="Fauteuil roulant : comptoir bas"),
    Person("A040", "Henrik Lindqvist", "0318", 0, 32, 9.4, language="en"),
    Person("B017", "Camille Desrosiers", "4821", 0, 32, 4.1),
    Person("A044", "Oriane Vasseur", "7733", 3, 32, 0.6),
    # being prepared
    Person("A029", "Mathieu Kowalczyk", "5104", 4, 92, 19.0, Stage.PREPARING, "amelie", 3),
    Person("A033", "Priya Raman", "8829", 1, 92, 16.4, Stage.PREPARING, "yanis", 0, rejected="battery", language="en"),
    Person("B014", "Élodie Charpentier", "3971", 2, 32, 12.8, Stage.PREPARING, "yanis", 2),
    Person("A038", "Dmitri Sokolov", "1466", 2, 32, 11.9, Stage.PREPARING, "yanis", 2, language="en"),
    Person("A041", "Aïssatou Diallo", "6092", 3, 32, 7.7, Stage.PREPARING, "amelie", 1),
    Person("B016", "Jean-Baptiste Roux", "2580", 0, 32, 5.9, Stage.PREPARING, "lucie", 0),
    # ready at a counter
    Person("A024", "Ingrid Halvorsen", "4417", 1, 92, 31.0, Stage.READY, "amelie", 4, 9.0, "3", 7.5, 3, language="en"),
    Person("A027", "Rachid El Amrani", "8035", 0, 92, 27.5, Stage.READY, "lucie", 4, 6.5, "1", 1.2, 1),
    Person("B009", "Margaux Tessier", "7219", 4, 92, 26.1, Stage.READY, "yanis", 4, 5.0, "2", 4.4, 2, parked=True),
    Person("A030", "Leonardo Bianchi", "3356", 3, 92, 22.9, Stage.READY, "amelie", 4, 2.1, "3", language="en"),
    Person("A032", "Clémence Aubry", "9947", 2, 92, 20.2, Stage.READY, "lucie", 4, 0.8, "1"),
    # gone home with it
    Person(
        "A012",
        "Victor Nguyen",
        "1028",
        0,
        122,
        64.0,
        Stage.COLLECTED,
        "yanis",
        4,
        48.0,
        "1",
        46.0,
        1,
        collected_min=38.0,
    ),
    Person(
        "A015",
        "Sibylle Granger",
        "5561",
        1,
        122,
        58.0,
        Stage.COLLECTED,
        "lucie",
        4,
        44.0,
        "2",
        43.0,
        1,
        collected_min=33.5,
    ),
    Person(
        "B004",
        "Kwame Mensah",
        "2094",
        2,
        92,
        52.0,
        Stage.COLLECTED,
        "amelie",
        4,
        37.0,
        "3",
        35.0,
        2,
        collected_min=24.0,
    ),
    Person(
        "A019",
        "Joséphine Laurent",
        "6713",
        4,
        92,
        43.0,
        Stage.COLLECTED,
        "yanis",
        4,
        29.0,
        "1",
        27.0,
        1,
        collected_min=15.5,
    ),
    # in trouble
    Person("A035", "Bastien Picard", "8802", 3, 92, 18.0, Stage.ON_HOLD),
    Person("B011", "Hortense Maillard", "4590", 1, 92, 24.0, Stage.CANCELLED),
    Person("", "Grégoire Fontanel", "3127", 0, 182, 0, Stage.NO_SHOW),
)
"""24 customers of one afternoon."""


def ago(minutes: float) -> datetime:
    return NOW - timedelta(minutes=minutes)


def entry(index: int, person: Person) -> Entry:
    """The customer as the stations see him; `index` makes the ids."""
    number = f"{index + 1:016x}"
    start = ago(person.slot_min)
    product = PRODUCTS[person.product]
    customer = Customer(person.name, person.phone, person.language, person.needs)
    reservation = Reservation(
        number, 1, 1, Slot(start, start + timedelta(minutes=90)), product.sku, customer, f"7KQ4M2{index % 90 + 10:02d}"
    )
    return Entry(reservation, state(index, person), product, RECIPE)


def state(index: int, person: Person) -> State:
    """What the fold would say."""
    came = (_sighting(index, "1", person.arrived_min, person.call_number),) if person.call_number else ()
    bound = person.steps > 0
    serial = f"LN7{index:05d}" if bound else ""
    claim = person.runner and _fact(index, "2", max(person.arrived_min - 2.5, person.prepared_min + 3), person.runner)
    gone = _sighting(index, "6", person.collected_min, person.call_number) if person.collected_min else None
    return State(
        stage=person.stage,
        arrivals=came,
        collected=gone,
        cancelled=person.stage is Stage.CANCELLED,
        on_hold=person.stage is Stage.ON_HOLD,
        no_show=person.stage is Stage.NO_SHOW,
        claimed_by=person.runner,
        steps=tuple(str(step) for step in tuple(Step)[: person.steps]),
        serial=serial,
        called_to=person.counter if person.calls else "",
        hand_overs=(Fact(gone.event_id, gone.at, gone.terminal_id, serial),) if gone else (),
        claims=(claim,) if claim else (),
        claimed_at=claim.at if claim else None,
        prepared_at=ago(person.prepared_min) if person.prepared_min else None,
        counter=person.counter,
        called_at=ago(person.called_min) if person.calls else None,
        calls=person.calls,
        parked=person.parked,
        rejected=(RejectedUnit(f"LN6{index:05d}", person.rejected, ago(1.5)),) if person.rejected else (),
        last_step=_fact(index, "3", 1.0, str(tuple(Step)[person.steps - 1])) if bound and not gone else None,
    )


def people() -> tuple[Entry, ...]:
    return tuple(entry(index, person) for index, person in enumerate(PEOPLE))


def crowd(count: int) -> tuple[Entry, ...]:
    """So many waiting, being prepared and ready, made from the 24 over and over; each with its own ids."""
    rows = [person for person in PEOPLE if person.stage in (Stage.ARRIVED, Stage.PREPARING, Stage.READY)]
    return tuple(
        entry(index, replace(rows[index % len(rows)], call_number=f"{'AB'[index % 2]}{index % 1000:03d}"))
        for index in range(count)
    )


def odd_names() -> tuple[Entry, ...]:
    """The 24, with names of the kind that breaks pages."""
    names = (*ODD_NAMES, LONG_NAME.name)
    return tuple(
        entry(index, replace(person, name=names[index % len(names)], needs=LONG_NAME.needs if index % 3 else ""))
        for index, person in enumerate(PEOPLE)
    )


def expected() -> tuple[Expected, ...]:
    """Who has still to come: this slot's rest, and the two after it."""
    slots = [Slot(ago(minutes), ago(minutes) + timedelta(minutes=90)) for minutes in (32, -28, -88)]
    counts = ((3, 2, 4, 1, 2), (9, 7, 5, 6, 3), (8, 8, 6, 4, 5))
    return tuple(
        Expected(slot, product.sku, count)
        for slot, row in zip(slots, counts, strict=True)
        for product, count in zip(PRODUCTS, row, strict=True)
    )


@dataclass
class FictionFloor:
    """Honours `kiosk.floor.Floor` without a database. `change` is what a commit would have done."""

    held: dict[str, Entry] = field(default_factory=lambda: {one.reservation_id: one for one in people()})
    coming: tuple[Expected, ...] = field(default_factory=expected)
    fault: Fault | None = None
    """Raised by every question while it is set."""
    happened: tuple[Event, ...] = ()
    """Everybody's history."""
    asked: list[tuple[object, ...]] = field(default_factory=list[tuple[object, ...]])
    told: list[Callable[..., None]] = field(default_factory=list[Callable[..., None]])

    def _ask(self, *question: object) -> None:
        self.asked.append(question)
        if self.fault is not None:
            raise self.fault

    def entries(self) -> tuple[Entry, ...]:
        self._ask("entries")
        return tuple(self.held.values())

    def entries_of(self, ids: Iterable[str]) -> tuple[Entry, ...]:
        wanted = tuple(ids)
        self._ask("entries_of", *sorted(wanted))
        return tuple(self.held[one] for one in wanted if one in self.held)

    def expected(self) -> tuple[Expected, ...]:
        self._ask("expected")
        return self.coming

    def rules(self) -> Rules:
        self._ask("rules")
        return RULES

    def history(self, reservation_id: str) -> tuple[Event, ...]:
        self._ask("history", reservation_id)
        return self.happened

    # What the store would do

    def subscribe(self, callback: Callable[..., None]) -> Callable[[], None]:
        self.told.append(callback)
        return lambda: self.told.remove(callback)

    def change(self, *entries: Entry) -> None:
        """These customers are so now, and whoever follows the floor is told."""
        self.held |= {one.reservation_id: one for one in entries}
        self.tell(frozenset(one.reservation_id for one in entries))

    def tell(self, ids: frozenset[str] = frozenset()) -> None:
        """A commit changed these; none: the roster changed."""
        for callback in tuple(self.told):
            callback(ids)


class FictionActs:
    """The stockroom's or the counter's acts: each is noted, and answers as `says` tells for its name.

    A value is the answer, an error is raised, a function is called with the arguments; nothing said: Refused.
    """

    def __init__(self, asked: list[tuple[object, ...]]) -> None:
        self.says: dict[str, Any] = {}
        self._asked = asked

    def __getattr__(self, name: str) -> Callable[..., Any]:
        if name.startswith("_"):
            raise AttributeError(name)

        def act(*arguments: object, **others: object) -> Any:
            self._asked.append((name, *arguments, *others.values()))
            said = self.says.get(name, Refused(name, "Nothing is said for it in this fiction"))
            if isinstance(said, Exception):
                raise said
            return said(*arguments, **others) if callable(said) else said

        return act


class FictionStock:
    """A stock that answers a count as the desk does."""

    def __init__(self, asked: list[tuple[object, ...]]) -> None:
        self._asked = asked
        figures = ((120, 70, 3, 1, 46, 2), (90, -1, 2, 0, 89, 0), (80, 2, 1, 2, 75, 4), (60, 33, 0, 0, 27, 0))
        self.held = {
            product.sku: Level(product.sku, *numbers) for product, numbers in zip(PRODUCTS, figures, strict=False)
        }

    def levels(self) -> tuple[Level, ...]:
        return tuple(self.held.values())

    def count(self, sku: str, place: Place, count: int, reason: str) -> Level:
        self._asked.append(("count", sku, place, count, reason))
        before = self.held[sku]
        figures = {"shelf": before.shelf, "staged": before.staged, "quarantine": before.quarantine, str(place): count}
        self.held[sku] = replace(before, **figures, is_counted=True)
        return self.held[sku]


class FictionStoreDesk(FictionDesk):
    """The desk of a store whose floor is a fiction."""

    def __init__(self, floor: FictionFloor | None = None) -> None:
        super().__init__()
        self.fiction = floor or FictionFloor()
        """What `floor` is, for whoever moves it on."""
        self.floor = self.fiction  # pyright: ignore[reportAttributeAccessIssue] (answers to the same shape)
        self.stockroom = FictionActs(self.asked)  # pyright: ignore[reportAttributeAccessIssue]
        self.counter = FictionActs(self.asked)  # pyright: ignore[reportAttributeAccessIssue]
        self.closing = FictionClosing(self.asked)  # pyright: ignore[reportAttributeAccessIssue]
        self.stocktaking = FictionStock(self.asked)  # pyright: ignore[reportAttributeAccessIssue]
        self.sign_in = FictionSignIn()  # pyright: ignore[reportAttributeAccessIssue]
        self.doors = FictionDoors()  # pyright: ignore[reportAttributeAccessIssue]
        self.opening_day = FictionOpeningDay()  # pyright: ignore[reportAttributeAccessIssue]


def station_context(desk: Desk, floor: FictionFloor, **others: object) -> StationContext:
    """What a station is given in a picture or a test; `others` are fields of `StationContext`."""
    context = StationContext(
        desk=desk,
        submit=fiction.at_once,
        changes=floor,
        link_status=fiction.link,
        place=lambda: PLACE,
        language="en",
        terminal_id="t-a",
        staff_id="amelie",
        counter="3",
        purge=lambda: None,
        make_report=lambda end, language: f"reports/day-{end.book.date}-{language}.pdf",
        now=lambda: NOW,
    )
    return replace(context, **others)  # pyright: ignore[reportArgumentType] (the caller names real fields)


def _sighting(index: int, kind: str, minutes: float, call_number: str) -> Sighting:
    return Sighting(_event_id(index, kind), ago(minutes), "t-b" if call_number.startswith("B") else "t-a", call_number)


def _fact(index: int, kind: str, minutes: float, detail: str) -> Fact:
    return Fact(_event_id(index, kind), ago(minutes), "t-r", detail)


def _event_id(index: int, kind: str) -> str:
    return f"{kind}{index:031x}"
