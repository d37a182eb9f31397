"""Later slots for who is late: what the desk offers becomes rows, one touch moves the customer, the result is the slip.

GUI thread only. Decides nothing: which slots there are and whether a place is left, `desk.reception` says. The code's text
is held while its page is shown.
"""

from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import Property, QObject, Signal, Slot
from PySide6.QtQml import QmlElement, QmlUncreatable

from kiosk.answers import LaterSlot, LaterSlots, Moved, Waiting
from kiosk.domain import formats
from kiosk.domain.plain_text import plain
from kiosk.domain.reservation import Slot as Window
from kiosk.domain.verdict import Tone
from ui import later_words as words
from ui.acts import Acts
from ui.answers import Answers
from ui.code_picture import CodePicture
from ui.context import EntranceContext
from ui.language import Languages, known
from ui.rows import RowsModel
from ui.verdict_page import DWELL_MS, VerdictPage
from ui.words import REASONS

QML_IMPORT_NAME = "Kiosk"
QML_IMPORT_MAJOR_VERSION = 1

DRAWN = CodePicture
"""What the page draws the code with: QML knows the type once its file was read."""
_ROLES = ("key", "time", "places", "free")


@dataclass(frozen=True, slots=True)
class LaterRow:
    """One slot that is offered, or told to be full."""

    key: str
    time: str
    places: str
    free: bool


