"""zxing-cpp, the first reader: the only file that knows its API.

`QRCodeModel2` only: plain `QRCode` of zxing-cpp 3 also means Micro QR and rMQR, which is where its wrong reads come
from. The extra efforts stay on: without `try_downscale` and `try_invert` codes on monitors and dark screens are lost.
"""

from enum import Enum

import zxingcpp

from scanner.messages import Quad
from scanner.picture import Picture
from scanner.presence import Reading

NAME = "zxing"

_ENTRANCE = zxingcpp.BarcodeFormats([zxingcpp.BarcodeFormat.QRCodeModel2])


class Binarizer(Enum):
    """How grey becomes black and white: by what is around each place, or by one threshold for all."""

    LOCAL = zxingcpp.Binarizer.LocalAverage
    GLOBAL = zxingcpp.Binarizer.GlobalHistogram
    FIXED = zxingcpp.Binarizer.FixedThreshold


def read_or_find(grey: Picture, engine: str = NAME, thorough: bool = True) -> tuple[list[Reading], list[Quad]]:
    """All QR codes of a grey picture, and where there are others that could not be read: at no more cost."""
    rows, columns = grey.shape
    found = zxingcpp.read_barcodes(
        grey,
        formats=_ENTRANCE,
        try_downscale=thorough,
        try_invert=thorough,
        text_mode=zxingcpp.TextMode.Plain,
        return_errors=True,
    )
    read = [
        Reading(text, quad(barcode.position, columns, rows), engine)
        for barcode in found
        if barcode.valid and (text := _plain(barcode.text))
    ]
    return read, [quad(barcode.position, columns, rows) for barcode in found if not barcode.valid]


def read_zxing(
    grey: Picture, engine: str = NAME, *, binarizer: Binarizer = Binarizer.LOCAL, thorough: bool = True
) -> list[Reading]:
    """All QR codes of a grey picture. `thorough` also looks for light on dark, and at reduced copies."""
    rows, columns = grey.shape
    found = zxingcpp.read_barcodes(
        grey,
        formats=_ENTRANCE,
        try_rotate=True,
        try_downscale=thorough,
        try_invert=thorough,
        text_mode=zxingcpp.TextMode.Plain,
        binarizer=binarizer.value,
    )
    return [
        Reading(text, quad(barcode.position, columns, rows), engine)
        for barcode in found
        if barcode.valid and (text := _plain(barcode.text))
    ]


def _plain(text: str) -> str:
    """Text that every other process can take: lone surrogates, which bytes of no encoding become, are replaced."""
    return text.encode("utf-8", "replace").decode("utf-8")


def quad(position: zxingcpp.Position, columns: int, rows: int) -> Quad:
    """Corners in fractions of a picture of that size."""
    corners = (position.top_left, position.top_right, position.bottom_right, position.bottom_left)
    first, second, third, fourth = ((corner.x / columns, corner.y / rows) for corner in corners)
    return (first, second, third, fourth)


def failed_places(grey: Picture) -> list[Quad]:
    """Where zxing-cpp found a QR code's finder patterns and could not read the code."""
    rows, columns = grey.shape
    found = zxingcpp.read_barcodes(grey, formats=_ENTRANCE, try_invert=False, return_errors=True)
    return [quad(barcode.position, columns, rows) for barcode in found if not barcode.valid]


def read_modules(picture: Picture) -> list[str]:
    """The text of one code drawn cleanly, upright, with its quiet zone.

    Not `is_pure`: in zxing-cpp 3.1 that reads nothing, not even what its own writer drew.
    """
    found = zxingcpp.read_barcodes(
        picture,
        formats=_ENTRANCE,
        try_rotate=False,
        try_downscale=False,
        try_invert=False,
        text_mode=zxingcpp.TextMode.Plain,
        binarizer=zxingcpp.Binarizer.FixedThreshold,
    )
    return [text for barcode in found if barcode.valid and (text := _plain(barcode.text))]
