"""Schedules in bulk: where their files lie, and what one process plays at a time."""

import atexit
import functools
import logging
import os
import shutil
import tempfile
from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.simulation.plants import Caught, hunt
from tests.simulation.plants_of_central import PLANTS as CENTRALS
from tests.simulation.plants_of_hub import PLANTS as HUBS
from tests.simulation.plants_of_terminals import PLANTS as TERMINALS
from tests.simulation.schedule import Played, play

PLANTS = {plant.name: plant for plant in (*CENTRALS, *TERMINALS, *HUBS)}

CHUNK = 50
MEMORY = Path("/dev/shm")
"""Files in memory: a simulated power cut takes an image of them, so nothing rests on the disk below."""


@dataclass(frozen=True)
class Chunk:
    first: int
    count: int


@dataclass(frozen=True)
class Result:
    count: int
    violated: int | None
    """The first seed that violates."""


@functools.cache
def folder() -> Path:
    """This process's own, gone at its end."""
    made = Path(tempfile.mkdtemp(prefix="kiosk-simulation-", dir=MEMORY if os.access(MEMORY, os.W_OK) else None))
    atexit.register(shutil.rmtree, made, ignore_errors=True)
    return made


@contextmanager
def quiet() -> Generator[None]:
    """What goes wrong in a schedule is logged as it is in a store; here it goes wrong all the time."""
    before = logging.root.manager.disable
    logging.disable(logging.CRITICAL)
    try:
        yield
    finally:
        logging.disable(before)


def play_one(seed: int) -> Played:
    with quiet():
        return play(seed, folder())


def play_chunk(chunk: Chunk) -> Result:
    """Stops at the first violation."""
    for seed in range(chunk.first, chunk.first + chunk.count):
        if play_one(seed).violation:
            return Result(seed - chunk.first + 1, seed)
    return Result(chunk.count, None)


def hunt_one(name: str, first: int = 1) -> Caught:
    """Look for one planted fault, from seed `first` on."""
    with quiet():
        return hunt(PLANTS[name], folder(), first)
