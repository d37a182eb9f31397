"""Fingers and keys on the five windows of a store, each over its own file, with a real central between them.

`python -m tests.e2e.floor_by_touch OUT touch` (or `keys`): one customer from the code to the receipt, as `kiosk demo --store`
opens the stations; what was seen on the way is printed as JSON. Fails loudly where a window does not get there.
"""

import json
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import QCoreApplication, QEvent, QPoint, Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent
from PySide6.QtQuick import QQuickView
from PySide6.QtTest import QTest

from kiosk.cli import store_demo
from kiosk.cli.compose import Terminal
from kiosk.cli.store_day import Walker
from kiosk.cli.store_people import label
from kiosk.domain.station import Station
from tests.ui.audit import visible
from ui.app import TerminalHandle

PATIENCE_S = 60.0
PAUSE = threading.Event()


class Window:
    """One of the windows, as somebody's finger meets it. Every question runs on the GUI thread."""

    def __init__(self, handle: TerminalHandle, name: str) -> None:
        self._handle = handle
        self._name = name

    def has(self, item: str, text: str = "") -> bool:
        return bool(self._ask(lambda view: any(text in str(one.property("text")) for one in _named(view, item))))

    def text(self, item: str) -> str:
        return str(self._ask(lambda view: _named(view, item)[0].property("text")))

    def shows(self, item: str, text: str = "") -> None:
        self._until(
            lambda view: any(text in str(one.property("text")) for one in _named(view, item)), f"{item}: {text!r}"
        )

    def touch(self, item: str) -> None:
        self.shows(item)
        self._ask(lambda view: _click(view, item))

    def keys(self, *keys: Qt.Key) -> None:
        self._ask(lambda view: view.requestActivate())
        self._until(lambda view: view.isActive(), "has the keyboard")
        for key in keys:
            self._ask(lambda view, key=key: QTest.keyClick(view, key))
            PAUSE.wait(0.15)  # a person, not a scanner

    def scan(self, text: str) -> None:
        """A keyboard wedge: everything at once, then Enter."""

        def burst(view: QQuickView) -> None:
            at_ms = int(time.monotonic() * 1000)
            for character in text + "\r":
                key = Qt.Key.Key_Return if character == "\r" else Qt.Key(ord(character.upper()))
                for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
                    event = QKeyEvent(kind, key, Qt.KeyboardModifier.NoModifier, character)
                    event.setTimestamp(at_ms)
                    QCoreApplication.sendEvent(view, event)
                at_ms += 4

        self._ask(burst)

    def has_focus(self, item: str) -> bool:
        def focused(view: QQuickView) -> bool:
            held = view.activeFocusItem()
            return held is not None and held.objectName() == item

        return bool(self._ask(focused))

    def _until(self, true: Callable[[QQuickView], bool], what: str) -> None:
        end = time.monotonic() + PATIENCE_S
        while not self._ask(true):
            if time.monotonic() > end:
                raise SystemExit(f"{self._name}: not in time: {what}")
            PAUSE.wait(0.05)

    def _ask(self, act: Callable[[QQuickView], Any]) -> Any:
        return self._handle.ask(lambda _model: act(_view_of(self._name))).result(PATIENCE_S)


def _view_of(station: str) -> QQuickView:
    """By its page, which each station has of its own."""
    views = [view for view in QGuiApplication.allWindows() if isinstance(view, QQuickView) and view.rootObject()]
    page = f"{station.capitalize()}Page"
    return next(view for view in views if view.rootObject().metaObject().className().startswith(page))


def _named(view: QQuickView, name: str) -> list[Any]:
    return [item for item in visible(view.rootObject()) if item.objectName() == name]


def _click(view: QQuickView, name: str) -> None:
    view.grabWindow()  # lays out what has just changed
    item = _named(view, name)[0]
    centre = item.mapToScene(item.boundingRect().center()).toPoint()
    QTest.mouseClick(view, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, QPoint(centre))


