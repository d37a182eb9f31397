"""Central's private keys. All keys and signatures are Ed25519, their text is base64url (`kiosk.domain.trust`)."""

import secrets
from collections.abc import Callable

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from sqlalchemy import Connection, insert, select

from central.tables import meta
from kiosk.domain.trust import from_base64url, to_base64url

Chance = Callable[[int], bytes]
"""So many random bytes: `secrets.token_bytes`, or a seeded generator's `randbytes` in a demo."""

SECRET: Chance = secrets.token_bytes


def draw_key(chance: Chance = SECRET) -> Ed25519PrivateKey:
    return Ed25519PrivateKey.from_private_bytes(chance(32))


def private_text(key: Ed25519PrivateKey) -> str:
    return to_base64url(key.private_bytes_raw())


def public_text(key: Ed25519PrivateKey) -> str:
    return to_base64url(key.public_key().public_bytes_raw())


def key_of(text: str) -> Ed25519PrivateKey:
    """The private key of its text."""
    return Ed25519PrivateKey.from_private_bytes(from_base64url(text))


def receipt_key(connection: Connection) -> Ed25519PrivateKey:
    """The key that signs receipts, drawn at the first call (needs a writing transaction then)."""
    wanted = select(meta.c.value).where(meta.c.name == "receipt_key")
    found = connection.execute(wanted).scalar_one_or_none()
    if found is None:
        # Two processes may start on a new database at once: the second waits here, and then finds the first one's key.
        connection.execute(select(meta.c.value).where(meta.c.name == "epoch").with_for_update())
        found = connection.execute(wanted).scalar_one_or_none()
    if found is not None:
        return key_of(found)
    key = draw_key()
    connection.execute(insert(meta).values(name="receipt_key", value=private_text(key)))
    return key
