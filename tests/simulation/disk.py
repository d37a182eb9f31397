"""A disk that can lose its power at any commit, be full, and be copied: under the real files of terminals and central.

A crash takes the process's memory and leaves the files as they were at that instant, before or after the commit: the
image goes to another folder, and the process that died never touches it again.
"""

import shutil
from collections.abc import Callable, Generator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import sqlcipher3.dbapi2 as sqlite

from kiosk.store import store as store_module
from kiosk.store.database import Database, open_database

SQLITE_FULL = 13


class PowerCut(BaseException):
    """The process is gone. No `except Exception` may survive it."""


@dataclass(frozen=True, slots=True)
class Image:
    """What lies on the disk: the database and the WAL beside it. Shared memory is memory."""

    database: bytes
    wal: bytes | None

    @classmethod
    def of(cls, path: Path) -> "Image":
        wal = path.with_name(f"{path.name}-wal")
        return cls(path.read_bytes(), wal.read_bytes() if wal.exists() else None)

    def write(self, path: Path) -> None:
        for side in ("-shm", "-wal"):
            path.with_name(path.name + side).unlink(missing_ok=True)
        path.write_bytes(self.database)
        if self.wal:
            path.with_name(f"{path.name}-wal").write_bytes(self.wal)


class Disk:
    """Under one database file. `commit(really)` stands where the database's own commit was."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.image: Image | None = None
        """As the last power cut left it."""
        self.crash_in = 0
        """At which commit from now the power goes; 0: at none."""
        self.crash_before = False
        """That commit did not happen."""
        self.full_in = 0
        """At which commit from now the disk is full; 0: at none."""
        self.full_for = 0
        """How many commits fail then."""
        self.done = 0
        """Commits so far."""
        self.on_commit: Callable[[], None] = lambda: None

    def commit(self, really: Callable[[], None]) -> None:
        cut = self._counted("crash_in")
        if cut and self.crash_before:
            self._cut()
        if self._counted("full_in"):
            self.full_for -= 1
            self.full_in = 1 if self.full_for > 0 else 0
            raise full()
        really()
        self.done += 1
        self.on_commit()
        if cut:
            self._cut()

    def calm(self) -> None:
        self.crash_in = self.full_in = self.full_for = 0

    def _counted(self, name: str) -> bool:
        left = getattr(self, name)
        if left:
            setattr(self, name, left - 1)
        return left == 1

    def _cut(self) -> None:
        self.image = Image.of(self.path)
        raise PowerCut


def full() -> Exception:
    """What SQLite says of a full disk."""
    error: Any = sqlite.OperationalError("database or disk is full")
    error.sqlite_errorcode = SQLITE_FULL
    return error


class _Connection:
    """The store's connection with this disk's commit."""

    def __init__(self, connection: Any, disk: Disk) -> None:
        self._connection = connection
        self._disk = disk

    def execute(self, sql: str, *parameters: Any) -> Any:
        if sql == "COMMIT":
            return self._disk.commit(lambda: self._connection.execute(sql))
        return self._connection.execute(sql, *parameters)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._connection, name)


@contextmanager
def mounted(disk: Disk) -> Generator[None]:
    """The store that is opened in this block lies on this disk."""

    def opened(path: Path, key: bytes) -> Database:
        db = open_database(path, key)
        db.conn = _Connection(db.conn, disk)
        return db

    before = store_module.open_database
    store_module.open_database = opened
    try:
        yield
    finally:
        store_module.open_database = before


def emptied(folder: Path) -> Path:
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    return folder
