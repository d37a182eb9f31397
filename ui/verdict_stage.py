"""Which page is shown, until when, and in which language: the one place that puts a page up and takes it away."""

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer, Signal

from ui.verdict_card import VerdictCard
from ui.verdict_page import VerdictPage


class VerdictStage(QObject):
    """GUI thread only."""

    sounded = Signal(str)
    """The tone of a new page, for the loudspeaker."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.card = VerdictCard(self)
        self._make: Callable[[], VerdictPage] | None = None
        self._held = False
        self._closed = False
        self._dwell = QTimer(self)
        self._dwell.setSingleShot(True)
        self._dwell.timeout.connect(self.clear)

    @property
    def closed(self) -> bool:
        """The last page there will be is up."""
        return self._closed

    def present(self, make: Callable[[], VerdictPage], *, may_undo: bool = False, last: bool = False) -> None:
        """A new page replaces whatever is shown. `make` is asked again when the language changes; `last` stays for good."""
        if self._closed:
            return
        self._closed = last
        self._make = make
        page = make()
        self.card.show(page, may_undo=may_undo)
        self._restart()
        self.sounded.emit(page.tone)

    def clear(self) -> None:
        """For the next customer."""
        if self._closed:
            return
        self._dwell.stop()
        self._make = None
        self.card.show(None)

    def hold(self, held: bool) -> None:
        """While a sheet lies over the page, its time stands still; afterwards it begins anew."""
        self._held = held
        self._restart()

    def retell(self) -> None:
        """The same page in the language of now."""
        if self._make is not None:
            self.card.show(self._make(), may_undo=self.card.may_undo, fresh=False)

    def end(self) -> None:
        self._dwell.stop()

    def _restart(self) -> None:
        self._dwell.stop()
        dwell = self.card.page.dwell_ms if self.card.shown and not self._held else 0
        if dwell:
            self._dwell.start(dwell)
        self.card.countdown.emit(dwell)
