"""The report as a PDF, A4, by fpdf2 and in our own font. Nothing is cut: what does not fit goes on the next page."""

from datetime import datetime
from importlib.resources import as_file, files
from io import BytesIO
from typing import cast

from fpdf import FPDF
from fpdf.enums import Align, TableBordersLayout, TextEmphasis, WrapMode
from fpdf.fonts import FontFace

from kiosk.report.document import BarChart, Block, Document, Table, Text, Tiles, TimeChart
from kiosk.report.drawing import Drawings

_FAMILY = "Inter"
_MARGIN, _FOOT = 15.0, 18.0
_WIDTH = 210.0 - 2 * _MARGIN
_INK, _GREY, _RULE, _TILE = (16, 21, 28), (74, 85, 99), (188, 197, 208), (243, 245, 247)
_TONES = {
    "good": ((10, 106, 57), (224, 243, 232)),
    "warn": ((125, 81, 0), (255, 240, 210)),
    "bad": ((179, 38, 30), (253, 232, 230)),
}
_SVG_POINT = 0.3528
"""Millimetres of a point: matplotlib's SVG is measured in them."""


def pdf(document: Document, drawings: Drawings, made_at: datetime) -> bytes:
    paper = _Paper(document, drawings)
    paper.set_creation_date(made_at)
    paper.draw()
    return bytes(paper.output())


