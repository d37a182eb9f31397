"""Renders a presentation: what a camera of 1280x720 sees of a code held up before it, frame by frame, in grey.

A carrier (phone or sheet) is drawn once as a texture; each frame is traced from the camera through each pixel to the
carrier, flat or on a cylinder, averaged over four samples a pixel, blurred by lens and movement, lit, and put before the
entrance; then come noise and compression. Nothing here knows a decoder. A film is a function of its script alone.
"""

from functools import cache
from random import Random

import cv2
import numpy as np
import segno
from numpy.typing import NDArray

from scanner.picture import MAX_HEIGHT, MAX_WIDTH, Picture, grey
from scanner.simulation.store import entrance
from tests.bench.presentations_kinds import FOCAL, FRAMES, FRAMES_PER_SECOND, Pose, Script

Floats = NDArray[np.float32]

_CODE_PIXELS = 820
"""Of the texture, for the code without its quiet zone: 20 a module."""
_LIGHT = 250
"""Grey of the light modules in the texture: drawn bright, then dimmed, so that little is lost by rounding."""
_MARGIN = 2
"""Pixels of the frame around the carrier."""
_COARSE = 8
"""Where the carrier is bent, it is traced at every eighth sample; between them it is as good as level."""


@cache
def _room(number: int) -> Picture:
    return grey(entrance(Random(number)))


@cache
def _grain() -> Floats:
    """Noise of deviation 1, larger than a frame: each frame takes another part of it."""
    chance = np.random.default_rng(5)
    return chance.standard_normal((MAX_HEIGHT + 256, MAX_WIDTH + 256), dtype=np.float32)


