"""One customer's data: all of it for them to have, and all of it gone when they ask for that or its time is over.

Forgetting destroys the key of the customer's rows, puts a tombstone in their place in every store's feed, which travels to
the terminals, and takes reference, codes and page away. What happened stays: events know a random number, no person.
"""

import json
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, delete, insert, or_, select

from central.acts.ledger import ActKind, note
from central.errors import CentralError
from central.feed import Change, StoreWriter
from central.feed import row as feed_row
from central.mailing.addresses import address_of
from central.privacy.rows import RESERVATION
from central.tables import addresses, bookings, erasures, events, feed, lookup_codes, pages, personal_keys
from kiosk.domain import short_code
from kiosk.domain.clock import utc_text

CHUNK = 300
BY_TIME = "retention"
AGAIN = "forgotten before a backup was restored"
"""Reasons in the register; any other is of somebody who asked."""
WHY = {BY_TIME: "retention", AGAIN: "restored"}
"""The same as a word of our own, for central's acts."""


@dataclass(frozen=True, slots=True)
class Person:
    """Who a reservation is of, as far as central can find them again."""

    reservation_id: str
    launch: int
    reference: str
    short_code: str
    store: int


def find_person(connection: Connection, launch: int, words: str) -> Person:
    """By the retailer's reference, the reservation id or the spoken code. Raises CentralError when nobody is found."""
    found = connection.execute(
        select(bookings).where(
            bookings.c.launch == launch,
            or_(
                bookings.c.reference == words,
                bookings.c.reservation_id == words.lower(),
                bookings.c.short_code == short_code.fold(words),
            ),
        )
    ).first()
    if found is not None:
        return Person(found.reservation_id, found.launch, found.reference, found.short_code, found.store)
    forgotten = connection.execute(select(erasures).where(erasures.c.reservation_id == words.lower())).first()
    if forgotten is not None:
        raise CentralError(
            f"This person was forgotten on {forgotten.erased_at[:10]}", "Nothing is left to give or erase."
        )
    raise CentralError(f"No reservation {words!r} in launch {launch}", "Check the spelling and --launch.")


def export(connection: Connection, person: Person) -> dict[str, Any]:
    """Everything central holds of a person, as JSON values."""
    stores = _stores_of(connection, person.reservation_id)
    rows = {str(store): feed_row(connection, store, RESERVATION, person.reservation_id) for store in stores}
    happened = connection.execute(
        select(events.c.wire, events.c.answer, events.c.received_at)
        .where(events.c.reservation_id == person.reservation_id)
        .order_by(events.c.received_at, events.c.terminal_id, events.c.seq)
    )
    codes = select(lookup_codes.c.digest).where(lookup_codes.c.reservation_id == person.reservation_id)
    page = select(pages.c.token).where(pages.c.reservation_id == person.reservation_id)
    return {
        "reservation_id": person.reservation_id,
        "launch": person.launch,
        "reference": person.reference,
        "short_code": person.short_code,
        "store": person.store,
        "rows": {store: row.body for store, row in rows.items() if row is not None},
        "code_digests": sorted(connection.execute(codes).scalars()),
        "email": address_of(connection, person.reservation_id),
        "has_page": connection.execute(page).first() is not None,
        "events": [
            {"event": json.loads(wire), "answer": answer, "received_at": received_at}
            for wire, answer, received_at in happened
        ],
    }


def erase(connection: Connection, persons: Sequence[Person], reason: str, now: datetime) -> int:
    """Forget them, in the caller's writing transaction; returns how many. Reason: for the register, without names."""
    gone: dict[int, list[Change]] = {}
    for person in persons:
        for store in _stores_of(connection, person.reservation_id):
            gone.setdefault(store, []).append(Change(RESERVATION, person.reservation_id, None))
    for store, changes in sorted(gone.items()):
        writer = StoreWriter(connection, store)
        writer.publish(changes)
        writer.finish()
    for ids in _chunks([person.reservation_id for person in persons]):
        for table in (pages, lookup_codes, addresses, bookings):
            connection.execute(delete(table).where(table.c.reservation_id.in_(ids)))
        connection.execute(
            delete(personal_keys).where(personal_keys.c.kind == RESERVATION, personal_keys.c.key.in_(ids))
        )
    if persons:
        noted = {"erased_at": utc_text(now), "reason": reason}
        connection.execute(
            insert(erasures), [noted | {"reservation_id": one.reservation_id, "launch": one.launch} for one in persons]
        )
        for launch, count in sorted(Counter(one.launch for one in persons).items()):
            note(connection, ActKind.FORGOTTEN, now, launch=launch, count=count, why=WHY.get(reason, "asked"))
    return len(persons)


def persons_of(connection: Connection, launch: int) -> list[Person]:
    """All of a launch whom central can still name."""
    found = connection.execute(select(bookings).where(bookings.c.launch == launch).order_by(bookings.c.reservation_id))
    return [Person(row.reservation_id, row.launch, row.reference, row.short_code, row.store) for row in found]


def _stores_of(connection: Connection, reservation_id: str) -> list[int]:
    """Whose feeds tell of a reservation; one that moved is told of in two."""
    told = select(feed.c.store).where(
        feed.c.kind == RESERVATION, feed.c.key == reservation_id, feed.c.body.is_not(None)
    )
    return list(connection.execute(told.order_by(feed.c.store)).scalars())


def _chunks(ids: Sequence[str]) -> Iterator[Sequence[str]]:
    return (ids[at : at + CHUNK] for at in range(0, len(ids), CHUNK))
