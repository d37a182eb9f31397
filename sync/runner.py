"""Has carried out what the engine asks for: two threads, one for each channel. What to do is `sync.engine`'s, doing it
`sync.hands`'.

A long poll that waits holds up nothing. Nothing here ever touches a scan: the ledger is the queue, and `wake` only says
that it has grown.
"""

import logging
import random
import threading
import time
from collections import deque
from collections.abc import Callable
from typing import Protocol

from kiosk.timepiece import Timepiece
from sync import engine
from sync.hands import Hands, KeyOf, Upstream
from sync.keeper import Keeper
from sync.signals import Channel, Command, Crashed, Moment, Signal, Sleep, SleepEnded, Started, Woken
from sync.status import LinkProblem, SyncStatus

log = logging.getLogger(__name__)

_CHANCE = random.SystemRandom()
CALLS_FOR_PEOPLE = frozenset({LinkProblem.UNAUTHORIZED, LinkProblem.PROTOCOL, LinkProblem.NOT_SAVED})


class Line(Upstream, Protocol):
    """`sync.http.Client`, as far as the threads need it."""

    def clock_offset_ms(self) -> int | None: ...

    def close(self) -> None: ...


class GrowingKeeper(Keeper, Protocol):
    def subscribe(self, grown: Callable[[], None]) -> Callable[[], None]:
        """Have `grown` called, from any thread, when there is something to send; returns what ends that."""
        ...


class Runner:
    """`start` once; `stop` from any thread, then `join`. It owns `client` and closes it."""

    def __init__(
        self,
        keeper: GrowingKeeper,
        client: Line,
        clock: Timepiece,
        jitter: Callable[[], float] = _CHANCE.random,
        *,
        key_of: KeyOf,
        on_status: Callable[[SyncStatus], None] = lambda _status: None,
    ) -> None:
        """`key_of` as `sync.hands`. `on_status` is called in order, on one of the two threads, and must not block."""
        self._keeper = keeper
        self._client = client
        self._hands = Hands(keeper, client, key_of, self._moment)
        self._clock = clock
        self._on_status = on_status
        self._jitter = jitter
        self._state = engine.begin(clock.now())
        self._changed = threading.Condition()
        """Guards state, commands and `_stopped`."""
        self._commands: dict[Channel, deque[Command]] = {channel: deque() for channel in Channel}
        self._stopped = False
        self._telling = threading.Lock()
        self._told: SyncStatus | None = None
        self._leave: Callable[[], None] | None = None
        self._threads = [
            threading.Thread(target=self._run, args=(channel,), name=f"sync-{channel}", daemon=True)
            for channel in Channel
        ]

    def start(self) -> None:
        self._leave = self._keeper.subscribe(self.wake)
        for channel in Channel:
            self._tell(Started(channel, self._moment()))
        for thread in self._threads:
            thread.start()

    def wake(self) -> None:
        """The ledger has grown. From any thread; returns at once."""
        with self._changed:
            self._step(Woken(self._moment()))

    def status(self) -> SyncStatus:
        with self._changed:
            return engine.status(self._state, self._client.clock_offset_ms())

    def clock_offset_ms(self) -> int:
        """Central's clock minus ours; 0 when never measured."""
        return self._client.clock_offset_ms() or 0

    def stop(self) -> None:
        """Ends pauses and requests at once, a waiting long poll too. What is being saved is saved. Safe to call twice."""
        with self._changed:
            self._stopped = True
            self._changed.notify_all()
        if self._leave is not None:
            self._leave()
        self._client.close()

    def join(self, timeout: float | None = None) -> bool:
        """Wait for both threads; False when one still runs after `timeout` seconds in all."""
        deadline = None if timeout is None else time.monotonic() + timeout
        for thread in self._threads:
            if thread.ident is not None:
                thread.join(None if deadline is None else max(0.0, deadline - time.monotonic()))
        return not any(thread.is_alive() for thread in self._threads)

    # --- one thread for each channel ------------------------------------------------------------------------------

    def _run(self, channel: Channel) -> None:
        while (command := self._next(channel)) is not None:
            try:
                if isinstance(command, Sleep):
                    self._sleep(command)
                else:
                    self._tell(self._hands.carry_out(command))
            except Exception as error:
                if self._stopped:
                    return  # the store or the client was closed under a command: nothing that anybody waits for
                log.exception("sync %s failed", channel)
                self._tell(Crashed(channel, type(error).__name__, self._moment()))

    def _next(self, channel: Channel) -> Command | None:
        commands = self._commands[channel]
        with self._changed:
            self._changed.wait_for(lambda: commands or self._stopped)
            return None if self._stopped else commands.popleft()

    def _sleep(self, command: Sleep) -> None:
        commands = self._commands[command.channel]
        with self._changed:
            if not self._changed.wait_for(lambda: commands or self._stopped, command.ms / 1000):
                # Under the lock, so that nothing else can wake the channel between the waiting and the telling.
                self._step(SleepEnded(command.channel, self._moment()))
        self._tell_people()

    def _tell(self, signal: Signal) -> None:
        with self._changed:
            self._step(signal)
        self._tell_people()

    def _step(self, signal: Signal) -> None:
        """Holding the lock. A signal that cannot come is our fault; the channel begins again rather than stands still."""
        if self._stopped:
            return
        try:
            self._state, commands = engine.step(self._state, signal)
        except LookupError as error:
            log.exception("sync %s does not know how to go on", signal.channel)
            crashed = Crashed(signal.channel, str(error), signal.moment)
            self._state, commands = engine.step(self._state, crashed)
        for command in commands:
            self._commands[command.channel].append(command)
        self._changed.notify_all()

    def _tell_people(self) -> None:
        with self._telling:
            status = self.status()
            before, self._told = self._told, status
            if status == before:
                return
            if before is None or (before.online, before.problem) != (status.online, status.problem):
                level = logging.WARNING if status.problem in CALLS_FOR_PEOPLE else logging.INFO
                word = "online" if status.online else "offline"
                log.log(level, "link %s %s %s", word, status.problem, status.detail)
            try:
                self._on_status(status)
            except Exception:
                log.exception("a listener of the link's status failed")

    def _moment(self) -> Moment:
        return Moment(self._clock.monotonic_ms(), self._clock.now(), self._jitter())
