"""How a command of `kiosk-central` comes to its database: the place, the key file beside it, and what fits to what."""

import argparse
import os
import sys
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import URL, insert, select

from central.database import Database
from central.errors import CentralError
from central.place import URL_VARIABLE, Place, chosen_place
from central.privacy.register import forget_again, register_of
from central.privacy.vault import Vault, make_key_file, read_key_file
from central.relay.notes import refuse_on_a_hub
from central.tables import meta

DEFAULT_DATABASE = "central.db"
KEYS_VARIABLE = "KIOSK_CENTRAL_KEYS"
FINGERPRINT = "central_key"
"""In table `meta`: which key file this database belongs to."""


def add_place(sub: argparse.ArgumentParser, default: str = DEFAULT_DATABASE) -> None:
    """The options that say which database."""
    place = sub.add_mutually_exclusive_group()
    place.add_argument("--database", type=Path, metavar="FILE", help=f"SQLite; default {default}")
    place.add_argument("--database-url", metavar="URL", help=f"PostgreSQL; with a password better as ${URL_VARIABLE}")


def add_keys(sub: argparse.ArgumentParser) -> None:
    """The option that says which key file."""
    words = f"central's key, under which customers' rows lie; default: beside the database, or ${KEYS_VARIABLE}"
    sub.add_argument("--keys", type=Path, metavar="FILE", help=words)


def open_database(
    options: argparse.Namespace, *, create: bool = False, migrate: bool = False, at_a_hub: bool = False
) -> Database:
    """With what seals its customers' rows. `create` makes the key file too, where the database has none yet. Raises
    CentralError; also for a hub's database, unless the command makes sense `at_a_hub`."""
    place = chosen_place(options.database, options.database_url, DEFAULT_DATABASE)
    if options.database_url and isinstance(place, URL) and place.password is not None:
        _say(
            f"a password in --database-url can be read by every user of this machine; "
            f"give the URL as ${URL_VARIABLE}, or the password in ~/.pgpass."
        )
    path = key_file(options.keys, place)
    vault = read_key_file(path)
    database = Database(place, vault=vault, create=create, migrate=migrate)
    try:
        if not at_a_hub:
            refuse_on_a_hub(database)
        if vault is None and create and _fingerprint(database) is None:
            database.close()
            vault = make_key_file(path)
            _say(f"made {path.name}: customers' rows lie under it. Keep a copy apart from the database's.")
            database = Database(place, vault=vault)
        _belong_together(database, vault, path)
        if vault is None and not at_a_hub:
            _say(f"customers' rows lie open in {database.name}: `kiosk-central seal` makes a key and seals them.")
        if vault is not None and not at_a_hub:
            again = forget_again(database, register_of(path), datetime.now(UTC))
            if again:
                _say(f"{again} customers were forgotten again: this database is older than that.")
    except BaseException:
        database.close()
        raise
    return database


def key_file_of(options: argparse.Namespace) -> Path:
    """The key file that the options mean."""
    return key_file(options.keys, chosen_place(options.database, options.database_url, DEFAULT_DATABASE))


def key_file(given: Path | None, place: Place) -> Path:
    """Where central's key is."""
    if given is not None:
        return given
    if KEYS_VARIABLE in os.environ:
        return Path(os.environ[KEYS_VARIABLE])
    return place.with_suffix(".keys") if isinstance(place, Path) else Path("central.keys")


def _belong_together(database: Database, vault: Vault | None, path: Path) -> None:
    """Raises CentralError for another database's key, or none where there must be one. Notes a key that is new here."""
    noted = _fingerprint(database)
    if vault is None:
        if noted is not None:
            raise CentralError(
                f"Customers' rows in {database.name} are sealed, and there is no {path.name}",
                "Give the file that `init` made, with --keys; without it nobody's name can be read.",
            )
    elif noted is None:
        with database.write() as connection:
            connection.execute(insert(meta).values(name=FINGERPRINT, value=vault.fingerprint))
    elif noted != vault.fingerprint:
        raise CentralError(
            f"{path.name} is not the key of {database.name}", "Give the one that `init` made, with --keys."
        )


def _say(words: str) -> None:
    sys.stderr.write(f"kiosk-central: {words}\n")


def _fingerprint(database: Database) -> str | None:
    with database.read() as connection:
        return connection.execute(select(meta.c.value).where(meta.c.name == FINGERPRINT)).scalar_one_or_none()
