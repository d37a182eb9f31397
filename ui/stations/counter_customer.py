"""The customer at the counter as QML reads them: what is made sure, scanned and ticked, and what may stand over it.

Holds what the store last said and what was touched; acts go through `CounterModel`. GUI thread only.
"""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import Property, QObject, Signal
from PySide6.QtQml import QmlElement, QmlUncreatable

from kiosk.domain import short_code
from kiosk.domain.counter import Demo, Identity, Receipt
from kiosk.domain.obstacle import obstacle_of
from kiosk.domain.plain_text import plain
from kiosk.floor_answers import Entry, HandedOver, HandOver
from ui.face import NO_FACE, Face, FaceModel
from ui.keypad import KeypadModel
from ui.product_picture import ProductPicture
from ui.receipts import Trouble
from ui.rows import RowsModel
from ui.stations import counter_words as words
from ui.stations.counter_face import done_face, standing_face
from ui.stations.counter_rows import ChoiceRow, called_text, obstacle_text
from ui.stations.stockroom_rows import NAME, ProductText, StepRow, Tongue, millis, product_text, roles_of

QML_IMPORT_NAME = "Kiosk"
QML_IMPORT_MAJOR_VERSION = 1

DRAWN = ProductPicture
"""What the page draws products with: QML knows the type once its file was read."""
FaceOf = Callable[[Tongue], Face | None]
"""A message in whatever language the page speaks when it is drawn."""
STEPS = ("identity", "unit", "finish")

_NO_PRODUCT = ProductText("", "", "", "", "", "", "")


@dataclass
class Ticks:
    """What was made sure and ticked for one customer, before anything is recorded."""

    identity: Identity | None = None
    proxy_code: str = ""
    """Of a proxy, once it is right."""
    serial: str = ""
    """Of the unit for which the desk opened the lock."""
    presented: bool | None = None
    demo: Demo | None = None
    receipt: Receipt = Receipt.NONE
    reason: str = ""

    @property
    def step(self) -> str:
        """`identity`, `proxy`, `unit` or `finish`."""
        if self.identity is None:
            return "identity"
        if self.identity is Identity.PROXY and not self.proxy_code:
            return "proxy"
        return "finish" if self.serial else "unit"


