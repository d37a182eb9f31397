"""The feed into the copy: whole, in any order, twice, with bad rows, and over a restored central."""

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kiosk.domain.event import EventKind
from kiosk.domain.feed import FeedRow, row_digest
from kiosk.domain.reservation import BookingStatus, Customer, LookupCode
from kiosk.domain.rows import row_body
from kiosk.domain.state import Stage
from kiosk.store.outbox import Final
from kiosk.store.replica import Position
from tests.store.day import (
    LOOKUP_KEY,
    NOON,
    STRANGER,
    Feed,
    foreign_text,
    lookup_digest,
    reservation,
    reservation_id,
    trust_list,
)
from tests.store.ledgers import append, assert_chain, draft, foreign, own_events


def run(store, act, *args):
    return store.worker.submit(act, *args).result()


def pull(store, feed, limit=2000, start=None):
    cursor = run(store, store.replica.position).cursor if start is None else start
    applied = None
    for page in feed.pages(cursor, limit):
        applied = run(store, store.replica.apply, feed.epoch, *page, NOON)
    return applied


def test_a_copy_knows_when_it_is_whole(store, feed):
    feed.furnish()
    feed.book(*(reservation(number) for number in range(25)))
    pages = list(feed.pages(0, 10))
    answers = [run(store, store.replica.apply, feed.epoch, *page, NOON).complete for page in pages]
    assert answers == [*[None] * (len(pages) - 1), True]
    assert run(store, store.replica.position) == Position("epoch-1", feed.seq)
    copy = run(store, store.replica.copy)
    assert (copy.complete, copy.updated_at, copy.quarantined) == (True, NOON, 0)
    assert copy.counts == copy.expected == feed.head().counts


def test_a_row_lost_on_the_way_is_noticed(store, feed):
    feed.book(*(reservation(number) for number in range(5)))
    ((cursor, rows, head),) = feed.pages()
    assert run(store, store.replica.apply, feed.epoch, cursor, rows[:-1], head, NOON).complete is False
    run(store, store.replica.start_over, feed.epoch)
    assert run(store, store.replica.position).cursor == 0
    assert pull(store, feed).complete is True


def test_changes_and_tombstones_move_every_way_of_finding(store, feed):
    feed.book(reservation(1), reservation(2))
    pull(store, feed)
    moved = reservation(
        1, customer=Customer("Ada Norr", "0007"), codes=(LookupCode("ab" * 32, 2),), short_code="7KQ4M2XP"
    )
    feed.book(moved)
    feed.put("reservation", reservation_id(2), None)
    applied = pull(store, feed)
    assert applied.complete
    assert applied.changed == {reservation_id(1), reservation_id(2)}
    roster = store.roster
    assert run(store, roster.search, "martin") == []
    assert run(store, roster.search, "4821") == []
    assert run(store, roster.by_code, lookup_digest(foreign_text(1), LOOKUP_KEY)) is None
    assert run(store, roster.search, "nor ada") == [moved]
    assert run(store, roster.search, "0007") == [moved]
    assert run(store, roster.by_code, "ab" * 32).generation == 2
    assert run(store, roster.by_short_code, "7KQ4M2XP").reservation == moved
    assert run(store, roster.reservation, reservation_id(2)) is None
    assert run(store, roster.counts) == {"reservation": 1}


@pytest.mark.parametrize("text", ["eloise", "ÉLOÏSE", "doeuvre", "mart doe", "dœuvre  él", "4821", "martin 4821"])
def test_names_are_found_without_accents_and_case(store, feed, text):
    feed.book(reservation(1), reservation(2, customer=Customer("Someone Else", "1111")))
    pull(store, feed)
    assert run(store, store.roster.search, text) == [reservation(1)]


@pytest.mark.parametrize("text", ["", "  ", "%", "artin", "482", "48211", "eloise else", "\x00", "' OR 1=1 --"])
def test_what_matches_nobody_finds_nobody(store, feed, text):
    feed.book(reservation(1))
    pull(store, feed)
    assert run(store, store.roster.search, text) == []


