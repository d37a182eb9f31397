"""What is wrong with the terminal and stays so: the names of the banners, gravest first. The words are in Banner.qml."""

from PySide6.QtCore import Property, QObject, Signal, Slot
from PySide6.QtQml import QmlElement, QmlUncreatable

from scanner.messages import CameraHint, CameraStatus

QML_IMPORT_NAME = "Kiosk"
QML_IMPORT_MAJOR_VERSION = 1

_HINTS = {
    CameraHint.BLACK: "camera_black",
    CameraHint.SLOW: "camera_slow",
    CameraHint.BUSY: "camera_busy",
    CameraHint.NO_PERMISSION: "camera_forbidden",
}
"""What a person can mend; the other hints change nothing about what their status says."""
_CAMERA = {
    CameraStatus.STALLED: "camera_stalled",
    CameraStatus.FAILED: "camera_stalled",
    CameraStatus.NO_CAMERA: "no_camera",
}


@QmlElement
@QmlUncreatable("made by EntranceModel")  # pyright: ignore[reportCallIssue] (the stub lacks __call__)
class BannerModel(QObject):
    changed = Signal()

    def __init__(self, recovered: bool, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._not_saved = False
        self._camera = ""
        self._hand = ""
        self._hand_missing = False
        self._copied = False
        self._in_doubt = False
        self._recovered = recovered

    def save_failed(self, failed: bool) -> None:
        """Whether the latest act could not be written."""
        if failed != self._not_saved:
            self._not_saved = failed
            self.changed.emit()

    def camera_is(self, status: CameraStatus, hint: CameraHint = CameraHint.NONE) -> None:
        self._camera = _HINTS.get(hint, _CAMERA.get(status, ""))
        self.changed.emit()

    def hand_is(self, trouble: str, *, missing: bool) -> None:
        """`trouble`: of a hand scanner whose codes had to be put right. `missing`: the serial one is not there."""
        self._hand = f"hand_{trouble}" if trouble else ""
        self._hand_missing = missing
        self.changed.emit()

    def data_is(self, *, copied: bool, in_doubt: bool) -> None:
        """`copied`: two machines write as this terminal. `in_doubt`: its copy of the day stays other than central's."""
        if (copied, in_doubt) != (self._copied, self._in_doubt):
            self._copied, self._in_doubt = copied, in_doubt
            self.changed.emit()

    @Slot(str)
    def dismiss(self, banner: str) -> None:
        """A person has read it."""
        if banner == "database_recovered":
            self._recovered = False
        elif banner == self._hand:
            self._hand = ""
        else:
            return
        self.changed.emit()

    @Property("QVariantList", notify=changed)  # pyright: ignore[reportArgumentType] (Qt's own name for it)
    def names(self) -> list[str]:
        shown = {
            "not_saved": self._not_saved,
            "copied": self._copied,
            "in_doubt": self._in_doubt,
            self._camera: bool(self._camera),
            "hand_missing": self._hand_missing,
            self._hand: bool(self._hand),
            "database_recovered": self._recovered,
        }
        return [name for name, wrong in shown.items() if wrong]
