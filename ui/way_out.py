"""What the greeter offers a customer for whom there is no unit: the ways out that the rules allow, and the act behind each.

GUI thread only. What is open, `kiosk.domain.shortage` says; the desk acts. `ui/qml/Kiosk/ShortageSheet.qml` draws it.
"""

from collections.abc import Callable

from PySide6.QtCore import Property, QObject, Signal, Slot
from PySide6.QtQml import QmlElement, QmlUncreatable

from kiosk.answers import CheckIn
from kiosk.desk import Desk
from kiosk.domain import formats
from kiosk.domain.plain_text import plain
from kiosk.domain.policy import WayOut
from kiosk.domain.shortage import Supply
from ui import words
from ui.acts import Acts
from ui.verdict_page import VerdictPage, product_line, way_out_page

QML_IMPORT_NAME = "Kiosk"
QML_IMPORT_MAJOR_VERSION = 1

Text = Callable[[str, str], str]


@QmlElement
@QmlUncreatable("made by Answers")  # pyright: ignore[reportCallIssue] (the stub lacks __call__)
class WayOutModel(QObject):
    changed = Signal()

    def __init__(self, desk: Desk, acts: Acts, text: Text, language: Callable[[], str], parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._acts = acts
        self._text = text
        self._language = language
        self._supply: Supply | None = None
        self._reservation_id = ""
        self.present: Callable[[Callable[[], VerdictPage]], None] = lambda make: None
        """Puts the page up that says what was done."""
        self.fail: Callable[[BaseException], None] = lambda error: None

    def of(self, check_in: CheckIn | None) -> None:
        """The customer who is on the screen now."""
        supply = check_in.supply if check_in is not None else None
        self._supply = supply if supply is not None and supply.is_short else None
        self._reservation_id = check_in.verdict.reservation_id if check_in is not None else ""
        self.changed.emit()

    @Slot(int)
    def take(self, place: int) -> None:
        """The customer takes the model at this place of `alternatives`."""
        supply = self._supply
        if supply is None or self._acts.pending or not 0 <= place < len(supply.alternatives):
            return
        product = supply.alternatives[place].product

        def done(_entry: object) -> None:
            self._done(lambda: way_out_page(WayOut.ALTERNATIVE, product_line(product), self._language(), self._text))

        substitute = self._desk.stocktaking.substitute
        self._acts.act(substitute, self._reservation_id, product.sku, done=done, failed=self.fail)

    @Slot(int)
    def voucher(self, reason: int) -> None:
        """A voucher, for the reason at this place of `reasons`."""
        if self._supply is None or self._acts.pending or not 0 <= reason < len(words.VOUCHER_REASONS):
            return

        def done(_entry: object) -> None:
            self._done(lambda: way_out_page(WayOut.VOUCHER, "", self._language(), self._text))

        give = self._desk.stocktaking.give_voucher
        said = words.VOUCHER_REASONS[reason]
        self._acts.act(give, self._reservation_id, said, done=done, failed=self.fail)

    def _done(self, make: Callable[[], VerdictPage]) -> None:
        self.of(None)
        self.present(make)

    @Property("QVariantList", notify=changed)  # pyright: ignore[reportArgumentType] (Qt's own name for it)
    def alternatives(self) -> list[dict[str, str]]:
        """`label` and `detail` of each."""
        language = self._language()
        return [
            {
                "label": product_line(one.product),
                "detail": self._text(words.LEFT_OF_IT, language).format(count=formats.number(one.left, language)),
            }
            for one in (self._supply.alternatives if self._supply is not None else ())
        ]

    @Property("QVariantList", notify=changed)  # pyright: ignore[reportArgumentType] (Qt's own name for it)
    def reasons(self) -> list[str]:
        """For a voucher; empty: the rules give none."""
        if self._supply is None or WayOut.VOUCHER not in self._supply.ways_out:
            return []
        return [plain(self._text(reason, self._language())) for reason in words.VOUCHER_REASONS]

    @Property(bool, notify=changed)
    def laterSlot(self) -> bool:
        return self._supply is not None and WayOut.LATER_SLOT in self._supply.ways_out
