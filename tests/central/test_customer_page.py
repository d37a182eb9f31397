"""`GET /c/{token}` and the command that prints the addresses, against a real server on loopback."""

import csv
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from io import StringIO
from pathlib import Path

import pytest
import requests

from central.cli import main
from central.codes import CODE_LASTS
from central.database import Database
from central.issuing.links import forget, tokens_of
from central.serve import ServedInThread
from kiosk.domain.reservation import BookingStatus
from tests.central.customers import ADA, BEN, booked
from tests.central.day import NOW


@pytest.fixture
def database(sqlite_database: Database) -> Database:
    """What is tested here is above the engine: one is enough."""
    return sqlite_database


@pytest.fixture
def served(database: Database) -> Iterator[str]:
    with ServedInThread(database, clock=lambda: NOW) as url:
        yield url


def token_of(database: Database, reservation_id: str) -> str:
    with database.write() as connection:
        return tokens_of(connection, [reservation_id])[reservation_id]


def get(url: str, token: str) -> requests.Response:
    return requests.get(f"{url}/c/{token}", timeout=30)


def test_a_customer_opens_the_page(database: Database, served: str) -> None:
    ada, ben = booked(database, ADA, BEN)
    answer = get(served, token_of(database, ada.reservation_id))
    assert answer.status_code == 200
    assert answer.headers["Content-Type"] == "text/html; charset=utf-8"
    assert answer.headers["Content-Language"] == "fr"
    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.headers["Referrer-Policy"] == "no-referrer"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert "noindex" in answer.headers["X-Robots-Tag"]
    assert answer.headers["Content-Security-Policy"].startswith("default-src 'none'; style-src 'sha256-")
    assert "Ada Ferrière" in answer.text
    assert "Ben" not in answer.text
    assert "Ben Okafor" in get(served, token_of(database, ben.reservation_id)).text


def test_no_address_can_be_guessed_from_what_a_code_shows(database: Database, served: str) -> None:
    (ada,) = booked(database, ADA)
    token = token_of(database, ada.reservation_id)
    assert len(token) == 22
    strangers = (ada.reservation_id, ada.short_code, "R-1", token[:-1], token + "A", token.swapcase(), "%00", "é")
    for stranger in strangers:
        answer = get(served, stranger)
        assert answer.status_code == 404, stranger
        assert "Ada" not in answer.text
        assert "There is no such page" in answer.text
        assert answer.headers["Cache-Control"] == "no-store"
        assert "script" not in answer.headers["Content-Security-Policy"]


def test_a_token_stays_until_it_is_withdrawn(database: Database, served: str) -> None:
    (ada,) = booked(database, ADA)
    token = token_of(database, ada.reservation_id)
    assert token_of(database, ada.reservation_id) == token
    with database.write() as connection:
        forget(connection, ada.reservation_id)
    assert get(served, token).status_code == 404
    assert token_of(database, ada.reservation_id) != token


def test_the_page_follows_the_reservation_and_ends_with_the_code(database: Database, served: str) -> None:
    (ada,) = booked(database, ADA)
    token = token_of(database, ada.reservation_id)
    booked(database, replace(ADA, store=2, status=BookingStatus.CANCELLED))
    assert "annulée" in get(served, token).text
    with ServedInThread(database, clock=lambda: ADA.slot.end + CODE_LASTS - timedelta(seconds=1)) as url:
        assert get(url, token).status_code == 200
    with ServedInThread(database, clock=lambda: ADA.slot.end + CODE_LASTS) as url:
        assert get(url, token).status_code == 404


def test_a_database_that_cannot_be_read_is_said_as_a_page(
    database: Database, served: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    (ada,) = booked(database, ADA)
    token = token_of(database, ada.reservation_id)
    database.place.rename(database.place.with_suffix(".away"))
    database.close()
    Path(database.place).mkdir()
    answer = get(served, token)
    assert answer.status_code == 503
    assert answer.headers["Retry-After"] == "5"
    assert "One moment, please" in answer.text
    database.close()
    database.place.rmdir()


def codes(database: Database, *arguments: str) -> int:
    return main(["codes", "--database", str(database.place), *arguments])


def test_the_command_prints_addresses_and_renews_them(database: Database, capsys: pytest.CaptureFixture[str]) -> None:
    booked(database, ADA, BEN)
    assert codes(database, "--all", "--format", "link") == 1
    assert "--server" in capsys.readouterr().err
    link = ("--format", "link", "--server", "https://c.example/")
    printed: list[dict[str, str]] = []
    for arguments in (("--all",), ("R-1", "R-2"), ("R-1", "R-2", "--renew")):
        assert codes(database, *arguments, *link) == 0
        rows = csv.DictReader(StringIO(capsys.readouterr().out))
        printed.append({row["reference"]: row["address"] for row in rows})
    assert printed[0] == printed[1]
    assert printed[0].keys() == {"R-1", "R-2"}
    assert printed[1]["R-1"] != printed[2]["R-1"]
    assert printed[0]["R-1"].startswith("https://c.example/c/")


def test_the_command_writes_every_form(database: Database, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    ada, *_ = booked(database, ADA, BEN, replace(ADA, status=BookingStatus.CANCELLED))
    for form, files in (("png", 2), ("svg", 2), ("html", 2), ("pdf", 1)):
        assert codes(database, "--all", "--format", form, "--out", str(tmp_path / form)) == 0
        names = [file.name for file in (tmp_path / form).iterdir()]
        assert len(names) == files
        assert f"{ada.reservation_id}.{form}" in [*names, f"{ada.reservation_id}.pdf"]
    assert codes(database, "--all", "--store", "2", "--format", "svg", "--out", str(tmp_path / "two")) == 0
    assert len(list((tmp_path / "two").iterdir())) == 1
    capsys.readouterr()
    assert codes(database, "R-1", "--format", "pdf") == 1
    assert "--out FOLDER" in capsys.readouterr().err
    assert codes(database, "R-1", "--format", "link", "--out", "x", "--server", "https://c.example") == 1
    assert codes(database) == 1
    assert "No reservation named" in capsys.readouterr().err
