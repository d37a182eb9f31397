"""`kiosk-central` as a person uses it: real processes where signals and addresses matter, `main` elsewhere."""

import json
import signal
import socket
import stat
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest
import requests
from openapi_spec_validator import validate

from central.cli import main
from central.database import Database
from central.openapi import document
from central.schema import REVISIONS
from central.terminals import next_letter
from sync.wire import Enrolment
from tests.central.day import Terminal

STORES = ("--store", "1:Rivoli:Paris:Europe/Paris", "--store", "2:Saint-Laurent:Montréal:America/Toronto:480, rue X")


@pytest.fixture
def database(tmp_path: Path) -> Path:
    file = tmp_path / "central.db"
    assert main(["init", "--database", str(file), "--name", "First Light", *STORES]) == 0
    return file


@pytest.fixture
def serving(database: Path) -> Iterator[tuple[subprocess.Popen[str], str]]:
    process = subprocess.Popen(
        [sys.executable, "-W", "error", "-m", "central.cli", "serve", "--database", str(database), "--port", "0"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None
    try:
        ready = json.loads(process.stdout.readline())
        assert ready["listening"] == f"http://127.0.0.1:{ready['port']}"
        yield process, ready["listening"]
    finally:
        process.kill()
        process.communicate()


def enrolled(database: Path, url: str, name: str = "Entrance A", store: int = 1) -> Enrolment:
    out = database.parent / f"{name}.json"
    arguments = ["--store", str(store), "--name", name, "--server", url, "--out", str(out)]
    assert main(["enrol", "--database", str(database), *arguments]) == 0
    return msgspec.json.decode(out.read_bytes(), type=Enrolment)


def test_serve_enrol_beside_it_and_stop_with_polls_waiting(
    database: Path, serving: tuple[subprocess.Popen[str], str]
) -> None:
    process, url = serving
    with Terminal(url, enrolled(database, url)) as terminal:
        at = terminal.page()
        polling = subprocess.Popen(
            [sys.executable, "-c", _POLL, url, terminal.papers.token, at.epoch, str(at.cursor)],
            stdout=subprocess.PIPE,
            text=True,
        )
        assert polling.stdout is not None
        assert polling.stdout.readline() == "asking\n"
        terminal.send(terminal.act())
        assert polling.stdout.readline() == "1\n"
        process.send_signal(signal.SIGTERM)
        assert process.wait(20) == 0
        polling.kill()
        polling.communicate()


_POLL = """
import json, sys, urllib.request
url, token, epoch, cursor = sys.argv[1:]
for _ in range(2):
    query = f"{url}/v1/stores/1/feed?epoch={epoch}&cursor={cursor}&wait=25"
    print("asking", flush=True) if _ == 0 else None
    with urllib.request.urlopen(urllib.request.Request(query, headers={"Authorization": f"Bearer {token}"})) as answer:
        page = json.load(answer)
    cursor = page["cursor"]
    print(len(page["rows"]), flush=True)
"""


def test_a_port_that_is_taken(database: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        assert main(["serve", "--database", str(database), "--port", str(port)]) == 1
    said = capsys.readouterr().err
    assert f"Cannot listen on 127.0.0.1 port {port}" in said
    assert "--port" in said
    assert main(["serve", "--database", str(database), "--port", "70000"]) == 1
    assert main(["serve", "--database", str(database), "--host", "999.0.0.1", "--port", "0"]) == 1


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["serve", "--database", "missing.db"], "No database at missing.db"),
        (["status", "--database", "missing.db"], "kiosk-central init"),
        (["init", "--database", "no/folder/x.db", *STORES], "folder"),
        (["init", "--store", "1:A:B:Mars/Base"], "is no time zone"),
        (["init", "--launch", "70000", "--store", "1:A:B:Europe/Paris"], "does not fit a code"),
        (["init", "--store", "70000:A:B:Europe/Paris"], "does not fit a code"),
        (["demo-day", "--reservations", "3"], "too few"),
    ],
)
def test_what_cannot_be_done(
    arguments: list[str],
    words: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(arguments) == 1
    assert words in capsys.readouterr().err


def test_a_file_that_is_no_database(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "notes.db"
    file.write_bytes(b"these are my notes, no database at all" * 100)
    assert main(["status", "--database", str(file)]) == 1
    assert "is not a readable database" in capsys.readouterr().err
    assert file.read_bytes().startswith(b"these are my notes")


def test_a_locked_database(database: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr("central.database.BUSY_TIMEOUT_S", 0.05)
    impatient = Database.__init__.__kwdefaults__
    monkeypatch.setitem(impatient, "busy_timeout_s", 0.05)
    with Database(database) as other, other.write():
        assert main(["status", "--database", str(database)]) == 0  # a reader waits for nobody
        assert main(["new-epoch", "--database", str(database)]) == 1
    assert "is locked by another process" in capsys.readouterr().err


def test_enrol(database: Path, capsys: pytest.CaptureFixture[str]) -> None:
    papers = enrolled(database, "http://x")
    assert (papers.letter, papers.servers, papers.store, papers.launch) == ("A", ["http://x"], 1, 1)
    assert stat.S_IMODE((database.parent / "Entrance A.json").stat().st_mode) == 0o600
    assert enrolled(database, "http://x", "Entrance B").letter == "B"
    assert enrolled(database, "http://x", "Elsewhere", store=2).letter == "A"
    command = ["enrol", "--database", str(database), "--store", "1", "--name"]
    out = ["--out", str(database.parent / "new.json")]
    assert main([*command, "Entrance A", *out]) == 1
    assert "already has a terminal called 'Entrance A'" in capsys.readouterr().err
    assert main([*command, "C", "--out", str(database.parent / "Entrance A.json")]) == 1
    assert "is already there" in capsys.readouterr().err
    assert main(["enrol", "--database", str(database), "--store", "7", "--name", "C", *out]) == 1
    assert "There is no store 7. Known are: 1 (Rivoli), 2 (Saint-Laurent)." in capsys.readouterr().err
    assert not (database.parent / "new.json").exists()


def test_letters() -> None:
    taken: list[str] = []
    for _ in range(28):
        taken.append(next_letter(taken))
    assert (taken[0], taken[25], taken[26], taken[27]) == ("A", "Z", "AA", "AB")


def test_import_status_and_codes(database: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "day.csv"
    head = "reference,name,store,sku,slot_start,slot_end\n"
    good = "R-1,Ada,1,S,2026-11-22T10:00,2026-11-22T11:00\n"
    file.write_text(head + good + good.replace("R-1", "R-2").replace(",1,", ",9,"))
    at = ["--database", str(database)]
    assert main(["import", *at, str(file)]) == 1
    said = capsys.readouterr().err
    assert "line 3: store: '9'" in said
    assert "1 of 2 lines are bad: nothing was imported." in said
    assert main(["import", *at, str(file), "--skip-bad"]) == 0
    assert "1 new, 0 changed, 0 as they were, 1 skipped" in capsys.readouterr().out
    assert main(["status", *at]) == 0
    assert "1 reservation" in capsys.readouterr().out
    assert main(["status", *at, "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["stores"][0]["head"]["counts"]["reservation"] == 1
    assert main(["codes", *at, "R-1"]) == 0
    text = capsys.readouterr().out
    assert text.startswith("K1:")
    assert len(text) == 130
    assert main(["codes", *at, "R-1", "--out", str(tmp_path / "codes")]) == 0
    assert [picture.suffix for picture in (tmp_path / "codes").iterdir()] == [".png"]
    assert main(["codes", *at, "R-2"]) == 1
    assert "No reservation 'R-2'" in capsys.readouterr().err


def test_demo_day_writes_the_codes_and_their_pictures(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    at, codes = ["--database", str(tmp_path / "demo.db")], tmp_path / "codes.json"
    made = [*at, "--reservations", "50", "--now", "2026-11-22T10:00:00Z", "--codes-out", str(codes)]
    assert main(["demo-day", *made]) == 0
    found = json.loads(codes.read_text(encoding="utf-8"))
    assert found[0].keys() == {"text", "label", "expected", "language"}
    assert main(["codes", *at, "--showcase", str(codes), "--out", str(tmp_path / "out"), "--format", "svg"]) == 0
    assert len(list((tmp_path / "out").iterdir())) == len(found)
    assert main(["demo-day", *made]) == 1
    assert "already holds launch 1" in capsys.readouterr().err


def test_a_new_epoch_and_init_again(database: Path) -> None:
    with Database(database) as before:
        epoch = before.epoch
    assert main(["new-epoch", "--database", str(database)]) == 0
    assert main(["init", "--database", str(database), "--store", "1:Rivoli bis:Paris:Europe/Paris"]) == 0
    with Database(database) as after:
        assert after.epoch != epoch


def test_migrate_says_where_the_tables_stand(database: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["migrate", "--database", str(database)]) == 0
    assert f"revision {REVISIONS[-1]}" in capsys.readouterr().out


def test_the_committed_document_is_the_served_one(
    project_root: Path, serving: tuple[subprocess.Popen[str], str]
) -> None:
    committed = json.loads((project_root / "docs" / "openapi.json").read_text(encoding="utf-8"))
    assert committed == document(), "write it anew: kiosk-central openapi --out docs/openapi.json"
    assert committed == requests.get(f"{serving[1]}/openapi.json", timeout=20).json()
    validate(committed)
