"""Codes that are found and laid flat by ourselves: bent, steep, wrinkled. And nothing where there is nothing."""

from collections import Counter
from pathlib import Path

import cv2
import numpy as np
import pytest
import zxingcpp
from hypothesis import given, settings
from hypothesis import strategies as st

from scanner.efforts import grid
from scanner.efforts.effort import Effort
from scanner.efforts.filters import SPECKS, count_specks, thresholded, traceable
from scanner.efforts.finders import places_by_finders
from scanner.efforts.grid import agreement, alignment_centres, clean_picture, known_modules, lay_flat, sampled, shifts
from scanner.efforts.place import LIVE_FAR, LIVE_NEAR, STILL
from scanner.picture import Picture
from scanner.simulation.ink import code_pixels
from scanner.zxing import read_modules, read_zxing

TEXT = "TEST-GRID-0123456789-ABCDEFGHIJ"


def modules(text: str, version: int = 0) -> Picture:
    """A pixel a module, no quiet zone; True dark."""
    options = {"version": version} if version else {}
    image = zxingcpp.create_barcode(text, zxingcpp.BarcodeFormat.QRCode, **options).to_image(scale=1)
    pixels = np.asarray(image, dtype=np.uint8)
    dark = np.argwhere(pixels == 0)
    (top, left), (bottom, right) = dark.min(axis=0), dark.max(axis=0)
    return pixels[top : bottom + 1, left : right + 1] == 0


def on_paper(side: int = 320) -> Picture:
    picture = np.full((480, 640), 205, dtype=np.uint8)
    code = code_pixels(TEXT, side)
    picture[60 : 60 + code.shape[0], 140 : 140 + code.shape[1]] = code // 255 * 170 + 30
    return picture


def steep(picture: Picture, across: float) -> Picture:
    """Turned about the vertical axis: the far edge is `across` times as high as the near one."""
    rows, columns = picture.shape
    seen = np.array([[0, 0], [columns, 0], [columns, rows], [0, rows]], np.float32)
    high = rows * (1 - across) / 2
    wide = columns * across
    turned = np.array([[0, 0], [wide, high], [wide, rows - high], [0, rows]], np.float32)
    warped = cv2.warpPerspective(
        picture, cv2.getPerspectiveTransform(seen, turned), (columns, rows), flags=cv2.INTER_AREA, borderValue=(205,)
    )
    return np.asarray(warped, dtype=np.uint8)


def bent(picture: Picture, waves: float, depth: float) -> Picture:
    """Wrinkled: each pixel is moved by up to `depth` pixels, in waves."""
    rows, columns = picture.shape
    across, down = np.meshgrid(np.arange(columns, dtype=np.float32), np.arange(rows, dtype=np.float32))
    moved_across = across + depth * np.sin(down / rows * waves * 2 * np.pi)
    moved_down = down + depth * np.cos(across / columns * waves * 2 * np.pi)
    remapped = cv2.remap(
        picture, moved_across.astype(np.float32), moved_down.astype(np.float32), cv2.INTER_LINEAR, borderValue=(205,)
    )
    return np.asarray(remapped, dtype=np.uint8)


@pytest.mark.parametrize("version", range(1, 22))
def test_the_known_modules_are_those_of_the_standard(version: int) -> None:
    printed = modules("X", version)
    assert printed.shape == (17 + 4 * version,) * 2
    known = known_modules(len(printed))
    assert ((known > 0) == printed)[known != 0].all()
    assert agreement(np.where(printed, 1, -1).astype(np.float32)) == 1


def test_alignment_centres_by_the_table() -> None:
    assert alignment_centres(17 + 4 * 7) == (6, 22, 38)
    assert alignment_centres(17 + 4 * 14) == (6, 26, 46, 66)
    assert alignment_centres(17 + 4 * 32) == (6, 34, 60, 86, 112, 138)
    assert alignment_centres(17 + 4 * 40) == (6, 30, 58, 86, 114, 142, 170)


@pytest.mark.parametrize("version", [1, 2, 7, 14])
def test_clean_modules_are_read(version: int) -> None:
    printed = modules("TEST", version)
    assert read_modules(clean_picture(np.where(printed, 1, -1).astype(np.float32))) == ["TEST"]


@settings(deadline=None, max_examples=25)
@given(st.floats(0.45, 1), st.floats(0, 1.2), st.floats(0, 3.5))
def test_steep_and_wrinkled_codes_are_found_with_their_size(across: float, waves: float, depth: float) -> None:
    picture = steep(bent(on_paper(), waves, depth), across)
    places = places_by_finders(thresholded(51)(picture))
    assert [place.size for place in places[:1]] == [25]
    flat = lay_flat(picture, places[0].corners, 25)
    assert agreement(sampled(flat, shifts(flat))) > 0.95


