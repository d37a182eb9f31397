"""What `kiosk-central terminal list` says of every terminal. Reads only."""

from dataclasses import dataclass

import msgspec
from sqlalchemy import Connection, func, select

from central.errors import CentralError
from central.tables import events, stores, terminals
from sync.wire import Report


@dataclass(frozen=True, slots=True)
class Listed:
    """One terminal, as central knows it. Instants are RFC 3339; empty: never."""

    store: int
    name: str
    letter: str
    terminal_id: str
    enrolled_at: str
    last_contact_at: str
    revoked_at: str
    events: int
    """Stored here, believed or not."""
    station: str
    """What central holds its token to; empty: any."""
    report: Report | None
    """What the terminal last said of itself; None: nothing yet."""


def listed(connection: Connection, store: int | None = None) -> list[Listed]:
    """By store and letter; of one store, or of all."""
    held = select(events.c.terminal_id, func.count().label("events")).group_by(events.c.terminal_id).subquery()
    wanted = (
        select(terminals, func.coalesce(held.c.events, 0).label("events"))
        .outerjoin(held, held.c.terminal_id == terminals.c.terminal_id)
        .order_by(terminals.c.store, func.length(terminals.c.letter), terminals.c.letter)
    )
    if store is not None:
        wanted = wanted.where(terminals.c.store == store)
    return [
        Listed(
            row.store,
            row.name,
            row.letter,
            row.terminal_id,
            row.enrolled_at,
            row.last_contact_at or "",
            row.revoked_at or "",
            row.events,
            row.station or "",
            None if row.report is None else msgspec.json.decode(row.report, type=Report),
        )
        for row in connection.execute(wanted)
    ]


def named(connection: Connection, name: str, store: int | None = None) -> Listed:
    """The one terminal that people mean by its name, or by its id. Raises CentralError for none and for several."""
    found = [one for one in listed(connection, store) if name in (one.name, one.terminal_id)]
    if not found:
        known = connection.execute(select(stores.c.store).limit(1)).first()
        hint = "`kiosk-central terminal list` names them." if known else "There is no store yet: `kiosk-central init`."
        raise CentralError(f"There is no terminal {name!r}", hint)
    if len(found) > 1:
        stores_of = ", ".join(str(one.store) for one in found)
        raise CentralError(f"Several terminals are called {name!r}", f"Say which store with --store: {stores_of}.")
    return found[0]
