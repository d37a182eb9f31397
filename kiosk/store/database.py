"""The encrypted file: the one door to SQLCipher and sqlite-utils, and the one seam where their errors become ours.

Opens and configures; knows no table. What is checked before a file is trusted is in `checks.py`, what happens to a
file that cannot be trusted in `recovery.py`, the tables are in `migrations.py`.
"""

import importlib
import sys
from collections.abc import Callable, Generator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from kiosk.errors import Fault, NotSaved

if TYPE_CHECKING:
    from sqlite3 import Connection

# WORKAROUND sqlite-utils takes its SQLite only from a module called `pysqlite3` (sqlite_utils/utils.py), and its
# `except` clauses name that module's classes. SQLCipher's binding is the same module under another name, so it is
# given this one before sqlite_utils is first imported, here and nowhere else.
_dbapi2: Any = importlib.import_module("sqlcipher3.dbapi2")
sys.modules["pysqlite3"] = importlib.import_module("sqlcipher3")
sys.modules["pysqlite3.dbapi2"] = _dbapi2

# WORKAROUND sqlite-utils imports numpy wherever it is installed (sqlite_utils/db.py), for column types that are not used
# here: a fifth of a second of every start. For the length of its import there is none.
_numpy = sys.modules.get("numpy")
sys.modules["numpy"] = cast("Any", None)

from sqlite_utils import Database, Migrations  # noqa: E402  # only after the alias above

del sys.modules["numpy"]
if _numpy is not None:
    sys.modules["numpy"] = _numpy

__all__ = [
    "KEY_BYTES",
    "Database",
    "DatabaseError",
    "IntegrityError",
    "Migrations",
    "faults",
    "held_elsewhere",
    "open_database",
    "peek",
    "result_code",
]

KEY_BYTES = 32
BUSY_TIMEOUT_MS = 2000
CACHE_KIB = 64_000
"""Holds every index of 100,000 reservations, so that a lookup reads and decrypts at most one page."""

DatabaseError = cast("type[Exception]", _dbapi2.DatabaseError)
IntegrityError = cast("type[Exception]", _dbapi2.IntegrityError)
_connect = cast("Callable[..., Connection]", _dbapi2.connect)

PRAGMAS: tuple[tuple[str, str], ...] = (
    # One process, one connection: a second kiosk on the same file is told so at start, and WAL needs no shared memory.
    ("locking_mode", "exclusive"),
    ("journal_mode", "wal"),
    ("synchronous", "2"),  # FULL: a commit that returned survives the plug being pulled
    ("foreign_keys", "1"),
    ("secure_delete", "1"),  # on: a name that has left the roster leaves the file as well
    ("temp_store", "2"),  # memory: nothing of a customer in a plain temporary file
    ("cache_size", str(-CACHE_KIB)),
    # Emptied when nobody waits (`Store`), so a scan seldom pays for it; by itself only beyond this many pages.
    ("wal_autocheckpoint", "4000"),
    ("busy_timeout", str(BUSY_TIMEOUT_MS)),
)
"""Set in this order, and read back by `checks.pragmas_hold`."""


def open_database(path: Path, key: bytes) -> Database:
    """Connect with a raw 256-bit key (no passphrase, so no derivation time). The calling thread owns the connection.

    Reads the first page at once, so that a wrong key or a damaged head shows here: raises DatabaseError.
    """
    if len(key) != KEY_BYTES:
        raise ValueError(f"the database key must have {KEY_BYTES} bytes, not {len(key)}")
    # Autocommit mode: transactions are begun in one place only, `Store.transaction`, never by a statement.
    connection = _connect(str(path), isolation_level=None)
    try:
        connection.execute(f"PRAGMA key = \"x'{key.hex()}'\"")
        connection.execute(f"PRAGMA busy_timeout = {BUSY_TIMEOUT_MS}")
        connection.execute("PRAGMA locking_mode = exclusive")  # before the first read, or shared memory is made
        connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
        for name, value in PRAGMAS:
            connection.execute(f"PRAGMA {name} = {value}").fetchall()
        return Database(connection, execute_plugins=False)
    except BaseException:
        connection.close()
        raise


def peek(path: Path, key: bytes) -> None:
    """Read the first page as it lies, and nothing else: neither the WAL nor any lock. Raises DatabaseError."""
    connection = _connect(f"{path.absolute().as_uri()}?immutable=1", uri=True)
    try:
        connection.execute(f"PRAGMA key = \"x'{key.hex()}'\"")
        connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    finally:
        connection.close()


_FULL, _IOERR, _READONLY, _CANTOPEN, _CORRUPT, _NOTADB, _BUSY, _LOCKED, _NOMEM, _PERM = (
    13, 10, 8, 14, 11, 26, 5, 6, 7, 3,
)  # fmt: skip
_SECOND = ("Another program holds the kiosk's file", "Is a second kiosk running on this terminal?")
_PERMISSIONS = ("The kiosk's file cannot be written", "Check the permissions of the file and its folder, and the disk")
_CAUSES: dict[int, tuple[str, str]] = {
    _FULL: ("The disk is full", "Free some space, then do it again"),
    _IOERR: ("The disk does not answer as it should", "Check the disk, then do it again"),
    _READONLY: _PERMISSIONS,
    _CANTOPEN: _PERMISSIONS,
    _PERM: _PERMISSIONS,
    _BUSY: _SECOND,
    _LOCKED: _SECOND,
    _NOMEM: ("This terminal is out of memory", "Restart the kiosk"),
    _CORRUPT: ("The kiosk's file is damaged", "Restart the kiosk: it checks and recovers the file"),
    _NOTADB: ("The kiosk's file is damaged", "Restart the kiosk: it checks and recovers the file"),
}
"""What happened, and what to do about it."""


def result_code(error: BaseException) -> int:
    """SQLite's primary result code of an error; 0 when it has none."""
    code = getattr(error, "sqlite_errorcode", 0)
    return code & 0xFF if isinstance(code, int) else 0


def held_elsewhere(fault: Fault) -> bool:
    """Another program has the file open: most likely a kiosk that runs."""
    return isinstance(fault.cause, BaseException) and result_code(fault.cause) in (_BUSY, _LOCKED)


def is_damage(error: BaseException) -> bool:
    """The file's content is wrong, as opposed to the disk or the machine."""
    return isinstance(error, DatabaseError) and result_code(error) in (_CORRUPT, _NOTADB)


@contextmanager
def faults(operation: str, on_damage: Callable[[], None] | None = None) -> Generator[None]:
    """Turn SQLite's environment errors into `NotSaved` (operation "save") or `Fault`; our own mistakes pass through."""
    try:
        yield
    except DatabaseError as error:
        cause = _CAUSES.get(result_code(error))
        if cause is None:
            raise
        if is_damage(error) and on_damage is not None:
            on_damage()
        what, remedy = cause
        if operation == "save":
            raise NotSaved(operation, f"{what}: not saved, do not hand over. {remedy}", error) from error
        raise Fault(operation, f"{what}. {remedy}", error) from error
