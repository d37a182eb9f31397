"""A terminal is withdrawn, as it happens: a real central, real terminals, killed for real while they wipe themselves."""

import json
import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from kiosk.cli.central_process import CentralProcess
from tests.e2e.parts import KIOSK, Entrance, TerminalFolder, arrivals, central_with, reservation, wait_until

NAMES = [f"Ottoline Farthingale-{number}" for number in range(12)]
CODES = [f"retailer code {number}" for number in range(12)]
GIVEN_UP = "This terminal was withdrawn. Give it to a supervisor"


def of_the_day(folder: Path) -> CentralProcess:
    rows = [reservation(f"R{n}", code, name=NAMES[n]) for n, code in enumerate(CODES)]
    central = central_with(folder, rows)
    (folder / "reservations.jsonl").unlink()
    return central


def revoke(central: CentralProcess, name: str = "Entrance A") -> None:
    said = central.run("terminal", "revoke", name, "--reason", "left in a taxi")
    assert "is withdrawn" in said


def refused(terminal: TerminalFolder, *command: str) -> str:
    done = subprocess.run(
        [*KIOSK, *command, "--config", str(terminal.config)], capture_output=True, text=True, check=False, input=""
    )
    assert done.returncode == 2, done.stdout
    return done.stderr


def note(terminal: TerminalFolder) -> dict[str, Any]:
    (file,) = terminal.folder.glob("launch-*.withdrawal.json")
    return json.loads(file.read_text())


def sealed(terminal: TerminalFolder) -> Path:
    (file,) = terminal.folder.glob("launch-*.sealed")
    return file


def nothing_is_left(terminal: TerminalFolder) -> None:
    """No database, no key, no token, and no name in any byte of any file."""
    assert not list(terminal.folder.glob("launch-*.db*"))
    keys = json.loads((terminal.folder / "development-keys.json").read_text())
    assert "database-key" not in keys
    assert json.loads(keys["enrolment"])["token"] == ""
    for file in (file for file in terminal.folder.rglob("*") if file.is_file()):
        content = file.read_bytes()
        assert not [name for name in NAMES if name.encode() in content or name.encode("utf-16-le") in content], file


def offline_arrival(central: CentralProcess, terminal: TerminalFolder) -> dict[str, Any]:
    """One admission that central knows of, then one that it does not; the terminal is killed with it unsent."""
    entrance = Entrance(terminal, "--sync-first")
    entrance.scan(CODES[0])
    wait_until(lambda: len(arrivals(central)) == 1, "the first is at central")
    central.stop()
    shown = entrance.scan(CODES[1])
    assert shown["admitted"]
    entrance.kill()
    return shown


@pytest.mark.slow
def test_a_revoked_terminal_wipes_itself_at_its_next_contact_and_central_has_everything(tmp_path: Path) -> None:
    central = of_the_day(tmp_path)
    with central:
        terminal = TerminalFolder(tmp_path / "a").enrol(central, "Entrance A")
        shown = offline_arrival(central, terminal)
    revoke(central)
    with central:
        running = Entrance(terminal)  # it waits for codes, and nobody comes
        assert running.process.wait(60) == 2
        running.finish()
    nothing_is_left(terminal)
    told = note(terminal)
    assert (told["why"], told["stage"], told["events"], told["unsent"]) == ("revoked", "done", 3, 2)
    assert GIVEN_UP in refused(terminal, "check-in")
    assert GIVEN_UP in refused(terminal, "status")

    assert len(arrivals(central)) == 1
    said = central.run("events", "import-sealed", str(sealed(terminal)))
    assert "3 events in the file: 2 accepted, 1 duplicate" in said
    assert [one["event_id"] for one in arrivals(central)][1:] == [shown["event_id"]]
    assert "3 duplicate" in central.run("events", "import-sealed", str(sealed(terminal)))
    central.run("verify")


@pytest.mark.slow
def test_the_screen_says_so_and_a_restart_says_it_again(tmp_path: Path) -> None:
    central = of_the_day(tmp_path)
    with central:
        terminal = TerminalFolder(tmp_path / "a").enrol(central, "Entrance A")
        offline_arrival(central, terminal)
    revoke(central)
    command = [*KIOSK, "run", "--station", "entrance", "--config", str(terminal.config)]
    log = terminal.folder / "kiosk.log"

    with central:
        for times in (1, 2):
            with subprocess.Popen(command, stderr=subprocess.DEVNULL) as process:
                wait_until(lambda wanted=times: shown_in(log) == wanted, "the page stands")
                process.send_signal(signal.SIGTERM)
                try:
                    assert process.wait(30) == 2
                finally:
                    process.kill()
    nothing_is_left(terminal)


