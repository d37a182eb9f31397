"""Hostile pictures without end: each number of a seed is one picture, the same in every process."""

import string
from collections.abc import Callable
from dataclasses import dataclass

import cv2
import numpy as np
import segno
import zxingcpp

from scanner.picture import Picture

_WIDTH, _HEIGHT = 1280, 720
_BASE45 = string.digits + string.ascii_uppercase + "$%*+-./:"
_SHARES = {
    "plain": 4, "mutated": 30, "mirrored": 3, "giant": 2, "sequence": 5, "eci": 6, "bytes": 5, "micro": 8, "crowd": 2,
    "RMQRCode": 5, "Aztec": 5, "DataMatrix": 5, "PDF417": 3, "Code128": 3, "EAN13": 2, "MaxiCode": 2,
    "noise": 6, "finders": 4, "gradient": 3, "size": 3, "edges": 2,
}  # fmt: skip
KINDS = tuple(_SHARES)
_ODDS = np.array(list(_SHARES.values())) / sum(_SHARES.values())
_ENCODINGS = ("utf-8", "iso-8859-1", "iso-8859-7", "shift_jis", "cp1252")


@dataclass(frozen=True, slots=True)
class Plan:
    """What picture `number` will be. `allows` says which texts may be read in it; mostly none."""

    number: int
    kind: str
    text: str
    seed: int

    def allows(self, text: str) -> bool:
        if self.kind in ("plain", "mutated", "mirrored", "giant", "eci", "edges"):
            return text == self.text
        if self.kind in ("sequence", "crowd"):
            return bool(text) and text in self.text
        return self.kind == "bytes"


def plan(seed: int, number: int) -> Plan:
    chance = _chance(seed, number)
    kind = str(chance.choice(KINDS, p=_ODDS))
    body = "".join(chance.choice(list(_BASE45), 126 - 6))
    text = f"K1:{number:06}{body}"
    if kind == "giant":
        text = f"{number:06}" + "".join(map(str, chance.integers(0, 10, int(chance.integers(900, 3000)))))
    elif kind == "eci":
        text = f"{number:06} Éléonore Œuf"[: 17 if chance.random() < 0.5 else 16]
    elif kind not in ("plain", "mutated", "mirrored", "sequence", "crowd"):
        text = f"K0:{number:06}HOSTILE"
    return Plan(number, kind, text, seed)


def paint(wanted: Plan) -> Picture:
    """The picture, in grey or BGR, of any size."""
    chance = _chance(wanted.seed, wanted.number + 2**40)
    make = _MAKERS.get(wanted.kind)
    if make is not None:
        return make(wanted, chance)
    return _held(_other(wanted), chance)


def _chance(seed: int, number: int) -> np.random.Generator:
    return np.random.default_rng((seed, number))


def _mask(chance: np.random.Generator) -> int:
    """Any of the eight: trying which looks best, as segno does unasked, takes longer than all the rest."""
    return int(chance.integers(8))


def _modules(code: segno.QRCode, border: int = 4) -> Picture:
    dark = np.array([list(row) for row in code.matrix], dtype=np.uint8)
    return np.pad(np.where(dark > 0, 0, 255).astype(np.uint8), border, constant_values=255)


