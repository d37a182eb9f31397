"""A hub's door: central is asked once for all who wait, not too often, and nobody who waits holds anything."""

import asyncio
import threading
from collections.abc import Generator
from contextlib import ExitStack, contextmanager
from typing import Any

import pytest

from central.errors import CentralError
from central.relay import door
from central.relay.door import Door
from sync.outcome import Outcome, Reached, Refused, Unreachable
from sync.wire import HubCall, Passes, Problem

NAMED = Reached(Passes([]))
CALL = HubCall("key", [])
LONG_S = 600.0


class Central:
    """Answers when it is let."""

    def __init__(self, *answers: Outcome[Passes]) -> None:
        self._answers = [*answers]
        self.asked = 0
        self.heard = threading.Semaphore(0)
        self.free = threading.Event()
        self.free.set()
        self.learnt: list[Passes] = []
        self.refused: list[bool] = []

    def ask(self, _call: HubCall) -> Outcome[Passes]:
        self.asked += 1
        self.heard.release()
        assert self.free.wait(20)
        return self._answers.pop(0) if len(self._answers) > 1 else self._answers[0]

    def door(self, **options: Any) -> Door:
        return Door(self.ask, CALL, self.learnt.append, self.refused.append, LONG_S, **options)


@contextmanager
def opened(central: Central) -> Generator[Door]:
    """Started, and its first question answered."""
    one = central.door()
    one.start()
    assert central.heard.acquire(timeout=20)
    try:
        yield one
    finally:
        central.free.set()
        one.stop()
        assert one.join(20), "the door's thread did not end"


async def knocks(one: Door, count: int) -> list[bool]:
    return await asyncio.gather(*(one.knock() for _ in range(count)))


def test_all_who_wait_are_answered_by_one_question(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(door, "KNOCK_WITHIN_S", LONG_S)
    central = Central(NAMED)
    with opened(central) as one:
        assert asyncio.run(knocks(one, 50)) == [True] * 50
        assert central.asked <= 3, (
            "the first one, one for those who waited, one for whoever came while it was under way"
        )
    assert central.learnt
    assert central.refused == [False] * len(central.learnt)


@pytest.mark.parametrize("told", [Unreachable("gone"), Refused(503, 1.0, Problem("busy", "")), Refused(403)])
def test_a_central_that_does_not_answer_is_not_asked_more_often_than_one_that_does(
    monkeypatch: pytest.MonkeyPatch, told: Outcome[Passes]
) -> None:
    monkeypatch.setattr(door, "KNOCK_EVERY_S", LONG_S)
    monkeypatch.setattr(door, "KNOCK_WITHIN_S", 0.2)
    central = Central(told)
    with opened(central) as one:
        assert asyncio.run(knocks(one, 5)) == [False] * 5
        assert asyncio.run(knocks(one, 5)) == [False] * 5
        assert central.asked == 1
    assert True not in central.refused, "only central itself can refuse a hub"


def test_who_knocks_while_central_is_slow_is_sent_on_in_time_and_holds_up_nobody(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(door, "KNOCK_EVERY_S", 0.0)
    monkeypatch.setattr(door, "KNOCK_WITHIN_S", 0.2)
    central = Central(NAMED)
    with opened(central) as one:
        central.free.clear()

        async def others_go_on() -> list[bool]:
            waiting = asyncio.ensure_future(knocks(one, 3))
            assert await asyncio.to_thread(central.heard.acquire, timeout=20)
            return await waiting

        threads = threading.active_count()
        assert asyncio.run(others_go_on()) == [False] * 3
        assert threading.active_count() == threads
        central.free.set()


def test_closing_waits_for_nobody_at_the_door(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(door, "KNOCK_EVERY_S", LONG_S)
    monkeypatch.setattr(door, "KNOCK_WITHIN_S", LONG_S)
    with opened(Central(NAMED)) as one:

        async def close_while_they_wait() -> list[bool]:
            waiting = asyncio.ensure_future(knocks(one, 3))
            for _ in range(10):
                await asyncio.sleep(0)  # each a turn of the loop: they stand at the door now
            one.stop()
            return await waiting

        assert asyncio.run(close_while_they_wait()) == [False] * 3
        assert not asyncio.run(one.knock()), "nor afterwards"


@pytest.mark.parametrize("status", [401, 403])
def test_being_refused_by_central_and_accepted_again_is_told(monkeypatch: pytest.MonkeyPatch, status: int) -> None:
    monkeypatch.setattr(door, "KNOCK_EVERY_S", 0.0)
    monkeypatch.setattr(door, "KNOCK_WITHIN_S", LONG_S)
    central = Central(Refused(status, None, Problem("unauthorized", "")), NAMED)
    with opened(central) as one:
        assert asyncio.run(knocks(one, 1)) == [True]
    assert central.refused == [True, False]


def test_what_cannot_be_saved_ends_nothing(monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture) -> None:
    monkeypatch.setattr(door, "KNOCK_EVERY_S", 0.0)
    monkeypatch.setattr(door, "KNOCK_WITHIN_S", LONG_S)
    central = Central(NAMED)

    def fail(_passes: Passes) -> None:
        central.learnt.append(_passes)
        if len(central.learnt) == 1:
            raise CentralError("hub.db cannot be used", "Make room.")

    with ExitStack() as stack:
        one = Door(central.ask, CALL, fail, central.refused.append, LONG_S)
        one.start()
        stack.callback(one.stop)
        assert central.heard.acquire(timeout=20)
        assert asyncio.run(knocks(one, 1)) == [True]
    assert any("could not be saved" in record.message for record in caplog.records)
