"""A real ScannerProcess and what it has said so far; waits for a message instead of sleeping."""

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TypeVar

from scanner.messages import CameraState, CameraStatus, FrameReady, Message, Scanned, SourceSpec
from scanner.process import ScannerProcess, Watch

PATIENCE = 20.0
"""Seconds; long, as the machine may be busy."""

M = TypeVar("M")


class Heard:
    def __init__(self) -> None:
        self.messages: list[Message] = []
        self._changed = threading.Condition()

    def __call__(self, message: Message) -> None:
        with self._changed:
            self.messages.append(message)
            self._changed.notify_all()

    def wait(
        self, kind: type[M], when: Callable[[M], bool] = lambda _: True, after: int = 0, patience: float = PATIENCE
    ) -> M:
        """The first message of that kind from number `after` on for which `when` holds."""

        def found() -> M | None:
            return next((m for m in self.messages[after:] if isinstance(m, kind) and when(m)), None)

        with self._changed:
            assert self._changed.wait_for(lambda: found() is not None, patience), [
                m for m in self.messages if isinstance(m, CameraState)
            ]
            result = found()
            assert result is not None
            return result

    def state(self, status: CameraStatus, after: int = 0) -> CameraState:
        return self.wait(CameraState, lambda state: state.status == status, after)

    def texts(self) -> list[tuple[str, ...]]:
        with self._changed:
            return [message.texts for message in self.messages if isinstance(message, Scanned)]

    def __len__(self) -> int:
        return len(self.messages)


def until(true: Callable[[], object]) -> None:
    """Wait for what no message tells."""
    pause = threading.Event()
    ends = time.monotonic() + PATIENCE
    while not true():
        assert time.monotonic() < ends
        pause.wait(0.02)


@contextmanager
def scanning(spec: SourceSpec, watch: Watch | None = None) -> Iterator[tuple[ScannerProcess, Heard]]:
    heard = Heard()
    process = ScannerProcess(spec, heard, watch)
    process.start()
    try:
        yield process, heard
    finally:
        process.stop()
        assert process.join(PATIENCE)
    ready = [message for message in heard.messages if isinstance(message, FrameReady)]
    assert not ready or process.read_frame(ready[-1]) is None
