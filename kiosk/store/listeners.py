"""Who wants to be told after a commit. Telling happens on the store's thread; a listener must not block."""

import logging
import threading
from collections.abc import Callable
from typing import Generic, ParamSpec

log = logging.getLogger(__name__)

P = ParamSpec("P")


class Listeners(Generic[P]):
    """Subscribing is allowed on any thread: `store.on_change.subscribe(f)`, or `store.on_change(f)`."""

    def __init__(self) -> None:
        self._listeners: tuple[Callable[P, None], ...] = ()
        self._gate = threading.Lock()

    def subscribe(self, listener: Callable[P, None]) -> Callable[[], None]:
        """Returns what ends the subscription."""
        with self._gate:
            self._listeners = (*self._listeners, listener)

        def leave() -> None:
            with self._gate:
                self._listeners = tuple(one for one in self._listeners if one is not listener)

        return leave

    __call__ = subscribe

    def tell(self, *args: P.args, **kwargs: P.kwargs) -> None:
        """A listener that fails stops neither the others nor the act, which is committed already."""
        for listener in self._listeners:
            try:
                listener(*args, **kwargs)
            except Exception:
                log.exception("a listener failed after a commit")
