"""Central's database: how it is opened, read and written. The only place that knows which engine lies below.

What an engine needs, and what its errors mean, is in `sqlite.py` and `postgresql.py`; the tables' revisions are in
`schema.py`. The epoch is read, never kept: of several processes on one database any may have drawn another.
"""

import secrets
import threading
from collections.abc import Callable, Generator
from contextlib import contextmanager, nullcontext
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self

from sqlalchemy import URL, Connection, delete, insert, select, update
from sqlalchemy.exc import DBAPIError

from central.errors import CentralError
from central.place import place_of, spoken
from central.postgresql import in_postgresqls_words, postgresql_engine
from central.schema import REVISIONS, bring_up, standing
from central.sqlite import in_sqlites_words, sqlite_engine
from central.tables import meta
from kiosk.domain.clock import utc_text

if TYPE_CHECKING:
    from central.privacy.vault import Vault

BUSY_TIMEOUT_S = 10.0


class Database:
    """Open with `Database(path)` or `Database("postgresql+psycopg://...")`. Safe to use from many threads.

    `create=False` refuses a place without tables, `migrate=False` one whose tables are of an older program. `key`: 32 bytes
    with which the file is encrypted, its WAL too; of files only. `vault` seals customers' rows; without one they lie open,
    and sealed ones cannot be read.
    """

    def __init__(
        self,
        place: Path | str | URL,
        *,
        key: bytes | None = None,
        vault: "Vault | None" = None,
        create: bool = True,
        migrate: bool = True,
        busy_timeout_s: float = BUSY_TIMEOUT_S,
        draw_epoch: Callable[[], str] = lambda: secrets.token_hex(16),
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        self.place = place_of(place)
        self.name = spoken(self.place)
        self._draw_epoch = draw_epoch
        self._now = now
        if isinstance(self.place, Path):
            self._engine = sqlite_engine(self.place, key=key, create=create, busy_timeout_s=busy_timeout_s)
            self._in_words = in_sqlites_words
        else:
            self._engine = postgresql_engine(self.place, busy_timeout_s=busy_timeout_s)
            self._in_words = in_postgresqls_words
        self.dialect: str = self._engine.dialect.name
        # SQLite has one writer at a time and its busy handler is a lottery: in this process writers queue up instead.
        self._writing = threading.Lock()
        self._writer_engine = self._engine.execution_options(writer=True, vault=vault)
        snapshot = {"isolation_level": "REPEATABLE READ"} if self.dialect == "postgresql" else {}
        self._reader_engine = self._engine.execution_options(vault=vault, **snapshot)
        try:
            self._prepare_tables(create, migrate)
        except BaseException:
            self.close()
            raise

    def _prepare_tables(self, create: bool, migrate: bool) -> None:
        with self.read() as connection:
            found = standing(connection)
        if found == REVISIONS[-1]:
            return
        if found is None and not create:
            raise CentralError(f"There are no tables in {self.name}", "Run `kiosk-central init` first.")
        if found is not None and not migrate:
            raise CentralError(
                f"{self.name} has the tables of an older program ({found})",
                "Run `kiosk-central migrate`, or `serve`, which does it too.",
            )
        with self.write() as connection:
            bring_up(connection, self._draw_epoch)

    @property
    def epoch(self) -> str:
        """As it stands now; whoever answers with rows takes `epoch_of` in the transaction that read them."""
        with self.read() as connection:
            return epoch_of(connection)

    def new_epoch(self, instead_of: str | None = None) -> str:
        """After a restore from a backup: every terminal starts its copy again, and sends again what is missing here.

        `instead_of`: only if it still is that one; returns the one that holds. Several processes may notice at once.
        """
        with self.write() as connection:
            return self.renew_epoch(connection, instead_of)

    def renew_epoch(self, connection: Connection, instead_of: str | None = None) -> str:
        """`new_epoch` in a transaction that is under way."""
        renewed = update(meta).where(meta.c.name == "epoch")
        if instead_of is not None:
            renewed = renewed.where(meta.c.value == instead_of)
        if connection.execute(renewed.values(value=self._draw_epoch())).rowcount:
            connection.execute(delete(meta).where(meta.c.name == "restored_at"))
            connection.execute(insert(meta).values(name="restored_at", value=utc_text(self._now())))
        return epoch_of(connection)

    @contextmanager
    def read(self) -> Generator[Connection]:
        """One consistent snapshot: what is read in one block belongs together, whatever is committed meanwhile."""
        with self._in_own_words(), self._reader_engine.begin() as connection:
            yield connection

    @contextmanager
    def write(self) -> Generator[Connection]:
        """One transaction: all of it is durable when the block has ended, or none of it.

        Raises Busy where trying again is enough: nothing was written, or (a server that went away at the commit) it
        cannot be known, and whoever tries again must be able to find it there.
        """
        one_at_a_time = self._writing if self.dialect == "sqlite" else nullcontext()
        with self._in_own_words(), one_at_a_time, self._writer_engine.begin() as connection:
            yield connection

    def rewrite(self) -> None:
        """Leave nothing behind of what rows held before: a file is written anew. A server's own vacuum does it by and by."""
        if self.dialect != "sqlite":
            return
        with self._in_own_words(), self._writing, self._engine.connect() as connection:
            cursor = connection.connection.cursor()  # below SQLAlchemy, which would begin a transaction
            cursor.execute("VACUUM")
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            cursor.close()

    def close(self) -> None:
        self._engine.dispose()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    @contextmanager
    def _in_own_words(self) -> Generator[None]:
        """The one seam where the driver's errors become ours."""
        try:
            yield
        except DBAPIError as error:
            ours = self._in_words(error, self.name)
            if ours is None:
                raise
            raise ours from error


def epoch_of(connection: Connection) -> str:
    return connection.execute(_epoch).scalar_one()


_epoch = select(meta.c.value).where(meta.c.name == "epoch")  # built once: it is asked with every answer
