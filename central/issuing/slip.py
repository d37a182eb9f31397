"""The print slip: A6, one page a ticket, black on white. The only file of central that knows fpdf2.

The code is a picture of whole modules rather than drawn rectangles: between those, viewers and printers leave hairlines.
"""

from collections.abc import Iterable
from importlib.resources import as_file, files
from io import BytesIO
from typing import cast

from fpdf import FPDF
from fpdf.enums import MethodReturnValue

from central.issuing.symbol import png
from central.issuing.ticket import Ticket

WIDTH, HEIGHT = 105.0, 148.0
MARGIN = 9.0
CODE = 68.0
CODE_TOP = 20.5
"""Millimetres of the symbol with its quiet zone, into which nothing else may reach: 1.4 mm a module of a K1."""
_INNER = WIDTH - 2 * MARGIN
_FAMILY = "Inter"
_POINT = 0.3528
"""Millimetres."""
_BLACK, _GREY = 0, 95


def slips(tickets: Iterable[Ticket]) -> bytes:
    """A PDF with a page for each ticket."""
    paper = _Paper()
    for ticket in tickets:
        paper.draw(ticket)
    return bytes(paper.output())


class _Paper(FPDF):
    def __init__(self) -> None:
        super().__init__(format=(WIDTH, HEIGHT))
        self.set_margin(MARGIN)
        self.set_auto_page_break(False)
        self.c_margin = 0
        for style, face in (("", "Regular"), ("B", "Bold")):
            with as_file(files("assets").joinpath(f"fonts/Inter-{face}.otf")) as file:
                self.add_font(_FAMILY, style, file)
        self.set_font(_FAMILY)
        maps = (getattr(self.fonts[_FAMILY.lower() + style], "cmap", {}) for style in ("", "B"))
        self._drawable = set[int].intersection(*(set(cast("dict[int, int]", each)) for each in maps))

    def draw(self, ticket: Ticket) -> None:
        words = ticket.words
        self.add_page()
        self.set_title(words.title)
        self.set_lang(words.tag)
        self._line(MARGIN, 7, _INNER, ticket.launch, 8, grey=True)
        self._line(MARGIN, 10.8, _INNER, ticket.name, 15, bold=True, smallest=10, rows=2)
        code = BytesIO(png(ticket.code))
        self.image(code, (WIDTH - CODE) / 2, CODE_TOP, CODE, CODE, alt_text=words.show)
        below = CODE_TOP + CODE
        self._line(MARGIN, below + 0.3, _INNER, f"{words.show}. {words.keep_flat}.", 8.5, align="C")
        self._line(MARGIN, below + 7, _INNER, words.unreadable, 8, grey=True, align="C")
        self._line(MARGIN, below + 10.3, _INNER, "  ".join(ticket.spoken.split()), 24, bold=True, align="C")
        self.set_draw_color(190)
        self.set_line_width(0.2)
        self.line(MARGIN, 111.3, WIDTH - MARGIN, 111.3)
        column = (_INNER - 6) / 2
        self._fact(MARGIN, 113.5, column, words.when, ticket.hours, ticket.day)
        self._fact(MARGIN + column + 6, 113.5, column, words.where, ticket.store, ticket.place)
        self._fact(MARGIN, 129.8, _INNER, words.what, ticket.product, ticket.details, rows=1)

    def _fact(self, x: float, y: float, width: float, label: str, value: str, more: str, rows: int = 2) -> None:
        self._line(x, y, width, label, 7, grey=True)
        self._line(x, y + 3.3, width, value, 12, bold=True, smallest=8)
        self._line(x, y + 8.8, width, more, 8, smallest=7, rows=rows)

    def _line(
        self,
        x: float,
        y: float,
        width: float,
        text: str,
        size: float,
        *,
        bold: bool = False,
        grey: bool = False,
        align: str = "L",
        smallest: float = 0,
        rows: int = 1,
    ) -> None:
        """`width` millimetres of text: made smaller down to `smallest` points, then broken, then cut."""
        if any(ord(character) not in self._drawable for character in text):
            return  # a script the font has no letters for: better no name than a row of boxes
        self.set_text_color(_GREY if grey else _BLACK)
        self.set_font(_FAMILY, "B" if bold else "", size)
        while size > (smallest or size) and self.get_string_width(text) > width:
            size -= 0.5
            self.set_font_size(size)
        height = size * _POINT * 1.25
        for shown in self._broken(text, width, rows):
            self.set_xy(x, y)
            self.cell(width, height, shown, align=align)
            y += height

    def _broken(self, text: str, width: float, rows: int) -> list[str]:
        """At most `rows` lines; the last ends in an ellipsis when there was more."""
        found = self.multi_cell(width, text=text, align="L", dry_run=True, output=MethodReturnValue.LINES)
        lines = cast("list[str]", found)
        last = " ".join(lines[rows - 1 :])
        shown = last
        while last and self.get_string_width(shown) > width:
            last = last[:-1].rstrip()
            shown = last + "…"
        return [*lines[: rows - 1], shown]
