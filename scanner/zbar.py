"""pyzbar, the second opinion: the only file that knows it.

It reads some codes that zxing-cpp does not, at ten times the cost. zbar guesses the encoding of a code's bytes and gets
UTF-8 wrong without a sign, so only plain ASCII is taken from it: no wrong read is ever acceptable, and the codes of the
kiosk are ASCII. Where the system has no zbar library, or one with the memory errors of CVE-2023-40889 and CVE-2023-40890 that a
printed code can reach, there is no second opinion.
"""

import ctypes
import gzip
import logging
import zlib
from pathlib import Path
from typing import Any

from scanner.messages import Quad
from scanner.picture import Picture, fit
from scanner.presence import Reading

NAME = "pyzbar"

log = logging.getLogger(__name__)

MENDED_IN = (0, 23, 93)
"""The release of zbar that mends both (github.com/mchehab/zbar, pull request 276)."""
MENDINGS = ("CVE-2023-40889", "CVE-2023-40890")
DISTRIBUTIONS_WORD = Path("/usr/share/doc")
"""Debian and Ubuntu mend older releases without another number, and tell in `libzbar0*/changelog.Debian.gz`."""


def loaded(word: Path = DISTRIBUTIONS_WORD) -> Any:
    """pyzbar, or None where the library is missing or not known to be mended."""
    try:
        # pyzbar has no types; what is used of it is typed below.
        from pyzbar import pyzbar  # pyright: ignore[reportMissingTypeStubs]
    except (ImportError, OSError):  # the package is there and the system's libzbar is not
        return None
    found = library_version()
    if found >= MENDED_IN or told_mended(word):
        return pyzbar
    number = ".".join(str(part) for part in found)
    log.warning(
        "zbar %s is not known to be mended (%s): no second opinion on pictures. Install zbar 0.23.93 or newer, or the "
        "system's security updates.",
        number,
        ", ".join(MENDINGS),
    )
    return None


def library_version() -> tuple[int, int, int]:
    """Of the library that pyzbar has loaded, asked for three numbers: pyzbar's own declaration knows two, as zbar 0.10 did."""
    from pyzbar.wrapper import load_libzbar  # pyright: ignore[reportMissingTypeStubs]

    parts = (ctypes.c_uint(0), ctypes.c_uint(0), ctypes.c_uint(0))
    load_libzbar().zbar_version(*(ctypes.byref(part) for part in parts))
    major, minor, patch = (part.value for part in parts)
    return (major, minor, patch)


def told_mended(word: Path) -> bool:
    """Whether the distribution's changelog names both as mended."""
    for file in word.glob("libzbar0*/changelog.Debian.gz"):
        try:
            told = gzip.decompress(file.read_bytes()).decode("utf-8", "replace")
        except (OSError, EOFError, zlib.error):
            continue
        if all(mending in told for mending in MENDINGS):
            return True
    return False


_pyzbar = loaded()


def available() -> bool:
    """Whether the zbar library could be loaded, and is mended."""
    return _pyzbar is not None


def read_pyzbar(grey: Picture) -> list[Reading]:
    """All QR codes with ASCII text of a grey picture."""
    if _pyzbar is None:
        return []
    picture = fit(grey)
    rows, columns = picture.shape
    decode = _pyzbar.decode
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
