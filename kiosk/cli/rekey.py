"""`kiosk rekey`: the database under a new key, and which of two keys is the database's after that was cut short."""

from functools import partial
from pathlib import Path

from kiosk.cli.config import Config
from kiosk.cli.enrol import kept_enrolment, key_store
from kiosk.errors import Fault
from kiosk.store.keying import opens, rekey
from sync.credentials import KeyStore, change_database_key, database_key


def present_key(keys: KeyStore, path: Path) -> bytes:
    """The key of the database at `path`, made where there is none yet. Raises Fault."""
    return database_key(keys, database_exists=path.exists(), opens=partial(opens, path))


def give_new_key(config: Config) -> Path:
    """Write this terminal's database anew; returns which. No kiosk may be running on it. Raises ConfigError or Fault."""
    from kiosk.cli.compose import database_path

    keys = key_store(config)
    path = database_path(config, kept_enrolment(keys))
    if not path.exists():
        raise Fault("change the database's key", "Start the kiosk once: then there is one", "there is no database yet")
    change_database_key(keys, partial(rekey, path), opens=partial(opens, path))
    return path
