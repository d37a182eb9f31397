"""Each planted fault is found: a schedule that could not fail would prove nothing."""

import re
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context

from tests.simulation.__main__ import PAGE
from tests.simulation.batch import PLANTS, hunt_one


def begin_at() -> list[int]:
    """The seed at which the page says each is found. Hunting all of them from seed 1 on, as `./dev simulate --plants` does
    that writes the page, is some 1,700 schedules; whatever the page says, a hunt goes on until it has found its fault."""
    told = dict(re.findall(r"^\| (.+?) \| ([0-9]+) \|", PAGE.read_text(encoding="utf-8"), flags=re.MULTILINE))
    return [int(told.get(name, 1)) for name in PLANTS]


def test_every_planted_fault_is_found() -> None:
    assert len(PLANTS) >= 15
    with ProcessPoolExecutor(2, mp_context=get_context("spawn")) as pool:
        caught = dict(zip(PLANTS, pool.map(hunt_one, PLANTS, begin_at()), strict=True))
    assert [name for name, found in caught.items() if not found.schedules] == []
