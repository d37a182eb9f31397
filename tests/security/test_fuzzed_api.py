"""Calls made wrong by chance, to a real central on a real file. 50,000: `python -m tests.soak api --calls 50000`."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from central import intake
from central.app import Central
from central.database import Database
from central.envelope import ProblemError
from central.relay.registry import enrol_hub
from central.roster import add_store, open_launch
from central.serve import ServedInThread
from kiosk.domain.event import EventKind
from tests.central.day import NOW, POLICY, SHOP, Terminal, answers, enrolled
from tests.soak.api import played


@pytest.mark.slow
def test_1_000_wrong_calls_give_no_5xx_and_a_refused_one_writes_nothing(tmp_path: Path) -> None:
    outcome = played(tmp_path, seed=3, calls=1_000)
    assert outcome.wrong == []
    # Calls of every kind, and deep enough: else this would show that a wall stands, not what is behind it.
    for status in (200, 401, 403, 404, 405, 422):
        assert outcome.statuses[status] > 5
    assert outcome.stored > 200


def test_a_central_that_writes_before_it_refuses_is_found_out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def hasty(self: Central, store: int, batch: intake.EventBatch) -> object:
        with self.database.write() as connection:
            taken = intake.take_in(connection, store, batch, NOW, lambda _facts, _event: "")
        if len(batch.events) > 1:
            raise ProblemError(422, "bad_request", "Too late.")
        return taken

    monkeypatch.setattr(Central, "take_in", hasty)
    outcome = played(tmp_path, seed=4, calls=150)
    assert any("wrote something" in line for line in outcome.wrong)
    assert any("gave 500" in line for line in outcome.wrong)


# --- what it has found, each on its own ---------------------------------------------------------------------------------


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    with Database(tmp_path / "central.db") as database:
        with database.write() as connection:
            open_launch(connection, 1, "First Light", NOW)
            for store in SHOP:
                add_store(connection, 1, store, POLICY, NOW)
        yield database


@pytest.fixture
def terminal(database: Database) -> Iterator[Terminal]:
    with ServedInThread(database) as url, enrolled(database, url, "Entrance A") as terminal:
        yield terminal


@pytest.mark.parametrize("store", [0, -1, 65536, 2**31, 2**63, 2**70])
def test_a_store_that_fits_no_column_is_unknown(terminal: Terminal, store: int) -> None:
    response = terminal.session.get(f"{terminal.url}/v1/stores/{store}/feed", timeout=9)
    assert (response.status_code, response.json()["error"]) == (404, "unknown_store")


@pytest.mark.parametrize("terminal_id", ["\ud800", "\0", "é", "x" * 100_000, ""])
def test_a_hub_that_sends_for_a_text_that_is_no_id_is_refused(
    database: Database, terminal: Terminal, terminal_id: str
) -> None:
    with database.write() as connection:
        token = enrol_hub(connection, 1, "Hub", [terminal.url], NOW).token
    body = json.dumps({"terminal_id": terminal_id, "incarnation": "life", "events": []})
    response = terminal.session.post(
        f"{terminal.url}/v1/stores/1/events",
        data=body.encode(),
        headers={"Authorization": f"Bearer {token}", "Content-Type": "application/json"},
        timeout=9,
    )
    assert (response.status_code, response.json()["error"]) == (403, "wrong_terminal")


def test_an_event_nested_too_deeply_is_kept_and_told_to_nobody(terminal: Terminal) -> None:
    deep: object = "x"
    for _ in range(200):
        deep = [deep]
    sent = [terminal.act(), terminal.act(EventKind.CALLED, deep=deep), terminal.act()]
    assert answers(terminal.send(*sent)) == ["accepted", "rejected", "accepted"]
    told = [row.body for row in terminal.page(limit=100).rows if row.kind == "event"]
    assert told == [sent[0], sent[2]]
