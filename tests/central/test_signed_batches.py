"""What a terminal tells is signed by the device it was enrolled on: whoever has only its token tells nothing in its name."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime

import msgspec
import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from sqlalchemy import func, select

from central.database import Database
from central.enrolment.invitations import invite
from central.serve import ServedInThread
from central.tables import events
from central.terminals import enrol_again
from kiosk.domain.trust import to_base64url
from sync.http import Client
from sync.outcome import Outcome, Reached, Refused
from sync.wire import SIGNATURE_HEADER, BatchAnswer, Enrolment, EventBatch, batch_bytes
from tests.central.day import NOW, Terminal
from tests.central.hub_house import HubHouse
from tests.central.newcomer import Newcomer, invited
from tests.sync.hall import STORE, Hall, wait_until

Sign = Callable[[bytes], str]


def signer(key: Ed25519PrivateKey) -> Sign:
    return lambda content: to_base64url(key.sign(content))


def tell(url: str, papers: Enrolment, sign: Sign | None) -> Outcome[BatchAnswer]:
    client = Client([url], papers.store, papers.token, sign=sign)
    try:
        return client.send(batch_of(url, papers))
    finally:
        client.close()


def batch_of(url: str, papers: Enrolment) -> EventBatch:
    with Terminal(url, papers) as terminal:
        return EventBatch(papers.terminal_id, terminal.incarnation, [terminal.act()])


def error_of(outcome: Outcome[BatchAnswer]) -> str:
    assert isinstance(outcome, Refused)
    assert outcome.problem is not None
    return outcome.problem.error


@pytest.fixture
def address(database: Database) -> Iterator[str]:
    with ServedInThread(database, clock=lambda: NOW) as url:
        yield url


@pytest.fixture
def newcomer(database: Database) -> Newcomer:
    return Newcomer(database, lambda: NOW)


@pytest.fixture
def papers(database: Database, address: str, newcomer: Newcomer) -> Enrolment:
    return newcomer.enrol(invited(database, NOW, address))


def stored(database: Database) -> int:
    with database.read() as connection:
        return connection.execute(select(func.count()).select_from(events)).scalar_one()


def test_what_its_device_has_signed_is_taken(address: str, papers: Enrolment, newcomer: Newcomer) -> None:
    assert isinstance(tell(address, papers, signer(newcomer.device)), Reached)


@pytest.mark.parametrize(
    "sign",
    [
        pytest.param(None, id="with the token alone"),
        pytest.param(signer(Ed25519PrivateKey.generate()), id="by another device"),
        pytest.param(lambda _content: "", id="by nobody"),
        pytest.param(lambda _content: "not base64url!", id="unreadably"),
    ],
)
def test_a_token_alone_tells_nothing(database: Database, address: str, papers: Enrolment, sign: Sign | None) -> None:
    assert error_of(tell(address, papers, sign)) == "bad_signature"
    assert stored(database) == 0


@pytest.mark.parametrize("change", ["another batch", "another store", "for no purpose"])
def test_a_signature_is_good_for_these_bytes_to_this_store(
    database: Database, address: str, papers: Enrolment, newcomer: Newcomer, change: str
) -> None:
    batch = batch_of(address, papers)
    body = msgspec.json.encode(batch)
    over = {
        "another batch": batch_bytes(1, body + b" "),
        "another store": batch_bytes(2, body),
        "for no purpose": body,
    }[change]
    signature = to_base64url(newcomer.device.sign(over))
    with Terminal(address, papers) as terminal:
        url = f"{address}/v1/stores/1/events"
        headers = {SIGNATURE_HEADER: signature, "Content-Type": "application/json"}
        refused = terminal.session.post(url, data=body, headers=headers, timeout=20)
        assert (refused.status_code, refused.json()["error"]) == (403, "bad_signature")
        good = {SIGNATURE_HEADER: to_base64url(newcomer.device.sign(batch_bytes(1, body)))}
        assert terminal.session.post(url, data=body, headers=headers | good, timeout=20).status_code == 200
    assert stored(database) == 1


def test_the_feed_is_read_without_a_signature(address: str, papers: Enrolment) -> None:
    client = Client([address], papers.store, papers.token)
    assert isinstance(client.feed("", 0, 10, 0), Reached)
    client.close()


def test_a_terminal_of_an_enrolment_file_signs_nothing(terminal: Terminal) -> None:
    """Its file was a bearer's secret from the beginning: central knows of no device."""
    assert isinstance(tell(terminal.url, terminal.papers, None), Reached)
    assert isinstance(tell(terminal.url, terminal.papers, signer(Ed25519PrivateKey.generate())), Reached)


def test_enrolled_again_it_is_another_device_that_signs(
    database: Database, address: str, papers: Enrolment, newcomer: Newcomer
) -> None:
    heir = Newcomer(database, lambda: NOW)
    with database.write() as connection:
        invitation = invite(connection, 1, papers.name, [address], NOW, again=papers.terminal_id)
    again = heir.enrol(invitation)
    assert again.terminal_id == papers.terminal_id
    assert error_of(tell(address, again, signer(newcomer.device))) == "bad_signature"
    assert isinstance(tell(address, again, signer(heir.device)), Reached)
    with database.write() as connection:
        by_file = enrol_again(connection, papers.terminal_id, [address], NOW)
    assert isinstance(tell(address, by_file, None), Reached)


def test_a_hub_asks_for_the_same_signature(hall: Hall, house: HubHouse) -> None:
    def now() -> datetime:
        return datetime.now(UTC)

    with Database(hall.file) as database:
        newcomer = Newcomer(database, now)
        papers = newcomer.enrol(invited(database, now(), hall.url, store=STORE))
    assert error_of(tell(house.url, papers, None)) == "bad_signature"
    assert isinstance(tell(house.url, papers, signer(newcomer.device)), Reached)
    wait_until(lambda: len(hall.held(papers.terminal_id)) == 1, "the hub has passed it on")
