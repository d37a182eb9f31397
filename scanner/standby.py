"""A scanner process kept ready beside the one at work: everything imported, nothing opened.

What a new process costs is its imports, half a second of computing: on a busy machine several seconds. So one is
started while all is well, and sent to work (`Open`) when it is needed. It must not touch a camera before. Used by the
watchdog's thread only (scanner/process.py), which the kernel ends the processes with; the other side is child.py.
"""

import logging
import sys
import threading
import types
from collections.abc import Callable
from dataclasses import dataclass
from multiprocessing import get_context
from multiprocessing.connection import Connection
from multiprocessing.context import SpawnProcess
from typing import cast

from scanner.child import Orders
from scanner.messages import Open, SourceSpec
from scanner.pipe import encode

log = logging.getLogger(__name__)

Main = Callable[["Connection[bytes, bytes]", Orders], None]

_spawning = threading.Lock()


@dataclass(frozen=True, slots=True)
class Spawned:
    """A process and the app's end of its pipe."""

    process: SpawnProcess
    line: "Connection[bytes, bytes]"
    warm: bool = False
    """It has imported what it needs: its first word is a matter of a moment."""

    def end(self, patience: float) -> bool:
        """Kill it; False when it has not ended within `patience` seconds. The pipe stays with its reader."""
        self.process.kill()
        self.process.join(patience)
        if self.process.exitcode is None:
            return False
        self.process.close()
        return True


def spawn(main: Main, orders: Orders) -> Spawned:
    """Start a process. Raises OSError when none is to be had."""
    context = get_context("spawn")
    ours, theirs = context.Pipe(duplex=True)
    process = context.Process(target=main, args=(theirs, orders), name="scanner", daemon=True)
    with theirs:
        try:
            _start_alone(process)
        except BaseException:
            ours.close()
            raise
    return Spawned(process, cast("Connection[bytes, bytes]", ours))  # a PipeConnection on Windows, as good


class Standby:
    """At most one process that waits. One that ends by itself is replaced, but not again and again."""

    def __init__(self, start: Callable[[], Spawned], dying: float, again_after: float = 60.0) -> None:
        self._start = start
        self._dying = dying
        self._again_after = again_after
        self._kept: Spawned | None = None
        self._not_before = float("-inf")

    def keep(self, now: float) -> None:
        """See to it that one is there; returns at once. Call it when the machine has time for that."""
        if self._kept is not None and self._kept.process.exitcode is not None:
            log.warning("the process kept ready ended with exit code %s", self._kept.process.exitcode)
            self._not_before = now + self._again_after
            self.close()
        if self._kept is None and now >= self._not_before:
            try:
                self._kept = self._start()
            except OSError as error:
                self._not_before = now + self._again_after
                log.warning("no process could be started to be kept ready: %s", error)

    def take(self, spec: SourceSpec) -> Spawned | None:
        """The process that waited, sent to work on `spec`; None when there is none that lives."""
        kept, self._kept = self._kept, None
        if kept is None:
            return None
        try:
            if kept.process.exitcode is None:
                warm = kept.line.poll()
                kept.line.send_bytes(encode(Open(spec)))
                return Spawned(kept.process, kept.line, warm)
        except OSError:
            log.info("the process kept ready ended just now")
        self._kept = kept
        self.close()
        return None

    def close(self) -> None:
        """End the one that waits, if there is one."""
        if self._kept is not None:
            self._kept.line.close()
            if not self._kept.end(self._dying):
                log.warning("the process kept ready cannot be ended")
            self._kept = None

    @property
    def pid(self) -> int | None:
        """Of the process that waits; for tests and measurements."""
        kept = self._kept
        return None if kept is None else kept.process.pid

    def ready(self) -> bool:
        """Whether one waits that has imported everything."""
        kept = self._kept
        try:
            return kept is not None and kept.line.poll()
        except OSError:
            return False


def _start_alone(process: SpawnProcess) -> None:
    """Start the process without it importing the app's main module, as `spawn` would have it do.

    It does not need it, and importing it would cost time and memory and pull Qt into the scanner's process.
    """
    with _spawning:
        main_module = sys.modules["__main__"]
        sys.modules["__main__"] = types.ModuleType("__main__")
        try:
            process.start()
        finally:
            sys.modules["__main__"] = main_module
