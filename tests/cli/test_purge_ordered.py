"""The supervisor's touch that empties a terminal: on a real terminal and a real central, by the same way as `kiosk purge`."""

import json
from pathlib import Path

import pytest
from sqlalchemy import select

from central.database import Database
from central.tables import events
from kiosk.cli.central_process import CentralProcess
from kiosk.cli.compose import Terminal
from kiosk.cli.enrol import enrol
from kiosk.cli.purge import purge
from kiosk.cli.withdrawal import Withdrawn
from kiosk.domain.policy import Role
from kiosk.errors import NotAllowed, Refused
from tests.e2e.pair import Place, busy_day, settings
from tests.e2e.parts import wait_until


@pytest.mark.slow
def test_it_waits_for_centrals_word_wants_a_reason_and_then_nothing_is_left(tmp_path: Path) -> None:
    central, texts = busy_day(tmp_path)
    config = settings(tmp_path / "a", "1001")
    gone: list[bool] = []
    with central:
        enrol(config, central.enrol("Entrance A", tmp_path / "a.json"))
        with Terminal.open(config) as terminal:
            terminal.on_purge = lambda: gone.append(True)
            place = Place(terminal)
            terminal.start_sync()
            wait_until(place.is_whole, "the copy is whole")
            central.stop()
            wait_until(lambda: not place.is_linked(), "it knows that it is offline")
            assert place.do(place.desk.check_in, (texts[0],)).admitted
            assert not place.do(place.desk.closing.leaving).safe
            with pytest.raises(Refused, match="Central has not signed"):
                place.do(place.desk.closing.order_purge, "it goes back")
            central.start()
            wait_until(lambda: place.do(place.desk.closing.leaving).safe, "central has signed for the arrival")
            assert place.do(place.desk.closing.leaving).early
            with pytest.raises(Refused, match="reason"):
                place.do(place.desk.closing.order_purge)
            place.do(place.desk.closing.order_purge, "it goes back")
            terminal.purge()
            assert (terminal.purge_ordered, gone) == (True, [True])
        assert "is the proof" in purge(config, seal=False)
        assert told(central) == [("1001", {"why": "purged", "reason": "it goes back"})], "said once, by a person"
    assert not list((tmp_path / "a").glob("launch-*.db"))
    with pytest.raises(Withdrawn):
        Terminal.open(config)


def test_a_greeter_may_not(tmp_path: Path) -> None:
    central, _ = busy_day(tmp_path)
    config = settings(tmp_path / "a", "1001", Role.GREETER)
    with central:
        enrol(config, central.enrol("Entrance A", tmp_path / "a.json"))
        with Terminal.open(config) as terminal:
            place = Place(terminal)
            with pytest.raises(NotAllowed, match="supervisor"):
                place.do(place.desk.closing.order_purge, "it goes back")


def told(central: CentralProcess) -> list[tuple[str, dict[str, str]]]:
    """By whom and what, of each purge that central knows of."""
    with Database(central.database, create=False) as database, database.read() as connection:
        wires = [json.loads(wire) for wire in connection.execute(select(events.c.wire)).scalars()]
    return [(wire["staff_id"], wire["payload"]) for wire in wires if wire["kind"] == "purged"]
