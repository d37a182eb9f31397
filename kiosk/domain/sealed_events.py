"""A terminal's events in a file that only central opens, and that only that terminal can have made.

Sealed by HPKE (RFC 9180) to central's key; the code under it is made with what central knows the terminal's token by, so
that nobody else's file is taken in. docs/protocol.md, "Sealed events", changes with this.
"""

import hashlib
import hmac
from collections.abc import Sequence
from typing import Any

import msgspec
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.hpke import AEAD, KDF, KEM, Suite

from kiosk.domain.event import canonical
from kiosk.domain.trust import from_base64url, to_base64url

FORMAT = "launch-kiosk/sealed-events/1"
_TAG = FORMAT.encode() + b"\0"


class NotSealed(ValueError):
    """The file is none of ours, was changed, or is for another central. Says which."""


class SealedEvents(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The file, as JSON. Nothing in the open is personal."""

    format: str
    terminal_id: str
    store: int
    made_at: str
    events: int
    """How many are in it."""
    sealed: str
    """Base64url: the encapsulated key, then the JSON list of the events as they travel."""
    codes: tuple[str, ...] = ()
    """Base64url: HMAC-SHA256 over the other fields, under each token that the terminal had: central may know any of them."""


def seal(
    events: Sequence[dict[str, Any]],
    terminal_id: str,
    store: int,
    made_at: str,
    tokens: Sequence[str],
    sealing_key: str,
) -> bytes:
    """The file's content. Raises ValueError for a sealing key that is none."""
    head = SealedEvents(FORMAT, terminal_id, store, made_at, len(events), "")
    key = X25519PublicKey.from_public_bytes(from_base64url(sealing_key))
    sealed = to_base64url(_suite().encrypt(msgspec.json.encode(events), key, _info(head)))
    whole = msgspec.structs.replace(head, sealed=sealed)
    codes = tuple(_code(whole, hashlib.sha256(token.encode()).digest()) for token in tokens)
    return msgspec.json.encode(msgspec.structs.replace(whole, codes=codes)) + b"\n"


def read(content: bytes) -> SealedEvents:
    """What stands in the open; nothing of it is proven yet. Raises NotSealed."""
    try:
        found = msgspec.json.decode(content, type=SealedEvents)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise NotSealed("this is no file of sealed events, or it was cut off") from error
    if found.format != FORMAT:
        raise NotSealed("its format is another version's")
    return found


def opened(file: SealedEvents, token_hashes: Sequence[bytes], key: X25519PrivateKey) -> list[dict[str, Any]]:
    """The events. `token_hashes`: SHA-256 of the tokens that central knows the terminal by. Raises NotSealed."""
    wanted = [_code(file, one).encode() for one in token_hashes]
    if not any(hmac.compare_digest(one.encode(), good) for one in file.codes for good in wanted):
        raise NotSealed("it was changed, or that terminal did not make it")
    try:
        content = _suite().decrypt(from_base64url(file.sealed), key, _info(file))
        events = msgspec.json.decode(content, type=list[dict[str, Any]])
    except (InvalidTag, ValueError, RecursionError) as error:
        raise NotSealed("it is sealed to another central's key") from error
    if len(events) != file.events:
        raise NotSealed("it holds another number of events than it says")
    return events


def _suite() -> Suite:
    return Suite(KEM.X25519, KDF.HKDF_SHA256, AEAD.AES_256_GCM)


def _info(file: SealedEvents) -> bytes:
    return _TAG + canonical([file.terminal_id, file.store, file.made_at, file.events])


def _code(file: SealedEvents, token_sha256: bytes) -> str:
    open_part = [file.terminal_id, file.store, file.made_at, file.events, file.sealed]
    key = hmac.digest(token_sha256, _TAG + b"code", "sha256")
    return to_base64url(hmac.digest(key, _TAG + canonical(open_part), "sha256"))
