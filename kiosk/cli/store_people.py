"""Who works at the demo's pages: a runner in the stockroom and a colleague at the counter, each through their own screen.

They touch what a person would touch, on the window's own model, and believe only what the page says afterwards. On the
way: a wrong box, a weak battery, a step taken back, a call in vain, a proxy, a unit that is not the prepared one.
"""

import threading
import time
from collections.abc import Callable
from random import Random
from typing import Any, Protocol

from kiosk.domain.counter import Identity
from kiosk.domain.recipe import Step
from kiosk.domain.reservation import Payment
from ui.app import TerminalHandle

PATIENCE_S = 180.0
LOOK_EVERY_S = 0.02
COUNTERS = ("1", "2", "3")
WAITING = 4
"""The counter begins when so many are ready: there is something to see, and nobody would walk for less."""


class Script(Protocol):
    """What the people of the script share."""

    seen: dict[str, int]
    trouble: list[str]

    def may_begin(self, ready: int) -> bool:
        """Whether the counter serves while so many units are ready."""
        ...

    def served(self, reservation_id: str) -> None:
        """Somebody has their watch."""
        ...


class Screen:
    """A window as its colleague uses it."""

    def __init__(self, handle: TerminalHandle, stop: threading.Event, pause_s: float) -> None:
        self._handle = handle
        self._stop = stop
        self._pause_s = pause_s

    def ask(self, question: Callable[[Any], Any]) -> Any:
        """What the page says now."""
        return self._handle.ask(question).result(PATIENCE_S)

    @property
    def closing(self) -> bool:
        """The windows are being closed: nobody works any more."""
        return self._stop.is_set()

    def touch(self, act: Callable[[Any], None]) -> None:
        """Touch it, wait until what that asked for has been answered, and look at it."""
        self.ask(act)
        end = time.monotonic() + PATIENCE_S
        while self.ask(lambda model: model.acts.pending) and time.monotonic() < end and not self._stop.is_set():
            self._stop.wait(LOOK_EVERY_S)
        self._stop.wait(self._pause_s)


def label(gtin: str, serial: str) -> str:
    """A box's label as a scanner reads it (DataMatrix, GS1)."""
    return f"]d201{gtin.zfill(14)}21{serial}"


class RunnerPlayer:
    """One task after the other, from the top of the board."""

    def __init__(self, screen: Screen, script: Script, chance: Random) -> None:
        self._screen = screen
        self._script = script
        self._chance = chance
        self._told_wrong_box = False

    def work(self) -> bool:
        """One task, if there is one."""
        screen = self._screen
        key: str = screen.ask(lambda model: next((row.key for row in model.lists.tabs["waiting"].rows), ""))
        if not key:
            return False
        screen.touch(lambda model: model.take(key))
        weak = self._draw(0.08)
        while not screen.closing and screen.ask(lambda model: model.task.reservation_id) == key:
            face: str = screen.ask(lambda model: model.task.face.kind)
            if face:
                screen.touch(lambda model: model.goOn())
                continue
            step: Step | None = screen.ask(lambda model: model.task.step)
            if step is Step.TEST_BATTERY:
                self._script.seen["weak battery"] += weak
                self._battery(31 if weak else 60 + self._chance.randrange(40))
                weak = False
            else:
                self._do(step)
        return True

    def _do(self, step: Step | None) -> None:
        screen = self._screen
        match step:
            case Step.SCAN_BOX:
                self._scan()
            case Step.INSPECT_PACKAGING:
                screen.touch(lambda model: model.packagingIsGood())
                if self._draw(0.05):
                    screen.touch(lambda model: model.recall())
                    self._script.seen["step taken back"] += 1
            case Step.BRING_TO_COUNTER:
                counter = self._chance.choice(COUNTERS)
                screen.touch(lambda model: model.bringTo(counter))
            case _:
                screen.touch(lambda model: model.back())

    def _battery(self, percent: int) -> None:
        def read(model: Any) -> None:
            for digit in str(percent):
                model.pad.typeKey(digit)
            model.batteryRead()

        self._screen.touch(read)

    def _scan(self) -> None:
        screen = self._screen
        gtin: str = screen.ask(lambda model: model.task.entry.product.gtin)
        if not self._told_wrong_box:
            self._told_wrong_box = True
            self._wrong_box(gtin)
        screen.touch(lambda model: model.on_text(label(gtin, f"LU{self._chance.randrange(10**9):09}")))
        if headline := screen.ask(lambda model: model.task.face.headline if model.task.face.kind == "box" else ""):
            self._script.trouble.append(f"the right box was refused: {headline}")

    def _wrong_box(self, gtin: str) -> None:
        screen = self._screen
        products = screen.ask(lambda model: model.floor.rules.products)
        other = next(one.gtin for one in products if one.gtin and one.gtin != gtin)
        screen.touch(lambda model: model.on_text(label(other, "LU000000001")))
        if screen.ask(lambda model: model.task.face.kind) != "box":
            self._script.trouble.append("a wrong box was taken for the right one")
        self._script.seen["wrong box refused"] += 1
        screen.touch(lambda model: model.goOn())

    def _draw(self, share: float) -> bool:
        return self._chance.random() < share


