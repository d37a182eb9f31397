"""What the entrance is given: everything it talks to, handed in by the composition root. Knows no Qt.

The screen never opens a database, a camera or a socket itself. Change together with `kiosk/cli.py`.
"""

from collections.abc import Callable, Mapping
from concurrent.futures import Future
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Protocol
from zoneinfo import ZoneInfo

from kiosk.desk import Desk
from scanner.hand.line_state import LineState
from scanner.messages import FrameReady, Message
from sync.status import SyncStatus


class ScannerLink(Protocol):
    """The scanner's process as the screen sees it: `scanner.process.ScannerProcess`."""

    def start(self) -> None: ...

    def read_frame(self, frame: FrameReady, /) -> bytes | None:
        """RGB888 bytes of `width * height * 3`, rows without padding; None when the slot was written over."""
        ...

    def stop(self) -> None:
        """Returns at once."""
        ...


class HandLink(Protocol):
    """A hand scanner on a serial line: `scanner.hand.serial_line.SerialLine`."""

    def start(self) -> None: ...

    def stop(self) -> None:
        """Returns at once."""
        ...


class Notifier(Protocol):
    """Tells of changes from any thread; what it tells is not read: the screen asks the desk again."""

    def subscribe(self, callback: Callable[..., None], /) -> object: ...


class EntranceHandle(Protocol):
    """The open entrance, for whoever scripts it (the demo's morning). All methods may be called on any thread."""

    def save_picture(self, path: Path) -> Future[bool]:
        """Write what is on the screen now as PNG."""
        ...

    def shown(self) -> str:
        """What the page shows: `idle`, a verdict kind, `undone`, `not_saved`, `technical`, `out_of_order`, ..."""
        ...

    def shows(self) -> int:
        """How many pages were presented since the start: it grows with each, also when the kind stays the same."""
        ...

    def present(self, texts: tuple[str, ...]) -> None:
        """As if a hand scanner had read these texts."""
        ...

    def close(self, code: int = 0) -> None:
        """Close the window; `run_entrance` then returns `code`."""
        ...


@dataclass(frozen=True, slots=True)
class Place:
    """The store as the roster names it now; read again whenever texts are made, because the roster may arrive late."""

    zone: ZoneInfo
    store_name: str = ""
    store_names: Mapping[int, str] = field(default_factory=dict[int, str])
    """All stores of the launch, to say where a customer belongs."""


@dataclass(frozen=True, slots=True)
class DemoCode:
    """One code of the demo's drawer: `present` shows it to the simulated camera."""

    label: str
    present: Callable[[], None]
    detail: str = ""


def utc_now() -> datetime:
    return datetime.now(UTC)


@dataclass(frozen=True)
class EntranceContext:
    desk: Desk
    submit: Callable[..., Future[Any]]
    """Runs a desk method on the store's thread: `submit(desk.check_in, texts)`."""
    scanner: Callable[[Callable[[Message], None]], ScannerLink]
    """Makes the scanner, not started: `lambda on_message: ScannerProcess(spec, on_message)`. It calls `on_message` on a
    thread of its own; whoever made it also joins it."""
    link_status: Callable[[], SyncStatus]
    """Must not block; called on the GUI thread once a second and at each notice."""
    place: Callable[[], Place]
    """Must not block; called on the GUI thread."""
    hand: Callable[[Callable[[str], None], Callable[[LineState], None]], HandLink] | None = None
    """Makes the line of a serial hand scanner, not started, which calls back on a thread of its own: each text it reads,
    and how it is whenever that changes; whoever made it also joins it. None: keyboards only."""
    hand_expected: bool = False
    """A serial hand scanner belongs here: its absence is told from the start."""
    notifiers: tuple[Notifier, ...] = ()
    language: str = "fr"
    fullscreen: bool = False
    closed: bool = False
    """Nobody leaves the windows but a supervisor, at the first screen."""
    size: tuple[int, int] | None = None
    """Of the window, in pixels; None: 1280x800, or the screen's when `fullscreen`."""
    offscreen: bool = False
    """Draw without a display (software renderer)."""
    sound: bool = True
    dark: bool | None = None
    """None: dark, so that the preview is the brightest thing."""
    large_text: bool = False
    reduced_motion: bool = False
    person: str = ""
    """Who is signed in, as colleagues call them; empty: nobody signs in here."""
    sign_out: Callable[[], None] = lambda: None
    check_doors: Callable[[], None] | None = None
    """Opens the doors-open page; None: there is none here."""
    badge: Callable[[tuple[str, ...]], bool] = lambda texts: False
    """Takes a presentation that is a staff badge; False: it is none, or nobody signs in here."""
    may_change: bool = False
    """Whoever acts here may make this terminal another station."""
    mirrored: bool = True
    """Show the preview as a mirror does, which is what people holding up a code expect."""
    terminal_id: str = ""
    """This terminal, to tell "seen here" from "seen at B"."""
    undo_window_s: int = 300
    """How long the undo of the last admission stays in sight; the desk has the last word."""
    database_recovered: str = ""
    """Name of the file that was moved aside at start; a banner says so. Empty: nothing happened."""
    codes_to_try: tuple[DemoCode, ...] = ()
    """The demo's drawer; empty hides it."""
    now: Callable[[], datetime] = utc_now
    on_ready: Callable[[EntranceHandle], None] | None = None
    """Called once on the GUI thread when the first picture has been drawn."""
