"""`kiosk-central stock`: what a store received, and how many units lie where now."""

import argparse
import sys
from collections.abc import Callable
from pathlib import Path

from sqlalchemy import Connection, select

from central.errors import CentralError
from central.opening import open_database
from central.stock.file import COLUMNS, Line, delivered_of, read_stock
from central.tables import stores
from kiosk.domain.stock import Discrepancy, Level

_Command = Callable[[str, Callable[[argparse.Namespace], int], str], argparse.ArgumentParser]
_WANTED = {"import": 1, "show": 0, "set": 2}


def add_stock_command(command: _Command) -> None:
    sub = command("stock", _stock, "What a store received, and how many units lie where now.")
    sub.add_argument("act", choices=tuple(_WANTED))
    sub.add_argument("which", nargs="*", help="import: the file; set: SKU NUMBER, what was delivered in all")
    sub.add_argument("--store", type=int, required=True)
    sub.epilog = "columns of the file (CSV):\n" + "\n".join(f"  {name:13}{words}" for name, words in COLUMNS.items())


def _stock(options: argparse.Namespace) -> int:
    act, which = options.act, options.which
    if len(which) != _WANTED[act]:
        usage = {"import": "stock import FILE", "show": "stock show", "set": "stock set SKU NUMBER"}[act]
        raise CentralError(f"`stock {act}` wants {_WANTED[act] or 'no'} more words", f"Say `{usage} --store N`.")
    if act == "show":
        return _show(options)
    if act == "import":
        return _deliver(options, read_stock(Path(which[0])))
    try:
        return _deliver(options, [Line(which[0], delivered_of(which[1]), None)])
    except ValueError as error:
        raise CentralError(str(error), "Give what was delivered in all, a second delivery counted in.") from error


def _deliver(options: argparse.Namespace, lines: list[Line]) -> int:
    from central.stock.deliveries import deliver

    with open_database(options) as database, database.write() as connection:
        _check_store(connection, options.store)
        changed = deliver(connection, options.store, lines)
    sys.stdout.write(f"{len(lines)} models: {changed} changed.\n")
    return 0


def _show(options: argparse.Namespace) -> int:
    """1 when a figure cannot be so."""
    from central.stock.deliveries import levels_of

    with open_database(options, at_a_hub=True) as database, database.read() as connection:
        _check_store(connection, options.store)
        levels = levels_of(connection, options.store)
    names = ("delivered", "shelf", "staged", "quarantine", "out", "waiting", "free")
    sys.stdout.write(f"{'model':20}" + "".join(f"{name:>11}" for name in names) + "\n")
    for level in levels:
        sys.stdout.write(f"{level.sku:20}" + "".join(f"{_figure(level, name):>11}" for name in names) + "\n")
    found = [one for level in levels for one in level.discrepancies]
    for one in found:
        sys.stdout.write(f"! {_told(one)}\n")
    return 1 if found else 0


def _figure(level: Level, name: str) -> str:
    """What nobody has said is no number."""
    unknown = (name == "delivered" and level.delivered is None) or (name in ("shelf", "free") and not level.is_known)
    return "?" if unknown else str(getattr(level, name))


def _told(one: Discrepancy) -> str:
    if one.place is None:
        return f"{one.sku}: {one.count} in all, more than were delivered: count, or correct `stock set`"
    return f"{one.sku}: {one.count} in {one.place}: have a supervisor count it"


def _check_store(connection: Connection, store: int) -> None:
    if connection.execute(select(stores.c.store).where(stores.c.store == store)).first() is None:
        raise CentralError(f"There is no store {store}", "Name one of those in `kiosk-central status`.")
