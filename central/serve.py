"""Runs the application under uvicorn: a clear word for a busy port, the address as one line, a stop that nobody waits for."""

import asyncio
import logging
import socket
import sys
import threading
from collections.abc import Callable, Generator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from types import FrameType

import msgspec
import uvicorn
from fastapi import FastAPI

from central.app import Central, create_app, utc_now
from central.database import Database
from central.enrolment.rotation import TOKEN_LASTS
from central.errors import CentralError
from central.mailing.addresses import offer
from central.mailing.sender import MailSender
from central.mailing.smtp import MailServer
from kiosk.dumps import forbid_dumps

STOP_WITHIN_S = 5


@dataclass(frozen=True, slots=True)
class Tls:
    """PEM files: the certificate with its chain, and its private key."""

    certificate: Path
    key: Path


class Server(uvicorn.Server):
    """Answers all long polls when it is told to stop, and then ends by itself with status 0."""

    def __init__(self, config: uvicorn.Config, central: Central) -> None:
        super().__init__(config)
        self._central = central

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        self._central.bell.close()
        await super().shutdown(sockets)

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        # uvicorn raises the signal again when it is done; a stop that was asked for is no failure here.
        self.should_exit = True


def listen(host: str, port: int) -> socket.socket:
    """A bound socket; port 0 lets the system choose. Raises CentralError."""
    if not 0 <= port < 1 << 16:  # getaddrinfo would quietly take another one
        raise CentralError(f"Port {port} does not exist", "Give one from 0 to 65535.")
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        listener = socket.socket(family, kind, protocol)
        try:
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            listener.bind(address)
            listener.listen(1024)
        except OSError:
            listener.close()
            raise
    except OSError as error:
        raise CentralError(
            f"Cannot listen on {host} port {port}: {error.strerror}",
            "Is another central running? Stop it, or give another --port (0 chooses a free one).",
        ) from error
    return listener


def address_of(listener: socket.socket, tls: Tls | None = None) -> str:
    host, port = listener.getsockname()[:2]
    scheme = "https" if tls else "http"
    return f"{scheme}://[{host}]:{port}" if ":" in host else f"{scheme}://{host}:{port}"


def make_server(app: FastAPI, tls: Tls | None = None) -> Server:
    """Around what `create_app` made. Raises CentralError when the certificate or its key cannot be used."""
    logging.getLogger("uvicorn").setLevel(logging.WARNING)  # it says every request; a warning means a person must look
    config = uvicorn.Config(
        app,
        log_config=None,
        access_log=False,
        server_header=False,
        timeout_graceful_shutdown=STOP_WITHIN_S,
        timeout_keep_alive=60,
        ws="none",
        ssl_certfile=tls.certificate if tls else None,
        ssl_keyfile=tls.key if tls else None,
    )
    try:
        config.load()
    except OSError as error:  # ssl.SSLError is one
        raise CentralError(
            f"The certificate or its key cannot be used ({error.strerror or error})",
            "Check --certificate and --key: PEM files that belong together.",
        ) from error
    return Server(config, app.state.central)


def log_to_stderr() -> None:
    logging.basicConfig(level=logging.INFO, stream=sys.stderr, format="%(asctime)s %(levelname)s %(name)s %(message)s")


def serve(
    database: Database,
    host: str,
    port: int,
    tls: Tls | None = None,
    mail: MailServer | None = None,
    token_lasts: timedelta | None = TOKEN_LASTS,
) -> None:
    """Until SIGTERM or SIGINT. Prints one JSON line on standard output when it listens. `mail`: sends receipts.
    `token_lasts`: as `create_app`."""
    with listen(host, port) as listener:
        offer(database, mailed=mail is not None)
        app = create_app(database, token_lasts=token_lasts)
        with mailing(database, app, mail):
            run_server(make_server(app, tls), database, listener, tls)


@contextmanager
def mailing(
    database: Database, app: FastAPI, mail: MailServer | None, clock: Callable[[], datetime] = utc_now
) -> Generator[MailSender | None]:
    """Receipts are mailed meanwhile; nothing where there is no mail server."""
    if mail is None:
        yield None
        return
    sender = MailSender(database, mail, clock)
    app.state.central.on_promise = sender.wake
    sender.start()
    try:
        yield sender
    finally:
        sender.stop()
        sender.join(STOP_WITHIN_S)


def run_server(server: Server, database: Database, listener: socket.socket, tls: Tls | None = None) -> None:
    forbid_dumps()
    host, port = listener.getsockname()[:2]
    ready = {
        "listening": address_of(listener, tls),
        "host": host,
        "port": port,
        "database": database.name,
        "epoch": database.epoch,
    }
    sys.stdout.write(msgspec.json.encode(ready).decode() + "\n")
    sys.stdout.flush()
    server.run(sockets=[listener])


class ServedInThread:
    """Central on a thread of this process, for the demo and for tests: `with ServedInThread(database) as url`."""

    def __init__(
        self,
        database: Database,
        host: str = "127.0.0.1",
        port: int = 0,
        clock: Callable[[], datetime] = utc_now,
        *,
        app: FastAPI | None = None,
        tls: Tls | None = None,
        listener: socket.socket | None = None,
    ) -> None:
        """`app`: another one than `create_app` makes of the database, a hub's. `listener`: bound already."""
        self._server = make_server(app or create_app(database, clock=clock), tls)
        self._listener = listener or listen(host, port)
        self.url = address_of(self._listener, tls)
        self._thread = threading.Thread(target=self._run, name="central")

    def _run(self) -> None:
        asyncio.run(self._server.serve(sockets=[self._listener]))

    def __enter__(self) -> str:
        self._thread.start()
        return self.url

    def __exit__(self, *_error: object) -> None:
        self.stop()

    def stop(self) -> None:
        self._server.should_exit = True
        self._thread.join(STOP_WITHIN_S * 3)
