"""Has the terminal note when it has lost central and found it again (`kiosk.domain.contact` says when, the desk writes it).

A thread that sleeps until something is due; the line's news only wake it. Nothing here ever touches a scan.
"""

import logging
import threading
from collections.abc import Callable
from concurrent.futures import Future
from datetime import datetime
from typing import Any

from kiosk.closing import Closing
from kiosk.domain.contact import due_at
from kiosk.errors import KioskError
from kiosk.timepiece import Timepiece
from sync.status import SyncStatus

log = logging.getLogger(__name__)

AGAIN_S = 30.0
"""After it could not be written: the disk is full, say."""


def in_touch(status: SyncStatus) -> bool:
    """With central itself: a hub that is alone in its store is not it."""
    return status.online and (status.relay is None or status.relay.online)


class ContactNotes:
    """`start` once; `heard` from any thread; `stop`, then `join`, before the store is closed."""

    def __init__(self, closing: Closing, submit: Callable[..., Future[Any]], clock: Timepiece) -> None:
        self._closing = closing
        self._submit = submit
        self._clock = clock
        self._news = threading.Condition()
        self._now: tuple[bool, datetime, bool] | None = None
        """In touch or not, since when, and whether the store's hub answers."""
        self._stopped = False
        self._thread = threading.Thread(target=self._run, name="contact", daemon=True)

    def start(self) -> None:
        self._thread.start()

    def heard(self, status: SyncStatus) -> None:
        """The line is so now."""
        touch = in_touch(status)
        with self._news:
            if self._now is None or self._now[0] != touch:
                self._now = (touch, self._clock.now(), status.online)
                self._news.notify_all()

    def stop(self) -> None:
        with self._news:
            self._stopped = True
            self._news.notify_all()

    def join(self, timeout_s: float) -> None:
        if self._thread.is_alive():
            self._thread.join(timeout_s)

    def _run(self) -> None:
        while True:
            with self._news:
                if self._stopped:
                    return
                now = self._now
            pause = AGAIN_S
            try:
                pause = self._note(*now) if now is not None else None
            except (KioskError, RuntimeError) as error:
                log.info("the line to central could not be noted now: %s", error)
            with self._news:
                if not self._stopped and self._now == now:
                    self._news.wait(pause)

    def _note(self, touch: bool, since: datetime, hub: bool) -> float | None:
        """Writes it if it is due; else after how many seconds to look again. None: only at the next news."""
        self._submit(self._closing.note_contact, touch, since, hub).result()
        due = due_at(touch, since, self._submit(self._closing.noted_lost).result())
        return None if due is None else max(0.05, (due - self._clock.now()).total_seconds())
