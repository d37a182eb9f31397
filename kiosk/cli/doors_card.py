"""`kiosk doctor --card FILE`: the test card that the doors-open check asks for, for the camera and for the hand scanner.

Its code is the setup sheet's (`scanner.hand.setup_code`): as long as a customer's, every character that one may have, and
nothing is looked up or recorded when it is read. Needs no key, no day and no terminal.
"""

from importlib.resources import as_file, files
from io import BytesIO
from pathlib import Path

import segno
from fpdf import FPDF

from kiosk.errors import Fault
from scanner.hand.setup_code import SETUP_TEXT

WIDTH, HEIGHT = 105.0, 148.0
"""A6, in millimetres: a hand holds it, and four fit on a page of A4."""
CODE = 57.0
"""Of the symbol with its quiet zone: 1.16 mm a module, as on a customer's slip."""
_MARGIN = 10.0
_FAMILY = "Inter"
_GREY = 90
_TEXTS = (
    ("Carte d’essai", "Présentez-la à la caméra, puis scannez-la avec la douchette, à chaque terminal."),
    ("Test card", "Hold it before the camera, then scan it with the hand scanner, at every terminal."),
)
_FOOT = f"{CODE:.0f} × {CODE:.0f} mm. Imprimer à 100 %. Print at its full size."


def write_card(out: Path) -> None:
    """Raises Fault when the file cannot be written."""
    try:
        out.write_bytes(card())
    except OSError as error:
        raise Fault("write the card", f"Choose another file than {out.name}.", error.strerror) from error


def card() -> bytes:
    """The PDF, in both languages at once: whoever finds it must know what it is."""
    paper = FPDF(format=(WIDTH, HEIGHT))
    paper.set_auto_page_break(False)
    paper.set_margin(_MARGIN)
    for style, face in (("", "Regular"), ("B", "Bold")):
        with as_file(files("assets").joinpath(f"fonts/Inter-{face}.otf")) as file:
            paper.add_font(_FAMILY, style, file)
    paper.add_page()
    paper.set_title("Carte d’essai · Test card")
    paper.set_lang("fr")
    picture = BytesIO()
    symbol = segno.make_qr(SETUP_TEXT, error="m", boost_error=False)
    symbol.save(picture, kind="png", scale=8, border=4)
    paper.image(picture, (WIDTH - CODE) / 2, _MARGIN, CODE, CODE, alt_text=_TEXTS[1][0])
    paper.set_y(_MARGIN + CODE + 4)
    for title, text in _TEXTS:
        _line(paper, title, 16, bold=True)
        _line(paper, text, 10.5)
        paper.ln(3)
    paper.set_y(HEIGHT - _MARGIN - 4)
    paper.set_text_color(_GREY)
    _line(paper, _FOOT, 8)
    return bytes(paper.output())


def _line(paper: FPDF, text: str, size: float, *, bold: bool = False) -> None:
    paper.set_font(_FAMILY, "B" if bold else "", size)
    paper.multi_cell(0, size * 0.46, text, align="C", new_x="LMARGIN", new_y="NEXT", padding=0)
