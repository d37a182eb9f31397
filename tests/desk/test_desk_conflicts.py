"""Conflicts and incidents at the desk: shown with both sides, closed by a supervisor, closed for good."""

from itertools import permutations

import pytest

from kiosk.domain.conflict import ConflictKind
from kiosk.domain.event import Event, EventKind
from kiosk.domain.incident import IncidentKind
from kiosk.domain.policy import Role
from kiosk.errors import Refused
from tests.desk.door import Door
from tests.store.day import NOON, Feed, reservation_id
from tests.store.ledgers import append, draft, foreign

REASON = "Both receipts looked at: the second watch came back"


def arrive(door: Door, *events: Event) -> None:
    for event in events:
        door.feed.put("event", event.event_id, event.to_wire())
    door.pull()


def twice(door: Door) -> tuple[Event, Event]:
    own = append(door.store, draft(1, kind=EventKind.HANDED_OVER, serial="S-1"))[0]
    other = foreign(1, kind=EventKind.HANDED_OVER, payload={"serial": "S-2"})
    arrive(door, other)
    return own, other


def test_both_sides_are_there_without_asking_anybody(door):
    own, other = twice(door)
    (report,) = door.do(door.desk.inbox.all)
    assert report.conflict.kind is ConflictKind.HANDED_OVER_TWICE
    assert report.conflict.reservation_ids == (reservation_id(1),)
    assert {event.event_id: event for event in report.events} == {own.event_id: own, other.event_id: other}
    assert [event.event_id for event in report.events] == list(report.conflict.event_ids)
    assert door.do(door.desk.data_state).conflicts == 1


def test_a_supervisor_closes_it_with_a_reason_and_everybody_learns_it(door, open_door):
    own, other = twice(door)
    (report,) = door.do(door.desk.inbox.all)
    with pytest.raises(Refused, match="supervisor"):
        door.do(door.desk.inbox.close, report.conflict, REASON)
    door.roles.add(Role.SUPERVISOR)
    for bad in ("", "   ", "x" * 201):
        with pytest.raises(Refused, match="reason"):
            door.do(door.desk.inbox.close, report.conflict, bad)
    closed = door.do(door.desk.inbox.close, report.conflict, f"  {REASON} ").conflict
    assert (closed.is_open, closed.closing.reason, closed.closing.staff_id) == (False, REASON, "s-1")
    assert door.do(door.desk.data_state).conflicts == 0
    with pytest.raises(Refused, match="already"):
        door.do(door.desk.inbox.close, report.conflict, REASON)
    closing = door.events()[-1]
    assert closing.kind is EventKind.INCIDENT_CLOSED
    for number, order in enumerate(permutations((own, other, closing))):
        elsewhere = open_door(f"E{number}", feed=Feed())
        for event in order:
            arrive(elsewhere, event)
        (seen,) = elsewhere.do(elsewhere.desk.inbox.all)
        assert not seen.conflict.is_open
        elsewhere.store.close()


def test_a_side_that_nobody_has_looked_at_opens_it_again(door):
    door.roles.add(Role.SUPERVISOR)
    twice(door)
    (report,) = door.do(door.desk.inbox.all)
    arrive(door, foreign(2, terminal_id="t-c", incarnation="c" * 32, kind=EventKind.HANDED_OVER, payload={}))
    with pytest.raises(Refused, match="changed meanwhile"):
        door.do(door.desk.inbox.close, report.conflict, REASON)
    (report,) = door.do(door.desk.inbox.all)
    assert len(report.events) == 3
    door.do(door.desk.inbox.close, report.conflict, REASON)
    assert door.do(door.desk.data_state).conflicts == 0


def test_one_watch_for_two_customers_is_closed_on_either(door):
    door.roles.add(Role.SUPERVISOR)
    append(door.store, draft(1, kind=EventKind.HANDED_OVER, serial="S-1"))
    arrive(door, foreign(1, number=2, kind=EventKind.HANDED_OVER, payload={"serial": "S-1"}))
    (report,) = door.do(door.desk.inbox.all)
    assert (report.conflict.kind, report.conflict.subject) == (ConflictKind.SERIAL_TWICE, "S-1")
    assert not door.do(door.desk.inbox.close, report.conflict, REASON).conflict.is_open


