"""A runner's morning: what is claimed, scanned, tested, rejected and taken back, and what is refused with which way out."""

from datetime import timedelta

import pytest

from kiosk.domain.conflict import ConflictKind
from kiosk.domain.policy import Role
from kiosk.domain.recipe import Recipe, Step
from kiosk.domain.reservation import BookingStatus
from kiosk.domain.state import Stage
from kiosk.domain.unit import Difference, Fit, RejectReason
from kiosk.errors import Refused
from tests.desk.floor_day import GTIN, LARGER, ONE, OTHER_GTIN, TWO, arrived, sync
from tests.store.day import NOON, reservation


def test_from_the_arrival_to_the_counter(team):
    arrived(team, 1)
    (claimed,) = team.do(team.desk.stockroom.claim, (ONE,))
    assert (claimed.stage, claimed.state.claimed_by, claimed.call_number) == (Stage.PREPARING, "runner-a", "A001")
    box = team.box("S-1")
    assert (box.fit.fit, box.entry.state.serial, box.entry.state.steps) == (Fit.RIGHT, "S-1", ("scan_box",))
    team.step(Step.INSPECT_PACKAGING)
    team.step(Step.TEST_BATTERY, battery_percent=60)
    ready = team.step(Step.BRING_TO_COUNTER, counter=" 3 ")
    assert (ready.stage, ready.state.counter, ready.state.prepared_at) == (Stage.READY, "3", NOON)
    assert team.recorded() == ["arrived", "preparation_claimed", *4 * ["step_completed"], "preparation_completed"]
    payloads = [event.payload for event in team.events()[1:]]
    assert payloads == [
        {},
        {"step": "scan_box", "serial": "S-1", "gtin": GTIN},
        {"step": "inspect_packaging", "serial": "S-1"},
        {"step": "test_battery", "serial": "S-1", "battery_percent": 60},
        {"step": "bring_to_counter", "serial": "S-1", "counter": "3"},
        {"serial": "S-1", "counter": "3"},
    ]


def test_a_greeter_prepares_nothing(team):
    arrived(team, 1)
    team.roles -= {Role.RUNNER, Role.COUNTER}
    for act, args in (
        (team.desk.stockroom.claim, ((ONE,),)),
        (team.desk.stockroom.release, (ONE,)),
        (team.desk.stockroom.hand_on, (ONE, "x")),
        (team.desk.stockroom.scan_box, (ONE, GTIN, "S-1")),
        (team.desk.stockroom.complete, (ONE, Step.INSPECT_PACKAGING)),
        (team.desk.stockroom.reject, (ONE, RejectReason.DAMAGED)),
        (team.desk.stockroom.recall, (ONE,)),
        (team.desk.stockroom.put_back, (ONE,)),
    ):
        with pytest.raises(Refused, match="ask a runner"):
            team.do(act, *args)
    assert team.recorded() == ["arrived"]


def test_a_batch_is_taken_whole_or_not_at_all(team):
    arrived(team, 1, 2)
    team.staff_id.append("runner-z")
    team.do(team.desk.stockroom.claim, (TWO,))
    team.staff_id.append("runner-a")
    with pytest.raises(Refused, match=r"A002: runner-z \(Entrance A\) holds it"):
        team.do(team.desk.stockroom.claim, (ONE, TWO))
    assert team.entry(1).state.claimed_by == ""
    team.staff_id.append("runner-z")
    both = team.do(team.desk.stockroom.claim, (ONE, TWO, ONE))
    assert [entry.state.claimed_by for entry in both] == ["runner-z", "runner-z"]
    assert team.recorded().count("preparation_claimed") == 2


def test_who_does_not_hold_it_does_nothing_to_it(team):
    arrived(team, 1)
    with pytest.raises(Refused, match="Take the task first"):
        team.box("S-1")
    team.do(team.desk.stockroom.claim, (ONE,))
    team.staff_id.append("runner-z")
    for act in (
        lambda: team.box("S-1"),
        lambda: team.step(Step.INSPECT_PACKAGING),
        lambda: team.do(team.desk.stockroom.reject, ONE, RejectReason.OTHER),
        lambda: team.do(team.desk.stockroom.recall, ONE),
        lambda: team.do(team.desk.stockroom.release, ONE),
        lambda: team.do(team.desk.stockroom.hand_on, ONE, "runner-y"),
    ):
        with pytest.raises(Refused, match=r"runner-a .* holds it"):
            act()
    team.roles.add(Role.SUPERVISOR)
    assert team.box("S-1").fit.fit is Fit.RIGHT
    assert team.do(team.desk.stockroom.release, ONE).state.claimed_by == ""
    assert team.events()[-1].payload == {"of": "runner-a"}


