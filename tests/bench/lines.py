"""The registry: which lines there are, in the order of the table. A new line is a function in a file of its own and a row here.

The function's module is imported only when its line runs, so that a broken part fails its own line only.
"""

import importlib
import traceback
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from tests.bench.figures import Missing, Row
from tests.bench.ground import Ground

Measure = Callable[[Ground], Sequence[Row]]


@dataclass(frozen=True, slots=True)
class Line:
    name: str
    what: str
    module: str

    def measure(self, ground: Ground) -> Sequence[Row]:
        """The rows of this line; one that says why, where it cannot be measured."""
        try:
            act: Measure = importlib.import_module(self.module).measure
            return act(ground)
        except Exception as error:  # one line's trouble is no other line's
            ground.say(traceback.format_exc())
            reason = f"{type(error).__name__}: {error}".splitlines()[0] if str(error) else type(error).__name__
            return [Missing(self.name, self.what, reason[:160])]


LINES = (
    Line("scan", "code text -> durable verdict", "tests.bench.scan"),
    Line("decode", "decode one frame", "tests.bench.decode"),
    Line("read", "read rate", "tests.bench.read"),
    Line("scanner", "the reading engine beside its parts", "tests.bench.scanner"),
    Line("presentations", "rendered presentations read", "tests.bench.presentations"),
    Line("glass", "code before the camera -> verdict drawn", "tests.bench.glass"),
    Line("start", "start -> ready to scan", "tests.bench.start"),
    Line("memory", "memory of app and scanner", "tests.bench.memory"),
    Line("waiting", "CPU while waiting with a live camera", "tests.bench.waiting"),
    Line("cpu", "CPU and memory with a live camera, idle and busy", "tests.bench.cpu"),
    Line("floor", "the stockroom's board with 1,000 tasks", "tests.bench.floor"),
    Line("sync", "first sync", "tests.bench.sync"),
    Line("delta", "100 changed bookings -> saved", "tests.bench.delta"),
    Line("news", "arrival at one terminal -> known at another", "tests.bench.news"),
    Line("relay", "arrival at the entrance -> known at the stockroom", "tests.bench.relay"),
    Line("drain", "1,000 queued events -> stored at central", "tests.bench.drain"),
    Line("closing", "the report of a day", "tests.bench.closing"),
    Line("reconnect", "20 terminals with 1,000 queued events each", "tests.bench.reconnect"),
)
CHEAP = ("scan", "decode")
"""Together a few seconds with --quick: what the smoke test runs."""


def chosen(names: Sequence[str]) -> Iterator[Line]:
    """The named lines, all when none is named. Raises KeyError for a name that does not exist."""
    known = {line.name: line for line in LINES}
    for name in names or known:
        yield known[name]
