"""The demo's morning in the whole store: a greeter, a runner and a counter's colleague work until everybody has a watch.

Each works on a thread of its own at its own terminal, through its desk, as the page would; what one does reaches the
others by sync only. On the way: a wrong box, a weak battery, a call in vain, a proxy, a step taken back.
"""

import logging
import threading
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from random import Random
from typing import Any, TypeVar

from kiosk.cli.compose import Terminal
from kiosk.cli.store_day import Walker
from kiosk.desk import Desk
from kiosk.domain.board import ordered
from kiosk.domain.counter import CallAct, Demo, Identity, Receipt
from kiosk.domain.recipe import Step, next_step
from kiosk.domain.reservation import Payment
from kiosk.domain.state import Stage
from kiosk.domain.station import Station
from kiosk.domain.task import Task, task_of
from kiosk.domain.unit import Fit
from kiosk.errors import KioskError, Refused
from kiosk.floor_answers import Entry, HandOver, Rules
from ui.app import EntranceHandle, TerminalHandle

PATIENCE_S = 180.0
LOOK_EVERY_S = 0.1
BUSY = 16
"""The entrance lets the next one in while fewer are inside: a store has so much room."""
WAITING = 4
"""The counter begins when so many are ready: there is something to see, and nobody would walk for less."""
COUNTERS = ("1", "2", "3")

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
        self._told_wrong_box = False
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
        workers = [
            threading.Thread(target=self._work, args=(act,), name=name, daemon=True)
            for name, act in (("greeter", self._greet), ("runner", self._run), ("counter", self._serve))
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

    # The runner

    def _run(self) -> bool:
        desk = self._terminals[Station.STOCKROOM].desk
        task = self._next_task()
        if task is None:
            return False
        one = task.reservation_id
        room = desk.stockroom
        self._do(Station.STOCKROOM, room.claim, (one,))
        self._pause()
        if not self._told_wrong_box:
            self._wrong_box(desk, task)
        entry = self._scan(one, task)
        weak = self._draw(0.08)
        while next_of(entry) is not None:
            step = next_of(entry)
            if step is Step.SCAN_BOX:
                entry = self._scan(one, task)
            elif step is Step.TEST_BATTERY:
                percent = 31 if weak else 60 + int(self._chance.random() * 40)
                self.seen["weak battery"] += weak
                weak = False
                entry = self._do(Station.STOCKROOM, room.complete, one, step, battery_percent=percent)
            elif step is Step.BRING_TO_COUNTER:
                counter = self._chance.choice(COUNTERS)
                entry = self._do(Station.STOCKROOM, room.complete, one, step, counter=counter)
            else:
                entry = self._do(Station.STOCKROOM, room.complete, one, step, passed=True)
                if self._draw(0.05):
                    entry = self._do(Station.STOCKROOM, room.recall, one)
                    self.seen["step taken back"] += 1
            self._pause()
        return True

    def _next_task(self) -> Task | None:
        entries, rules, now = self._floor(Station.STOCKROOM)
        tasks = [
            task
            for entry in entries
            if entry.product is not None
            and not entry.state.claimed_by
            and (task := task_of(entry.reservation, entry.state, entry.product, entry.recipe, rules.policy)) is not None
        ]
        return next(iter(ordered(tasks, rules.policy, now)), None)

    def _scan(self, one: str, task: Task) -> Entry:
        serial = f"LU{self._chance.randrange(10**9):09}"
        answer = self._do(Station.STOCKROOM, self._room.scan_box, one, task.product.gtin, serial)
        if answer.fit.fit is not Fit.RIGHT:
            self.trouble.append(f"{task.call_number}: the right box was refused ({answer.fit.fit})")
        self._pause()
        return answer.entry

    def _wrong_box(self, desk: Desk, task: Task) -> None:
        _, rules, _ = self._floor(Station.STOCKROOM)
        other = next(one for one in rules.products if one.sku != task.product.sku and one.gtin)
        answer = self._do(Station.STOCKROOM, desk.stockroom.scan_box, task.reservation_id, other.gtin, "LU000000001")
        if answer.fit.fit is Fit.RIGHT:
            self.trouble.append("a wrong box was taken for the right one")
        self._told_wrong_box = True
        self.seen["wrong box refused"] += 1

    @property
    def _room(self) -> Any:
        return self._terminals[Station.STOCKROOM].desk.stockroom

    # The counter

    def _serve(self) -> bool:
        counter = self._terminals[Station.COUNTER].desk.counter
        entries, _, _ = self._floor(Station.COUNTER)
        ready = [one for one in entries if one.stage is Stage.READY and one.reservation.payment is Payment.PAID]
        if not ready or (len(ready) < WAITING and self.seen["let in"] < len(self._walkers)):
            return False
        ready.sort(key=lambda one: one.state.prepared_at or datetime.now(UTC))
        for other in ready[: len(COUNTERS)]:
            if not other.state.calls:
                self._do(Station.COUNTER, counter.call, other.reservation_id, other.state.counter or COUNTERS[0])
        entry = ready[0]
        one, place = entry.reservation_id, entry.state.counter or COUNTERS[0]
        self._pause()
        if self._draw(0.15):
            self._do(Station.COUNTER, counter.call, one, place, CallAct.AGAIN)
            self.seen["called again"] += 1
            self._pause()
        if not self.seen["lock stayed shut"]:
            self._wrong_unit(entry)
        opened = self._do(
            Station.COUNTER, counter.scan_unit, one, entry.product.gtin if entry.product else "", entry.state.serial
        )
        if not opened.opens:
            self.trouble.append(f"{entry.call_number}: the lock did not open for its own unit")
            return True
        proxy = self._draw(0.06)
        self.seen["proxy"] += proxy
        done = HandOver(
            reservation_id=one,
            serial=entry.state.serial,
            identity=Identity.PROXY
            if proxy
            else self._chance.choice([Identity.ACCOUNT, Identity.DOCUMENT, Identity.PHONE]),
            presented=True,
            demo=self._chance.choice(list(Demo)),
            receipt=Receipt.NONE,
            proxy_code=entry.reservation.short_code[-4:] if proxy else "",
        )
        self._do(Station.COUNTER, counter.hand_over, done)
        self.seen["handed over" if one in self._ids else "others handed over"] += 1
        return True

    def _wrong_unit(self, entry: Entry) -> None:
        """The same model, but not the watch that was prepared: the lock stays shut."""
        gtin = entry.product.gtin if entry.product else ""
        counter = self._terminals[Station.COUNTER].desk.counter
        if self._do(Station.COUNTER, counter.scan_unit, entry.reservation_id, gtin, "LU000000002").opens:
            self.trouble.append("the lock opened for a unit that nobody prepared")
        self.seen["lock stayed shut"] += 1

    # What the script looks at

    def _floor(self, station: Station) -> tuple[tuple[Entry, ...], Rules, datetime]:
        """What that terminal's own copy says now."""
        desk = self._terminals[station].desk
        return self._do(station, lambda: (desk.floor.entries(), desk.floor.rules(), datetime.now(UTC)))

    def _left(self, station: Station = Station.SUPERVISOR) -> int:
        entries, _, _ = self._floor(station)
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


def next_of(entry: Entry) -> Step | None:
    """What is to be done on the unit now."""
    return next_step(entry.recipe, entry.state.steps) if entry.stage is Stage.PREPARING else None
