"""A hub between real terminals and a real central: what it passes on, what it answers alone, whom it lets in."""

import json
import shutil
from typing import Any

import pytest
from sqlalchemy import select, update

from central.database import Database
from central.errors import CentralError
from central.feed import head
from central.relay.hub import Hub
from central.relay.registry import authenticate_hub, revoke_hub
from central.tables import events, hubs, relayed, terminals
from kiosk.domain.clock import utc_text
from sync.http import Client
from sync.outcome import Reached, Refused
from sync.signals import Life, SealAgain
from sync.status import LinkProblem
from sync.wire import EventBatch, HubCall
from tests.central.hub_house import HubHouse, at_one
from tests.sync.hall import NOW, STORE, Hall, Terminal, wait_until


def at_the_hub(house: HubHouse, name: str) -> Terminal:
    """A terminal that was enrolled at central, has learnt of the hub there, and asks it first since."""
    one = house.hall.terminal(name)
    runner = one.start()
    wait_until(lambda: runner.status().relay is not None, f"{name} has found the hub")
    wait_until(one.complete, f"{name} has a whole copy")
    return one


def held_at(database: Database, terminal_id: str) -> list[dict[str, Any]]:
    with database.read() as connection:
        rows = connection.execute(
            select(events.c.wire)
            .where(events.c.terminal_id == terminal_id)
            .order_by(events.c.incarnation, events.c.seq)
        )
        return [json.loads(wire) for wire in rows.scalars()]


def test_what_a_terminal_tells_the_hub_reaches_central_unchanged_and_once(hall: Hall, house: HubHouse) -> None:
    one = at_the_hub(house, "Entrance A")
    made = one.act(250)
    wait_until(lambda: one.unsent() == 0, "the hub has all")
    wait_until(lambda: hall.held(one.papers.terminal_id) == made, "central has the same")
    assert held_at(house.database, one.papers.terminal_id) == made
    wait_until(lambda: at_one(hall, house), "the hub's feed equals central's")


def test_with_the_internet_cut_the_stations_of_a_store_still_see_each_other(hall: Hall, house: HubHouse) -> None:
    entrance, stockroom = at_the_hub(house, "Entrance A"), at_the_hub(house, "Stockroom")
    hall.shut()
    made = [*entrance.act(2), *stockroom.act(1)]
    for one in (entrance, stockroom):
        wait_until(lambda one=one: all(one.knows(event["event_id"]) for event in made), "both know all three")
        wait_until(lambda one=one: one.unsent() == 0, "the hub has them")
    hall.open()
    for one in (entrance, stockroom):
        wait_until(lambda one=one: hall.held(one.papers.terminal_id) != [], "central got them")
    wait_until(lambda: at_one(hall, house), "both feeds are equal")
    at_central = [event for one in (entrance, stockroom) for event in hall.held(one.papers.terminal_id)]
    assert at_central == made, "each once, in order"


def test_a_hub_says_what_central_does_not_have_yet_and_whose_word_the_receipt_is(hall: Hall, house: HubHouse) -> None:
    one = at_the_hub(house, "Entrance A")
    hall.shut()
    one.act(3)
    wait_until(lambda: one.unsent() == 0, "the hub has all")
    hub = house.hub
    assert hub is not None
    wait_until(lambda: not hub.status().online, "the hub knows that central is gone")
    standing = hub.standing(one.papers.terminal_id)
    assert (standing.hub_id, standing.online, standing.unsent) == (house.papers.hub_id, False, 3)
    (life,) = one.ask(lambda: [row[0] for row in _receipts(one)])
    assert json.loads(life)["issuer"] == house.papers.hub_id
    client = Client([house.url], STORE, one.papers.token)
    page = client.feed("", 0, 100, 0)
    client.close()
    assert isinstance(page, Reached)
    assert page.reply.relay == standing
    hall.open()
    wait_until(lambda: hub.standing(one.papers.terminal_id).unsent == 0, "central has them")


def _receipts(terminal: Terminal) -> Any:
    assert terminal.store is not None
    return terminal.store._db.conn.execute("SELECT receipt FROM incarnation WHERE receipt IS NOT NULL").fetchall()


