"""Pictures of the first screen, where the station is chosen."""

from functools import partial
from typing import Any

from kiosk.domain.station import Station
from ui.fiction_floor import FictionStoreDesk
from ui.shots_floor import Drawing, FloorScene
from ui.station_context import Choice


def _model(*parts: Any, **others: Any) -> Any:
    from ui.stations.choice import ChoiceModel

    return ChoiceModel(*parts, **others)


def _counters(model: Any, _desk: FictionStoreDesk) -> None:
    model.choose("counter")


def _refused(model: Any, _desk: FictionStoreDesk) -> None:
    model.askStation()


FIRST = Drawing("choice", "StationChoicePage", _model)
AGAIN = Drawing(
    "choice", "StationChoicePage", partial(_model, current=Choice(Station.COUNTER, "3", Station.DISPLAY), monitors=2)
)
SCENES = (
    (FIRST, FloorScene("first", tour=True)),
    (AGAIN, FloorScene("again")),
    (AGAIN, FloorScene("counters", _counters)),
    (FIRST, FloorScene("refused", _refused)),
)
