"""Every way a request can fail has a status, a word and a sentence, and is recognisably central's."""

import json
import threading
from pathlib import Path

import pytest
import requests
from sqlalchemy import text

from central.app import Central
from central.database import Database
from central.feed import StoreWriter
from central.serve import ServedInThread
from sync.wire import PROTOCOL_HEADER, TIME_HEADER
from tests.central.day import Terminal, enrolled, wait_until


def problem(response: requests.Response) -> tuple[int, str]:
    assert response.headers[PROTOCOL_HEADER] == "1"
    assert response.headers[TIME_HEADER].endswith("Z")
    body = response.json()
    assert body.keys() == {"error", "message"}
    assert body["message"].endswith(".")
    return response.status_code, body["error"]


def test_tokens(terminal: Terminal, database: Database) -> None:
    address = f"{terminal.url}/v1/stores/1/feed"
    good = terminal.papers.token
    assert problem(requests.get(address, timeout=9)) == (401, "unauthorized")
    wrong = [good[:-1], good + "A", good.replace("kt1", "kt2"), "kt1..", "x", "kt1." + "é" * 9]
    for token in wrong:
        headers = {"Authorization": f"Bearer {token}".encode()}
        assert problem(requests.get(address, headers=headers, timeout=9)) == (401, "unauthorized")
    with database.read() as connection:
        stored = repr(connection.execute(text("select * from terminals")).all())
    assert good not in stored
    assert good.rpartition(".")[2] not in stored


def test_wrong_store_and_unknown_store(terminal: Terminal) -> None:
    assert problem(terminal.session.get(f"{terminal.url}/v1/stores/2/feed", timeout=9)) == (403, "wrong_store")
    assert problem(terminal.session.get(f"{terminal.url}/v1/stores/9/feed", timeout=9)) == (404, "unknown_store")
    assert problem(terminal.session.get(f"{terminal.url}/v1/nothing", timeout=9)) == (404, "not_found")
    assert problem(terminal.session.get(f"{terminal.url}/v1/stores/1/events", timeout=9))[0] == 405


def test_events_of_another_terminal(terminal: Terminal) -> None:
    assert problem(terminal.post(terminal_id="another")) == (403, "wrong_terminal")


def test_what_cannot_be_read(terminal: Terminal) -> None:
    for query in ({"cursor": "x"}, {"cursor": -1}, {"limit": 0}, {"limit": 2001}, {"wait": 26}, {"wait": "nan"}):
        assert problem(terminal.get(**query)) == (422, "bad_request")
    good = terminal.act()
    for events in (["text"], [{}], [{**good, "seq": 0}], [{**good, "seq": True}], [{**good, "event_id": "a b"}]):
        assert problem(terminal.post(*events)) == (422, "bad_request")
    assert problem(terminal.post(good, incarnation="")) == (422, "bad_request")
    for body in (b"", b"{", b"\xff\xfe", b"[" * 100_000, b"<html>", b"null", json.dumps({"events": 3}).encode()):
        headers = {"Content-Type": "application/json"}
        response = terminal.session.post(f"{terminal.url}/v1/stores/1/events", data=body, headers=headers, timeout=9)
        assert problem(response) == (422, "bad_request")
    assert terminal.send(good).last_seq == 1


def test_too_much(terminal: Terminal) -> None:
    address = f"{terminal.url}/v1/stores/1/events"
    assert problem(terminal.post(*[terminal.act()] * 201)) == (413, "too_large")
    assert problem(terminal.session.post(address, data=b"x" * 5_000_000, timeout=9)) == (413, "too_large")
    chunked = terminal.session.post(address, data=iter([b"x" * 1_000_000] * 5), timeout=9)
    assert problem(chunked) == (413, "too_large")


def test_a_bug_of_ours_says_nothing_of_the_inside(
    terminal: Terminal, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(*_arguments: object) -> None:
        raise ZeroDivisionError("a secret")

    monkeypatch.setattr(Central, "read_page", broken)
    response = terminal.get()
    assert problem(response) == (500, "internal")
    assert "secret" not in response.text
    wait_until(lambda: "ZeroDivisionError" in caplog.text)  # it is logged after the answer has gone


def test_a_locked_database_is_busy_and_goes_on(tmp_path: Path, database: Database) -> None:
    with (
        Database(database.place, busy_timeout_s=0.05) as impatient,
        ServedInThread(impatient) as url,
        enrolled(database, url, "A") as terminal,
    ):
        terminal.page()
        sent = terminal.act()
        with database.write() as connection:
            StoreWriter(connection, 1)
            response = terminal.post(sent)
            assert problem(response) == (503, "busy")
            assert response.headers["Retry-After"] == "1"
            assert terminal.page().head is not None
        assert terminal.send(sent).last_seq == 1


def test_health_needs_no_token(url: str, database: Database) -> None:
    response = requests.get(f"{url}/v1/health", timeout=9)
    assert response.json() == {"status": "ok", "epoch": database.epoch, "protocol": 1}
    assert response.headers[PROTOCOL_HEADER] == "1"


def test_big_pages_travel_compressed(terminal: Terminal) -> None:
    events = [terminal.act(note="n" * 100) for _ in range(50)]
    terminal.send(*events)
    assert terminal.get().headers["Content-Encoding"] == "gzip"
    assert len(terminal.page().rows) > 50


def test_a_stop_answers_those_who_wait(database: Database) -> None:
    served = ServedInThread(database)
    url = served.__enter__()
    with enrolled(database, url, "A") as terminal:
        at = terminal.page()
        answered: list[int] = []
        waiting = threading.Thread(
            target=lambda: answered.append(terminal.get(epoch=at.epoch, cursor=at.cursor, wait=25).status_code)
        )
        waiting.start()
        wait_until(lambda: any(served._server._central.bell._waiting.values()))
        served.stop()
        waiting.join(20)
    assert answered == [200]
    assert not served._thread.is_alive()
