"""The entrance offscreen beside a real scanner process, and a timer that notices when the event loop is late."""

import os

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("QT_QUICK_BACKEND", "software")

import gc
import json
import threading
import time
from collections import deque
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, QTimer

from kiosk.domain.verdict import VerdictKind
from scanner.messages import Message, SourceSpec
from scanner.process import ScannerProcess
from tests.soak import TICK_MS
from tests.soak.ear import Ear
from ui import fiction
from ui.context import EntranceContext, EntranceHandle
from ui.window import EntranceWindow, load_fonts, make_application


class Pulse(QObject):
    """The longest time between two rounds of the event loop, by what was going on."""

    def __init__(self) -> None:
        super().__init__()
        self.label = "start"
        self.longest: dict[str, float] = {}
        self.ticks = 0
        self._last = 0.0
        self._timer = QTimer(self, interval=TICK_MS)
        self._timer.timeout.connect(self._tick)

    def start(self) -> None:
        self._last = time.monotonic()
        self._timer.start()

    def _tick(self) -> None:
        now = time.monotonic()
        self.longest[self.label] = max(self.longest.get(self.label, 0.0), now - self._last)
        self._last = now
        self.ticks += 1


class Screen:
    """The page with its scanner; `drive` runs on a thread beside the event loop, and its end closes the page."""

    def __init__(self, spec: SourceSpec) -> None:
        self.ear = Ear()
        self.pulse = Pulse()
        self._spec = spec
        self.process: ScannerProcess | None = None

    def _make(self, on_message: Callable[[Message], None]) -> ScannerProcess:
        self.ear.further = on_message
        self.process = ScannerProcess(self._spec, self.ear)
        return self.process

    def context(self, on_ready: Callable[[EntranceHandle], None] | None = None) -> EntranceContext:
        desk = fiction.FictionDesk()
        desk.say = fiction.answer(VerdictKind.ADMIT)
        desk.asked = deque(maxlen=8)  # type: ignore[assignment] (a list of everything asked would be what grows)
        return EntranceContext(
            desk=desk, submit=fiction.at_once, scanner=self._make, link_status=fiction.link,
            place=lambda: fiction.PLACE, language="en", sound=False, offscreen=True, on_ready=on_ready,
        )  # fmt: skip


def run(spec: SourceSpec, drive: Callable[[Screen], int]) -> int:
    """Open the entrance, run `drive` beside it, close it; what `drive` returned."""
    application = make_application(offscreen=True)
    load_fonts()
    screen = Screen(spec)
    results: list[int] = []
    threads: list[threading.Thread] = []

    def begin(handle: EntranceHandle) -> None:
        def driving() -> None:
            try:
                results.append(drive(screen))
            finally:
                handle.close()

        screen.pulse.start()
        threads.append(threading.Thread(target=driving, name="drive"))
        threads[0].start()

    window = EntranceWindow(screen.context(begin))
    window.run(application)
    for thread in threads:
        thread.join()
    if screen.process is not None:
        screen.process.stop()
        screen.process.join(20)
    gc.collect()
    return results[0] if results else 2


def scene(folder: Path, customers: int = 12) -> Path:
    """A scene with people in a loop, for the simulated camera."""
    codes = [{"text": f"K0:SOAK{number:022}", "carrier": ("phone", "paper")[number % 2]} for number in range(customers)]
    file = folder / "scene.json"
    file.write_text(json.dumps({"codes": codes, "seed": 5}), encoding="utf-8")
    return file
