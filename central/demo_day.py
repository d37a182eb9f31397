"""A believable day around *now*, the same for the same seed and instant: stores, a thousand customers, what happened so far.

The main store is where it is day now (Paris by preference), so that at any hour some customers are due, early and late.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from random import Random
from zoneinfo import ZoneInfo

from central.bookings import Booking, BookingWriter
from central.codes import issuer
from central.database import Database
from central.demo_codes import Showcase, showcases
from central.demo_history import write_evening, write_history
from central.demo_people import LAUNCH_NAME, PRODUCTS, RECIPES, draw_customer
from central.demo_stock import write_stock
from central.errors import CentralError
from central.places.file import Line
from central.places.slots import put_slots
from central.roster import add_store, launch_exists, open_launch, set_recipes
from kiosk.domain.clock import to_millis
from kiosk.domain.policy import Policy
from kiosk.domain.reservation import BookingStatus, Fulfilment, Payment, Reservation, Slot, StoreRow

__all__ = ["DemoDay", "Showcase", "demo_day"]

LAUNCH = 1
STORE, OTHER_STORES = 1, (2, 3)
CITIES = (
    ("Aubépine Rivoli", "Paris", "Europe/Paris", "12 rue des Tisserands"),
    ("Aubépine Saint-Laurent", "Montréal", "America/Toronto", "480, rue des Peupliers"),
    ("Aubépine Lagon", "Papeete", "Pacific/Tahiti", "3 quai des Perles"),
    ("Aubépine Baie", "Nouméa", "Pacific/Noumea", "21 rue des Niaoulis"),
)
POLICY = Policy(early_window_s=600, late_grace_s=1800)
OPENS, CLOSES = time(7), time(22)
QUARTER = timedelta(minutes=15)
LENGTHS = (60, 60, 60, 90, 90, 120)
MIDDAY = timedelta(hours=8)
"""Before an evening: when the cases to try were due."""
LEAST = 40
"""Reservations, so that each case to try has its customer."""


@dataclass(frozen=True, slots=True)
class DemoDay:
    store: int
    store_name: str
    timezone: str
    reservations: int
    """In the main store."""
    showcases: tuple[Showcase, ...]


def demo_day(
    database: Database, *, seed: int, now: datetime, reservations: int = 1000, evening: bool = False
) -> DemoDay:
    """Fill an empty database. Raises CentralError when it holds a launch already. `evening`: all of it has been played, and what
    is left is to close it; `now` is when."""
    if reservations < LEAST:
        raise CentralError(f"{reservations} reservations are too few for a day", f"At least {LEAST} are needed.")
    now = to_millis(now)
    chance = Random(f"{seed} {now.isoformat()}")
    stores = _stores(now, evening=evening)
    with database.write() as connection:
        if launch_exists(connection, LAUNCH):
            raise CentralError(f"{database.name} already holds launch {LAUNCH}", "The demo's day wants a new database.")
        open_launch(connection, LAUNCH, LAUNCH_NAME, now, chance.randbytes)
        for store in stores:
            add_store(connection, LAUNCH, store, POLICY, now)
        set_recipes(connection, LAUNCH, RECIPES)
        signer = issuer(connection, LAUNCH, now)
        writer = BookingWriter(connection, signer, chance.randbytes)
        for product in PRODUCTS:
            writer.offer(product)
        day = _Day(chance, stores[0], now - MIDDAY if evening else now)
        special, tried = showcases(day, signer, chance.randbytes, reservations)
        crowd = [day.draw(STORE) for _ in range(reservations - len(special))]
        elsewhere = [day.draw(store) for store in OTHER_STORES for _ in range(reservations // 5)]
        # Those with a case to try are spread among the others, as their neighbours in a list would be.
        here = [*special, *(day.booking(reservation) for reservation in crowd)]
        written = writer.write_all([*here, *(day.booking(reservation) for reservation in elsewhere)])
        writer.finish()
        texts = [case.finished(written, signer) for case in tried]
        kept_free = {reservation.reservation_id for reservation in written[: len(special)]}
        if evening:
            write_evening(connection, STORE, written[: len(here)], now, chance)
        else:
            write_history(connection, STORE, written[: len(here)], kept_free, tried, now, chance)
        for store in (STORE, *OTHER_STORES):
            put_slots(connection, store, day.places(written, store), now)
        write_stock(connection, STORE, PRODUCTS, written[: len(here)], now)
    return DemoDay(STORE, stores[0].name, stores[0].timezone, reservations, tuple(texts))


def _stores(now: datetime, *, evening: bool) -> list[StoreRow]:
    hours = range(CLOSES.hour, 24) if evening else range(9, 19)

    def is_now(city: tuple[str, str, str, str]) -> bool:
        return now.astimezone(ZoneInfo(city[2])).hour in hours

    first = next((city for city in CITIES if is_now(city)), CITIES[0])
    others = [city for city in CITIES if city is not first][: len(OTHER_STORES)]
    return [StoreRow(number, *city) for number, city in zip((STORE, *OTHER_STORES), (first, *others), strict=True)]


def last_evening(now: datetime) -> datetime:
    """The last time at which the doors of the first store had been closed for three quarters of an hour."""
    zone = ZoneInfo(CITIES[0][2])
    local = now.astimezone(zone)
    at = datetime.combine(local.date(), time(CLOSES.hour, 45), zone)
    return at if at <= local else datetime.combine(local.date() - timedelta(days=1), time(CLOSES.hour, 45), zone)


class _Day:
    """Draws reservations of the launch's days."""

    def __init__(self, chance: Random, store: StoreRow, now: datetime) -> None:
        self.chance = chance
        self.now = now
        self._zone = ZoneInfo(store.timezone)
        self._count = 0

    @property
    def today(self) -> date:
        return self.now.astimezone(self._zone).date()

    def slot(self, day: date, at: time, minutes: int) -> Slot:
        start = datetime.combine(day, at, self._zone).astimezone(UTC)
        return Slot(start, start + timedelta(minutes=minutes))

    def slot_from(self, start: datetime, minutes: int) -> Slot:
        """Beginning at the quarter of an hour at or before `start`."""
        quarter = start - timedelta(seconds=start.timestamp() % QUARTER.total_seconds())
        return Slot(quarter, quarter + timedelta(minutes=minutes))

    def booking(self, reservation: Reservation, code: str = "") -> Booking:
        self._count += 1
        return Booking(f"AH-{self._count:06}", reservation, code)

    def plain(self, store: int, slot: Slot) -> Reservation:
        """Paid, to be picked up, nothing wrong."""
        return Reservation(
            reservation_id="",
            launch=LAUNCH,
            store=store,
            slot=slot,
            sku=self.chance.choice(PRODUCTS).sku,
            customer=draw_customer(self.chance),
            short_code="",
        )

    def places(self, written: Sequence[Reservation], store: int) -> list[Line]:
        """Today's slots of one hour: as many places as are booked, and now and then some more."""
        hours = [self.slot(self.today, time(hour), 60) for hour in range(OPENS.hour, CLOSES.hour)]
        booked = Counter(one.slot for one in written if one.store == store)
        return [Line(slot, booked[slot] + self.chance.choice((0, 1, 3, 4))) for slot in hours]

    def draw(self, store: int) -> Reservation:
        """One of the crowd: nine of ten are for today; some of them not as they should be."""
        chance = self.chance
        day = self.today + timedelta(days=chance.choices((0, -1, 1), (92, 3, 5))[0])
        # The morning is the busiest, lunch and evening calmer; slots begin at every quarter of an hour.
        minutes = chance.choice(LENGTHS)
        last = 60 * (CLOSES.hour - OPENS.hour) - minutes
        offset = min(int(chance.triangular(0, last + 14, last * 0.45)) // 15 * 15, last // 15 * 15)
        at = time(OPENS.hour + offset // 60, offset % 60)
        plain = self.plain(store, self.slot(day, at, minutes))
        draw = chance.random()
        odd: Sequence[tuple[float, dict[str, object]]] = (
            (0.030, {"status": BookingStatus.CANCELLED, "status_reason": "Annulée par le client"}),
            (0.025, {"payment": Payment.DUE}),
            (0.010, {"payment": Payment.REFUSED}),
            (0.008, {"status": BookingStatus.ON_HOLD, "status_reason": "Pièce d'identité à vérifier"}),
            (0.040, {"fulfilment": Fulfilment.DELIVERY}),
            (0.015, {"generation": 1}),
        )
        for share, difference in odd:
            draw -= share
            if draw < 0:
                return replace(plain, **difference)  # pyright: ignore[reportArgumentType]  (values stand beside their field)
        return plain
