"""The bell by itself: rung from a thread, it wakes whom it concerns, at once and without looking."""

import asyncio
import threading
from collections.abc import Mapping

from central import bell as bells
from central.bell import Bell


async def nothing_new() -> tuple[str, Mapping[int, int]]:
    return "e", {1: 5}


def test_a_ring_wakes_those_who_have_not_seen_it() -> None:
    async def run() -> list[bool]:
        bell = Bell(nothing_new)
        bell.open()
        waiting = [asyncio.create_task(bell.wait("e", store, seen, 60)) for store, seen in ((1, 5), (1, 6), (2, 0))]
        await asyncio.sleep(0)
        ringing = threading.Thread(target=bell.ring, args=("e", 1, 6))
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
        bell.ring("e", 1, 6)
        await asyncio.sleep(0)
        return await bell.wait("e", 1, 5, 60)

    assert asyncio.run(run())


def test_the_first_look_is_no_news_to_those_who_have_seen_it() -> None:
    async def run() -> bool:
        bell = Bell(nothing_new)
        bell.open()
        return await bell.wait("e", 1, 5, 0.2)

    bells_looked, bells.LOOK_EVERY_S = bells.LOOK_EVERY_S, 0.02
    try:
        assert not asyncio.run(run())
    finally:
        bells.LOOK_EVERY_S = bells_looked


def test_another_epoch_wakes_everybody_and_its_numbers_begin_anew() -> None:
    async def run() -> tuple[bool, bool]:
        bell = Bell(nothing_new)
        bell.open()
        bell.ring("e", 1, 100)
        await asyncio.sleep(0)
        old = asyncio.create_task(bell.wait("e", 1, 100, 60))
        await asyncio.sleep(0)
        lower = await bell.wait("restored", 1, 50, 0.05)
        return await asyncio.wait_for(old, 20), lower

    assert asyncio.run(run()) == (True, False)


def test_an_epoch_of_another_process_is_found_by_looking() -> None:
    async def restored() -> tuple[str, Mapping[int, int]]:
        return "restored", {1: 3}

    async def run() -> bool:
        bell = Bell(restored)
        bell.open()
        return await bell.wait("e", 1, 5, 60)

    assert asyncio.run(run())
