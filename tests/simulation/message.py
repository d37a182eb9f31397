"""What travels: a request and its answer as bytes, and the real reading of the answer (`sync.http`)."""

import io
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TypeVar

import requests
import urllib3

from kiosk.domain.clock import parse_utc
from sync.http import Client, Limits
from sync.outcome import Outcome
from sync.wire import PROTOCOL, PROTOCOL_HEADER, TIME_HEADER

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Request:
    path: str
    """`health`, or of the store `feed` or `events`."""
    token: str
    query: tuple[tuple[str, str | int], ...] = ()
    body: bytes = b""


@dataclass(frozen=True, slots=True)
class Reply:
    status: int
    body: bytes
    headers: tuple[tuple[str, str], ...] = ()

    @classmethod
    def of_central(cls, status: int, body: bytes, at: str, *headers: tuple[str, str]) -> "Reply":
        """With the two headers by which central is known."""
        return cls(status, body, ((PROTOCOL_HEADER, str(PROTOCOL)), (TIME_HEADER, at), *headers))


class Reader(Client):
    """The client's understanding of answers, without its sockets. Time is the terminal's own, and passes only between."""

    def __init__(self, now: Callable[[], datetime]) -> None:  # pyright: ignore[reportMissingSuperCall]
        self._now = now
        self._limits = Limits()
        self._offset_ms = None
        self._rotation_due = False

    def read(self, reply: Reply, kind: type[T]) -> Outcome[T]:
        response = requests.Response()
        response.status_code = reply.status
        response.headers.update(dict(reply.headers))
        response.raw = urllib3.HTTPResponse(io.BytesIO(reply.body), preload_content=False)
        return self._read(response, kind, 0.0)

    def _measure(self, told: str | None, took_s: float) -> None:
        if told:
            self._offset_ms = round((parse_utc(told) - self._now()) / timedelta(milliseconds=1))
