"""Where this terminal's secrets lie: the only place that knows keyring. The database key is handed in from here.

Allowed are the keyrings that keep secrets encrypted; a plain-text or null one is refused at start, because keyring would
pick it silently. Development and the demo use `DevelopmentKeyStore`, which a production configuration refuses.
"""

import hashlib
import json
import os
import secrets
from collections.abc import Callable
from pathlib import Path
from typing import Any, Protocol, cast

import keyring
import msgspec
from keyring.backend import KeyringBackend
from keyring.backends.chainer import ChainerBackend
from keyring.errors import KeyringError, KeyringLocked, NoKeyringError

from kiosk.errors import ConfigError, Fault

SERVICE = "launch-kiosk"
DATABASE_KEY = "database-key"
PENDING = ".next"
"""After a key's name: the one that is about to take its place."""
KEY_BYTES = 32

CRYPTFILE = "keyrings.cryptfile.cryptfile.CryptFileKeyring"
ALLOWED = frozenset(
    {
        "keyring.backends.Windows.WinVaultKeyring",
        "keyring.backends.macOS.Keyring",
        "keyring.backends.SecretService.Keyring",
        "keyring.backends.libsecret.Keyring",
        "keyring.backends.kwallet.DBusKeyring",
        CRYPTFILE,
    }
)
DEVELOPMENT_FILE, ENCRYPTED_FILE = "development-keys.json", "keys.cfg"
CREDENTIAL = "kiosk-keyring"
"""Name of the systemd credential (`LoadCredentialEncrypted=`) that unlocks the encrypted file without a person."""
PIECE = 1000
"""Characters: Windows' vault takes 1,280 of a secret, and an enrolment with a certificate has more."""

_OPEN = "open the keyring"
_FOREIGN = (KeyringError, OSError, ValueError, RuntimeError)
"""What keyring's backends raise; the encrypted file says "wrong passphrase" by ValueError."""


class KeyStore(Protocol):
    """Named secrets. All methods raise Fault."""

    def get(self, name: str) -> str | None: ...

    def set(self, name: str, value: str) -> None: ...

    def forget(self, name: str) -> None:
        """It is gone; of one that is not there, nothing happens."""
        ...


class KeyringStore:
    """The operating system's keyring, or the encrypted file."""

    def __init__(self, backend: KeyringBackend) -> None:
        self._backend = backend
        # keyring wraps this one method without its types.
        self._keep = cast("Callable[[str, str, str], None]", backend.set_password)

    def get(self, name: str) -> str | None:
        head = self._get(name)
        if head is None:
            return None
        count, digest, first = [*head.split(":", 2), "", ""][:3]
        rest = [self._get(f"{name}.{at}") or "" for at in range(1, int(count) if count.isdecimal() else 1)]
        value = "".join((first, *rest))
        if _digest(value) != digest:
            hint = f"The secret {name!r} in the keyring is damaged: restore the keyring, or enrol this terminal again"
            raise Fault(_OPEN, hint, "its check sum does not fit")
        return value

    def set(self, name: str, value: str) -> None:
        first, *rest = [value[at : at + PIECE] for at in range(0, len(value), PIECE)] or [""]
        # The head last: until it is written, the old value is either whole or known to be damaged.
        for at, piece in enumerate(rest, 1):
            self._set(f"{name}.{at}", piece)
        self._set(name, f"{len(rest) + 1}:{_digest(value)}:{first}")

    def forget(self, name: str) -> None:
        head = self._get(name)
        if head is None:
            return
        count = head.partition(":")[0]
        for piece in (name, *(f"{name}.{at}" for at in range(1, int(count) if count.isdecimal() else 1))):
            if self._get(piece) is not None:
                self._delete(piece)

    def _delete(self, name: str) -> None:
        try:
            self._backend.delete_password(SERVICE, name)
        except _FOREIGN as error:
            raise _fault(error) from error

    def _get(self, name: str) -> str | None:
        try:
            return self._backend.get_password(SERVICE, name)
        except _FOREIGN as error:
            raise _fault(error) from error

    def _set(self, name: str, value: str) -> None:
        try:
            self._keep(SERVICE, name, value)
        except _FOREIGN as error:
            raise _fault(error) from error


