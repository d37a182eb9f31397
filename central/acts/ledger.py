"""What central's own people did that a store's safety hangs on: a hash chain of its own, beside those of the terminals.

Who was let in, who was shut out, which key is believed, what was given out, what was forgotten. Written in the transaction of the
act itself, as its last statement, so that neither stands without the other. No name and no free text: numbers and words of ours.
Decision 038.
"""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

import msgspec
from sqlalchemy import Connection, Row, insert, select

from central.database import Database
from central.tables import acts, meta
from kiosk.domain.clock import utc_text
from kiosk.domain.event import GENESIS, canonical


class ActKind(StrEnum):
    TERMINAL_INVITED = "terminal_invited"
    """Subject: the invitation, as in the three that follow."""
    ENROLMENT_CONFIRMED = "enrolment_confirmed"
    """Somebody has compared the digits."""
    ENROLMENT_REFUSED = "enrolment_refused"
    TERMINAL_ENROLLED = "terminal_enrolled"
    """Subject: the terminal. `invitation` is empty where it was by a file."""
    TERMINAL_REVOKED = "terminal_revoked"
    STATION_SET = "station_set"
    TOKEN_ASKED = "token_asked"  # noqa: S105  (a word, no token)
    STRANGERS_HELD_OFF = "strangers_held_off"
    """So many invitations that are none were tried that no more are heard for a while."""
    HUB_ENROLLED = "hub_enrolled"
    HUB_REVOKED = "hub_revoked"
    HUBS_SIGNED = "hubs_signed"
    SEALED_IMPORTED = "sealed_imported"
    """What a withdrawn terminal had sealed was taken in."""
    KEY_ANNOUNCED = "key_announced"
    KEY_ENDED = "key_ended"
    """Retired or revoked, by `ends`."""
    ROOT_TAKEN_OUT = "root_taken_out"
    STAFF_LISTED = "staff_listed"
    STAFF_LEFT = "staff_left"
    PIN_RESET = "pin_reset"
    BADGE_RENEWED = "badge_renewed"
    PAGE_OFFERED = "page_offered"
    """A link that opens the page of invitations was printed."""
    PAGE_OPENED = "page_opened"
    SLOTS_SET = "slots_set"
    """Capacities: `count` slots."""
    PLACES_RECLAIMED = "places_reclaimed"
    """Subject: the terminal, `count` places."""
    GRANTING_RESUMED = "granting_resumed"
    """Somebody said that every terminal is in sync after a restore; `silent`: of so many it was not known."""
    EXPORTED = "exported"
    """Something left central as a file or a text: `what`, `count`."""
    FORGOTTEN = "forgotten"
    """Customers: `count`, and `why`."""


@dataclass(frozen=True, slots=True)
class Head:
    """How far the chain goes, and under which hash. What was noted elsewhere (on paper, in a report) holds it to that."""

    seq: int = 0
    hash: str = GENESIS


@dataclass(frozen=True, slots=True)
class Act:
    seq: int
    at: str
    kind: str
    store: int
    """0: of no store."""
    subject: str
    """What it was done to: the id of a terminal, an invitation, a hub; the number of a key or of somebody of the staff."""
    payload: dict[str, str | int]
    prev_hash: str
    hash: str


def note(
    connection: Connection, kind: ActKind, now: datetime, *, subject: str = "", store: int = 0, **payload: str | int
) -> None:
    """Add an act, inside the caller's writing transaction and last in it: writers of acts wait for each other from here on."""
    # Two processes may write at once; where rows are locked one by one this is the one they meet at.
    connection.execute(select(meta.c.value).where(meta.c.name == "epoch").with_for_update())
    last = head(connection)
    values = {
        "seq": last.seq + 1,
        "at": utc_text(now),
        "kind": str(kind),
        "store": store,
        "subject": subject,
        "payload": payload,
        "prev_hash": last.hash,
    }
    kept = values | {"payload": canonical(payload).decode(), "hash": _hash(values)}
    connection.execute(insert(acts).values(kept))


def record(
    database: Database, kind: ActKind, now: datetime, *, subject: str = "", store: int = 0, **payload: str | int
) -> None:
    """`note` in a transaction of its own, for what is done outside of the database: before it is done."""
    with database.write() as connection:
        note(connection, kind, now, subject=subject, store=store, **payload)


def head(connection: Connection) -> Head:
    found = connection.execute(select(acts.c.seq, acts.c.hash).order_by(acts.c.seq.desc()).limit(1)).first()
    return Head() if found is None else Head(found.seq, found.hash)


def acts_of(connection: Connection, store: int | None = None) -> list[Act]:
    """Oldest first; of one store, or all. Raises ValueError for a payload that cannot be read."""
    wanted = select(acts).order_by(acts.c.seq)
    if store is not None:
        wanted = wanted.where(acts.c.store == store)
    return [_act(row) for row in connection.execute(wanted)]


def findings(connection: Connection, noted: tuple[Head, ...] = ()) -> Iterator[tuple[str, str]]:
    """What does not hold together, each with its place. `noted`: heads that somebody has kept elsewhere."""
    last, stands = Head(), dict[int, str]()
    for row in connection.execute(select(acts).order_by(acts.c.seq)):
        where = f"act {row.seq} of central"
        stands[row.seq] = row.hash
        if row.seq != last.seq + 1:
            yield where, f"number {last.seq + 1} is missing before it"
        elif row.prev_hash != last.hash:
            yield where, "does not continue the one before it"
        try:
            act = _act(row)
        except ValueError as error:
            yield where, f"cannot be read: {error}"
        else:
            if act.hash != _hash({name: getattr(act, name) for name in _HASHED}):
                yield where, "was changed after it was sealed"
        last = Head(row.seq, row.hash)
    for one in noted:
        if stands.get(one.seq) != one.hash:
            yield f"act {one.seq} of central", "is missing here, or is another one than was noted"


_HASHED = ("seq", "at", "kind", "store", "subject", "payload", "prev_hash")


def _hash(values: dict[str, Any]) -> str:
    return hashlib.sha256(canonical(values)).hexdigest()


def _act(row: Row[Any]) -> Act:
    try:
        payload = msgspec.json.decode(row.payload, type=dict[str, str | int])
    except msgspec.MsgspecError as error:
        raise ValueError(str(error)) from error
    if canonical(payload).decode() != row.payload:
        raise ValueError("its payload is not in the form that is sealed")
    return Act(row.seq, row.at, row.kind, row.store, row.subject, payload, row.prev_hash, row.hash)
