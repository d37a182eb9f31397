"""A hand scanner on a serial line, before the real app: code over the wire, page, ledger, central. Pulled out and back."""

import json
import signal
import subprocess
from pathlib import Path

import pytest
from sqlalchemy import select

from central.database import Database
from central.tables import events
from scanner.hand.setup_code import SETUP_TEXT
from tests.e2e.parts import KIOSK, TerminalFolder, arrivals, central_with, reservation, wait_until
from tests.scanner.plug import Plug


def said(terminal: TerminalFolder) -> list[dict[str, object]]:
    """The log's lines so far."""
    return [
        json.loads(line)
        for file in terminal.folder.rglob("*.log")
        for line in file.read_text(encoding="utf-8").splitlines()
    ]


def connected(terminal: TerminalFolder) -> int:
    return sum(line.get("message") == "hand scanner: connected" for line in said(terminal))


@pytest.mark.slow
def test_a_serial_scanner_checks_in_goes_and_comes_back(tmp_path: Path) -> None:
    plug = Plug(tmp_path)
    plug.put_in()
    central = central_with(tmp_path, [reservation("H1", "HAND-0001"), reservation("H2", "HAND-0002")])
    with central:
        terminal = TerminalFolder(tmp_path / "a").enrol(central, "Entrance A")
        subprocess.run(
            [*KIOSK, "check-in", "--config", str(terminal.config), "--sync-first"], input="", text=True, check=True
        )
        terminal.configure(f'kind = "none"\n[hand]\nserial = "{plug.name}"')
        app = subprocess.Popen([*KIOSK, "run", "--station", "entrance", "--config", str(terminal.config)])
        try:
            wait_until(lambda: connected(terminal) == 1, "the line is open")
            plug.send(SETUP_TEXT.encode() + b"\r]Q1HAND-0001\r\n")
            wait_until(lambda: len(arrivals(central)) == 1, "the first arrival at central")
            plug.pull_out()
            plug.put_in()
            wait_until(lambda: connected(terminal) == 2, "the line is open again")
            plug.send(b"HAND-0002")
            wait_until(lambda: len(arrivals(central)) == 2, "the arrival after the scanner came back")
        finally:
            app.send_signal(signal.SIGTERM)
            assert app.wait(30) == 0
            plug.pull_out()
        with Database(central.database, create=False) as database, database.read() as connection:
            kinds = [row.kind for row in connection.execute(select(events.c.kind))]
    assert kinds == ["arrived", "arrived"], "the test code left no event"
    shown = [line["verdict"] for line in said(terminal) if line.get("message") == "shown"]
    assert shown == ["admit", "admit"]
    assert not any("HAND-000" in json.dumps(line) for line in said(terminal))
