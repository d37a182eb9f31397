"""What a station's model is given: everything it talks to, handed in by the composition root. Knows no Qt.

The entrance has its own (`ui.context`), because only it opens the customers' camera. Change together with
`kiosk/cli/run.py`.
"""

from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from kiosk.desk import Desk
from sync.status import SyncStatus
from ui.context import Notifier, Place, utc_now


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
    """Who acts here until somebody signs in."""
    supervisor: bool = False
    """Whoever acts here may do a supervisor's work, such as choosing another station."""
    counter: str = ""
    """Of a counter's terminal, its number or name as customers read it: `3`."""
    dark: bool | None = None
    """None: as the station is by itself (the entrance dark, the others light)."""
    large_text: bool = False
    reduced_motion: bool = False
    now: Callable[[], datetime] = utc_now
