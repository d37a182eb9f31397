"""First sync on loopback: the real runner and store against the real central, from nothing to a copy proven whole."""

import time
from collections.abc import Sequence

from kiosk.cli.compose import Terminal
from kiosk.cli.config import Config
from tests.bench.figures import Figure, Row, median, spread
from tests.bench.ground import SYNC_LIMIT_S, Day, Ground, whole
from tests.bench.waits import wait_until
from tests.bench.wire import RawTerminal, into_plain_sqlite

FLOOR = "the same pages by bare requests, decoded by msgspec, executemany into one table of a plain SQLite file"
MOST_S = (1.0, 15.0)


def measure(ground: Ground) -> Sequence[Row]:
    rows: list[Row] = []
    for count, most in zip(ground.sizes, MOST_S, strict=True):
        day = ground.day(count)
        times = ground.pick(5 if count <= 1000 else 2, 1)
        with day.central:
            taken = [(_first_sync(ground, day), _bare(ground, day, number)) for number in range(times)]
        ours, floor = ([pair[at] for pair in taken] for at in (0, 1))
        figure = median(ours)
        note = f"half of them between {spread(ours)} s, of the floor {spread(floor)} s"
        rows.append(
            Figure("sync", f"first sync, {count:,} reservations", "p50", "s", figure, median(floor), FLOOR, times,
                   f"<= {most:g} s", figure <= most, note)
        )  # fmt: skip
    return rows


def _first_sync(ground: Ground, day: Day) -> float:
    config: Config = ground.new_terminal(day)
    with Terminal.open(config) as terminal:
        began = time.monotonic()
        terminal.start_sync()
        took = wait_until(lambda: whole(terminal), f"a whole copy of {day.count}", SYNC_LIMIT_S) - began
    ground.keep(day.count, config)
    return took


def _bare(ground: Ground, day: Day, number: int) -> float:
    raw = RawTerminal(ground.new_terminal(day))
    began = time.monotonic()
    rows = into_plain_sqlite(raw, ground.folder / f"plain-{day.count}-{number}.db")
    took = time.monotonic() - began
    raw.close()
    assert rows >= day.count
    return took
