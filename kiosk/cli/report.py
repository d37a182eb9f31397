"""What this terminal says of itself to central, for `kiosk-central terminal list`."""

import logging
import shutil
from collections.abc import Callable
from importlib.metadata import version
from pathlib import Path

from kiosk.errors import Fault
from kiosk.store.store import Store
from sync.wire import Report

log = logging.getLogger(__name__)

VERSION = version("launch-kiosk")


class Reporter:
    """Called on the sync's thread, before each question for the feed."""

    def __init__(self, store: Store, folder: Path) -> None:
        self._store = store
        self._folder = folder
        self.camera: Callable[[], str] = lambda: ""
        """In the wire's words; asked on the sync's thread."""
        self.noted: Callable[[], None] = lambda: None
        """Writes down how this terminal stands, for who cannot ask it."""

    def __call__(self) -> Report | None:
        """None when it cannot be told now: that must not hold up the sync."""
        try:
            self.noted()
            unsent = self._store.worker.submit(self._store.outbox.count).result()
            return Report(VERSION, unsent, shutil.disk_usage(self._folder).free >> 20, self.camera())
        except (Fault, OSError, RuntimeError) as error:
            log.info("this terminal cannot say how it is: %s", error)
            return None
