"""A hand scanner on a serial or USB-CDC line: the one door to pyserial, and a thread that never gives up.

A text ends with CR, LF, or a pause. Unplugged, the line is opened again and again until it is back, under another name
as well when it is looked for by itself. Nothing here waits for the app, and the app never waits for a line.
"""

import logging
import re
import threading
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

import serial
from serial.tools import list_ports

from scanner.hand.line_state import LineState

AUTO = "auto"
PAUSE_S = 0.1
"""A scanner without a suffix: silence this long ends its text. At 9600 baud a character takes 1 ms."""
RETRY_S = 1.0
LONGEST = 8192
"""Bytes of one text. What goes on longer is no scanner; it is thrown away up to its end."""
_PARITY = {"none": serial.PARITY_NONE, "even": serial.PARITY_EVEN, "odd": serial.PARITY_ODD}
_PORT_NAME = re.compile(r"COM\d+|.*[/\\].*", re.IGNORECASE)
_MAKER_AND_PRODUCT = re.compile(r"[0-9a-f]{4}:[0-9a-f]{4}", re.IGNORECASE)

_SCANNER_MAKERS = frozenset(
    {
        0x05E0,  # Symbol, Zebra
        0x05F9,  # PSC, Datalogic
        0x080C,  # Datalogic
        0x0C2E,  # Metrologic, Honeywell
        0x0536,  # Hand Held Products, Honeywell
        0x065A,  # Opticon
        0x1EAB,  # Newland
        0x1504,  # Bixolon, Code
        0x11FA,  # Code
    }
)
_SCANNER_WORDS = ("scanner", "barcode", "bar code", "imager")

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Setting:
    """How a real serial line is set; what scanners are sold with. USB serial ignores it."""

    baud: int = 9600
    data_bits: Literal[7, 8] = 8
    parity: Literal["none", "even", "odd"] = "none"
    stop_bits: Literal[1, 2] = 1


@dataclass(frozen=True, slots=True)
class Port:
    name: str
    identity: str
    """`vid:pid` in hexadecimal; empty for what is no USB device."""
    serial_number: str
    description: str
    scanner: bool
    """By its maker or its name."""


class SerialLine:
    """`wanted` is what `find_port` takes. `on_text` and `on_state` are called on the line's own thread, the second only
    when the state changes."""

    def __init__(
        self,
        wanted: str,
        on_text: Callable[[str], None],
        on_state: Callable[[LineState], None] = lambda state: None,
        *,
        setting: Setting | None = None,
        retry_s: float = RETRY_S,
    ) -> None:
        self._wanted = wanted
        self._on_text = on_text
        self._on_state = on_state
        self._setting = setting or Setting()
        self._retry_s = retry_s
        self._state = LineState.WAITING
        self._trouble = ""
        self._stopping = threading.Event()
        self._thread = threading.Thread(target=self._run, name="hand-scanner", daemon=True)

    def start(self) -> None:
        self._thread.start()

    def stop(self) -> None:
        """Returns at once; the thread ends within a pause."""
        self._stopping.set()

    def join(self, timeout_s: float) -> None:
        if self._thread.ident is not None:
            self._thread.join(timeout_s)

    def _run(self) -> None:
        while not self._stopping.is_set():
            try:
                self._follow()
            except (serial.SerialException, OSError) as error:
                # Not there, taken by another program, or unplugged while it was read; told once, not every second.
                if self._trouble != type(error).__name__:
                    self._trouble = type(error).__name__
                    log.info("hand scanner: %s", self._trouble)
            except Exception:
                # The loop's own guard: a scanner must not be lost for a fault in what was done with one text.
                log.exception("hand scanner: a text could not be handed on")
            self._tell(LineState.WAITING)
            self._stopping.wait(self._retry_s)

    def _follow(self) -> None:
        """Read one open line until it goes or `stop` is asked for."""
        name = find_port(self._wanted)
        if not name:
            return
        setting = self._setting
        with serial.Serial(
            name,
            setting.baud,
            bytesize=setting.data_bits,
            parity=_PARITY[setting.parity],
            stopbits=setting.stop_bits,
            timeout=PAUSE_S,
            exclusive=True,  # half of a code read by another program is no code
        ) as line:
            self._trouble = ""
            log.info("hand scanner: connected")
            self._tell(LineState.OPEN)
            texts = Texts()
            while not self._stopping.is_set():
                some = line.read(1)
                if some:
                    some += line.read(line.in_waiting)
                for text in texts.feed(some):
                    self._on_text(text)

    def _tell(self, state: LineState) -> None:
        if state is not self._state:
            self._state = state
            self._on_state(state)


class Texts:
    """Bytes as they come in, whole texts out. Pure. Bytes that are no UTF-8 become U+FFFD: the desk calls that damaged."""

    def __init__(self) -> None:
        self._bytes = bytearray()
        self._overflown = False

    def feed(self, some: bytes) -> list[str]:
        """The texts that are complete now; no bytes at all mean a pause, which completes what there is."""
        if not some:
            return self._cut()
        texts: list[str] = []
        for byte in some:
            if byte in b"\r\n":
                texts += self._cut()
            elif len(self._bytes) < LONGEST:
                self._bytes.append(byte)
            else:
                self._overflown = True
        return texts

    def _cut(self) -> list[str]:
        whole, overflown = bytes(self._bytes), self._overflown
        self._bytes.clear()
        self._overflown = False
        text = whole.decode("utf-8", errors="replace")
        if overflown:
            log.info("hand scanner: more than %d bytes without an end; ignored", LONGEST)
        return [text] if text.strip() and not overflown else []


def find_port(wanted: str = AUTO) -> str:
    """The name of the port that is wanted now; nothing when it is not there.

    `wanted`: a port's name; `auto`, the first that is a scanner by its maker or its name, in a steady order (other ports
    are left alone: opening a modem's or a drawer's can set it off); `vid:pid`; or a device's serial number.
    """
    if _PORT_NAME.fullmatch(wanted):
        return wanted
    there = ports()
    if wanted == AUTO:
        found = [port for port in there if port.scanner]
    elif _MAKER_AND_PRODUCT.fullmatch(wanted):
        found = [port for port in there if port.identity == wanted.lower()]
    else:
        found = [port for port in there if port.serial_number == wanted]
    return min((port.name for port in found), default="")


def ports() -> list[Port]:
    """Every serial port of this machine that the system names, by name."""
    listed = sorted(list_ports.comports(), key=lambda port: str(port.device))
    return [
        Port(
            port.device,
            "" if port.vid is None or port.pid is None else f"{port.vid:04x}:{port.pid:04x}",
            port.serial_number or "",
            port.description or "",
            _is_scanner(port.vid, port.product, port.description),
        )
        for port in listed
    ]


def _is_scanner(maker: int | None, product: str | None, description: str | None) -> bool:
    words = f"{product or ''} {description or ''}".lower()
    return maker in _SCANNER_MAKERS or any(word in words for word in _SCANNER_WORDS)
