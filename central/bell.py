"""Wakes long polls at the commit they wait for. Lives on the event loop: a waiting terminal is one future, no thread.

Other processes write too (`kiosk-central import`, or further servers on one PostgreSQL), so while anybody waits the
counters are also looked up now and then. Nothing is lost between reading a page and waiting: a waiter says which number
it has seen, and of which epoch; in another epoch the numbers begin anew.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Mapping

LOOK_EVERY_S = 0.5

logger = logging.getLogger(__name__)


class Bell:
    """All methods but `ring` on the loop; `ring` from any thread, after the commit."""

    def __init__(self, look: Callable[[], Awaitable[tuple[str, Mapping[int, int]]]]) -> None:
        """`look` reads the epoch, and every store's seq."""
        self._look = look
        self._loop: asyncio.AbstractEventLoop | None = None
        self._epoch = ""
        self._heard: dict[int, int] = {}
        self._waiting: dict[int, dict[asyncio.Future[None], int]] = {}
        self._looking: asyncio.Task[None] | None = None
        self._closed = False

    def open(self) -> None:
        """Call on the loop before the first request."""
        self._loop = asyncio.get_running_loop()

    async def wait(self, epoch: str, store: int, seen: int, timeout_s: float) -> bool:
        """True as soon as the store has a number after `seen` or another epoch; False at the timeout or the end."""
        self._enter(epoch)
        if self._heard.get(store, 0) > seen:
            return True
        if self._closed or self._loop is None or timeout_s <= 0:
            return False
        future = self._loop.create_future()
        waiting = self._waiting.setdefault(store, {})
        waiting[future] = seen
        if self._looking is None:
            self._looking = self._loop.create_task(self._look_now_and_then())
        try:
            async with asyncio.timeout(timeout_s):
                await future
        except TimeoutError:
            return False
        finally:
            waiting.pop(future, None)
        return not self._closed

    def ring(self, epoch: str, store: int, seq: int) -> None:
        if self._loop is not None and not self._loop.is_closed():
            self._loop.call_soon_threadsafe(self._rung, epoch, store, seq)

    def close(self) -> None:
        """Central is stopping: everybody who waits gets an answer now."""
        self._closed = True
        self._wake_all()
        if self._looking is not None:
            self._looking.cancel()

    def _enter(self, epoch: str) -> None:
        if epoch != self._epoch:
            self._epoch = epoch
            self._heard.clear()
            self._wake_all()

    def _wake_all(self) -> None:
        for waiting in self._waiting.values():
            for future in waiting:
                _wake(future)

    def _rung(self, epoch: str, store: int, seq: int) -> None:
        self._enter(epoch)
        if seq > self._heard.get(store, 0):
            self._heard[store] = seq
            # The first look after a start finds numbers that are news to the bell, not to those who wait.
            for future, seen in self._waiting.get(store, {}).items():
                if seq > seen:
                    _wake(future)

    async def _look_now_and_then(self) -> None:
        try:
            while any(self._waiting.values()) and not self._closed:
                await asyncio.sleep(LOOK_EVERY_S)
                try:
                    epoch, numbers = await self._look()
                except Exception:
                    logger.exception("could not look for what other processes wrote")
                    continue
                self._enter(epoch)
                for store, seq in numbers.items():
                    self._rung(epoch, store, seq)
        finally:
            self._looking = None


def _wake(future: asyncio.Future[None]) -> None:
    if not future.done():
        future.set_result(None)
