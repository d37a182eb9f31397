"""A central that has the right certificate and means harm, or is broken: every answer ends, soon, small, as a value."""

import gzip
import json
import socket
import threading
import tracemalloc
import zlib
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from kiosk.domain.clock import parse_utc
from sync import answer
from sync.http import Client, Limits
from sync.outcome import Garbled, NotCentral, OtherProtocol, Oversized, Reached, Refused, Unproven, Unreachable
from sync.wire import BatchAnswer, EventBatch, FeedPage, Health, HubCall, Passes
from tests.sync.loopback import PAGE, QUICK, Handler, Loopback, reply, says

FAILURES = (Unreachable, NotCentral, Garbled, Oversized, OtherProtocol, Unproven, Refused)
NOW = datetime(2026, 11, 27, 9, 30, tzinfo=UTC)
MEGABYTE = 1 << 20


def ask(handler: Handler, limits: Limits = QUICK) -> Any:
    with Loopback(handler) as server:
        client = Client([server.url], 1, "token", limits=limits)
        try:
            return client.feed("", 0, 10, 0)
        finally:
            client.close()


# --- size -------------------------------------------------------------------------------------------------------------


def packed(times: int, size: int) -> bytes:
    body = b" " * size
    for _ in range(times):
        body = gzip.compress(body, 9)
    return body


BOMBS: dict[str, tuple[str, Callable[[], bytes]]] = {
    "gzip": ("gzip", lambda: packed(1, 64 * MEGABYTE)),
    "gzip twice": ("gzip, gzip", lambda: packed(2, 64 * MEGABYTE)),
    "gzip three times": ("gzip, gzip, gzip", lambda: packed(3, 64 * MEGABYTE)),
    "deflate, which nobody asked for": ("deflate", lambda: zlib.compress(bytes(64 * MEGABYTE), 9)),
    "fifty times": (", ".join(["gzip"] * 50), lambda: packed(1, MEGABYTE)),
}


@pytest.mark.parametrize(("coding", "body"), BOMBS.values(), ids=BOMBS)
def test_a_bomb_is_put_down_before_it_goes_off(coding: str, body: Callable[[], bytes]) -> None:
    bomb = says(reply("200 OK", body(), f"Content-Encoding: {coding}"))
    tracemalloc.start()
    try:
        outcome = ask(bomb, Limits(connect_s=5, silence_s=20, total_s=60, max_bytes=4 * MEGABYTE))
        _, most = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert isinstance(outcome, Oversized | Unreachable)
    assert most < 24 * MEGABYTE, f"{most / MEGABYTE:.0f} MB at once"


def test_a_reason_of_megabytes_is_one_line() -> None:
    for message in ("x" * 500_000, "first\nsecond\x1b[31m\u202e" * 10):
        told = json.dumps({"error": message, "message": message}).encode()
        outcome = ask(says(reply("401 No", told)))
        assert isinstance(outcome, Refused)
        assert outcome.problem is not None
        for text in (outcome.problem.error, outcome.problem.message):
            assert len(text) <= answer.LONGEST
            assert text.isprintable()
    wrong = json.dumps({"epoch": "e", "cursor": "y" * 500_000, "rows": [], "head": None, "after": 0}).encode()
    outcome = ask(says(reply("200 OK", wrong)))
    assert isinstance(outcome, OtherProtocol)
    assert len(outcome.detail) < 2 * answer.LONGEST


# --- time: whatever drips, the watch ends it ----------------------------------------------------------------------------


def again_and_again(first: bytes, drop: bytes, pause_s: float = 0.02) -> Handler:
    def handler(connection: socket.socket, _head: bytes) -> None:
        never = threading.Event()
        connection.sendall(first)
        while not never.wait(pause_s):
            connection.sendall(drop)

    return handler


HEAD = b"HTTP/1.1 200 OK\r\nKiosk-Protocol: 1\r\n"
ENDLESS = {
    "interim answers": again_and_again(b"", b"HTTP/1.1 100 Continue\r\n\r\n"),
    "early hints": again_and_again(b"", b"HTTP/1.1 103 Early Hints\r\nLink: <x>\r\n\r\n"),
    "headers": again_and_again(b"HTTP/1.1 200 OK\r\n", b"X: y\r\n"),
    "one header": again_and_again(b"HTTP/1.1 200 OK\r\nX: ", b"y"),
    "a chunk's size": again_and_again(HEAD + b"Transfer-Encoding: chunked\r\n\r\n", b"0"),
    "small chunks": again_and_again(HEAD + b"Transfer-Encoding: chunked\r\n\r\n", b"1\r\n \r\n"),
    "trailers": again_and_again(HEAD + b"Transfer-Encoding: chunked\r\n\r\n0\r\n", b"X: y\r\n"),
    "a body without an end": again_and_again(HEAD + b"Connection: close\r\n\r\n", b" "),
    "empty gzip members": again_and_again(
        HEAD + b"Content-Encoding: gzip\r\nConnection: close\r\n\r\n", gzip.compress(b"")
    ),
}


@pytest.mark.parametrize("handler", ENDLESS.values(), ids=ENDLESS)
def test_what_never_ends_is_ended(handler: Handler) -> None:
    assert isinstance(ask(handler), FAILURES)


