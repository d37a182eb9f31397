"""The door to the mail server: one connection, some messages, and every answer as one of our outcomes.

TLS is required, with a certificate that is checked; only on loopback may it be left out. What the server says is kept as
its numbers, never as its words: those repeat the address.
"""

import re
import smtplib
import socket
import ssl
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from enum import StrEnum
from types import TracebackType
from typing import Self

from sync.authority import trusting

TIMEOUT_S = 20.0
"""Of each step."""
LIMIT_S = 180.0
"""After which a message is not handed over any more: well before the lease of `queue.py` ends."""
_ENHANCED = re.compile(r"[245]\.\d{1,3}\.\d{1,3}", re.ASCII)


class Tls(StrEnum):
    STARTTLS = "starttls"
    IMPLICIT = "implicit"
    NONE = "none"
    """On loopback only."""


@dataclass(frozen=True, slots=True)
class MailServer:
    """As configured; checked by `options.py`."""

    host: str
    port: int
    sender: Address
    tls: Tls = Tls.STARTTLS
    user: str = ""
    password: str = field(default="", repr=False)
    ca_pem: str = ""
    """The authority to believe; empty: those of the system."""

    @property
    def name(self) -> str:
        return f"{self.host}:{self.port}"


class Unreachable(Exception):
    """The server, not the message: no connection, no TLS, no login, or it does not know the sender."""


class Later(Exception):
    """Not this message now."""


class Refused(Exception):
    """Never this message, or never this address."""


class Line:
    """`with Line(server, now_s) as line: line.send(...)`. `now_s`: monotonic seconds."""

    def __init__(self, server: MailServer, now_s: Callable[[], float]) -> None:
        self._server = server
        self._now_s = now_s
        self._client: smtplib.SMTP | None = None

    def __enter__(self) -> Self:
        try:
            self._client = self._connected()
        except (OSError, smtplib.SMTPException) as error:
            raise Unreachable(_told(error)) from error
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._client is not None:
            with suppress(OSError, smtplib.SMTPException):
                self._client.quit()
            self._client.close()

    def send(self, message: EmailMessage, to: str) -> None:
        """The server has it when this returns. Raises Later, Refused, Unreachable."""
        began = self._now_s()
        client = self._client
        if client is None:
            raise RuntimeError("use it in a with block")
        try:
            # Step by step: the library's own sendmail does not tell the sender's fault from the recipient's.
            sender = client.mail(self._server.sender.addr_spec)
            if not _good(sender):
                raise Unreachable(f"it takes no mail from this sender ({_numbers(sender)})")
            _judge(client.rcpt(to), "the address was refused", "the address cannot be served now")
            if self._now_s() - began > LIMIT_S:
                raise Unreachable("it is too slow")
            try:
                taken = client.data(message.as_bytes(policy=SMTP))
            except smtplib.SMTPDataError as error:  # before the message: another answer than "go on"
                taken = (error.smtp_code, error.smtp_error if isinstance(error.smtp_error, bytes) else b"")
            _judge(taken, "the message was refused", "the message cannot be taken now")
        except (Later, Refused):
            with suppress(OSError, smtplib.SMTPException):
                client.rset()
            raise
        except (OSError, smtplib.SMTPException) as error:
            raise Unreachable(_told(error)) from error

    def _connected(self) -> smtplib.SMTP:
        server = self._server
        context = trusting(server.ca_pem)
        if server.tls is Tls.IMPLICIT:
            client: smtplib.SMTP = smtplib.SMTP_SSL(server.host, server.port, timeout=TIMEOUT_S, context=context)
        else:
            client = smtplib.SMTP(server.host, server.port, timeout=TIMEOUT_S)
        try:
            client.ehlo_or_helo_if_needed()
            if server.tls is Tls.STARTTLS:
                client.starttls(context=context)
                client.ehlo()
            if server.user:
                client.login(server.user, server.password)
        except BaseException:
            client.close()
            raise
        return client


def _good(answer: tuple[int, bytes]) -> bool:
    return 200 <= answer[0] < 300


def _judge(answer: tuple[int, bytes], refused: str, later: str) -> None:
    code = answer[0]
    if _good(answer):
        return
    if code == 421:  # "closing the connection" (RFC 5321, 3.8): it is nobody's address
        raise Unreachable(f"it ends the connection ({_numbers(answer)})")
    if 500 <= code < 600:
        raise Refused(f"{refused} ({_numbers(answer)})")
    raise Later(f"{later} ({_numbers(answer)})")


def _numbers(answer: tuple[int, bytes]) -> str:
    """`550 5.1.1`."""
    found = _ENHANCED.match(answer[1].decode("ascii", "replace"))
    return f"{answer[0]} {found.group()}" if found else str(answer[0])


def _told(error: Exception) -> str:
    """Why the server cannot be used, for whoever runs central."""
    match error:
        case smtplib.SMTPAuthenticationError():
            said = error.smtp_error if isinstance(error.smtp_error, bytes) else b""
            return f"it does not accept the user and password ({_numbers((error.smtp_code, said))})"
        case smtplib.SMTPNotSupportedError():
            return "it offers no STARTTLS, or no way to log in"
        case ssl.SSLCertVerificationError():
            return f"its certificate is not believed: {error.verify_message}"
        case smtplib.SMTPServerDisconnected():
            return "it closed the connection"
        case smtplib.SMTPResponseException():
            said = error.smtp_error if isinstance(error.smtp_error, bytes) else b""
            return f"it answers {_numbers((error.smtp_code, said))}"
        case socket.gaierror():
            return "its name is not known"
        case TimeoutError():
            return "it does not answer"
        case OSError():
            return error.strerror or type(error).__name__
        case _:
            return type(error).__name__
