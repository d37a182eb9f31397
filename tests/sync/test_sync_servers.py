"""Which server is asked, and which certificate is believed: real connections on loopback."""

import ipaddress
import socket
import ssl
import threading
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from kiosk.errors import ConfigError
from sync.http import Client
from sync.outcome import Reached, Refused, Unreachable
from sync.servers import REST_MS, Servers, checked
from tests.sync.loopback import PAGE, PATIENT, QUICK, Loopback, reply, says

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
        san = x509.SubjectAlternativeName([x509.IPAddress(ipaddress.ip_address("127.0.0.1"))])
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
