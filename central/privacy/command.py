"""`kiosk-central person`, `retain` and `seal`: what customers may ask for, what their time brings, and old rows made safe."""

import argparse
import json
import os
import sys
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

from central.acts.ledger import ActKind, record
from central.errors import CentralError
from central.opening import key_file_of, open_database
from central.privacy.retention import RETENTION

_Command = Callable[[str, Callable[[argparse.Namespace], int], str], argparse.ArgumentParser]


def add_privacy_commands(command: _Command) -> None:
    sub = command("person", _person, "All that is held of one customer: give it out (JSON), or forget it for good.")
    sub.add_argument("act", choices=("export", "erase"))
    sub.add_argument("reference", help="the retailer's reference, the reservation id or the spoken code")
    sub.add_argument("--launch", type=int, default=1)
    sub.add_argument("--out", type=Path, metavar="FILE", help="with export: write it here, readable to you only")
    sub.add_argument("--reason", default="asked for", help="with erase: for the register, without names")

    sub = command("retain", _retain, "Forget customers whose slot ended so many days ago. Meant to be run every day.")
    sub.add_argument("--days", type=int, default=RETENTION.days, help=f"default {RETENTION.days}")
    sub.add_argument("--launch", type=int, default=1)
    sub.add_argument("--dry-run", action="store_true", help="only say how many")

    command("seal", _seal, "Seal customers' rows and addresses that lie open, from before there was a key.")


def _now() -> datetime:
    return datetime.now(UTC)


def _person(options: argparse.Namespace) -> int:
    from central.privacy.person import export, find_person
    from central.privacy.register import forget, register_of

    if options.act == "erase" and options.out is not None:
        raise CentralError("`erase` writes nothing out", "Say `person export ... --out FILE` before it.")
    with open_database(options) as database:
        with database.read() as connection:
            person = find_person(connection, options.launch, options.reference)
            held = export(connection, person) if options.act == "export" else None
        if held is not None:
            record(database, ActKind.EXPORTED, _now(), store=person.store, what="person", count=1)
            _write_out(json.dumps(held, ensure_ascii=False, indent=1) + "\n", options.out)
            return 0
        forget(database, register_of(key_file_of(options)), [person], options.reason, _now())
    sys.stdout.write(
        f"Reservation {person.reservation_id} is forgotten here; terminals learn it at their next contact.\n"
    )
    return 0


def _write_out(text: str, out: Path | None) -> None:
    if out is None:
        sys.stdout.write(text)
        return
    try:
        with os.fdopen(os.open(out, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8") as file:
            file.write(text)
    except OSError as error:
        raise CentralError(f"{out} cannot be written: {error.strerror}", "Give another --out.") from error


def _retain(options: argparse.Namespace) -> int:
    from central.privacy.person import BY_TIME
    from central.privacy.register import forget, register_of
    from central.privacy.retention import due

    if options.days < 0:
        raise CentralError(f"{options.days} days", "Give --days of 0 or more.")
    with open_database(options) as database:
        with database.read() as connection:
            over = due(connection, options.launch, _now(), timedelta(days=options.days))
        if not options.dry_run:
            forget(database, register_of(key_file_of(options)), over, BY_TIME, _now())
    done = "would be forgotten" if options.dry_run else "forgotten"
    sys.stdout.write(
        f"{len(over)} customers of launch {options.launch} {done}: {options.days} days after their slot.\n"
    )
    return 0


def _seal(options: argparse.Namespace) -> int:
    from central.privacy.retention import seal_all

    with open_database(options, create=True, migrate=True) as database:
        with database.write() as connection:
            sealed = seal_all(connection)
        if sealed:
            database.rewrite()
    sys.stdout.write(f"{sealed} rows and addresses sealed.\n")
    return 0
