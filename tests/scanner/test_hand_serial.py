"""A hand scanner on a serial line, played by a pseudo-terminal: texts, pauses, unplugging and plugging in again."""

import queue
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from serial.tools.list_ports_common import ListPortInfo

from scanner.hand import serial_line
from scanner.hand.line_state import LineState
from scanner.hand.serial_line import LONGEST, SerialLine, Setting, Texts, find_port
from tests.scanner.plug import Plug

WAIT_S = 20.0


class Heard:
    def __init__(self) -> None:
        self.texts: queue.Queue[str] = queue.Queue()
        self.states: queue.Queue[LineState] = queue.Queue()

    def text(self) -> str:
        return self.texts.get(timeout=WAIT_S)

    def state(self) -> LineState:
        return self.states.get(timeout=WAIT_S)


@pytest.fixture
def plug(tmp_path: Path) -> Iterator[Plug]:
    plug = Plug(tmp_path)
    yield plug
    plug.pull_out()


@pytest.fixture
def heard(plug: Plug) -> Iterator[Heard]:
    heard = Heard()
    line = SerialLine(str(plug.name), heard.texts.put, heard.states.put, retry_s=0.02)
    line.start()
    yield heard
    line.stop()
    line.join(WAIT_S)


def test_texts_end_with_a_line_or_a_pause(plug: Plug, heard: Heard) -> None:
    plug.put_in()
    assert heard.state() is LineState.OPEN
    plug.send(b"K1:ONE\r\nK1:TWO\nK1:THREE\r")
    assert [heard.text() for _ in range(3)] == ["K1:ONE", "K1:TWO", "K1:THREE"]
    plug.send("é without an end".encode())
    assert heard.text() == "é without an end"


def test_a_scanner_that_is_unplugged_comes_back(plug: Plug, heard: Heard) -> None:
    for turn in range(3):
        plug.put_in()
        assert heard.state() is LineState.OPEN
        plug.send(f"TURN {turn}\r".encode())
        assert heard.text() == f"TURN {turn}"
        plug.pull_out()
        assert heard.state() is LineState.WAITING
    assert heard.texts.empty()


def test_a_fault_in_what_is_done_with_a_text_loses_no_scanner(plug: Plug, caplog: pytest.LogCaptureFixture) -> None:
    heard = Heard()

    def take(text: str) -> None:
        if text == "BAD":
            raise LookupError("no window any more")
        heard.texts.put(text)

    line = SerialLine(str(plug.name), take, heard.states.put, retry_s=0.02)
    line.start()
    try:
        plug.put_in()
        assert heard.state() is LineState.OPEN
        plug.send(b"BAD\r")
        assert [heard.state(), heard.state()] == [LineState.WAITING, LineState.OPEN]
        plug.send(b"GOOD\r")
        assert heard.text() == "GOOD"
    finally:
        line.stop()
        line.join(WAIT_S)
    assert "could not be handed on" in caplog.text
    assert "BAD" not in caplog.text
    caplog.clear()


def test_a_line_that_was_never_started_can_be_ended() -> None:
    texts: list[str] = []
    line = SerialLine("", texts.append)
    line.stop()
    line.join(0.0)
    line.start()  # a stop that came first holds
    line.join(WAIT_S)
    assert texts == []
    assert not [thread for thread in threading.enumerate() if thread.name == "hand-scanner"]


def test_too_long_a_text_is_no_scan() -> None:
    texts = Texts()
    assert texts.feed(b"x" * (LONGEST + 1)) == []
    assert texts.feed(b"y\r") == []
    assert texts.feed(b"GOOD\r") == ["GOOD"]
    assert texts.feed(b"z" * LONGEST + b"\r") == ["z" * LONGEST]


@given(st.lists(st.binary(max_size=20), max_size=20))
def test_pieces_make_no_difference(pieces: list[bytes]) -> None:
    """However the bytes come in, the texts are the same; nothing raises on any bytes."""
    whole, parted = Texts(), Texts()
    data = b"".join(pieces)
    at_once = (whole.feed(data) if data else []) + whole.feed(b"")
    one_by_one = [text for piece in pieces if piece for text in parted.feed(piece)] + parted.feed(b"")
    assert at_once == one_by_one


def test_a_line_can_be_set_as_the_scanner_is(plug: Plug) -> None:
    heard = Heard()
    setting = Setting(115_200, 7, "even", 2)
    line = SerialLine(str(plug.name), heard.texts.put, heard.states.put, setting=setting, retry_s=0.02)
    line.start()
    try:
        plug.put_in()
        assert heard.state() is LineState.OPEN
        plug.send(b"K1:SET\r")
        assert heard.text() == "K1:SET"
    finally:
        line.stop()
        line.join(WAIT_S)


def test_a_line_that_stays_away_is_told_once(plug: Plug, caplog: pytest.LogCaptureFixture) -> None:
    tried = threading.Semaphore(0)
    line = SerialLine(str(plug.name), lambda text: None, retry_s=0.01)
    follow = line._follow

    def counted() -> None:
        tried.release()
        follow()

    line._follow = counted  # type: ignore[method-assign]
    line.start()
    for _ in range(5):
        assert tried.acquire(timeout=WAIT_S)
    line.stop()
    line.join(WAIT_S)
    assert caplog.text.count("SerialException") == 1
    caplog.clear()


def port(device: str, maker: int | None, product: int | None, number: str | None, name: str = "n/a") -> ListPortInfo:
    """A port as pyserial lists it."""
    info = ListPortInfo(device)
    info.vid, info.pid, info.serial_number, info.description = maker, product, number, name
    return info


PORTS = [
    port("/dev/ttyACM2", 0x0C2E, 0x0901, "S2", "Honeywell imager"),
    port("/dev/ttyACM1", 0x05E0, 0x1701, "S1", "Symbol"),
    port("/dev/ttyACM0", 0x2341, 0x0043, "A1", "Arduino Uno"),
    port("/dev/ttyS0", None, None, None),
]


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        ("auto", "/dev/ttyACM1"),
        ("0c2e:0901", "/dev/ttyACM2"),
        ("0C2E:0901", "/dev/ttyACM2"),
        ("2341:0043", "/dev/ttyACM0"),
        ("S2", "/dev/ttyACM2"),
        ("S9", ""),
        ("0c2e:0902", ""),
        ("/dev/ttyS7", "/dev/ttyS7"),
        ("COM12", "COM12"),
    ],
)
def test_which_port_is_opened(monkeypatch: pytest.MonkeyPatch, wanted: str, found: str) -> None:
    """Other ports are left alone: opening a drawer's can set it off."""
    monkeypatch.setattr(serial_line.list_ports, "comports", lambda: PORTS)
    assert find_port(wanted) == found


def test_only_scanners_are_opened_by_themselves() -> None:
    assert serial_line._is_scanner(0x0C2E, None, None)
    assert serial_line._is_scanner(None, "USB Barcode Scanner", None)
    assert not serial_line._is_scanner(0x2341, "Arduino Uno", "ttyACM0")
    assert not serial_line._is_scanner(None, None, "n/a")
