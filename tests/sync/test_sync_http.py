"""HTTP against small real servers on loopback that do what networks do."""

import gzip
import socket
import ssl
import threading
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from kiosk.domain.clock import utc_text
from kiosk.errors import ConfigError
from sync.http import Client, Limits
from sync.outcome import Garbled, NotCentral, OtherProtocol, Oversized, Reached, Refused, Unreachable
from sync.servers import REST_MS, Servers, checked
from sync.wire import EventBatch, FeedPage
from tests.sync.loopback import Handler, Loopback, reply, says, says_and_hangs_up

PAGE = b'{"epoch":"e1","cursor":3,"rows":[],"head":null}'
QUICK = Limits(connect_s=2, silence_s=0.5, total_s=1.0, max_bytes=1 << 20)
PATIENT = Limits(connect_s=2, silence_s=30, total_s=30)

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
    assert ask(says(reply("200 OK", PAGE))) == Reached(FeedPage("e1", 3, [], None))


def test_a_packed_answer_is_read(ask: Ask) -> None:
    assert ask(says(reply("200 OK", gzip.compress(PAGE), "Content-Encoding: gzip"))) == Reached(
        FeedPage("e1", 3, [], None)
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


# --- several servers --------------------------------------------------------------------------------------------------


def test_the_first_server_that_answers_is_used() -> None:
    with Loopback(says(b"")) as gone:
        pass
    portal = reply("200 OK", b"<html>", central=False)
    with Loopback(says(portal)) as stranger, Loopback(says(reply("200 OK", PAGE))) as central:
        client = Client([gone.url, stranger.url, central.url], 1, "token", limits=QUICK)
        for _ in range(3):
            assert isinstance(client.feed("", 0, 10, 0), Reached)
        client.close()
        assert len(stranger.heads) == 1, "a server that failed rests"
        assert len(central.heads) == 3


def test_a_refusal_is_an_answer() -> None:
    with Loopback(says(reply("401 No", b"{}"))) as hub, Loopback(says(reply("200 OK", PAGE))) as central:
        client = Client([hub.url, central.url], 1, "token", limits=QUICK)
        assert isinstance(client.feed("", 0, 10, 0), Refused)
        client.close()
        assert central.heads == []


def test_the_first_server_gets_its_chance_again() -> None:
    servers = checked(["https://hub", "https://central"])
    assert servers.order(0) == ("https://hub", "https://central")
    servers = servers.failed("https://hub", 1000)
    assert servers.order(1001) == ("https://central", "https://hub")
    assert servers.order(1000 + REST_MS) == ("https://hub", "https://central")
    assert servers.answered("https://hub").order(1001) == ("https://hub", "https://central")
    assert servers.failed("https://central", 1001).order(1002) == ("https://hub", "https://central")


@pytest.mark.parametrize(
    "url",
    [
        "http://central.example",
        "http://192.0.2.1:8710",
        "http://localhost.example",
        "ftp://localhost",
        "central.example",
        "https://",
        "https://user:secret@central.example",
        "https://central.example/?token=1",
        "https://central.example:port",
        "http://[::1",
    ],
)
def test_addresses_that_would_leak_the_token_are_refused(url: str) -> None:
    with pytest.raises(ConfigError):
        Client([url], 1, "token")


def test_addresses_that_are_good() -> None:
    good = (
        "https://central.example:8443/kiosk/",
        "http://127.0.0.1:1",
        "http://127.9.9.9",
        "http://[::1]:1",
        "http://localhost",
    )
    assert checked(good) == Servers(("https://central.example:8443/kiosk", *good[1:]))
    with pytest.raises(ConfigError):
        checked([])


# --- TLS --------------------------------------------------------------------------------------------------------------


class Authority:
    """A certificate authority, and a server certificate of its making for 127.0.0.1."""

    def __init__(self, folder: Path, name: str) -> None:
        key, subject = ec.generate_private_key(ec.SECP256R1()), _name(f"{name} authority")
        ca = _certificate(subject, subject, key, key, x509.BasicConstraints(ca=True, path_length=0), critical=True)
        self.pem = ca.public_bytes(serialization.Encoding.PEM).decode()
        server_key = ec.generate_private_key(ec.SECP256R1())
        san = x509.SubjectAlternativeName([x509.IPAddress(__import__("ipaddress").ip_address("127.0.0.1"))])
        server = _certificate(_name(name), subject, server_key, key, san, critical=False)
        file = folder / f"{name}.pem"
        file.write_bytes(
            server_key.private_bytes(
                serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
            )
            + server.public_bytes(serialization.Encoding.PEM)
        )
        self.context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        self.context.load_cert_chain(file)


def _name(text: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, text)])


def _certificate(
    subject: x509.Name, issuer: x509.Name, key: Any, signer: Any, extension: x509.ExtensionType, *, critical: bool
) -> x509.Certificate:
    now = datetime.now(UTC)
    builder = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(extension, critical=critical)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
        .add_extension(x509.AuthorityKeyIdentifier.from_issuer_public_key(signer.public_key()), critical=False)
    )
    return builder.sign(signer, hashes.SHA256())


def test_only_the_pinned_authority_is_trusted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    ours, other = Authority(tmp_path, "ours"), Authority(tmp_path, "other")
    bundle = tmp_path / "bundle.pem"
    bundle.write_text(other.pem)
    monkeypatch.setenv("REQUESTS_CA_BUNDLE", str(bundle))
    monkeypatch.setenv("SSL_CERT_FILE", str(bundle))
    with (
        Loopback(says(reply("200 OK", PAGE)), ours.context) as good,
        Loopback(says(reply("200 OK", PAGE)), other.context) as bad,
    ):
        client = Client([good.url], 1, "token", ours.pem, limits=QUICK)
        assert isinstance(client.feed("", 0, 10, 0), Reached)
        # requests would have put its bundle of public authorities into our context by now.
        assert len(client._tls.get_ca_certs()) == 1
        client.close()
        client = Client([bad.url], 1, "token", ours.pem, limits=QUICK)
        assert isinstance(client.feed("", 0, 10, 0), Unreachable)
        client.close()
        assert bad.heads == [], "the token went to a stranger"


def test_closing_ends_a_waiting_long_poll_under_tls(tmp_path: Path) -> None:
    waiting, never = threading.Event(), threading.Event()

    def waits(_connection: socket.socket, _head: bytes) -> None:
        waiting.set()
        never.wait(30)

    ours = Authority(tmp_path, "ours")
    outcomes: list[Any] = []
    with Loopback(waits, ours.context) as server:
        client = Client([server.url], 1, "token", ours.pem, limits=PATIENT)
        poll = threading.Thread(target=lambda: outcomes.append(client.feed("", 0, 10, 25)))
        poll.start()
        assert waiting.wait(10)
        client.close()
        poll.join(10)
        never.set()
    assert not poll.is_alive()
    assert isinstance(outcomes[0], Unreachable)


def test_a_certificate_that_is_none_is_said_at_start() -> None:
    with pytest.raises(ConfigError, match="certificate"):
        Client(
            ["https://central.example"], 1, "token", "-----BEGIN CERTIFICATE-----\nrubbish\n-----END CERTIFICATE-----"
        )
