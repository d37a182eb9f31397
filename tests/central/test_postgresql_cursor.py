"""The feed's number with 16 writers and polling readers: the locked counter skips no row, a sequence does.

The planted fault lives here only. On SQLite it cannot be seen: there is one writer at a time, so the order of commits is
the order of numbers whatever hands them out. That is why this runs on PostgreSQL.
"""

import threading
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from itertools import pairwise

import msgspec
import pytest
from sqlalchemy import Connection, case, select, text, update

from central import intake
from central.conflicts import conflicts
from central.database import Database
from central.feed import Change, StoreWriter, page
from central.tables import heads
from kiosk.domain.feed import FeedRow
from sync.wire import EventBatch
from tests.central.day import NOW, enrolled

WRITERS, READERS, EACH = 16, 4, 8


class SequenceWriter(StoreWriter):
    """Planted: every row takes its number from a sequence, as a `bigserial` column does, and nobody locks the head."""

    def __init__(self, connection: Connection, store: int) -> None:
        self._connection = connection
        self.store = store
        self._number = 0
        self._state_hash = "0" * 64
        self._live = Counter[str]()
        self._vault = None

    @property
    def seq(self) -> int:
        return self._number

    @seq.setter
    def seq(self, _next: int) -> None:  # pyright: ignore[reportIncompatibleVariableOverride]
        server = self._connection.dialect.name == "postgresql"
        draw = "SELECT nextval('numbers')" if server else "UPDATE numbers SET number = number + 1 RETURNING number"
        self._number = self._connection.execute(text(draw)).scalar_one()

    def finish(self) -> int:
        latest = case((heads.c.seq > self._number, heads.c.seq), else_=self._number)
        self._connection.execute(update(heads).where(heads.c.store == self.store).values(seq=latest))
        return self._number


@pytest.fixture
def planted(database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    with database.write() as connection:
        start = connection.execute(select(heads.c.seq).where(heads.c.store == 1)).scalar_one()
        if database.dialect == "postgresql":
            connection.execute(text(f"CREATE SEQUENCE numbers START {start + 1_000}"))
        else:
            connection.execute(text(f"CREATE TABLE numbers AS SELECT {start + 1_000} AS number"))
    monkeypatch.setattr(intake, "StoreWriter", SequenceWriter)


def skipped(database: Database, attempt: int = 0) -> set[str]:
    """Ids of events that some reader never got, although all of them are committed and it read to the head."""
    terminals = [enrolled(database, "http://central.test", f"{attempt}-{number}") for number in range(WRITERS)]
    ready, over = threading.Barrier(WRITERS + READERS), threading.Event()
    sent: set[str] = set()

    def writes(number: int) -> None:
        terminal = terminals[number]
        ready.wait(60)
        for act in range(EACH):
            wire = terminal.act(reservation=f"{number * EACH + act:016x}")
            batch = EventBatch(terminal.papers.terminal_id, terminal.incarnation, [wire])
            with database.write() as connection:
                taken = intake.take_in(connection, 1, batch, NOW, conflicts)
            assert [str(answer.answer) for answer in taken.answers] == ["accepted"]
            sent.add(wire["event_id"])

    def reads() -> set[str]:
        cursor, got = 0, set[str]()
        ready.wait(60)
        while True:
            last_look = over.is_set()
            with database.read() as connection:
                found = page(connection, 1, cursor, 500)
            rows = [msgspec.json.decode(row, type=FeedRow) for row in found.rows]
            assert all(before.seq < after.seq for before, after in pairwise(rows))
            assert not rows or rows[0].seq > cursor
            got |= {row.key for row in rows if row.kind == "event"}
            cursor = found.cursor
            if last_look:
                return got

    with ThreadPoolExecutor(WRITERS + READERS) as pool:
        reading = [pool.submit(reads) for _ in range(READERS)]
        try:
            for writing in [pool.submit(writes, number) for number in range(WRITERS)]:
                writing.result(120)
        finally:
            over.set()
        got = [each.result(60) for each in reading]
    for terminal in terminals:
        terminal.session.close()
    assert len(sent) == WRITERS * EACH
    return {event_id for each in got for event_id in sent - each}


def test_sixteen_writers_and_no_reader_skips_a_row(database: Database) -> None:
    assert skipped(database) == set()


@pytest.mark.usefixtures("planted")
def test_a_number_from_a_sequence_is_caught_on_postgresql(database: Database) -> None:
    if database.dialect == "sqlite":
        assert skipped(database) == set(), "one writer at a time: the fault cannot show"
        return
    assert any(skipped(database, attempt) for attempt in range(20))


def test_a_writer_waits_for_the_one_before(database: Database) -> None:
    """The same without chance: whoever is second cannot become visible first."""
    assert _late_row_is_read(database, StoreWriter)


@pytest.mark.usefixtures("planted")
@pytest.mark.parametrize("database", ["postgresql"], indirect=True)
def test_a_sequence_lets_the_second_become_visible_first(database: Database) -> None:
    assert not _late_row_is_read(database, SequenceWriter)


def _late_row_is_read(database: Database, writer_class: type[StoreWriter]) -> bool:
    """One writer takes its number and dawdles; another takes the next, and commits if it can; a reader polls between."""
    taken, go_on, second_done = threading.Event(), threading.Event(), threading.Event()

    def dawdles() -> None:
        with database.write() as connection:
            writer = writer_class(connection, 1)
            writer.publish([Change("product", "first", {"sku": "first"})])
            taken.set()
            assert go_on.wait(60)
            writer.finish()

    def overtakes() -> None:
        with database.write() as connection:
            writer = writer_class(connection, 1)
            writer.publish([Change("product", "second", {"sku": "second"})])
            writer.finish()
        second_done.set()

    with ThreadPoolExecutor(2) as pool:
        first = pool.submit(dawdles)
        assert taken.wait(60)
        second = pool.submit(overtakes)
        second_done.wait(0.3)  # it never comes with the real writer: the head is locked
        cursor, got = _read(database, 0)
        go_on.set()
        first.result(60)
        second.result(60)
        _, later = _read(database, cursor)
    return {"first", "second"} <= got | later


def _read(database: Database, cursor: int) -> tuple[int, set[str]]:
    with database.read() as connection:
        found = page(connection, 1, cursor, 500)
    return found.cursor, {msgspec.json.decode(row, type=FeedRow).key for row in found.rows}
