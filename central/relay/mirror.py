"""Central's feed into the hub's own: rows under the hub's numbers, the cursor, and the proof that nothing is missing.

`mirrored` holds what central has; the hub's feed holds that and what terminals told only the hub. One transaction a page.
Called inside the caller's transaction. The same rules as the terminal's `kiosk.store.replica`, which changes with it.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import msgspec
from sqlalchemy import Connection, bindparam, delete, insert, select, tuple_, update

from central.feed import CHUNK, Change, StoreWriter
from central.relay import notes
from central.tables import feed, launches, mirrored, stores
from kiosk.domain.feed import EMPTY_HASH, FeedRow, Head, row_digest, shifted
from kiosk.domain.reservation import LaunchRow, StoreRow
from kiosk.domain.rows import RowError, parse_row
from sync.wire import FeedPage

EVENT = "event"


@dataclass(frozen=True, slots=True)
class Mirrored:
    complete: bool | None
    """Whether the copy equals the page's head; None without one."""
    seq: int
    """The hub's own, afterwards."""


def start_over(connection: Connection, epoch: str) -> None:
    """Rows are seen anew; what is not among them at the head is buried then. Nothing goes from the feed before that."""
    begun = notes.number(connection, notes.MARK) or notes.number(connection, notes.UPSTREAM_CURSOR)
    notes.put(connection, notes.UPSTREAM_EPOCH, epoch)
    notes.put(connection, notes.UPSTREAM_CURSOR, 0)
    notes.put(connection, notes.MARK, notes.number(connection, notes.MARK) + 1)
    notes.put(connection, notes.SWEEPING, 1 if begun else 0)
    notes.put(connection, notes.MIRROR_HASH, EMPTY_HASH)
    notes.put(connection, notes.MIRROR_COUNTS, "{}")


def apply(connection: Connection, store: int, page: FeedPage) -> Mirrored:
    """Save one page. The same page twice, or a late one, changes nothing."""
    writer = StoreWriter(connection, store)  # first, as everywhere: it locks the store
    if page.epoch != notes.note(connection, notes.UPSTREAM_EPOCH):
        start_over(connection, page.epoch)
    newest = {(row.kind, row.key): row for row in sorted(page.rows, key=lambda row: row.seq)}
    fresh = _take(connection, store, list(newest.values()))
    # An event is a fact: central's forgetting it takes nothing back.
    writer.publish(Change(row.kind, row.key, row.body) for row in fresh if row.body is not None or row.kind != EVENT)
    for row in fresh:
        _follow(connection, row)
    cursor = max(page.cursor, notes.number(connection, notes.UPSTREAM_CURSOR))
    notes.put(connection, notes.UPSTREAM_CURSOR, cursor)
    complete = None if page.head is None else _at_head(connection, store, page.head, cursor, writer)
    return Mirrored(complete, writer.finish())


def stands(connection: Connection, store: int, event_id: str) -> bool:
    """Whether central has a fact under this id: then it stays in the hub's feed, whoever else used the id. Where the hub's
    feed has another event in its place, the copy is proven anew, which ends in central's rows being pulled again."""
    ours, theirs = (
        connection.execute(
            select(table.c.digest).where(table.c.store == store, table.c.kind == EVENT, table.c.key == event_id)
        ).scalar_one_or_none()
        for table in (feed, mirrored)
    )
    if theirs and ours != theirs:
        start_over(connection, notes.note(connection, notes.UPSTREAM_EPOCH))
    return bool(theirs)


