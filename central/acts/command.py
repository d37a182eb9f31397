"""`kiosk-central verify`, `rejected` and `acts`: whether all holds together, what is not believed, what was done at central."""

import argparse
import re
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import msgspec

from central.acts.ledger import Act, ActKind, Head, acts_of, record
from central.errors import CentralError
from central.opening import open_database

_Command = Callable[[str, Callable[[argparse.Namespace], int], str], argparse.ArgumentParser]


def add_acts_commands(command: _Command) -> None:
    sub = command("rejected", _rejected, "Events that were stored and are not believed, with the reason.")
    sub.add_argument("act", choices=("list", "export"))
    sub.add_argument("file", type=Path, nargs="?", help="with export: where to write them, one JSON object a line")

    sub = command("verify", _verify, "Check chains, feed, head and tallies. 0: sound, 1: not, or it cannot be checked.")
    words = "an act of central as a report or an earlier `verify` named it: it must stand here still; may be given several times"
    sub.add_argument("--act", dest="noted", type=_head, action="append", default=[], metavar="NUMBER:HASH", help=words)
    sub.add_argument("--json", action="store_true")

    sub = command("acts", _acts, "What was done at central: enrolments, revocations, keys, exports, who was forgotten.")
    sub.add_argument("--store", type=int, help="of this store only")
    sub.add_argument("--json", action="store_true", help="one object a line")


def _say(line: str) -> None:
    sys.stdout.write(line + "\n")


def _head(text: str) -> Head:
    found = re.fullmatch(r"([1-9]\d{0,15}):([0-9a-f]{64})", text.strip().lower())
    if found is None:
        raise argparse.ArgumentTypeError(
            f"{text!r} is no act such as 12:9f86d0...: its number, and its hash of 64 digits"
        )
    return Head(int(found[1]), found[2])


def _rejected(options: argparse.Namespace) -> int:
    from central.overview import rejected, rejected_lines

    if (options.act == "export") is (options.file is None):
        raise CentralError("`list` prints, `export` writes", "Say `rejected list`, or `rejected export FILE`.")
    with open_database(options, at_a_hub=True) as database:
        with database.read() as connection:
            found = rejected(connection)
        if options.act == "list":
            _say("\n".join(one.line for one in found))
            return 0
        record(database, ActKind.EXPORTED, datetime.now(UTC), what="rejected", count=len(found))
    try:
        options.file.write_bytes(rejected_lines(found))
    except OSError as error:
        raise CentralError(f"{options.file} cannot be written: {error.strerror}", "Give another path.") from error
    _say(f"{len(found)} rejected events written to {options.file.name}")
    return 0


def _verify(options: argparse.Namespace) -> int:
    from central.verification import verify

    with open_database(options, at_a_hub=True) as database, database.read() as connection:
        found = verify(connection, tuple(options.noted))
    _say(msgspec.json.encode(found).decode() if options.json else found.text)
    return 0 if found.sound else 1


def _acts(options: argparse.Namespace) -> int:
    with open_database(options, at_a_hub=True) as database, database.read() as connection:
        try:
            found = acts_of(connection, options.store)
        except ValueError as error:
            raise CentralError("An act cannot be read", "`kiosk-central verify` says which.") from error
    for act in found:
        _say(msgspec.json.encode(act).decode() if options.json else _line(act))
    return 0


def _line(act: Act) -> str:
    where = f"store {act.store}" if act.store else "-"
    told = "".join(f"  {name} {value}" for name, value in act.payload.items() if value != "")
    return f"{act.seq:5}  {act.at}  {where:9}  {act.kind:20} {act.subject}{told}"
