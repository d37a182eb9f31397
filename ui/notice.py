"""One sentence to whoever is at the station: an act was refused, or could not be saved. Stays until touched, or 8 s.

Never green: what went well shows itself in the page. GUI thread only.
"""

from PySide6.QtCore import Property, QObject, Signal, Slot
from PySide6.QtQml import QmlElement, QmlUncreatable

from ui.single_shot import single_shot

QML_IMPORT_NAME = "Kiosk"
QML_IMPORT_MAJOR_VERSION = 1

STAYS_MS = 8000
TONES = ("warn", "bad")


@QmlElement
@QmlUncreatable("made by a station's model")  # pyright: ignore[reportCallIssue] (the stub lacks __call__)
class NoticeModel(QObject):
    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._text = ""
        self._tone = "bad"
        self._stays = single_shot(self, self.dismiss, STAYS_MS)

    def tell(self, text: str, tone: str = "bad", *, stays: bool = False) -> None:
        """`warn`: not possible, and why; `bad`: wrong or not saved. `stays`: until touched, however long that takes."""
        if tone not in TONES:
            raise ValueError(f"a notice is one of {TONES}, never {tone}")
        self._text, self._tone = text, tone
        if stays or not text:
            self._stays.stop()
        else:
            self._stays.start()
        self.changed.emit()

    @Slot()
    def dismiss(self) -> None:
        self._stays.stop()
        if self._text:
            self._text = ""
            self.changed.emit()

    @Property(bool, notify=changed)
    def shown(self) -> bool:
        return bool(self._text)

    @Property(str, notify=changed)
    def text(self) -> str:
        return self._text

    @Property(str, notify=changed)
    def tone(self) -> str:
        return self._tone
