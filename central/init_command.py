"""`kiosk-central init`: the database, a launch, its stores and their rules."""

import argparse
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from central.errors import CentralError
from central.launch_keys.command import PASSPHRASE_VARIABLE, given_root
from central.opening import open_database
from kiosk.domain.policy import WayOut
from kiosk.domain.reservation import StoreRow

_Command = Callable[[str, Callable[[argparse.Namespace], int], str], argparse.ArgumentParser]


def add_init_command(command: _Command) -> None:
    sub = command("init", _init, "Make the database, a launch and its stores; again to add or change a store.")
    sub.add_argument("--launch", type=int, default=1)
    sub.add_argument("--name", default="Launch", help="of the launch")
    sub.add_argument(
        "--store",
        action="append",
        required=True,
        type=_store_row,
        metavar="NUMBER:NAME:CITY:TIMEZONE[:ADDRESS]",
        help="e.g. 1:Rivoli:Paris:Europe/Paris; may be given several times",
    )
    sub.add_argument("--early-window", type=int, default=600, help="seconds before the slot a customer may come in")
    sub.add_argument("--late-grace", type=int, default=900, help="seconds after the slot a customer is still let in")
    words = "places of each later slot that an entrance holds, to move late customers while it is offline"
    sub.add_argument("--allotment", type=_count, default=2, metavar="PLACES", help=words)
    words = f"of a new launch: its root key, made by `keys create` and kept apart; passphrase as ${PASSPHRASE_VARIABLE}, or asked for"
    sub.add_argument("--root", type=Path, metavar="FILE", help=words)
    words = f"ways out when a model is short, the first one offered first (default: {' '.join(WayOut)})"
    sub.add_argument("--shortage", nargs="*", type=WayOut, default=list(WayOut), choices=list(WayOut), help=words)
    sub.add_argument("--waiting-area", action="store_true", help="whoever is too early may wait inside")


def _count(text: str) -> int:
    if not (text.isascii() and text.isdecimal() and int(text) <= 99):
        raise argparse.ArgumentTypeError(f"{text!r} is no number from 0 to 99")
    return int(text)


def _store_row(text: str) -> StoreRow:
    parts = text.split(":", 4)
    if len(parts) < 4 or not parts[0].isdecimal():
        raise argparse.ArgumentTypeError(f"{text!r} is not NUMBER:NAME:CITY:TIMEZONE[:ADDRESS]")
    number, name, city, timezone, address = (*parts, "")[:5]
    return StoreRow(int(number), name, city, timezone, address)


def _init(options: argparse.Namespace) -> int:
    from central.keys import public_text
    from central.launch_keys.root import column_of, public_root
    from central.roster import add_store, launch_exists, open_launch
    from kiosk.domain.policy import Policy

    policy = Policy(
        early_window_s=options.early_window,
        late_grace_s=options.late_grace,
        allotment=options.allotment,
        waiting_area=options.waiting_area,
        shortage=tuple(dict.fromkeys(options.shortage)),
    )
    now, root = datetime.now(UTC), given_root(options)
    with open_database(options, migrate=True, create=True) as database, database.write() as connection:
        if not launch_exists(connection, options.launch):
            open_launch(connection, options.launch, options.name, now, root=root)
        elif root is not None and public_text(root) != public_root(column_of(connection, options.launch)):
            raise CentralError(
                f"{options.root.name} is not the root key of launch {options.launch}",
                "`keys show` names its public half.",
            )
        for store in options.store:
            add_store(connection, options.launch, store, policy, now, root)
    for store in options.store:
        sys.stdout.write(f"Store {store.store} ({store.name}, {store.city}) of launch {options.launch} is ready.\n")
    return 0
