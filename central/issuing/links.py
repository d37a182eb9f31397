"""The addresses of customers' pages: which reservation each random token opens.

A token is 128 random bits of its own. The id inside the code is no address: whoever photographs a code must not reach
the name behind it. Tokens are drawn when first asked for, and stay; `forget` withdraws one that went astray.
"""

from collections.abc import Sequence

from sqlalchemy import Connection, delete, insert, select

from central.keys import SECRET, Chance
from central.privacy.rows import COLUMNS, RESERVATION, WITH_KEYS, reservation_in
from central.tables import bookings, feed, pages
from kiosk.domain.reservation import Reservation
from kiosk.domain.trust import to_base64url

TOKEN_BYTES = 16
PATH = "/c/"
_CHUNK = 500


def tokens_of(connection: Connection, reservation_ids: Sequence[str], chance: Chance = SECRET) -> dict[str, str]:
    """Token by reservation, drawn where there is none yet (in a writing transaction)."""
    tokens: dict[str, str] = {}
    for at in range(0, len(reservation_ids), _CHUNK):
        chunk = reservation_ids[at : at + _CHUNK]
        known = connection.execute(
            select(pages.c.reservation_id, pages.c.token).where(pages.c.reservation_id.in_(chunk))
        )
        tokens |= dict(known.all())
        fresh = [
            {"reservation_id": reservation, "token": to_base64url(chance(TOKEN_BYTES))}
            for reservation in dict.fromkeys(chunk)
            if reservation not in tokens
        ]
        if fresh:
            connection.execute(insert(pages), fresh)
            tokens |= {row["reservation_id"]: row["token"] for row in fresh}
    return tokens


def forget(connection: Connection, reservation_id: str) -> None:
    """The page's address leads nowhere from now on; the next `tokens_of` draws another."""
    connection.execute(delete(pages).where(pages.c.reservation_id == reservation_id))


def references_of(connection: Connection, reservation_ids: Sequence[str]) -> dict[str, str]:
    """The retailer's reference by reservation."""
    found: dict[str, str] = {}
    for at in range(0, len(reservation_ids), _CHUNK):
        chosen = bookings.c.reservation_id.in_(reservation_ids[at : at + _CHUNK])
        found |= dict(connection.execute(select(bookings.c.reservation_id, bookings.c.reference).where(chosen)).all())
    return found


def reservation_of(connection: Connection, token: str) -> Reservation | None:
    """Whose page this is."""
    if "\0" in token:  # PostgreSQL's texts cannot hold one, not even to compare with
        return None
    found = connection.execute(
        select(*COLUMNS)
        .select_from(WITH_KEYS)
        .join(bookings, (feed.c.key == bookings.c.reservation_id) & (feed.c.store == bookings.c.store))
        .join(pages, pages.c.reservation_id == bookings.c.reservation_id)
        .where(feed.c.kind == RESERVATION, feed.c.body.is_not(None), pages.c.token == token)
    ).first()
    return None if found is None else reservation_in(connection, found)