class DevelopmentKeyStore:
    """Secrets readable in a file, for development and the demo only. Never in production."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def get(self, name: str) -> str | None:
        return self._read().get(name)

    def set(self, name: str, value: str) -> None:
        self._write({**self._read(), name: value})

    def forget(self, name: str) -> None:
        values = self._read()
        if values.pop(name, None) is not None:
            self._write(values)

    def _write(self, values: dict[str, str]) -> None:
        values = {"_": "Development keys, readable by anyone: never in production", **values}
        new = self._path.with_name(self._path.name + ".new")
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            new.unlink(missing_ok=True)
            handle = os.open(new, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
            with os.fdopen(handle, "w", encoding="utf-8") as file:
                json.dump(values, file, indent=2)
                file.flush()
                os.fsync(handle)
            new.replace(self._path)
        except OSError as error:
            raise Fault("save the development keys", "Check the data folder's permissions and space", error) from error

    def _read(self) -> dict[str, str]:
        try:
            return msgspec.json.decode(self._path.read_bytes(), type=dict[str, str])
        except FileNotFoundError:
            return {}
        except (OSError, msgspec.DecodeError) as error:
            hint = f"{self._path.name} cannot be read: mend it, or move it away and enrol this terminal again"
            raise Fault("read the development keys", hint, error) from error


def open_key_store(kind: str, folder: Path, production: bool, passphrase: Callable[[], str] | None = None) -> KeyStore:
    """`kind` is `keyring` or `development`; `folder` is the terminal's own, for those that keep a file.

    `passphrase` asks a supervisor, when the encrypted file is the keyring and no systemd credential unlocks it. Raises
    ConfigError for a kind that production forbids, Fault when no allowed keyring is there or it stays locked.
    """
    if kind == "development":
        if production:
            raise ConfigError('keys.store = "development" is not allowed while production = true')
        return DevelopmentKeyStore(folder / DEVELOPMENT_FILE)
    if kind != "keyring":
        raise ConfigError(f"keys.store = {kind!r} is not known: use keyring or development")
    unlock = _credential()
    if unlock is not None:
        return KeyringStore(_encrypted_file(folder / ENCRYPTED_FILE, unlock))
    backend = _allowed_backend()
    if name_of(backend) != CRYPTFILE:
        return KeyringStore(backend)
    if passphrase is None:
        hint = f"A supervisor must unlock it; or give the service the systemd credential {CREDENTIAL!r}"
        raise Fault(_OPEN, hint, "the encrypted key file is locked")
    return KeyringStore(_encrypted_file(folder / ENCRYPTED_FILE, passphrase()))


def database_key(
    keys: KeyStore,
    name: str = DATABASE_KEY,
    *,
    database_exists: bool = False,
    opens: Callable[[bytes], bool] | None = None,
    draw: Callable[[int], bytes] = secrets.token_bytes,
) -> bytes:
    """A database's 32 bytes, made and kept at first use under `name`.

    Say `database_exists` where the file is there already: then a missing key raises Fault, because a new one would only
    have the file moved aside as unreadable. `opens` says which key the file has, where a change of it was cut short.
    """
    text = keys.get(name)
    if text is None:
        if database_exists:
            hint = "Restore this terminal's keyring; or move the database away, then the kiosk begins with an empty one"
            raise Fault("read the database key", hint, "a database is there, but its key is not")
        keys.set(name, draw(KEY_BYTES).hex())
        text = keys.get(name)  # as kept, not as meant: a keyring that forgets must show now
    try:
        key = bytes.fromhex(text or "")
    except ValueError:
        key = b""
    if len(key) != KEY_BYTES:
        raise Fault("read the database key", "The keyring does not keep secrets: check it", "not 32 bytes")
    pending = keys.get(name + PENDING)
    if not pending or not database_exists or opens is None:
        return key
    if opens(key):
        keys.set(name + PENDING, "")
    elif opens(bytes.fromhex(pending)):
        key = bytes.fromhex(pending)
        keys.set(name, pending)
        keys.set(name + PENDING, "")
    return key


def destroy_database_key(keys: KeyStore, name: str = DATABASE_KEY) -> None:
    """Whatever lies under it is unreadable for good. Again does no harm. Raises Fault."""
    keys.forget(name)
    keys.forget(name + PENDING)


def change_database_key(
    keys: KeyStore,
    rewrite: Callable[[bytes, bytes], None],
    name: str = DATABASE_KEY,
    *,
    opens: Callable[[bytes], bool],
    draw: Callable[[int], bytes] = secrets.token_bytes,
) -> None:
    """Draw a new key and have the file written anew with it: `rewrite(old, new)`. Cut short at any moment, both keys are in
    the keyring, and the next start finds out which is the file's. Raises Fault."""
    old = database_key(keys, name, database_exists=True, opens=opens)
    new = draw(KEY_BYTES)
    keys.set(name + PENDING, new.hex())
    if keys.get(name + PENDING) != new.hex():
        raise Fault("change the database's key", "The keyring does not keep secrets: check it", "not kept")
    rewrite(old, new)
    keys.set(name, new.hex())
    keys.set(name + PENDING, "")


