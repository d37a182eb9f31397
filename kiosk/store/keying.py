"""Which key a database was made with, and how it is given another one.

SQLCipher cannot tell a wrong key from a damaged file. So a small file beside the database names its key by a fingerprint: a
key that is not it is said, and the database is not touched. A new key means a new file that takes the old one's name when it
is whole: at any moment there is one that one of two keys opens, and `sync.credentials` keeps both until it is known which.
"""

import hashlib
import logging
import os
from pathlib import Path

from kiosk.errors import Fault
from kiosk.store import checks
from kiosk.store.database import Database, DatabaseError, faults, open_database, peek
from kiosk.store.recovery import leftovers, sync_folder

log = logging.getLogger(__name__)
_PURPOSE = b"launch-kiosk/database-key\0"
_OPERATION = "change the database's key"


class ExportError(Exception):
    """SQLCipher could not write the copy."""


def fingerprint(key: bytes) -> str:
    """Tells one key from another, and nothing more of it."""
    return hashlib.sha256(_PURPOSE + key).hexdigest()[:32]


def key_note(path: Path) -> Path:
    """The file that names the key, beside the database."""
    return path.with_name(f"{path.name}-key")


def require_key(path: Path, key: bytes) -> None:
    """Raises Fault when the database was made with another one; where nothing says with which, all is well."""
    if not path.exists():
        return
    try:
        named = key_note(path).read_text(encoding="ascii").split()
    except (OSError, UnicodeDecodeError):
        return
    if named and fingerprint(key) not in named:
        hint = (
            f"{path.name} was made with another key and was left as it is. Restore this terminal's keyring; or, if it was "
            "enrolled anew, move the file away: then the kiosk begins with an empty one"
        )
        raise Fault("open the database", hint, "the key in the keyring is not this file's")


def note_key(path: Path, *keys: bytes) -> None:
    """Name the database's key; two of them while it is being changed. Never a reason not to start."""
    note, new = key_note(path), path.with_name(f"{path.name}-key.new")
    text = "".join(f"{fingerprint(key)}\n" for key in keys)
    try:
        if note.exists() and note.read_bytes() == text.encode("ascii"):
            return
        with new.open("w", encoding="ascii") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        new.replace(note)
    except OSError:
        log.warning("the database's key could not be noted beside it", exc_info=True)


def opens(path: Path, key: bytes) -> bool:
    """Whether this key opens the file as it lies. Reads one page, changes nothing; a WAL is not looked at."""
    try:
        peek(path, key)
    except DatabaseError:
        return False
    return True


def rekey(path: Path, old: bytes, new: bytes) -> None:
    """Write the database anew under another key. Raises Fault; then the file is as it was, under the old one.

    No kiosk may be running on it. What a crash leaves is one whole file, under one of the two keys.
    """
    with faults(_OPERATION):
        try:
            _write_anew(path, old, new)
        except ExportError as error:
            raise Fault(_OPERATION, "Check the disk and its free space; nothing was changed", error) from error
        except OSError as error:
            raise Fault(_OPERATION, "Check the folder's permissions, the disk and its free space", error) from error


def _write_anew(path: Path, old: bytes, new: bytes) -> None:
    fresh = path.with_name(f"{path.name}.rekeyed")
    for file in leftovers(fresh):
        file.unlink()  # of an attempt that was cut short
    db = open_database(path, old)
    try:
        db.conn.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
        before = _tables(db)
        db.conn.execute(f"ATTACH DATABASE ? AS fresh KEY \"x'{new.hex()}'\"", [str(fresh)])
        try:
            db.conn.execute("SELECT sqlcipher_export('fresh')").fetchall()
        except DatabaseError as error:  # whatever went wrong, the function has one code for it
            raise ExportError(str(error)) from error
        for pragma in ("user_version", "application_id"):
            (value,) = db.conn.execute(f"PRAGMA main.{pragma}").fetchone()
            db.conn.execute(f"PRAGMA fresh.{pragma} = {value}")
        db.conn.execute("DETACH DATABASE fresh")
        _prove(fresh, new, before)
        note_key(path, old, new)
    finally:
        db.close()
    fresh.replace(path)
    sync_folder(path.parent)
    note_key(path, new)


def _prove(fresh: Path, key: bytes, before: dict[str, int]) -> None:
    """The new file is read whole, and has what the old one has. Raises Fault."""
    copy = open_database(fresh, key)
    try:
        problem = checks.damage(copy, fresh, suspect=True)
        if problem or _tables(copy) != before:
            raise Fault(
                _OPERATION, "Check the disk, then do it again; nothing was changed", problem or "rows are missing"
            )
    finally:
        copy.close()
    with fresh.open("rb+") as file:
        os.fsync(file.fileno())


def _tables(db: Database) -> dict[str, int]:
    return {name: db.table(name).count for name in db.table_names()}
