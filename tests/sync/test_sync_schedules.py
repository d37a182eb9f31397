"""Seeded fault schedules: more and longer ones than Hypothesis plays, without its shrinking. The seed is in the failure."""

import random
from copy import deepcopy

import pytest

from sync.signals import Channel
from tests.sync.world import Luck, World

SCHEDULES = 300


def play(seed: int) -> None:
    chance = random.Random(seed)
    world = World(seed)
    backup = deepcopy(world.central)
    bad = chance.choice([0.0, 0.1, 0.5])
    lucks = list(Luck)
    for _ in range(chance.randint(10, 80)):
        match chance.choices(range(7), [4, 20, 2, 1, 1, 1, 1])[0]:
            case 0:
                world.commit(chance.randint(1, 9))
            case 1:
                for _ in range(chance.randint(1, 12)):
                    luck = chance.choice(lucks) if chance.random() < bad else Luck.GOOD
                    world.turn(chance.choice(list(Channel)), luck)
            case 2:
                world.central.book(f"booking-{chance.randint(1, 9)}", chance.choice([None, {"a": 1}]))
            case 3:
                backup = deepcopy(world.central)
            case 4:
                world.central = world.central.restored(backup)
            case 5:
                world.start()
            case _:
                world.central.unreadable = {f"life-1-{chance.randint(0, 30)}"}
    world.heal()
    world.check()


@pytest.mark.parametrize("tenth", range(10))
def test_schedules(tenth: int) -> None:
    failed: dict[int, Exception] = {}
    for seed in range(tenth, SCHEDULES, 10):
        try:
            play(seed)
        except Exception as error:
            failed[seed] = error
    assert not failed, f"schedules by seed: {failed}"
