"""The account of the day: every reservation and unit in exactly one class, differences named, explained and gone again."""

from dataclasses import replace
from datetime import timedelta
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from kiosk.domain.clock import utc_text
from kiosk.domain.closing.balance import Outcome, UnitPlace, balance
from kiosk.domain.closing.book import DayBook, day_to_close
from kiosk.domain.closing.day_end import Standing, day_end
from kiosk.domain.closing.difference import DifferenceKind, differences
from kiosk.domain.closing.figures import figures
from kiosk.domain.closing.standing import chain_heads, closed, facts_digest
from kiosk.domain.closing.stations import stations
from kiosk.domain.event import EventKind
from kiosk.domain.reservation import BookingStatus, Fulfilment
from tests.closing.books import DAY, NINE, PARIS, Writer, book, days, reservation


@given(days())
def test_the_classes_partition_what_was_reserved(day: DayBook) -> None:
    account = balance(day)
    mine = {one.reservation_id for one in day.of_the_day}
    classes = [{one for one, outcome in account.outcomes.items() if outcome is name} for name in Outcome]
    assert set().union(*classes) == mine
    assert sum(map(len, classes)) == len(mine) == account.reserved == sum(account.of(name) for name in Outcome)
    spoken = {text for event in day.events for text in [event.payload.get("serial")] if text}
    assert set(account.units) <= spoken
    assert account.units_in == sum(account.at(place) for place in UnitPlace)


@given(days(), st.integers())
def test_the_order_of_arrival_changes_nothing(day: DayBook, seed: int) -> None:
    shuffled = list(day.events)
    Random(seed).shuffle(shuffled)
    again = replace(day, events=(*shuffled, *shuffled[:3]))
    assert balance(again) == balance(day)
    assert differences(again) == differences(day)
    assert facts_digest(again) == facts_digest(day)
    assert figures(again) == figures(day)
    assert stations(again) == stations(day)


@given(days())
def test_a_reservation_is_open_exactly_where_a_difference_names_it(day: DayBook) -> None:
    end = day_end(day)
    of_reservations = {DifferenceKind.STILL_DUE, DifferenceKind.NOT_MARKED, DifferenceKind.WAITING,
                       DifferenceKind.READY, DifferenceKind.ON_HOLD}  # fmt: skip
    named = {one.subject for one in end.differences if one.kind in of_reservations}
    assert named == {one for one, outcome in end.balance.outcomes.items() if outcome is Outcome.OPEN}


def test_each_class() -> None:
    rows = [
        reservation(1),
        reservation(2),
        reservation(3, status=BookingStatus.CANCELLED),
        reservation(4),
        reservation(5),
        reservation(6, fulfilment=Fulfilment.DELIVERY),
        reservation(7, store=2),
        reservation(8, slot=replace(reservation(1).slot, start=NINE + timedelta(days=1), end=NINE + timedelta(days=2))),
    ]
    said = Writer()
    said.say(EventKind.ARRIVED, 1, 5, call_number="A001")
    said.say(EventKind.STEP_COMPLETED, 1, 6, step="scan_box", serial="S-1")
    said.say(EventKind.UNIT_REJECTED, 1, 7, serial="S-1", reason="battery")
    said.say(EventKind.STEP_COMPLETED, 1, 8, step="scan_box", serial="S-2")
    said.say(EventKind.HANDED_OVER, 1, 20, serial="S-2")
    tomorrow = {
        "slot_start": utc_text(NINE + timedelta(days=1)),
        "slot_end": utc_text(NINE + timedelta(days=1, hours=1)),
    }
    said.say(EventKind.RESCHEDULED, 2, 10, **tomorrow)
    said.say(EventKind.NO_SHOW, 4, 200)
    said.say(EventKind.ARRIVED, 5, 30, call_number="A002")
    said.say(EventKind.STEP_COMPLETED, 5, 32, step="scan_box", serial="S-3")
    end = day_end(book(rows, said.events))
    assert end.balance.figures == {
        "reserved": 6, "collected": 1, "moved": 2, "cancelled": 1, "no_show": 1, "open": 1,
        "units_in": 3, "handed_over": 1, "quarantined": 1, "left": 1,
    }  # fmt: skip
    assert end.balance.deliveries == 1
    assert [(one.kind, one.detail) for one in end.differences] == [(DifferenceKind.WAITING, "A002")]
    assert end.standing is Standing.UNEXPLAINED


