"""Another token for a terminal, in two phases: offered, and in force when the terminal has used it. Until then both are good.

Whichever answer is lost, one of the two that the terminal has opens central: docs/protocol.md, "Tokens". Each function is called
inside the caller's writing transaction. The terminal's side is `sync/tokens.py`.
"""

from datetime import datetime, timedelta

from sqlalchemy import Connection, update

from central.acts.ledger import ActKind, note
from central.keys import SECRET, Chance
from central.tables import terminals
from central.terminals import Caller, draw_token, store_of, token_digest
from kiosk.domain.clock import parse_utc, utc_text

TOKEN_LASTS = timedelta(days=30)


def due(caller: Caller, now: datetime, lasts: timedelta | None = TOKEN_LASTS) -> bool:
    """Whether this terminal is to ask for another token: somebody wants it, or it has had this one for so long."""
    if caller.hub or caller.by_next:
        return False  # a hub has a token for itself; who has just used the new one has it
    return caller.rotation_asked or (lasts is not None and now - parse_utc(caller.token_at) >= lasts)


def ask(connection: Connection, terminal_id: str, now: datetime) -> None:
    """The terminal is to have another token as soon as it calls."""
    mine = terminals.c.terminal_id == terminal_id
    connection.execute(update(terminals).where(mine).values(rotation_asked_at=utc_text(now)))
    note(connection, ActKind.TOKEN_ASKED, now, subject=terminal_id, store=store_of(connection, terminal_id))


def offer(connection: Connection, terminal_id: str, chance: Chance = SECRET) -> str:
    """A token that takes the place of one that was offered before and never used. It exists in the answer only."""
    token = draw_token(terminal_id, chance)
    mine = terminals.c.terminal_id == terminal_id
    connection.execute(update(terminals).where(mine).values(next_token_hash=token_digest(token)))
    return token


def settle(connection: Connection, terminal_id: str, token: str, now: datetime) -> None:
    """The offered token was used: the one before it opens nothing any more. Nothing, if another was offered meanwhile."""
    used = token_digest(token)
    mine = (terminals.c.terminal_id == terminal_id) & (terminals.c.next_token_hash == used)
    changes = {"token_hash": used, "next_token_hash": None, "token_at": utc_text(now), "rotation_asked_at": None}
    connection.execute(update(terminals).where(mine).values(changes))
