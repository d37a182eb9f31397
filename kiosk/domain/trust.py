"""Whose codes are believed: the signed, versioned list of public keys that only moves forward.

Holds no private key. Who signs it and how it is checked: `docs/protocol.md`, "Trust list".
"""

import base64
import binascii
from dataclasses import dataclass
from typing import Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from kiosk.domain.clock import utc_text
from kiosk.domain.event import canonical
from kiosk.domain.reservation import Instant


@dataclass(frozen=True, slots=True)
class TrustedKey:
    key_id: int
    """0 to 255; several keys may share one, then each is tried."""
    public_key: str
    """Ed25519, 32 raw bytes as base64url without padding."""
    not_before: Instant
    not_after: Instant


@dataclass(frozen=True, slots=True)
class TrustList:
    version: int
    """Only a list with a larger version replaces a list."""
    issued_at: Instant
    keys: tuple[TrustedKey, ...]
    signature: str = ""
    """Ed25519 by the launch's root key over the canonical JSON of the list without this field, base64url."""


def signing_bytes(trust: TrustList) -> bytes:
    """What the root key signs: canonical JSON of the list without `signature`, instants as `utc_text` writes them."""
    body: dict[str, Any] = {
        "version": trust.version,
        "issued_at": utc_text(trust.issued_at),
        "keys": [
            {
                "key_id": key.key_id,
                "public_key": key.public_key,
                "not_before": utc_text(key.not_before),
                "not_after": utc_text(key.not_after),
            }
            for key in trust.keys
        ],
    }
    return canonical(body)


def verify(trust: TrustList, root_public_key: str) -> bool:
    """Whether the launch's root key (base64url, 32 bytes) signed this list. False too for keys or signatures that are none."""
    return signed_by(root_public_key, trust.signature, signing_bytes(trust))


def newer(current: TrustList | None, offered: TrustList) -> bool:
    """Whether a verified list may replace the one in use: the list only moves forward, an older one never returns."""
    return current is None or offered.version > current.version


def signed_by(public_key: str, signature: str, message: bytes) -> bool:
    """Ed25519 check with key and signature in base64url."""
    try:
        return verifies(from_base64url(public_key), from_base64url(signature), message)
    except ValueError:
        return False


def verifies(public_key: bytes, signature: bytes, message: bytes) -> bool:
    """Ed25519 check on raw bytes; False for everything that is not a good signature."""
    try:
        Ed25519PublicKey.from_public_bytes(public_key).verify(signature, message)
    except (InvalidSignature, ValueError):
        return False
    return True


def to_base64url(raw: bytes) -> str:
    """Without padding, as keys and signatures travel."""
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode("ascii")


def from_base64url(text: str) -> bytes:
    """Raises ValueError when the text is not base64url; padding may be there or not."""
    try:
        return base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True)
    except binascii.Error as error:
        raise ValueError(f"not base64url: {error}") from error
