"""SQLite as central uses it: how a file is opened, and what its errors mean.

The DBAPI is sqlcipher3 also for plain files: it carries SQLite >= 3.51.3, while the one of many systems has the WAL-reset
bug (3.7.0 to 3.51.2, docs/decisions). A hub that a terminal runs has its file encrypted, as the terminal's own is.
"""

from pathlib import Path
from typing import Any

import sqlcipher3.dbapi2 as sqlite
from sqlalchemy import URL, Connection, Engine, create_engine, event
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.exc import DBAPIError, OperationalError
from sqlalchemy.pool import ConnectionPoolEntry

from central.errors import Busy, CentralError, Unreadable

SQLITE_AT_LEAST = (3, 51, 3)
KEY_BYTES = 32
_connect: Any = vars(sqlite)["connect"]  # the binding has no types


def sqlite_engine(path: Path, *, create: bool, busy_timeout_s: float, key: bytes | None = None) -> Engine:
    """Connects to nothing yet. `key`: a raw one, None for a plain file. Raises CentralError for what can be seen before."""
    if sqlite.sqlite_version_info < SQLITE_AT_LEAST:
        carried = ".".join(map(str, sqlite.sqlite_version_info))
        raise CentralError(
            f"sqlcipher3 carries SQLite {carried}, which can damage a WAL database", "Install sqlcipher3 >= 0.6.2."
        )
    if not create and not path.is_file():
        raise CentralError(f"No database at {path}", "Run `kiosk-central init` first, or check --database.")
    if not path.parent.is_dir():
        raise CentralError(f"The folder of {path} does not exist", "Create it, or check --database.")
    if key is not None and len(key) != KEY_BYTES:
        raise ValueError(f"the key must have {KEY_BYTES} bytes, not {len(key)}")

    def connect() -> DBAPIConnection:
        raw = _connect(str(path), timeout=busy_timeout_s, check_same_thread=False)
        if key is not None:  # before any other word: SQLAlchemy asks the new connection things of its own
            raw.execute(f"PRAGMA key = \"x'{key.hex()}'\"")
            raw.execute("PRAGMA temp_store = MEMORY")  # nothing of a customer in a plain temporary file
        return raw

    engine = create_engine(
        URL.create("sqlite", database=str(path)),
        module=sqlite,
        creator=connect,
        pool_size=8,
        max_overflow=24,
        hide_parameters=True,  # a traceback in the log must not hold a customer's name
    )
    event.listen(engine, "connect", _prepare_connection)
    event.listen(engine, "begin", _begin)
    return engine


def in_sqlites_words(error: DBAPIError, name: str) -> CentralError | None:
    """What a person can put right; None when it is a bug of ours. SQLAlchemy gives no types here, only SQLite's texts."""
    cause = str(error.orig)
    if isinstance(error, OperationalError):
        if "locked" in cause or "busy" in cause:
            return Busy(f"{name} is locked by another process", "Wait until it has finished, then try again.")
        return CentralError(f"{name} cannot be used: {cause}", "Check the file's permissions and free space.")
    if "not a database" in cause or "malformed" in cause:
        return Unreadable(
            f"{name} is not a readable database: {cause}", "Restore it from a backup, or use another --database."
        )
    return None


def _prepare_connection(connection: DBAPIConnection, _record: ConnectionPoolEntry) -> None:
    # SQLAlchemy's recipe for SQLite: the driver must not begin transactions by itself, `_begin` does.
    raw: Any = connection
    raw.isolation_level = None
    cursor = raw.cursor()
    cursor.execute("PRAGMA journal_mode = WAL")
    cursor.execute("PRAGMA synchronous = FULL")
    cursor.execute("PRAGMA foreign_keys = ON")
    cursor.execute("PRAGMA secure_delete = ON")  # who was forgotten leaves no text behind in pages that are free
    cursor.close()


def _begin(connection: Connection) -> None:
    # A writer takes the lock before it reads: a read that turns into a write cannot wait, it fails.
    writer = connection.get_execution_options().get("writer", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writer else "BEGIN")
