"""What central does with the events a terminal sends: one final answer for each, in one transaction with its effect.

Idempotent for ever by event id and by (terminal, incarnation, seq). A fact is never refused for its time or for what
other terminals did; what cannot be believed (shape, hash, chain, author) is stored as rejected and the chain goes on, so
one bad event never blocks the ones behind it. The rules are `docs/protocol.md`, "Sending events".
"""

import json
import re
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, cast

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from sqlalchemy import Connection, bindparam, func, insert, select

from central import facts
from central.conflicts import Subject, keep_subjects, neighbours, subjects_of
from central.facts import NO_FACTS
from central.feed import Change, StoreWriter
from central.places.doubts import PlaceDoubts
from central.staff.doubts import Doubts
from central.tables import events
from kiosk.domain.clock import to_millis, utc_text
from kiosk.domain.event import GENESIS, MAX_INTEGER, Event, event_from_wire
from kiosk.domain.fork import same_act
from kiosk.domain.trust import to_base64url
from sync.wire import Answer, AnswerKind, EventBatch, Receipt, receipt_bytes

# Built once: a statement costs more to put together than to run.
_MINE = (events.c.terminal_id == bindparam("terminal_id")) & (events.c.incarnation == bindparam("incarnation"))
_GOOD = events.c.answer.not_in(NO_FACTS)
_LAST = select(func.max(events.c.seq)).where(_MINE)
_HELD = select(events.c.seq, events.c.event_id, events.c.hash, events.c.answer, events.c.reason).where(
    _MINE, events.c.seq.in_(bindparam("numbers", expanding=True))
)
_OF_IDS = select(events.c.event_id, events.c.wire).where(events.c.event_id.in_(bindparam("ids", expanding=True)), _GOOD)
_NAME = re.compile(r"[!-~]{1,64}")

Conflicts = Callable[[Sequence[Event], Event], str]
"""The facts that an event stands beside, and the event -> why they cannot all be right, or the empty text."""


class UnreadableBatch(ValueError):
    """Not even the identity of an event can be read: nothing was stored."""


@dataclass(frozen=True, slots=True)
class Intake:
    answers: list[Answer]
    last_seq: int
    head_hash: str
    seq: int
    """The store's seq after the transaction."""
    facts: tuple[Event, ...] = ()
    """What the batch told, whether for the first time or again."""


def take_in(connection: Connection, store: int, batch: EventBatch, now: datetime, conflicts: Conflicts) -> Intake:
    """Answer every event of one terminal's batch. Raises UnreadableBatch before anything was written."""
    check_identities(batch)
    writer = StoreWriter(connection, store)
    chain = _Chain(connection, store, batch, conflicts)
    answers = [chain.answer(wire) for wire in batch.events]
    if chain.stored:
        common = {
            "terminal_id": batch.terminal_id,
            "incarnation": batch.incarnation,
            "store": store,
            "received_at": utc_text(now),
        }
        connection.execute(insert(events), [common | row for row in chain.stored])
        writer.publish(Change("event", event.event_id, event.to_wire()) for event in chain.facts)
        keep_subjects(connection, store, chain.subjects)
    return Intake(answers, chain.last_seq, chain.head_hash, writer.finish(), tuple(chain.facts))


def signed_receipt(
    key: Ed25519PrivateKey, batch: EventBatch, intake: Intake, now: datetime, issuer: str = ""
) -> Receipt:
    """`issuer` empty: central's word; else the hub's that speaks."""
    held = (batch.terminal_id, batch.incarnation, intake.last_seq, intake.head_hash, to_millis(now))
    signature = to_base64url(key.sign(receipt_bytes(Receipt(*held, "", issuer))))
    return Receipt(*held, signature, issuer)


