"""`kiosk enrol FILE`: what central gave this terminal goes into the key store, and is found there at every start."""

from pathlib import Path

import msgspec

from kiosk.cli.config import Config
from kiosk.errors import ConfigError, Fault
from sync.credentials import KeyStore, open_key_store
from sync.wire import Enrolment

NAME = "enrolment"


def key_store(config: Config) -> KeyStore:
    """Where this terminal's secrets live, as configured."""
    return open_key_store(config.keys.store, config.folder, config.production)


def enrol(config: Config, file: Path) -> Enrolment:
    """Read the file of `kiosk-central enrol` and keep it. Raises Fault when it is not one, or cannot be kept."""
    try:
        enrolment = msgspec.json.decode(file.read_bytes(), type=Enrolment)
    except OSError as error:
        raise Fault("read the enrolment", f"Check the path {file}", error) from error
    except (msgspec.DecodeError, RecursionError) as error:
        hint = f"{file.name} must be the file written by `kiosk-central enrol`, whole and unchanged"
        raise Fault("read the enrolment", hint, error) from error
    key_store(config).set(NAME, msgspec.json.encode(enrolment).decode())
    return enrolment


def kept_enrolment(keys: KeyStore) -> Enrolment:
    """What `enrol` kept. Raises ConfigError when this terminal was never enrolled."""
    kept = keys.get(NAME)
    if kept is None:
        raise ConfigError(
            "this terminal is not enrolled. At central: `kiosk-central terminal invite`; here: `kiosk enrol --scan`"
        )
    try:
        return msgspec.json.decode(kept, type=Enrolment)
    except (msgspec.DecodeError, msgspec.ValidationError) as error:
        raise ConfigError("the enrolment in the key store cannot be read: enrol this terminal again") from error
