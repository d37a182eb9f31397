"""What every source of pictures promises; one class each in the files beside this one.

A source is used by one thread, the grabber's. It is the only place that knows where pictures come from.
"""

from typing import Protocol

from scanner.messages import CameraHint, Command
from scanner.picture import Frame


class Unavailable(Exception):
    """The source cannot be opened now. The grabber says so and tries again."""

    def __init__(self, hint: CameraHint, detail: str) -> None:
        self.hint = hint
        self.detail = detail
        super().__init__(detail)


class Source(Protocol):
    """Pictures in real time. `name` is for people; it may become known only in `open`."""

    @property
    def name(self) -> str: ...

    @property
    def ended(self) -> bool:
        """The last picture has been shown; what follows is blank."""
        ...

    @property
    def detail(self) -> str:
        """How the camera says it is set, in English for support; empty for what has nothing to set."""
        ...

    def open(self) -> None:
        """Raises Unavailable. May be called again after `close`."""
        ...

    def read(self) -> Frame | None:
        """Wait for the next picture, at the source's own pace. None: it delivered nothing (for now)."""
        ...

    def close(self) -> None: ...

    def heed(self, command: Command) -> None:
        """A command from the app; from another thread. What a source does not understand it ignores."""
        ...

    def was_read(self) -> None:
        """The code in view has been presented; from another thread. Only folders held until read care."""
        ...
