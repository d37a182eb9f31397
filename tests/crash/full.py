"""A full disk: scans are refused in words, nothing is green, the kiosk goes on and works again once there is room.

Two ways to be full, both the kernel's: a limit on how large a file of the process may grow (RLIMIT_FSIZE), which any
user may set, and a small tmpfs, which takes a mount. Central on the small tmpfs answers 503, and terminals keep what
they have.
"""

import argparse
import contextlib
import os
import resource
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from functools import cache
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

from kiosk.cli.check_in import Printer, check_in_lines
from kiosk.cli.compose import Terminal
from kiosk.cli.config import read_config
from tests.crash.life import Life, file_and_key, on_pipes
from tests.crash.proof import Found, at_central, demand, inspect
from tests.e2e.parts import PATIENCE_S, TerminalFolder, central_with, reservation, wait_until

SMALL = "8m"
MOST_SCANS = 4000
REFUSED = 5
AFTER = 5
NOBODY = ("http://127.0.0.1:9",)


@cache
def no_mounts() -> str:
    """Why a tmpfs cannot be mounted here; empty when it can."""
    if os.geteuid() != 0:
        return "mounting a tmpfs takes root"
    with tempfile.TemporaryDirectory() as folder:
        done = subprocess.run(
            ["mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", folder], capture_output=True, text=True, check=False
        )
        if done.returncode:
            return f"mounting is not allowed here: {done.stderr.strip()}"
        subprocess.run(["umount", folder], check=True)
    return ""


@contextlib.contextmanager
def small_disk(folder: Path) -> Iterator[Path]:
    folder.mkdir()
    subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={SMALL}", "tmpfs", str(folder)], check=True)
    try:
        yield folder
    finally:
        subprocess.run(["umount", "-l", str(folder)], check=True)


def fill(folder: Path) -> Path:
    """Take all that is left."""
    ballast = folder / "ballast"
    with ballast.open("wb", buffering=0) as file, contextlib.suppress(OSError):
        while True:
            file.write(bytes(4096))
    return ballast


def limited(codes: Connection, said: Connection, config: Path) -> None:
    """In the child: lines `limit N` and `free` set how large a file may grow; every other line is a code."""
    on_pipes(codes, said, config.with_name("stderr.txt"))
    printer = Printer(sys.stdout)
    with Terminal.open(read_config(config)) as terminal:
        for line in sys.stdin:
            if line.startswith("limit "):
                size = terminal.store.path.with_name(terminal.store.path.name + "-wal").stat().st_size
                resource.setrlimit(resource.RLIMIT_FSIZE, (size + int(line.split()[1]), resource.RLIM_INFINITY))
            elif line.strip() == "free":
                resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
            else:
                check_in_lines(terminal, [line], printer)


def refusals_in_words(answers: list[dict[str, Any]]) -> list[str]:
    words = [str(answer["error"]) for answer in answers if "error" in answer]
    for one in words:
        demand("not saved, do not hand over" in one, f"refused without saying what to do: {one}")
        demand("disk" in one, f"refused without saying why: {one}")
    return words


def scan_until_refused(life: Life, prefix: str) -> tuple[list[str], int]:
    """Events confirmed and refusals, until several in a row were refused."""
    confirmed: list[str] = []
    refused = 0
    for number in range(MOST_SCANS):
        life.show(f"{prefix} {number}")
        answers = life.hear(1)
        demand(answers, "the terminal says nothing any more")
        if refusals_in_words(answers):
            refused += 1
            if refused == REFUSED:
                return confirmed, refused
        else:
            confirmed.append(str(answers[0]["event_id"]))
    raise AssertionError("the disk did not fill")


def scan_all(life: Life, prefix: str) -> list[str]:
    for number in range(AFTER):
        life.show(f"{prefix} {number}")
    answers = life.hear(AFTER)
    demand(not refusals_in_words(answers), f"refused although there is room: {answers}")
    return [str(answer["event_id"]) for answer in answers]


