"""The one thread that owns the one connection. Everything that touches the database runs here, in order of asking."""

import logging
import threading
from collections.abc import Callable
from concurrent.futures import Future
from queue import Empty, SimpleQueue
from typing import ParamSpec, TypeVar

log = logging.getLogger(__name__)

IDLE_S = 0.5

P = ParamSpec("P")
R = TypeVar("R")


class Worker:
    """Runs what is submitted, one after the other. `stop` lets what was already asked for finish first."""

    def __init__(self, name: str = "store") -> None:
        self.when_idle: Callable[[], None] | None = None
        """Set on this thread; called once after each burst of work, when nothing came for `IDLE_S`. Must not raise."""
        self._jobs: SimpleQueue[Callable[[], None] | None] = SimpleQueue()
        self._gate = threading.Lock()
        self._stopped = False
        self._thread = threading.Thread(target=self._run, name=name, daemon=True)
        self._thread.start()

    def submit(self, act: Callable[P, R], *args: P.args, **kwargs: P.kwargs) -> "Future[R]":
        """The act's result or exception comes in the Future. Raises RuntimeError after `stop`."""
        future: Future[R] = Future()

        def job() -> None:
            if not future.set_running_or_notify_cancel():
                return
            try:
                result = act(*args, **kwargs)
            except BaseException as error:  # noqa: BLE001  # it belongs to the caller, who gets it from the Future
                future.set_exception(error)
            else:
                future.set_result(result)

        with self._gate:
            if self._stopped:
                raise RuntimeError("the store is closed")
            self._jobs.put(job)
        return future

    def is_current(self) -> bool:
        """Whether the caller runs on this thread."""
        return threading.current_thread() is self._thread

    def stop(self) -> None:
        """Take no more; returns at once. Safe to call twice."""
        with self._gate:
            if not self._stopped:
                self._stopped = True
                self._jobs.put(None)

    def join(self, timeout: float | None = None) -> bool:
        """Wait for the thread's end; False when it is still running after `timeout` seconds."""
        self._thread.join(timeout)
        return not self._thread.is_alive()

    def _run(self) -> None:
        rested = True
        while True:
            try:
                job = self._jobs.get(timeout=None if rested else IDLE_S)
            except Empty:
                rested = True
                if self.when_idle is not None:
                    self.when_idle()
                continue
            if job is None:
                return
            job()
            rested = False
