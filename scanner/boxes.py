"""Texts of barcodes on boxes, from the camera (scanner/labels.py) or a hand scanner, taken apart by GS1's rules.

Pure, and without pictures: the app imports it. Only for where a box is expected (stockroom, counter). The only door to
biip, which knows GS1's application identifiers.
"""

import re
from dataclasses import dataclass
from enum import StrEnum

import biip
from biip.gs1_messages import GS1Message

LONGEST = 512
"""Characters. GS1 allows 48 in Code 128 and boxes carry some dozens in a DataMatrix."""


class Symbology(StrEnum):
    EAN_13 = "ean_13"
    UPC_A = "upc_a"
    CODE_128 = "code_128"
    DATA_MATRIX = "data_matrix"
    UNKNOWN = ""
    """A hand scanner without symbology identifiers does not tell."""


class Trouble(StrEnum):
    """Why a text is no box; the screen words it."""

    EMPTY = "empty"
    TOO_LONG = "too_long"
    BROKEN_LABEL = "broken_label"
    """It says that it follows GS1's rules and breaks them: a check digit that is wrong, a field that does not exist."""
    OTHER_CODE = "other_code"
    """A customer's code, or a symbology that boxes do not carry."""


@dataclass(frozen=True, slots=True)
class Box:
    """What a box says of itself. `text` is the whole content, for labels that follow no standard."""

    gtin: str = ""
    """14 digits, or nothing."""
    serial: str = ""
    text: str = ""
    symbology: Symbology = Symbology.UNKNOWN


@dataclass(frozen=True, slots=True)
class NotABox:
    reason: Trouble
    symbology: Symbology = Symbology.UNKNOWN


_IDENTIFIERS = {"]E": Symbology.EAN_13, "]C": Symbology.CODE_128, "]d": Symbology.DATA_MATRIX}
_RETAIL = (Symbology.EAN_13, Symbology.UPC_A)
_ARTICLE_NUMBERS = (12, 13, 14)
_GS1 = ("]C1", "]d2", "]d5")
"""The identifiers of Code 128 and DataMatrix that announce GS1's fields (FNC1 in first place; d5: with ECI)."""
_GTIN_FIRST = re.compile(r"01[0-9]{14}", re.ASCII)
_CUSTOMERS = ("K1:", "K0:")


def parse_box(text: str, symbology: Symbology | None = None) -> Box | NotABox:
    """What one scanned text says: for the screens, of a hand scanner's text and of each of `BoxSeen.texts`. It may begin with a symbology identifier (`]C1`); GS (0x1D) parts its fields.

    Without an identifier, fields are believed only when an article number with a good check digit leads them; else the
    text is a label of its own, and nothing of it is guessed.
    """
    text = text.strip(" \r\n\t")
    if text[:1] == "]":
        symbology = symbology or _IDENTIFIERS.get(text[:2])
        if symbology is None:
            return NotABox(Trouble.OTHER_CODE)
    symbology = symbology or Symbology.UNKNOWN
    content = text[3:] if text[:1] == "]" else text
    if trouble := _trouble(content):
        return NotABox(trouble, symbology)
    if symbology in _RETAIL or (symbology is Symbology.UNKNOWN and _is_article_number(content)):
        return _article(content, symbology)
    if text[:3] in _GS1 or (symbology is Symbology.UNKNOWN and _GTIN_FIRST.match(content)):
        return _label(content, symbology)
    return Box(text=content, symbology=symbology)


def _trouble(content: str) -> Trouble | None:
    if not content:
        return Trouble.EMPTY
    if len(content) > LONGEST:
        return Trouble.TOO_LONG
    return Trouble.OTHER_CODE if content[:3].upper() in _CUSTOMERS else None


def _is_article_number(content: str) -> bool:
    return len(content) in _ARTICLE_NUMBERS and biip.parse(content).gtin is not None


def _article(content: str, symbology: Symbology) -> Box | NotABox:
    """An article number alone, as shops scan it. UPC-A is EAN-13 with a leading zero, and scanners send either."""
    gtin = biip.parse(content).gtin
    if gtin is None:
        return NotABox(Trouble.BROKEN_LABEL, symbology)
    if symbology is Symbology.EAN_13 and len(content) == 13 and content[0] == "0":
        symbology, content = Symbology.UPC_A, content[1:]
    return Box(gtin=gtin.as_gtin_14(), text=content, symbology=symbology)


def _label(content: str, symbology: Symbology) -> Box | NotABox:
    """Fields with application identifiers: 01 is the article number, 21 the serial."""
    try:
        message = GS1Message.parse(content)
    except biip.ParseError:
        return _own_label(content, symbology)
    article = message.element_strings.get(ai="01")
    serial = message.element_strings.get(ai="21")
    if article and article.gtin is None:  # its check digit is wrong
        return _own_label(content, symbology)
    return Box(
        gtin=article.gtin.as_gtin_14() if article and article.gtin else "",
        serial=serial.value if serial else "",
        text=content,
        symbology=symbology,
    )


def _own_label(content: str, symbology: Symbology) -> Box | NotABox:
    """Without an identifier it may as well be a label of somebody's own that begins like one of GS1's."""
    if symbology is Symbology.UNKNOWN:
        return Box(text=content)
    return NotABox(Trouble.BROKEN_LABEL, symbology)
