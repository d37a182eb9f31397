"""The counter: who is called, the lock that opens for one unit only, what is ticked, and what comes back."""

from datetime import timedelta

import pytest

from kiosk.domain.conflict import ConflictKind
from kiosk.domain.counter import CallAct, Demo, Identity, Receipt, TakeBack
from kiosk.domain.event import EventKind
from kiosk.domain.policy import Policy, Role
from kiosk.domain.recipe import Recipe, Step
from kiosk.domain.reservation import BookingStatus, Payment
from kiosk.domain.rows import parse_row, row_body
from kiosk.domain.state import Stage
from kiosk.domain.unit import Difference, Fit, RejectReason
from kiosk.domain.verdict import VerdictKind
from kiosk.errors import Refused
from tests.desk.floor_day import GTIN, ONE, OTHER_GTIN, TWO, arrived, sync
from tests.store.day import NOON, k1_text, reservation


def ready(team, *numbers):
    arrived(team, *numbers)
    for number in numbers:
        team.prepare(f"S-{number}", number)


def test_called_and_handed_over_with_a_receipt(team):
    ready(team, 1)
    called = team.do(team.desk.counter.call, ONE, "3")
    assert (called.state.called_to, called.state.calls, called.state.called_at) == ("3", 1, NOON)
    answer = team.do(team.desk.counter.scan_unit, ONE, GTIN, "S-1")
    assert (answer.opens, answer.fit.fit) == (True, Fit.RIGHT)
    done = team.hand("S-1", demo=Demo.BOOKED, identity=Identity.PHONE)
    assert (done.entry.stage, done.serial, done.receipt, done.at) == (Stage.COLLECTED, "S-1", Receipt.PRINTED, NOON)
    event = team.events()[-1]
    assert event.event_id == done.event_id
    assert event.payload == {
        "serial": "S-1",
        "call_number": "A001",
        "identity": "phone",
        "presented": True,
        "demo": "booked",
        "receipt": "printed",
    }
    assert team.scan(k1_text(1)).verdict.kind is VerdictKind.ALREADY_COLLECTED
    with pytest.raises(Refused, match=r"already, at 12:00 \(Entrance A\)"):
        team.hand("S-1")


def test_a_receipt_is_promised_by_mail_only_where_central_can_send_it(team):
    arrived(team, 1)
    team.prepare("S-1", 1)
    with pytest.raises(Refused, match="No receipt can be mailed"):
        team.hand("S-1", receipt=Receipt.EMAIL)
    assert team.entry().state.collected is None
    team.book(reservation(1, receipt_by_email=True))
    assert team.hand("S-1", receipt=Receipt.EMAIL).receipt is Receipt.EMAIL
    assert team.events()[-1].payload["receipt"] == "email"


def test_a_row_of_an_older_central_promises_no_mail():
    body = row_body(reservation(1))
    del body["receipt_by_email"]
    assert parse_row("reservation", body) == reservation(1)


@pytest.mark.parametrize("role", [Role.GREETER, Role.RUNNER])
def test_neither_a_greeter_nor_a_runner_hands_over(team, role):
    ready(team, 1)
    team.roles.clear()
    team.roles.add(role)
    for act in (
        lambda: team.do(team.desk.counter.call, ONE, "3"),
        lambda: team.do(team.desk.counter.scan_unit, ONE, GTIN, "S-1"),
        lambda: team.hand("S-1"),
        lambda: team.do(team.desk.counter.take_back, ONE, TakeBack.WRONG),
    ):
        with pytest.raises(Refused, match="counter's work"):
            act()
    assert team.recorded()[-1] == "preparation_completed"


def test_call_again_skip_and_hold(team):
    ready(team, 1)
    with pytest.raises(Refused, match="which counter"):
        team.do(team.desk.counter.call, ONE, "")
    assert team.do(team.desk.counter.call, ONE, "3", CallAct.AGAIN).state.calls == 1
    assert team.events()[-1].payload == {"counter": "3", "act": "call"}
    assert team.do(team.desk.counter.call, ONE, "4", CallAct.AGAIN).state.called_to == "4"
    for act in (CallAct.SKIP, CallAct.HOLD):
        parked = team.do(team.desk.counter.call, ONE, "4", act)
        assert (parked.state.parked, parked.state.calls, parked.stage) == (True, 2, Stage.READY)
    assert team.do(team.desk.counter.call, ONE, "3").state.parked is False
    assert team.hand("S-1").entry.stage is Stage.COLLECTED


def test_nobody_is_called_before_the_unit_is_there(team):
    arrived(team, 1)
    for act in (lambda: team.do(team.desk.counter.call, ONE, "3"), lambda: team.hand("S-1")):
        with pytest.raises(Refused, match="not ready yet"):
            act()


