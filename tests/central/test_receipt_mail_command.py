"""Receipts by mail as whoever runs central sees them: the options of `serve`, real processes, and `receipts`."""

import json
import os
import subprocess
import sys
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path

import msgspec
import pytest

from central.cli import main
from central.mailing.options import PASSWORD_VARIABLE
from central.opening import KEYS_VARIABLE
from central.place import URL_VARIABLE
from kiosk.domain.event import EventKind
from kiosk.domain.receipt import short_reference
from sync.wire import Enrolment
from tests.central.cluster import Cluster
from tests.central.day import Terminal, answers, wait_until
from tests.central.mail_day import EMAIL, HEADER, line
from tests.central.post_office import PostOffice

STORE = ("--store", "1:Rivoli:Paris:Europe/Paris")


@pytest.fixture
def database(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.delenv(PASSWORD_VARIABLE, raising=False)
    file = tmp_path / "central.db"
    assert main(["init", "--database", str(file), *STORE]) == 0
    return file


def imported(folder: Path, *place: str, count: int = 1) -> list[str]:
    """Reservation ids, in order."""
    file = folder / "day.csv"
    lines = [line(number, email=f"c{number}@mail.example") for number in range(1, count + 1)]
    file.write_text("\n".join([HEADER, *lines]) + "\n", encoding="utf-8")
    assert main(["import", str(file), *place]) == 0
    return [f"R-{number}" for number in range(1, count + 1)]


@contextmanager
def serving(*options: str, **environment: str) -> Generator[str]:
    command = [sys.executable, "-W", "error", "-m", "central.cli", "serve", "--port", "0", *options]
    process = subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env={**os.environ, **environment}
    )
    assert process.stdout is not None
    try:
        ready = process.stdout.readline()
        assert ready, process.communicate()[1]
        yield json.loads(ready)["listening"]
        process.terminate()
        _, said = process.communicate(timeout=30)
        assert process.returncode == 0, said
        assert "mail.example" not in said
    finally:
        process.kill()
        process.communicate()


def enrolled(folder: Path, name: str, url: str, *place: str) -> Terminal:
    out = folder / f"{name}.json"
    assert main(["enrol", *place, "--store", "1", "--name", name, "--server", url, "--out", str(out)]) == 0
    return Terminal(url, msgspec.json.decode(out.read_bytes(), type=Enrolment))


def hand_overs(till: Terminal) -> list[dict[str, object]]:
    """Of everybody in the feed who may be mailed."""
    rows = [row for row in till.page().rows if row.kind == "reservation" and row.body and row.body["receipt_by_email"]]
    return [
        till.act(EventKind.HANDED_OVER, row.key, call_number=f"A{at:03d}", serial=f"SN{at}", receipt="email")
        for at, row in enumerate(rows, 1)
    ]


