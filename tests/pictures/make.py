"""Makes the project's own small set of pictures, always the same: `python -m tests.pictures.make`.

Codes on phones and paper as the simulated camera shows them, at rest and in mild trouble, plus some without a code.
`manifest.json` has the fields of the photographs' manifest: file, source, category, has_code, texts, width, height.
"""

import json
from pathlib import Path
from random import Random

import cv2
import numpy as np

from scanner.engine import still_engine
from scanner.picture import Picture, grey
from scanner.simulation.scene import Carrier, Customer, Scene
from scanner.simulation.stage import Stage

HERE = Path(__file__).parent
COUNT = 40
EMPTY = 5
_ALPHABET = "0123456789ABCDEFGHJKLMNPQRSTUVWXYZ"


def text_of(index: int) -> str:
    """Foreign codes of three lengths; nothing that could be a real customer's."""
    chance = Random(f"picture {index}")
    body = "".join(chance.choices(_ALPHABET, k=(22, 40, 90)[index % 3]))
    return f"TEST-{index:02d}-{body}"


def make(folder: Path) -> None:
    """Write pictures and manifest into `folder`."""
    entries: list[dict[str, object]] = []
    for index in range(COUNT):
        carrier = Carrier.PAPER if index % 2 else Carrier.PHONE
        text = text_of(index)
        scene = Scene((Customer(text, carrier, "Test"),), seed=100 + index)
        picture = _readable(scene, text, index)
        entries.append(_write(folder, f"{carrier.value}-{index:02d}.jpg", picture, carrier.value, text))
    for index in range(EMPTY):
        stage = Stage(Scene((), seed=500 + index))
        entries.append(_write(folder, f"empty-{index:02d}.jpg", _saved(stage.picture(0.0)), "empty", None))
        stage.close()
    (folder / "manifest.json").write_text(json.dumps(entries, indent=1) + "\n", encoding="utf-8")


def _readable(scene: Scene, text: str, index: int) -> Picture:
    """The first moment, after somebody has come to rest, at which the code can be read: the set tests the whole way
    from camera to text, not the reader's limits."""
    stage, engine = Stage(scene), still_engine()
    while not stage.ready():
        stage.picture(0.0)
    for tick in range(28, 60):
        picture = _saved(_mistreated(stage.picture(tick / 15), index))
        decoded = np.asarray(cv2.imdecode(picture, cv2.IMREAD_COLOR), dtype=np.uint8)
        if [reading.text for reading in engine.decode(grey(decoded)).readings] == [text]:
            stage.close()
            return picture
    raise AssertionError("this customer never holds still")


def _mistreated(picture: Picture, index: int) -> Picture:
    if index % 8 == 6:
        picture = np.asarray(cv2.convertScaleAbs(picture, alpha=0.4), dtype=np.uint8)
    if index % 8 == 3:
        picture = np.asarray(cv2.rotate(picture, cv2.ROTATE_90_CLOCKWISE), dtype=np.uint8)
    return picture


def _saved(picture: Picture) -> Picture:
    """The bytes of a small JPEG file."""
    small = cv2.resize(picture, None, fx=0.75, fy=0.75, interpolation=cv2.INTER_AREA)
    return np.asarray(cv2.imencode(".jpg", small, [cv2.IMWRITE_JPEG_QUALITY, 82])[1], dtype=np.uint8)


def _write(folder: Path, name: str, saved: Picture, category: str, text: str | None) -> dict[str, object]:
    (folder / name).write_bytes(saved.tobytes())
    height, width = cv2.imdecode(saved, cv2.IMREAD_COLOR).shape[:2]
    return {
        "file": name,
        "source": "launch-kiosk",
        "category": category,
        "has_code": text is not None,
        "texts": None if text is None else [text],
        "width": width,
        "height": height,
    }


if __name__ == "__main__":
    make(HERE)
