"""Where receipts are mailed to, and what the feed says of it: whether a customer's receipt may be mailed, never where to.

An address lies sealed under its customer's own key, like their row: who is forgotten has none any more. It goes when the
receipt was sent. `receipt_by_email` of a row is true where an address is here and this central has a mail server.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import Connection, delete, func, insert, select, update

from central.database import Database
from central.feed import Change, StoreWriter
from central.privacy.rows import COLUMNS, RESERVATION, WITH_KEYS, reservation_in
from central.privacy.vault import SEALED, opened, vault_of
from central.tables import addresses, bookings, feed, heads, meta, personal_keys, receipt_mails
from kiosk.domain.rows import row_body

OFFERED = "receipts_by_email"
"""In table `meta`: there while this central has a mail server."""
PART = 250
"""Reservations asked for by one statement: well under every engine's limit of parameters."""
_ADDRESS = "address"
_OPEN = ~addresses.c.email.startswith(SEALED)
_KEY_OF = (personal_keys.c.kind == RESERVATION) & (personal_keys.c.key == addresses.c.reservation_id)


def offered(connection: Connection) -> bool:
    return connection.execute(select(meta.c.value).where(meta.c.name == OFFERED)).first() is not None


def keep(connection: Connection, wanted: Mapping[str, str]) -> frozenset[str]:
    """Reservation id -> address; empty: none. Returns whose receipts can be mailed now. Who was sent theirs has no
    address taken in again: a file that is imported twice brings nothing back."""
    ids = list(wanted)
    held = {row.reservation_id: row for row in _rows(connection, ids)}
    if not held and not any(wanted.values()):
        return frozenset()
    sent = set(
        connection.execute(
            select(receipt_mails.c.reservation_id).where(
                receipt_mails.c.reservation_id.in_(ids), receipt_mails.c.status == "sent"
            )
        ).scalars()
    )
    good = {one: email for one, email in wanted.items() if email and one not in sent}
    if gone := [one for one in held if one not in good]:
        connection.execute(delete(addresses).where(addresses.c.reservation_id.in_(gone)))
    changed = [one for one in good if one not in held or _kept(connection, held[one]) != good[one]]
    sealed = _sealed(connection, {one: good[one] for one in changed})
    if fresh := [{"reservation_id": one, "email": sealed[one]} for one in changed if one not in held]:
        connection.execute(insert(addresses), fresh)
    for one in changed:
        if one in held:
            connection.execute(update(addresses).where(addresses.c.reservation_id == one).values(email=sealed[one]))
    return frozenset(good) if offered(connection) else frozenset()


def address_of(connection: Connection, reservation_id: str) -> str:
    """Empty: there is none, or its customer was forgotten. Raises CentralError when it cannot be opened."""
    rows = _rows(connection, [reservation_id])
    return _kept(connection, rows[0]) if rows else ""


def is_forgotten(stored: str, wrapped: bytes | None) -> bool:
    """Sealed under a key that was destroyed."""
    return stored.startswith(SEALED) and wrapped is None


def masked(address: str) -> str:
    """`c…@example.com`: to be told from another, and not to be written to."""
    local, _, domain = address.rpartition("@")
    return f"{local[:1]}…@{domain}" if address else "-"


def forget(connection: Connection, reservation_ids: Sequence[str]) -> None:
    """Their addresses go, and no counter offers to mail to them. Locks their stores' counters."""
    _say(connection, reservation_ids, may=False)  # first: whoever locks counters does it before all else
    for part in _parts(reservation_ids):
        connection.execute(delete(addresses).where(addresses.c.reservation_id.in_(part)))


def forget_all(connection: Connection) -> int:
    """How many there were; those of receipts that still wait, too."""
    ids = list(connection.execute(select(addresses.c.reservation_id)).scalars())
    forget(connection, ids)
    return len(ids)


def open_addresses(connection: Connection) -> int:
    """How many lie as they were imported, of before there was a key."""
    return connection.execute(select(func.count()).select_from(addresses).where(_OPEN)).scalar_one()


def seal_addresses(connection: Connection) -> int:
    """Those; how many. Where there is a key."""
    lying = {row.reservation_id: row.email for row in connection.execute(select(addresses).where(_OPEN))}
    for reservation_id, sealed in _sealed(connection, lying).items():
        connection.execute(update(addresses).where(addresses.c.reservation_id == reservation_id).values(email=sealed))
    return len(lying)


def offer(database: Database, *, mailed: bool) -> None:
    """What `serve` begins with: tell the stores whether receipts can be mailed. Writes only when that changes."""
    with database.read() as connection:
        if offered(connection) is mailed:
            return
    with database.write() as connection:
        # Two processes may start at once, and an import may be under way: all counters, in the order that all take them.
        connection.execute(select(heads.c.seq).order_by(heads.c.store).with_for_update()).all()
        if offered(connection) is mailed:
            return
        if mailed:
            connection.execute(insert(meta).values(name=OFFERED, value="1"))
        else:
            connection.execute(delete(meta).where(meta.c.name == OFFERED))
        ids = connection.execute(select(addresses.c.reservation_id)).scalars()
        _say(connection, list(ids), may=mailed)


def _say(connection: Connection, ids: Sequence[str], *, may: bool) -> None:
    """In the rows of these reservations, where they say otherwise."""
    places: dict[int, list[str]] = {}
    for part in _parts(ids):
        found = connection.execute(
            select(bookings.c.reservation_id, bookings.c.store).where(bookings.c.reservation_id.in_(part))
        )
        for row in found:
            places.setdefault(row.store, []).append(row.reservation_id)
    for store, there in sorted(places.items()):
        writer = StoreWriter(connection, store)
        for part in _parts(there):
            rows = connection.execute(
                select(*COLUMNS)
                .select_from(WITH_KEYS)
                .where(
                    feed.c.store == store,
                    feed.c.kind == RESERVATION,
                    feed.c.key.in_(part),
                    feed.c.body.is_not(None),
                )
            ).all()
            reservations = [reservation_in(connection, row) for row in rows]
            writer.publish(
                Change(RESERVATION, one.reservation_id, row_body(replace(one, receipt_by_email=may)))
                for one in reservations
                if one.receipt_by_email is not may
            )
        writer.finish()


def _parts(ids: Sequence[str]) -> Iterable[Sequence[str]]:
    return (ids[at : at + PART] for at in range(0, len(ids), PART))


def _rows(connection: Connection, ids: Sequence[str]) -> Sequence[Any]:
    return connection.execute(
        select(addresses.c.reservation_id, addresses.c.email, personal_keys.c.wrapped)
        .select_from(addresses.outerjoin(personal_keys, _KEY_OF))
        .where(addresses.c.reservation_id.in_(ids))
    ).all()


def _kept(connection: Connection, row: Any) -> str:
    if is_forgotten(row.email, row.wrapped):
        return ""
    return opened(connection, _ADDRESS, row.reservation_id, row.email, row.wrapped)


def _sealed(connection: Connection, plain: Mapping[str, str]) -> Mapping[str, str]:
    vault = vault_of(connection)
    if vault is None:
        return plain
    keys = vault.keys_for(connection, [(RESERVATION, one) for one in plain])
    return {one: vault.seal(keys[RESERVATION, one], _ADDRESS, one, email) for one, email in plain.items()}
