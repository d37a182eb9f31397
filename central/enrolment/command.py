"""`kiosk-central terminal ...`: who may talk to central. Each act is a sub-command; what it does is its neighbour's."""

import argparse
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import msgspec

from central.enrolment.invite_command import add_invite_acts
from central.opening import DEFAULT_DATABASE, add_keys, add_place, open_database
from central.revocation.command import add_revoke_act
from kiosk.domain.station import Station

if TYPE_CHECKING:
    from sync.wire import Report

Run = Callable[[argparse.Namespace], int]
Command = Callable[[str, Run, str], argparse.ArgumentParser]


def add_terminal_commands(command: Command) -> None:
    group = command("terminal", _list, "Terminals: who they are, who may become one, who may not any more.")
    acts = group.add_subparsers(required=True, metavar="ACT")
    # The group has these options too; without a default here, one given before the act stays.
    place = argparse.ArgumentParser(add_help=False, argument_default=argparse.SUPPRESS)
    add_place(place, DEFAULT_DATABASE)
    add_keys(place)

    def act(name: str, run: Run, words: str) -> argparse.ArgumentParser:
        sub = acts.add_parser(name, help=words, description=words, parents=[place])
        sub.set_defaults(command=run)
        return sub

    sub = act(
        "list",
        _list,
        "Every terminal: store, letter, name, last contact, events; version, unsent events, disk and camera, as it last said.",
    )
    sub.add_argument("--store", type=int, help="of this store only")
    sub.add_argument("--json", action="store_true")
    sub = act("rename", _rename, "Call a terminal otherwise; its own screen says so when it is enrolled again.")
    sub.add_argument("name", help="or its id")
    sub.add_argument("new_name", metavar="NEW-NAME")
    sub.add_argument("--store", type=int, help="where several stores have a terminal of that name")
    sub = act("station", _station, "Hold a terminal's token to what one station may do, or to nothing (any).")
    sub.add_argument("name", help="or its id")
    sub.add_argument("station", choices=["any", *Station])
    sub.add_argument("--store", type=int, help="where several stores have a terminal of that name")
    sub = act(
        "rotate", _rotate, "Give a terminal another token at its next contact; the one before is good until then."
    )
    sub.add_argument("name", help="or its id")
    sub.add_argument("--store", type=int, help="where several stores have a terminal of that name")
    add_invite_acts(act)
    add_revoke_act(act)


def now() -> datetime:
    return datetime.now(UTC)


def say(words: str) -> None:
    sys.stdout.write(words + "\n")


def _list(options: argparse.Namespace) -> int:
    from central.enrolment.listing import listed

    with open_database(options, at_a_hub=True) as database, database.read() as connection:
        found = listed(connection, options.store)
    if options.json:
        say(msgspec.json.encode(found).decode())
        return 0
    for one in found:
        heard = f"last heard {one.last_contact_at}" if one.last_contact_at else "never heard"
        standing = f", {one.station} only" if one.station else ""
        standing += f", revoked {one.revoked_at}" if one.revoked_at else ""
        say(
            f"store {one.store}  {one.letter}  {one.name}: {heard}, {one.events} events{_told(one.report)}{standing}"
            f"  ({one.terminal_id})"
        )
    return 0


def _told(report: "Report | None") -> str:
    if report is None:
        return ""
    disk = f", {report.free_mb} MB free" if report.free_mb >= 0 else ""
    camera = f", camera {report.camera}" if report.camera else ""
    return f", {report.unsent} unsent, version {report.version}{disk}{camera}"


def _rename(options: argparse.Namespace) -> int:
    from central.enrolment.listing import named
    from central.terminals import rename

    with open_database(options) as database, database.write() as connection:
        one = named(connection, options.name, options.store)
        rename(connection, one.terminal_id, options.new_name)
    say(f"{one.name} of store {one.store} is called {options.new_name} now.")
    return 0


def _rotate(options: argparse.Namespace) -> int:
    from central.enrolment.listing import named
    from central.enrolment.rotation import ask

    with open_database(options) as database, database.write() as connection:
        one = named(connection, options.name, options.store)
        ask(connection, one.terminal_id, now())
    say(f"{one.name} of store {one.store} is given another token when it calls central itself.")
    return 0


def _station(options: argparse.Namespace) -> int:
    from central.enrolment.listing import named
    from central.terminals import place

    with open_database(options) as database, database.write() as connection:
        one = named(connection, options.name, options.store)
        place(connection, one.terminal_id, None if options.station == "any" else options.station, now())
    say(f"{one.name} of store {one.store}: {options.station}.")
    return 0
