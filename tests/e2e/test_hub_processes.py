"""Entrance, stockroom, supervisor, hub and central as processes on separate loopback addresses, and everything between
them cut. Two terminals without a screen scan and tell what they know; two with one are the stations themselves."""

import contextlib
import json
import os
import shutil
import signal
import socket
import stat
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import select

from central.database import Database
from central.errors import CentralError
from central.feed import head
from central.tables import terminals
from kiosk.cli.central_process import CentralProcess
from kiosk.cli.hub_process import KEY, PAPERS
from sync.credentials import database_key, open_key_store
from tests.e2e.parts import (
    KIOSK,
    PATIENCE_S,
    STORE,
    Entrance,
    TerminalFolder,
    arrivals,
    central_with,
    reservation,
    wait_until,
)

HUB = "127.0.0.2"


def free_port() -> int:
    with socket.create_server((HUB, 0)) as listener:
        return int(listener.getsockname()[1])


def hub_papers(central: CentralProcess, file: Path) -> Path:
    central.run(
        "enrol",
        "--hub",
        "--store",
        str(STORE),
        "--name",
        "Back office",
        "--server",
        central.address,
        "--out",
        str(file),
    )
    return file


class HubAlone:
    """`kiosk-central hub` as a process; it can be killed and begun again."""

    def __init__(self, folder: Path, papers: Path) -> None:
        self.database = folder / "hub.db"
        self._papers = papers
        self._port = free_port()
        self._process: subprocess.Popen[str] | None = None

    def start(self) -> None:
        command = [sys.executable, "-m", "central.cli", "hub", "--database", str(self.database)]
        command += ["--enrolment", str(self._papers), "--host", HUB, "--port", str(self._port)]
        with self.database.with_suffix(".log").open("a") as words:
            self._process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=words, text=True)
        assert self._process.stdout is not None
        assert json.loads(self._process.stdout.readline())["listening"] == f"http://{HUB}:{self._port}"

    def kill(self) -> None:
        if self._process is not None:
            self._process.kill()
            self._process.wait()
            assert self._process.stdout is not None
            self._process.stdout.close()
            self._process = None


class Screen:
    """`kiosk run` as a station of its own, drawn for nobody: it holds the store's copy as every terminal does."""

    def __init__(self, central: CentralProcess, folder: Path, station: str) -> None:
        self.folder = TerminalFolder(folder).enrol(central, f"{station} screen")
        self._process = subprocess.Popen([*KIOSK, "run", "--config", str(self.folder.config), "--station", station])

    def finish(self) -> int:
        self._process.send_signal(signal.SIGTERM)
        return self._process.wait(PATIENCE_S)


def visitors(database: Path, key: bytes | None = None) -> int:
    """How many terminals a hub has spoken with since its beginning."""
    if not database.exists():
        return 0
    try:
        with Database(database, key=key, create=False, migrate=False) as hub, hub.read() as connection:
            return len(connection.execute(select(terminals).where(terminals.c.last_contact_at.is_not(None))).all())
    except CentralError:
        return 0  # it has no tables yet


@pytest.fixture
def stores_central(tmp_path: Path) -> Iterator[CentralProcess]:
    with central_with(tmp_path, [reservation(f"R{one}", f"code {one}") for one in range(1, 9)]) as central:
        yield central


