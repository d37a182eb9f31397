"""The scanner's process fed with hostile pictures: its own loop, engine, presence, pipe and memory; no camera.

Nothing is dropped here: the mailbox makes the next picture when the loop asks for it. Each has a second of its own in
the loop's time, so that each is a presentation. How far it got stands in a small file, which outlives a crash.
"""

import struct
import threading
import time
from multiprocessing.connection import Connection
from pathlib import Path

from scanner.child import Orders, begin
from scanner.messages import CameraState, CameraStatus, Reads

PROGRESS = struct.Struct("<qqq")
"""The picture being looked at, the longest look in microseconds, and which picture that was."""
DONE = "done"


def main(connection: "Connection[bytes, bytes]", orders: Orders) -> None:
    """Stands in for scanner.child.main. `location` of the source: the file of progress."""
    line = begin(connection, orders)
    import cv2

    from scanner.frames import SharedFrames
    from scanner.grabber import Mailbox, Numbered
    from scanner.loop import Loop
    from scanner.picture import MAX_HEIGHT, MAX_WIDTH, Frame, fit
    from scanner.presence import Patience
    from tests.soak.pictures import paint, plan

    cv2.setNumThreads(1)
    cv2.utils.logging.setLogLevel(cv2.utils.logging.LOG_LEVEL_SILENT)
    assert orders.spec is not None
    width = int(orders.spec.options.get("width", MAX_WIDTH))
    seed, last = int(orders.spec.options["seed"]), int(orders.spec.options["last"])
    progress = Path(orders.spec.location)

    class Feed(Mailbox):
        def __init__(self) -> None:
            super().__init__()
            self._number, self._longest, self._slowest = PROGRESS.unpack(progress.read_bytes())
            self._given_at = 0.0

        def take(self, timeout: float) -> Numbered | None:
            took = int(1e6 * (time.monotonic() - self._given_at)) if self._given_at else 0
            if took > self._longest:
                self._longest, self._slowest = took, self._number
            self._number += 1
            with progress.open("r+b") as file:
                file.write(PROGRESS.pack(self._number, self._longest, self._slowest))
            if self._number >= last:
                line.send(CameraState(CameraStatus.LIVE, detail=DONE))
                threading.Event().wait()
            picture = fit(paint(plan(seed, self._number)), width, width * MAX_HEIGHT // MAX_WIDTH, best=False)
            self._given_at = time.monotonic()
            return Numbered(Frame(picture, float(self._number)), self._number)

    threading.Thread(target=line.listen, args=(lambda _: None,), daemon=True).start()
    frames = SharedFrames.attach(orders.frames_name, orders.frames_slot_bytes)
    line.send(CameraState(CameraStatus.LIVE))
    Loop(line, Feed(), _Still(), _Still(), Reads.CUSTOMERS, Patience(), frames).run()


class _Still:
    """Stands in for the camera and its grabber, which never trouble anybody."""

    name = "hostile"

    def stuck(self) -> float:
        return 0.0

    def alive(self) -> bool:
        return True

    def was_read(self) -> None:
        """The next picture comes anyway."""