@pytest.mark.parametrize("depth", [5.0, 6.5])
def test_what_zxing_cannot_read_is_read_on_its_rebuilt_grid(depth: float) -> None:
    picture = steep(bent(on_paper(), 1.6, depth), 0.7)
    assert read_zxing(picture) == [], "otherwise this proves nothing"
    (reading,) = LIVE_NEAR.read(picture) or LIVE_FAR.read(picture)
    assert reading.text == TEXT
    assert reading.engine.startswith("grid")
    (left, top), _, (right, bottom), _ = reading.quad
    assert 0.1 < left < right < 0.8
    assert 0.05 < top < bottom < 0.95


def test_a_grid_is_broken_off_when_nothing_is_left(monkeypatch: pytest.MonkeyPatch) -> None:
    place = places_by_finders(thresholded(51)(on_paper()))[0]
    flat = lay_flat(on_paper(), place.corners, 25)
    counted = Counter[str]()
    best = grid.best_shift

    def counting(*given: object) -> object:
        counted["points"] += 1
        return best(*given)  # pyright: ignore[reportArgumentType]

    monkeypatch.setattr(grid, "best_shift", counting)
    whole = shifts(flat)
    assert counted["points"] > 60
    counted.clear()
    left = iter([1.0] * 10)
    half = shifts(flat, left=lambda: next(left, 0.0))
    assert counted["points"] == 3 + 10, "the three finder patterns, and as many points as there was time for"
    assert half.shape == whole.shape
    assert np.isfinite(half).all()
    assert agreement(sampled(flat, half)) > 0.95, "what was not looked for is where the others say that it is"


def test_noise_is_not_traced_and_codes_are_untouched() -> None:
    chance = np.random.default_rng(5)
    noise = np.where(chance.random((720, 1280)) > 0.5, 255, 0).astype(np.uint8)
    assert count_specks(noise) > 5 * SPECKS
    contours, _ = cv2.findContours(traceable(noise), cv2.RETR_TREE, cv2.CHAIN_APPROX_SIMPLE)
    assert len(contours) <= SPECKS
    code = thresholded(51)(on_paper())
    assert (traceable(code) == code).all()
    salted = np.where(chance.random((720, 1280)) < 0.05, 0, 255).astype(np.uint8)
    salted[60:540, 140:780] = np.minimum(salted[60:540, 140:780], code)
    assert count_specks(salted) > SPECKS
    assert [place.size for place in places_by_finders(traceable(salted))][:1] == [25]


@pytest.mark.parametrize("shape", [(1, 1), (1, 9), (9, 1), (2, 2)])
def test_the_smallest_pictures_have_no_specks(shape: tuple[int, int]) -> None:
    assert count_specks(np.zeros(shape, np.uint8)) == 0


def on_a_bottle(picture: Picture, sag: float) -> Picture:
    """Around an upright cylinder seen from above: the middle hangs `sag` pixels lower than the sides."""
    rows, columns = picture.shape
    across, down = np.meshgrid(np.arange(columns, dtype=np.float32), np.arange(rows, dtype=np.float32))
    turned = (across - columns / 2) / (columns / 2)
    around = columns / 2 * (1 + np.arcsin(turned * 0.98) / 1.4)
    hanging = down - sag * (1 - np.sqrt(1 - (turned * 0.95) ** 2))
    maps = around.astype(np.float32), hanging.astype(np.float32)
    return np.asarray(cv2.remap(picture, *maps, cv2.INTER_LINEAR, borderValue=(205,)), dtype=np.uint8)


@pytest.mark.parametrize(("sag", "across", "efforts"), [(80, 1.0, (LIVE_NEAR,)), (100, 0.8, STILL)])
def test_a_bottle_is_read(sag: float, across: float, efforts: tuple[Effort, ...]) -> None:
    picture = steep(on_a_bottle(on_paper(), sag), across)
    assert read_zxing(picture) == [], "otherwise this proves nothing"
    assert TEXT in [reading.text for effort in efforts for reading in effort.read(picture)]


def test_nothing_is_read_from_finder_patterns_around_noise() -> None:
    """The likeliest way to a wrong read: a frame that promises a code, and chance inside it."""
    chance = np.random.default_rng(11)
    known = known_modules(21)
    for _ in range(300):
        darkness = np.where(known == 0, chance.choice([-1.0, 1.0], known.shape), known).astype(np.float32)
        assert read_modules(clean_picture(darkness)) == []


def test_no_place_is_read_where_no_code_is() -> None:
    for name in sorted((Path(__file__).parent.parent / "pictures").glob("empty-*.jpg")):
        picture = np.asarray(cv2.imread(str(name), cv2.IMREAD_GRAYSCALE), dtype=np.uint8)
        assert all(effort.read(picture) == [] for effort in STILL), name
