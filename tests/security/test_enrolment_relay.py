"""An enrolment by code with somebody between: a real central over TLS, a real man in the middle, and people who look."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import select

from central.database import Database
from central.enrolment.invitations import State, waiting
from central.own_authority import AUTHORITY, own_tls
from central.serve import ServedInThread
from central.tables import invitations, terminals
from kiosk.domain.invitation import Invitation
from kiosk.errors import Fault
from sync.enrolling import Digits
from sync.http import Client
from sync.outcome import Reached, Refused
from tests.central.conftest import open_shop
from tests.central.newcomer import Newcomer, invited
from tests.security.relay import Double, FalseCentral, Passing, Relay


def now() -> datetime:
    return datetime.now(UTC)


class Store:
    """Central over TLS by its own authority, and one code for one terminal."""

    def __init__(self, database: Database, url: str, ca_pem: str) -> None:
        self.database, self.ca_pem = database, ca_pem
        self.code = invited(database, now(), url, ca_pem=ca_pem)

    def terminals(self) -> list[str]:
        with self.database.read() as connection:
            return list(connection.execute(select(terminals.c.name)).scalars())

    def state(self) -> State:
        with self.database.read() as connection:
            return State(connection.execute(select(invitations.c.state)).scalar_one())


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    tls = own_tls(tmp_path / "tls", ["127.0.0.1"], now())
    with Database(tmp_path / "central.db") as database:
        open_shop(database)
        with ServedInThread(database, tls=tls) as url:
            yield Store(database, url, (tmp_path / "tls" / AUTHORITY).read_text())


@pytest.fixture
def newcomer(store: Store) -> Newcomer:
    return Newcomer(store.database, now)


def meet(relay: Relay, newcomer: Newcomer, code: Invitation) -> str:
    """What the terminal's person reads at the end, and nothing was kept."""
    with relay.server, pytest.raises(Fault) as caught:
        newcomer.enrol(code)
    relay.close()
    return str(caught.value)


def test_without_anybody_between_the_terminal_is_let_in_over_the_pinned_line(store: Store, newcomer: Newcomer) -> None:
    """Without this the refusals below would prove nothing."""
    papers = newcomer.enrol(store.code)
    assert papers.ca_pem == store.ca_pem
    client = Client(papers.servers, papers.store, papers.token, papers.ca_pem)
    assert isinstance(client.feed("", 0, 10, 0), Reached)
    client.close()
    assert newcomer.at_central == [newcomer.shown[0].digits]


def test_who_passes_everything_on_under_another_certificate_hears_no_proof(
    tmp_path: Path, store: Store, newcomer: Newcomer
) -> None:
    relay = Passing(tmp_path, store.code, store.ca_pem)
    # The line is taken over, the code is central's own: its address leads to somebody else now.
    said = meet(relay, newcomer, replace(store.code, servers=(relay.server.url,)))
    assert "Somebody may sit between" in said
    assert [path.rsplit("/", 1)[-1] for path, _ in relay.heard] == [store.code.invitation_id]
    assert (newcomer.shown, store.terminals(), store.state()) == ([], [], State.INVITED)


def test_who_answers_with_an_authority_of_their_own_is_not_whom_the_code_names(
    tmp_path: Path, store: Store, newcomer: Newcomer
) -> None:
    relay = Relay(tmp_path, store.code, store.ca_pem)
    said = meet(relay, newcomer, replace(store.code, servers=(relay.server.url,)))
    assert "is not whom the code names" in said
    assert len(relay.heard) == 1
    assert store.terminals() == []


def test_a_forged_code_that_is_passed_on_is_refused_by_central(
    tmp_path: Path, store: Store, newcomer: Newcomer
) -> None:
    """The terminal believes the forger, but proves whom it believes."""
    relay = Relay(tmp_path, store.code, store.ca_pem)
    assert "not the one that central gave out" in meet(relay, newcomer, relay.forged)
    assert (newcomer.shown, store.terminals()) == ([], [])
    with store.database.read() as connection:
        assert connection.execute(select(invitations.c.tries)).scalar_one() == 1


def test_who_enrols_both_sides_with_the_secret_is_given_away_by_the_digits(
    tmp_path: Path, store: Store, newcomer: Newcomer
) -> None:
    relay = Double(tmp_path, store.code, store.ca_pem)
    said = meet(relay, newcomer, relay.forged)
    assert newcomer.at_central != [newcomer.shown[0].digits]
    assert len(newcomer.at_central) == 1
    assert "six digits were not the same on both screens" in said
    assert isinstance(relay.central_says, Refused)
    assert relay.central_says.problem is not None
    assert relay.central_says.problem.error == "enrolment_refused"
    assert (store.terminals(), store.state()) == ([], State.REFUSED)


def test_a_false_central_that_hands_out_papers_of_its_own_meets_a_person_at_the_terminal(
    tmp_path: Path, store: Store, newcomer: Newcomer
) -> None:
    def compared_with_central(shown: Digits) -> bool:
        with store.database.read() as connection:
            (at_central,) = waiting(connection, now())
        newcomer.at_central.append(at_central.digits)
        return at_central.digits == shown.digits

    relay = FalseCentral(tmp_path, store.code, store.ca_pem)
    newcomer.agree = compared_with_central  # type: ignore[method-assign]  # somebody who does otherwise
    assert "the six digits are not the same on both screens" in meet(relay, newcomer, relay.forged)
    assert len(newcomer.at_central) == 1
    assert store.terminals() == []


def test_the_false_papers_themselves_are_in_order(tmp_path: Path, store: Store, newcomer: Newcomer) -> None:
    """Or the test above would prove nothing: only the person's no stops them."""
    relay = FalseCentral(tmp_path, store.code, store.ca_pem)
    with relay.server:
        assert newcomer.enrol(relay.forged).token == "kt1.false"
    relay.close()