def test_a_handshake_that_drips_is_ended() -> None:
    """Until it is over there is no connection that the watch could cut: the time to connect must end it."""
    ended = threading.Event()
    hello = b"\x16\x03\x03\x40\x00\x02\x00\x3f\xfc"  # a handshake record of 16 KB, byte by byte

    def drip(listener: socket.socket) -> None:
        line, _ = listener.accept()
        with line:
            for at in range(1 << 14):
                try:
                    line.sendall(hello[at : at + 1] or b"\0")
                except OSError:
                    return
                if ended.wait(0.02):
                    return

    with socket.create_server(("127.0.0.1", 0)) as listener:
        dripping = threading.Thread(target=drip, args=(listener,), name="dripping")
        dripping.start()
        client = Client([f"https://127.0.0.1:{listener.getsockname()[1]}"], 1, "token", limits=QUICK)
        outcome = client.feed("", 0, 10, 0)
        client.close()
        ended.set()
        dripping.join(10)
    assert isinstance(outcome, Unreachable)


# --- sense ------------------------------------------------------------------------------------------------------------

ASKED: dict[str, Callable[[Client], Any]] = {
    "feed": lambda client: client.feed("", 0, 10, 0),
    "events": lambda client: client.send(EventBatch("t", "life", [])),
    "hub": lambda client: client.call_in(HubCall("key", [])),
    "health": lambda client: client.health(),
}


@pytest.mark.parametrize("question", ASKED.values(), ids=ASKED)
@pytest.mark.parametrize("status", ["200 OK", "422 No"])
def test_json_nested_too_deeply_is_damage_and_no_crash(question: Callable[[Client], Any], status: str) -> None:
    bodies = [b'{"x":' + b"[" * 200_000, b'{"x":' * 100_000, b'{"rows":[{"a":' + b"[" * 200_000, b"[" * 200_000]
    for body in bodies:
        with Loopback(says(reply(status, body))) as server:
            client = Client([server.url], 1, "token", limits=QUICK)
            assert isinstance(question(client), FAILURES)
            client.close()


@pytest.mark.parametrize(
    "header",
    [
        "Kiosk-Time: 9999-12-31T23:59:59.999Z",
        "Kiosk-Time: 0001-01-01T00:00:00.000Z",
        "Kiosk-Time: 0001-01-01T00:00:00+23:59",
        "Retry-After: Mon, 01 Jan 2020 00:00:00 +99999999999999999999",
        "Retry-After: Mon, 01 Jan 2020 99999999999999999:00:00 GMT",
        "Retry-After: " + "9" * 4000,
        "Content-Type: application/json; charset=\x00nonsense",
        "Content-Encoding: gzip;q=nonsense, , ,",
        "Set-Cookie: " + "a=b; " * 8000,
    ],
    ids=lambda header: header[:40],
)
def test_headers_of_nonsense_end_as_a_value(header: str) -> None:
    for status in ("200 OK", "503 Busy", "401 No"):
        outcome = ask(says(reply(status, PAGE, header)))
        assert isinstance(outcome, (Reached, *FAILURES))


texts = st.text(st.characters(codec="latin-1"), max_size=60)


@given(
    st.one_of(texts, st.datetimes().map(lambda at: at.strftime("%a, %d %b %Y %H:%M:%S +0000")), st.integers().map(str))
)
@example("Mon, 01 Jan 2020 00:00:00 +99999999999999999999")
@settings(max_examples=80)
def test_any_pause_that_is_asked_for_is_a_number_or_none(text: str) -> None:
    pause = answer.retry_after(text, NOW)
    assert pause is None or pause >= 0


@given(st.one_of(texts, st.datetimes().map(lambda at: at.isoformat() + "Z")), st.floats(0, 100))
@example("9999-12-31T23:59:59.999Z", 45.0)
def test_any_time_that_is_told_is_an_offset_or_none(text: str, way_s: float) -> None:
    offset = answer.clock_offset_ms(text, way_s, NOW)
    if offset is None:
        with pytest.raises(ValueError):  # noqa: PT011  (any reason why it is no instant)
            parse_utc(text)


json_values = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**70), 2**70) | st.floats() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=10), inner, max_size=4),
    max_leaves=12,
)
NAMES = [
    "epoch",
    "cursor",
    "rows",
    "head",
    "after",
    "relay",
    "answers",
    "last_seq",
    "receipt",
    "error",
    "message",
    "seq",
]
replies = st.one_of(
    st.binary(max_size=200),
    st.dictionaries(st.sampled_from(NAMES), json_values, max_size=8).map(lambda value: json.dumps(value).encode()),
    json_values.map(lambda value: json.dumps(value).encode()),
    st.binary(max_size=8).flatmap(lambda dirt: st.integers(0, len(PAGE)).map(lambda at: PAGE[:at] + dirt + PAGE[at:])),
)


@given(replies, st.sampled_from([FeedPage, BatchAnswer, Health, Passes]))
@settings(max_examples=120)
def test_any_body_is_an_answer_or_a_failure(body: bytes, kind: type[Any]) -> None:
    assert isinstance(answer.read(body, kind), (Reached, *FAILURES))
    assert answer.problem(body).message.isprintable()
