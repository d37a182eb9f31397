"""A line between terminal and central that somebody takes over: the same address, now honest, now hostile. Bytes only."""

import socket
import ssl
import threading
from collections.abc import Callable
from contextlib import suppress
from typing import Self

Hostile = Callable[[socket.socket], None]


class Crossing:
    """`with` it is listening. Until `seize` it carries bytes to `target` and back; `release` gives the line back."""

    def __init__(self, target: Callable[[], int]) -> None:
        self._target = target
        self._hostile: Hostile | None = None
        self._gate = threading.Lock()
        self._lines: list[socket.socket] = []
        self._threads: list[threading.Thread] = []
        self.caught = 0
        """Connections that the present hostile one has had to the end."""
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._listener.getsockname()[1]

    def seize(self, hostile: Hostile) -> None:
        self._turn(hostile)

    def release(self) -> None:
        self._turn(None)

    def _turn(self, hostile: Hostile | None) -> None:
        with self._gate:
            self._hostile, self.caught = hostile, 0
            lines, self._lines = self._lines, []
        for line in lines:
            _cut(line)

    def __enter__(self) -> Self:
        self._spawn(self._accept)
        return self

    def __exit__(self, *_: object) -> None:
        _cut(self._listener)
        self._listener.close()
        self._turn(None)
        for thread in self._threads:
            thread.join(10)

    def _spawn(self, target: Callable[..., None], *arguments: object) -> None:
        thread = threading.Thread(target=target, args=arguments, name="crossing")
        self._threads.append(thread)
        thread.start()

    def _accept(self) -> None:
        while True:
            try:
                line, _ = self._listener.accept()
            except OSError:
                return
            with self._gate:
                hostile = self._hostile
                self._lines.append(line)
            if hostile is None:
                self._spawn(self._carry, line)
            else:
                self._spawn(self._take, hostile, line)

    def _take(self, hostile: Hostile, line: socket.socket) -> None:
        with line, suppress(OSError):
            hostile(line)
        with self._gate:
            self.caught += self._hostile is hostile

    def _carry(self, line: socket.socket) -> None:
        try:
            far = socket.create_connection(("127.0.0.1", self._target()), 5)
        except OSError:
            line.close()
            return
        far.settimeout(None)
        with self._gate:
            self._lines.append(far)
        back = threading.Thread(target=_pour, args=(far, line), name="crossing")
        back.start()
        _pour(line, far)
        back.join()
        line.close()
        far.close()


def _pour(source: socket.socket, sink: socket.socket) -> None:
    with suppress(OSError):
        while data := source.recv(1 << 16):
            sink.sendall(data)
    _cut(source)
    _cut(sink)


def _cut(line: socket.socket) -> None:
    with suppress(OSError):
        line.shutdown(socket.SHUT_RDWR)


def impostor(context: ssl.SSLContext, heard: list[bytes]) -> Hostile:
    """Shows its own certificate; whatever comes through it is kept."""

    def hostile(line: socket.socket) -> None:
        with context.wrap_socket(line, server_side=True) as secure:
            heard.append(secure.recv(1 << 16))

    return hostile


def in_the_clear(answer: bytes, heard: list[bytes]) -> Hostile:
    """Answers TLS with plain HTTP, and keeps what it was told."""

    def hostile(line: socket.socket) -> None:
        heard.append(line.recv(1 << 16))
        line.sendall(answer)
        line.shutdown(socket.SHUT_WR)
        heard.append(line.recv(1 << 16))

    return hostile