def test_a_hub_that_is_gone_is_left_for_central_and_met_again(hall: Hall, house: HubHouse) -> None:
    entrance, stockroom = at_the_hub(house, "Entrance A"), at_the_hub(house, "Stockroom")
    made = entrance.act(2)
    wait_until(lambda: all(stockroom.knows(event["event_id"]) for event in made), "through the hub")
    house.shut()
    made += entrance.act(2)
    wait_until(lambda: all(stockroom.knows(event["event_id"]) for event in made), "through central")
    assert hall.held(entrance.papers.terminal_id) == made
    house.open()
    made += entrance.act(1)
    wait_until(lambda: all(stockroom.knows(event["event_id"]) for event in made), "all the same")
    wait_until(lambda: hall.held(entrance.papers.terminal_id) == made, "central has each once")
    wait_until(lambda: at_one(hall, house), "the hub has caught up")


def test_what_central_lost_of_its_hubs_events_it_gets_again(hall: Hall, house: HubHouse) -> None:
    one = at_the_hub(house, "Entrance A")
    made = one.act(2)
    wait_until(lambda: hall.held(one.papers.terminal_id) == made, "central has two")
    hall.shut()
    hall.keep_backup()
    hall.open()
    made += one.act(3)
    wait_until(lambda: hall.held(one.papers.terminal_id) == made, "central has five")
    hall.shut()
    hall.restore_backup()
    hall.open()
    wait_until(lambda: hall.held(one.papers.terminal_id) == made, "central has five again, from the hub")
    wait_until(lambda: at_one(hall, house), "the feeds are equal")
    assert one.unsent() == 0, "the terminal was not needed"


def test_a_hub_that_lost_its_database_gets_everything_again(hall: Hall, house: HubHouse) -> None:
    one = at_the_hub(house, "Entrance A")
    hall.shut()
    made = one.act(3)
    wait_until(lambda: one.unsent() == 0, "only the hub has them")
    house.shut()
    for file in house.file.parent.glob(house.file.name + "*"):
        file.unlink()
    hall.open()
    house.open()
    wait_until(
        lambda: hall.held(one.papers.terminal_id) == made, "nothing was lost with the hub", 90
    )  # whoever was a stranger to the new file tries again slowly
    wait_until(lambda: at_one(hall, house), "the hub has caught up")
    assert hall.held(one.papers.terminal_id) == made, "and nothing came twice"


def test_a_rejected_event_goes_up_as_it_came_and_the_next_ones_follow(hall: Hall, house: HubHouse) -> None:
    one = hall.terminal("Entrance A")
    one.open()
    made = one.act(3)
    changed = [made[0], {**made[1], "staff_id": "somebody else"}, made[2]]
    named = (one.papers.terminal_id, made[0]["incarnation"])
    batch = EventBatch(*named, changed)
    client = Client([house.url], STORE, one.papers.token)
    wait_until(lambda: isinstance(client.send(EventBatch(*named, [])), Reached), "the hub knows the terminal")
    answer = client.send(batch)
    client.close()
    assert isinstance(answer, Reached)
    assert [str(each.answer) == "rejected" for each in answer.reply.answers] == [False, True, False]
    wait_until(lambda: hall.held(one.papers.terminal_id) == changed, "central has what was sent, the bad one too")


# --- who may come in --------------------------------------------------------------------------------------------------


def test_a_terminal_enrolled_later_may_come_in_at_once(house: HubHouse) -> None:
    assert at_the_hub(house, "Entrance A").complete()


def test_a_revoked_terminal_is_turned_away_by_the_hub(
    hall: Hall, house: HubHouse, caplog: pytest.LogCaptureFixture
) -> None:
    one = at_the_hub(house, "Entrance A")
    with Database(hall.file) as database, database.write() as connection:
        mine = terminals.c.terminal_id == one.papers.terminal_id
        connection.execute(update(terminals).where(mine).values(revoked_at=utc_text(NOW)))
    client = Client([house.url], STORE, one.papers.token)
    wait_until(lambda: refused(client, "unauthorized"), "the hub has heard of it")
    assert not isinstance(client.send(EventBatch(one.papers.terminal_id, "0" * 32, [])), Reached), "nor may it send"
    client.close()


def refused(client: Client, word: str) -> bool:
    answer = client.feed("", 0, 10, 0)
    return isinstance(answer, Refused) and answer.problem is not None and answer.problem.error == word


