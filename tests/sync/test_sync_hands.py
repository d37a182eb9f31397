"""A terminal's side, one command at a time: what the store is asked for an engine's command, and whose events it sends."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from kiosk.errors import Fault
from kiosk.store.store import Store
from sync.hands import Hands
from sync.outcome import Outcome, Reached, Unproven
from sync.signals import (
    AskHeld,
    Channel,
    HeldTold,
    Life,
    LivesLoaded,
    LoadLives,
    LoadUnsent,
    Moment,
    SaveAnswers,
    SaveHeld,
    Sleep,
    StoreFailed,
    UnsentLoaded,
)
from sync.terminal_keeper import TerminalKeeper
from sync.wire import BatchAnswer, EventBatch, FeedPage, Health, Receipt
from tests.store.day import DB_KEY, token
from tests.store.ledgers import append, draft

NOW = datetime(2026, 11, 22, 10, 0, tzinfo=UTC)


class Silent:
    """Answers every batch with an unsigned receipt."""

    def __init__(self) -> None:
        self.batches: list[EventBatch] = []

    def feed(self, epoch: str, cursor: int, limit: int, wait_s: int) -> Outcome[FeedPage]:
        raise AssertionError("not asked here")

    def send(self, batch: EventBatch) -> Outcome[BatchAnswer]:
        self.batches.append(batch)
        return Reached(BatchAnswer("e", [], 0, Receipt(batch.terminal_id, batch.incarnation, 0, "", NOW, "")))

    def health(self) -> Outcome[Health]:
        raise AssertionError("not asked here")


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    one = Store.open(tmp_path / "kiosk.db", DB_KEY, token)
    yield one
    one.close()


def hands(store: Store, upstream: Silent | None = None) -> Hands:
    return Hands(TerminalKeeper(store, "t-a"), upstream or Silent(), lambda _issuer: "", lambda: Moment(0, NOW))


def two_lives(store: Store) -> tuple[str, str]:
    """Two events in an older incarnation, one in the present."""

    def begin() -> str:
        with store.transaction():
            return store.lives.begin()

    append(store, draft(0, "t-a"), draft(1, "t-a"))
    older = store.worker.submit(lambda: store.incarnation).result()
    newer = store.worker.submit(begin).result()
    append(store, draft(2, "t-a"))
    return older, newer


def test_older_incarnations_are_asked_about_too(store: Store) -> None:
    older, newer = two_lives(store)
    told = hands(store).carry_out(LoadLives())
    assert isinstance(told, LivesLoaded)
    assert told.lives == (Life("t-a", older), Life("t-a", newer))


def test_what_central_lost_of_an_older_incarnation_is_sent_again(store: Store) -> None:
    older, newer = two_lives(store)
    one = hands(store)
    receipt = {"head_hash": ""}
    one.carry_out(SaveAnswers(Life("t-a", older), (), 2, None, receipt))
    one.carry_out(SaveAnswers(Life("t-a", newer), (), 1, None, receipt))
    unsent = one.carry_out(LoadUnsent(10))
    assert isinstance(unsent, UnsentLoaded)
    assert unsent.events == ()
    one.carry_out(SaveHeld(Life("t-a", older), 0, receipt))
    unsent = one.carry_out(LoadUnsent(10))
    assert isinstance(unsent, UnsentLoaded)
    assert [(event.incarnation, event.seq) for event in unsent.events] == [(older, 1), (older, 2)]


def test_a_receipt_that_nobody_vouches_for_proves_nothing(store: Store) -> None:
    upstream = Silent()
    told = hands(store, upstream).carry_out(AskHeld(Life("t-a", "life")))
    assert isinstance(told, HeldTold)
    assert isinstance(told.outcome, Unproven)
    assert upstream.batches == [EventBatch("t-a", "life", [])]


class FullDisk(TerminalKeeper):
    def save_held(self, held: SaveHeld) -> None:
        raise Fault("save", "Make room on the disk")


def test_what_the_store_cannot_do_is_a_signal_and_sleeping_is_not_for_hands(store: Store) -> None:
    one = Hands(FullDisk(store, "t-a"), Silent(), lambda _issuer: "", lambda: Moment(0, NOW))
    told = one.carry_out(SaveHeld(Life("t-a", "life"), 0, {}))
    assert told == StoreFailed(Channel.PUSH, "Make room on the disk", Moment(0, NOW))
    with pytest.raises(LookupError):
        one.carry_out(Sleep(Channel.PUSH, 5))
