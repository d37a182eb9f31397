"""Options of `kiosk-central serve` that say through which server receipts are mailed. Without `--smtp` none is."""

import argparse
import os
from email.errors import MessageError
from email.headerregistry import Address
from email.utils import parseaddr
from pathlib import Path
from urllib.parse import urlsplit

from central.errors import CentralError
from central.import_file import is_address
from central.mailing.smtp import MailServer, Tls
from kiosk.errors import ConfigError
from sync.authority import trusting
from sync.servers import is_loopback

PASSWORD_VARIABLE = "KIOSK_SMTP_PASSWORD"  # noqa: S105  # a name, no password
PORTS = {Tls.STARTTLS: 587, Tls.IMPLICIT: 465, Tls.NONE: 25}


def add_mailing(sub: argparse.ArgumentParser) -> None:
    mail = sub.add_argument_group(
        "receipts by e-mail", f"the password comes from --smtp-password-file or ${PASSWORD_VARIABLE}"
    )
    mail.add_argument(
        "--smtp", metavar="HOST[:PORT]", help="mail receipts through this server; default: none are mailed"
    )
    mail.add_argument("--smtp-from", metavar="ADDRESS", help='of whom they come, e.g. "Lunaire <receipts@example.com>"')
    mail.add_argument("--smtp-user", metavar="NAME", help="log in as this user")
    mail.add_argument("--smtp-password-file", type=Path, metavar="FILE", help="its first line is the password")
    mail.add_argument(
        "--smtp-tls",
        choices=tuple(Tls),
        help="starttls (port 587) or implicit (465); none (25) is for a server on this machine, and the default there",
    )
    mail.add_argument("--smtp-ca", type=Path, metavar="FILE", help="PEM: the authority to believe, not the system's")


def mail_server_of(options: argparse.Namespace) -> MailServer | None:
    """None: no receipts are mailed. Raises CentralError."""
    if options.smtp is None:
        given = [name for name in ("from", "user", "password_file", "tls", "ca") if getattr(options, f"smtp_{name}")]
        if given:
            raise CentralError(f"--smtp-{given[0].replace('_', '-')} is for a mail server", "Name it with --smtp.")
        return None
    host, port = _place(options.smtp)
    tls = Tls(options.smtp_tls or (Tls.NONE if is_loopback(host) else Tls.STARTTLS))
    if tls is Tls.NONE and not is_loopback(host):
        raise CentralError(
            f"Addresses and receipts would go to {host} in the clear", "Use --smtp-tls starttls, or implicit."
        )
    if not options.smtp_from:
        raise CentralError("Of whom the receipts come is not said", "Give --smtp-from, e.g. receipts@example.com.")
    password = _password(options.smtp_password_file) if options.smtp_user else ""
    return MailServer(
        host,
        port or PORTS[tls],
        _sender(options.smtp_from),
        tls,
        options.smtp_user or "",
        password,
        _authority(options.smtp_ca) if options.smtp_ca is not None else "",
    )


def _place(text: str) -> tuple[str, int | None]:
    # Not repeated: somebody may have put a password into it.
    wrong = CentralError("--smtp is no host or host:port", "Give e.g. smtp.example.com:587.")
    try:
        parts = urlsplit(f"//{text}")
        host, port = parts.hostname or "", parts.port
    except ValueError as error:
        raise wrong from error
    if not host or parts.path or parts.query or parts.fragment or parts.username is not None:
        raise wrong
    return host, port


def _sender(text: str) -> Address:
    name, address = parseaddr(text)
    try:
        if is_address(address) and not any(one in text for one in "\r\n\0"):
            return Address(name, addr_spec=address)
    except (ValueError, MessageError):
        pass
    raise CentralError(f"--smtp-from: {text!r} is no sender", 'Give e.g. "Lunaire <receipts@example.com>".')


def _password(file: Path | None) -> str:
    if file is None:
        password = os.environ.get(PASSWORD_VARIABLE, "")
    else:
        try:
            password = file.read_text(encoding="utf-8").partition("\n")[0].rstrip("\r")
        except (OSError, UnicodeDecodeError) as error:
            raise CentralError(f"{file} cannot be read", "Check --smtp-password-file.") from error
    if not password:
        raise CentralError(
            "--smtp-user needs a password", f"Give --smtp-password-file FILE, or set ${PASSWORD_VARIABLE}."
        )
    return password


def _authority(file: Path) -> str:
    try:
        pem = file.read_text(encoding="ascii")
        trusting(pem)
    except (OSError, UnicodeDecodeError, ConfigError) as error:
        raise CentralError(f"{file} holds no certificates", "Check --smtp-ca: a PEM file.") from error
    return pem
