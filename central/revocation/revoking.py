"""A terminal is withdrawn: its token opens nothing any more, and is told so in central's signed word. A hub hands it on.

Called inside the caller's transaction.
"""

import hashlib
import hmac
from dataclasses import replace
from datetime import datetime

import msgspec
from sqlalchemy import Connection, select, update

from central.acts.ledger import ActKind, note
from central.errors import CentralError
from central.keys import receipt_key, sealing_text
from central.tables import terminals
from kiosk.domain.clock import utc_text
from kiosk.domain.revocation import Revocation, signing_bytes
from kiosk.domain.trust import to_base64url


def revoke(connection: Connection, terminal_id: str, reason: str, now: datetime) -> Revocation:
    """Sign it and keep it. A second time changes nothing, and gives the first word again. Raises CentralError."""
    wanted = select(terminals).where(terminals.c.terminal_id == terminal_id).with_for_update()
    row = connection.execute(wanted).first()
    if row is None:
        raise CentralError(f"There is no terminal {terminal_id}", "`kiosk-central terminal list` names them.")
    before = word_of(row.revocation)
    if before is not None:
        return before
    unsigned = Revocation(terminal_id, row.store, row.revoked_at or utc_text(now), sealing_text(connection))
    signature = to_base64url(receipt_key(connection).sign(signing_bytes(unsigned)))
    word = replace(unsigned, signature=signature)
    connection.execute(
        update(terminals)
        .where(terminals.c.terminal_id == terminal_id)
        .values(revoked_at=word.at, revocation=text_of(word), revoked_reason=reason)
    )
    note(connection, ActKind.TERMINAL_REVOKED, now, subject=terminal_id, store=row.store)
    return word


def revocation_of(connection: Connection, token: str) -> Revocation | None:
    """What the bearer of a withdrawn terminal's token is told; None for every other token."""
    version, _, rest = token.partition(".")
    terminal_id, _, _secret = rest.partition(".")
    if version != "kt1":
        return None
    row = connection.execute(
        select(terminals.c.token_hash, terminals.c.next_token_hash, terminals.c.revocation).where(
            terminals.c.terminal_id == terminal_id, terminals.c.revoked_at.is_not(None)
        )
    ).first()
    if row is None:
        return None
    mine = hashlib.sha256(token.encode()).digest()
    known = [one for one in (row.token_hash, row.next_token_hash) if one is not None]
    return word_of(row.revocation) if any(hmac.compare_digest(one, mine) for one in known) else None


def revocation_since(connection: Connection, terminal_id: str) -> Revocation | None:
    """What a terminal that was let in is told when it was withdrawn since; a hub's id has none."""
    kept = select(terminals.c.revocation).where(terminals.c.terminal_id == terminal_id)
    return word_of(connection.execute(kept).scalar_one_or_none())


def text_of(word: Revocation) -> str:
    return msgspec.json.encode(word).decode()


def word_of(kept: str | None) -> Revocation | None:
    return msgspec.json.decode(kept, type=Revocation) if kept else None
