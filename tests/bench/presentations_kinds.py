"""What a rendered presentation is: how a code is held up for two seconds, and what troubles it. Pure: chance is an argument.

Lengths are millimetres in front of a camera of 1280x720 whose lens has a focal length of 1,100 pixels (60 degrees
across); angles are degrees. The limits are drawn so that each kind goes from easy to what no eye could read, and were
set before any decoder was run on them.
"""

import math
from collections.abc import Iterator
from dataclasses import dataclass, replace
from random import Random

SECONDS = 2.0
FRAMES_PER_SECOND = 30
FRAMES = round(SECONDS * FRAMES_PER_SECOND)
FOCAL = 1100.0
"""Pixels."""

_ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:"


@dataclass(frozen=True, slots=True)
class Pose:
    """The middle of the code in front of the camera (x right, y down, z away), and how its carrier is turned."""

    x: float
    y: float
    z: float
    yaw: float
    pitch: float
    roll: float


@dataclass(frozen=True, slots=True)
class Glare:
    """A lamp's reflection: it stays in the room while the carrier moves under it."""

    strength: float = 0.0
    """Of 255, added in its middle."""
    x: float = 0.0
    y: float = 0.0
    """In code sides from the code's middle, at half time."""
    wide: float = 0.3
    high: float = 0.3
    """In code sides, where it has faded to 60 %."""
    drift: float = 0.0
    """Code sides a second."""


@dataclass(frozen=True, slots=True)
class Script:
    """One presentation, drawn completely: the same script gives the same frames."""

    kind: str
    number: int
    text: str
    phone: bool
    """Shines by itself; else paper, lit by the room."""
    side: float
    """Of the code without its quiet zone."""
    rest: Pose
    enters: tuple[float, float]
    """Pixels by which the carrier is away when it starts."""
    rise: float
    """Seconds until it is there."""
    tremble: float
    """Millimetres."""
    sway: float
    """Degrees."""
    phase: float
    dark: float = 20.0
    light: float = 235.0
    """Grey of the modules as the camera would have it without the troubles."""
    noise: float = 3.0
    """Standard deviation."""
    shutter: float = 0.008
    """Seconds of exposure."""
    defocus: float = 0.3
    """Radius of the circle of confusion in modules at the end, of which `hunting` more at the start."""
    hunting: float = 0.6
    focus_time: float = 0.35
    quality: int = 0
    """Of JPEG, 0 for none."""
    bend: float = 0.0
    """Radius of the cylinder the paper lies on; 0 flat. Negative: hollow towards the camera."""
    bend_axis: float = 0.0
    crumple: float = 0.0
    """Modules by which the paper's creases move it."""
    glare: Glare = Glare()
    cracks: int = 0
    dead: float = 0.0
    """Part of the code's area that dead spots of the screen cover."""
    pitch: float = 0.0
    """Pixels of the camera for one of the phone's, at rest; 0 when they are too fine to see."""
    lattice: float = 0.0
    """How deep the gaps between the phone's pixels are, 0 to 1."""
    banding: float = 0.0
    """How deep the bands are that a dimmed screen's flicker draws, 0 to 1."""
    inverted: bool = False

    def pose(self, moment: float) -> Pose:
        """`moment`: seconds from the start."""
        part = min(max(moment / self.rise, 0.0), 1.0)
        away = 1 - part * part * (3 - 2 * part)
        wave = moment * 2 * math.pi + self.phase
        rest, shake, sway = self.rest, self.tremble, self.sway
        mm = rest.z / FOCAL
        return Pose(
            rest.x + away * self.enters[0] * mm + shake * (math.sin(wave * 0.9) + 0.5 * math.sin(wave * 2.7 + 1)),
            rest.y + away * self.enters[1] * mm + shake * (math.cos(wave * 0.7) + 0.4 * math.sin(wave * 3.3)),
            rest.z * (1 + 0.12 * away + 0.01 * math.sin(wave * 0.5)),
            rest.yaw + sway * math.sin(wave * 0.45 + 2) + 12 * away,
            rest.pitch + sway * math.sin(wave * 0.6) + 18 * away,
            rest.roll + 0.5 * sway * math.sin(wave * 0.8 + 1) + 15 * away,
        )

    def blur(self, moment: float) -> float:
        """Radius of the circle of confusion in modules."""
        return self.defocus + self.hunting * max(0.0, 1 - moment / self.focus_time)


