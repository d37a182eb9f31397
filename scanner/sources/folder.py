"""A folder of pictures as the camera: in order of their names, each held up for a while, a blank gap between.

Options: `seconds` each picture is shown (default 1.5), `gap` seconds of blank between (1.0; longer than presence's
`gone_after`, so that the next picture is a new presentation), `hold` (go on as soon as the picture's code has been
presented, `seconds` being the longest wait), `loop` (false: blank after the last, and the source says it has ended),
`frames_per_second` (15). Pictures are brought to at most 1280x720. Files that are no pictures are skipped.
"""

import itertools
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import cv2
import numpy as np

from scanner.messages import CameraHint, Command, SourceSpec
from scanner.picture import MAX_HEIGHT, MAX_WIDTH, Frame, Picture, fit
from scanner.sources.options import flag, number
from scanner.sources.pace import Pace
from scanner.sources.source import Unavailable

SUFFIXES = frozenset({".bmp", ".jpeg", ".jpg", ".png", ".webp", ".gif", ".tif", ".tiff"})
_BLANK_GREY = 118


class FolderSource:
    """See the file's head. A single picture file is a folder of one."""

    detail = ""

    def __init__(self, spec: SourceSpec) -> None:
        self._path = Path(spec.location).expanduser()
        self._seconds = number(spec, "seconds", 1.5)
        self._gap = number(spec, "gap", 1.0)
        self._hold = flag(spec, "hold", False)
        self._loop = flag(spec, "loop", False)
        self._frames_per_second = number(spec, "frames_per_second", 15)
        self._pace = Pace(self._frames_per_second)
        self._was_read = threading.Event()
        self._shown: Iterator[Path] = iter(())
        self._count = 0
        self._picture: Picture | None = None
        self._until = 0.0
        self._blank = _blank()
        self.name = self._path.name
        self.ended = False

    def open(self) -> None:
        files = [self._path] if self._path.is_file() else sorted(self._pictures())
        if not files:
            raise Unavailable(CameraHint.UNREADABLE, "there is no picture in the folder")
        self._pace = Pace(self._frames_per_second)
        self._shown = itertools.cycle(files) if self._loop else iter(files)
        self._count = len(files)
        self._picture = None
        self._until = 0.0
        self.ended = False

    def _pictures(self) -> list[Path]:
        try:
            return [path for path in self._path.iterdir() if path.suffix.lower() in SUFFIXES and path.is_file()]
        except OSError as error:
            raise Unavailable(CameraHint.UNREADABLE, f"the folder cannot be read: {error.strerror}") from error

    def read(self) -> Frame | None:
        now = self._pace.wait()
        if self._picture is not None and self._hold and self._was_read.is_set():
            self._until = now
        if not self.ended and now >= self._until:
            self._turn_page(now)
        return Frame(self._blank if self._picture is None else self._picture, now)

    def _turn_page(self, now: float) -> None:
        """From a picture to the gap, from the gap to the next picture."""
        if self._picture is not None and self._gap > 0:
            self._picture, self._until = None, now + self._gap
            return
        # Each file once at most: a folder shown in a loop may hold nothing that can be read.
        upcoming = itertools.islice(self._shown, self._count)
        self._picture = next((picture for path in upcoming if (picture := load(path)) is not None), None)
        self._was_read.clear()
        # Reading the file took time that is not the picture's.
        self._until = time.monotonic() + self._seconds
        self.ended = self._picture is None

    def close(self) -> None:
        self._pace.stop()

    def heed(self, command: Command) -> None:
        """A folder takes no commands."""

    def was_read(self) -> None:
        self._was_read.set()


def load(path: Path) -> Picture | None:
    """The picture in BGR, at most 1280x720; None when the file is no picture."""
    try:
        data = np.fromfile(path, dtype=np.uint8)
        decoded = cv2.imdecode(data, cv2.IMREAD_COLOR) if data.size else None
    except (OSError, cv2.error):
        return None
    return None if decoded is None else fit(np.asarray(decoded, dtype=np.uint8))


def _blank() -> Picture:
    return np.full((MAX_HEIGHT, MAX_WIDTH, 3), _BLANK_GREY, dtype=np.uint8)
