"""The store's conflicts, kept ready: `kiosk.domain.conflict` over the cached states, only where something has changed.

A check-in writes nothing here, so it costs nothing: events are caught up with when a page of the feed was saved, when
nobody waits (`Store`), and when somebody asks. All of it can be made anew from the ledger.
"""

from collections.abc import Callable, Collection, Iterable
from contextlib import AbstractContextManager

import msgspec

from kiosk.domain.conflict import SHARED, Conflict, ConflictKind, between, shared_subjects
from kiosk.store.database import Database, faults
from kiosk.store.facts import Facts
from kiosk.store.ledger import Ledger

THROUGH = "conflicts_through"
_Subject = tuple[str, str]
"""Kind and subject: the name of a conflict."""


class Conflicts:
    def __init__(
        self, db: Database, facts: Facts, ledger: Ledger, transaction: Callable[[], AbstractContextManager[set[str]]]
    ) -> None:
        self._db = db
        self._facts = facts
        self._ledger = ledger
        self._transaction = transaction

    def all(self) -> list[Conflict]:
        """Open and closed, by kind and subject. Raises NotSaved when it cannot catch up first."""
        self.catch_up()
        return self._kept("SELECT body FROM conflict ORDER BY kind, subject")

    def open(self) -> list[Conflict]:
        return [conflict for conflict in self.all() if conflict.is_open]

    def open_count(self) -> int:
        """As far as it has caught up; writes nothing."""
        with faults("read"):
            return int(self._db.conn.execute("SELECT count(*) FROM conflict WHERE open = 1").fetchone()[0])

    def get(self, kind: ConflictKind, subject: str) -> Conflict | None:
        """As it stands now. Inside a transaction: catches up first."""
        self.refresh()
        return next(
            iter(self._kept("SELECT body FROM conflict WHERE kind = ? AND subject = ?", [str(kind), subject])), None
        )

    def catch_up(self) -> None:
        """A transaction of its own, if there is anything new."""
        if self.behind():
            with self._transaction():
                self.refresh()

    def behind(self) -> bool:
        """Whether events have come since."""
        with faults("read"):
            return self._last_event() > self._facts.number(THROUGH)

    def forget_all(self) -> None:
        """Another version of the kiosk made them: look at every event again. Inside the caller's transaction."""
        self._db.conn.execute("DELETE FROM conflict")
        self._db.conn.execute("DELETE FROM shared_subject")
        self._facts.put(THROUGH, 0)

    def refresh(self, moved: Collection[str] = ()) -> None:
        """Inside the caller's transaction. `moved`: reservations of events that were there already and have changed."""
        through, last = self._facts.number(THROUGH), self._last_event()
        rows = self._db.conn.execute(
            "SELECT DISTINCT reservation_id FROM event WHERE id > ? AND reservation_id <> ''", [through]
        ).fetchall()
        touched = {str(row[0]) for row in rows} | set(moved)
        if touched:
            self._judge(touched)
        if last != through:
            self._facts.put(THROUGH, last)

    def _judge(self, touched: set[str]) -> None:
        subjects = {(str(kind), one) for one in touched for kind in ConflictKind if kind not in SHARED}
        for reservation_id in touched:
            now = shared_subjects(self._ledger.state(reservation_id))
            self._db.conn.executemany(
                "INSERT OR IGNORE INTO shared_subject (kind, subject, reservation_id) VALUES (?, ?, ?)",
                [(str(kind), subject, reservation_id) for kind, subject in sorted(now)],
            )
            # Also those it no longer has: the others are judged anew without it.
            subjects |= self._pairs("SELECT kind, subject FROM shared_subject WHERE reservation_id = ?", reservation_id)
        near = touched | {
            str(row[0])
            for subject in subjects
            for row in self._db.conn.execute(
                "SELECT reservation_id FROM shared_subject WHERE kind = ? AND subject = ?", subject
            )
        }
        found = between({one: self._ledger.state(one) for one in near})
        self._db.conn.executemany("DELETE FROM conflict WHERE kind = ? AND subject = ?", sorted(subjects))
        self._db.conn.executemany(
            "INSERT INTO conflict (kind, subject, open, body) VALUES (?, ?, ?, ?)",
            [
                (str(one.kind), one.subject, one.is_open, msgspec.json.encode(one))
                for one in found
                if (str(one.kind), one.subject) in subjects
            ],
        )

    def _pairs(self, sql: str, value: str) -> set[_Subject]:
        return {(str(row[0]), str(row[1])) for row in self._db.conn.execute(sql, [value])}

    def _kept(self, sql: str, values: Iterable[str] = ()) -> list[Conflict]:
        with faults("read"):
            rows = self._db.conn.execute(sql, list(values)).fetchall()
        return [msgspec.json.decode(row[0], type=Conflict) for row in rows]

    def _last_event(self) -> int:
        return int(self._db.conn.execute("SELECT coalesce(max(id), 0) FROM event").fetchone()[0])
