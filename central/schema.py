"""Which revision the tables have, and how they are brought to the newest. The steps are `migrations/versions`.

A change of `tables.py` needs a new revision there and its name in `REVISIONS`; a test compares both on both engines.
Whatever runs here is part of the caller's transaction: a migration that fails leaves the tables as they were.
"""

import logging
import threading
from collections.abc import Callable
from pathlib import Path

from sqlalchemy import Column, Connection, MetaData, String, Table, func, insert, inspect, select, text, update

from central.errors import CentralError
from central.tables import meta, pages

REVISIONS = ("0001", "0002", "0003", "0004", "0005", "0006", "0007", "0008", "0009", "0010", "0011", "0012", "0013")
"""Oldest first; the last is what this program works on."""

UNSTAMPED = "unstamped"
"""Tables from before there were revisions (`meta.schema` is 1)."""

PATIENCE_S = 120
"""How long one process waits while another migrates the same database."""

_LOCK = 0x6B696F736B  # "kiosk": a number that no other user of the database's advisory locks will think of
_stamp = Table("alembic_version", MetaData(), Column("version_num", String(32), primary_key=True))
_migrating = threading.Lock()  # Alembic keeps its context in globals

logger = logging.getLogger(__name__)


def standing(connection: Connection) -> str | None:
    """The revision of the tables that are there, or UNSTAMPED; None when there are none. Raises CentralError.

    Reads only, so that a standby can be asked as well.
    """
    tables = set(inspect(connection).get_table_names())
    if _stamp.name in tables:
        revision = connection.execute(select(_stamp.c.version_num)).scalar_one_or_none()
        if revision not in REVISIONS:
            raise _newer(revision)
        return revision
    if meta.name not in tables:
        return None
    schema = connection.execute(select(meta.c.value).where(meta.c.name == "schema")).scalar_one_or_none()
    if schema != "1":
        raise _newer(schema)
    return UNSTAMPED


def bring_up(connection: Connection, draw_epoch: Callable[[], str]) -> None:
    """To the newest revision, from wherever the tables stand. Of several processes at once one does it, the rest wait."""
    if connection.dialect.name == "postgresql":
        connection.execute(text(f"SET LOCAL lock_timeout = '{PATIENCE_S}s'"))
        connection.execute(select(func.pg_advisory_xact_lock(_LOCK)))
    before = standing(connection)  # again: now nobody else is at it
    if before == REVISIONS[-1]:
        return
    if before == UNSTAMPED:
        # The first databases have no table of pages; the next ones got it when they were opened.
        pages.create(connection, checkfirst=True)
        _stamp.create(connection)
        connection.execute(insert(_stamp).values(version_num=REVISIONS[0]))
    _upgrade(connection)
    if before is None:
        epoch = draw_epoch()
        fresh = {"schema": str(int(REVISIONS[-1])), "epoch": epoch, "granting": epoch}
        connection.execute(insert(meta), [{"name": name, "value": value} for name, value in fresh.items()])
    else:
        # A program from before there were revisions looks at this number, and refuses what it does not know.
        connection.execute(update(meta).where(meta.c.name == "schema").values(value=str(int(REVISIONS[-1]))))
        logger.info("the tables were brought from revision %s to %s", before, REVISIONS[-1])


def _upgrade(connection: Connection) -> None:
    from alembic import command
    from alembic.config import Config

    config = Config(attributes={"connection": connection})
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations").replace("%", "%%"))
    with _migrating:
        command.upgrade(config, REVISIONS[-1])


def _newer(found: str | None) -> CentralError:
    return CentralError(
        f"The database has schema {found}, this program knows {REVISIONS[-1]}",
        "Use the kiosk-central that made it, or a newer one.",
    )
