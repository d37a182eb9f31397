"""The feed into the roster and the ledger's copies of other terminals' events: rows and cursor in one transaction.

Called always on the store's thread by `sync.runner`. A row that cannot be used is quarantined with its reason and its
digest still counts, so that the copy can be proven whole; the rest loads. `roster.py` and `ledger.py` read what is
written here.
"""

import logging
import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from datetime import datetime

import msgspec

from kiosk.domain.clock import parse_utc, utc_text
from kiosk.domain.event import Event, canonical, event_from_wire
from kiosk.domain.feed import EMPTY_HASH, FeedRow, Head, row_digest, shifted
from kiosk.domain.reservation import Reservation
from kiosk.domain.rows import ROW_TYPES, RowError, parse_row
from kiosk.store.audit import WRONG
from kiosk.store.database import Database, faults
from kiosk.store.demand import Demand
from kiosk.store.event_rows import EventRows
from kiosk.store.facts import Facts
from kiosk.store.roster import Roster, Term, terms

log = logging.getLogger(__name__)

DOUBT = 2
"""Heads in a row that the copy did not equal: one is mended by fetching it anew, the second is for people."""
EVENT = "event"
RESERVATION = "reservation"
_DIGEST = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True, slots=True)
class Position:
    epoch: str
    """Empty before the first contact."""
    cursor: int


@dataclass(frozen=True, slots=True)
class Applied:
    rows: int
    quarantined: int
    """How many rows of the copy stand in quarantine now."""
    complete: bool | None
    """Counts and hash equal the head's; None when the page carried no head."""
    changed: frozenset[str]
    """Reservation ids whose row or events changed, so that screens can follow."""


@dataclass(frozen=True, slots=True)
class Copy:
    """How whole and how old the copy is."""

    expected: dict[str, int] | None
    """Live rows by kind at the head last seen; None before the first."""
    counts: dict[str, int]
    """Live rows by kind here, those in quarantine included."""
    complete: bool
    quarantined: int
    quarantined_reservations: int
    updated_at: datetime | None
    """When the copy last provably stood at central's head."""
    in_doubt: bool = False
    """At two heads in a row it was not equal, although it was fetched from 0 in between."""
    state_hash: str = EMPTY_HASH
    """Of all rows held now (`kiosk/domain/feed.py`, `shifted`): two copies that stand at one head have the same."""


@dataclass(frozen=True, slots=True)
class Quarantined:
    kind: str
    key: str
    seq: int
    reason: str


@dataclass(slots=True)
class _Known:
    """A row as the copy holds it before the page."""

    row_id: int
    seq: int
    mark: int
    digest: str
    body: bytes | None


@dataclass(slots=True)
class _Page:
    """What one page changes, gathered first and written in few statements."""

    mark: int
    known: dict[tuple[str, str], _Known] = field(default_factory=dict[tuple[str, str], _Known])
    ids: dict[tuple[str, str], int] = field(default_factory=dict[tuple[str, str], int])
    digest_out: int = 0
    digest_in: int = 0
    counts: Counter[str] = field(default_factory=Counter[str])
    rows: dict[tuple[str, str], tuple[int, str, bytes | None]] = field(
        default_factory=dict[tuple[str, str], tuple[int, str, bytes | None]]
    )
    faults: dict[tuple[str, str], tuple[int, str, bytes]] = field(
        default_factory=dict[tuple[str, str], tuple[int, str, bytes]]
    )
    events: dict[str, tuple[Event, int]] = field(default_factory=dict[str, tuple[Event, int]])
    reservations: dict[str, Reservation] = field(default_factory=dict[str, Reservation])
    trust: list[tuple[int, bytes]] = field(default_factory=list[tuple[int, bytes]])
    changed: set[str] = field(default_factory=set[str])

    def refuse_event(self, event: Event, seq: int, reason: str) -> None:
        self.faults[EVENT, event.event_id] = (seq, reason, canonical(event.to_wire()))


