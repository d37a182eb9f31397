"""A real encrypted file for each test."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from kiosk.store.store import Store
from tests.store.day import DB_KEY, Feed, token


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "kiosk.db"


@pytest.fixture
def open_store(path: Path) -> Iterator[Callable[..., Store]]:
    opened: list[Store] = []

    def open_it(key: bytes = DB_KEY, at: Path = path) -> Store:
        opened.append(Store.open(at, key, token))
        return opened[-1]

    yield open_it
    for store in opened:
        store.close()


@pytest.fixture
def store(open_store: Callable[..., Store]) -> Store:
    return open_store()


@pytest.fixture
def feed() -> Feed:
    return Feed()
