"""Deliberate protocol faults, planted from outside for the length of a block: the schedules must find each of them.

Nothing of this is in the code that ships. `plants_of_central.py` and `plants_of_terminals.py` hold them, `batch.PLANTS` is all.
"""

from collections.abc import Callable, Generator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.simulation.schedule import Wanted, play

MOST = 500
"""Schedules within which each is found."""


@dataclass(frozen=True)
class Plant:
    name: str
    plant: Callable[[], AbstractContextManager[None]]
    wanted: Wanted | None = None
    """Set where other faults of a schedule would mend what this one does; the hunt then plays these only."""


@dataclass(frozen=True)
class Caught:
    schedules: int
    """How many were played until it was found; 0: it was not."""
    by: str
    """The invariant that did not hold, in the words of its violation."""


@contextmanager
def replaced(place: Any, name: str, make: Callable[[Any], Any]) -> Generator[None]:
    """`place.name` is what `make` makes of it, in this block."""
    before = place.__dict__[name]
    setattr(place, name, make(before))
    try:
        yield
    finally:
        setattr(place, name, before)


def hunt(plant: Plant, folder: Path, first: int = 1, most: int = MOST) -> Caught:
    """Play schedules until one shows the fault, or so many have not.

    A schedule that violates something without the fault as well has found nothing: AssertionError.
    """
    for count in range(1, most + 1):
        seed = first + count - 1
        with plant.plant():
            violation = _violation(plant, seed, folder)
        if violation:
            sound = _violation(plant, seed, folder)
            assert not sound, f"seed {seed} without {plant.name!r}: {sound}"
            return Caught(count, violation.splitlines()[0])
    return Caught(0, "")


def _violation(plant: Plant, seed: int, folder: Path) -> str:
    try:
        return play(seed, folder, plant.wanted).violation
    except Exception as error:  # a fault may also break the harness' own reading
        return f"{type(error).__name__}: {error}"
