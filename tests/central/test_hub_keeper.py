"""What a hub saves of the sync with central: each step whole or not at all, and central's facts stay whatever happens."""

from dataclasses import replace
from typing import Any

import pytest
from sqlalchemy import select

from central.database import Database
from central.errors import CentralError
from central.feed import head
from central.feed import row as feed_row
from central.relay.hub import Hub
from central.relay.keeper import HubKeeper
from central.tables import events, relayed
from kiosk.domain.event import event_from_wire
from kiosk.domain.feed import FeedRow, Head, row_digest
from sync.http import Client
from sync.outcome import Reached
from sync.signals import FinalAnswer, Life, SaveAnswers, SealAgain
from sync.wire import EventBatch, FeedPage
from tests.central.hub_house import HubHouse, at_one
from tests.store.ledgers import foreign
from tests.sync.hall import NOW, STORE, Hall, Terminal, wait_until


def send(url: str, terminal: Terminal, *wires: dict[str, Any]) -> list[str]:
    client = Client([url], STORE, terminal.papers.token)
    told = client.send(EventBatch(terminal.papers.terminal_id, wires[0]["incarnation"], list(wires)))
    client.close()
    assert isinstance(told, Reached)
    return [str(each.answer) for each in told.reply.answers]


def body(database: Database, event_id: str) -> dict[str, Any] | None:
    with database.read() as connection:
        found = feed_row(connection, STORE, "event", event_id)
    return found.body if found else None


def of(terminal: Terminal, **changes: Any) -> dict[str, Any]:
    return foreign(1, terminal_id=terminal.papers.terminal_id, **changes).to_wire()


def test_an_event_that_takes_anothers_id_is_rejected_and_central_keeps_its_fact_at_the_hub_too(
    hall: Hall, house: HubHouse
) -> None:
    one, thief = hall.terminal("Entrance A"), hall.terminal("Entrance B")
    fact = of(one)
    assert send(hall.url, one, fact) == ["accepted"]
    wait_until(lambda: body(house.database, fact["event_id"]) == fact, "the hub has central's fact")
    taken = of(thief, event_id=fact["event_id"], reservation_id=fact["reservation_id"], incarnation="c" * 32)
    wait_until(lambda: knows(house, thief), "the hub knows the other terminal")
    assert send(house.url, thief, taken) == ["accepted"], "the hub cannot know better"
    wait_until(lambda: hall.held(thief.papers.terminal_id) == [taken], "central has it, as rejected")
    wait_until(lambda: send(house.url, thief, taken) == ["rejected"], "the hub has central's word")
    following = foreign(2, prev=fact["hash"], terminal_id=one.papers.terminal_id, number=2).to_wire()
    assert send(hall.url, one, following) == ["accepted"], "news, so that the hub's long poll ends"
    wait_until(lambda: body(house.database, fact["event_id"]) == fact, "central's fact is back")
    wait_until(lambda: at_one(hall, house), "hub and central are equal")


def knows(house: HubHouse, terminal: Terminal) -> bool:
    client = Client([house.url], STORE, terminal.papers.token)
    told = client.feed("", 0, 1, 0)
    client.close()
    return isinstance(told, Reached)


# --- by hand, step by step --------------------------------------------------------------------------------------------


@pytest.fixture
def still(hall: Hall) -> HubHouse:
    """A hub that is not at work: its database and its keeper only."""
    one = HubHouse(hall)
    one.open()
    one.wait_whole()
    one.shut()
    return one


def page_of(keeper: HubKeeper, wire: dict[str, Any]) -> FeedPage:
    epoch, cursor = keeper.position()
    row = FeedRow(cursor + 1, "event", wire["event_id"], wire, row_digest("event", wire["event_id"], wire))
    return FeedPage(epoch, cursor + 1, [row], None, cursor)


def life_of(wire: dict[str, Any]) -> Life:
    return Life(wire["terminal_id"], wire["incarnation"])


def take_in(database: Database, wire: dict[str, Any], expected: str = "accepted") -> None:
    from central.conflicts import conflicts
    from central.intake import take_in as intake

    batch = EventBatch(wire["terminal_id"], wire["incarnation"], [wire])
    with database.write() as connection:
        (answer,) = intake(connection, STORE, batch, NOW, conflicts).answers
    assert str(answer.answer) == expected


def rejection(wire: dict[str, Any]) -> SaveAnswers:
    final = FinalAnswer(wire["event_id"], "rejected", "event_id: already used by another event")
    return SaveAnswers(life_of(wire), (final,), 1, None, {"last_seq": 1})


def test_a_rejected_event_is_no_fact_any_more(still: HubHouse) -> None:
    with Database(still.file) as database:
        keeper, wire = HubKeeper(database, STORE), foreign(1).to_wire()
        take_in(database, wire)
        assert body(database, wire["event_id"]) == wire
        keeper.save_answers(rejection(wire))
        assert body(database, wire["event_id"]) is None


