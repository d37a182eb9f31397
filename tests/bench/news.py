"""An arrival at one terminal is known at another: two real terminals and central, against one POST and one woken poll."""

import threading
import time
from collections.abc import Sequence
from queue import SimpleQueue

from kiosk.cli.compose import Terminal
from tests.bench.figures import Figure, Row, interleaved, quantile
from tests.bench.ground import Day, Ground, whole
from tests.bench.waits import wait_until
from tests.bench.wire import RawTerminal

FLOOR = "one event by a bare POST until a waiting bare long poll has it (two sessions of requests, nothing stored)"
LIMIT_S = 20.0


def measure(ground: Ground) -> Sequence[Row]:
    count = ground.sizes[0]
    day = ground.day(count)
    samples = ground.pick(80, 10)
    with day.central:
        configs = [ground.new_terminal(day) for _ in range(4)]
        with Terminal.open(configs[0]) as here, Terminal.open(configs[1]) as there:
            for terminal in (here, there):
                terminal.start_sync()
            for terminal in (here, there):
                wait_until(lambda terminal=terminal: whole(terminal), "a whole copy", LIMIT_S)
            known = Known(there)
            raw = BareArrival(RawTerminal(configs[2]), RawTerminal(configs[3]), day)
            codes = iter(day.codes("news", samples))
            try:
                ours, floor = interleaved(samples, lambda: arrive(here, next(codes), known), raw.arrive)
            finally:
                raw.close()
    what = f"arrival at one terminal -> known at another, {count:,} reservations"
    return [
        Figure("news", what, name, "ms", 1000 * quantile(ours, part), 1000 * quantile(floor, part), FLOOR, samples,
               target, met)
        for name, part, target, met in (
            ("p50", 0.5, "", None),
            ("p95", 0.95, "<= 1 s", quantile(ours, 0.95) <= 1),
        )
    ]  # fmt: skip


class Known:
    """When a terminal knew of which reservation."""

    def __init__(self, terminal: Terminal) -> None:
        self._news: SimpleQueue[tuple[frozenset[str], float]] = SimpleQueue()
        terminal.store.on_change.subscribe(lambda changed: self._news.put((changed, time.monotonic())))

    def wait_for(self, reservation_id: str) -> float:
        while True:
            changed, at = self._news.get(timeout=LIMIT_S)
            if reservation_id in changed:
                return at


def arrive(terminal: Terminal, code: str, known: Known) -> float:
    began = time.monotonic()
    check_in = terminal.store.worker.submit(terminal.desk.check_in, (code,)).result()
    assert check_in.admitted, check_in.verdict.kind
    return known.wait_for(check_in.verdict.reservation_id) - began


class BareArrival:
    """The floor: a thread in an endless long poll, and whoever posts."""

    def __init__(self, poster: RawTerminal, poller: RawTerminal, day: Day) -> None:
        self._poster, self._poller = poster, poller
        self._ids = iter([one.reservation_id for one in day.reservations])
        self._news: SimpleQueue[tuple[set[str], float]] = SimpleQueue()
        self._stop = threading.Event()
        for _ in poller.pages():
            pass
        self._thread = threading.Thread(target=self._poll, name="bench-poll", daemon=True)
        self._thread.start()

    def arrive(self) -> float:
        events = self._poster.events([next(self._ids)])
        began = time.monotonic()
        self._poster.post(events)
        while True:
            keys, at = self._news.get(timeout=LIMIT_S)
            if events[0]["event_id"] in keys:
                return at - began

    def _poll(self) -> None:
        while not self._stop.is_set():
            page = self._poller.page(wait=2)
            self._news.put(({row["key"] for row in page["rows"]}, time.monotonic()))

    def close(self) -> None:
        self._stop.set()
        self._thread.join(LIMIT_S)
        self._poster.close()
        self._poller.close()