@QmlElement
@QmlUncreatable("made by EntranceModel")  # pyright: ignore[reportCallIssue] (the stub lacks __call__)
class LaterModel(QObject):
    changed = Signal()
    sheetWanted = Signal(str)
    """`later`, `moved`, or nothing."""

    def __init__(
        self,
        context: EntranceContext,
        languages: Languages,
        acts: Acts,
        answers: Answers,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._context = context
        self._languages = languages
        self._text = languages.told_in(words.CONTEXT)
        self._acts = acts
        self._answers = answers
        self._rows = RowsModel(_ROLES, self)
        self._offer: LaterSlots | None = None
        self._moved: Moved | None = None
        self._asking = False
        self._again = False

    # What the entrance calls

    def ask(self, reservation_id: str, *, again: bool = False) -> None:
        """Look for slots for this customer, and open the sheet when they are there. `again`: a cancelled booking."""
        if reservation_id and not self._acts.pending:
            self._again = again
            self._acts.act(self._look, reservation_id, done=self._open, failed=self._answers.fail)

    def refresh(self) -> None:
        """Places come and go while the sheet is open."""
        if self._offer is not None and not self._asking:
            self._asking = True
            self._acts.ask(self._look, self._offer.reservation_id, done=self._follow, failed=self._lost)

    def forget(self) -> None:
        """The sheet is closed: the code on it is gone."""
        self._offer = self._moved = None
        self._rows.show(())
        self.changed.emit()

    def speak(self) -> None:
        self._show_rows()

    # What the page calls

    @Slot()
    def find(self) -> None:
        """For the customer whose verdict is shown; of a cancelled booking, to book it again."""
        page = self._answers.stage.card.page
        if page.may_move or page.may_rebook:
            self.ask(page.reservation_id, again=page.may_rebook)

    @Slot(int)
    def choose(self, index: int) -> None:
        offer = self._offer
        if offer is None or self._acts.pending or not 0 <= index < len(offer.slots) or not offer.slots[index].places:
            return
        desk, slot = self._context.desk, offer.slots[index].slot
        if self._again:
            rebook = partial(desk.amendments.rebook, reason=REASONS[0])
            self._acts.act(rebook, offer.reservation_id, slot, done=self._show_moved, failed=self._failed)
        else:
            self._acts.act(
                desk.reception.reschedule, offer.reservation_id, slot, done=self._show_moved, failed=self._failed
            )

    @Slot()
    def waitForPlace(self) -> None:
        if self._offer is not None and not self._acts.pending:
            desk, customer = self._context.desk.reception, self._offer.reservation_id
            self._acts.act(desk.wait_for_place, customer, done=self._show_waiting, failed=self._failed)

    @Slot()
    def takeBack(self) -> None:
        if self._moved is not None and not self._acts.pending:
            desk, event_id = self._context.desk.reception, self._moved.event_id
            self._acts.act(desk.undo, event_id, done=self._show_back, failed=self._failed)

    def _look(self, reservation_id: str) -> LaterSlots:
        return self._context.desk.reception.later_slots(reservation_id, again=self._again)

    # What the desk answered

    def _open(self, offer: LaterSlots) -> None:
        self._offer, self._moved = offer, None
        self._show_rows()
        self.sheetWanted.emit("later")

    def _follow(self, offer: LaterSlots) -> None:
        self._asking = False
        if self._offer is not None and offer.reservation_id == self._offer.reservation_id:
            self._offer = offer
            self._show_rows()

    def _lost(self, _error: BaseException) -> None:
        self._asking = False  # what is shown stays; the act itself will say what is wrong

    def _show_moved(self, moved: Moved) -> None:
        self._answers.saved()
        self._offer, self._moved = None, moved
        self.changed.emit()
        self.sheetWanted.emit("moved")

    def _show_waiting(self, waiting: Waiting) -> None:
        self._answers.saved()
        self.sheetWanted.emit("")
        self._answers.stage.present(partial(self._waiting_page, waiting))

    def _show_back(self, moved: Moved) -> None:
        self._answers.saved()
        self.sheetWanted.emit("")
        self._answers.stage.present(partial(self._back_page, moved))

    def _failed(self, error: BaseException) -> None:
        self.sheetWanted.emit("")
        self._answers.fail(error)

    # Pages that are no verdict

    def _waiting_page(self, waiting: Waiting) -> VerdictPage:
        customer = waiting.reservation.customer
        spoken = known(customer.language)
        return VerdictPage(
            kind="waitlisted",
            tone=str(Tone.WAIT),
            icon="hourglass",
            headline=self._told(words.WAITING),
            step=self._told(words.WAITING_STEP),
            detail=self._told(words.WAITING_DETAIL),
            say=self._text(words.WAITING_SAY, spoken),
            say_language=spoken,
            name=plain(customer.name),
            dwell_ms=DWELL_MS[Tone.WAIT],
        )

    def _back_page(self, moved: Moved) -> VerdictPage:
        return VerdictPage(
            kind="move_undone",
            tone=str(Tone.INFO),
            icon="undo",
            headline=self._told(words.BACK),
            step="",
            detail=self._told(words.BACK_DETAIL).format(slot=self._span(moved.slot, self._languages.current)),
            name=plain(moved.reservation.customer.name),
            dwell_ms=DWELL_MS[Tone.INFO],
        )

    # Words

    def _show_rows(self) -> None:
        slots = () if self._offer is None else self._offer.slots
        self._rows.show([self._row(one) for one in slots])
        self.changed.emit()

    def _row(self, one: LaterSlot) -> LaterRow:
        if one.places:
            said = self._told(words.PLACES).format(places=one.places)
        elif one.elsewhere:
            others = (
                self._told(words.OTHER).format(terminal=plain(other.terminal, 40), places=other.places)
                for other in one.elsewhere[:3]
            )
            said = self._told(words.ELSEWHERE).format(others=", ".join(others))
        else:
            said = self._told(words.FULL if one.full else words.NONE_HERE)
        return LaterRow(
            one.slot.start.isoformat() + one.slot.end.isoformat(), self._span(one.slot), said, one.places > 0
        )

    def _span(self, slot: Window, language: str = "") -> str:
        return formats.span(slot, self._context.place().zone, language or self._languages.current)

    def _told(self, source: str) -> str:
        return self._text(source, self._languages.current)

    # What the page reads

    @Property(RowsModel, constant=True)
    def rows(self) -> RowsModel:
        return self._rows

    @Property(str, notify=changed)
    def about(self) -> str:
        """Whose slot was missed."""
        offer = self._offer
        if offer is None:
            return ""
        name = plain(offer.reservation.customer.name)
        return self._told(words.MISSED).format(name=name, slot=self._span(offer.present))

    @Property(str, notify=changed)
    def notice(self) -> str:
        """Why nothing can be touched; empty: something can."""
        offer = self._offer
        if offer is None or offer.places:
            return ""
        if not offer.slots:
            return self._told(words.OVER)
        return self._told(words.ON_LIST if offer.waiting else words.USED_UP)

    @Property(bool, notify=changed)
    def mayWait(self) -> bool:
        offer = self._offer
        return offer is not None and bool(offer.slots) and not (offer.places or offer.waiting or self._again)

    @Property(bool, notify=changed)
    def mayTakeBack(self) -> bool:
        """A booking that was made again can be cancelled again, and not taken back."""
        return self._moved is not None and not self._again

    @Property(str, notify=changed)
    def newSlot(self) -> str:
        return "" if self._moved is None else self._span(self._moved.slot)

    @Property(str, notify=changed)
    def code(self) -> str:
        return "" if self._moved is None else self._moved.code

    @Property(str, notify=changed)
    def shortCode(self) -> str:
        """As it is said: in two halves."""
        spoken = "" if self._moved is None else self._moved.reservation.short_code
        return f"{spoken[:4]} {spoken[4:]}".strip()

    @Property(str, notify=changed)
    def name(self) -> str:
        return "" if self._moved is None else plain(self._moved.reservation.customer.name)

    @Property(str, notify=changed)
    def product(self) -> str:
        product = None if self._moved is None else self._moved.product
        if product is None:
            return ""
        return plain(", ".join(part for part in (product.name, product.size, product.case, product.band) if part))

    @Property(str, notify=changed)
    def left(self) -> str:
        if self._moved is None:
            return ""
        if self._again:
            return self._told(words.REBOOKED)
        return self._told(words.LEFT).format(places=self._moved.places)

    @Property(str, notify=changed)
    def say(self) -> str:
        if self._moved is None:
            return ""
        spoken = self._spoken()
        source = words.SAY_MOVED if self._moved.code else words.SAY_MOVED_WITHOUT
        return self._text(source, spoken).format(slot=self._span(self._moved.slot, spoken))

    @Property(str, notify=changed)
    def sayLanguage(self) -> str:
        return "" if self._moved is None else self._spoken()

    def _spoken(self) -> str:
        return known(self._moved.reservation.customer.language) if self._moved is not None else ""
