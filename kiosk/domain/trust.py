"""Whose codes are believed: the signed, versioned list of public keys that only moves forward.

Holds no private key. Who signs it and how it is checked: `docs/protocol.md`, "Trust list".
"""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class TrustedKey:
    key_id: int
    """0 to 255; several keys may share one, then each is tried."""
    public_key: str
    """Ed25519, 32 raw bytes as base64url without padding."""
    not_before: datetime
    not_after: datetime


@dataclass(frozen=True, slots=True)
class TrustList:
    version: int
    """Only a list with a larger version replaces a list."""
    issued_at: datetime
    keys: tuple[TrustedKey, ...]
    signature: str = ""
    """Ed25519 by the launch's root key over the canonical JSON of the list without this field, base64url."""
