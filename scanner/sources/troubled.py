"""A source that misbehaves on command, as real cameras do: see `Inject` in scanner/messages.py. For tests and drills."""

import os
import signal
import threading
import time
from dataclasses import replace

import numpy as np

from scanner.messages import CameraHint, Command, Inject
from scanner.picture import Frame
from scanner.sources.source import Source, Unavailable

_GONE = {
    "gone": (CameraHint.NOT_FOUND, "unplugged by command"),
    "moved": (CameraHint.NOT_FOUND, "unplugged by command, to come back elsewhere"),
    "busy": (CameraHint.BUSY, "taken by command"),
    "forbidden": (CameraHint.NO_PERMISSION, "forbidden by command"),
}


class TroubledSource:
    """Passes another source through, until told otherwise."""

    def __init__(self, source: Source) -> None:
        self._source = source
        self._fault = ""
        self._until = 0.0
        self._last: Frame | None = None
        self._moves = 0
        self._moved = False
        self._never = threading.Event()

    @property
    def name(self) -> str:
        return f"{self._source.name} {self._moves + 1}" if self._moves else self._source.name

    @property
    def detail(self) -> str:
        return self._source.detail

    @property
    def ended(self) -> bool:
        return self._source.ended

    def _current(self) -> str:
        return self._fault if time.monotonic() < self._until else ""

    def open(self) -> None:
        if (fault := self._current()) in _GONE:
            self._moved = fault == "moved"
            raise Unavailable(*_GONE[fault])
        self._source.open()
        self._moves += self._moved
        self._moved = False

    def read(self) -> Frame | None:
        fault = self._current()
        if fault in _GONE:
            self._never.wait(0.05)
            return None
        if fault == "block":
            self._never.wait()
        if fault == "slow":
            self._never.wait(1.0)
        frame = self._source.read()
        if frame is None:
            return None
        if fault == "freeze" and self._last is not None:
            return replace(self._last, captured_at=frame.captured_at)
        if fault == "black":
            return replace(frame, picture=np.zeros_like(frame.picture))
        self._last = frame
        return frame

    def close(self) -> None:
        self._source.close()

    def heed(self, command: Command) -> None:
        if not isinstance(command, Inject):
            self._source.heed(command)
            return
        self._fault = command.fault
        self._until = time.monotonic() + command.seconds
        if command.fault == "crash":
            os.abort()
        if command.fault == "hang":
            os.kill(os.getpid(), signal.SIGSTOP)

    def was_read(self) -> None:
        self._source.was_read()
