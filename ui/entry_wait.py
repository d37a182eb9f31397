"""How long somebody who comes in now will wait, for the entrance: the forecast of the whole floor, worked out beside the screen.

Knows no words. GUI thread only. Without a floor to follow nothing is known.
"""

from datetime import datetime, timedelta
from functools import partial

from PySide6.QtCore import QObject

from kiosk.domain.crew import floor_of, hands
from kiosk.domain.queue import Tally
from ui.bridge import Bridge
from ui.floor import FloorFeed
from ui.stations.supervisor_outlook import Answer, OutlookFinder


class EntryWait(QObject):
    def __init__(self, bridge: Bridge, floor: FloorFeed | None, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._floor = floor
        self._tally = Tally()
        self._finder = OutlookFinder(bridge, (timedelta(0),), self, with_need=False)
        self._finder.found.connect(self._came)
        self.seconds: float | None = None
        """The median of whoever comes now; None: not known (yet)."""
        if floor is not None:
            floor.changed.connect(self._put)
            floor.reset.connect(self._read)

    def begin(self) -> None:
        if self._floor is not None:
            self._floor.begin()
            self._read()

    def end(self) -> None:
        self._finder.end()

    def tick(self, now: datetime) -> None:
        """Once a second: asks when it is due."""
        floor = self._floor
        if floor is None or not floor.ready or not self._finder.is_due(now):
            return
        crew = hands(self._tally.lately(now), now)
        made = partial(floor_of, tuple(self._tally.glances.values()), floor.expected, crew, now)
        self._finder.ask(made, floor.rules.policy.promise_s, now)

    def _read(self) -> None:
        self._tally = Tally()
        if self._floor is not None:
            for entry in self._floor.entries.values():
                self._tally.put(entry)
        self._finder.forget()

    def _put(self, ids: frozenset[str]) -> None:
        if self._floor is None:
            return
        for one in ids:
            entry = self._floor.entries.get(one)
            if entry is None:
                self._tally.drop(one)
            else:
                self._tally.put(entry)

    def _came(self, answer: Answer) -> None:
        self.seconds = answer.outlooks[0].wait_p50_s
