"""Receipts by mail: from the hand-over that promises one to a real mail server, once; on both engines."""

import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest

from central.app import create_app
from central.database import Database
from central.mailing import queue
from central.mailing.queue import GIVE_UP_AFTER, LEASE, Status
from central.mailing.sender import MailSender
from central.mailing.smtp import MailServer, Tls
from central.serve import ServedInThread, mailing
from kiosk.domain.event import GENESIS, event_from_wire
from kiosk.domain.receipt import short_reference
from tests.central.day import answers, enrolled, wait_until
from tests.central.mail_day import EMAIL, SENDER, Clock, MailDay, line, mail_day, said
from tests.central.post_office import PostOffice


@pytest.fixture
def day(database: Database, tmp_path: Path) -> Iterator[MailDay]:
    with mail_day(database, tmp_path) as day:
        yield day


@pytest.fixture
def post() -> Iterator[PostOffice]:
    with PostOffice() as post:
        yield post


def free_port() -> int:
    with PostOffice() as gone:
        return gone.port


def test_a_promised_receipt_is_mailed_once(day: MailDay, post: PostOffice) -> None:
    arrival, handed = day.arrival(), day.hand_over()
    day.terminal.send(arrival, handed)
    assert answers(day.terminal.send(handed)) == ["duplicate"]
    assert len(day.rows()) == 1
    assert day.sender(post).send_due() == 1
    assert answers(day.terminal.send(arrival, handed)) == ["duplicate", "duplicate"]
    assert day.sender(post).send_due() == 0
    assert post.recipients == [EMAIL]
    assert day.standing() == [(Status.SENT, "")]
    (message,) = post.messages
    assert message["Subject"] == "Votre reçu, n° A001 – Rivoli"
    assert (message["From"], message["To"]) == (str(SENDER), EMAIL)
    assert message["Auto-Submitted"] == "auto-generated"
    body = message.get_content()
    for told in (
        "Bonjour Camille D.,",
        "Montre Lunaire",
        "SN1",
        "11\u00a0h\u00a000",
        "réservée pour plus tard",
        short_reference(handed["event_id"]),
    ):
        assert told in body, told
    assert "Durand" not in body


def test_in_english_and_for_a_language_nobody_here_writes(day: MailDay, post: PostOffice) -> None:
    day.imports(line(2, language="en"), line(3, language="ja"))
    day.terminal.send(day.hand_over(2), day.hand_over(3))
    day.sender(post).send_due()
    assert [message["Content-Language"] for message in post.messages] == ["en", "en"]
    body = post.messages[0].get_content()
    assert "Hello Camille D.," in body
    assert "Time: 11:00" in body


@pytest.mark.parametrize("receipt", ["printed", "none", "", "EMAIL"])
def test_other_receipts_are_not_mailed(day: MailDay, receipt: str) -> None:
    day.terminal.send(day.hand_over(receipt=receipt))
    assert day.rows() == []


def test_a_refused_event_promises_nothing(day: MailDay) -> None:
    wrong = day.hand_over()
    wrong["payload"] = {**wrong["payload"], "serial": "another"}
    assert answers(day.terminal.send(wrong)) == ["rejected"]
    assert day.rows() == []


def test_the_promise_stands_or_falls_with_the_hand_over(day: MailDay, monkeypatch: pytest.MonkeyPatch) -> None:
    """One transaction: when the receipt cannot be noted, the event was not taken in either, and comes again."""
    handed = day.hand_over()

    def breaks(*_arguments: object) -> int:
        raise ZeroDivisionError

    with monkeypatch.context() as patch:
        patch.setattr("central.app.enqueue", breaks)
        assert day.terminal.post(handed).status_code == 500
    day.terminal.session.close()
    assert answers(day.terminal.send(handed)) == ["accepted"]
    assert len(day.rows()) == 1


def test_while_the_server_is_down_nothing_is_lost(day: MailDay, caplog: pytest.LogCaptureFixture) -> None:
    day.imports(line(1), line(2, email="nils@mail.example"))
    day.terminal.send(day.hand_over(1), day.hand_over(2))
    port = free_port()
    sender = day.sender(port)
    assert (sender.send_due(), sender.send_due()) == (0, 0)
    assert said(caplog) == [f"the mail server 127.0.0.1:{port} cannot be used: Connection refused; receipts wait"]
    assert {status for status, _ in day.standing()} == {Status.WAITING}
    assert ("waiting", "the mail server: Connection refused") in day.standing()
    with PostOffice(port) as post:
        assert sender.send_due() == 2
    assert sorted(post.recipients) == [EMAIL, "nils@mail.example"]