def modules_wide(pixels: float, side: float) -> float:
    """How far away a K1 code of that side is when one of its 41 modules is so many pixels wide."""
    return FOCAL * side / (41 * pixels)


def _plain(chance: Random, kind: str, number: int, phone: bool) -> Script:
    side = chance.uniform(42, 54) if phone else chance.uniform(32, 46)
    text = "K1:" + "".join(chance.choice(_ALPHABET) for _ in range(126))
    turned = chance.choice((0, 0, 0, 0, 0, 0, 90, -90, 180))
    bottom = chance.random() < 0.7
    return Script(
        kind, number, text, phone, side,
        rest=Pose(
            chance.uniform(-25, 25), chance.uniform(-12, 12), modules_wide(chance.uniform(3.2, 5.5), side),
            chance.uniform(-22, 22), chance.uniform(-20, 16), turned + chance.uniform(-14, 14),
        ),
        enters=(chance.uniform(-300, 300), 620) if bottom else (chance.choice((-950, 950)), chance.uniform(-80, 80)),
        rise=chance.uniform(0.35, 0.6),
        tremble=chance.uniform(0.5, 1.4),
        sway=chance.uniform(1.0, 3.5),
        phase=chance.uniform(0, 6),
        dark=chance.uniform(8, 24) if phone else chance.uniform(30, 55),
        light=chance.uniform(215, 250) if phone else chance.uniform(150, 215),
        noise=chance.uniform(2, 5),
        shutter=chance.uniform(0.005, 0.012),
        defocus=chance.uniform(0.15, 0.4),
        hunting=chance.uniform(0.2, 1.2),
        focus_time=chance.uniform(0.25, 0.6),
    )  # fmt: skip


def _closeness(script: Script, pixels: float) -> Script:
    return replace(script, rest=replace(script.rest, z=modules_wide(pixels, script.side)))


def _tilted(script: Script, chance: Random) -> Script:
    steep, way = chance.uniform(45, 66), chance.uniform(0, 2 * math.pi)
    turned = replace(script.rest, yaw=steep * math.cos(way), pitch=steep * math.sin(way))
    return _closeness(replace(script, rest=turned), chance.uniform(4, 6))


def _glaring(script: Script, chance: Random) -> Script:
    wide, high = chance.uniform(0.06, 0.28), chance.uniform(0.1, 0.6)
    glare = Glare(
        chance.uniform(180, 700), chance.uniform(-0.4, 0.4), chance.uniform(-0.4, 0.4), wide, high,
        chance.choice((-1, 1)) * chance.uniform(0.05, 0.4),
    )  # fmt: skip
    return replace(script, glare=glare, sway=chance.uniform(2, 5))


def _cracked(script: Script, chance: Random) -> Script:
    return replace(script, cracks=chance.randint(3, 9), dead=chance.uniform(0.0, 0.12))


def _dim(script: Script, chance: Random) -> Script:
    light = chance.uniform(14, 50)
    noise = chance.uniform(3, 9)
    return replace(script, light=light, dark=light * chance.uniform(0.1, 0.4), noise=noise, shutter=0.02)


def _far(script: Script, chance: Random) -> Script:
    return replace(
        _closeness(script, chance.uniform(1.35, 2.4)), defocus=chance.uniform(0.2, 0.5), tremble=script.tremble * 2
    )


