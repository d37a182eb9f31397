"""Enrolment by a one-time code: a real central on both engines, the terminal's own side, and a clock that can be moved."""

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta

import pytest
import requests
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from sqlalchemy import select, text, update

from central.database import Database
from central.enrolment.answering import MAX_TRIES
from central.enrolment.invitations import GOOD_FOR, invite, waiting
from central.enrolment.stray import MAX_STRAYS, WITHIN
from central.serve import ServedInThread
from central.tables import invitations, terminals
from kiosk.domain.invitation import Invitation
from kiosk.domain.trust import to_base64url
from kiosk.errors import Fault
from sync.http import Client
from sync.outcome import Reached, Refused
from tests.central.day import NOW, enrolled
from tests.central.newcomer import LosingLine, Newcomer, invited


class Clock:
    def __init__(self) -> None:
        self.now = NOW

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def address(database: Database, clock: Clock) -> Iterator[str]:
    with ServedInThread(database, clock=clock) as url:
        yield url


@pytest.fixture
def newcomer(database: Database, clock: Clock) -> Newcomer:
    return Newcomer(database, clock)


def terminals_of(database: Database) -> list[str]:
    with database.read() as connection:
        return list(connection.execute(select(terminals.c.name)).scalars())


def test_a_terminal_is_let_in_when_both_screens_show_the_same(
    database: Database, address: str, newcomer: Newcomer
) -> None:
    papers = newcomer.enrol(invited(database, NOW, address))
    (shown,) = newcomer.shown
    assert newcomer.at_central == [shown.digits]
    assert (shown.name, shown.store, len(shown.digits)) == ("Entrance A", 1, 6)
    assert (papers.name, papers.letter, papers.store, papers.servers) == ("Entrance A", "A", 1, [address])
    client = Client(papers.servers, papers.store, papers.token, papers.ca_pem)
    assert isinstance(client.feed("", 0, 10, 0), Reached)
    client.close()


def test_nothing_is_registered_and_nothing_secret_given_before_a_person_has_confirmed(
    database: Database, address: str, newcomer: Newcomer, monkeypatch: pytest.MonkeyPatch
) -> None:
    invitation = invited(database, NOW, address)
    seen: list[bytes] = []

    def nobody_confirms() -> None:
        with database.read() as connection:
            row = connection.execute(select(invitations)).one()
        seen.append(repr(row).encode())
        if len(seen) == 3:
            raise TimeoutError

    monkeypatch.setattr(newcomer, "compare", nobody_confirms)
    with pytest.raises(TimeoutError):
        newcomer.enrol(invitation)
    assert terminals_of(database) == []
    assert not any(b"kt1." in row or invitation.secret in row for row in seen)


def test_the_token_is_nowhere_at_central(database: Database, address: str, newcomer: Newcomer) -> None:
    papers = newcomer.enrol(invited(database, NOW, address))
    with database.read() as connection:
        held = repr(connection.execute(text("select * from invitations")).all())
        held += repr(connection.execute(text("select * from terminals")).all())
    assert papers.token not in held
    assert papers.token.rpartition(".")[2] not in held


@pytest.mark.parametrize("lost", [["begin"], ["reveal"], ["ready"], ["begin", "reveal", "ready"]])
def test_a_lost_answer_is_given_again(database: Database, address: str, newcomer: Newcomer, lost: list[str]) -> None:
    lines: list[LosingLine] = []

    def losing(invitation: Invitation, ca_pem: str | None) -> LosingLine:
        lines.append(LosingLine(invitation, ca_pem, [] if ca_pem is None else lost))
        return lines[-1]

    papers = newcomer.enrol(invited(database, NOW, address), losing)
    assert lines[-1].lost == []
    assert terminals_of(database) == ["Entrance A"]
    client = Client(papers.servers, papers.store, papers.token, papers.ca_pem)
    assert isinstance(client.feed("", 0, 10, 0), Reached)
    client.close()


def test_a_code_is_good_once(database: Database, address: str, newcomer: Newcomer) -> None:
    invitation = invited(database, NOW, address)
    newcomer.enrol(invitation)
    with pytest.raises(Fault, match="used already"):
        Newcomer(database, newcomer.clock).enrol(invitation)
    assert terminals_of(database) == ["Entrance A"]


