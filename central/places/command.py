"""`kiosk-central slots`: the launch day's slots, their capacities, and the places that terminals hold of them."""

import argparse
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import Connection, select

from central.acts.ledger import ActKind, note
from central.errors import CentralError
from central.opening import open_database
from central.places.file import COLUMNS
from central.tables import terminals
from kiosk.domain.clock import local_day
from kiosk.domain.launch_slot import LaunchSlot

_Command = Callable[[str, Callable[[argparse.Namespace], int], str], argparse.ArgumentParser]
ACTS = ("import", "set", "show", "reclaim", "resume")


def add_slots_command(command: _Command) -> None:
    sub = command("slots", _slots, "The launch day's slots: capacities, who is booked, the places terminals hold.")
    sub.add_argument("act", choices=ACTS)
    sub.add_argument(
        "which",
        nargs="*",
        help="import: the file; set: START END CAPACITY (`none`: as many as come); reclaim: a terminal",
    )
    sub.add_argument("--store", type=int, required=True)
    words = "with resume: although not every terminal was heard since the restore"
    sub.add_argument("--anyway", action="store_true", help=words)
    sub.epilog = (
        "columns of the file (CSV):\n"
        + "\n".join(f"  {name:12}{words}" for name, words in COLUMNS.items())
        + "\n\nreclaim takes the unused places of a terminal that is lost. If it is not lost but out of reach, it may give\n"
        "them away all the same: revoke it, or wait for it.\n"
        "resume lets places be granted again after this central was restored from a backup."
    )


def _now() -> datetime:
    return datetime.now(UTC)


def _slots(options: argparse.Namespace) -> int:
    wanted = {"import": 1, "set": 3, "show": 0, "reclaim": 1, "resume": 0}[options.act]
    if len(options.which) != wanted:
        raise CentralError(f"`slots {options.act}` wants {wanted or 'no'} more words", "See `slots --help`.")
    return _ACTS[options.act](options)


def _import(options: argparse.Namespace) -> int:
    from central.places.file import read_slots
    from central.places.slots import put_slots, zone_of

    with open_database(options) as database, database.write() as connection:
        lines = read_slots(Path(options.which[0]), zone_of(connection, options.store))
        put_slots(connection, options.store, lines, _now())
        _print(connection, options.store)
        note(connection, ActKind.SLOTS_SET, _now(), store=options.store, count=len(lines))
    return 0


def _set(options: argparse.Namespace) -> int:
    from central.import_file import BadLineError, slot_between
    from central.places.file import Line, capacity_of
    from central.places.slots import put_slots, zone_of

    start, end, capacity = options.which
    with open_database(options) as database, database.write() as connection:
        try:
            slot = slot_between(start, end, zone_of(connection, options.store))
            line = Line(slot, None if capacity == "none" else capacity_of(capacity))
        except (BadLineError, ValueError) as error:
            raise CentralError(str(error), "Write e.g. 2026-11-22T10:00 2026-11-22T11:00 40.") from error
        put_slots(connection, options.store, [line], _now())
        _print(connection, options.store)
        note(connection, ActKind.SLOTS_SET, _now(), store=options.store, count=1)
    return 0


def _show(options: argparse.Namespace) -> int:
    with open_database(options) as database, database.write() as connection:
        _print(connection, options.store)
    return 0


def _reclaim(options: argparse.Namespace) -> int:
    from central.enrolment.listing import named
    from central.places.granting import settle, take_away

    with open_database(options) as database, database.write() as connection:
        one = named(connection, options.which[0], options.store)
        count = take_away(connection, one.store, one.terminal_id)
        settle(connection, one.store, _now())
        note(connection, ActKind.PLACES_RECLAIMED, _now(), subject=one.terminal_id, store=one.store, count=count)
    sys.stdout.write(
        f"{count} places of {one.name} can be given away by others. It gets new ones when it is heard again.\n"
    )
    return 0


def _resume(options: argparse.Namespace) -> int:
    from central.database import epoch_of
    from central.places.granting import is_granting, resume, settle, silent_since_restore

    with open_database(options) as database, database.write() as connection:
        if is_granting(connection):
            sys.stdout.write("Places are being granted: there is nothing to resume.\n")
            return 0
        silent = silent_since_restore(connection)
        if silent and not options.anyway:
            raise CentralError(
                f"Not heard since the restore: {', '.join(silent)}",
                "They may hold places this central has forgotten. Wait until they are in sync, or revoke them; --anyway "
                "risks that a slot gets more customers than it takes.",
            )
        resume(connection)
        settle(connection, options.store, _now())
        note(connection, ActKind.GRANTING_RESUMED, _now(), store=options.store, silent=len(silent))
        sys.stdout.write(f"Places are granted again in epoch {epoch_of(connection)[:8]}.\n")
    return 0


def _print(connection: Connection, store: int) -> None:
    from central.places.granting import stand
    from central.places.slots import zone_of

    zone = zone_of(connection, store)
    standing = stand(connection, store)
    names = dict(connection.execute(select(terminals.c.terminal_id, terminals.c.name)).all())
    if not standing.slots:
        sys.stdout.write(f"Store {store} has no slots: `slots import` brings them. Until then nobody can be moved.\n")
    for slot in standing.slots:
        held: dict[str, int] = {}
        for one in standing.held:
            if one.slot == slot.key and one.left:
                name = str(names.get(one.terminal_id, one.terminal_id))
                held[name] = held.get(name, 0) + one.left
        first, last = slot.start.astimezone(zone), slot.end.astimezone(zone)
        told = f"  ({', '.join(f'{name} {count}' for name, count in sorted(held.items()))})" if held else ""
        sys.stdout.write(f"{local_day(slot.start, zone)} {first:%H:%M}-{last:%H:%M}  {_places(slot)}{told}\n")
    if not standing.granting:
        sys.stdout.write(
            "! No more places are granted since this central was restored: `slots resume`, once all terminals are in sync.\n"
        )


def _places(slot: LaunchSlot) -> str:
    if slot.capacity is None or slot.left is None:
        return f"{slot.booked} booked, as many as come"
    over = slot.booked - slot.capacity
    if over > 0:
        return f"! {slot.booked} booked, takes {slot.capacity}: {over} too many"
    return f"{slot.booked} booked, takes {slot.capacity}, {max(0, slot.left)} free"


_ACTS: dict[str, Callable[[argparse.Namespace], int]] = {
    "import": _import,
    "set": _set,
    "show": _show,
    "reclaim": _reclaim,
    "resume": _resume,
}