@pytest.mark.usefixtures("copied")
def test_a_copied_terminal_is_said_until_a_supervisor_has_looked(door):
    assert door.do(door.desk.data_state).copied
    (incident,) = door.do(door.desk.register.incidents)
    assert (incident.kind, incident.terminal_id) == (IncidentKind.TERMINAL_COPIED, "t-a")
    with pytest.raises(Refused, match="supervisor"):
        door.do(door.desk.register.close, incident.event_id, "the spare was started by mistake")
    door.roles.add(Role.SUPERVISOR)
    with pytest.raises(Refused, match="no such"):
        door.do(door.desk.register.close, "0" * 32, "x")
    door.do(door.desk.register.close, incident.event_id, "the spare was started by mistake")
    assert not door.do(door.desk.data_state).copied
    assert door.do(door.desk.register.incidents) == ()


@pytest.fixture
def copied(door, caplog):
    caplog.set_level("ERROR", "kiosk.store.forks")
    made = append(door.store, draft(1))
    door.do(door.store.forks.seal_again, made[0].incarnation, 1, NOON)


def test_a_copy_that_stays_wrong_is_a_matter_for_people(door, caplog):
    caplog.set_level("ERROR", "kiosk.store.replica")
    door.pull()
    assert not door.do(door.desk.data_state).in_doubt
    wrong = door.feed.head()
    wrong = type(wrong)(wrong.seq, wrong.counts, "7" * 64)
    for expected in (False, True):
        door.do(door.store.replica.apply, door.feed.epoch, wrong.seq, [], wrong, NOON)
        state = door.do(door.desk.data_state)
        assert (state.complete, state.in_doubt) == (False, expected)
        door.do(door.store.replica.start_over, door.feed.epoch)
    door.pull()
    state = door.do(door.desk.data_state)
    assert (state.complete, state.in_doubt) == (True, False)


def claims(door: Door) -> tuple[Event, Event]:
    """Own first, then a runner's at another terminal."""
    own = append(door.store, draft(1), draft(1, kind=EventKind.PREPARATION_CLAIMED))[1]
    other = foreign(1, kind=EventKind.PREPARATION_CLAIMED, payload={})
    arrive(door, other)
    return own, other


def test_the_side_that_holds_is_said_and_the_other_falls_everywhere(door, open_door):
    own, other = twice(door)
    (report,) = door.do(door.desk.inbox.all)
    assert report.keepable == {own.event_id, other.event_id}
    with pytest.raises(Refused, match="supervisor"):
        door.do(door.desk.inbox.keep, report.conflict, other.event_id, REASON)
    door.roles.add(Role.SUPERVISOR)
    with pytest.raises(Refused, match="Neither side"):
        door.do(door.desk.inbox.keep, report.conflict, "9" * 32, REASON)
    assert door.do(door.desk.inbox.keep, report.conflict, other.event_id, REASON) == ()
    assert door.do(door.desk.data_state).conflicts == 0
    closing, *undone = [event for event in door.events() if event.event_id != own.event_id]
    assert (closing.kind, closing.payload["kept"], closing.payload["reason"]) == (
        EventKind.INCIDENT_CLOSED,
        other.event_id,
        REASON,
    )
    assert [(event.kind, event.payload["event_id"]) for event in undone] == [(EventKind.UNDONE, own.event_id)]
    with pytest.raises(Refused, match="changed meanwhile"):
        door.do(door.desk.inbox.keep, report.conflict, other.event_id, REASON)
    for number, order in enumerate(permutations((own, other, closing, *undone))):
        elsewhere = open_door(f"E{number}", feed=Feed())
        for event in order:
            arrive(elsewhere, event)
        assert elsewhere.do(elsewhere.desk.inbox.all) == ()
        state = elsewhere.do(elsewhere.store.ledger.state, reservation_id(1))
        assert [fact.event_id for fact in state.hand_overs] == [other.event_id]
        elsewhere.store.close()


