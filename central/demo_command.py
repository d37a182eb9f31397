"""`kiosk-central demo-day`: a believable day in a new database, for trying things out."""

import argparse
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import msgspec

from central.opening import open_database

_Command = Callable[[str, Callable[[argparse.Namespace], int], str], argparse.ArgumentParser]


def add_demo_command(command: _Command, instant: Callable[[str], datetime]) -> None:
    sub = command("demo-day", _demo_day, "Fill a new database with a believable day around now.")
    sub.add_argument("--reservations", type=int, default=1000)
    sub.add_argument("--seed", type=int, default=1)
    sub.add_argument("--now", type=instant, help="RFC 3339; default: now")
    sub.add_argument("--codes-out", type=Path, help="write the codes to try here, as JSON")
    sub.add_argument(
        "--evening", action="store_true", help="the whole day has been played, and is to be closed; of the last evening"
    )


def _demo_day(options: argparse.Namespace) -> int:
    from central.demo_day import demo_day, last_evening

    now = options.now or datetime.now(UTC)
    if options.evening and options.now is None:
        now = last_evening(now)
    with open_database(options, migrate=True, create=True) as database:
        day = demo_day(database, seed=options.seed, now=now, reservations=options.reservations, evening=options.evening)
    if options.codes_out:
        options.codes_out.write_bytes(msgspec.json.format(msgspec.json.encode(day.showcases), indent=1) + b"\n")
    print(f"Store {day.store} ({day.store_name}): {day.reservations} reservations, {len(day.showcases)} codes to try.")
    return 0
