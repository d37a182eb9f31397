"""A whole store reconnects: 20 terminals that send 1,000 queued events each at once, and one alone; SQLite and PostgreSQL.

The real `kiosk-central serve` in a process of its own, durable on both engines. The events are sealed and encoded before
the clock starts; what is measured is central. Its floor writes the same rows into one plain table of the same engine: one
writer, one commit for each batch of 200, nothing read, checked or published.
"""

import json
import os
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Generator, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import msgspec
import psycopg
from sqlalchemy import func, select

from central.database import Database
from central.place import URL_VARIABLE
from central.roster import add_store, open_launch
from central.tables import events
from sync.wire import MAX_BATCH
from tests.bench.figures import Figure, Row
from tests.bench.ground import Ground
from tests.central.cluster import Cluster
from tests.central.day import NOW, POLICY, SHOP, Terminal, enrolled

FLOOR = "the same rows into one plain table, one writer, a commit for each batch"
COLUMNS = ("terminal_id", "incarnation", "seq", "event_id", "reservation_id", "hash", "wire")
Batch = list[dict[str, Any]]


def measure(ground: Ground) -> Sequence[Row]:
    folder = ground.folder / "reconnect"
    folder.mkdir()
    rows: list[Row] = list(_engine(ground, "SQLite", folder / "central.db", lambda: _plain_sqlite(folder)))
    with Cluster(settings={}) as cluster:
        cluster.execute("CREATE DATABASE central", "CREATE DATABASE plain")
        direct = f"host=127.0.0.1 port={cluster.port} user=owner dbname=plain"
        rows += _engine(ground, "PostgreSQL", cluster.url("central"), lambda: _plain_postgresql(direct))
    return rows


def _engine(
    ground: Ground, name: str, place: Path | str, plain: Callable[[], Generator[Callable[[Batch], None]]]
) -> Iterator[Row]:
    many, each = ground.pick(20, 3), ground.pick(1000, 200)
    with Database(place) as database:
        with database.write() as connection:
            open_launch(connection, 1, "Bench", NOW)
            add_store(connection, 1, SHOP[0], POLICY, NOW)
        with _serving(place) as url:
            for number, what in (
                (1, f"{each:,} queued events of one terminal"),
                (many, f"{many} terminals, {each:,} each"),
            ):
                terminals = [enrolled(database, url, f"{number}-{at}") for at in range(number)]
                queues = [
                    _queue(terminal, number * 1_000_000 + at * each, each) for at, terminal in enumerate(terminals)
                ]
                took = _sent(terminals, queues)
                with database.read() as connection:
                    stored = connection.execute(select(func.count()).select_from(events)).scalar_one()
                assert stored == each if number == 1 else stored == each * (many + 1), stored
                floor = _written(plain, queues)
                total = number * each
                note = f"{total / took:,.0f} events/s; central's and the clients' work share {os.cpu_count()} cores"
                yield Figure("reconnect", f"{what} -> stored, {name}", "total", "s", took, floor, FLOOR, 1, note=note)


def _queue(terminal: Terminal, first: int, number: int) -> list[Batch]:
    """Sealed arrivals of different customers, in batches as a terminal sends them."""
    made = [
        terminal.act(reservation=f"{first + at:016x}", call_number=f"{terminal.papers.letter}{at:03}")
        for at in range(number)
    ]
    return [made[at : at + MAX_BATCH] for at in range(0, number, MAX_BATCH)]


def _sent(terminals: list[Terminal], queues: list[list[Batch]]) -> float:
    """Seconds from the first request until the last terminal has its last answer; one batch at a time each, in order."""

    def sends(terminal: Terminal, bodies: list[bytes]) -> None:
        for body in bodies:
            answer = terminal.session.post(
                f"{terminal.url}/v1/stores/1/events",
                data=body,
                headers={"Content-Type": "application/json"},
                timeout=300,
            )
            answer.raise_for_status()
            assert {one["answer"] for one in answer.json()["answers"]} == {"accepted"}

    encoded = [
        [msgspec.json.encode({"terminal_id": one.papers.terminal_id, "incarnation": one.incarnation, "events": batch})
         for batch in queue]
        for one, queue in zip(terminals, queues, strict=True)
    ]  # fmt: skip
    with ThreadPoolExecutor(len(terminals)) as pool:
        began = time.monotonic()
        list(pool.map(sends, terminals, encoded))
        took = time.monotonic() - began
    for terminal in terminals:
        terminal.session.close()
    return took


def _written(plain: Callable[[], Generator[Callable[[Batch], None]]], queues: list[list[Batch]]) -> float:
    with contextmanager(plain)() as write:
        began = time.monotonic()
        for queue in queues:
            for batch in queue:
                write(batch)
        return time.monotonic() - began


def _values(batch: Batch) -> list[tuple[Any, ...]]:
    return [(*(wire[name] for name in COLUMNS[:-1]), json.dumps(wire)) for wire in batch]


def _plain_sqlite(folder: Path) -> Generator[Callable[[Batch], None]]:
    with closing(sqlite3.connect(folder / "plain.db")) as connection:
        connection.execute("PRAGMA journal_mode = wal")
        connection.execute("PRAGMA synchronous = full")
        connection.execute(f"CREATE TABLE IF NOT EXISTS plain ({', '.join(COLUMNS)})")

        def write(batch: Batch) -> None:
            with connection:
                connection.executemany(f"INSERT INTO plain VALUES ({', '.join('?' * len(COLUMNS))})", _values(batch))

        yield write


def _plain_postgresql(direct: str) -> Generator[Callable[[Batch], None]]:
    with psycopg.connect(direct) as connection:
        text = ", ".join(f"{name} {'bigint' if name == 'seq' else 'text'}" for name in COLUMNS)
        connection.execute(f"CREATE TABLE IF NOT EXISTS plain ({text})".encode())
        connection.commit()
        insert = f"INSERT INTO plain VALUES ({', '.join(['%s'] * len(COLUMNS))})".encode()

        def write(batch: Batch) -> None:
            with connection.cursor() as cursor:
                cursor.executemany(insert, _values(batch))
            connection.commit()

        yield write


@contextmanager
def _serving(place: Path | str) -> Generator[str]:
    where = ["--database", str(place)] if isinstance(place, Path) else []
    process = subprocess.Popen(
        [sys.executable, "-m", "central.cli", "serve", "--port", "0", *where],
        stdout=subprocess.PIPE,
        text=True,
        env=os.environ if where else {**os.environ, URL_VARIABLE: str(place)},
    )
    assert process.stdout is not None
    try:
        yield json.loads(process.stdout.readline())["listening"]
    finally:
        process.terminate()
        process.communicate()
