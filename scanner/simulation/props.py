"""What customers hold up, with the hand that holds it: pictures with transparency, drawn once for each customer.

Every prop is a BGRA picture (colours premultiplied by opacity) whose `centre` is the middle of the code's carrier. The
arm runs out at the bottom, which always lies below the frame.
"""

from dataclasses import dataclass
from random import Random

import cv2
import numpy as np

from scanner.picture import Picture
from scanner.simulation.ink import Colour, code_pixels, label_pixels, limb, paint, paint_round, rounded, shadow, word
from scanner.simulation.scene import Carrier, Customer

WIDTH = 720
HEIGHT = 1320
_DETAIL = 2
"""Drawn this much larger and reduced: that is what smooths edges."""

_SKINS: tuple[tuple[Colour, Colour], ...] = (
    ((98, 122, 172), (168, 194, 232)),
    ((78, 104, 156), (146, 178, 222)),
    ((50, 74, 118), (96, 132, 184)),
    ((34, 48, 78), (66, 92, 136)),
    ((88, 108, 160), (158, 182, 226)),
)
_SLEEVES: tuple[tuple[Colour, Colour], ...] = (
    ((38, 30, 26), (84, 70, 60)),
    ((70, 52, 30), (136, 108, 74)),
    ((60, 62, 66), (150, 152, 158)),
    ((40, 44, 92), (80, 88, 158)),
    ((52, 68, 46), (104, 128, 98)),
)
_ACCENTS: tuple[Colour, ...] = ((142, 92, 36), (88, 60, 150), (96, 122, 40), (40, 96, 196), (60, 52, 48))


@dataclass(frozen=True, slots=True)
class Prop:
    """`picture` BGRA, premultiplied. `lit`: it shines by itself, so the room's exposure hardly touches it."""

    picture: Picture
    centre: tuple[float, float]
    lit: bool