def _kept(terminal: TerminalFolder, confirmed: list[str]) -> Found:
    file = inspect(*file_and_key(terminal))
    demand(set(confirmed) == set(file.own), "what was confirmed and what is in the ledger differ")
    return file


def by_limit(folder: Path, room: int) -> int:
    """RLIMIT_FSIZE with so many bytes left: how many scans it still took."""
    central = central_with(folder, [reservation("R1", "retailer code")])
    with central:
        terminal = TerminalFolder(folder / "a").enrol(central, "Entrance A")
    life = Life(limited, terminal.config)
    confirmed = scan_all(life, "before")
    life.show(f"limit {room}")
    more, _ = scan_until_refused(life, "nobody's")
    life.show("free")
    confirmed += more + scan_all(life, "after")
    life.finish()
    demand(life.exit_code == 0, f"the terminal ended with {life.exit_code}")
    _kept(terminal, confirmed)
    return len(more)


def by_small_disk(folder: Path) -> int:
    """The terminal's own folder on a full tmpfs: how many scans it still took."""
    central = central_with(folder, [reservation("R1", "retailer code")])
    with central, small_disk(folder / "small") as small:
        terminal = TerminalFolder(small / "a").enrol(central, "Entrance A")
        Life.begin(terminal, "--sync-first").finish()
        terminal.configure(servers=NOBODY)
        life = Life.begin(terminal)
        confirmed = scan_all(life, "before")
        ballast = fill(small)
        more, _ = scan_until_refused(life, "nobody's")
        ballast.unlink()
        confirmed += more + scan_all(life, "after")
        life.finish()
        demand(life.exit_code == 1, f"the terminal ended with {life.exit_code}, not with 1 for what it refused")
        _kept(terminal, confirmed)
        fill(small)  # and a start on a full disk says so, or works
        again = Life.begin(terminal)
        again.finish()
        demand(again.exit_code in (0, 2), f"a start on a full disk ended with {again.exit_code}")
        return len(more)


def central_on_small_disk(folder: Path) -> int:
    """Central has no room: terminals scan on, keep everything, and it arrives once when there is room again."""
    with small_disk(folder / "small") as small:
        central = central_with(small, [reservation("R1", "retailer code")])
        with central:
            terminal = TerminalFolder(folder / "a").enrol(central, "Entrance A")
            life = Life.begin(terminal, "--sync-first")
            confirmed = scan_all(life, "before")
            wait_until(lambda: len(at_central(central.database)) == AFTER, "the first at central", PATIENCE_S)
            ballast = fill(small)
            for number in range(400):
                life.show(f"nobody's {number}")
            answers = life.hear(400)
            demand(len(answers) == 400 and not refusals_in_words(answers), "a scan was refused for central's disk")
            confirmed += [str(answer["event_id"]) for answer in answers]
            ballast.unlink()
            wait_until(
                lambda: {row["event_id"] for row in at_central(central.database)} >= set(confirmed), "all there", 120
            )
            life.finish()
            there = [row["event_id"] for row in at_central(central.database)]
            demand(len(there) == len(set(there)), "an event is twice at central")
            _kept(terminal, confirmed)
            return len(confirmed)


def options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--room", type=int, action="append", metavar="BYTES", help="left before RLIMIT_FSIZE says no")


def run(chosen: argparse.Namespace) -> int:
    for room in chosen.room or (0, 1, 4000, 20_000, 100_000, 1_000_000):
        with tempfile.TemporaryDirectory(prefix="kiosk-crash-") as folder:
            print(
                f"{room} bytes left: {by_limit(Path(folder), room)} more scans, then refused in words; 0 lost",
                flush=True,
            )
    if reason := no_mounts():
        print(f"small disk left out: {reason}")
        return 0
    with tempfile.TemporaryDirectory(prefix="kiosk-crash-") as folder:
        print(f"terminal on a full tmpfs: {by_small_disk(Path(folder))} more scans, then refused in words; 0 lost")
    with tempfile.TemporaryDirectory(prefix="kiosk-crash-") as folder:
        print(f"central on a full tmpfs: {central_on_small_disk(Path(folder))} events arrive once when there is room")
    return 0
