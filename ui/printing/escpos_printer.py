"""Receipts on ESC/POS printers: the door to them is python-escpos. Runs on the printing thread.

A receipt is composed whole before a byte of it is sent. Where the printer answers, it is asked before and after whether it
has paper and is online; what was sent to one that is not asked counts as printed.
"""

import difflib
import os
import re
import shutil
import socket
from collections.abc import Callable, Generator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import escpos.printer
import usb.core
import usb.util
from escpos.capabilities import CAPABILITIES, pickle_dir
from escpos.constants import RT_MASK_NOPAPER, RT_MASK_ONLINE, RT_STATUS_ONLINE, RT_STATUS_PAPER
from escpos.exceptions import Error as EscposError

from kiosk.domain.receipt import ReceiptText
from kiosk.errors import ConfigError, Fault
from ui.printing.escpos_composer import LONGEST_LINE, Composer, EscposSetup, compose
from ui.receipts import NotPrinted, Trouble

# WORKAROUND the library makes a temporary folder at every start, for what it has loaded by now, and leaves it there.
if "ESCPOS_CAPABILITIES_PICKLE_DIR" not in os.environ:
    shutil.rmtree(pickle_dir, ignore_errors=True)

PORT = 9100
"""Where network printers listen."""
_core: Any = usb.core
_util: Any = usb.util
_MAYBE = "The receipt may have come out: look before printing it again."
_ANSWER_BITS, _ANSWER = 0x93, 0x12
"""What tells the answer to DLE EOT from whatever else a printer may say (Epson, ESC/POS command reference)."""


class EscposPrinter:
    """A `ui.printing.receipts.Device`."""

    def __init__(self, setup: EscposSetup) -> None:
        """Raises ConfigError for what no printer could be meant by. Touches no device."""
        _check_known("escpos.profile", setup.profile, CAPABILITIES["profiles"])
        if setup.code_page:
            _check_known("escpos.code_page", setup.code_page, Composer(setup).code_pages)
        if setup.paper not in LONGEST_LINE:
            raise ConfigError(
                f'receipt.paper: an ESC/POS printer prints on "80mm" or "58mm", not "{setup.paper.value}"'
            )
        self._setup = setup
        self._open = _opener(setup)

    def __call__(self, text: ReceiptText) -> None:
        composed = compose(text, self._setup)
        with _faults(Trouble.UNREACHABLE, "Check that the printer is on and connected, and [receipt.escpos]."):
            device = self._open()
        try:
            self._send(device, composed)
        except Fault:
            with suppress(EscposError, OSError):
                device.close()
            raise
        with _faults(Trouble.HALFWAY, _MAYBE):
            device.close()

    def _send(self, device: Any, composed: bytes) -> None:
        asked = self._setup.ask and self._setup.connection != "file"
        if asked:
            _ask(device, "Then print again.")
        with _faults(Trouble.HALFWAY, _MAYBE):
            device._raw(composed)  # the library's way to send what is composed
        if asked:
            _ask(device, _MAYBE)


def _check_known(key: str, value: str, known: Any) -> None:
    if value not in known:
        near = difflib.get_close_matches(value, list(known), 1, 0.4)
        hint = f"; did you mean {near[0]!r}?" if near else ""
        raise ConfigError(f"receipt.{key}: {value!r} is none of {', '.join(sorted(known))}{hint}")


# --- the four ways to a printer -------------------------------------------------------------------------------------------


def _opener(setup: EscposSetup) -> Callable[[], Any]:
    """What opens the device and returns it. Raises ConfigError when the address cannot be one."""
    address = setup.address.strip()
    if not address:
        raise ConfigError("receipt.escpos.address: is missing; it says where the printer is")
    match setup.connection:
        case "network":
            return _network(setup, address)
        case "usb":
            return _usb(setup, address)
        case "serial":
            return _serial(setup, address)
        case "file":
            return _file(setup, address)


def _network(setup: EscposSetup, address: str) -> Callable[[], Any]:
    try:
        parts = urlsplit(f"//{address}")
        host, port = parts.hostname or "", parts.port or PORT
    except ValueError as error:
        raise ConfigError(f"receipt.escpos.address: {address!r} is no host or host:port ({error})") from error
    if not host or parts.path or parts.username:
        raise ConfigError(f"receipt.escpos.address: {address!r} is no host or host:port")

    def connect() -> Any:
        printer = escpos.printer.Network(host, port, setup.timeout_s, profile=setup.profile)
        # WORKAROUND the library's own open() knows IPv4 only, and does not close the socket of a refused connection.
        printer.device = socket.create_connection((host, port), setup.timeout_s)
        return printer

    return connect


