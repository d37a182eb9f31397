"""The verdict as QML reads it: a `VerdictPage` behind notifying properties. Holds no rule; `verdict_page` made it."""

from PySide6.QtCore import Property, QObject, Signal
from PySide6.QtQml import QmlElement, QmlUncreatable

from ui.verdict_page import VerdictPage

QML_IMPORT_NAME = "Kiosk"
QML_IMPORT_MAJOR_VERSION = 1

_EMPTY = VerdictPage(kind="idle", tone="info", icon="", headline="", step="")


@QmlElement
@QmlUncreatable("made by EntranceModel")  # pyright: ignore[reportCallIssue] (the stub lacks __call__)
class VerdictCard(QObject):
    changed = Signal()
    presented = Signal()
    """A new verdict, not only new words for the same one."""

    countdown = Signal(int)
    """The time until the page clears has begun, in milliseconds; 0: it stands still."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._page = _EMPTY
        self._may_undo = False
        self.shows = 0
        """How many pages have been presented, so that a script can tell the next from the same kind before."""

    @property
    def page(self) -> VerdictPage:
        return self._page

    @property
    def may_undo(self) -> bool:
        return self._may_undo

    def show(self, page: VerdictPage | None, may_undo: bool = False, fresh: bool = True) -> None:
        """Show a page, or nothing. `fresh` False: the same verdict in another language."""
        self._page = page or _EMPTY
        self._may_undo = may_undo and page is not None
        self.changed.emit()
        if fresh and page is not None:
            self.shows += 1
            self.presented.emit()

    @Property(bool, notify=changed)
    def shown(self) -> bool:
        return self._page is not _EMPTY

    @Property(str, notify=changed)
    def kind(self) -> str:
        return self._page.kind

    @Property(str, notify=changed)
    def tone(self) -> str:
        return self._page.tone

    @Property(str, notify=changed)
    def icon(self) -> str:
        return self._page.icon

    @Property(str, notify=changed)
    def headline(self) -> str:
        return self._page.headline

    @Property(str, notify=changed)
    def step(self) -> str:
        return self._page.step

    @Property(str, notify=changed)
    def detail(self) -> str:
        return self._page.detail

    @Property(str, notify=changed)
    def say(self) -> str:
        return self._page.say

    @Property(str, notify=changed)
    def sayLanguage(self) -> str:
        return self._page.say_language

    @Property(str, notify=changed)
    def name(self) -> str:
        return self._page.name

    @Property(str, notify=changed)
    def product(self) -> str:
        return self._page.product

    @Property(str, notify=changed)
    def slot(self) -> str:
        return self._page.slot

    @Property(str, notify=changed)
    def needs(self) -> str:
        return self._page.needs

    @Property(str, notify=changed)
    def callNumber(self) -> str:
        return self._page.call_number

    @Property(str, notify=changed)
    def supply(self) -> str:
        return self._page.supply

    @Property(bool, notify=changed)
    def mayOfferWayOut(self) -> bool:
        return self._page.may_offer_way_out

    @Property(bool, notify=changed)
    def mayAdmitUnsynced(self) -> bool:
        return self._page.may_admit_unsynced

    @Property(bool, notify=changed)
    def mayOverride(self) -> bool:
        return self._page.may_override

    @Property(bool, notify=changed)
    def maySearch(self) -> bool:
        return self._page.may_search

    @Property(bool, notify=changed)
    def mayMove(self) -> bool:
        return self._page.may_move

    @Property(bool, notify=changed)
    def mayRebook(self) -> bool:
        return self._page.may_rebook

    @Property(bool, notify=changed)
    def mayPay(self) -> bool:
        return self._page.may_pay

    @Property(bool, notify=changed)
    def mayRestart(self) -> bool:
        return self._page.may_restart

    @Property(bool, notify=changed)
    def mayUndo(self) -> bool:
        return self._may_undo

    @Property(int, notify=changed)
    def dwellMs(self) -> int:
        return self._page.dwell_ms
