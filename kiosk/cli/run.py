"""`kiosk run`: the entrance on a screen. Adds scanner and window to a terminal; everything else is `compose.py`'s."""

import os
import signal
import sys
from collections.abc import Callable
from types import FrameType

from kiosk.cli.compose import Terminal
from kiosk.cli.config import Config
from kiosk.cli.hand import HandScanners
from kiosk.cli.scanners import Scanners
from ui.app import EntranceContext, EntranceHandle, run_entrance
from ui.context import DemoCode


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
    """Open the entrance and return its exit code when it was closed. Starts the sync once the window stands."""
    config: Config = terminal.config
    screen = config.screen
    hand = HandScanners(config.hand)
    policy = terminal.store.worker.submit(terminal.store.roster.policy).result()

    def ready(handle: EntranceHandle) -> None:
        terminal.start_sync()

        def leave(_number: int, _frame: FrameType | None) -> None:
            handle.close()

        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, leave)  # the page's own timers give Python its turn to hear them
        if on_ready is not None:
            on_ready(handle)

    context = EntranceContext(
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
        size=(screen.width, screen.height) if screen.width and screen.height else None,
        offscreen=offscreen,
        sound=screen.sound,
        mirrored=config.camera.mirror,
        terminal_id=terminal.enrolment.terminal_id,
        undo_window_s=policy.undo_window_s,
        database_recovered=terminal.store.recovered.moved_to[-1].name if terminal.store.recovered else "",
        codes_to_try=codes_to_try,
        on_ready=ready,
    )
    try:
        return run_entrance(context)
    finally:
        scanners.join()
        hand.join()
