"""Invitations as the person at central sees them: made, looked at, confirmed or refused.

One terminal is let in once, within a quarter of an hour, when a person has compared six digits. What the terminal is
answered is `answering.py`. Each function is called inside the caller's writing transaction.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

from sqlalchemy import Connection, Row, insert, select, update

from central.acts.ledger import ActKind, note
from central.errors import CentralError
from central.keys import SECRET, Chance
from central.tables import invitations, stores, terminals
from central.terminals import unknown_store
from kiosk.domain import handshake
from kiosk.domain.clock import utc_text
from kiosk.domain.invitation import ID_BYTES, SECRET_BYTES, Invitation, fingerprint

GOOD_FOR = timedelta(minutes=15)
NOT_THE_SAME = "the six digits were not the same on both screens"


class State(StrEnum):
    INVITED = "invited"
    BEGUN = "begun"
    REVEALED = "revealed"
    """Both screens show six digits."""
    CONFIRMED = "confirmed"
    HANDED = "handed"
    """The enrolment is made; a lost answer is given again."""
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class Waiting:
    """An enrolment whose digits wait to be compared."""

    invitation_id: str
    store: int
    name: str
    digits: str


def invite(
    connection: Connection,
    store: int,
    name: str,
    servers: Sequence[str],
    now: datetime,
    *,
    ca_pem: str = "",
    station: str | None = None,
    again: str | None = None,
    chance: Chance = SECRET,
) -> Invitation:
    """An invitation; its secret exists in the answer only. One before it for the same name is void. `again`: the terminal that
    is to be enrolled anew, under its own name. Raises CentralError."""
    if connection.execute(select(stores.c.store).where(stores.c.store == store)).first() is None:
        raise unknown_store(connection, store)
    taken = select(terminals.c.name).where(terminals.c.store == store, terminals.c.name == name)
    if again is None and connection.execute(taken).first() is not None:
        raise CentralError(f"Store {store} already has a terminal called {name!r}", "Choose another --name.")
    same = (invitations.c.store == store) & (invitations.c.name == name) & (invitations.c.state != State.HANDED)
    connection.execute(
        update(invitations).where(same).values(state=State.REFUSED, reason="another invitation took its place")
    )
    made = Invitation(chance(ID_BYTES).hex(), chance(SECRET_BYTES), fingerprint(ca_pem), tuple(servers))
    connection.execute(
        insert(invitations).values(
            invitation_id=made.invitation_id,
            store=store,
            name=name,
            servers=json.dumps(list(servers)),
            ca_pem=ca_pem,
            secret_hash=handshake.secret_hash(made.secret),
            created_at=utc_text(now),
            expires_at=utc_text(now + GOOD_FOR),
            tries=0,
            state=State.INVITED,
            reason="",
            begin="",
            begun="",
            reveal="",
            digits="",
            standing="",
            terminal_id=again,
            station=station,
        )
    )
    note(connection, ActKind.TERMINAL_INVITED, now, subject=made.invitation_id, store=store, again=again or "")
    return made


def waiting(connection: Connection, now: datetime, name: str | None = None) -> list[Waiting]:
    """Whose digits can be compared now."""
    wanted = select(invitations).where(invitations.c.state == State.REVEALED, invitations.c.expires_at > utc_text(now))
    if name is not None:
        wanted = wanted.where((invitations.c.name == name) | (invitations.c.invitation_id == name))
    found = connection.execute(wanted.order_by(invitations.c.created_at, invitations.c.invitation_id))
    return [Waiting(row.invitation_id, row.store, row.name, row.digits) for row in found]


def confirm(connection: Connection, invitation_id: str, digits: str, now: datetime) -> bool:
    """A person has read `digits` on the terminal's screen. False: they are not central's, and the enrolment is refused.

    Raises CentralError when nothing waits to be confirmed (any more).
    """
    row = locked(connection, invitation_id)
    if row is None or row.state != State.REVEALED or row.expires_at <= utc_text(now):
        raise CentralError("This enrolment does not wait any more", "Invite the terminal again.")
    if row.digits != digits:
        refuse(connection, row, NOT_THE_SAME, "digits", now)
        return False
    change(connection, invitation_id, state=State.CONFIRMED)
    note(connection, ActKind.ENROLMENT_CONFIRMED, now, subject=invitation_id, store=row.store)
    return True


def refuse(connection: Connection, row: Row[Any], reason: str, why: str, now: datetime) -> None:
    """For good: the terminal hears the reason, and the digits are good for nothing. `why`: one word, for central's acts."""
    change(connection, row.invitation_id, state=State.REFUSED, reason=reason, standing="")
    note(connection, ActKind.ENROLMENT_REFUSED, now, subject=row.invitation_id, store=row.store, why=why)


def locked(connection: Connection, invitation_id: str) -> Row[Any] | None:
    """Nobody else changes it until the transaction ends."""
    wanted = select(invitations).where(invitations.c.invitation_id == invitation_id).with_for_update()
    return connection.execute(wanted).first()


def change(connection: Connection, invitation_id: str, **values: Any) -> None:
    connection.execute(update(invitations).where(invitations.c.invitation_id == invitation_id).values(values))
