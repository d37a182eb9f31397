"""Every fault of a camera that can be made to happen, and what the app has to say about it."""

import os
import signal
from dataclasses import dataclass

from scanner.messages import CameraHint, CameraStatus, Inject
from scanner.process import ScannerProcess

FOR_EVER = 3600.0


@dataclass(frozen=True, slots=True)
class Fault:
    """`lasts`: seconds until the camera is well again by itself; 0 when only a new process helps."""

    name: str
    lasts: float
    status: CameraStatus
    hint: CameraHint
    """What the app says of it, if not at once then after a short stall."""

    def strike(self, process: ScannerProcess) -> None:
        """Make it happen in the process now running."""
        outside = {"stop": "SIGSTOP", "kill": "SIGKILL"}.get(self.name)
        if outside is None:
            process.send(Inject(self.name, self.lasts or FOR_EVER))
        elif process.pid is not None:
            os.kill(process.pid, getattr(signal, outside))


_STALLED, _FAILED = CameraStatus.STALLED, CameraStatus.FAILED
FAULTS = {
    fault.name: fault
    for fault in (
        Fault("block", 0, _STALLED, CameraHint.NO_PICTURES),
        Fault("freeze", 3, _STALLED, CameraHint.REPEATING),
        Fault("black", 2.5, _STALLED, CameraHint.BLACK),
        Fault("slow", 4, CameraStatus.LIVE, CameraHint.SLOW),
        Fault("crash", 0, _FAILED, CameraHint.RESTARTED),
        Fault("stop", 0, _FAILED, CameraHint.RESTARTED),
        Fault("kill", 0, _FAILED, CameraHint.RESTARTED),
        Fault("gone", 2, CameraStatus.NO_CAMERA, CameraHint.NOT_FOUND),
        Fault("moved", 2, CameraStatus.NO_CAMERA, CameraHint.NOT_FOUND),
        Fault("busy", 2, CameraStatus.NO_CAMERA, CameraHint.BUSY),
        Fault("forbidden", 2, CameraStatus.NO_CAMERA, CameraHint.NO_PERMISSION),
    )
}
