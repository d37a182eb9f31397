"""Listens to what central answers for the one word that ends a terminal: its own revocation, signed by central.

Stands before `sync.http.Client` and changes nothing of what passes. Nothing else withdraws a terminal: not a 401, not a
hub's word, not an answer that nobody signed.
"""

import logging
from collections.abc import Callable
from typing import TypeVar

from kiosk.domain.revocation import Revocation, proven
from sync.outcome import Outcome, Refused
from sync.runner import Line
from sync.wire import BatchAnswer, EventBatch, FeedPage, Health, Withdrawn

log = logging.getLogger(__name__)

T = TypeVar("T")


class RevocationWatch:
    """A `sync.runner.Line` around another."""

    def __init__(
        self, line: Line, terminal_id: str, store: int, receipt_key: str, revoked: Callable[[Revocation], None]
    ) -> None:
        """`receipt_key` as enrolled. `revoked` is called on a thread of the sync, at every such answer: must not wait for the
        sync to end."""
        self._line = line
        self._terminal_id = terminal_id
        self._store = store
        self._receipt_key = receipt_key
        self._revoked = revoked

    def feed(self, epoch: str, cursor: int, limit: int, wait_s: int) -> Outcome[FeedPage]:
        return self._heard(self._line.feed(epoch, cursor, limit, wait_s))

    def send(self, batch: EventBatch) -> Outcome[BatchAnswer]:
        return self._heard(self._line.send(batch))

    def health(self) -> Outcome[Health]:
        return self._line.health()

    def clock_offset_ms(self) -> int | None:
        return self._line.clock_offset_ms()

    def close(self) -> None:
        self._line.close()

    def _heard(self, outcome: Outcome[T]) -> Outcome[T]:
        said = outcome.problem if isinstance(outcome, Refused) else None
        if isinstance(said, Withdrawn) and said.revocation is not None:
            if proven(said.revocation, self._terminal_id, self._store, self._receipt_key):
                self._revoked(said.revocation)
            else:
                log.warning("somebody says that this terminal is withdrawn, without central's signature: not believed")
        return outcome
