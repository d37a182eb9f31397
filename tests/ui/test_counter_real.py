"""The counter over real files, by touch and by keys: from the call to the receipt, the lock, proxies, obstacles."""

import pytest
from PySide6.QtCore import Qt

from kiosk.domain.counter import Receipt
from kiosk.domain.policy import Policy, Role
from kiosk.domain.reservation import Payment
from kiosk.domain.state import Stage
from kiosk.domain.unit import RejectReason
from tests.desk.floor_day import GTIN, ONE, arrived, sync
from tests.store.day import reservation
from tests.ui.audit import audit
from tests.ui.counter_room import OpenCounter, Printer, acts, at_the_lock, number, with_open_lock, with_ready
from tests.ui.station_room import RIGHT, SECOND, WRONG, OpenTeam


def test_from_the_call_to_the_receipt_by_touch(open_team: OpenTeam, open_counter: OpenCounter) -> None:
    team = open_team()
    printer = Printer()
    room = open_counter(team, receipts=printer)
    assert room.text("emptyTitle") == "Nothing is ready"
    team.staff_id.append("nadia")
    arrived(team, 1)
    team.prepare("SN1")
    team.staff_id.append("lucie")
    one = number(team)
    room.wait(lambda: room.numbers() == [one])
    assert room.sounds == ["info"]
    room.touch("callNext")
    room.shows("stepTitle", "Who stands here?")
    assert (team.entry().state.calls, team.entry().state.called_to) == (1, "3")
    room.touch("identity_phone")
    room.shows("stepTitle", "Scan the unit")
    room.scan(RIGHT)
    room.shows("stepTitle", "Hand it over")
    assert not room.item("handOver").isEnabled()
    room.touch("presented_0")
    room.touch("demo_2")
    assert audit(room.view) == []
    room.touch("handOver")
    room.shows("faceHeadline", "is handed over")
    room.shows("faceText", "being printed")
    printer.works()
    room.shows("faceText", "is printed")
    ((handed, language),) = printer.asked
    assert (handed.serial, handed.receipt, handed.entry.call_number, language) == ("SN1", Receipt.PRINTED, one, "fr")
    payload = team.events()[-1].payload
    assert {name: payload[name] for name in ("identity", "presented", "demo", "receipt", "serial")} == {
        "identity": "phone",
        "presented": True,
        "demo": "booked",
        "receipt": "printed",
        "serial": "SN1",
    }
    assert team.events()[-1].staff_id == "lucie"
    room.touch("faceAction")
    room.wait(lambda: room.numbers() == [] and room.numbers("collected") == [one])
    assert room.sounds == ["info", "go", "go"]


def test_the_same_by_keys(open_team: OpenTeam, open_counter: OpenCounter) -> None:
    team = with_ready(open_team)
    room = open_counter(team)
    room.wait(lambda: room.numbers() == [number(team)])
    room.keys(Qt.Key.Key_Down, Qt.Key.Key_Return)
    room.shows("stepTitle", "Who stands here?")
    room.keys(Qt.Key.Key_Return, Qt.Key.Key_Return)  # to the first proof, and that one
    room.shows("stepTitle", "Scan the unit")
    room.scan(RIGHT)
    room.shows("stepTitle", "Hand it over")
    room.keys(Qt.Key.Key_Return)  # the watch was shown
    room.wait(lambda: room.model.customer.presented == 1)
    room.keys(Qt.Key.Key_Right, Qt.Key.Key_Right, Qt.Key.Key_Return)
    room.wait(lambda: room.model.customer.mayFinish)
    while room.view.activeFocusItem().objectName() != "handOver":
        room.keys(Qt.Key.Key_Right)
    room.keys(Qt.Key.Key_Return)
    room.shows("faceHeadline", "is handed over")
    assert room.text("faceText") == "Without a receipt."
    room.keys(Qt.Key.Key_Escape)
    room.wait(lambda: room.has("customers"))
    assert team.entry().stage is Stage.COLLECTED


