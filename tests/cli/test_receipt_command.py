"""`[receipt]` and `kiosk receipt`: mistakes are named, a test receipt comes out."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import msgspec
import pypdfium2
import pytest
from PySide6.QtGui import QGuiApplication

from kiosk.cli import run
from kiosk.cli.compose import Terminal
from kiosk.cli.config import CameraConfig, Config, HubConfig, ReceiptConfig, read_config
from kiosk.cli.main import main
from kiosk.cli.receipt import device_of, terminal_receipts
from kiosk.cli.scanners import Scanners
from kiosk.errors import ConfigError, Fault
from tests.cli.test_hub_of_terminal import configured
from tests.ui.receipt_room import TillPrinter, handed
from ui.printing.escpos_printer import EscposPrinter
from ui.printing.sheet_printer import PdfFolder, SystemPrinter, printers
from ui.receipts import ReceiptPrinter
from ui.station_context import TerminalContext
from ui.window import load_fonts

Written = Callable[[str], Path]


@pytest.fixture
def written(tmp_path: Path, qapp: QGuiApplication) -> Written:
    def write(receipt: str) -> Path:
        path = tmp_path / "kiosk.toml"
        path.write_text(f"production = false\ndata = '{tmp_path / 'data'}'\n[receipt]\n{receipt}", encoding="utf-8")
        return path

    return write


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("printer = 'laser'", "laser"),
        ("paper = 'letter'", "letter"),
        ("paper_width = 80", "paper_width"),
        ("timeout_s = 0", "timeout_s"),
        ("[receipt.escpos]\nconnection = 'bluetooth'", "bluetooth"),
        ("[receipt.escpos]\nport = 9100", "port"),
        ("[receipt.escpos]\nbaud = 1", "baud"),
    ],
)
def test_a_mistake_is_named_with_the_file_and_the_way_out(written: Written, text: str, named: str) -> None:
    path = written(text)
    with pytest.raises(ConfigError) as error:
        read_config(path)
    for words in (named, str(path), "kiosk.example.toml"):
        assert words in str(error.value)


def test_what_is_configured_is_what_is_printed_on(written: Written) -> None:
    assert device_of(Config()) is None
    assert isinstance(device_of(read_config(written("printer = 'system'"))), SystemPrinter)
    assert isinstance(device_of(read_config(written("printer = 'pdf'"))), PdfFolder)
    network = "printer = 'escpos'\n[receipt.escpos]\naddress = 'printer.store'"
    assert isinstance(device_of(read_config(written(network))), EscposPrinter)


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("printer = 'none'", 'receipt.printer is "none"'),
        ("printer = 'escpos'", "receipt.escpos.address"),
        ("printer = 'escpos'\npaper = 'a5'\n[receipt.escpos]\naddress = 'till'", "receipt.paper"),
        ("printer = 'escpos'\n[receipt.escpos]\naddress = 'till'\nprofile = 'TM-88'", "did you mean"),
    ],
)
def test_what_cannot_be_printed_on_is_said_and_ends_with_2(
    written: Written, text: str, named: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["receipt", "test", "--config", str(written(text))]) == 2
    assert named in capsys.readouterr().err


@pytest.mark.parametrize(("language", "says"), [("fr", "rien n’a été remis"), ("en", "nothing was handed over")])
def test_a_test_receipt_into_the_data_folder(
    written: Written, tmp_path: Path, language: str, says: str, capsys: pytest.CaptureFixture[str]
) -> None:
    config = written("printer = 'pdf'\npaper = 'a6'")
    assert main(["receipt", "test", "--config", str(config), "--language", language]) == 0
    (file,) = (tmp_path / "data" / "receipts").iterdir()
    assert str(file.parent) in capsys.readouterr().out
    document = pypdfium2.PdfDocument(file)
    assert says in document[0].get_textpage().get_text_bounded()
    document.close()


def test_a_test_receipt_over_the_network(written: Written) -> None:
    with TillPrinter() as till:
        config = written(f"printer = 'escpos'\n[receipt.escpos]\naddress = '{till.address}'")
        assert main(["receipt", "test", "--config", str(config)]) == 0
    assert b"A042" in till.printed


def test_a_printer_without_paper_ends_with_2_and_what_to_do(
    written: Written, capsys: pytest.CaptureFixture[str]
) -> None:
    with TillPrinter(rolls=0) as till:
        config = written(f"printer = 'escpos'\n[receipt.escpos]\naddress = '{till.address}'")
        assert main(["receipt", "test", "--config", str(config)]) == 2
    assert "Put paper in" in capsys.readouterr().err


def test_the_systems_printers_are_listed(qapp: QGuiApplication, capsys: pytest.CaptureFixture[str]) -> None:
    names = [name for name, _ in printers()]
    assert main(["receipt", "printers"]) == (0 if names else 1)
    assert [line.split("  (")[0] for line in capsys.readouterr().out.splitlines()] == names


def test_a_terminals_counter_is_given_the_printer_and_it_ends_with_the_windows(
    tmp_path: Path, qapp: QGuiApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    load_fonts()
    base = configured(tmp_path, HubConfig())
    config = msgspec.structs.replace(base, camera=CameraConfig("none"), receipt=ReceiptConfig("pdf", "a6"))
    printers_given: list[ReceiptPrinter | None] = []

    def windows(context: TerminalContext) -> int:
        """Instead of real ones, which tests/ui opens: prints and is closed at once."""
        printer = context.station.receipts
        printers_given.append(printer)
        assert printer is not None
        printer.print(handed(), "en").result(10)
        return 0

    monkeypatch.setattr(run, "open_windows", windows)
    with Terminal.open(config) as terminal:
        assert run.run_station(terminal, Scanners(config.camera), None, offscreen=True) == 0
    assert [file.name for file in (tmp_path / "receipts").iterdir()] == ["receipt-3F2A-9C01.pdf"]
    assert printers_given[0] is not None
    with pytest.raises(Fault):
        printers_given[0].print(handed(), "en").result(10)


def test_a_terminal_without_a_printer_has_none(tmp_path: Path) -> None:
    with Terminal.open(configured(tmp_path, HubConfig())) as terminal:
        assert terminal_receipts(terminal) is None


def test_who_prints_nothing_loads_no_printing() -> None:
    """QtPrintSupport brings QtWidgets, python-escpos half a second: neither belongs into every station's start."""
    code = (
        "import sys; import kiosk.cli.run; from kiosk.cli.receipt import device_of; from kiosk.cli.config import Config;"
        "device_of(Config()); print([name for name in sys.modules if name in"
        " ('PySide6.QtPrintSupport', 'PySide6.QtWidgets', 'escpos', 'usb')])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_what_the_escpos_library_leaves_behind_is_cleared_away(tmp_path: Path) -> None:
    environment = {**os.environ, "TMPDIR": str(tmp_path)}
    environment.pop("ESCPOS_CAPABILITIES_PICKLE_DIR", None)
    done = subprocess.run(
        [sys.executable, "-c", "import ui.printing.escpos_printer"], env=environment, capture_output=True, check=False
    )
    assert done.returncode == 0, done.stderr
    assert list(tmp_path.iterdir()) == []
