"""Several real `kiosk-central serve` on one PostgreSQL: stateless, so it does not matter whom a terminal asks."""

import json
import os
import subprocess
import sys
import threading
from collections.abc import Generator, Iterator
from concurrent.futures import ThreadPoolExecutor, wait
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pytest
from sqlalchemy import delete

from central.cli import main
from central.database import Database
from central.keys import receipt_key
from central.opening import KEYS_VARIABLE
from central.place import URL_VARIABLE
from central.tables import meta
from central.terminals import enrol
from tests.central.cluster import Cluster
from tests.central.day import NOW, Copy, answers, enrolled


@contextmanager
def serving(url: str) -> Generator[str]:
    process = subprocess.Popen(
        [sys.executable, "-W", "error", "-m", "central.cli", "serve", "--port", "0"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, URL_VARIABLE: url},
    )
    assert process.stdout is not None
    try:
        line = process.stdout.readline()
        assert line, process.communicate()[1]
        yield json.loads(line)["listening"]
        process.terminate()
        _, said = process.communicate(timeout=30)
        assert process.returncode == 0, said
    finally:
        process.kill()
        process.communicate()


@pytest.fixture(scope="module")
def shared(cluster: Cluster) -> str:
    """The database both serve, for all tests of this file: starting two programs takes a while."""
    cluster.execute("CREATE DATABASE shared TEMPLATE shop")
    return cluster.url("shared")


@pytest.fixture(scope="module")
def two(shared: str) -> Iterator[tuple[str, str]]:
    with serving(shared) as first, serving(shared) as second:
        yield first, second


def test_what_is_sent_to_one_wakes_who_waits_at_the_other(shared: str, two: tuple[str, str]) -> None:
    first, second = two
    with (
        Database(shared) as database,
        enrolled(database, first, "Stockroom") as waits,
        enrolled(database, second, "Entrance") as sends,
        ThreadPoolExecutor(1) as pool,
    ):
        at = waits.page()
        waiting = pool.submit(waits.page, epoch=at.epoch, cursor=at.cursor, wait=25)
        assert not wait([waiting], 0.3).done
        sent = sends.act()
        assert answers(sends.send(sent)) == ["accepted"]
        woken = waiting.result(15)
        assert [row.key for row in woken.rows if row.kind == "event"] == [sent["event_id"]]

        # The answer was lost, and it is sent again to the other one.
        sends.url = first
        assert answers(sends.send(sent)) == ["duplicate"]
        copies = [Copy(), Copy()]
        for copy, url in zip(copies, two, strict=True):
            waits.url = url
            copy.take(waits.page())
        assert copies[0] == copies[1]


def test_an_epoch_drawn_by_one_process_is_answered_by_all(
    shared: str, two: tuple[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second = two
    with (
        Database(shared) as database,
        enrolled(database, first, "Display") as terminal,
        ThreadPoolExecutor() as pool,
    ):
        before = terminal.page()
        waiting = pool.submit(terminal.page, epoch=before.epoch, cursor=before.cursor, wait=25)
        assert not wait([waiting], 0.3).done
        monkeypatch.setenv(URL_VARIABLE, shared)
        assert main(["new-epoch"]) == 0
        woken = waiting.result(15)
        assert woken.epoch == database.epoch != before.epoch
        assert len(woken.rows) == len(before.rows)
        for url in (first, second):
            terminal.url = url
            assert terminal.page(epoch=before.epoch, cursor=before.cursor).epoch == woken.epoch
        assert terminal.send(terminal.act()).epoch == woken.epoch


def test_a_cursor_from_the_future_draws_one_epoch_for_all(shared: str, two: tuple[str, str]) -> None:
    """Both notice at the same time that this database is older than it was."""
    with Database(shared) as database, ExitStack() as stack:
        terminals = [stack.enter_context(enrolled(database, url, f"{n}")) for n, url in enumerate(two * 3)]
        before = terminals[0].page()
        with ThreadPoolExecutor() as pool:
            asked = [pool.submit(one.page, epoch=before.epoch, cursor=9_999) for one in terminals]
            assert {each.result(30).epoch for each in asked} == {database.epoch}


def test_many_start_on_a_new_database_at_once(cluster: Cluster) -> None:
    """Tables once, one epoch, one key that signs receipts."""
    cluster.execute("CREATE DATABASE rush")
    start = threading.Barrier(6)

    def starts(_number: int) -> tuple[str, bytes]:
        start.wait(60)
        with Database(cluster.url("rush")) as database:
            with database.write() as connection:
                key = receipt_key(connection)
            return database.epoch, key.private_bytes_raw()

    with ThreadPoolExecutor(6) as pool:
        assert len(set(pool.map(starts, range(6)))) == 1


def test_the_key_of_receipts_is_drawn_once(server_url: str) -> None:
    start = threading.Barrier(6)

    with Database(server_url) as database, ThreadPoolExecutor(6) as pool:
        with database.write() as connection:
            connection.execute(delete(meta).where(meta.c.name == "receipt_key"))

        def draws(_number: int) -> bytes:
            with database.write() as connection:
                start.wait(60)  # every transaction is open, and none has a key yet
                return receipt_key(connection).private_bytes_raw()

        assert len(set(pool.map(draws, range(6)))) == 1


def test_terminals_enrolled_at_once_get_a_letter_each(server_url: str) -> None:
    with Database(server_url) as database, ThreadPoolExecutor(8) as pool:

        def enrols(number: int) -> str:
            with database.write() as connection:
                return enrol(connection, 1, f"Entrance {number}", ["http://x"], NOW).letter

        assert sorted(pool.map(enrols, range(8))) == list("ABCDEFGH")


def test_a_store_goes_on_while_the_server_is_away(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """The server's plug is pulled and put in again, under a central that is serving: refused in between, nothing lost."""
    with Cluster(settings={"fsync": "off"}) as cluster:  # a commit is in the system's hands, which lives on
        cluster.execute("CREATE DATABASE shop")
        url = cluster.url("shop")
        monkeypatch.setenv(KEYS_VARIABLE, str(tmp_path / "central.keys"))
        assert main(["init", "--database-url", url, "--store", "1:Rivoli:Paris:Europe/Paris"]) == 0
        with Database(url) as database, serving(url) as served, enrolled(database, served, "Entrance") as terminal:
            kept = terminal.act()
            assert answers(terminal.send(kept)) == ["accepted"]
            cluster.stop()
            queued = terminal.act()
            refused = terminal.post(queued)
            assert (refused.status_code, refused.headers["Retry-After"]) == (503, "1")
            assert terminal.get().status_code == 503
            cluster.start(cluster.port)
            assert answers(terminal.send(kept, queued)) == ["duplicate", "accepted"]
            assert terminal.page().head is not None
