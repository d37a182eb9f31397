"""The demo's morning in the whole store: a greeter, a runner and a counter's colleague work until everybody has a watch.

Each works on a thread of its own at its own terminal, through its page (`store_people.py`); what one does reaches the
others by sync only.
"""

import logging
import threading
import time
from collections.abc import Callable
from pathlib import Path
from random import Random
from typing import Any, TypeVar

from kiosk.cli.compose import Terminal
from kiosk.cli.store_day import Walker
from kiosk.cli.store_people import WAITING, CounterPlayer, RunnerPlayer, Screen
from kiosk.domain.state import Stage
from kiosk.domain.station import Station
from kiosk.errors import KioskError, Refused
from kiosk.floor_answers import Entry
from ui.app import EntranceHandle, TerminalHandle

PATIENCE_S = 180.0
LOOK_EVERY_S = 0.1
BUSY = 16
"""The entrance lets the next one in while fewer are inside: a store has so much room."""

log = logging.getLogger(__name__)
T = TypeVar("T")


class StoreMorning:
    """`play` returns when all is done or time is up; `trouble` then says what is not as it should be."""

    def __init__(
        self,
        terminals: dict[Station, Terminal],
        handles: dict[Station, TerminalHandle],
        walkers: list[Walker],
        out: Path,
        *,
        seed: int,
        pause_s: float,
    ) -> None:
        self._terminals = terminals
        self._handles = handles
        self._walkers = walkers
        self._out = out
        self._chance = Random(seed)
        self._pause_s = pause_s
        self._stop = threading.Event()
        """Somebody closed the windows."""
        self._over = threading.Event()
        """Everybody has a watch, or time is up."""
        self._ids = {walker.reservation_id for walker in walkers}
        self.trouble: list[str] = []
        self.pictures: list[Path] = []
        self.seconds = 0.0
        self.finished = False
        self.seen: dict[str, int] = dict.fromkeys(
            (
                "let in",
                "entry taken back",
                "wrong box refused",
                "weak battery",
                "step taken back",
                "called again",
                "proxy",
                "lock stayed shut",
                "handed over",
                "others handed over",
            ),
            0,
        )

    # The day

    def play(self) -> None:
        """Blocks; run it on a thread of its own while the windows are open."""
        self._out.mkdir(parents=True, exist_ok=True)
        if not self._wait(lambda: all(self._data(station).complete for station in Station)):
            self.trouble.append("not every terminal had the whole day in time")
            return
        began = time.monotonic()
        runner = RunnerPlayer(self._screen(Station.STOCKROOM), self, self._chance)
        teller = CounterPlayer(self._screen(Station.COUNTER), self, self._chance)
        workers = [
            threading.Thread(target=self._work, args=(act,), name=name, daemon=True)
            for name, act in (("greeter", self._greet), ("runner", runner.work), ("counter", teller.work))
        ]
        for worker in workers:
            worker.start()
        half = len(self._walkers) // 2
        self._wait(lambda: self.seen["handed over"] >= half)
        self._picture("midway")
        done = self._wait(self._all_collected_everywhere)
        self._over.set()
        for worker in workers:
            worker.join(PATIENCE_S)
        self.seconds = time.monotonic() - began
        if not done:
            self.trouble.append(f"{self._left()} of {len(self._walkers)} had no watch when time was up")
        if not self._wait(lambda: all(self._data(station).unsent == 0 for station in Station)):
            self.trouble.append("not everything was sent")
        self._picture("end")
        self.finished = done

    def _screen(self, station: Station) -> Screen:
        return Screen(self._handles[station], self._stop, self._pause_s)

    def leave(self) -> None:
        """Any thread: stop playing."""
        self._stop.set()

    def _work(self, act: Callable[[], bool]) -> None:
        """One person's work, again and again, until the day is over."""
        while not self._stop.is_set() and not self._over.is_set():
            try:
                did = act()
            except KioskError as error:
                if str(error) not in self.trouble:
                    log.warning("the script was refused: %s", error)
                    self.trouble.append(str(error))
                did = False
            self._stop.wait(self._pause_s if did else LOOK_EVERY_S)

    # The greeter

    def _greet(self) -> bool:
        if self.seen["let in"] == len(self._walkers):
            return False
        if self.seen["let in"] - self.seen["handed over"] >= BUSY:
            return False
        walker = self._walkers[self.seen["let in"]]
        entrance = self._handles[Station.ENTRANCE].entrance()
        if entrance is None:
            return False
        before = entrance.shows()
        entrance.present((walker.code,))
        if not self._wait(lambda: entrance.shows() > before) or entrance.shown() != "admit":
            self.trouble.append(f"{walker.reference} was told {entrance.shown()} at the door")
        if (
            self.seen["let in"] % 25 == 7 and self.seen["let in"] - self.seen["handed over"] > 3
        ):  # the runner has others
            self._let_in_by_mistake(entrance, walker)
        self.seen["let in"] += 1
        return True

    def _let_in_by_mistake(self, entrance: EntranceHandle, walker: Walker) -> None:
        """Taken back at once, then let in rightly: one customer, two numbers."""
        desk = self._terminals[Station.ENTRANCE].desk
        admission = self._do(Station.ENTRANCE, desk.last_admission)
        if admission is None or admission.reservation_id != walker.reservation_id:
            return
        try:
            self._do(Station.ENTRANCE, desk.undo, admission.event_id)
        except Refused:
            return  # a runner was faster
        self.seen["entry taken back"] += 1
        before = entrance.shows()
        entrance.present((walker.code,))
        if not self._wait(lambda: entrance.shows() > before) or entrance.shown() != "admit":
            self.trouble.append(f"{walker.reference} was told {entrance.shown()} at the door, the second time")

    # What runner and counter share (kiosk.cli.store_people)

    def may_begin(self, ready: int) -> bool:
        return ready >= WAITING or self.seen["let in"] == len(self._walkers)

    def served(self, reservation_id: str) -> None:
        self.seen["handed over" if reservation_id in self._ids else "others handed over"] += 1

    # What the script looks at

    def _floor(self, station: Station) -> tuple[Entry, ...]:
        """What that terminal's own copy says now."""
        return self._do(station, self._terminals[station].desk.floor.entries)

    def _left(self, station: Station = Station.SUPERVISOR) -> int:
        entries = self._floor(station)
        return len(self._walkers) - sum(
            one.stage is Stage.COLLECTED for one in entries if one.reservation_id in self._ids
        )

    def _all_collected_everywhere(self) -> bool:
        if self.seen["handed over"] < len(self._walkers):
            return False
        return all(self._left(station) == 0 for station in Station)

    def _data(self, station: Station) -> Any:
        return self._do(station, self._terminals[station].desk.data_state)

    def _do(self, station: Station, act: Callable[..., T], *arguments: Any, **others: Any) -> T:
        """On that terminal's store thread."""
        return self._terminals[station].store.worker.submit(lambda: act(*arguments, **others)).result()

    def _draw(self, share: float) -> bool:
        return self._chance.random() < share

    def _pause(self) -> None:
        self._stop.wait(self._pause_s)

    def _picture(self, moment: str) -> None:
        for station, handle in self._handles.items():
            path = self._out / f"{station}-{moment}.png"
            if handle.save_picture(path).result(PATIENCE_S):
                self.pictures.append(path)

    def _wait(self, true: Callable[[], bool]) -> bool:
        end = time.monotonic() + PATIENCE_S
        while not true():
            if time.monotonic() > end or self._stop.is_set():
                return False
            self._stop.wait(LOOK_EVERY_S)
        return True
