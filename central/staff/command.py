"""`kiosk-central staff`: who works in a store, their badges and first PINs."""

import argparse
import os
import sys
from collections.abc import Callable, Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path

from sqlalchemy import Connection, select

from central.acts.ledger import ActKind, note
from central.errors import CentralError
from central.opening import open_database
from central.staff.file import COLUMNS
from kiosk.domain.staff import StaffRow

_Command = Callable[[str, Callable[[argparse.Namespace], int], str], argparse.ArgumentParser]
BADGE_LASTS = timedelta(days=120)
ACTS = ("import", "list", "badges", "reset-pin", "renew-badge", "leave")


def add_staff_command(command: _Command) -> None:
    sub = command("staff", _staff, "Who works in a store: import a list, print badges, first PINs, who has left.")
    sub.add_argument("act", choices=ACTS)
    sub.add_argument("which", nargs="*", help="import: the file; badges: numbers (default: all); the others: a number")
    sub.add_argument("--store", type=int, required=True)
    sub.add_argument("--badges", type=Path, metavar="PDF", help="where badges are written: readable to you only")
    sub.add_argument("--whole", action="store_true", help="with import: whoever is not in the file has left")
    sub.epilog = "columns of the file (CSV):\n" + "\n".join(f"  {name:8}{words}" for name, words in COLUMNS.items())


def _now() -> datetime:
    return datetime.now(UTC)


def _staff(options: argparse.Namespace) -> int:
    act: str = options.act
    if act in ("import", "reset-pin", "renew-badge", "leave") and len(options.which) != 1:
        raise CentralError(f"`staff {act}` wants one {'file' if act == 'import' else 'number'}", "Name it.")
    if act in ("badges", "renew-badge") and options.badges is None:
        raise CentralError("Where the badges go is not said", "Give --badges FILE.pdf.")
    if options.badges is not None and options.badges.exists():
        raise CentralError(f"{options.badges} is already there", "Give another --badges, or delete it.")
    return _ACTS[act](options)


def _import(options: argparse.Namespace) -> int:
    from central.staff.file import read_staff
    from central.staff.people import list_staff, staff_of

    lines = read_staff(Path(options.which[0]))
    with open_database(options) as database, database.write() as connection:
        _store_name(connection, options.store)
        if options.badges is None and (
            new := {one.staff_id for one in lines} - staff_of(connection, options.store).keys()
        ):
            raise CentralError(
                f"{len(new)} people are new: their first PINs must go somewhere", "Give --badges FILE.pdf."
            )
        listed = list_staff(connection, options.store, lines, _now(), whole=options.whole)
        if listed.new:
            _write_badges(connection, options, listed.new)
    sys.stdout.write(
        f"{len(lines)} people: {len(listed.new)} new, {listed.changed} changed; {listed.left} others have left.\n"
    )
    return 0


def _list(options: argparse.Namespace) -> int:
    from central.staff.people import roles_text, staff_of

    with open_database(options) as database, database.read() as connection:
        _store_name(connection, options.store)
        people = staff_of(connection, options.store).values()
    for row in people:
        pin = "no PIN" if not row.pin else "first PIN" if row.pin_first else "PIN"
        left = f"left {row.left_at:%Y-%m-%d}" if row.left_at else pin
        sys.stdout.write(f"{row.staff_id:8}  {row.name:24}  {roles_text(row)}  ({left})\n")
    return 0


def _badges(options: argparse.Namespace) -> int:
    from central.staff.people import person, staff_of

    with open_database(options) as database, database.write() as connection:
        here = [one.staff_id for one in staff_of(connection, options.store).values() if one.left_at is None]
        wanted = [person(connection, options.store, number).staff_id for number in options.which] or here
        _write_badges(connection, options, dict.fromkeys(wanted, ""))
    sys.stdout.write(f"{len(wanted)} badges written to {options.badges.name}\n")
    return 0


def _reset_pin(options: argparse.Namespace) -> int:
    from central.staff.people import reset_pin

    with open_database(options) as database, database.write() as connection:
        pin = reset_pin(connection, options.store, options.which[0], _now())
    sys.stdout.write(f"First PIN of {options.which[0]}: {pin}. It opens nothing but the choice of another.\n")
    return 0


def _renew_badge(options: argparse.Namespace) -> int:
    from central.staff.people import renew_badge

    with open_database(options) as database, database.write() as connection:
        row = renew_badge(connection, options.store, options.which[0], _now())
        _write_badges(connection, options, {row.staff_id: ""})
    sys.stdout.write(f"A new badge for {row.staff_id}; the old one is good no more.\n")
    return 0


def _leave(options: argparse.Namespace) -> int:
    from central.staff.people import leave

    with open_database(options) as database, database.write() as connection:
        leave(connection, options.store, options.which[0], _now())
    sys.stdout.write(f"{options.which[0]} signs in nowhere any more; terminals learn it at their next contact.\n")
    return 0


def _store_name(connection: Connection, store: int) -> str:
    from central.tables import stores
    from central.terminals import unknown_store

    found = connection.execute(select(stores.c.name, stores.c.city).where(stores.c.store == store)).first()
    if found is None:
        raise unknown_store(connection, store)
    return f"{found.name}, {found.city}"


def _write_badges(connection: Connection, options: argparse.Namespace, pins: Mapping[str, str]) -> None:
    """Of these numbers, with the first PINs that were drawn for them."""
    from central.codes import issuer
    from central.issuing.badge import Badge, badges
    from central.staff.people import roles_text, staff_of
    from central.tables import stores
    from kiosk.domain import k1

    now, store = _now(), _store_name(connection, options.store)
    launch = connection.execute(select(stores.c.launch).where(stores.c.store == options.store)).scalar_one()
    signer = issuer(connection, launch, now)

    def badge(row: StaffRow) -> Badge:
        code = signer.signed(row.badge, options.store, now + BADGE_LASTS, row.badge_generation, k1.STAFF_BADGE)
        return Badge(row.name, row.staff_id, roles_text(row), store, code, pins[row.staff_id])

    note(connection, ActKind.EXPORTED, now, store=options.store, what="badges", count=len(pins))
    pdf = badges(badge(row) for number, row in staff_of(connection, options.store).items() if number in pins)
    try:
        with os.fdopen(os.open(options.badges, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
            file.write(pdf)
    except OSError as error:
        raise CentralError(f"{options.badges} cannot be written: {error.strerror}", "Nothing was changed.") from error


_ACTS: Mapping[str, Callable[[argparse.Namespace], int]] = {
    "import": _import,
    "list": _list,
    "badges": _badges,
    "reset-pin": _reset_pin,
    "renew-badge": _renew_badge,
    "leave": _leave,
}
