"""ESC/POS: what the bytes say, and real lines to printers that answer, hang, refuse, or have no paper."""

import os
import re
import threading
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from escpos.capabilities import CAPABILITIES
from PySide6.QtGui import QGuiApplication

from kiosk.errors import ConfigError, Fault
from tests.ui.receipt_room import TillPrinter, receipt
from ui.fiction_floor import ODD_NAMES
from ui.printing.escpos_composer import EscposSetup, compose
from ui.printing.escpos_printer import EscposPrinter
from ui.printing.layout import Paper
from ui.window import load_fonts

LINE = EscposSetup("network", "127.0.0.1", timeout_s=5)
CODECS = {0: "cp437", 2: "cp850", 16: "cp1252", 19: "cp858"}
CUT = b"\x1dV\x00"


@pytest.fixture(autouse=True)
def fonts(qapp: QGuiApplication) -> None:
    load_fonts()


def read(composed: bytes) -> str:
    """What a printer would set: code pages followed, all other commands left out."""
    said, page = "", 0
    for part in re.findall(rb"\x1bt(.)|\x1b@|\x1b[!EaMd{-].|\x1d[!VB].|([^\x1b\x1d]+)", composed, re.DOTALL):
        if part[0]:
            page = part[0][0]
        said += part[1].decode(CODECS[page]) if part[1] else ""
    return said


@pytest.mark.parametrize("code_page", ["", "CP858", "CP1252"])
@pytest.mark.parametrize("language", ["fr", "en"])
def test_french_comes_out_in_french(code_page: str, language: str) -> None:
    text = receipt("Zoé Marchetti", language)
    composed = compose(text, replace(LINE, code_page=code_page))
    assert composed.startswith(b"\x1b@")
    assert composed.endswith(CUT)
    said = "".join(read(composed).split())
    for words in text.texts():
        assert "".join(words.replace("’", "'").split()) in said
    pages = set(re.findall(rb"\x1bt(.)", composed, re.DOTALL))
    if code_page:
        assert {CODECS[page[0]] for page in pages} == {code_page.lower()}


def test_lines_are_as_long_as_the_paper() -> None:
    for paper, columns in ((Paper.ROLL_80, 42), (Paper.ROLL_58, 32)):
        printed = read(compose(receipt(), replace(LINE, paper=paper)))
        assert max(map(len, printed.splitlines())) == columns


@pytest.mark.parametrize(("paper", "dots"), [(Paper.ROLL_80, 576), (Paper.ROLL_58, 384)])
@pytest.mark.parametrize("name", [ODD_NAMES[1], ODD_NAMES[2], "👩🏽\u200d🚀 Marchetti", "李 小龙"])
def test_letters_that_a_printer_lacks_are_drawn(
    name: str, paper: Paper, dots: int, capsys: pytest.CaptureFixture[str]
) -> None:
    composed = compose(receipt(name), replace(LINE, paper=paper))
    across, bits = raster(composed)
    assert across == dots
    assert 0.02 < ink(bits) < 0.3
    assert composed.endswith(CUT)
    assert raster(compose(receipt(name[1:]), replace(LINE, paper=paper))) != (across, bits)
    assert capsys.readouterr().out == ""


def raster(composed: bytes) -> tuple[int, bytes]:
    """The picture that GS v 0 carries, its pieces under each other: dots across, and eight dots a byte, 1 is black."""
    pieces = [
        (match.end(), int.from_bytes(match[1], "little"), int.from_bytes(match[2], "little"))
        for match in re.finditer(rb"\x1dv0\x00(..)(..)", composed, re.DOTALL)
    ]
    assert pieces, "no picture"
    return pieces[0][1] * 8, b"".join(composed[at : at + width * rows] for at, width, rows in pieces)


def ink(bits: bytes) -> float:
    return sum(byte.bit_count() for byte in bits) / (8 * len(bits))


@pytest.mark.parametrize("profile", sorted(CAPABILITIES["profiles"]))
def test_every_model_gets_its_receipt_set_or_drawn(profile: str) -> None:
    setup = replace(LINE, profile=profile)
    for name in ("Camille", ODD_NAMES[1]):
        assert len(compose(receipt(name), setup)) > 800


# --- over a network line ----------------------------------------------------------------------------------------------------


def test_a_receipt_over_the_network() -> None:
    with TillPrinter() as till:
        EscposPrinter(replace(LINE, address=till.address))(receipt())
    assert till.printed == compose(receipt(), LINE)
    assert till.asked == 4


def test_two_receipts_are_two() -> None:
    with TillPrinter() as till:
        printer = EscposPrinter(replace(LINE, address=till.address))
        printer(receipt())
        printer(receipt(language="en"))
    assert till.printed == compose(receipt(), LINE) + compose(receipt(language="en"), LINE)


