"""This machine's own key, by which central tells it from whoever else has its token."""

import secrets
from collections.abc import Callable

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from kiosk.domain.trust import to_base64url
from kiosk.errors import Fault
from sync.credentials import KeyStore

DEVICE_KEY = "device-key"
"""In the key store: 32 bytes as hex. Drawn once, and the same in every enrolment of this machine."""


def device_key(keys: KeyStore) -> Ed25519PrivateKey:
    """Made at first use. Raises Fault where the keyring does not keep it."""
    kept = keys.get(DEVICE_KEY)
    if kept is None:
        keys.set(DEVICE_KEY, secrets.token_hex(32))
        kept = keys.get(DEVICE_KEY)  # as kept, not as meant
    try:
        return Ed25519PrivateKey.from_private_bytes(bytes.fromhex(kept or ""))
    except ValueError as error:
        raise Fault("read the device key", "The keyring does not keep secrets: check it", error) from error


def batch_signer(keys: KeyStore) -> Callable[[bytes], str] | None:
    """What this machine signs its batches with; None where it was never enrolled by a code, and has no key. Raises Fault."""
    if keys.get(DEVICE_KEY) is None:
        return None
    key = device_key(keys)
    return lambda content: to_base64url(key.sign(content))
