"""How long customers are known: until so many days after their slot, then they are forgotten like those who ask.

Also what makes sure that whoever was forgotten stays so, and that no row lies open that was written before there was a key.
"""

from datetime import datetime, timedelta

from sqlalchemy import Connection, bindparam, func, select, update

from central.errors import CentralError
from central.feed import StoreWriter
from central.mailing.addresses import open_addresses, seal_addresses
from central.privacy.person import CHUNK, Person, persons_of
from central.privacy.rows import COLUMNS, RESERVATION, WITH_KEYS, reservation_in
from central.privacy.vault import SEALED, Vault, vault_of
from central.tables import bookings, feed, stores

RETENTION = timedelta(days=30)
"""Default: long enough for a watch that is brought back within the days the law gives for it."""


def due(connection: Connection, launch: int, now: datetime, keep: timedelta = RETENTION) -> list[Person]:
    """Whose slot ended `keep` ago or longer."""
    rows = connection.execute(
        select(bookings.c.reservation_id, *COLUMNS)
        .select_from(WITH_KEYS)
        .join(bookings, (feed.c.key == bookings.c.reservation_id) & (feed.c.store == bookings.c.store))
        .where(feed.c.kind == RESERVATION, feed.c.body.is_not(None), bookings.c.launch == launch)
    )
    over = {row.reservation_id for row in rows if reservation_in(connection, row).slot.end + keep <= now}
    return [person for person in persons_of(connection, launch) if person.reservation_id in over]


def lying_open(connection: Connection) -> int:
    """Customers' rows that somebody with a copy of the database could read."""
    return connection.execute(select(func.count()).select_from(feed).where(_OPEN)).scalar_one() + open_addresses(
        connection
    )


def seal_all(connection: Connection) -> int:
    """Seal rows and addresses that lie open, as they are: terminals see nothing of it. Returns how many. Raises
    CentralError."""
    vault = vault_of(connection)
    if vault is None:
        raise CentralError("There is no key to seal with", "Give --keys.")
    every = connection.execute(select(stores.c.store).order_by(stores.c.store)).scalars().all()
    return sum(_seal_store(connection, vault, store) for store in every) + seal_addresses(connection)


def _seal_store(connection: Connection, vault: Vault, store: int) -> int:
    StoreWriter(connection, store)  # locks the store: nobody publishes meanwhile
    rows = connection.execute(select(feed.c.key, feed.c.body).where(feed.c.store == store, _OPEN)).all()
    for at in range(0, len(rows), CHUNK):
        chunk = rows[at : at + CHUNK]
        keys = vault.keys_for(connection, [(RESERVATION, row.key) for row in chunk])
        sealed = [
            {
                "of_store": store,
                "of_key": row.key,
                "sealed": vault.seal(keys[RESERVATION, row.key], RESERVATION, row.key, row.body),
            }
            for row in chunk
        ]
        connection.execute(_RESEAL, sealed)
    return len(rows)


_OPEN = (feed.c.kind == RESERVATION) & feed.c.body.is_not(None) & ~feed.c.body.startswith(SEALED)
_RESEAL = (
    update(feed)
    .where(feed.c.store == bindparam("of_store"), feed.c.kind == RESERVATION, feed.c.key == bindparam("of_key"))
    .values(body=bindparam("sealed"))
)
