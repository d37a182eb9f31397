"""Who may see the page of invitations: whoever was given a link at central's machine, once, and then their browser for a while.

Central knows no accounts. A link and a visit are 256 random bits each; their SHA-256 is stored, as a terminal's token's is. Called
inside the caller's writing transaction.
"""

import hashlib
import hmac
import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, Row, delete, insert, select

from central.acts.ledger import ActKind, note
from central.keys import SECRET, Chance
from central.tables import office_keys, stores
from central.terminals import unknown_store
from kiosk.domain.clock import utc_text
from kiosk.domain.trust import to_base64url

LINK_LASTS = timedelta(minutes=10)
VISIT_LASTS = timedelta(hours=1)
_LINK, _VISIT = "link", "visit"


@dataclass(frozen=True, slots=True)
class Visit:
    """What one browser may do, and what invitations that it makes say."""

    secret: str
    store: int
    """0: every store."""
    servers: tuple[str, ...]
    ca_pem: str
    ends: str

    @property
    def guard(self) -> str:
        """What every form must bring back: a page of elsewhere cannot know it (OWASP, "synchronizer token")."""
        return to_base64url(hmac.digest(self.secret.encode(), b"launch-kiosk/office-form", "sha256"))

    def guards(self, said: str) -> bool:
        return hmac.compare_digest(said.encode(), self.guard.encode())

    def concerns(self, store: int) -> bool:
        return self.store in (0, store)


def draw_link(
    connection: Connection, store: int, servers: Sequence[str], ca_pem: str, now: datetime, chance: Chance = SECRET
) -> str:
    """Its secret exists in the answer only. Raises CentralError for a store that is none."""
    if store and connection.execute(select(stores.c.store).where(stores.c.store == store)).first() is None:
        raise unknown_store(connection, store)
    connection.execute(delete(office_keys).where(office_keys.c.expires_at <= utc_text(now)))
    drawn = _draw(connection, _LINK, store, json.dumps(list(servers)), ca_pem, now + LINK_LASTS, chance)
    note(connection, ActKind.PAGE_OFFERED, now, store=store)
    return drawn


def is_link(connection: Connection, secret: str, now: datetime) -> bool:
    return _find(connection, _LINK, secret, now) is not None


def open_visit(connection: Connection, secret: str, now: datetime, chance: Chance = SECRET) -> Visit | None:
    """Spend a link. None: it is none, was used, or its time is over."""
    row = _find(connection, _LINK, secret, now)
    if row is None or connection.execute(delete(office_keys).where(office_keys.c.digest == row.digest)).rowcount != 1:
        return None
    drawn = _draw(connection, _VISIT, row.store, row.servers, row.ca_pem, now + VISIT_LASTS, chance)
    note(connection, ActKind.PAGE_OPENED, now, store=row.store)
    return visit_of(connection, drawn, now)


def visit_of(connection: Connection, secret: str, now: datetime) -> Visit | None:
    row = _find(connection, _VISIT, secret, now)
    return None if row is None else Visit(secret, row.store, tuple(json.loads(row.servers)), row.ca_pem, row.expires_at)


def leave(connection: Connection, visit: Visit) -> None:
    connection.execute(delete(office_keys).where(office_keys.c.digest == _digest(visit.secret)))


def _draw(
    connection: Connection, kind: str, store: int, servers: str, ca_pem: str, ends: datetime, chance: Chance
) -> str:
    secret = to_base64url(chance(32))
    values = {"store": store, "servers": servers, "ca_pem": ca_pem, "expires_at": utc_text(ends)}
    connection.execute(insert(office_keys).values(values | {"digest": _digest(secret), "kind": kind}))
    return secret


def _find(connection: Connection, kind: str, secret: str, now: datetime) -> Row[Any] | None:
    return connection.execute(
        select(office_keys).where(
            office_keys.c.digest == _digest(secret),
            office_keys.c.kind == kind,
            office_keys.c.expires_at > utc_text(now),
        )
    ).first()


def _digest(secret: str) -> bytes:
    return hashlib.sha256(secret.encode("utf-8", "surrogatepass")).digest()
