"""A still scene is searched seldom, and whatever comes into it at once."""

from pathlib import Path

import cv2
import numpy as np
import segno

from scanner.picture import Picture, grey
from scanner.simulation.scene import Scene
from scanner.simulation.stage import Stage
from scanner.stillness import PERIOD, STILL_AFTER, Stillness

RATE = 15


def room(seconds: float) -> list[tuple[float, Picture]]:
    """The entrance with nobody in it, with a sensor's noise."""
    stage = Stage(Scene((), automatic=False))
    frames = [(number / RATE, grey(stage.picture(number / RATE))) for number in range(round(seconds * RATE))]
    stage.close()
    return frames


def test_noise_is_no_motion() -> None:
    stillness = Stillness()
    searched = [stillness.worth_searching(now, frame) for now, frame in room(9)]
    first = round(STILL_AFTER * RATE)
    assert all(searched[:first])
    assert sum(searched[first:]) <= (9 - STILL_AFTER) / PERIOD + 1
    assert sum(searched[first:]) >= (9 - STILL_AFTER) / (PERIOD + 1 / RATE) - 1


def test_noise_in_a_compressed_film_is_no_motion(tmp_path: Path) -> None:
    stage = Stage(Scene((), automatic=False))
    film = str(tmp_path / "film.avi")
    writer = cv2.VideoWriter(film, cv2.VideoWriter.fourcc(*"MJPG"), RATE, (1280, 720))
    for _ in range(9 * RATE):
        writer.write(stage.posed(None, None))
    writer.release()
    stage.close()
    reader = cv2.VideoCapture(film)
    stillness = Stillness()
    searched: list[bool] = []
    while (taken := reader.read())[0]:
        searched.append(stillness.worth_searching(len(searched) / RATE, grey(np.asarray(taken[1], dtype=np.uint8))))
    reader.release()
    assert len(searched) == 9 * RATE
    assert sum(searched[round(STILL_AFTER * RATE) :]) <= (9 - STILL_AFTER) / PERIOD + 1


def test_a_small_code_far_away_is_searched_in_its_first_frame() -> None:
    code = np.array([list(row) for row in segno.make_qr("K0:SMALL").matrix], dtype=np.uint8)
    small = cv2.resize(np.where(code > 0, 40, 200).astype(np.uint8), None, fx=2, fy=2, interpolation=cv2.INTER_NEAREST)
    frames = room(6)
    for delay in range(4):
        stillness = Stillness()
        for now, frame in frames[: -5 + delay]:
            stillness.worth_searching(now, frame)
        now, frame = frames[-5 + delay]
        shown = frame.copy()
        shown[300 : 300 + small.shape[0], 500 : 500 + small.shape[1]] = small
        assert stillness.worth_searching(now, shown)


def test_what_is_read_is_followed_although_it_stands_still() -> None:
    stillness = Stillness()
    searched: list[bool] = []
    for now, frame in room(7):
        searched.append(stillness.worth_searching(now, frame))
        stillness.was_read(now)
    assert all(searched)


def test_a_slow_change_of_light_is_noticed() -> None:
    stillness = Stillness()
    searched: list[bool] = []
    for number in range(20 * RATE):
        frame = np.full((720, 1280), 60 + number // 10, dtype=np.uint8)
        searched.append(stillness.worth_searching(number / RATE, frame))
    assert all(searched)