def test_a_hand_over_counts_before_everything_else() -> None:
    said = Writer()
    said.say(EventKind.HANDED_OVER, 1, 20, serial="S-2")
    said.say(EventKind.CANCELLED, 1, 30)
    end = day_end(book([reservation(1)], said.events))
    assert end.balance.of(Outcome.COLLECTED) == 1
    assert [one.kind for one in end.differences] == [DifferenceKind.CONFLICT]


def test_a_unit_that_was_handed_over_is_not_in_quarantine_whatever_else_is_said() -> None:
    said = Writer()
    said.say(EventKind.HANDED_OVER, 1, 20, serial="S-2")
    said.say(EventKind.UNIT_REJECTED, 2, 30, serial="S-2", reason="damaged")
    for events in (said.events, said.events[::-1]):
        assert balance(book([reservation(1), reservation(2)], events)).units == {"S-2": UnitPlace.HANDED_OVER}


def test_an_explanation_goes_with_its_cause_and_holds_while_time_passes() -> None:
    said = Writer()
    said.say(EventKind.DIFFERENCE_EXPLAINED, None, 1, day=DAY.isoformat(), difference="still_due",
             subjects=[f"{1:016x}"], reason="rang: comes at noon")  # fmt: skip
    early = day_end(book([reservation(1)], said.events, hours=0.5))
    assert [(one.kind, one.is_open) for one in early.differences] == [(DifferenceKind.STILL_DUE, False)]
    late = day_end(book([reservation(1)], said.events))
    assert [(one.kind, one.is_open) for one in late.differences] == [(DifferenceKind.NOT_MARKED, False)]
    said.say(EventKind.ARRIVED, 1, 40, call_number="A001")
    here = day_end(book([reservation(1)], said.events))
    assert [(one.kind, one.is_open) for one in here.differences] == [(DifferenceKind.WAITING, True)]


def test_an_explanation_of_another_day_or_one_taken_back_says_nothing() -> None:
    said = Writer()
    other = said.say(EventKind.DIFFERENCE_EXPLAINED, None, 1, day="2026-11-21", difference="not_marked",
                     subjects=[f"{1:016x}"], reason="x")  # fmt: skip
    mine = said.say(EventKind.DIFFERENCE_EXPLAINED, None, 2, day=DAY.isoformat(), difference="not_marked",
                    subjects=[f"{1:016x}"], reason="x")  # fmt: skip
    assert not day_end(book([reservation(1)], said.events)).unexplained
    said.say(EventKind.UNDONE, None, 3, event_id=mine.event_id)
    assert day_end(book([reservation(1)], said.events)).unexplained
    assert other.payload["day"] != DAY.isoformat()


def test_a_fact_that_comes_after_the_closing_opens_the_question_again() -> None:
    said = Writer()
    said.say(EventKind.ARRIVED, 1, 5, call_number="A001")
    said.say(EventKind.HANDED_OVER, 1, 20, serial="S-2", terminal="t-b")
    day = book([reservation(1)], said.events)
    head = said.events[0].hash
    said.say(EventKind.DAY_CLOSED, None, 30, day=DAY.isoformat(), facts=facts_digest(day))
    day = book([reservation(1)], said.events)
    word = closed(day)
    assert word is not None
    assert (word.stands, word.chain_head) == (True, head)
    said.say(EventKind.SIGNED_OUT, None, 31)
    assert day_end(book([reservation(1)], said.events)).standing is Standing.CLOSED
    said.say(EventKind.CANCELLED, 1, 32, terminal="t-b")
    assert day_end(book([reservation(1)], said.events)).standing is Standing.REOPENED


def test_chains_are_told_with_what_is_missing() -> None:
    said = Writer()
    for minutes in range(3):
        said.say(EventKind.ARRIVED, 1, minutes)
    (head,) = chain_heads(book(events=said.events))
    assert (head.seq, head.hash, head.whole) == (3, said.events[-1].hash, True)
    (head,) = chain_heads(book(events=said.events[1:]))
    assert (head.seq, head.whole) == (3, False)


def test_the_day_to_close_is_the_last_that_has_begun() -> None:
    starts = [NINE, NINE + timedelta(days=1)]
    assert day_to_close(starts, NINE + timedelta(hours=3), PARIS) == DAY
    assert day_to_close(starts, NINE + timedelta(hours=16), PARIS) == DAY  # an hour after midnight
    assert day_to_close(starts, NINE + timedelta(hours=25), PARIS) == DAY + timedelta(days=1)
    assert day_to_close([], NINE, PARIS) == DAY