def test_served_mailed_and_listed(database: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    place = ("--database", str(database))
    imported(tmp_path, *place, count=2)
    secret = tmp_path / "password"
    secret.write_text("hush\n")
    with PostOffice(refuses={"c2@mail.example": "550 5.1.1 c2@mail.example unknown"}) as post:
        smtp = ("--smtp", f"127.0.0.1:{post.port}", "--smtp-from", "Lunaire <receipts@lunaire.example>")
        with serving(*place, *smtp) as url, enrolled(tmp_path, "Till", url, *place) as till:
            handed = hand_overs(till)
            assert answers(till.send(*handed)) == ["accepted", "accepted"]
            capsys.readouterr()

            def settled() -> bool:
                main(["receipts", "list", "--all", *place])
                return "0 waiting, 1 refused" in capsys.readouterr().err

            wait_until(settled)
            assert sum(1 for row in till.page().rows if row.body and row.body.get("receipt_by_email")) == 1
    assert len(post.taken) == 1
    assert main(["status", *place]) == 0
    assert "Receipts by e-mail: 1 refused, 1 sent\n" in capsys.readouterr().out
    assert main(["receipts", *place]) == 1, "a refused one is for a person"
    listed = capsys.readouterr().out
    (row,) = listed.splitlines()
    assert row.endswith("c…@mail.example  refused, 1 attempts: the address was refused (550 5.1.1)")
    assert "c2@" not in listed
    reference = row.split()[0]
    assert reference in {short_reference(str(one["event_id"])) for one in handed}
    assert main(["receipts", "retry", "0000-0000", *place]) == 0
    assert capsys.readouterr().out == "0 receipts wait again.\n"
    assert main(["receipts", "retry", reference.lower(), *place]) == 0
    assert capsys.readouterr().out == "1 receipts wait again.\n"
    assert main(["receipts", *place]) == 0
    assert "waiting, 0 attempts" in capsys.readouterr().out
    assert main(["receipts", "forget", *place]) == 0
    assert capsys.readouterr().out == "1 addresses removed.\n"
    assert main(["receipts", *place]) == 0
    assert "  -  waiting" in capsys.readouterr().out


def test_served_without_a_mail_server_nobody_is_promised_anything(database: Path, tmp_path: Path) -> None:
    place = ("--database", str(database))
    imported(tmp_path, *place)
    with PostOffice() as post:
        smtp = ("--smtp", f"127.0.0.1:{post.port}", "--smtp-from", "receipts@lunaire.example")
        with serving(*place, *smtp) as url, enrolled(tmp_path, "Till", url, *place) as till:
            assert len(hand_overs(till)) == 1
    with serving(*place) as url, Terminal(url, till.papers) as till:
        assert hand_overs(till) == []


def test_two_centrals_of_one_postgresql(cluster: Cluster, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Real processes, each with a sender of its own."""
    cluster.execute("CREATE DATABASE mailed")
    environment = {URL_VARIABLE: cluster.url("mailed"), KEYS_VARIABLE: str(tmp_path / "central.keys")}
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    assert main(["init", *STORE]) == 0
    count = 30
    imported(tmp_path, count=count)
    with PostOffice() as post:
        smtp = ("--smtp", f"127.0.0.1:{post.port}", "--smtp-from", "receipts@lunaire.example")
        with (
            serving(*smtp, **environment) as first,
            serving(*smtp, **environment) as second,
            enrolled(tmp_path, "Till", first) as till,
        ):
            handed = hand_overs(till)
            assert len(handed) == count
            for at in range(0, count, 2):  # a commit at each of them in turn, so that both are woken
                till.url = (first, second)[at // 2 % 2]
                till.send(*handed[at : at + 2])
                till.send(*handed[at : at + 2])
            wait_until(lambda: len(post.taken) >= count)
    assert sorted(post.recipients) == sorted(f"c{number}@mail.example" for number in range(1, count + 1))
    cluster.execute("DROP DATABASE mailed WITH (FORCE)")


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (("--smtp-from", "a@b.example"), "--smtp-from is for a mail server"),
        (("--smtp", "mail.example"), "Of whom the receipts come"),
        (("--smtp", "mail.example:70000", "--smtp-from", "a@b.example"), "no host or host:port"),
        (("--smtp", "user:hush@mail.example", "--smtp-from", "a@b.example"), "no host or host:port"),
        (("--smtp", "mail.example", "--smtp-from", "nobody"), "is no sender"),
        (("--smtp", "mail.example", "--smtp-from", "A\nBcc: x <a@b.example>"), "is no sender"),
        (("--smtp", "mail.example", "--smtp-tls", "none", "--smtp-from", "a@b.example"), "in the clear"),
        (("--smtp", "mail.example", "--smtp-from", "a@b.example", "--smtp-user", "u"), "needs a password"),
        (
            ("--smtp", "mail.example", "--smtp-from", "a@b.example", "--smtp-user", "u", "--smtp-password-file", "no"),
            "cannot be read",
        ),
        (("--smtp", "mail.example", "--smtp-from", "a@b.example", "--smtp-ca", "no.pem"), "holds no certificates"),
    ],
)
def test_options_that_do_not_fit(
    database: Path, options: tuple[str, ...], words: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["serve", "--database", str(database), "--port", "0", *options]) == 1
    said = capsys.readouterr().err
    assert words in said
    assert "hush" not in said


@pytest.mark.parametrize(
    "address",
    [
        "camille",
        "camille@",
        "@mail.example",
        "camille@localhost",
        "a@b.example,c@d.example",
        "Camille <a@b.example>",
        "a b@c.example",
        "a@b.example\u200b",
        "élodie@mail.example",
        "a@-b.example",
        f"{'a' * 65}@mail.example",
        f"a@{'b' * 64}.example",
    ],
)
def test_an_address_that_is_none_is_a_bad_line(
    database: Path, tmp_path: Path, address: str, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "bad.csv"
    quoted = '"' + address.replace('"', '""') + '"'
    file.write_text(f"{HEADER}\n{line(email=quoted)}\n", encoding="utf-8")
    assert main(["import", str(file), "--database", str(database)]) == 1
    said = capsys.readouterr().err
    assert "line 2: email: is no single address such as name@example.com; correct it, or leave it empty" in said
    assert address not in said.replace("name@example.com", "")


@pytest.mark.parametrize(
    "address", [EMAIL, "a.b+c@sub.mail.example", "O'Brien_1@MAIL.example", f"{'a' * 64}@m.example"]
)
def test_an_address_is_taken_as_it_is_written(database: Path, tmp_path: Path, address: str) -> None:
    file = tmp_path / "good.csv"
    file.write_text(f"{HEADER}\n{line(email=address)}\n", encoding="utf-8")
    assert main(["import", str(file), "--database", str(database)]) == 0
