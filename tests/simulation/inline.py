"""Work without threads: what is submitted has run when `submit` returns, so one seed has one order of things."""

from collections.abc import Callable
from concurrent.futures import Executor, Future
from typing import ParamSpec, TypeVar

from kiosk.store.worker import Worker

P = ParamSpec("P")
R = TypeVar("R")


def _done(act: Callable[P, R], *args: P.args, **kwargs: P.kwargs) -> "Future[R]":
    future: Future[R] = Future()
    try:
        future.set_result(act(*args, **kwargs))
    except BaseException as error:  # as the real worker: it belongs to whoever asks the Future
        future.set_exception(error)
    return future


class InlineWorker(Worker):
    """The store's worker on the caller's own thread."""

    def __init__(self) -> None:  # pyright: ignore[reportMissingSuperCall]  # that would start the thread
        self.when_idle = None
        self._over = False

    def submit(self, act: Callable[P, R], *args: P.args, **kwargs: P.kwargs) -> "Future[R]":
        if self._over:
            raise RuntimeError("the store is closed")
        return _done(act, *args, **kwargs)

    def is_current(self) -> bool:
        return True

    def stop(self) -> None:
        self._over = True

    def join(self, timeout: float | None = None) -> bool:
        return True


class InlineExecutor(Executor):
    """Central's few database threads, without threads."""

    def submit(self, fn: Callable[P, R], /, *args: P.args, **kwargs: P.kwargs) -> "Future[R]":
        return _done(fn, *args, **kwargs)
