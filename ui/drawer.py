"""The demo's drawer: codes that a customer may hold up to the simulated camera. GUI thread only; empty outside of the demo."""

from collections.abc import Sequence

from PySide6.QtCore import Property, QObject, Slot
from PySide6.QtQml import QmlElement, QmlUncreatable

from kiosk.domain.plain_text import plain
from ui.context import DemoCode

QML_IMPORT_NAME = "Kiosk"
QML_IMPORT_MAJOR_VERSION = 1


@QmlElement
@QmlUncreatable("made by EntranceModel")  # pyright: ignore[reportCallIssue] (the stub lacks __call__)
class DrawerModel(QObject):
    def __init__(self, codes: Sequence[DemoCode], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._codes = codes

    @Slot(int)
    def show(self, index: int) -> None:
        """Hold this one up."""
        self._codes[index].present()

    @Property("QVariantList", constant=True)  # pyright: ignore[reportArgumentType] (Qt's own name for it)
    def codes(self) -> list[dict[str, str]]:
        return [{"label": plain(code.label), "detail": plain(code.detail)} for code in self._codes]
