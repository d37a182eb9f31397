"""Whether pictures are alive, without a camera: frames and their times go in, the sign comes out."""

import numpy as np
import pytest

from scanner.messages import CameraHint
from scanner.picture import Picture
from scanner.vitals import Vitals, is_black

_NOISE = np.random.default_rng(3)


def lively() -> Picture:
    return _NOISE.integers(40, 200, (90, 160, 3), dtype=np.uint8)


def flat(grey: int) -> Picture:
    return np.full((90, 160, 3), grey, dtype=np.uint8)


def signs(vitals: Vitals, pictures: list[Picture], start: float = 0.0, rate: float = 15) -> list[CameraHint]:
    """The different signs, in order."""
    seen: list[CameraHint] = []
    for number, picture in enumerate(pictures):
        sign = vitals.look(start + number / rate, picture)
        if not seen or seen[-1] != sign:
            seen.append(sign)
    return seen


def test_a_lively_camera_shows_no_sign() -> None:
    assert signs(Vitals(), [lively() for _ in range(60)]) == [CameraHint.NONE]


def test_the_same_picture_again_and_again() -> None:
    vitals, picture = Vitals(), lively()
    assert signs(vitals, [picture] * 45) == [CameraHint.NONE, CameraHint.REPEATING]
    assert vitals.worth_reopening
    # Opened anew, it is believed when its picture has changed.
    again = Vitals(CameraHint.REPEATING)
    assert signs(again, [picture, picture, lively(), lively()]) == [CameraHint.REPEATING, CameraHint.NONE]


def test_black_pictures_and_a_lens_that_stays_covered() -> None:
    vitals = Vitals()
    assert signs(vitals, [lively()] + [flat(0)] * 45) == [CameraHint.NONE, CameraHint.BLACK]
    assert vitals.worth_reopening
    covered = Vitals(CameraHint.BLACK)
    assert signs(covered, [flat(1)] * 45) == [CameraHint.BLACK]
    assert not covered.worth_reopening, "all night long it would be closed and opened"
    assert signs(covered, [lively(), lively()], start=3) == [CameraHint.NONE]


def test_one_picture_a_second_is_slow_and_heals() -> None:
    vitals = Vitals()
    assert signs(vitals, [lively() for _ in range(15)]) == [CameraHint.NONE]
    assert signs(vitals, [lively() for _ in range(4)], start=2.0, rate=0.9) == [CameraHint.NONE, CameraHint.SLOW]
    assert signs(vitals, [lively() for _ in range(45)], start=6.4) == [CameraHint.SLOW, CameraHint.NONE]


@pytest.mark.parametrize(
    ("picture", "black"),
    [(flat(0), True), (flat(118), True), (flat(255), False), (lively(), False), (flat(0)[:, :, 0], True)],
)
def test_what_is_black(picture: Picture, black: bool) -> None:
    assert is_black(picture) == black


def test_green_without_data_is_black_as_well() -> None:
    green = flat(0)
    green[:, :, 1] = 135
    assert is_black(green)
