"""Where receipts are mailed to: sealed, in no row, and gone when they are not needed any more."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from central.database import Database
from central.mailing.addresses import forget_all, offer
from central.mailing.queue import Status
from central.mailing.sender import NO_ADDRESS
from central.privacy.person import erase, export, find_person
from central.tables import addresses
from tests.central.day import NOW
from tests.central.mail_day import EMAIL, MailDay, line, mail_day, said
from tests.central.post_office import PostOffice


@pytest.fixture
def day(database: Database, tmp_path: Path) -> Iterator[MailDay]:
    with mail_day(database, tmp_path) as day:
        yield day


@pytest.fixture
def post() -> Iterator[PostOffice]:
    with PostOffice() as post:
        yield post


def test_the_address_goes_with_the_receipt_and_no_import_brings_it_back(day: MailDay, post: PostOffice) -> None:
    assert day.offered()
    assert day.address() == EMAIL
    day.terminal.send(day.hand_over())
    day.sender(post).send_due()
    assert not day.offered()
    assert day.address() == ""
    report = day.imports(line())
    assert report.tally.unchanged + report.tally.updated == 1
    assert not day.offered()
    with day.database.read() as connection:
        assert connection.execute(addresses.select()).all() == []


def test_an_address_lies_sealed(day: MailDay) -> None:
    with day.database.read() as connection:
        (stored,) = connection.execute(addresses.select()).all()
    assert "camille" not in stored.email
    assert "mail.example" not in stored.email


def test_who_is_forgotten_has_no_address_and_is_sent_nothing(
    day: MailDay, post: PostOffice, caplog: pytest.LogCaptureFixture
) -> None:
    day.terminal.send(day.hand_over())
    with day.database.write() as connection:
        person = find_person(connection, 1, "R-1")
        assert export(connection, person)["email"] == EMAIL, "it is theirs, and they may ask for it"
        assert erase(connection, [person], "asked for", NOW) == 1
    with day.database.read() as connection:
        assert connection.execute(addresses.select()).all() == []
    assert day.sender(post).send_due() == 0
    assert day.standing() == [(Status.REFUSED, "this reservation is not known here")]
    assert len(said(caplog)) == 1


def test_a_promise_without_an_address_is_said(day: MailDay, post: PostOffice, caplog: pytest.LogCaptureFixture) -> None:
    day.terminal.send(day.hand_over())
    with day.database.write() as connection:
        assert forget_all(connection) == 1
    assert not day.offered()
    assert day.sender(post).send_due() == 0
    assert day.standing() == [(Status.REFUSED, NO_ADDRESS)]
    caplog.clear()


def test_the_counter_may_offer_it_only_where_both_are_there(day: MailDay) -> None:
    day.imports(line(1), line(2, email=""))
    assert (day.offered(1), day.offered(2)) == (True, False)
    offer(day.database, mailed=False)
    assert (day.offered(1), day.offered(2)) == (False, False)
    day.imports(line(1), line(2, email="nils@mail.example"))
    assert (day.offered(1), day.offered(2)) == (False, False)
    offer(day.database, mailed=True)
    assert (day.offered(1), day.offered(2)) == (True, True)
    day.imports(line(1), line(2, email=""))
    assert (day.offered(1), day.offered(2)) == (True, False)
    assert day.address(2) == ""
