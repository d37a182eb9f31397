"""What central answers a terminal that was invited. Rules only; `route.py` is the way in.

Each function is called inside the caller's writing transaction, which must end well also where the answer is no: a wrong
secret is counted. Asking the same again gets the same answer, because any answer may be lost. What is said and proven is
`kiosk.domain.handshake`.
"""

import hmac
import json
import logging
from datetime import datetime, timedelta
from typing import Any

import msgspec
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PublicKey
from cryptography.hazmat.primitives.hpke import AEAD, KDF, KEM, Suite
from sqlalchemy import Connection, Row

from central.enrolment import denied
from central.enrolment.denied import Denied
from central.enrolment.invitations import State, change, locked, refuse
from central.enrolment.stray import strayed
from central.errors import CentralError
from central.keys import SECRET, Chance, public_text, receipt_key
from central.terminals import enrol, enrol_again
from kiosk.domain import handshake
from kiosk.domain.clock import parse_utc
from kiosk.domain.handshake import Opening, Reply
from kiosk.domain.invitation import fingerprint
from kiosk.domain.trust import from_base64url, to_base64url, verifies
from sync.enrolment_wire import Authority, Begin, Begun, Reveal, Stage, Standing

MAX_TRIES = 5
"""Wrong secrets, then the invitation is dead."""
COLLECTED_WITHIN = timedelta(minutes=15)
"""After the invitation's end: who was confirmed in its last second still gets what was confirmed."""

log = logging.getLogger(__name__)


def authority(connection: Connection, invitation_id: str, now: datetime) -> Authority | Denied:
    """Public: the terminal compares it with its code."""
    row = locked(connection, invitation_id)
    if row is None:
        return strayed(connection, now)
    return _over(row, now) or Authority(row.ca_pem)


def begin(
    connection: Connection, invitation_id: str, said: Begin, now: datetime, chance: Chance = SECRET
) -> Begun | Denied:
    """The terminal shows that it has the code, and has committed to a number: central draws its own."""
    row = locked(connection, invitation_id)
    if row is None:
        return strayed(connection, now)
    over = _over(row, now)
    if over is not None:
        return over
    keys = [_bytes(text) for text in (said.device_key, said.ephemeral_key, said.commitment)]
    if None in keys or not _can_seal(said.ephemeral_key):
        return denied.BAD_KEY
    proof = from_base64url(handshake.opening_proof(row.secret_hash, opening := _opening(row, said)))
    if not hmac.compare_digest(proof, _bytes(said.proof) or b""):
        return _counted(connection, row, now)
    if row.begin:
        same = msgspec.json.decode(row.begin, type=Begin) == said
        return msgspec.json.decode(row.begun, type=Begun) if same else denied.USED
    reply = Reply(to_base64url(chance(32)), public_text(receipt_key(connection)), row.store, row.name)
    proof = handshake.reply_proof(row.secret_hash, opening, reply)
    begun = Begun(reply.nonce, reply.receipt_key, reply.store, reply.name, proof)
    change(connection, invitation_id, state=State.BEGUN, begin=_text(said), begun=_text(begun))
    return begun


def reveal(connection: Connection, invitation_id: str, said: Reveal, now: datetime) -> Standing | Denied:
    """The terminal shows its number: now both know the digits. Asked again, until a person has confirmed them."""
    row = locked(connection, invitation_id)
    if row is None:
        return strayed(connection, now)
    over = _over(row, now)
    if over is not None:
        return over
    if not row.begin:
        return denied.NOT_BEGUN
    begin = msgspec.json.decode(row.begin, type=Begin)
    nonce, signature = _bytes(said.nonce), _bytes(said.signature, 64)
    if nonce is None or signature is None:
        return denied.BAD_KEY
    script = handshake.transcript(_opening(row, begin), _reply(row), nonce)
    kept = handshake.commitment(nonce) == begin.commitment
    if not kept or not verifies(from_base64url(begin.device_key), signature, handshake.reveal_bytes(script)):
        return _counted(connection, row, now)
    if row.state == State.BEGUN:
        change(connection, invitation_id, state=State.REVEALED, digits=handshake.digits(script), reveal=_text(said))
    if row.state in (State.BEGUN, State.REVEALED):
        return Standing(Stage.WAITING)
    if row.state == State.HANDED:
        return msgspec.json.decode(row.standing, type=Standing)
    return _hand_out(connection, row, begin, script, now)