def test_no_paper_is_said_before_anything_is_sent() -> None:
    with TillPrinter(rolls=0) as till, pytest.raises(Fault, match="no paper") as fault:
        EscposPrinter(replace(LINE, address=till.address))(receipt())
    assert "Then print again" in fault.value.hint
    assert till.printed == b""


def test_paper_that_ends_with_the_receipt_is_said_and_that_it_may_be_out() -> None:
    with TillPrinter(rolls=1) as till, pytest.raises(Fault, match="no paper") as fault:
        EscposPrinter(replace(LINE, address=till.address))(receipt())
    assert "may have come out" in fault.value.hint
    assert till.printed == compose(receipt(), LINE)


def test_an_open_cover_is_said() -> None:
    with TillPrinter(online=False) as till, pytest.raises(Fault, match="not ready"):
        EscposPrinter(replace(LINE, address=till.address))(receipt())
    assert till.printed == b""


@pytest.mark.parametrize("hang", [{"reads": False}, {"answers": False}])
def test_a_printer_that_hangs_is_given_up(hang: dict[str, bool]) -> None:
    with TillPrinter(**hang) as till, pytest.raises(Fault) as fault:
        EscposPrinter(replace(LINE, address=till.address, timeout_s=0.05))(receipt())
    assert "ask = false" in fault.value.hint
    assert till.printed == b""


def test_a_printer_that_is_never_asked_prints_all_the_same() -> None:
    with TillPrinter(answers=False) as till:
        EscposPrinter(replace(LINE, address=till.address, ask=False))(receipt())
    assert till.printed == compose(receipt(), LINE)
    assert till.asked == 0


def test_a_refused_connection_is_a_fault_that_leaves_no_socket() -> None:
    with TillPrinter() as till:
        gone = till.address
    with pytest.raises(Fault, match="refused") as fault:
        EscposPrinter(replace(LINE, address=gone))(receipt())
    assert "[receipt.escpos]" in fault.value.hint


# --- files, ports, USB ------------------------------------------------------------------------------------------------------


def test_a_device_file_takes_the_bytes_and_is_not_made(tmp_path: Path) -> None:
    device = tmp_path / "lp0"
    printer = EscposPrinter(replace(LINE, connection="file", address=str(device)))
    with pytest.raises(Fault, match="no such device"):
        printer(receipt())
    assert not device.exists(), "receipts would vanish in a plain file"
    device.touch()
    printer(receipt())
    assert device.read_bytes() == compose(receipt(), LINE)


@pytest.fixture
def port() -> Iterator[tuple[int, str]]:
    """A pseudo terminal: the printer's end, and the name of ours."""
    theirs, ours = os.openpty()
    yield theirs, os.ttyname(ours)
    os.close(theirs)
    os.close(ours)


def test_a_receipt_over_a_serial_line(port: tuple[int, str]) -> None:
    till, name = port
    heard = b""
    whole = threading.Event()

    def answer() -> None:
        nonlocal heard
        while not whole.is_set():
            data = os.read(till, 4096)
            heard += data
            for question in TillPrinter.QUESTION.findall(data):
                os.write(till, b"\x12")
                if question == b"\x01" and CUT in heard:
                    whole.set()

    thread = threading.Thread(target=answer)
    thread.start()
    EscposPrinter(replace(LINE, connection="serial", address=name, flow="none", baud=115_200))(receipt())
    thread.join(10)
    assert TillPrinter.QUESTION.sub(b"", heard) == compose(receipt(), LINE)


def test_a_port_that_is_not_there() -> None:
    with pytest.raises(Fault, match="print the receipt"):
        EscposPrinter(replace(LINE, connection="serial", address="/dev/ttyNONE9"))(receipt())


@pytest.mark.parametrize(
    ("changes", "named"),
    [
        ({"address": ""}, "receipt.escpos.address"),
        ({"address": "10.0.0.5:port"}, "host:port"),
        ({"address": "10.0.0.5:99999"}, "host:port"),
        ({"address": "http://10.0.0.5"}, "host:port"),
        ({"connection": "usb", "address": "Epson"}, "vid:pid"),
        ({"profile": "TM-T88VI"}, "TM-T88V"),
        ({"code_page": "latin-1"}, "CP858"),
        ({"paper": Paper.A5}, "80mm"),
    ],
)
def test_mistakes_are_named_before_anything_is_printed(changes: dict[str, Any], named: str) -> None:
    with pytest.raises(ConfigError, match=r"receipt\.") as error:
        EscposPrinter(replace(LINE, **changes))
    assert named in str(error.value)
