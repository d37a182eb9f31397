"""HTTP against small real servers on loopback that do what networks do."""

import gzip
import socket
import threading
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from kiosk.domain.clock import utc_text
from sync.http import Client, Limits
from sync.outcome import Garbled, NotCentral, OtherProtocol, Oversized, Reached, Refused, Unreachable
from sync.wire import EventBatch, FeedPage
from tests.sync.loopback import PAGE, PATIENT, QUICK, Handler, Loopback, reply, says, says_and_hangs_up

Ask = Callable[..., Any]


@pytest.fixture
def ask() -> Iterator[Ask]:
    """One feed request to a server with this handler; what came of it."""
    clients: list[Client] = []

    def asking(handler: Handler, limits: Limits = QUICK) -> Any:
        with Loopback(handler) as server:
            clients.append(Client([server.url], 1, "token", limits=limits))
            return clients[-1].feed("", 0, 10, 0)

    yield asking
    for client in clients:
        client.close()


def test_an_answer_of_central_is_read(ask: Ask) -> None:
    assert ask(says(reply("200 OK", PAGE))) == Reached(FeedPage("e1", 3, [], None, 0))


def test_a_packed_answer_is_read(ask: Ask) -> None:
    assert ask(says(reply("200 OK", gzip.compress(PAGE), "Content-Encoding: gzip"))) == Reached(
        FeedPage("e1", 3, [], None, 0)
    )


def test_the_request_names_terminal_protocol_and_position() -> None:
    with Loopback(says(reply("200 OK", PAGE))) as server:
        client = Client([server.url], 7, "secret", limits=QUICK)
        client.feed("e 1", 5, 100, 0)
        client.send(EventBatch("t", "life", []))
        client.close()
    feed, events = (head.decode() for head in server.heads)
    assert feed.startswith("GET /v1/stores/7/feed?epoch=e+1&cursor=5&limit=100&wait=0 HTTP/1.1")
    assert "Authorization: Bearer secret" in feed
    assert "Kiosk-Protocol: 1" in feed
    assert events.startswith("POST /v1/stores/7/events HTTP/1.1")
    assert events.endswith('{"terminal_id":"t","incarnation":"life","events":[]}')


@pytest.mark.parametrize(
    "answer",
    [
        reply("200 OK", b"<html><body>Welcome to our Wi-Fi</body></html>", "Content-Type: text/html", central=False),
        reply("200 OK", PAGE, "Content-Type: application/json", central=False),
        reply("511 Network Authentication Required", b"<html>", central=False),
        reply("401 Unauthorized", b"<html>", central=False),
        reply("404 Not Found", b"", central=False),
        reply("302 Found", b"", "Location: http://127.0.0.1:1/login", central=False),
        reply("302 Found", PAGE, "Location: http://127.0.0.1:1/v1"),
    ],
    ids=[
        "portal",
        "json without header",
        "511",
        "401 of a proxy",
        "404 of a proxy",
        "redirect",
        "redirect with header",
    ],
)
def test_what_is_not_central_is_never_believed(ask: Ask, answer: bytes) -> None:
    assert isinstance(ask(says(answer)), NotCentral)


def test_a_redirect_is_not_followed_and_its_body_is_not_read(ask: Ask) -> None:
    def endless(connection: socket.socket, _head: bytes) -> None:
        connection.sendall(b"HTTP/1.1 302 Found\r\nLocation: /elsewhere\r\n\r\n")
        while True:
            connection.sendall(b"x" * 65536)

    assert isinstance(ask(endless, PATIENT), NotCentral)


def test_an_answer_cut_off_is_no_answer(ask: Ask) -> None:
    whole = reply("200 OK", PAGE)
    for cut in (10, len(whole) - len(PAGE) - 5, len(whole) - len(PAGE), len(whole) - 1):
        # Headers cut in the middle look whole to http.client: central's may be missing or damaged.
        assert isinstance(ask(says_and_hangs_up(whole[:cut])), Unreachable | NotCentral | Garbled)


