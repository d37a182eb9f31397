"""One customer's data: given out whole, gone whole; by time as well, and again after a backup."""

import json
import shutil
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from central.cli import main
from central.database import Database
from central.errors import CentralError
from central.feed import row as feed_row
from central.issuing.links import reservation_of, tokens_of
from central.privacy.person import BY_TIME, erase, export, find_person
from central.privacy.register import REGISTER_VARIABLE, forget
from central.privacy.retention import due
from central.reprint import find
from central.tables import bookings, erasures, lookup_codes, pages, personal_keys
from central.verification import verify
from kiosk.domain.reservation import Slot
from tests.central.customers import ADA, BEN, booked
from tests.central.day import NOW, Copy, Terminal, answers

DAY = timedelta(days=1)


def test_everything_held_of_a_person_is_given_out(database: Database, terminal: Terminal) -> None:
    ada, _ = booked(database, ADA, BEN)
    sent = terminal.act(reservation=ada.reservation_id, verdict="admit", call_number="A001")
    assert answers(terminal.send(sent)) == ["accepted"]
    with database.write() as connection:
        tokens_of(connection, [ada.reservation_id])
    with database.read() as connection:
        person = find_person(connection, 1, "R-1")
        assert find_person(connection, 1, ada.short_code) == find_person(connection, 1, ada.reservation_id) == person
        held = json.loads(json.dumps(export(connection, person)))
    assert held["rows"]["1"]["customer"]["name"] == "Ada Ferrière"
    assert (held["reference"], held["short_code"], held["has_page"]) == ("R-1", ada.short_code, True)
    assert [one["event"] for one in held["events"]] == [sent]
    assert "Okafor" not in json.dumps(held)


def test_who_is_forgotten_is_gone_everywhere_and_what_happened_stays(database: Database, terminal: Terminal) -> None:
    ada, ben = booked(database, ADA, BEN)
    booked(database, ADA, replace(BEN, store=1))
    sent = terminal.act(reservation=ada.reservation_id, verdict="admit", call_number="A001")
    terminal.send(sent)
    with database.write() as connection:
        token = tokens_of(connection, [ada.reservation_id])[ada.reservation_id]
    copy = Copy()
    copy.take(terminal.page())
    with database.write() as connection:
        assert erase(connection, [find_person(connection, 1, "R-1")], "asked for", NOW) == 1
    with database.read() as connection:
        for table in (bookings, pages, lookup_codes, personal_keys):
            column = table.c.key if table is personal_keys else table.c.reservation_id
            assert connection.execute(select(table).where(column == ada.reservation_id)).all() == []
        assert reservation_of(connection, token) is None
        with pytest.raises(CentralError, match="No reservation"):
            find(connection, 1, "R-1")
        with pytest.raises(CentralError, match="was forgotten on 2026-11-22"):
            find_person(connection, 1, ada.reservation_id)
        assert find(connection, 1, "R-2").reservation_id == ben.reservation_id
        (noted,) = connection.execute(select(erasures)).all()
        assert (noted.reservation_id, noted.reason) == (ada.reservation_id, "asked for")
        assert verify(connection).sound
    copy.take(terminal.page(epoch=copy.epoch, cursor=copy.cursor))
    assert copy.rows["reservation", ada.reservation_id].body is None, "terminals are told"
    assert copy.rows["event", sent["event_id"]].body == sent


def test_both_stores_of_one_who_moved_forget(database: Database) -> None:
    (ada,) = booked(database, ADA)
    booked(database, replace(ADA, store=2))
    with database.write() as connection:
        erase(connection, [find_person(connection, 1, "R-1")], "asked for", NOW)
    with database.read() as connection:
        for store in (1, 2):
            row = feed_row(connection, store, "reservation", ada.reservation_id)
            assert row is not None
            assert row.body is None