def _defocused(script: Script, chance: Random) -> Script:
    return replace(
        script, defocus=chance.uniform(0.55, 1.15), hunting=chance.uniform(0.5, 3), focus_time=chance.uniform(0.6, 1.5)
    )


def _shaken(script: Script, chance: Random) -> Script:
    shutter = chance.uniform(0.02, 0.033)
    return replace(
        script, tremble=chance.uniform(2.5, 9), shutter=shutter, light=script.light * 0.8, noise=chance.uniform(4, 9)
    )


def _curved(script: Script, chance: Random) -> Script:
    radius = script.side * chance.uniform(0.65, 1.4) * chance.choice((1, 1, -1))
    return replace(
        script, bend=radius, bend_axis=chance.choice((0, 90)) + chance.uniform(-20, 20), crumple=chance.uniform(0, 0.5)
    )


def _crumpled(script: Script, chance: Random) -> Script:
    return replace(script, bend=script.side * chance.uniform(1.5, 4), crumple=chance.uniform(0.5, 1.6),
                   bend_axis=chance.uniform(0, 180))  # fmt: skip


def _moire(script: Script, chance: Random) -> Script:
    return replace(
        script, pitch=chance.uniform(0.85, 1.7), lattice=chance.uniform(0.4, 1.0), banding=chance.uniform(0, 0.7),
        defocus=chance.uniform(0.05, 0.2), hunting=0.2, shutter=0.004,
    )  # fmt: skip


def _noisy(script: Script, chance: Random) -> Script:
    light = chance.uniform(90, 170)
    return replace(script, light=light, dark=light * 0.25, noise=chance.uniform(16, 48))


def _compressed(script: Script, chance: Random) -> Script:
    return replace(
        _closeness(script, chance.uniform(2.0, 3.6)), quality=chance.randint(7, 30), noise=chance.uniform(2, 7)
    )


def _negative(script: Script, chance: Random) -> Script:
    return replace(script, inverted=True, light=chance.uniform(90, 220))


def _mixed(script: Script, chance: Random) -> Script:
    """Two troubles at once, each of them half."""
    one = chance.choice((_tilted, _glaring, _dim, _noisy))(script, chance)
    other = chance.choice((_far, _defocused, _shaken, _compressed))(script, chance)
    rest = replace(one.rest, yaw=one.rest.yaw * 0.7, pitch=one.rest.pitch * 0.7, z=(other.rest.z + script.rest.z) / 2)
    return replace(
        one, rest=rest, noise=max(other.noise, one.noise * 0.6), shutter=other.shutter, quality=other.quality,
        tremble=(other.tremble + script.tremble) / 2, defocus=min(other.defocus, 0.7), hunting=other.hunting,
        focus_time=other.focus_time, glare=replace(one.glare, strength=one.glare.strength * 0.6),
        light=max(one.light, 40), dark=one.dark,
    )  # fmt: skip


KINDS = {
    "phone": (True, None),
    "paper": (False, None),
    "tilted": (None, _tilted),
    "glare": (True, _glaring),
    "cracked": (True, _cracked),
    "dim": (None, _dim),
    "far": (None, _far),
    "defocused": (None, _defocused),
    "shaken": (None, _shaken),
    "curved": (False, _curved),
    "crumpled": (False, _crumpled),
    "moire": (True, _moire),
    "noisy": (None, _noisy),
    "compressed": (None, _compressed),
    "light on dark": (True, _negative),
    "mixed": (None, _mixed),
}
"""By name: phone, paper or either, and what is done to a plain presentation."""


def scripts(count: int, seed: int) -> Iterator[Script]:
    """`count` presentations, the kinds in turn. The first of them are the same whatever the count."""
    names = list(KINDS)
    for number in range(count):
        kind = names[number % len(names)]
        phone, trouble = KINDS[kind]
        chance = Random(f"{seed}/{kind}/{number}")
        script = _plain(chance, kind, number, chance.random() < 0.6 if phone is None else phone)
        yield trouble(script, chance) if trouble else script
