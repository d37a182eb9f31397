"""Pictures made to harm, through the scanner's own process; `python -m tests.soak hostile` shows it many more."""

import pytest

from scanner.engine import FRAMES
from tests.soak.cost import costs
from tests.soak.hostile import through
from tests.soak.pictures import paint, plan


@pytest.mark.slow
def test_hostile_pictures_give_nothing_but_their_qr_text() -> None:
    outcome = through(300, seed=1)
    assert outcome.pictures == 300
    assert outcome.wrong == []
    assert outcome.crashes == []
    # The witness is awake: what holds a code is read.
    assert outcome.read["plain"] + outcome.read["mutated"] > 20
    others = ("micro", "RMQRCode", "Aztec", "DataMatrix", "PDF417", "Code128", "EAN13", "MaxiCode", "noise", "finders")
    assert all(outcome.shown[kind] for kind in others)
    assert not any(outcome.read[kind] for kind in others)


def test_a_picture_is_the_same_in_every_process() -> None:
    assert plan(1, 7) == plan(1, 7)
    assert (paint(plan(1, 7)) == paint(plan(1, 7))).all()


def test_a_wrong_text_is_noticed() -> None:
    plans = [plan(1, number) for number in range(100)]
    mutated = next(each for each in plans if each.kind == "mutated")
    assert mutated.allows(mutated.text)
    assert not mutated.allows(mutated.text[:-1] + "?")
    assert not next(each for each in plans if each.kind == "micro").allows("1")


def test_each_frame_of_each_picture_is_weighed() -> None:
    taken = list(costs("finders", 2, seed=1))
    assert len(taken) == 2 * FRAMES
    assert min(taken) > 0