def test_time_forgets_whose_slot_is_long_over_and_nobody_else(database: Database, tmp_path: Path) -> None:
    late = replace(ADA, slot=Slot(ADA.slot.start + DAY, ADA.slot.end + DAY))
    booked(database, ADA, late)
    keep = timedelta(days=30)
    with database.read() as connection:
        assert due(connection, 1, ADA.slot.end + keep - timedelta(seconds=1), keep) == []
        assert [one.reference for one in due(connection, 1, ADA.slot.end + keep, keep)] == ["R-1"]
        over = due(connection, 1, ADA.slot.end + keep, keep)
    assert forget(database, tmp_path / "register", over, BY_TIME, NOW) == 1
    with database.read() as connection:
        assert due(connection, 1, ADA.slot.end + keep, keep) == []
        assert [row.reason for row in connection.execute(select(erasures))] == ["retention"]


HEADER = "reference,name,store,sku,slot_start,slot_end\n"
LINES = "".join(
    f"R-{number},Canari-{number},1,AUB-41,2026-01-0{number}T10:00,2026-01-0{number}T11:30\n" for number in (1, 2)
)


@pytest.fixture
def run(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Any:
    """A central by its commands, with two customers of last January; says what was printed."""

    def command(*words: str) -> tuple[int, str]:
        code = main([words[0], "--database", str(tmp_path / "central.db"), *words[1:]])
        said = capsys.readouterr()
        return code, said.out + said.err

    (tmp_path / "day.csv").write_text(HEADER + LINES, encoding="utf-8")
    command("init", "--store", "1:Rivoli:Paris:Europe/Paris")
    assert command("import", str(tmp_path / "day.csv"))[0] == 0
    (tmp_path / "day.csv").unlink()
    return command


def test_by_the_commands(run: Any, tmp_path: Path) -> None:
    out = tmp_path / "held.json"
    assert run("person", "export", "R-1", "--out", str(out)) == (0, "")
    assert out.stat().st_mode & 0o777 == 0o600
    assert "Canari-1" in out.read_text(encoding="utf-8")
    assert run("person", "export", "R-1", "--out", str(out))[0] == 1, "nothing is overwritten"
    assert run("person", "erase", "R-1", "--out", "x")[0] == 1
    code, said = run("person", "erase", "R-1", "--reason", "letter of 3 March")
    assert (code, "is forgotten here" in said) == (0, True)
    assert run("person", "export", "R-1")[0] == 1
    assert "Canari" not in (tmp_path / "central.forgotten").read_text()
    assert "1 customers of launch 1 would be forgotten" in run("retain", "--dry-run")[1]
    assert "0 customers" in run("retain", "--days", "100000")[1]
    assert run("retain", "--days", "-1")[0] == 1
    assert "1 customers of launch 1 forgotten" in run("retain")[1]
    assert "sound" in run("verify")[1]


def test_the_register_lies_where_the_environment_says(
    run: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = tmp_path / "elsewhere"
    monkeypatch.setenv(REGISTER_VARIABLE, str(place))
    assert run("person", "erase", "R-1")[0] == 0
    assert len(place.read_text().splitlines()) == 1
    assert not (tmp_path / "central.forgotten").exists()
    monkeypatch.setenv(REGISTER_VARIABLE, str(tmp_path / "no folder" / "elsewhere"))
    code, said = run("person", "erase", "R-2")
    assert (code, "Nobody was erased" in said) == (1, True)
    assert run("person", "export", "R-2")[0] == 0


def test_a_restored_backup_forgets_again(run: Any, tmp_path: Path) -> None:
    database, kept = tmp_path / "central.db", tmp_path / "backup.db"
    shutil.copy(database, kept)
    assert run("person", "erase", "R-1")[0] == 0
    for path in tmp_path.glob("central.db*"):
        path.unlink()
    shutil.copy(kept, database)
    code, said = run("person", "export", "R-1")
    assert code == 1
    assert "1 customers were forgotten again" in said
    assert "was forgotten" not in run("person", "export", "R-2")[1]
    (tmp_path / "central.forgotten").write_text("no line of ours\n")
    assert "central.forgotten cannot be read" in run("person", "export", "R-2")[1]
