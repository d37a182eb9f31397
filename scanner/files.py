"""Files -> texts: a picture or a video file read by the engines of the scanner, without a camera and its process.

For `kiosk decode` and for measuring. Nothing here waits for anything but the disk, and nothing is written.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

import cv2
import numpy as np

from scanner.engine import FRAMES, Engine, live_engine, still_engine
from scanner.picture import Picture, fit, grey
from scanner.sources.folder import load

VIDEO_SUFFIXES = {".mp4", ".m4v", ".mov", ".avi", ".mkv", ".webm", ".mpg", ".mpeg"}


class Thoroughness(StrEnum):
    LIVE = "live"
    """What a camera's frames get. A picture is shown for as many frames as give every effort its turn."""
    STILL = "still"
    """Every effort on every picture."""


class Unreadable(Exception):
    """The file is missing, or is neither a picture nor a video that can be read; says which."""


@dataclass(frozen=True, slots=True)
class FileRead:
    """What a file said. `engine` is the effort that read first; empty where nothing was read."""

    texts: tuple[str, ...]
    engine: str
    ms: float
    """Mean cost of one frame, the file's decompression not included."""


def read_file(path: Path, thoroughness: Thoroughness) -> FileRead:
    """All texts of a picture or video, each once, first read first. Raises Unreadable."""
    # A file that is no picture is told by Unreadable, not by OpenCV on stderr.
    cv2.utils.logging.setLogLevel(cv2.utils.logging.LOG_LEVEL_SILENT)
    if not path.is_file():
        raise Unreadable("the file is not there")
    picture = None if path.suffix.lower() in VIDEO_SUFFIXES else load(path)
    if picture is not None:
        repeats = FRAMES if thoroughness == Thoroughness.LIVE else 1
        frames = iter([grey(picture)] * repeats)
    else:
        frames = _frames(path)
    read = _read(frames, live_engine() if thoroughness == Thoroughness.LIVE else still_engine())
    if read is None:
        raise Unreadable("the file is no picture and no video that can be read")
    return read


def _read(frames: Iterator[Picture], engine: Engine) -> FileRead | None:
    threads = cv2.getNumThreads()
    cv2.setNumThreads(1)  # as the scanner's process does; its costs are of one core
    try:
        found: dict[str, str] = {}
        count, spent = 0, 0.0
        for frame in frames:
            decoded = engine.decode(frame)
            count += 1
            spent += decoded.decode_ms
            for reading in decoded.readings:
                found.setdefault(reading.text, reading.engine)
    finally:
        cv2.setNumThreads(threads)
    if not count:
        return None
    return FileRead(tuple(found), next(iter(found.values()), ""), spent / count)


def _frames(path: Path) -> Iterator[Picture]:
    """A video's frames, all of them, as fast as they are read."""
    capture = cv2.VideoCapture(str(path))
    try:
        while capture.isOpened():
            there, picture = capture.read()
            if not there:
                return
            yield grey(fit(np.asarray(picture, dtype=np.uint8)))
    finally:
        capture.release()
