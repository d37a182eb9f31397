"""A terminal's side of the sync: the encrypted store, on the store's own thread. Few branches; the rules are the store's."""

from collections.abc import Callable
from datetime import datetime
from typing import ParamSpec, TypeVar

from kiosk.domain.event import Event, canonical
from kiosk.store.outbox import Final
from kiosk.store.store import Store
from sync.keeper import Place
from sync.signals import Life, SaveAnswers, SaveHeld, SealAgain
from sync.wire import FeedPage

P = ParamSpec("P")
R = TypeVar("R")


class TerminalKeeper:
    """A `sync.keeper.Keeper` of one enrolled terminal."""

    def __init__(self, store: Store, terminal_id: str) -> None:
        self._store = store
        self._terminal_id = terminal_id

    def subscribe(self, grown: Callable[[], None]) -> Callable[[], None]:
        """Call `grown` after each commit that wrote own events; returns what ends that."""
        return self._store.on_commit.subscribe(grown)

    def position(self) -> Place:
        position = self._stored(self._store.replica.position)
        return Place(position.epoch, position.cursor)

    def apply(self, page: FeedPage, now: datetime) -> bool | None:
        return self._stored(self._store.replica.apply, page.epoch, page.cursor, page.rows, page.head, now).complete

    def start_over(self, epoch: str) -> None:
        self._stored(self._store.replica.start_over, epoch)

    def lives(self) -> tuple[Life, ...]:
        return tuple(Life(self._terminal_id, one) for one in self._stored(self._store.outbox.lives, self._terminal_id))

    def unsent(self, limit: int) -> tuple[Event, ...]:
        return tuple(self._stored(self._store.outbox.unsent, limit))

    def save_answers(self, answers: SaveAnswers) -> None:
        self._stored(self._save_answers, answers)

    def save_held(self, held: SaveHeld) -> None:
        self._stored(self._save_held, held)

    def seal_again(self, fork: SealAgain) -> None:
        self._stored(self._store.forks.seal_again, fork.life.incarnation, fork.seq, fork.at)

    def _stored(self, act: Callable[P, R], *args: P.args, **kwargs: P.kwargs) -> R:
        return self._store.worker.submit(act, *args, **kwargs).result()

    # --- on the store's thread ----------------------------------------------------------------------------------------

    def _save_answers(self, answers: SaveAnswers) -> None:
        """Two transactions, each true by itself: whatever a cut between them leaves is sent again."""
        outbox, incarnation = self._store.outbox, answers.life.incarnation
        if answers.acknowledged is not None:
            finals = [Final(one.event_id, one.answer, one.reason) for one in answers.finals]
            outbox.acknowledge(incarnation, answers.acknowledged, finals, canonical(answers.receipt))
        if answers.rewind_to is not None:
            outbox.rewind(incarnation, answers.rewind_to)

    def _save_held(self, held: SaveHeld) -> None:
        head_hash = str(held.receipt.get("head_hash"))
        self._store.outbox.held(held.life.incarnation, held.last_seq, head_hash, canonical(held.receipt))
