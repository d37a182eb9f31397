"""The root key of a launch, which signs the list of keys and where hubs are: in the database, taken out of it, or never in it.

Taken out, it is a file under a passphrase (PKCS 8, encrypted PEM, by the library `cryptography`) that is kept apart, and whoever has
central's database can sign no list. Terminals notice nothing: they hold its public half since their enrolment.
"""

import os
from datetime import datetime
from pathlib import Path

from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from sqlalchemy import Connection, select, update

from central.acts.ledger import ActKind, note
from central.errors import CentralError
from central.keys import draw_key, key_of, public_text
from central.tables import launches

TAKEN_OUT = "public:"
"""How the column begins when the private half is not there; its public half follows."""
SHORTEST_PASSPHRASE = 12


def public_root(column: str) -> str:
    """The public half, base64url, of what `launches.root_key` holds."""
    return column.removeprefix(TAKEN_OUT) if column.startswith(TAKEN_OUT) else public_text(key_of(column))


def is_here(column: str) -> bool:
    return not column.startswith(TAKEN_OUT)


def root_of(column: str, given: Ed25519PrivateKey | None = None) -> Ed25519PrivateKey:
    """What signs. `given`: from its file. Raises CentralError when it is neither here nor given, or another launch's."""
    if is_here(column):
        return key_of(column)
    if given is None:
        raise CentralError(
            "The root key was taken out of the database", "Give its file: `kiosk-central keys ... --root FILE`."
        )
    if public_text(given) != public_root(column):
        raise CentralError(
            "This is the root key of another launch", "Give the file that `keys take-out` wrote for this one."
        )
    return given


def take_out(connection: Connection, launch: int, file: Path, passphrase: str, now: datetime) -> None:
    """Write the root key to `file` and leave its public half alone. Raises CentralError; then nothing has changed."""
    column = column_of(connection, launch)
    if not is_here(column):
        raise CentralError("The root key was taken out before", "It is in the file that was written then.")
    key = key_of(column)
    write_root(key, file, passphrase)
    connection.execute(update(launches).where(launches.c.launch == launch).values(root_key=kept_public(key)))
    note(connection, ActKind.ROOT_TAKEN_OUT, now, launch=launch)


def create_root(file: Path, passphrase: str) -> str:
    """A root key that no database has ever held: drawn here, written to `file`; returns its public half, base64url. For a machine
    that need not know central. Raises CentralError."""
    key = draw_key()
    write_root(key, file, passphrase)
    return public_text(key)


def kept_public(key: Ed25519PrivateKey) -> str:
    """What the column holds where the private half is kept apart."""
    return TAKEN_OUT + public_text(key)


def write_root(key: Ed25519PrivateKey, file: Path, passphrase: str) -> None:
    """Whole, read back, and in no file that was there before. Raises CentralError."""
    if len(passphrase) < SHORTEST_PASSPHRASE:
        raise CentralError(f"A passphrase has at least {SHORTEST_PASSPHRASE} characters", "Choose a longer one.")
    encryption = serialization.BestAvailableEncryption(passphrase.encode())
    pem = key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, encryption)
    try:
        with os.fdopen(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as out:
            out.write(pem)
            out.flush()
            os.fsync(out.fileno())
    except OSError as error:
        raise CentralError(f"{file} cannot be written: {error.strerror}", "Nothing was changed.") from error
    if public_text(read_root(file, passphrase)) != public_text(key):
        raise CentralError(f"{file.name} does not hold what was written", "Nothing was changed. Try another disk.")


def read_root(file: Path, passphrase: str) -> Ed25519PrivateKey:
    """Raises CentralError for a file that is none, or another passphrase."""
    try:
        key = serialization.load_pem_private_key(file.read_bytes(), passphrase.encode() or None)
    except OSError as error:
        raise CentralError(f"{file} cannot be read: {error.strerror}", "Check --root.") from error
    except (ValueError, TypeError, UnsupportedAlgorithm) as error:
        raise CentralError(
            f"{file.name} does not open", "Is it the root key's file, and this its passphrase?"
        ) from error
    if not isinstance(key, Ed25519PrivateKey):
        raise CentralError(f"{file.name} holds another kind of key", "Give the file that `keys take-out` wrote.")
    return key


def column_of(connection: Connection, launch: int) -> str:
    """What `launches.root_key` holds. Raises CentralError."""
    found = connection.execute(select(launches.c.root_key).where(launches.c.launch == launch)).scalar_one_or_none()
    if found is None:
        raise CentralError(f"There is no launch {launch}", "`kiosk-central init` makes one.")
    return found
