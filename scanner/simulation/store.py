"""The store's entrance behind the customers, out of focus: drawn, no photograph. Drawn small and enlarged, once."""

from random import Random

import cv2
import numpy as np
from numpy.typing import NDArray

from scanner.picture import MAX_HEIGHT, MAX_WIDTH, Picture

Light = NDArray[np.float32]
"""A picture while it is being mixed: more than white is possible."""

_WIDTH, _HEIGHT = 640, 360
_HORIZON = 236


def entrance(chance: Random) -> Picture:
    """BGR, 1280x720."""
    room = _wall_and_floor()
    _doors(room)
    _furniture(room)
    soft = np.asarray(cv2.GaussianBlur(room, (0, 0), 4.2), dtype=np.float32)
    _people(soft, chance)
    _lamps(soft, chance)
    soft = np.clip(soft * 0.92 + _bloom(soft) * 1.1, 0, 246)
    enlarged = cv2.resize(soft, (MAX_WIDTH, MAX_HEIGHT), interpolation=cv2.INTER_CUBIC)
    return np.clip(enlarged * _vignette(), 0, 246).astype(np.uint8)


def _bloom(soft: Light) -> Light:
    """What the brightest places shed around them; so wide that a quarter of the size shows as much."""
    small = cv2.resize(np.clip(soft - 190, 0, 255), None, fx=0.25, fy=0.25, interpolation=cv2.INTER_AREA)
    wide = cv2.GaussianBlur(small, (0, 0), 22 / 4)
    return np.asarray(cv2.resize(wide, (_WIDTH, _HEIGHT), interpolation=cv2.INTER_LINEAR), dtype=np.float32)


def _vignette() -> Light:
    y, x = np.mgrid[-1 : 1 : MAX_HEIGHT * 1j, -1 : 1 : MAX_WIDTH * 1j]
    return (1 - 0.26 * (x**2 * 0.7 + y**2 * 0.6))[..., None].astype(np.float32)


def _wall_and_floor() -> Light:
    room = np.zeros((_HEIGHT, _WIDTH, 3), dtype=np.float32)
    down = np.linspace(0, 1, _HORIZON, dtype=np.float32)[:, None]
    room[:_HORIZON] = (np.array((104, 112, 122)) * (1 - down) + np.array((138, 148, 160)) * down)[:, None, :]
    near = np.linspace(0, 1, _HEIGHT - _HORIZON, dtype=np.float32)[:, None]
    room[_HORIZON:] = (np.array((132, 146, 160)) * (1 - near) + np.array((70, 80, 92)) * near)[:, None, :]
    # Ceiling, with a row of light along it.
    cv2.fillPoly(room, [np.array([(0, 0), (_WIDTH, 0), (520, 44), (120, 44)])], (92, 98, 104))
    for left in (150, 270, 390):
        cv2.fillPoly(room, [np.array([(left, 22), (left + 80, 22), (left + 72, 34), (left + 10, 34)])], (238, 244, 250))
    return room


