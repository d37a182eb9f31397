"""Which error correction and which quiet zone are read best: `python -m tests.central.measure_codes [--poses N]`.

The same space on phone or paper, quiet zone included, is given to every variant: more correction means smaller modules,
and so does a wider quiet zone. Every variant is held in the same poses before the simulated camera, under the same
troubles, and read by one decoder alone (zxing-cpp, or `--reader pyzbar`), one frame a pose. Prints the two tables of
docs/issuing.md.
"""

import argparse
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from random import Random

import cv2
import numpy as np

from scanner.picture import MAX_HEIGHT, MAX_WIDTH, Picture
from scanner.presence import Reading
from scanner.simulation.ink import code_pixels
from scanner.simulation.motion import Pose
from scanner.simulation.props import HEIGHT, WIDTH, Prop
from scanner.simulation.scene import Scene
from scanner.simulation.stage import Stage
from scanner.zbar import read_pyzbar
from scanner.zxing import read_zxing

SIDE = 260
"""Pixels of the space for the code on a carrier of 320: at a pose's scale of 1 it is as many in the frame."""
LEVELS = ("l", "m", "q", "h")
QUIETS = (0, 1, 2, 4, 6, 8)
ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:"
Reader = Callable[[Picture], Sequence[Reading]]
Spoil = Callable[[Picture, Random], None]


@dataclass(frozen=True)
class Trouble:
    """`spoil` damages the code's own pixels; the rest is how it is held."""

    name: str
    scale: tuple[float, float] = (0.6, 0.9)
    tilt: float = 24
    changes: Callable[[Pose, Random], Pose] = lambda pose, chance: pose
    spoil: Spoil = lambda code, chance: None


def cracked(code: Picture, chance: Random) -> None:
    """A star of bright and dark lines from one point, as broken glass shows it."""
    at = (chance.randrange(SIDE), chance.randrange(SIDE))
    for _ in range(chance.randint(3, 7)):
        angle = chance.uniform(0, 6.3)
        end = (int(at[0] + 400 * np.cos(angle)), int(at[1] + 400 * np.sin(angle)))
        cv2.line(code, at, end, chance.choice((30, 235)), chance.randint(1, 3), cv2.LINE_AA)


def covered(part: float, code: Picture, chance: Random) -> None:
    """A dark or light blot somewhere, as wide as this part of the code: a stain, a thumb, a sticker."""
    centre = (chance.randrange(SIDE), chance.randrange(SIDE))
    cv2.circle(code, centre, round(SIDE * part / 2), chance.choice((50, 150, 245)), -1, cv2.LINE_AA)


def scratched(code: Picture, chance: Random) -> None:
    """Rubbed paper: short light strokes all over."""
    for _ in range(36):
        x, y, angle = chance.randrange(SIDE), chance.randrange(SIDE), chance.uniform(0, 6.3)
        end = (int(x + 24 * np.cos(angle)), int(y + 24 * np.sin(angle)))
        cv2.line(code, (x, y), end, 225, 2, cv2.LINE_AA)


def _defocused(pose: Pose, chance: Random) -> Pose:
    return replace(pose, defocus=chance.uniform(0.9, 2.3))


def _moving(pose: Pose, chance: Random) -> Pose:
    return replace(pose, blur_x=chance.uniform(2, 9), blur_y=chance.uniform(1, 5))


def _glaring(pose: Pose, chance: Random) -> Pose:
    spot = {"glare_x": chance.uniform(-0.2, 0.2), "glare_y": chance.uniform(-0.1, 0.1)}
    return replace(pose, glare=chance.uniform(0.7, 1.0), **spot)


TROUBLES = (
    Trouble("as most hold it"),
    Trouble("far away", scale=(0.28, 0.42)),
    Trouble("very far away", scale=(0.2, 0.28), tilt=12),
    Trouble("steep", tilt=52),
    Trouble("out of focus", changes=_defocused),
    Trouble("moving", changes=_moving),
    Trouble("glare", changes=_glaring),
    Trouble("cracked screen", spoil=cracked),
    Trouble("stain, 1/6 of the side", spoil=partial(covered, 1 / 6)),
    Trouble("stain, 1/4 of the side", spoil=partial(covered, 1 / 4)),
    Trouble("rubbed paper", spoil=scratched),
    Trouble("cracked, far away", scale=(0.28, 0.42), spoil=cracked),
)


