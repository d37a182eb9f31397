"""The scanner's process between its early start and the window that shows it. Imports neither Qt nor the database."""

import threading
from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from kiosk.cli.config import CameraConfig
from scanner.messages import CameraState, CameraStatus, FrameReady, Message, Reads, Seen, SourceSpec
from scanner.process import ScannerProcess

if TYPE_CHECKING:
    from ui.context import ScannerLink

JOIN_TIMEOUT_S = 5.0


class NoScanner:
    """`camera.kind = "none"`: a hand scanner and the keypad are enough. Says so once."""

    def __init__(self, on_message: Callable[[Message], None]) -> None:
        self._on_message = on_message

    def start(self) -> None:
        self._on_message(CameraState(CameraStatus.NO_CAMERA))

    def read_frame(self, frame: FrameReady) -> bytes | None:
        return None

    def stop(self) -> None:
        return

    def expect(self, reads: Reads) -> None:
        return


class Scanners:
    """The window's scanner, started before the window: the camera wakes up while Qt is loaded.

    What it says before somebody listens is kept, pictures excepted. The window does not wait for its end; `join` does.
    """

    def __init__(self, camera: CameraConfig, reads: Reads = Reads.CUSTOMERS) -> None:
        self._spec = SourceSpec(camera.kind, camera.location, dict(camera.options), reads)
        self._guard = threading.Lock()
        self._listener: Callable[[Message], None] | None = None
        self._early: list[Message] = []
        self._ended: list[ScannerProcess] = []
        self.process: ScannerProcess | None = None
        self._status = CameraStatus.STARTING
        self.delivers = False
        """Whether a picture has come since the start."""

    def begin(self) -> None:
        """Start the process, unless there is none to start or it runs already."""
        if self.process is None and self._spec.kind != "none":
            self._status = CameraStatus.STARTING
            self.process = ScannerProcess(self._spec, self._heard)
            self.process.start()

    @property
    def camera(self) -> str:
        """How the camera is, as central is told: a `CameraStatus`; `off` while nobody looks through it, `none` where there is none."""
        if self._spec.kind == "none":
            return "none"
        return "off" if self.process is None else str(self._status)

    def make(self, on_message: Callable[[Message], None]) -> "ScannerLink":
        if self._spec.kind == "none":
            return NoScanner(on_message)
        self.begin()
        with self._guard:
            self._listener = on_message
            early, self._early = self._early, []
            for message in early:
                on_message(message)
        return self

    def start(self) -> None:
        self.begin()

    def read_frame(self, frame: FrameReady) -> bytes | None:
        return self.process.read_frame(frame) if self.process else None

    def stop(self) -> None:
        """The window is gone; another one may begin anew."""
        with self._guard:
            self._listener = None
        if self.process is not None:
            self.process.stop()
            self._ended.append(self.process)
            self.process = None

    def expect(self, reads: Reads) -> None:
        """What is read in the pictures from now on, of this process and of one that is begun anew."""
        self._spec = replace(self._spec, reads=reads)
        if self.process is not None:
            self.process.expect(reads)

    def present(self, text: str) -> None:
        """Simulated camera: the customer with this code steps forward."""
        if self.process is not None:
            self.process.present(text)

    def join(self) -> None:
        self.stop()
        for process in self._ended:
            process.join(JOIN_TIMEOUT_S)

    def _heard(self, message: Message) -> None:
        self.delivers = self.delivers or isinstance(message, FrameReady)
        if isinstance(message, CameraState):
            self._status = message.status
        with self._guard:
            if self._listener is not None:
                self._listener(message)
            elif not isinstance(message, FrameReady | Seen):
                self._early.append(message)
