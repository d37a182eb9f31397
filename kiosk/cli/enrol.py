"""`kiosk enrol FILE`: what central gave this terminal goes into the key store, and is found there at every start."""

from pathlib import Path

import msgspec

from kiosk.cli.config import Config
from kiosk.errors import ConfigError, Fault
from sync.credentials import KeyStore, open_key_store
from sync.tokens import Tokens
from sync.wire import Enrolment

NAME = "enrolment"
TOKENS = "tokens"
"""The tokens since, newest first, as JSON: three at most, so that a keyring keeps or loses them as one (`credentials.PIECE`)."""


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
    keep(key_store(config), enrolment)
    return enrolment


def keep(keys: KeyStore, enrolment: Enrolment) -> None:
    """Found again at every start; tokens of before are forgotten. Raises Fault."""
    keys.set(NAME, msgspec.json.encode(enrolment).decode())
    keys.set(TOKENS, "[]")


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


def kept_tokens(keys: KeyStore, enrolment: Enrolment) -> Tokens:
    """By which tokens this terminal may be known, and where another is kept. Raises Fault."""
    try:
        since = msgspec.json.decode(keys.get(TOKENS) or "[]", type=list[str])
    except msgspec.DecodeError:
        since = []  # then the enrolment's own is as good as any
    mine = enrolment.token.rpartition(".")[0] + "."
    known = [token for token in since if token.startswith(mine)]

    def keep(tokens: tuple[str, ...]) -> None:
        text = msgspec.json.encode(tokens).decode()
        keys.set(TOKENS, text)
        if keys.get(TOKENS) != text:
            raise Fault("keep a new token", "The keyring does not keep secrets: check it", "not kept")

    return Tokens(tuple(dict.fromkeys((*known, enrolment.token))), keep)
