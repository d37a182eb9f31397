"""Certificates of a throw-away authority: good ones, and every kind that a terminal must not believe."""

import ipaddress
import ssl
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

from central.serve import Tls

HOST = "127.0.0.1"
DAY = timedelta(days=1)


@dataclass(frozen=True)
class Paper:
    """A certificate, its key, and the certificates between it and the root."""

    certificate: x509.Certificate
    key: ec.EllipticCurvePrivateKey
    chain: tuple[x509.Certificate, ...] = ()

    @property
    def pem(self) -> str:
        return "".join(_pem(one) for one in (self.certificate, *self.chain))

    def files(self, folder: Path) -> Tls:
        """As a server is given them."""
        name = f"{self.certificate.serial_number:x}"
        files = Tls(folder / f"{name}.pem", folder / f"{name}.key")
        files.certificate.write_text(self.pem)
        files.key.write_bytes(
            self.key.private_bytes(
                serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
            )
        )
        return files

    def server(self, folder: Path) -> ssl.SSLContext:
        files = self.files(folder)
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(files.certificate, files.key)
        return context


def root(name: str = "Launch authority") -> Paper:
    key = ec.generate_private_key(ec.SECP256R1())
    return Paper(_made(name, key, None, _basic(authority=True)).sign(key, hashes.SHA256()), key)


def issued(
    by: Paper,
    host: str | None = HOST,
    *,
    starts: timedelta = -DAY,
    ends: timedelta = DAY,
    usage: x509.ObjectIdentifier = ExtendedKeyUsageOID.SERVER_AUTH,
    authority: bool = False,
) -> Paper:
    """A server's. `host` None: it names its address as the common name only, as before 2000."""
    key = ec.generate_private_key(ec.SECP256R1())
    builder = _made(host or HOST, key, by, _basic(authority=authority), starts, ends)
    if host is not None:
        name = x509.SubjectAlternativeName([x509.IPAddress(ipaddress.ip_address(host))])
        builder = builder.add_extension(name, critical=False)
    if not authority:
        builder = builder.add_extension(x509.ExtendedKeyUsage([usage]), critical=False)
    chain = () if by.certificate.issuer == by.certificate.subject else (by.certificate, *by.chain)
    return Paper(builder.sign(by.key, hashes.SHA256()), key, chain)


def self_signed() -> Paper:
    """Fit in every way, but nobody vouches for it."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.SubjectAlternativeName([x509.IPAddress(ipaddress.ip_address(HOST))])
    builder = _made(HOST, key, None, _basic(authority=True)).add_extension(name, critical=False)
    return Paper(builder.sign(key, hashes.SHA256()), key)


def _basic(*, authority: bool) -> x509.BasicConstraints:
    return x509.BasicConstraints(ca=authority, path_length=None)


def _made(
    name: str,
    key: ec.EllipticCurvePrivateKey,
    by: Paper | None,
    basic: x509.BasicConstraints,
    starts: timedelta = -DAY,
    ends: timedelta = DAY,
) -> x509.CertificateBuilder:
    now = datetime.now(UTC)
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    issuer_key = key if by is None else by.key
    usage = x509.KeyUsage(not basic.ca, False, False, False, False, basic.ca, basic.ca, False, False)
    authority_key = x509.AuthorityKeyIdentifier.from_issuer_public_key(issuer_key.public_key())
    return (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(subject if by is None else by.certificate.subject)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now + starts)
        .not_valid_after(now + ends)
        .add_extension(basic, critical=True)
        .add_extension(usage, critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
        .add_extension(authority_key, critical=False)
    )


def _pem(certificate: x509.Certificate) -> str:
    return certificate.public_bytes(serialization.Encoding.PEM).decode()
