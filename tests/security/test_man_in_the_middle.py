"""Somebody between terminal and central: real TLS on loopback, and not one byte of a request for whoever is not central."""

import socket
import ssl
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from cryptography.x509.oid import ExtendedKeyUsageOID

from kiosk.errors import ConfigError
from sync.authority import trusting
from sync.http import Client
from sync.outcome import NotCentral, Reached, Unreachable
from tests.security.forger import DAY, HOST, Paper, issued, root, self_signed
from tests.sync.loopback import PAGE, PATIENT, Loopback, reply, says

CENTRAL = root()
"""What the terminals of these tests have pinned."""
STRANGER = root()
"""Of the same name: only its key is another."""
ANSWER = says(reply("200 OK", PAGE))
TOKEN = b"Bearer the-token"


def ask(server: Loopback, pem: str = CENTRAL.pem) -> Any:
    client = Client([server.url], 1, "the-token", pem, limits=PATIENT)
    try:
        return client.feed("", 0, 10, 0)
    finally:
        client.close()


@pytest.fixture
def genuine(tmp_path: Path) -> Iterator[Loopback]:
    with Loopback(ANSWER, issued(CENTRAL).server(tmp_path)) as server:
        yield server


def test_central_itself_is_believed(genuine: Loopback) -> None:
    """Without this the refusals below would prove nothing."""
    assert isinstance(ask(genuine), Reached)
    assert TOKEN in genuine.heads[0]


IMPOSTORS: dict[str, Callable[[], Paper]] = {
    "another authority": lambda: issued(STRANGER),
    "nobody's": self_signed,
    "another address": lambda: issued(CENTRAL, "127.0.0.2"),
    "an address in the common name only": lambda: issued(CENTRAL, None),
    "run out": lambda: issued(CENTRAL, starts=-2 * DAY, ends=-timedelta(minutes=1)),
    "not yet valid": lambda: issued(CENTRAL, starts=timedelta(hours=1)),
    "made for clients": lambda: issued(CENTRAL, usage=ExtendedKeyUsageOID.CLIENT_AUTH),
    "signed by another server of ours": lambda: issued(issued(CENTRAL)),
}


@pytest.mark.parametrize("impostor", IMPOSTORS.values(), ids=IMPOSTORS)
def test_a_certificate_that_is_not_centrals_gets_no_byte_of_a_request(
    impostor: Callable[[], Paper], tmp_path: Path
) -> None:
    with Loopback(ANSWER, impostor().server(tmp_path)) as server:
        outcome = ask(server)
    assert isinstance(outcome, Unreachable)
    assert "CERTIFICATE_VERIFY_FAILED" in outcome.detail or "SSL" in outcome.detail
    assert server.heads == []


def test_an_authority_below_the_pinned_one_may_sign(tmp_path: Path) -> None:
    with Loopback(ANSWER, issued(issued(CENTRAL, authority=True)).server(tmp_path)) as server:
        assert isinstance(ask(server), Reached)


def test_the_present_and_the_next_authority_are_believed_and_then_only_the_next(tmp_path: Path) -> None:
    following = root("Launch authority 2")
    both = CENTRAL.pem + following.pem
    with (
        Loopback(ANSWER, issued(CENTRAL).server(tmp_path)) as before,
        Loopback(ANSWER, issued(following).server(tmp_path)) as after,
    ):
        assert isinstance(ask(before, both), Reached)
        assert isinstance(ask(after, both), Reached)
        assert isinstance(ask(before, following.pem), Unreachable)
        assert isinstance(ask(after, following.pem), Reached)
        assert isinstance(ask(after, CENTRAL.pem), Unreachable)


@pytest.mark.parametrize("pem", ["not a certificate", CENTRAL.pem[:-40], CENTRAL.pem.replace("M", "N")])
def test_a_pinned_authority_that_cannot_be_read_is_an_error_and_never_the_systems_instead(pem: str) -> None:
    with pytest.raises(ConfigError, match="Enrol this terminal again"):
        Client(["https://127.0.0.1:1"], 1, "the-token", pem)


