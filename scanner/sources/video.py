"""Pictures out of OpenCV's VideoCapture: a video file, or a network stream (RTSP, HTTP).

Options of video: `loop` (false: blank after the end), `speed` (1.0). Options of stream: none; how long opening and
reading may take is limited here, and a read that never returns is the watchdog's business.
"""

import time
from pathlib import Path

import cv2
import numpy as np

from scanner.messages import CameraHint, Command, SourceSpec
from scanner.picture import MAX_HEIGHT, MAX_WIDTH, Frame, Picture, fit
from scanner.sources.options import flag, number
from scanner.sources.pace import Pace
from scanner.sources.source import Unavailable

_STREAM_TIMEOUT_MS = 5000


class VideoSource:
    """A video file, paced as it was filmed."""

    detail = ""

    def __init__(self, spec: SourceSpec) -> None:
        self._path = Path(spec.location).expanduser()
        self._loop = flag(spec, "loop", False)
        self._speed = number(spec, "speed", 1.0)
        self._capture: cv2.VideoCapture | None = None
        self._pace = Pace(15)
        self._blank = np.zeros((MAX_HEIGHT, MAX_WIDTH, 3), dtype=np.uint8)
        self.name = self._path.name
        self.ended = False

    def open(self) -> None:
        if not self._path.is_file():
            raise Unavailable(CameraHint.NOT_FOUND, "the video file is not there")
        capture = cv2.VideoCapture(str(self._path))
        if not capture.isOpened():
            raise Unavailable(CameraHint.UNREADABLE, "the file cannot be read as a video")
        self._capture = capture
        # Some files state no rate, or nonsense.
        stated = capture.get(cv2.CAP_PROP_FPS)
        self._pace = Pace((stated if 1 <= stated <= 120 else 25.0) * self._speed)
        self.ended = False

    def read(self) -> Frame | None:
        now = self._pace.wait()
        if self._capture is None:
            return None
        picture = None if self.ended else _read(self._capture)
        if picture is None and not self.ended:
            if self._loop and self._capture.set(cv2.CAP_PROP_POS_FRAMES, 0):
                picture = _read(self._capture)
            self.ended = picture is None
        return Frame(self._blank if picture is None else picture, now)

    def close(self) -> None:
        self._pace.stop()
        if self._capture is not None:
            self._capture.release()
            self._capture = None

    def heed(self, command: Command) -> None:
        """A video takes no commands."""

    def was_read(self) -> None:
        """A video goes on as it was filmed."""


class StreamSource:
    """A camera on the network. `location` is its URL; it is never written to a log, as it may hold a password."""

    ended = False
    detail = ""

    def __init__(self, spec: SourceSpec) -> None:
        self._url = spec.location
        self._capture: cv2.VideoCapture | None = None
        self.name = "stream"

    def open(self) -> None:
        limits = [
            cv2.CAP_PROP_OPEN_TIMEOUT_MSEC, _STREAM_TIMEOUT_MS,
            cv2.CAP_PROP_READ_TIMEOUT_MSEC, _STREAM_TIMEOUT_MS,
        ]  # fmt: skip
        capture = cv2.VideoCapture(self._url, cv2.CAP_FFMPEG, limits)
        if not capture.isOpened():
            raise Unavailable(CameraHint.NOT_FOUND, "the stream does not answer")
        self._capture = capture

    def read(self) -> Frame | None:
        picture = None if self._capture is None else _read(self._capture)
        return None if picture is None else Frame(picture, time.monotonic())

    def close(self) -> None:
        if self._capture is not None:
            self._capture.release()
            self._capture = None

    def heed(self, command: Command) -> None:
        """A stream takes no commands."""

    def was_read(self) -> None:
        """A stream goes on."""


def _read(capture: cv2.VideoCapture) -> Picture | None:
    got, picture = capture.read()
    return fit(np.asarray(picture, dtype=np.uint8), best=False) if got else None
