"""Every write, sync, cut and rename of six acts of a terminal: killed there, or refused there, one after the other.

The acts are in `acts.py`. First one run is counted, then for each call of each kind the same act is begun again on the
same files and broken at that call. After a kill, whatever was confirmed is in a sound file and the act can be done again;
after an error the act was refused in words, nothing was confirmed that is not there, and the same process goes on.
"""

import argparse
import json
import shutil
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple

from kiosk.cli.central_process import CentralProcess
from kiosk.store import migrations
from sync.credentials import DEVELOPMENT_FILE
from tests.crash.acts import as_of_first_step, perform, said_of
from tests.crash.life import Life, file_and_key
from tests.crash.proof import Lost, at_central, demand
from tests.crash.syscalls import Cut, Trace, unavailable
from tests.e2e.parts import TerminalFolder, central_with, reservation

KILL = "signal=KILL"
REFUSALS = ("error=ENOSPC", "error=EIO")
NOBODY = ("http://127.0.0.1:9",)
ACTS = ("scan", "sync", "migration", "opening", "closing", "creation", "rekeying")
REOPENING = ("migration", "opening", "creation", "rekeying")
"""Acts that begin a thread for each attempt."""
NO_ERRNO = {("unlink", "error=ENOSPC")}


def code(number: int) -> str:
    return f"retailer code {number:03}"


class Seen(NamedTuple):
    """What a file holds, as another process tells it: ids only."""

    own: frozenset[str]
    unsent: frozenset[str]
    contents: str


@dataclass
class Tally:
    calls: dict[str, Counter[str]] = field(default_factory=dict[str, Counter[str]])
    cuts: Counter[str] = field(default_factory=Counter[str])
    refused: int = 0
    seconds: float = 0.0


class Stage:
    """A terminal's folder in the states the acts begin from, kept as copies, beside a central that stays."""

    def __init__(self, folder: Path, central: CentralProcess) -> None:
        self.folder = folder
        self.central = central
        self.terminal = TerminalFolder(folder / "a").enrol(central, "Entrance A")
        Life.begin(self.terminal, "--sync-first").finish()
        self.path, self.key = file_and_key(self.terminal)
        self._keep("closed")
        settings = self.terminal.config.read_bytes()
        self.terminal.configure(servers=NOBODY)
        life = Life.begin(self.terminal)
        for number in range(8):
            life.show(code(number))
        self.unsent = [line["event_id"] for line in life.hear(8)]
        life.kill()
        self.terminal.config.write_bytes(settings)
        self._keep("behind")
        self._older()
        self.restore("closed")
        for file in self.path.parent.glob(f"{self.path.name}*"):
            file.unlink()
        self._keep("none")
        more = folder / "more.jsonl"
        rows = [reservation(f"M{n:03}", f"later code {n:03}") for n in range(40)]
        more.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
        central.run("import", str(more))

    def _older(self) -> None:
        """The file of the first release, with the same rows: events unsent, roster, states."""
        self.look()  # its WAL goes in
        as_of_first_step(self.path, self.key)
        self._keep("older")

    def _keep(self, name: str) -> None:
        shutil.copytree(self.terminal.folder, self.folder / name)

    def restore(self, name: str) -> None:
        shutil.rmtree(self.terminal.folder)
        shutil.copytree(self.folder / name, self.terminal.folder)

    def begin(self, act: str, *arguments: str) -> Life:
        return Life(perform, self.terminal.config, act, arguments)

    def look(self, planted: bool = False) -> Seen:
        """What is on the disk, as another process reads it. Raises Lost."""
        life = self.begin("look", *(("planted",) if planted else ()))
        life.hang_up()
        told = life.rest()
        demand(told and life.exit_code == 0, f"looking at the file ended with {life.exit_code}")
        demand("lost" not in told[0], str(told[0].get("lost")))
        return Seen(frozenset(told[0]["own"]), frozenset(told[0]["unsent"]), told[0]["contents"])

    @property
    def watched(self) -> list[Path]:
        names = (
            "",
            "-wal",
            "-shm",
            "-journal",
            "-wal-kept",
            "-suspect",
            ".new",
            ".new-wal",
            ".new-shm",
            ".new-journal",
            "-key",
            "-key.new",
            ".rekeyed",
            ".rekeyed-wal",
            ".rekeyed-journal",
        )
        keys = [self.terminal.folder / name for name in (DEVELOPMENT_FILE, f"{DEVELOPMENT_FILE}.new")]
        return [*(self.path.with_name(self.path.name + name) for name in names), *keys, self.path.parent]


BEGINS = {
    "scan": ("closed", (code(20), code(21))),
    "sync": ("behind", ()),
    "migration": ("older", (code(20),)),
    "opening": ("behind", (code(20),)),
    "closing": ("closed", (code(20), code(21))),
    "creation": ("none", ()),
    "rekeying": ("behind", (code(20),)),
}
"""The state each act begins from, and the codes that are shown in it."""