@pytest.mark.parametrize(
    ("label", "headline"),
    [(SECOND, "Another unit"), (WRONG, "Wrong product"), ("]E04012345678901", "Not a unit of this launch")],
)
def test_the_lock_opens_for_the_prepared_unit_alone(
    open_team: OpenTeam, open_counter: OpenCounter, label: str, headline: str
) -> None:
    team = with_ready(open_team)
    room = open_counter(team)
    at_the_lock(team, room)
    room.scan(label)
    room.shows("faceHeadline", headline)
    assert room.sounds[-1] == "stop"
    assert room.model.customer.stepName == "unit"
    assert acts(team)[-1] == "scan_refused"
    room.model.handOver()
    assert team.entry().stage is Stage.READY
    room.touch("faceAction")
    room.scan(RIGHT)
    room.shows("stepTitle", "Hand it over")
    assert acts(team).count("scan_refused") == 1


def test_the_watch_of_another_customer_is_named(open_team: OpenTeam, open_counter: OpenCounter) -> None:
    team = with_ready(open_team, 1, 2)
    room = open_counter(team)
    at_the_lock(team, room)
    room.scan(SECOND)
    room.shows("faceText", f"the watch of {number(team, 2)}")


def test_a_unit_before_the_identity_is_not_even_looked_at(open_team: OpenTeam, open_counter: OpenCounter) -> None:
    team = with_ready(open_team)
    room = open_counter(team)
    room.scan(RIGHT)
    room.shows("noticeText", "Choose the customer first")
    room.touch(f"ready_{number(team)}")
    before = acts(team)
    room.scan(RIGHT)
    room.shows("noticeText", "First make sure")
    assert (acts(team), room.model.customer.stepName) == (before, "identity")


def test_a_proxy_brings_the_second_half_of_the_code(open_team: OpenTeam, open_counter: OpenCounter) -> None:
    team = with_ready(open_team)
    room = open_counter(team)
    room.touch(f"ready_{number(team)}")
    room.touch("identity_proxy")
    half = team.entry().reservation.short_code[4:]
    wrong = half[:3] + ("2" if half[3] != "2" else "3")
    for key in wrong:
        room.touch(f"key_{key}")
    room.shows("stepText", "not the second half")
    assert room.model.customer.stepName == "proxy"
    room.type(half.lower())
    room.shows("stepTitle", "Scan the unit")
    room.scan(RIGHT)
    room.touch("presented_0")
    room.touch("demo_0")
    room.touch("handOver")
    room.shows("faceHeadline", "is handed over")
    payload = team.events()[-1].payload
    assert payload["identity"] == "proxy"
    assert half not in str(payload)


def test_a_step_is_taken_back(open_team: OpenTeam, open_counter: OpenCounter) -> None:
    team = with_ready(open_team)
    room = open_counter(team)
    with_open_lock(team, room)
    room.touch("undoStep")
    room.shows("stepTitle", "Scan the unit")
    room.touch("undoStep")
    room.shows("stepTitle", "Who stands here?")
    assert room.model.customer.stepName == "identity"
    room.touch("identity_proxy")
    assert room.model.customer.stepName == "proxy"
    room.touch("undoStep")
    room.shows("stepTitle", "Who stands here?")
    assert (room.model.customer.stepName, team.entry().stage) == ("identity", Stage.READY)


def test_called_again_then_nobody_came(open_team: OpenTeam, open_counter: OpenCounter) -> None:
    team = with_ready(open_team, 1, 2)
    room = open_counter(team)
    one, two = number(team), number(team, 2)
    room.wait(lambda: room.numbers() == [one, two])
    room.touch("callNext")
    room.shows("customerNumber", one)
    room.shows("call", "Call again")
    room.touch("call")
    room.shows("customerCalled", "called 2 times")
    room.touch("skip")
    room.wait(lambda: room.numbers("apart") == [one] and room.numbers() == [two])
    room.shows("callNext", two)
    room.touch("tab_apart")
    room.touch(f"ready_{one}")
    assert room.text("call") == "Call"
    room.touch("call")
    room.wait(lambda: room.numbers("apart") == [])
    room.touch("hold")
    room.wait(lambda: room.numbers("apart") == [one])
    assert [event.payload["act"] for event in team.events() if event.kind == "called"] == [
        "call",
        "again",
        "skip",
        "call",
        "hold",
    ]


