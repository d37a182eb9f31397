"""Events as terminals send them: every answer, idempotence, chains, poison, conflicts, receipts."""

import dataclasses
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import replace
from uuid import uuid4

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from central import facts
from central.conflicts import conflicts, conflicts_of
from central.database import Database
from central.intake import take_in
from central.overview import overview, problems
from central.tables import events
from kiosk.domain.event import GENESIS, Event, EventKind, event_from_wire
from kiosk.domain.fork import sealed_again
from kiosk.domain.trust import signed_by
from sync.wire import EventBatch, receipt_bytes
from tests.central.day import NOW, Terminal, answers, enrolled
from tests.domain.conflict_vectors import conflict_cases, told


def test_accepted_then_duplicate_and_once_in_the_feed(terminal: Terminal) -> None:
    sent = [terminal.act(call_number="A001"), terminal.act(EventKind.CALLED, counter="3")]
    assert answers(terminal.send(*sent)) == ["accepted", "accepted"]
    assert answers(terminal.send(*sent)) == ["duplicate", "duplicate"]
    assert [row.body for row in terminal.page().rows if row.kind == "event"] == sent


def test_the_receipt_is_signed_for_all_that_is_held(terminal: Terminal) -> None:
    taken = terminal.send(terminal.act(), terminal.act())
    receipt = taken.receipt
    assert (receipt.terminal_id, receipt.incarnation) == (terminal.papers.terminal_id, terminal.incarnation)
    assert (receipt.last_seq, receipt.head_hash) == (2, terminal.head)
    key = terminal.papers.receipt_key
    assert signed_by(key, receipt.signature, receipt_bytes(receipt))
    assert not signed_by(key, receipt.signature, receipt_bytes(dataclasses.replace(receipt, last_seq=3)))


def test_an_empty_batch_asks_where_central_stands(terminal: Terminal) -> None:
    empty = terminal.send()
    assert (empty.answers, empty.last_seq, empty.receipt.head_hash) == ([], 0, GENESIS)


def test_a_gap_stores_nothing_and_names_what_is_missing(terminal: Terminal) -> None:
    first, second, third = (terminal.act() for _ in range(3))
    late = terminal.send(second, third)
    assert answers(late) == ["gap", "gap"]
    assert (late.last_seq, [answer.expected_seq for answer in late.answers]) == (0, [1, 1])
    assert answers(terminal.send(first, second, third)) == ["accepted"] * 3


def test_a_gap_inside_of_a_batch(terminal: Terminal) -> None:
    first, _second, third = (terminal.act() for _ in range(3))
    assert answers(terminal.send(first, third)) == ["accepted", "gap"]


def test_a_fork_is_not_stored_and_ends_the_batch(database: Database, terminal: Terminal) -> None:
    terminal.send(terminal.act(), terminal.act())
    with Terminal(terminal.url, terminal.papers) as clone:
        forked = clone.send(*(clone.act(event_id=f"c10e{number}") for number in range(3)))
    assert answers(forked) == ["fork", "fork", "fork"]
    assert forked.last_seq == 2
    # The same id with another content is one too.
    with Terminal(terminal.url, terminal.papers) as clone:
        assert answers(clone.send(clone.act(call_number="other"))) == ["fork"]


def test_a_new_incarnation_begins_a_new_sequence(terminal: Terminal) -> None:
    terminal.send(terminal.act())
    terminal.incarnation, terminal.seq, terminal.head = "inc-2", 0, GENESIS
    assert answers(terminal.send(terminal.act(event_id="b" * 32))) == ["accepted"]


def test_one_bad_event_is_stored_and_blocks_nobody(database: Database, terminal: Terminal) -> None:
    good, bad, after = (terminal.act() for _ in range(3))
    bad["payload"] = {"call_number": "changed after it was sealed"}
    taken = terminal.send(good, bad, after)
    assert answers(taken) == ["accepted", "rejected", "accepted"]
    assert "hash" in taken.answers[1].reason
    again = terminal.send(good, bad, after)
    assert answers(again) == ["duplicate", "rejected", "duplicate"]
    assert again.answers[1].reason == taken.answers[1].reason
    assert [row.key for row in terminal.page().rows if row.kind == "event"] == [good["event_id"], after["event_id"]]
    with database.read() as connection:
        assert [problem.event_id for problem in problems(connection)] == [bad["event_id"]]


def test_what_continues_another_chain_is_a_fork_and_nothing_of_it_is_stored(
    database: Database, terminal: Terminal
) -> None:
    first = terminal.act()
    terminal.head = "f" * 64
    other, after = terminal.act(), terminal.act()
    taken = terminal.send(first, other, after)
    assert (answers(taken), taken.last_seq) == (["accepted", "fork", "fork"], 1)
    assert answers(terminal.send(other)) == ["fork"]
    with database.read() as connection:
        assert connection.execute(select(events.c.event_id)).scalars().all() == [first["event_id"]]


