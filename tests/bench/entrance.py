"""A probe: the real entrance, offscreen, from a configuration file. Says when it was ready and when each verdict was drawn.

Made of the same parts as `kiosk run`; what is added only listens. `python -m tests.bench.entrance CONFIG.json [clear]`:
with `clear` each verdict gives way to the idle page soon, as it does between customers, only faster. A line `work FILE`
on its standard input has it check in every code of the file and search as many names, on the store's thread.
"""

import json
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

import msgspec

from kiosk.cli.config import Config
from kiosk.cli.scanners import Scanners
from scanner.messages import CameraState, CameraStatus, Message, Scanned

if TYPE_CHECKING:
    from kiosk.cli.compose import Terminal
    from ui.app import EntranceHandle
    from ui.context import ScannerLink

CLEAR_AFTER_MS = 150


def say(**what: object) -> None:
    print(json.dumps(what), flush=True)


class Overheard(Scanners):
    """The scanner's messages, noted on their way to the window."""

    def __init__(self, config: Config) -> None:
        super().__init__(config.camera)
        self.live_at = 0.0
        self.scanned: tuple[Scanned, float] | None = None
        """The last one, and when it came."""

    def make(self, on_message: Callable[[Message], None]) -> "ScannerLink":
        def noted(message: Message) -> None:
            if isinstance(message, CameraState) and message.status is CameraStatus.LIVE and not self.live_at:
                self.live_at = time.monotonic()
                say(live=self.live_at)
            if isinstance(message, Scanned):
                self.scanned = message, time.monotonic()
            on_message(message)

        return super().make(noted)


def main() -> int:
    config = msgspec.json.decode(Path(sys.argv[1]).read_bytes(), type=Config)
    clear = "clear" in sys.argv[2:]
    scanners = Overheard(config)
    scanners.begin()  # as `kiosk run` does, while the rest is loaded

    from kiosk.cli.compose import Terminal
    from kiosk.cli.run import run_terminal

    with Terminal.open(config) as terminal:

        def ready(handle: "EntranceHandle") -> None:
            say(drawn=time.monotonic())
            _watch(cast(Any, handle), scanners, clear)
            threading.Thread(target=_until_told, args=(handle, terminal), daemon=True).start()

        return run_terminal(terminal, scanners, offscreen=True, on_ready=ready)


def _watch(window: Any, scanners: Overheard, clear: bool) -> None:
    """On the GUI thread: from a verdict's presentation to the next picture that was swapped, which shows it."""
    from PySide6.QtCore import QTimer

    waiting: list[tuple[Scanned, float, float]] = []

    def presented() -> None:
        if scanners.scanned is not None:
            waiting.append((*scanners.scanned, time.monotonic()))

    def swapped() -> None:
        now = time.monotonic()
        while waiting:
            scanned, heard, decided = waiting.pop()
            say(
                verdict=window.model.shown_kind(),
                captured=scanned.captured_at,
                decode_ms=scanned.decode_ms,
                heard=heard,
                decided=decided,
                drawn=now,
            )
            if clear:
                QTimer.singleShot(CLEAR_AFTER_MS, window.model.next)

    window.model.verdict.presented.connect(presented)
    window.view.frameSwapped.connect(swapped)
    # Kept alive by the window.
    window.bench = (presented, swapped)


def _until_told(handle: "EntranceHandle", terminal: "Terminal") -> None:
    for line in sys.stdin:
        word, _, file = line.strip().partition(" ")
        if word == "work":
            for code in Path(file).read_text(encoding="ascii").splitlines():
                check_in = terminal.store.worker.submit(terminal.desk.check_in, (code,)).result()
                booked = check_in.verdict.reservation
                if booked is not None:
                    terminal.store.worker.submit(terminal.desk.search, booked.customer.name).result()
            say(worked=True)
    handle.close()


if __name__ == "__main__":
    sys.exit(main())
