"""Whether the copy in the file is still what was saved: a little at a time, while nobody waits.

The state hash of the copy is kept as a running sum, so it proves what came, not what stands in the file now. Rows are
therefore read again in slices: each against its digest, all together against the sum. What is wrong is a fact of the file
(`wrong`): the copy is no longer called complete, and the next head has it fetched anew.
"""

import logging
from collections.abc import Callable
from contextlib import AbstractContextManager

import msgspec

from kiosk.domain.feed import EMPTY_HASH, row_digest, shifted
from kiosk.store.database import Database
from kiosk.store.facts import Facts

log = logging.getLogger(__name__)

WRONG = "wrong"
SLICE_ROWS = 500
"""Some 10 ms."""
REST = 600
"""So many quiet moments between two passes: minutes at least."""


class Audit:
    def __init__(self, db: Database, facts: Facts, transaction: Callable[[], AbstractContextManager[set[str]]]) -> None:
        self._db = db
        self._facts = facts
        self._transaction = transaction
        self._after = 0
        self._rest = 0
        self._total = EMPTY_HASH
        self._standing = ("", "")
        """Sum and mark when the pass began: if they move meanwhile, only single rows can be judged."""

    def step(self) -> None:
        """The next slice. Raises Fault or DatabaseError when the file cannot be read or written."""
        if self._rest:
            self._rest -= 1
            return
        if self._after == 0:
            self._total, self._standing = EMPTY_HASH, self._now()
        rows = self._db.conn.execute(
            "SELECT id, kind, key, mark, digest, body FROM feed_row WHERE id > ? ORDER BY id LIMIT ?",
            [self._after, SLICE_ROWS],
        ).fetchall()
        mark = self._facts.number("mark")
        for row_id, kind, key, row_mark, digest, body in rows:
            self._after = int(row_id)
            if row_mark == mark and digest:
                self._total = shifted(self._total, "", digest)
            # Events stand in the ledger, sealed; of a row in quarantine the last good body may be kept.
            if digest and kind != "event" and not self._is_whole(kind, key, digest, body):
                self._say(f"the row {kind}")
                return
        if len(rows) == SLICE_ROWS:
            return
        if self._now() == self._standing and self._total != self._standing[0]:
            self._say("the number of rows")
            return
        self._after, self._rest = 0, REST

    def _is_whole(self, kind: str, key: str, digest: str, body: bytes | None) -> bool:
        try:
            if body is not None and digest == row_digest(kind, key, msgspec.json.decode(body)):
                return True
        except msgspec.DecodeError:
            return False
        spoiled = self._db.conn.execute("SELECT 1 FROM quarantine WHERE kind = ? AND key = ?", [kind, key])
        return spoiled.fetchone() is not None

    def _now(self) -> tuple[str, str]:
        return self._facts.text("state_hash", EMPTY_HASH), self._facts.text("mark")

    def _say(self, what: str) -> None:
        self._after, self._rest = 0, REST
        if self._facts.number("sweeping"):
            return  # it is being fetched anew already
        log.warning("the copy of the day in the file is not what central sent: %s", what)
        with self._transaction():
            self._facts.put(WRONG, 1)
            self._facts.put("complete", 0)