def test_unbelievable_events(database: Database, terminal: Terminal) -> None:
    def spoilt(**changes: object) -> dict[str, object]:
        return {**terminal.act(), **changes}

    poison = [
        spoilt(kind="teleported"),
        spoilt(occurred_at="yesterday"),
        spoilt(occurred_at="0001-01-01T00:00:00.000+23:00"),
        spoilt(payload={"battery": 0.5}),
        spoilt(payload={"much": 2**60}),
        spoilt(payload={"é": 1}),
        spoilt(payload={"half": "\ud800"}),
        spoilt(payload=[]),
        spoilt(staff_id=None),
        spoilt(surprise=1),
        spoilt(hash=7),
        spoilt(reservation_id="x" * 5000),
        terminal.act(terminal_id="somebody else"),
    ]
    minimal = {"event_id": "only-this", "seq": terminal.seq + 1}
    taken = terminal.send(*poison, minimal)
    assert set(answers(taken)) == {"rejected"}
    assert all(answer.reason for answer in taken.answers)
    assert taken.last_seq == len(poison) + 1
    with database.read() as connection:
        assert len(connection.execute(select(events.c.wire)).all()) == len(poison) + 1


def test_an_id_used_by_another_terminal(database: Database, terminal: Terminal) -> None:
    terminal.send(terminal.act(event_id="a" * 32))
    with enrolled(database, terminal.url, "Entrance B") as other:
        taken = other.send(other.act(event_id="a" * 32), other.act())
    assert answers(taken) == ["rejected", "accepted"]


def test_two_arrivals_merge_and_two_hand_overs_conflict(database: Database, terminal: Terminal) -> None:
    with enrolled(database, terminal.url, "Counter 1") as other:
        assert answers(terminal.send(terminal.act(), terminal.act(EventKind.HANDED_OVER))) == ["accepted"] * 2
        taken = other.send(other.act(), other.act(EventKind.HANDED_OVER), other.act(EventKind.CALLED))
    assert answers(taken) == ["accepted", "conflict", "accepted"]
    assert "handed_over_twice" in taken.answers[1].reason
    both = [
        row for row in terminal.page().rows if row.kind == "event" and row.body and row.body["kind"] == "handed_over"
    ]
    assert len(both) == 2
    with database.read() as connection:
        store = overview(connection)[0]
    assert (store.answers, store.arrived) == ({"accepted": 4, "conflict": 1}, 1)


def test_a_cancellation_after_a_hand_over_in_one_batch(terminal: Terminal) -> None:
    taken = terminal.send(terminal.act(EventKind.HANDED_OVER), terminal.act(EventKind.CANCELLED))
    assert answers(taken) == ["accepted", "conflict"]
    assert answers(terminal.send()) == []


def test_the_same_batch_from_many_connections_is_stored_once(database: Database, terminal: Terminal) -> None:
    sent = [terminal.act() for _ in range(20)]

    def again() -> list[str]:
        with Terminal(terminal.url, terminal.papers) as own:
            return answers(own.send(*sent))

    with ThreadPoolExecutor(6) as pool:
        said = [each.result(60) for each in [pool.submit(again) for _ in range(6)]]
    assert sorted(map(tuple, said)) == [("accepted",) * 20] + [("duplicate",) * 20] * 5


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_however_a_sequence_is_cut_and_repeated_it_ends_whole(
    database: Database, terminal: Terminal, data: st.DataObject
) -> None:
    terminal.incarnation, terminal.seq, terminal.head = f"inc-{uuid4().hex}", 0, GENESIS
    total = data.draw(st.integers(1, 8))
    sent = [terminal.act(reservation="", event_id=f"{terminal.incarnation[4:]}{n}") for n in range(total)]
    for _ in range(data.draw(st.integers(0, 6))):
        start = data.draw(st.integers(0, total - 1))
        terminal.send(*sent[start : start + data.draw(st.integers(1, 4))])
    last = terminal.send(*sent)
    assert set(answers(last)) <= {"accepted", "duplicate"}
    assert (last.last_seq, last.receipt.head_hash) == (total, terminal.head)


def test_reservations_central_does_not_know_are_facts_too(terminal: Terminal) -> None:
    assert answers(terminal.send(terminal.act(reservation="ffffffffffffffff", unsynced=True))) == ["accepted"]


def sealed_elsewhere(terminal: Terminal, *wires: dict[str, object]) -> list[dict[str, object]]:
    """The terminal goes on in the life that a fork leads to."""
    moved = sealed_again([event_from_wire(wire) for wire in wires])
    terminal.incarnation = moved[0].incarnation
    return [event.to_wire() for event in moved]