class Replica:
    def __init__(
        self,
        db: Database,
        facts: Facts,
        events: EventRows,
        roster: Roster,
        demand: Demand,
        transaction: Callable[[], AbstractContextManager[set[str]]],
    ) -> None:
        self._db = db
        self._facts = facts
        self._roster = roster
        self._events = events
        self._demand = demand
        self._transaction = transaction

    def position(self) -> Position:
        with faults("read"):
            return Position(self._facts.text("epoch"), self._facts.number("cursor"))

    def start_over(self, epoch: str) -> None:
        """Central has another epoch: next pull starts at 0; rows not seen again are dropped when that copy is
        proven whole. Nothing of the ledger is deleted."""
        with self._transaction():
            self._start_over(epoch)

    def apply(self, epoch: str, cursor: int, rows: Sequence[FeedRow], head: Head | None, at: datetime) -> Applied:
        """Save one page. Bad rows go to quarantine (with their digest, so that completeness still holds) and load
        nothing; own events coming back get their central seq. Raises NotSaved.

        The same page twice, or a late one, changes nothing: within one epoch a row only moves to a larger seq, and so
        does the cursor.
        """
        with self._transaction() as changed:
            if epoch != self._facts.text("epoch"):
                self._start_over(epoch)
            page = self._read(rows)
            self._write(page, at)
            self._facts.put("cursor", max(cursor, self._facts.number("cursor")))
            self._facts.seen(at)
            self._facts.keep_latest()
            changed |= page.changed
            if head is None:
                complete = None
                self._facts.put("complete", 0)
            else:
                complete = self._compare(head, at)
                if complete and self._facts.number("sweeping"):  # a day that works goes for one proven whole only
                    changed |= self._sweep()
                    self._roster.forget()
            if any(kind not in (RESERVATION, EVENT) for kind, _ in page.rows):
                self._roster.forget()
            return Applied(len(rows), self._quarantined(), complete, frozenset(changed))

    def copy(self) -> Copy:
        """How whole and how old the copy is."""
        with faults("read"):
            head = self._facts.text("head")
            updated_at = self._facts.text("updated_at")
            return Copy(
                expected=msgspec.json.decode(head, type=Head).counts if head else None,
                counts=self._counts(),
                complete=self._facts.text("complete") == "1",
                quarantined=self._quarantined(),
                quarantined_reservations=self._quarantined(RESERVATION),
                updated_at=parse_utc(updated_at) if updated_at else None,
                in_doubt=self._facts.number("mismatches") >= DOUBT,
                state_hash=self._facts.text("state_hash", EMPTY_HASH),
            )

    def quarantine(self) -> list[Quarantined]:
        """The rows that could not be used, and why."""
        with faults("read"):
            rows = self._db.conn.execute("SELECT kind, key, seq, reason FROM quarantine ORDER BY kind, key").fetchall()
            return [Quarantined(*row) for row in rows]

    # --- reading a page: decides, writes nothing ----------------------------------------------------------------------

    def _read(self, rows: Sequence[FeedRow]) -> _Page:
        page = _Page(mark=self._facts.number("mark"))
        newest = {(row.kind, row.key): row for row in sorted(rows, key=lambda row: row.seq)}
        # In the order of the index: neighbours share its pages, which makes a first download twice as fast.
        newest = dict(sorted(newest.items()))
        known = page.known = self._known(newest)
        for at, row in newest.items():
            before = known.get(at)
            counted = before is not None and before.mark == page.mark
            if before is not None and counted and row.seq <= before.seq:
                continue
            digest = "" if row.body is None else _claimed_digest(row)
            page.digest_in += int(digest or "0", 16)
            page.counts[row.kind] += bool(digest)
            if before is not None and counted:
                page.digest_out += int(before.digest or "0", 16)
                page.counts[row.kind] -= bool(before.digest)
            body = self._body(page, row, digest, before)
            page.rows[at] = (row.seq, digest, body)
            if row.kind == RESERVATION and (before is None or body != before.body):
                page.changed.add(row.key)
        return page

    def _body(self, page: _Page, row: FeedRow, digest: str, before: _Known | None) -> bytes | None:
        """What readers are given of the row from now on."""
        if row.body is None:
            return None
        encoded = canonical(row.body)
        try:
            if row.digest != row_digest(row.kind, row.key, row.body):
                raise RowError("the digest does not fit the content")
            if row.kind == EVENT:
                page.events[row.key] = (_event(row), row.seq)
                return None
            if row.kind in ROW_TYPES:
                self._parse(page, row, encoded)
        except ValueError as error:
            page.faults[row.kind, row.key] = (row.seq, str(error), encoded)
            # The last good rules of a store are better than none. A reservation of which only an older state is known
            # is not: it may have been cancelled since.
            return None if row.kind in (RESERVATION, EVENT) or before is None else before.body
        return encoded

    def _parse(self, page: _Page, row: FeedRow, encoded: bytes) -> None:
        parsed = parse_row(row.kind, row.body)
        if row.kind == RESERVATION:
            if parsed.reservation_id != row.key:
                raise RowError(f"reservation: the row of {row.key} speaks of another one")
            page.reservations[row.key] = parsed
        elif row.kind == "trust":
            page.trust.append((parsed.version, encoded))

    def _known(self, keys: Iterable[tuple[str, str]]) -> dict[tuple[str, str], _Known]:
        found: dict[tuple[str, str], _Known] = {}
        for kind, key in keys:
            row = self._db.conn.execute(
                "SELECT id, seq, mark, digest, body FROM feed_row WHERE kind = ? AND key = ?", (kind, key)
            ).fetchone()
            if row is not None:
                found[kind, key] = _Known(*row)
        return found

    # --- writing a page -------------------------------------------------------------------------------------------------

    def _write(self, page: _Page, at: datetime) -> None:
        if page.events:
            taken = self._events.take(page.events, at)
            page.changed |= taken.touched
            for event_id, reason in taken.refused.items():
                page.refuse_event(*page.events[event_id], reason)
        self._number(page)
        self._db.conn.executemany(
            "INSERT INTO feed_row (id, kind, key, seq, mark, digest, body) VALUES (?, ?, ?, ?, ?, ?, ?)"
            " ON CONFLICT (kind, key) DO UPDATE SET seq = excluded.seq, mark = excluded.mark,"
            " digest = excluded.digest, body = excluded.body",
            [(page.ids[at], *at, seq, page.mark, digest, body) for at, (seq, digest, body) in page.rows.items()],
        )
        self._link(page)
        self._db.conn.executemany("INSERT OR REPLACE INTO trust_list (version, body) VALUES (?, ?)", page.trust)
        self._db.conn.executemany("DELETE FROM quarantine WHERE kind = ? AND key = ?", list(page.rows))
        self._db.conn.executemany(
            "INSERT INTO quarantine (kind, key, seq, reason, body) VALUES (?, ?, ?, ?, ?)",
            [(kind, key, seq, reason, body) for (kind, key), (seq, reason, body) in page.faults.items()],
        )
        total = self._facts.text("state_hash", EMPTY_HASH)
        self._facts.put("state_hash", shifted(total, f"{page.digest_out:x}", f"{page.digest_in:x}"))
        counts = Counter(self._counts())
        counts.update(page.counts)
        self._facts.put("counts", msgspec.json.encode({kind: n for kind, n in counts.items() if n}).decode())

    def _number(self, page: _Page) -> None:
        """Row ids, new ones at the end: known beforehand, no row has to be looked for again after it was written."""
        last = int(self._db.conn.execute("SELECT coalesce(max(id), 0) FROM feed_row").fetchone()[0])
        fresh = (at for at in page.rows if at not in page.known)
        page.ids = {at: last + count for count, at in enumerate(fresh, start=1)}
        page.ids.update((at, known.row_id) for at, known in page.known.items() if at in page.rows)

    def _link(self, page: _Page) -> None:
        """Make the page's reservations findable under their present terms only."""
        gone: list[tuple[int, bytes, int]] = []
        new: list[tuple[int, bytes, int, int]] = []
        before_bodies: list[bytes] = []
        for kind, key in page.rows:
            if kind != RESERVATION:
                continue
            row_id = page.ids[kind, key]
            before = page.known.get((kind, key))
            now = terms(page.reservations[key]) if key in page.reservations else set[Term]()
            if before is not None and before.body is not None:
                before_bodies.append(before.body)
                old = self._old_terms(row_id, before.body)
                gone.extend((term_field, term, row_id) for term_field, term, _ in old - now)
                now -= old
            new.extend([(term_field, term, row_id, generation) for term_field, term, generation in now])
        gone.sort()
        new.sort()
        self._db.conn.executemany("DELETE FROM lookup WHERE field = ? AND term = ? AND row = ?", gone)
        self._db.conn.executemany(
            "INSERT OR REPLACE INTO lookup (field, term, row, generation) VALUES (?, ?, ?, ?)", new
        )
        self._demand.move(before_bodies, page.reservations.values())

    def _old_terms(self, row_id: int, body: bytes) -> set[Term]:
        try:
            return terms(parse_row(RESERVATION, body))
        except RowError:  # an older kiosk took what this one does not: find its terms the long way
            self._db.conn.execute("DELETE FROM lookup WHERE row = ?", [row_id])
            return set()

    # --- the copy as a whole --------------------------------------------------------------------------------------------

    def _start_over(self, epoch: str) -> None:
        self._roster.forget()  # what was granted in another epoch
        begun = self._facts.number("mark") or self._facts.number("cursor")
        self._facts.put("epoch", epoch)
        self._facts.put("cursor", 0)
        self._facts.put("mark", self._facts.number("mark") + 1)
        self._facts.put("sweeping", 1 if begun else 0)
        self._facts.put("state_hash", EMPTY_HASH)
        self._facts.put("counts", "{}")
        self._facts.put("complete", 0)
        self._facts.put(WRONG, 0)

    def _compare(self, head: Head, at: datetime) -> bool:
        """Whether all that central has at its head is here."""
        if head.seq < self._facts.number("cursor"):
            return self._facts.text("complete") == "1"  # a late page: newer ones have been saved since
        complete = (
            not self._facts.number(WRONG)
            and head.state_hash == self._facts.text("state_hash", EMPTY_HASH)
            and self._counts() == {kind: count for kind, count in head.counts.items() if count}
        )
        self._facts.put("head", msgspec.json.encode(head).decode())
        self._facts.put("complete", int(complete))
        mismatches = 0 if complete else self._facts.number("mismatches") + 1
        self._facts.put("mismatches", mismatches)
        if mismatches == DOUBT:
            log.warning("the copy of the day does not equal central's, although it was fetched anew")
        if complete:
            self._facts.put("updated_at", utc_text(at))
        return complete

    def _sweep(self) -> set[str]:
        """Drop rows of an earlier epoch that the present one does not have. Events stay: facts are never taken back."""
        mark = self._facts.number("mark")
        left = self._db.conn.execute("SELECT id, kind, key, body FROM feed_row WHERE mark < ?", [mark]).fetchall()
        self._demand.move((row[3] for row in left if row[1] == RESERVATION and row[3] is not None), ())
        self._db.conn.executemany(
            "DELETE FROM quarantine WHERE kind = ? AND key = ?", [(row[1], row[2]) for row in left]
        )
        self._db.conn.executemany(
            "UPDATE event SET central_seq = NULL WHERE event_id = ?", [(row[2],) for row in left if row[1] == EVENT]
        )
        self._db.conn.execute("DELETE FROM lookup WHERE row IN (SELECT id FROM feed_row WHERE mark < ?)", [mark])
        self._db.conn.execute("DELETE FROM feed_row WHERE mark < ?", [mark])
        self._facts.put("sweeping", 0)
        return {str(row[2]) for row in left if row[1] == RESERVATION}

    def _counts(self) -> dict[str, int]:
        return msgspec.json.decode(self._facts.text("counts", "{}"), type=dict[str, int])

    def _quarantined(self, kind: str = "") -> int:
        sql = "SELECT count(*) FROM quarantine WHERE ? IN ('', kind)"
        return int(self._db.conn.execute(sql, [kind]).fetchone()[0])


def _claimed_digest(row: FeedRow) -> str:
    """The digest central counts the row by, if it is one at all."""
    return row.digest if _DIGEST.fullmatch(row.digest) else row_digest(row.kind, row.key, row.body)


def _event(row: FeedRow) -> Event:
    """Raises ValueError when the row is no event that its terminal sealed."""
    try:
        event = event_from_wire(row.body)
    except (ValueError, OverflowError) as error:
        raise RowError(f"event: {error}") from error
    if event.event_id != row.key:
        raise RowError("event: the row is filed under another id")
    if event.expected_hash() != event.hash:
        raise RowError("event: its hash does not fit its content")
    return event
