"""A central of one's own in another process, on loopback: what the demo shows and the end-to-end tests cut off.

Talks to `kiosk-central` by its command line only, as an administrator would.
"""

import json
import signal
import subprocess
import sys
from pathlib import Path
from types import TracebackType
from typing import Any
from urllib.parse import urlsplit

from kiosk.errors import Fault

STOP_TIMEOUT_S = 10.0
COMMAND = (sys.executable, "-m", "central.cli")


class CentralProcess:
    """`with` it is serving; `stop` and `start` it in between as often as wanted, it keeps its port and database."""

    def __init__(self, database: Path, *serving: str, port: int = 0) -> None:
        """`serving`: more options of `kiosk-central serve`."""
        self.database = database
        self.address = f"http://127.0.0.1:{port}"
        """Known once it has listened; it keeps its port from then on."""
        self._serving = serving
        self._process: subprocess.Popen[str] | None = None

    def start(self) -> None:
        """Serve; returns when it listens. Raises Fault with central's own words when it does not."""
        command = [*COMMAND, "serve", "--database", str(self.database), "--port", str(urlsplit(self.address).port or 0)]
        command += self._serving
        log = self.database.with_suffix(".log").open("a", encoding="utf-8")
        with log:
            process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=log, text=True)
        line = process.stdout.readline() if process.stdout else ""
        if not line:
            hint = "Its own words: " + self.database.with_suffix(".log").read_text(encoding="utf-8")[-500:].strip()
            raise Fault("start central", hint, f"exit code {process.wait()}")
        self.address = str(json.loads(line)["listening"])
        self._process = process

    def stop(self) -> None:
        """End it as a service manager would."""
        self._end(signal.SIGTERM)

    def kill(self) -> None:
        """Pull its plug."""
        self._end(signal.SIGKILL)

    def _end(self, number: signal.Signals) -> None:
        process, self._process = self._process, None
        if process is None:
            return
        process.send_signal(number)
        try:
            process.wait(STOP_TIMEOUT_S)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
        if process.stdout is not None:
            process.stdout.close()

    def run(self, command: str, *arguments: str) -> str:
        """One `kiosk-central` command on this database; returns what it printed. Raises Fault with what it said."""
        done = subprocess.run(
            [*COMMAND, command, "--database", str(self.database), *arguments],
            capture_output=True,
            text=True,
            check=False,
        )
        if done.returncode:
            words = (done.stderr or done.stdout).strip().removeprefix("kiosk-central: ").rstrip(".")
            raise Fault(f"kiosk-central {command}", "docs/operations.md says more", words)
        return done.stdout

    def enrol(self, name: str, file: Path, store: int = 1, *more: str) -> Path:
        """Give a terminal of the store its papers, which name this central's present address."""
        self.run("enrol", "--store", str(store), "--name", name, "--server", self.address, "--out", str(file), *more)
        return file

    def status(self) -> dict[str, Any]:
        """What central holds."""
        return json.loads(self.run("status", "--json"))

    def __enter__(self) -> "CentralProcess":
        self.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()
