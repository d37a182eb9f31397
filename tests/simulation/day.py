"""The small launch every schedule begins with: one store, four terminals enrolled, some customers. Made once, then copied.

All keys and ids come from one fixed chance, so that a seed tells the same story in every process.
"""

import functools
import tempfile
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random

from sqlalchemy import insert

from central.codes import issuer
from central.database import Database
from central.feed import Change
from central.keys import draw_key, private_text
from central.relay.registry import enrol_hub
from central.roster import add_store, open_launch, publish
from central.tables import meta
from central.terminals import enrol
from kiosk.domain import short_code
from kiosk.domain.policy import Policy
from kiosk.domain.reservation import BookingStatus, Customer, Reservation, Slot, StoreRow
from kiosk.domain.rows import row_body
from kiosk.store import store as store_module
from sync.wire import Enrolment, HubEnrolment
from tests.simulation.disk import Image

BEGIN = datetime(2026, 11, 22, 10, 0, tzinfo=UTC)
LAUNCH, STORE = 1, 1
CUSTOMERS = 4
NAMES = ("Entrance", "Side door", "Counter", "Supervisor")
DB_KEY = b"\x0b" * 32
URL = "http://central.example"
HUB_URL = "https://hub.example"
HUB_DISKS = 16
"""So often a hub may begin with an empty file: each has an epoch and a key of its own, and none comes twice."""


@dataclass(frozen=True)
class Day:
    central: Image
    store: Image
    """A terminal's file that has never been used."""
    papers: tuple[Enrolment, ...]
    receipt_key: str
    unsynced: tuple[str, str]
    """Id and signed code of a reservation central has not published."""
    hub: HubEnrolment
    hub_disks: tuple[Image, ...]
    """Files of a hub that has never run."""


def reservation_id(number: int) -> str:
    return f"{number:016x}"


def reservation(number: int, version: int = 0) -> Reservation:
    """The customer's booking as it was changed for the `version`th time."""
    booked = Reservation(
        reservation_id=reservation_id(number),
        launch=LAUNCH,
        store=STORE,
        slot=Slot(BEGIN - timedelta(minutes=30), BEGIN + timedelta(minutes=30 + 15 * version)),
        sku="AUR-41",
        customer=Customer(name=f"Customer {number}", phone_last4=f"{number:04}"),
        short_code=short_code.from_random(number),
    )
    return replace(booked, status=BookingStatus.CANCELLED) if version % 5 == 4 else booked


@functools.cache
def day() -> Day:
    with tempfile.TemporaryDirectory() as folder:
        return _made(Path(folder))


def _made(folder: Path) -> Day:
    chance = Random(1)
    central, store = folder / "central.db", folder / "store.db"
    database = Database(central, draw_epoch=lambda: "e0")
    with database.write() as connection:
        connection.execute(insert(meta).values(name="receipt_key", value=private_text(draw_key(chance.randbytes))))
        open_launch(connection, LAUNCH, "Aurelia One", BEGIN, chance.randbytes)
        add_store(connection, LAUNCH, StoreRow(STORE, "Opéra", "Paris", "Europe/Paris"), Policy(), BEGIN)
        papers = tuple(enrol(connection, STORE, name, [URL], BEGIN, chance=chance.randbytes) for name in NAMES)
        booked = [reservation(number) for number in range(1, CUSTOMERS + 1)]
        publish(connection, STORE, [Change("reservation", one.reservation_id, row_body(one)) for one in booked])
        signer = issuer(connection, LAUNCH, BEGIN)
        unsynced = reservation(0xABC)
        hub = enrol_hub(connection, STORE, "Stockroom", [URL], BEGIN, chance=chance.randbytes)
    database.close()
    store_module._create(store, DB_KEY)
    return Day(
        Image.of(central),
        Image.of(store),
        papers,
        papers[0].receipt_key,
        (unsynced.reservation_id, signer.code_of(unsynced)),
        hub,
        tuple(_hub_disk(folder / f"hub{number}.db", number, chance) for number in range(HUB_DISKS)),
    )


def _hub_disk(path: Path, number: int, chance: Random) -> Image:
    database = Database(path, draw_epoch=lambda: f"h{number}")
    with database.write() as connection:
        connection.execute(insert(meta).values(name="receipt_key", value=private_text(draw_key(chance.randbytes))))
    database.close()
    return Image.of(path)
