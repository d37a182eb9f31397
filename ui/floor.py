"""The store's floor as every station's screen holds it: who is here and how far, kept true by the store's own word.

One feed serves all windows of a terminal. After each commit it reads just the customers it was told of, and tells the
stations which of them really became different. Decides nothing and draws nothing. GUI thread only.
"""

import logging
from collections.abc import Callable
from concurrent.futures import Future
from datetime import datetime, timedelta
from functools import partial
from typing import Any

from PySide6.QtCore import QObject, Signal

from kiosk.desk import Desk
from kiosk.domain.policy import Policy
from kiosk.domain.state import BOOKED
from kiosk.floor_answers import Entry, Expected, Rules
from ui.acts import Acts
from ui.bridge import Bridge
from ui.context import Notifier
from ui.single_shot import single_shot

RETRY_MS = 1000
EXPECTED_MS = 2000
"""Who has still to come is counted over all bookings: not more often than this."""

MANY = 500
"""Told of more than so many at once, the floor is read as a whole: they are bookings, most of them untouched."""

log = logging.getLogger(__name__)


class FloorFeed(QObject):
    changed = Signal(object)
    """`frozenset[str]`: reservation ids whose entry is new, another one, or gone. Each is in `entries` or it is gone."""
    reset = Signal()
    """Everything was read anew, rules included."""
    expectedChanged = Signal()

    def __init__(
        self,
        desk: Desk,
        submit: Callable[..., Future[Any]],
        changes: Notifier,
        bridge: Bridge,
        now: Callable[[], datetime],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._floor = desk.floor
        self._acts = Acts(submit, bridge, self)
        self._changes = changes
        self._bridge = bridge
        self._now = now
        self._begun = False
        self._unread: set[str] = set()
        self._all_unread = False
        self._asking = False
        self._unread_since: datetime | None = None
        self._retry = single_shot(self, self._ask, RETRY_MS)
        self._count = single_shot(self, self._ask_expected, EXPECTED_MS)
        self.entries: dict[str, Entry] = {}
        """Everybody to whom something has happened that still stands; whoever is only booked is in `expected`."""
        self.expected: tuple[Expected, ...] = ()
        self.rules = Rules(Policy(), (), (), (), None)
        self.ready = False
        """False until the first answer."""

    def begin(self) -> None:
        """Read the floor and follow it. A second call does nothing: windows share one feed."""
        if self._begun:
            return
        self._begun = True
        self._changes.subscribe(self._told)
        self._note(frozenset())

    def end(self) -> None:
        """Nothing is asked any more."""
        self._retry.stop()
        self._count.stop()
        self._begun = False

    def age(self, now: datetime) -> timedelta:
        """For how long something has happened that is not in `entries` yet; zero when all that was told has been read."""
        return timedelta(0) if self._unread_since is None else max(timedelta(0), now - self._unread_since)

    def _told(self, ids: frozenset[str]) -> None:
        """Any thread."""
        self._bridge.post(partial(self._note, ids))

    def _note(self, ids: frozenset[str]) -> None:
        if not self._begun:
            return
        self._unread |= ids
        self._all_unread = self._all_unread or not ids
        if self._unread_since is None:
            self._unread_since = self._now()
        self._ask()

    def _ask(self) -> None:
        """One question at a time: what is told meanwhile waits for the next."""
        if self._asking or not self._begun or not (self._unread or self._all_unread):
            return
        self._asking = True
        everything, ids = self._all_unread or len(self._unread) > MANY, frozenset(self._unread)
        self._all_unread = False
        self._unread.clear()
        failed = partial(self._failed, everything, ids)
        if everything:
            self._acts.ask(self._read_all, done=self._all_came, failed=failed)
        else:
            self._acts.ask(self._read_some, ids, done=partial(self._came, ids), failed=failed)

    def _read_all(self) -> tuple[tuple[Entry, ...], tuple[Expected, ...], Rules]:
        """The store's thread: one moment of the floor."""
        return self._floor.entries(), self._floor.expected(), self._floor.rules()

    def _read_some(self, ids: frozenset[str]) -> tuple[tuple[Entry, ...], Rules]:
        """The store's thread. What was told of may be rows of the roster beside reservations."""
        return self._floor.entries_of(ids), self._floor.rules()

    def _all_came(self, answer: tuple[tuple[Entry, ...], tuple[Expected, ...], Rules]) -> None:
        entries, self.expected, self.rules = answer
        self.entries = {entry.reservation_id: entry for entry in entries if entry.state != BOOKED}
        self.ready = True
        self._read()
        self.reset.emit()
        self._ask()

    def _came(self, ids: frozenset[str], answer: tuple[tuple[Entry, ...], Rules]) -> None:
        entries, rules = answer
        if rules != self.rules:  # then other customers may be shown differently too
            self._asking, self._all_unread = False, True
            self._ask()
            return
        found = {entry.reservation_id: entry for entry in entries if entry.state != BOOKED}
        different: set[str] = set()
        for one in ids:
            entry = found.get(one)
            if entry == self.entries.get(one):
                continue
            different.add(one)
            if entry is None:
                del self.entries[one]
            else:
                self.entries[one] = entry
        self._read()
        if not self._count.isActive():
            self._count.start()
        if different:
            self.changed.emit(frozenset(different))
        self._ask()

    def _read(self) -> None:
        self._asking = False
        if not (self._unread or self._all_unread):
            self._unread_since = None

    def _failed(self, everything: bool, ids: frozenset[str], error: BaseException) -> None:
        """What could not be read is still to be read."""
        log.warning("the floor could not be read", exc_info=error)
        self._asking = False
        self._all_unread = self._all_unread or everything
        self._unread |= ids
        if self._begun:
            self._retry.start()

    def _ask_expected(self) -> None:
        self._acts.ask(self._floor.expected, done=self._expected_came, failed=self._expected_failed)

    def _expected_came(self, expected: tuple[Expected, ...]) -> None:
        if expected != self.expected:
            self.expected = expected
            self.expectedChanged.emit()

    def _expected_failed(self, error: BaseException) -> None:
        log.warning("who has still to come could not be counted", exc_info=error)
        if self._begun:
            self._count.start()
