"""What the simulated camera plays: a JSON file of customers, and how they are played.

    {"codes": [{"text": "K1:...", "carrier": "phone", "label": "Admit"}, {"text": "...", "carrier": "paper"},
               {"text": "(01)04006381333931(21)SN0042", "carrier": "box", "symbology": "data_matrix"}],
     "seed": 1, "speed": 1.0, "frames_per_second": 15, "loop": true, "automatic": true}

A bare list of codes is understood too. `automatic` false: nobody steps forward until called. `speed` 2 plays twice as
fast. `label` is printed on the ticket; it names no person. A box's text in GS1's brackets is drawn by GS1's rules.
"""

import json
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path
from typing import Any, cast

from scanner.boxes import Symbology

MAX_TEXT = 4296
"""Characters of the largest alphanumeric QR code."""


class SceneFault(Exception):
    """The scene file cannot be used; says why."""


class Carrier(StrEnum):
    PHONE = "phone"
    PAPER = "paper"
    BOX = "box"
    """The product's box, with a label for `symbology`."""


@dataclass(frozen=True, slots=True)
class Customer:
    """One code to hold up."""

    text: str
    carrier: Carrier = Carrier.PHONE
    label: str = ""
    symbology: Symbology = Symbology.UNKNOWN
    """Of a box; a customer's code is a QR code."""


@dataclass(frozen=True, slots=True)
class Scene:
    codes: tuple[Customer, ...]
    seed: int = 1
    speed: float = 1.0
    frames_per_second: float = 15.0
    loop: bool = True
    automatic: bool = True

    def altered(self, *, seed: int, speed: float, frames_per_second: float, loop: bool, automatic: bool) -> "Scene":
        """The same customers, played otherwise."""
        return replace(
            self, seed=seed, speed=speed, frames_per_second=frames_per_second, loop=loop, automatic=automatic
        )


def load(path: str | Path) -> Scene:
    """Read a scene file. Raises SceneFault."""
    try:
        content: object = json.loads(Path(path).read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise SceneFault(f"the scene file cannot be read: {error}") from error
    return parse(content)


def parse(content: object) -> Scene:
    """The scene in decoded JSON. Raises SceneFault."""
    head: dict[str, Any] = {"codes": content} if isinstance(content, list) else cast("dict[str, Any]", content)
    try:
        codes = tuple(
            Customer(
                str(code["text"])[:MAX_TEXT],
                Carrier(code.get("carrier", "phone")),
                str(code.get("label", "")),
                Symbology(code.get("symbology", "")),
            )
            for code in head["codes"]
        )
        if any(code.carrier == Carrier.BOX and not code.symbology for code in codes):
            raise ValueError("a box needs a symbology")
        return Scene(
            codes,
            seed=int(head.get("seed", 1)),
            speed=float(head.get("speed", 1.0)),
            frames_per_second=float(head.get("frames_per_second", 15.0)),
            loop=bool(head.get("loop", True)),
            automatic=bool(head.get("automatic", True)),
        )
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise SceneFault(f"the scene file is not as it should be: {error!r}") from error


def dump(scene: Scene) -> str:
    """The scene as the text of a scene file."""
    codes = [
        {"text": code.text, "carrier": code.carrier.value, "label": code.label}
        | ({"symbology": code.symbology.value} if code.symbology else {})
        for code in scene.codes
    ]
    rest = {
        "seed": scene.seed, "speed": scene.speed, "frames_per_second": scene.frames_per_second,
        "loop": scene.loop, "automatic": scene.automatic,
    }  # fmt: skip
    return json.dumps({"codes": codes, **rest}, ensure_ascii=False, indent=1)
