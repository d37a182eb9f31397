"""`kiosk-central terminal revoke`, and `kiosk-central events import-sealed`: a terminal is lost, what it did is not."""

import argparse
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from central.errors import CentralError
from central.opening import open_database

_Command = Callable[[str, Callable[[argparse.Namespace], int], str], argparse.ArgumentParser]


def add_revoke_act(act: _Command) -> None:
    sub = act("revoke", _revoke, "Withdraw a terminal: it wipes itself at its next contact, and seals what it owes.")
    sub.add_argument("name", help="or its id")
    sub.add_argument("--store", type=int, help="where several stores have a terminal of that name")
    sub.add_argument("--reason", required=True, help="for central's people, without names")


def add_sealed_events_command(command: _Command) -> None:
    sub = command("events", _import_sealed, "Take in the events that a withdrawn terminal sealed for central.")
    sub.add_argument("act", choices=("import-sealed",))
    sub.add_argument("file", type=Path)


def _now() -> datetime:
    return datetime.now(UTC)


def _revoke(options: argparse.Namespace) -> int:
    from central.enrolment.listing import named
    from central.places import granting
    from central.revocation.revoking import revoke

    with open_database(options) as database, database.write() as connection:
        one = named(connection, options.name, options.store)
        granting.take_away(connection, one.store, one.terminal_id)
        word = revoke(connection, one.terminal_id, options.reason, _now())
    with open_database(options) as database, database.write() as connection:
        granting.settle(connection, one.store, _now())
    sys.stdout.write(
        f"{one.name} of store {one.store} is withdrawn since {word.at}. At its next contact it wipes itself and seals its\n"
        "events in a file: `kiosk-central events import-sealed FILE` takes them in.\n"
    )
    return 0


def _import_sealed(options: argparse.Namespace) -> int:
    from central.revocation.sealed import import_sealed

    try:
        content = options.file.read_bytes()
    except OSError as error:
        raise CentralError(f"{options.file} cannot be read: {error.strerror}", "Check the path.") from error
    with open_database(options) as database:
        found = import_sealed(database, content, _now())
    counts = ", ".join(f"{count} {answer}" for answer, count in sorted(found.answers.items())) or "none"
    sys.stdout.write(f"{found.name} of store {found.store}: {found.events} events in the file: {counts}.\n")
    if found.left_out:
        sys.stderr.write(f"{found.left_out} of them could not be stored: keep the file, and call support.\n")
    return 1 if found.left_out else 0
