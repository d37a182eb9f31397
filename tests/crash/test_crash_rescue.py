"""A file moved aside gives back the acts that central never received, as far as its pages can be read."""

import random
import subprocess
from pathlib import Path

import msgspec
import pytest

from kiosk.errors import Fault
from kiosk.store.database import open_database
from kiosk.store.rescue import salvage, take_over
from kiosk.store.store import Store
from tests.crash.proof import at_central, found
from tests.crash.twins import NAME, twins
from tests.e2e.parts import KIOSK, Entrance, TerminalFolder, central_with, reservation, wait_until
from tests.store.day import DB_KEY, token
from tests.store.ledgers import append, draft

PAGE = 4096


@pytest.fixture
def killed(tmp_path: Path) -> Path:
    """A file of 32 own acts with a WAL, as a kill left it."""
    return next(twin for twin in twins(tmp_path) if twin.name == "killed").folder / NAME


def test_a_sound_file_gives_everything_and_stays_as_it_is(killed: Path) -> None:
    before = {file.name: file.read_bytes() for file in killed.parent.iterdir()}
    salvaged = salvage(killed, DB_KEY)
    assert (len(salvaged.events), salvaged.unreadable, salvaged.missing("t-a")) == (32, 0, 0)
    assert {file.name: file.read_bytes() for file in killed.parent.iterdir()} == before


def test_around_a_damaged_page_the_rest_is_read_and_the_loss_counted(killed: Path) -> None:
    """Every page of the database but the first, one after the other."""
    whole = {event.event_id for event in salvage(killed, DB_KEY).events}
    open_database(killed, DB_KEY).close()  # its WAL goes in
    sound, partly, closed = killed.read_bytes(), 0, 0
    for page in range(1, len(sound) // PAGE):
        content = bytearray(sound)
        content[page * PAGE + random.Random(page).randrange(PAGE)] ^= 1
        killed.write_bytes(content)
        try:
            salvaged = salvage(killed, DB_KEY)
        except Fault:  # the list of tables stands on this page
            closed += 1
            continue
        read = {event.event_id for event in salvaged.events}
        assert read <= whole
        if read and (lost := len(whole - read)):
            partly += 1
            assert salvaged.missing("t-a") in range(lost + 1)
            assert max(event.seq for event in salvaged.events) - salvaged.missing("t-a") == len(read)
    assert partly > 1, "no page held a part of the ledger"
    assert closed < 6


def test_taken_over_once_and_in_an_unbroken_chain(killed: Path, tmp_path: Path) -> None:
    path = tmp_path / "present.db"
    store = Store.open(path, DB_KEY, token)
    append(store, draft(1))
    salvaged = salvage(killed, DB_KEY)
    assert store.worker.submit(take_over, store, salvaged.events, "t-a").result() == 32
    assert store.worker.submit(take_over, store, salvaged.events, "t-a").result() == 0
    assert store.worker.submit(take_over, store, salvaged.events, "t-b").result() == 0
    store.close()
    db = open_database(path, DB_KEY)
    held = found(db)
    db.close()
    assert {event.event_id for event in salvaged.events} < set(held.own)
    assert len(held.unsent) == 33


def test_another_key_and_no_file_are_said(killed: Path) -> None:
    with pytest.raises(Fault, match="key is not the one"):
        salvage(killed, b"\x99" * 32)
    with pytest.raises(Fault, match="Check the path"):
        salvage(killed.with_name("none.db"), DB_KEY)


@pytest.mark.slow
def test_unsent_admissions_of_a_damaged_file_reach_central(tmp_path: Path) -> None:
    """Scanned while central was away, then the disk went wrong: the command brings them there, each once."""
    texts = [f"retailer code {number:02}" for number in range(40)]
    central = central_with(tmp_path, [reservation(f"R{n:02}", text) for n, text in enumerate(texts)])
    with central:
        terminal = TerminalFolder(tmp_path / "a").enrol(central, "Entrance A")
        entrance = Entrance(terminal, "--sync-first")
        sent = [entrance.scan(text)["event_id"] for text in texts[:5]]
        wait_until(lambda: len(at_central(central.database)) == 5, "five at central")
        central.stop()
        unsent = [entrance.scan(text)["event_id"] for text in texts[5:30]]
        entrance.finish()
        (path,) = terminal.folder.glob("launch-*.db")
        content = bytearray(path.read_bytes())
        content[-PAGE // 2] ^= 1  # the last page
        path.write_bytes(content)
        central.start()
        entrance = Entrance(terminal, "--sync-first")
        entrance.scan(texts[30])
        entrance.finish()
        (aside,) = terminal.folder.glob("*.damaged-*.db")
        command = [*KIOSK, "recover", "--config", str(terminal.config), str(aside)]
        done = subprocess.run(command, capture_output=True, check=False)
        told = msgspec.json.decode(done.stdout)
        there = [row["event_id"] for row in at_central(central.database)]
    assert done.returncode == (1 if told["lost"] else 0), "a script hears that some are lost, wherever they stood"
    assert told["unsent"] == 0
    assert told["taken_over"] >= len(unsent) - told["lost"] > 0
    assert len(there) == len(set(there))
    assert set(sent) <= set(there)
    assert len(set(unsent) & set(there)) == told["taken_over"]
