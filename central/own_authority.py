"""An authority of central's own, for a store without an administrator: `kiosk-central serve --tls-self-signed`.

Made once and kept, readable to its owner only; the server's certificate is made anew when it runs out or other names are
wanted. Terminals are given `authority.pem` with their enrolment (`kiosk-central enrol --ca`) and believe nobody else.
"""

import ipaddress
import os
from collections.abc import Sequence
from datetime import datetime, timedelta
from pathlib import Path

from cryptography import x509
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

from central.errors import CentralError
from central.serve import Tls

AUTHORITY, AUTHORITY_KEY = "authority.pem", "authority.key"
SERVER, SERVER_KEY = "server.pem", "server.key"
AUTHORITY_LASTS = timedelta(days=3650)
SERVER_LASTS = timedelta(days=397)
"""As long as browsers take one: a supervisor's page may be opened in one."""
RENEWED_BEFORE = timedelta(days=60)
EARLIER = timedelta(days=1)
"""Terminals whose clock is behind believe it, too."""


def own_tls(folder: Path, names: Sequence[str], now: datetime) -> Tls:
    """The server's files in `folder`, made or renewed where needed, for these host names and addresses. Raises CentralError."""
    wanted = _names(names)
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        authority, key = _authority(folder, now)
        files = Tls(folder / SERVER, folder / SERVER_KEY)
        if not _serves(files, authority, wanted, now):
            _issue(files, authority, key, wanted, now)
    except OSError as error:
        raise CentralError(f"{error.filename}: {error.strerror}", "Check the folder of --tls-self-signed.") from error
    except (ValueError, TypeError) as error:
        hint = "Restore its files from a backup. If they are lost: delete the folder, and enrol every terminal anew."
        raise CentralError(f"The authority in {folder} cannot be used ({error})", hint) from error
    return files


def _names(names: Sequence[str]) -> x509.SubjectAlternativeName:
    return x509.SubjectAlternativeName([_name(name) for name in dict.fromkeys(names)])


def _name(name: str) -> x509.GeneralName:
    try:
        address = ipaddress.ip_address(name)
    except ValueError:
        return _host(name)
    if address.is_unspecified:
        hint = "Give the name or address that terminals use: --tls-name. It may be given several times."
        raise CentralError(f"Nobody can ask {name}: a certificate needs a name", hint)
    return x509.IPAddress(address)


def _host(name: str) -> x509.GeneralName:
    try:
        return x509.DNSName(name.encode("idna").decode("ascii"))
    except UnicodeError as error:
        raise CentralError(f"{name!r} is no name of a machine ({error})", "Check --host and --tls-name.") from error


def _authority(folder: Path, now: datetime) -> tuple[x509.Certificate, ec.EllipticCurvePrivateKey]:
    certificate, key_file = folder / AUTHORITY, folder / AUTHORITY_KEY
    if certificate.exists():
        kept = x509.load_pem_x509_certificate(certificate.read_bytes())
        key = _read_key(key_file)
        if key.public_key() != kept.public_key():
            raise ValueError("certificate and key do not belong together")
        return kept, key
    key = ec.generate_private_key(ec.SECP256R1())
    subject = _subject(f"Launch kiosk central {now:%Y-%m-%d}")
    usage = x509.KeyUsage(False, False, False, False, False, True, True, False, False)
    made = (
        _begun(subject, subject, key.public_key(), key.public_key(), now, AUTHORITY_LASTS)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .add_extension(usage, critical=True)
        .sign(key, hashes.SHA256())
    )
    _write_key(key_file, key)
    _write(certificate, made.public_bytes(serialization.Encoding.PEM), 0o644)
    return made, key


def _serves(files: Tls, authority: x509.Certificate, names: x509.SubjectAlternativeName, now: datetime) -> bool:
    """Whether the kept certificate does: ours, of these names, good for long enough, and its key beside it."""
    try:
        kept = x509.load_pem_x509_certificate(files.certificate.read_bytes())
        kept.verify_directly_issued_by(authority)
        said = kept.extensions.get_extension_for_class(x509.SubjectAlternativeName).value
        fits = _read_key(files.key).public_key() == kept.public_key()
    except (OSError, ValueError, TypeError, InvalidSignature, x509.ExtensionNotFound):
        return False  # missing, damaged, or of another authority: a new one costs nothing
    return fits and set(said) == set(names) and kept.not_valid_after_utc - now > RENEWED_BEFORE


def _issue(
    files: Tls,
    authority: x509.Certificate,
    authority_key: ec.EllipticCurvePrivateKey,
    names: x509.SubjectAlternativeName,
    now: datetime,
) -> None:
    key = ec.generate_private_key(ec.SECP256R1())
    lasts = min(SERVER_LASTS, authority.not_valid_after_utc - now)
    if lasts < RENEWED_BEFORE:
        raise ValueError("the authority itself runs out")
    usage = x509.KeyUsage(True, False, False, False, False, False, False, False, False)
    made = (
        _begun(_subject("central"), authority.subject, key.public_key(), authority_key.public_key(), now, lasts)
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(usage, critical=True)
        .add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.SERVER_AUTH]), critical=False)
        .add_extension(names, critical=False)
        .sign(authority_key, hashes.SHA256())
    )
    _write_key(files.key, key)
    _write(files.certificate, made.public_bytes(serialization.Encoding.PEM), 0o644)


def _begun(
    subject: x509.Name,
    issuer: x509.Name,
    key: ec.EllipticCurvePublicKey,
    issuer_key: ec.EllipticCurvePublicKey,
    now: datetime,
    lasts: timedelta,
) -> x509.CertificateBuilder:
    return (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer)
        .public_key(key)
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - EARLIER)
        .not_valid_after(now + lasts)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key), critical=False)
        .add_extension(x509.AuthorityKeyIdentifier.from_issuer_public_key(issuer_key), critical=False)
    )


def _subject(name: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])


def _read_key(file: Path) -> ec.EllipticCurvePrivateKey:
    key = serialization.load_pem_private_key(file.read_bytes(), None)
    if not isinstance(key, ec.EllipticCurvePrivateKey):
        raise ValueError(f"{file.name} is no key of ours")
    return key


def _write_key(file: Path, key: ec.EllipticCurvePrivateKey) -> None:
    private = serialization.PrivateFormat.PKCS8
    _write(file, key.private_bytes(serialization.Encoding.PEM, private, serialization.NoEncryption()), 0o600)


def _write(file: Path, content: bytes, mode: int) -> None:
    """Whole or not at all, and never readable to others for a moment."""
    new = file.with_name(file.name + ".new")
    new.unlink(missing_ok=True)
    with os.fdopen(os.open(new, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode), "wb") as out:
        out.write(content)
        out.flush()
        os.fsync(out.fileno())
    new.replace(file)