def test_strangers_are_refused_and_without_central_the_hub_says_that_it_cannot_tell(
    hall: Hall, house: HubHouse
) -> None:
    stranger = Client([house.url], STORE, "kt1.nobody.secret")
    wait_until(lambda: refused(stranger, "unauthorized"), "central knows no such token, so the hub does not either")
    hall.shut()
    hub = house.hub
    assert hub is not None
    wait_until(lambda: not hub.status().online, "the hub knows that central is gone")

    wait_until(lambda: refused(stranger, "not_ready"), "the hub cannot ask")
    assert not refused(stranger, "unauthorized")
    stranger.close()


def test_a_hub_that_central_refuses_sends_its_terminals_to_central_until_it_is_accepted_again(
    hall: Hall, house: HubHouse, caplog: pytest.LogCaptureFixture
) -> None:
    one = at_the_hub(house, "Entrance A")
    client = Client([house.url], STORE, one.papers.token)
    assert isinstance(client.feed("", 0, 10, 0), Reached)
    stand(hall, house, revoked_at=utc_text(NOW))
    wait_until(lambda: refused(client, "not_ready"), "the hub is told")
    runner = one.runner
    assert runner is not None
    one.act(1)
    wait_until(lambda: runner.status().relay is None and one.unsent() == 0, "the terminal is at central")
    assert len(hall.held(one.papers.terminal_id)) == 1
    hall.shut()
    house.shut()
    house.open()
    assert refused(client, "not_ready"), "begun again without central, it would answer for a day that it has no part in"
    hall.open()
    stand(hall, house, revoked_at=None)
    wait_until(lambda: isinstance(client.feed("", 0, 10, 0), Reached), "central accepts it again")
    client.close()
    assert any("does not accept this hub" in record.message for record in caplog.records)


def stand(hall: Hall, house: HubHouse, **values: Any) -> None:
    with Database(hall.file) as database, database.write() as connection:
        connection.execute(update(hubs).where(hubs.c.hub_id == house.papers.hub_id).values(values))


def test_only_a_hub_may_ask_for_the_terminals_and_only_for_its_own_store(hall: Hall, house: HubHouse) -> None:
    one = hall.terminal("Entrance A")
    client = Client([hall.url], STORE, one.papers.token)
    answer = client.call_in(HubCall("A" * 43, ["https://hub.example"]))
    client.close()
    assert isinstance(answer, Refused)
    assert answer.status == 403
    elsewhere = Client([hall.url], STORE + 1, house.papers.token)
    answer = elsewhere.call_in(HubCall("A" * 43, ["https://hub.example"]))
    elsewhere.close()
    assert isinstance(answer, Refused)
    assert answer.status in (403, 404)


@pytest.mark.parametrize(
    "call",
    [
        HubCall("short", ["https://hub.example"]),
        HubCall("A" * 43, ["ftp://hub.example"]),
        HubCall("A" * 43, ["https://hub.example"] * 9),
    ],
)
def test_a_call_that_says_nonsense_changes_nothing(hall: Hall, house: HubHouse, call: HubCall) -> None:
    wait_until(lambda: at_one(hall, house), "the hub's own row has gone round")
    client = Client([hall.url], STORE, house.papers.token)
    answer = client.call_in(call)
    client.close()
    assert isinstance(answer, Refused)
    assert answer.status == 422
    assert at_one(hall, house)


def test_a_hub_without_an_address_is_known_by_its_key_and_asked_by_nobody(hall: Hall, house: HubHouse) -> None:
    client = Client([hall.url], STORE, house.papers.token)
    house.shut()
    assert isinstance(client.call_in(HubCall("A" * 43, [])), Reached)
    client.close()
    one = hall.terminal("Entrance A")
    runner = one.start()
    wait_until(lambda: one.hubs.key_of(house.papers.hub_id) == "A" * 43, "the terminal knows the hub's key")
    wait_until(one.complete, "from central")
    assert runner.status().relay is None
    house.open()
    one.hubs.configured(house.papers.hub_id, (house.url,))
    wait_until(lambda: runner.status().relay is not None, "asked where this machine's configuration says")


