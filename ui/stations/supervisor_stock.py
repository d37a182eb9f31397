"""The stock as the supervisor counts it: what lies where of each model, what cannot be so, and a count with its reason.

Asks the desk, holds answers and what is typed. GUI thread only; `ui/qml/Kiosk/supervisor/StockSheet.qml` draws it.
"""

import logging
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from PySide6.QtCore import Property, QObject, Signal, Slot
from PySide6.QtQml import QmlElement, QmlUncreatable

from kiosk.domain.reservation import Product
from kiosk.domain.stock import COUNTED, Level, Place
from ui.rows import RowsModel
from ui.station import StationModel
from ui.station_context import StationContext
from ui.stations import supervisor_words as words
from ui.stations.stockroom_pad import PadModel
from ui.stations.supervisor_queue import QueueModel
from ui.stations.supervisor_rows import Tongue, doubt_text, product_text, roles_of

QML_IMPORT_NAME = "Kiosk"
QML_IMPORT_MAJOR_VERSION = 1

LONGEST_COUNT = 5

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class LevelRow:
    key: str
    name: str
    variant: str
    figures: str
    doubt: str
    tone: str


def level_rows(
    levels: Iterable[Level], products: Mapping[str, Product], expected: Mapping[str, int], tongue: Tongue
) -> list[LevelRow]:
    """What cannot be so on top, then what is short, then by name."""
    rows: list[LevelRow] = []
    for level in levels:
        name, variant = product_text(products.get(level.sku), tongue)
        doubt, tone = doubt_text(level, expected.get(level.sku, 0), tongue)
        rows.append(LevelRow(level.sku, name, variant, figures_text(level, tongue), doubt, tone))
    return sorted(rows, key=lambda row: (("bad", "warn", "").index(row.tone), row.name, row.variant, row.key))


def figures_text(level: Level, tongue: Tongue) -> str:
    if not level.is_known:
        return tongue.told(words.NOT_TOLD)
    figures = {"shelf": level.shelf, "staged": level.staged, "aside": level.quarantine, "out": level.out}
    said = {name: tongue.number(count) for name, count in figures.items()}
    return tongue.told(words.FIGURES).format(**said)


@QmlElement
@QmlUncreatable("made by SupervisorModel")  # pyright: ignore[reportCallIssue] (the stub lacks __call__)
class StockModel(QObject):
    changed = Signal()

    def __init__(
        self, context: StationContext, station: StationModel, queue: QueueModel, tongue: Callable[[], Tongue]
    ) -> None:
        """`queue`: where the figures are shown too."""
        super().__init__(station)
        self._desk = context.desk
        self._station = station
        self._queue = queue
        self._tongue = tongue
        self._asking = False
        self._levels: dict[str, Level] = {}
        self._chosen = ""
        self._place = Place.SHELF
        self._read = False
        self.typed = PadModel(self, LONGEST_COUNT)
        self.rows = RowsModel(roles_of(LevelRow), self)

    def ask(self) -> None:
        """One question at a time."""
        if not self._asking:
            self._asking = True
            self._station.acts.ask(self._desk.stocktaking.levels, done=self._came, failed=self._failed)

    def _came(self, levels: tuple[Level, ...]) -> None:
        self._asking = False
        self._levels = {level.sku: level for level in levels}
        self._read = True
        self._show()

    def _failed(self, error: BaseException) -> None:
        self._asking = False
        log.warning("the stock could not be read", exc_info=error)

    def _took(self, level: Level) -> None:
        self._levels[level.sku] = level
        self.typed.clear()
        self._show()

    def _show(self) -> None:
        tongue = self._tongue()
        self._queue.show_levels(self._levels, tongue)
        rows = level_rows(self._levels.values(), self._products(), self._queue.still_expected(), tongue)
        self.rows.show(rows)
        if self._chosen not in self._levels and rows:
            self._chosen = rows[0].key
        self.changed.emit()

    def _products(self) -> dict[str, Product]:
        return {product.sku: product for product in self._station.floor.rules.products}

    @Slot(int)
    def save(self, reason: int) -> None:
        """What was typed, for the reason at this place of `reasons`."""
        if (
            self._chosen
            and self.typed.text
            and 0 <= reason < len(words.COUNT_REASONS)
            and not self._station.acts.pending
        ):
            said = self._tongue().told(words.COUNT_REASONS[reason])
            count = self._desk.stocktaking.count
            self._station.act(count, self._chosen, self._place, self.typed.number, said, done=self._took)

    @Slot(str)
    def choose(self, sku: str) -> None:
        if sku in self._levels and sku != self._chosen:
            self._chosen = sku
            self.typed.clear()
            self.changed.emit()

    @Slot(str)
    def choosePlace(self, place: str) -> None:
        if place in COUNTED and place != self._place:
            self._place = Place(place)
            self.typed.clear()
            self.changed.emit()

    @Property(RowsModel, constant=True)
    def models(self) -> RowsModel:
        return self.rows

    @Property(PadModel, constant=True)
    def pad(self) -> PadModel:
        return self.typed

    @Property(str, notify=changed)
    def chosen(self) -> str:
        return self._chosen

    @Property(str, notify=changed)
    def place(self) -> str:
        return self._place

    @Property(str, notify=changed)
    def title(self) -> str:
        return ", ".join(part for part in product_text(self._products().get(self._chosen), self._tongue()) if part)

    @Property(str, notify=changed)
    def delivered(self) -> str:
        level, tongue = self._levels.get(self._chosen), self._tongue()
        if level is None:
            return ""
        if level.delivered is None:
            return tongue.told(words.NOT_TOLD)
        return tongue.told(words.DELIVERED).format(count=tongue.number(level.delivered))

    @Property("QVariantList", notify=changed)  # pyright: ignore[reportArgumentType] (Qt's own name for it)
    def places(self) -> list[dict[str, str]]:
        """`key`, `label` and `count` of each that can be counted."""
        level, tongue = self._levels.get(self._chosen), self._tongue()
        if level is None:
            return []
        return [
            {
                "key": str(place),
                "label": tongue.told(words.PLACES[place]),
                "count": tongue.number(getattr(level, place)) if level.is_known else "–",
            }
            for place in COUNTED
        ]

    @Property("QVariantList", notify=changed)  # pyright: ignore[reportArgumentType] (Qt's own name for it)
    def reasons(self) -> list[str]:
        tongue = self._tongue()
        return [tongue.told(reason) for reason in words.COUNT_REASONS]

    @Property(int, notify=changed)
    def doubts(self) -> int:
        """Figures that cannot be so."""
        return sum(len(level.discrepancies) for level in self._levels.values())

    @Property(bool, notify=changed)
    def wasRead(self) -> bool:
        return self._read
