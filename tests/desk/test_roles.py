"""Roles x acts, cell by cell: who may does it on a real floor, who may not is told whom to ask, and nothing is recorded."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from kiosk.domain.closing.difference import DifferenceKind
from kiosk.domain.event import EventKind
from kiosk.domain.policy import Policy, Role, Staff
from kiosk.domain.recipe import Step
from kiosk.domain.reservation import BookingStatus, Payment
from kiosk.domain.staff import ROLES, Act, may
from kiosk.domain.stock import Place, StockRow
from kiosk.domain.unit import RejectReason
from kiosk.errors import NotAllowed
from kiosk.session import Session
from kiosk.sign_in import SignIn
from tests.desk.floor_day import GTIN, LARGER, ONE, PRODUCT, Team, arrived, handing
from tests.desk.places_day import EARLIER, LATER, grant
from tests.desk.staff_day import PEPPER, list_staff
from tests.desk.test_desk_conflicts import twice
from tests.domain.test_doors import READY
from tests.store.day import NOON, k1_text, reservation, reservation_id

Do = Callable[[], Any]
TODAY = NOON.date()


def _booked(team: Team) -> Do:
    team.book(reservation(1))
    return lambda: team.scan(k1_text(1))


def _unsynced(team: Team) -> Do:
    team.scan(k1_text(7))
    return lambda: team.do(team.desk.admit_unsynced, reservation_id(7))


def _due(team: Team) -> Do:
    team.book(reservation(1, payment=Payment.DUE))
    return lambda: team.do(team.desk.override, ONE, "paid in cash")


def _undo(team: Team, *, late: bool = False) -> Do:
    team.book(reservation(1))
    event_id = team.scan(k1_text(1)).event_id
    if late:
        team.clock.forward(seconds=Policy().undo_window_s + 1)
    return lambda: team.do(team.desk.undo, event_id)


def _claim(team: Team) -> Do:
    arrived(team, 1)
    return lambda: team.do(team.desk.stockroom.claim, (ONE,))


def _claimed(team: Team, act: Callable[..., Any], *args: Any) -> Do:
    _claim(team)()
    return lambda: team.do(act, *args)


def _anothers(team: Team) -> Do:
    _claim(team)()
    team.staff_id.append("somebody-else")
    return lambda: team.do(team.desk.stockroom.release, ONE)


def _on_work(team: Team, act: Callable[..., Any], *args: Any) -> Do:
    _claim(team)()
    team.box("S-1")
    return lambda: team.do(act, *args)


def _ready(team: Team, act: Callable[..., Any], *args: Any) -> Do:
    arrived(team, 1)
    team.prepare("S-1")
    return lambda: team.do(act, *args)


def _called_back(team: Team) -> Do:
    _ready(team, team.desk.counter.call, ONE, "3")()
    return lambda: team.do(team.desk.stockroom.put_back, ONE)


def _against(team: Team) -> Do:
    _ready(team, team.desk.counter.call, ONE, "3")()
    team.book(reservation(1, status=BookingStatus.ON_HOLD))
    return lambda: team.do(team.desk.counter.hand_over, handing("S-1", reason="the manager knows"))


def _taken(team: Team, *, late: bool = False) -> Do:
    from kiosk.domain.counter import TakeBack

    _ready(team, team.desk.counter.hand_over, handing("S-1"))()
    if late:
        team.clock.forward(seconds=Policy().undo_window_s + 1)
    return lambda: team.do(team.desk.counter.take_back, ONE, TakeBack.WRONG)


def _conflict(team: Team) -> Do:
    twice(team)
    (report,) = team.do(team.desk.inbox.all)
    return lambda: team.do(team.desk.inbox.close, report.conflict, "looked at both")


def _incident(team: Team) -> Do:
    from kiosk.domain.counter import TakeBack

    _ready(team, team.desk.counter.hand_over, handing("S-1"))()
    team.do(team.desk.counter.take_back, ONE, TakeBack.RETURN)
    (opened,) = [event for event in team.events() if event.kind is EventKind.INCIDENT_OPENED]
    return lambda: team.do(team.desk.register.close, opened.event_id, "money is back")


def _missed(team: Team) -> Do:
    team.book(reservation(1))
    team.clock.forward(hours=3)
    return lambda: team.do(team.desk.closing.mark_no_shows, TODAY)


def _marked_by_mistake(team: Team) -> Do:
    _missed(team)()
    return lambda: team.do(team.desk.closing.take_back_no_show, ONE)


def _left_over(team: Team) -> Do:
    arrived(team, 1)
    return lambda: team.do(team.desk.closing.explain, TODAY, DifferenceKind.WAITING, (ONE,), "went home")


def _done(team: Team) -> Do:
    _ready(team, team.desk.counter.hand_over, handing("S-1"))()
    return lambda: team.do(team.desk.closing.close_day, TODAY)


def _late(team: Team) -> None:
    """One customer is late, and this terminal has a place in a later slot."""
    team.book(reservation(1, slot=EARLIER))
    grant(team)


def _move(team: Team) -> Do:
    _late(team)
    return lambda: team.do(team.desk.reception.reschedule, ONE, LATER)


def _move_early(team: Team) -> Do:
    team.book(reservation(1))
    grant(team)
    return lambda: team.do(team.desk.reception.reschedule, ONE, LATER)


def _to_be_paid(team: Team) -> Do:
    team.book(reservation(1, payment=Payment.DUE))
    return lambda: team.do(team.desk.amendments.settle_payment, ONE, "TILL-7")


def _cancel(team: Team) -> Do:
    team.book(reservation(1))
    return lambda: team.do(team.desk.amendments.cancel, ONE, "asked to")


def _rebook(team: Team) -> Do:
    _cancel(team)()
    grant(team)
    return lambda: team.do(team.desk.amendments.rebook, ONE, LATER, "wants it after all")


def _short(team: Team) -> Do:
    team.feed.put_row("product", PRODUCT.sku, replace(PRODUCT, alternatives=(LARGER.sku,)))
    team.feed.put_row("stock", PRODUCT.sku, StockRow(PRODUCT.sku, 0))
    team.feed.put_row("stock", LARGER.sku, StockRow(LARGER.sku, 3))
    arrived(team, 1)
    return lambda: team.do(team.desk.stocktaking.substitute, ONE, LARGER.sku)


def _without_a_unit(team: Team) -> Do:
    arrived(team, 1)
    return lambda: team.do(team.desk.stocktaking.give_voucher, ONE, "none is left")


def _unlock(team: Team) -> Do:
    list_staff(team)
    sign_in = SignIn(team.desk._acting, PEPPER)  # the role of the team acts; nobody signs in
    team.ask(lambda: [_refused(lambda: sign_in.by_pin("1001", "999000")) for _ in range(5)])
    return lambda: team.do(sign_in.unlock, "1001")


def _refused(act: Do) -> None:
    from kiosk.errors import Refused

    with pytest.raises(Refused):
        act()


def _leave(team: Team) -> Do:
    return lambda: team.do(team.desk.closing.order_purge, "it goes back")  # nothing was done yet, so nothing is missing


DOES: dict[Act, Callable[[Team], Do]] = {
    Act.SEARCH: lambda team: lambda: team.do(team.desk.search, "du"),
    Act.CHECK_IN: _booked,
    Act.ADMIT_UNSYNCED: _unsynced,
    Act.OVERRIDE: _due,
    Act.UNDO_ADMISSION: _undo,
    Act.UNDO_LATE: lambda team: _undo(team, late=True),
    Act.RESCHEDULE: _move,
    Act.RESCHEDULE_ANY: _move_early,
    Act.CLAIM: _claim,
    Act.RELEASE: lambda team: _claimed(team, team.desk.stockroom.release, ONE),
    Act.HAND_ON: lambda team: _claimed(team, team.desk.stockroom.hand_on, ONE, "1009"),
    Act.MOVE_ANOTHERS: _anothers,
    Act.PREPARE: lambda team: _on_work(team, team.desk.stockroom.complete, ONE, Step.INSPECT_PACKAGING),
    Act.REJECT_UNIT: lambda team: _on_work(team, team.desk.stockroom.reject, ONE, RejectReason.DAMAGED),
    Act.REJECT_READY_UNIT: lambda team: _ready(team, team.desk.stockroom.reject, ONE, RejectReason.DAMAGED),
    Act.TAKE_STEP_BACK: lambda team: _on_work(team, team.desk.stockroom.recall, ONE),
    Act.PUT_BACK: lambda team: _on_work(team, team.desk.stockroom.put_back, ONE),
    Act.PUT_CALLED_BACK: _called_back,
    Act.CALL: lambda team: _ready(team, team.desk.counter.call, ONE, "3"),
    Act.SCAN_UNIT: lambda team: _ready(team, team.desk.counter.scan_unit, ONE, GTIN, "S-1"),
    Act.HAND_OVER: lambda team: _ready(team, team.desk.counter.hand_over, handing("S-1")),
    Act.HAND_OVER_AGAINST: _against,
    Act.TAKE_BACK: _taken,
    Act.TAKE_BACK_LATE: lambda team: _taken(team, late=True),
    Act.CLOSE_CONFLICT: _conflict,
    Act.CLOSE_INCIDENT: _incident,
    Act.SETTLE_PAYMENT: _to_be_paid,
    Act.CANCEL: _cancel,
    Act.REBOOK: _rebook,
    Act.UNLOCK: _unlock,
    Act.MARK_NO_SHOWS: _missed,
    Act.EXPLAIN_DIFFERENCE: _left_over,
    Act.CLOSE_DAY: _done,
    Act.PURGE: _leave,
    Act.TICK_CHECKLIST: lambda team: lambda: team.do(team.desk.opening_day.tick, TODAY.isoformat(), "doors"),
    Act.CHECK_DOORS: lambda team: lambda: team.do(team.desk.doors.sign, READY),
    Act.COUNT_STOCK: lambda team: (
        lambda: team.do(team.desk.stocktaking.count, PRODUCT.sku, Place.SHELF, 7, "counted twice")
    ),
    Act.SUBSTITUTE: _short,
    Act.GIVE_VOUCHER: _without_a_unit,
}
ELSEWHERE = {Act.SECOND, Act.CHANGE_STATION}
"""Whose cells are asked in tests/desk/test_sign_in.py and tests/ui/test_sign_in_page.py."""


def test_every_act_is_in_the_table_and_has_its_cells_here() -> None:
    assert set(ROLES) == set(Act)
    assert set(DOES) | ELSEWHERE == set(Act)


@pytest.mark.parametrize("act", list(DOES))
@pytest.mark.parametrize("role", [None, *Role])
def test_a_cell(team: Team, act: Act, role: Role | None) -> None:
    team.roles |= set(Role)
    do = DOES[act](team)
    recorded = len(team.events())
    team.roles.clear()
    team.roles |= {role} - {None}
    if role in ROLES[act]:
        do()
        return
    with pytest.raises(NotAllowed) as refused:
        do()
    assert refused.value.hint
    assert len(team.events()) == recorded


@pytest.mark.parametrize("role", [None, *Role])
def test_a_no_show_is_taken_back_by_who_may_mark_it(team: Team, role: Role | None) -> None:
    team.roles |= set(Role)
    take_back = _marked_by_mistake(team)
    team.roles.clear()
    team.roles |= {role} - {None}
    if role in ROLES[Act.MARK_NO_SHOWS]:
        take_back()
        return
    with pytest.raises(NotAllowed):
        take_back()


def test_the_policy_says_who_overrides() -> None:
    greeters = Policy(override_roles=(Role.GREETER,))
    assert may(Act.OVERRIDE, {Role.GREETER}, greeters)
    assert not may(Act.OVERRIDE, {Role.SUPERVISOR}, greeters)
    assert not may(Act.OVERRIDE, set(Role), Policy(override_roles=()))


def test_nobody_acts_where_nobody_is_signed_in() -> None:
    session = Session()
    assert session.wanted
    assert session.staff() == Staff("", frozenset())
    assert not Session(Staff("dev", frozenset(Role))).wanted