def broken(row: FeedRow, **changes) -> FeedRow:
    body = {**row.body, **changes}
    return replace(row, body=body, digest=row_digest(row.kind, row.key, body))


BAD = {
    "unknown enum value": lambda row: broken(row, status="teleported"),
    "field of another type": lambda row: broken(row, sku=7),
    "row of another key": lambda row: broken(row, reservation_id=reservation_id(99)),
    "bare local time": lambda row: broken(row, slot={"start": "2026-11-22T10:00:00", "end": "2026-11-22T11:00:00"}),
    "digest of other content": lambda row: replace(row, digest="ab" * 32),
    "digest that is none": lambda row: replace(row, digest="not hex"),
}


@pytest.mark.parametrize("bad", BAD.values(), ids=BAD.keys())
def test_a_bad_row_is_quarantined_and_the_rest_loads(store, feed, bad):
    feed.book(reservation(1), reservation(2))
    at = ("reservation", reservation_id(1))
    feed.rows[at] = bad(feed.rows[at])
    countable = len(feed.rows[at].digest) == 64
    ((cursor, rows, head),) = feed.pages() if countable else [(2, list(feed.rows.values()), None)]
    applied = run(store, store.replica.apply, feed.epoch, cursor, rows, head, NOON)
    assert applied.quarantined == 1
    assert applied.complete is (True if countable else None)
    (entry,) = run(store, store.replica.quarantine)
    assert (entry.key, bool(entry.reason)) == (reservation_id(1), True)
    assert run(store, store.roster.reservation, reservation_id(1)) is None
    assert run(store, store.roster.reservation, reservation_id(2)) == reservation(2)
    feed.book(reservation(1))
    assert pull(store, feed).quarantined == 0
    assert run(store, store.roster.reservation, reservation_id(1)) == reservation(1)


def test_a_bad_new_version_hides_a_reservation_but_not_the_rules(store, feed):
    feed.furnish()
    feed.book(reservation(1))
    pull(store, feed)
    before = run(store, store.roster.policy)
    row = feed.put("policy", "policy", {**row_body(before), "early_window_s": "soon"})
    feed.put("reservation", reservation_id(1), {"status": "cancelled"})
    applied = pull(store, feed)
    assert (applied.quarantined, applied.complete) == (2, True)
    assert row.seq < applied.rows + feed.seq
    assert run(store, store.roster.policy) == before
    assert run(store, store.roster.reservation, reservation_id(1)) is None
    assert run(store, store.roster.search, "martin") == []


def test_unknown_kinds_are_kept_and_counted(store, feed):
    feed.put("weather", "paris", {"sky": "grey"})
    assert pull(store, feed).complete
    assert run(store, store.roster.counts) == {"weather": 1}


def test_events_of_others_are_folded_and_own_ones_get_their_place(store, feed):
    (own,) = append(store, draft(1))
    other = foreign(1, number=1)
    feed.put("event", own.event_id, own.to_wire())
    feed.put("event", other.event_id, other.to_wire())
    applied = pull(store, feed)
    assert applied.complete
    assert reservation_id(1) in applied.changed
    state = run(store, store.ledger.state, reservation_id(1))
    assert state.stage is Stage.ARRIVED
    assert {sighting.call_number for sighting in state.arrivals} == {"A001", "B001"}
    assert run(store, store.ledger.last_call, "B") == 1
    assert [event.event_id for event in own_events(store)] == [own.event_id]


@pytest.mark.parametrize(
    "twist",
    [
        lambda event: {**event.to_wire(), "staff_id": "someone else"},
        lambda event: {**event.to_wire(), "kind": "teleported"},
        lambda event: {**event.to_wire(), "occurred_at": "yesterday"},
        lambda event: {"event_id": event.event_id},
    ],
)
def test_an_event_that_was_touched_is_quarantined(store, feed, twist):
    event = foreign(1)
    feed.put("event", event.event_id, twist(event))
    applied = pull(store, feed)
    assert (applied.quarantined, applied.complete) == (1, True)
    assert run(store, store.ledger.count) == 0
    assert run(store, store.ledger.state, reservation_id(1)).stage is Stage.BOOKED


