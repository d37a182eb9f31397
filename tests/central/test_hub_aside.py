"""Where hub, central and copied terminals hold different events in one place, or under one id: nothing is lost of either."""

import json
import shutil
from typing import Any

import pytest

from sync.http import Client
from sync.outcome import Outcome, Reached, Refused
from sync.signals import Life, SealAgain
from sync.wire import BatchAnswer, EventBatch
from tests.central.hub_house import HubHouse
from tests.store.ledgers import append, draft
from tests.sync.hall import NOW, STORE, Hall, Terminal, wait_until


class Till:
    """A terminal whose events the test sends itself."""

    def __init__(self, house: HubHouse, terminal: Terminal) -> None:
        self.terminal = terminal
        self._client = Client([house.url], STORE, terminal.papers.token)
        terminal.open()
        wait_until(lambda: isinstance(self._client.health(), Reached), "the hub answers")

    def send(self, wires: list[dict[str, Any]]) -> Outcome[BatchAnswer]:
        incarnation = next((wire["incarnation"] for wire in wires), "life")
        return self._client.send(EventBatch(self.terminal.papers.terminal_id, incarnation, wires))

    def words(self, wires: list[dict[str, Any]]) -> list[str]:
        told = self.send(wires)
        assert isinstance(told, Reached)
        return [str(each.answer) for each in told.reply.answers]

    def close(self) -> None:
        self._client.close()


def arrivals(terminal: Terminal, *numbers: int) -> list[dict[str, Any]]:
    """Of a reservation each, with a call number each: none contradicts another."""
    assert terminal.store is not None
    named = terminal.papers.terminal_id
    drafts = [draft(one, named, call_number=f"A{one:03}", verdict="admit") for one in numbers]
    return [event.to_wire() for event in append(terminal.store, *drafts)]


def life_of(wire: dict[str, Any]) -> Life:
    return Life(wire["terminal_id"], wire["incarnation"])


def set_aside(house: HubHouse, wire: dict[str, Any]) -> None:
    assert house.hub is not None
    house.hub.keeper.seal_again(SealAgain(life_of(wire), wire["seq"], NOW))


def test_below_a_fork_another_machines_events_are_not_taken_for_those_that_are_held(
    hall: Hall, house: HubHouse
) -> None:
    one = hall.terminal("Entrance A")
    till = Till(house, one)
    made = arrivals(one, 1)
    one.close()
    shutil.copy(one.file, hall.folder / "copy.db")
    one.open()
    made += arrivals(one, 2, 3, 4)
    assert till.words(made) == ["accepted"] * 4
    set_aside(house, made[3])
    copy = Terminal(one.papers, hall.folder / "copy.db")
    hall.terminals.append(copy)
    copy.open()
    others = arrivals(copy, 5, 6, 7)
    assert [other["seq"] for other in others] == [2, 3, 4]
    assert till.words([made[0], *others]) == ["duplicate", "fork", "fork", "fork"], "acknowledged, and held nowhere"
    assert till.words(made) == ["duplicate", "duplicate", "duplicate", "fork"]
    till.close()


def test_below_a_fork_an_event_keeps_its_answer(hall: Hall, house: HubHouse) -> None:
    one = hall.terminal("Entrance A")
    till = Till(house, one)
    made = [*arrivals(one, 1, 2), *one.act(1), *arrivals(one, 3)]
    sent = [made[0], {**made[1], "staff_id": "somebody else"}, made[2], made[3]]
    assert till.words(sent) == ["accepted", "rejected", "conflict", "accepted"]
    set_aside(house, made[3])
    assert till.words(sent) == ["duplicate", "rejected", "conflict", "fork"]
    till.close()


@pytest.mark.parametrize("damage", [{"seq": "two"}, {"seq": None}, {"event_id": 7}])
def test_in_a_life_that_was_set_aside_too_an_event_without_identity_is_said(
    hall: Hall, house: HubHouse, damage: dict[str, Any]
) -> None:
    one = hall.terminal("Entrance A")
    till = Till(house, one)
    made = arrivals(one, 1, 2)
    assert till.words(made) == ["accepted", "accepted"]
    set_aside(house, made[1])
    told = till.send([{**made[0], **damage}])
    assert isinstance(told, Refused)
    assert (told.status, told.problem and told.problem.error) == (422, "bad_request"), json.dumps(damage)
    till.close()