def _held(modules: Picture, chance: np.random.Generator) -> Picture:
    """Enlarged, turned and tilted a little, somewhere on a grey ground, now and then with noise and blur."""
    rows, columns = modules.shape
    scale = max(1, min(int(chance.integers(2, 9)), (_HEIGHT - 40) // max(rows, 1), (_WIDTH - 40) // max(columns, 1)))
    large = cv2.resize(modules, (columns * scale, rows * scale), interpolation=cv2.INTER_NEAREST)
    corners = np.array([(0, 0), (large.shape[1], 0), large.shape[1::-1], (0, large.shape[0])], dtype=np.float32)
    angle = chance.normal(0, 0.3)
    turn = np.array([(np.cos(angle), -np.sin(angle)), (np.sin(angle), np.cos(angle))])
    middle = corners.mean(axis=0)
    place = np.array([_WIDTH / 2, _HEIGHT / 2]) + chance.normal(0, 40, 2)
    target = (corners - middle) @ turn.T + place + chance.normal(0, 0.02 * max(large.shape), (4, 2))
    held = cv2.warpPerspective(
        large, cv2.getPerspectiveTransform(corners, target.astype(np.float32)), (_WIDTH, _HEIGHT),
        borderValue=int(chance.integers(60, 250)),
    )  # fmt: skip
    if chance.random() < 0.3:
        held = cv2.GaussianBlur(held, (0, 0), float(chance.uniform(0.4, 2.5)))
    if chance.random() < 0.3:
        noisy = held.astype(np.int16) + chance.normal(0, 20, held.shape).astype(np.int16)
        held = np.clip(noisy, 0, 255)
    return np.asarray(held, dtype=np.uint8)


def _plain(wanted: Plan, chance: np.random.Generator) -> Picture:
    return _held(_modules(segno.make_qr(wanted.text, error="m", mask=_mask(chance))), chance)


def _mutated(wanted: Plan, chance: np.random.Generator) -> Picture:
    modules = _modules(segno.make_qr(wanted.text, error="m", mask=_mask(chance)))
    count = int(2 ** chance.uniform(0, 9))
    rows, columns = chance.integers(4, modules.shape[0] - 4, (2, count))
    modules[rows, columns] ^= 255
    return _held(modules, chance)


def _mirrored(wanted: Plan, chance: np.random.Generator) -> Picture:
    modules = _modules(segno.make_qr(wanted.text, error="m", mask=_mask(chance)))
    return _held(255 - modules if chance.random() < 0.5 else modules[:, ::-1].copy(), chance)


def _giant(wanted: Plan, chance: np.random.Generator) -> Picture:
    version = int(chance.integers(24, 41))
    mask = _mask(chance)
    try:
        code = segno.make_qr(wanted.text, error="l", version=version, mask=mask)
    except segno.DataOverflowError:
        code = segno.make_qr(wanted.text, error="l", mask=mask)
    return _held(_modules(code), chance)


def _sequence(wanted: Plan, chance: np.random.Generator) -> Picture:
    parts = list(segno.make_sequence(wanted.text, symbol_count=int(chance.integers(2, 6)), mask=_mask(chance)))
    return _held(_modules(parts[int(chance.integers(len(parts)))]), chance)


def _eci(wanted: Plan, chance: np.random.Generator) -> Picture:
    encoding = str(chance.choice(_ENCODINGS))
    try:
        code = segno.make_qr(wanted.text, encoding=encoding, eci=True, mask=_mask(chance))
    except (UnicodeError, segno.DataOverflowError):
        code = segno.make_qr(wanted.text, encoding="utf-8", eci=True, mask=_mask(chance))
    return _held(_modules(code), chance)


def _bytes(wanted: Plan, chance: np.random.Generator) -> Picture:
    """Any bytes at all: zeros, halves of characters, direction marks, line ends."""
    marks = "\u202e\u200b\x00\x1b[2J\r\n\u2028".encode()
    content = marks + chance.bytes(int(chance.integers(1, 200))) if chance.random() < 0.8 else marks
    return _held(_modules(segno.make_qr(content, mode="byte", mask=_mask(chance))), chance)


def _micro(wanted: Plan, chance: np.random.Generator) -> Picture:
    return _held(_modules(segno.make_micro(f"{wanted.number:06}"), 2), chance)


def _crowd(wanted: Plan, chance: np.random.Generator) -> Picture:
    across, down = int(chance.integers(2, 8)), int(chance.integers(2, 5))
    sheet = np.full((down * 37, across * 37), 255, dtype=np.uint8)
    for number in range(across * down):
        code = _modules(segno.make_qr(wanted.text[number : number + 12], error="l", version=3, mask=_mask(chance)))
        row, column = divmod(number, across)
        sheet[row * 37 : row * 37 + code.shape[0], column * 37 : column * 37 + code.shape[1]] = code
    return _held(sheet, chance)


def _other(wanted: Plan) -> Picture:
    """Another symbology, with the text of one of our codes where it can hold it."""
    content = f"{590_000_000_000 + wanted.number:012}" if wanted.kind == "EAN13" else wanted.text
    code = zxingcpp.create_barcode(content, getattr(zxingcpp.BarcodeFormat, wanted.kind))
    return np.array(code.to_image(scale=1), dtype=np.uint8)


def _noise(wanted: Plan, chance: np.random.Generator) -> Picture:
    grain = int(2 ** chance.integers(0, 6))
    small = chance.integers(0, 256, (_HEIGHT // grain, _WIDTH // grain), dtype=np.uint8)
    if chance.random() < 0.5:
        small = np.where(small > int(chance.integers(60, 200)), 255, 0).astype(np.uint8)
    return np.asarray(cv2.resize(small, (_WIDTH, _HEIGHT), interpolation=cv2.INTER_NEAREST), dtype=np.uint8)


def _finders(wanted: Plan, chance: np.random.Generator) -> Picture:
    """Corner patterns of a code everywhere, on noise: what a reader tries to make codes of."""
    finder = np.pad(np.zeros((7, 7), dtype=np.uint8), 1, constant_values=255)
    finder[2:7, 2:7] = 255
    finder[3:6, 3:6] = 0
    ground = np.where(chance.random((90, 160)) > 0.5, 255, 0).astype(np.uint8)
    for _ in range(int(chance.integers(3, 60))):
        row, column = int(chance.integers(0, 81)), int(chance.integers(0, 151))
        ground[row : row + 9, column : column + 9] = finder
    return np.asarray(cv2.resize(ground, (_WIDTH, _HEIGHT), interpolation=cv2.INTER_NEAREST), dtype=np.uint8)


def _gradient(wanted: Plan, chance: np.random.Generator) -> Picture:
    rows, columns = (int(side) for side in chance.integers(400, 4000, 2))
    across = np.linspace(0, 255 * chance.random() * 4, columns, dtype=np.float32)
    slope = np.add.outer(np.linspace(0, 255, rows, dtype=np.float32), across)
    return np.asarray(slope % 256, dtype=np.uint8)


def _size(wanted: Plan, chance: np.random.Generator) -> Picture:
    """One pixel, one line, a ribbon, a poster."""
    sides = (1, 2, 3, 7, 20, 100, 1000, 6000)
    rows, columns = (int(side) for side in chance.choice(sides, 2))
    shape = (rows, columns) if chance.random() < 0.5 else (rows, columns, 3)
    return chance.integers(0, 256, shape, dtype=np.uint8)


def _edges(wanted: Plan, chance: np.random.Generator) -> Picture:
    """A code that begins in the picture and goes on outside of it."""
    whole = _plain(wanted, chance)
    rows, columns = int(chance.integers(1, _HEIGHT)), int(chance.integers(1, _WIDTH))
    return np.ascontiguousarray(whole[_HEIGHT // 2 : _HEIGHT // 2 + rows, _WIDTH // 2 : _WIDTH // 2 + columns])


_MAKERS: dict[str, Callable[[Plan, np.random.Generator], Picture]] = {
    "plain": _plain, "mutated": _mutated, "mirrored": _mirrored, "giant": _giant, "sequence": _sequence, "eci": _eci,
    "bytes": _bytes, "micro": _micro, "crowd": _crowd, "noise": _noise, "finders": _finders, "gradient": _gradient,
    "size": _size, "edges": _edges,
}  # fmt: skip