def test_two_events_of_a_copied_terminal_in_the_same_place_are_both_facts(store, feed):
    for event in (foreign(1), foreign(1)):
        feed.put("event", event.event_id, event.to_wire())
    applied = pull(store, feed)
    assert (applied.quarantined, applied.complete) == (0, True)
    assert run(store, store.ledger.count) == 2
    assert len(run(store, store.ledger.state, reservation_id(1)).arrivals) == 2


def test_another_epoch_drops_what_it_does_not_have_but_no_event(store, feed):
    (own,) = append(store, draft(1))
    other = foreign(1, number=2)
    feed.book(reservation(1), reservation(2))
    feed.put("event", own.event_id, own.to_wire())
    feed.put("event", other.event_id, other.to_wire())
    pull(store, feed)
    restored = Feed(epoch="epoch-2")
    restored.book(reservation(1), reservation(3))
    pages = list(restored.pages(0, 1))
    run(store, store.replica.start_over, restored.epoch)
    run(store, store.replica.apply, restored.epoch, *pages[0], NOON)
    # Until the head is reached the old copy still answers.
    assert run(store, store.roster.reservation, reservation_id(2)) is not None
    applied = run(store, store.replica.apply, restored.epoch, *pages[1], NOON)
    assert applied.complete
    assert reservation_id(2) in applied.changed
    assert run(store, store.roster.reservation, reservation_id(2)) is None
    assert len(run(store, store.roster.search, "martin")) == 2
    assert run(store, store.ledger.count) == 2
    assert_chain(own_events(store))


def test_the_copy_of_an_earlier_epoch_goes_only_for_one_that_is_proven_whole(store, feed):
    feed.book(reservation(1), reservation(2))
    pull(store, feed)
    restored = Feed(epoch="epoch-2")
    restored.book(reservation(1), reservation(3))
    (page,) = restored.pages()
    cursor, rows, head = page
    for kept in ([], rows[:1]):  # an answer to somebody else's question, kept on the way; a row lost
        assert not run(store, store.replica.apply, restored.epoch, cursor, kept, head, NOON).complete
        assert run(store, store.roster.reservation, reservation_id(2)) is not None
        run(store, store.replica.start_over, restored.epoch)
    assert run(store, store.replica.apply, restored.epoch, *page, NOON).complete
    assert run(store, store.roster.reservation, reservation_id(2)) is None


def test_every_trust_list_is_kept_newest_first(store, feed):
    for one in (trust_list(1), trust_list(3), trust_list(2), trust_list(4, STRANGER)):
        feed.put_row("trust", "trust", one)
        pull(store, feed)
    assert [one.version for one in run(store, store.roster.trust_lists)] == [4, 3, 2, 1]


changes = st.lists(st.tuples(st.integers(0, 4), st.sampled_from(["book", "cancel", "bury", "spoil"])), max_size=14)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(changes=changes, data=st.data())
def test_however_pages_come_the_copies_agree(open_store, tmp_path_factory, changes, data):
    """Compacted pages in any order, repeated: what stands in the end is central's copy."""
    feed = Feed()
    pages: list[list[FeedRow]] = []
    for number, change in changes:
        if change == "book":
            feed.book(reservation(number))
        elif change == "cancel":
            feed.book(reservation(number, status=BookingStatus.CANCELLED))
        elif change == "bury":
            feed.put("reservation", reservation_id(number), None)
        else:
            feed.put("reservation", reservation_id(number), {"no": "reservation"})
        pages.append([feed.rows["reservation", reservation_id(number)]])
    order = data.draw(st.permutations([*pages, *pages[:3]]))
    store = open_store(at=tmp_path_factory.mktemp("copy") / "kiosk.db")
    for page in order:
        run(store, store.replica.apply, feed.epoch, page[0].seq, page, None, NOON)
    applied = run(store, store.replica.apply, feed.epoch, feed.seq, [], feed.head(), NOON)
    assert applied.complete
    good = {key for (_, key), row in feed.rows.items() if row.body and "no" not in row.body}
    found = {one.reservation_id for one in run(store, store.roster.search, "martin")}
    assert found == good
    spoiled = sum(1 for row in feed.rows.values() if row.body and "no" in row.body)
    assert applied.quarantined == spoiled
    store.close()


