"""Rendered presentations: is what is rendered what it says, and does the scanner's path read more of them than a plain decoder."""

import itertools
from dataclasses import replace

import numpy as np
import pytest

from scanner.zxing import read_zxing
from tests.bench.presentations_film import Film
from tests.bench.presentations_kinds import FRAMES, FRAMES_PER_SECOND, KINDS, Script, scripts
from tests.bench.presentations_replay import Outcome, Projector, ours, replay, zxing

SEED = 1
FEW = list(scripts(len(KINDS), SEED))
COMPARED = (
    "phone",
    "paper",
    "tilted",
    "glare",
    "dim",
    "far",
    "shaken",
    "curved",
    "moire",
    "noisy",
    "compressed",
    "mixed",
)


class Ticks:
    """A clock for which everything that is done between two looks at it takes 3 ms: the same on every machine."""

    def __init__(self) -> None:
        self._count = itertools.count()

    def __call__(self) -> float:
        return next(self._count) * 0.003


def of_kind(kind: str) -> Script:
    return next(script for script in FEW if script.kind == kind)


@pytest.mark.parametrize("number", [0, 18, 25, 27], ids=["phone", "tilted", "curved", "moire"])
def test_the_code_is_where_the_film_says(number: int) -> None:
    easy = replace(list(scripts(number + 1, SEED))[number], noise=0.0, hunting=0.0, defocus=0.1)
    film = Film(easy)
    (reading,) = read_zxing(film.frame(40))
    assert reading.text == film.text
    assert np.abs(np.array(reading.quad) * (1280, 720) - film.corners(40)).max() < 6


def test_a_film_is_a_function_of_its_script() -> None:
    one, other = Film(of_kind("phone")), Film(of_kind("phone"))
    assert (one.frame(33) == other.frame(33)).all()
    assert (one.frame(33) != one.frame(34)).any()
    (again,) = (script for script in scripts(40, SEED) if script.number == 3)
    assert again == FEW[3], "the first are the same whatever the count"


def test_before_the_truth_the_code_is_not_whole() -> None:
    for script in FEW:
        film = Film(script)
        assert 0 < film.truth < FRAMES // 2, script.kind
        before, then = film.corners(film.truth - 1), film.corners(film.truth)
        assert (before < 0).any() or (before >= (1280, 720)).any()
        assert ((then >= 0) & (then < (1280, 720))).all()


def test_frames_are_dropped_and_never_queued() -> None:
    now, seen = [0.0], list[int]()

    def slow(frame: object, moment: float) -> list[str]:
        seen.append(round(moment * FRAMES_PER_SECOND))
        now[0] += 0.1
        return ["SOMETHING ELSE"] if len(seen) == 4 else []

    outcome = replay("phone", Projector(Film(of_kind("phone"))), slow, lambda: now[0])
    assert seen == [0, 3, 6, 9]
    assert outcome.wrong
    assert outcome.looked_at == 4


def test_more_is_read_than_by_a_plain_decoder_and_nothing_wrong() -> None:
    mine, plain = list[Outcome](), list[Outcome]()
    for script in map(of_kind, COMPARED):
        projector, ticks = Projector(Film(script)), Ticks()
        mine.append(replay(script.kind, projector, ours(ticks), ticks))
        plain.append(replay(script.kind, projector, zxing, ticks))
    assert not any(outcome.wrong for outcome in (*mine, *plain))
    read = {outcome.kind for outcome in mine if outcome.seconds is not None}
    read_plainly = {outcome.kind for outcome in plain if outcome.seconds is not None}
    assert read > read_plainly
