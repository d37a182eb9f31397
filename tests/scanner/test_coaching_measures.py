"""What is measured in frames of the simulated camera: glare, a dim screen, far, near, cut off, moving, nothing there."""

from collections.abc import Iterator
from dataclasses import replace
from random import Random

import numpy as np
import pytest

from scanner.coaching.look import Look, opinion
from scanner.coaching.measures import Observer
from scanner.engine import still_engine
from scanner.messages import AdviceKind
from scanner.picture import Picture, grey
from scanner.simulation.motion import Pose
from scanner.simulation.props import Prop, draw
from scanner.simulation.scene import Carrier, Customer, Scene
from scanner.simulation.stage import Stage
from scanner.simulation.troubles import troubled

TEXT = "K1:" + "A7BC9KZ2QX" * 12 + "A7BC9K"
REST = Pose(640, 352, 0.95, roll=5, yaw=5, pitch=0)
MOVED = replace(REST, x=668, y=330)


@pytest.fixture(scope="module")
def stage() -> Iterator[Stage]:
    stage = Stage(Scene((Customer(TEXT),), seed=3))
    yield stage
    stage.close()


@pytest.fixture(scope="module")
def phone() -> Prop:
    return draw(Customer(TEXT), Random(1))


@pytest.fixture(scope="module")
def paper() -> Prop:
    return draw(Customer(TEXT, Carrier.PAPER), Random(1))


def look(*pictures: Picture) -> Look | None:
    """At the last of them, 1/15 s after the one before."""
    observer, last = Observer(), None
    for number, picture in enumerate(pictures):
        last = observer.look(grey(picture), number / 15)
    return last


def test_nothing_is_seen_in_the_room(stage: Stage) -> None:
    assert look(*[stage.posed(None, None)] * 4) is None


@pytest.mark.parametrize("grain", [0, 12, 60])
def test_nothing_is_seen_in_noise_and_blank_pictures(grain: int) -> None:
    noise = np.random.default_rng(1).normal(110, grain, (720, 1280)).clip(0, 255).astype(np.uint8)
    assert look(noise, noise) is None


@pytest.mark.parametrize("shape", [(1, 1), (3, 200), (16, 9), (40, 40), (720, 40), (1280, 720)])
def test_pictures_of_any_size_are_looked_at(shape: tuple[int, int]) -> None:
    """Noise of any shape shows no finder pattern, and nothing stumbles over it."""
    seen = look(np.random.default_rng(2).integers(0, 255, shape, dtype=np.uint8))
    assert seen is None or seen.finders == 0


def test_a_code_held_well_needs_no_advice(stage: Stage, phone: Prop, paper: Prop) -> None:
    for prop in (phone, paper):
        seen = look(stage.posed(REST, prop), stage.posed(REST, prop))
        assert seen is not None
        assert opinion(seen) is AdviceKind.NONE
        assert seen.finders == 3
        assert 4.5 < seen.module < 6.5


POSES = {
    "glare": (replace(REST, glare=5.0), AdviceKind.TILT),
    "far": (replace(REST, scale=0.3), AdviceKind.CLOSER),
    "very far": (replace(REST, scale=0.24), AdviceKind.CLOSER),
    "near": (replace(REST, scale=2.7), AdviceKind.FURTHER),
    "very near": (replace(REST, scale=4.0), AdviceKind.FURTHER),
    "at the edge": (replace(REST, x=40), AdviceKind.CENTRE),
}


@pytest.mark.parametrize(("pose", "advice"), POSES.values(), ids=POSES.keys())
def test_how_it_is_held(stage: Stage, phone: Prop, pose: Pose, advice: AdviceKind) -> None:
    seen = look(stage.posed(pose, phone), stage.posed(pose, phone))
    assert seen is not None
    assert opinion(seen) is advice, seen


@pytest.mark.parametrize("kind", [kind for kind in AdviceKind if kind not in ("", "hold_still", "type_code")])
def test_each_trouble_of_the_documents_is_told(kind: AdviceKind) -> None:
    seen = look(*[troubled(kind)] * 2)
    assert seen is not None
    assert opinion(seen) is kind, seen


def test_a_cracked_screen_is_clear_and_yet_unread() -> None:
    picture = troubled(AdviceKind.TYPE_CODE)
    assert still_engine().decode(grey(picture)).readings == ()
    seen = look(picture, picture)
    assert seen is not None
    assert seen.finders
    assert opinion(seen) is AdviceKind.NONE, seen


@pytest.mark.parametrize(
    "then", [replace(MOVED, blur_x=18, blur_y=14), replace(MOVED, defocus=4.0)], ids=["moving", "defocused"]
)
def test_blur_is_told_where_a_code_was_just_seen(stage: Stage, phone: Prop, then: Pose) -> None:
    seen = look(stage.posed(REST, phone), stage.posed(then, phone))
    assert seen is not None
    assert opinion(seen) is AdviceKind.HOLD_STILL, seen


def test_a_place_is_forgotten(stage: Stage, phone: Prop) -> None:
    observer = Observer()
    blurred = grey(stage.posed(replace(MOVED, blur_x=18, blur_y=14), phone))
    assert observer.look(grey(stage.posed(REST, phone)), 0.0) is not None
    assert observer.look(blurred, 0.5) is not None
    assert observer.look(blurred, 2.0) is None