def test_a_conflict_is_said_of_the_fact_wherever_it_stands_here(still: HubHouse) -> None:
    """An act that copies of a terminal have told twice: what central was told first is a repetition at the hub."""
    with Database(still.file) as database:
        keeper, wire = HubKeeper(database, STORE), foreign(1).to_wire()
        again = replace(event_from_wire(wire), incarnation="d" * 32).sealed(wire["prev_hash"]).to_wire()
        take_in(database, wire)
        take_in(database, again, "duplicate")
        final = FinalAnswer(wire["event_id"], "conflict", "two hand-overs")
        keeper.save_answers(SaveAnswers(life_of(again), (final,), 1, None, {"last_seq": 1}))
        with database.read() as connection:
            found = connection.execute(select(events.c.incarnation, events.c.answer, events.c.reason)).all()
    assert sorted(found) == sorted(
        [(wire["incarnation"], "conflict", "two hand-overs"), (again["incarnation"], "duplicate", "")]
    )


def test_a_rejection_does_not_bury_what_central_has_published_meanwhile(still: HubHouse) -> None:
    with Database(still.file) as database:
        keeper, wire = HubKeeper(database, STORE), foreign(1).to_wire()
        take_in(database, wire)
        theirs = replace(event_from_wire(wire), terminal_id="t-c", staff_id="s-9").sealed(wire["prev_hash"]).to_wire()
        keeper.apply(page_of(keeper, theirs), NOW)
        before = keeper.position()
        keeper.save_answers(rejection(wire))
        assert body(database, wire["event_id"]) == theirs
        assert keeper.position() == before, "nothing is wrong with the copy: nothing to pull again"


def test_setting_a_life_aside_and_the_new_epoch_are_one_step(still: HubHouse) -> None:
    """The plug is pulled between them: terminals would go on believing that all is held."""
    drawn = iter(["first"])

    def draw() -> str:
        try:
            return next(drawn)
        except StopIteration:
            raise ZeroDivisionError from None

    with Database(still.file, draw_epoch=draw) as database:
        keeper, wire = HubKeeper(database, STORE), foreign(1).to_wire()
        take_in(database, wire)
        keeper.save_answers(SaveAnswers(life_of(wire), (), 1, None, {"last_seq": 1}))
        before = kept(database), database.epoch
        next(drawn)
        with pytest.raises(ZeroDivisionError):
            keeper.seal_again(SealAgain(life_of(wire), 1, NOW))
        assert (kept(database), database.epoch) == before
    with Database(still.file) as database:
        HubKeeper(database, STORE).seal_again(SealAgain(life_of(wire), 1, NOW))
        assert database.epoch != before[1]
        assert kept(database) == ([(0, '{"last_seq":1}', "1")], ["rejected"]), (
            "central's last receipt is still its word"
        )


def kept(database: Database) -> tuple[list[tuple[Any, ...]], list[str]]:
    """How far the hub is upward, and what it answers."""
    with database.read() as connection:
        lines = connection.execute(select(relayed.c.acknowledged, relayed.c.receipt, relayed.c.forked)).all()
        return [tuple(line) for line in lines], list(connection.execute(select(events.c.answer)).scalars())


def test_what_the_hub_holds_goes_only_for_a_copy_that_is_proven_whole(still: HubHouse) -> None:
    """An answer to somebody else's question, kept on the way: another epoch, its head, and not one row."""
    with Database(still.file) as database:
        keeper = HubKeeper(database, STORE)
        before = counts_of(database)
        assert before["policy"] == 1
        stray = Head(9, before, "1" * 64)
        assert keeper.apply(FeedPage("of another hub", 9, [], stray, 0), NOW) is False
        assert counts_of(database) == before
        keeper.start_over("of central anew")
        kept = Head(1, {"policy": 1}, f"{int(row_digest('policy', 'policy', {}), 16):064x}")
        row = FeedRow(1, "policy", "policy", {}, row_digest("policy", "policy", {}))
        assert keeper.apply(FeedPage("of central anew", 1, [row], kept, 0), NOW) is True
        assert counts_of(database) == {"policy": 1}, "a day that is whole is what central says, and no more"


def counts_of(database: Database) -> dict[str, int]:
    with database.read() as connection:
        return head(connection, STORE).counts


def test_being_refused_by_central_is_acted_on_at_once_and_noted_as_soon_as_it_can_be(
    still: HubHouse, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """The disk is full when central says so."""
    with Database(still.file) as database:
        hub = Hub(database, still.papers, [])
        assert hub.ready()

        def full() -> Any:
            raise CentralError("hub.db cannot be used: disk is full", "Make room.")

        with monkeypatch.context() as disk:
            disk.setattr(database, "write", full)
            with pytest.raises(CentralError):
                hub.be_turned_away(True)
        assert not hub.ready()
        assert Hub(database, still.papers, []).ready(), "it could not be noted"
        hub.be_turned_away(True)
        assert not Hub(database, still.papers, []).ready()
        assert [record.message for record in caplog.records if "does not accept" in record.message] == [
            "central does not accept this hub: its terminals are sent to central until it does"
        ]
        hub.stop()
