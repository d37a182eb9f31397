"""The pictures that a developer looks at after a change: every station has some, and asking for one finds them."""

import pytest

from kiosk.domain.station import Station
from ui.shots_floor import scenes


def test_every_scene_belongs_to_a_drawing() -> None:
    found = scenes()
    assert len({scene.name for _, scene in found}) > 20
    assert {drawing.station for drawing, _ in found} >= set(Station) - {Station.ENTRANCE}


@pytest.mark.parametrize("station", sorted(set(Station) - {Station.ENTRANCE}))
def test_a_stations_scenes_are_its_own(station: Station) -> None:
    found = scenes(station)
    assert found
    assert {drawing.station for drawing, _ in found} == {station}
