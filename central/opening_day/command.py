"""`kiosk-central plan`: opening hours, teams and counters of a launch day, and the morning's checklist."""

import argparse
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from central.errors import CentralError
from central.opening import open_database

_Command = Callable[[str, Callable[[argparse.Namespace], int], str], argparse.ArgumentParser]
ACTS = ("import", "show", "template")


def add_plan_command(command: _Command) -> None:
    sub = command("plan", _plan, "The launch day's plan: opening hours, teams, counters, the morning's checklist.")
    sub.add_argument("act", choices=ACTS)
    sub.add_argument("file", type=Path, nargs="?", help="import: the TOML file; template writes one to begin with")
    sub.add_argument("--store", type=int, help="import, show: which store's")
    sub.epilog = (
        "template prints a file with every key and the checklist that terminals have by themselves.\n"
        "Capacities of slots are `kiosk-central slots`."
    )


def _plan(options: argparse.Namespace) -> int:
    if options.act == "template":
        from central.opening_day.file import template

        sys.stdout.write(template(datetime.now(UTC).date()))
        return 0
    if options.store is None:
        raise CentralError(f"`plan {options.act}` wants a store", "Give --store N.")
    if (options.file is None) is (options.act == "import"):
        raise CentralError(
            f"`plan {options.act}` wants {'one' if options.act == 'import' else 'no'} file", "See --help."
        )
    return _import(options) if options.act == "import" else _show(options)


def _import(options: argparse.Namespace) -> int:
    from central.opening_day.file import read_plan
    from central.opening_day.publishing import publish
    from central.places.slots import zone_of

    with open_database(options) as database, database.write() as connection:
        plan = read_plan(options.file, zone_of(connection, options.store))
        publish(connection, options.store, plan)
    days = ", ".join(one.day for one in plan.days) or "no day"
    items = "the checklist stays" if plan.checklist is None else f"{len(plan.checklist.items)} items to tick"
    sys.stdout.write(f"Published: {days}; {items}.\n")
    return 0


def _show(options: argparse.Namespace) -> int:
    from central.opening_day.publishing import checklist_of, plans_of, ticks_of
    from central.places.slots import zone_of

    with open_database(options) as database, database.read() as connection:
        zone = zone_of(connection, options.store)
        plans = plans_of(connection, options.store)
        checklist, own = checklist_of(connection, options.store)
        ticked = {plan.day: ticks_of(connection, options.store, plan.day) for plan in plans}
    for plan in plans:
        opens, closes = (at.astimezone(zone) for at in (plan.opens, plan.closes))
        counters = ", ".join(plan.counters) or "none named"
        sys.stdout.write(f"{plan.day}  {opens:%H:%M} to {closes:%H:%M}  counters: {counters}\n")
        for shift in plan.shifts:
            start, end = (at.astimezone(zone) for at in (shift.start, shift.end))
            sys.stdout.write(f"    {start:%H:%M} to {end:%H:%M}  {shift.people} {shift.role}\n")
        for item in checklist.items:
            done = ticked[plan.day].get(item.item, ())
            told = f"[x] {done[0].at.astimezone(zone):%H:%M} by {done[0].staff_id or '-'}" if done else "[ ]"
            sys.stdout.write(f"    {told:20}  {item.en}\n")
    if not plans:
        sys.stdout.write("No day is planned: `kiosk-central plan template` writes a file to begin with.\n")
    sys.stdout.write(
        f"Checklist: {len(checklist.items)} items, {'this store’s own' if own else 'the one that ships'}.\n"
    )
    return 0
