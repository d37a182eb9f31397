"""`kiosk run`: a station on a screen. Adds scanners and windows to a terminal; everything else is `compose.py`'s."""

import logging
import os
import signal
import sys
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from types import FrameType

from kiosk.cli.compose import Terminal
from kiosk.cli.config import Config
from kiosk.cli.day_report import make_report
from kiosk.cli.doors_page import DoorsPage
from kiosk.cli.hand import HandScanners
from kiosk.cli.receipt import STOP_TIMEOUT_S, terminal_receipts
from kiosk.cli.scanners import Scanners
from kiosk.cli.station import keep_choice
from kiosk.cli.withdrawal import Withdrawn
from kiosk.domain.policy import Role
from kiosk.domain.station import Station
from scanner.messages import Reads
from ui.app import Choice, EntranceContext, EntranceHandle, StationContext, TerminalContext, TerminalHandle
from ui.app import run_terminal as open_windows
from ui.app import show_withdrawn as open_withdrawn
from ui.context import DemoCode
from ui.receipts import ReceiptPrinter

log = logging.getLogger(__name__)


def has_display() -> bool:
    """Whether a window can be seen here."""
    if sys.platform in ("darwin", "win32"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def run_terminal(
    terminal: Terminal,
    scanners: Scanners,
    *,
    offscreen: bool = False,
    codes_to_try: tuple[DemoCode, ...] = (),
    on_ready: Callable[[EntranceHandle], None] | None = None,
) -> int:
    """The entrance alone: `run_station` for whoever scripts it."""

    def ready(handle: TerminalHandle) -> None:
        entrance = handle.entrance()
        if on_ready is not None and entrance is not None:
            on_ready(entrance)

    entrance = Choice(Station.ENTRANCE)
    return run_station(
        terminal, scanners, entrance, offscreen=offscreen, codes_to_try=codes_to_try, on_ready=ready, may_change=False
    )


def run_station(
    terminal: Terminal,
    scanners: Scanners,
    choice: Choice | None,
    *,
    offscreen: bool = False,
    codes_to_try: tuple[DemoCode, ...] = (),
    on_ready: Callable[[TerminalHandle], None] | None = None,
    may_change: bool = True,
) -> int:
    """Open the chosen station, or ask for it, and return its exit code when it was closed. Starts the sync once the
    window stands."""
    hand = HandScanners(terminal.config.hand)
    receipts = terminal_receipts(terminal)
    boxes = Scanners(terminal.config.camera, Reads.BOXES)
    doors = DoorsPage(terminal)

    def camera() -> str:
        """Of the one that a window looks through; a terminal has one camera."""
        return next((one.camera for one in (scanners, boxes) if one.process is not None), scanners.camera)

    terminal.reporter.camera = camera

    def ready(handle: TerminalHandle) -> None:
        terminal.on_withdrawn = terminal.on_purge = handle.close
        terminal.start_sync()

        def leave(_number: int, _frame: FrameType | None) -> None:
            handle.close()

        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, leave)  # the page's own timers give Python its turn to hear them
        if on_ready is not None:
            on_ready(handle)

    context = terminal_context(
        terminal,
        scanners,
        hand,
        choice,
        offscreen=offscreen,
        codes_to_try=codes_to_try,
        may_change=may_change,
        receipts=receipts,
    )
    if terminal.config.camera.kind != "none":
        context = replace(context, boxes=boxes.make)
    try:
        return open_windows(replace(context, doors=doors.context(), on_ready=ready))
    finally:
        doors.stop()
        scanners.join()
        boxes.join()
        hand.join()
        if receipts is not None:
            receipts.stop()
            receipts.join(STOP_TIMEOUT_S)


def show_withdrawn(config: Config, withdrawn: Withdrawn) -> int:
    """Say so, and nothing else, until somebody ends it. Exit code 2: this machine must be enrolled anew first."""
    log.warning("%s", withdrawn)
    screen = config.screen
    offscreen = not has_display()
    fullscreen, closed = screen.fullscreen and not offscreen, _is_closed(config) and not offscreen
    open_withdrawn(screen.language, fullscreen=fullscreen, closed=closed, offscreen=offscreen)
    return 2


def _is_closed(config: Config) -> bool:
    """A window with a frame (`--windowed`) can be left: it is somebody's who sets the terminal up."""
    wanted = config.screen.closed == "yes" or (config.screen.closed == "auto" and config.production)
    return wanted and config.screen.fullscreen


def terminal_context(
    terminal: Terminal,
    scanners: Scanners,
    hand: HandScanners,
    choice: Choice | None,
    *,
    offscreen: bool,
    codes_to_try: tuple[DemoCode, ...] = (),
    may_change: bool = True,
    receipts: ReceiptPrinter | None = None,
) -> TerminalContext:
    """What the windows of this terminal are given, but for who is told that they stand."""
    config: Config = terminal.config
    screen = config.screen
    dark = None if screen.theme == "auto" else screen.theme == "dark"
    signs_in = config.signs_in
    may_change = may_change and (signs_in or Role.SUPERVISOR in config.staff.roles)
    policy = terminal.store.worker.submit(terminal.store.roster.policy).result()
    entrance = EntranceContext(
        desk=terminal.desk,
        submit=terminal.store.worker.submit,
        scanner=scanners.make,
        link_status=terminal.link_status,
        hand=hand.make if hand.wanted else None,
        hand_expected=hand.expected,
        place=terminal.place,
        notifiers=(terminal.store.on_change, terminal.linked),
        language=screen.language,
        fullscreen=screen.fullscreen and not offscreen,
        closed=_is_closed(config) and not offscreen,
        size=(screen.width, screen.height) if screen.width and screen.height else None,
        offscreen=offscreen,
        sound=screen.sound,
        dark=dark,
        large_text=screen.large_text,
        reduced_motion=screen.reduced_motion,
        may_change=may_change,
        mirrored=config.camera.mirror,
        terminal_id=terminal.enrolment.terminal_id,
        undo_window_s=policy.undo_window_s,
        database_recovered=terminal.store.recovered.moved_to[-1].name if terminal.store.recovered else "",
        codes_to_try=codes_to_try,
    )

    def noted(what: str, count: int) -> None:
        terminal.store.worker.submit(terminal.desk.closing.note_export, what, count).result()

    station = StationContext(
        desk=terminal.desk,
        submit=terminal.store.worker.submit,
        changes=terminal.store.on_change,
        link_status=terminal.link_status,
        place=terminal.place,
        notifiers=(terminal.store.on_change, terminal.linked),
        language=screen.language,
        terminal_id=terminal.enrolment.terminal_id,
        staff_id=config.staff.id,
        session=terminal.session if signs_in else None,
        auto_lock_s=policy.auto_lock_s,
        supervisor=may_change,
        counter=config.station.counter,
        receipts=receipts,
        make_report=partial(make_report, config.folder / "reports", noted),
        purge=terminal.purge,
        dark=dark,
        large_text=screen.large_text,
        reduced_motion=screen.reduced_motion,
    )
    return TerminalContext(entrance, station, choice, partial(keep_choice, config.folder))
