"""Drawing tools of the simulation: rounded shapes with soft shading, words, and QR codes as pixels."""

from typing import Any, cast

import cv2
import numpy as np
import segno
import zxingcpp
from numpy.typing import NDArray

from scanner.boxes import Symbology
from scanner.picture import Picture

Colour = tuple[int, int, int]
"""Blue, green, red."""

Mask = NDArray[np.uint8]

_LABELS = {
    Symbology.EAN_13: zxingcpp.BarcodeFormat.EAN13,
    Symbology.UPC_A: zxingcpp.BarcodeFormat.UPCA,
    Symbology.CODE_128: zxingcpp.BarcodeFormat.Code128,
    Symbology.DATA_MATRIX: zxingcpp.BarcodeFormat.DataMatrix,
}


def code_pixels(text: str, size: int, quiet: int = 4, error: str = "m") -> Picture:
    """The QR code of `text` in grey, `size` pixels wide with its quiet zone. Never a Micro QR."""
    try:
        code = segno.make(text, error=error, micro=False, boost_error=False)
    except segno.DataOverflowError:
        code = segno.make(text, error="l", micro=False)
    matrix = np.array([list(row) for row in code.matrix], dtype=np.uint8)
    modules = np.pad(1 - matrix, quiet, constant_values=1) * np.uint8(255)
    # Enlarge by whole modules first: only then do all modules stay equally wide.
    enlarged = modules.repeat(scale := -(-size // modules.shape[0]), axis=0).repeat(scale, axis=1)
    return np.asarray(cv2.resize(enlarged, (size, size), interpolation=cv2.INTER_AREA), dtype=np.uint8)


def label_pixels(text: str, symbology: Symbology, width: int, height: int) -> Picture:
    """A box's barcode in grey with its quiet zone, as large as whole modules fit. Raises ValueError when it cannot be."""
    drawn = _LABELS.get(symbology)
    if drawn is None:
        raise ValueError("a box's code needs a symbology")
    writer = cast("Any", zxingcpp)  # the writer's options have no types
    barcode = writer.create_barcode(text, drawn, gs1=text.startswith("("))
    small = np.asarray(barcode.to_image(scale=1, add_quiet_zones=True), dtype=np.uint8)
    scale = max(1, min(width // small.shape[1], height // small.shape[0]))
    pixels = small.repeat(scale, axis=0).repeat(scale, axis=1)
    if pixels.shape[0] > height or pixels.shape[1] > width:
        raise ValueError("the text does not fit on a box")
    return pixels


def rounded(height: int, width: int, box: tuple[int, int, int, int], radius: int) -> Mask:
    """A mask of that size with one rounded rectangle (left, top, right, bottom) in it."""
    mask = np.zeros((height, width), dtype=np.uint8)
    left, top, right, bottom = box
    cv2.rectangle(mask, (left + radius, top), (right - radius, bottom), 255, -1)
    cv2.rectangle(mask, (left, top + radius), (right, bottom - radius), 255, -1)
    for x in (left + radius, right - radius):
        for y in (top + radius, bottom - radius):
            cv2.circle(mask, (x, y), radius, 255, -1, cv2.LINE_AA)
    return mask


def limb(height: int, width: int, points: list[tuple[int, int]], widths: list[int]) -> Mask:
    """A mask with a limb through the points, as thick at each of them as `widths` says."""
    mask = np.zeros((height, width), dtype=np.uint8)
    for (x0, y0), (x1, y1), w0, w1 in zip(points, points[1:], widths, widths[1:], strict=False):
        steps = max(abs(x1 - x0), abs(y1 - y0), 1) // 8 + 1
        for step in range(steps + 1):
            part = step / steps
            centre = (round(x0 + (x1 - x0) * part), round(y0 + (y1 - y0) * part))
            cv2.circle(mask, centre, round((w0 + (w1 - w0) * part) / 2), 255, -1)
    return mask


def paint(canvas: Picture, mask: Mask, colour: Picture | Colour) -> None:
    """Lay a colour (or a picture of the same size) over a BGRA canvas where the mask is."""
    box = _box(mask, 0)
    mask = mask[box]
    over = np.asarray(colour, dtype=np.float32) if isinstance(colour, tuple) else colour[box].astype(np.float32)
    part = mask.astype(np.float32)[..., None] / 255
    under = canvas[box]
    under[..., :3] = (under[..., :3] * (1 - part) + over * part).astype(np.uint8)
    under[..., 3] = np.maximum(under[..., 3], mask)


def paint_round(canvas: Picture, mask: Mask, dark: Colour, light: Colour, roundness: int) -> None:
    """As `paint`, shaded from its edge inwards, so that it looks like a body lit from the front and above."""
    box = _box(mask, 4)
    mask = mask[box]
    depth = np.asarray(cv2.distanceTransform(mask, cv2.DIST_L2, 3), dtype=np.float32) / roundness
    depth = np.asarray(cv2.GaussianBlur(np.sqrt(np.clip(depth, 0, 1)), (0, 0), max(roundness / 6, 1)), np.float32)
    rows = np.linspace(1.06, 0.86, mask.shape[0], dtype=np.float32)[:, None]
    shade = np.clip(depth * rows, 0, 1)[..., None]
    colours = np.asarray(dark, np.float32) * (1 - shade) + np.asarray(light, np.float32) * shade
    paint(canvas[box], mask, np.clip(colours, 0, 255).astype(np.uint8))


def shadow(canvas: Picture, mask: Mask, strength: float, blur: float) -> None:
    """Darken what is already on the canvas around a shape that will be laid over it."""
    box = _box(mask, int(blur * 3))
    soft = np.asarray(cv2.GaussianBlur(mask[box], (0, 0), blur), dtype=np.float32)[..., None] / 255
    under = canvas[box]
    under[..., :3] = (under[..., :3] * (1 - soft * strength)).astype(np.uint8)


def _box(mask: Mask, margin: int) -> tuple[slice, slice]:
    """The part of a mask that has anything in it: everything here costs by the pixel."""
    left, top, width, height = cv2.boundingRect(mask)
    return (
        slice(max(top - margin, 0), min(top + height + margin, mask.shape[0])),
        slice(max(left - margin, 0), min(left + width + margin, mask.shape[1])),
    )


def word(canvas: Picture, text: str, at: tuple[int, int], size: float, colour: Colour, weight: int = 1) -> None:
    """Write one line; letters the drawing library has no shape for are left out."""
    plain = text.encode("ascii", "ignore").decode()
    cv2.putText(canvas, plain, at, cv2.FONT_HERSHEY_DUPLEX, size, (*colour, 255), weight, cv2.LINE_AA)
