"""What the stations are told: who is here, who is still to come, by which rules, and what has become of the units."""

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kiosk.domain.counter import TakeBack
from kiosk.domain.event import EventKind
from kiosk.domain.recipe import WATCH, Recipe, Step
from kiosk.domain.reservation import BookingStatus, Fulfilment, Slot
from kiosk.domain.state import Stage
from kiosk.domain.unit import RejectReason
from kiosk.floor_answers import stock_of
from tests.desk.floor_day import LARGER, ONE, PRODUCT, TWO, arrived, furnish
from tests.store.day import NOON, OTHER_STORE, Feed, k1_text, reservation, reservation_id
from tests.store.ledgers import append, draft

SLOT = reservation(1).slot
LATER = Slot(NOON + timedelta(hours=2), NOON + timedelta(hours=3))


def expected(team):
    return {(one.slot, one.sku): one.count for one in team.do(team.desk.floor.expected)}


def ids(team):
    return [entry.reservation_id for entry in team.do(team.desk.floor.entries)]


def test_everybody_who_has_come_and_no_untouched_booking(team):
    team.book(reservation(1), reservation(2), reservation(3))
    assert ids(team) == []
    team.scan(k1_text(1))
    team.scan(k1_text(3))
    assert ids(team) == [ONE, reservation_id(3)]
    (entry,) = team.do(team.desk.floor.entries_of, [ONE, reservation_id(99), ONE])
    assert (entry.product, entry.recipe, entry.call_number, entry.stage) == (PRODUCT, WATCH, "A001", Stage.ARRIVED)
    assert team.entry(2).stage is Stage.BOOKED


def test_a_recipe_comes_with_its_product(team):
    own = Recipe("AUR-41", (Step.BRING_TO_COUNTER,))
    team.feed.put_row("recipe", "AUR-41", own)
    arrived(team, 1)
    assert team.entry().recipe == own
    rules = team.ask(team.desk.floor.rules)
    assert (rules.recipes, rules.products, rules.store.store) == ((own,), (PRODUCT, LARGER), 12)
    assert [terminal.letter for terminal in rules.terminals] == ["A", "B"]


def test_a_product_that_has_not_come_is_none(team):
    arrived(team, 1, sku="NEW")
    assert team.entry().product is None


def test_expected_counts_who_has_not_come(team):
    team.book(
        *(reservation(number) for number in range(1, 6)),
        reservation(6, slot=LATER),
        reservation(7, sku="AUR-45"),
        reservation(8, status=BookingStatus.CANCELLED),
        reservation(9, fulfilment=Fulfilment.DELIVERY),
        reservation(10, store=OTHER_STORE),
    )
    assert expected(team) == {(SLOT, "AUR-41"): 5, (LATER, "AUR-41"): 1, (SLOT, "AUR-45"): 1}
    admitted = team.scan(k1_text(1))
    assert expected(team)[SLOT, "AUR-41"] == 4
    team.do(team.desk.undo, admitted.event_id)
    assert expected(team)[SLOT, "AUR-41"] == 5
    times = {"slot_start": "2026-11-22T13:00:00.000Z", "slot_end": "2026-11-22T14:00:00.000Z"}
    append_and_tell(team, draft(2, kind=EventKind.RESCHEDULED, **times))
    assert expected(team) == {(SLOT, "AUR-41"): 4, (LATER, "AUR-41"): 2, (SLOT, "AUR-45"): 1}
    team.book(reservation(3, status=BookingStatus.CANCELLED), reservation(2, slot=LATER))
    assert expected(team) == {(SLOT, "AUR-41"): 3, (LATER, "AUR-41"): 2, (SLOT, "AUR-45"): 1}
    team.feed.put("reservation", reservation_id(4), None)
    team.pull()
    assert expected(team)[SLOT, "AUR-41"] == 2


def append_and_tell(team, *drafts):
    def act():
        with team.store.transaction() as changed:
            for one in drafts:
                team.store.ledger.append(one)
                changed.add(one.reservation_id)

    team.ask(act)


def test_expected_survives_a_start_and_a_central_that_was_restored(open_team):
    team = open_team()
    team.book(reservation(1), reservation(2), reservation(3, slot=LATER))
    team.scan(k1_text(1))
    before = expected(team)
    team.store.close()
    again = open_team(feed=team.feed)
    assert expected(again) == before
    again.feed.epoch = "epoch-2"
    del again.feed.rows["reservation", reservation_id(3)]
    again.do(again.store.replica.start_over, "epoch-2")
    again.pull()
    assert expected(again) == {(SLOT, "AUR-41"): 1}
    again.ask(lambda: again.store._db.conn.execute("UPDATE demand SET bookings = 7"))
    assert not again.do(again.store._demand.is_right)

    def older_kiosk() -> None:
        with again.store.transaction():
            again.store.facts.put("demand", 0)

    again.do(older_kiosk)
    again.store.close()
    third = open_team(feed=again.feed)
    assert expected(third) == {(SLOT, "AUR-41"): 1}


