"""The working page's one task as QML reads it: product, path, the present step, and what may stand over them.

Holds what the store last said of the task; acts go through `StockroomModel`. GUI thread only.
"""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import Property, QObject, Signal
from PySide6.QtQml import QmlElement, QmlUncreatable

from kiosk.domain.plain_text import plain
from kiosk.domain.recipe import Step, next_step
from kiosk.domain.state import Stage
from kiosk.domain.task import Runner
from kiosk.domain.unit import RejectReason
from kiosk.floor_answers import Entry
from ui.face import NO_FACE, Face, FaceModel
from ui.product_picture import ProductPicture
from ui.rows import RowsModel
from ui.stations import stockroom_words as words
from ui.stations.stockroom_face import standing_face
from ui.stations.stockroom_rows import (
    ProductText,
    StepRow,
    TaskRow,
    Tongue,
    product_text,
    roles_of,
    step_rows,
)

QML_IMPORT_NAME = "Kiosk"
QML_IMPORT_MAJOR_VERSION = 1

DRAWN = ProductPicture
"""What the page draws products with: QML knows the type once its file was read."""
FaceOf = Callable[[Tongue], Face | None]
"""A message in whatever language the page speaks when it is drawn."""

_NO_PRODUCT = ProductText("", "", "", "", "", "", "")


@dataclass(frozen=True, slots=True)
class TaskText:
    """What the page says of one task at one moment."""

    product: ProductText = _NO_PRODUCT
    step: str = ""
    step_title: str = ""
    step_text: str = ""
    step_icon: str = ""
    undo: str = ""
    refused: str = ""
    also: str = ""
    batch: str = ""
    face: Face = NO_FACE