def draw(customer: Customer, chance: Random) -> Prop:
    """The customer's hand with what it holds."""
    canvas = np.zeros((HEIGHT * _DETAIL, WIDTH * _DETAIL, 4), dtype=np.uint8)
    skin, sleeve = chance.choice(_SKINS), chance.choice(_SLEEVES)
    centre = (360, 350)
    _arm(canvas, skin, sleeve)
    if customer.carrier == Carrier.PHONE:
        _phone(canvas, customer, chance)
        _fingers(canvas, skin, left=202, right=518)
    elif customer.carrier == Carrier.BOX:
        _box(canvas, customer)
        _fingers(canvas, skin, left=122, right=598)
    else:
        centre = (360, 370)
        _paper(canvas, customer, chance)
        _thumb(canvas, skin, (452, 880), (404, 690))
    reduced = np.asarray(cv2.resize(canvas, (WIDTH, HEIGHT), interpolation=cv2.INTER_AREA), dtype=np.uint8)
    opacity = reduced[..., 3:].astype(np.uint16)
    reduced[..., :3] = (reduced[..., :3].astype(np.uint16) * opacity // 255).astype(np.uint8)
    return Prop(reduced, centre, lit=customer.carrier == Carrier.PHONE)


def _limb(canvas: Picture, points: list[tuple[int, int]], widths: list[int]) -> Picture:
    height, width = canvas.shape[:2]
    larger = [(x * _DETAIL, y * _DETAIL) for x, y in points]
    return limb(height, width, larger, [each * _DETAIL for each in widths])


def _rounded(canvas: Picture, box: tuple[int, int, int, int], radius: int) -> Picture:
    height, width = canvas.shape[:2]
    left, top, right, bottom = (each * _DETAIL for each in box)
    return rounded(height, width, (left, top, right, bottom), radius * _DETAIL)


def _word(canvas: Picture, text: str, at: tuple[int, int], size: float, colour: Colour, weight: int = 1) -> None:
    word(canvas, text, (at[0] * _DETAIL, at[1] * _DETAIL), size * _DETAIL, colour, weight * _DETAIL)


def _arm(canvas: Picture, skin: tuple[Colour, Colour], sleeve: tuple[Colour, Colour]) -> None:
    paint_round(canvas, _limb(canvas, [(372, 600), (384, 780), (396, 1010)], [210, 236, 150]), *skin, 90)
    paint_round(canvas, _limb(canvas, [(400, 1060), (420, 1400)], [220, 300]), *sleeve, 130)


def _fingers(canvas: Picture, skin: tuple[Colour, Colour], left: int, right: int) -> None:
    """Four finger tips round the left edge of a phone, the thumb along its right one."""
    for row, reach in ((486, 12), (550, 17), (614, 16), (676, 9)):
        tip = _limb(canvas, [(left - 14, row - 8), (left + reach, row)], [46, 40])
        shadow(canvas, tip, 0.35, 12)
        paint_round(canvas, tip, *skin, 36)
    _thumb(canvas, skin, (right - 44, 812), (right - 12, 566))


def _thumb(canvas: Picture, skin: tuple[Colour, Colour], root: tuple[int, int], tip: tuple[int, int]) -> None:
    middle = ((root[0] + tip[0]) // 2 + 30, (root[1] + tip[1]) // 2)
    shape = _limb(canvas, [root, middle, tip], [150, 76, 50])
    shadow(canvas, shape, 0.4, 14)
    paint_round(canvas, shape, *skin, 48)
    nail = _limb(canvas, [(tip[0] - 2, tip[1] - 6), (tip[0] + 1, tip[1] + 12)], [26, 30])
    light: Colour = (min(skin[1][0] + 22, 255), min(skin[1][1] + 16, 255), min(skin[1][2] + 14, 255))
    paint_round(canvas, nail, skin[1], light, 20)


def _phone(canvas: Picture, customer: Customer, chance: Random) -> None:
    body = _rounded(canvas, (204, 28, 516, 672), 44)
    shadow(canvas, body, 0.45, 30)
    paint_round(canvas, body, (58, 56, 54), (20, 18, 18), 14)
    screen = _rounded(canvas, (216, 40, 504, 660), 34)
    accent = chance.choice(_ACCENTS)
    backdrop = np.full((*screen.shape, 3), 244, dtype=np.uint8)
    backdrop[: 150 * _DETAIL] = accent
    paint(canvas, screen, backdrop)
    paint(canvas, _rounded(canvas, (318, 50, 402, 70), 10), (16, 14, 14))
    _word(canvas, "9:41", (240, 68), 0.42, (250, 250, 250))
    paint(canvas, _rounded(canvas, (460, 57, 484, 68), 4), (250, 250, 250))
    _word(canvas, "Launch day", (240, 112), 0.66, (255, 255, 255))
    _word(canvas, "Your collection ticket", (240, 136), 0.4, (232, 228, 224))
    paint(canvas, _rounded(canvas, (226, 162, 494, 640), 18), (255, 255, 255))
    _code(canvas, customer.text, (234, 170), 252, ink=18, ground=252)
    _lines(canvas, customer.label or "Watch", (246, 452), accent)
    paint(canvas, _rounded(canvas, (300, 648, 420, 653), 2), (60, 60, 60))


def _lines(canvas: Picture, label: str, at: tuple[int, int], accent: Colour) -> None:
    x, y = at
    _word(canvas, label[:20], (x, y), 0.52, (44, 40, 38))
    for row, length in ((18, 150), (32, 112)):
        paint(canvas, _rounded(canvas, (x, y + row, x + length, y + row + 7), 3), (206, 202, 200))
    cv2.line(
        canvas, (x * _DETAIL, (y + 58) * _DETAIL), ((x + 228) * _DETAIL, (y + 58) * _DETAIL), (226, 224, 222, 255), 3
    )
    paint(canvas, _rounded(canvas, (x, y + 76, x + 64, y + 84), 4), (206, 202, 200))
    paint(canvas, _rounded(canvas, (x, y + 92, x + 104, y + 104), 5), (120, 116, 112))
    paint(canvas, _rounded(canvas, (x + 128, y + 76, x + 182, y + 84), 4), (206, 202, 200))
    paint(canvas, _rounded(canvas, (x + 128, y + 92, x + 228, y + 104), 5), accent)


def _paper(canvas: Picture, customer: Customer, chance: Random) -> None:
    """A printed ticket, a little curled: the light falls off across it."""
    sheet = _rounded(canvas, (130, 40, 590, 740), 3)
    shadow(canvas, sheet, 0.4, 26)
    across = np.linspace(-1, 1, sheet.shape[1], dtype=np.float32)
    down = np.linspace(0, 1, sheet.shape[0], dtype=np.float32)[:, None]
    bend = chance.uniform(0.6, 1.2)
    light = 228 + 16 * np.cos((across + chance.uniform(-0.3, 0.3)) * 2.4 * bend)[None, :] - 26 * down
    paper = np.stack([light * 0.965, light * 0.99, light], axis=-1)
    paint(canvas, sheet, np.clip(paper, 0, 255).astype(np.uint8))
    _word(canvas, "LAUNCH DAY", (168, 100), 0.9, (52, 48, 46), 1)
    _word(canvas, "Collection ticket - please keep", (169, 130), 0.46, (110, 106, 104))
    cv2.line(canvas, (168 * _DETAIL, 152 * _DETAIL), (552 * _DETAIL, 152 * _DETAIL), (150, 146, 144, 255), 3)
    _code(canvas, customer.text, (222, 172), 276, ink=46, ground=None)
    _word(canvas, (customer.label or "Watch")[:22], (170, 494), 0.6, (60, 56, 54))
    for row in range(7):
        length = chance.randint(180, 376)
        paint(canvas, _rounded(canvas, (170, 520 + row * 24, 170 + length, 527 + row * 24), 2), (176, 178, 180))
    fold = (392 + chance.randint(-8, 8)) * _DETAIL
    crease = np.zeros(sheet.shape, dtype=np.uint8)
    cv2.line(crease, (130 * _DETAIL, fold), (590 * _DETAIL, fold + 6), 60, 3, cv2.LINE_AA)
    shadow(canvas, cv2.min(crease, sheet).astype(np.uint8), 0.5, 3)


def _box(canvas: Picture, customer: Customer) -> None:
    """The front of a product's box, with its label."""
    carton = _rounded(canvas, (110, 110, 610, 690), 10)
    shadow(canvas, carton, 0.45, 30)
    paint_round(canvas, carton, (92, 84, 78), (150, 142, 136), 10)
    _word(canvas, customer.label[:20] or "Watch", (160, 640), 0.8, (236, 232, 228))
    paint(canvas, _rounded(canvas, (130, 190, 590, 510), 4), (240, 243, 244))
    try:
        code = label_pixels(customer.text, customer.symbology, 440 * _DETAIL, 270 * _DETAIL)
    except ValueError:  # a text that cannot be drawn so: a box nobody can read, not a camera that breaks
        _word(canvas, "NO LABEL", (260, 360), 0.8, (60, 56, 54))
        return
    rows, columns = code.shape
    top, left = 350 * _DETAIL - rows // 2, 360 * _DETAIL - columns // 2
    canvas[top : top + rows, left : left + columns, :3] = np.minimum(code, 240)[..., None]


def _code(canvas: Picture, text: str, at: tuple[int, int], size: int, ink: int, ground: int | None) -> None:
    """The code in `ink` on `ground`; on paper the ground is the paper's own."""
    x, y, side = at[0] * _DETAIL, at[1] * _DETAIL, size * _DETAIL
    code = code_pixels(text, side).astype(np.float32)[..., None] / 255
    part = canvas[y : y + side, x : x + side, :3]
    under = part.astype(np.float32) if ground is None else np.float32(ground)
    part[:] = (ink * (1 - code) + under * code).astype(np.uint8)
