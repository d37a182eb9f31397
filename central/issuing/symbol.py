"""A code's text as a QR symbol. The only file that knows segno, error correction and quiet zone.

Both constants were chosen by what is read best, not by taste: docs/issuing.md has the tables and how to make them again.
"""

from functools import lru_cache
from io import BytesIO

import segno

ERROR = "m"
"""Error correction: version 6 for a K1, 41x41 modules."""
QUIET = 4
"""Modules of white around the symbol of a picture file or slip, as the standard asks: who knows what it is laid upon."""
PAGE_QUIET = 2
"""On the phone's page, which adds a white card of its own around it: there every module of white costs size."""
_PIXELS = 8
"""Of a module, in a picture."""


@lru_cache(maxsize=8)
def symbol(text: str) -> segno.QRCode:
    """Never a Micro QR, which the entrance does not read."""
    return segno.make_qr(text, error=ERROR, boost_error=False)


def png(text: str) -> bytes:
    """Black on white, each module of equal width."""
    out = BytesIO()
    symbol(text).save(out, kind="png", scale=_PIXELS, border=QUIET)
    return out.getvalue()


def svg(text: str) -> bytes:
    """A file of its own; the quiet zone is drawn white, whatever lies below."""
    out = BytesIO()
    symbol(text).save(out, kind="svg", scale=_PIXELS, border=QUIET, light="white")
    return out.getvalue()


def inline_svg(text: str) -> str:
    """For an HTML page, which gives it its size."""
    return symbol(text).svg_inline(border=PAGE_QUIET, light="white", omitsize=True)
