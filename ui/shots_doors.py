"""Pictures of the doors-open page: `python -m ui.shots OUT --station doors [--all]`."""

from typing import Any

from kiosk.domain.doors.finding import Finding, Found, finding
from kiosk.errors import Fault
from scanner.hand.setup_code import SETUP_TEXT
from scanner.messages import CameraHint, CameraState, CameraStatus, Scanned
from ui.fiction_doors import TROUBLE, UNTRIED, FictionInspector, found
from ui.fiction_floor import FictionStoreDesk
from ui.shots_floor import Drawing, FloorScene


def _model(*parts: Any, inspector: FictionInspector | None = None) -> Any:
    from ui.stations.doors import DoorsModel

    return DoorsModel(*parts, doors=(inspector or FictionInspector()).context(), station="entrance")


def _with(*findings: Finding, error: Fault | None = None) -> Drawing:
    """A page whose machine answers this."""

    def model(*parts: Any) -> Any:
        return _model(*parts, inspector=FictionInspector(findings, error))

    return Drawing("doors", "DoorsPage", model)


def _live(model: Any, _desk: FictionStoreDesk) -> None:
    model.on_message(CameraState(CameraStatus.LIVE))


def _missing(model: Any, _desk: FictionStoreDesk) -> None:
    model.on_message(CameraState(CameraStatus.NO_CAMERA, hint=CameraHint.BUSY))


def _hand(model: Any, desk: FictionStoreDesk) -> None:
    _live(model, desk)
    model.on_message(Scanned((SETUP_TEXT,), (), "zxing", 1.4, 0.0))


def _sound(model: Any, _desk: FictionStoreDesk) -> None:
    model.playTone()


def _printed(model: Any, _desk: FictionStoreDesk) -> None:
    model.printTrial()


def _signed(model: Any, _desk: FictionStoreDesk) -> None:
    model.sign()


_CAMERA = _with(*found(*UNTRIED))
_SOUND = _with(*found(finding(Found.SOUND_NOT_ASKED)))
_PRINTER = _with(*found(finding(Found.PRINTER_NOT_TRIED)))
_READY = _with(*found())
SCENES = (
    (_CAMERA, FloorScene("camera", _live, tour=True)),
    (_CAMERA, FloorScene("camera-busy", _missing)),
    (_CAMERA, FloorScene("hand-scanner", _hand)),
    (_SOUND, FloorScene("sound", _sound)),
    (_PRINTER, FloorScene("printer", _printed)),
    (_with(*found(*TROUBLE)), FloorScene("trouble", tour=True)),
    (_READY, FloorScene("ready", tour=True)),
    (_READY, FloorScene("signed", _signed)),
    (_with(error=Fault("read", "Check the disk")), FloorScene("not-readable")),
)
