"""Receipts through Qt's printing, read back from the PDF that comes out: sizes, words, ink, faults."""

import os
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from PySide6.QtGui import QGuiApplication, QPainter, QPdfWriter

from kiosk.domain.receipt import ReceiptText
from kiosk.errors import Fault
from tests.ui.receipt_room import receipt
from ui.fiction_floor import LONG_NAME, ODD_NAMES
from ui.printing.layout import Paper, draw, page_layout
from ui.printing.sheet_printer import PdfFolder, SystemPrinter, printers
from ui.window import load_fonts

WIDTHS = {Paper.ROLL_80: 80, Paper.ROLL_58: 58, Paper.A6: 105, Paper.A5: 148}
MM = 72 / 25.4


@pytest.fixture(autouse=True)
def fonts(qapp: QGuiApplication) -> None:
    load_fonts()


class Sheets:
    """A printed PDF, read by another program's eyes."""

    def __init__(self, file: Path) -> None:
        document = pypdfium2.PdfDocument(file)
        self.sizes = [tuple(length / MM for length in page.get_size()) for page in document]
        self.texts = [page.get_textpage().get_text_bounded() for page in document]
        self.pictures = [page.render(scale=300 / 72, grayscale=True).to_pil() for page in document]
        document.close()

    @property
    def words(self) -> str:
        return "".join("".join(self.texts).split())

    def edges_mm(self) -> tuple[float, ...]:
        """White at the left, top, right and bottom of the first page."""
        picture: Any = self.pictures[0]
        left, top, right, bottom = picture.point(lambda level: 255 * (level < 200)).getbbox()
        return tuple(dots / 300 * 25.4 for dots in (left, top, picture.width - right, picture.height - bottom))


@pytest.fixture
def printed(tmp_path: Path) -> Callable[..., Sheets]:
    def print_it(text: ReceiptText, paper: Paper = Paper.ROLL_80) -> Sheets:
        PdfFolder(tmp_path / "out", paper)(text)
        return Sheets(tmp_path / "out" / f"receipt-{text.reference}.pdf")

    return print_it


def compact(text: str) -> str:
    return "".join(text.split())


@pytest.mark.parametrize("paper", list(Paper))
@pytest.mark.parametrize("language", ["fr", "en"])
def test_everything_stands_on_one_piece_of_paper(paper: Paper, language: str, printed: Callable[..., Sheets]) -> None:
    text = receipt(LONG_NAME.name, language)
    sheets = printed(text, paper)
    ((width, height),) = sheets.sizes
    assert width == pytest.approx(WIDTHS[paper], abs=0.5)
    for words in text.texts():
        assert compact(words) in sheets.words
    left, top, right, bottom = sheets.edges_mm()
    assert min(left, right) > 3.5, "ink where printers cannot print"
    assert min(top, bottom) > 3.5
    if paper in (Paper.ROLL_80, Paper.ROLL_58):
        assert bottom < 12, "paper is wasted"
        assert top < 12
        assert height < 160


def test_a_printers_resolution_changes_nothing(tmp_path: Path) -> None:
    """Office printers have 1200 dots an inch, till rolls 203: margins and gaps must not grow with them."""
    heights: list[tuple[float, ...]] = []
    for dpi in (203, 1200):
        file = tmp_path / f"{dpi}.pdf"
        writer = QPdfWriter(str(file))
        writer.setResolution(dpi)
        writer.setPageLayout(page_layout(receipt(), Paper.ROLL_80))
        painter = QPainter(writer)
        draw(receipt(), Paper.ROLL_80, painter, writer)
        painter.end()
        heights.append(Sheets(file).edges_mm())
    assert heights[0] == pytest.approx(heights[1], abs=1.0)


def test_markup_is_text(printed: Callable[..., Sheets]) -> None:
    words = printed(receipt(ODD_NAMES[0], article="<i>Aurelia</i> &amp;", store="<h1>Store")).words
    for written in ("<b>Dominique</b>L.", "<i>Aurelia</i>&amp;", "<h1>Store"):
        assert written in words


@pytest.mark.parametrize("name", ODD_NAMES)
def test_odd_names_are_drawn_and_nothing_is_pushed_off(name: str, printed: Callable[..., Sheets]) -> None:
    plain = printed(receipt("Camille Durand"))
    odd = printed(receipt(name))
    assert odd.pictures[0].width == plain.pictures[0].width
    assert odd.pictures[0].tobytes() != plain.pictures[0].tobytes()
    assert min(odd.edges_mm()) > 3.5


def test_a_word_longer_than_the_paper_is_broken_not_cut(printed: Callable[..., Sheets]) -> None:
    sheets = printed(receipt(article="W" * 120))
    assert sheets.words.count("W") == 120
    assert sheets.edges_mm()[2] > 3.5


def test_what_does_not_fit_a_sheet_goes_on_the_next(printed: Callable[..., Sheets]) -> None:
    text = receipt(closing=tuple(f"Line {number}." for number in range(1, 61)))
    sheets = printed(text, Paper.A6)
    assert len(sheets.sizes) > 1
    for number in range(1, 61):
        assert f"Line{number}." in sheets.words
    assert "Line 60." in sheets.texts[-1]
    assert "Line 1." not in sheets.texts[-1]
    roll = printed(text, Paper.ROLL_80)
    assert len(roll.sizes) == 1


def test_a_printing_thread_does_it_as_well(tmp_path: Path) -> None:
    errors: list[BaseException] = []

    def work() -> None:
        try:
            PdfFolder(tmp_path, Paper.A6)(receipt())
        except BaseException as error:
            errors.append(error)

    thread = threading.Thread(target=work)
    thread.start()
    thread.join(30)
    assert errors == []
    assert "A0" in Sheets(tmp_path / "receipt-3F2A-9C01.pdf").words


def test_file_names_tell_nothing_of_the_customer(tmp_path: Path) -> None:
    PdfFolder(tmp_path, Paper.ROLL_80)(receipt())
    PdfFolder(tmp_path, Paper.ROLL_80)(receipt())
    assert [file.name for file in tmp_path.iterdir()] == ["receipt-3F2A-9C01.pdf"]


def test_a_folder_that_cannot_be_is_a_fault(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(Fault, match="folder"):
        PdfFolder(tmp_path / "file" / "receipts", Paper.A6)(receipt())


def test_a_full_disk_is_a_fault_and_leaves_nothing(tmp_path: Path) -> None:
    resource = pytest.importorskip("resource", reason="limits of POSIX")
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (2000, before[1]))
    try:
        with pytest.raises(Fault, match="Make room"):
            PdfFolder(tmp_path, Paper.A6)(receipt())
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
    assert list(tmp_path.iterdir()) == []


def test_a_printer_that_is_not_there_is_a_fault_that_names_it() -> None:
    with pytest.raises(Fault) as fault:
        SystemPrinter("No such printer", Paper.ROLL_80)(receipt())
    assert "[receipt]" in str(fault.value)
    known = [name for name, _ in printers()]
    assert all(name in str(fault.value) for name in known)


@pytest.mark.skipif("CUPS_SERVER" not in os.environ, reason="CUPS_SERVER names none that has a printer")
def test_the_default_printer_takes_a_receipt() -> None:
    SystemPrinter("", Paper.ROLL_80)(receipt())
