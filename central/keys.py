"""Central's private keys and the one text form of all keys and signatures: base64url without padding, Ed25519 raw bytes."""

import base64

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from sqlalchemy import Connection, insert, select

from central.tables import meta


def to_text(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()


def from_text(text: str) -> bytes:
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))


def private_text(key: Ed25519PrivateKey) -> str:
    return to_text(key.private_bytes_raw())


def public_text(key: Ed25519PrivateKey) -> str:
    return to_text(key.public_key().public_bytes_raw())


def private_key(text: str) -> Ed25519PrivateKey:
    return Ed25519PrivateKey.from_private_bytes(from_text(text))


def receipt_key(connection: Connection) -> Ed25519PrivateKey:
    """The key that signs receipts, drawn at the first call (needs a writing transaction then)."""
    found = connection.execute(select(meta.c.value).where(meta.c.name == "receipt_key")).scalar_one_or_none()
    if found is not None:
        return private_key(found)
    key = Ed25519PrivateKey.generate()
    connection.execute(insert(meta).values(name="receipt_key", value=private_text(key)))
    return key
