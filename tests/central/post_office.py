"""A mail server on loopback that keeps what it is sent, and answers as a test tells it to."""

import asyncio
import ssl
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import SMTP as AS_SENT
from types import TracebackType
from typing import Any, Self, cast

from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session


@dataclass
class PostOffice:
    """`with PostOffice() as post`: listens on `post.port`; again on the same one when it is given."""

    port: int = 0
    tls: ssl.SSLContext | None = None
    implicit: bool = False
    """TLS from the first byte instead of after STARTTLS."""
    passwords: dict[str, str] = field(default_factory=dict[str, str])
    """Who may send; empty: everybody."""
    refuses: dict[str, str] = field(default_factory=dict[str, str])
    """Address -> the answer to it."""
    at_data: list[str] = field(default_factory=list[str])
    """Answers to the next messages, instead of taking them."""
    at_sender: str = ""
    """The answer to whoever sends."""
    before_taking: Callable[[], None] = lambda: None
    """Runs on the server's thread before a message is taken."""
    taken: list[tuple[str, bytes]] = field(default_factory=list[tuple[str, bytes]])
    """Recipient and message."""

    @property
    def messages(self) -> list[EmailMessage]:
        return [message_from_bytes(raw, policy=AS_SENT) for _, raw in self.taken]

    @property
    def recipients(self) -> list[str]:
        return [recipient for recipient, _ in self.taken]

    async def handle_MAIL(  # aiosmtpd's names
        self, _server: SMTP, _session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        if self.at_sender:
            return self.at_sender
        envelope.mail_from = address
        envelope.mail_options.extend(options)
        return "250 OK"

    async def handle_RCPT(
        self, _server: SMTP, _session: Session, envelope: Envelope, address: str, _options: list[str]
    ) -> str:
        if address in self.refuses:
            return self.refuses[address]
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, _server: SMTP, _session: Session, envelope: Envelope) -> str:
        self.before_taking()
        if self.at_data:
            return self.at_data.pop(0)
        self.taken += [(recipient, cast("bytes", envelope.content)) for recipient in envelope.rcpt_tos]
        return "250 OK"

    def _let_in(self, _server: SMTP, _session: Session, _envelope: Envelope, _way: str, data: Any) -> AuthResult:
        given = cast("LoginPassword", data)
        known = self.passwords.get(given.login.decode())
        return AuthResult(success=known is not None and known.encode() == given.password, handled=False)

    def _door(self) -> SMTP:
        return SMTP(
            self,
            hostname="post.example",
            ident="post",
            tls_context=None if self.implicit else self.tls,
            require_starttls=self.tls is not None and not self.implicit,
            auth_required=bool(self.passwords),
            auth_require_tls=self.tls is not None,
            authenticator=self._let_in,
        )

    def __enter__(self) -> Self:
        self._loop = asyncio.new_event_loop()
        listening = self._loop.create_server(
            self._door, "127.0.0.1", self.port, ssl=self.tls if self.implicit else None
        )
        self._server = self._loop.run_until_complete(listening)
        self.port = self._server.sockets[0].getsockname()[1]
        self._thread = threading.Thread(target=self._loop.run_forever, name="post-office")
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        async def shut() -> None:
            self._server.close()
            rest = asyncio.all_tasks() - {asyncio.current_task()}
            for task in rest:
                task.cancel()
            await asyncio.gather(*rest, return_exceptions=True)

        asyncio.run_coroutine_threadsafe(shut(), self._loop).result(10)
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()
        self._loop.close()
