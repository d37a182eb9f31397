"""The print slip: A6, one page a ticket, black on white.

The code is a picture of whole modules rather than drawn rectangles: between those, viewers and printers leave hairlines.
"""

from collections.abc import Iterable
from io import BytesIO

from central.issuing.paper import Paper
from central.issuing.symbol import png
from central.issuing.ticket import Ticket

WIDTH, HEIGHT = 105.0, 148.0
MARGIN = 9.0
CODE = 68.0
CODE_TOP = 20.5
"""Millimetres of the symbol with its quiet zone, into which nothing else may reach: 1.4 mm a module of a K1."""
_INNER = WIDTH - 2 * MARGIN


def slips(tickets: Iterable[Ticket]) -> bytes:
    """A PDF with a page for each ticket."""
    paper = _Slips(WIDTH, HEIGHT, MARGIN)
    for ticket in tickets:
        paper.draw(ticket)
    return bytes(paper.output())


class _Slips(Paper):
    def draw(self, ticket: Ticket) -> None:
        words = ticket.words
        self.add_page()
        self.set_title(words.title)
        self.set_lang(words.tag)
        self.line_of(MARGIN, 7, _INNER, ticket.launch, 8, grey=True)
        self.line_of(MARGIN, 10.8, _INNER, ticket.name, 15, bold=True, smallest=10, rows=2)
        code = BytesIO(png(ticket.code))
        self.image(code, (WIDTH - CODE) / 2, CODE_TOP, CODE, CODE, alt_text=words.show)
        below = CODE_TOP + CODE
        self.line_of(MARGIN, below + 0.3, _INNER, f"{words.show}. {words.keep_flat}.", 8.5, align="C")
        self.line_of(MARGIN, below + 7, _INNER, words.unreadable, 8, grey=True, align="C")
        self.line_of(MARGIN, below + 10.3, _INNER, "  ".join(ticket.spoken.split()), 24, bold=True, align="C")
        self.set_draw_color(190)
        self.set_line_width(0.2)
        self.line(MARGIN, 111.3, WIDTH - MARGIN, 111.3)
        column = (_INNER - 6) / 2
        self._fact(MARGIN, 113.5, column, words.when, ticket.hours, ticket.day)
        self._fact(MARGIN + column + 6, 113.5, column, words.where, ticket.store, ticket.place)
        self._fact(MARGIN, 129.8, _INNER, words.what, ticket.product, ticket.details, rows=1)

    def _fact(self, x: float, y: float, width: float, label: str, value: str, more: str, rows: int = 2) -> None:
        self.line_of(x, y, width, label, 7, grey=True)
        self.line_of(x, y + 3.3, width, value, 12, bold=True, smallest=8)
        self.line_of(x, y + 8.8, width, more, 8, smallest=7, rows=rows)
