"""The demo's scripted morning: the same customers, one after the other, without anybody at the window.

Plays on a thread of its own against the open entrance; saves a picture of each verdict and says what was expected.
"""

import json
import sys
import threading
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from kiosk.answers import DataState
from kiosk.cli.compose import Terminal
from ui.app import EntranceHandle

PATIENCE_S = 20.0
LOOK_EVERY_S = 0.05
NOTHING = "nothing"
"""Shown to a customer whose code was not read within PATIENCE_S."""


@dataclass(frozen=True, slots=True)
class Step:
    """One customer: who, what the kiosk should say, and how to call them forward."""

    label: str
    expected: str
    present: Callable[[], None]


@dataclass(frozen=True, slots=True)
class Seen:
    label: str
    expected: str
    shown: str
    seconds: float
    picture: str


class Morning:
    def __init__(self, terminal: Terminal, camera_lives: Callable[[], bool], steps: list[Step], out: Path) -> None:
        self._terminal = terminal
        self._camera_lives = camera_lives
        self._steps = steps
        self._out = out
        self._pause = threading.Event()
        self.seen: list[Seen] = []

    @property
    def exit_code(self) -> int:
        """0 when every customer saw what was expected."""
        good = len(self.seen) == len(self._steps) and all(each.shown == each.expected for each in self.seen)
        return 0 if good else 1

    def play(self, handle: EntranceHandle) -> None:
        """All customers, then close the window, whatever happens."""
        try:
            self._out.mkdir(parents=True, exist_ok=True)
            self._wait(lambda: self._data().complete)
            self._wait(self._camera_lives)
            handle.save_picture(self._out / "00-idle.png").result(PATIENCE_S)
            for number, step in enumerate(self._steps, start=1):
                self.seen.append(self._one(handle, number, step))
            self._wait(lambda: self._data().unsent == 0)
        finally:
            handle.close()

    def _data(self) -> DataState:
        return self._terminal.store.worker.submit(self._terminal.desk.data_state).result()

    def _one(self, handle: EntranceHandle, number: int, step: Step) -> Seen:
        before = handle.shows()
        began = time.monotonic()
        step.present()
        shown = handle.shown() if self._wait(lambda: handle.shows() > before) else NOTHING
        took = time.monotonic() - began
        picture = self._out / f"{number:02}-{shown}.png"
        handle.save_picture(picture).result(PATIENCE_S)
        mark = "ok " if shown == step.expected else "NOT"
        print(f"  {mark} {step.label:<44} {shown}", file=sys.stderr, flush=True)
        return Seen(step.label, step.expected, shown, round(took, 2), picture.name)

    def _wait(self, true: Callable[[], bool]) -> bool:
        end = time.monotonic() + PATIENCE_S
        while not true():
            if time.monotonic() > end:
                return False
            self._pause.wait(LOOK_EVERY_S)
        return True

    def report(self, central: dict[str, Any]) -> None:
        """`summary.json` beside the pictures, and its gist on the console."""
        right = sum(each.shown == each.expected for each in self.seen)
        summary = {"customers": [asdict(each) for each in self.seen], "as_expected": right, "central": central}
        file = self._out / "summary.json"
        file.write_text(json.dumps(summary, ensure_ascii=False, indent=2), encoding="utf-8")
        print(f"{right} of {len(self._steps)} as expected; pictures and summary in {self._out}", file=sys.stderr)
