"""Some bookings change at central: how soon a terminal that holds a large roster has saved them. Central is another process.

The changes are committed to central's own database, as an import does; the terminal waits in its long poll.
"""

import threading
import time
from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from queue import SimpleQueue

from central.database import Database
from central.feed import Change, StoreWriter
from kiosk.cli.compose import Terminal
from kiosk.domain.reservation import Reservation
from kiosk.domain.rows import row_body
from tests.bench.figures import Figure, Row, median, spread
from tests.bench.ground import STORE, SYNC_LIMIT_S, Day, Ground, whole
from tests.bench.waits import wait_until
from tests.bench.wire import RawTerminal

FLOOR = "the same commits until a waiting bare long poll beside it has all, nothing stored"
CHANGES = 100
LIMIT_S = 60.0


class Bookings:
    """The day's bookings as they are changed: each change gives some bookings another remark."""

    def __init__(self, day: Day, database: Database) -> None:
        self._day, self._database = day, database
        self._round = 0

    def change(self) -> list[Reservation]:
        """One commit; what it changed."""
        self._round += 1
        of = self._day.reservations
        step = len(of) // CHANGES
        changed = [replace(of[at * step], status_reason=f"Remark {self._round}") for at in range(CHANGES)]
        with self._database.write() as connection:
            writer = StoreWriter(connection, STORE)
            writer.publish(Change("reservation", one.reservation_id, row_body(one)) for one in changed)
            writer.finish()
        return changed


class BarePoll:
    """A thread in an endless long poll: when each row came."""

    def __init__(self, raw: RawTerminal) -> None:
        self._raw = raw
        self._news: SimpleQueue[tuple[list[str], float]] = SimpleQueue()
        self._stop = threading.Event()
        for _ in raw.pages():
            pass
        self._thread = threading.Thread(target=self._poll, name="bench-poll", daemon=True)
        self._thread.start()

    def wait_for(self, changed: list[Reservation]) -> float:
        """time.monotonic() when the last of them had come."""
        missing = {one.reservation_id for one in changed}
        while True:
            keys, at = self._news.get(timeout=LIMIT_S)
            missing.difference_update(keys)
            if not missing:
                return at

    def _poll(self) -> None:
        while not self._stop.is_set():
            page = self._raw.page(wait=2)
            self._news.put(([row["key"] for row in page["rows"]], time.monotonic()))

    def close(self) -> None:
        self._stop.set()
        self._thread.join(LIMIT_S)
        self._raw.close()


def measure(ground: Ground) -> Sequence[Row]:
    return [_row(ground, count) for count in ground.sizes]


def _row(ground: Ground, count: int) -> Row:
    day, config = ground.day(count), ground.synced(count)
    ours: list[float] = []
    floor: list[float] = []
    times = ground.pick(20, 3)
    with day.central, Terminal.open(config) as terminal, Database(day.central.database, create=False) as database:
        terminal.start_sync()
        wait_until(lambda: whole(terminal), "a whole copy", SYNC_LIMIT_S)
        poll = BarePoll(RawTerminal(ground.new_terminal(day)))
        bookings = Bookings(day, database)
        try:
            for _ in range(times):
                changed = bookings.change()
                committed = time.monotonic()
                saved = wait_until(partial(_holds, terminal, changed), "all changes", LIMIT_S, every=0.002)
                ours.append(1000 * (saved - committed))
                floor.append(1000 * (poll.wait_for(changed) - committed))
        finally:
            poll.close()
    note = f"half of them between {spread(ours)} ms, of the floor {spread(floor)} ms; most of both is central's looking for what another process has written"
    return Figure("delta", f"{CHANGES} changed bookings -> saved, {count:,} reservations", "p50", "ms", median(ours),
                  median(floor), FLOOR, times, note=note)  # fmt: skip


def _holds(terminal: Terminal, changed: list[Reservation]) -> bool:
    """All of a page are saved in one transaction, so its last row tells; a change may come in two pages."""

    def held() -> bool:
        found = (terminal.store.roster.reservation(one.reservation_id) for one in (changed[0], changed[-1]))
        return all(one is not None and one.status_reason == changed[0].status_reason for one in found)

    return terminal.store.worker.submit(held).result()