def test_a_chunked_answer_cut_off_is_no_answer(ask: Ask) -> None:
    head = b"HTTP/1.1 200 OK\r\nKiosk-Protocol: 1\r\nTransfer-Encoding: chunked\r\n\r\n"
    assert isinstance(ask(says_and_hangs_up(head + b"%x\r\n" % len(PAGE) + PAGE)), Unreachable)


def test_json_cut_on_the_way_by_somebody_who_mends_the_length_is_garbled(ask: Ask) -> None:
    assert isinstance(ask(says(reply("200 OK", PAGE[:-7]))), Garbled)
    assert isinstance(ask(says(reply("200 OK", b"\xff\xfe" + PAGE))), Garbled)


def test_packed_rubbish_is_no_answer(ask: Ask) -> None:
    assert isinstance(ask(says(reply("200 OK", b"no gzip at all", "Content-Encoding: gzip"))), Unreachable)


def test_another_protocol_is_named() -> None:
    answers = [reply("200 OK", PAGE, "Kiosk-Protocol: 2", central=False), reply("200 OK", b'{"epoch": 5}')]
    for answer in answers:
        with Loopback(says(answer)) as server:
            client = Client([server.url], 1, "token", limits=QUICK)
            assert isinstance(client.feed("", 0, 10, 0), OtherProtocol)
            client.close()


@pytest.mark.parametrize(
    "status", ["400 Bad", "401 No", "403 No", "413 Large", "422 No", "429 Slow", "500 Oh", "503 Busy"]
)
def test_error_statuses_carry_centrals_problem(ask: Ask, status: str) -> None:
    outcome = ask(says(reply(status, b'{"error":"word","message":"what to do"}', "Retry-After: 7")))
    assert isinstance(outcome, Refused)
    assert (outcome.status, outcome.retry_after_s) == (int(status[:3]), 7.0)
    assert outcome.problem is not None
    assert outcome.problem.message == "what to do"


@pytest.mark.parametrize("status", ["413 Large", "429 Slow", "502 Gateway", "503 Busy", "504 Late"])
def test_a_gateway_in_front_of_central_is_not_a_captive_portal(ask: Ask, status: str) -> None:
    assert ask(says(reply(status, b"<html>nginx</html>", central=False))) == Refused(int(status[:3]))


def test_retry_after_as_a_date() -> None:
    now = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
    dates = {"Sun, 22 Nov 2026 09:00:30 GMT": 30.0, "Sun, 22 Nov 2026 08:00:00 GMT": 0.0, "soon": None}
    for text, seconds in dates.items():
        with Loopback(says(reply("503 Busy", b"", f"Retry-After: {text}"))) as server:
            client = Client([server.url], 1, "token", limits=QUICK, now=lambda: now)
            outcome = client.feed("", 0, 10, 0)
            client.close()
        assert isinstance(outcome, Refused)
        assert outcome.retry_after_s == seconds


def drips(first: bytes, drop: bytes) -> Handler:
    """`first` at once, then a byte again and again, always sooner than any timeout of the socket."""
    never = threading.Event()

    def handler(connection: socket.socket, _head: bytes) -> None:
        connection.sendall(first)
        while not never.wait(0.05):
            connection.sendall(drop)

    return handler


def test_a_slow_drip_ends_when_the_time_is_up(ask: Ask) -> None:
    body = b"HTTP/1.1 200 OK\r\nKiosk-Protocol: 1\r\nContent-Length: 100000\r\n\r\n"
    assert isinstance(ask(drips(body, b" ")), Unreachable)
    assert isinstance(ask(drips(b"HTTP/1.1 200 OK\r\nX-Slow: ", b"x")), Unreachable)


def test_silence_ends_when_the_time_is_up(ask: Ask) -> None:
    assert isinstance(ask(drips(b"", b"")), Unreachable)


def test_a_long_poll_may_be_silent_as_long_as_it_was_asked_to_wait() -> None:
    done = threading.Event()

    def late(connection: socket.socket, _head: bytes) -> None:
        done.wait(1.2)
        connection.sendall(reply("200 OK", PAGE))

    with Loopback(late) as server:
        client = Client([server.url], 1, "token", limits=QUICK)
        assert isinstance(client.feed("", 0, 10, 5), Reached)
        client.close()


