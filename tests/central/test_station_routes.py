"""What each station's token opens at central, cell by cell, over real requests; and that a hub holds its terminals to the same."""

from collections.abc import Iterator
from typing import Any

import pytest
import requests

from central.cli import main
from central.database import Database
from central.enrolment.allowed import ANY, HUB, KINDS, OF_PEOPLE, TERMINALS, Route
from central.relay.registry import enrol_hub
from central.serve import ServedInThread
from central.terminals import enrol, place
from kiosk.domain.event import GENESIS, EventKind
from kiosk.domain.station import Station
from kiosk.domain.trust import to_base64url
from tests.central.day import NOW, Terminal, enrolled, wait_until
from tests.central.hub_house import HubHouse
from tests.sync.hall import STORE, Hall

CALLERS = [*Station, ANY, HUB]
# As the requirement reads, written out here once more so that a slip in the table is seen.
OPENS = {
    "entrance": "feed events token",
    "stockroom": "feed events token",
    "counter": "feed events token",
    "supervisor": "feed events token",
    "display": "feed events token",
    "any": "feed events token",
    "hub": "feed events hub",
}
HANDS_OVER = {"counter", "supervisor", "any"}


@pytest.fixture
def callers(sqlite_database: Database) -> Iterator[dict[str, Terminal]]:
    with ServedInThread(sqlite_database) as url:
        found = made(sqlite_database, url)
        yield found
        for one in found.values():
            one.session.close()


def made(database: Database, url: str) -> dict[str, Terminal]:
    """One of each, with a token of its own."""
    with database.write() as connection:
        found = {
            who: Terminal(url, enrol(connection, 1, who, [url], NOW, station=None if who == ANY else who))
            for who in CALLERS
            if who != HUB
        }
        hub = enrol_hub(connection, 1, HUB, [url], NOW)
    found[HUB] = Terminal(url, found[ANY].papers)
    found[HUB].session.headers["Authorization"] = f"Bearer {hub.token}"
    return found


def ask(caller: Terminal, route: str) -> requests.Response:
    address = f"{caller.url}/v1/stores/1"
    match route:
        case Route.FEED:
            return caller.get()
        case Route.EVENTS:
            return caller.post()
        case Route.TOKEN:
            return caller.session.post(f"{address}/token", timeout=30)
        case _:
            body: dict[str, Any] = {"receipt_key": to_base64url(bytes(32)), "addresses": []}
            return caller.session.put(f"{address}/hub", json=body, timeout=30)


def verdict(response: requests.Response) -> str:
    return "" if response.status_code == 200 else f"{response.status_code} {response.json()['error']}"


def test_each_route_for_each_caller(callers: dict[str, Terminal]) -> None:
    seen = {(who, str(route)): verdict(ask(callers[who], route)) for who in CALLERS for route in Route}
    assert len(seen) == 7 * 4
    assert seen == {cell: "" if cell[1] in OPENS[cell[0]].split() else "403 wrong_terminal" for cell in seen}


def test_each_kind_of_event_from_each_station(callers: dict[str, Terminal]) -> None:
    """A batch that is refused leaves nothing; what is let through is judged by its own rules then."""
    seen = {(who, kind): told(callers[who], kind) for who in TERMINALS for kind in EventKind}
    assert seen == {cell: "" if tells(*cell) else "403 wrong_station" for cell in seen}


def told(caller: Terminal, kind: EventKind) -> str:
    caller.incarnation, caller.seq, caller.head = f"made-for-{kind}", 0, GENESIS
    return verdict(caller.post(caller.act(kind)))


def tells(who: str, kind: EventKind) -> bool:
    if kind in OF_PEOPLE:
        return True
    return who != "display" and (kind is not EventKind.HANDED_OVER or who in HANDS_OVER)


def test_the_table_has_every_caller_and_no_kind_is_forgotten() -> None:
    assert set(KINDS) == set(OPENS) == set(CALLERS)
    assert set(EventKind) > OF_PEOPLE


def test_one_wrong_event_holds_back_its_batch_and_nothing_is_lost_when_the_station_is_set_right(
    sqlite_database: Database,
) -> None:
    database = str(sqlite_database.place)
    with ServedInThread(sqlite_database) as url, enrolled(sqlite_database, url, "Counter 1") as terminal:
        assert main(["terminal", "station", "Counter 1", "entrance", "--database", database]) == 0
        batch = [terminal.act(), terminal.act(EventKind.HANDED_OVER)]
        assert verdict(terminal.post(*batch)) == "403 wrong_station"
        assert "`kiosk-central terminal station` changes it." in terminal.post(*batch).json()["message"]
        assert main(["terminal", "station", "Counter 1", "any", "--database", database]) == 0
        assert terminal.send(*batch).last_seq == 2


def test_a_hub_holds_its_terminals_to_it_too(house: HubHouse, hall: Hall) -> None:
    papers = hall.enrol("Waiting area")
    with Database(hall.file) as database, database.write() as connection:
        place(connection, papers.terminal_id, Station.DISPLAY, NOW)
    with Terminal(house.url, papers) as display:
        wait_until(lambda: display.get().status_code == 200)
        assert papers.store == STORE
        assert verdict(display.post(display.act())) == "403 wrong_station"
