"""pyzbar, the second opinion: the only file that knows it.

It reads some codes that zxing-cpp does not, at ten times the cost. zbar guesses the encoding of a code's bytes and gets
UTF-8 wrong without a sign, so only plain ASCII is taken from it: no wrong read is ever acceptable, and the codes of the
kiosk are ASCII. Where the system has no zbar library, there is no second opinion.
"""

import logging
from typing import Any, cast

from scanner.messages import Quad
from scanner.picture import Picture, fit
from scanner.presence import Reading

NAME = "pyzbar"

log = logging.getLogger(__name__)

try:
    # pyzbar has no types; what is used of it is typed below.
    from pyzbar import pyzbar as _pyzbar  # pyright: ignore[reportMissingTypeStubs]
except (ImportError, OSError):  # the package is there and the system's libzbar is not
    _pyzbar = None


def available() -> bool:
    """Whether the zbar library could be loaded."""
    return _pyzbar is not None


def read_pyzbar(grey: Picture) -> list[Reading]:
    """All QR codes with ASCII text of a grey picture."""
    if _pyzbar is None:
        return []
    picture = fit(grey)
    rows, columns = picture.shape
    decode = cast(Any, _pyzbar).decode
    try:
        found: list[Any] = decode((picture.tobytes(), columns, rows), symbols=[_pyzbar.ZBarSymbol.QRCODE])
    except _pyzbar.PyZbarError as error:
        log.info("pyzbar refused a picture: %s", error)
        return []
    readings: list[Reading] = []
    for symbol in found:
        data: bytes = symbol.data
        if symbol.type == "QRCODE" and data and data.isascii():
            readings.append(Reading(data.decode("ascii"), _quad(symbol, columns, rows), NAME))
    return readings


def _quad(symbol: Any, columns: int, rows: int) -> Quad:
    """zbar's polygon has four corners, but may start anywhere or have fewer: then the bounding box will do."""
    points = [(point.x / columns, point.y / rows) for point in symbol.polygon]
    if len(points) == 4:
        first, second, third, fourth = points
        return (first, second, third, fourth)
    left, top = symbol.rect.left / columns, symbol.rect.top / rows
    right, bottom = left + symbol.rect.width / columns, top + symbol.rect.height / rows
    return ((left, top), (right, top), (right, bottom), (left, bottom))
