"""Small real servers on loopback that misbehave as wished: bytes in, bytes out, no HTTP library in between."""

import socket
import ssl
import threading
from collections.abc import Callable
from contextlib import suppress
from typing import Self

from sync.http import Limits

Handler = Callable[[socket.socket, bytes], None]

PAGE = b'{"epoch":"e1","cursor":3,"rows":[],"head":null,"after":0}'
QUICK = Limits(connect_s=2, silence_s=0.5, total_s=1.0, max_bytes=1 << 20)
PATIENT = Limits(connect_s=2, silence_s=30, total_s=30)


class Loopback:
    """`with` it is listening; every connection's first request goes to `handler(connection, head)`."""

    def __init__(self, handler: Handler, tls: ssl.SSLContext | None = None) -> None:
        self._handler = handler
        self._tls = tls
        self.ended = threading.Event()
        """Set when the test is over, for handlers that wait."""
        self.heads: list[bytes] = []
        self._connections: list[socket.socket] = []
        self._threads: list[threading.Thread] = []
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._listener.getsockname()[1]

    @property
    def url(self) -> str:
        return f"{'https' if self._tls else 'http'}://127.0.0.1:{self.port}"

    def __enter__(self) -> Self:
        self._spawn(self._accept)
        return self

    def __exit__(self, *_: object) -> None:
        self.ended.set()
        for one in (self._listener, *self._connections):
            with suppress(OSError):
                one.shutdown(socket.SHUT_RDWR)
            one.close()
        for thread in self._threads:
            thread.join(5)

    def _spawn(self, target: Callable[..., None], *args: object) -> None:
        thread = threading.Thread(target=target, args=args, name="loopback")
        self._threads.append(thread)
        thread.start()

    def _accept(self) -> None:
        while not self.ended.is_set():
            try:
                connection, _ = self._listener.accept()
            except OSError:
                return
            self._connections.append(connection)
            self._spawn(self._serve, connection)

    def _serve(self, connection: socket.socket) -> None:
        try:
            if self._tls:
                connection = self._tls.wrap_socket(connection, server_side=True)
                self._connections.append(connection)
            while head := _head(connection):
                self.heads.append(head)
                self._handler(connection, head)
                if b"connection: close" in head.lower() or self.ended.is_set():
                    break
        except OSError:
            pass
        finally:
            connection.close()


def _head(connection: socket.socket) -> bytes:
    """One request, body included."""
    data = b""
    while b"\r\n\r\n" not in data or len(data) < _length(data):
        more = connection.recv(65536)
        if not more:
            return b""
        data += more
    return data


def _length(data: bytes) -> int:
    head, _, _ = data.partition(b"\r\n\r\n")
    fields = dict(line.lower().split(b": ", 1) for line in head.split(b"\r\n")[1:])
    return len(head) + 4 + int(fields.get(b"content-length", b"0"))


def reply(status: str, body: bytes = b"", *headers: str, central: bool = True) -> bytes:
    lines = [f"HTTP/1.1 {status}", f"Content-Length: {len(body)}", *headers]
    if central:
        lines.append("Kiosk-Protocol: 1")
    return "\r\n".join([*lines, "", ""]).encode() + body


def says(answer: bytes) -> Handler:
    """The same answer to every request."""

    def handler(connection: socket.socket, _head: bytes) -> None:
        connection.sendall(answer)

    return handler


def says_and_hangs_up(answer: bytes) -> Handler:
    def handler(connection: socket.socket, _head: bytes) -> None:
        connection.sendall(answer)
        connection.shutdown(socket.SHUT_RDWR)

    return handler
