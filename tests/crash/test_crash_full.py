"""A disk with no room left, by the kernel's own means."""

import sys
from pathlib import Path

import pytest

if sys.platform == "win32":
    pytest.skip("there are no such limits on Windows", allow_module_level=True)

from tests.crash.full import by_limit, by_small_disk, central_on_small_disk, no_mounts

mounts = pytest.mark.skipif(bool(no_mounts()), reason=no_mounts())


@pytest.mark.parametrize("room", [0, 6000])
def test_a_file_that_may_not_grow_refuses_and_works_again(tmp_path: Path, room: int) -> None:
    assert by_limit(tmp_path, room) <= room // 2000


@mounts
def test_a_terminal_on_a_full_disk_refuses_and_works_again(tmp_path: Path) -> None:
    assert by_small_disk(tmp_path) < 1000


@mounts
def test_central_on_a_full_disk_costs_nothing_but_time(tmp_path: Path) -> None:
    assert central_on_small_disk(tmp_path) == 405