def test_too_many_bytes_are_not_taken(ask: Ask) -> None:
    large = b'{"epoch":"' + b"x" * (2 << 20) + b'"}'
    assert isinstance(ask(says(reply("200 OK", large))), Oversized)
    bomb = gzip.compress(b" " * (200 << 20), compresslevel=1)
    assert isinstance(ask(says(reply("200 OK", bomb, "Content-Encoding: gzip"))), Oversized)


def test_nobody_there() -> None:
    with Loopback(says(b"")) as server:
        url = server.url
    client = Client([url], 1, "token", limits=QUICK)
    outcome = client.health()
    client.close()
    assert isinstance(outcome, Unreachable)
    assert "refused" in outcome.detail
    assert str(server.port) not in outcome.detail


def test_a_connection_the_server_closed_meanwhile_is_opened_anew() -> None:
    def once(connection: socket.socket, _head: bytes) -> None:
        connection.sendall(reply("200 OK", PAGE))
        connection.shutdown(socket.SHUT_RDWR)
        closed.set()

    closed = threading.Event()
    with Loopback(once) as server:
        client = Client([server.url], 1, "token", limits=QUICK)
        for _ in range(3):
            assert isinstance(client.feed("", 0, 10, 0), Reached)
            assert closed.wait(5)
            closed.clear()
        client.close()


def test_the_environment_changes_nothing(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name in ("http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY"):
        monkeypatch.setenv(name, "http://127.0.0.1:1")
    monkeypatch.delenv("no_proxy", raising=False)
    netrc = tmp_path / "netrc"
    netrc.write_text("machine 127.0.0.1 login somebody password else\n")
    monkeypatch.setenv("NETRC", str(netrc))
    with Loopback(says(reply("200 OK", PAGE, "Set-Cookie: track=1; Path=/"))) as server:
        client = Client([server.url], 1, "token", limits=QUICK)
        for _ in range(2):
            assert isinstance(client.feed("", 0, 10, 0), Reached)
        client.close()
    for head in server.heads:
        assert b"Authorization: Bearer token" in head
        assert b"Cookie" not in head


def test_closing_ends_a_waiting_long_poll_and_refuses_more() -> None:
    waiting, never = threading.Event(), threading.Event()

    def waits(_connection: socket.socket, _head: bytes) -> None:
        waiting.set()
        never.wait(30)

    outcomes: list[Any] = []
    with Loopback(waits) as server:
        client = Client([server.url], 1, "token", limits=PATIENT)
        poll = threading.Thread(target=lambda: outcomes.append(client.feed("", 0, 10, 25)))
        poll.start()
        assert waiting.wait(10)
        client.close()
        poll.join(10)
        never.set()
    assert not poll.is_alive()
    assert isinstance(outcomes[0], Unreachable)
    assert client.feed("", 0, 10, 0) == Unreachable("closed")


# --- the clock --------------------------------------------------------------------------------------------------------


def test_centrals_clock_is_measured_and_a_long_polls_wait_does_not_count() -> None:
    ours = datetime.now(UTC)
    late = threading.Event()

    def handler(connection: socket.socket, head: bytes) -> None:
        if b"wait=5" in head:
            late.wait(1.5)
        theirs = utc_text(datetime.now(UTC) + timedelta(hours=1))
        connection.sendall(reply("200 OK", PAGE, f"Kiosk-Time: {theirs}"))

    with Loopback(handler) as server:
        client = Client([server.url], 1, "token", limits=QUICK)
        assert client.clock_offset_ms() is None
        client.feed("", 0, 10, 0)
        first = client.clock_offset_ms()
        client.feed("", 0, 10, 5)
        second = client.clock_offset_ms()
        client.close()
    assert ours.tzinfo is UTC
    for measured in (first, second):
        assert measured is not None
        assert abs(measured - 3_600_000) < 700  # half of the 1.5 s that were waited would be 750


def test_a_stranger_cannot_set_the_clock(ask: Ask) -> None:
    with Loopback(says(reply("200 OK", PAGE, "Kiosk-Time: 2036-01-01T00:00:00.000Z", central=False))) as server:
        client = Client([server.url], 1, "token", limits=QUICK)
        client.feed("", 0, 10, 0)
        assert client.clock_offset_ms() is None
        client.close()