class Film:
    """The frames of one script. `truth`: the first frame in which the whole code is in the picture."""

    def __init__(self, script: Script) -> None:
        self._script = script
        texture, self._middle = _carrier(script)
        self._sizes = [texture]
        self._room = _room(script.number % 4)
        self.text = script.text
        self.truth = next(number for number in range(FRAMES) if self._within(number))

    def _within(self, number: int) -> bool:
        corners = self.corners(number)
        inside = (corners >= 0) & (corners < (MAX_WIDTH, MAX_HEIGHT))
        return bool(inside.all())

    def corners(self, number: int) -> Floats:
        """Of the code without its quiet zone, as printed (top left first, clockwise), in pixels: 4 x 2."""
        half = self._script.side / 2
        flat = np.array([(-half, -half), (half, -half), (half, half), (-half, half)], np.float32)
        return _projected(self._script, self._script.pose(number / FRAMES_PER_SECOND), flat)

    def frame(self, number: int) -> Picture:
        """720 x 1280, uint8."""
        script, moment = self._script, number / FRAMES_PER_SECOND
        pose = script.pose(moment)
        chance = np.random.default_rng((script.number, number))
        picture = self._room.astype(np.float32)
        if not script.phone and script.light < 120:
            picture *= script.light / 180  # the room is as dark as the paper in it
        outline = _projected(script, pose, self._outline())
        left, top = np.floor(outline.min(axis=0)).astype(int) - _MARGIN
        right, bottom = np.ceil(outline.max(axis=0)).astype(int) + _MARGIN
        left, top, right, bottom = max(left, 0), max(top, 0), min(right, MAX_WIDTH), min(bottom, MAX_HEIGHT)
        if right - left > 8 and bottom - top > 8:
            box = (int(left), int(top), int(right), int(bottom))
            seen = _blurred(script, self._traced(pose, box), moment)
            part = picture[top:bottom, left:right]
            held = seen[..., 0]
            if script.glare.strength:
                held = held + _glare(script, pose, moment, box) * seen[..., 1]
            part += held - part * seen[..., 1]
        y, x = chance.integers(0, 256, 2)
        picture += script.noise * _grain()[y : y + MAX_HEIGHT, x : x + MAX_WIDTH]
        taken = np.clip(picture, 0, 255).astype(np.uint8)
        if script.quality:
            packed = cv2.imencode(".jpg", taken, [cv2.IMWRITE_JPEG_QUALITY, script.quality])[1]
            taken = np.asarray(cv2.imdecode(packed, cv2.IMREAD_GRAYSCALE), dtype=np.uint8)
        return taken

    def _scale(self) -> float:
        """Texture pixels a millimetre."""
        return _CODE_PIXELS / self._script.side

    def _outline(self) -> Floats:
        """The carrier's edge, in millimetres from the code's middle."""
        rows, columns = self._sizes[0].shape[:2]
        x, y = self._middle
        part = np.linspace(0, 1, 9)
        none, whole = np.zeros(9), np.ones(9)
        edge = np.concatenate([(part, none), (part, whole), (none, part), (whole, part)], axis=1).T
        return ((edge * (columns, rows) - (x, y)) / self._scale()).astype(np.float32)

    def _traced(self, pose: Pose, box: tuple[int, int, int, int]) -> Floats:
        """Grey (times opacity) and opacity of what is held, for the pixels of `box`."""
        left, top, right, bottom = box
        rows, columns = (bottom - top) * 2, (right - left) * 2
        # As many texels as a sample covers are averaged beforehand.
        level = max(0, round(np.log2(0.5 * pose.z / FOCAL * self._scale() / 1.1)))
        texture, shrink = self._smaller(level), float(2**level)
        if not (self._script.bend or self._script.lattice):
            into = self._onto_pixels(pose, box) @ np.diag((shrink, shrink, 1.0))
            fine = cv2.warpPerspective(texture, into, (columns, rows), flags=cv2.INTER_LINEAR, borderValue=(0, 0))
            return self._lit(fine, rows, columns)
        step = _COARSE if self._script.bend else 0
        x, y = _rays(left, top, rows, columns, step)
        u, v = _surface(self._script, pose, x, y)
        u, v = u * self._scale() + self._middle[0], v * self._scale() + self._middle[1]
        if self._script.crumple:
            u, v = _creased(self._script, u, v)
        if step:
            u, v = (_finer(each, rows, columns, step) for each in (u, v))
        maps = ((u + 0.5) / shrink - 0.5).astype(np.float32), ((v + 0.5) / shrink - 0.5).astype(np.float32)
        fine = cv2.remap(texture, *maps, cv2.INTER_LINEAR, borderMode=cv2.BORDER_CONSTANT, borderValue=(0, 0))
        if self._script.lattice:
            seen = np.asarray(fine, np.float32)
            seen[..., 0] *= _lattice(self._script, u / self._scale(), v / self._scale())
            return self._lit(seen, rows, columns)
        return self._lit(fine, rows, columns)

    def _lit(self, fine: "cv2.typing.MatLike", rows: int, columns: int) -> Floats:
        """Four samples to a pixel; grey as bright as the script has it, opacity of 0 to 1."""
        seen = cv2.resize(fine, (columns // 2, rows // 2), interpolation=cv2.INTER_AREA)
        return np.asarray(seen, np.float32) * np.array((self._script.light / _LIGHT, 1 / 255), np.float32)

    def _smaller(self, level: int) -> Picture:
        """The texture at half the size, `level` times over."""
        while len(self._sizes) <= level:
            rows, columns = self._sizes[-1].shape[:2]
            size = (max(1, columns // 2), max(1, rows // 2))
            self._sizes.append(np.asarray(cv2.resize(self._sizes[-1], size, interpolation=cv2.INTER_AREA), np.uint8))
        return self._sizes[level]

    def _onto_pixels(self, pose: Pose, box: tuple[int, int, int, int]) -> NDArray[np.float64]:
        """Texture -> the samples of `box`, of a flat carrier: the plane's homography."""
        x, y = self._middle
        texels = np.array([(0, 0), (1, 0), (1, 1), (0, 1)], np.float32) * np.float32(_CODE_PIXELS)
        flat = ((texels - (x, y)) / self._scale()).astype(np.float32)
        samples = (_projected(self._script, pose, flat) - np.array(box[:2], np.float32)) * 2 - np.float32(0.5)
        return np.asarray(cv2.getPerspectiveTransform(texels, samples.astype(np.float32)), np.float64)


def _turn(pose: Pose) -> NDArray[np.float64]:
    yaw, pitch, roll = np.radians((pose.yaw, pose.pitch, pose.roll))
    cy, sy, cp, sp, cr, sr = np.cos(yaw), np.sin(yaw), np.cos(pitch), np.sin(pitch), np.cos(roll), np.sin(roll)
    return (
        np.array([(1, 0, 0), (0, cp, -sp), (0, sp, cp)])
        @ np.array([(cy, 0, sy), (0, 1, 0), (-sy, 0, cy)])
        @ np.array([(cr, -sr, 0), (sr, cr, 0), (0, 0, 1)])
    )


def _axis(script: Script) -> NDArray[np.float64]:
    """Turns the sheet so that the cylinder's axis stands upright."""
    angle = np.radians(script.bend_axis)
    return np.array([(np.cos(angle), np.sin(angle)), (-np.sin(angle), np.cos(angle))])


def _projected(script: Script, pose: Pose, flat: Floats) -> Floats:
    """Points of the sheet (millimetres) -> pixels."""
    points = np.column_stack([flat, np.zeros(len(flat))])
    if script.bend:
        around = flat @ _axis(script).T
        angle = np.clip(around[:, 0] / script.bend, -1.5, 1.5)
        bent = np.column_stack([script.bend * np.sin(angle), around[:, 1]])
        points = np.column_stack([bent @ _axis(script), script.bend * (1 - np.cos(angle))])
    there = points @ _turn(pose).T + (pose.x, pose.y, pose.z)
    depth = FOCAL / np.maximum(there[:, 2:], 20)
    return (there[:, :2] * depth + (MAX_WIDTH / 2, MAX_HEIGHT / 2)).astype(np.float32)


def _rays(left: int, top: int, rows: int, columns: int, step: int) -> tuple[Floats, Floats]:
    """Directions (z = 1) through the samples; with `step`, through every so many-th, and one beyond the edge."""
    across = np.arange(0, columns + 2 * step, step or 1, dtype=np.float32)
    down = np.arange(0, rows + 2 * step, step or 1, dtype=np.float32)
    x, y = np.meshgrid(
        (left + (across + 0.5) / 2 - MAX_WIDTH / 2) / FOCAL, (top + (down + 0.5) / 2 - MAX_HEIGHT / 2) / FOCAL
    )
    return x.astype(np.float32), y.astype(np.float32)


def _finer(coarse: Floats, rows: int, columns: int, step: int) -> Floats:
    """Between the traced samples, straight lines."""
    across = (np.arange(columns, dtype=np.float32) / step)[np.newaxis].repeat(rows, axis=0)
    down = (np.arange(rows, dtype=np.float32) / step)[:, np.newaxis].repeat(columns, axis=1)
    return np.asarray(cv2.remap(coarse.astype(np.float32), across, down, cv2.INTER_LINEAR), np.float32)


def _surface(script: Script, pose: Pose, x: Floats, y: Floats) -> tuple[Floats, Floats]:
    """Where on the sheet (millimetres from the code's middle) each ray falls; far outside where it misses."""
    turn = _turn(pose).astype(np.float32)
    origin = -np.array((pose.x, pose.y, pose.z), np.float32) @ turn
    ways = [x * turn[0, each] + y * turn[1, each] + turn[2, each] for each in range(3)]
    if not script.bend:
        far = -origin[2] / ways[2]
        return origin[0] + far * ways[0], origin[1] + far * ways[1]
    axis = _axis(script).astype(np.float32)
    ox, oy = axis @ origin[:2]
    oz = origin[2] - script.bend
    wx, wy = axis[0, 0] * ways[0] + axis[0, 1] * ways[1], axis[1, 0] * ways[0] + axis[1, 1] * ways[1]
    a, b, c = wx * wx + ways[2] * ways[2], ox * wx + oz * ways[2], ox * ox + oz * oz - script.bend**2
    inner = b * b - a * c
    root = np.sqrt(np.maximum(inner, 0))
    # The near side of what bulges towards the camera, the far side of what is hollow.
    far = (-b - root) / a if script.bend > 0 else (-b + root) / a
    side = 1 if script.bend > 0 else -1
    around = script.bend * np.arctan2((ox + far * wx) * side, -(oz + far * ways[2]) * side)
    along = oy + far * wy
    around = np.where(inner > 0, around, 1e4)
    return axis[0, 0] * around + axis[1, 0] * along, axis[0, 1] * around + axis[1, 1] * along


def _creased(script: Script, u: Floats, v: Floats) -> tuple[Floats, Floats]:
    """Waves of three lengths across the sheet, as paper has them that was in a pocket."""
    chance = np.random.default_rng(script.number)
    moved = [u, v]
    for length in (0.9, 0.55, 0.35):
        for axis in (0, 1):
            way, phase = chance.uniform(0, 2 * np.pi, 2)
            wave = (u * np.cos(way) + v * np.sin(way)) * (2 * np.pi / (length * _CODE_PIXELS)) + phase
            moved[axis] = moved[axis] + script.crumple * length * _CODE_PIXELS / 41 * np.sin(wave)
    return moved[0].astype(np.float32), moved[1].astype(np.float32)


def _lattice(script: Script, u: Floats, v: Floats) -> Floats:
    """The phone's own pixels and the gaps between them, sampled as the camera's pixels fall on them."""
    frequency = 2 * np.pi / (script.pitch * script.rest.z / FOCAL)
    # A quarter of a pixel is light-shield: what the second harmonic does is below the noise.
    depth = np.float32(script.lattice / 2)
    ripple = (1 - depth + depth * np.cos(u * frequency)) * (1 - depth + depth * np.cos(v * frequency))
    return ripple.astype(np.float32)


def _blurred(script: Script, seen: Floats, moment: float) -> Floats:
    """By the lens, by the movement while the shutter is open, and by the pixel bands of a dimmed screen."""
    now, then = (script.pose(moment + half * script.shutter / 2) for half in (1, -1))
    module = script.side / 41 * FOCAL / now.z
    radius = script.blur(moment) * module
    if radius > 0.35:
        reach = int(np.ceil(radius))
        y, x = np.mgrid[-reach : reach + 1, -reach : reach + 1]
        disc = np.clip(radius + 0.5 - np.hypot(x, y), 0, 1)
        seen = np.asarray(cv2.filter2D(seen, -1, disc / disc.sum()), np.float32)
    moved = np.array([(now.x - then.x) * FOCAL / now.z, (now.y - then.y) * FOCAL / now.z])
    length = float(np.hypot(*moved))
    if length > 0.7:
        reach = int(np.ceil(length / 2)) + 1
        line = np.zeros((2 * reach + 1, 2 * reach + 1), np.float32)
        for part in np.linspace(-0.5, 0.5, 24):
            dx, dy = moved * part + reach
            column, row = int(dx), int(dy)
            for down, across in ((0, 0), (0, 1), (1, 0), (1, 1)):
                share = abs(1 - down - (dy - row)) * abs(1 - across - (dx - column))
                line[row + down, column + across] += share
        seen = np.asarray(cv2.filter2D(seen, -1, line / line.sum()), np.float32)
    if script.banding:
        rows = np.arange(seen.shape[0], dtype=np.float32)
        wave = np.sin(rows / 90 * 2 * np.pi + moment * 17)
        seen[..., 0] *= (1 - script.banding * np.clip(0.5 + wave, 0, 1))[:, np.newaxis]
    return seen


def _glare(script: Script, pose: Pose, moment: float, box: tuple[int, int, int, int]) -> Floats:
    """What a lamp adds: a spot as wide as its reflection, moving against the carrier's sway."""
    left, top, right, bottom = box
    glare, side = script.glare, script.side * FOCAL / pose.z
    # Two degrees of sway move a reflection by what four would move the carrier.
    x = glare.x + glare.drift * (moment - 1) - (pose.yaw - script.rest.yaw) * 0.03
    y = glare.y - (pose.pitch - script.rest.pitch) * 0.03
    middle = (MAX_WIDTH / 2 + pose.x * FOCAL / pose.z + x * side, MAX_HEIGHT / 2 + pose.y * FOCAL / pose.z + y * side)
    across = (np.arange(left, right, dtype=np.float32) - middle[0]) / (glare.wide * side)
    down = (np.arange(top, bottom, dtype=np.float32) - middle[1]) / (glare.high * side)
    return (glare.strength * np.exp(-0.5 * down**2)[:, np.newaxis] * np.exp(-0.5 * across**2)).astype(np.float32)


def _carrier(script: Script) -> tuple[Picture, tuple[float, float]]:
    """The texture, grey and opacity, and the middle of the code in it."""
    scale = _CODE_PIXELS / script.side
    wide, high, x, y = (74, 150, 37, 58) if script.phone else (95, 130, 47, 55)
    rows, columns = round(high * scale), round(wide * scale)
    middle = (round(x * scale), round(y * scale))
    ground = np.full((rows, columns), _LIGHT, np.float32)
    chance = Random(script.number)
    if script.phone:
        edge = round(3 * scale)
        ground[:edge] = ground[-edge:] = 14
        ground[:, :edge] = ground[:, -edge:] = 14
        ground[edge : round(16 * scale), edge:-edge] = _LIGHT * 0.45
    for line in range(9):
        top = middle[1] + round((script.side * 0.66 + 4 + line * 6) * 1.0 * scale)
        if top + round(2 * scale) < rows - round(5 * scale):
            ground[top : top + round(1.6 * scale), round(12 * scale) : round(chance.uniform(30, 62) * scale)] *= 0.55
    code = _code(script)
    top, left = middle[1] - code.shape[0] // 2, middle[0] - code.shape[1] // 2
    ground[top : top + code.shape[0], left : left + code.shape[1]] = code
    if script.cracks or script.dead:
        _crack(script, ground, middle)
    return np.dstack([ground, np.full_like(ground, 255)]).astype(np.uint8), (float(middle[0]), float(middle[1]))


def _code(script: Script) -> Floats:
    made = segno.make(script.text, error="m", micro=False, boost_error=False)
    modules = np.array([list(row) for row in made.matrix], dtype=np.uint8)
    quiet = np.pad(modules, 4)
    dark = np.kron(quiet, np.ones((20, 20), np.uint8))
    dark = 1 - dark if script.inverted else dark
    return np.where(dark == 1, _LIGHT * min(1.0, script.dark / script.light), _LIGHT).astype(np.float32)


def _crack(script: Script, ground: Floats, middle: tuple[float, float]) -> None:
    """Splinters from one point across the code, and dead spots of the screen until they cover `dead` of it."""
    chance = Random(script.number * 7 + 1)
    half = _CODE_PIXELS // 2
    x, y = (round(each + chance.uniform(-0.8, 0.8) * half) for each in middle)
    for _ in range(script.cracks):
        at, way = np.array((x, y), float), chance.uniform(0, 6.3)
        width, shade = chance.randint(3, 14), chance.choice((20.0, 90.0, 250.0))
        for _ in range(14):
            way += chance.gauss(0, 0.3)
            then = at + 90 * np.array((np.cos(way), np.sin(way)))
            cv2.line(ground, _point(at), _point(then), shade, width, cv2.LINE_AA)
            at = then
    covered = 0.0
    while covered < script.dead:
        spot = chance.uniform(0.03, 0.12)
        at = np.array([each + chance.uniform(-0.9, 0.9) * half for each in middle])
        axes = (round(spot * _CODE_PIXELS), round(spot * _CODE_PIXELS * chance.uniform(0.4, 1)))
        cv2.ellipse(ground, _point(at), axes, chance.uniform(0, 180), 0, 360, 12, -1, cv2.LINE_AA)
        covered += np.pi * axes[0] * axes[1] / _CODE_PIXELS**2


def _point(at: NDArray[np.float64]) -> tuple[int, int]:
    return round(float(at[0])), round(float(at[1]))
