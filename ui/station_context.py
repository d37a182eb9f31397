"""What a station's model is given: everything it talks to, handed in by the composition root. Knows no Qt.

The entrance has its own (`ui.context`), because only it opens the customers' camera. Change together with
`kiosk/cli/run.py`.
"""

from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, Protocol

from kiosk.desk import Desk
from kiosk.domain.closing.day_end import DayEnd
from kiosk.domain.station import Station
from kiosk.session import Session
from scanner.messages import Message
from sync.status import SyncStatus
from ui.context import EntranceContext, EntranceHandle, Notifier, Place, ScannerLink, utc_now
from ui.doors_context import DoorsContext
from ui.receipts import ReceiptPrinter
from ui.stations.display_calls import Voice

MakeReport = Callable[[DayEnd, str], str]
"""Writes the report of a day in a language, on any thread, and says where it is. Raises Fault."""


@dataclass(frozen=True)
class StationContext:
    desk: Desk
    submit: Callable[..., Future[Any]]
    """Runs a desk method on the store's thread: `submit(desk.stockroom.claim, ids)`."""
    changes: Notifier
    """Tells after each commit which reservations changed (`frozenset[str]`; empty: the roster did). Any thread."""
    link_status: Callable[[], SyncStatus]
    """Must not block; called on the GUI thread once a second and at each notice."""
    place: Callable[[], Place]
    """Must not block; called on the GUI thread."""
    notifiers: tuple[Notifier, ...] = ()
    """Of the link and the data; what they tell is not read."""
    language: str = "fr"
    terminal_id: str = ""
    staff_id: str = ""
    """Who acts here."""
    person: str = ""
    """Who is signed in, as colleagues call them; empty: nobody signs in here."""
    sign_out: Callable[[], None] = lambda: None
    check_doors: Callable[[], None] | None = None
    """Opens the doors-open page; None: there is none here."""
    session: Session | None = None
    """Who is signed in now; None: nobody signs in here."""
    auto_lock_s: int = 300
    """After how long without a touch, a key or a code they are signed out."""
    supervisor: bool = False
    """Whoever acts here may do a supervisor's work, such as choosing another station."""
    counter: str = ""
    """Of a counter's terminal, its number or name as customers read it: `3`."""
    receipts: ReceiptPrinter | None = None
    """None: no printer is set up here."""
    make_report: MakeReport | None = None
    """None: reports are made elsewhere."""
    purge: Callable[[], None] | None = None
    """Ends this window and empties the terminal, when a supervisor has said so; None: not from here."""
    voice: Voice | None = None
    """Of the customers' screen: says calls aloud; None: they only chime."""
    dark: bool | None = None
    """None: as the station is by itself (the entrance dark, the others light)."""
    large_text: bool = False
    reduced_motion: bool = False
    now: Callable[[], datetime] = utc_now


@dataclass(frozen=True, slots=True)
class Choice:
    """What a terminal is to be. `counter` only of a counter; `second`: of the second monitor, None leaves it dark."""

    station: Station
    counter: str = ""
    second: Station | None = None


class TerminalHandle(Protocol):
    """The open windows of a terminal, for whoever scripts them. Monitors count from 0. Any thread."""

    def station(self, monitor: int = 0) -> str:
        """What is open there: a station, `choice`, or nothing."""
        ...

    def entrance(self) -> EntranceHandle | None:
        """Where the first window is the entrance."""
        ...

    def ask(self, act: Callable[[Any], Any], monitor: int = 0) -> Future[Any]:
        """Call `act` with the station's model on the GUI thread."""
        ...

    def save_picture(self, path: Path, monitor: int = 0) -> Future[bool]:
        """Write what is on the screen now as PNG."""
        ...

    def choose(self, choice: Choice) -> None:
        """As if a supervisor had chosen it."""
        ...

    def close(self, code: int = 0) -> None: ...


@dataclass(frozen=True)
class TerminalContext:
    """A terminal that can be any station. The entrance's and the stations' parts agree in what both have."""

    entrance: EntranceContext
    station: StationContext
    choice: Choice | None = None
    """None: the first screen asks."""
    keep: Callable[[Choice], None] = lambda choice: None
    """Remember it for the next start. GUI thread; must not take long."""
    boxes: Callable[[Callable[[Message], None]], ScannerLink] | None = None
    """Makes a camera that reads labels of boxes, as `EntranceContext.scanner` does the one for customers; None: only
    hand scanners do."""
    doors: DoorsContext | None = None
    """What the doors-open page asks; None: there is none."""
    on_ready: Callable[[TerminalHandle], None] | None = None
    """Called once on the GUI thread when the first picture of the first window has been drawn."""
