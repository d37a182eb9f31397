"""A store with later slots: the real central on its file, terminals with the real store and desk. The line between them is
whatever a test says: `push` and `pull`, or nothing."""

import functools
import json
import shutil
import tempfile
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import msgspec
from sqlalchemy import select

from central.app import Central
from central.bookings import Booking, BookingWriter
from central.codes import issuer
from central.database import Database
from central.feed import page
from central.places import granting
from central.places.file import Line
from central.places.slots import put_slots
from central.roster import add_store, open_launch
from central.tables import bookings, feed
from central.terminals import enrol
from kiosk.desk import Desk, TerminalIdentity
from kiosk.domain.event import canonical
from kiosk.domain.policy import Policy, Role, Staff
from kiosk.domain.reservation import Customer, Product, Reservation, Slot, StoreRow
from kiosk.domain.rows import parse_row
from kiosk.errors import Refused
from kiosk.store.outbox import Final
from kiosk.store.store import Store
from sync.wire import FINAL_ANSWERS, Enrolment, EventBatch, FeedPage
from tests.simulation.inline import InlineWorker
from tests.store.day import DB_KEY, token

STORE, LAUNCH = 1, 1
NOON = datetime(2026, 11, 22, 11, 0, tzinfo=UTC)
"""Twelve o'clock in the store."""
HOUR = timedelta(hours=1)
MORNING = Slot(NOON - 3 * HOUR, NOON - 2 * HOUR)
"""Over: whoever was booked into it is late."""
LATER = tuple(Slot(NOON + (1 + 2 * at) * HOUR, NOON + (2 + 2 * at) * HOUR) for at in range(3))
EVERYBODY = frozenset(Role)


class Clock:
    def __init__(self) -> None:
        self.at = NOON
        self.ms = 0

    def now(self) -> datetime:
        return self.at

    def monotonic_ms(self) -> int:
        self.ms += 1
        return self.ms


class Shop:
    def __init__(self, folder: Path, terminals: int, late: int, policy: Policy | None = None) -> None:
        self.folder = folder
        for file in _template(terminals, late, policy or Policy()).iterdir():
            shutil.copy(file, folder / file.name)
        self.database = Database(folder / "central.db")
        self.central = Central(self.database, lambda: NOON)
        papers = json.loads((folder / "papers.json").read_text())
        self.terminals = [Terminal(self, msgspec.convert(one, Enrolment)) for one in papers]
        with self.database.read() as connection:
            self.late: list[str] = list(
                connection.execute(select(bookings.c.reservation_id).order_by(bookings.c.reference)).scalars()
            )

    def close(self) -> None:
        for terminal in self.terminals:
            terminal.close()
        self.central.close()
        self.database.close()

    def offer(self, *capacities: int | None) -> None:
        """The later slots take so many."""
        with self.database.write() as connection:
            lines = [Line(slot, capacity) for slot, capacity in zip(LATER, capacities, strict=False)]
            put_slots(connection, STORE, lines, NOON)

    def book(self, reference: str, slot: Slot, **changes: Any) -> str:
        """The retailer's; again under the same reference changes it."""
        with self.database.write() as connection:
            writer = BookingWriter(connection, issuer(connection, LAUNCH, NOON))
            (written,) = writer.write([Booking(reference, booking(slot, **changes))])
            writer.finish()
            granting.settle(connection, STORE, NOON)
        return written.reservation_id

    def standing(self) -> granting.Standing:
        with self.database.write() as connection:
            return granting.stand(connection, STORE)

    def rows(self, kind: str) -> list[Any]:
        with self.database.read() as connection:
            found = select(feed.c.body).where(feed.c.kind == kind, feed.c.body.is_not(None)).order_by(feed.c.key)
            return [parse_row(kind, body.encode()) for body in connection.execute(found).scalars()]

    def exchange(self, rounds: int = 2) -> None:
        """The line is good: everybody tells and hears everything."""
        for _ in range(rounds):
            for terminal in self.terminals:
                terminal.push()
            for terminal in self.terminals:
                terminal.pull()

    # --- an older backup ----------------------------------------------------------------------------------------------

    def back_up(self) -> None:
        with self.database.write() as connection:
            connection.exec_driver_sql("SELECT 1")
        self.database.close()
        shutil.copy(self.folder / "central.db", self.folder / "backup.db")
        self.database = Database(self.folder / "central.db")
        self._serve()

    def restore(self) -> None:
        self.database.close()
        for suffix in ("-wal", "-shm"):
            (self.folder / f"central.db{suffix}").unlink(missing_ok=True)
        shutil.copy(self.folder / "backup.db", self.folder / "central.db")
        self.database = Database(self.folder / "central.db")
        self.database.new_epoch()
        self._serve()

    def resume(self) -> None:
        """The supervisor's word that all terminals are in sync."""
        with self.database.write() as connection:
            granting.resume(connection)
            granting.settle(connection, STORE, NOON)

    def _serve(self) -> None:
        self.central.close()
        self.central = Central(self.database, lambda: NOON)


