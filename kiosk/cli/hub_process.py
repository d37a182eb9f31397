"""The store's hub on a terminal's machine: a process of its own, begun again when it dies, ended with the terminal.

Its enrolment and the key of its file come from this terminal's key store, by its standard input, whose end tells it of the
end of this process, however that comes about. What it says goes to `hub.log`.
"""

import logging
import os
import subprocess
import sys
import threading
from contextlib import suppress
from io import TextIOWrapper
from logging.handlers import RotatingFileHandler
from pathlib import Path
from typing import IO, TYPE_CHECKING, cast

import msgspec

from kiosk.cli.config import HubConfig
from kiosk.errors import ConfigError, KioskError
from sync.credentials import KeyStore, database_key
from sync.servers import is_loopback
from sync.wire import HubEnrolment

if TYPE_CHECKING:
    from central.relay.handed import Handed

log = logging.getLogger(__name__)

AGAIN_AFTER_S = 2.0
STOP_TIMEOUT_S = 10.0
COMMAND = (sys.executable, "-m", "central.cli", "hub")
PAPERS, KEY = "hub-enrolment", "hub-database-key"
"""Their names in the key store."""
MAX_BYTES = 5_000_000
KEPT_FILES = 3
LONGEST_LINE = 1 << 16


def served_hub(config: HubConfig, folder: Path, keys: KeyStore) -> "HubProcess | None":
    """What `[hub] serve` asks for. None, and said why, when it cannot be: no reason not to open the entrance."""
    if not config.serve:
        return None
    from central.relay.handed import Handed  # only where a hub is run

    try:
        return HubProcess(config, folder, Handed(_papers(config, keys), database_key(keys, KEY).hex()))
    except KioskError as error:
        log.error("the store's hub is not run: %s", error)
        return None


class HubProcess:
    """`start` once, `stop` at the end."""

    def __init__(self, config: HubConfig, folder: Path, handed: "Handed") -> None:
        self._config = config
        self._command = _command(config, folder)
        self._handed = handed
        self._words = Words(folder / "hub.log")
        self._stopped = threading.Event()
        self._gate = threading.Lock()
        self._process: subprocess.Popen[bytes] | None = None
        self._thread = threading.Thread(target=self._watch, name="hub-process", daemon=True)

    @property
    def hub_id(self) -> str:
        return self._handed.enrolment.hub_id

    @property
    def here(self) -> tuple[str, ...]:
        """Where this machine alone finds it, which central is not told."""
        config = self._config
        if config.addresses or not config.port or not is_loopback(config.host):
            return ()
        host = f"[{config.host}]" if ":" in config.host else config.host
        return (f"{'https' if config.certificate else 'http'}://{host}:{config.port}",)

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
        self._words.close()

    def _watch(self) -> None:
        while not self._stopped.is_set():
            try:
                code = self._run()
            except OSError:
                log.exception("the hub could not be started")
                code = None
            if not self._stopped.is_set():
                log.warning("the hub ended (%s) and is started again; its own words are in hub.log", code)
                self._stopped.wait(AGAIN_AFTER_S)

    def _run(self) -> int:
        pipe = subprocess.PIPE
        with self._gate:
            if self._stopped.is_set():
                return 0
            self._process = subprocess.Popen(self._command, stdin=pipe, stdout=pipe, stderr=subprocess.STDOUT)
        with self._process as process:  # its pipes are closed before the next one is begun
            told, says = cast("IO[bytes]", process.stdin), cast("IO[bytes]", process.stdout)
            try:
                os.write(
                    told.fileno(), self._handed.line()
                )  # past the buffer, which would be flushed at the closing too
            except (OSError, ValueError):
                log.info("the hub ended before it was told who it is")
            while line := says.readline(LONGEST_LINE):
                self._words.say(line.decode("utf-8", "replace").rstrip())
            return process.wait()


class Words(RotatingFileHandler):
    """What the hub says, as it says it. Nobody else's to read."""

    def __init__(self, path: Path) -> None:
        super().__init__(path, maxBytes=MAX_BYTES, backupCount=KEPT_FILES, encoding="utf-8", delay=True)

    def say(self, line: str) -> None:
        self.handle(logging.makeLogRecord({"msg": line}))

    def _open(self) -> TextIOWrapper:
        path = Path(self.baseFilename)
        path.touch(0o600)
        path.chmod(0o600)  # it may be there from before
        return super()._open()


def _papers(config: HubConfig, keys: KeyStore) -> HubEnrolment:
    """Of the configured file, which goes into the key store; once it is deleted, from there. Raises KioskError."""
    file = Path(config.enrolment).expanduser()
    kept = keys.get(PAPERS)
    try:
        content = file.read_text(encoding="utf-8")
        with suppress(OSError):
            file.chmod(0o600)  # somebody else's copy of a token is no reason not to run
    except FileNotFoundError:
        if kept is None:
            raise ConfigError(f"hub.enrolment: there is no {file}, the file of `kiosk-central enrol --hub`") from None
        return _read_papers(kept, "the key store")
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigError(f"hub.enrolment: {file} cannot be read ({error})") from error
    papers = _read_papers(content, str(file))
    if content != kept:
        keys.set(PAPERS, content)
    log.info("the hub's enrolment is in the key store: %s can be deleted", file.name)
    return papers


def _read_papers(content: str, where: str) -> HubEnrolment:
    try:
        return msgspec.json.decode(content, type=HubEnrolment)
    except (msgspec.DecodeError, msgspec.ValidationError) as error:
        raise ConfigError(f"hub.enrolment: {where} has no file of `kiosk-central enrol --hub`") from error


def _command(config: HubConfig, folder: Path) -> list[str]:
    command = [*COMMAND, "--handed", "--database", str(folder / "hub.db")]
    command += ["--host", config.host, "--port", str(config.port)]
    for address in config.addresses:
        command += ["--address", address]
    if config.certificate:
        command += ["--certificate", config.certificate, "--key", config.key]
    return [*command, "--announce"] if config.announce else command
