"""Central's side of hubs: who they are, what they publish of themselves, which terminals they may let in.

A hub's token is `kh1.<hub id>.<32 random bytes>`, kept and compared as a terminal's is. What a hub says of itself is
published signed by the launch's root key, so that terminals need not believe whoever hands them the row.
"""

import hashlib
import hmac
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from urllib.parse import urlsplit

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from sqlalchemy import Connection, insert, select, update

from central.acts.ledger import ActKind, note
from central.errors import CentralError
from central.feed import Change, StoreWriter
from central.feed import row as feed_row
from central.keys import SECRET, Chance, public_text, receipt_key
from central.launch_keys.root import column_of, is_here, public_root, root_of
from central.revocation.revoking import word_of
from central.tables import hubs, launches, stores, terminals
from central.terminals import Caller, unknown_store
from kiosk.domain.clock import utc_text
from kiosk.domain.hub import HubRow, signing_bytes, verify
from kiosk.domain.rows import parse_row, row_body
from kiosk.domain.trust import from_base64url, to_base64url
from sync.wire import HubCall, HubEnrolment, TerminalPass

MAX_ADDRESSES = 8


def enrol_hub(
    connection: Connection,
    store: int,
    name: str,
    servers: Sequence[str],
    now: datetime,
    *,
    ca_pem: str = "",
    chance: Chance = SECRET,
) -> HubEnrolment:
    """Register a hub. The token exists in the answer only; terminals learn of it when it first calls. Raises CentralError."""
    launch, root = _launch_of(connection, store)
    taken = select(hubs.c.hub_id).where(hubs.c.store == store, hubs.c.name == name)
    if connection.execute(taken).first() is not None:
        raise CentralError(f"Store {store} already has a hub called {name!r}", "Choose another --name.")
    hub_id = chance(8).hex()
    token = f"kh1.{hub_id}.{to_base64url(chance(32))}"
    connection.execute(
        insert(hubs).values(hub_id=hub_id, store=store, name=name, token_hash=_digest(token), enrolled_at=utc_text(now))
    )
    papers = HubEnrolment(
        servers=list(servers),
        store=store,
        launch=launch,
        hub_id=hub_id,
        name=name,
        token=token,
        root_key=public_root(root),
        receipt_key=public_text(receipt_key(connection)),
        ca_pem=ca_pem,
    )
    note(connection, ActKind.HUB_ENROLLED, now, subject=hub_id, store=store)
    return papers


def authenticate_hub(connection: Connection, token: str) -> Caller | None:
    """None for every token that is not exactly one we gave to a hub that still is one."""
    version, _, rest = token.partition(".")
    hub_id, _, _secret = rest.partition(".")
    if version != "kh1":
        return None
    found = connection.execute(
        select(hubs.c.store, hubs.c.token_hash).where(hubs.c.hub_id == hub_id, hubs.c.revoked_at.is_(None))
    ).first()
    if found is None or not hmac.compare_digest(found.token_hash, _digest(token)):
        return None
    return Caller(hub_id, found.store, hub=True)


def note_hub_contact(connection: Connection, hub_id: str, now: datetime) -> None:
    connection.execute(update(hubs).where(hubs.c.hub_id == hub_id).values(last_contact_at=utc_text(now)))


def speaks_for(connection: Connection, hub: Caller, terminal_id: str) -> bool:
    """Whether a terminal is of the hub's store. A revoked one too: what it did before is a fact."""
    store = connection.execute(select(terminals.c.store).where(terminals.c.terminal_id == terminal_id)).scalar()
    return store == hub.store


def introduce(connection: Connection, hub: Caller, call: HubCall) -> int:
    """Publish where the hub is found; returns the store's seq. Raises ValueError for a key or an address that is none."""
    if len(from_base64url(call.receipt_key)) != 32:
        raise ValueError("receipt_key: not the 32 bytes of an Ed25519 public key")
    if len(call.addresses) > MAX_ADDRESSES:
        raise ValueError(f"addresses: give at most {MAX_ADDRESSES}")
    for address in call.addresses:
        parts = urlsplit(address)
        if parts.scheme not in ("http", "https") or not parts.hostname or parts.query or parts.username:
            raise ValueError("addresses: each must be https://name or https://name:port")
    _launch, root = _launch_of(connection, hub.store)
    name = connection.execute(select(hubs.c.name).where(hubs.c.hub_id == hub.terminal_id)).scalar_one()
    unsigned = HubRow(hub.terminal_id, name, tuple(call.addresses), call.receipt_key)
    writer = StoreWriter(connection, hub.store)
    if is_here(root):
        writer.publish([_signed(unsigned, root_of(root))])
    elif not _stands(connection, hub.store, unsigned, root):
        # Published all the same, for whoever signs it (`keys sign-hubs`): terminals believe no row that is not signed.
        writer.publish([Change("hub", hub.terminal_id, row_body(unsigned))])
    return writer.finish()


