"""By which tokens this terminal may be known: the newest first, and those before it until it is sure.

Central offers another token now and then (docs/protocol.md, "Tokens"). It is kept before it is used, and the one before it is
tried again where the new one is refused: whichever answer was lost, and also where central was restored from a backup.
Central's side is `central/enrolment/rotation.py`.
"""

import logging
import threading
import time
from collections.abc import Callable, Sequence

from kiosk.errors import KioskError
from sync.outcome import Outcome, Reached
from sync.wire import NewToken

log = logging.getLogger(__name__)

KEPT = 3
MAX_TOKEN = 200
"""Characters."""
PAUSE_S = 600
"""After a new token could not be had or kept: everything goes on under the old one."""

Keep = Callable[[tuple[str, ...]], None]


class Tokens:
    """Any thread may ask. `keep` saves them, newest first, durably and as one; without it no new token is taken."""

    def __init__(self, tokens: Sequence[str], keep: Keep | None = None) -> None:
        self._tokens = tuple(tokens)
        self._keep = keep
        self._gate = threading.Lock()
        self._at = 0
        self._not_before = 0.0

    def __len__(self) -> int:
        return len(self._tokens)

    @property
    def current(self) -> str:
        with self._gate:
            return self._tokens[self._at]

    def refused(self, token: str) -> None:
        """Central did not know this one: the next is tried, unless somebody has moved on already."""
        with self._gate:
            if self._tokens[self._at] == token:
                self._at = (self._at + 1) % len(self._tokens)

    def renew(self, ask: Callable[[], Outcome[NewToken]]) -> None:
        """Fetch another token, keep it, and use it from now on."""
        if self._keep is None or time.monotonic() < self._not_before:
            return
        outcome = ask()
        try:
            if isinstance(outcome, Reached) and _is_token(outcome.reply.token):
                self._take(outcome.reply.token, self._keep)
                return
            log.info("no new token: %s", getattr(outcome, "detail", "what came is none"))
        except KioskError as error:
            log.warning("the new token was not kept, the old one stays: %s", error)
        self._not_before = time.monotonic() + PAUSE_S

    def _take(self, token: str, keep: Keep) -> None:
        with self._gate:
            works = self._tokens[self._at]
            tokens = tuple(dict.fromkeys((token, works, *self._tokens)))[:KEPT]
        keep(tokens)
        with self._gate:
            self._tokens, self._at = tokens, 0


def _is_token(text: str) -> bool:
    return text.startswith("kt1.") and len(text) <= MAX_TOKEN and text.isascii() and text.isprintable()
