"""One compacted feed for each store: rows at their last change, in the order of the store's own counter.

The counter row is locked first and held until the commit, so no row can become visible after a larger number was
(what a `bigserial` gets wrong). Publishing a row as it already is changes nothing and costs no number.
"""

import json
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import msgspec
from sqlalchemy import Connection, bindparam, insert, select, tuple_, update

from central.privacy.vault import KEY_OF_ROW, PERSONAL, opened, vault_of
from central.tables import feed, heads, personal_keys, stores, tallies
from kiosk.domain.event import canonical
from kiosk.domain.feed import EMPTY_HASH, FeedRow, Head, row_digest, shifted

CHUNK = 300
"""Rows looked up by one statement: well under every engine's limit of parameters."""


@dataclass(frozen=True, slots=True)
class Change:
    """A row to put, or with `body` None to bury."""

    kind: str
    key: str
    body: dict[str, Any] | None


class StoreWriter:
    """Publishes rows of one store inside the caller's transaction. Call `finish` before the commit: it writes the head.

    Making one locks the store's counter; who writes to several stores takes them in ascending order.
    """

    def __init__(self, connection: Connection, store: int) -> None:
        self._connection = connection
        self.store = store
        row = connection.execute(_locked_head, {"store": store}).one()
        self.seq: int = row.seq
        self._started_at = self.seq
        self._state_hash: str = row.state_hash
        self._live: Counter[str] = Counter()
        self._vault = vault_of(connection)

    def publish(self, changes: Iterable[Change]) -> int:
        """How many rows changed. A key named twice ends as it was named last."""
        wanted = {(change.kind, change.key): change for change in changes}
        keys = list(wanted)
        return sum(
            self._publish_chunk([wanted[key] for key in keys[at : at + CHUNK]]) for at in range(0, len(keys), CHUNK)
        )

    def _publish_chunk(self, changes: list[Change]) -> int:
        known = {
            (row.kind, row.key): row.digest
            for row in self._connection.execute(
                _digests, {"store": self.store, "rows": [(change.kind, change.key) for change in changes]}
            )
        }
        keys = self._keys_for(changes)
        fresh: list[dict[str, Any]] = []
        changed: list[dict[str, Any]] = []
        for change in changes:
            before = known.get((change.kind, change.key))
            digest = row_digest(change.kind, change.key, change.body)
            if digest == (before or ""):
                continue  # as it is already, or a tombstone for what never was
            self.seq += 1
            self._state_hash = shifted(self._state_hash, before or "", digest)
            self._live[change.kind] += bool(digest) - bool(before)
            body = None if change.body is None else canonical(change.body).decode()
            if body is not None and self._vault is not None and (key := keys.get((change.kind, change.key))):
                body = self._vault.seal(key, change.kind, change.key, body)
            row = {"row_store": self.store, "row_seq": self.seq, "row_body": body, "row_digest": digest}
            (fresh if before is None else changed).append({**row, "row_kind": change.kind, "row_key": change.key})
        if fresh:
            self._connection.execute(_insert_row, fresh)
        if changed:
            self._connection.execute(_update_row, changed)
        return len(fresh) + len(changed)

    def _keys_for(self, changes: list[Change]) -> dict[tuple[str, str], bytes]:
        if self._vault is None:
            return {}
        personal = [(one.kind, one.key) for one in changes if one.kind in PERSONAL and one.body is not None]
        return self._vault.keys_for(self._connection, personal)

    def finish(self) -> int:
        """Write counter, hash and counts; returns the store's new seq."""
        if self.seq == self._started_at:
            return self.seq
        new = {"of_store": self.store, "new_seq": self.seq, "new_hash": self._state_hash}
        self._connection.execute(_move_head, new)
        for kind, difference in self._live.items():
            moved = {"of_store": self.store, "of_kind": kind, "difference": difference}
            changed = self._connection.execute(_move_tally, moved)
            if not changed.rowcount:
                self._connection.execute(insert(tallies).values(store=self.store, kind=kind, live=difference))
        return self.seq


