"""Frames laid upon each other: what none of them shows is read from all of them, and nothing else gets onto the stack."""

import itertools
from collections.abc import Iterator

import cv2
import numpy as np
import pytest

from scanner.efforts import finders, grid
from scanner.efforts.effort import Corners
from scanner.efforts.stacked import deblurred, on_its_grid, plain
from scanner.engine import live_engine
from scanner.picture import Picture
from scanner.simulation.ink import code_pixels
from scanner.stack import MISSES, Stack, darkness
from scanner.zxing import read_modules, read_zxing

TEXT = "K1:" + "STACKED0123456789ABCDEF" * 5 + "STACKED0123"


def held_up(count: int, noise: float, module: float = 4.0, step: float = 1.5) -> Iterator[tuple[Picture, Corners]]:
    """Frames of a code that moves and turns a little, and where its corners are."""
    code = code_pixels(TEXT, 49 * 8)
    chance = np.random.default_rng(1)
    for number in range(count):
        side = 49 * module
        angle = np.radians(7 + 0.4 * number)
        turn = np.array([[np.cos(angle), -np.sin(angle)], [np.sin(angle), np.cos(angle)]])
        middle = np.array([300 + step * number, 240 - step * number / 2])
        square = np.array([(-1, -1), (1, -1), (1, 1), (-1, 1)]) @ turn.T
        seen = (square * side / 2 + middle).astype(np.float32)
        whole = np.array([(0, 0), (392, 0), (392, 392), (0, 392)], np.float32)
        smooth = cv2.blur(code, (3, 3)) if module < 8 else code
        flat = cv2.warpPerspective(
            smooth, cv2.getPerspectiveTransform(whole, seen), (640, 480), flags=cv2.INTER_LINEAR, borderValue=(255,)
        )
        frame = 60 + 0.4 * np.asarray(flat, np.float64) + noise * chance.standard_normal((480, 640))
        corners = (square * side / 2 * 41 / 49 + middle).astype(np.float32)
        yield np.clip(frame, 0, 255).astype(np.uint8), corners


def stacked(count: int, noise: float, astray: float = 2.0) -> Stack:
    """With corners that are wrong by up to `astray` pixels, as a decoder finds them in noise."""
    chance = np.random.default_rng(2)
    frames = held_up(count, noise)
    stack = Stack(*next(frames))
    for frame, corners in frames:
        assert stack.add(frame, (corners + chance.uniform(-astray, astray, (4, 2))).astype(np.float32))
    return stack


def test_what_no_frame_shows_the_stack_does() -> None:
    assert not any(read_zxing(frame) for frame, _ in held_up(12, 42.0)), "otherwise this proves nothing"
    stack = stacked(12, 42.0)
    assert stack.frames == 12
    assert TEXT in plain(stack.average()) + on_its_grid()(stack.average())


def test_the_place_is_followed_without_being_told() -> None:
    frames = list(held_up(12, 10.0))
    stack = Stack(*frames[0])
    for frame, corners in frames[1:]:
        assert stack.add(frame, stack.expected())
        assert np.abs(stack.corners - corners).max() < 3


def test_what_shows_something_else_is_not_laid_on_top() -> None:
    stack = stacked(4, 5.0)
    before = stack.average().copy()
    other = np.full((480, 640), 200, np.uint8)
    other[100:400, 100:400] = code_pixels("SOMETHING ELSE", 300)
    for number in range(MISSES):
        assert not stack.lost, number
        assert not stack.add(other, stack.expected())
    assert stack.lost
    assert (stack.average() == before).all()
    assert plain(stack.average()) == [TEXT]


def test_a_lens_blur_is_taken_out() -> None:
    radius = 0.85
    pixels = np.full((408, 408), 255, np.uint8)
    pixels[8:400, 8:400] = code_pixels(TEXT, 49 * 8)
    y, x = np.mgrid[-8:9, -8:9]
    disc = np.clip(radius * 8 + 0.5 - np.hypot(x, y), 0, 1)
    average = darkness(np.asarray(cv2.filter2D(pixels, -1, disc / disc.sum()), np.uint8))
    assert plain(average) == [], "otherwise this proves nothing"
    assert deblurred(radius / 41)(average) == [TEXT]


def test_a_mirrored_code_is_read() -> None:
    (frame, _), *_ = held_up(1, 4.0)
    mirrored = np.ascontiguousarray(frame[:, ::-1])
    assert [reading.text for reading in live_engine().decode(mirrored).readings] == [TEXT]
    (place,) = finders.places_by_finders(np.asarray(cv2.threshold(mirrored, 110, 255, cv2.THRESH_BINARY)[1], np.uint8))
    flat = grid.lay_flat(mirrored, place.corners, place.size)
    assert read_modules(grid.clean_picture(grid.sampled(flat, grid.shifts(flat)))) == [TEXT]


def pattern(module: int) -> Picture:
    modules = np.full((9, 9), 255, np.uint8)
    modules[1:8, 1:8] = 0
    modules[2:7, 2:7] = 255
    modules[3:6, 3:6] = 0
    return modules.repeat(module, axis=0).repeat(module, axis=1)


def crowds() -> Iterator[Picture]:
    """Frames made to keep the scanner busy: finder patterns everywhere, of one size and of many, and codes that say nothing."""
    chance = np.random.default_rng(3)
    for module in (3, 5, 9):
        one = pattern(module)
        yield np.tile(one, (720 // len(one) + 1, 1280 // len(one) + 1))[:720, :1280].copy()
    for count, largest in ((300, 6), (12, 9)):
        frame = np.full((720, 1280), 220, np.uint8)
        for _ in range(count):
            one = pattern(int(chance.integers(2, largest)))
            y, x = int(chance.integers(0, 720 - len(one))), int(chance.integers(0, 1280 - len(one)))
            frame[y : y + len(one), x : x + len(one)] = one
        yield frame
    frame = np.full((720, 1280), 255, np.uint8)
    for y in range(0, 520, 205):
        for x in range(0, 1080, 205):
            frame[y : y + 200, x : x + 200] = code_pixels("X" * 300, 200)
            frame[y + 60 : y + 140, x + 60 : x + 140] = 128
    yield frame


def test_a_crowd_of_patterns_costs_a_frame_no_more_than_so_much_work(monkeypatch: pytest.MonkeyPatch) -> None:
    """By counting what is dear: points of a grid that are looked for, and planes that are fitted."""
    work = {"points": 0, "planes": 0}
    best, place = grid.best_shift, finders.fitted_place

    def counted_best(*given: object) -> object:
        work["points"] += 1
        return best(*given)  # pyright: ignore[reportArgumentType]

    def counted_place(*given: object) -> object:
        work["planes"] += 1
        return place(*given)  # pyright: ignore[reportArgumentType]

    monkeypatch.setattr(grid, "best_shift", counted_best)
    monkeypatch.setattr(finders, "fitted_place", counted_place)
    most, seen = {"points": 0, "planes": 0}, 0
    for frame in crowds():
        ticks = itertools.count()
        # Everything takes 3 ms by this clock, so no grid is left out for being dear.
        engine = live_engine(lambda ticks=ticks: next(ticks) * 0.003)
        for _ in range(5):
            work.update(points=0, planes=0)
            assert engine.decode(frame).readings == ()
            seen += work["planes"]
            most = {name: max(most[name], work[name]) for name in most}
    assert seen, "otherwise this proves nothing"
    assert most["planes"] <= finders.FITTED
    # One grid of an effort, and what the looks at a stack have time for; a grid has 14 x 14 points and three anchors.
    assert most["points"] <= 3 * 199
