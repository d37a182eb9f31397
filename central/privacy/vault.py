"""Personal rows at rest: the body of each customer's rows under a key of that customer's own, and that key under central's.

Central's key is a file beside the database, never in it: who has a copy of the database alone reads no name. Who is to be
forgotten has only their own key destroyed (`central.privacy.person`); copies of the rows that lie elsewhere are unreadable
from then on as well. AES-256-GCM for the rows, AES key wrap (RFC 3394) for the keys, both of the library `cryptography`.
"""

import base64
import binascii
import hashlib
import os
import secrets
from collections.abc import Iterable
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.keywrap import InvalidUnwrap, aes_key_unwrap, aes_key_wrap
from sqlalchemy import Connection, bindparam, insert, select, tuple_

from central.errors import CentralError
from central.tables import feed, personal_keys
from kiosk.domain.trust import from_base64url, to_base64url

PERSONAL = frozenset({"reservation", "staff"})
"""Kinds of rows that speak of a person."""
SEALED = "sealed1."
"""How a sealed body begins; canonical JSON begins with a brace."""
KEY_BYTES = 32
NONCE_BYTES = 12
_PURPOSE = b"launch-kiosk/personal\0"


class Vault:
    """Seals and opens bodies with central's key (32 bytes)."""

    def __init__(self, central_key: bytes) -> None:
        if len(central_key) != KEY_BYTES:
            raise ValueError(f"central's key must have {KEY_BYTES} bytes, not {len(central_key)}")
        self._central_key = central_key
        self.fingerprint = hashlib.sha256(_PURPOSE + central_key).hexdigest()[:32]
        """Tells one key from another, and nothing more of it."""

    def keys_for(self, connection: Connection, rows: Iterable[tuple[str, str]]) -> dict[tuple[str, str], bytes]:
        """(kind, key) of rows -> the customer's key, drawn for those who have none yet (in a writing transaction)."""
        wanted = list(dict.fromkeys(rows))
        if not wanted:
            return {}
        found = {
            (row.kind, row.key): self._unwrapped(row.wrapped) for row in connection.execute(_WRAPPED, {"rows": wanted})
        }
        fresh = {one: secrets.token_bytes(KEY_BYTES) for one in wanted if one not in found}
        if fresh:
            wrapped = [
                {"kind": kind, "key": key, "wrapped": aes_key_wrap(self._central_key, drawn)}
                for (kind, key), drawn in fresh.items()
            ]
            connection.execute(insert(personal_keys), wrapped)
        return found | fresh

    def seal(self, key: bytes, kind: str, row_key: str, body: str) -> str:
        """The body as it is stored. Bound to its row: in the place of another it does not open."""
        nonce = secrets.token_bytes(NONCE_BYTES)
        sealed = nonce + AESGCM(key).encrypt(nonce, body.encode(), _bound(kind, row_key))
        return SEALED + base64.b64encode(sealed).decode("ascii")

    def open(self, wrapped: bytes, kind: str, row_key: str, sealed: str) -> str:
        """The body as it was published. Raises CentralError when it is not this key's, or was changed."""
        key = self._unwrapped(wrapped)
        try:
            raw = base64.b64decode(sealed.removeprefix(SEALED), validate=True)
            return AESGCM(key).decrypt(raw[:NONCE_BYTES], raw[NONCE_BYTES:], _bound(kind, row_key)).decode()
        except (binascii.Error, ValueError, InvalidTag) as error:
            raise CentralError(
                f"The row {kind} {row_key} was changed where it lies", "Restore the database from a backup."
            ) from error

    def pepper(self, store: int) -> bytes:
        """What a store's PINs are compared under. Derived, so that no table holds it."""
        info = _PURPOSE + b"pin pepper\0" + str(store).encode()
        return HKDF(hashes.SHA256(), KEY_BYTES, None, info).derive(self._central_key)

    def _unwrapped(self, wrapped: bytes) -> bytes:
        try:
            return aes_key_unwrap(self._central_key, wrapped)
        except (InvalidUnwrap, ValueError) as error:
            raise CentralError(
                "The key file is not the one of this database", "Give the --keys it was made with."
            ) from error


def _bound(kind: str, row_key: str) -> bytes:
    return _PURPOSE + kind.encode() + b"\0" + row_key.encode()


_WRAPPED = select(personal_keys.c.kind, personal_keys.c.key, personal_keys.c.wrapped).where(
    tuple_(personal_keys.c.kind, personal_keys.c.key).in_(bindparam("rows", expanding=True))
)

KEY_OF_ROW = (personal_keys.c.kind == feed.c.kind) & (personal_keys.c.key == feed.c.key)
"""Joins a row of the feed to the key it was sealed with; an outer join, since most rows need none."""


def vault_of(connection: Connection) -> Vault | None:
    """Of the database that this connection belongs to; None where it keeps nothing sealed (a hub's, a test's)."""
    return connection.get_execution_options().get("vault")


def opened(connection: Connection, kind: str, row_key: str, body: str, wrapped: bytes | None) -> str:
    """A body as it was published, however it lies. Raises CentralError when it cannot be opened."""
    if not body.startswith(SEALED):
        return body
    vault = vault_of(connection)
    if vault is None:
        raise CentralError(
            "Customers' rows are sealed, and the key file is not there", "Give the --keys the database was made with."
        )
    if wrapped is None:
        raise CentralError(f"The key of {kind} {row_key} was destroyed", "This person was forgotten; nothing is left.")
    return vault.open(wrapped, kind, row_key, body)


def make_key_file(path: Path) -> Vault:
    """Draw central's key and keep it, readable to its owner only. Raises CentralError when it cannot be written."""
    drawn = secrets.token_bytes(KEY_BYTES)
    try:
        with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="ascii") as file:
            file.write(to_base64url(drawn) + "\n")
            file.flush()
            os.fsync(file.fileno())
    except OSError as error:
        raise CentralError(
            f"{path.name} cannot be written: {error.strerror}", "Check the path, or give --keys."
        ) from error
    return Vault(drawn)


def read_key_file(path: Path) -> Vault | None:
    """None when there is no such file. Raises CentralError for one that holds no key."""
    try:
        return Vault(from_base64url(path.read_text(encoding="ascii").strip()))
    except FileNotFoundError:
        return None
    except OSError as error:
        raise CentralError(f"{path.name} cannot be read: {error.strerror}", "Check its permissions.") from error
    except ValueError as error:
        raise CentralError(f"{path.name} holds no key of central", "Restore the file that `init` made.") from error