def once(stage: Stage, act: str, cut: Cut | None) -> tuple[list[dict[str, Any]], Counter[str], int | None]:
    """The act, broken at one place; what it said, the calls it made, how it ended."""
    state, texts = BEGINS[act]
    stage.restore(state)
    life = stage.begin(act, *texts)
    said: list[dict[str, Any]] = []
    while not any("ready" in line for line in said):
        heard = life.hear(1)
        demand(heard, f"{act} did not get ready: {said}")
        said += heard
    trace = Trace(said[-1]["ready"], stage.watched, stage.folder / "calls.txt", cut)
    life.show("go")
    while not said_of(said)[2] and life.alive:
        heard = life.hear(1, 60.0)
        demand(heard or not life.alive, f"{act} stands still after {said}")
        said += heard
        if any("error" in line for line in heard) and act in REOPENING:
            trace.let_go()
            life.show("again")
        if any(line.get("error") == "not synced in time" for line in said):
            break
    life.hang_up()
    said += life.rest()
    return said, trace.end(), life.exit_code


def cut_at(stage: Stage, act: str, cut: Cut, tally: Tally) -> None:
    """Break the act there, and look. Raises Lost."""
    said, _, exit_code = once(stage, act, cut)
    confirmed, refusals, done = said_of(said)
    tally.cuts[f"{act} {cut.how}"] += 1
    planted = act == "migration"
    if cut.how == KILL:
        # -9 unless another thread made fewer calls of that kind than the busiest of the counted run
        demand(exit_code == -9 or done, f"ended with {exit_code}: {said}")
    else:
        demand(exit_code == 0, f"the process ended with {exit_code}: {said}")
        demand(done, f"it did not go on once the disk did: {said}")
        for words in refusals:
            tally.refused += 1
            demand("disk" in words or "permissions" in words, f"refused without a reason a person can use: {words}")
    file = stage.look(planted)
    missing = [one for one in confirmed if one not in file.own]
    demand(not missing, f"confirmed, not in the ledger: {missing}")
    if act in ("sync", "opening", "migration", "rekeying"):
        gone = [one for one in stage.unsent if one not in file.own]
        demand(not gone, f"was in the file before, is not now: {gone}")
    if act == "sync":
        _finish_sync(stage)


def _finish_sync(stage: Stage) -> None:
    """The next start of the same file sends and fetches the rest."""
    life = stage.begin("sync")
    life.hear(1)
    life.show("go")
    told = life.hear(1, 60.0)
    life.hang_up()
    life.rest()
    demand(said_of(told)[2], f"the sync does not go on: {told}")
    file = stage.look()
    meet_ids(file, stage.central)


def meet_ids(file: Seen, central: CentralProcess) -> None:
    demand(not file.unsent, f"still unsent: {sorted(file.unsent)}")
    there = Counter(row["event_id"] for row in at_central(central.database))
    demand(set(there) == set(file.own) and set(there.values()) <= {1}, "central and the ledger do not hold the same")


@contextmanager
def staged(folder: Path) -> Iterator[Stage]:
    central = central_with(folder, [reservation(f"R{n:03}", code(n)) for n in range(40)])
    with central:
        yield Stage(folder, central)


def sweep(stage: Stage, act: str, hows: tuple[str, ...], tally: Tally, every: int = 1) -> None:
    """Each call of each kind (or each `every`th), broken in each of these ways. Raises Lost that names the place."""
    said, calls, exit_code = once(stage, act, None)
    demand(said_of(said)[2] and exit_code == 0, f"{act} does not even work unbroken: {said}")
    stage.look(planted=act == "migration")
    tally.calls[act] = calls
    count = 0
    for call, most in sorted(calls.items()):
        for nth in range(1, most + 1):
            for how in hows:
                count += 1
                if count % every or (call, how) in NO_ERRNO:
                    continue
                cut = Cut(call, nth, how)
                try:
                    cut_at(stage, act, cut, tally)
                except Lost as lost:
                    raise Lost(f"{act}, {cut}: {lost}") from lost


def options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--act", choices=ACTS, action="append", help="only these (default: all)")
    parser.add_argument("--every", type=int, default=1, metavar="N", help="only each Nth place")


def run(chosen: argparse.Namespace) -> int:
    if reason := unavailable():
        print(f"cannot run here: {reason}")
        return 2
    tally, began = Tally(), time.monotonic()
    folder = Path(tempfile.mkdtemp(prefix="kiosk-crash-"))
    print(f"in {folder}, which stays where a promise breaks", flush=True)
    with staged(folder) as stage:
        for act in chosen.act or ACTS:
            before = sum(tally.cuts.values())
            sweep(stage, act, (KILL, *REFUSALS), tally, chosen.every)
            calls = ", ".join(f"{count} {call}" for call, count in sorted(tally.calls[act].items()))
            print(f"{act}: {calls}; {sum(tally.cuts.values()) - before} places broken, 0 lost", flush=True)
    shutil.rmtree(folder)
    kills = sum(count for name, count in tally.cuts.items() if name.endswith(KILL))
    print(
        f"{kills} kills, {sum(tally.cuts.values()) - kills} errors ({tally.refused} refusals in words), "
        f"{time.monotonic() - began:.0f} s, first schema of {len(migrations.STEPS)}: 0 lost"
    )
    return 0
