"""`kiosk hand-scanner`: the sheet's test code is read back and known; the list says what can be named."""

import io
from pathlib import Path

import pypdfium2
import pytest
import zxingcpp
from PIL import Image
from serial.tools.list_ports_common import ListPortInfo

from kiosk.cli.config import HandConfig
from kiosk.cli.hand import HandScanners, list_ports
from kiosk.cli.hand_sheet import sheet
from kiosk.cli.hand_sheet_words import SHEETS, SheetWords
from kiosk.cli.main import main
from scanner.hand import serial_line
from scanner.hand.setup_code import MICRO_TEXT, SETUP_TEXT, Trial, Tried, tried
from ui import hand_words
from ui.language import Languages


def page_of(pdf: bytes, scale: float = 2.0) -> tuple[Image.Image, str]:
    """The only page as a picture, and its words."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        assert len(document) == 1
        return document[0].render(scale=scale).to_pil().copy(), document[0].get_textpage().get_text_range()
    finally:
        document.close()


@pytest.mark.parametrize("language", ["fr", "en"])
def test_the_sheet_s_codes_are_read_back(language: str) -> None:
    picture, _ = page_of(sheet(language, "fr-FR"))
    ours = zxingcpp.read_barcodes(picture, formats=zxingcpp.BarcodeFormat.QRCodeModel2)
    assert [tried(code.text) for code in ours] == [Tried(Trial.RIGHT)]
    micro = zxingcpp.read_barcodes(picture, formats=zxingcpp.BarcodeFormat.MicroQRCode)
    assert [code.text for code in micro] == [MICRO_TEXT]


@pytest.mark.parametrize(("language", "keyboard"), [("fr", "fr-FR"), ("fr", "en-US"), ("en", "en-US"), ("en", "fr-FR")])
def test_the_sheet_says_everything_and_nothing_is_cut(language: str, keyboard: str) -> None:
    picture, text = page_of(sheet(language, keyboard))
    flat = "".join(text.split())
    words = SHEETS[language]
    for row in (*words.interface, *words.rows, *words.typed):
        for told in (row.setting, row.value.format(keyboard=words.keyboards[keyboard]), row.chapters):
            assert "".join(told.split()) in flat, told
    for told in (words.title, words.lead, words.test, words.answers, words.silent, words.foot):
        assert "".join(told.split()) in flat, told
    width, height = picture.size
    margin = picture.convert("L").crop((0, int(height * 0.95), width, height))
    assert margin.getextrema() == (255, 255), "something has run into the foot of the page"


@pytest.mark.parametrize("language", ["fr", "en"])
def test_the_sheet_names_the_pages_as_the_screen_does(language: str) -> None:
    languages = Languages()
    words: SheetWords = SHEETS[language]
    for kind in ("scanner_right", "wrong_keyboard", "scanner_damages"):
        headline = languages.text(hand_words.PAGES[kind].headline, language, hand_words.CONTEXT)
        assert headline in words.answers, headline
    for code, name in hand_words.KEYBOARDS.items():
        assert languages.text(name, language, hand_words.CONTEXT) == words.keyboards[code]


def test_the_command_writes_it_and_says_when_it_cannot(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "sheet.pdf"
    assert main(["hand-scanner", "sheet", "--language", "en", "--out", str(out)]) == 0
    assert SETUP_TEXT in [code.text for code in zxingcpp.read_barcodes(page_of(out.read_bytes())[0])]
    assert "sheet.pdf" in capsys.readouterr().out
    assert main(["hand-scanner", "sheet", "--out", str(tmp_path / "none" / "sheet.pdf")]) == 2
    assert "--out" in capsys.readouterr().err


def test_the_list_says_what_can_be_named(monkeypatch: pytest.MonkeyPatch) -> None:
    there: list[ListPortInfo] = []
    monkeypatch.setattr(serial_line.list_ports, "comports", lambda: there)
    out = io.StringIO()
    assert list_ports(out) == 2
    assert "No serial port" in out.getvalue()
    drawer, scanner = ListPortInfo("/dev/ttyACM1"), ListPortInfo("/dev/ttyACM0")
    drawer.vid, drawer.pid, drawer.serial_number, drawer.description = 0x2341, 0x0043, "D1", "Drawer"
    scanner.vid, scanner.pid, scanner.serial_number, scanner.description = 0x0C2E, 0x0901, "S1", "Imager"
    there += [drawer, scanner]
    out = io.StringIO()
    assert list_ports(out) == 0
    first, second = (line.split("\t") for line in out.getvalue().splitlines())
    assert first[:4] == ["/dev/ttyACM0", "0c2e:0901", "S1", "Imager"]
    assert first[4].startswith("a scanner")
    assert second[4].startswith("not known")


@pytest.mark.parametrize(
    ("serial", "wanted", "expected"), [("auto", True, False), ("", False, False), ("0c2e:0901", True, True)]
)
def test_a_named_scanner_is_missed_and_an_unnamed_one_is_not(serial: str, wanted: bool, expected: bool) -> None:
    hand = HandScanners(HandConfig(serial=serial))
    assert (hand.wanted, hand.expected) == (wanted, expected)
    hand.join()
