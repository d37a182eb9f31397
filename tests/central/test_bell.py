"""The bell by itself: rung from a thread, it wakes whom it concerns, at once and without looking."""

import asyncio
import threading
from collections.abc import Mapping

from central import bell as bells
from central.bell import Bell


async def nothing_new() -> Mapping[int, int]:
    return {1: 5}


def test_a_ring_wakes_those_who_have_not_seen_it() -> None:
    async def run() -> list[bool]:
        bell = Bell(nothing_new)
        bell.open()
        waiting = [asyncio.create_task(bell.wait(store, seen, 60)) for store, seen in ((1, 5), (1, 6), (2, 0))]
        await asyncio.sleep(0)
        ringing = threading.Thread(target=bell.ring, args=(1, 6))
        ringing.start()
        woken = await asyncio.wait_for(waiting[0], 20)
        ringing.join()
        assert not any(task.done() for task in waiting[1:])
        bell.close()
        return [woken, *await asyncio.gather(*waiting[1:])]

    bells_looked, bells.LOOK_EVERY_S = bells.LOOK_EVERY_S, 3600
    try:
        assert asyncio.run(run()) == [True, False, False]
    finally:
        bells.LOOK_EVERY_S = bells_looked


def test_a_ring_before_the_wait_is_not_lost() -> None:
    async def run() -> bool:
        bell = Bell(nothing_new)
        bell.open()
        bell.ring(1, 6)
        await asyncio.sleep(0)
        return await bell.wait(1, 5, 60)

    assert asyncio.run(run())


def test_the_first_look_is_no_news_to_those_who_have_seen_it() -> None:
    async def run() -> bool:
        bell = Bell(nothing_new)
        bell.open()
        return await bell.wait(1, 5, 0.2)

    bells_looked, bells.LOOK_EVERY_S = bells.LOOK_EVERY_S, 0.02
    try:
        assert not asyncio.run(run())
    finally:
        bells.LOOK_EVERY_S = bells_looked
