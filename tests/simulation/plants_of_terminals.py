"""Faults of a terminal: of its store, its engine, its hands and its screen."""

from collections.abc import Callable, Generator
from contextlib import contextmanager
from typing import Any

from kiosk.domain import state
from kiosk.store.ledger import Ledger
from kiosk.store.outbox import Outbox
from kiosk.store.replica import Replica
from kiosk.store.store import Store
from sync import engine, hands
from sync.hands import Hands
from sync.outcome import Refused
from sync.signals import BatchAnswered, Command, Life, SaveAnswers, SendBatch, Signal
from tests.simulation.disk import Disk, Image
from tests.simulation.network import Fate
from tests.simulation.plants import Plant, replaced
from tests.simulation.schedule import Wanted
from tests.simulation.terminal import Terminal


def _given_up(self: Hands, command: SendBatch) -> None:
    """The events count as sent, whatever happened to them."""
    last = command.events[-1]
    self._keeper.save_answers(SaveAnswers(Life(last.terminal_id, last.incarnation), (), last.seq, None, {}))


@contextmanager
def dropped_when_sent() -> Generator[None]:
    def made(answer: Any) -> Any:
        def planted(self: Hands, command: Command) -> Signal:
            if isinstance(command, SendBatch):
                _given_up(self, command)
            return answer(self, command)

        return planted

    with replaced(Hands, "_answer", made):
        yield


def _dropped_at(statuses: range) -> Callable[[], Any]:
    @contextmanager
    def plant() -> Generator[None]:
        def made(answer: Any) -> Any:
            def planted(self: Hands, command: Command) -> Signal:
                signal = answer(self, command)
                if isinstance(command, SendBatch) and isinstance(signal, BatchAnswered):
                    refused = signal.outcome
                    if isinstance(refused, Refused) and refused.status in statuses:
                        _given_up(self, command)
                return signal

            return planted

        with replaced(Hands, "_answer", made):
            yield

    return plant


@contextmanager
def receipt_unchecked() -> Generator[None]:
    with replaced(hands, "proven", lambda _proven: lambda outcome, *_: outcome):
        yield


@contextmanager
def cursor_before_the_rows() -> Generator[None]:
    def made(apply: Any) -> Any:
        def planted(self: Replica, epoch: str, cursor: int, *rest: Any) -> Any:
            if epoch == self._facts.text("epoch"):
                with self._transaction():
                    self._facts.put("cursor", max(cursor, self._facts.number("cursor")))
            return apply(self, epoch, cursor, *rest)

        return planted

    with replaced(Replica, "apply", made):
        yield


@contextmanager
def never_goes_back() -> Generator[None]:
    nothing = lambda _method: lambda *_asked: None  # noqa: E731
    with replaced(Outbox, "rewind", nothing), replaced(Outbox, "held", nothing):
        yield


@contextmanager
def never_asks_again() -> Generator[None]:
    with replaced(engine, "_ask_again", lambda _ask: lambda after, _moment: (after, ())):
        yield


@contextmanager
def changed_row_counted_twice() -> Generator[None]:
    def made(read: Any) -> Any:
        def planted(self: Replica, rows: Any) -> Any:
            page = read(self, rows)
            page.digest_out = 0
            return page

        return planted

    with replaced(Replica, "_read", made):
        yield


@contextmanager
def rows_of_an_older_epoch_kept() -> Generator[None]:
    def made(_sweep: Any) -> Any:
        def planted(self: Replica) -> set[str]:
            self._facts.put("sweeping", 0)
            return set()

        return planted

    with replaced(Replica, "_sweep", made):
        yield


@contextmanager
def states_not_made_anew() -> Generator[None]:
    with replaced(Ledger, "refold", lambda _refold: lambda _self, _ids: None):
        yield


@contextmanager
def order_of_arrival() -> Generator[None]:
    with replaced(
        state, "canonical_order", lambda _order: lambda events: list({one.event_id: one for one in events}.values())
    ):
        yield


@contextmanager
def number_remembered_after_a_rollback() -> Generator[None]:
    with replaced(Ledger, "forget", lambda _forget: lambda _self: None):
        yield


@contextmanager
def shown_before_the_commit() -> Generator[None]:
    def made(boot: Any) -> Any:
        def planted(self: Terminal) -> None:
            boot(self)
            append = self.store.ledger.append

            def shown(draft: Any) -> Any:
                event = append(draft)
                self._confirmed(self, event.event_id)
                return event

            self.store.ledger.append = shown

        return planted

    with replaced(Terminal, "boot", made):
        yield


@contextmanager
def commit_not_on_the_disk() -> Generator[None]:
    """`synchronous` off: a power cut takes the last commit with it."""

    def made(commit: Any) -> Any:
        def planted(self: Disk, really: Callable[[], None]) -> None:
            self.older = Image.of(self.path)  # type: ignore[attr-defined]
            commit(self, really)

        return planted

    def cut(_image: Any) -> Any:
        def planted(self: Terminal) -> None:
            self.image = getattr(self.disk, "older", None) or Image.of(self.disk.path)
            self.tell_story("loses its power, and its last commit")
            self._gone()

        return planted

    with replaced(Disk, "commit", made), replaced(Terminal, "power_cut", cut):
        yield


@contextmanager
def saved_says_the_screen_whatever_the_disk_says() -> Generator[None]:
    """A full disk is swallowed."""

    def made(transaction: Any) -> Any:
        @contextmanager
        def planted(self: Store) -> Generator[set[str]]:
            try:
                with transaction(self) as changed:
                    yield changed
            except Exception as error:
                if type(error).__name__ != "NotSaved":
                    raise

        return planted

    with replaced(Store, "transaction", made):
        yield


PLANTS = (
    Plant("events leave the queue when they are sent", dropped_when_sent),
    Plant("a 4xx deletes from the queue", _dropped_at(range(400, 500))),
    Plant("a 500 counts as an acknowledgement", _dropped_at(range(500, 600))),
    Plant("a receipt is not checked", receipt_unchecked, Wanted(frozenset({"network"}), (Fate.IMPOSTOR,))),
    Plant("the cursor is saved before the rows", cursor_before_the_rows),
    Plant("`gap` and what central holds are ignored", never_goes_back),
    Plant("a terminal at rest never asks what central holds", never_asks_again),
    Plant("a changed row counts twice", changed_row_counted_twice),
    Plant("rows of an older epoch stay", rows_of_an_older_epoch_kept),
    Plant("a kept state is not made anew when events come", states_not_made_anew),
    Plant("states follow the order of arrival", order_of_arrival),
    Plant("a number is remembered after a rollback", number_remembered_after_a_rollback),
    Plant("the screen says so before the commit", shown_before_the_commit),
    Plant("a commit is not on the disk when it returns", commit_not_on_the_disk),
    Plant("a full disk is not told", saved_says_the_screen_whatever_the_disk_says),
)
