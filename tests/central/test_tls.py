"""Central over https: a throw-away authority, two loopback addresses, and files that do not fit."""

import ipaddress
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from central.cli import main
from central.database import Database
from central.errors import CentralError
from central.serve import ServedInThread, Tls
from sync.http import Client
from sync.outcome import Reached, Unreachable


def authority(folder: Path, name: str, *hosts: str) -> tuple[str, Tls]:
    """The authority's certificate, and the files of a server of its making."""
    now, key = datetime.now(UTC), ec.generate_private_key(ec.SECP256R1())
    issuer = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])

    def builder(subject: x509.Name, public: ec.EllipticCurvePublicKey) -> x509.CertificateBuilder:
        return (
            x509.CertificateBuilder()
            .subject_name(subject)
            .issuer_name(issuer)
            .public_key(public)
            .serial_number(x509.random_serial_number())
            .not_valid_before(now - timedelta(days=1))
            .not_valid_after(now + timedelta(days=1))
            .add_extension(x509.SubjectKeyIdentifier.from_public_key(public), critical=False)
            .add_extension(x509.AuthorityKeyIdentifier.from_issuer_public_key(key.public_key()), critical=False)
        )

    usage = x509.KeyUsage(False, False, False, False, False, True, True, False, False)
    ca = builder(issuer, key.public_key()).add_extension(x509.BasicConstraints(True, 0), critical=True)
    ca_pem = ca.add_extension(usage, critical=True).sign(key, hashes.SHA256()).public_bytes(serialization.Encoding.PEM)
    server_key = ec.generate_private_key(ec.SECP256R1())
    names = x509.SubjectAlternativeName([x509.IPAddress(ipaddress.ip_address(host)) for host in hosts])
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, f"{name} server")])
    server = builder(subject, server_key.public_key()).add_extension(names, critical=False).sign(key, hashes.SHA256())
    files = Tls(folder / f"{name}.pem", folder / f"{name}.key")
    files.certificate.write_bytes(server.public_bytes(serialization.Encoding.PEM))
    files.key.write_bytes(
        server_key.private_bytes(
            serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        )
    )
    return ca_pem.decode(), files


def test_two_addresses_are_served_and_only_the_pinned_authority_is_believed(tmp_path: Path) -> None:
    ca_pem, files = authority(tmp_path, "ours", "127.0.0.2", "127.0.0.3")
    stranger, _ = authority(tmp_path, "other", "127.0.0.2")
    with (
        Database(tmp_path / "a.db") as one,
        Database(tmp_path / "b.db") as two,
        ServedInThread(one, "127.0.0.2", tls=files) as first,
        ServedInThread(two, "127.0.0.3", tls=files) as second,
    ):
        assert first.startswith("https://127.0.0.2:")
        for url, epoch in ((first, one.epoch), (second, two.epoch)):
            client = Client([url], 1, "token", ca_pem)
            answer = client.health()
            client.close()
            assert isinstance(answer, Reached)
            assert answer.reply.epoch == epoch
        fooled = Client([first], 1, "token", stranger)
        assert isinstance(fooled.health(), Unreachable)
        fooled.close()


def test_a_certificate_for_another_address_is_not_believed(tmp_path: Path) -> None:
    ca_pem, files = authority(tmp_path, "ours", "127.0.0.2")
    with Database(tmp_path / "a.db") as one, ServedInThread(one, "127.0.0.3", tls=files) as url:
        client = Client([url], 1, "token", ca_pem)
        assert isinstance(client.health(), Unreachable)
        client.close()


def test_files_that_do_not_fit_are_said_at_the_start(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    _, files = authority(tmp_path, "ours", "127.0.0.2")
    _, other = authority(tmp_path, "other", "127.0.0.2")
    with Database(tmp_path / "a.db") as one, pytest.raises(CentralError, match="certificate"):
        ServedInThread(one, tls=Tls(files.certificate, other.key))
    assert main(["serve", "--database", str(tmp_path / "a.db"), "--certificate", str(files.certificate)]) == 1
    assert "--key" in capsys.readouterr().err
    gone = ["--certificate", str(tmp_path / "no.pem"), "--key", str(files.key), "--port", "0"]
    assert main(["serve", "--database", str(tmp_path / "a.db"), *gone]) == 1
    assert "certificate" in capsys.readouterr().err
