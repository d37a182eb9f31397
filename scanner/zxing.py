"""zxing-cpp, the first reader: the only file that knows its API.

`QRCodeModel2` only: plain `QRCode` of zxing-cpp 3 also means Micro QR and rMQR, which is where its wrong reads come
from. The extra efforts stay on: without `try_downscale` and `try_invert` codes on monitors and dark screens are lost.
"""

import zxingcpp

from scanner.messages import Quad
from scanner.picture import Picture
from scanner.presence import Reading

NAME = "zxing"

_ENTRANCE = zxingcpp.BarcodeFormats([zxingcpp.BarcodeFormat.QRCodeModel2])


def read_zxing(grey: Picture) -> list[Reading]:
    """All QR codes of a grey picture."""
    rows, columns = grey.shape
    found = zxingcpp.read_barcodes(
        grey,
        formats=_ENTRANCE,
        try_rotate=True,
        try_downscale=True,
        try_invert=True,
        text_mode=zxingcpp.TextMode.Plain,
    )
    return [
        Reading(text, _quad(barcode.position, columns, rows), NAME)
        for barcode in found
        if barcode.valid and (text := _plain(barcode.text))
    ]


def _plain(text: str) -> str:
    """Text that every other process can take: lone surrogates, which bytes of no encoding become, are replaced."""
    return text.encode("utf-8", "replace").decode("utf-8")


def _quad(position: zxingcpp.Position, columns: int, rows: int) -> Quad:
    corners = (position.top_left, position.top_right, position.bottom_right, position.bottom_left)
    first, second, third, fourth = ((corner.x / columns, corner.y / rows) for corner in corners)
    return (first, second, third, fourth)