@pytest.mark.parametrize(
    ("gtin", "serial", "fit", "owner"),
    [
        (GTIN, "S-2", Fit.SERIAL_TAKEN, "A002"),
        ("", "S-2", Fit.SERIAL_TAKEN, "A002"),
        (GTIN, "S-9", Fit.OTHER_UNIT, ""),
        (GTIN, "", Fit.NO_SERIAL, ""),
        (OTHER_GTIN, "S-1", Fit.WRONG_PRODUCT, ""),
        ("", "S-9", Fit.NOT_OURS, ""),
    ],
)
def test_the_lock_opens_for_the_prepared_unit_only(team, gtin, serial, fit, owner):
    ready(team, 1, 2)
    answer = team.do(team.desk.counter.scan_unit, ONE, gtin, serial)
    assert (answer.opens, answer.fit.fit, answer.owner) == (False, fit, owner)
    if fit is Fit.WRONG_PRODUCT:
        assert answer.fit.differences == (Difference.SIZE,)
    assert team.events()[-1].payload == {"verdict": "wrong_unit", "fit": str(fit), "gtin": gtin}
    with pytest.raises(Refused, match=r"prepared for A001|Scan the unit"):
        team.hand("" if serial == "S-1" else serial)
    assert team.do(team.desk.counter.scan_unit, ONE, "", "S-1").opens
    assert team.entry().stage is Stage.READY


def test_identity_is_confirmed_by_a_method_of_the_policy(team):
    ready(team, 1)
    team.rule(Policy(identity_methods=(Identity.DOCUMENT, Identity.PROXY)))
    with pytest.raises(Refused, match="choose another"):
        team.hand("S-1")
    code = team.entry().reservation.short_code
    for half in ("", code[:4], "2222"):
        with pytest.raises(Refused, match="second half"):
            team.hand("S-1", identity=Identity.PROXY, proxy_code=half)
    done = team.hand("S-1", identity=Identity.PROXY, proxy_code=f" {code[4:].lower()}")
    assert team.events()[-1].payload["identity"] == "proxy"
    assert code[4:] not in str(team.events()[-1].payload)
    assert done.entry.state.collected is not None


OBSTACLES = {
    "cancelled": ({"status": BookingStatus.CANCELLED}, "cancelled"),
    "on hold": ({"status": BookingStatus.ON_HOLD}, "on hold"),
    "unpaid": ({"payment": Payment.DUE}, "not paid"),
    "refused": ({"payment": Payment.REFUSED}, "payment was refused"),
}


@pytest.mark.parametrize(("changes", "hint"), OBSTACLES.values(), ids=OBSTACLES.keys())
def test_against_an_obstacle_only_a_supervisor_with_a_reason(team, changes, hint):
    ready(team, 1)
    team.book(reservation(1, **changes))
    with pytest.raises(Refused, match=f"{hint}: call a supervisor"):
        team.hand("S-1", reason="he asked")
    team.roles.add(Role.SUPERVISOR)
    with pytest.raises(Refused, match="must give a reason"):
        team.hand("S-1")
    team.hand("S-1", reason=" settled with  the head office ")
    assert team.events()[-1].payload["reason"] == "settled with the head office"


def test_a_wrong_hand_over_comes_back_and_goes_on_waiting(team):
    ready(team, 1)
    team.hand("S-1")
    back = team.do(team.desk.counter.take_back, ONE, TakeBack.WRONG)
    assert (back.stage, back.state.serial, back.state.collected) == (Stage.READY, "S-1", None)
    assert team.events()[-1].payload["reason"] == "wrong_hand_over"
    assert team.hand("S-1").entry.stage is Stage.COLLECTED


@pytest.mark.parametrize("quarantine", [True, False])
def test_an_exchange_begins_the_task_anew(team, quarantine):
    ready(team, 1)
    team.do(team.desk.counter.call, ONE, "3")
    team.hand("S-1")
    back = team.ask(lambda: team.desk.counter.take_back(ONE, TakeBack.EXCHANGE, quarantine=quarantine))
    assert (back.stage, back.state.serial, back.state.steps, back.state.calls) == (Stage.PREPARING, "", (), 0)
    assert [one.serial for one in back.state.rejected] == (["S-1"] if quarantine else [])
    team.prepare("S-9")
    assert team.hand("S-9").entry.state.serial == "S-9"
    assert team.do(team.desk.inbox.all) == ()