def test_who_comes_second_while_the_first_still_waits_is_told(
    database: Database, address: str, newcomer: Newcomer
) -> None:
    invitation = invited(database, NOW, address)
    second = Newcomer(database, newcomer.clock)

    class Stop(Exception):
        pass

    def stop() -> None:
        raise Stop

    newcomer.compare = stop  # type: ignore[method-assign]  # somebody who does otherwise
    with pytest.raises(Stop):
        newcomer.enrol(invitation)
    with pytest.raises(Fault, match="If that was not this terminal, tell a supervisor"):
        second.enrol(invitation)
    assert second.shown == []


@pytest.mark.parametrize("early", [timedelta(seconds=1), timedelta(0)])
def test_a_code_is_good_for_a_quarter_of_an_hour(
    database: Database, address: str, newcomer: Newcomer, clock: Clock, early: timedelta
) -> None:
    invitation = invited(database, NOW, address)
    clock.now = NOW + GOOD_FOR - early
    if early:
        assert newcomer.enrol(invitation).name == "Entrance A"
        return
    with pytest.raises(Fault, match="which is over"):
        newcomer.enrol(invitation)
    assert terminals_of(database) == []


def test_digits_that_come_too_late_are_good_for_nothing(
    database: Database, address: str, newcomer: Newcomer, clock: Clock
) -> None:
    invitation = invited(database, NOW, address)

    def fall_asleep() -> None:
        clock.now = NOW + GOOD_FOR
        with database.read() as connection:
            assert waiting(connection, clock()) == []

    newcomer.compare = fall_asleep  # type: ignore[method-assign]  # somebody who does otherwise
    with pytest.raises(Fault, match="which is over"):
        newcomer.enrol(invitation)
    assert terminals_of(database) == []


def test_other_digits_refuse_the_terminal_and_both_sides_say_why(
    database: Database, address: str, newcomer: Newcomer
) -> None:
    def misread() -> None:
        newcomer.waits += 1
        assert newcomer.waits < 3
        newcomer.shown[-1] = replace(newcomer.shown[-1], digits=f"{(int(newcomer.shown[-1].digits) + 1) % 10**6:06}")
        Newcomer.compare(newcomer)

    invitation = invited(database, NOW, address)
    newcomer.compare = misread  # type: ignore[method-assign]  # somebody who does otherwise
    with pytest.raises(Fault, match="six digits were not the same on both screens"):
        newcomer.enrol(invitation)
    assert terminals_of(database) == []
    with pytest.raises(Fault, match="not the same"):
        Newcomer(database, newcomer.clock).enrol(invitation)


def test_a_terminal_whose_person_says_no_keeps_nothing(database: Database, address: str, newcomer: Newcomer) -> None:
    newcomer.agree = lambda _digits: False  # type: ignore[method-assign]  # somebody who does otherwise
    with pytest.raises(Fault, match="not the same on both screens"):
        newcomer.enrol(invited(database, NOW, address))
    assert terminals_of(database) == []


def test_five_wrong_secrets_and_the_code_is_dead_even_for_the_right_one(
    database: Database, address: str, newcomer: Newcomer
) -> None:
    invitation = invited(database, NOW, address)
    for tried in range(MAX_TRIES):
        with pytest.raises(Fault) as caught:
            newcomer.enrol(replace(invitation, secret=bytes([tried]) * 12))
        assert ("is dead" in str(caught.value)) is (tried == MAX_TRIES - 1)
    with pytest.raises(Fault, match="is dead"):
        newcomer.enrol(invitation)
    assert newcomer.shown == []
    assert terminals_of(database) == []


def test_four_wrong_secrets_do_not_keep_the_right_one_out(database: Database, address: str, newcomer: Newcomer) -> None:
    invitation = invited(database, NOW, address)
    for tried in range(MAX_TRIES - 1):
        with pytest.raises(Fault, match="not the one that central gave out"):
            newcomer.enrol(replace(invitation, secret=bytes([tried]) * 12))
    assert newcomer.enrol(invitation).name == "Entrance A"


