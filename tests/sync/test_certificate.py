"""Until when a server's certificate is good: a real TLS server on loopback, with certificates of all ages."""

import socket
import ssl
import threading
from collections.abc import Generator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from kiosk.cli.inspector import certificates
from kiosk.domain.doors.finding import Found
from kiosk.errors import Fault
from sync.certificate import server_certificate

NOW = datetime.now(UTC).replace(microsecond=0)
Pair = tuple[x509.Certificate, ec.EllipticCurvePrivateKey]


def made(name: str, starts: timedelta, ends: timedelta, by: Pair | None = None) -> Pair:
    """A certificate of `localhost`, or an authority when nobody signs it."""
    key = ec.generate_private_key(ec.SECP256R1())
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    builder = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(by[0].subject if by else subject)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(NOW + starts)
        .not_valid_after(NOW + ends)
        .add_extension(x509.BasicConstraints(ca=by is None, path_length=None), critical=True)
    )
    if by is not None:
        builder = builder.add_extension(x509.SubjectAlternativeName([x509.DNSName("localhost")]), critical=False)
    return builder.sign(by[1] if by else key, hashes.SHA256()), key


def pem(one: x509.Certificate) -> str:
    return one.public_bytes(serialization.Encoding.PEM).decode()


YEARS = timedelta(days=700)
AUTHORITY = made("Store authority", -timedelta(days=30), YEARS)
STRANGER = made("Somebody else", -timedelta(days=30), YEARS)


@contextmanager
def serving(pair: Pair, folder: Path) -> Generator[str]:
    """A server that shows this certificate to whoever greets it."""
    certificate, key = pair
    file = folder / "server.pem"
    secret = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    ).decode()
    file.write_text(pem(certificate) + secret)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(file)
    with socket.create_server(("127.0.0.1", 0)) as listening:

        def answer() -> None:
            while True:
                try:
                    line, _ = listening.accept()
                except OSError:
                    return
                with line:
                    line.settimeout(5)
                    try:
                        context.wrap_socket(line, server_side=True).close()
                    except OSError:
                        continue

        thread = threading.Thread(target=answer)
        thread.start()
        try:
            yield f"https://localhost:{listening.getsockname()[1]}"
        finally:
            listening.shutdown(socket.SHUT_RDWR)
            thread.join(10)


AGES: tuple[tuple[timedelta, timedelta, Found], ...] = (
    (-timedelta(days=1), timedelta(days=200), Found.CERTIFICATES_GOOD),
    (-timedelta(days=1), timedelta(days=20), Found.CERTIFICATES_SOON),
    (-timedelta(days=9), -timedelta(days=1), Found.CERTIFICATES_ENDED),
    (timedelta(days=1), timedelta(days=200), Found.CERTIFICATES_EARLY),
)


@pytest.mark.parametrize(("starts", "ends", "expected"), AGES)
def test_the_dates_that_a_server_shows(starts: timedelta, ends: timedelta, expected: Found, tmp_path: Path) -> None:
    with serving(made("localhost", starts, ends, AUTHORITY), tmp_path) as url:
        assert certificates([url], pem(AUTHORITY[0])).found is expected


def test_somebody_elses_certificate_is_never_green(tmp_path: Path) -> None:
    with serving(made("localhost", -timedelta(days=1), YEARS, STRANGER), tmp_path) as url:
        assert certificates([url], pem(AUTHORITY[0])).found is Found.CERTIFICATES_UNSEEN
        with pytest.raises(Fault, match="is this launch's server"):
            server_certificate(url, pem(AUTHORITY[0]), 5)


def test_a_server_that_is_not_there_and_one_without_tls() -> None:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    assert certificates([f"https://localhost:{port}"], pem(AUTHORITY[0])).found is Found.CERTIFICATES_UNSEEN
    assert certificates([f"http://localhost:{port}"], "").found is Found.CERTIFICATES_NONE


def test_the_pinned_authority_counts_as_well(tmp_path: Path) -> None:
    with serving(made("localhost", -timedelta(days=1), YEARS, AUTHORITY), tmp_path) as url:
        pinned = pem(AUTHORITY[0]) + pem(made("Old one", -YEARS, timedelta(days=5))[0])
        assert certificates([url], pinned).found is Found.CERTIFICATES_SOON
        assert certificates([url], "no certificate").found is Found.CERTIFICATES_UNSEEN
