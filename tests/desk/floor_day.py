"""A floor on real files: products with article numbers, customers who have come, terminals with roles of their own."""

from collections.abc import Callable
from typing import Any

from kiosk.domain.counter import Demo, Identity, Receipt
from kiosk.domain.recipe import Step
from kiosk.domain.reservation import Product, TerminalRow
from kiosk.floor_answers import Entry, HandOver
from tests.desk.door import Door
from tests.store.day import Feed, k1_text, reservation, reservation_id

GTIN, OTHER_GTIN = "04006381333931", "04006381333948"
PRODUCT = Product("AUR-41", "Aurelia One", size="41 mm", gtin=GTIN, shelf="A3")
LARGER = Product("AUR-45", "Aurelia One", size="45 mm", gtin=OTHER_GTIN, shelf="A4")
ONE, TWO = reservation_id(1), reservation_id(2)


class Team(Door):
    """A terminal whose staff may do several things; named after who stands there."""

    def entry(self, number: int = 1) -> Entry:
        return self.do(self.desk.floor.entries_of, [reservation_id(number)])[0]

    def step(self, step: Step, number: int = 1, **evidence: Any) -> Entry:
        return self.ask(lambda: self.desk.stockroom.complete(reservation_id(number), step, **evidence))

    def ask(self, act: Callable[[], Any]) -> Any:
        return self.store.worker.submit(act).result()

    def box(self, serial: str, number: int = 1, gtin: str = GTIN) -> Any:
        return self.do(self.desk.stockroom.scan_box, reservation_id(number), gtin, serial)

    def prepare(self, serial: str, number: int = 1) -> Entry:
        """From the arrival to the counter."""
        self.do(self.desk.stockroom.claim, (reservation_id(number),))
        self.box(serial, number)
        self.step(Step.INSPECT_PACKAGING, number)
        self.step(Step.TEST_BATTERY, number, battery_percent=80)
        return self.step(Step.BRING_TO_COUNTER, number, counter="3")

    def hand(self, serial: str, number: int = 1, **changes: Any) -> Any:
        return self.do(self.desk.counter.hand_over, handing(serial, number, **changes))


def handing(serial: str, number: int = 1, **changes: Any) -> HandOver:
    values: dict[str, Any] = {
        "identity": Identity.ACCOUNT,
        "presented": True,
        "demo": Demo.GIVEN,
        "receipt": Receipt.PRINTED,
    }
    return HandOver(reservation_id(number), serial, **{**values, **changes})


def furnish(feed: Feed) -> None:
    feed.furnish()
    for product in (PRODUCT, LARGER):
        feed.put_row("product", product.sku, product)
    feed.put_row("terminal", "t-b", TerminalRow("t-b", "Stockroom B", "B"))


def sync(*teams: Team) -> None:
    """What each has recorded comes to all of them."""
    feed = teams[0].feed
    for team in teams:
        for event in team.events():
            if ("event", event.event_id) not in feed.rows:
                feed.put("event", event.event_id, event.to_wire())
    for team in teams:
        team.pull()


def arrived(team: Team, *numbers: int, **changes: Any) -> None:
    team.book(*(reservation(number, **changes) for number in numbers))
    for number in numbers:
        assert team.scan(k1_text(number)).admitted
