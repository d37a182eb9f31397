"""Whether central's database holds together: chains of the terminals, its own of acts, the feed, head and tallies. Reads only.

What it finds is said with its place. Rejected events are only counted: they were stored because they do not hold together.
"""

import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, select

from central.acts import ledger as acts
from central.errors import CentralError
from central.feed import head
from central.privacy.rows import WITH_KEYS
from central.privacy.vault import opened
from central.tables import events, feed, personal_keys, stores
from kiosk.domain.event import GENESIS, Event, event_from_wire
from kiosk.domain.feed import EMPTY_HASH, row_digest, shifted


@dataclass(frozen=True, slots=True)
class Finding:
    where: str
    what: str


@dataclass(frozen=True, slots=True)
class Verification:
    sound: bool
    events: int
    rows: int
    acts: acts.Head
    """The last: their number, and what all of them are held to. Noted elsewhere, it shows later that none was taken away."""
    findings: tuple[Finding, ...]

    @property
    def text(self) -> str:
        """For people, a line each."""
        verdict = f"{'sound' if self.sound else 'not sound'}: {self.events} events and {self.rows} rows checked"
        last = f"acts of central: {self.acts.seq}, the last {self.acts.seq}:{self.acts.hash}" if self.acts.seq else ""
        return "\n".join(filter(None, [*(f"{one.where}: {one.what}" for one in self.findings), last, verdict]))


def verify(connection: Connection, noted: tuple[acts.Head, ...] = ()) -> Verification:
    """`connection` must be one snapshot (`Database.read`). `noted`: acts of central that somebody has kept elsewhere."""
    check = _Check(connection)
    own = (Finding(*one) for one in acts.findings(connection, noted))
    findings = (*check.chains(), *own, *check.feeds())
    return Verification(not findings, check.events, check.rows, acts.head(connection), findings)


class _Check:
    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self.events = self.rows = 0
        self._facts: dict[tuple[int, str], set[str]] = {}
        """Store and event id -> digests that the feed's row of it may have: one for each place it was told from."""

    def chains(self) -> Iterator[Finding]:
        last: tuple[str, str] | None = None
        expected, previous = 1, GENESIS
        for row in self._connection.execute(
            select(events).order_by(events.c.terminal_id, events.c.incarnation, events.c.seq)
        ):
            self.events += 1
            life = (row.terminal_id, row.incarnation)
            if life != last:
                last, expected, previous = life, 1, GENESIS
            where = f"event {row.seq} of {row.terminal_id}/{row.incarnation}"
            if row.seq != expected:
                yield Finding(where, f"number {expected} is missing before it")
            if row.answer != "rejected":
                yield from self._fact(row, where, previous if row.seq == expected else None)
            expected, previous = row.seq + 1, row.hash

    def _fact(self, row: Any, where: str, previous: str | None) -> Iterator[Finding]:
        try:
            event: Event = event_from_wire(json.loads(row.wire))
        except (ValueError, RecursionError) as error:
            yield Finding(where, f"cannot be read: {error}")
            return
        if (event.event_id, event.terminal_id, event.incarnation, event.seq, event.hash) != (
            row.event_id, row.terminal_id, row.incarnation, row.seq, row.hash,
        ):  # fmt: skip
            yield Finding(where, "is filed as another event than it is")
        if event.hash != event.expected_hash():
            yield Finding(where, "was changed after it was sealed")
        if previous is not None and event.prev_hash != previous:
            yield Finding(where, "does not continue the one before it")
        digest = row_digest("event", event.event_id, event.to_wire())
        self._facts.setdefault((row.store, event.event_id), set()).add(digest)

    def feeds(self) -> Iterator[Finding]:
        for store in self._connection.execute(select(stores.c.store).order_by(stores.c.store)).scalars():
            yield from self._feed(store)

    def _feed(self, store: int) -> Iterator[Finding]:
        total, counts = EMPTY_HASH, Counter[str]()
        told: set[str] = set()
        said = head(self._connection, store)
        rows = select(feed, personal_keys.c.wrapped).select_from(WITH_KEYS).where(feed.c.store == store)
        for row in self._connection.execute(rows):
            self.rows += 1
            where = f"row {row.kind} {row.key} of store {store}"
            try:
                text = None if row.body is None else opened(self._connection, row.kind, row.key, row.body, row.wrapped)
            except CentralError as error:
                yield Finding(where, str(error))
                continue
            body = None if text is None else json.loads(text)
            if row.digest != row_digest(row.kind, row.key, body):
                yield Finding(where, "its digest does not fit its content")
            if row.seq > said.seq:
                yield Finding(where, f"its number {row.seq} is beyond the head {said.seq}")
            if not row.digest:
                continue
            total = shifted(total, "", row.digest)
            counts[row.kind] += 1
            if row.kind == "event":
                told.add(row.key)
                known = self._facts.get((store, row.key))
                if known is not None and row.digest not in known:
                    yield Finding(where, "is not the event that was stored")
        if total != said.state_hash:
            yield Finding(f"head of store {store}", "its state hash is not the sum of the rows")
        if {kind: count for kind, count in said.counts.items() if count} != dict(counts):
            yield Finding(f"head of store {store}", "its counts are not those of the rows")
        for _, event_id in sorted(one for one in self._facts if one[0] == store and one[1] not in told):
            yield Finding(f"event {event_id}", "was stored and is not in the feed")