# --- the environment --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["REQUESTS_CA_BUNDLE", "CURL_CA_BUNDLE", "SSL_CERT_FILE"])
def test_an_authority_of_the_environment_is_not_believed(
    name: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    bundle = tmp_path / "bundle.pem"
    bundle.write_text(STRANGER.pem)
    monkeypatch.setenv(name, str(bundle))
    with Loopback(ANSWER, issued(STRANGER).server(tmp_path)) as server:
        assert isinstance(ask(server), Unreachable)
    assert server.heads == []


def test_no_proxy_of_the_environment_is_asked(
    genuine: Loopback, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.delenv("no_proxy", raising=False)
    monkeypatch.delenv("NO_PROXY", raising=False)
    with Loopback(says(b"HTTP/1.1 200 Connection established\r\n\r\n")) as proxy:
        for name in ("https_proxy", "HTTPS_PROXY", "http_proxy", "all_proxy", "ALL_PROXY"):
            monkeypatch.setenv(name, proxy.url)
        assert isinstance(ask(genuine), Reached)
    assert proxy.heads == []


def test_no_netrc_replaces_the_token(genuine: Loopback, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    netrc = tmp_path / ".netrc"
    netrc.write_text("machine 127.0.0.1 login somebody password else\n")
    netrc.chmod(0o600)
    monkeypatch.setenv("NETRC", str(netrc))
    monkeypatch.setenv("HOME", str(tmp_path))
    assert isinstance(ask(genuine), Reached)
    assert TOKEN in genuine.heads[0]
    assert b"Basic" not in genuine.heads[0]


def test_the_keys_of_a_connection_are_written_nowhere(
    genuine: Loopback, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    log = tmp_path / "keys.log"
    monkeypatch.setenv("SSLKEYLOGFILE", str(log))
    assert isinstance(ask(genuine), Reached)
    assert not log.exists()


# --- downgrade, redirect ----------------------------------------------------------------------------------------------


def old(paper: Paper, folder: Path, version: ssl.TLSVersion) -> ssl.SSLContext:
    context = paper.server(folder)
    # What OpenSSL itself would refuse today: the terminal has to, whatever the system allows.
    context.set_ciphers("ALL:@SECLEVEL=0")
    with pytest.warns(DeprecationWarning, match="TLSVersion"):
        context.minimum_version = version
    with pytest.warns(DeprecationWarning, match="TLSVersion"):
        context.maximum_version = version
    return context


@pytest.mark.parametrize("version", [ssl.TLSVersion.TLSv1, ssl.TLSVersion.TLSv1_1])
def test_old_tls_is_not_spoken(version: ssl.TLSVersion, tmp_path: Path) -> None:
    context = old(issued(CENTRAL), tmp_path, version)
    with Loopback(ANSWER, context) as server:
        outcome = ask(server)
        assert spoken_with(server, version) == version.name.replace("_", "."), "this server is not merely broken"
    assert isinstance(outcome, Unreachable)
    assert server.heads == []


def spoken_with(server: Loopback, version: ssl.TLSVersion) -> str | None:
    """By somebody who would speak so old a TLS, and with anybody."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
    context.set_ciphers("ALL:@SECLEVEL=0")
    with pytest.warns(DeprecationWarning, match="TLSVersion"):
        context.minimum_version = version
    with socket.create_connection((HOST, server.port), 5) as line, context.wrap_socket(line) as tls:
        return tls.version()


def test_the_terminal_itself_asks_for_tls_1_2_whatever_the_system_allows() -> None:
    for pem in (CENTRAL.pem, ""):
        context = trusting(pem)
        assert context.minimum_version is ssl.TLSVersion.TLSv1_2
        assert (context.verify_mode, context.check_hostname) == (ssl.CERT_REQUIRED, True)


def test_tls_1_2_is_spoken(tmp_path: Path) -> None:
    context = issued(CENTRAL).server(tmp_path)
    context.maximum_version = ssl.TLSVersion.TLSv1_2
    with Loopback(ANSWER, context) as server:
        assert isinstance(ask(server), Reached)


def test_a_server_that_answers_in_the_clear_is_not_believed() -> None:
    with Loopback(ANSWER) as plain:
        client = Client([plain.url.replace("http:", "https:")], 1, "the-token", CENTRAL.pem, limits=PATIENT)
        outcome = client.feed("", 0, 10, 0)
        client.close()
    assert isinstance(outcome, Unreachable)
    assert not any(TOKEN in head for head in plain.heads)


def test_without_a_certificate_nothing_is_asked_beyond_this_machine() -> None:
    with pytest.raises(ConfigError, match="in the clear"):
        Client(["http://192.0.2.1:8710"], 1, "the-token", CENTRAL.pem)


@pytest.mark.parametrize("status", ["301 Moved", "302 Found", "303 See Other", "307 Again", "308 For Good"])
def test_a_redirect_is_not_followed_even_when_central_gives_it(status: str, tmp_path: Path) -> None:
    """A hostile central, or a hole in it, cannot have the token carried to somebody else."""
    with Loopback(ANSWER) as stranger, Loopback(ANSWER, issued(CENTRAL).server(tmp_path)) as sibling:
        for target in (stranger, sibling):
            away = says(reply(status, PAGE, f"Location: {target.url}/v1/stores/1/feed"))
            with Loopback(away, issued(CENTRAL).server(tmp_path)) as server:
                assert isinstance(ask(server), NotCentral)
            assert target.heads == []


def test_one_in_the_middle_of_the_first_line_only_sends_the_terminal_to_the_second(
    genuine: Loopback, tmp_path: Path
) -> None:
    with Loopback(ANSWER, issued(STRANGER).server(tmp_path)) as impostor:
        client = Client([impostor.url, genuine.url], 1, "the-token", CENTRAL.pem, limits=PATIENT)
        assert isinstance(client.feed("", 0, 10, 0), Reached)
        client.close()
    assert impostor.heads == []
    assert len(genuine.heads) == 1
