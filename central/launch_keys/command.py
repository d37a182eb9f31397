"""`kiosk-central keys`: which keys sign codes, the next one, the end of one, and the root key taken out of the database."""

import argparse
import getpass
import os
import sys
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from central.errors import CentralError
from central.opening import open_database

_Command = Callable[[str, Callable[[argparse.Namespace], int], str], argparse.ArgumentParser]
PASSPHRASE_VARIABLE = "KIOSK_ROOT_PASSPHRASE"  # noqa: S105  # a name, no passphrase
ACTS = ("create", "show", "next", "retire", "revoke", "take-out", "sign-hubs")


def add_keys_command(command: _Command) -> None:
    sub = command(
        "keys",
        _keys,
        "Keys that sign codes: make a root key apart from central, show them, announce the next, end one.",
    )
    sub.add_argument("act", choices=ACTS)
    sub.add_argument("key_id", type=int, nargs="?", help="with retire and revoke: the key's number")
    sub.add_argument("--launch", type=int, default=1)
    sub.add_argument(
        "--from",
        dest="starts",
        type=_instant,
        help="next: when it begins to sign, RFC 3339 or `now`; default: in 7 days",
    )
    sub.add_argument(
        "--at", type=_instant, help="retire: until when it is believed; default: until its last code is over"
    )
    sub.add_argument(
        "--root",
        type=Path,
        metavar="FILE",
        help=f"the root key, where it was taken out; its passphrase is asked for, or ${PASSPHRASE_VARIABLE}",
    )
    sub.add_argument("--out", type=Path, metavar="FILE", help="create and take-out: where the root key goes")


def _say(text: str) -> None:
    sys.stdout.write(text + "\n")


def _instant(text: str) -> datetime:
    if text == "now":
        return _now()
    try:
        instant = datetime.fromisoformat(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(f"{text!r} is no time such as 2026-11-22T09:00:00+01:00") from error
    if instant.tzinfo is None:
        raise argparse.ArgumentTypeError(f"{text!r} names no offset: add Z or e.g. +01:00")
    return instant.astimezone(UTC)


def _now() -> datetime:
    return datetime.now(UTC)


def _keys(options: argparse.Namespace) -> int:
    act: str = options.act
    if (act in ("retire", "revoke")) is (options.key_id is None):
        raise CentralError("A key's number belongs to `retire` and `revoke`", "`kiosk-central keys show` names all.")
    if (act in ("create", "take-out")) is (options.out is None):
        raise CentralError("--out belongs to `create` and `take-out`", "Say `keys create --out FILE`.")
    return _ACTS[act](options)


def passphrase_of(words: str, *, twice: bool = False) -> str:
    if PASSPHRASE_VARIABLE in os.environ:
        return os.environ[PASSPHRASE_VARIABLE]
    if not sys.stdin.isatty():
        raise CentralError("Nobody is there to type the passphrase", f"Give it as ${PASSPHRASE_VARIABLE}.")
    typed = getpass.getpass(words)
    if twice and getpass.getpass("Once more: ") != typed:
        raise CentralError("The two were different", "Nothing was changed.")
    return typed


def given_root(options: argparse.Namespace) -> Ed25519PrivateKey | None:
    from central.launch_keys.root import read_root

    if options.root is None:
        return None
    return read_root(options.root, passphrase_of(f"Passphrase of {options.root.name}: "))


def _create(options: argparse.Namespace) -> int:
    from central.launch_keys.root import create_root

    public = create_root(options.out, passphrase_of("Passphrase for the root key: ", twice=True))
    _say(f"The root key is in {options.out.name}. Its public half: {public}")
    _say(f"Keep two copies. The launch is made with it: `kiosk-central init ... --root {options.out.name}`.")
    return 0


def _show(options: argparse.Namespace) -> int:
    from central.launch_keys.root import column_of, is_here, public_root
    from central.launch_keys.signing import keys_of

    with open_database(options) as database, database.read() as connection:
        column = column_of(connection, options.launch)
        standing = keys_of(connection, options.launch, _now())
    for one in standing:
        _say(
            f"{one.key_id:3}  {one.state(_now()):10} {one.not_before:%Y-%m-%d %H:%M} to {one.not_after:%Y-%m-%d %H:%M}  {one.public_key}"
        )
    where = (
        "The root key is in this database."
        if is_here(column)
        else "The root key is kept apart: what signs a list needs --root FILE."
    )
    _say(f"{where} Its public half: {public_root(column)}")
    return 0


def _next(options: argparse.Namespace) -> int:
    from central.launch_keys.signing import announce

    root = given_root(options)
    with open_database(options) as database, database.write() as connection:
        key_id = announce(connection, options.launch, _now(), options.starts, root)
    _say(f"Key {key_id} is announced; terminals learn it at their next contact.")
    return 0


def _retire(options: argparse.Namespace) -> int:
    from central.launch_keys.signing import retire

    root = given_root(options)
    with open_database(options) as database, database.write() as connection:
        at = retire(connection, options.launch, options.key_id, _now(), options.at, root)
    _say(f"Key {options.key_id} is believed until {at:%Y-%m-%d %H:%M} UTC.")
    return 0


def _revoke(options: argparse.Namespace) -> int:
    from central.launch_keys.signing import revoke

    root = given_root(options)
    with open_database(options) as database, database.write() as connection:
        revoke(connection, options.launch, options.key_id, _now(), root)
    _say(
        f"Key {options.key_id} is believed no more, at each terminal from its next contact on. Give customers new codes "
        "(`kiosk-central codes --all`) and staff new badges (`kiosk-central staff badges`)."
    )
    return 0


def _take_out(options: argparse.Namespace) -> int:
    from central.launch_keys.root import take_out

    passphrase = passphrase_of("Passphrase for the root key: ", twice=True)
    with open_database(options) as database:
        with database.write() as connection:
            take_out(connection, options.launch, options.out, passphrase, _now())
        database.rewrite()  # nothing of it in free pages
    _say(
        f"The root key is in {options.out.name} and nowhere else: keep two copies, apart from each other and from here."
    )
    return 0


def _sign_hubs(options: argparse.Namespace) -> int:
    from central.relay.registry import sign_hubs

    root = given_root(options)
    with open_database(options) as database, database.write() as connection:
        signed = sign_hubs(connection, options.launch, root, _now())
    _say(f"{signed} hubs signed.")
    return 0


_ACTS: Mapping[str, Callable[[argparse.Namespace], int]] = {
    "create": _create,
    "show": _show,
    "next": _next,
    "retire": _retire,
    "revoke": _revoke,
    "take-out": _take_out,
    "sign-hubs": _sign_hubs,
}