def test_a_server_that_has_no_time_is_asked_again_later(day: MailDay, post: PostOffice) -> None:
    day.terminal.send(day.hand_over())
    post.at_data = ["451 4.3.0 camille@mail.example: later", "452 4.3.1 full"]
    sender = day.sender(post)
    assert sender.send_due() == 0
    assert day.standing() == [(Status.WAITING, "the message cannot be taken now (451 4.3.0)")]
    day.clock.forward(seconds=59)
    assert sender.send_due() == 0
    day.clock.forward(seconds=1)
    assert sender.send_due() == 0
    assert day.rows()[0].attempts == 2
    day.clock.forward(seconds=119)
    assert sender.send_due() == 0
    assert day.rows()[0].attempts == 2, "the delay doubles"
    day.clock.forward(seconds=1)
    assert sender.send_due() == 1
    assert post.recipients == [EMAIL]


def test_one_address_that_must_wait_holds_nobody_up(day: MailDay, post: PostOffice) -> None:
    day.imports(line(1), line(2, email="nils@mail.example"))
    post.refuses = {EMAIL: "450 4.2.1 greylisted"}
    day.terminal.send(day.hand_over(1), day.hand_over(2))
    assert day.sender(post).send_due() == 1
    assert post.recipients == ["nils@mail.example"]
    assert (Status.WAITING, "the address cannot be served now (450 4.2.1)") in day.standing()


def test_after_three_days_it_is_given_up(day: MailDay, post: PostOffice) -> None:
    day.terminal.send(day.hand_over())
    post.at_data = ["451 later"]
    day.clock.now += GIVE_UP_AFTER
    assert day.sender(post).send_due() == 0
    ((status, reason),) = day.standing()
    assert (status, reason.split(":")[0]) == (Status.REFUSED, "given up after three days")


def test_what_the_server_refuses_is_seen_and_tried_again_when_asked(
    day: MailDay, post: PostOffice, caplog: pytest.LogCaptureFixture
) -> None:
    post.refuses = {EMAIL: f"550 5.1.1 <{EMAIL}> unknown"}
    day.terminal.send(day.hand_over())
    sender = day.sender(post)
    assert sender.send_due() == 0
    assert day.standing() == [(Status.REFUSED, "the address was refused (550 5.1.1)")]
    event_id = day.rows()[0].event_id
    refusal = f"receipt of event {event_id} will not be mailed: the address was refused (550 5.1.1)"
    assert said(caplog) == [refusal]
    day.clock.forward(days=1)
    assert sender.send_due() == 0, "never by itself"
    day.imports(line(email="camille@new.example"))
    with day.database.write() as connection:
        assert queue.retry(connection, [day.rows()[0].event_id], day.clock()) == 1
    assert sender.send_due() == 1
    assert post.recipients == ["camille@new.example"]


@pytest.mark.parametrize(
    ("answer", "standing"),
    [
        ("554 5.6.0 no", (Status.REFUSED, "the message was refused (554 5.6.0)")),
        ("421 4.3.2 shutting down", (Status.WAITING, "the mail server: it ends the connection (421 4.3.2)")),
    ],
)
def test_answers_to_the_message(
    day: MailDay, post: PostOffice, caplog: pytest.LogCaptureFixture, answer: str, standing: tuple[Status, str]
) -> None:
    day.terminal.send(day.hand_over())
    post.at_data = [answer]
    assert day.sender(post).send_due() == 0
    assert day.standing() == [standing]
    assert len(said(caplog)) == 1


def test_a_sender_the_server_does_not_know_costs_no_receipt(
    day: MailDay, post: PostOffice, caplog: pytest.LogCaptureFixture
) -> None:
    day.terminal.send(day.hand_over())
    post.at_sender = "553 5.7.1 not yours"
    assert day.sender(post).send_due() == 0
    assert day.standing() == [(Status.WAITING, "the mail server: it takes no mail from this sender (553 5.7.1)")]
    caplog.clear()
    post.at_sender = ""
    assert day.sender(post).send_due() == 1


