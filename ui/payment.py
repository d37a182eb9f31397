"""A payment at the payment counter: its reference is typed, it is settled or refused, and the door asks again. GUI thread only.

Decides nothing: who may and whether there is something to pay, `desk.amendments` says.
"""

from functools import partial

from PySide6.QtCore import Property, QObject, Signal, Slot
from PySide6.QtQml import QmlElement, QmlUncreatable

from kiosk.amendments import MAX_REFERENCE
from ui.acts import Acts
from ui.answers import Answers
from ui.context import EntranceContext

QML_IMPORT_NAME = "Kiosk"
QML_IMPORT_MAJOR_VERSION = 1

REFUSED = "refused at the payment counter"
"""What the ledger keeps."""


@QmlElement
@QmlUncreatable("made by EntranceModel")  # pyright: ignore[reportCallIssue] (the stub lacks __call__)
class PaymentModel(QObject):
    changed = Signal()
    sheetWanted = Signal(str)

    def __init__(self, context: EntranceContext, acts: Acts, answers: Answers, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._acts = acts
        self._answers = answers
        self._reservation_id = ""
        self._reference = ""

    @Slot()
    def begin(self) -> None:
        """Of the customer whose verdict is shown."""
        page = self._answers.stage.card.page
        if page.may_pay:
            self._reservation_id = page.reservation_id
            self._set("")
            self.sheetWanted.emit("payment")

    @Slot(str)
    def typeKey(self, key: str) -> None:
        if len(key) == 1 and key.isprintable():
            self._set((self._reference + key.upper())[:MAX_REFERENCE])

    @Slot()
    def erase(self) -> None:
        self._set(self._reference[:-1])

    @Slot()
    def settle(self) -> None:
        if self._reference.strip():
            self._act(partial(self._context.desk.amendments.settle_payment, reference=self._reference))

    @Slot()
    def refuse(self) -> None:
        self._act(partial(self._context.desk.amendments.refuse_payment, reason=REFUSED))

    def _act(self, act: partial[object]) -> None:
        if not self._acts.pending:
            self._acts.act(act, self._reservation_id, done=self._done, failed=self._failed)

    def _done(self, _entry: object) -> None:
        self._answers.saved()
        self.sheetWanted.emit("")
        self._answers.act(self._context.desk.check_in_reservation, self._reservation_id)

    def _failed(self, error: BaseException) -> None:
        self.sheetWanted.emit("")
        self._answers.fail(error)

    def _set(self, reference: str) -> None:
        self._reference = reference
        self.changed.emit()

    @Property(str, notify=changed)
    def reference(self) -> str:
        return self._reference

    @Property(bool, notify=changed)
    def maySettle(self) -> bool:
        return bool(self._reference.strip())
