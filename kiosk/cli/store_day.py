"""The demo's store: a central, a believable day, 120 customers who come one after the other, and five terminals enrolled.

Talks to central by its command line only, as an administrator would: the customers are imported from a CSV file.
"""

import csv
from collections.abc import Generator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random

from kiosk.cli.central_process import CentralProcess
from kiosk.cli.compose import Terminal
from kiosk.cli.config import (
    CameraConfig,
    Config,
    HandConfig,
    KeysConfig,
    ReceiptConfig,
    ScreenConfig,
    StaffConfig,
    StationConfig,
)
from kiosk.cli.enrol import enrol
from kiosk.domain import k1
from kiosk.domain.policy import Role
from kiosk.domain.station import Station

SLOT = timedelta(minutes=90)
STORE = "1"

ROLES: dict[Station, tuple[str, tuple[Role, ...]]] = {
    Station.ENTRANCE: ("Noé", (Role.GREETER,)),
    Station.STOCKROOM: ("Amélie", (Role.RUNNER,)),
    Station.COUNTER: ("Lucie", (Role.COUNTER,)),
    Station.SUPERVISOR: ("Yanis", (Role.SUPERVISOR,)),
    Station.DISPLAY: ("screen", (Role.GREETER,)),
}
NAMES = {
    Station.ENTRANCE: "Entrance A",
    Station.STOCKROOM: "Stockroom",
    Station.COUNTER: "Counter 1",
    Station.SUPERVISOR: "Supervisor",
    Station.DISPLAY: "Waiting area",
}


@dataclass(frozen=True, slots=True)
class Walker:
    """One of the customers who walk through the store: the text of the code in their hand."""

    reference: str
    code: str

    @property
    def reservation_id(self) -> str:
        """Raises ValueError for what is no K1 code."""
        signed = k1.decode(self.code)
        if signed is None:
            raise ValueError(f"the code of {self.reference} is not one of ours")
        return f"{signed.body.reservation:016x}"


def make_day(central: CentralProcess, seed: int, reservations: int, walkers: int, folder: Path) -> list[Walker]:
    """Fill central's new database, and say who comes, in the order of their coming."""
    central.run("demo-day", "--seed", str(seed), "--reservations", str(reservations))
    file = folder / "walkers.csv"
    references = _write_walkers(file, seed, walkers)
    central.run("import", str(file))
    codes = central.run("codes", *references).split("\n")
    return [Walker(reference, code) for reference, code in zip(references, codes, strict=False)]


def _write_walkers(file: Path, seed: int, walkers: int) -> list[str]:
    # Imported here: only the demo and central itself know these people.
    from central.demo_people import PRODUCTS, draw_customer

    chance = Random(seed)
    earlier = datetime.now(UTC) - timedelta(minutes=20)
    start = earlier.replace(minute=earlier.minute // 15 * 15, second=0, microsecond=0)
    references = [f"WALK-{number:03}" for number in range(1, walkers + 1)]
    with file.open("w", encoding="utf-8", newline="") as out:
        sheet = csv.writer(out)
        sheet.writerow(("reference", "name", "phone", "language", "store", "sku", "slot_start", "slot_end", "needs"))
        for reference in references:
            person = draw_customer(chance)
            sku = chance.choice(PRODUCTS).sku
            times = (start.isoformat(), (start + SLOT).isoformat())
            phone = f"060000{person.phone_last4}"
            sheet.writerow((reference, person.name, phone, person.language, STORE, sku, *times, person.needs))
    return references


@contextmanager
def five_terminals(
    central: CentralProcess, folder: Path, language: str, offscreen: bool, camera: CameraConfig, receipts: Path
) -> Generator[dict[Station, Terminal]]:
    """Each with its own file, token and staff, syncing with central over loopback. The counter prints into `receipts`."""
    with ExitStack() as stack:
        terminals: dict[Station, Terminal] = {}
        for station in Station:
            config = _config(station, folder, language, offscreen, camera, receipts)
            enrol(config, central.enrol(NAMES[station], folder / f"{station}.json"))
            terminals[station] = stack.enter_context(Terminal.open(config))
        yield terminals


def _config(
    station: Station, folder: Path, language: str, offscreen: bool, camera: CameraConfig, receipts: Path
) -> Config:
    staff, roles = ROLES[station]
    return Config(
        production=False,
        data=str(folder / station),
        camera=camera if station is Station.ENTRANCE else CameraConfig("none"),
        hand=HandConfig(serial=""),
        screen=ScreenConfig(
            language="en" if language == "en" else "fr",
            fullscreen=False,
            width=1280,
            height=800,
            sound=not offscreen and station is Station.ENTRANCE,
            reduced_motion=offscreen,  # a picture taken at any moment shows a page, not a change
        ),
        station=StationConfig(station.value, "1" if station is Station.COUNTER else ""),
        staff=StaffConfig(staff, roles),
        keys=KeysConfig("development"),
        receipt=ReceiptConfig("pdf" if station is Station.COUNTER else "none", folder=str(receipts)),
    )
