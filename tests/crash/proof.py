"""What must hold of a terminal's file and of central's after any crash. Raises `Lost`, which names what does not."""

import hashlib
import json
import secrets
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import select

from central.database import Database as Central
from central.tables import events
from kiosk.domain.event import GENESIS, Event
from kiosk.domain.state import fold, state_body
from kiosk.store.database import Database, open_database
from kiosk.store.ledger import read_event
from kiosk.store.store import Store


class Lost(AssertionError):
    """A promise of docs/reliability.md was broken."""


@dataclass(frozen=True, slots=True)
class Found:
    """What a file holds."""

    own: dict[str, Event]
    """Events of this file's own lives, by id."""
    unsent: frozenset[str]
    contents: str
    """A digest of every row of every table."""


def demand(holds: object, what: str) -> None:
    if not holds:
        raise Lost(what)


def reopen(path: Path, key: bytes) -> str:
    """Start as the kiosk does and end again; why the file was moved aside, empty when it was not."""
    store = Store.open(path, key, lambda: secrets.token_hex(16))
    reason = store.recovered.reason if store.recovered else ""
    store.close()
    return reason


def inspect(path: Path, key: bytes) -> Found:
    """Start as the kiosk does, then read everything: each page, each chain, each cached state."""
    reason = reopen(path, key)
    demand(not reason, f"the file was moved aside: {reason}")
    db = open_database(path, key)
    try:
        return found(db)
    finally:
        db.close()


def found(db: Database) -> Found:
    """All that an open file holds. Raises Lost for a chain, a seal or a cached state that does not hold."""
    demand(not db.conn.execute("PRAGMA cipher_integrity_check").fetchall(), "a page's check sum does not hold")
    demand(db.conn.execute("PRAGMA integrity_check").fetchone()[0] == "ok", "the file's structure does not hold")
    known = [read_event(row[0]) for row in db.conn.execute("SELECT body FROM event ORDER BY id").fetchall()]
    lives = {
        incarnation: (terminal_id, acknowledged)
        for incarnation, terminal_id, acknowledged in db.conn.execute(
            "SELECT incarnation, terminal_id, acknowledged FROM incarnation"
        ).fetchall()
    }
    own = {event.event_id: event for event in known if lives.get(event.incarnation, ("",))[0] == event.terminal_id}
    for incarnation in {event.incarnation for event in own.values()}:
        _chain(sorted((one for one in own.values() if one.incarnation == incarnation), key=lambda one: one.seq))
    _states(db, known)
    unsent = frozenset(one.event_id for one in own.values() if one.seq > lives[one.incarnation][1])
    return Found(own, unsent, contents(db))


def _chain(chain: list[Event]) -> None:
    previous = GENESIS
    for seq, event in enumerate(chain, start=1):
        demand(event.seq == seq, f"number {seq} of {event.incarnation} is missing")
        demand(event.prev_hash == previous, f"event {seq} does not continue the one before it")
        demand(event.hash == event.expected_hash(), f"event {seq} was changed after it was sealed")
        previous = event.hash


def _states(db: Database, known: Iterable[Event]) -> None:
    of_one: dict[str, list[Event]] = {}
    for event in known:
        of_one.setdefault(event.reservation_id, []).append(event)
    for reservation_id, body in db.conn.execute("SELECT reservation_id, body FROM state").fetchall():
        folded = json.loads(json.dumps(state_body(fold(of_one.get(reservation_id, ())))))
        demand(json.loads(body) == folded, f"the cached state of {reservation_id} is not the fold of its events")


SOURCES = ("event", "former", "feed_row", "trust_list", "quarantine")
"""What the other tables follow from, or what the next sync sets right."""


def sources(db: Database) -> str:
    """As `contents`, of the ledger's and the roster's own tables."""
    return contents(db, SOURCES)


def contents(db: Database, tables: Iterable[str] = ()) -> str:
    """A digest of every row of every table, whatever page it stands on."""
    digest = hashlib.sha256()
    for table in sorted(tables or db.table_names()):
        rows = sorted(repr(tuple(row)) for row in db.conn.execute(f'SELECT * FROM "{table}"').fetchall())
        digest.update(repr((table, rows)).encode())
    return digest.hexdigest()


def at_central(database: Path) -> list[dict[str, Any]]:
    """Every event central holds or has stored as rejected, read from its database beside it."""
    columns = (events.c.event_id, events.c.terminal_id, events.c.incarnation, events.c.seq, events.c.hash)
    with Central(database, create=False) as central, central.read() as connection:
        return [dict(row._mapping) for row in connection.execute(select(*columns, events.c.answer))]


def meet(confirmed: Iterable[str], file: Found, central: list[dict[str, Any]]) -> None:
    """All that was shown is in the ledger and, once and unchanged, at central; nothing is there that no file holds."""
    shown = list(confirmed)
    demand(len(shown) == len(set(shown)), "one event was confirmed twice")
    missing = [one for one in shown if one not in file.own]
    demand(not missing, f"confirmed, not in the ledger: {missing}")
    demand(not file.unsent, f"{len(file.unsent)} events are still unsent")
    twice = [one for one, times in Counter(row["event_id"] for row in central).items() if times > 1]
    demand(not twice, f"twice at central: {twice}")
    held = {row["event_id"]: row for row in central}
    for event_id, event in file.own.items():
        row = held.pop(event_id, None)
        demand(row is not None, f"in the ledger, not at central: {event_id}")
        assert row is not None
        same = (row["incarnation"], row["seq"], row["hash"]) == (event.incarnation, event.seq, event.hash)
        demand(same, f"central holds another event as {event_id}")
        demand(row["answer"] != "rejected", f"central rejected {event_id}")
    demand(not held, f"at central, in no ledger: {sorted(held)}")


def known_ids(path: Path, key: bytes) -> set[str]:
    """Every event a file knows, its own and others'."""
    db = open_database(path, key)
    try:
        return {str(row[0]) for row in db.conn.execute("SELECT event_id FROM event").fetchall()}
    finally:
        db.close()
