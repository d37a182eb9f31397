"""A camera of this machine, through OpenCV. `location`: index, path, part of the name, or empty for the first one.

Options: `width` (1280), `height` (720), `frames_per_second` (15), and those of scanner/sources/controls.py.
"""

import time
from collections.abc import Callable

import cv2
import numpy as np

from scanner.cameras import Camera, cameras, choose, listable
from scanner.messages import CameraHint, Command, SourceSpec
from scanner.picture import MAX_HEIGHT, MAX_WIDTH, Frame, fit
from scanner.sources.controls import adjust, asked_for
from scanner.sources.options import number
from scanner.sources.source import Unavailable


class DeviceSource:
    """See the file's head."""

    ended = False

    def __init__(
        self,
        spec: SourceSpec,
        find: Callable[[], tuple[Camera, ...]] = cameras,
        capture: Callable[[int], cv2.VideoCapture] = cv2.VideoCapture,
    ) -> None:
        self._find = find
        self._capture_of = capture
        self._controls = asked_for(spec)
        self._location = spec.location
        self._width = number(spec, "width", MAX_WIDTH)
        self._height = number(spec, "height", MAX_HEIGHT)
        self._frames_per_second = number(spec, "frames_per_second", 15)
        self._capture: cv2.VideoCapture | None = None
        self._known = ""
        self.name = spec.location or "camera"
        self.detail = ""

    def open(self) -> None:
        camera = self._choose()
        self.name = camera.name
        capture = self._capture_of(camera.index)
        if not capture.isOpened():
            raise Unavailable(CameraHint.BUSY, f"{camera.name} cannot be opened")
        # Uncompressed 720p does not fit through USB 2 at this rate.
        capture.set(cv2.CAP_PROP_FOURCC, cv2.VideoWriter.fourcc(*"MJPG"))
        capture.set(cv2.CAP_PROP_FRAME_WIDTH, self._width)
        capture.set(cv2.CAP_PROP_FRAME_HEIGHT, self._height)
        capture.set(cv2.CAP_PROP_FPS, self._frames_per_second)
        capture.set(cv2.CAP_PROP_BUFFERSIZE, 1)
        self._capture = capture
        self.detail = adjust(capture, self._controls)
        self._known = camera.identity

    def _choose(self) -> Camera:
        present = self._find()
        camera = choose(self._known, present) if self._known else None
        camera = camera or choose(self._location, present)
        # Plugged in again, a camera gets another index while its old one is still in use: the only one there is it.
        if camera is None and len(present) == 1 and self._location.removeprefix("/dev/video").isdecimal():
            camera = present[0]
        if camera is None and not listable() and (self._location or "0").isdecimal():
            camera = Camera(int(self._location or "0"), f"camera {self._location or '0'}")
        if camera is None:
            raise Unavailable(CameraHint.NOT_FOUND, f"{len(present)} cameras, none of them is the one asked for")
        if not camera.permitted:
            raise Unavailable(CameraHint.NO_PERMISSION, f"{camera.path} may not be opened by this account")
        return camera

    def read(self) -> Frame | None:
        if self._capture is None:
            return None
        got, picture = self._capture.read()
        return Frame(fit(np.asarray(picture, dtype=np.uint8), best=False), time.monotonic()) if got else None

    def close(self) -> None:
        if self._capture is not None:
            self._capture.release()
            self._capture = None

    def heed(self, command: Command) -> None:
        """A camera takes no commands."""

    def was_read(self) -> None:
        """A camera goes on."""
