"""Real terminals as processes, beside a real central: what the end-to-end tests drive. Used by every file here.

A terminal is driven by its command line and watched through what it prints; the database, the sync and central are the
ones of a launch day.
"""

import contextlib
import json
import subprocess
import sys
import threading
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from queue import Empty, SimpleQueue
from typing import Any

from sqlalchemy import select

from central.database import Database
from central.tables import events
from kiosk.cli.central_process import CentralProcess

PATIENCE_S = 60.0
KIOSK = (sys.executable, "-m", "kiosk.cli.main")
STORE = 1
PAUSE = threading.Event()


def wait_until(true: Callable[[], object], what: str, seconds: float = PATIENCE_S) -> None:
    """Return as soon as it holds; a failure names what did not happen."""
    end = datetime.now(UTC) + timedelta(seconds=seconds)
    while not true():
        assert datetime.now(UTC) < end, f"not within {seconds:g} s: {what}"
        PAUSE.wait(0.05)


def central_with(folder: Path, reservations: Iterable[dict[str, Any]]) -> CentralProcess:
    """A central, not yet serving, that holds one launch, one store and these reservations (columns of `import`)."""
    central = CentralProcess(folder / "central.db")
    central.run("init", "--launch", "1", "--name", "First Light", "--store", f"{STORE}:Rivoli:Paris:Europe/Paris")
    file = folder / "reservations.jsonl"
    file.write_text("".join(json.dumps(row) + "\n" for row in reservations), encoding="utf-8")
    central.run("import", str(file))
    return central


def reservation(reference: str, code: str, **others: Any) -> dict[str, Any]:
    """A reservation that is to be admitted now, with a retailer's own code."""
    now = datetime.now(UTC)
    return {
        "reference": reference,
        "name": f"Visitor {reference}",
        "language": "en",
        "store": STORE,
        "sku": "AUB-41",
        "slot_start": (now - timedelta(minutes=30)).isoformat(),
        "slot_end": (now + timedelta(hours=3)).isoformat(),
        "code": code,
        **others,
    }


@dataclass
class TerminalFolder:
    """One enrolled terminal's place on disk: configuration, keys, database."""

    folder: Path
    config: Path = field(init=False)

    def __post_init__(self) -> None:
        self.folder.mkdir(parents=True, exist_ok=True)
        self.config = self.folder / "kiosk.toml"
        self.configure()

    def configure(self, camera: str = 'kind = "none"', servers: tuple[str, ...] = ()) -> None:
        self.config.write_text(
            f'production = false\ndata = "{self.folder}"\nservers = {json.dumps(list(servers))}\n'
            f'[camera]\n{camera}\n[screen]\nlanguage = "en"\nfullscreen = false\nsound = false\n'
            '[staff]\nid = "greeter-1"\nroles = ["greeter"]\n[keys]\nstore = "development"\n',
            encoding="utf-8",
        )

    def enrol(self, central: CentralProcess, name: str) -> "TerminalFolder":
        papers = central.enrol(name, self.folder / "enrolment.json", STORE)
        self.command("enrol", str(papers))
        return self

    def command(self, name: str, *arguments: str) -> str:
        done = subprocess.run(
            [*KIOSK, name, "--config", str(self.config), *arguments], capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stderr
        return done.stdout

    def status(self) -> dict[str, Any]:
        """Only while no other process has the database."""
        return json.loads(self.command("status"))


class Entrance:
    """`kiosk check-in` as a running process: texts in, verdicts out, killable at any moment."""

    def __init__(self, terminal: TerminalFolder, *options: str) -> None:
        self.process = subprocess.Popen(
            [*KIOSK, "check-in", "--config", str(terminal.config), *options],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        self.said: SimpleQueue[dict[str, Any]] = SimpleQueue()
        self._arrivals: dict[str, int] = {}
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()

    def _read(self) -> None:
        assert self.process.stdout is not None
        for line in self.process.stdout:
            if line.endswith("\n"):  # half a line at a kill was never shown
                said = json.loads(line)
                if "changed" in said:
                    self._arrivals[said["changed"]] = said["arrivals"]
                else:
                    self.said.put(said)

    def arrived(self, reservation_id: str) -> int:
        """How many arrivals of it this terminal knows of (started with --follow)."""
        return self._arrivals.get(reservation_id, 0)

    def show(self, text: str) -> None:
        """Hold up a code; the answer comes later."""
        assert self.process.stdin is not None
        self.process.stdin.write(text + "\n")
        self.process.stdin.flush()

    def answer(self, seconds: float = PATIENCE_S) -> dict[str, Any]:
        return self.said.get(timeout=seconds)

    def scan(self, text: str) -> dict[str, Any]:
        self.show(text)
        return self.answer()

    def kill(self) -> list[dict[str, Any]]:
        """Pull the plug; returns what had been said and not been taken."""
        self.process.kill()
        return self._rest()

    def finish(self) -> list[dict[str, Any]]:
        """No more codes: the process ends by itself."""
        assert self.process.stdin is not None
        self.process.stdin.close()
        return self._rest()

    def _rest(self) -> list[dict[str, Any]]:
        self.process.wait(PATIENCE_S)
        self._reader.join(PATIENCE_S)
        if self.process.stdin is not None and not self.process.stdin.closed:
            with contextlib.suppress(BrokenPipeError):
                self.process.stdin.close()
        if self.process.stdout is not None:
            self.process.stdout.close()
        rest: list[dict[str, Any]] = []
        while True:
            try:
                rest.append(self.said.get_nowait())
            except Empty:
                return rest


def arrivals(central: CentralProcess) -> list[dict[str, Any]]:
    """Every `arrived` event that central holds, oldest first of each terminal, read from its database beside it."""
    with Database(central.database, create=False) as database, database.read() as connection:
        rows = connection.execute(
            select(events.c.wire).where(events.c.kind == "arrived").order_by(events.c.terminal_id, events.c.seq)
        )
        return [json.loads(row.wire) for row in rows]