def _take(connection: Connection, store: int, rows: Sequence[FeedRow]) -> list[FeedRow]:
    """Note what central has; returns the rows that are news."""
    mark = notes.number(connection, notes.MARK)
    known = {
        (one.kind, one.key): one
        for at in range(0, len(rows), CHUNK)
        for one in connection.execute(
            select(mirrored).where(
                mirrored.c.store == store,
                tuple_(mirrored.c.kind, mirrored.c.key).in_([(row.kind, row.key) for row in rows[at : at + CHUNK]]),
            )
        )
    }
    total = notes.note(connection, notes.MIRROR_HASH, EMPTY_HASH)
    counts = _counts(connection)
    news: list[FeedRow] = []
    added: list[dict[str, Any]] = []
    moved: list[dict[str, Any]] = []
    for row in rows:
        before = known.get((row.kind, row.key))
        counted = before is not None and before.mark == mark
        if before is not None and counted and row.seq <= before.seq:
            continue
        # Of the content as it came, never as claimed: a damaged row makes the copy wrong, and it is pulled again.
        digest = row_digest(row.kind, row.key, row.body)
        gone = before.digest if before is not None and counted else ""
        total = shifted(total, gone, digest)
        counts[row.kind] += bool(digest) - bool(gone)
        values = {"b_kind": row.kind, "b_key": row.key, "b_seq": row.seq, "b_digest": digest, "b_mark": mark}
        (added if before is None else moved).append(values)
        news.append(row)
    if added:
        connection.execute(_insert.values(store=store), added)
    if moved:
        connection.execute(_update.where(mirrored.c.store == store), moved)
    if news:
        notes.put(connection, notes.MIRROR_HASH, total)
        notes.put(connection, notes.MIRROR_COUNTS, msgspec.json.encode(counts).decode())
    return news


def _at_head(connection: Connection, store: int, head: Head, cursor: int, writer: StoreWriter) -> bool:
    if head.seq < cursor:
        return notes.note(connection, notes.COMPLETE) == "1"  # a late page: newer ones have been saved since
    counts = {kind: count for kind, count in _counts(connection).items() if count}
    wanted = {kind: count for kind, count in head.counts.items() if count}
    complete = counts == wanted and notes.note(connection, notes.MIRROR_HASH, EMPTY_HASH) == head.state_hash
    if complete:
        notes.put(connection, notes.COMPLETE, 1)
        if notes.number(connection, notes.SWEEPING):
            _sweep(connection, store, writer)
    return complete


def _sweep(connection: Connection, store: int, writer: StoreWriter) -> None:
    """Bury what central's present epoch does not have."""
    left = (mirrored.c.store == store) & (mirrored.c.mark < notes.number(connection, notes.MARK))
    gone = connection.execute(select(mirrored.c.kind, mirrored.c.key).where(left)).all()
    writer.publish(Change(kind, key, None) for kind, key in gone if kind != EVENT)
    connection.execute(delete(mirrored).where(left))
    notes.put(connection, notes.SWEEPING, 0)


def _follow(connection: Connection, row: FeedRow) -> None:
    """Keep the hub's own tables in step with what the rows say of the launch and its stores."""
    if row.kind not in ("launch", "store") or row.body is None:
        return
    try:
        parsed = parse_row(row.kind, row.body)
    except RowError:
        return  # of a newer central: the row is passed on all the same
    if isinstance(parsed, LaunchRow):
        values = {"name": parsed.name, "lookup_key": parsed.lookup_key}
        connection.execute(update(launches).where(launches.c.launch == parsed.launch).values(values))
    elif isinstance(parsed, StoreRow):
        places = {"name": parsed.name, "city": parsed.city, "timezone": parsed.timezone, "address": parsed.address}
        connection.execute(update(stores).where(stores.c.store == parsed.store).values(places))


def _counts(connection: Connection) -> Counter[str]:
    return Counter(msgspec.json.decode(notes.note(connection, notes.MIRROR_COUNTS, "{}"), type=dict[str, int]))


_insert = insert(mirrored).values(
    kind=bindparam("b_kind"),
    key=bindparam("b_key"),
    seq=bindparam("b_seq"),
    digest=bindparam("b_digest"),
    mark=bindparam("b_mark"),
)
_update = (
    update(mirrored)
    .where((mirrored.c.kind == bindparam("b_kind")) & (mirrored.c.key == bindparam("b_key")))
    .values(seq=bindparam("b_seq"), digest=bindparam("b_digest"), mark=bindparam("b_mark"))
)
