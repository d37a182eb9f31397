"""SIGKILL at fifty random moments; the long run is `python -m tests.crash kills`."""

import sys
from pathlib import Path

import pytest

from tests.crash.kills import cycle
from tests.crash.planted import shown_before_saved
from tests.crash.proof import Lost

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="there is no fork server on Windows")


@pytest.mark.slow
def test_fifty_kills_lose_nothing_that_was_shown(tmp_path: Path) -> None:
    tally = cycle(tmp_path, 50, seed=20261123)
    assert tally.cycles == 50
    assert all(tally.killed.values()), "one phase of a life was never hit"
    assert len(tally.confirmed) > 200
    assert tally.in_ledger >= len(tally.confirmed)


def test_a_terminal_that_shows_before_it_saves_is_found_out(tmp_path: Path) -> None:
    with pytest.raises(Lost, match="not in the ledger"):
        cycle(tmp_path, 20, seed=1, body=shown_before_saved)
