"""The day is closed at a terminal, on a real file: with and without differences, and what another terminal adds to it."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from kiosk.domain.closing.day_end import Standing
from kiosk.domain.closing.difference import DifferenceKind
from kiosk.domain.event import EventKind
from kiosk.domain.policy import Role
from kiosk.domain.reservation import Slot
from kiosk.domain.state import Stage
from kiosk.errors import Refused
from tests.desk.floor_day import ONE, TWO, Team, arrived, handing, sync
from tests.store.day import NOON, k1_text, reservation, reservation_id

TODAY = NOON.date()


@pytest.fixture
def lead(team: Team) -> Team:
    team.roles |= set(Role)
    return team


def test_a_day_that_comes_out_even_is_closed(lead: Team) -> None:
    arrived(lead, 1)
    lead.prepare("S-1")
    lead.do(lead.desk.counter.hand_over, handing("S-1"))
    lead.book(reservation(2))
    lead.clock.forward(hours=3)
    with pytest.raises(Refused, match="1 differences"):
        lead.do(lead.desk.closing.close_day, TODAY)
    assert lead.do(lead.desk.closing.mark_no_shows, TODAY) == 1
    end = lead.do(lead.desk.closing.close_day, TODAY)
    assert end.standing is Standing.CLOSED
    (said,) = [event for event in lead.events() if event.kind is EventKind.DAY_CLOSED]
    assert {name: said.payload[name] for name in ("reserved", "collected", "no_show", "open", "units_in", "explained")} == {
        "reserved": 2, "collected": 1, "no_show": 1, "open": 0, "units_in": 1, "explained": 0,
    }  # fmt: skip
    assert said.payload["heads"][0]["hash"] == said.prev_hash == end.closed.chain_head
    with pytest.raises(Refused, match="closed already"):
        lead.do(lead.desk.closing.close_day, TODAY)


def test_a_difference_wants_a_reason_first(lead: Team) -> None:
    arrived(lead, 1, 2)
    closing = lead.desk.closing
    before = len(lead.events())
    for subjects, reason in (((ONE,), "  "), ((ONE, reservation_id(9)), "gone"), ((), "gone")):
        with pytest.raises(Refused):
            lead.do(closing.explain, TODAY, DifferenceKind.WAITING, subjects, reason)
    assert len(lead.events()) == before
    assert lead.do(closing.explain, TODAY, DifferenceKind.WAITING, (ONE, TWO), " left   angry ") == 2
    end = lead.do(closing.end, TODAY)
    assert [one.explanation.reason for one in end.differences] == ["left angry", "left angry"]
    assert lead.do(closing.close_day, TODAY).standing is Standing.CLOSED


def test_only_who_cannot_come_any_more_is_a_no_show(lead: Team) -> None:
    later = Slot(NOON + timedelta(hours=5), NOON + timedelta(hours=6))
    lead.book(reservation(1), reservation(2, slot=later))
    lead.clock.forward(minutes=44)
    with pytest.raises(Refused, match="nobody to mark"):
        lead.do(lead.desk.closing.mark_no_shows, TODAY)
    lead.clock.forward(minutes=1)  # the slot's end and the quarter of an hour of grace
    told: list[frozenset[str]] = []
    lead.store.on_change.subscribe(told.append)
    assert lead.do(lead.desk.closing.mark_no_shows, TODAY) == 1
    assert told == [frozenset({ONE})]
    assert lead.entry(1).stage is Stage.NO_SHOW
    assert lead.entry(2).stage is Stage.BOOKED


def test_a_no_show_is_taken_back_or_comes_after_all(lead: Team) -> None:
    lead.book(reservation(1), reservation(2))
    lead.clock.forward(hours=3)
    assert lead.do(lead.desk.closing.mark_no_shows, TODAY) == 2
    lead.do(lead.desk.closing.take_back_no_show, ONE)
    assert lead.entry(1).stage is Stage.BOOKED
    with pytest.raises(Refused, match="not marked"):
        lead.do(lead.desk.closing.take_back_no_show, ONE)
    assert lead.do(lead.desk.override, ONE, "was stuck on the train").admitted
    assert lead.entry(1).stage is Stage.ARRIVED
    assert lead.do(lead.desk.override, TWO, "the same train").admitted
    assert lead.entry(2).stage is Stage.ARRIVED


def test_what_another_terminal_did_offline_opens_the_question_again(open_team: Callable[..., Team]) -> None:
    a = open_team("A")
    b = open_team("B", feed=a.feed)
    a.roles |= set(Role)
    arrived(a, 1)
    sync(a, b)
    a.prepare("S-1")
    a.do(a.desk.counter.hand_over, handing("S-1"))
    a.book(reservation(2))
    b.pull()
    assert b.scan(k1_text(2)).admitted  # offline: nobody else knows
    a.clock.forward(hours=3)
    a.do(a.desk.closing.mark_no_shows, TODAY)
    assert a.do(a.desk.closing.close_day, TODAY).standing is Standing.CLOSED
    sync(a, b)
    end = a.do(a.desk.closing.end, TODAY)
    assert end.standing is Standing.REOPENED
    assert [one.kind for one in end.differences] == [DifferenceKind.WAITING]
    assert b.do(b.desk.closing.end, TODAY).standing is Standing.REOPENED
    a.do(a.desk.closing.explain, TODAY, DifferenceKind.WAITING, (TWO,), "collects tomorrow")
    assert a.do(a.desk.closing.close_day, TODAY).standing is Standing.CLOSED
    sync(a, b)
    assert b.do(b.desk.closing.end, TODAY).standing is Standing.CLOSED


def test_no_number_of_subjects_makes_an_event_too_long(lead: Team) -> None:
    arrived(lead, *range(1, 206))
    subjects = tuple(reservation_id(number) for number in range(1, 206))
    assert lead.do(lead.desk.closing.explain, TODAY, DifferenceKind.WAITING, subjects, "power cut") == 205
    said = [event for event in lead.events() if event.kind is EventKind.DIFFERENCE_EXPLAINED]
    assert [len(event.payload["subjects"]) for event in said] == [200, 5]
    assert not lead.do(lead.desk.closing.end, TODAY).unexplained


def test_the_line_to_central_is_noted_once_it_has_lasted(lead: Team) -> None:
    def note(in_touch: bool, since: object, hub: bool = False) -> bool:
        return lead.do(lead.desk.closing.note_contact, in_touch, since, hub)

    since = lead.clock.at
    assert not note(True, since)
    lead.clock.forward(hours=1)
    assert not note(True, since), "nothing was lost"
    lost = lead.clock.at
    lead.clock.forward(seconds=59)
    assert not note(False, lost)
    lead.clock.forward(seconds=1)
    assert note(False, lost, True)
    assert not note(False, lost)
    lead.clock.forward(hours=-2)  # somebody sets the clock back
    back = lead.clock.at
    lead.clock.forward(seconds=60)
    assert note(True, back)
    lead.clock.forward(seconds=60)
    assert not note(True, back), "an earlier time is no earlier note"
    kinds = [EventKind.CONTACT_LOST, EventKind.CONTACT_BACK]
    noted = [event for event in lead.events() if event.kind in kinds]
    assert [event.kind for event in noted] == kinds
    assert {event.staff_id for event in noted} == {""}
