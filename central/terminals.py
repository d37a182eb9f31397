"""Who may talk to central: terminals, their tokens, and when each was last heard.

A token is `kt1.<terminal id>.<32 random bytes>`. Its SHA-256 is stored, not a slow password hash: against 256 random bits
there is no dictionary, so slowness would buy nothing and cost every request. Found by id, compared in constant time.
"""

import hashlib
import hmac
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from itertools import count

import msgspec
from sqlalchemy import Connection, bindparam, insert, select, update

from central.acts.ledger import ActKind, note
from central.errors import CentralError
from central.feed import Change, StoreWriter
from central.keys import SECRET, Chance, public_text, receipt_key, sealing_text
from central.launch_keys.root import public_root
from central.privacy.vault import vault_of
from central.tables import launches, stores, terminals
from kiosk.domain.call_number import letter_of
from kiosk.domain.clock import utc_text
from kiosk.domain.reservation import TerminalRow
from kiosk.domain.rows import row_body
from kiosk.domain.trust import to_base64url
from sync.wire import Enrolment, Report

MAX_REPORT = 300
"""Characters."""


@dataclass(frozen=True, slots=True)
class Caller:
    """The terminal, or the hub, a request's token belongs to."""

    terminal_id: str
    store: int
    hub: bool = False
    """Then `terminal_id` is the hub's id, and it speaks for all terminals of its store."""
    station: str = ""
    """A terminal's, as central was told; empty: any."""
    token_at: str = ""
    """Since when a terminal has its token."""
    rotation_asked: bool = False
    device_key: str = ""
    """What its batches must be signed with; empty: it was enrolled without one."""
    by_next: bool = False
    """It used the token that it was offered: `central.enrolment.rotation.settle`."""


def enrol(
    connection: Connection,
    store: int,
    name: str,
    servers: list[str],
    now: datetime,
    *,
    ca_pem: str = "",
    letter: str = "",
    station: str | None = None,
    invitation: str = "",
    device_key: str | None = None,
    chance: Chance = SECRET,
) -> Enrolment:
    """Register a terminal and tell its colleagues. The token exists in the answer only. Raises CentralError.

    `letter` empty: the first that is free. `invitation`: by which it came; empty: by a file.
    """
    found = connection.execute(
        select(stores.c.launch, launches.c.root_key)
        .join(launches, launches.c.launch == stores.c.launch)
        .where(stores.c.store == store)
    ).first()
    if found is None:
        raise unknown_store(connection, store)
    writer = StoreWriter(connection, store)  # locks the store before it looks which letters are free
    taken = {row.letter: row.name for row in connection.execute(select(terminals).where(terminals.c.store == store))}
    if name in taken.values():
        raise CentralError(f"Store {store} already has a terminal called {name!r}", "Choose another --name.")
    terminal_id, letter = chance(8).hex(), letter or next_letter(taken)
    token = draw_token(terminal_id, chance)
    connection.execute(
        insert(terminals).values(
            terminal_id=terminal_id,
            store=store,
            name=name,
            letter=letter,
            token_hash=token_digest(token),
            enrolled_at=utc_text(now),
            station=station,
            device_key=device_key,
        )
    )
    writer.publish([Change("terminal", terminal_id, row_body(TerminalRow(terminal_id, name, letter)))])
    writer.finish()
    papers = _papers(connection, terminal_id, token, servers, ca_pem)
    note(connection, ActKind.TERMINAL_ENROLLED, now, subject=terminal_id, store=store, invitation=invitation)
    return papers


def enrol_again(
    connection: Connection,
    terminal_id: str,
    servers: list[str],
    now: datetime,
    *,
    ca_pem: str = "",
    invitation: str = "",
    device_key: str | None = None,
    chance: Chance = SECRET,
) -> Enrolment:
    """The same terminal under a new token: whatever it had before opens nothing any more, and its batches are signed with this
    key or, without one, with none. Raises CentralError."""
    mine = terminals.c.terminal_id == terminal_id
    row = connection.execute(select(terminals).where(mine).with_for_update()).one()
    if row.revoked_at is not None:
        raise CentralError(f"{row.name} was revoked", "Enrol it as another terminal.")
    token = draw_token(terminal_id, chance)
    changes = {"next_token_hash": None, "token_at": utc_text(now), "rotation_asked_at": None, "device_key": device_key}
    connection.execute(update(terminals).where(mine).values(changes | {"token_hash": token_digest(token)}))
    papers = _papers(connection, terminal_id, token, servers, ca_pem)
    note(connection, ActKind.TERMINAL_ENROLLED, now, subject=terminal_id, store=row.store, invitation=invitation)
    return papers


