"""The forecast of the wait, worked out beside the GUI thread: how long in 30, 60 and 90 minutes, and whom to call.

Knows no words. One question at a time, on one thread of its own that ends with the page: playing the rest of a day takes
tenths of a second. The supervisor's page and the customers' screen both have one.
"""

import logging
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random
from time import perf_counter

from PySide6.QtCore import QObject, Signal

from kiosk.domain import forecast
from kiosk.domain.forecast import HORIZONS, Floor, Need, Outlook
from ui.bridge import Bridge

EVERY = timedelta(seconds=20)
REST = 15
"""A forecast that takes long is asked for less often: its thread works one part in so many of the time."""
SEED = 5
"""The same floor gives the same forecast: a figure moves because the day does."""

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Answer:
    outlooks: tuple[Outlook, ...]
    need: Need | None
    promise_s: int


def look_ahead(make: Callable[[], Floor], promise_s: int, horizons: Sequence[timedelta], *, with_need: bool) -> Answer:
    """Any thread."""
    floor = make()
    outlooks = forecast.forecast(floor, _chance(), horizons)
    need = forecast.need(floor, promise_s, _chance, horizons) if with_need else None
    return Answer(outlooks, need, promise_s)


def _chance() -> Random:
    return Random(SEED)  # noqa: S311 (a game of chance, no secret)


class OutlookFinder(QObject):
    """GUI thread only."""

    found = Signal(object)
    """An `Answer`."""

    def __init__(
        self,
        bridge: Bridge,
        horizons: Sequence[timedelta] = HORIZONS,
        parent: QObject | None = None,
        *,
        with_need: bool = True,
    ) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._horizons = tuple(horizons)
        self._with_need = with_need
        self._thread: ThreadPoolExecutor | None = None
        self._asked_at: datetime | None = None
        self._asking = False
        self._ended = False
        self._began = 0.0
        self._pause = EVERY

    def is_due(self, now: datetime) -> bool:
        """Nothing was asked yet, or not for a while; a clock that was set back asks at once."""
        if self._asking or self._ended:
            return False
        return self._asked_at is None or not timedelta(0) <= now - self._asked_at < self._pause

    def ask(self, floor: Callable[[], Floor], promise_s: int, now: datetime) -> None:
        """`found` tells the answer; while one is awaited nothing is asked. `floor` is made on the thread."""
        if self._asking or self._ended:
            return
        self._asking, self._asked_at, self._began = True, now, perf_counter()
        if self._thread is None:
            self._thread = ThreadPoolExecutor(1, "forecast")
        future = self._thread.submit(look_ahead, floor, promise_s, self._horizons, with_need=self._with_need)
        self._bridge.when_done(future, self._came, self._failed)

    def forget(self) -> None:
        """Ask anew at the next occasion: the floor has become another one."""
        self._asked_at = None

    def end(self) -> None:
        """Waits for what is being worked out, tenths of a second; nothing is told any more."""
        self._ended = True
        if self._thread is not None:
            self._thread.shutdown(wait=True, cancel_futures=True)

    def _came(self, answer: Answer) -> None:
        self._asking = False
        self._pause = max(EVERY, timedelta(seconds=REST * (perf_counter() - self._began)))
        if not self._ended:
            self.found.emit(answer)

    def _failed(self, error: BaseException) -> None:
        self._asking = False
        log.error("the forecast could not be worked out", exc_info=error)
