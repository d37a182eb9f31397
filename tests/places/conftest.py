"""A shop of two entrances."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.places.shop import Shop


@pytest.fixture
def open_shop(tmp_path: Path) -> Iterator[Callable[..., Shop]]:
    opened: list[Shop] = []

    def open_it(terminals: int = 2, late: int = 8, **more: Any) -> Shop:
        opened.append(Shop(tmp_path, terminals, late, **more))
        return opened[-1]

    yield open_it
    for shop in opened:
        shop.close()


@pytest.fixture
def shop(open_shop: Callable[..., Shop]) -> Shop:
    return open_shop()
