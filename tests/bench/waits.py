"""Waiting for something to become true, without sleeping: for measuring, so it looks often."""

import threading
import time
from collections.abc import Callable

_never = threading.Event()


class Late(Exception):
    """It did not happen in time; says what."""


def wait_until(true: Callable[[], object], what: str, seconds: float, every: float = 0.01) -> float:
    """Returns time.monotonic() when it held. Raises Late."""
    end = time.monotonic() + seconds
    while not true():
        if time.monotonic() > end:
            raise Late(f"not within {seconds:g} s: {what}")
        _never.wait(every)
    return time.monotonic()


def pause(seconds: float) -> None:
    _never.wait(seconds)