# Built once: a statement costs more to put together than to run.
_locked_head = select(heads.c.seq, heads.c.state_hash).where(heads.c.store == bindparam("store")).with_for_update()
_digests = select(feed.c.kind, feed.c.key, feed.c.digest).where(
    feed.c.store == bindparam("store"), tuple_(feed.c.kind, feed.c.key).in_(bindparam("rows", expanding=True))
)
_move_head = (
    update(heads)
    .where(heads.c.store == bindparam("of_store"))
    .values(seq=bindparam("new_seq"), state_hash=bindparam("new_hash"))
)
_move_tally = (
    update(tallies)
    .where(tallies.c.store == bindparam("of_store"), tallies.c.kind == bindparam("of_kind"))
    .values(live=tallies.c.live + bindparam("difference"))
)
_insert_row = insert(feed).values(
    store=bindparam("row_store"),
    kind=bindparam("row_kind"),
    key=bindparam("row_key"),
    seq=bindparam("row_seq"),
    body=bindparam("row_body"),
    digest=bindparam("row_digest"),
)
_update_row = (
    update(feed)
    .where(
        feed.c.store == bindparam("row_store"),
        feed.c.kind == bindparam("row_kind"),
        feed.c.key == bindparam("row_key"),
    )
    .values(seq=bindparam("row_seq"), body=bindparam("row_body"), digest=bindparam("row_digest"))
)
_store = select(stores.c.store).where(stores.c.store == bindparam("store"))
_head = select(heads.c.seq, heads.c.state_hash).where(heads.c.store == bindparam("store"))
_live = (
    select(tallies.c.kind, tallies.c.live)
    .where(tallies.c.store == bindparam("store"), tallies.c.live > 0)
    .order_by(tallies.c.kind)
)
_page = (
    select(feed.c.seq, feed.c.kind, feed.c.key, feed.c.body, feed.c.digest, personal_keys.c.wrapped)
    .select_from(feed.outerjoin(personal_keys, KEY_OF_ROW))
    .where(feed.c.store == bindparam("store"), feed.c.seq > bindparam("cursor"))
    .order_by(feed.c.seq)
    .limit(bindparam("limit"))
)


def open_feed(connection: Connection, store: int) -> None:
    """A new store's counter, at 0."""
    connection.execute(insert(heads).values(store=store, seq=0, state_hash=EMPTY_HASH))


def store_exists(connection: Connection, store: int) -> bool:
    return connection.execute(_store, {"store": store}).first() is not None


def head(connection: Connection, store: int) -> Head:
    """What a whole copy of the store looks like in this snapshot."""
    row = connection.execute(_head, {"store": store}).one()
    counts = connection.execute(_live, {"store": store})
    return Head(row.seq, dict(counts.all()), row.state_hash)


@dataclass(frozen=True, slots=True)
class Page:
    """Rows after a cursor, read in one snapshot; bodies stay JSON text, nothing on the way needs them parsed."""

    after: int
    cursor: int
    rows: list[msgspec.Raw]
    head: Head | None


def page(connection: Connection, store: int, cursor: int, limit: int) -> Page:
    """Up to `limit` rows changed after `cursor`. `connection` must be one snapshot (`Database.read`)."""
    now = head(connection, store)
    found = connection.execute(_page, {"store": store, "cursor": cursor, "limit": limit}).all()
    rows = [
        msgspec.Raw(msgspec.json.encode(_TravellingRow(one.seq, one.kind, one.key, _raw(connection, one), one.digest)))
        for one in found
    ]
    last = found[-1].seq if found else now.seq
    return Page(cursor, last, rows, now if last == now.seq else None)


class _TravellingRow(msgspec.Struct):
    """`kiosk.domain.feed.FeedRow` with its body still encoded."""

    seq: int
    kind: str
    key: str
    body: msgspec.Raw | None
    digest: str


def _raw(connection: Connection, found: Any) -> msgspec.Raw | None:
    if found.body is None:
        return None
    return msgspec.Raw(opened(connection, found.kind, found.key, found.body, found.wrapped).encode())


def row(connection: Connection, store: int, kind: str, key: str) -> FeedRow | None:
    """One row as it stands; None when it was never published."""
    found = connection.execute(
        select(feed.c.seq, feed.c.body, feed.c.digest, personal_keys.c.wrapped)
        .select_from(feed.outerjoin(personal_keys, KEY_OF_ROW))
        .where(feed.c.store == store, feed.c.kind == kind, feed.c.key == key)
    ).first()
    if found is None:
        return None
    body = None if found.body is None else json.loads(opened(connection, kind, key, found.body, found.wrapped))
    return FeedRow(found.seq, kind, key, body, found.digest)