def test_what_is_not_paid_needs_a_supervisor_and_a_reason(open_team: OpenTeam, open_counter: OpenCounter) -> None:
    team = with_ready(open_team)
    team.book(reservation(1, payment=Payment.DUE))
    room = open_counter(team)
    with_open_lock(team, room)
    room.touch("presented_0")
    room.touch("demo_0")
    room.shows("blocked", "only a supervisor")
    assert not room.has("handOver")
    assert not room.has("giveReason")
    room.model.giveReason(0)
    room.model.handOver()
    assert team.entry().stage is Stage.READY

    team.roles.add(Role.SUPERVISOR)
    boss = open_counter(team, "sabine", supervisor=True)
    boss.touch(f"ready_{number(team)}")
    boss.touch("identity_account")
    boss.scan(RIGHT)
    boss.touch("presented_0")
    boss.touch("demo_0")
    boss.touch("giveReason")
    boss.touch("reason_1")
    boss.touch("handOver")
    boss.shows("faceHeadline", "is handed over")
    assert team.events()[-1].payload["reason"] == "Paid at another till"


def test_only_proofs_that_the_store_accepts_are_offered(open_team: OpenTeam, open_counter: OpenCounter) -> None:
    team = with_ready(open_team)
    team.rule(Policy(identity_methods=("document", "proxy")))  # pyright: ignore[reportArgumentType]
    room = open_counter(team)
    room.touch(f"ready_{number(team)}")
    room.wait(lambda: room.has("identity_document"))
    offered = {item.objectName() for item in room.items() if item.objectName().startswith("identity_")}
    assert offered == {"identity_document", "identity_proxy"}


def test_a_printer_that_fails_takes_nothing_back(open_team: OpenTeam, open_counter: OpenCounter) -> None:
    team = with_ready(open_team)
    printer = Printer()
    room = open_counter(team, receipts=printer)
    with_open_lock(team, room)
    room.touch("presented_1")
    room.touch("demo_3")
    room.touch("handOver")
    room.wait(lambda: len(printer.asked) == 1)
    printer.fails()
    room.shows("faceText", "has no paper")
    assert room.sounds[-1] == "fault"
    room.touch("printAgain")
    room.wait(lambda: len(printer.asked) == 2)
    printer.works()
    room.shows("faceText", "is printed")
    assert acts(team).count("handed_over") == 1


def test_handed_over_elsewhere_meanwhile_nobody_gives_it_twice(open_team: OpenTeam, open_counter: OpenCounter) -> None:
    near = with_ready(open_team)
    far = open_team("B", near.feed)
    sync(near, far)
    room = open_counter(near)
    with_open_lock(near, room)
    far.hand("SN1")
    sync(near, far)
    room.shows("faceHeadline", "has it")
    room.model.handOver()
    assert acts(near).count("handed_over") == 0


def test_another_unit_prepared_meanwhile_shuts_the_lock(open_team: OpenTeam, open_counter: OpenCounter) -> None:
    team = with_ready(open_team)
    room = open_counter(team)
    with_open_lock(team, room)
    team.staff_id.append("nadia")
    team.do(team.desk.stockroom.reject, ONE, RejectReason.DAMAGED)
    room.shows("faceHeadline", "being prepared again")
    team.prepare("SN9")
    room.shows("stepTitle", "Scan the unit")
    assert room.model.customer.ticks.serial == ""


def test_a_label_is_typed(open_team: OpenTeam, open_counter: OpenCounter) -> None:
    team = with_ready(open_team)
    room = open_counter(team)
    at_the_lock(team, room)
    room.touch("typeLabel")
    for digit in GTIN.lstrip("0"):
        room.touch(f"letter_{digit}")
    room.touch("checkLabel")
    for letter in "sn1":
        room.touch(f"letter_{letter}")
    room.touch("checkLabel")
    room.shows("stepTitle", "Hand it over")


def test_another_language_in_the_middle_of_a_hand_over(open_team: OpenTeam, open_counter: OpenCounter) -> None:
    team = with_ready(open_team)
    room = open_counter(team)
    with_open_lock(team, room)
    room.touch("presented_0")
    room.touch("language_fr")
    room.shows("stepTitle", "Remettez la montre")
    assert room.model.customer.presented == 1
    room.touch("demo_1")
    room.touch("handOver")
    room.shows("faceHeadline", "c’est remis")
    assert team.events()[-1].payload["demo"] == "declined"
