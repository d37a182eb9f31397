"""A hint all the way: a code half out of the picture, before the real scanner's process, and the message that the app gets."""

from pathlib import Path

import cv2

from scanner.messages import Advice, AdviceKind, Health, SourceSpec
from scanner.simulation.troubles import troubled
from tests.scanner.listening import scanning


def test_a_hint_is_told_to_the_app(tmp_path: Path) -> None:
    cv2.imwrite(str(tmp_path / "1.png"), troubled(AdviceKind.CENTRE))
    with scanning(SourceSpec("folder", str(tmp_path), {"seconds": 30})) as (_, heard):
        assert heard.wait(Advice).kind is AdviceKind.CENTRE
        health = heard.wait(Health, lambda health: health.width > 0)
    assert (health.width, health.height) == (1280, 720)
