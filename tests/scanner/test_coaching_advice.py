"""Hints: what one look advises, and that what is shown never flickers."""

from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scanner.coaching.advice import Coach, Pace
from scanner.coaching.line import LineRecord
from scanner.coaching.look import Look, opinion
from scanner.messages import AdviceKind

GOOD = Look(3, 4.4, 0.3, cut=False, glare=0.0, light=240.0, contrast=190.0, edge=2.1, motion=0.02)
FRAME = 1 / 15
TOLERANCE = 1e-9

CASES = {
    "nothing is wrong": (GOOD, AdviceKind.NONE),
    "a white spot": (replace(GOOD, glare=0.2), AdviceKind.TILT),
    "a dim screen": (replace(GOOD, light=50.0, contrast=40.0), AdviceKind.BRIGHTEN),
    "washed out": (replace(GOOD, contrast=20.0), AdviceKind.BRIGHTEN),
    "small": (replace(GOOD, module=1.8, part=0.1), AdviceKind.CLOSER),
    "fills the frame": (replace(GOOD, module=14.0, part=0.95), AdviceKind.FURTHER),
    "half outside": (replace(GOOD, cut=True, finders=1), AdviceKind.CENTRE),
    "large and half outside": (replace(GOOD, cut=True, finders=1, part=1.1), AdviceKind.FURTHER),
    "moving": (replace(GOOD, motion=0.4), AdviceKind.HOLD_STILL),
    "not in focus": (replace(GOOD, edge=9.0), AdviceKind.HOLD_STILL),
    "near, not in focus": (replace(GOOD, part=0.7, module=9.0, edge=20.0), AdviceKind.FURTHER),
    "a reflection, moved": (replace(GOOD, glare=0.2, motion=0.4), AdviceKind.TILT),
}


@pytest.mark.parametrize(("look", "advice"), CASES.values(), ids=CASES.keys())
def test_one_look_one_advice(look: Look, advice: AdviceKind) -> None:
    assert opinion(look) is advice


def shown_after(look: Look, seconds: float, coach: Coach | None = None) -> AdviceKind:
    coach = coach or Coach()
    for number in range(round(seconds / FRAME)):
        coach.unread(number * FRAME, look)
    return coach.shown


@pytest.mark.parametrize("look", [look for look, advice in CASES.values() if advice], ids=lambda _: "")
def test_a_lasting_trouble_is_told_within_a_second(look: Look) -> None:
    assert shown_after(look, 0.5) is AdviceKind.NONE
    assert shown_after(look, 1.2) is opinion(look)


def test_sharp_near_bright_and_unread_is_cracked() -> None:
    assert shown_after(GOOD, 2.5) is AdviceKind.NONE
    assert shown_after(GOOD, 4.5) is AdviceKind.TYPE_CODE


def test_what_was_never_seen_clearly_is_not_called_cracked() -> None:
    assert shown_after(replace(GOOD, finders=0), 20) is AdviceKind.NONE


def test_a_code_held_up_again_is_not_cracked_yet() -> None:
    coach = Coach()
    shown_after(GOOD, 2.5, coach)
    for number in range(30):
        coach.unread(2.5 + number * FRAME, None)
    for number in range(30):
        assert coach.unread(5 + number * FRAME, GOOD) is AdviceKind.NONE


def test_a_read_silences_at_once() -> None:
    coach = Coach()
    assert shown_after(replace(GOOD, glare=0.3), 2, coach) is AdviceKind.TILT
    assert coach.read(2.01) is AdviceKind.NONE


def test_a_hint_goes_when_the_code_has_gone() -> None:
    coach = Coach()
    assert shown_after(replace(GOOD, glare=0.3), 2, coach) is AdviceKind.TILT
    for number in range(30):
        coach.unread(2 + number * FRAME, None)
    assert coach.shown is AdviceKind.NONE


def test_a_trouble_that_comes_and_goes_each_frame_is_one_hint() -> None:
    coach, shown = Coach(), list[AdviceKind]()
    for number in range(150):
        coach.unread(number * FRAME, replace(GOOD, glare=0.3) if number % 2 else replace(GOOD, motion=0.5))
        shown.append(coach.shown)
    changes = sum(one is not other for one, other in pairwise(shown))
    assert changes <= 1


def test_two_troubles_in_turn_change_the_hint_no_faster_than_the_dwell() -> None:
    coach, changes, shown = Coach(Pace(memory=0.05)), list[float](), AdviceKind.NONE
    for number in range(300):
        coach.unread(number * FRAME, replace(GOOD, glare=0.3) if number // 6 % 2 else replace(GOOD, motion=0.5))
        if coach.shown is not shown:
            shown = coach.shown
            changes.append(number * FRAME)
    assert len(changes) > 5
    assert min(later - earlier for earlier, later in pairwise(changes)) >= Pace().dwell


def test_a_phone_still_there_after_its_read_is_left_alone() -> None:
    coach = Coach()
    coach.read(0.0)
    for number in range(22):
        assert coach.unread(number * FRAME, replace(GOOD, glare=0.3)) is AdviceKind.NONE


def test_who_leaves_unread_is_missed_and_a_passing_look_alike_is_not() -> None:
    coach = Coach()
    coach.unread(0.0, GOOD)
    coach.unread(2.0, None)
    assert coach.misses == 0
    for number in range(20):
        coach.unread(10 + number * FRAME, replace(GOOD, glare=0.3))
    coach.unread(13.0, None)
    assert coach.misses == 1


looks = st.builds(
    Look,
    finders=st.integers(0, 3),
    module=st.sampled_from([0.0, 1.0, 4.0, 20.0]),
    part=st.floats(0.05, 1.5),
    cut=st.booleans(),
    glare=st.floats(0, 1),
    light=st.floats(0, 255),
    contrast=st.floats(0, 255),
    edge=st.floats(1, 30),
    motion=st.floats(0, 1),
)
frames = st.lists(
    st.tuples(st.floats(0.01, 1.5), st.one_of(st.just("read"), st.none(), looks), st.integers(1, 30)), max_size=40
)


@given(frames, st.sampled_from([Pace(), Pace(memory=0.02, patience=0.1)]))
def test_hints_never_change_faster_than_the_dwell(
    played: list[tuple[float, str | Look | None, int]], pace: Pace
) -> None:
    coach, now, changed_at, read_at, before = Coach(pace), 0.0, float("-inf"), float("-inf"), AdviceKind.NONE
    for step, seen, times in played:
        for _ in range(times):
            now += step
            if seen == "read":
                shown, read_at = coach.read(now), now
                assert shown is AdviceKind.NONE
            else:
                assert not isinstance(seen, str)
                shown = coach.unread(now, seen)
            if now - read_at < 0.3:
                assert shown is AdviceKind.NONE
            if shown is not before:
                assert seen == "read" or now - changed_at >= pace.dwell - TOLERANCE
                changed_at, before = now, shown


def test_the_line_counts_the_last_minute() -> None:
    record = LineRecord()
    for number in range(100):
        record.was_read(number, float(number))
    record.missed(90.0, 2)
    record.missed(95.0, 2)
    assert record.last_minute(99.0) == (61, 69.0, 96.0, 2)
    assert record.last_minute(500.0) == (0, 0.0, 0.0, 0)
