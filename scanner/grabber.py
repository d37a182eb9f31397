"""The thread that waits for the camera, so that nothing else has to: newest frame in a one-slot mailbox.

It opens the source, tries again (`RETRY`) while there is none, and reopens it when it stops delivering, repeats its last
picture for ever or delivers black ones. A read that never returns cannot be interrupted from within: `stuck` tells, and
the loop then ends the whole process for the app to start another.
"""

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

from scanner.messages import CameraHint, CameraState, CameraStatus
from scanner.picture import Frame
from scanner.sources.source import Source, Unavailable
from scanner.vitals import Vitals

RETRY = (0.25, 0.5, 1.0)
"""Seconds between attempts to open, the last one for ever: the kernel takes a moment to free a camera whose process
has just been killed."""
STALLED_AFTER = 1.0
STUCK_AFTER = 1.4
"""Longer than a slow camera's second between two pictures, and short enough to have another process within three."""
OPENING_LIMIT = 12.0
"""Opening a camera takes seconds with some drivers."""

_SIGNS = {
    CameraHint.NONE: "",
    CameraHint.ENDED: "the end was reached",
    CameraHint.REPEATING: "the last picture is repeated",
    CameraHint.BLACK: "the pictures are black",
    CameraHint.SLOW: "the pictures come too seldom",
}

_T = TypeVar("_T")


@dataclass(frozen=True, slots=True)
class Numbered:
    """A frame and its number, counted from 1 since the process started."""

    frame: Frame
    number: int


class Mailbox:
    """Holds the newest frame only. Frames are dropped, never queued."""

    def __init__(self) -> None:
        self._changed = threading.Condition()
        self._frame: Numbered | None = None
        self.dropped = 0

    def put(self, frame: Numbered) -> None:
        with self._changed:
            self.dropped += self._frame is not None
            self._frame = frame
            self._changed.notify()

    def take(self, timeout: float) -> Numbered | None:
        """The newest frame that has not been taken; None after `timeout` seconds."""
        with self._changed:
            self._changed.wait_for(lambda: self._frame is not None, timeout)
            frame, self._frame = self._frame, None
            return frame


class Grabber:
    """See the file's head. `say` gets the camera's states; it is called on this thread. `watched`: judge the pictures (Vitals)."""

    def __init__(self, source: Source, mailbox: Mailbox, say: Callable[[CameraState], None], watched: bool) -> None:
        self._source = source
        self._mailbox = mailbox
        self._say = say
        self._watched = watched
        self._stop = threading.Event()
        self._busy_since: float | None = None
        self._busy_limit = STUCK_AFTER
        self._number = 0
        self._told: CameraState | None = None
        self._thread = threading.Thread(target=self._run, name="grabber", daemon=True)

    def start(self) -> None:
        self._thread.start()

    def stop(self) -> None:
        self._stop.set()

    def join(self, timeout: float) -> None:
        self._thread.join(timeout)

    def stuck(self) -> float:
        """For how many seconds the source has kept a call beyond its limit; 0 when all is well."""
        since = self._busy_since
        return 0.0 if since is None else max(0.0, time.monotonic() - since - self._busy_limit)

    def alive(self) -> bool:
        return self._thread.is_alive()

    def _run(self) -> None:
        pauses = iter(RETRY)
        while not self._stop.is_set():
            try:
                self._call(self._source.open, OPENING_LIMIT)
            except Unavailable as error:
                self._tell(CameraStatus.NO_CAMERA, error.detail, error.hint)
                self._stop.wait(next(pauses, RETRY[-1]))
                continue
            pauses = iter(RETRY)
            try:
                self._deliver()
            finally:
                self._call(self._source.close, OPENING_LIMIT)
            self._stop.wait(0.2)

    def _deliver(self) -> None:
        """Hand over frames until the source stops delivering."""
        arrived = time.monotonic()
        vitals = Vitals(self._told.hint if self._told is not None else CameraHint.NONE)
        while not self._stop.is_set():
            frame = self._call(self._source.read, STUCK_AFTER)
            now = time.monotonic()
            if frame is None or not frame.picture.size:
                if now - arrived > STALLED_AFTER:
                    self._tell(CameraStatus.STALLED, "no pictures come", CameraHint.NO_PICTURES)
                    return
                self._stop.wait(0.01)
                continue
            arrived = now
            sign = vitals.look(now, frame.picture) if self._watched else CameraHint.NONE
            self._number += 1
            self._mailbox.put(Numbered(frame, self._number))
            if sign in (CameraHint.REPEATING, CameraHint.BLACK):
                self._tell(CameraStatus.STALLED, _SIGNS[sign], sign)
                if vitals.worth_reopening:
                    return
                continue
            if sign == CameraHint.NONE and self._source.ended:
                sign = CameraHint.ENDED
            self._tell(CameraStatus.LIVE, _SIGNS[sign] or self._source.detail, sign)

    def _call(self, act: Callable[[], _T], limit: float) -> _T:
        self._busy_limit = limit
        self._busy_since = time.monotonic()
        try:
            return act()
        finally:
            self._busy_since = None

    def _tell(self, status: CameraStatus, detail: str, hint: CameraHint) -> None:
        state = CameraState(status, self._source.name, detail, hint)
        if state != self._told:
            self._told = state
            self._say(state)
