"""`kiosk-central terminal ...`, as a person types it."""

import json

import pytest

from central.cli import main
from central.database import Database
from central.serve import ServedInThread
from kiosk.domain.invitation import looks_like
from sync.http import Client
from sync.outcome import Reached
from sync.wire import REPORT_HEADER, EventBatch, Report
from tests.central.day import enrolled


def test_every_terminal_is_listed_by_store_and_letter(
    sqlite_database: Database, capsys: pytest.CaptureFixture[str]
) -> None:
    place = str(sqlite_database.place)
    with enrolled(sqlite_database, "http://127.0.0.1:9", "Counter B", store=2):
        pass
    with enrolled(sqlite_database, "http://127.0.0.1:9", "Entrance A") as terminal:
        assert main(["terminal", "list", "--database", place, "--json"]) == 0
        found = json.loads(capsys.readouterr().out)
        assert [(one["store"], one["letter"], one["name"], one["events"]) for one in found] == [
            (1, "A", "Entrance A", 0),
            (2, "A", "Counter B", 0),
        ]
    # The place may stand before the act as well.
    assert main(["terminal", "--database", place, "list", "--store", "1"]) == 0
    said = capsys.readouterr().out
    assert "Entrance A: never heard" in said
    assert terminal.papers.terminal_id in said
    assert "Counter B" not in said


def test_who_called_is_listed_with_when_and_with_its_events(
    sqlite_database: Database, capsys: pytest.CaptureFixture[str]
) -> None:
    with ServedInThread(sqlite_database) as url, enrolled(sqlite_database, url, "Entrance A") as terminal:
        terminal.send(terminal.act(), terminal.act())
    assert main(["terminal", "list", "--database", str(sqlite_database.place), "--json"]) == 0
    (one,) = json.loads(capsys.readouterr().out)
    assert (one["events"], one["revoked_at"]) == (2, "")
    assert one["last_contact_at"]


def test_what_a_terminal_says_of_itself_is_listed_and_nonsense_is_passed_over(
    sqlite_database: Database, capsys: pytest.CaptureFixture[str]
) -> None:
    place = str(sqlite_database.place)
    with ServedInThread(sqlite_database) as url:
        papers = enrolled(sqlite_database, url, "Entrance A").papers
        Client([url], 1, papers.token).send(
            EventBatch(papers.terminal_id, "a" * 32, [])
        )  # says nothing of it, a moment before
        client = Client([url], 1, papers.token, report=lambda: Report("1.2.3", 17, 4096, "stalled"))
        assert isinstance(client.feed("", 0, 10, 0), Reached)
        client.close()
        other = enrolled(sqlite_database, url, "Entrance B")
        for nonsense in (
            "{",
            "[]",
            '{"version":"\\u0000","unsent":1}',
            '{"version":1}',
            "[" * 250,
            "x" * 5000,
            '{"version":"1","unsent":1,"camera":"\\u001b[2J"}',
        ):
            other.session.headers[REPORT_HEADER] = nonsense
            assert other.get().status_code == 200
    assert main(["terminal", "list", "--database", place]) == 0
    first, second = capsys.readouterr().out.splitlines()
    assert "17 unsent, version 1.2.3, 4096 MB free, camera stalled" in first
    assert "unsent" not in second


def test_a_terminal_is_renamed_for_its_colleagues(
    sqlite_database: Database, capsys: pytest.CaptureFixture[str]
) -> None:
    place = str(sqlite_database.place)
    with ServedInThread(sqlite_database) as url, enrolled(sqlite_database, url, "Entrance A") as terminal:
        enrolled(sqlite_database, url, "Counter 1")
        assert main(["terminal", "rename", "Entrance A", "Counter 1", "--database", place]) == 1
        assert "already has a terminal called" in capsys.readouterr().err
        assert main(["terminal", "rename", "Nobody", "Side door", "--database", place]) == 1
        assert main(["terminal", "rename", "Entrance A", "Side door", "--database", place]) == 0
        rows = [row for row in terminal.page().rows if row.kind == "terminal"]
    assert {row.key: row.body["name"] for row in rows if row.body}[terminal.papers.terminal_id] == "Side door"


def test_a_name_that_two_stores_have_needs_the_store(
    sqlite_database: Database, capsys: pytest.CaptureFixture[str]
) -> None:
    place = str(sqlite_database.place)
    for store in (1, 2):
        enrolled(sqlite_database, "http://127.0.0.1:9", "Entrance A", store=store)
    assert main(["terminal", "rename", "Entrance A", "Side door", "--database", place]) == 1
    assert "--store: 1, 2" in capsys.readouterr().err
    assert main(["terminal", "rename", "Entrance A", "Side door", "--store", "2", "--database", place]) == 0


def test_a_code_to_enrol_again_is_for_a_terminal_that_is_there_and_was_not_revoked(
    sqlite_database: Database, capsys: pytest.CaptureFixture[str]
) -> None:
    place = ["--database", str(sqlite_database.place)]
    papers = enrolled(sqlite_database, "http://127.0.0.1:9", "Entrance A").papers
    assert main(["terminal", "re-enrol", "Nobody", *place]) == 1
    assert "There is no terminal 'Nobody'" in capsys.readouterr().err
    assert main(["terminal", "re-enrol", "Entrance A", "--json", *place]) == 0
    assert looks_like(json.loads(capsys.readouterr().out)["code"])
    assert main(["terminal", "invite", "--store", "1", "--name", "Entrance A", *place]) == 1
    assert "already has a terminal called" in capsys.readouterr().err
    with sqlite_database.write() as connection:
        connection.exec_driver_sql("UPDATE terminals SET revoked_at = '2026-11-22T10:00:00.000Z'")
    assert main(["terminal", "re-enrol", papers.terminal_id, *place]) == 1
    assert "was revoked" in capsys.readouterr().err
