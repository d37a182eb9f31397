"""The stock on a real file: what a scan is told, what moves it, counts, and the ways out of a shortage."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from kiosk.domain.counter import TakeBack
from kiosk.domain.event import EventKind
from kiosk.domain.policy import Policy, Role, WayOut
from kiosk.domain.state import Stage
from kiosk.domain.stock import Discrepancy, Level, Place, StockRow
from kiosk.domain.unit import RejectReason
from kiosk.domain.verdict import VerdictKind
from kiosk.errors import NotAllowed, Refused
from tests.desk.floor_day import LARGER, ONE, OTHER_GTIN, PRODUCT, TWO, Team, arrived, furnish, sync
from tests.desk.places_day import LATER, grant
from tests.store.day import Feed, k1_text, reservation

SKU = PRODUCT.sku


def deliver(team: Team, count: int, other: int | None = None) -> None:
    team.feed.put_row("product", SKU, replace(PRODUCT, alternatives=("nobody's", LARGER.sku)))
    team.feed.put_row("stock", SKU, StockRow(SKU, count))
    if other is not None:
        team.feed.put_row("stock", LARGER.sku, StockRow(LARGER.sku, other))
    team.pull()


def level(team: Team, sku: str = SKU) -> Level:
    return next(one for one in team.do(team.desk.stocktaking.levels) if one.sku == sku)


def four(team: Team, sku: str = SKU) -> tuple[int, int, int, int]:
    found = level(team, sku)
    return found.shelf, found.staged, found.quarantine, found.out


@pytest.fixture
def lead(team: Team) -> Team:
    team.roles.add(Role.SUPERVISOR)
    return team


def test_a_scan_says_how_many_are_left_for_this_customer(team: Team) -> None:
    deliver(team, 3)
    team.book(*(reservation(number) for number in (1, 2, 3, 4)))
    left = [team.scan(k1_text(number)).supply for number in (1, 2, 3, 4)]
    assert [one.left for one in left] == [3, 2, 1, 0]
    assert [one.is_short for one in left] == [False, False, False, True]


def test_a_model_whose_number_nobody_has_told_is_not_spoken_of(team: Team) -> None:
    team.book(reservation(1))
    assert team.scan(k1_text(1)).supply is None


def test_a_second_scan_still_says_what_there_is_until_a_unit_is_bound(team: Team) -> None:
    deliver(team, 0)
    arrived(team, 1)
    again = team.scan(k1_text(1))
    assert again.verdict.kind is VerdictKind.ALREADY_ARRIVED
    assert again.supply.left == 0
    team.do(team.desk.stockroom.claim, (ONE,))
    team.box("S-1")
    assert team.scan(k1_text(1)).supply is None


def test_every_act_on_a_unit_moves_it(team: Team) -> None:
    deliver(team, 5)
    arrived(team, 1, 2)
    team.prepare("S-1")
    assert (four(team), level(team).waiting) == ((4, 1, 0, 0), 1)
    team.hand("S-1")
    assert four(team) == (4, 0, 0, 1)
    team.do(team.desk.counter.take_back, ONE, TakeBack.EXCHANGE)
    assert (four(team), level(team).waiting) == ((4, 0, 1, 0), 2)
    team.box("S-2")
    team.do(team.desk.stockroom.put_back, ONE)
    assert four(team) == (4, 0, 1, 0)
    team.do(team.desk.stockroom.claim, (TWO,))
    team.box("S-3", 2)
    team.do(team.desk.stockroom.reject, TWO, RejectReason.DAMAGED)
    assert (four(team), level(team).waiting, level(team).free) == ((3, 0, 2, 0), 2, 1)


def test_what_was_rolled_back_has_moved_nothing(team: Team) -> None:
    deliver(team, 5)
    arrived(team, 1)
    with pytest.raises(Refused):
        team.hand("S-1")
    assert (four(team), level(team).waiting) == ((5, 0, 0, 0), 1)


def test_a_count_is_a_supervisors_and_has_a_reason(team: Team) -> None:
    deliver(team, 5)
    with pytest.raises(NotAllowed):
        team.do(team.desk.stocktaking.count, SKU, Place.SHELF, 3, "counted twice")
    team.roles.add(Role.SUPERVISOR)
    for place, count, reason in ((Place.SHELF, 3, " "), (Place.SHELF, -1, "x"), (Place.OUT, 3, "x")):
        with pytest.raises(Refused):
            team.do(team.desk.stocktaking.count, SKU, place, count, reason)
    with pytest.raises(Refused, match="not known"):
        team.do(team.desk.stocktaking.count, "nobody's", Place.SHELF, 3, "counted twice")
    assert EventKind.STOCK_COUNTED not in [event.kind for event in team.events()]
    counted = team.do(team.desk.stocktaking.count, SKU, Place.SHELF, 3, "counted  twice")
    assert (counted.shelf, counted.missing) == (3, 2)
    (event,) = [event for event in team.events() if event.kind is EventKind.STOCK_COUNTED]
    assert event.payload == {
        "sku": SKU, "place": "shelf", "count": 3, "expected": 5, "delivered": 5, "reason": "counted twice",
    }  # fmt: skip
    arrived(team, 1)
    assert level(team).free == 2


def test_a_count_tells_the_screens_here_and_elsewhere(open_team: Callable[..., Team]) -> None:
    furnish(feed := Feed())
    a, b = open_team("A", feed=feed), open_team("B", feed=feed)
    deliver(a, 5)
    a.roles.add(Role.SUPERVISOR)
    told: list[tuple[str, frozenset[str]]] = []
    a.store.on_change.subscribe(lambda ids: told.append(("a", ids)))
    b.store.on_change.subscribe(lambda ids: told.append(("b", ids)))
    a.do(a.desk.stocktaking.count, SKU, Place.SHELF, 2, "counted twice")
    assert told[-1] == ("a", frozenset({""}))
    sync(a, b)
    assert ("b", frozenset({""})) in told
    assert level(b) == level(a)


def test_after_a_restart_the_figures_are_the_same(open_team: Callable[..., Team], tmp_path: Any) -> None:
    furnish(feed := Feed())
    first = open_team("A", feed=feed, path=tmp_path / "one.db")
    deliver(first, 5)
    first.roles.add(Role.SUPERVISOR)
    arrived(first, 1, 2)
    first.prepare("S-1")
    first.do(first.desk.stocktaking.count, SKU, Place.SHELF, 9, "more came by hand")
    first.do(first.desk.stockroom.put_back, ONE)
    before = first.do(first.desk.stocktaking.levels)
    first.store.close()
    again = open_team("A", feed=feed, path=tmp_path / "one.db")
    assert again.do(again.desk.stocktaking.levels) == before
    assert level(again).shelf == 10


def test_less_than_nothing_stands_until_it_is_counted(lead: Team) -> None:
    deliver(lead, 1)
    arrived(lead, 1, 2)
    for number in (1, 2):
        lead.do(lead.desk.stockroom.claim, (reservation(number).reservation_id,))
        lead.box(f"S-{number}", number)
    assert lead.do(lead.desk.stocktaking.discrepancies) == (Discrepancy(SKU, Place.SHELF, -1),)
    assert lead.do(lead.desk.data_state).stock_doubts == 1
    lead.feed.put_row("stock", SKU, StockRow(SKU, 2))  # the delivery note was wrong
    lead.pull()
    assert lead.do(lead.desk.stocktaking.discrepancies) == ()
    assert lead.do(lead.desk.data_state).stock_doubts == 0


# --- a shortage -----------------------------------------------------------------------------------------------------------


def test_the_ways_out_are_those_of_the_rules(team: Team) -> None:
    deliver(team, 0, other=2)
    team.book(reservation(1))
    supply = team.scan(k1_text(1)).supply
    assert supply.ways_out == (WayOut.ALTERNATIVE, WayOut.LATER_SLOT, WayOut.VOUCHER)
    assert [(one.product.sku, one.left) for one in supply.alternatives] == [(LARGER.sku, 2)]
    team.rule(Policy(shortage=(WayOut.LATER_SLOT,)))
    supply = team.do(team.desk.stocktaking.supply_of, ONE)
    assert (supply.ways_out, supply.alternatives) == ((WayOut.LATER_SLOT,), ())


def test_another_model_is_prepared_and_handed_over_instead(team: Team) -> None:
    deliver(team, 0, other=2)
    arrived(team, 1)
    taken = team.do(team.desk.stocktaking.substitute, ONE, LARGER.sku)
    assert taken.product == LARGER
    assert (level(team).waiting, level(team, LARGER.sku).waiting) == (0, 1)
    assert team.do(team.desk.stocktaking.supply_of, ONE).left == 2
    team.do(team.desk.stockroom.claim, (ONE,))
    wrong = team.box("S-1")
    assert wrong.fit.product.sku == SKU
    assert team.box("L-1", gtin=OTHER_GTIN).entry.state.serial == "L-1"
    assert four(team, LARGER.sku) == (1, 1, 0, 0)
    assert team.entry().product == LARGER


def test_a_substitution_moves_who_is_expected(team: Team) -> None:
    deliver(team, 0, other=2)
    team.book(reservation(1), reservation(2))
    assert {one.sku: one.count for one in team.do(team.desk.floor.expected)} == {SKU: 2}
    team.do(team.desk.stocktaking.substitute, ONE, LARGER.sku)
    assert {one.sku: one.count for one in team.do(team.desk.floor.expected)} == {SKU: 1, LARGER.sku: 1}
    assert team.scan(k1_text(1)).product == LARGER
    assert {one.sku: one.count for one in team.do(team.desk.floor.expected)} == {SKU: 1}


@pytest.mark.parametrize(
    ("there", "other", "rules", "sku", "hint"),
    [
        (1, 2, Policy(), LARGER.sku, "one of the booked model"),
        (0, 0, Policy(), LARGER.sku, "none of this one"),
        (0, 2, Policy(shortage=(WayOut.VOUCHER,)), LARGER.sku, "do not allow"),
        (0, 2, Policy(), "nobody's", "do not list"),
    ],
)
def test_another_model_only_where_the_rules_let_it(
    team: Team, there: int, other: int, rules: Policy, sku: str, hint: str
) -> None:
    deliver(team, there, other)
    team.rule(rules)
    arrived(team, 1)
    with pytest.raises(Refused, match=hint):
        team.do(team.desk.stocktaking.substitute, ONE, sku)
    assert team.entry().product.sku == SKU


def test_not_while_a_unit_is_in_somebodys_hands(lead: Team) -> None:
    deliver(lead, 0, other=2)
    arrived(lead, 1)
    lead.do(lead.desk.stockroom.claim, (ONE,))
    lead.box("S-1")
    for act, more in ((lead.desk.stocktaking.substitute, LARGER.sku), (lead.desk.stocktaking.give_voucher, "none")):
        with pytest.raises(Refused, match="put it back"):
            lead.do(act, ONE, more)


def test_back_to_the_booked_model_when_some_were_found(lead: Team) -> None:
    deliver(lead, 0, other=2)
    arrived(lead, 1)
    lead.do(lead.desk.stocktaking.substitute, ONE, LARGER.sku)
    with pytest.raises(Refused, match="none of this one"):
        lead.do(lead.desk.stocktaking.substitute, ONE, SKU)
    lead.do(lead.desk.stocktaking.count, SKU, Place.SHELF, 1, "found one behind the rack")
    assert lead.do(lead.desk.stocktaking.substitute, ONE, SKU).product.sku == SKU


def test_a_voucher_ends_the_reservation(lead: Team) -> None:
    deliver(lead, 0)
    arrived(lead, 1)
    ended = lead.do(lead.desk.stocktaking.give_voucher, ONE, "voucher 12, delivered on Friday")
    assert ended.stage is Stage.CANCELLED
    assert level(lead).waiting == 0
    assert lead.scan(k1_text(1)).verdict.kind is VerdictKind.CANCELLED


def test_whoever_there_is_nothing_for_may_have_a_later_slot(team: Team) -> None:
    deliver(team, 1)
    arrived(team, 1)
    grant(team)
    with pytest.raises(Refused, match="in the way"):
        team.do(team.desk.reception.reschedule, ONE, LATER)
    deliver(team, 0)
    moved = team.do(team.desk.reception.reschedule, ONE, LATER)
    assert (moved.slot, team.entry().stage, level(team).waiting) == (LATER, Stage.BOOKED, 0)
    (event,) = [event for event in team.events() if event.kind is EventKind.RESCHEDULED]
    assert event.payload["reason"] == "short"
