"""What is cut short: the acts of a terminal, each in a process that gets ready, says so, and waits for the word to go.

`scan`, `sync`, `migration`, `opening` (a file that a crash left, its WAL put in), `closing` (the WAL emptied and removed)
and `creation` (no file yet). Every body runs in a child of the fork server and says JSON lines: `ready`, then what it
confirms or how it was refused, then `done`. Afterwards it waits: nothing is written behind the act.
"""

import contextlib
import json
import os
import sys
import threading
from collections.abc import Callable, Iterator
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

from kiosk.cli.check_in import Printer, check_in_lines
from kiosk.cli.compose import Terminal
from kiosk.cli.config import read_config
from kiosk.cli.rekey import give_new_key
from kiosk.errors import KioskError
from kiosk.store import migrations
from kiosk.store.database import Database
from tests.crash.life import on_pipes
from tests.crash.proof import Lost, inspect

SYNCED_WITHIN_S = 40.0
LOOK_EVERY_S = 0.01
Say = Callable[[dict[str, Any]], None]


def perform(codes: Connection, said: Connection, config: Path, act: str, arguments: tuple[str, ...]) -> None:
    """In the child."""
    on_pipes(codes, said, config.with_name("stderr.txt"))
    ACTS[act](config, Printer(sys.stdout), arguments)
    sys.stdin.read()
    os._exit(0)  # no tidy end: whatever was not on the disk by now has no other chance


def _go(printer: Printer) -> None:
    printer.say({"ready": os.getpid()})
    if not sys.stdin.readline():
        os._exit(0)


def _scan(config: Path, printer: Printer, texts: tuple[str, ...]) -> None:
    """The first text is scanned at the word, and what was written moved to its place; the others after it."""
    terminal = Terminal.open(read_config(config))
    _go(printer)
    check_in_lines(terminal, texts[:1], printer)
    terminal.store.worker.submit(terminal.store._tidy).result()
    check_in_lines(terminal, texts[1:], printer)
    printer.say({"done": True})


def _sync(config: Path, printer: Printer, _texts: tuple[str, ...]) -> None:
    """Everything unsent goes up, everything new comes down."""
    terminal = Terminal.open(read_config(config))
    _go(printer)
    terminal.start_sync()
    for _ in range(round(SYNCED_WITHIN_S / LOOK_EVERY_S)):
        data = terminal.store.worker.submit(terminal.desk.data_state).result()
        # The roster grows by what the day's central has been given: `complete` alone may still speak of the old copy.
        if not data.unsent and data.complete and terminal.runner.status().online:
            printer.say({"done": True})
            return
        threading.Event().wait(LOOK_EVERY_S)
    printer.say({"error": "not synced in time"})


def _opening(config: Path, printer: Printer, texts: tuple[str, ...]) -> None:
    """Refused once, it is tried again by the same process, as a person would."""
    _go(printer)
    _open_and_scan(config, printer, texts)


def _open_and_scan(config: Path, printer: Printer, texts: tuple[str, ...]) -> None:
    terminal = None
    for _ in range(3):
        try:
            terminal = Terminal.open(read_config(config))
            break
        except KioskError as error:
            printer.say({"error": str(error)})
            sys.stdin.readline()  # until the disk is well again
    if terminal is not None:
        check_in_lines(terminal, texts, printer)
        printer.say({"done": True})


def _closing(config: Path, printer: Printer, texts: tuple[str, ...]) -> None:
    terminal = Terminal.open(read_config(config))
    check_in_lines(terminal, texts, printer)
    _go(printer)
    with _said(printer):
        terminal.close()
    printer.say({"done": True})


def _rekeying(config: Path, printer: Printer, texts: tuple[str, ...]) -> None:
    """Refused, it is asked for again; then the kiosk goes on with whichever key the file has."""
    _go(printer)
    for _ in range(3):
        try:
            give_new_key(read_config(config))
            break
        except KioskError as error:
            printer.say({"error": str(error)})
            sys.stdin.readline()  # until the disk is well again
    _open_and_scan(config, printer, texts)