class _Paper(FPDF):
    def __init__(self, document: Document, drawings: Drawings) -> None:
        super().__init__(format="A4")
        self._document = document
        self._drawings = drawings
        self.set_margin(_MARGIN)
        self.set_auto_page_break(True, _FOOT)
        for style, face in (("", "Regular"), ("B", "Bold")):
            with as_file(files("assets").joinpath(f"fonts/Inter-{face}.otf")) as file:
                self.add_font(_FAMILY, style, file)
        self.set_font(_FAMILY)
        maps = (getattr(self.fonts[_FAMILY.lower() + style], "cmap", {}) for style in ("", "B"))
        self._drawable = set[int].intersection(*(set(cast("dict[int, int]", each)) for each in maps))
        self.set_title(f"{document.title}, {document.subtitle}")
        self.set_lang(document.language)

    def footer(self) -> None:
        """fpdf2's own name for it: called at the end of each page."""
        self.set_y(-_FOOT + 5)
        self._style(8, grey=True)
        told = self._document.page.format(page=self.page_no(), pages="{nb}")
        self.cell(_WIDTH * 0.72, 5, self._shown(self._document.foot), align=Align.L)
        self.cell(_WIDTH * 0.28, 5, told, align=Align.R)

    def draw(self) -> None:
        self.add_page()
        self._line(self._document.title, 24, bold=True)
        self._line(self._document.subtitle, 12, grey=True)
        for section in self._document.sections:
            begins = (
                section.blocks[:2] if section.blocks and isinstance(section.blocks[0], Text) else section.blocks[:1]
            )
            self._keep(14 + sum(map(self._height, begins)))
            self.ln(5)
            self.set_draw_color(*_INK)
            self.set_line_width(0.4)
            self.line(_MARGIN, self.y, _MARGIN + _WIDTH, self.y)
            self.ln(2)
            self._line(section.title, 15, bold=True)
            self.ln(1)
            for block in section.blocks:
                self._block(block)

    def _block(self, block: Block) -> None:
        match block:
            case Text():
                self._text(block)
            case Tiles():
                self._tiles(block)
            case Table():
                self._table(block)
            case BarChart() | TimeChart():
                self._chart(block)

    def _height(self, block: Block) -> float:
        """At least so much of it must fit below its title; of a table a few rows."""
        if isinstance(block, BarChart | TimeChart):
            return self._size(self._drawings.of(block)) + 10
        return 30 if isinstance(block, Table) else 12 if isinstance(block, Text) else 22

    def _text(self, block: Text) -> None:
        if not block.tone:
            self._line(block.text, 9.5)
            self.ln(1)
            return
        ink, ground = _TONES[block.tone]
        self._keep(14)
        self.set_fill_color(*ground)
        self.set_text_color(*ink)
        self.set_font(_FAMILY, "B", 10.5)
        self.multi_cell(
            _WIDTH, 5.2, self._shown(block.text), fill=True, padding=(2, 3, 2, 3), new_x="LMARGIN", new_y="NEXT"
        )
        self.ln(1.5)

    def _tiles(self, block: Tiles) -> None:
        gap, height = 2.0, 17.0
        self._keep(height + 3)
        self.ln(1)
        width = (_WIDTH - gap * (len(block.figures) - 1)) / len(block.figures)
        top = self.y
        for index, figure in enumerate(block.figures):
            left = _MARGIN + index * (width + gap)
            self.set_fill_color(*_TILE)
            self.rect(left, top, width, height, style="F", round_corners=True, corner_radius=1.5)
            self.set_xy(left + 2, top + 1.5)
            self._style(7.2, grey=True)
            self.multi_cell(width - 4, 3.1, self._shown(figure.label), align=Align.L)
            self.set_xy(left + 2, top + height - 8)
            self._style(14, bold=True)
            self.cell(width - 4, 7, self._shown(figure.value))
        self.set_xy(_MARGIN, top + height + 2)

    def _table(self, block: Table) -> None:
        self._keep(26)
        self.ln(1.5)
        if block.title:
            self._line(block.title, 11, bold=True)
        self._style(8.5)
        self.set_draw_color(*_RULE)
        self.set_line_width(0.2)
        self.set_fill_color(255)
        grey = FontFace(color=_GREY, emphasis=TextEmphasis.NONE, size_pt=7.5)
        fine = FontFace(size_pt=7)
        aligns = tuple(Align.R if index in block.numbers else Align.L for index in range(len(block.head)))
        with self.table(
            borders_layout=TableBordersLayout.HORIZONTAL_LINES,
            width=_WIDTH,
            col_widths=block.widths,
            headings_style=grey,
            line_height=4.2,
            padding=(0.8, 1.2, 0.8, 0),
            text_align=aligns,
            wrapmode=WrapMode.WORD,
        ) as table:
            table.row([self._shown(cell) for cell in block.head])
            for row in block.rows:
                line = table.row()
                for index, cell in enumerate(row):
                    line.cell(self._shown(cell), style=fine if index in block.fine else None)
        self.ln(2)

    def _chart(self, block: BarChart | TimeChart) -> None:
        picture = self._drawings.of(block)
        height = self._size(picture)
        self._keep(height + 10)
        self.ln(2)
        self._line(block.title, 11, bold=True)
        self.image(BytesIO(picture), _MARGIN, self.y, _WIDTH, height, alt_text=block.alt)
        self.set_xy(_MARGIN, self.y + height + 1)

    def _size(self, picture: bytes) -> float:
        """Millimetres: an SVG of matplotlib names its size in points in its first element."""
        head = picture[: picture.index(b"viewBox")].decode()
        return float(head.rsplit('height="', 1)[1].split("pt", 1)[0]) * _SVG_POINT

    def _keep(self, height: float) -> None:
        """On one page: so much is needed here."""
        if self.will_page_break(height):
            self.add_page()

    def _line(self, text: str, size: float, *, bold: bool = False, grey: bool = False) -> None:
        self._style(size, bold=bold, grey=grey)
        self.multi_cell(_WIDTH, size * 0.46, self._shown(text), align=Align.L, new_x="LMARGIN", new_y="NEXT")

    def _style(self, size: float, *, bold: bool = False, grey: bool = False) -> None:
        self.set_text_color(*(_GREY if grey else _INK))
        self.set_font(_FAMILY, "B" if bold else "", size)

    def _shown(self, text: str) -> str:
        """Letters that the font has not are told by their number: nothing vanishes."""
        return "".join(one if ord(one) in self._drawable else f"\\u{{{ord(one):04X}}}" for one in text)
