"""What a hub remembers of itself and of central: small values in table `meta`, inside the caller's transaction."""

from sqlalchemy import Connection, bindparam, insert, select, update

from central.database import Database
from central.errors import CentralError
from central.tables import meta

HUB_ID = "hub_id"
UPSTREAM_EPOCH, UPSTREAM_CURSOR = "upstream_epoch", "upstream_cursor"
MARK, SWEEPING = "upstream_mark", "upstream_sweeping"
MIRROR_HASH, MIRROR_COUNTS = "mirror_hash", "mirror_counts"
COMPLETE = "upstream_complete"
"""Set when the copy was proven whole once: before that, a hub has nothing to answer with."""
TURNED_AWAY = "turned_away"
"""`1` while central refuses this hub (withdrawn, or another store's): kept, since it may start again without central."""


_value = select(meta.c.value).where(meta.c.name == bindparam("name"))
_put = update(meta).where(meta.c.name == bindparam("of_name")).values(value=bindparam("new"))


def note(connection: Connection, name: str, default: str = "") -> str:
    found = connection.execute(_value, {"name": name}).scalar_one_or_none()
    return default if found is None else str(found)


def number(connection: Connection, name: str) -> int:
    return int(note(connection, name, "0"))


def put(connection: Connection, name: str, value: str | int) -> None:
    changed = connection.execute(_put, {"of_name": name, "new": str(value)})
    if not changed.rowcount:
        connection.execute(insert(meta).values(name=name, value=str(value)))


def refuse_on_a_hub(database: Database) -> None:
    """Raises CentralError if this database is a hub's: what it holds comes from central."""
    with database.read() as connection:
        if note(connection, HUB_ID):
            raise CentralError("This is a hub's database", "Do this at central: the hub gets it from there.")
