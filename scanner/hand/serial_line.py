"""A hand scanner on a serial or USB-CDC line: the one door to pyserial, and a thread that never gives up.

A text ends with CR, LF, or a pause. Unplugged, the line is opened again and again until it is back, under another name
as well when it is looked for by itself. Nothing here waits for the app, and the app never waits for a line.
"""

import logging
import threading
from collections.abc import Callable

import serial
from serial.tools import list_ports

from scanner.hand.line_state import LineState

AUTO = "auto"
PAUSE_S = 0.1
"""A scanner without a suffix: silence this long ends its text. At 9600 baud a character takes 1 ms."""
RETRY_S = 1.0
LONGEST = 8192
"""Bytes of one text. What goes on longer is no scanner; it is thrown away up to its end."""
BAUD = 9600
"""What scanners with a real serial line are sold with; USB-CDC ignores it."""

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


class SerialLine:
    """`on_text` and `on_state` are called on the line's own thread, the second only when the state changes."""

    def __init__(
        self,
        port: str,
        on_text: Callable[[str], None],
        on_state: Callable[[LineState], None] = lambda state: None,
        *,
        baud: int = BAUD,
        retry_s: float = RETRY_S,
    ) -> None:
        self._port = port
        self._on_text = on_text
        self._on_state = on_state
        self._baud = baud
        self._retry_s = retry_s
        self._state = LineState.WAITING
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
                # Not there, taken by another program, or unplugged while it was read. The port's name is no secret.
                log.info("hand scanner: %s", type(error).__name__)
            except Exception:
                # The loop's own guard: a scanner must not be lost for a fault in what was done with one text.
                log.exception("hand scanner: a text could not be handed on")
            self._tell(LineState.WAITING)
            self._stopping.wait(self._retry_s)

    def _follow(self) -> None:
        """Read one open line until it goes or `stop` is asked for."""
        name = find_port() if self._port == AUTO else self._port
        if not name:
            return
        with serial.Serial(name, self._baud, timeout=PAUSE_S) as line:
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


def find_port() -> str:
    """The first serial port that is a scanner by its maker or its name, in a steady order; nothing when there is none.

    Other ports are left alone: opening a modem or a drawer's port can set it off.
    """
    names = [port.device for port in list_ports.comports() if _is_scanner(port.vid, port.product, port.description)]
    return min(names, default="")


def _is_scanner(maker: int | None, product: str | None, description: str | None) -> bool:
    words = f"{product or ''} {description or ''}".lower()
    return maker in _SCANNER_MAKERS or any(word in words for word in _SCANNER_WORDS)
