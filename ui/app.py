"""The entrance as an application: one window, one engine, one view model. `run_entrance` is all that others call.

Qt is imported inside, so that asking for the context costs nothing at start.
"""

from ui.context import DemoCode, EntranceContext, EntranceHandle, HandLink, Notifier, Place, ScannerLink

__all__ = [
    "DemoCode",
    "EntranceContext",
    "EntranceHandle",
    "HandLink",
    "Notifier",
    "Place",
    "ScannerLink",
    "run_entrance",
]


def run_entrance(context: EntranceContext) -> int:
    """Open the entrance and return when it is closed: 0, the code given to `EntranceHandle.close`, or
    `ui.entrance.RESTART` (75) when the page was out of order and a person asked for a restart."""
    from ui.window import EntranceWindow, make_application

    application = make_application(context.offscreen)
    return EntranceWindow(context).run(application)
