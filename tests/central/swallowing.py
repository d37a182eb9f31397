"""A line to central on which chosen answers are lost: central has heard and done what was asked, and nobody learns of it."""

import socket
from collections.abc import Callable
from urllib.parse import urlsplit

from tests.sync.loopback import Loopback


class Swallowing:
    """`with` it is listening. `lose(part)`: the next answer to a request with these bytes in its head is lost."""

    def __init__(self, central: Callable[[], str]) -> None:
        self._central = central
        self._losing: bytes = b""
        self.lost = 0
        self.server = Loopback(self._handle)

    @property
    def url(self) -> str:
        return self.server.url

    def lose(self, part: bytes) -> None:
        self._losing = part

    def __enter__(self) -> "Swallowing":
        self.server.__enter__()
        return self

    def __exit__(self, *_: object) -> None:
        self.server.__exit__()

    def _handle(self, connection: socket.socket, request: bytes) -> None:
        head, _, body = request.partition(b"\r\n\r\n")
        lines = [line for line in head.split(b"\r\n") if not line.lower().startswith(b"connection:")]
        answer = b""
        with socket.create_connection(("127.0.0.1", urlsplit(self._central()).port or 0), 10) as far:
            far.sendall(b"\r\n".join([*lines, b"Connection: close"]) + b"\r\n\r\n" + body)
            while more := far.recv(1 << 16):
                answer += more
        if self._losing and self._losing in head:
            self._losing = b""
            self.lost += 1
        else:
            connection.sendall(answer)
        connection.close()
