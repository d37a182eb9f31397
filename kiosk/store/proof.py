"""Whether a file holds together: chains, seals, cached states, the copy of the feed. Changes nothing, offline, for `kiosk verify`.

What can be checked is what contradicts itself. Events cut from the end of the ledger that central had not acknowledged
leave nothing behind that could; whoever holds the database's key can rewrite what no receipt speaks of.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import msgspec

from kiosk.domain.conflict import between
from kiosk.domain.event import GENESIS, Event
from kiosk.domain.feed import EMPTY_HASH, Head, row_digest, shifted
from kiosk.domain.state import FOLD_VERSION
from kiosk.errors import Fault
from kiosk.store import checks
from kiosk.store.conflicts import THROUGH
from kiosk.store.database import Database, DatabaseError, faults, is_damage, open_database
from kiosk.store.demand import DEMAND_VERSION, Demand
from kiosk.store.facts import Facts
from kiosk.store.following import contradictions, folded, wrong_units
from kiosk.store.ledger import Ledger, read_event
from kiosk.store.lives import Life, Lives
from kiosk.store.migrations import migrations

_OPERATION = "verify the database"


@dataclass(frozen=True, slots=True)
class Finding:
    where: str
    """`event 12 of 3f2a...`, `state of 00c0ffee...`, `copy`."""
    what: str


@dataclass(frozen=True, slots=True)
class Proof:
    findings: tuple[Finding, ...]
    lives: tuple[Life, ...]
    events: int
    """Of this file and of other terminals, all checked."""
    rows: int
    """Of the feed's copy."""
    heads: dict[tuple[str, int], str]
    """(incarnation, seq) -> hash of everything this file has made: what receipts are compared with."""


def prove(path: Path, key: bytes) -> Proof:
    """Check all of a file that no kiosk has open. Raises Fault when it cannot be checked; damage is a finding."""
    if not path.is_file():
        raise Fault(_OPERATION, "Check the folder: this terminal has no database there", f"no file {path.name}")
    with faults(_OPERATION):
        try:
            db = open_database(path, key)
        except DatabaseError as error:
            if is_damage(error):
                return _damaged(error)
            raise
        try:
            if problem := checks.damage(db, path, suspect=True):
                return _damaged(problem)
            if migrations.pending(db):
                raise Fault(_OPERATION, "Start the kiosk once, then verify", "an older kiosk has written the file")
            return _Check(db).run()
        except DatabaseError as error:
            if is_damage(error):
                return _damaged(error)
            raise
        finally:
            db.close()


def _damaged(problem: object) -> Proof:
    what = f"damaged, or encrypted with another key: {problem}"
    return Proof((Finding("file", what),), (), 0, 0, {})


