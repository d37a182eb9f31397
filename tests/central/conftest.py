"""A real database, a real server on loopback, and a terminal that talks to it by hand; on both engines."""

from collections.abc import Iterator
from itertools import count
from pathlib import Path

import pytest

from central.database import Database
from central.privacy.vault import Vault
from central.roster import add_store, open_launch
from central.serve import ServedInThread
from kiosk.domain.trust import to_base64url
from tests.central.cluster import Cluster
from tests.central.day import NOW, POLICY, SHOP, Terminal, enrolled
from tests.central.hub_house import HubHouse
from tests.sync.hall import Hall

_numbers = count()

CENTRAL_KEY = b"a key of 32 bytes made for tests"
VAULT = Vault(CENTRAL_KEY)
"""Customers' rows lie sealed in all these tests, as they do in a store."""


@pytest.fixture(scope="session")
def cluster() -> Iterator[Cluster]:
    """PostgreSQL with nothing in it but the template `shop`: one launch and its stores."""
    with Cluster() as cluster:
        cluster.execute("CREATE DATABASE shop")
        with Database(cluster.url("shop")) as database:
            open_shop(database)
        yield cluster


@pytest.fixture
def server_url(cluster: Cluster) -> Iterator[str]:
    """A database of PostgreSQL with the shop in it."""
    name = f"shop_{next(_numbers)}"
    cluster.execute(f"CREATE DATABASE {name} TEMPLATE shop")
    yield cluster.url(name)
    cluster.execute(f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture(params=["sqlite", "postgresql"])
def database(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Database]:
    """The shop, on each engine in turn. A test of files alone asks for `sqlite_database` instead."""
    if request.param == "postgresql":
        with Database(request.getfixturevalue("server_url"), vault=VAULT) as database:
            yield database
    else:
        yield from _on_file(tmp_path)


@pytest.fixture
def sqlite_database(tmp_path: Path) -> Iterator[Database]:
    yield from _on_file(tmp_path)


@pytest.fixture
def url(database: Database) -> Iterator[str]:
    with ServedInThread(database) as url:
        yield url


@pytest.fixture
def terminal(database: Database, url: str) -> Iterator[Terminal]:
    with enrolled(database, url, "Entrance A") as terminal:
        yield terminal


@pytest.fixture
def hall(tmp_path: Path) -> Iterator[Hall]:
    """A central whose line can be cut, for hubs and terminals of the real kind."""
    one = Hall(tmp_path)
    one.open()
    yield one
    one.close()


@pytest.fixture
def house(hall: Hall) -> Iterator[HubHouse]:
    """The store's hub beside it, its copy whole."""
    one = HubHouse(hall)
    one.open()
    one.wait_whole()
    yield one
    for terminal in hall.terminals:
        terminal.stop()
    one.shut()


def _on_file(folder: Path) -> Iterator[Database]:
    (folder / "central.keys").write_text(to_base64url(CENTRAL_KEY))  # where the commands look for it
    with Database(folder / "central.db", vault=VAULT) as database:
        open_shop(database)
        yield database


def open_shop(database: Database) -> None:
    with database.write() as connection:
        open_launch(connection, 1, "First Light", NOW)
        for store in SHOP:
            add_store(connection, 1, store, POLICY, NOW)
