"""Central's database: how it is opened, read and written. The only place that knows which engine lies below.

The DBAPI is sqlcipher3, without a key (plain files): it carries SQLite >= 3.51.3, while the one of many systems has the
WAL-reset bug (3.7.0 to 3.51.2, docs/decisions). A PostgreSQL URL is passed to SQLAlchemy as it is.
"""

import secrets
import threading
from collections.abc import Callable, Generator
from contextlib import contextmanager, nullcontext
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import sqlcipher3.dbapi2 as sqlite
from sqlalchemy import URL, Connection, create_engine, event, insert, inspect, select
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.exc import DBAPIError, OperationalError
from sqlalchemy.pool import ConnectionPoolEntry

from central.errors import Busy, CentralError
from central.tables import meta, metadata, pages

SCHEMA = "1"
SQLITE_AT_LEAST = (3, 51, 3)
BUSY_TIMEOUT_S = 10.0


class Database:
    """Open with `Database(path)`; `create=False` refuses a file that is not there. Safe to use from many threads."""

    def __init__(
        self,
        path: Path | str,
        *,
        create: bool = True,
        busy_timeout_s: float = BUSY_TIMEOUT_S,
        draw_epoch: Callable[[], str] = lambda: secrets.token_hex(16),
    ) -> None:
        self.path = Path(path)
        self._draw_epoch = draw_epoch
        if sqlite.sqlite_version_info < SQLITE_AT_LEAST:
            carried = ".".join(map(str, sqlite.sqlite_version_info))
            raise CentralError(
                f"sqlcipher3 carries SQLite {carried}, which can damage a WAL database",
                "Install sqlcipher3 >= 0.6.2.",
            )
        if not create and not self.path.is_file():
            raise CentralError(f"No database at {self.path}", "Run `kiosk-central init` first, or check --database.")
        if not self.path.parent.is_dir():
            raise CentralError(f"The folder of {self.path} does not exist", "Create it, or check --database.")
        # SQLite has one writer at a time and its busy handler is a lottery: in this process writers queue up instead.
        self._writing = threading.Lock()
        self._engine = create_engine(
            URL.create("sqlite", database=str(self.path)),
            module=sqlite,
            connect_args={"timeout": busy_timeout_s, "check_same_thread": False},
            pool_size=8,
            max_overflow=24,
        )
        self._writer_engine = self._engine.execution_options(writer=True)
        event.listen(self._engine, "connect", _prepare_connection)
        event.listen(self._engine, "begin", _begin)
        try:
            self.epoch = self._lay_out()
        except BaseException:
            self.close()
            raise

    def _lay_out(self) -> str:
        """Make the tables of a new file; read the epoch, or draw it."""
        with self.write() as connection:
            if not inspect(connection).has_table("meta"):
                metadata.create_all(connection)
                connection.execute(
                    insert(meta),
                    [{"name": "schema", "value": SCHEMA}, {"name": "epoch", "value": self._draw_epoch()}],
                )
            # Came after the first databases were made; an older program does not miss it.
            pages.create(connection, checkfirst=True)
            known = dict(connection.execute(select(meta.c.name, meta.c.value)).all())
        if known.get("schema") != SCHEMA:
            raise CentralError(
                f"{self.path} has schema {known.get('schema')}, this program knows {SCHEMA}",
                "Use the version of kiosk-central that made it.",
            )
        return known["epoch"]

    def new_epoch(self) -> str:
        """After a restore from a backup: every terminal starts its copy again, and sends again what is missing here."""
        epoch = self._draw_epoch()
        with self.write() as connection:
            connection.execute(meta.update().where(meta.c.name == "epoch").values(value=epoch))
        self.epoch = epoch
        return epoch

    @contextmanager
    def read(self) -> Generator[Connection]:
        """One consistent snapshot: what is read in one block belongs together, whatever is committed meanwhile."""
        with _in_own_words(self.path), self._engine.connect() as connection:
            if connection.dialect.name == "postgresql":
                connection.execution_options(isolation_level="REPEATABLE READ")
            with connection.begin():
                yield connection

    @contextmanager
    def write(self) -> Generator[Connection]:
        """One transaction: all of it is durable when the block has ended, or none of it."""
        one_at_a_time = self._writing if self._engine.dialect.name == "sqlite" else nullcontext()
        with _in_own_words(self.path), one_at_a_time, self._writer_engine.begin() as connection:
            yield connection

    def close(self) -> None:
        self._engine.dispose()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def _prepare_connection(connection: DBAPIConnection, _record: ConnectionPoolEntry) -> None:
    # SQLAlchemy's recipe for SQLite: the driver must not begin transactions by itself, `_begin` does.
    raw: Any = connection
    raw.isolation_level = None
    cursor = raw.cursor()
    cursor.execute("PRAGMA journal_mode = WAL")
    cursor.execute("PRAGMA synchronous = FULL")
    cursor.execute("PRAGMA foreign_keys = ON")
    cursor.close()


def _begin(connection: Connection) -> None:
    # A writer takes the lock before it reads: a read that turns into a write cannot wait, it fails.
    writer = connection.get_execution_options().get("writer", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writer else "BEGIN")


@contextmanager
def _in_own_words(path: Path) -> Generator[None]:
    """The one seam where the driver's errors about the file become ours."""
    try:
        yield
    except OperationalError as error:
        cause = str(error.orig)
        if "locked" in cause or "busy" in cause:
            raise Busy(f"{path} is locked by another process", "Wait until it has finished, then try again.") from error
        raise CentralError(f"{path} cannot be used: {cause}", "Check the file's permissions and free space.") from error
    except DBAPIError as error:
        if "not a database" in str(error.orig) or "malformed" in str(error.orig):
            raise CentralError(
                f"{path} is not a readable database: {error.orig}",
                "Restore it from a backup, or use another --database.",
            ) from error
        raise
