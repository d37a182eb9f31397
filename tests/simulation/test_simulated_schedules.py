"""Seeded fault schedules on the real store, desk, engine and central; `./dev simulate` plays any number of them."""

import os
import subprocess
import sys
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path

from tests.simulation.batch import CHUNK, Chunk, play_chunk, play_one

SCHEDULES = 2000
FIRST = 1
WITH_A_HUB = 26
HERE = "import sys; from tests.simulation.batch import play_one; print(*(play_one(int(seed)).story.digest() for seed in sys.argv[1:]))"


def test_no_schedule_violates_anything() -> None:
    """In two processes: an interpreter of its own each, since what is measured here is nothing of this one."""
    chunks = [Chunk(first, CHUNK) for first in range(FIRST, FIRST + SCHEDULES, CHUNK)]
    with ProcessPoolExecutor(2, mp_context=get_context("spawn")) as pool:
        results = list(pool.map(play_chunk, chunks))
    violated = [result.violated for result in results if result.violated is not None]
    assert not violated, _told(violated)


def _told(violated: list[int]) -> str:
    """The story of the first of these seeds."""
    played = play_one(violated[0])
    return f"{played.story}\nseed {played.seed}: {played.violation}\nall: {violated}"


def test_a_seed_tells_the_same_story_in_every_process(project_root: Path) -> None:
    """Other hashes of texts, another order of sets, another central file: the same story, word for word."""
    seeds = [str(seed) for seed in (3, WITH_A_HUB, 20, 50, 77)]
    told: set[str] = set()
    for hashes in ("1", "2"):
        done = subprocess.run(
            [sys.executable, "-c", HERE, *seeds],
            cwd=project_root,
            env={**os.environ, "PYTHONHASHSEED": hashes, "PYTHONPATH": str(project_root)},
            capture_output=True,
            text=True,
            check=True,
        )
        told.add(done.stdout)
    assert len(told) == 1
    assert len(set(told.pop().split())) == len(seeds)


def test_a_hub_takes_what_terminals_tell_and_passes_it_on() -> None:
    played = play_one(WITH_A_HUB)
    assert not played.violation
    told = str(played.story)
    for line in ("hub      hub calls in", "feed at hub", "events at hub", "hub      events"):
        assert line in told, line
