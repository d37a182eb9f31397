"""`kiosk-central receipts`: what became of receipts by e-mail, to try refused ones again, and to forget addresses."""

import argparse
import sys
from collections.abc import Callable
from datetime import UTC, datetime

from sqlalchemy import Connection

from central.errors import CentralError
from central.mailing import queue
from central.mailing.addresses import address_of, forget_all, masked
from central.mailing.queue import Status
from central.opening import open_database
from kiosk.domain.clock import utc_text
from kiosk.domain.receipt import short_reference

OPEN = (Status.WAITING, Status.REFUSED)

_Command = Callable[[str, Callable[[argparse.Namespace], int], str], argparse.ArgumentParser]


def add_receipts_command(command: _Command) -> None:
    sub = command("receipts", _receipts, "Receipts by e-mail: those that wait or were refused, with the reason.")
    sub.add_argument("act", choices=("list", "retry", "forget"), nargs="?", default="list")
    sub.add_argument(
        "reference", nargs="*", help="with retry: of the receipts, as `list` says it; none: of all refused"
    )
    sub.add_argument("--all", action="store_true", help="with list: those that were sent or cancelled, too")
    sub.epilog = (
        "list    with masked addresses; exits 1 when any was refused\n"
        "retry   refused ones are mailed once more, e.g. after the address was corrected and imported\n"
        "forget  removes all addresses: when the day is over; what still waits is not mailed then"
    )


def _receipts(options: argparse.Namespace) -> int:
    if options.reference and options.act != "retry":
        raise CentralError("References are for `retry`", f"Say `receipts {options.act}` alone.")
    with open_database(options) as database:
        if options.act == "forget":
            with database.write() as connection:
                count = forget_all(connection)
            _say(f"{count} addresses removed.")
            return 0
        if options.act == "retry":
            with database.write() as connection:
                _say(f"{_retry(connection, options.reference)} receipts wait again.")
            return 0
        with database.read() as connection:
            found = queue.listed(connection, *(tuple(Status) if options.all else OPEN))
            for entry in found:
                _say(_line(connection, entry))
    refused = sum(entry.status is Status.REFUSED for entry in found)
    waiting = sum(entry.status is Status.WAITING for entry in found)
    sys.stderr.write(f"{waiting} waiting, {refused} refused\n")
    return 1 if refused else 0


def _retry(connection: Connection, references: list[str]) -> int:
    wanted = {reference.upper() for reference in references}
    refused = queue.listed(connection, Status.REFUSED)
    chosen = [one.event_id for one in refused if not wanted or short_reference(one.event_id) in wanted]
    return queue.retry(connection, chosen, datetime.now(UTC)) if chosen else 0


def _line(connection: Connection, entry: queue.Entry) -> str:
    address = masked(address_of(connection, entry.reservation_id))
    reason = f": {entry.reason}" if entry.reason else ""
    return (
        f"{short_reference(entry.event_id)}  store {entry.store}  {utc_text(entry.queued_at)}  {address}  "
        f"{entry.status}, {entry.attempts} attempts{reason}"
    )


def _say(line: str) -> None:
    sys.stdout.write(line + "\n")