def carrier(text: str, error: str, quiet: int, ground: int, spoil: Spoil, chance: Random) -> Prop:
    """The code on a card of grey `ground` (20: a dark page, 245: paper), as something that is held up."""
    canvas = np.zeros((HEIGHT, WIDTH, 4), dtype=np.uint8)
    x, y = WIDTH // 2, 350
    cv2.rectangle(canvas, (x - 160, y - 300), (x + 160, y + 300), (ground, ground, ground, 255), -1)
    cv2.rectangle(canvas, (x - 60, y + 300), (x + 60, HEIGHT), (90, 120, 170, 255), -1)
    code = np.ascontiguousarray(np.clip(code_pixels(text, SIDE, quiet, error), 20, 245))
    spoil(code, chance)
    half = SIDE // 2
    canvas[y - half : y + half, x - half : x + half, :3] = code[..., None]
    return Prop(canvas, (x, y), lit=ground < 100)


def pose_of(trouble: Trouble, chance: Random) -> Pose:
    held = Pose(
        x=640 + chance.uniform(-120, 120),
        y=352 + chance.uniform(-30, 30),
        scale=chance.uniform(*trouble.scale),
        roll=chance.uniform(-18, 18),
        yaw=chance.uniform(-trouble.tilt, trouble.tilt),
        pitch=chance.uniform(-trouble.tilt, trouble.tilt) * 0.7,
    )
    return trouble.changes(held, chance)


def is_read(stage: Stage, read: Reader, prop: Prop, pose: Pose, text: str) -> bool:
    frame = stage._room.copy()
    stage._hold_up(frame, prop, pose)
    cv2.add(frame, stage._noise[:MAX_HEIGHT, :MAX_WIDTH], dst=frame)
    grey = np.asarray(cv2.cvtColor(frame, cv2.COLOR_BGR2GRAY), dtype=np.uint8)
    return text in [reading.text for reading in read(grey)]


def share(
    stage: Stage, reader: Reader, trouble: Trouble, error: str, quiet: int, grounds: Sequence[int], poses: int
) -> float:
    """Percent read. The chance is the same for every variant: same texts, same poses, same damage."""
    read = 0
    for number in range(poses):
        chance = Random(f"{trouble.name} {number}")
        text = "K1:" + "".join(chance.choices(ALPHABET, k=126))
        pose, ground = pose_of(trouble, chance), grounds[number % len(grounds)]
        read += is_read(stage, reader, carrier(text, error, quiet, ground, trouble.spoil, chance), pose, text)
    return 100 * read / poses


def table(
    stage: Stage, reader: Reader, variants: Sequence[tuple[str, str, int]], grounds: Sequence[int], poses: int
) -> None:
    print("| trouble | " + " | ".join(name for name, _, _ in variants) + " |")
    print("|---|" + "---:|" * len(variants))
    sums = [0.0] * len(variants)
    for trouble in TROUBLES:
        shares = [share(stage, reader, trouble, error, quiet, grounds, poses) for _, error, quiet in variants]
        sums = [before + now for before, now in zip(sums, shares, strict=True)]
        print(f"| {trouble.name} | " + " | ".join(f"{each:.0f}" for each in shares) + " |", flush=True)
    print("| **all** | " + " | ".join(f"**{each / len(TROUBLES):.1f}**" for each in sums) + " |\n")


def main() -> None:
    parser = argparse.ArgumentParser("python -m tests.central.measure_codes", description=__doc__)
    parser.add_argument("--poses", type=int, default=100, help="frames for each figure (default 100)")
    parser.add_argument("--level", default="m", choices=LEVELS, help="of the table of quiet zones")
    parser.add_argument("--reader", default="zxing", choices=("zxing", "pyzbar"))
    options = parser.parse_args()
    reader: Reader = read_pyzbar if options.reader == "pyzbar" else read_zxing
    cv2.setNumThreads(1)
    stage = Stage(Scene(()))
    try:
        print("Error correction, quiet zone of 4, half on a dark page, half on paper: percent read\n")
        table(stage, reader, [(level.upper(), level, 4) for level in LEVELS], (20, 245), options.poses)
        print(f"Quiet zone in modules on a dark page, {options.level.upper()}: percent read\n")
        table(stage, reader, [(str(quiet), options.level, quiet) for quiet in QUIETS], (20,), options.poses)
    finally:
        stage.close()


if __name__ == "__main__":
    main()