def test_a_return_waits_for_a_supervisor(team):
    ready(team, 1)
    team.hand("S-1")
    back = team.do(team.desk.counter.take_back, ONE, TakeBack.RETURN)
    assert (back.stage, [one.serial for one in back.state.rejected]) == (Stage.ON_HOLD, ["S-1"])
    assert team.scan(k1_text(1)).verdict.kind is VerdictKind.ON_HOLD
    with pytest.raises(Refused, match="Nothing has been handed over"):
        team.do(team.desk.counter.take_back, ONE, TakeBack.RETURN)
    hold = team.do(team.desk.floor.history, ONE)[-2]
    assert (hold.kind, hold.payload) == (EventKind.INCIDENT_OPENED, {"hold": True, "incident": "returned"})
    with pytest.raises(Refused, match="supervisor"):
        team.do(team.desk.register.close, hold.event_id, "the customer stays")
    team.roles.add(Role.SUPERVISOR)
    team.do(team.desk.register.close, hold.event_id, "the customer stays")
    assert team.entry().stage is Stage.PREPARING
    with pytest.raises(Refused, match="no such"):
        team.do(team.desk.register.close, hold.event_id, "twice")


def test_after_the_window_only_a_supervisor_takes_back(team):
    ready(team, 1)
    team.hand("S-1")
    team.clock.forward(seconds=301)
    team.scan("something else")
    team.clock.at = NOON
    with pytest.raises(Refused, match="Too late"):
        team.do(team.desk.counter.take_back, ONE, TakeBack.WRONG)
    team.roles.add(Role.SUPERVISOR)
    assert team.do(team.desk.counter.take_back, ONE, TakeBack.WRONG).stage is Stage.READY


def test_two_hand_overs_are_a_conflict_until_one_unit_came_back(open_team):
    a = open_team("A")
    b = open_team("B", feed=a.feed)
    arrived(a, 1)
    sync(a, b)
    for team, serial in ((a, "S-1"), (b, "S-2")):
        team.prepare(serial)
        team.hand(serial)
        b.clock.forward(seconds=1)
    sync(a, b)
    for team in (a, b):
        kinds = {one.conflict.kind for one in team.do(team.desk.inbox.all) if one.conflict.is_open}
        assert kinds == {ConflictKind.HANDED_OVER_TWICE, ConflictKind.TWO_UNITS}
        assert team.entry().state.serial == "S-1"
    with pytest.raises(Refused, match="the one that came back"):
        a.do(a.desk.counter.take_back, ONE, TakeBack.WRONG)
    with pytest.raises(Refused, match="not handed over"):
        a.ask(lambda: a.desk.counter.take_back(ONE, TakeBack.WRONG, serial="S-7"))
    a.clock.at = b.clock.at
    a.ask(lambda: a.desk.counter.take_back(ONE, TakeBack.EXCHANGE, quarantine=False, serial="S-2"))
    sync(a, b)
    for team in (a, b):
        assert team.do(team.desk.inbox.all) == ()
        assert (team.entry().stage, team.entry().state.serial) == (Stage.COLLECTED, "S-1")


@pytest.mark.parametrize("given", [True, False])
def test_a_unit_that_left_the_store_elsewhere_is_not_handed_over(open_team, given):
    """Two terminals bound one unit; only one of them had it in hand."""
    a = open_team("A")
    b = open_team("B", feed=a.feed)
    arrived(a, 1, 2)
    sync(a, b)
    a.prepare("S-7", 1)
    b.prepare("S-7", 2)
    if given:
        b.hand("S-7", 2)
    else:
        b.do(b.desk.stockroom.reject, TWO, RejectReason.DAMAGED)
    assert a.do(a.desk.counter.scan_unit, ONE, GTIN, "S-7").opens
    sync(a, b)
    answer = a.do(a.desk.counter.scan_unit, ONE, GTIN, "S-7")
    assert (answer.opens, answer.fit.fit, answer.owner) == (False, Fit.SERIAL_TAKEN, "A002")
    with pytest.raises(Refused, match="reject it here"):
        a.hand("S-7", 1)
    a.do(a.desk.stockroom.reject, ONE, RejectReason.WRONG)
    a.prepare("S-8", 1)
    assert a.hand("S-8", 1).serial == "S-8"


def test_a_unit_of_an_unscanned_recipe_must_be_nobodys(team):
    ready(team, 2)
    team.feed.put_row("recipe", "", Recipe("", (Step.INSPECT_PACKAGING,)))
    arrived(team, 1)
    team.do(team.desk.stockroom.claim, (ONE,))
    assert team.step(Step.INSPECT_PACKAGING).stage is Stage.READY
    assert team.do(team.desk.counter.scan_unit, ONE, GTIN, "S-2").fit.fit is Fit.SERIAL_TAKEN
    with pytest.raises(Refused, match="another customer"):
        team.hand("S-2")
    assert team.do(team.desk.counter.scan_unit, ONE, GTIN, "S-9").opens
    assert team.hand("S-9").entry.state.serial == "S-9"


def test_the_promise_is_over_when_it_is_handed_over(team):
    ready(team, 1)
    done = team.hand("S-1")
    assert done.entry.state.prepared_at == NOON
    assert done.at - NOON < timedelta(seconds=1)
    assert TWO not in {entry.reservation_id for entry in team.do(team.desk.floor.entries)}
