"""A real database file, a real server on loopback, and a terminal that talks to it by hand."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from central.database import Database
from central.roster import add_store, open_launch
from central.serve import ServedInThread
from tests.central.day import NOW, POLICY, SHOP, Terminal, enrolled


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    with Database(tmp_path / "central.db") as database:
        with database.write() as connection:
            open_launch(connection, 1, "First Light", NOW)
            for store in SHOP:
                add_store(connection, 1, store, POLICY, NOW)
        yield database


@pytest.fixture
def url(database: Database) -> Iterator[str]:
    with ServedInThread(database) as url:
        yield url


@pytest.fixture
def terminal(database: Database, url: str) -> Iterator[Terminal]:
    with enrolled(database, url, "Entrance A") as terminal:
        yield terminal
