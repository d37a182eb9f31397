"""Central comes back after an outage: how soon the events that queued up meanwhile are stored there."""

import time
from collections.abc import Sequence
from functools import partial

from sqlalchemy import func, select

from central.database import Database
from central.tables import events
from kiosk.cli.compose import Terminal
from tests.bench.figures import Figure, Row, median
from tests.bench.ground import Day, Ground, whole
from tests.bench.waits import pause, wait_until
from tests.bench.wire import RawTerminal

FLOOR = "the same number of events in one bare POST (receipt read), central warm"
EVENTS = (200, 1000)
OUTAGE_S = 4.0
"""Long enough for the terminal to have failed and to be waiting; an outage of minutes waits up to 2.5 s, drawn by lot."""
LIMIT_S = 60.0


def measure(ground: Ground) -> Sequence[Row]:
    day = ground.day(ground.sizes[0])
    plans = [(EVENTS[0], 4), (EVENTS[1], 1)] if not ground.quick else [(50, 1)]
    return [_row(ground, day, number, times) for number, times in plans]


def _row(ground: Ground, day: Day, number: int, times: int) -> Row:
    ours: list[float] = []
    floor: list[float] = []
    with day.central:
        config, raw = ground.new_terminal(day), RawTerminal(ground.new_terminal(day))
        with Terminal.open(config) as terminal:
            terminal.start_sync()
            wait_until(lambda: whole(terminal), "a whole copy", LIMIT_S)
            for turn in range(times):
                day.central.stop()
                ids = _customers(day, turn, number)
                for reservation_id in ids:
                    terminal.store.worker.submit(terminal.desk.check_in_reservation, reservation_id).result()
                pause(OUTAGE_S)
                with Database(day.central.database, create=False) as database:
                    before = _stored(database, terminal)
                    day.central.start()
                    listening = time.monotonic()
                    there = wait_until(partial(_holds, database, terminal, before + number), "all stored", LIMIT_S)
                ours.append(there - listening)
                batch = raw.events(ids)
                began = time.monotonic()
                raw.post(batch)
                floor.append(time.monotonic() - began)
        raw.close()
    figure = max(ours)
    note = "the terminal's own wait before it asks again (up to 2.5 s, drawn by lot) is most of it; " + ", ".join(
        f"{took:.2f}" for took in ours
    )
    return Figure(
        "drain", f"{number:,} queued events -> stored, central back", "worst", "s", figure, median(floor), FLOOR,
        times, "<= 5 s (issue 2)", figure <= 5, note,
    )  # fmt: skip


def _customers(day: Day, turn: int, number: int) -> list[str]:
    """Ids of as many as are scanned in one outage; who has arrived already is refused, which is an event as well."""
    start = (turn * number) % (day.count - number + 1)
    return [one.reservation_id for one in day.reservations[start : start + number]]


def _holds(database: Database, terminal: Terminal, number: int) -> bool:
    return _stored(database, terminal) >= number


def _stored(database: Database, terminal: Terminal) -> int:
    """How many events of the terminal central holds."""
    with database.read() as connection:
        mine = events.c.terminal_id == terminal.enrolment.terminal_id
        return connection.execute(select(func.count()).select_from(events).where(mine)).scalar_one()
