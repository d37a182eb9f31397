"""The screens as an application. `run_terminal` and `run_entrance` are all that others call.

Qt is imported inside, so that asking for the context costs nothing at start.
"""

from collections.abc import Sequence

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
    "run_terminals",
    "show_withdrawn",
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


def run_terminals(contexts: Sequence[TerminalContext]) -> int:
    """Several terminals on one machine, as a rehearsal or the demo wants them: each with its own store, all in one
    application. Returns when one of them is closed."""
    from ui.language import Languages
    from ui.own_faults import own_faults_shown
    from ui.terminal import TerminalWindows
    from ui.window import make_application

    application = make_application(contexts[0].entrance.offscreen)
    languages = Languages()
    languages.install(contexts[0].station.language)
    terminals = [TerminalWindows(context, languages) for context in contexts]
    for one in terminals:
        one.on_close = application.exit
        for other in terminals:
            if other is not one:
                one.spoken.connect(other.speak)

    def out_of_order() -> None:
        for terminal in terminals:
            terminal.when_safe(terminal.out_of_order)

    try:
        with own_faults_shown(application, out_of_order):
            for terminal in terminals:
                terminal.open()
            return application.exec()
    finally:
        for terminal in terminals:
            terminal.end()
        languages.uninstall()


def show_withdrawn(language: str, *, fullscreen: bool, closed: bool, offscreen: bool) -> None:
    """This terminal is out of service for good: say so until the program is ended."""
    from ui.window import make_application
    from ui.withdrawn import show

    show(make_application(offscreen), language, fullscreen=fullscreen, closed=closed)