@QmlElement
@QmlUncreatable("made by CounterModel")  # pyright: ignore[reportCallIssue] (the stub lacks __call__)
class CustomerModel(QObject):
    changed = Signal()
    stepChanged = Signal()
    """Another customer, another step, or another message over it: the page begins anew."""

    def __init__(self, supervisor: bool, parent: QObject | None = None) -> None:
        """`supervisor`: whoever acts here may pass over an obstacle, with a reason."""
        super().__init__(parent)
        self._supervisor = supervisor
        self.entry: Entry | None = None
        self.ticks = Ticks()
        self.handed: HandedOver | None = None
        """Saved on this page, until the customer is left."""
        self.proxy_wrong = False
        """The half of the code that was typed last is not theirs."""
        self.printing = ""
        """Of its receipt: `printing`, `printed`, `failed`; empty: none is printed."""
        self.trouble = Trouble.UNKNOWN
        """Why it failed."""
        self._face_of: FaceOf | None = None
        self._over = FaceModel(self)
        self.keypad = KeypadModel(self, short_code.HALF)
        self._product = _NO_PRODUCT
        self._words: dict[str, str] = {}
        self._rows = {
            name: RowsModel(roles_of(ChoiceRow), self)
            for name in ("identities", "demos", "receipts", "reasons", "backs")
        }
        self.keypad.touched.connect(self._typing)
        self._steps = RowsModel(roles_of(StepRow), self)
        self._at: tuple[str, ...] = ()

    # What the station's model calls

    @property
    def reservation_id(self) -> str:
        """Empty where nobody is."""
        return self.entry.reservation_id if self.entry is not None else ""

    @property
    def face(self) -> Face:
        return self._over.face

    def open(self, entry: Entry | None, receipt: Receipt = Receipt.NONE) -> None:
        """Another customer, or nobody. `receipt`: what they get unless something else is ticked."""
        self.entry, self._face_of, self.handed, self.printing = entry, None, None, ""
        self.ticks = Ticks(receipt=receipt)
        self.proxy_wrong = False
        self.keypad.clear()

    def become(self, entry: Entry) -> None:
        """The same customer as they are now. Another prepared unit shuts the lock again."""
        if self.ticks.serial and entry.state.serial not in ("", self.ticks.serial):
            self.ticks.serial = ""
        self.entry = entry

    def put_over(self, face_of: FaceOf | None) -> None:
        """A message over the step, until it is put away or another takes its place."""
        self._face_of = face_of

    def hand_over(self) -> HandOver | None:
        """What is to be recorded; None while something is missing."""
        ticks = self.ticks
        if self.entry is None or not self._may_finish or ticks.identity is None or ticks.demo is None:
            return None
        return HandOver(
            reservation_id=self.entry.reservation_id,
            serial=ticks.serial,
            identity=ticks.identity,
            presented=bool(ticks.presented),
            demo=ticks.demo,
            receipt=ticks.receipt,
            proxy_code=ticks.proxy_code,
            reason=ticks.reason,
        )

    def show(self, tongue: Tongue, goods: Tongue, choices: dict[str, list[ChoiceRow]]) -> None:
        """Say it all anew. `goods`: the words that products are told in; `choices`: what can be touched, by list."""
        entry = self.entry
        face = self._face(entry, tongue) if entry is not None else None
        self._over.show(face or NO_FACE)
        self._product = product_text(entry.product, goods) if entry is not None else _NO_PRODUCT
        self._words = self._tell(entry, tongue) if entry is not None else {}
        for name, rows in choices.items():
            self._rows[name].show(rows)
        self._steps.show(self._path(tongue))
        self.changed.emit()
        at = (self.reservation_id, self.ticks.step, self._over.face.kind, self._over.face.headline)
        if at != self._at:
            self._at = at
            self.stepChanged.emit()

    def _face(self, entry: Entry, tongue: Tongue) -> Face | None:
        if self.handed is not None and entry.state.collected is not None:
            return done_face(self.handed, self.printing, self.trouble, tongue)
        # What the fold says of the customer comes before what the last act said.
        return standing_face(entry, tongue) or (self._face_of(tongue) if self._face_of else None)

    def _tell(self, entry: Entry, tongue: Tongue) -> dict[str, str]:
        name = plain(entry.reservation.customer.name, NAME) or tongue.told(words.NO_NAME)
        number, step = plain(entry.call_number, 8), self.ticks.step
        obstacle = obstacle_text(entry, tongue)
        needed = obstacle and not self.ticks.reason and not self._supervisor
        return {
            "customer": name,
            "number": number,
            "needs": plain(entry.reservation.customer.needs, 80),
            "title": tongue.told(words.STEP_TITLES[step]),
            "text": tongue.told(words.PROXY_WRONG if self.proxy_wrong else words.STEP_TEXTS[step]).format(
                name=name, number=number, serial=plain(self.ticks.serial, 24)
            ),
            "called": called_text(entry, tongue),
            "apart": tongue.told(words.APART) if entry.state.parked else "",
            "obstacle": obstacle,
            "blocked": tongue.told(words.SUPERVISOR_NEEDED).format(obstacle=obstacle) if needed else "",
        }

    def _path(self, tongue: Tongue) -> list[StepRow]:
        now = STEPS.index("identity" if self.ticks.step == "proxy" else self.ticks.step)
        return [
            StepRow(
                step,
                tongue.told(words.STEPS[step]),
                words.STEP_ICONS[step],
                "done" if at < now else "now" if at == now else "next",
                at == now - 1 or (at == now and self.ticks.step == "proxy"),
            )
            for at, step in enumerate(STEPS)
        ]

    @property
    def _blocked(self) -> bool:
        """Something speaks against it that no supervisor has given a reason for."""
        entry = self.entry
        return entry is not None and obstacle_of(entry.reservation, entry.state) is not None and not self.ticks.reason

    @property
    def _may_finish(self) -> bool:
        ticks = self.ticks
        return ticks.step == "finish" and ticks.presented is not None and ticks.demo is not None and not self._blocked

    def _typing(self) -> None:
        """Another try begins."""
        if self.proxy_wrong:
            self.proxy_wrong = False
            self.changed.emit()

    def _said(self, name: str) -> str:
        return self._words.get(name, "")

    # What the page reads

    @Property(RowsModel, constant=True)
    def steps(self) -> RowsModel:
        return self._steps

    @Property(RowsModel, constant=True)
    def identities(self) -> RowsModel:
        return self._rows["identities"]

    @Property(RowsModel, constant=True)
    def demos(self) -> RowsModel:
        return self._rows["demos"]

    @Property(RowsModel, constant=True)
    def receipts(self) -> RowsModel:
        return self._rows["receipts"]

    @Property(RowsModel, constant=True)
    def reasons(self) -> RowsModel:
        return self._rows["reasons"]

    @Property(RowsModel, constant=True)
    def backs(self) -> RowsModel:
        """Why a unit comes back."""
        return self._rows["backs"]

    @Property(FaceModel, constant=True)
    def over(self) -> FaceModel:
        """What stands over the step."""
        return self._over

    @Property(KeypadModel, constant=True)
    def pad(self) -> KeypadModel:
        """The proxy's half of the code."""
        return self.keypad

    @Property(bool, notify=changed)
    def shown(self) -> bool:
        return self.entry is not None

    @Property(str, notify=changed)
    def number(self) -> str:
        return self._said("number")

    @Property(str, notify=changed)
    def customer(self) -> str:
        return self._said("customer")

    @Property(str, notify=changed)
    def needs(self) -> str:
        return self._said("needs")

    @Property(str, notify=changed)
    def name(self) -> str:
        """Of the product."""
        return self._product.name

    @Property(str, notify=changed)
    def variant(self) -> str:
        return self._product.variant

    @Property("QVariantList", notify=changed)  # pyright: ignore[reportArgumentType] (Qt's own name for it)
    def looks(self) -> list[str]:
        """Case, band and size, as the product is drawn."""
        return [self._product.caseWord, self._product.bandWord, self._product.sizeWord]

    @Property(float, notify=changed)
    def since(self) -> float:
        """Since when the unit is ready, in milliseconds since 1970; 0: it is not."""
        return millis(self.entry.state.prepared_at) if self.entry is not None else 0.0

    @Property(str, notify=changed)
    def called(self) -> str:
        return self._said("called")

    @Property(bool, notify=changed)
    def wasCalled(self) -> bool:
        """And is still expected: who waits apart is called anew."""
        return self.entry is not None and self.entry.state.calls > 0 and not self.entry.state.parked

    @Property(str, notify=changed)
    def apart(self) -> str:
        return self._said("apart")

    @Property(str, notify=changed)
    def obstacle(self) -> str:
        return self._said("obstacle")

    @Property(str, notify=changed)
    def blocked(self) -> str:
        """Why nobody here can finish it; empty: somebody can."""
        return self._said("blocked")

    @Property(bool, notify=changed)
    def asksReason(self) -> bool:
        """A supervisor's reason is missing, and a supervisor is here to give it."""
        return self._supervisor and self._blocked

    @Property(str, notify=changed)
    def stepName(self) -> str:
        return self.ticks.step

    @Property(str, notify=changed)
    def stepTitle(self) -> str:
        return self._said("title")

    @Property(bool, notify=changed)
    def proxyWrong(self) -> bool:
        return self.proxy_wrong

    @Property(str, notify=changed)
    def stepText(self) -> str:
        return self._said("text")

    @Property(int, notify=changed)
    def presented(self) -> int:
        """1: the watch was shown, 0: it was not, -1: nothing is ticked."""
        return -1 if self.ticks.presented is None else int(self.ticks.presented)

    @Property(bool, notify=changed)
    def mayFinish(self) -> bool:
        return self._may_finish

    @Property(bool, notify=changed)
    def mayPrint(self) -> bool:
        """A receipt was asked for, and its printing has come to an end."""
        return self.handed is not None and self.printing in ("printed", "failed")

    @Property(bool, notify=changed)
    def mayTakeBack(self) -> bool:
        return self.entry is not None and self.entry.state.collected is not None