def check_identities(batch: EventBatch) -> None:
    """What must be readable for an answer to mean anything; all else is judged event by event. Raises UnreadableBatch."""
    if not _NAME.fullmatch(batch.incarnation):
        raise UnreadableBatch("`incarnation` must be 1 to 64 visible ASCII characters.")
    for at, wire in enumerate(batch.events):
        event_id, seq = wire.get("event_id"), wire.get("seq")
        if not isinstance(event_id, str) or not _NAME.fullmatch(event_id):
            raise UnreadableBatch(f"events[{at}].event_id must be 1 to 64 visible ASCII characters.")
        if not isinstance(seq, int) or isinstance(seq, bool) or not 1 <= seq <= MAX_INTEGER:
            raise UnreadableBatch(f"events[{at}].seq must be a whole number from 1 to 2^53-1.")


class _Chain:
    """One incarnation's chain while a batch is being added to it: reads what it needs at once, writes nothing."""

    def __init__(self, connection: Connection, store: int, batch: EventBatch, conflicts: Conflicts) -> None:
        self._batch = batch
        self._conflicts = conflicts
        self._forked = False
        life = {"terminal_id": batch.terminal_id, "incarnation": batch.incarnation}
        self.last_seq: int = connection.execute(_LAST, life).scalar_one() or 0
        numbers = {cast("int", wire["seq"]) for wire in batch.events} | {self.last_seq}
        found = connection.execute(_HELD, {**life, "numbers": sorted(numbers)})
        self._held = {seq: Held(*held) for seq, *held in found}
        self.head_hash: str = self._held[self.last_seq].hash if self.last_seq else GENESIS
        ids = [cast("str", wire["event_id"]) for wire in batch.events]
        self._ids: dict[str, str] = dict(connection.execute(_OF_IDS, {"ids": ids}).all()) if ids else {}
        """Of facts: event id -> wire."""
        named = {text_of(wire, "reservation_id") for wire in batch.events} - {""}
        spoken_of = {subject for wire in batch.events for subject in _subjects(wire)}
        self._near = neighbours(connection, store, spoken_of, named)
        named |= {one for near in self._near.values() for one in near}
        self._earlier: defaultdict[str, list[Event]] = defaultdict(list)
        for event in facts.of_reservations(connection, named):
            self._earlier[event.reservation_id].append(event)
        self._doubts = (Doubts(connection, store), PlaceDoubts(connection, store))
        self.subjects: list[tuple[Subject, str]] = []
        """New ones, with their reservations."""
        self.stored: list[dict[str, Any]] = []
        """Rows of `events` to write."""
        self.facts: list[Event] = []
        """Events to publish."""

    def answer(self, wire: dict[str, Any]) -> Answer:
        event_id, seq = cast("str", wire["event_id"]), cast("int", wire["seq"])
        if self._forked:
            return Answer(event_id, AnswerKind.FORK, "An earlier event of this batch is a fork.")
        if seq <= self.last_seq:
            return self._again(event_id, seq, wire)
        if seq > self.last_seq + 1:
            return Answer(event_id, AnswerKind.GAP, "Events before this one are missing.", self.last_seq + 1)
        try:
            event = self._believed(wire)
            if event.prev_hash != self.head_hash:  # sound, and of a life that went another way before it
                self._forked = True
                return Answer(
                    event_id, AnswerKind.FORK, f"It does not continue number {self.last_seq} as it stands here."
                )
            self._unlike_known(event)
        except (ValueError, OverflowError, RecursionError) as error:
            return self._store_event(wire, None, Answer(event_id, AnswerKind.REJECTED, str(error)))
        if event.event_id in self._ids:  # the same act, sealed again elsewhere: told already, but now it stands here
            return self._store_event(wire, event, Answer(event_id, AnswerKind.DUPLICATE))
        conflict = self._conflict(event)
        kind = AnswerKind.CONFLICT if conflict else AnswerKind.ACCEPTED
        reason = " ".join(filter(None, (conflict, *(doubts.of(event) for doubts in self._doubts))))
        return self._store_event(wire, event, Answer(event_id, kind, reason))

    def _again(self, event_id: str, seq: int, wire: dict[str, Any]) -> Answer:
        """Sent before: a lost answer is given once more; another event in the same place is a fork."""
        held = self._held.get(seq)
        told = held.again(event_id, text_of(wire, "hash")) if held is not None else None
        if told is None:
            self._forked = True
            return Answer(event_id, AnswerKind.FORK, f"Number {seq} of this incarnation is already another event.")
        return told

    def _believed(self, wire: dict[str, Any]) -> Event:
        """The event, if everything it says of itself holds. Raises ValueError with the reason for a person."""
        event = event_from_wire(wire)
        if event.terminal_id != self._batch.terminal_id:
            raise ValueError("terminal_id: a terminal may only send its own events")
        if event.incarnation != self._batch.incarnation:
            raise ValueError("incarnation: not the one of the batch")
        if event.hash != event.expected_hash():
            raise ValueError("hash: the event was changed after it was sealed")
        return event

    def _unlike_known(self, event: Event) -> None:
        """Raises ValueError when another act has its id."""
        if event.event_id in self._ids:
            known = event_from_wire(json.loads(self._ids[event.event_id]))
            if known.incarnation == event.incarnation or not same_act(event, known):
                raise ValueError("event_id: already used by another event")

    def _conflict(self, event: Event) -> str:
        if not event.reservation_id:
            return ""
        beside = {event.reservation_id}.union(*(self._near.get(subject, ()) for subject in subjects_of(event)))
        return self._conflicts([one for reservation_id in beside for one in self._earlier[reservation_id]], event)

    def _remember(self, event: Event, again: bool) -> None:
        self._ids[event.event_id] = json.dumps(event.to_wire())
        self.facts.append(event)
        earlier = self._earlier[event.reservation_id]
        if again:
            earlier[:] = [event if one.event_id == event.event_id else one for one in earlier]
            return
        earlier.append(event)
        for subject in subjects_of(event):
            if event.reservation_id not in self._near.setdefault(subject, set()):
                self._near[subject].add(event.reservation_id)
                self.subjects.append((subject, event.reservation_id))

    def _store_event(self, wire: dict[str, Any], event: Event | None, answer: Answer) -> Answer:
        row = {
            "seq": wire["seq"],
            "event_id": answer.event_id,
            "kind": text_of(wire, "kind"),
            "reservation_id": text_of(wire, "reservation_id"),
            "hash": text_of(wire, "hash"),
            "wire": json.dumps(wire),
            "answer": str(answer.answer),
            "reason": answer.reason,
        }
        self.stored.append(row)
        self.last_seq, self.head_hash = cast("int", wire["seq"]), text_of(wire, "hash")
        self._held[self.last_seq] = Held(**{name: row[name] for name in ("event_id", "hash", "answer", "reason")})
        if event is not None:
            self._remember(event, answer.answer is AnswerKind.DUPLICATE)
        return answer


def _subjects(wire: Mapping[str, Any]) -> tuple[Subject, ...]:
    """Of an event that may be wrong in any way."""
    try:
        return subjects_of(event_from_wire(wire))
    except (ValueError, OverflowError, RecursionError):
        return ()


@dataclass(frozen=True, slots=True)
class Held:
    """What is known of a stored event when it is sent again."""

    event_id: str
    hash: str
    answer: str
    reason: str

    def again(self, event_id: str, claimed_hash: str) -> Answer | None:
        """The answer it had, once more; None if another event stands here."""
        if (self.event_id, self.hash) != (event_id, claimed_hash):
            return None
        if self.answer == AnswerKind.ACCEPTED:
            return Answer(event_id, AnswerKind.DUPLICATE)
        return Answer(event_id, AnswerKind(self.answer), self.reason)


def text_of(wire: Mapping[str, Any], name: str) -> str:
    """A field of an event that may be wrong in any way, as text a column can hold."""
    value = wire.get(name)
    return (
        value.encode("ascii", "backslashreplace").decode().replace("\0", "\\0")[:128] if isinstance(value, str) else ""
    )
