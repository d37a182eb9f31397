"""`kiosk-central terminal ...`, as a person types it."""

import json

import pytest

from central.cli import main
from central.database import Database
from central.serve import ServedInThread
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
