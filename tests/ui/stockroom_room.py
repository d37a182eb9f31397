"""The open stockroom."""

from tests.ui.station_room import Room as StationRoom
from ui.fiction_floor import FictionStoreDesk, station_context
from ui.shots_stockroom import HERE
from ui.station_context import StationContext
from ui.stations.stockroom import StockroomModel


class Room(StationRoom):
    PAGE = "StockroomPage"
    MODEL = StockroomModel

    def numbers(self, tab: str = "waiting") -> list[str]:
        return [row.number for row in self.model.lists.tabs[tab].rows]


def fictional(desk: FictionStoreDesk, **others: object) -> StationContext:
    return station_context(desk, desk.fiction, **{**HERE, **others})
