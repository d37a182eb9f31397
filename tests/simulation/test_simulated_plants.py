"""Each planted fault is found: a schedule that could not fail would prove nothing."""

from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context

from tests.simulation.batch import PLANTS, hunt_one


def test_every_planted_fault_is_found() -> None:
    assert len(PLANTS) >= 15
    with ProcessPoolExecutor(2, mp_context=get_context("spawn")) as pool:
        caught = dict(zip(PLANTS, pool.map(hunt_one, PLANTS), strict=True))
    assert [name for name, found in caught.items() if not found.schedules] == []
