"""An arrival at the entrance is known at the stockroom: two real terminals through central, then through the store's hub.

The floor is one bare POST until a waiting bare long poll has it, against the same central in the same run.
"""

import json
import subprocess
import sys
from collections.abc import Generator, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from kiosk.cli.compose import Terminal
from tests.bench.figures import Figure, Row, interleaved, quantile
from tests.bench.ground import STORE, Day, Ground, whole
from tests.bench.news import FLOOR, LIMIT_S, BareArrival, Known, arrive
from tests.bench.waits import wait_until
from tests.bench.wire import RawTerminal

HUB_HOST = "127.0.0.2"


def measure(ground: Ground) -> Sequence[Row]:
    count = ground.sizes[0]
    day = ground.day(count)
    samples = ground.pick(50, 8)
    codes = iter(day.codes("relay", 2 * samples))
    rows: list[Row] = []
    with day.central:
        configs = [ground.new_terminal(day) for _ in range(4)]
        with Terminal.open(configs[0]) as entrance, Terminal.open(configs[1]) as stockroom:
            for terminal in (entrance, stockroom):
                terminal.start_sync()
            for terminal in (entrance, stockroom):
                wait_until(lambda terminal=terminal: whole(terminal), "a whole copy", LIMIT_S)
            known = Known(stockroom)
            raw = BareArrival(RawTerminal(configs[2]), RawTerminal(configs[3]), day)
            try:
                rows += _rows("central", count, samples, entrance, codes, known, raw)
                with _hub(ground.folder / "relay", day):
                    for terminal in (entrance, stockroom):
                        wait_until(
                            lambda terminal=terminal: terminal.link_status().relay is not None and whole(terminal),
                            "a terminal at the hub",
                            LIMIT_S * 3,
                        )
                    rows += _rows("the hub", count, samples, entrance, codes, known, raw)
            finally:
                raw.close()
    return rows


def _rows(
    way: str, count: int, samples: int, entrance: Terminal, codes: Iterator[str], known: Known, raw: BareArrival
) -> list[Row]:
    ours, floor = interleaved(samples, lambda: arrive(entrance, next(codes), known), raw.arrive)
    what = f"arrival at the entrance -> known at the stockroom through {way}, {count:,} reservations"
    return [
        Figure("relay", what, name, "ms", 1000 * quantile(ours, part), 1000 * quantile(floor, part), FLOOR, samples,
               target, met)
        for name, part, target, met in (
            ("p50", 0.5, "", None),
            ("p95", 0.95, "<= 1 s", quantile(ours, 0.95) <= 1),
        )
    ]  # fmt: skip


@contextmanager
def _hub(folder: Path, day: Day) -> Generator[None]:
    """The store's hub as a process beside central."""
    folder.mkdir(parents=True, exist_ok=True)
    papers = folder / "hub.json"
    day.central.run(
        "enrol", "--hub", "--store", str(STORE), "--name", "Hub", "--server", day.central.address, "--out", str(papers)
    )
    command = [sys.executable, "-m", "central.cli", "hub", "--with-parent", "--database", str(folder / "hub.db")]
    command += ["--enrolment", str(papers), "--host", HUB_HOST, "--port", "0"]
    with (folder / "hub.log").open("w") as words:
        process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=words, text=True)
    assert process.stdin is not None
    assert process.stdout is not None
    try:
        json.loads(process.stdout.readline())
        yield
    finally:
        process.stdin.close()
        process.wait(LIMIT_S)
        process.stdout.close()
