"""The open counter."""

from collections.abc import Callable
from concurrent.futures import Future
from typing import Any

from kiosk.floor_answers import HandedOver
from tests.desk.floor_day import Team, arrived
from tests.ui.station_room import RIGHT, OpenTeam
from tests.ui.station_room import Room as StationRoom
from ui.receipts import NotPrinted, Trouble
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

    def fails(self, trouble: Trouble = Trouble.NO_PAPER) -> None:
        self.outcomes[-1].set_exception(NotPrinted(trouble, "Put paper in", "no paper"))


OpenCounter = Callable[..., Room]


def number(team: Team, which: int = 1) -> str:
    return team.entry(which).call_number


def with_ready(open_team: OpenTeam, *which: int, **changes: Any) -> Team:
    """A floor where these customers have come and their units SN1, SN2, ... stand at counter 3."""
    team = open_team()
    team.staff_id.append("nadia")
    arrived(team, *(which or (1,)), **changes)
    for one in which or (1,):
        team.prepare(f"SN{one}", one)
        team.clock.forward(seconds=20)
    return team


def at_the_lock(team: Team, room: Room, which: int = 1) -> None:
    """Called, and known by their account."""
    room.touch(f"ready_{number(team, which)}")
    room.touch("call")
    room.shows("customerCalled", "called at")
    room.touch("identity_account")
    room.shows("stepTitle", "Scan the unit")


def with_open_lock(team: Team, room: Room) -> None:
    at_the_lock(team, room)
    room.scan(RIGHT)
    room.shows("stepTitle", "Hand it over")


def acts(team: Team) -> list[str]:
    return [str(event.kind) for event in team.events()]
