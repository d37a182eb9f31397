"""The open connections of one thread, so that another one can end them: what blocks in `recv` wakes with an error.

Knows urllib3's connections and nothing of requests; `sync.http` is who uses it.
"""

import socket
import threading
import weakref
from typing import Any

from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.connectionpool import HTTPConnectionPool, HTTPSConnectionPool


class Sockets:
    """`add` on the thread that connects, `cut` and `close` on any."""

    def __init__(self) -> None:
        self._gate = threading.Lock()
        self._open: weakref.WeakSet[socket.socket] = weakref.WeakSet()
        self._closed = False
        self._barred = False

    def add(self, one: socket.socket) -> None:
        with self._gate:
            self._open.add(one)
            closed = self._closed or self._barred
        if closed:
            one.close()
            raise ConnectionAbortedError("closed")

    def cut(self) -> None:
        with self._gate:
            sockets = list(self._open)
        for one in sockets:
            try:
                # Not SSLSocket's own shutdown: it takes the TLS layer away under the thread that reads from it.
                socket.socket.shutdown(one, socket.SHUT_RDWR)
            except OSError:
                continue  # closed already

    def bar(self) -> None:
        """Cut, and let nothing new be opened until `admit`: a request that was just beginning would only connect again."""
        with self._gate:
            self._barred = True
        self.cut()

    def admit(self) -> None:
        with self._gate:
            self._barred = False

    def close(self) -> None:
        with self._gate:
            self._closed = True
        self.cut()


def pools(sockets: Sockets, *, proven: bool = True) -> dict[str, Any]:
    """urllib3's pool classes by scheme, with connections that register here. `proven`: their certificates are checked."""

    class Connection(HTTPConnection):
        def connect(self) -> None:
            super().connect()
            if self.sock is not None:
                sockets.add(self.sock)

    class SecureConnection(HTTPSConnection):
        def connect(self) -> None:
            super().connect()
            if not proven:
                # WORKAROUND urllib3 warns of every request on such a line (`InsecureRequestWarning`); here it is meant.
                self.is_verified = True
            if self.sock is not None:
                sockets.add(self.sock)

    # Made with `type`: urllib3's own classes do not fit the protocol that its pools declare for `ConnectionCls`.
    return {
        "http": type("Pool", (HTTPConnectionPool,), {"ConnectionCls": Connection}),
        "https": type("SecurePool", (HTTPSConnectionPool,), {"ConnectionCls": SecureConnection}),
    }


SOCKET_OPTIONS: list[tuple[int, int, int]] = [
    (socket.IPPROTO_TCP, socket.TCP_NODELAY, 1),
    (socket.SOL_SOCKET, socket.SO_KEEPALIVE, 1),
    # A line that died without a word shows within 15 s, not when a long poll's time is up. macOS and old Windows lack some.
    *(
        (socket.IPPROTO_TCP, getattr(socket, name), value)
        for name, value in (("TCP_KEEPIDLE", 6), ("TCP_KEEPINTVL", 3), ("TCP_KEEPCNT", 3))
        if hasattr(socket, name)
    ),
]
