"""Carries out what the engine asks for: two threads, the store and HTTP. Few branches; what to do is `sync.engine`'s.

Store calls run on the store's thread (`store.worker`), requests on the channel's own, so a long poll that waits holds up
nothing. Nothing here ever touches a scan: the ledger is the queue, and `wake` only says that it has grown.
"""

import logging
import random
import threading
import time
from collections import deque
from collections.abc import Callable
from typing import ParamSpec, TypeVar

from kiosk.domain.event import canonical
from kiosk.errors import Fault
from kiosk.store.outbox import Final
from kiosk.store.store import Store
from kiosk.timepiece import Timepiece
from sync import engine
from sync.http import Client
from sync.outcome import Outcome
from sync.receipts import proven
from sync.signals import (
    AnswersSaved,
    AskHeld,
    BatchAnswered,
    BeginCopyAgain,
    Channel,
    Command,
    CopyBegunAgain,
    Crashed,
    FetchPage,
    HeldTold,
    LivesLoaded,
    LoadLives,
    LoadPosition,
    LoadUnsent,
    Moment,
    PageFetched,
    PageSaved,
    PositionLoaded,
    Probe,
    Probed,
    SaveAnswers,
    SaveHeld,
    SavePage,
    SendBatch,
    Signal,
    Sleep,
    SleepEnded,
    Started,
    StoreFailed,
    UnsentLoaded,
    Woken,
)
from sync.status import LinkProblem, SyncStatus
from sync.wire import BatchAnswer, EventBatch

log = logging.getLogger(__name__)

P = ParamSpec("P")
R = TypeVar("R")

_CHANCE = random.SystemRandom()
CALLS_FOR_PEOPLE = frozenset({LinkProblem.UNAUTHORIZED, LinkProblem.PROTOCOL, LinkProblem.NOT_SAVED})


class Runner:
    """`start` once; `stop` from any thread, then `join`. It owns `client` and closes it."""

    def __init__(
        self,
        store: Store,
        client: Client,
        clock: Timepiece,
        jitter: Callable[[], float] = _CHANCE.random,
        *,
        terminal_id: str,
        receipt_key: str,
        on_status: Callable[[SyncStatus], None] = lambda _status: None,
    ) -> None:
        """`terminal_id` and `receipt_key` as enrolled. `on_status` is called in order, on one of the two threads, and
        must not block."""
        self._store = store
        self._client = client
        self._terminal_id = terminal_id
        self._receipt_key = receipt_key
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
        self._leave = self._store.on_commit.subscribe(self.wake)
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
                    self._tell(self._carried_out(command))
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

    # --- commands ---------------------------------------------------------------------------------------------------

    def _carried_out(self, command: Command) -> Signal:
        try:
            return self._answer(command)
        except Fault as fault:
            log.info("sync %s: %s", command.channel, fault)
            return StoreFailed(command.channel, fault.hint, self._moment())

    def _answer(self, command: Command) -> Signal:
        match command:
            case FetchPage(epoch, cursor, limit, wait_s):
                return PageFetched(self._client.feed(epoch, cursor, limit, wait_s), self._moment())
            case SavePage(page):
                apply = self._store.replica.apply
                saved = self._stored(apply, page.epoch, page.cursor, page.rows, page.head, self._clock.now())
                return PageSaved(saved.complete, self._moment())
            case LoadPosition():
                position = self._stored(self._store.replica.position)
                return PositionLoaded(position.epoch, position.cursor, self._moment())
            case BeginCopyAgain(epoch):
                log.info("the copy of the day does not equal central's: it is pulled again")
                self._stored(self._store.replica.start_over, epoch)
                return CopyBegunAgain(self._moment())
            case LoadUnsent(limit):
                return UnsentLoaded(tuple(self._stored(self._store.outbox.unsent, limit)), self._moment())
            case SendBatch(events):
                first = events[0]
                batch = EventBatch(first.terminal_id, first.incarnation, [event.to_wire() for event in events])
                return BatchAnswered(self._sent(batch), self._moment())
            case LoadLives():
                return LivesLoaded(self._stored(self._lives), self._moment())
            case AskHeld(incarnation):
                batch = EventBatch(self._terminal_id, incarnation, [])
                return HeldTold(self._sent(batch), self._moment())
            case SaveAnswers():
                self._stored(self._save_answers, command)
                return AnswersSaved(self._moment())
            case SaveHeld():
                self._stored(self._save_held, command)
                return AnswersSaved(self._moment())
            case Probe(channel):
                return Probed(channel, self._client.health(), self._moment())
            case Sleep():
                raise LookupError("sleeping is the loop's own")

    def _sent(self, batch: EventBatch) -> Outcome[BatchAnswer]:
        return proven(self._client.send(batch), self._receipt_key, batch.terminal_id, batch.incarnation)

    def _stored(self, act: Callable[P, R], *args: P.args, **kwargs: P.kwargs) -> R:
        return self._store.worker.submit(act, *args, **kwargs).result()

    # --- on the store's thread ----------------------------------------------------------------------------------------

    def _lives(self) -> tuple[str, ...]:
        return (self._store.incarnation,)

    def _save_answers(self, answers: SaveAnswers) -> None:
        """Two transactions, each true by itself: whatever a cut between them leaves is sent again."""
        outbox = self._store.outbox
        if answers.acknowledged is not None:
            finals = [Final(one.event_id, one.answer, one.reason) for one in answers.finals]
            outbox.acknowledge(answers.incarnation, answers.acknowledged, finals, canonical(answers.receipt))
        if answers.rewind_to is not None:
            outbox.rewind(answers.incarnation, answers.rewind_to)

    def _save_held(self, held: SaveHeld) -> None:
        if held.last_seq and not self._store.ledger.holds(held.incarnation, held.last_seq, self._terminal_id):
            # Central has more than this file ever made: the file is an older copy of itself, and the outbox says so.
            self._store.outbox.acknowledge(held.incarnation, held.last_seq, [], canonical(held.receipt))
        else:
            self._store.outbox.rewind(held.incarnation, held.last_seq)
