"""`kiosk-central serve --tls-self-signed`: an authority made once, certificates renewed, and a real terminal that believes it."""

import json
import stat
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from cryptography import x509

from central.cli import main
from central.database import Database
from central.errors import CentralError
from central.own_authority import AUTHORITY_LASTS, SERVER_LASTS, own_tls
from central.serve import ServedInThread
from kiosk.cli.central_process import CentralProcess
from sync.http import Client
from sync.outcome import Reached, Unreachable
from sync.wire import Enrolment
from tests.central.test_tls import authority

NOW = datetime.now(UTC)
HERE = ["127.0.0.1", "central.store.example"]


def serial(file: Path) -> int:
    return x509.load_pem_x509_certificate(file.read_bytes()).serial_number


def test_a_terminal_that_was_given_the_authority_reaches_central_and_another_does_not(tmp_path: Path) -> None:
    tls = own_tls(tmp_path / "tls", HERE, NOW)
    pinned = (tmp_path / "tls" / "authority.pem").read_text()
    stranger, _ = authority(tmp_path, "other", "127.0.0.1")
    with Database(tmp_path / "a.db") as database, ServedInThread(database, tls=tls) as url:
        for pem, kind in ((pinned, Reached), (stranger, Unreachable), ("", Unreachable)):
            client = Client([url], 1, "token", pem)
            assert isinstance(client.health(), kind)
            client.close()


def test_the_authority_stays_and_the_server_is_renewed_in_time_or_under_another_name(tmp_path: Path) -> None:
    tls = own_tls(tmp_path, HERE, NOW)
    root, server = serial(tmp_path / "authority.pem"), serial(tls.certificate)
    own_tls(tmp_path, HERE, NOW + timedelta(days=300))
    assert serial(tls.certificate) == server
    for change, at in ((HERE, NOW + timedelta(days=350)), ([*HERE, "192.0.2.7"], NOW + timedelta(days=350))):
        own_tls(tmp_path, change, at)
        assert serial(tls.certificate) != server
        server = serial(tls.certificate)
    tls.certificate.write_text("not a certificate")
    own_tls(tmp_path, HERE, NOW)
    assert serial(tls.certificate) not in (server, 0)
    assert serial(tmp_path / "authority.pem") == root


def test_keys_are_readable_to_their_owner_only_and_no_certificate_outlives_the_authority(tmp_path: Path) -> None:
    folder = tmp_path / "tls"
    tls = own_tls(folder, HERE, NOW)
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    for key in (folder / "authority.key", tls.key):
        assert stat.S_IMODE(key.stat().st_mode) == 0o600
    late = NOW + AUTHORITY_LASTS - SERVER_LASTS / 2
    own_tls(folder, HERE, late)
    ends = [x509.load_pem_x509_certificate((folder / name).read_bytes()).not_valid_after_utc for name in NAMES]
    assert ends[0] == ends[1]
    with pytest.raises(CentralError, match="runs out"):
        own_tls(folder, HERE, NOW + AUTHORITY_LASTS - timedelta(days=30))


NAMES = ("authority.pem", "server.pem")


def test_an_authority_that_lost_its_key_is_never_quietly_replaced(tmp_path: Path) -> None:
    own_tls(tmp_path, HERE, NOW)
    other = own_tls(tmp_path / "other", HERE, NOW)
    kept = (tmp_path / "authority.pem").read_bytes()
    (tmp_path / "server.pem").unlink()
    for damage in (other.key.read_bytes(), b"no key", b""):
        (tmp_path / "authority.key").write_bytes(damage)
        with pytest.raises(CentralError, match="cannot be used"):
            own_tls(tmp_path, HERE, NOW)
    (tmp_path / "authority.key").unlink()
    with pytest.raises(CentralError, match=r"authority\.key"):
        own_tls(tmp_path, HERE, NOW)
    assert (tmp_path / "authority.pem").read_bytes() == kept


def test_the_command_serves_https_and_says_what_terminals_must_be_given(tmp_path: Path) -> None:
    central = CentralProcess(tmp_path / "central.db", "--tls-self-signed")
    central.run("init", "--store", "1:Rivoli:Paris:Europe/Paris")
    with central:
        assert central.address.startswith("https://127.0.0.1:")
        papers = tmp_path / "a.json"
        central.enrol("Entrance A", papers, 1, "--ca", str(tmp_path / "tls" / "authority.pem"))
        given = Enrolment(**json.loads(papers.read_text()))
        client = Client(given.servers, given.store, given.token, given.ca_pem)
        assert isinstance(client.feed("", 0, 10, 0), Reached)
        client.close()
    assert "--ca" in (tmp_path / "central.log").read_text()


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--tls-self-signed", "--host", "0.0.0.0"], "--tls-name"),
        (["--tls-name", "central.example"], "--tls-self-signed"),
        (["--tls-self-signed", "--certificate", "a.pem", "--key", "a.key"], "certificate already"),
        (["--tls-self-signed", "--tls-name", "two..dots"], "no name of a machine"),
    ],
)
def test_what_makes_no_certificate_is_said(
    options: list[str], said: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = str(tmp_path / "a.db")
    assert main(["serve", "--database", file, "--port", "0", *options]) == 1
    assert said in capsys.readouterr().err
    assert not (tmp_path / "tls" / "server.pem").exists()