@QmlElement
@QmlUncreatable("made by StockroomModel")  # pyright: ignore[reportCallIssue] (the stub lacks __call__)
class TaskModel(QObject):
    changed = Signal()
    stepChanged = Signal()
    """Another task, another step, or another message over it: the page begins anew."""

    def __init__(self, me: Runner, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._me = me
        self._entry: Entry | None = None
        self._face_of: FaceOf | None = None
        self._row: TaskRow | None = None
        self._text = TaskText()
        self._steps = RowsModel(roles_of(StepRow), self)
        self._over = FaceModel(self)
        self._at: tuple[str, ...] = ()

    # What the station's model calls

    @property
    def entry(self) -> Entry | None:
        return self._entry

    @property
    def reservation_id(self) -> str:
        """Empty where none is open."""
        return self._entry.reservation_id if self._entry is not None else ""

    @property
    def step(self) -> Step | None:
        """What comes next; None when there is nothing to do on it."""
        entry = self._entry
        return next_step(entry.recipe, entry.state.steps) if entry is not None else None

    @property
    def face(self) -> Face:
        """`kind` is empty while nothing stands over the step."""
        return self._text.face

    def open(self, entry: Entry | None) -> None:
        """Another task, or none."""
        self._entry, self._face_of, self._row = entry, None, None

    def become(self, entry: Entry) -> None:
        """The same task as it is now. Of another one: an answer that came after its page was left."""
        if entry.reservation_id == self.reservation_id:
            self._entry = entry

    def put_over(self, face_of: FaceOf | None) -> None:
        """A message over the step, until it is put away or another takes its place."""
        self._face_of = face_of

    def show(self, tongue: Tongue, row: TaskRow | None, batch: str) -> None:
        """Say it all anew. `row`: its card on the board, if it has one; `batch`: what could be fetched with it."""
        entry = self._entry
        self._row = row
        self._text = self._tell(entry, tongue, batch) if entry is not None else TaskText()
        self._steps.show(step_rows(entry, tongue) if entry is not None else [])
        self._over.show(self._text.face)
        self.changed.emit()
        at = (self.reservation_id, self._text.step, self._text.face.kind, self._text.face.headline)
        if at != self._at:
            self._at = at
            self.stepChanged.emit()

    def _tell(self, entry: Entry, tongue: Tongue, batch: str) -> TaskText:
        # What the fold says of the task comes before what the last act said.
        face = standing_face(entry, self._me, tongue) or (self._face_of(tongue) if self._face_of else None)
        product = product_text(entry.product, tongue)
        step = self.step
        title = text = icon = ""
        if step is not None:
            said = words.STEPS[step]
            title, icon = tongue.told(said.title), said.icon
            template = words.FETCH_ANYWHERE if step is Step.SCAN_BOX and not product.shelf else said.text
            text = tongue.told(template).format(shelf=product.shelf, percent=entry.recipe.battery_percent)
        state = entry.state
        also = [claim.detail for claim in state.claims if claim.detail != state.claimed_by]
        return TaskText(
            product=product,
            step=str(step or ""),
            step_title=title,
            step_text=text,
            step_icon=icon,
            undo=self._undo(entry, tongue),
            refused=_refused(entry, tongue),
            also=tongue.told(words.ALSO_TAKEN).format(who=tongue.colleague(also[0])) if also else "",
            batch=batch if step is Step.SCAN_BOX else "",
            face=face or NO_FACE,
        )

    def _undo(self, entry: Entry, tongue: Tongue) -> str:
        last = entry.state.last_step
        if last is None or entry.stage not in (Stage.PREPARING, Stage.READY) or not self._me.holds(entry.state):
            return ""
        said = words.STEPS.get(Step(last.detail)) if last.detail in set(Step) else None
        return tongue.told(words.UNDO_STEP).format(step=tongue.told(said.short)) if said else ""

    # What the page reads

    @Property(RowsModel, constant=True)
    def steps(self) -> RowsModel:
        return self._steps

    @Property(FaceModel, constant=True)
    def over(self) -> FaceModel:
        """What stands over the step."""
        return self._over

    @Property(bool, notify=changed)
    def shown(self) -> bool:
        return self._entry is not None

    @Property(str, notify=changed)
    def key(self) -> str:
        return self.reservation_id

    @Property(str, notify=changed)
    def number(self) -> str:
        return plain(self._entry.call_number, 8) if self._entry is not None else ""

    @Property(str, notify=changed)
    def name(self) -> str:
        return self._text.product.name

    @Property(str, notify=changed)
    def variant(self) -> str:
        return self._text.product.variant

    @Property(str, notify=changed)
    def shelfText(self) -> str:
        return self._text.product.shelfText

    @Property(bool, notify=changed)
    def mayRefuse(self) -> bool:
        """There is a unit, and its packaging has been looked at: later faults are told by a button of their own."""
        return self._entry is not None and len(self._entry.state.steps) > 1

    @Property(str, notify=changed)
    def caseWord(self) -> str:
        return self._text.product.caseWord

    @Property(str, notify=changed)
    def bandWord(self) -> str:
        return self._text.product.bandWord

    @Property(str, notify=changed)
    def sizeWord(self) -> str:
        return self._text.product.sizeWord

    @Property(float, notify=changed)
    def since(self) -> float:
        return self._row.since if self._row is not None else 0.0

    @Property(str, notify=changed)
    def alert(self) -> str:
        return self._row.alert if self._row is not None else ""

    @Property(str, notify=changed)
    def alertText(self) -> str:
        return self._row.alertText if self._row is not None else ""

    @Property(str, notify=changed)
    def promised(self) -> str:
        return self._row.promised if self._row is not None else ""

    @Property(str, notify=changed)
    def needs(self) -> str:
        return self._row.needs if self._row is not None else ""

    @Property(str, notify=changed)
    def stepName(self) -> str:
        """A `Step`, for the page to choose what it draws; empty when nothing is left to do."""
        return self._text.step

    @Property(str, notify=changed)
    def stepTitle(self) -> str:
        return self._text.step_title

    @Property(str, notify=changed)
    def stepText(self) -> str:
        return self._text.step_text

    @Property(str, notify=changed)
    def stepIcon(self) -> str:
        return self._text.step_icon

    @Property(str, notify=changed)
    def undoText(self) -> str:
        """What taking back the last step would take back; empty: nothing."""
        return self._text.undo

    @Property(str, notify=changed)
    def refused(self) -> str:
        """Why units were refused before; empty: none was."""
        return self._text.refused

    @Property(str, notify=changed)
    def also(self) -> str:
        """Who took it too."""
        return self._text.also

    @Property(str, notify=changed)
    def batch(self) -> str:
        """What could be fetched on the same way; empty: nothing."""
        return self._text.batch


def _refused(entry: Entry, tongue: Tongue) -> str:
    known = {str(reason): said for reason, said in words.REASONS.items()}
    other = words.REASONS[RejectReason.OTHER]
    reasons = dict.fromkeys(tongue.told(known.get(unit.reason, other)) for unit in entry.state.rejected)
    return tongue.told(words.REFUSED_BEFORE).format(reasons=", ".join(reasons)) if reasons else ""
