"""The open counter."""

from concurrent.futures import Future

from kiosk.errors import Fault
from kiosk.floor_answers import HandedOver
from tests.ui.station_room import Room as StationRoom
from ui.stations.counter import CounterModel


class Room(StationRoom):
    PAGE = "CounterPage"
    MODEL = CounterModel

    def numbers(self, tab: str = "here") -> list[str]:
        return [row.number for row in self.model.lists.tabs[tab].rows]


class Printer:
    """Notes what it is to print; what becomes of it the test says."""

    def __init__(self) -> None:
        self.asked: list[tuple[HandedOver, str]] = []
        self.outcomes: list[Future[None]] = []

    def print(self, handed: HandedOver, language: str) -> "Future[None]":
        self.asked.append((handed, language))
        self.outcomes.append(Future())
        return self.outcomes[-1]

    def works(self) -> None:
        self.outcomes[-1].set_result(None)

    def fails(self) -> None:
        self.outcomes[-1].set_exception(Fault("print the receipt", "Put paper in", "no paper"))
