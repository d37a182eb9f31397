"""Where the scanner's process begins. Light to import: the app imports it too, in order to start it.

It says "starting" at once and imports OpenCV and the decoders only then; or, when it is to be kept ready, it imports
them, says that it lives, and waits for its source. It ends when the app ends, whatever it is doing: the pipe closes, and
on Linux the kernel sends SIGKILL, which reaches it even when it is stopped.
"""

import ctypes
import importlib
import logging
import os
import signal
import sys
import threading
from collections.abc import Callable
from dataclasses import dataclass, replace
from multiprocessing.connection import Connection

from kiosk.dumps import forbid_dumps
from scanner.confined import confine
from scanner.messages import CameraState, CameraStatus, Command, Expect, Inject, Message, Open, Present, SourceSpec
from scanner.pipe import LIMIT, Garbled, decode, encode

log = logging.getLogger(__name__)

PULSE = 0.25
"""Seconds between two signs of life of the process, whatever its loop is busy with."""
EXIT_STUCK = 3
"""The source does not return from a call: only ending the process gets rid of it."""


@dataclass(frozen=True, slots=True)
class Orders:
    """What a new scanner process needs to know; crosses by pickle, from the app to its child only."""

    spec: SourceSpec | None
    """None: wait for an `Open`."""
    frames_name: str
    frames_slot_bytes: int
    parent_pid: int


class Line:
    """The child's end of the pipe: any thread may send, one thread listens."""

    def __init__(self, connection: "Connection[bytes, bytes]") -> None:
        self._connection = connection
        self._lock = threading.Lock()

    def send(self, message: Message) -> None:
        """Tell the app. Ends the process when the app is gone."""
        self._send(encode(message))

    def beat(self) -> None:
        """Tell the app for ever that this process lives: nothing at all, as a message."""
        never = threading.Event()
        while not never.wait(PULSE):
            self._send(b"")

    def _send(self, data: bytes) -> None:
        try:
            with self._lock:
                self._connection.send_bytes(data)
        except OSError:
            os._exit(0)

    def listen(self, heed: Callable[[Command], None]) -> None:
        """Take commands until the app closes its end or is gone; then end the process."""
        while True:
            try:
                command = decode(self._connection.recv_bytes(LIMIT))
            except (EOFError, OSError, Garbled):
                os._exit(0)
            if isinstance(command, Present | Inject | Expect):
                heed(command)


def main(connection: "Connection[bytes, bytes]", orders: Orders) -> None:
    """The process's whole life."""
    if orders.spec is None:
        orders = replace(orders, spec=_wait(connection, orders))
    line = begin(connection, orders)
    # Imported here, so that the app, which imports this file, does not load OpenCV, and "starting" comes first.
    from scanner.loop import run

    spec = orders.spec
    if problem := confine(network=spec is not None and spec.kind == "stream"):
        log.warning("%s", problem)
    run(line, orders)


def _wait(connection: "Connection[bytes, bytes]", orders: Orders) -> SourceSpec:
    """Be ready to start at once; the source to open, when it comes."""
    _bind(orders)
    importlib.import_module("scanner.loop")  # what takes the time; nothing is begun yet

    try:
        connection.send_bytes(b"")  # nothing at all, as a message: warm
        command = decode(connection.recv_bytes(LIMIT))
    except (EOFError, OSError, Garbled):
        os._exit(0)
    if not isinstance(command, Open):
        os._exit(0)
    return command.spec


def _bind(orders: Orders) -> None:
    """Let this process's life end with the app's."""
    forbid_dumps()
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C goes to the whole group; the app ends us in good order
    _die_with(orders.parent_pid)


def begin(connection: "Connection[bytes, bytes]", orders: Orders) -> Line:
    """Bind this process's life to the app's, and say the first word."""
    _bind(orders)
    line = Line(connection)
    line.send(CameraState(CameraStatus.STARTING))
    threading.Thread(target=line.beat, name="pulse", daemon=True).start()
    return line


def _die_with(parent_pid: int) -> None:
    """Linux: be killed when the thread that started this process ends, which is the app's scanner thread."""
    if sys.platform != "linux":
        return
    set_parent_death_signal = 1
    ctypes.CDLL(None).prctl(set_parent_death_signal, signal.SIGKILL, 0, 0, 0)
    if os.getppid() != parent_pid:
        os._exit(0)  # it ended before that was arranged