def test_a_revoked_hub_opens_nothing_and_its_row_is_gone(hall: Hall, house: HubHouse) -> None:
    with Database(hall.file) as database:
        with database.write() as connection:
            revoke_hub(connection, house.papers.hub_id, NOW)
        with database.read() as connection:
            assert authenticate_hub(connection, house.papers.token) is None
            assert head(connection, STORE).counts.get("hub", 0) == 0
    hub = house.hub
    assert hub is not None
    wait_until(lambda: hub.status().problem is LinkProblem.UNAUTHORIZED, "the hub is told")


def test_a_hub_sends_for_no_other_stores_terminal(hall: Hall, house: HubHouse) -> None:
    client = Client([hall.url], STORE, house.papers.token)
    answer = client.send(EventBatch("nobody", "life", []))
    client.close()
    assert isinstance(answer, Refused)
    assert answer.problem is not None
    assert answer.problem.error == "wrong_terminal"


def test_a_database_belongs_to_one_hub(hall: Hall, house: HubHouse) -> None:
    with Database(hall.file) as central, pytest.raises(CentralError, match="central's"):
        Hub(central, house.papers, ["http://127.0.0.1:1"])
    other = HubHouse(hall, "Second")
    with pytest.raises(CentralError, match="another hub's"):
        Hub(house.database, other.papers, ["http://127.0.0.1:1"])


def test_the_cursor_upward_never_passes_what_the_hub_holds(house: HubHouse) -> None:
    one = at_the_hub(house, "Entrance A")
    one.act(5)
    hub = house.hub
    assert hub is not None
    wait_until(lambda: one.unsent() == 0, "the hub has them")
    wait_until(lambda: hub.standing(one.papers.terminal_id).unsent == 0, "central has them")
    with house.database.read() as connection:
        kept = connection.execute(select(relayed.c.acknowledged, relayed.c.receipt)).one()
    assert kept.acknowledged == 5
    assert json.loads(kept.receipt)["issuer"] == ""


def test_a_copied_terminal_loses_nothing_although_one_of_the_two_asks_the_hub(hall: Hall, house: HubHouse) -> None:
    one = at_the_hub(house, "Entrance A")
    made = one.act(2)
    wait_until(lambda: hall.held(one.papers.terminal_id) == made, "central has two")
    one.close()
    shutil.copy(one.file, hall.folder / "copy.db")
    house.shut()
    one.start()
    first = one.act(1)
    wait_until(lambda: len(hall.held(one.papers.terminal_id)) == 3, "the first machine's third act is at central")
    one.close()
    hall.shut()
    copy = Terminal(one.papers, hall.folder / "copy.db")
    hall.terminals.append(copy)
    house.open()
    copy.start()
    second = copy.act(2)
    wait_until(lambda: copy.unsent() == 0, "the hub has taken the second machine's acts")
    hall.open()
    ids = {event["event_id"] for event in [*made, *first, *second]}

    def all_there() -> bool:
        return ids <= {event["event_id"] for event in hall.held(one.papers.terminal_id)}

    wait_until(all_there, "central has the acts of both", 60)
    kept = [event["event_id"] for event in hall.held(one.papers.terminal_id) if event["event_id"] in ids]
    assert len(kept) == len(ids), "one of them twice"


def test_a_life_that_was_set_aside_is_held_up_to_the_fork_and_forks_from_there_on(house: HubHouse) -> None:
    one = at_the_hub(house, "Entrance A")
    made = one.act(3)
    hub = house.hub
    assert hub is not None
    wait_until(lambda: one.unsent() == 0, "the hub has all")
    one.close()
    named = (one.papers.terminal_id, made[0]["incarnation"])
    epoch = house.database.epoch
    hub.keeper.seal_again(SealAgain(Life(*named), 2, NOW))
    assert house.database.epoch != epoch, "nobody would ask again"
    client = Client([house.url], STORE, one.papers.token)
    held, again = client.send(EventBatch(*named, [])), client.send(EventBatch(*named, made))
    client.close()
    assert isinstance(held, Reached)
    assert isinstance(again, Reached)
    assert (held.reply.last_seq, held.reply.receipt.head_hash) == (1, made[0]["hash"])
    assert [str(each.answer) for each in again.reply.answers] == ["duplicate", "fork", "fork"]