def sign_hubs(connection: Connection, launch: int, root: Ed25519PrivateKey | None, now: datetime) -> int:
    """Sign what hubs have said of themselves since the root key was taken out; returns how many. Raises CentralError."""
    key = root_of(column_of(connection, launch), root)
    signed = 0
    for store in connection.execute(select(stores.c.store).where(stores.c.launch == launch)).scalars().all():
        rows = [_row(connection, store, hub_id) for hub_id in _hubs_of(connection, store)]
        waiting = [one for one in rows if one is not None and not verify(one, public_text(key))]
        writer = StoreWriter(connection, store)
        writer.publish([_signed(replace(one, signature=""), key) for one in waiting])
        writer.finish()
        signed += len(waiting)
    note(connection, ActKind.HUBS_SIGNED, now, launch=launch, count=signed)
    return signed


def _hubs_of(connection: Connection, store: int) -> Sequence[str]:
    return (
        connection.execute(select(hubs.c.hub_id).where(hubs.c.store == store, hubs.c.revoked_at.is_(None)))
        .scalars()
        .all()
    )


def _row(connection: Connection, store: int, hub_id: str) -> HubRow | None:
    """As it is published."""
    found = feed_row(connection, store, "hub", hub_id)
    return None if found is None or found.body is None else parse_row("hub", found.body)


def _stands(connection: Connection, store: int, said: HubRow, root: str) -> bool:
    """Whether just this was signed before."""
    known = _row(connection, store, said.hub_id)
    return known is not None and replace(known, signature="") == said and verify(known, public_root(root))


def _signed(unsigned: HubRow, root: Ed25519PrivateKey) -> Change:
    signature = to_base64url(root.sign(signing_bytes(unsigned)))
    return Change("hub", unsigned.hub_id, row_body(replace(unsigned, signature=signature)))


def revoke_hub(connection: Connection, hub_id: str, now: datetime) -> None:
    """Its token opens nothing any more, and terminals forget it. Raises CentralError."""
    store = connection.execute(select(hubs.c.store).where(hubs.c.hub_id == hub_id)).scalar_one_or_none()
    if store is None:
        raise CentralError(f"There is no hub {hub_id}", "`kiosk-central status` names them.")
    writer = StoreWriter(connection, store)
    connection.execute(update(hubs).where(hubs.c.hub_id == hub_id).values(revoked_at=utc_text(now)))
    writer.publish([Change("hub", hub_id, None)])
    writer.finish()
    note(connection, ActKind.HUB_REVOKED, now, subject=hub_id, store=store)


def passes(connection: Connection, store: int) -> list[TerminalPass]:
    """What a hub needs to know a terminal by: never in the feed, which every terminal reads."""
    found = connection.execute(select(terminals).where(terminals.c.store == store).order_by(terminals.c.terminal_id))
    return [
        TerminalPass(
            row.terminal_id,
            row.name,
            row.letter,
            row.token_hash.hex(),
            (row.next_token_hash or b"").hex(),
            row.revoked_at or "",
            word_of(row.revocation),
            station=row.station or "",
            device_key=row.device_key or "",
        )
        for row in found
    ]


def _launch_of(connection: Connection, store: int) -> tuple[int, str]:
    """The launch's number and its private root key."""
    found = connection.execute(
        select(stores.c.launch, launches.c.root_key)
        .join(launches, launches.c.launch == stores.c.launch)
        .where(stores.c.store == store)
    ).first()
    if found is None:
        raise unknown_store(connection, store)
    return found.launch, found.root_key


def _digest(token: str) -> bytes:
    return hashlib.sha256(token.encode()).digest()