def shown_in(log: Path) -> int:
    return log.read_text(encoding="utf-8").count("the screen says that this terminal is withdrawn")


@pytest.mark.slow
def test_a_changed_file_and_one_of_a_stranger_are_refused(tmp_path: Path) -> None:
    central = of_the_day(tmp_path)
    with central:
        terminal = TerminalFolder(tmp_path / "a").enrol(central, "Entrance A")
        offline_arrival(central, terminal)
    revoke(central)
    with central:
        wiped = Entrance(terminal)
        wiped.process.wait(60)
        wiped.finish()
    good = json.loads(sealed(terminal).read_text())
    changes = {
        "made_at": "2026-01-01T00:00:00.000Z",
        "sealed": good["sealed"][:-8] + "AAAAAAAA",
        "codes": ["A" * 43],
        "terminal_id": "0" * 16,
        "format": "launch-kiosk/sealed-events/2",
    }
    for field, value in changes.items():
        bad = tmp_path / f"{field}.sealed"
        bad.write_text(json.dumps({**good, field: value}))
        done = subprocess.run(central_command(central, str(bad)), capture_output=True, text=True, check=False)
        assert done.returncode == 1, field
        assert "cannot be taken in" in done.stderr, field
    (tmp_path / "cut.sealed").write_bytes(sealed(terminal).read_bytes()[:200])
    done = subprocess.run(
        central_command(central, str(tmp_path / "cut.sealed")), capture_output=True, text=True, check=False
    )
    assert "cut off" in done.stderr
    assert len(arrivals(central)) == 1


def central_command(central: CentralProcess, file: str) -> list[str]:
    place = ["--database", str(central.database)]
    return [sys.executable, "-m", "central.cli", "events", *place, "import-sealed", file]


STEPS = ("ordered", "sealing", "sealed", "key", "destroying", "destroyed")


@pytest.mark.slow
def test_killed_at_any_step_it_goes_on_at_the_next_start_and_loses_nothing(tmp_path: Path) -> None:
    central = of_the_day(tmp_path)
    with central:
        terminals = {step: TerminalFolder(tmp_path / step).enrol(central, f"Entrance {step}") for step in STEPS}
        running = {step: Entrance(terminal, "--sync-first") for step, terminal in terminals.items()}
        codes = iter(CODES)
        for entrance in running.values():
            assert entrance.scan(next(codes))["admitted"]
        wait_until(lambda: len(arrivals(central)) == len(STEPS), "each has told central")
        central.stop()
        shown = {step: entrance.scan(next(codes))["event_id"] for step, entrance in running.items()}
        for entrance in running.values():
            entrance.kill()
    for step in STEPS:
        revoke(central, f"Entrance {step}")
    with central:
        for step, terminal in terminals.items():
            assert killed(terminal, step) == -signal.SIGKILL, step
    for step, terminal in terminals.items():  # central is away: nothing more is needed of it
        assert GIVEN_UP in refused(terminal, "check-in"), step
        nothing_is_left(terminal)
        assert note(terminal)["stage"] == "done", step
        central.run("events", "import-sealed", str(sealed(terminal)))
    assert set(shown.values()) <= {one["event_id"] for one in arrivals(central)}
    assert len(arrivals(central)) == 2 * len(STEPS)


def killed(terminal: TerminalFolder, step: str, act: str = "check-in") -> int:
    command = [sys.executable, "-m", "tests.cli.killed_withdrawal", act, "--config", str(terminal.config)]
    environment = {**os.environ, "KILL_AT": step}
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=environment) as process:
        return process.wait(60)


def test_a_token_that_central_has_lost_wipes_nothing(tmp_path: Path) -> None:
    """Central was restored from before the enrolment: the same 401, but nobody has signed anything."""
    central = of_the_day(tmp_path)
    backup = central.database.read_bytes()
    with central:
        terminal = TerminalFolder(tmp_path / "a").enrol(central, "Entrance A")
        offline_arrival(central, terminal)
    for side in ("-wal", "-shm"):
        central.database.with_name(central.database.name + side).unlink(missing_ok=True)
    central.database.write_bytes(backup)
    with central:
        entrance = Entrance(terminal)
        wait_until(
            lambda: "unauthorized" in (terminal.folder / "kiosk.log").read_text(encoding="utf-8"),
            "the terminal was turned away",
        )
        assert entrance.scan(CODES[2])["admitted"]
        entrance.finish()
    assert terminal.status()["unsent"] == 2
    assert not list(terminal.folder.glob("*.withdrawal.json"))