def test_an_act_sealed_again_is_taken_once_and_stands_in_its_new_place(database: Database, terminal: Terminal) -> None:
    made = [terminal.act(call_number="A001"), terminal.act(EventKind.HANDED_OVER, serial="S-1"), terminal.act()]
    assert answers(terminal.send(*made[:2])) == ["accepted"] * 2
    moved = sealed_elsewhere(terminal, *made[1:])
    assert answers(terminal.send(*moved)) == ["duplicate", "accepted"]
    assert answers(terminal.send(*moved)) == ["duplicate", "duplicate"]
    rows = {row.key: row.body for row in terminal.page().rows if row.kind == "event"}
    assert rows == {str(wire["event_id"]): wire for wire in (made[0], *moved)}
    with database.read() as connection:
        assert problems(connection) == []
        assert conflicts_of(connection, 1) == ()


def test_another_act_under_a_used_id_is_rejected_in_whatever_life(terminal: Terminal) -> None:
    made = terminal.act(call_number="A001")
    terminal.send(made)
    (moved,) = sealed_elsewhere(terminal, made)
    other = replace(event_from_wire(moved), payload={"call_number": "A999"}).sealed(GENESIS).to_wire()
    assert answers(terminal.send(other)) == ["rejected"]


def test_one_watch_for_two_reservations_is_a_conflict_wherever_it_is_told(
    database: Database, terminal: Terminal
) -> None:
    with enrolled(database, terminal.url, "Counter 1") as other:
        mine = terminal.act(EventKind.HANDED_OVER, "00000000000000a1", serial="S-1")
        theirs = other.act(EventKind.HANDED_OVER, "00000000000000a2", serial="S-1")
        assert answers(terminal.send(mine)) == ["accepted"]
        taken = other.send(theirs, other.act(EventKind.HANDED_OVER, "00000000000000a3", serial="S-2"))
    assert answers(taken) == ["conflict", "accepted"]
    assert "serial_handed_over_twice" in taken.answers[0].reason
    with database.read() as connection:
        (found,) = conflicts_of(connection, 1)
    assert found.event_ids == tuple(sorted((mine["event_id"], theirs["event_id"])))


def test_two_customers_under_one_call_number_in_one_batch(terminal: Terminal) -> None:
    first = terminal.act(reservation="00000000000000a1", call_number="A001")
    again = terminal.act(reservation="00000000000000a1", call_number="A001")
    second = terminal.act(reservation="00000000000000a2", call_number="A001")
    assert answers(terminal.send(first, again, second)) == ["accepted", "accepted", "conflict"]


def test_what_ends_a_conflict_is_none(terminal: Terminal) -> None:
    sent = [terminal.act(EventKind.HANDED_OVER) for _ in range(3)]
    assert answers(terminal.send(*sent)) == ["accepted", "conflict", "conflict"]
    undo = event_from_wire(terminal.act(EventKind.UNDONE))
    undo = replace(undo, payload={"event_id": sent[2]["event_id"]}).sealed(str(sent[2]["hash"]))
    assert answers(terminal.send(undo.to_wire())) == ["accepted"]


class Undone(Exception):
    pass


def test_conflicts_at_central_are_those_of_every_terminal(database: Database) -> None:
    """The vectors that terminals run, each taken in by a transaction that is then undone."""
    wrong: dict[str, object] = {}
    for case in conflict_cases():
        with suppress(Undone), database.write() as connection:
            heads: dict[str, Event] = {}
            for event in case.events:
                before = heads.get(event.terminal_id)
                sealed = heads[event.terminal_id] = event.sealed(before.hash if before else GENESIS)
                batch = EventBatch(event.terminal_id, event.incarnation, [sealed.to_wire()])
                (answer,) = take_in(connection, 1, batch, NOW, conflicts).answers
                assert str(answer.answer) in ("accepted", "conflict"), answer
            found = told(conflicts_of(connection, 1))
            if found != case.expect:
                wrong[case.name] = found
            raise Undone
    assert wrong == {}


def test_of_acts_of_one_moment_central_takes_the_order_that_the_feed_shows(
    database: Database, terminal: Terminal
) -> None:
    """Their order is that of their lives, and an act that copies told twice has two: terminals know the feed's."""
    arrived = terminal.act(reservation="00000000000000a1", call_number="A001")
    handed = terminal.act(EventKind.HANDED_OVER, "00000000000000a1", serial="S-1")
    assert answers(terminal.send(arrived, handed)) == ["accepted", "accepted"]
    (moved,) = sealed_elsewhere(terminal, handed)
    assert answers(terminal.send(moved)) == ["duplicate"]
    shown = [event_from_wire(row.body) for row in terminal.page().rows if row.kind == "event" and row.body]
    with database.read() as connection:
        assert sorted(facts.of_store(connection, 1), key=str) == sorted(shown, key=str)
        assert sorted(facts.of_reservations(connection, ["00000000000000a1"]), key=str) == sorted(shown, key=str)
    assert moved["incarnation"] in {event.incarnation for event in shown}
