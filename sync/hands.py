"""Carries out one command of the engine and returns the signal it is answered with. No thread, clock or chance in here.

`sync.runner` calls it on its threads, a simulator in an order of its own. Sleeping is the caller's: it is a matter of
time, not of work.
"""

import logging
from collections.abc import Callable
from typing import Protocol

from kiosk.errors import Fault
from sync.keeper import Keeper
from sync.outcome import Outcome
from sync.receipts import proven
from sync.signals import (
    AnswersSaved,
    AskHeld,
    BatchAnswered,
    BeginCopyAgain,
    Command,
    CopyBegunAgain,
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
    SealAgain,
    SealedAgain,
    SendBatch,
    Signal,
    Sleep,
    StoreFailed,
    UnsentLoaded,
)
from sync.wire import BatchAnswer, EventBatch, FeedPage, Health

log = logging.getLogger(__name__)

KeyOf = Callable[[str], str]
"""The public key of a receipt's `issuer`, base64url; the empty text for one that nobody vouched for."""


class Upstream(Protocol):
    """Where questions go: `sync.http.Client`, or a simulated line."""

    def feed(self, epoch: str, cursor: int, limit: int, wait_s: int) -> Outcome[FeedPage]: ...

    def send(self, batch: EventBatch) -> Outcome[BatchAnswer]: ...

    def health(self) -> Outcome[Health]: ...


class Hands:
    """`moment` is asked once for each signal, when it comes about."""

    def __init__(self, keeper: Keeper, upstream: Upstream, key_of: KeyOf, moment: Callable[[], Moment]) -> None:
        self._keeper = keeper
        self._upstream = upstream
        self._key_of = key_of
        self._moment = moment

    def carry_out(self, command: Command) -> Signal:
        """Raises whatever is our own fault; the environment's is a `StoreFailed`."""
        try:
            return self._answer(command)
        except Fault as fault:
            log.info("sync %s: %s", command.channel, fault)
            return StoreFailed(command.channel, fault.hint, self._moment())

    def _answer(self, command: Command) -> Signal:
        keeper = self._keeper
        match command:
            case FetchPage(epoch, cursor, limit, wait_s):
                return PageFetched(self._upstream.feed(epoch, cursor, limit, wait_s), self._moment())
            case SavePage(page):
                complete = keeper.apply(page, self._moment().wall)
                return PageSaved(complete, self._moment())
            case LoadPosition():
                place = keeper.position()
                return PositionLoaded(place.epoch, place.cursor, self._moment())
            case BeginCopyAgain(epoch):
                log.info("the copy of the day does not equal central's: it is pulled again")
                keeper.start_over(epoch)
                return CopyBegunAgain(self._moment())
            case LoadUnsent(limit):
                return UnsentLoaded(tuple(keeper.unsent(limit)), self._moment())
            case SendBatch(events):
                first = events[0]
                batch = EventBatch(first.terminal_id, first.incarnation, [event.to_wire() for event in events])
                return BatchAnswered(self._sent(batch), self._moment())
            case LoadLives():
                return LivesLoaded(tuple(keeper.lives()), self._moment())
            case AskHeld(life):
                return HeldTold(self._sent(EventBatch(life.terminal_id, life.incarnation, [])), self._moment())
            case SaveAnswers():
                keeper.save_answers(command)
                return AnswersSaved(self._moment())
            case SaveHeld():
                keeper.save_held(command)
                return AnswersSaved(self._moment())
            case SealAgain():
                keeper.seal_again(command)
                return SealedAgain(self._moment())
            case Probe(channel):
                return Probed(channel, self._upstream.health(), self._moment())
            case Sleep():
                raise LookupError("sleeping is the caller's own")

    def _sent(self, batch: EventBatch) -> Outcome[BatchAnswer]:
        return proven(self._upstream.send(batch), self._key_of, batch.terminal_id, batch.incarnation)
