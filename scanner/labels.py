"""Labels of boxes in a picture: EAN-13 and UPC-A, Code 128, DataMatrix, and never a QR code.

The scanner's process reads these where a box is expected, instead of customers' codes, never beside them. What the texts
mean is scanner/boxes.py's matter.
"""

import time
from collections.abc import Callable

import zxingcpp

from scanner.efforts.effort import Effort
from scanner.efforts.filters import Filter, chain, equalised, flattened, scaled, sharpened
from scanner.engine import TurnEngine
from scanner.picture import Picture
from scanner.presence import Reading
from scanner.zxing import quad

_ON_BOXES = zxingcpp.BarcodeFormats(
    [
        zxingcpp.BarcodeFormat.EAN13,
        zxingcpp.BarcodeFormat.UPCA,
        zxingcpp.BarcodeFormat.Code128,
        zxingcpp.BarcodeFormat.DataMatrix,
    ]
)


def read_labels(grey: Picture, engine: str = "labels") -> list[Reading]:
    """All labels of a grey picture. Each text begins with its symbology identifier, as hand scanners send it."""
    rows, columns = grey.shape
    found = zxingcpp.read_barcodes(grey, formats=_ON_BOXES, try_rotate=True, try_downscale=True, try_invert=True)
    return [
        Reading(
            barcode.symbology_identifier + barcode.bytes.decode("utf-8", errors="replace"),
            quad(barcode.position, columns, rows),
            engine,
        )
        for barcode in found
        if barcode.valid and barcode.bytes
    ]


def _filtered(name: str, prepare: Filter) -> Effort:
    engine = f"labels {name}"
    return Effort(engine, lambda grey: read_labels(prepare(grey), engine))


_TURNS = tuple(
    (effort,)
    for effort in (
        _filtered("sharpened", sharpened(2.0, 1.5)),
        _filtered("half", scaled(0.5)),
        _filtered("1.5", chain(equalised(), scaled(1.5))),
        _filtered("flattened", flattened),
    )
)


def label_engine(clock: Callable[[], float] = time.perf_counter) -> TurnEngine:
    """For frames of a camera before which a box is expected, in order."""
    return TurnEngine(Effort("labels", read_labels), _TURNS, clock=clock)
