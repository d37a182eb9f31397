"""Faults of central: what it must not do with what it is sent and asked."""

from collections.abc import Callable, Generator, Iterable
from contextlib import AbstractContextManager, contextmanager
from dataclasses import replace
from datetime import timedelta
from typing import Any

from sqlalchemy import Connection, text

from central import app, intake
from central.app import Central
from central.database import epoch_of
from central.envelope import ProblemError
from central.feed import Change, StoreWriter
from central.intake import _Chain
from kiosk.domain.clock import utc_text
from sync.wire import Answer, AnswerKind, BatchAnswer, EventBatch
from tests.simulation.plants import Plant, replaced
from tests.simulation.schedule import Wanted

Planted = Callable[[], AbstractContextManager[None]]
MEMORY = timedelta(seconds=10)


class _Undone(Exception):
    pass


@contextmanager
def acknowledged_before_the_commit() -> Generator[None]:
    """The answer goes out; the transaction ends when the next request comes, if central lives to see it."""

    def made(take_in: Any) -> Any:
        def planted(self: Central, store: int, batch: EventBatch) -> BatchAnswer:
            _finish(self)
            answer: list[BatchAnswer] = []
            with_write = self.database.write

            @contextmanager
            def undone() -> Generator[Connection]:
                with with_write() as connection:
                    yield connection
                    answer.append(_answered(self, store, batch, connection))
                    raise _Undone

            try:
                with undone():
                    pass
            except _Undone:
                pass
            self.waiting = (store, batch)  # type: ignore[attr-defined]
            return answer[0]

        def _finish(self: Central) -> None:
            waiting = getattr(self, "waiting", None)
            self.waiting = None  # type: ignore[attr-defined]
            if waiting is not None:
                take_in(self, *waiting)

        finishers.append(_finish)
        return planted

    finishers: list[Callable[[Central], None]] = []

    def reads(read_page: Any) -> Any:
        def planted(self: Central, *asked: Any) -> Any:
            finishers[0](self)
            return read_page(self, *asked)

        return planted

    with replaced(Central, "take_in", made), replaced(Central, "read_page", reads):
        yield


def _answered(central: Central, store: int, batch: EventBatch, connection: Connection) -> BatchAnswer:
    now = central.clock()
    taken = intake.take_in(connection, store, batch, now, app.conflicts)
    receipt = intake.signed_receipt(central._receipt_key, batch, taken, now)
    return BatchAnswer(epoch_of(connection), taken.answers, taken.last_seq, receipt)


def _taking_in(planted: Callable[[Any, Connection, EventBatch, tuple[Any, ...]], Any]) -> Planted:
    """`planted(take_in, connection, batch, arguments)` in the place of `intake.take_in`."""

    @contextmanager
    def plant() -> Generator[None]:
        def made(take_in: Any) -> Any:
            return lambda connection, store, batch, *rest: planted(take_in, connection, batch, (store, *rest))

        with replaced(intake, "take_in", made):
            yield

    return plant


