"""Rows of the store's feed and how a copy is proven whole. Shared by central (which makes it) and terminals (which hold it).

The state hash is a checksum against loss and mistakes, not a signature: whoever can change rows can change it too.
"""

import hashlib
from dataclasses import dataclass
from typing import Any

from kiosk.domain.event import canonical

MODULUS = 1 << 256


@dataclass(frozen=True)
class FeedRow:
    """One row at its last change."""

    seq: int
    """Store-wide number of the row's last change; rows travel in this order."""
    kind: str
    key: str
    body: dict[str, Any] | None
    """None is a tombstone: the row is gone."""
    digest: str
    """`row_digest(kind, key, body)`; of a tombstone the empty text."""


@dataclass(frozen=True)
class Head:
    """What a whole copy looks like at `seq`."""

    seq: int
    counts: dict[str, int]
    """Live rows by kind."""
    state_hash: str
    """`state_hash` of the digests of all live rows."""


def row_digest(kind: str, key: str, body: dict[str, Any] | None) -> str:
    """SHA-256 hex of `kind NUL key NUL canonical JSON`; a tombstone's is empty."""
    if body is None:
        return ""
    return hashlib.sha256(b"\0".join((kind.encode(), key.encode(), canonical(body)))).hexdigest()


def shifted(state_hash: str, removed: str, added: str) -> str:
    """The state hash after one row's digest was replaced (either may be empty): a sum modulo 2^256, order-free."""
    total = int(state_hash, 16) - int(removed or "0", 16) + int(added or "0", 16)
    return f"{total % MODULUS:064x}"


EMPTY_HASH = "0" * 64