def test_a_crash_after_the_server_took_it_sends_it_twice_under_one_id(
    day: MailDay, post: PostOffice, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The gap that cannot be closed: never not at all, at worst twice, and mail programs can tell."""
    day.terminal.send(day.hand_over())
    sender = day.sender(post)
    with monkeypatch.context() as patch:

        def dies(*_arguments: object, **_more: object) -> bool:
            raise KeyboardInterrupt

        patch.setattr("central.mailing.queue.settle", dies)
        with pytest.raises(KeyboardInterrupt):
            sender.send_due()
    assert day.standing() == [(Status.WAITING, "")]
    assert day.sender(post).send_due() == 0, "the lease holds"
    day.clock.now += LEASE
    assert day.sender(post).send_due() == 1
    assert post.recipients == [EMAIL, EMAIL]
    first, second = post.messages
    assert first["Message-ID"] == second["Message-ID"]
    assert day.standing() == [(Status.SENT, "")]


def test_a_crash_before_the_server_took_it_sends_it_once(day: MailDay, post: PostOffice) -> None:
    day.terminal.send(day.hand_over())
    with day.database.write() as connection:
        assert queue.claim(connection, day.clock()) is not None
    assert day.sender(post).send_due() == 0
    day.clock.now += LEASE
    assert day.sender(post).send_due() == 1
    assert post.recipients == [EMAIL]


def test_who_outlives_the_lease_settles_nothing(
    day: MailDay, post: PostOffice, caplog: pytest.LogCaptureFixture
) -> None:
    """A central that hung while it was sending comes back when another has taken over."""
    day.terminal.send(day.hand_over())
    other = day.sender(post)
    slow = PostOffice(before_taking=lambda: _later(day, other))
    with slow:
        day.sender(slow).send_due()
    assert post.recipients == slow.recipients == [EMAIL]
    assert day.standing() == [(Status.SENT, "")]
    assert ["another central had it meanwhile" in one for one in said(caplog)] == [False, True]


def test_a_claim_that_has_run_out_settles_nothing_while_another_sends(day: MailDay) -> None:
    day.terminal.send(day.hand_over())
    with day.database.write() as connection:
        first = queue.claim(connection, day.clock())
    day.clock.now += LEASE
    with day.database.write() as connection:
        second = queue.claim(connection, day.clock())
    assert first is not None
    assert second is not None
    with day.database.write() as connection:
        assert not queue.try_again(connection, first, day.clock(), "late", 1.0)
        assert not queue.settle(connection, first, Status.REFUSED, day.clock(), "late")
    assert day.standing() == [(Status.WAITING, "")]
    with day.database.write() as connection:
        assert queue.settle(connection, second, Status.SENT, day.clock())


def test_the_same_act_sealed_again_in_another_life_promises_nothing_new(day: MailDay, post: PostOffice) -> None:
    """A terminal whose file was restored tells again what it did, under the same id."""
    handed = day.hand_over()
    day.terminal.send(handed)
    day.sender(post).send_due()
    again = replace(event_from_wire(handed), incarnation="inc-2").sealed(GENESIS)
    day.terminal.incarnation = "inc-2"
    assert answers(day.terminal.send(again.to_wire())) == ["duplicate"]
    assert day.sender(post).send_due() == 0
    assert day.standing() == [(Status.SENT, "")]


def _later(day: MailDay, other: MailSender) -> None:
    day.clock.now += LEASE
    assert other.send_due() == 1


def test_two_centrals_on_one_database_send_each_receipt_once(day: MailDay, post: PostOffice) -> None:
    count = 24
    day.imports(*(line(number, email=f"c{number}@mail.example") for number in range(1, count + 1)))
    day.terminal.send(*(day.hand_over(number) for number in range(1, count + 1)))
    at_once = threading.Barrier(3)

    def sends(_number: int) -> int:
        at_once.wait(10)
        return day.sender(post).send_due()

    with ThreadPoolExecutor(3) as pool:
        sent = list(pool.map(sends, range(3)))
    assert sum(sent) == count
    assert sorted(post.recipients) == sorted(f"c{number}@mail.example" for number in range(1, count + 1))


def test_a_hand_over_that_was_taken_back_first_is_not_mailed(day: MailDay, post: PostOffice) -> None:
    handed = day.hand_over()
    day.terminal.send(handed, day.undo(handed))
    assert day.sender(post).send_due() == 0
    assert day.standing() == [(Status.CANCELLED, "the hand-over was taken back")]
    assert day.address() == EMAIL, "they come again"
    day.terminal.send(day.hand_over())
    assert day.sender(post).send_due() == 1
    assert post.recipients == [EMAIL]


def test_central_serves_and_mails_by_itself(database: Database, tmp_path: Path, post: PostOffice) -> None:
    """The thread beside the application, woken by the commit."""
    app = create_app(database)
    server = MailServer("127.0.0.1", post.port, SENDER, Tls.NONE)
    with (
        mailing(database, app, server) as sender,
        ServedInThread(database, app=app) as url,
        enrolled(database, url, "Till") as till,
    ):
        assert sender is not None
        day = MailDay(database, tmp_path, till, Clock())
        till.send(day.hand_over())
        wait_until(lambda: post.taken)
        wait_until(lambda: day.standing() == [(Status.SENT, "")])
