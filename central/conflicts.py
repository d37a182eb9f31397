"""Conflicts at central: which reservations an event may be in one with, and all of a store for people to read.

What a conflict is, `kiosk.domain.conflict` says. `shared_subjects` only finds the reservations to look at; its rows are
never removed, a subject that no longer holds costs a look and nothing else.
"""

from collections.abc import Collection, Iterable, Sequence

from sqlalchemy import Connection, bindparam, insert, select, tuple_

from central import facts
from central.tables import shared_subjects
from kiosk.domain import conflict
from kiosk.domain.conflict import Conflict, ConflictKind
from kiosk.domain.event import Event, EventKind

_SPEAKS_OF = {
    EventKind.HANDED_OVER: ("serial", (ConflictKind.SERIAL_TWICE, ConflictKind.SAME_UNIT)),
    EventKind.STEP_COMPLETED: ("serial", (ConflictKind.SAME_UNIT,)),
    EventKind.PREPARATION_COMPLETED: ("serial", (ConflictKind.SAME_UNIT,)),
    EventKind.UNIT_REJECTED: ("serial", (ConflictKind.SAME_UNIT,)),
    EventKind.ARRIVED: ("call_number", (ConflictKind.CALL_NUMBER_TWICE,)),
}
_SPOKEN = select(shared_subjects.c.kind, shared_subjects.c.subject).where(
    shared_subjects.c.store == bindparam("store"),
    shared_subjects.c.reservation_id.in_(bindparam("reservations", expanding=True)),
)
_SPEAKERS = select(shared_subjects.c.kind, shared_subjects.c.subject, shared_subjects.c.reservation_id).where(
    shared_subjects.c.store == bindparam("store"),
    tuple_(shared_subjects.c.kind, shared_subjects.c.subject).in_(bindparam("wanted", expanding=True)),
)
Subject = tuple[str, str]
"""Kind and subject of a conflict that would lie between reservations."""


def conflicts(history: Sequence[Event], event: Event) -> str:
    """What is wrong between an event and the facts before it, as text; empty when they can all be right."""
    found = conflict.conflicts([*history, event])
    sides = [one for one in found if event.event_id in one.event_ids]
    return "; ".join(f"{one.kind}: {', '.join(one.event_ids)}" for one in sides)


def conflicts_of(connection: Connection, store: int) -> tuple[Conflict, ...]:
    """All of a store, closed ones too."""
    return conflict.conflicts(facts.of_store(connection, store))


def subjects_of(event: Event) -> tuple[Subject, ...]:
    """What an event may share with other reservations."""
    field, kinds = _SPEAKS_OF.get(event.kind, ("", ()))
    subject = event.payload.get(field)
    if not event.reservation_id or not isinstance(subject, str) or not subject:
        return ()
    return tuple((str(kind), subject) for kind in kinds)


def neighbours(
    connection: Connection, store: int, subjects: Collection[Subject], reservations: Collection[str]
) -> dict[Subject, set[str]]:
    """Who has spoken of these subjects, and of those of these reservations."""
    wanted = set(subjects)
    if reservations:
        spoken = connection.execute(_SPOKEN, {"store": store, "reservations": sorted(reservations)})
        wanted |= {(kind, subject) for kind, subject in spoken}
    found: dict[Subject, set[str]] = {}
    if wanted:
        rows = connection.execute(_SPEAKERS, {"store": store, "wanted": sorted(wanted)})
        for kind, subject, reservation_id in rows:
            found.setdefault((kind, subject), set()).add(reservation_id)
    return found


def keep_subjects(connection: Connection, store: int, new: Iterable[tuple[Subject, str]]) -> None:
    """Subjects with their reservations, none of which is kept already."""
    rows = [
        {"store": store, "kind": kind, "subject": subject, "reservation_id": reservation_id}
        for (kind, subject), reservation_id in new
    ]
    if rows:
        connection.execute(insert(shared_subjects), rows)
