"""`kiosk run` as each station, as a process against a real central: it opens, follows, and ends when it is told to."""

import json
import signal
import subprocess
from collections.abc import Iterator
from datetime import UTC, datetime
from importlib.util import find_spec
from pathlib import Path

import pytest
from sqlalchemy import select

from central.database import Database
from central.enrolment.listing import listed
from central.tables import terminals
from kiosk.cli.central_process import CentralProcess
from kiosk.cli.station import FILE
from kiosk.domain.station import Station
from tests.e2e.parts import KIOSK, PATIENCE_S, TerminalFolder, central_with, reservation, wait_until
from ui import lint
from ui.station_table import STATIONS

PAGES = (lint.MODULE / "qmldir").read_text(encoding="utf-8")
BUILT = [station for station, made in STATIONS.items() if find_spec(made.module) and f"{made.page} 1.0" in PAGES]


@pytest.fixture(scope="module")
def central(tmp_path_factory: pytest.TempPathFactory) -> Iterator[CentralProcess]:
    with central_with(tmp_path_factory.mktemp("central"), [reservation("R1", "code-1")]) as central:
        yield central


def run_until_followed(central: CentralProcess, terminal: TerminalFolder, name: str, *options: str) -> str:
    """Run until central has heard of this terminal, then end it; returns what it said on the console."""

    began = datetime.now(UTC)

    def seen() -> bool:
        with Database(central.database, create=False) as database, database.read() as connection:
            at = connection.execute(select(terminals.c.last_contact_at).where(terminals.c.name == name)).scalar()
        return at is not None and datetime.fromisoformat(at) > began

    app = subprocess.Popen(
        [*KIOSK, "run", "--config", str(terminal.config), *options], stderr=subprocess.PIPE, text=True
    )
    try:
        wait_until(lambda: app.poll() is not None or seen(), f"{name} in contact with central")
        app.send_signal(signal.SIGTERM)
        _, said = app.communicate(timeout=PATIENCE_S)
    finally:
        if app.poll() is None:
            app.kill()
            app.communicate()
    assert app.returncode == 0, said
    return said


@pytest.mark.slow
@pytest.mark.parametrize("station", BUILT, ids=str)
def test_a_station_opens_follows_and_ends(central: CentralProcess, tmp_path: Path, station: Station) -> None:
    terminal = TerminalFolder(tmp_path / "t").enrol(central, f"{station} 1")
    said = run_until_followed(central, terminal, f"{station} 1", "--station", str(station), "--counter", "3")
    assert said == ""
    with Database(central.database, create=False) as database, database.read() as connection:
        (mine,) = (one for one in listed(connection) if one.name == f"{station} 1")
    assert mine.report is not None
    assert (mine.report.camera, mine.report.free_mb > 0) == ("none", True)
    assert not (terminal.folder / FILE).exists(), "what the command line said is not remembered"


@pytest.mark.slow
def test_two_stations_on_one_terminal_and_the_first_screen(central: CentralProcess, tmp_path: Path) -> None:
    terminal = TerminalFolder(tmp_path / "t").enrol(central, "spare")
    (terminal.folder / FILE).write_text(json.dumps({"station": "entrance"}), encoding="utf-8")
    assert run_until_followed(central, terminal, "spare", "--second", str(BUILT[-1])) == ""
    (terminal.folder / FILE).unlink()
    assert run_until_followed(central, terminal, "spare") == ""


def test_a_station_that_does_not_exist_is_refused(tmp_path: Path) -> None:
    done = subprocess.run([*KIOSK, "run", "--station", "kitchen"], capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert "stockroom" in done.stderr