class Terminal:
    def __init__(self, shop: Shop, papers: Enrolment) -> None:
        self.shop = shop
        self.papers = papers
        self.clock = Clock()
        self.path = shop.folder / f"{papers.letter}.db"
        self._open()

    def _open(self) -> None:
        papers = self.papers
        self.store = Store.open(self.path, DB_KEY, token, worker=InlineWorker())
        identity = TerminalIdentity(
            papers.terminal_id, papers.name, papers.letter, papers.store, papers.launch, papers.root_key
        )
        self.desk = Desk(self.store, self.clock, token, identity, lambda: Staff("1001", EVERYBODY), lambda: 0)

    def close(self) -> None:
        self.store.close()

    def lose_the_file(self) -> None:
        """With everything in it that was not sent."""
        self.close()
        for file in self.path.parent.glob(f"{self.path.name}*"):
            file.unlink()
        self._open()

    # --- the line -------------------------------------------------------------------------------------------------------

    def push(self, most: int = 200, batches: int = 1000) -> None:
        """What central lacks, in batches of at most `most`; asks first what it holds, as at each start."""
        for life in self.store.outbox.lives(self.papers.terminal_id):
            held = self.shop.central.take_in(STORE, EventBatch(self.papers.terminal_id, life)).last_seq
            self.store.outbox.rewind(life, held)
        while batches and (events := self.store.outbox.unsent(most)):
            batches -= 1
            batch = EventBatch(self.papers.terminal_id, events[0].incarnation, [one.to_wire() for one in events])
            answer = self.shop.central.take_in(STORE, batch)
            assert all(one.answer in FINAL_ANSWERS for one in answer.answers), answer.answers
            finals = [Final(one.event_id, str(one.answer), one.reason) for one in answer.answers]
            receipt = {"terminal_id": "", "last_seq": 0}
            self.store.outbox.acknowledge(events[0].incarnation, answer.last_seq, finals, canonical(receipt))

    def pull(self) -> None:
        while True:
            place = self.store.replica.position()
            with self.shop.database.read() as connection:
                epoch = self.shop.central.read_page(STORE, place.epoch, place.cursor, 2000)[0]
                found = page(connection, STORE, place.cursor if epoch == place.epoch else 0, 2000)
            told = msgspec.json.encode(
                {
                    "epoch": epoch,
                    "cursor": found.cursor,
                    "rows": found.rows,
                    "head": found.head,
                    "after": found.after,
                }
            )
            one = msgspec.json.decode(told, type=FeedPage)
            applied = self.store.replica.apply(one.epoch, one.cursor, one.rows, one.head, self.clock.now())
            assert applied.quarantined == 0
            if one.head is not None:
                return

    # --- acts -----------------------------------------------------------------------------------------------------------

    def move(self, reservation_id: str, slot: Slot) -> str:
        """Why not; empty: done."""
        return self._told(lambda: self.desk.reception.reschedule(reservation_id, slot))

    def undo(self) -> str:
        last = self.desk.reception.last_move()
        return "nothing" if last is None else self._told(lambda: self.desk.reception.undo(last.event_id))

    def places(self, reservation_id: str) -> list[int]:
        return [one.places for one in self.desk.reception.later_slots(reservation_id).slots]

    def cancel(self, reservation_id: str) -> str:
        return self._told(lambda: self.desk.amendments.cancel(reservation_id, "asked to"))

    def rebook(self, reservation_id: str, slot: Slot) -> str:
        return self._told(lambda: self.desk.amendments.rebook(reservation_id, slot, "wants it after all"))

    def _told(self, act: Any) -> str:
        try:
            act()
        except Refused as refused:
            return refused.hint
        return ""


def booking(slot: Slot, **changes: Any) -> Reservation:
    values: dict[str, Any] = {
        "reservation_id": "",
        "launch": LAUNCH,
        "store": STORE,
        "slot": slot,
        "sku": "AUR-41",
        "customer": Customer("Camille Durand", "4821"),
        "short_code": "",
    }
    return Reservation(**{**values, **changes})


@functools.cache
def _template(terminals: int, late: int, policy: Policy) -> Path:
    """Made once: a new database costs more than a test."""
    folder = Path(tempfile.mkdtemp(prefix="kiosk-shop-"))
    papers: list[Enrolment] = []
    with Database(folder / "central.db") as database, database.write() as connection:
        open_launch(connection, LAUNCH, "First Light", NOON)
        add_store(connection, LAUNCH, StoreRow(STORE, "Rivoli", "Paris", "Europe/Paris"), policy, NOON)
        writer = BookingWriter(connection, issuer(connection, LAUNCH, NOON))
        writer.offer(Product("AUR-41", "Aurelia One", size="41 mm"))
        writer.write_all([Booking(f"R{number:03}", booking(MORNING)) for number in range(late)])
        writer.finish()
        papers += [
            enrol(connection, STORE, f"Entrance {letter}", ["http://central.example"], NOON)
            for letter in "ABCD"[:terminals]
        ]
    for one in papers:
        Store.open(folder / f"{one.letter}.db", DB_KEY, token, worker=InlineWorker()).close()
    (folder / "papers.json").write_bytes(msgspec.json.encode(papers))
    return folder