def test_released_and_taken_by_another_the_unit_stays(team):
    arrived(team, 1)
    team.do(team.desk.stockroom.claim, (ONE,))
    team.box("S-1")
    released = team.do(team.desk.stockroom.release, ONE)
    assert (released.state.claimed_by, released.stage, released.state.serial) == ("", Stage.PREPARING, "S-1")
    with pytest.raises(Refused, match="Nobody holds it"):
        team.do(team.desk.stockroom.release, ONE)
    team.staff_id.append("runner-z")
    team.do(team.desk.stockroom.claim, (ONE,))
    assert team.step(Step.INSPECT_PACKAGING).state.steps == ("scan_box", "inspect_packaging")


def test_handed_on(team):
    arrived(team, 1)
    team.do(team.desk.stockroom.claim, (ONE,))
    with pytest.raises(Refused, match="to whom"):
        team.do(team.desk.stockroom.hand_on, ONE, "  ")
    assert team.do(team.desk.stockroom.hand_on, ONE, "runner-z").state.claimed_by == "runner-z"
    with pytest.raises(Refused, match="runner-z"):
        team.box("S-1")


@pytest.mark.parametrize(
    ("gtin", "serial", "fit", "differences"),
    [
        (OTHER_GTIN, "S-1", Fit.WRONG_PRODUCT, (Difference.SIZE,)),
        ("00000000000017", "S-1", Fit.NOT_OURS, ()),
        ("", "S-1", Fit.NOT_OURS, ()),
        (GTIN, "", Fit.NO_SERIAL, ()),
    ],
)
def test_a_wrong_box_is_recorded_and_binds_nothing(team, gtin, serial, fit, differences):
    arrived(team, 1)
    team.do(team.desk.stockroom.claim, (ONE,))
    answer = team.box(serial, gtin=gtin)
    assert (answer.fit.fit, answer.fit.differences, answer.entry.state.serial) == (fit, differences, "")
    assert team.events()[-1].payload == {"verdict": "wrong_box", "fit": str(fit), "gtin": gtin}
    assert team.recorded()[-1] == "scan_refused"
    assert team.box("S-1").fit.fit is Fit.RIGHT


def test_a_unit_that_is_another_customers_or_was_rejected_is_taken(team):
    arrived(team, 1, 2)
    team.do(team.desk.stockroom.claim, (ONE, TWO))
    team.box("S-1", 1)
    taken = team.box("S-1", 2)
    assert (taken.fit.fit, taken.owner) == (Fit.SERIAL_TAKEN, "A001")
    team.do(team.desk.stockroom.reject, ONE, RejectReason.PACKAGING)
    assert team.box("S-1", 2).fit.fit is Fit.SERIAL_TAKEN
    assert team.box("S-1", 1).fit.fit is Fit.SERIAL_TAKEN
    assert team.box("S-2", 1).fit.fit is Fit.RIGHT
    assert team.do(team.desk.stockroom.recall, ONE).state.serial == ""
    assert team.box("S-2", 2).fit.fit is Fit.RIGHT


def test_steps_come_in_their_order(team):
    arrived(team, 1)
    team.do(team.desk.stockroom.claim, (ONE,))
    with pytest.raises(Refused, match="First: scan the box"):
        team.step(Step.INSPECT_PACKAGING)
    with pytest.raises(Refused, match="not ticked off by hand"):
        team.step(Step.SCAN_BOX)
    team.box("S-1")
    with pytest.raises(Refused, match=r"done already\. Next: inspect the packaging"):
        team.box("S-2")
    team.step(Step.INSPECT_PACKAGING)
    with pytest.raises(Refused, match="First: test the battery"):
        team.step(Step.BRING_TO_COUNTER, counter="3")
    with pytest.raises(Refused, match="what the battery shows"):
        team.step(Step.TEST_BATTERY)
    for percent in (-1, 101):
        with pytest.raises(Refused, match="0 to 100"):
            team.step(Step.TEST_BATTERY, battery_percent=percent)
    team.step(Step.TEST_BATTERY, passed=True)
    with pytest.raises(Refused, match="which counter"):
        team.step(Step.BRING_TO_COUNTER, counter=" ")
    assert team.step(Step.BRING_TO_COUNTER, counter="3").stage is Stage.READY
    with pytest.raises(Refused, match="ready at its counter"):
        team.step(Step.BRING_TO_COUNTER, counter="3")


