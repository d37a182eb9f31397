"""A withdrawn terminal's token is told so in central's signed word, by a hub as well, and nobody else is told anything."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor, wait
from dataclasses import replace
from pathlib import Path

import pytest

from central.database import Database
from central.revocation.revoking import revoke
from kiosk.domain.revocation import Revocation, proven
from kiosk.domain.trust import to_base64url
from sync.http import Client
from sync.outcome import Reached, Refused
from sync.revocation import RevocationWatch
from sync.wire import EventBatch, Withdrawn
from tests.central.hub_house import HubHouse
from tests.sync.hall import NOW, STORE, Hall, wait_until


@pytest.fixture
def hall(tmp_path: Path) -> Iterator[Hall]:
    hall = Hall(tmp_path)
    hall.open()
    yield hall
    hall.close()


@pytest.fixture
def house(hall: Hall) -> Iterator[HubHouse]:
    house = HubHouse(hall)
    house.open()
    house.wait_whole()
    yield house
    house.shut()


def word_at(url: str, token: str) -> Revocation | None:
    """What the bearer of this token is told, with a page or with events; None: nothing of a revocation."""
    client = Client([url], STORE, token)
    found: set[Revocation | None] = set()
    for answer in (client.feed("", 0, 10, 0), client.send(EventBatch("0" * 16, "0" * 32, []))):
        problem = answer.problem if isinstance(answer, Refused) else None
        found.add(problem.revocation if isinstance(problem, Withdrawn) else None)
    client.close()
    return found.pop() if len(found) == 1 else None  # it came between the two: whoever waits asks again


def withdraw(hall: Hall, terminal_id: str) -> Revocation:
    with Database(hall.file) as database, database.write() as connection:
        return revoke(connection, terminal_id, "lost", NOW)


def test_its_token_is_told_the_signed_word_and_strangers_are_not(hall: Hall) -> None:
    papers, other = hall.enrol("Entrance A"), hall.enrol("Entrance B")
    assert word_at(hall.url, papers.token) is None
    word = withdraw(hall, papers.terminal_id)
    assert withdraw(hall, papers.terminal_id) == word, "a second time it is the same word"
    assert word_at(hall.url, papers.token) == word
    assert proven(word, papers.terminal_id, STORE, papers.receipt_key)
    assert word.sealing_key == papers.sealing_key
    for token in (papers.token[:-1], papers.token + "A", "kt1.nobody.secret", other.token.replace("kt1", "kh1")):
        assert word_at(hall.url, token) is None
    client = Client([hall.url], STORE, other.token)
    assert isinstance(client.feed("", 0, 10, 0), Reached)
    client.close()


def test_who_waits_for_news_gets_the_word_and_no_page(hall: Hall) -> None:
    papers = hall.enrol("Entrance A")
    client = Client([hall.url], STORE, papers.token)
    before = client.feed("", 0, 500, 0)
    assert isinstance(before, Reached)
    with ThreadPoolExecutor(1) as pool:
        waiting = pool.submit(client.feed, before.reply.epoch, before.reply.cursor, 500, 25)
        assert not wait([waiting], 0.3).done, "it waits"
        word = withdraw(hall, papers.terminal_id)
        hall.enrol("Entrance B")  # news for the store, which wakes whoever waits
        answer = waiting.result(30)
    client.close()
    assert isinstance(answer, Refused)
    assert isinstance(answer.problem, Withdrawn)
    assert answer.problem.revocation == word


def test_a_hub_hands_the_word_on_and_goes_on_without_central(hall: Hall, house: HubHouse) -> None:
    papers = hall.enrol("Entrance A")
    client = Client([house.url], STORE, papers.token)
    wait_until(lambda: isinstance(client.feed("", 0, 10, 0), Reached), "the hub knows the terminal")
    client.close()
    word = withdraw(hall, papers.terminal_id)
    wait_until(lambda: word_at(house.url, papers.token) == word, "the hub has heard of it")
    hall.shut()
    assert word_at(house.url, papers.token) == word


def test_only_this_terminals_own_word_under_centrals_own_key_is_believed(hall: Hall, house: HubHouse) -> None:
    papers, other = hall.enrol("Entrance A"), hall.enrol("Entrance B")
    word = withdraw(hall, papers.terminal_id)
    theirs = withdraw(hall, other.terminal_id)
    hub = house.hub
    assert hub is not None
    mine = (papers.terminal_id, STORE)
    assert not proven(theirs, *mine, papers.receipt_key), "another terminal's"
    assert not proven(word, papers.terminal_id, STORE + 1, papers.receipt_key), "another store's"
    assert not proven(word, *mine, hub.receipt_key), "a hub's key is none for this"
    for field in ("at", "sealing_key", "signature"):
        changed = replace(word, **{field: to_base64url(b"x" * 32)})
        assert not proven(changed, *mine, papers.receipt_key), field


def test_an_unproven_word_withdraws_nobody(hall: Hall, caplog: pytest.LogCaptureFixture) -> None:
    papers = hall.enrol("Entrance A")
    withdraw(hall, papers.terminal_id)
    heard: list[Revocation] = []
    client = Client([hall.url], STORE, papers.token)
    stranger = to_base64url(b"s" * 32)
    for key in (stranger, papers.receipt_key):
        watch = RevocationWatch(client, papers.terminal_id, STORE, key, heard.append)
        assert isinstance(watch.feed("", 0, 10, 0), Refused)
        assert len(heard) == (key == papers.receipt_key)
    client.close()
    assert any("not believed" in record.message for record in caplog.records)
