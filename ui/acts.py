"""The way to the desk: its methods go to the store's thread, their outcomes come back to the GUI thread.

Counts the acts of people that are under way, so that a button is not touched twice. Makes nothing of the outcomes.
"""

from collections.abc import Callable
from concurrent.futures import Future
from typing import Any

from PySide6.QtCore import QObject, Signal

from ui.bridge import Bridge

Submit = Callable[..., Future[Any]]


class Acts(QObject):
    """GUI thread only."""

    changed = Signal()
    """`pending` is another number."""

    def __init__(self, submit: Submit, bridge: Bridge, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._submit = submit
        self._bridge = bridge
        self.pending = 0
        """Acts whose outcome has not come yet."""

    def act(
        self,
        method: Callable[..., Any],
        *arguments: object,
        done: Callable[[Any], None],
        failed: Callable[[BaseException], None],
    ) -> None:
        """A person's act: counted until its outcome is there."""

        def came(outcome: object) -> None:
            self._count(-1)
            done(outcome)

        def went_wrong(error: BaseException) -> None:
            self._count(-1)
            failed(error)

        self._count(+1)
        self.ask(method, *arguments, done=came, failed=went_wrong)

    def ask(
        self,
        method: Callable[..., Any],
        *arguments: object,
        done: Callable[[Any], None],
        failed: Callable[[BaseException], None],
    ) -> None:
        """A question: not counted."""
        try:
            future = self._submit(method, *arguments)
        except RuntimeError as error:  # the store's thread has ended
            failed(error)
            return
        self._bridge.when_done(future, done, failed)

    def _count(self, change: int) -> None:
        self.pending += change
        self.changed.emit()
