"""Read rate on photographs: all efforts of our engine on each picture, against all plain decoders together.

Here the floor is a ceiling: what at least one of zxing-cpp, pyzbar and OpenCV's two detectors reads at its own settings.
"""

from collections.abc import Callable, Sequence

import cv2
import numpy as np
import zxingcpp

from scanner.engine import still_engine
from scanner.picture import Picture
from scanner.zbar import available, read_pyzbar
from tests.bench.figures import Figure, Missing, Row
from tests.bench.ground import Ground
from tests.bench.pictures import Shown, folded, own, photographs

CEILING = "read by at least one of: zxing-cpp, pyzbar, cv2.QRCodeDetector, cv2.QRCodeDetectorAruco (a ceiling)"
Plain = Callable[[Picture], list[str]]


def measure(ground: Ground) -> Sequence[Row]:
    name, every = ("the project's own pictures", own()) if ground.quick else photographs()
    if ground.quick:
        every = every[::3]
    known = [shown for shown in every if shown.has_code and shown.texts]
    empty = [shown for shown in every if not shown.has_code]
    if not known:
        return [Missing("read", "read rate", "no picture with a known text")]
    plain = _plain_decoders()
    read: dict[str, int] = dict.fromkeys(plain, 0)
    ours = union = 0
    wrong: list[str] = []
    engine = still_engine()
    for shown in known:
        texts = {folded(reading.text) for reading in engine.decode(shown.picture).readings}
        right = bool(texts & set(shown.texts))
        ours += right
        if shown.strict and not texts <= {*shown.texts, *shown.seen}:
            wrong.append(shown.name)
        by = [decoder for decoder, act in plain.items() if _right(act, shown)]
        for decoder in by:
            read[decoder] += 1
        union += bool(by)
    invented = [shown.name for shown in empty if engine.decode(shown.picture).readings]
    total = len(known)
    each = ", ".join(f"{decoder} {100 * hits / total:.1f} %" for decoder, hits in read.items())
    rate, ceiling = 100 * ours / total, 100 * union / total
    note = f"read {ours}, all plain decoders together {union} of {total}; {each}"
    what = f"read rate, {name}"
    wrong_note = f"of {len(empty)} pictures said to be without code it read {len(invented)}" + (
        f"; wrong: {', '.join(wrong)}" if wrong else ""
    )
    return [
        Figure("read", what, "share", "%", rate, ceiling, CEILING, total, ">= union, then 90 %",
               rate >= ceiling, note),
        Figure("read", f"wrong reads, {name}", "count", "", len(wrong), 0, "none is acceptable", total, "0",
               not wrong, wrong_note),
    ]  # fmt: skip


def _right(act: Plain, shown: Shown) -> bool:
    return bool({folded(text) for text in act(shown.picture)} & set(shown.texts))


def _plain_decoders() -> dict[str, Plain]:
    decoders: dict[str, Plain] = {"zxing-cpp": _zxing, "pyzbar": _zbar, "OpenCV": _opencv(cv2.QRCodeDetector())}
    if not available():
        del decoders["pyzbar"]
    if hasattr(cv2, "QRCodeDetectorAruco"):
        decoders["OpenCV Aruco"] = _opencv(cv2.QRCodeDetectorAruco())
    return decoders


def _zxing(picture: Picture) -> list[str]:
    found = zxingcpp.read_barcodes(picture, formats=zxingcpp.BarcodeFormats([zxingcpp.BarcodeFormat.QRCodeModel2]))
    return [barcode.text for barcode in found if barcode.valid]


def _zbar(picture: Picture) -> list[str]:
    return [reading.text for reading in read_pyzbar(picture)]


def _opencv(detector: "cv2.QRCodeDetector | cv2.QRCodeDetectorAruco") -> Plain:
    def read(picture: Picture) -> list[str]:
        try:
            text, _points, _straight = detector.detectAndDecode(np.ascontiguousarray(picture))
        except (cv2.error, UnicodeDecodeError):
            return []
        return [text] if text else []

    return read
