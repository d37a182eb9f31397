"""`kiosk purge` after the close of the day, with a real terminal and a real central; also cut off in the middle."""

import json
import signal
from pathlib import Path

import pytest
from sqlalchemy import select

from central.database import Database
from central.tables import events
from kiosk.cli.central_process import CentralProcess
from tests.cli.test_withdrawal_command import (
    CODES,
    GIVEN_UP,
    killed,
    note,
    nothing_is_left,
    of_the_day,
    offline_arrival,
    refused,
    sealed,
)
from tests.e2e.parts import Entrance, TerminalFolder, arrivals, wait_until


def kinds(central: CentralProcess) -> list[str]:
    with Database(central.database, create=False) as database, database.read() as connection:
        return list(connection.execute(select(events.c.kind).order_by(events.c.terminal_id, events.c.seq)).scalars())


@pytest.mark.slow
def test_it_refuses_until_central_holds_everything_and_then_nothing_is_left(tmp_path: Path) -> None:
    central = of_the_day(tmp_path)
    with central:
        terminal = TerminalFolder(tmp_path / "a").enrol(central, "Entrance A")
        offline_arrival(central, terminal)
    before = terminal.status()
    assert (before["safe_to_wipe"], before["not_at_central"]) == (False, 1)
    said = refused(terminal, "purge")
    assert "central was not reached" in said
    assert "1 events have no receipt" in said
    assert terminal.status()["not_at_central"] == 1
    with central:
        assert "is the proof" in terminal.command("purge")
        nothing_is_left(terminal)
        told = note(terminal)
        assert (told["why"], told["stage"], told["events"], told["sealed_sha256"]) == ("purged", "done", 0, "")
        assert kinds(central) == ["arrived", "arrived", "purged"]
        assert GIVEN_UP in refused(terminal, "check-in")
        # The machine serves another day: as another terminal, with the proof of this one beside it.
        (terminal.folder / "enrolment.json").unlink()
        terminal.enrol(central, "Entrance B")
        entrance = Entrance(terminal, "--sync-first")
        assert entrance.scan(CODES[2])["admitted"]
        wait_until(lambda: len(arrivals(central)) == 3, "it tells central")
        entrance.finish()
    assert terminal.status()["safe_to_wipe"] is True
    assert note(terminal) == told


def test_with_seal_it_needs_no_central_and_what_central_lacks_is_in_the_file(tmp_path: Path) -> None:
    central = of_the_day(tmp_path)
    with central:
        terminal = TerminalFolder(tmp_path / "a").enrol(central, "Entrance A")
        shown = offline_arrival(central, terminal)
    assert "carry it to central" in terminal.command("purge", "--seal")
    nothing_is_left(terminal)
    central.run("events", "import-sealed", str(sealed(terminal)))
    assert [one["event_id"] for one in arrivals(central)][1:] == [shown["event_id"]]
    assert kinds(central) == ["arrived", "arrived", "purged"]


def test_killed_between_key_and_file_it_is_finished_at_the_next_start(tmp_path: Path) -> None:
    central = of_the_day(tmp_path)
    with central:
        terminal = TerminalFolder(tmp_path / "a").enrol(central, "Entrance A")
        offline_arrival(central, terminal)
    with central:
        assert killed(terminal, "key", "purge") == -signal.SIGKILL
        assert list(terminal.folder.glob("launch-*.db"))
    assert GIVEN_UP in refused(terminal, "status")
    nothing_is_left(terminal)
    assert note(terminal)["stage"] == "done"


def test_a_terminal_enrolled_again_as_itself_serves_and_its_proof_stays(tmp_path: Path) -> None:
    central = of_the_day(tmp_path)
    with central:
        terminal = TerminalFolder(tmp_path / "a").enrol(central, "Entrance A")
        papers = (terminal.folder / "enrolment.json").read_bytes()
        offline_arrival(central, terminal)
    with central:
        terminal.command("purge")
        (terminal.folder / "again.json").write_bytes(papers)
        terminal.command("enrol", str(terminal.folder / "again.json"))
        entrance = Entrance(terminal, "--sync-first")
        assert entrance.scan(CODES[2])["admitted"]
        entrance.finish()
    (proof,) = terminal.folder.glob("launch-*.withdrawal-*.json")
    assert json.loads(proof.read_text())["why"] == "purged"


@pytest.mark.slow
def test_a_file_moved_aside_holds_it_up_and_with_seal_it_is_read_first(tmp_path: Path) -> None:
    """It knows an admission that nobody else does: the terminal began anew after it."""
    central = of_the_day(tmp_path)
    with central:
        terminal = TerminalFolder(tmp_path / "a").enrol(central, "Entrance A")
        shown = offline_arrival(central, terminal)
    (database,) = terminal.folder.glob("launch-*.db")
    for side in ("-wal", "-shm", ""):
        if (file := database.with_name(database.name + side)).exists():
            file.rename(file.with_name(f"{database.stem}.damaged-20261122T090500Z.db{side}"))
    with central:
        assert "1 files were moved aside" in refused(terminal, "purge")
        status = terminal.status()
        assert (status["moved_aside"], status["safe_to_wipe"]) == (1, False)
    terminal.command("purge", "--seal")
    nothing_is_left(terminal)
    central.run("events", "import-sealed", str(sealed(terminal)))
    assert shown["event_id"] in {one["event_id"] for one in arrivals(central)}
