"""Central's private keys. Keys and signatures are Ed25519 (what is sealed: X25519), their text is base64url
(`kiosk.domain.trust`)."""

import secrets
from collections.abc import Callable

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
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
    return key_of(_drawn_once(connection, "receipt_key"))


def sealing_key(connection: Connection) -> X25519PrivateKey:
    """The key that opens what withdrawn terminals sealed, drawn at the first call (needs a writing transaction then)."""
    return X25519PrivateKey.from_private_bytes(from_base64url(_drawn_once(connection, "sealing_key")))


def sealing_text(connection: Connection) -> str:
    """The public half of `sealing_key`, as it travels."""
    return to_base64url(sealing_key(connection).public_key().public_bytes_raw())


def _drawn_once(connection: Connection, name: str) -> str:
    """32 random bytes under this name. They are made as Ed25519's private keys are, and X25519's are any 32."""
    wanted = select(meta.c.value).where(meta.c.name == name)
    found = connection.execute(wanted).scalar_one_or_none()
    if found is None:
        # Two processes may start on a new database at once: the second waits here, and then finds the first one's key.
        connection.execute(select(meta.c.value).where(meta.c.name == "epoch").with_for_update())
        found = connection.execute(wanted).scalar_one_or_none()
    if found is None:
        found = private_text(draw_key())
        connection.execute(insert(meta).values(name=name, value=found))
    return found