@pytest.mark.parametrize(
    ("evidence", "percent"), [({"battery_percent": 59}, 59), ({"passed": False}, None), ({"battery_percent": 99, "passed": False}, 99)]
)  # fmt: skip
def test_a_weak_battery_asks_for_another_unit_and_the_task_keeps_its_place(team, evidence, percent):
    arrived(team, 1)
    team.do(team.desk.stockroom.claim, (ONE,))
    team.box("S-1")
    team.step(Step.INSPECT_PACKAGING)
    weak = team.step(Step.TEST_BATTERY, **evidence)
    assert (weak.stage, weak.state.claimed_by, weak.state.steps, weak.state.serial) == (
        Stage.PREPARING,
        "runner-a",
        (),
        "",
    )
    assert [(one.serial, one.reason) for one in weak.state.rejected] == [("S-1", "battery")]
    expected = {"serial": "S-1", "reason": "battery"} | ({} if percent is None else {"battery_percent": percent})
    assert team.events()[-1].payload == expected
    assert team.box("S-2").entry.state.steps == ("scan_box",)


def test_an_inspection_that_fails_rejects_the_unit(team):
    arrived(team, 1)
    team.do(team.desk.stockroom.claim, (ONE,))
    team.box("S-1")
    rejected = team.step(Step.INSPECT_PACKAGING, passed=False).state.rejected
    assert [one.reason for one in rejected] == ["packaging"]


def test_recall_takes_back_step_by_step_and_the_last_one_until_the_call(team):
    arrived(team, 1)
    team.prepare("S-1")
    back = team.do(team.desk.stockroom.recall, ONE)
    assert (back.stage, back.state.steps[-1], back.state.counter) == (Stage.PREPARING, "test_battery", "")
    assert team.recorded()[-2:] == ["undone", "undone"]
    for left in (2, 1, 0):
        assert len(team.do(team.desk.stockroom.recall, ONE).state.steps) == left
    with pytest.raises(Refused, match="No step"):
        team.do(team.desk.stockroom.recall, ONE)
    team.prepare("S-1")
    team.do(team.desk.counter.call, ONE, "3")
    with pytest.raises(Refused, match="has been called"):
        team.do(team.desk.stockroom.recall, ONE)


def test_a_ready_unit_is_rejected_at_the_counter_and_the_task_is_back(team):
    arrived(team, 1)
    team.prepare("S-1")
    team.do(team.desk.counter.call, ONE, "3")
    team.roles.discard(Role.RUNNER)
    back = team.do(team.desk.stockroom.reject, ONE, RejectReason.DAMAGED)
    assert (back.stage, back.state.claimed_by, back.state.calls) == (Stage.PREPARING, "runner-a", 0)
    with pytest.raises(Refused, match="ask a runner"):
        team.do(team.desk.stockroom.reject, ONE, RejectReason.DAMAGED)


def test_a_unit_put_back_is_free_for_another(team):
    arrived(team, 1, 2)
    team.prepare("S-1")
    free = team.do(team.desk.stockroom.put_back, ONE)
    assert (free.stage, free.state.serial, free.state.steps) == (Stage.PREPARING, "", ())
    team.do(team.desk.stockroom.claim, (TWO,))
    assert team.box("S-1", 2).fit.fit is Fit.RIGHT
    with pytest.raises(Refused, match="No unit"):
        team.do(team.desk.stockroom.put_back, ONE)


@pytest.mark.parametrize(
    ("status", "hint"), [(BookingStatus.CANCELLED, "cancelled"), (BookingStatus.ON_HOLD, "on hold")]
)
def test_what_stands_still_is_not_prepared(team, status, hint):
    arrived(team, 1)
    team.do(team.desk.stockroom.claim, (ONE,))
    team.book(reservation(1, status=status))
    with pytest.raises(Refused, match=hint):
        team.box("S-1")


def test_nobody_prepares_for_somebody_who_is_not_here(team):
    team.book(reservation(1))
    with pytest.raises(Refused, match="not come"):
        team.do(team.desk.stockroom.claim, (ONE,))
    with pytest.raises(Refused, match="in sync"):
        team.do(team.desk.stockroom.claim, (TWO,))


def test_a_recipe_of_its_own_and_one_that_becomes_shorter(team):
    team.feed.put_row("recipe", "", Recipe("", (Step.BRING_TO_COUNTER, Step.SCAN_BOX), 30))
    arrived(team, 1, 2)
    team.do(team.desk.stockroom.claim, (ONE, TWO))
    team.step(Step.BRING_TO_COUNTER, counter="5")
    ready = team.box("S-1").entry
    assert (ready.stage, ready.state.serial, ready.state.counter) == (Stage.READY, "S-1", "5")
    team.step(Step.BRING_TO_COUNTER, 2, counter="6")
    team.feed.put_row("recipe", "AUR-41", Recipe("AUR-41", (Step.BRING_TO_COUNTER,)))
    team.pull()
    assert team.step(Step.BRING_TO_COUNTER, 2, counter="6").state.counter == "6"