def test_codes_that_are_none_are_limited_for_the_whole_server_and_a_restart_forgets_none(
    database: Database, address: str, newcomer: Newcomer, clock: Clock
) -> None:
    good = invited(database, NOW, address)
    for number in range(MAX_STRAYS):
        answer = requests.get(f"{address}/v1/enrolment/{number:012x}", timeout=9)
        assert (answer.status_code, answer.json()["error"]) == (404, "invitation_unknown")
    assert requests.get(f"{address}/v1/enrolment/{99:012x}", timeout=9).status_code == 429
    with ServedInThread(database, clock=clock) as again:
        limited = requests.get(f"{again}/v1/enrolment/{100:012x}", timeout=9)
        assert (limited.status_code, limited.headers["Retry-After"]) == (429, "600")
    # Nobody can keep a store from enrolling by trying nonsense.
    assert newcomer.enrol(good).name == "Entrance A"
    clock.now = NOW + WITHIN
    assert requests.get(f"{address}/v1/enrolment/{101:012x}", timeout=9).status_code == 404


def test_a_new_code_for_the_same_name_makes_the_old_one_void(
    database: Database, address: str, newcomer: Newcomer
) -> None:
    old = invited(database, NOW, address)
    new = invited(database, NOW, address)
    with pytest.raises(Fault, match="another invitation took its place"):
        newcomer.enrol(old)
    assert newcomer.enrol(new).name == "Entrance A"


def test_a_name_that_was_taken_meanwhile_is_said_at_the_terminal(
    database: Database, address: str, newcomer: Newcomer
) -> None:
    invitation = invited(database, NOW, address)
    with enrolled(database, address, "Entrance A"), pytest.raises(Fault, match="already has a terminal called"):
        newcomer.enrol(invitation)


def test_keys_that_are_none_are_refused_and_nothing_breaks(database: Database, address: str) -> None:
    invitation = invited(database, NOW, address)
    good = to_base64url(Ed25519PrivateKey.generate().public_key().public_bytes_raw())
    small = to_base64url(bytes(32))
    path = f"{address}/v1/enrolment/{invitation.invitation_id}"
    for device, ephemeral, commitment in (
        (good, small, good),
        ("", good, good),
        (good, good, "é"),
        (good, good + "A", good),
    ):
        body = {"device_key": device, "ephemeral_key": ephemeral, "commitment": commitment, "proof": "\ud800"}
        answer = requests.post(f"{path}/begin", data=json.dumps(body), timeout=9)
        assert answer.status_code == 422, answer.text
    body = {"device_key": good, "ephemeral_key": good, "commitment": good, "proof": "x"}
    assert requests.post(f"{path}/begin", json=body, timeout=9).json()["error"] == "invitation_wrong"
    early = requests.post(f"{path}/reveal", json={"nonce": good, "signature": "x"}, timeout=9)
    assert (early.status_code, early.json()["error"]) == (409, "invitation_wrong")


def test_a_terminal_that_lost_its_keys_is_itself_again_under_a_new_token(
    database: Database, address: str, newcomer: Newcomer
) -> None:
    before = newcomer.enrol(invited(database, NOW, address))
    with database.write() as connection:
        invitation = invite(connection, 1, "Entrance A", [address], NOW, again=before.terminal_id)
    after = Newcomer(database, newcomer.clock).enrol(invitation)
    assert (after.terminal_id, after.letter, after.name) == (before.terminal_id, before.letter, before.name)
    for token, kind in ((after.token, Reached), (before.token, Refused)):
        client = Client([address], 1, token)
        assert isinstance(client.feed("", 0, 10, 0), kind)
        client.close()
    assert terminals_of(database) == ["Entrance A"]


def test_who_was_revoked_meanwhile_is_not_enrolled_again(database: Database, address: str, newcomer: Newcomer) -> None:
    before = newcomer.enrol(invited(database, NOW, address))
    with database.write() as connection:
        invitation = invite(connection, 1, "Entrance A", [address], NOW, again=before.terminal_id)
        connection.execute(update(terminals).values(revoked_at="2026-11-22T10:00:00.000Z"))
    with pytest.raises(Fault, match="Entrance A was revoked"):
        Newcomer(database, newcomer.clock).enrol(invitation)