class CounterPlayer:
    """One customer after the other, the longest wait first."""

    def __init__(self, screen: Screen, script: Script, chance: Random) -> None:
        self._screen = screen
        self._script = script
        self._chance = chance
        self._told_wrong_unit = False

    def work(self) -> bool:
        """One customer, if anybody is ready and has paid."""
        screen = self._screen
        ready: list[str] = screen.ask(_payers)
        if not ready or not self._script.may_begin(len(ready)):
            return False
        key = ready[0]
        screen.touch(lambda model: model.open(key))
        screen.touch(lambda model: model.call())
        if not screen.ask(lambda model: model.customer.wasCalled):
            self._script.trouble.append("a customer could not be called")
        if self._draw(0.15):
            screen.touch(lambda model: model.call())
            self._script.seen["called again"] += 1
        self._identify()
        gtin, serial, number = screen.ask(_unit)
        if not self._told_wrong_unit:
            self._told_wrong_unit = True
            self._wrong_unit(gtin)
        screen.touch(lambda model: model.on_text(label(gtin, serial)))
        if screen.ask(lambda model: model.customer.stepName) != "finish":
            self._script.trouble.append(f"{number}: the lock did not open for its own unit")
            screen.touch(lambda model: model.back())
            return True
        demo = self._chance.randrange(4)
        screen.touch(lambda model: model.present(True))
        screen.touch(lambda model: model.chooseDemo(demo))
        screen.touch(lambda model: model.handOver())
        if screen.ask(lambda model: model.customer.face.kind) == "done":
            self._script.served(key)
        else:
            self._script.trouble.append(f"{number}: was not handed over")
        screen.touch(lambda model: model.goOn())
        return True

    def _identify(self) -> None:
        screen = self._screen
        if not self._draw(0.06):
            method = str(self._chance.choice([Identity.ACCOUNT, Identity.DOCUMENT, Identity.PHONE]))
            screen.touch(lambda model: model.identify(method))
            return
        self._script.seen["proxy"] += 1
        screen.touch(lambda model: model.identify(str(Identity.PROXY)))

        def type_half(model: Any) -> None:
            for key in model.customer.entry.reservation.short_code[-4:]:
                model.customer.keypad.typeKey(key)

        screen.touch(type_half)

    def _wrong_unit(self, gtin: str) -> None:
        """The same model, but not the watch that was prepared: the lock stays shut."""
        screen = self._screen
        screen.touch(lambda model: model.on_text(label(gtin, "LU000000002")))
        if screen.ask(lambda model: model.customer.stepName) != "unit":
            self._script.trouble.append("the lock opened for a unit that nobody prepared")
        self._script.seen["lock stayed shut"] += 1
        screen.touch(lambda model: model.goOn())

    def _draw(self, share: float) -> bool:
        return self._chance.random() < share


def _payers(model: Any) -> list[str]:
    """Who is ready and has paid: here first, then at the other counters."""
    keys = [row.key for tab in ("here", "elsewhere") for row in model.lists.tabs[tab].rows]
    return [key for key in keys if model.floor.entries[key].reservation.payment is Payment.PAID]


def _unit(model: Any) -> tuple[str, str, str]:
    entry = model.customer.entry
    return entry.product.gtin if entry.product else "", entry.state.serial, entry.call_number
