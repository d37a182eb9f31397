"""The screens as an application. `run_terminal` and `run_entrance` are all that others call.

Qt is imported inside, so that asking for the context costs nothing at start.
"""

from ui.context import DemoCode, EntranceContext, EntranceHandle, HandLink, Notifier, Place, ScannerLink
from ui.station_context import Choice, StationContext, TerminalContext, TerminalHandle

__all__ = [
    "Choice",
    "DemoCode",
    "EntranceContext",
    "EntranceHandle",
    "HandLink",
    "Notifier",
    "Place",
    "ScannerLink",
    "StationContext",
    "TerminalContext",
    "TerminalHandle",
    "run_entrance",
    "run_terminal",
]


def run_entrance(context: EntranceContext) -> int:
    """Open the entrance and return when it is closed: 0, the code given to `EntranceHandle.close`, or
    `ui.entrance.RESTART` (75) when the page was out of order and a person asked for a restart."""
    from ui.window import EntranceWindow, make_application

    application = make_application(context.offscreen)
    return EntranceWindow(context).run(application)


def run_terminal(context: TerminalContext) -> int:
    """Open the terminal's station, or the screen where it is chosen, and return as `run_entrance` does."""
    from ui.terminal import TerminalWindows
    from ui.window import make_application

    application = make_application(context.entrance.offscreen)
    return TerminalWindows(context).run(application)