def _doors(room: Light) -> None:
    """A glass front with daylight behind it, and its reflection on the floor."""
    left, right, top = 206, 438, 70
    cv2.rectangle(room, (left - 8, top - 8), (right + 8, _HORIZON), (56, 58, 62), -1)
    for y in range(top, _HORIZON):
        part = (y - top) / (_HORIZON - top)
        colour = (250 - 34 * part, 246 - 30 * part, 238 - 28 * part)
        cv2.line(room, (left, y), (right, y), colour, 1)
    # Outside: a street, buildings across it, a tree.
    cv2.rectangle(room, (left, 150), (left + 74, 214), (208, 204, 196), -1)
    cv2.rectangle(room, (right - 92, 132), (right, 214), (214, 212, 206), -1)
    cv2.circle(room, (right - 112, 160), 26, (150, 186, 166), -1)
    cv2.rectangle(room, (left, 212), (right, _HORIZON), (186, 186, 184), -1)
    for x in (left + 58, (left + right) // 2, right - 58):
        cv2.line(room, (x, top), (x, _HORIZON), (70, 72, 76), 5 if x == (left + right) // 2 else 3)
    cv2.line(room, (left, 108), (right, 108), (72, 74, 78), 4)
    glow = np.zeros_like(room)
    shine = np.array([(left, _HORIZON), (right, _HORIZON), (right + 90, _HEIGHT), (left - 90, _HEIGHT)])
    cv2.fillPoly(glow, [shine], (58, 58, 56))
    fade = np.linspace(1, 0.15, _HEIGHT - _HORIZON, dtype=np.float32)[:, None, None]
    room[_HORIZON:] += np.asarray(cv2.GaussianBlur(glow, (0, 0), 9), np.float32)[_HORIZON:] * fade


def _furniture(room: Light) -> None:
    # A wall of wood and a lit shelf on the left, a display table and a plant on the right.
    cv2.rectangle(room, (0, 60), (150, _HORIZON), (84, 118, 150), -1)
    for x in range(0, 150, 15):
        cv2.line(room, (x, 60), (x, _HORIZON), (70, 100, 130), 2)
    for y in (104, 148, 192):
        cv2.rectangle(room, (18, y), (132, y + 6), (222, 236, 246), -1)
        for x in range(26, 124, 22):
            cv2.rectangle(room, (x, y - 16), (x + 11, y - 1), (60, 58, 60), -1)
    cv2.rectangle(room, (486, 78), (_WIDTH, 196), (176, 170, 160), -1)
    cv2.rectangle(room, (508, 92), (622, 172), (92, 66, 38), -1)
    cv2.circle(room, (566, 132), 25, (228, 222, 214), 5)
    cv2.fillPoly(room, [np.array([(470, 232), (_WIDTH, 232), (_WIDTH, 262), (452, 262)])], (186, 198, 208))
    cv2.rectangle(room, (474, 262), (_WIDTH, 322), (116, 126, 136), -1)
    for x in range(490, 630, 34):
        cv2.ellipse(room, (x, 240), (9, 6), 0, 0, 360, (48, 46, 46), -1)
    for angle, length in ((-70, 62), (-100, 72), (-130, 56), (-45, 46), (-150, 44)):
        tip = (176 + round(length * np.cos(np.radians(angle))), 226 + round(length * np.sin(np.radians(angle))))
        cv2.line(room, (176, 226), tip, (66, 116, 78), 9)
    cv2.rectangle(room, (160, 222), (192, 256), (176, 184, 192), -1)
    # A rope between two posts, for the queue.
    for x in (120, 330):
        cv2.line(room, (x, 250), (x, 344), (70, 90, 110), 5)
    cv2.ellipse(room, (225, 262), (105, 26), 0, 0, 180, (46, 42, 96), 5)


def _people(soft: Light, chance: Random) -> None:
    """Two or three shapes of people waiting by the door, far out of focus."""
    layer = soft.copy()
    for _ in range(chance.randint(2, 3)):
        x, tall = chance.randint(226, 424), chance.randint(92, 118)
        coat = (chance.randint(52, 120), chance.randint(52, 110), chance.randint(56, 120))
        foot = _HORIZON + chance.randint(8, 26)
        cv2.ellipse(layer, (x, foot - tall // 2 + 8), (19, tall // 2 - 6), 0, 0, 360, coat, -1)
        cv2.circle(layer, (x, foot - tall + 2), 11, (110, 132, 168), -1)
        cv2.ellipse(layer, (x, foot - tall - 3), (12, 9), 0, 180, 360, (40, 44, 52), -1)
        cv2.rectangle(layer, (x - 12, foot - 44), (x + 12, foot), (62, 58, 58), -1)
    soft[:] = cv2.GaussianBlur(layer, (0, 0), 5)


def _lamps(soft: Light, chance: Random) -> None:
    """Discs of light, as lamps become when a lens is focused on something near."""
    layer = np.zeros_like(soft)
    for _ in range(12):
        centre = (chance.choice((chance.randint(10, 190), chance.randint(450, 630))), chance.randint(48, 110))
        warm = chance.randint(60, 120)
        disc = np.zeros_like(soft)
        cv2.circle(disc, centre, chance.randint(7, 13), (warm * 0.66, warm * 0.88, warm), -1, cv2.LINE_AA)
        layer += disc
    soft += np.asarray(cv2.GaussianBlur(layer, (0, 0), 1.2), np.float32)
