"""What stands over a station's work: a message in a colour field and the one way on, perhaps two products side by side.

A station makes a `Face` of what the desk has answered; `FaceModel` is how QML reads it. Decides nothing. GUI thread only.
"""

from dataclasses import dataclass, fields

from PySide6.QtCore import Property, QObject, Signal
from PySide6.QtQml import QmlElement, QmlUncreatable

from ui.rows import RowsModel

QML_IMPORT_NAME = "Kiosk"
QML_IMPORT_MAJOR_VERSION = 1


@dataclass(frozen=True, slots=True)
class PartRow:
    """One property of the reserved product beside that of the scanned one."""

    key: str
    label: str
    reserved: str
    scanned: str
    differs: bool


@dataclass(frozen=True, slots=True)
class FaceWords:
    """What a station always says in one case; names in braces are filled where the face is made."""

    tone: str
    """A colour field of the theme."""
    icon: str
    headline: str
    text: str
    action: str
    """On the one button."""


@dataclass(frozen=True, slots=True)
class Looks:
    """A product as it is drawn, in the words of its row; all empty: none is."""

    case: str = ""
    band: str = ""
    size: str = ""


@dataclass(frozen=True, slots=True)
class Face:
    """One message in a colour field, and the one way on."""

    kind: str
    """Where the one button leads, in the station's own words; empty: nothing stands over the work."""
    tone: str
    icon: str
    headline: str
    text: str
    action: str
    parts: tuple[PartRow, ...] = ()
    """Reserved beside scanned, where a box is another product."""
    reserved: Looks = Looks()
    scanned: Looks = Looks()


NO_FACE = Face("", "info", "", "", "", "")


@QmlElement
@QmlUncreatable("made by a station's model")  # pyright: ignore[reportCallIssue] (the stub lacks __call__)
class FaceModel(QObject):
    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._face = NO_FACE
        self._parts = RowsModel(tuple(field.name for field in fields(PartRow)), self)

    # What the station's model calls

    @property
    def face(self) -> Face:
        return self._face

    def show(self, face: Face) -> None:
        self._face = face
        self._parts.show(face.parts)
        self.changed.emit()

    # What the page reads

    @Property(bool, notify=changed)
    def shown(self) -> bool:
        return bool(self._face.kind)

    @Property(str, notify=changed)
    def tone(self) -> str:
        return self._face.tone

    @Property(str, notify=changed)
    def iconName(self) -> str:
        return self._face.icon

    @Property(str, notify=changed)
    def headline(self) -> str:
        return self._face.headline

    @Property(str, notify=changed)
    def text(self) -> str:
        return self._face.text

    @Property(str, notify=changed)
    def action(self) -> str:
        return self._face.action

    @Property(RowsModel, constant=True)
    def parts(self) -> RowsModel:
        """Reserved beside scanned, while a wrong box is shown."""
        return self._parts

    @Property("QVariantList", notify=changed)  # pyright: ignore[reportArgumentType] (Qt's own name for it)
    def looks(self) -> list[list[str]]:
        """Case, band and size of the reserved product, then of the scanned one."""
        return [[one.case, one.band, one.size] for one in (self._face.reserved, self._face.scanned)]