def test_a_hand_over_or_a_cancellation_holds_never_both(door):
    door.roles.add(Role.SUPERVISOR)
    own = append(door.store, draft(1, kind=EventKind.HANDED_OVER, serial="S-1"))[0]
    cancelled = foreign(1, kind=EventKind.CANCELLED, payload={"reason": "changed their mind"})
    arrive(door, cancelled)
    (report,) = door.do(door.desk.inbox.all)
    assert report.conflict.kind is ConflictKind.HANDED_OVER_AND_CANCELLED
    assert door.do(door.desk.inbox.keep, report.conflict, own.event_id, REASON) == ()
    state = door.do(door.store.ledger.state, reservation_id(1))
    assert ([fact.event_id for fact in state.hand_overs], state.cancelled) == ([own.event_id], False)


def test_one_runner_goes_on_and_the_other_lets_go(door):
    door.roles.add(Role.SUPERVISOR)
    own, other = claims(door)
    (report,) = door.do(door.desk.inbox.all)
    assert report.conflict.kind is ConflictKind.CLAIMED_TWICE
    assert door.do(door.desk.inbox.keep, report.conflict, other.event_id, REASON) == ()
    state = door.do(door.store.ledger.state, reservation_id(1))
    assert ([claim.event_id for claim in state.claims], state.claimed_by) == ([other.event_id], "s-2")
    assert own.event_id not in {claim.event_id for claim in state.claims}


def test_a_runner_whom_it_was_handed_on_to_lets_go_without_giving_it_back(door):
    door.roles.add(Role.SUPERVISOR)
    append(door.store, draft(1, kind=EventKind.PREPARATION_CLAIMED))
    append(door.store, draft(1, kind=EventKind.CLAIM_RELEASED, to="s-9"))
    other = foreign(1, kind=EventKind.PREPARATION_CLAIMED, payload={})
    arrive(door, other)
    (report,) = door.do(door.desk.inbox.all)
    door.do(door.desk.inbox.keep, report.conflict, other.event_id, REASON)
    state = door.do(door.store.ledger.state, reservation_id(1))
    assert [claim.detail for claim in state.claims] == ["s-2"]


def test_of_two_units_one_is_kept_and_the_other_is_free_again(door):
    door.roles.add(Role.SUPERVISOR)
    append(door.store, draft(1, kind=EventKind.STEP_COMPLETED, step="scan_box", serial="S-1"))
    other = foreign(1, kind=EventKind.STEP_COMPLETED, payload={"step": "scan_box", "serial": "S-2"})
    arrive(door, other)
    (report,) = door.do(door.desk.inbox.all)
    assert report.conflict.kind is ConflictKind.TWO_UNITS
    assert door.do(door.desk.inbox.keep, report.conflict, other.event_id, REASON) == ()
    assert door.do(door.store.ledger.state, reservation_id(1)).serial == "S-2"
    assert door.do(door.store.ledger.takers, "S-1") == []


def test_a_unit_of_two_customers_is_given_to_one(door):
    door.roles.add(Role.SUPERVISOR)
    payload = {"step": "scan_box", "serial": "S-1"}
    append(door.store, draft(1, kind=EventKind.STEP_COMPLETED, **payload))
    other = foreign(1, number=2, kind=EventKind.STEP_COMPLETED, payload=payload)
    arrive(door, other)
    (report,) = door.do(door.desk.inbox.all)
    assert report.conflict.kind is ConflictKind.SAME_UNIT
    assert door.do(door.desk.inbox.keep, report.conflict, other.event_id, REASON) == ()
    assert [door.do(door.store.ledger.state, reservation_id(n)).serial for n in (1, 2)] == ["", "S-1"]


def test_a_number_on_two_slips_can_only_be_closed(door):
    door.roles.add(Role.SUPERVISOR)
    append(door.store, draft(1, call_number="A001"))
    arrive(door, foreign(1, number=2, payload={"call_number": "A001"}))
    (report,) = door.do(door.desk.inbox.all)
    assert (report.conflict.kind, report.keepable) == (ConflictKind.CALL_NUMBER_TWICE, frozenset())
    with pytest.raises(Refused, match="Neither side"):
        door.do(door.desk.inbox.keep, report.conflict, report.conflict.event_ids[0], REASON)
