"""A probe: the real stockroom station, offscreen, with as many open tasks as it is told. `tests.bench.board CONFIG.json IDS`.

IDS is a file of reservation ids that are let in first. It says `board` when the page shows them all. Told `scroll SECONDS
RATE`, it draws picture after picture of the moving list while runners of another hand claim and give back RATE tasks a
second, and says what each picture took, of its thread too, and when each event was to be seen. Told `work COUNT`, it makes so many events.
"""

import json
import sys
import threading
import time
from concurrent.futures import Future
from itertools import cycle
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

import msgspec

from kiosk.cli.config import Config
from kiosk.cli.scanners import Scanners
from kiosk.domain.policy import Role

if TYPE_CHECKING:
    from kiosk.cli.compose import Terminal

BREATH_MS = 5
"""Between two pictures, as in `tests.bench.empty_window`."""
STEP_PX = 23


def say(**what: object) -> None:
    print(json.dumps(what), flush=True)


def _stands(_model: object) -> None:
    say(board=time.monotonic())


def main() -> int:
    config = msgspec.json.decode(Path(sys.argv[1]).read_bytes(), type=Config)
    ids = Path(sys.argv[2]).read_text(encoding="ascii").split()
    staff = msgspec.structs.replace(config.staff, id="bench", roles=(Role.GREETER, Role.RUNNER))
    config = msgspec.structs.replace(config, staff=staff)
    # Imported here, as `kiosk run` does: Qt comes last.
    from kiosk.cli.compose import Terminal
    from kiosk.cli.run import run_station
    from kiosk.domain.station import Station
    from ui.app import Choice

    with Terminal.open(config) as terminal:
        for one in ids:
            terminal.store.worker.submit(terminal.desk.check_in_reservation, one).result()

        def ready(handle: Any) -> None:
            board = Board(terminal, handle, ids)
            threading.Thread(target=board.obey, daemon=True).start()

        scanners = Scanners(config.camera)
        return run_station(terminal, scanners, Choice(Station.STOCKROOM), offscreen=True, on_ready=ready)


class Board:
    """The open page and the hand that works beside it."""

    def __init__(self, terminal: "Terminal", handle: Any, ids: list[str]) -> None:
        from PySide6.QtCore import QTimer
        from PySide6.QtQuick import QQuickItem

        self._terminal, self._handle, self._ids = terminal, handle, ids
        self._view = handle.windows[0].view
        self._again = QTimer(self._view)
        self._again.setSingleShot(True)
        self._again.setInterval(BREATH_MS)
        self._again.timeout.connect(self._move)
        pane = cast(QQuickItem, self._view.rootObject().findChild(QQuickItem, "tasks"))
        # Not by the pane's own property: PySide cannot bring a ListView's type over.
        self._list = next(item for item in pane.childItems() if item.property("contentY") is not None)
        self._asked = self._began = 0.0
        self._down = True
        self._pictures: list[float] = []
        self._worked: list[float] = []
        self._made: dict[str, float] = {}
        self._unseen: list[float] = []
        self._seen: list[float] = []
        self._moving = threading.Event()
        self._view.frameSwapped.connect(self._swapped)
        handle.floor.changed.connect(self._changed)
        self._tasks = cycle(ids)
        self._held: list[str] = []

    def obey(self) -> None:
        """A thread: what standard input says, until it closes."""
        self._handle.ask(_stands)
        for line in sys.stdin:
            word, *numbers = line.split()
            if word == "scroll":
                self._scroll(float(numbers[0]), float(numbers[1]))
            if word == "work":
                for _ in range(int(numbers[0])):
                    self._act()
                say(worked=True)
        self._handle.close()

    def _scroll(self, seconds: float, rate: float) -> None:
        self._handle.ask(self._begin).result()
        until = time.monotonic() + seconds
        never = threading.Event()
        while time.monotonic() < until:
            self._made[self._act_on(next(self._tasks))] = time.monotonic()
            never.wait(1 / rate)
        self._moving.clear()
        never.wait(0.5)  # what was made last is still to be seen
        say(pictures=self._pictures, cpu=self._worked, seen=self._seen, unseen=len(self._made))

    def _act(self) -> None:
        self._act_on(next(self._tasks))

    def _act_on(self, reservation_id: str) -> str:
        """Claim it; give back the oldest of some that are held, so that the board stays as long as it was."""
        stockroom = self._terminal.desk.stockroom
        if len(self._held) >= 10:
            reservation_id = self._held.pop(0)
            self._done(self._terminal.store.worker.submit(stockroom.release, reservation_id))
            return reservation_id
        self._done(self._terminal.store.worker.submit(stockroom.claim, (reservation_id,)))
        self._held.append(reservation_id)
        return reservation_id

    def _done(self, act: "Future[Any]") -> None:
        act.result()

    # On the GUI thread

    def _begin(self, _model: object) -> None:
        self._pictures.clear()
        self._worked.clear()
        self._seen.clear()
        self._moving.set()
        self._move()

    def _move(self) -> None:
        if not self._moving.is_set():
            return
        y, most = float(self._list.property("contentY")), float(self._list.property("contentHeight"))
        most -= self._list.height()
        self._down = (y < most - STEP_PX) if self._down else (y <= STEP_PX)
        self._asked, self._began = time.monotonic(), time.thread_time()
        self._list.setProperty("contentY", y + (STEP_PX if self._down else -STEP_PX))

    def _changed(self, ids: frozenset[str]) -> None:
        """The rows are changed by the same signal; the next picture shows them."""
        for one in ids:
            if (made := self._made.pop(one, None)) is not None:
                self._unseen.append(made)

    def _swapped(self) -> None:
        now = time.monotonic()
        self._seen.extend(now - made for made in self._unseen)
        self._unseen.clear()
        if self._asked:
            self._pictures.append(now - self._asked)
            self._worked.append(time.thread_time() - self._began)
            self._asked = 0.0
        if self._moving.is_set():
            self._again.start()


if __name__ == "__main__":
    sys.exit(main())