def _hand_out(connection: Connection, row: Row[Any], begin: Begin, script: bytes, now: datetime) -> Standing | Denied:
    """The one moment when a terminal comes to be."""
    try:
        servers = json.loads(row.servers)
        if row.terminal_id is not None:
            enrolment = enrol_again(
                connection,
                row.terminal_id,
                servers,
                now,
                ca_pem=row.ca_pem,
                invitation=row.invitation_id,
                device_key=begin.device_key,
            )
        else:
            enrolment = enrol(
                connection,
                row.store,
                row.name,
                servers,
                now,
                ca_pem=row.ca_pem,
                station=row.station,
                invitation=row.invitation_id,
                device_key=begin.device_key,
            )
    except CentralError as error:
        refuse(connection, row, error.operation, "enrolment", now)
        return denied.refused(error.operation)
    sealed = to_base64url(_seal(begin.ephemeral_key, msgspec.json.encode(enrolment), handshake.seal_info(script)))
    signature = to_base64url(receipt_key(connection).sign(handshake.handing_bytes(script, sealed)))
    standing = Standing(Stage.READY, sealed, signature)
    change(
        connection,
        row.invitation_id,
        state=State.HANDED,
        standing=_text(standing),
        terminal_id=enrolment.terminal_id,
    )
    log.info("terminal %s of store %d was enrolled by invitation %s", enrolment.letter, row.store, row.invitation_id)
    return standing


def _over(row: Row[Any], now: datetime) -> Denied | None:
    """Why nothing comes of it any more."""
    if row.state == State.REFUSED:
        return denied.DEAD if row.tries >= MAX_TRIES else denied.refused(row.reason)
    confirmed = row.state in (State.CONFIRMED, State.HANDED)
    ends = parse_utc(row.expires_at) + (COLLECTED_WITHIN if confirmed else timedelta())
    return denied.LATE if now >= ends else None


def _counted(connection: Connection, row: Row[Any], now: datetime) -> Denied:
    """One wrong try more. An enrolment that a person has confirmed is not to be killed by a stranger's."""
    if row.state in (State.CONFIRMED, State.HANDED):
        return denied.WRONG
    change(connection, row.invitation_id, tries=row.tries + 1)
    if row.tries + 1 < MAX_TRIES:
        return denied.WRONG
    log.warning("invitation %s is dead: %d wrong codes", row.invitation_id, MAX_TRIES)
    refuse(connection, row, "wrong codes were tried too often", "tries", now)
    return denied.DEAD


def _opening(row: Row[Any], said: Begin) -> Opening:
    """As the terminal must have meant it: what came with the code is central's own here."""
    servers = tuple(json.loads(row.servers))
    known = (row.invitation_id, fingerprint(row.ca_pem), servers)
    return Opening(*known, said.device_key, said.ephemeral_key, said.commitment)


def _reply(row: Row[Any]) -> Reply:
    begun = msgspec.json.decode(row.begun, type=Begun)
    return Reply(begun.nonce, begun.receipt_key, begun.store, begun.name)


def _seal(ephemeral_key: str, content: bytes, info: bytes) -> bytes:
    """HPKE in base mode (RFC 9180), the encapsulated key in front. Raises ValueError for a key of small order."""
    key = X25519PublicKey.from_public_bytes(from_base64url(ephemeral_key))
    return Suite(KEM.X25519, KDF.HKDF_SHA256, AEAD.AES_256_GCM).encrypt(content, key, info)


def _can_seal(ephemeral_key: str) -> bool:
    try:
        _seal(ephemeral_key, b"", b"")
    except ValueError:
        return False
    return True


def _bytes(text: str, length: int = 32) -> bytes | None:
    try:
        found = from_base64url(text)
    except ValueError:
        return None
    return found if len(found) == length and to_base64url(found) == text else None


def _text(message: Begin | Begun | Reveal | Standing) -> str:
    return msgspec.json.encode(message).decode()
