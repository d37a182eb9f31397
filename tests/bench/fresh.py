"""The same pictures under changes nobody tuned to: each is turned, tilted, blurred, lit and compressed by chance.

A seed decides everything, and a picture's file name what chance it has, so a seed can be run again. The changes and
their limits were set before any decoder saw them; a seed that was looked at while the engine was changed is spent.
"""

import hashlib
from collections.abc import Callable

import cv2
import numpy as np

from scanner.picture import Picture, fit

Chance = np.random.Generator
OFTEN = 0.35
"""Of each change; a picture gets one at least, three on average."""


def freshened(picture: Picture, seed: int, name: str) -> Picture:
    """Another grey picture of what is in this one, at most 1280x720."""
    chance = np.random.default_rng((seed, int.from_bytes(hashlib.sha256(name.encode()).digest()[:8])))
    drawn = chance.random(len(CHANGES)) < OFTEN
    drawn[int(chance.integers(len(CHANGES)))] = True
    for change, wanted in zip(CHANGES, drawn, strict=True):
        if wanted:
            picture = fit(change(picture, chance))
    return picture


def _rotated(picture: Picture, chance: Chance) -> Picture:
    rows, columns = picture.shape
    turn = cv2.getRotationMatrix2D((columns / 2, rows / 2), float(chance.uniform(-45, 45)), 1.0)
    corners = np.array([(0, 0, 1), (columns, 0, 1), (columns, rows, 1), (0, rows, 1)]) @ turn.T
    turn[:, 2] -= corners.min(axis=0)
    width, height = np.ceil(corners.max(axis=0) - corners.min(axis=0)).astype(int).tolist()
    return _picture(cv2.warpAffine(picture, turn, (width, height), borderMode=cv2.BORDER_REPLICATE))


def _tilted(picture: Picture, chance: Chance) -> Picture:
    """Each corner up to an eighth of the side inwards."""
    rows, columns = picture.shape
    corners = np.array([(0, 0), (columns, 0), (columns, rows), (0, rows)], np.float32)
    inwards = np.array([(1, 1), (-1, 1), (-1, -1), (1, -1)]) * chance.uniform(0, 0.125, (4, 2)) * (columns, rows)
    onto = cv2.getPerspectiveTransform(corners, (corners + inwards).astype(np.float32))
    return _picture(cv2.warpPerspective(picture, onto, (columns, rows), borderMode=cv2.BORDER_REPLICATE))


def _smaller(picture: Picture, chance: Chance) -> Picture:
    factor = float(chance.uniform(0.5, 0.9))
    return _picture(cv2.resize(picture, None, fx=factor, fy=factor, interpolation=cv2.INTER_AREA))


def _out_of_focus(picture: Picture, chance: Chance) -> Picture:
    return _picture(cv2.GaussianBlur(picture, (0, 0), float(chance.uniform(0.5, 2.0))))


def _moved(picture: Picture, chance: Chance) -> Picture:
    """Smeared along a line of 3 to 9 pixels."""
    length, angle = int(chance.integers(3, 10)), float(chance.uniform(0, np.pi))
    line = np.zeros((11, 11), np.float32)
    reach = np.array([np.cos(angle), np.sin(angle)]) * length / 2
    start, end = np.rint(5 - reach).astype(int).tolist(), np.rint(5 + reach).astype(int).tolist()
    cv2.line(line, start, end, 1.0)
    return _picture(cv2.filter2D(picture, -1, line / line.sum()))


def _glared(picture: Picture, chance: Chance) -> Picture:
    """A bright spot with soft edges, of a twentieth to a sixth of the picture's width."""
    rows, columns = picture.shape
    down, across = np.mgrid[:rows, :columns].astype(np.float32)
    at, radius = chance.uniform(0.25, 0.75, 2) * (rows, columns), columns * float(chance.uniform(0.05, 0.16))
    away = ((down - at[0]) ** 2 + (across - at[1]) ** 2) / radius**2
    return _clipped(picture + float(chance.uniform(80, 220)) * np.exp(-(away**2)))


def _lit(picture: Picture, chance: Chance) -> Picture:
    """Gamma 0.5 to 2, contrast 0.35 to 1, brightness up or down by up to 50."""
    curve = 255 * (picture / 255.0) ** float(np.exp(chance.uniform(-0.7, 0.7)))
    return _clipped((curve - 128) * float(chance.uniform(0.35, 1.0)) + 128 + float(chance.uniform(-50, 50)))


def _on_a_screen(picture: Picture, chance: Chance) -> Picture:
    """Moire: two waves of 2.2 to 6 pixels that cross."""
    rows, columns = picture.shape
    down, across = np.mgrid[:rows, :columns].astype(np.float32)
    waves = np.ones((rows, columns), np.float32)
    for angle in (first := float(chance.uniform(0, np.pi)), first + np.pi / 2):
        period, depth = float(chance.uniform(2.2, 6.0)), float(chance.uniform(0.05, 0.2))
        along = across * np.cos(angle) + down * np.sin(angle)
        waves *= 1 + depth * np.sin(along * 2 * np.pi / period)
    return _clipped(picture * waves)


def _noisy(picture: Picture, chance: Chance) -> Picture:
    return _clipped(picture + chance.normal(0, float(chance.uniform(3, 18)), picture.shape))


def _compressed(picture: Picture, chance: Chance) -> Picture:
    _, data = cv2.imencode(".jpg", picture, [cv2.IMWRITE_JPEG_QUALITY, int(chance.integers(20, 80))])
    return _picture(cv2.imdecode(data, cv2.IMREAD_GRAYSCALE))


Change = Callable[[Picture, Chance], Picture]
CHANGES: tuple[Change, ...] = (
    _rotated, _tilted, _smaller, _glared, _on_a_screen, _out_of_focus, _moved, _lit, _noisy, _compressed,
)  # fmt: skip
"""In the order in which a photograph comes by them: scene, lens, sensor, file."""


def _clipped(values: object) -> Picture:
    return np.clip(np.asarray(values, np.float32), 0, 255).astype(np.uint8)


def _picture(array: object) -> Picture:
    return np.asarray(array, dtype=np.uint8)
