"""The feed: pages, proof, long poll, epochs, and that many writers and readers skip no row."""

import threading
from concurrent.futures import ThreadPoolExecutor, wait
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from central.database import Database
from central.feed import Change, StoreWriter, head, page, row
from central.roster import publish
from central.serve import ServedInThread
from kiosk.domain.event import EventKind
from tests.central.day import NOW, Copy, Terminal, answers, enrolled

KEYS = st.sampled_from([f"p{number}" for number in range(5)])
CHANGES = st.lists(st.tuples(KEYS, st.none() | st.integers(0, 3)), max_size=8)


def test_first_download_is_whole_and_proven(terminal: Terminal) -> None:
    copy = Copy()
    first = terminal.page()
    copy.take(first)
    assert first.head is not None
    assert {kind for kind, _ in copy.rows} == {"launch", "trust", "store", "policy", "terminal"}
    assert terminal.page(epoch=copy.epoch, cursor=copy.cursor).rows == []


def test_pages_are_cut_and_resumed(terminal: Terminal) -> None:
    copy, pages = Copy(), 0
    while True:
        cut = terminal.page(epoch=copy.epoch, cursor=copy.cursor, limit=2)
        assert len(cut.rows) <= 2
        copy.take(cut)
        pages += 1
        if cut.head is not None:
            break
    assert pages == 3


def test_another_epoch_starts_again(terminal: Terminal) -> None:
    whole = terminal.page()
    again = terminal.page(epoch="of another database", cursor=whole.cursor)
    assert (again.rows, again.after) == (whole.rows, 0)


def test_a_page_says_which_question_it_answers(terminal: Terminal) -> None:
    first = terminal.page(limit=2)
    following = terminal.page(epoch=first.epoch, cursor=first.cursor, limit=2)
    assert (first.after, following.after) == (0, first.cursor)


def test_a_cursor_beyond_the_head_means_restored(
    database: Database, terminal: Terminal, caplog: pytest.LogCaptureFixture
) -> None:
    before = database.epoch
    again = terminal.page(epoch=before, cursor=10_000)
    assert again.epoch != before
    assert again.rows
    assert "restored?" in caplog.text


def test_restart_keeps_the_epoch_and_a_new_database_has_another(database: Database, tmp_path: Path) -> None:
    with Database(database.place) as again, Database(tmp_path / "other.db") as other:
        assert again.epoch == database.epoch != other.epoch
        with ServedInThread(again) as url, enrolled(again, url, "A") as terminal:
            assert terminal.page().epoch == database.epoch


def test_a_commit_wakes_the_long_poll(database: Database, terminal: Terminal) -> None:
    at = terminal.page()
    with enrolled(database, terminal.url, "Entrance B") as other, ThreadPoolExecutor() as pool:
        at = terminal.page()
        waiting = pool.submit(terminal.page, epoch=at.epoch, cursor=at.cursor, wait=25)
        assert not wait([waiting], 0.3).done
        sent = other.act()
        other.send(sent)
        woken = waiting.result(10)
    assert [(row.kind, row.key) for row in woken.rows] == [("event", sent["event_id"])]


def test_what_another_process_writes_wakes_it_too(database: Database, terminal: Terminal) -> None:
    at = terminal.page()
    with ThreadPoolExecutor() as pool, Database(database.place) as other_process:
        waiting = pool.submit(terminal.page, epoch=at.epoch, cursor=at.cursor, wait=25)
        with other_process.write() as connection:
            publish(connection, 1, [Change("product", "X", {"sku": "X", "name": "x"})])
        assert [row.key for row in waiting.result(10).rows] == ["X"]


def test_a_long_poll_ends_empty(terminal: Terminal) -> None:
    at = terminal.page()
    empty = terminal.page(epoch=at.epoch, cursor=at.cursor, wait=0.2)
    assert (empty.rows, empty.cursor, empty.head) == ([], at.cursor, at.head)


def test_two_hundred_wait_without_holding_anybody_up(database: Database, terminal: Terminal) -> None:
    at = terminal.page()
    with ThreadPoolExecutor(200) as pool:
        waiting = [pool.submit(_once, terminal, at.epoch, at.cursor) for _ in range(200)]
        answered = terminal.send(terminal.act())
        assert answers(answered) == ["accepted"]
        assert {count.result(30) for count in waiting} == {1}


def _once(terminal: Terminal, epoch: str, cursor: int) -> int:
    with Terminal(terminal.url, terminal.papers) as own:
        return len(own.page(epoch=epoch, cursor=cursor, wait=25).rows)


