"""Staff badges: a card of 85.6 x 54 mm each, and under a cut line what is told once, the first PIN. One page a person."""

from collections.abc import Iterable
from dataclasses import dataclass
from io import BytesIO

from central.issuing.paper import Paper
from central.issuing.symbol import png

WIDTH, HEIGHT = 85.6, 86.0
"""Of the page: the card (ISO/IEC 7810 ID-1) and a strip that is cut off."""
CARD = 54.0
MARGIN = 4.5
CODE = 44.0
_RIGHT = MARGIN + CODE + 2.5
_SIDE = WIDTH - _RIGHT - MARGIN


@dataclass(frozen=True, slots=True)
class Badge:
    name: str
    number: str
    roles: str
    store: str
    code: str
    """K1 text."""
    first_pin: str = ""
    """Empty: nothing is printed under the cut line but that there is a PIN already."""


def badges(people: Iterable[Badge]) -> bytes:
    """A PDF with a page for each."""
    paper = _Badges(WIDTH, HEIGHT, MARGIN)
    for one in people:
        paper.draw(one)
    return bytes(paper.output())


class _Badges(Paper):
    def draw(self, badge: Badge) -> None:
        self.add_page()
        self.set_title("Badge")
        self.image(
            BytesIO(png(badge.code)), MARGIN - 2, (CARD - CODE) / 2, CODE, CODE, alt_text=f"Badge {badge.number}"
        )
        self.line_of(_RIGHT, 7, _SIDE, badge.store, 7, grey=True, rows=2)
        self.line_of(_RIGHT, 17, _SIDE, badge.name, 15, bold=True, smallest=9, rows=2)
        self.line_of(_RIGHT, 31, _SIDE, badge.roles, 7.5, smallest=6, rows=2)
        self.line_of(_RIGHT, 40, _SIDE, badge.number, 13, bold=True)
        self.set_draw_color(190)
        self.set_line_width(0.2)
        self.set_dash_pattern(1.5, 1.2)
        self.line(0, CARD, WIDTH, CARD)
        self.set_dash_pattern()
        inner = WIDTH - 2 * MARGIN
        if badge.first_pin:
            self.line_of(MARGIN, CARD + 4, inner, "Premier code PIN · First PIN", 7.5, grey=True)
            self.line_of(MARGIN, CARD + 8.5, inner, badge.first_pin, 20, bold=True)
            self.line_of(MARGIN, CARD + 19, inner, "À remplacer à la première connexion, puis détruire cette bande.", 7)
            self.line_of(
                MARGIN, CARD + 22.8, inner, "Choose your own when you first sign in, then destroy this strip.", 7
            )
        else:
            self.line_of(MARGIN, CARD + 6, inner, "Code PIN inchangé · Your PIN stays as it is", 8, grey=True)
