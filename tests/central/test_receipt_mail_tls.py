"""Receipts go to a mail server under TLS whose certificate is checked, with a password that nobody sees."""

import ssl
from collections.abc import Iterator
from pathlib import Path

import pytest

from central.database import Database
from central.mailing.queue import Status
from central.mailing.smtp import Tls
from tests.central.mail_day import EMAIL, MailDay, mail_day
from tests.central.post_office import PostOffice
from tests.central.test_tls import authority


@pytest.fixture
def day(sqlite_database: Database, tmp_path: Path) -> Iterator[MailDay]:
    with mail_day(sqlite_database, tmp_path) as day:
        yield day


@pytest.fixture
def post() -> Iterator[PostOffice]:
    with PostOffice() as post:
        yield post


@pytest.fixture
def secured(tmp_path: Path) -> tuple[ssl.SSLContext, Path]:
    """Of a mail server, and the authority that vouches for it."""
    ca_pem, files = authority(tmp_path, "post", "127.0.0.1")
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(files.certificate, files.key)
    ca = tmp_path / "post-ca.pem"
    ca.write_text(ca_pem)
    return context, ca


@pytest.mark.parametrize("implicit", [False, True])
def test_under_tls_with_a_password(day: MailDay, secured: tuple[ssl.SSLContext, Path], implicit: bool) -> None:
    context, ca = secured
    day.terminal.send(day.hand_over())
    tls = Tls.IMPLICIT if implicit else Tls.STARTTLS
    with PostOffice(tls=context, implicit=implicit, passwords={} if implicit else {"central": "hush"}) as post:
        login = {} if implicit else {"user": "central", "password": "hush"}
        assert day.sender(post, tls=tls, ca_pem=ca.read_text(), **login).send_due() == 1
    assert post.recipients == [EMAIL]


def test_an_authority_that_is_not_believed_gets_nothing(
    day: MailDay, secured: tuple[ssl.SSLContext, Path], caplog: pytest.LogCaptureFixture
) -> None:
    context, _ = secured
    day.terminal.send(day.hand_over())
    with PostOffice(tls=context) as post:
        assert day.sender(post, tls=Tls.STARTTLS).send_due() == 0
    assert post.taken == []
    assert "its certificate is not believed" in day.standing()[0][1]
    caplog.clear()


def test_a_server_without_tls_gets_nothing_where_it_is_required(
    day: MailDay, post: PostOffice, caplog: pytest.LogCaptureFixture
) -> None:
    day.terminal.send(day.hand_over())
    assert day.sender(post, tls=Tls.STARTTLS).send_due() == 0
    assert post.taken == []
    assert "no STARTTLS" in day.standing()[0][1]
    caplog.clear()


def test_a_wrong_password_is_said_and_not_shown(
    day: MailDay, secured: tuple[ssl.SSLContext, Path], caplog: pytest.LogCaptureFixture
) -> None:
    context, ca = secured
    day.terminal.send(day.hand_over())
    with PostOffice(tls=context, passwords={"central": "hush"}) as post:
        sender = day.sender(post, tls=Tls.STARTTLS, ca_pem=ca.read_text(), user="central", password="guess")
        assert sender.send_due() == 0
    assert day.standing() == [(Status.WAITING, "the mail server: it does not accept the user and password (535 5.7.8)")]
    assert "guess" not in caplog.text
    caplog.clear()