def test_writers_and_pollers_at_once_skip_no_row(database: Database, url: str) -> None:
    senders = [enrolled(database, url, f"Entrance {number}") for number in range(4)]
    readers = [enrolled(database, url, f"Board {number}") for number in range(3)]
    total, done = 4 * 15, threading.Event()

    def sends(terminal: Terminal) -> None:
        for number in range(15):
            kind = EventKind.ARRIVED if number % 2 else EventKind.SCAN_REFUSED
            assert answers(terminal.send(terminal.act(kind, f"{number:016x}"))) == ["accepted"]

    def reads(terminal: Terminal) -> int:
        copy = Copy()
        while sum(kind == "event" for kind, _ in copy.rows) < total and not done.is_set():
            copy.take(terminal.page(epoch=copy.epoch, cursor=copy.cursor, limit=7, wait=5))
        return sum(kind == "event" for kind, _ in copy.rows)

    try:
        with ThreadPoolExecutor() as pool:
            reading = [pool.submit(reads, terminal) for terminal in readers]
            for sending in [pool.submit(sends, terminal) for terminal in senders]:
                sending.result(60)
            assert [each.result(60) for each in reading] == [total] * 3
    finally:
        done.set()
        for terminal in (*senders, *readers):
            terminal.session.close()


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(transactions=st.lists(CHANGES, max_size=5), limit=st.integers(1, 9))
def test_any_changes_leave_a_copy_equal_to_the_head(
    database: Database, transactions: list[list[tuple[str, int | None]]], limit: int
) -> None:
    copy = Copy()
    for transaction in transactions:
        with database.write() as connection:
            writer = StoreWriter(connection, 1)
            writer.publish(Change("product", key, None if n is None else {"n": n}) for key, n in transaction)
            writer.finish()
        with database.read() as connection:
            found = page(connection, 1, copy.cursor, limit)
            rows = [row(connection, 1, raw.kind, raw.key) for raw in _identities(found.rows)]
            expected = head(connection, 1)
        for each in rows:
            assert each is not None
            copy.rows[each.kind, each.key] = each
        copy.cursor = found.cursor
        if found.head is not None:
            assert copy.proof() == (expected.seq, expected.counts, expected.state_hash)


def _identities(raw: list[object]) -> list[object]:
    import msgspec

    from kiosk.domain.feed import FeedRow

    return [msgspec.json.decode(each, type=FeedRow) for each in raw]  # type: ignore[arg-type]


def test_publishing_what_is_there_already_costs_no_number(database: Database) -> None:
    change = Change("product", "X", {"sku": "X"})
    with database.write() as connection:
        assert publish(connection, 1, [change, change]) == 1
        before = head(connection, 1).seq
        assert publish(connection, 1, [change]) == 0
        assert publish(connection, 1, [Change("product", "never was", None)]) == 0
        assert head(connection, 1).seq == before
        assert publish(connection, 1, [Change("product", "X", None)]) == 1
        assert head(connection, 1).counts.get("product") is None


def test_a_failed_transaction_leaves_nothing(database: Database) -> None:
    with database.read() as connection:
        before = head(connection, 1)

    def fails() -> None:
        with database.write() as connection:
            publish(connection, 1, [Change("product", "X", {"sku": "X"})])
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fails()
    with database.read() as connection:
        assert head(connection, 1) == before


def test_times_of_the_day_are_not_asked_about(terminal: Terminal) -> None:
    long_ago = NOW.replace(year=1999)
    assert (
        answers(terminal.send(terminal.act(at=long_ago), terminal.act(at=NOW.replace(year=2999)))) == ["accepted"] * 2
    )


def test_two_processes_write_in_turn(database: Database) -> None:
    """Two `Database`s share no lock but the file's: a writer must take that before it reads the counter."""

    def writes(own: Database, name: str) -> None:
        for number in range(20):
            with own.write() as connection:
                publish(connection, 1, [Change("product", f"{name}{number}", {"sku": name})])

    with Database(database.place) as other, ThreadPoolExecutor(2) as pool:
        with database.read() as connection:
            before = head(connection, 1).seq
        for writing in [pool.submit(writes, database, "a"), pool.submit(writes, other, "b")]:
            writing.result(60)
    with database.read() as connection:
        rows = page(connection, 1, before, 100)
        assert (rows.cursor, len(rows.rows)) == (before + 40, 40)
