"""What the entrance's pictures of the stock do: somebody is let in, with so many left. The people are fictional."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from ui import fiction

if TYPE_CHECKING:
    from ui.window import EntranceWindow

Act = Callable[["EntranceWindow", fiction.FictionDesk], None]


def supplied(left: int) -> Act:
    """Let in, with so many left and a forecast."""

    def act(window: "EntranceWindow", desk: fiction.FictionDesk) -> None:
        window.model.wait.seconds = 724.0
        desk.say = fiction.supplied(left)
        window.model.present(("code",))

    return act


def ways_out(window: "EntranceWindow", desk: fiction.FictionDesk) -> None:
    """Nothing is left, and the greeter asks what to offer."""
    from PySide6.QtCore import QCoreApplication

    supplied(0)(window, desk)
    QCoreApplication.processEvents()
    window.model.openSheet("shortage")
