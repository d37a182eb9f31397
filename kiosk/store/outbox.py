"""What central has not acknowledged yet: a cursor over the ledger, never a queue of its own. Deletes nothing.

Called always on the store's thread; `sync.runner` turns its events into batches. The cursor is the column
`acknowledged` of each incarnation. What a receipt proves is believed only as far as its hash is that of the event here.
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime

import msgspec

from kiosk.domain.event import Event
from kiosk.store.database import Database, faults
from kiosk.store.facts import Facts
from kiosk.store.forks import Forks
from kiosk.store.ledger import Ledger
from kiosk.store.lives import Lives


@dataclass(frozen=True, slots=True)
class Final:
    """One event's final answer from central: accepted, duplicate, conflict or rejected (with a reason)."""

    event_id: str
    answer: str
    reason: str = ""


@dataclass(frozen=True, slots=True)
class DeadLetter:
    """An own event that central has stored but does not believe, and why. It blocks nothing; people are told."""

    event: Event
    reason: str


class _Held(msgspec.Struct):
    """What a receipt says is held."""

    terminal_id: str = ""
    last_seq: int = 0
    head_hash: str = ""
    issuer: str = ""


class Outbox:
    def __init__(
        self,
        db: Database,
        ledger: Ledger,
        lives: Lives,
        forks: Forks,
        facts: Facts,
        transaction: Callable[[], AbstractContextManager[object]],
    ) -> None:
        self._db = db
        self._ledger = ledger
        self._lives = lives
        self._forks = forks
        self._facts = facts
        self._transaction = transaction

    def lives(self, terminal_id: str) -> list[str]:
        """The incarnations of a terminal in this file, oldest first, the present one included."""
        with faults("read"):
            present = self._lives.present()
            return [
                life.incarnation
                for life in self._lives.all()
                if life.terminal_id == terminal_id or life.incarnation == present
            ]

    def unsent(self, limit: int = 200) -> list[Event]:
        """Own events after the acknowledged seq, oldest first; all of one incarnation (older incarnations first)."""
        with faults("read"):
            for life in self._lives.all():
                if events := self._ledger.made_from(life.incarnation, life.acknowledged + 1, limit):
                    return events
        return []

    def count(self) -> int:
        """How many own events central has not acknowledged."""
        with faults("read"):
            return sum(
                int(
                    self._db.conn.execute(
                        "SELECT count(*) FROM event WHERE incarnation = ? AND seq > ? AND made_here = 1",
                        [life.incarnation, life.acknowledged],
                    ).fetchone()[0]
                )
                for life in self._lives.all()
            )

    def not_at_central(self) -> int:
        """How many own events are not under central's own receipt: what only a hub has signed for counts as missing."""
        with faults("read"):
            missing = 0
            for life in self._lives.all():
                held = msgspec.json.decode(life.receipt, type=_Held) if life.receipt else _Held()
                reaches = 0 if held.issuer else held.last_seq
                missing += len(self._ledger.made_from(life.incarnation, reaches + 1))
            return missing

    def acknowledge(self, incarnation: str, last_seq: int, finals: Sequence[Final], receipt: bytes) -> None:
        """Central has given its final answers up to `last_seq` of `incarnation`; keeps them and the receipt (JSON bytes).

        Never moves the cursor back (a late answer to an older batch), and never beyond what this file has made.
        """
        with self._transaction():
            made = self._db.conn.execute(
                "SELECT max(seq) FROM event WHERE incarnation = ? AND made_here = 1", [incarnation]
            ).fetchone()
            self._db.conn.execute(
                "UPDATE incarnation SET acknowledged = max(acknowledged, ?) WHERE incarnation = ?",
                [min(last_seq, int(made[0] or 0)), incarnation],
            )
            self._keep_receipt(incarnation, receipt)
            self._db.conn.executemany(
                "INSERT INTO answer (event_id, answer, reason) VALUES (?, ?, ?)"
                " ON CONFLICT (event_id) DO UPDATE SET answer = excluded.answer, reason = excluded.reason",
                [(final.event_id, final.answer, final.reason) for final in finals],
            )

    def held(self, incarnation: str, last_seq: int, head_hash: str, receipt: bytes, at: datetime | None = None) -> None:
        """Central's word on what it holds of a life, asked for at a start and in a new epoch: send again what it lacks.

        If its last event is not the one here, how far both agree is unknown: all of the life is sent again, and the
        answers (`duplicate`, then perhaps `fork`) tell. If central holds more than was made here, the file was copied.
        """
        with self._transaction():
            here = self._ledger.made(incarnation, last_seq)
            agreed = last_seq if here is not None and here.hash == head_hash else 0
            self._db.conn.execute(
                "UPDATE incarnation SET acknowledged = min(acknowledged, ?) WHERE incarnation = ?",
                [agreed, incarnation],
            )
            self._keep_receipt(incarnation, receipt)
            life = self._lives.get(incarnation)
            if last_seq and here is None and life is not None and not self._was_here(incarnation, last_seq):
                # A file copied before its first act does not know yet whose life this is; the receipt does.
                whose = life.terminal_id or msgspec.json.decode(receipt, type=_Held).terminal_id
                self._forks.shared(incarnation, whose, last_seq, at or self._facts.latest())

    def rewind(self, incarnation: str, last_seq: int) -> None:
        """Central holds less than was acknowledged (restored from a backup): send again after `last_seq`."""
        with self._transaction():
            self._db.conn.execute(
                "UPDATE incarnation SET acknowledged = min(acknowledged, ?) WHERE incarnation = ?",
                [max(last_seq, 0), incarnation],
            )

    def answers(self, answer: str) -> list[Final]:
        """Own events that central answered with this word, e.g. `rejected`."""
        with faults("read"):
            rows = self._db.conn.execute(
                "SELECT event_id, answer, reason FROM answer WHERE answer = ?", [answer]
            ).fetchall()
        return [Final(*row) for row in rows]

    def rejected(self) -> list[DeadLetter]:
        """Own events that central did not believe, oldest first."""
        with faults("read"):
            return list(self._dead_letters())

    def rejected_count(self) -> int:
        with faults("read"):
            return int(self._db.conn.execute("SELECT count(*) FROM answer WHERE answer = 'rejected'").fetchone()[0])

    def receipt(self, incarnation: str) -> bytes:
        """Central's last signed receipt for an incarnation, as it came; empty before the first."""
        with faults("read"):
            life = self._lives.get(incarnation)
        return b"" if life is None else life.receipt

    def _dead_letters(self) -> Iterator[DeadLetter]:
        rows = self._db.conn.execute(
            "SELECT answer.event_id, answer.reason FROM answer JOIN event USING (event_id)"
            " WHERE answer.answer = 'rejected' ORDER BY event.id"
        ).fetchall()
        for event_id, reason in rows:
            event = self._ledger.event(str(event_id))
            if event is not None:
                yield DeadLetter(event, str(reason))

    def _keep_receipt(self, incarnation: str, receipt: bytes) -> None:
        """Only one that speaks of the very event that is here: another's would prove nothing about this file."""
        said = msgspec.json.decode(receipt, type=_Held)
        here = self._ledger.made(incarnation, said.last_seq)
        if here is not None and here.hash == said.head_hash:
            self._db.conn.execute("UPDATE incarnation SET receipt = ? WHERE incarnation = ?", [receipt, incarnation])

    def _was_here(self, incarnation: str, seq: int) -> bool:
        """Whether this place was left when events were sealed again."""
        found = self._db.conn.execute(
            "SELECT 1 FROM former WHERE incarnation = ? AND seq = ? AND made_here = 1", [incarnation, seq]
        )
        return found.fetchone() is not None