def _half(take_in: Any, connection: Connection, batch: EventBatch, rest: tuple[Any, ...]) -> Any:
    store, *more = rest
    if len(batch.events) < 2:
        return take_in(connection, store, batch, *more)
    kept, left = batch.events[: len(batch.events) // 2], batch.events[len(batch.events) // 2 :]
    taken = take_in(connection, store, replace(batch, events=kept), *more)
    answers = [*taken.answers, *(Answer(one["event_id"], AnswerKind.ACCEPTED) for one in left)]
    return replace(taken, answers=answers, last_seq=left[-1]["seq"], head_hash=left[-1]["hash"])


def _forgetful(take_in: Any, connection: Connection, batch: EventBatch, rest: tuple[Any, ...]) -> Any:
    store, now, *more = rest
    old = {"life": batch.incarnation, "before": utc_text(now - MEMORY)}
    connection.execute(
        text(
            "UPDATE events SET incarnation = incarnation || '~' || received_at"
            " WHERE incarnation = :life AND received_at < :before"
        ),
        old,
    )
    return take_in(connection, store, batch, now, *more)


@contextmanager
def no_new_epoch() -> Generator[None]:
    def made(_read_page: Any) -> Any:
        def planted(self: Central, store: int, epoch: str, cursor: int, limit: int) -> Any:
            with self.database.read() as connection:
                now = epoch_of(connection)
                return now, app.page(connection, store, cursor if epoch == now else 0, limit)

        return planted

    with replaced(Central, "read_page", made):
        yield


@contextmanager
def last_write_wins() -> Generator[None]:
    """The later hand-over of a reservation takes the place of the earlier one in the feed."""

    def made(publish: Any) -> Any:
        def planted(self: StoreWriter, changes: Iterable[Change]) -> int:
            wanted = list(changes)
            for change in list(wanted):
                if change.kind == "event" and change.body and change.body["kind"] == "handed_over":
                    about = {"one": f'%"reservation_id":"{change.body["reservation_id"]}"%', "key": change.key}
                    earlier = self._connection.execute(
                        text(
                            "SELECT key FROM feed WHERE kind = 'event' AND key <> :key"
                            " AND body LIKE '%\"handed_over\"%' AND body LIKE :one"
                        ),
                        about,
                    ).scalars()
                    wanted += [Change("event", key, None) for key in earlier]
            return publish(self, wanted)

        return planted

    with replaced(StoreWriter, "publish", made):
        yield


@contextmanager
def numbers_before_the_commit() -> Generator[None]:
    """`seq` from a sequence of the database: a slow transaction has drawn its numbers, a quick one is visible first."""
    slow: list[tuple[Central, int, EventBatch, int]] = []
    count = [0]

    def made(take_in: Any) -> Any:
        def planted(self: Central, store: int, batch: EventBatch) -> BatchAnswer:
            count[0] += 1
            if slow or not batch.events or count[0] % 3:
                answer = take_in(self, store, batch)
                _commit_slow(self, take_in)
                return answer
            with self.database.write() as connection:
                begin = connection.execute(text("SELECT seq FROM heads WHERE store = :s"), {"s": store}).scalar_one()
                values = {"s": store, "n": len(batch.events)}
                connection.execute(text("UPDATE heads SET seq = seq + :n WHERE store = :s"), values)
            slow.append((self, store, batch, begin))
            raise ProblemError(503, "busy", "It takes long.")

        return planted

    def _commit_slow(self: Central, take_in: Any) -> None:
        while slow:
            central, store, batch, begin = slow.pop()
            if central is not self:
                continue
            with self.database.write() as connection:
                now = connection.execute(text("SELECT seq FROM heads WHERE store = :s"), {"s": store}).scalar_one()
                connection.execute(text("UPDATE heads SET seq = :n WHERE store = :s"), {"s": store, "n": begin})
                intake.take_in(connection, store, batch, self.clock(), app.conflicts)
                connection.execute(text("UPDATE heads SET seq = max(seq, :n) WHERE store = :s"), {"s": store, "n": now})

    with replaced(Central, "take_in", made):
        yield


@contextmanager
def gap_accepted() -> Generator[None]:
    def made(answer: Any) -> Any:
        def planted(self: _Chain, wire: dict[str, Any]) -> Answer:
            if wire["seq"] > self.last_seq + 1:
                self.last_seq, self.head_hash = wire["seq"] - 1, wire["prev_hash"]
            return answer(self, wire)

        return planted

    with replaced(_Chain, "answer", made):
        yield


@contextmanager
def fork_taken_for_a_duplicate() -> Generator[None]:
    """A central that looks at numbers only, not at what stands before them either: with that alone a fork shows at the next
    event, and a terminal mends it."""

    def told(_again: Any) -> Any:
        return lambda self, event_id, seq, wire: Answer(event_id, AnswerKind.DUPLICATE)

    def taken(answer: Any) -> Any:
        def planted(self: _Chain, wire: dict[str, Any]) -> Answer:
            if wire["seq"] == self.last_seq + 1:
                self.head_hash = wire["prev_hash"]
            return answer(self, wire)

        return planted

    with replaced(_Chain, "_again", told), replaced(_Chain, "answer", taken):
        yield


@contextmanager
def fork_overwritten() -> Generator[None]:
    """What comes later under a number that is taken is put in its place."""

    def made(take_in: Any) -> Any:
        def planted(connection: Connection, store: int, batch: EventBatch, *rest: Any) -> Any:
            for wire in batch.events:
                place = {"life": batch.incarnation, "seq": wire["seq"], "id": wire["event_id"]}
                connection.execute(
                    text("DELETE FROM events WHERE incarnation = :life AND seq >= :seq AND event_id <> :id"), place
                )
            return take_in(connection, store, batch, *rest)

        return planted

    with replaced(intake, "take_in", made):
        yield


@contextmanager
def tombstones_skipped() -> Generator[None]:
    def made(page: Any) -> Any:
        def planted(*asked: Any) -> Any:
            found = page(*asked)
            return replace(found, rows=[row for row in found.rows if b'"body":null' not in bytes(row)])

        return planted

    with replaced(app, "page", made):
        yield


@contextmanager
def duplicate_told_again() -> Generator[None]:
    """An event that was sent before is told once more, under a name of its own."""

    def made(take_in: Any) -> Any:
        def planted(connection: Connection, store: int, batch: EventBatch, *rest: Any) -> Any:
            taken = take_in(connection, store, batch, *rest)
            again = {one.event_id for one in taken.answers if one.answer is AnswerKind.DUPLICATE}
            if not again:
                return taken
            writer = StoreWriter(connection, store)
            wires = [wire for wire in batch.events if wire["event_id"] in again]
            writer.publish(Change("event", f"{wire['event_id']}-2", wire) for wire in wires)
            return replace(taken, seq=writer.finish())

        return planted

    with replaced(intake, "take_in", made):
        yield


PLANTS = (
    Plant("central acknowledges before its commit", acknowledged_before_the_commit),
    Plant("half of a batch is committed, all of it acknowledged", _taking_in(_half)),
    Plant("idempotency is forgotten after ten seconds", _taking_in(_forgetful)),
    Plant("no new epoch after a restore", no_new_epoch, Wanted(frozenset({"restore"}))),
    Plant("the last write wins: a second hand-over replaces the first", last_write_wins),
    Plant("`seq` is drawn before the commit, as from a database sequence", numbers_before_the_commit),
    Plant("a gap is accepted", gap_accepted),
    Plant("a fork is taken for a duplicate", fork_taken_for_a_duplicate),
    Plant("a fork overwrites what was there", fork_overwritten),
    Plant("the feed leaves tombstones out", tombstones_skipped),
    Plant("a duplicate is told again", duplicate_told_again),
)