def _migration(config: Path, printer: Printer, texts: tuple[str, ...]) -> None:
    newest_step()
    _opening(config, printer, texts)


def _look(config: Path, printer: Printer, planted: tuple[str, ...]) -> None:
    """Not an act: what stands on the disk, read by a process of its own."""
    from tests.crash.life import file_and_key
    from tests.e2e.parts import TerminalFolder

    if planted:
        newest_step()
    settings = config.read_bytes()
    terminal = TerminalFolder(config.parent)
    config.write_bytes(settings)
    try:
        file = inspect(*file_and_key(terminal))
    except (Lost, KioskError) as lost:
        printer.say({"lost": str(lost)})
        return
    printer.say({"own": sorted(file.own), "unsent": sorted(file.unsent), "contents": file.contents})


@contextlib.contextmanager
def _said(printer: Printer) -> Iterator[None]:
    try:
        yield
    except KioskError as error:
        printer.say({"error": str(error)})


ACTS: dict[str, Callable[[Path, Printer, tuple[str, ...]], None]] = {
    "scan": _scan,
    "sync": _sync,
    "migration": _migration,
    "opening": _opening,
    "closing": _closing,
    "creation": _opening,
    "rekeying": _rekeying,
    "look": _look,
}


# --- an older file ------------------------------------------------------------------------------------------------------


def newest_step() -> None:
    """While one step has shipped there is nothing to migrate to: a next one of every kind a step can be is put after it."""
    if len(migrations.STEPS) == 1:
        migrations.STEPS = (*migrations.STEPS, m999_next)
        migrations.migrations()(m999_next)


def m999_next(db: Database) -> None:
    db.conn.execute("ALTER TABLE event ADD COLUMN note TEXT NOT NULL DEFAULT ''")
    db.conn.execute("UPDATE event SET note = kind || occurred_at")
    db.conn.execute("CREATE INDEX event_note ON event (note)")
    db.conn.execute("CREATE TABLE remark (event_id TEXT PRIMARY KEY, text TEXT NOT NULL) STRICT, WITHOUT ROWID")
    db.conn.execute("INSERT INTO remark SELECT event_id, hash FROM event")


def as_of_first_step(path: Path, key: bytes) -> None:
    """Make the file what the first release would have written: its tables, with these rows."""
    from kiosk.store.database import Migrations, open_database

    older = path.with_name("older.db")
    present, first = open_database(path, key), open_database(older, key)
    only = Migrations(migrations.migrations.name)
    only()(migrations.STEPS[0])
    only.apply(first)
    for table in first.table_names():
        if table.startswith("_sqlite_migrations"):
            continue
        columns = [row[1] for row in first.conn.execute(f'PRAGMA table_info("{table}")').fetchall()]
        there = {row[1] for row in present.conn.execute(f'PRAGMA table_info("{table}")').fetchall()}
        names = ", ".join(f'"{one}"' for one in columns if one in there)
        rows = present.conn.execute(f'SELECT {names} FROM "{table}"').fetchall()
        marks = ", ".join("?" for _ in names.split(", "))
        with first.atomic():
            first.conn.executemany(f'INSERT INTO "{table}" ({names}) VALUES ({marks})', [tuple(row) for row in rows])
    present.close()
    first.close()
    older.replace(path)


def said_of(lines: list[dict[str, Any]]) -> tuple[list[str], list[str], bool]:
    """Events confirmed, refusals in words, and whether the act was done."""
    confirmed = [str(line["event_id"]) for line in lines if line.get("event_id")]
    return confirmed, [str(line["error"]) for line in lines if "error" in line], any("done" in line for line in lines)


def as_json(line: str) -> dict[str, Any]:
    value: dict[str, Any] = json.loads(line)
    return value