class _Check:
    def __init__(self, db: Database) -> None:
        self._db = db
        self._facts = Facts(db)
        self._lives = Lives(db, lambda: "")
        self._ledger = Ledger(db, self._facts, self._lives)
        self._events: dict[str, Event] = {}
        self._heads: dict[tuple[str, int], str] = {}
        self._rows = 0

    def run(self) -> Proof:
        lives = self._lives.all()
        findings = [*self._read_events()]
        for life in lives:
            findings += self._chain(life)
        findings += self._states()
        findings += self._copy()
        return Proof(tuple(findings), tuple(lives), len(self._events), self._rows, self._heads)

    def _read_events(self) -> Iterator[Finding]:
        columns = "event_id, incarnation, seq, hash, body"
        for table in ("event", "former"):
            for event_id, incarnation, seq, kept_hash, body in self._db.conn.execute(
                f"SELECT {columns} FROM {table} ORDER BY id"  # noqa: S608  # constants only
            ):
                where = f"{table} {seq} of {incarnation}"
                try:
                    event = read_event(body)
                except (ValueError, msgspec.DecodeError) as error:
                    yield Finding(where, f"cannot be read: {error}")
                    continue
                if (event.event_id, event.incarnation, event.seq, event.hash) != (
                    event_id,
                    incarnation,
                    seq,
                    kept_hash,
                ):
                    yield Finding(where, "is filed as another event than it is")
                if event.hash != event.expected_hash():
                    yield Finding(where, "was changed after it was sealed")
                if table == "event":
                    self._events[event_id] = event

    def _chain(self, life: Life) -> Iterator[Finding]:
        """All that this file made in a life, what has moved on included: 1, 2, 3, ... each bound to the one before."""
        made = self._db.conn.execute(
            "SELECT seq, body FROM event WHERE incarnation = ? AND made_here = 1"
            " UNION ALL SELECT seq, body FROM former WHERE incarnation = ? AND made_here = 1 ORDER BY seq",
            [life.incarnation, life.incarnation],
        ).fetchall()
        expected, previous = 1, GENESIS
        for seq, body in made:
            try:
                event = read_event(body)
            except (ValueError, msgspec.DecodeError):
                continue  # said already
            where = f"event {seq} of {life.incarnation}"
            if seq != expected:
                yield Finding(where, f"number {expected} is missing before it" if seq > expected else "is there twice")
            elif event.prev_hash != previous:
                yield Finding(where, "does not continue the one before it")
            expected, previous = seq + 1, event.hash
            self._heads[life.incarnation, seq] = event.hash
        if life.acknowledged >= expected:
            yield Finding(
                f"incarnation {life.incarnation}",
                f"central has acknowledged {life.acknowledged} events, the ledger ends at {expected - 1}",
            )

    def _states(self) -> Iterator[Finding]:
        if self._facts.number("fold") != FOLD_VERSION:
            return  # another version's: folded again at the next start
        fresh = folded(self._events.values())
        for reservation_id, what in contradictions(fresh, self._ledger.kept_states()):
            yield Finding(f"state of {reservation_id}", what)
        for reservation_id, what in wrong_units(fresh, self._ledger.kept_units()):
            yield Finding(f"units of {reservation_id}", what)
        last = int(self._db.conn.execute("SELECT coalesce(max(id), 0) FROM event").fetchone()[0])
        if self._facts.number(THROUGH) == last:
            told = [bytes(row[0]) for row in self._db.conn.execute("SELECT body FROM conflict ORDER BY kind, subject")]
            if told != [msgspec.json.encode(one) for one in between(fresh)]:
                yield Finding("conflicts", "are not those of the events")

    def _copy(self) -> Iterator[Finding]:
        mark = self._facts.number("mark")
        spoiled = {(kind, key) for kind, key in self._db.conn.execute("SELECT kind, key FROM quarantine")}
        total, counts = EMPTY_HASH, Counter[str]()
        for kind, key, row_mark, digest, body in self._db.conn.execute(
            "SELECT kind, key, mark, digest, body FROM feed_row"
        ):
            self._rows += 1
            if row_mark == mark and digest:
                total = shifted(total, "", digest)
                counts[kind] += 1
            if (kind, key) not in spoiled and digest and not self._fits(kind, key, digest, body):
                yield Finding(f"row {kind} {key}", "is not what central sent: its digest does not fit")
        if self._facts.number("demand") == DEMAND_VERSION and not Demand(self._db).is_right():
            yield Finding("copy", "its bookings are counted wrong")
        if total != self._facts.text("state_hash", EMPTY_HASH):
            yield Finding("copy", "its rows do not add up to its state hash: one is missing, too many or another")
        head = self._facts.text("head")
        if head and self._facts.text("complete") == "1":
            said = msgspec.json.decode(head, type=Head)
            if said.state_hash != total or {kind: n for kind, n in said.counts.items() if n} != dict(counts):
                yield Finding("copy", "is called complete, but central's head says otherwise")

    def _fits(self, kind: str, key: str, digest: str, body: bytes | None) -> bool:
        if kind != "event":
            try:
                return body is not None and digest == row_digest(kind, key, msgspec.json.decode(body))
            except msgspec.DecodeError:
                return False
        event = self._events.get(key)
        if event is None:
            return False
        forms = [event, *self._former(key)]
        # Where an own act stands this file knows best: central's form of it may be one that was never here.
        return any(digest == row_digest(kind, key, one.to_wire()) for one in forms) or self._ledger.was_made_here(key)

    def _former(self, event_id: str) -> list[Event]:
        rows = self._db.conn.execute("SELECT body FROM former WHERE event_id = ?", [event_id]).fetchall()
        return [read_event(row[0]) for row in rows]