def test_two_terminals_offline_claim_and_everybody_sees_the_first(open_team):
    a = open_team("A")
    b = open_team("B", feed=a.feed)
    arrived(a, 1)
    sync(a, b)
    a.clock.forward(seconds=2)
    a.do(a.desk.stockroom.claim, (ONE,))
    b.clock.forward(seconds=1)
    b.do(b.desk.stockroom.claim, (ONE,))
    sync(a, b)
    assert [one.entry().state.claimed_by for one in (a, b)] == ["runner-b", "runner-b"]
    with pytest.raises(Refused, match=r"runner-b \(Stockroom B\) holds it"):
        a.box("S-1")
    assert b.box("S-1").fit.fit is Fit.RIGHT
    assert {one.conflict.kind for one in a.do(a.desk.inbox.all)} == {ConflictKind.CLAIMED_TWICE}
    a.do(a.desk.stockroom.release, ONE)
    assert a.do(a.desk.inbox.all) == ()


def test_who_lets_go_frees_the_unit_bound_meanwhile(open_team):
    a = open_team("A")
    b = open_team("B", feed=a.feed)
    arrived(a, 1, 2)
    sync(a, b)
    for team, serial in ((b, "S-2"), (a, "S-1")):
        team.do(team.desk.stockroom.claim, (ONE,))
        team.box(serial)
        a.clock.forward(seconds=1)
    sync(a, b)
    assert {one.entry().state.serial for one in (a, b)} == {"S-2"}
    assert {one.conflict.kind for one in b.do(b.desk.inbox.all)} == {ConflictKind.CLAIMED_TWICE, ConflictKind.TWO_UNITS}
    a.do(a.desk.stockroom.release, ONE)
    assert a.do(a.desk.inbox.all) == ()
    a.do(a.desk.stockroom.claim, (TWO,))
    assert a.box("S-2", 2).fit.fit is Fit.SERIAL_TAKEN
    assert a.box("S-1", 2).fit.fit is Fit.RIGHT


def test_one_name_on_two_terminals_is_not_one_runner(open_team):
    a = open_team("A")
    b = open_team("B", feed=a.feed)
    for team in (a, b):
        team.staff_id.append("station")
    arrived(a, 1)
    a.do(a.desk.stockroom.claim, (ONE,))
    sync(a, b)
    with pytest.raises(Refused, match=r"station \(Entrance A\) holds it"):
        b.do(b.desk.stockroom.claim, (ONE,))
    with pytest.raises(Refused, match="hand it on to yourself"):
        b.box("S-1")
    b.clock.forward(seconds=1)
    b.do(b.desk.stockroom.hand_on, ONE, "station")
    assert b.box("S-1").fit.fit is Fit.RIGHT


def test_handed_on_to_a_colleague_who_works_elsewhere(open_team):
    a = open_team("A")
    b = open_team("B", feed=a.feed)
    b.staff_id.append("runner-b")
    arrived(a, 1)
    a.do(a.desk.stockroom.claim, (ONE,))
    a.do(a.desk.stockroom.hand_on, ONE, "runner-b")
    sync(a, b)
    assert b.box("S-1").fit.fit is Fit.RIGHT
    with pytest.raises(Refused, match="runner-b"):
        a.box("S-1")


def test_one_unit_bound_on_two_terminals_is_a_conflict_on_both(open_team):
    a = open_team("A")
    b = open_team("B", feed=a.feed)
    arrived(a, 1, 2)
    sync(a, b)
    a.do(a.desk.stockroom.claim, (ONE,))
    a.box("S-1", 1)
    b.do(b.desk.stockroom.claim, (TWO,))
    b.box("S-1", 2)
    assert a.do(a.desk.data_state).conflicts == 0
    sync(a, b)
    for team in (a, b):
        (report,) = team.do(team.desk.inbox.all)
        assert (report.conflict.kind, report.conflict.subject) == (ConflictKind.SAME_UNIT, "S-1")
        assert len(report.events) == 2


def test_units_are_found_after_a_start_and_a_refold(open_team):
    first = open_team("A")
    arrived(first, 1, 2)
    first.do(first.desk.stockroom.claim, (ONE, TWO))
    first.box("S-1", 1)

    def older_kiosk() -> None:
        with first.store.transaction():
            first.store.facts.put("fold", 2)
            first.store._db.conn.execute("DELETE FROM unit")

    first.do(older_kiosk)
    first.store.close()
    again = open_team("A", feed=first.feed)
    assert again.do(again.store.ledger.kept_units) == {("S-1", ONE)}
    assert again.do(again.store.ledger.is_followed)
    again.ask(lambda: again.store._db.conn.execute("UPDATE unit SET serial = 'S-9'"))
    assert not again.do(again.store.ledger.is_followed)


def test_the_window_of_a_task_is_what_was_promised(team):
    arrived(team, 1)
    entry = team.entry()
    policy = team.ask(lambda: team.desk.floor.rules().policy)
    assert entry.promised_at(policy) == NOON + timedelta(seconds=policy.promise_s)
    assert LARGER in team.ask(lambda: team.desk.floor.rules().products)
