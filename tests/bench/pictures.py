"""Frames to decode: the project's own pictures, the simulated camera, and where it is there a folder of photographs.

The photographs are not part of the project; without them the lines that use them say so.
"""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Any

import cv2
import numpy as np

from scanner.picture import MAX_HEIGHT, MAX_WIDTH, Picture, grey
from scanner.simulation.scene import Carrier, Customer, Scene
from scanner.simulation.stage import Stage
from scanner.sources.folder import load
from tests.bench.waits import wait_until

OWN = Path(__file__).parent.parent / "pictures"
PHOTOGRAPHS = Path(__file__).parents[2].parent / "shared" / "qr-corpus"


@dataclass(frozen=True, slots=True)
class Shown:
    """One picture and what it is known to say; `texts` empty: nothing known, or no code."""

    name: str
    picture: Picture
    """Grey, at most 1280x720."""
    texts: tuple[str, ...]
    strict: bool
    """Whether reading anything but `texts` or `seen` is a wrong read."""
    seen: tuple[str, ...]
    """What at least two families of decoders agreed upon: a picture may hold a second code its source does not list."""
    has_code: bool


cv2.utils.logging.setLogLevel(cv2.utils.logging.LOG_LEVEL_SILENT)  # some of the files are broken on purpose


def photographs() -> tuple[str, list[Shown]]:
    """What they are called, and the pictures: real photographs where they are there, else the project's own."""
    if (PHOTOGRAPHS / "manifest.json").is_file():
        return "real photographs", list(_listed(PHOTOGRAPHS))
    return "the project's own pictures (no photographs here)", own()


def own() -> list[Shown]:
    return list(_listed(OWN))


def _listed(folder: Path) -> Iterator[Shown]:
    entries: list[dict[str, Any]] = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    for entry in entries:
        picture = load(folder / entry["file"])
        if picture is None:
            continue
        agreed = entry.get("agreed_texts") or ()
        texts = entry["texts"] or agreed
        yield Shown(
            entry["file"],
            grey(picture),
            tuple(folded(text) for text in texts),
            strict=bool(entry["texts"]),
            seen=tuple(folded(text) for text in agreed),
            has_code=bool(entry["has_code"]),
        )


def folded(text: str) -> str:
    """White space folded, as the manifests compare."""
    return " ".join(text.split())


def held_up(texts: Sequence[str], seed: int = 1000) -> Iterator[Picture]:
    """1280x720 in colour: one customer after the other holds a code up to the simulated camera, at rest."""
    customers = tuple(
        Customer(text, Carrier.PAPER if number % 3 == 2 else Carrier.PHONE) for number, text in enumerate(texts)
    )
    stage = Stage(Scene(customers, seed=seed))
    moment = 0.0
    for _ in customers:
        # The next prop is drawn on a thread of the stage's own; time stands still meanwhile.
        wait_until(lambda moment=moment: (stage.picture(moment), stage.ready())[1], "somebody before the camera", 10)
        assert stage._now is not None
        move = stage._now[1]
        yield stage.picture(moment + move.pause + move.rise + move.hold / 2)
        moment += move.seconds + 0.01
    stage.close()


def without_code(count: int) -> Iterator[Picture]:
    """1280x720 in colour: the entrance, and the same in unrest: noise, posters and price tags."""
    stage = Stage(Scene((), seed=2000))
    for number in range(count):
        picture = stage.picture(number / 15)
        if number % 3 == 1:
            grain = np.random.default_rng(number).normal(0, 18, picture.shape)
            picture = np.clip(picture.astype(np.float32) + grain, 0, 255).astype(np.uint8)
        if number % 3 == 2:
            picture = _crowded(picture, Random(number))
        yield picture
    stage.close()


def _crowded(picture: Picture, chance: Random) -> Picture:
    """Text and rectangles, as posters, price tags and shelves are: what a finder looks at twice."""
    busy = picture.copy()
    for _ in range(60):
        x, y, side = chance.randrange(MAX_WIDTH), chance.randrange(MAX_HEIGHT), chance.randrange(6, 60)
        shade = chance.randrange(256)
        cv2.rectangle(busy, (x, y), (x + side, y + side), (shade, shade, shade), chance.choice((-1, 2, 4)))
        cv2.putText(busy, "LAUNCH 41", (y, x % MAX_HEIGHT), cv2.FONT_HERSHEY_SIMPLEX, 0.7, (255 - shade,) * 3, 2)
    return busy


def enlarged(picture: Picture) -> Picture:
    """To the size of a live frame."""
    scale = min(MAX_WIDTH / picture.shape[1], MAX_HEIGHT / picture.shape[0])
    return np.asarray(cv2.resize(picture, None, fx=scale, fy=scale, interpolation=cv2.INTER_LINEAR), dtype=np.uint8)
