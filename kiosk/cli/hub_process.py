"""The store's hub on a terminal's machine: a process of its own, begun again when it dies, ended with the terminal.

It hears of this process's end by its standard input, however that comes about.
"""

import logging
import subprocess
import sys
import threading
from pathlib import Path

from kiosk.cli.config import HubConfig

log = logging.getLogger(__name__)

AGAIN_AFTER_S = 2.0
STOP_TIMEOUT_S = 10.0
COMMAND = (sys.executable, "-m", "central.cli", "hub")


class HubProcess:
    """`start` once, `stop` at the end."""

    def __init__(self, config: HubConfig, folder: Path) -> None:
        self._command = _command(config, folder)
        self._log = folder / "hub.log"
        self._stopped = threading.Event()
        self._gate = threading.Lock()
        self._process: subprocess.Popen[bytes] | None = None
        self._thread = threading.Thread(target=self._watch, name="hub-process", daemon=True)

    @property
    def pid(self) -> int | None:
        """Of the one that runs now."""
        with self._gate:
            return self._process.pid if self._process is not None and self._process.poll() is None else None

    def start(self) -> None:
        self._thread.start()

    def stop(self) -> None:
        self._stopped.set()
        with self._gate:
            process = self._process
        if process is not None:
            if process.stdin is not None:
                process.stdin.close()
            try:
                process.wait(STOP_TIMEOUT_S)
            except subprocess.TimeoutExpired:
                process.kill()
        if self._thread.ident is not None:
            self._thread.join(STOP_TIMEOUT_S)

    def _watch(self) -> None:
        while not self._stopped.is_set():
            try:
                code = self._run()
            except OSError:
                log.exception("the hub could not be started")
                code = None
            if not self._stopped.is_set():
                log.warning("the hub ended (%s) and is started again; its own words are in %s", code, self._log.name)
                self._stopped.wait(AGAIN_AFTER_S)

    def _run(self) -> int:
        with self._log.open("ab") as words, self._gate:
            if self._stopped.is_set():
                return 0
            process = self._process = subprocess.Popen(self._command, stdin=subprocess.PIPE, stdout=words, stderr=words)
        return process.wait()


def _command(config: HubConfig, folder: Path) -> list[str]:
    command = [*COMMAND, "--with-parent", "--database", str(folder / "hub.db")]
    command += ["--enrolment", str(Path(config.enrolment).expanduser())]
    command += ["--host", config.host, "--port", str(config.port)]
    for address in config.addresses:
        command += ["--address", address]
    if config.certificate:
        command += ["--certificate", config.certificate, "--key", config.key]
    return [*command, "--announce"] if config.announce else command
