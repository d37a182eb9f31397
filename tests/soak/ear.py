"""What a scanner's process says, remembered briefly: a soak must not grow because of its own notes."""

import threading
import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass

from scanner.messages import CameraHint, CameraState, CameraStatus, FrameReady, Message, Scanned


class Deaf(Exception):
    """What was waited for was not said in time."""


@dataclass(frozen=True, slots=True)
class Said:
    """A state, when it was heard (time.monotonic()), and the count of states up to it."""

    state: CameraState
    at: float
    number: int


class Ear:
    """A listener for ScannerProcess that passes everything on to `further` (the page)."""

    def __init__(self, further: Callable[[Message], None] = lambda _: None) -> None:
        self.further = further
        self.reads = 0
        self.frame_at = 0.0
        self.count = 0
        self._states: deque[Said] = deque(maxlen=32)
        self._changed = threading.Condition()

    def __call__(self, message: Message) -> None:
        now = time.monotonic()
        with self._changed:
            if isinstance(message, CameraState):
                self.count += 1
                self._states.append(Said(message, now, self.count))
            elif isinstance(message, FrameReady):
                self.frame_at = now
            elif isinstance(message, Scanned):
                self.reads += 1
            self._changed.notify_all()
        self.further(message)

    def state(self, when: Callable[[CameraState], bool], after: int, patience: float) -> Said:
        """The first state after number `after` for which `when` holds."""

        def found() -> Said | None:
            return next((said for said in self._states if said.number > after and when(said.state)), None)

        with self._changed:
            self._changed.wait_for(lambda: found() is not None, patience)
            result = found()
            if result is None:
                raise Deaf(f"said instead: {[said.state for said in self._states if said.number > after]}")
            return result

    def said(self, status: CameraStatus, hint: CameraHint, after: int) -> bool:
        """Whether this state has come after number `after`."""
        with self._changed:
            return any(
                said.number > after and (said.state.status, said.state.hint) == (status, hint) for said in self._states
            )

    def live(self, after: int, patience: float, slow_too: bool = False) -> float:
        """When the first picture came after the camera was called well again; `slow_too`: or well but slow, as every
        camera is on a machine that has no time for it."""
        well = (CameraHint.NONE, CameraHint.SLOW) if slow_too else (CameraHint.NONE,)
        said = self.state(lambda state: state.status == CameraStatus.LIVE and state.hint in well, after, patience)
        with self._changed:
            if not self._changed.wait_for(lambda: self.frame_at >= said.at, patience):
                raise Deaf("it is called live and no picture comes")
            return self.frame_at