def _papers(connection: Connection, terminal_id: str, token: str, servers: list[str], ca_pem: str) -> Enrolment:
    found = connection.execute(
        select(terminals, stores.c.launch, launches.c.root_key)
        .join(stores, stores.c.store == terminals.c.store)
        .join(launches, launches.c.launch == stores.c.launch)
        .where(terminals.c.terminal_id == terminal_id)
    ).one()
    store: int = found.store
    return Enrolment(
        servers=servers,
        store=store,
        launch=found.launch,
        terminal_id=terminal_id,
        name=found.name,
        letter=found.letter,
        token=token,
        root_key=public_root(found.root_key),
        receipt_key=public_text(receipt_key(connection)),
        ca_pem=ca_pem,
        sealing_key=sealing_text(connection),
        pin_pepper=to_base64url(vault.pepper(store)) if (vault := vault_of(connection)) is not None else "",
    )


def authenticate(connection: Connection, token: str) -> Caller | None:
    """None for every token that is not exactly one we gave out and have not revoked."""
    version, _, rest = token.partition(".")
    terminal_id, _, _secret = rest.partition(".")
    if version != "kt1":
        return None
    found = connection.execute(_token_of, {"terminal_id": terminal_id}).first()
    if found is None:
        return None
    digest = token_digest(token)
    by_next = hmac.compare_digest(found.next_token_hash or b"", digest)
    if not by_next and not hmac.compare_digest(found.token_hash, digest):
        return None
    return Caller(
        terminal_id,
        found.store,
        station=found.station or "",
        token_at=found.token_at or found.enrolled_at,
        rotation_asked=found.rotation_asked_at is not None,
        device_key=found.device_key or "",
        by_next=by_next,
    )


def note_contact(connection: Connection, terminal_id: str, now: datetime, report: str = "") -> None:
    """`report`: what the terminal says of itself; what is none is passed over."""
    connection.execute(_note_contact, {"of_terminal": terminal_id, "at": utc_text(now)})
    told = report_of(report)
    if told is not None:
        mine = terminals.c.terminal_id == terminal_id
        connection.execute(update(terminals).where(mine).values(report=msgspec.json.encode(told).decode()))


def rename(connection: Connection, terminal_id: str, name: str) -> None:
    """Its colleagues and central call it so from now on. Raises CentralError for a name that is taken."""
    row = connection.execute(select(terminals).where(terminals.c.terminal_id == terminal_id)).one()
    writer = StoreWriter(connection, row.store)
    taken = select(terminals.c.terminal_id).where(terminals.c.store == row.store, terminals.c.name == name)
    if connection.execute(taken).first() is not None:
        raise CentralError(f"Store {row.store} already has a terminal called {name!r}", "Choose another name.")
    connection.execute(update(terminals).where(terminals.c.terminal_id == terminal_id).values(name=name))
    if row.revoked_at is None:
        writer.publish([Change("terminal", terminal_id, row_body(TerminalRow(terminal_id, name, row.letter)))])
    writer.finish()


def place(connection: Connection, terminal_id: str, station: str | None, now: datetime) -> None:
    """From now on it may do what that station may; None: what any may."""
    connection.execute(update(terminals).where(terminals.c.terminal_id == terminal_id).values(station=station))
    store = store_of(connection, terminal_id)
    note(connection, ActKind.STATION_SET, now, subject=terminal_id, store=store, station=station or "any")


def store_of(connection: Connection, terminal_id: str) -> int:
    """Of a terminal that there is."""
    return connection.execute(select(terminals.c.store).where(terminals.c.terminal_id == terminal_id)).scalar_one()


def next_letter(taken: Collection[str]) -> str:
    """The first of A, B, ... Z, AA, ... that no terminal of the store has."""
    return next(letter for letter in map(letter_of, count()) if letter not in taken)


def unknown_store(connection: Connection, store: int) -> CentralError:
    known = ", ".join(
        f"{number} ({name})"
        for number, name in connection.execute(select(stores.c.store, stores.c.name).order_by(stores.c.store))
    )
    return CentralError(f"There is no store {store}", f"Known are: {known}." if known else "Add one with `init`.")


def report_of(text: str) -> Report | None:
    """None for what is none."""
    if not text or len(text) > MAX_REPORT:
        return None
    try:
        told = msgspec.json.decode(text, type=Report)
    except (msgspec.DecodeError, UnicodeError, RecursionError):
        return None
    words = (told.version, told.camera)
    return told if all(word.isascii() and word.isprintable() for word in words) else None


def draw_token(terminal_id: str, chance: Chance = SECRET) -> str:
    return f"kt1.{terminal_id}.{to_base64url(chance(32))}"


def token_digest(token: str) -> bytes:
    """What is kept of it."""
    return hashlib.sha256(token.encode()).digest()


# Built once: asked with every request.
_token_of = select(
    terminals.c.store,
    terminals.c.station,
    terminals.c.device_key,
    terminals.c.token_hash,
    terminals.c.next_token_hash,
    terminals.c.token_at,
    terminals.c.enrolled_at,
    terminals.c.rotation_asked_at,
).where(terminals.c.terminal_id == bindparam("terminal_id"), terminals.c.revoked_at.is_(None))
_note_contact = (
    update(terminals).where(terminals.c.terminal_id == bindparam("of_terminal")).values(last_contact_at=bindparam("at"))
)
