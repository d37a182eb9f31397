"""Who may come in at a hub: asks central, on a thread of its own, and keeps the answer for those who wait at the door.

Nobody who waits holds a thread, a lock or a connection: a request from an unknown terminal is one future on the loop.
"""

import asyncio
import logging
import threading
import time
from collections.abc import Callable

from central.errors import CentralError
from sync.outcome import Outcome, Reached, Refused
from sync.wire import HubCall, Passes

log = logging.getLogger(__name__)

CALL_EVERY_S = 10.0
"""So fresh is what the hub knows of revoked terminals while it reaches central."""
KNOCK_EVERY_S = 0.2
"""Strange tokens make the hub ask central, but not more often than this, whatever comes of it."""
KNOCK_WITHIN_S = 1.0
"""Who cannot be asked about within this time is sent on to central."""

_Waiter = tuple[asyncio.AbstractEventLoop, "asyncio.Future[bool]"]


class Door:
    """`start` once, `stop` and `join` at the end; who calls `stop` closes the client too, which ends a call under way."""

    def __init__(
        self,
        ask: Callable[[HubCall], Outcome[Passes]],
        call: HubCall,
        learn: Callable[[Passes], None],
        turned_away: Callable[[bool], None],
        every_s: float = CALL_EVERY_S,
    ) -> None:
        """`learn` saves the terminals. `turned_away`: whether central refuses this very hub. Both on the door's thread;
        they may raise CentralError."""
        self._ask_central = ask
        self._call = call
        self._learn = learn
        self._turned_away = turned_away
        self._every_s = every_s
        self._changed = threading.Condition()
        """Guards `_waiting` and `_stopped`."""
        self._waiting: list[_Waiter] = []
        self._stopped = False
        self._thread = threading.Thread(target=self._run, name="hub-door", daemon=True)

    def start(self) -> None:
        self._thread.start()

    def stop(self) -> None:
        """Returns at once; who waits is told that central was not asked."""
        with self._changed:
            self._stopped = True
            waiting, self._waiting = self._waiting, []
            self._changed.notify_all()
        _tell(waiting, False)

    def join(self, timeout: float | None = None) -> bool:
        if self._thread.ident is not None:
            self._thread.join(timeout)
        return not self._thread.is_alive()

    async def knock(self) -> bool:
        """Whether central has named the terminals since this was called."""
        loop = asyncio.get_running_loop()
        waiter = (loop, loop.create_future())
        with self._changed:
            if self._stopped:
                return False
            self._waiting.append(waiter)
            self._changed.notify_all()
        try:
            async with asyncio.timeout(KNOCK_WITHIN_S):
                return await waiter[1]
        except TimeoutError:
            return False
        finally:
            with self._changed:
                if waiter in self._waiting:
                    self._waiting.remove(waiter)

    def _run(self) -> None:
        asked_at = time.monotonic() - self._every_s
        while True:
            with self._changed:
                self._changed.wait_for(
                    lambda: self._stopped or self._waiting, max(0.0, asked_at + self._every_s - time.monotonic())
                )
                # Counted from the attempt: a central that refuses or is gone is not asked more often than one that answers.
                self._changed.wait_for(lambda: self._stopped, max(0.0, asked_at + KNOCK_EVERY_S - time.monotonic()))
                if self._stopped:
                    return
                waiting, self._waiting = self._waiting, []
            asked_at = time.monotonic()
            answered = False
            try:
                answered = self._ask()
            except Exception:
                log.exception("could not ask central for the terminals")
            _tell(waiting, answered)

    def _ask(self) -> bool:
        """Whether central answered, and its answer is saved."""
        outcome = self._ask_central(self._call)
        try:
            if isinstance(outcome, Reached):
                self._turned_away(False)
                self._learn(outcome.reply)
                return True
            if not self._stopped:
                log.info("central did not name the terminals: %s", outcome.detail)
            # Only central's own word; a gateway's has no problem with it.
            if isinstance(outcome, Refused) and outcome.problem is not None and outcome.status in (401, 403):
                self._turned_away(True)
        except CentralError as error:
            log.warning("what central said of the terminals could not be saved: %s", error)
        return False


def _tell(waiting: list[_Waiter], answered: bool) -> None:
    for loop, future in waiting:
        if not loop.is_closed():
            loop.call_soon_threadsafe(_settle, future, answered)


def _settle(future: "asyncio.Future[bool]", answered: bool) -> None:
    if not future.done():
        future.set_result(answered)