def _usb(setup: EscposSetup, address: str) -> Callable[[], Any]:
    found = re.fullmatch(r"(?:0x)?([0-9a-fA-F]{1,4}):(?:0x)?([0-9a-fA-F]{1,4})", address)
    if found is None:
        raise ConfigError(f"receipt.escpos.address: {address!r} is no vid:pid in hexadecimal such as 04b8:0e15")
    vendor, product = (int(part, 16) for part in found.groups())

    def claim() -> Any:
        try:
            device = _core.find(idVendor=vendor, idProduct=product)
        except usb.core.NoBackendError as error:
            hint = "Install libusb 1.0, then print again."
            raise NotPrinted(Trouble.SYSTEM, hint, "USB cannot be used here") from error
        if device is None:
            raise OSError("no such USB device")
        outward, inward = _endpoints(device)
        timeout_ms = int(setup.timeout_s * 1000)
        printer = escpos.printer.Usb(vendor, product, {}, timeout_ms, inward, outward, profile=setup.profile)
        printer.open()
        return printer

    return claim


def _endpoints(device: Any) -> tuple[int, int]:
    """Addresses of the first bulk endpoints out and in. What the library assumes fits some printers only."""
    outward: list[int] = []
    inward: list[int] = []
    for configuration in device:
        for interface in configuration:
            for endpoint in interface:
                if _util.endpoint_type(endpoint.bmAttributes) == usb.util.ENDPOINT_TYPE_BULK:
                    is_in = _util.endpoint_direction(endpoint.bEndpointAddress) == usb.util.ENDPOINT_IN
                    (inward if is_in else outward).append(endpoint.bEndpointAddress)
    if not outward:
        raise OSError("the USB device is no printer")
    return outward[0], inward[0] if inward else 0x82


class _SerialPort(escpos.printer.Serial):
    def _read(self) -> bytes:
        # WORKAROUND the library waits for sixteen bytes, that is, for its whole time; an answer is one.
        port: Any = self.device
        answer: bytes = port.read(1)
        return answer


def _serial(setup: EscposSetup, address: str) -> Callable[[], Any]:
    def open_port() -> Any:
        printer = _SerialPort(
            address,
            setup.baud,
            timeout=setup.timeout_s,
            xonxoff=setup.flow == "xonxoff",
            dsrdtr=setup.flow == "dsrdtr",
            profile=setup.profile,
        )
        printer.open()
        port: Any = printer.device
        port.write_timeout = setup.timeout_s  # the library waits for ever
        return printer

    return open_port


def _file(setup: EscposSetup, address: str) -> Callable[[], Any]:
    def open_file() -> Any:
        if not Path(address).exists():
            # The library would make a plain file there, and every receipt would vanish in it.
            raise FileNotFoundError(None, "no such device", address)
        printer = escpos.printer.File(address, profile=setup.profile)
        printer.open()
        return printer

    return open_file


# --- what the printer says ------------------------------------------------------------------------------------------------


def _ask(device: Any, then: str) -> None:
    """Raises NotPrinted when it has no paper, is not online, or says nothing."""
    answers = (
        (RT_STATUS_PAPER, RT_MASK_NOPAPER, Trouble.NO_PAPER, "Put paper in.", "the printer has no paper"),
        (
            RT_STATUS_ONLINE,
            RT_MASK_ONLINE,
            Trouble.NOT_READY,
            "Close its cover, look at its lamps.",
            "the printer is not ready",
        ),
    )
    for question, bad, trouble, hint, cause in answers:
        with _faults(
            Trouble.SILENT, f"Switch the printer off and on; if it never answers, set escpos.ask = false. {then}"
        ):
            answer = [byte for byte in device.query_status(question) if byte & _ANSWER_BITS == _ANSWER]
            if not answer:
                raise OSError("the printer does not answer")
        if answer[-1] & bad == bad:
            raise NotPrinted(trouble, f"{hint} {then}", cause)


@contextmanager
def _faults(trouble: Trouble, hint: str) -> Generator[None]:
    """Errors of the library, the line and the bus -> NotPrinted."""
    try:
        yield
    except (EscposError, OSError) as error:  # USBError and SerialException are OSErrors
        cause = error.strerror if isinstance(error, OSError) and error.strerror else str(error) or type(error).__name__
        raise NotPrinted(trouble, hint, " ".join(cause.split())) from error
