"""`kiosk hand-scanner sheet`: one A4 page that says what to program, with a code that shows whether it was done right.

Needs no key, no day and no terminal. The symbols are pictures of whole modules: between drawn rectangles viewers and
printers leave hairlines.
"""

from importlib.resources import as_file, files
from io import BytesIO
from pathlib import Path

import segno
from fpdf import FPDF
from fpdf.enums import TableBordersLayout
from fpdf.fonts import FontFace

from kiosk.cli.hand_sheet_words import SHEETS, Row, SheetWords
from kiosk.errors import Fault
from scanner.hand.setup_code import MICRO_TEXT, SETUP_TEXT

KEYBOARDS = {"fr": "fr-FR", "en": "en-US"}
"""The keyboard that a terminal of this language most likely has."""
CODE, MICRO = 57.0, 16.0
"""Millimetres of the symbols with their quiet zones: as large a module as on a customer's slip, and the usual one."""
_MARGIN = 15.0
_FAMILY = "Inter"
_WIDTHS = (46, 50, 84)
_GREY, _RULE = 90, 200


def write_sheet(out: Path, language: str, keyboard: str) -> None:
    """Raises Fault when the file cannot be written."""
    try:
        out.write_bytes(sheet(language, keyboard))
    except OSError as error:
        raise Fault("write the sheet", f"Choose another --out than {out.name}.", error.strerror) from error


def sheet(language: str, keyboard: str) -> bytes:
    """The PDF. `language`: `fr` or `en`; `keyboard`: the terminal's, `fr-FR` or `en-US`."""
    words = SHEETS[language]
    paper = _Paper()
    paper.draw(words, words.keyboards[keyboard], language)
    return bytes(paper.output())


class _Paper(FPDF):
    def __init__(self) -> None:
        super().__init__(format="A4")
        self.set_margin(_MARGIN)
        self.set_auto_page_break(False)
        for style, face in (("", "Regular"), ("B", "Bold")):
            with as_file(files("assets").joinpath(f"fonts/Inter-{face}.otf")) as file:
                self.add_font(_FAMILY, style, file)
        self.set_font(_FAMILY)
        self.set_draw_color(_RULE)

    def draw(self, words: SheetWords, keyboard: str, language: str) -> None:
        self.add_page()
        self.set_title(words.title)
        self.set_lang(language)
        self._text(words.title, 22, bold=True)
        self.ln(1.5)
        self._text(words.lead, 10)
        for title, rows in ((words.first, words.interface), (words.second, words.rows), (words.typing, words.typed)):
            self._title(title)
            self._rows(words.columns, rows, keyboard)
        self._title(words.third)
        self._test(words)

    def _test(self, words: SheetWords) -> None:
        top = self.y
        self._symbol(segno.make_qr(SETUP_TEXT, error="m", boost_error=False), 4, _MARGIN - 3, top, CODE, words.test)
        beside = _MARGIN + CODE + 3
        self.set_left_margin(beside)
        self.set_y(top + 4)
        self._text(words.test, 11, bold=True)
        self.ln(1)
        self._text(words.answers, 10)
        self.ln(3)
        micro = self.y
        self._symbol(segno.make_micro(MICRO_TEXT, error="m"), 2, beside - 2, micro, MICRO, words.silent)
        self.set_xy(beside + MICRO + 2, micro + MICRO / 2 - 2.5)
        self.cell(text=words.silent)
        self.set_left_margin(_MARGIN)
        self.set_y(top + CODE + 1)
        self._text(words.foot, 9, grey=True)

    def _symbol(self, symbol: segno.QRCode, quiet: int, x: float, y: float, side: float, told: str) -> None:
        picture = BytesIO()
        symbol.save(picture, kind="png", scale=8, border=quiet)
        self.image(picture, x, y, side, side, alt_text=told)

    def _title(self, text: str) -> None:
        self.ln(3.5)
        self._text(text, 12.5, bold=True)
        self.ln(0.5)

    def _text(self, text: str, size: float, *, bold: bool = False, grey: bool = False) -> None:
        self.set_text_color(_GREY if grey else 0)
        self.set_font(_FAMILY, "B" if bold else "", size)
        self.multi_cell(0, size * 0.46, text, align="L", new_x="LMARGIN", new_y="NEXT", padding=0)

    def _rows(self, columns: tuple[str, str, str], rows: tuple[Row, ...], keyboard: str) -> None:
        self.set_text_color(0)
        self.set_font(_FAMILY, "", 9.5)
        grey, bold = FontFace(color=_GREY, emphasis=""), FontFace(emphasis="BOLD")
        with self.table(
            borders_layout=TableBordersLayout.HORIZONTAL_LINES,
            col_widths=_WIDTHS,
            headings_style=grey,
            line_height=4.6,
            padding=(0.7, 1, 0.7, 0),
            text_align="LEFT",
        ) as table:
            table.row(columns)
            for row in rows:
                line = table.row()
                line.cell(row.setting)
                line.cell(row.value.format(keyboard=keyboard), style=bold)
                line.cell(row.chapters, style=grey)