steps = st.lists(
    st.one_of(
        st.tuples(st.just("act"), st.integers(0, 2)),
        st.tuples(st.just("fail"), st.integers(0, 2)),
        st.tuples(st.just("acknowledge"), st.integers(0, 30)),
        st.tuples(st.just("rewind"), st.integers(0, 30)),
        st.tuples(st.just("reopen"), st.just(0)),
    ),
    max_size=20,
)


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=steps)
def test_the_ledger_is_a_chain_and_the_outbox_a_cursor(open_store, tmp_path_factory, steps):
    where = tmp_path_factory.mktemp("ledger") / "kiosk.db"
    store = open_store(at=where)
    made: list[str] = []
    cursor = 0

    def fail(number: int) -> None:
        with pytest.raises(LookupError), store.transaction():  # noqa: PT012  # the act fails half way
            store.ledger.append(draft(number))
            raise LookupError

    for step, number in steps:
        incarnation = run(store, store.ledger.incarnation)
        if step == "act":
            made.append(
                append(store, draft(number, kind=EventKind.SCAN_REFUSED if number else EventKind.ARRIVED))[0].event_id
            )
        elif step == "fail":
            run(store, fail, number)
        elif step == "acknowledge":
            held = min(number, len(made))
            run(
                store,
                store.outbox.acknowledge,
                incarnation,
                held,
                [Final(one, "accepted") for one in made[:held]],
                b"{}",
            )
            cursor = max(cursor, held)
        elif step == "rewind":
            run(store, store.outbox.rewind, incarnation, number)
            cursor = min(cursor, number)
        else:
            store.close()
            store = open_store(at=where)
        assert run(store, store.outbox.count) == len(made) - cursor
        assert [event.event_id for event in own_events(store)] == made[cursor:]
    run(store, store.outbox.rewind, run(store, store.ledger.incarnation), 0)
    events = own_events(store)
    assert_chain(events)
    assert [event.event_id for event in events] == made
    store.close()


def test_answers_and_the_receipt_are_kept(store):
    events = append(store, draft(1), draft(2))
    incarnation = events[0].incarnation
    finals = [Final(events[0].event_id, "accepted"), Final(events[1].event_id, "rejected", "unknown store")]
    receipt = f'{{"last_seq":2,"head_hash":"{events[1].hash}"}}'.encode()
    run(store, store.outbox.acknowledge, incarnation, 2, finals, receipt)
    assert run(store, store.outbox.answers, "rejected") == [finals[1]]
    assert run(store, store.outbox.receipt, incarnation) == receipt
    (letter,) = run(store, store.outbox.rejected)
    assert (letter.event, letter.reason) == (events[1], "unknown store")
    assert run(store, store.outbox.rejected_count) == 1
    # Another event's hash proves nothing about this file.
    run(store, store.outbox.acknowledge, incarnation, 2, finals, b'{"last_seq":1,"head_hash":"%064d"}' % 7)
    assert run(store, store.outbox.receipt, incarnation) == receipt


def test_a_terminal_enrolled_anew_begins_its_own_sequence(store):
    append(store, draft(1), draft(2))
    (event,) = append(store, draft(3, terminal_id="t-new"))
    assert event.seq == 1
    assert [one.terminal_id for one in own_events(store)] == ["t-a", "t-a"]