def name_of(backend: KeyringBackend) -> str:
    kind = type(backend)
    return f"{kind.__module__}.{kind.__qualname__}"


def _allowed_backend() -> KeyringBackend:
    """The keyring that is configured or fits best, if it is one of ours; of several at once only those."""
    try:
        chosen = keyring.get_keyring()
        found = list(chosen.backends) if isinstance(chosen, ChainerBackend) else [chosen]
    except (*_FOREIGN, ImportError, AttributeError) as error:
        raise _fault(error) from error
    for backend in found:
        if name_of(backend) in ALLOWED:
            return backend
    names = ", ".join(name_of(backend) for backend in found) or "none"
    hint = (
        "Log in to a desktop with a keyring (Secret Service, KWallet), use the encrypted key file, or for a trial set "
        'production = false and keys.store = "development"'
    )
    raise Fault(_OPEN, hint, f"no keyring that keeps secrets encrypted (found: {names})")


def _encrypted_file(path: Path, passphrase: str) -> KeyringBackend:
    from keyrings.cryptfile.cryptfile import CryptFileKeyring  # loads its ciphers only where it is used

    backend: Any = CryptFileKeyring()
    backend.file_path = str(path)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        backend.keyring_key = passphrase
    except _FOREIGN as error:
        raise Fault(_OPEN, "Enter the supervisor's passphrase again", error) from error
    return cast("KeyringBackend", backend)


def _credential() -> str | None:
    folder = os.environ.get("CREDENTIALS_DIRECTORY")
    file = Path(folder) / CREDENTIAL if folder else None
    if file is None or not file.is_file():
        return None
    try:
        return file.read_text(encoding="utf-8").rstrip("\n")
    except (OSError, UnicodeDecodeError) as error:
        raise Fault(_OPEN, f"Check the systemd credential {CREDENTIAL!r}", error) from error


def _fault(error: BaseException) -> Fault:
    match error:
        case KeyringLocked():
            hint = "Unlock the keyring (log in, or enter its password), then start the kiosk again"
        case NoKeyringError():
            hint = 'There is no keyring on this machine: install one, or set keys.store = "development" for a trial'
        case _:
            hint = "Check that the keyring of this machine works, then start the kiosk again"
    return Fault(_OPEN, hint, error)


def _digest(value: str) -> str:
    return hashlib.sha256(value.encode()).hexdigest()[:16]
