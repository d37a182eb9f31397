"""SIGKILL at random moments of a terminal that scans and syncs, again and again on the same file.

Each life is the real `kiosk check-in` on a real encrypted file, beside a real central in its own process, which loses
its own process now and then. A life ends at a moment drawn from the seed: while it opens its file, between two answers,
half way through a scan, while it syncs, or while it closes. What is on the disk is then all there is.

SIGKILL takes the process, not the machine: what the kernel had taken is still written. A missing fsync cannot be seen
here.
"""

import argparse
import json
import random
import shutil
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from kiosk.cli.central_process import CentralProcess
from tests.crash.life import Life, check_in, file_and_key
from tests.crash.proof import Found, Lost, at_central, demand, inspect, meet
from tests.e2e.parts import TerminalFolder, central_with, reservation, wait_until

CODES_A_LIFE = 24
NEW_BOOKINGS_EVERY = 25
"""Lives; then central has rows the terminal must pull, so that pages are being saved at some of the kills."""
CENTRAL_DIES_EVERY = 40
LOOK_EVERY = 50


@dataclass
class Tally:
    cycles: int = 0
    confirmed: list[str] = field(default_factory=list[str])
    killed: dict[str, int] = field(default_factory=lambda: dict.fromkeys(("opening", "working", "ending"), 0))
    central_killed: int = 0
    in_ledger: int = 0
    seconds: float = 0.0


class Day:
    """A terminal, a central, and codes that never run out."""

    def __init__(self, folder: Path, chance: random.Random, body: Callable[..., None] = check_in) -> None:
        self.body = body
        self.folder = folder
        self.chance = chance
        self.booked = 0
        self.shown = 0
        self.central = central_with(folder, self.rows(60))
        self.tally = Tally()

    def enrol(self) -> None:
        self.terminal = TerminalFolder(self.folder / "a").enrol(self.central, "Entrance A")

    def book(self, count: int = 60) -> None:
        file = self.folder / "more.jsonl"
        file.write_text("".join(json.dumps(row) + "\n" for row in self.rows(count)), encoding="utf-8")
        self.central.run("import", str(file))

    def rows(self, count: int) -> list[dict[str, Any]]:
        self.booked += count
        numbers = range(self.booked - count, self.booked)
        return [reservation(f"R{n:06}", f"retailer code {n:06}") for n in numbers]

    def next_code(self) -> str:
        """Most were never shown; some were, and some are nobody's: their refusals are events as well."""
        kind = self.chance.random()
        if kind < 0.1:
            return f"nobody's {self.chance.random()}"
        if kind < 0.2 or self.shown >= self.booked:
            return f"retailer code {self.chance.randrange(self.booked):06}"
        self.shown += 1
        return f"retailer code {self.shown - 1:06}"

    def live_and_die(self) -> None:
        """One life."""
        chance, tally = self.chance, self.tally
        life = Life(self.body, self.terminal.config, ())
        codes = chance.randint(1, CODES_A_LIFE)
        for _ in range(codes):
            life.show(self.next_code())
        how = chance.random()
        if how < 0.25:  # from the very beginning: opening, checking, the first pages, the first scans
            phase, answers = "opening", life.hear(codes, chance.random() * 0.15)
        elif how < 0.9:  # with codes still in the pipe, and the sync awake
            phase, answers = "working", life.hear(chance.randint(1, codes), 5.0)
            answers += life.hear(1 << 30, chance.choice((0.0, 0.001, 0.005, 0.05)) * chance.random())
        else:  # no more codes: it sends, empties the WAL and lets the file go
            phase, answers = "ending", life.hear(codes, 5.0)
            life.hang_up()
            answers += life.hear(1 << 30, chance.random() * 0.02)
        answers += life.kill()
        tally.killed[phase] += 1
        tally.cycles += 1
        self.confirm(answers)

    def confirm(self, answers: list[dict[str, Any]]) -> None:
        for answer in answers:
            demand("error" not in answer, f"refused without a reason to: {answer}")
            demand(answer["event_id"], f"an answer without an event: {answer}")
            self.tally.confirmed.append(str(answer["event_id"]))

    def look(self) -> Found:
        """Between two lives: everything confirmed is in a sound file."""
        file = inspect(*file_and_key(self.terminal))
        missing = [one for one in self.tally.confirmed if one not in file.own]
        demand(not missing, f"confirmed, not in the ledger: {missing}")
        return file

    def settle(self) -> None:
        """A last life sends the rest; then both sides are compared."""
        self.look()  # what is in no ledger will never be at central
        life = Life.begin(self.terminal)
        life.show(self.next_code())
        self.confirm(life.hear(1))
        due = set(self.tally.confirmed)
        wait_until(lambda: due <= {row["event_id"] for row in at_central(self.central.database)}, "all at central")
        self.confirm(life.finish())
        file = self.look()
        if file.unsent:  # what the last scan left may still have been under way
            life = Life.begin(self.terminal, "--sync-first")
            due = set(file.own)
            wait_until(lambda: due <= {row["event_id"] for row in at_central(self.central.database)}, "all at central")
            self.confirm(life.finish())
            file = self.look()
        self.tally.in_ledger = len(file.own)
        meet(self.tally.confirmed, file, at_central(self.central.database))


def cycle(
    folder: Path,
    cycles: int,
    seed: int,
    *,
    minutes: float = 1e9,
    progress: bool = False,
    body: Callable[..., None] = check_in,
) -> Tally:
    """So many lives and deaths of `body`, or fewer when the time is up. Raises Lost, with the seed in its words."""
    day = Day(folder, random.Random(seed), body)
    began = time.monotonic()
    try:
        with day.central as central:
            day.enrol()
            Life.begin(day.terminal, "--sync-first").finish()
            for number in range(1, cycles + 1):
                if time.monotonic() - began > 60 * minutes:
                    break
                if number % NEW_BOOKINGS_EVERY == 0:
                    day.book()
                if number % CENTRAL_DIES_EVERY == 0:
                    _bring_down(central)
                    day.tally.central_killed += 1
                day.live_and_die()
                if number % LOOK_EVERY == 0:
                    day.look()
                    if progress:
                        print(f"{number}/{cycles}  {len(day.tally.confirmed)} confirmed", flush=True)
            day.settle()
    except Lost as lost:
        raise Lost(f"seed {seed}, cycle {day.tally.cycles}: {lost}") from lost
    day.tally.seconds = time.monotonic() - began
    return day.tally


def _bring_down(central: CentralProcess) -> None:
    central.kill()
    central.start()


def options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--cycles", type=int, default=2000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--minutes", type=float, default=1e9, help="end earlier when they are over")


def run(chosen: argparse.Namespace) -> int:
    folder = Path(tempfile.mkdtemp(prefix="kiosk-crash-"))
    print(f"in {folder}, which stays where a promise breaks", flush=True)
    tally = cycle(folder, chosen.cycles, chosen.seed, minutes=chosen.minutes, progress=True)
    shutil.rmtree(folder)
    print(
        f"{tally.cycles} kills ({', '.join(f'{count} {phase}' for phase, count in tally.killed.items())}), central killed "
        f"{tally.central_killed} times, seed {chosen.seed}, {tally.seconds:.0f} s: {len(tally.confirmed)} verdicts shown, "
        f"{tally.in_ledger} events in the ledger, 0 lost, 0 twice"
    )
    return 0
