"""The file with a hub's copy of the day: nobody else's to read, and moved aside when its key does not open it."""

import logging
import os
from datetime import datetime
from pathlib import Path

from central.database import Database
from central.errors import CentralError, Unreadable

log = logging.getLogger(__name__)

SIDES = ("", "-wal", "-shm")


def open_file(path: Path, key: bytes | None, now: datetime) -> Database:
    """The hub's database, made if missing. Raises CentralError.

    With a key, a file that cannot be read is moved aside, never deleted: what it held, central and the store's terminals
    hold too. Without one a person chose the file, and is told.
    """
    _keep_private(path)
    try:
        return Database(path, key=key)
    except Unreadable as error:
        if key is None:
            raise
        stamp = f".unreadable-{now:%Y%m%dT%H%M%SZ}"
        for side in SIDES:
            found = path.with_name(path.name + side)
            if found.exists():
                found.rename(path.with_name(path.name + stamp + side))
        log.warning("%s: moved aside as %s; the hub begins anew", error.operation, path.name + stamp)
    _keep_private(path)
    return Database(path, key=key)


def _keep_private(path: Path) -> None:
    """SQLite gives its WAL the mode of the file."""
    try:
        os.close(os.open(path, os.O_RDWR | os.O_CREAT, 0o600))
        for side in SIDES:
            found = path.with_name(path.name + side)
            if found.exists():
                found.chmod(0o600)
    except OSError as error:
        raise CentralError(f"{path}: {error.strerror}", "Check --database and the folder's permissions.") from error