changes = st.fixed_dictionaries(
    {
        "slot": st.sampled_from([SLOT, LATER]),
        "sku": st.sampled_from(["AUR-41", "AUR-45"]),
        "status": st.sampled_from([BookingStatus.BOOKED, BookingStatus.BOOKED, BookingStatus.CANCELLED]),
        "store": st.sampled_from([12, 12, OTHER_STORE]),
    }
)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    steps=st.lists(
        st.one_of(
            st.tuples(st.just("book"), st.integers(1, 5), changes),
            st.tuples(st.just("remove"), st.integers(1, 5)),
            st.tuples(st.just("come"), st.integers(1, 5)),
            st.tuples(st.just("take back")),
            st.tuples(st.just("look")),
        ),
        max_size=15,
    )
)
def test_counting_along_is_as_counting_all(open_team, tmp_path_factory, steps):
    furnish(feed := Feed())
    team = open_team(feed=feed, path=tmp_path_factory.mktemp("demand") / "kiosk.db")
    last = ""
    for name, *values in steps:
        match name:
            case "book":
                team.book(replace(reservation(values[0]), **values[1]))
            case "remove":
                feed.put("reservation", reservation_id(values[0]), None)
                team.pull()
            case "come":
                last = team.scan(k1_text(values[0])).event_id if values else last
            case "take back":
                last = last and undo(team, last)
            case _:
                expected(team)
    told = expected(team)
    team.do(team.store.attendance.changed, frozenset(map(str, range(5000))))
    assert told == expected(team)
    assert team.do(team.store._demand.is_right)
    came = {entry.reservation_id for entry in team.do(team.desk.floor.entries)}
    count = sum(
        row.body is not None and row.body["status"] == "booked" and row.body["store"] == 12 and row.key not in came
        for (kind, _), row in feed.rows.items()
        if kind == "reservation"
    )
    assert sum(told.values()) == count
    team.store.close()


def undo(team, event_id):
    event = team.ask(lambda: team.store.ledger.event(event_id))
    if event is not None and event.kind is EventKind.ARRIVED:
        team.do(team.desk.undo, event_id)
    return ""


def test_the_whole_history_refusals_included(team):
    arrived(team, 1)
    team.scan(k1_text(1))
    team.do(team.desk.stockroom.claim, (ONE,))
    kinds = [str(event.kind) for event in team.do(team.desk.floor.history, ONE)]
    assert kinds == ["arrived", "scan_refused", "preparation_claimed"]
    assert team.do(team.desk.floor.history, TWO) == ()


def test_stock_is_what_became_of_units(team):
    arrived(team, 1, 2, 3, 4)
    for number in (1, 2):
        team.prepare(f"S-{number}", number)
    team.hand("S-1", 1)
    team.do(team.desk.stockroom.claim, (reservation_id(3), reservation_id(4)))
    team.box("S-3", 3)
    team.box("S-4", 4)
    team.do(team.desk.stockroom.reject, reservation_id(4), RejectReason.DAMAGED)
    one, other = team.do(team.desk.floor.stock)
    assert (one.product, one.handed_over, one.ready, one.in_preparation, one.quarantined) == (PRODUCT, 1, 1, 1, 1)
    assert (other.product, other.handed_over, other.quarantined) == (LARGER, 0, 0)
    team.do(team.desk.counter.take_back, ONE, TakeBack.EXCHANGE)
    entries = team.do(team.desk.floor.entries)
    (one, _) = stock_of(entries, [LARGER, PRODUCT])
    assert (one.handed_over, one.ready, one.in_preparation, one.quarantined) == (0, 1, 1, 2)


def test_everybody_is_told_which_customers_changed(team):
    told: list[frozenset[str]] = []
    arrived(team, 1)
    team.store.on_change.subscribe(told.append)
    team.prepare("S-1")
    team.do(team.desk.counter.scan_unit, ONE, "", "S-9")
    team.do(team.desk.counter.call, ONE, "3")
    team.hand("S-1")
    assert told == 7 * [frozenset({ONE})]


def test_a_row_that_only_an_older_kiosk_understood_costs_one_customer(team):
    arrived(team, 1, 2)

    def older() -> None:
        with team.store.transaction():
            team.store._db.conn.execute("UPDATE feed_row SET body = x'7b7d' WHERE key = ?", [ONE])

    team.do(older)
    assert ids(team) == [TWO]
    assert team.do(team.desk.floor.entries_of, [ONE, TWO])[0].reservation_id == TWO


@pytest.mark.parametrize("count", [0, 1])
def test_nobody_and_one(team, count):
    arrived(team, *range(1, count + 1))
    assert len(team.do(team.desk.floor.entries)) == count
    append(team.store, draft(50, kind=EventKind.SCAN_REFUSED, verdict="late"))
    assert len(team.do(team.desk.floor.entries)) == count