def test_a_store_goes_on_whatever_is_cut_and_everything_meets_again(
    tmp_path: Path, stores_central: CentralProcess
) -> None:
    central = stores_central
    hub = HubAlone(tmp_path, hub_papers(central, tmp_path / "hub.json"))
    entrance_folder = TerminalFolder(tmp_path / "entrance").enrol(central, "Entrance")
    stockroom_folder = TerminalFolder(tmp_path / "stockroom").enrol(central, "Stockroom")
    hub.start()
    screens = [Screen(central, tmp_path / f"{name} screen", name) for name in ("stockroom", "supervisor")]
    entrance = Entrance(entrance_folder, "--sync-first", "--follow")
    stockroom = Entrance(stockroom_folder, "--sync-first", "--follow")
    try:
        wait_until(lambda: visitors(hub.database) == 4, "all have learnt of the hub and gone there")
        admitted: list[str] = []

        def admit(at: Entrance, code: int) -> str:
            said = at.scan(f"code {code}")
            assert said["verdict"] == "admit"
            admitted.append(said["event_id"])
            return str(said["reservation_id"])

        def known(at: Entrance, reservation_id: str, what: str) -> None:
            wait_until(lambda: at.arrived(reservation_id) == 1, what)

        known(stockroom, admit(entrance, 1), "everything well")
        central.kill()
        known(stockroom, admit(entrance, 2), "the internet is cut")
        central.start()
        wait_until(lambda: len(arrivals(central)) == 2, "central has caught up")
        central.stop()
        shutil.copy(central.database, tmp_path / "backup.db")
        central.start()
        hub.kill()
        known(stockroom, admit(entrance, 3), "the hub is gone")
        central.kill()
        alone = admit(entrance, 4), admit(stockroom, 5)
        assert entrance.scan("code 5")["verdict"] == "admit", "nobody could have told"
        for suffix in ("", "-wal", "-shm"):
            central.database.with_name(central.database.name + suffix).unlink(missing_ok=True)
        shutil.copy(tmp_path / "backup.db", central.database)
        central.run("new-epoch")
        hub.start()
        known(stockroom, alone[0], "hub back, central not")
        central.start()
        wait_until(lambda: len(arrivals(central)) == 6, "the restored central has all of it")
        for at in (entrance, stockroom):
            wait_until(lambda at=at: at.arrived(alone[1]) == 2, "the double arrival is known to both")
        held = [event["event_id"] for event in arrivals(central)]
        assert len(held) == len(set(held))
        assert set(admitted) < set(held)
        wait_until(lambda: summary(central.database) == summary(hub.database), "hub and central are equal")
        final, _counts = summary(central.database)
    finally:
        ended = [screen.finish() for screen in screens]
        entrance.finish()
        stockroom.finish()
        hub.kill()
    assert ended == [0, 0]
    assert summary(central.database)[0] == final, "nothing more has come"
    for folder in (entrance_folder, stockroom_folder, *(screen.folder for screen in screens)):
        status = folder.status()
        assert (status["unsent"], status["complete"]) == (0, True)
        assert status["state_hash"] == final, "each terminal holds what central holds"


def summary(database: Path) -> tuple[str, dict[str, int]]:
    with Database(database, create=False) as one, one.read() as connection:
        found = head(connection, STORE)
        return found.state_hash, found.counts


def test_a_terminal_runs_the_hub_begins_it_again_and_ends_it(tmp_path: Path, stores_central: CentralProcess) -> None:
    papers = hub_papers(stores_central, tmp_path / "hub.json")
    folder = TerminalFolder(tmp_path / "stockroom").enrol(stores_central, "Stockroom")
    port = free_port()
    with folder.config.open("a") as file:
        file.write(f'[hub]\nserve = true\nenrolment = "{papers}"\nhost = "{HUB}"\nport = {port}\n')
    stockroom = Entrance(folder, "--sync-first", "--follow")
    database = folder.folder / "hub.db"
    try:
        keys = open_key_store("development", folder.folder, production=False)
        wait_until(lambda: keys.get(KEY), "the terminal has drawn a key for the hub's file")
        key = database_key(keys, KEY)
        wait_until(lambda: visitors(database, key) == 1, "the terminal asks its own hub")
        (before,) = children(stockroom.process.pid)
        papers.unlink()
        os.kill(before, signal.SIGKILL)
        wait_until(lambda: [one for one in children(stockroom.process.pid) if one != before], "another hub runs")
        (after,) = children(stockroom.process.pid)
        assert stockroom.scan("code 1")["verdict"] == "admit"
        wait_until(lambda: len(arrivals(stores_central)) == 1, "and central hears of it")
        for secret in (keys.get(PAPERS), key.hex()):
            assert secret, "handed over by standard input alone"
            for word in ("cmdline", "environ"):
                assert secret.encode() not in Path(f"/proc/{after}/{word}").read_bytes()
    finally:
        stockroom.finish()
    wait_until(lambda: not Path(f"/proc/{after}").exists(), "the hub ends with the terminal")
    for path in (database, folder.folder / "hub.log"):
        assert stat.S_IMODE(path.stat().st_mode) == 0o600, path.name
    names = (b"Visitor R1", b"SQLite format 3")
    assert not [word for path in folder.folder.glob("hub.db*") for word in names if word in path.read_bytes()]
    assert "listening" in (folder.folder / "hub.log").read_text()
    again = Entrance(folder, "--sync-first")
    wait_until(lambda: children(again.process.pid), "and runs again, its papers deleted")
    again.finish()


def children(pid: int) -> list[int]:
    found: list[int] = []
    for task in Path(f"/proc/{pid}/task").iterdir():
        with contextlib.suppress(FileNotFoundError):  # a thread that has just ended
            found += map(int, (task / "children").read_text().split())
    return found