class OneCustomer:
    """Stands where `kiosk.cli.store_morning.StoreMorning` stands, and walks one customer through by hand."""

    by_keys = False

    def __init__(
        self,
        terminals: dict[Station, Terminal],
        handles: dict[Station, TerminalHandle],
        walkers: list[Walker],
        out: Path,
        **_others: Any,
    ) -> None:
        self._terminals = terminals
        self._handles = handles
        self._walker = walkers[0]
        self._out = out
        self.seen: dict[str, Any] = {"handed over": 0}
        self.trouble: list[str] = []
        self.pictures: list[Path] = []
        self.seconds = 0.0
        self.finished = False

    def leave(self) -> None:
        """The windows are closing."""

    def play(self) -> None:
        try:
            self._walk()
            self.finished = True
        except (SystemExit, Exception) as error:
            self.trouble.append(f"{type(error).__name__}: {error}")

    def _walk(self) -> None:
        self._wait(
            lambda: all(self._do(one, terminal.desk.data_state).complete for one, terminal in self._terminals.items())
        )
        windows = {station: Window(handle, str(station)) for station, handle in self._handles.items()}
        door, stockroom, counter = (windows[one] for one in (Station.ENTRANCE, Station.STOCKROOM, Station.COUNTER))
        number = self._at_the_door(door)
        self.seen["number"] = number
        serial = self._in_the_stockroom(stockroom, number)
        self._at_the_counter(counter, windows[Station.DISPLAY], number, serial)
        for station, terminal in self._terminals.items():
            self._wait(lambda: self._do(station, terminal.desk.data_state).unsent == 0)  # noqa: B023 (used at once)
            self._wait(lambda: self._is_collected(terminal))  # noqa: B023
        self.seen["handed over"] = 1
        self.seen["reservation_id"] = self._walker.reservation_id

    def _at_the_door(self, door: Window) -> str:
        if self.by_keys:
            door.scan(self._walker.code)
        else:
            code = self._do(
                Station.ENTRANCE, self._terminals[Station.ENTRANCE].desk.floor.entries_of, [self._walker.reservation_id]
            )
            door.touch("openKeypad")
            for key in code[0].reservation.short_code:
                door.touch(f"key_{key}")
        door.shows("verdictNumber")
        return door.text("verdictNumber")

    def _in_the_stockroom(self, stockroom: Window, number: str) -> str:
        entry = self._entry(Station.STOCKROOM, number)
        others = self._do(Station.STOCKROOM, self._terminals[Station.STOCKROOM].desk.floor.rules).products
        other = next(one for one in others if one.gtin and one.gtin != entry.product.gtin)
        stockroom.shows(f"task_{number}")
        if self.by_keys:
            self._choose(stockroom, number, "waiting")
        else:
            stockroom.touch(f"task_{number}")
        stockroom.shows("stepTitle", "Scan the box")
        stockroom.scan(label(other.gtin, "LU1"))
        stockroom.shows("faceHeadline", "Wrong box")
        self._press(stockroom, "faceAction")
        stockroom.scan(label(entry.product.gtin, "LU2"))
        stockroom.shows("stepTitle", "Look at the packaging")
        self._press(stockroom, "packagingGood")
        stockroom.shows("stepTitle", "Test the battery")
        if self.by_keys:
            stockroom.keys(Qt.Key.Key_8, Qt.Key.Key_8, Qt.Key.Key_Return)
            stockroom.shows("stepTitle", "Bring it to a counter")
            stockroom.keys(Qt.Key.Key_1, Qt.Key.Key_Return)
        else:
            for name in ("digit_8", "digit_8", "confirmBattery"):
                stockroom.touch(name)
            stockroom.shows("stepTitle", "Bring it to a counter")
            stockroom.touch("digit_1")
            stockroom.touch("confirmCounter")
        stockroom.shows("faceHeadline", "Ready at counter 1")
        return "LU2"

    def _at_the_counter(self, counter: Window, display: Window, number: str, serial: str) -> None:
        entry = self._entry(Station.COUNTER, number)
        counter.shows(f"ready_{number}")
        if self.by_keys:
            self._choose(counter, number, "here")
            counter.shows("call")
            self._press(counter, "call")
        else:
            counter.touch(f"ready_{number}")
            counter.touch("call")
        counter.shows("customerCalled", "called at")
        display.shows("callNumber", number)
        self._press(counter, "identity_document")
        counter.shows("stepTitle", "Scan the unit")
        counter.scan(label(entry.product.gtin, "LU3"))
        counter.shows("faceHeadline", "Another unit")
        self._press(counter, "faceAction")
        counter.scan(label(entry.product.gtin, serial))
        counter.shows("stepTitle", "Hand it over")
        for name in ("presented_0", "demo_0", "handOver"):
            self._press(counter, name)
        counter.shows("faceHeadline", "is handed over")
        self.seen["receipt"] = counter.text("faceText")

    def _choose(self, window: Window, number: str, tab: str) -> None:
        """The card of this number by the arrow keys, and Enter."""
        row: int = (
            self._handles[Station.STOCKROOM if tab == "waiting" else Station.COUNTER]
            .ask(lambda model: [one.number for one in model.lists.tabs[tab].rows].index(number))
            .result(PATIENCE_S)
        )
        window.keys(*[Qt.Key.Key_Up] * row, *[Qt.Key.Key_Down] * row, Qt.Key.Key_Return)

    def _press(self, window: Window, name: str) -> None:
        """By keys: walk to the control, then Enter. Else a finger."""
        if not self.by_keys:
            window.touch(name)
            return
        window.shows(name)
        for _ in range(60):
            if window.has_focus(name):
                window.keys(Qt.Key.Key_Return)
                return
            window.keys(Qt.Key.Key_Tab)
        raise SystemExit(f"no key leads to {name}")

    def _entry(self, station: Station, number: str) -> Any:
        entries: list[Any] = []

        def found() -> bool:
            entries[:] = [
                one
                for one in self._do(station, self._terminals[station].desk.floor.entries)
                if one.call_number == number
            ]
            return bool(entries) and entries[0].product is not None

        self._wait(found)
        return entries[0]

    def _is_collected(self, terminal: Terminal) -> bool:
        ids = [self._walker.reservation_id]
        entries = terminal.store.worker.submit(terminal.desk.floor.entries_of, ids).result()
        return bool(entries) and entries[0].state.collected is not None

    def _do(self, station: Station, act: Callable[..., Any], *arguments: Any) -> Any:
        return self._terminals[station].store.worker.submit(act, *arguments).result()

    def _wait(self, true: Callable[[], bool]) -> None:
        end = time.monotonic() + PATIENCE_S
        while not true():
            if time.monotonic() > end:
                raise SystemExit("it did not come in time")
            PAUSE.wait(0.05)


def main(arguments: list[str]) -> int:
    out = Path(arguments[0])
    made: list[OneCustomer] = []

    def make(*parts: Any, **others: Any) -> OneCustomer:
        made.append(OneCustomer(*parts, **others))
        return made[-1]

    OneCustomer.by_keys = arguments[1] == "keys"
    store_demo.StoreMorning = make  # pyright: ignore[reportAttributeAccessIssue]
    options = store_demo.StoreOptions(7, 40, 1, "en", True, None, out, lambda line: None)
    code = store_demo.run_store_demo(options)
    sys.stdout.write(json.dumps({"code": code, "trouble": made[0].trouble, **made[0].seen}))
    return code


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
