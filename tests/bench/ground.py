"""What the lines stand on: real centrals with a day of N reservations, and terminals enrolled there. Made when first asked for.

Every reservation is due now and every one can be admitted, so a line may scan as many as it likes. Fictional people.
"""

import sys
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random

from central.codes import Issuer, issuer
from central.database import Database
from central.demo_people import PRODUCTS, draw_customer
from central.feed import Change, StoreWriter
from central.opening import key_file
from central.privacy.vault import make_key_file
from central.roster import add_store, open_launch, publish
from kiosk.cli.central_process import CentralProcess
from kiosk.cli.compose import Terminal
from kiosk.cli.config import CameraConfig, Config, KeysConfig, ScreenConfig, StaffConfig
from kiosk.cli.enrol import enrol
from kiosk.domain import short_code
from kiosk.domain.code import lookup_digest
from kiosk.domain.policy import Policy
from kiosk.domain.reservation import LookupCode, Reservation, Slot, StoreRow
from kiosk.domain.rows import row_body
from tests.bench.waits import wait_until

LAUNCH, STORE = 1, 1
SYNC_LIMIT_S = 180.0
CUSTOMERS = {
    "scan": (0.0, 0.4),
    "glass": (0.4, 0.45),
    "memory": (0.45, 0.75),
    "news": (0.75, 0.85),
    "cpu": (0.85, 0.9),
    "relay": (0.9, 1.0),
}
"""Which part of the day's customers each line admits: the lines share terminals and centrals, and nobody arrives twice."""


@dataclass(frozen=True, slots=True)
class Day:
    """A central with `count` reservations; all different and all due."""

    count: int
    central: CentralProcess
    reservations: tuple[Reservation, ...]
    issuer: Issuer

    def code(self, index: int) -> str:
        return self.issuer.code_of(self.reservations[index])

    def codes(self, line: str, number: int) -> list[str]:
        """K1 texts of up to `number` customers who belong to this line alone, spread over its part of the day."""
        start, end = (int(part * self.count) for part in CUSTOMERS[line])
        return [self.code(index) for index in range(start, end, max(1, (end - start) // number))][:number]


class Ground:
    def __init__(self, folder: Path, quick: bool, fresh: int | None = None) -> None:
        self.folder = folder
        self.quick = quick
        self.fresh = fresh
        self._days: dict[int, Day] = {}
        self._terminals = 0
        self._synced: dict[int, Config] = {}

    def say(self, text: str) -> None:
        """On standard error: the table is what standard output is for."""
        print(text, file=sys.stderr, flush=True)

    def pick(self, thorough: int, quick: int) -> int:
        """A number of samples."""
        return quick if self.quick else thorough

    @property
    def sizes(self) -> tuple[int, ...]:
        """How many reservations a day has: a store's, and a hundred times as many."""
        return (200, 2000) if self.quick else (1000, 100_000)

    def day(self, count: int) -> Day:
        """A central that is not serving yet; `with day.central:` it is."""
        if count not in self._days:
            self._days[count] = _make_day(self.folder / f"central-{count}", count)
        return self._days[count]

    def new_terminal(self, day: Day, camera: CameraConfig | None = None) -> Config:
        """Enrolled and empty. Central must be serving: the papers name its address."""
        self._terminals += 1
        folder = self.folder / f"terminal-{self._terminals}"
        config = Config(
            production=False,
            data=str(folder),
            camera=camera or CameraConfig("none"),
            screen=ScreenConfig(language="en", fullscreen=False, width=1280, height=800, sound=False),
            staff=StaffConfig(id="bench"),
            keys=KeysConfig("development"),
        )
        folder.mkdir()
        enrol(config, day.central.enrol(f"Entrance {self._terminals}", folder / "enrolment.json", STORE))
        return config

    def synced(self, count: int) -> Config:
        """A terminal that holds the whole day of `count`; the same one for all lines, nobody has it open."""
        if count not in self._synced:
            day = self.day(count)
            with day.central:
                config = self.new_terminal(day)
                with Terminal.open(config) as terminal:
                    terminal.start_sync()
                    wait_until(lambda: whole(terminal), f"a whole copy of {count}", SYNC_LIMIT_S)
            self._synced[count] = config
        return self._synced[count]

    def keep(self, count: int, config: Config) -> None:
        """A line has synced one anyway."""
        self._synced.setdefault(count, config)


def whole(terminal: Terminal) -> bool:
    """Whether the terminal's copy is proven whole."""
    return terminal.store.worker.submit(terminal.desk.data_state).result().complete


def _noon(now: datetime) -> str:
    """A time zone where it is about noon, so that a slot around now never touches midnight."""
    ahead = 12 - now.hour
    return "Etc/UTC" if ahead == 0 else f"Etc/GMT{-ahead:+d}"  # POSIX signs: GMT-3 is three hours east


def _make_day(folder: Path, count: int) -> Day:
    folder.mkdir()
    now = datetime.now(UTC)
    chance = Random(count)
    slot = Slot(now - timedelta(minutes=30), now + timedelta(hours=3))
    store = StoreRow(STORE, "Bench", "Anywhere", _noon(now))
    path = folder / "central.db"
    with Database(path, vault=make_key_file(key_file(None, path))) as database, database.write() as connection:
        open_launch(connection, LAUNCH, "Bench", now, chance.randbytes)
        add_store(connection, LAUNCH, store, Policy(), now)
        signer = issuer(connection, LAUNCH, now)
        publish(connection, STORE, [Change("product", product.sku, row_body(product)) for product in PRODUCTS])
        reservations = tuple(_reservation(chance, slot, signer, number) for number in range(count))
        writer = StoreWriter(connection, STORE)
        writer.publish(Change("reservation", one.reservation_id, row_body(one)) for one in reservations)
        writer.finish()
    return Day(count, CentralProcess(path), reservations, signer)


def _reservation(chance: Random, slot: Slot, signer: Issuer, number: int) -> Reservation:
    """With the retailer's own code as well: the larger of the two kinds of row."""
    digest = lookup_digest(f"https://shop.example/pickup/{number}", signer.lookup_key)
    plain = Reservation(
        reservation_id=chance.randbytes(8).hex(),
        launch=LAUNCH,
        store=STORE,
        slot=slot,
        sku=chance.choice(PRODUCTS).sku,
        customer=draw_customer(chance),
        short_code=short_code.from_random(number),
    )
    return replace(plain, codes=(LookupCode(digest),))
