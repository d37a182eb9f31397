"""Sound files of one day in the states a terminal can leave them, with what each of their commits had made of them."""

import random
import shutil
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from kiosk.store.recovery import SIDE_FILES
from kiosk.store.store import Store
from tests.crash.proof import contents, sources
from tests.store.day import DB_KEY, NOON, Feed, reservation
from tests.store.ledgers import draft

NAME = "kiosk.db"
RESERVATIONS = 120


@dataclass(frozen=True, slots=True)
class Twin:
    """One state. `prefixes` are the contents after each commit so far, oldest first: the last is the whole."""

    name: str
    folder: Path
    sources: str
    prefixes: tuple[str, ...]

    @property
    def files(self) -> dict[str, bytes]:
        """By suffix."""
        there = {suffix: self.folder / f"{NAME}{suffix}" for suffix in SIDE_FILES}
        return {suffix: file.read_bytes() for suffix, file in there.items() if file.exists() and file.stat().st_size}


class _Day:
    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.live = folder / "live"
        self.live.mkdir()
        self.prefixes: list[str] = []
        self.number = 0
        self.feed = Feed()
        chance = random.Random("twins")
        self.token: Callable[[], str] = lambda: f"{chance.getrandbits(128):032x}"
        """Not random: rows then stand on the same pages in every run, and a damage can be played again."""

    def open(self) -> None:
        self.store = Store.open(self.live / NAME, DB_KEY, self.token)
        self.store.worker.submit(setattr, self.store.worker, "when_idle", None).result()
        self.note()

    def note(self) -> None:
        made = self.store.worker.submit(contents, self.store._db).result()
        self.made_of = self.store.worker.submit(sources, self.store._db).result()
        if not self.prefixes or self.prefixes[-1] != made:
            self.prefixes.append(made)

    def scan(self, count: int) -> None:
        for _ in range(count):
            self.number += 1

            def act() -> None:
                with self.store.transaction():
                    act = draft(self.number % RESERVATIONS, call_number=f"A{self.number:03}")
                    self.store.ledger.append(replace(act, event_id=self.token()))

            self.store.worker.submit(act).result()
            self.note()

    def pull(self, first: int, last: int) -> None:
        position = self.store.worker.submit(self.store.replica.position).result()
        self.feed.book(*(reservation(number) for number in range(first, last)))
        for cursor, rows, head in self.feed.pages(position.cursor, limit=40):
            self.store.worker.submit(self.store.replica.apply, self.feed.epoch, cursor, rows, head, NOON).result()
            self.note()

    def put_in(self) -> None:
        """The WAL, as far as it goes, without ending anything."""
        self.store.worker.submit(
            lambda: self.store._db.conn.execute("PRAGMA wal_checkpoint(PASSIVE)").fetchall()
        ).result()

    def keep(self, name: str) -> Twin:
        """A copy of the files as a SIGKILL at this moment would leave them."""
        folder = self.folder / name
        shutil.copytree(self.live, folder)
        return Twin(name, folder, self.made_of, tuple(self.prefixes))


def twins(folder: Path) -> list[Twin]:
    """`closed`, `killed` (a WAL of many commits), `tidied` (all of it moved to its place), `written over` (a
    WAL begun again over an older one), in the order of the day."""
    day = _Day(folder)
    day.open()
    day.feed.furnish()
    day.pull(0, RESERVATIONS // 2)
    day.scan(12)
    day.store.close()
    kept = [day.keep("closed")]
    day.open()
    day.scan(10)
    day.pull(RESERVATIONS // 2, RESERVATIONS)
    day.scan(10)
    kept.append(day.keep("killed"))
    day.put_in()
    kept.append(day.keep("tidied"))
    day.scan(6)
    kept.append(day.keep("written over"))
    day.store.close()
    kept.append(day.keep("closed again"))
    return kept
