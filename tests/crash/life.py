"""One life of a terminal: the real `kiosk check-in`, forked from a server that has everything imported, and ended at will.

Starting Python and importing the app takes a second; a fork of a process that has done it takes milliseconds. The fork
server is the standard library's, forks from a process with one thread, and its children run `kiosk.cli.main` as the
command does: the real composition, file, desk and sync. Only the pipes are ours.
"""

import json
import multiprocessing
import os
import select
import sys
import time
from collections.abc import Callable
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

from kiosk.cli.enrol import kept_enrolment, key_store
from kiosk.cli.main import main
from tests.e2e.parts import PATIENCE_S, TerminalFolder

SERVER = multiprocessing.get_context("forkserver")
SERVER.set_forkserver_preload(["tests.crash.life", "kiosk.cli.compose", "kiosk.cli.check_in"])
LINE = 1 << 16


def on_pipes(shown_codes: Connection, said: Connection, errors: Path) -> None:
    """Make the pipes this process's standard input and output, as a shell would."""
    log = os.open(errors, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    for source, target in ((shown_codes.fileno(), 0), (said.fileno(), 1), (log, 2)):
        os.dup2(source, target)
    sys.stdin, sys.stdout, sys.stderr = os.fdopen(0), os.fdopen(1, "w"), os.fdopen(2, "w", buffering=1)


def check_in(shown_codes: Connection, said: Connection, config: Path, options: tuple[str, ...]) -> None:
    """In the child: the command itself."""
    on_pipes(shown_codes, said, config.with_name("stderr.txt"))
    code = main(["check-in", "--config", str(config), *options])
    sys.stdout.flush()
    sys.exit(code)


class Life:
    """A process that takes codes and says verdicts. `body(codes, said, *arguments)` runs in it."""

    def __init__(self, body: Callable[..., None], *arguments: object) -> None:
        codes, self._codes = SERVER.Pipe(duplex=False)
        self._said, said = SERVER.Pipe(duplex=False)
        self.process = SERVER.Process(target=body, args=(codes, said, *arguments), daemon=True)
        self.process.start()
        codes.close()
        said.close()
        self._rest = b""
        self._ended = False

    @classmethod
    def begin(cls, terminal: TerminalFolder, *options: str) -> "Life":
        return cls(check_in, terminal.config, options)

    def show(self, text: str) -> None:
        """Hold up a code. A terminal that has died meanwhile does not take it."""
        try:
            os.write(self._codes.fileno(), text.encode() + b"\n")
        except BrokenPipeError:
            self._ended = True

    def said(self, seconds: float) -> list[dict[str, Any]]:
        """What it says within that time; returns with the first. Half a line at a kill was never shown."""
        return self._more(seconds) or []

    def _more(self, seconds: float) -> list[dict[str, Any]] | None:
        """None when nothing came in that time."""
        ready, _, _ = select.select([self._said], [], [], max(0.0, seconds))
        if not ready:
            return None
        got = os.read(self._said.fileno(), LINE)
        self._ended = not got
        *lines, self._rest = (self._rest + got).split(b"\n")
        return [json.loads(line) for line in lines]

    def hear(self, count: int, seconds: float = PATIENCE_S) -> list[dict[str, Any]]:
        """The next `count` answers; fewer when it died or took too long."""
        heard: list[dict[str, Any]] = []
        end = time.monotonic() + seconds
        while len(heard) < count and not self._ended and time.monotonic() < end:
            heard += self.said(end - time.monotonic())
        return heard

    def hang_up(self) -> None:
        """No more codes."""
        self._codes.close()

    def kill(self) -> list[dict[str, Any]]:
        """Pull the plug; returns what had been said and not been heard."""
        self.process.kill()
        return self.rest()

    def finish(self) -> list[dict[str, Any]]:
        """No more codes: it ends by itself."""
        self.hang_up()
        return self.rest()

    def rest(self) -> list[dict[str, Any]]:
        """All that it still says, and its end."""
        heard: list[dict[str, Any]] = []
        while not self._ended and (more := self._more(PATIENCE_S)) is not None:
            heard += more
        self.process.join(PATIENCE_S)
        assert self.process.exitcode is not None, "the terminal does not end"
        self._codes.close()
        self._said.close()
        return heard

    @property
    def alive(self) -> bool:
        """Until its end has been heard."""
        return not self._ended

    @property
    def exit_code(self) -> int | None:
        """Negative: the signal that ended it."""
        return self.process.exitcode


def file_and_key(terminal: TerminalFolder) -> tuple[Path, bytes]:
    """Of an enrolled terminal: its database and what opens it."""
    from kiosk.cli.compose import database_path
    from kiosk.cli.config import read_config
    from kiosk.cli.rekey import present_key

    config = read_config(terminal.config)
    keys = key_store(config)
    path = database_path(config, kept_enrolment(keys))
    return path, present_key(keys, path)
