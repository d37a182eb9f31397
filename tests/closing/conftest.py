"""The demo's evening, small, read from a real central once for all tests of a process."""

import pytest

from kiosk.domain.closing.day_end import DayEnd
from tests.closing.example import closed, evening


@pytest.fixture(scope="session")
def example(tmp_path_factory: pytest.TempPathFactory) -> DayEnd:
    return closed(evening(tmp_path_factory.mktemp("evening"), reservations=150))
