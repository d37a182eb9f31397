"""Which model and which page make up a station: the one place that knows them all. Loaded when a station is opened.

The entrance is not here: it has a window of its own (`ui/window.py`), because only it opens the customers' camera.
"""

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from importlib.util import find_spec
from pkgutil import iter_modules

from kiosk.domain.station import Station
from ui import stations
from ui.station import StationModel


@dataclass(frozen=True, slots=True)
class Made:
    """`module` holds `model`, whose page is `page`. `boxes`: it reads labels of boxes."""

    module: str
    model: str
    page: str
    boxes: bool = False


STATIONS: dict[Station, Made] = {
    Station.STOCKROOM: Made("ui.stations.stockroom", "StockroomModel", "StockroomPage", boxes=True),
    Station.COUNTER: Made("ui.stations.counter", "CounterModel", "CounterPage", boxes=True),
    Station.SUPERVISOR: Made("ui.stations.supervisor", "SupervisorModel", "SupervisorPage"),
    Station.DISPLAY: Made("ui.stations.display", "DisplayModel", "DisplayPage"),
}


def is_built(station: Station) -> bool:
    """Whether this version of the program has its model and page."""
    return station not in STATIONS or find_spec(STATIONS[station].module) is not None


def model_of(station: Station) -> Callable[..., StationModel]:
    """The class of its model: `Model(context, bridge, languages, floor, parent)`."""
    made = STATIONS[station]
    # A page may use types that its model does not: they are known to QML once their module is loaded.
    for module in iter_modules(stations.__path__):
        if module.name.startswith(f"{station}_"):
            import_module(f"{stations.__name__}.{module.name}")
    return getattr(import_module(made.module), made.model)
