"""Who is late, at the entrance's screen: later slots by one touch, the slip with a code that can be read, the waiting list."""

from collections.abc import Callable
from dataclasses import replace
from io import BytesIO
from typing import Any, cast

import zxingcpp
from PIL import Image
from PySide6.QtCore import QBuffer, QIODevice
from PySide6.QtGui import QImage

from kiosk.domain.event import EventKind
from kiosk.domain.policy import Role
from kiosk.domain.reservation import Fulfilment, Payment
from kiosk.domain.verdict import VerdictKind
from kiosk.errors import Refused
from tests.desk.floor_day import ONE, Team
from tests.desk.places_day import EARLIER, LATER, grant
from tests.store.day import NOON, k1_text, reservation
from tests.ui.conftest import Page
from ui import fiction
from ui.fiction_later import CODE

OpenPage = Callable[..., Page]


def late(page: Page) -> Any:
    page.show(fiction.answer(VerdictKind.LATE))
    page.touch("laterFromVerdict")
    page.qtbot.waitUntil(lambda: page.has("later_5") or page.has("laterNotice"))
    return cast("Any", page.model.later)


def codes_in(picture: QImage) -> list[str]:
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    picture.save(buffer, "PNG")
    return [found.text for found in zxingcpp.read_barcodes(Image.open(BytesIO(bytes(buffer.data()))))]


def test_one_touch_moves_and_the_slip_can_be_read_from_the_screen(open_page: OpenPage) -> None:
    page = open_page()
    late(page)
    assert page.text("laterPlaces_0") == "Places here: 2"
    assert page.text("laterPlaces_2") == "None here. Entrée B: 1"
    assert page.text("laterPlaces_4") == "Full"
    page.touch("later_0")
    page.qtbot.waitUntil(lambda: page.has("movedSlip"))
    asked = page.desk.reception.asked
    assert asked[-1][0] == "reschedule"
    assert page.text("movedSlot").split() == ["14:00", "–", "15:00"]
    assert page.text("movedShort") == "7KQ4 M2XP"
    assert page.text("movedLeft") == "Places left here in this slot: 1"
    page.qtbot.waitUntil(lambda: codes_in(page.picture()) == [CODE])  # it fades in
    page.touch("movedNext")
    assert page.model.sheet == ""
    assert not page.model.verdict.shown
    assert cast("Any", page.model.later).code == ""


def test_a_slot_without_a_place_cannot_be_touched(open_page: OpenPage) -> None:
    page = open_page()
    later = late(page)
    page.touch("later_2")
    later.choose(4)
    later.choose(99)
    assert [asked[0] for asked in page.desk.reception.asked] == ["later_slots"]
    assert page.model.sheet == "later"


def test_used_up_says_so_and_offers_the_waiting_list(open_page: OpenPage) -> None:
    page = open_page()
    page.desk.reception.run_out()
    late(page)
    assert "given away the places" in page.text("laterNoticeText")
    page.touch("waitForPlace")
    page.qtbot.waitUntil(lambda: page.model.shown_kind() == "waitlisted")
    assert page.model.sheet == ""
    assert page.text("verdictHeadline") == "On the list"
    assert page.model.verdict.tone == "wait"


def test_whoever_is_on_the_list_is_not_put_there_twice(open_page: OpenPage) -> None:
    page = open_page()
    page.desk.reception.run_out()
    page.desk.reception.waits = True
    late(page)
    assert page.text("laterNoticeText") == "This customer is on the waiting list."
    assert not page.has("waitForPlace")


def test_without_a_later_slot_the_way_out_is_said(open_page: OpenPage) -> None:
    page = open_page()
    page.desk.reception.slots = ()
    late(page)
    assert page.text("laterNoticeText") == "There is no later slot today. Call a supervisor."
    assert not page.has("waitForPlace")


def test_a_move_is_taken_back_from_its_slip(open_page: OpenPage) -> None:
    page = open_page()
    late(page)
    page.touch("later_0")
    page.qtbot.waitUntil(lambda: page.has("takeMoveBack"))
    page.touch("takeMoveBack")
    page.qtbot.waitUntil(lambda: page.model.shown_kind() == "move_undone")
    assert page.desk.reception.asked[-1] == ("undo", "e" * 32)
    assert "12:00" in page.text("verdictDetail")


def test_a_place_that_went_meanwhile_is_no_move(open_page: OpenPage) -> None:
    page = open_page()
    page.desk.reception.refuses = Refused("move", "no place left")
    late(page)
    page.touch("later_0")
    page.qtbot.waitUntil(lambda: page.model.shown_kind() == "refused")
    assert not page.has("movedSlip")
    assert "no place left here" in page.text("verdictDetail")


def test_the_next_customer_ends_the_slip_and_its_code_is_gone(open_page: OpenPage) -> None:
    page = open_page()
    later = late(page)
    page.touch("later_0")
    page.qtbot.waitUntil(lambda: page.has("movedSlip"))
    page.show(fiction.answer(VerdictKind.ADMIT))
    assert page.model.sheet == ""
    assert later.code == ""


def test_the_waiting_area_is_named_where_there_is_one(open_page: OpenPage) -> None:
    page = open_page()
    early = fiction.answer(VerdictKind.TOO_EARLY)
    page.show(early)
    assert page.text("verdictStep").startswith("Ask to come back from")
    page.show(replace(early, verdict=replace(early.verdict, may_wait_inside=True)))
    assert page.text("verdictStep") == "Send to the waiting area"


def test_the_real_desk_by_touch_with_the_line_down(open_page: OpenPage, open_team: Callable[..., Team]) -> None:
    """No answer of central's anywhere: the place was granted before, and the touch uses it."""
    team = open_team()
    team.book(reservation(1, slot=EARLIER))
    grant(team, places=1)
    page = open_page(
        desk=team.desk,
        submit=team.store.worker.submit,
        notifiers=(team.store.on_change,),
        link_status=lambda: fiction.link(online=False),
    )
    page.now = NOON
    page.model.present((k1_text(1),))
    page.qtbot.waitUntil(lambda: page.model.shown_kind() == "late" and not page.model.busy)
    page.touch("laterFromVerdict")
    page.qtbot.waitUntil(lambda: page.has("later_0"))
    page.touch("later_0")
    page.qtbot.waitUntil(lambda: page.has("movedSlip"))
    assert team.do(team.desk.floor.entries_of, ["0000000000000001"])[0].slot == LATER
    page.qtbot.waitUntil(lambda: len(codes_in(page.picture())) == 1)
    (code,) = codes_in(page.picture())
    page.model.present((code,))
    page.qtbot.waitUntil(lambda: page.model.shown_kind() == "too_early")


def test_a_cancelled_booking_says_who_and_when_and_is_booked_again(
    open_page: OpenPage, open_team: Callable[..., Team]
) -> None:
    """By a supervisor, into a place this terminal holds; what was paid back is due, and settled with its reference."""
    team = open_team()
    team.roles.add(Role.SUPERVISOR)
    team.book(reservation(1))
    grant(team, places=1)
    team.do(team.desk.amendments.cancel, ONE, "ordered twice")
    page = open_page(desk=team.desk, submit=team.store.worker.submit, notifiers=(team.store.on_change,))
    page.now = NOON
    page.model.present((k1_text(1),))
    page.qtbot.waitUntil(lambda: page.model.shown_kind() == "cancelled" and not page.model.busy)
    assert "By s-1, " in page.text("verdictDetail")
    assert "ordered twice" in page.text("verdictDetail")
    page.touch("rebookFromVerdict")
    page.qtbot.waitUntil(lambda: page.has("later_0"))
    page.touch("later_0")
    page.qtbot.waitUntil(lambda: page.has("movedSlip"))
    assert not page.has("takeMoveBack")
    assert "payment desk" in page.text("movedLeft")
    page.model.present((k1_text(1),))
    page.qtbot.waitUntil(lambda: page.model.shown_kind() == "payment_due" and not page.model.busy)
    page.touch("paymentFromVerdict")
    page.qtbot.waitUntil(lambda: page.has("letter_7"))
    payment = cast("Any", page.model.payment)
    payment.settle()
    assert page.model.sheet == "payment"  # without a reference nothing is settled
    page.touch("letter_t")
    page.touch("letter_7")
    assert page.text("paymentReference") == "T7"
    page.touch("settlePayment")
    page.qtbot.waitUntil(lambda: page.model.shown_kind() == "too_early")
    (settled,) = [one for one in team.events() if one.kind is EventKind.PAYMENT_SETTLED]
    assert settled.payload == {"reference": "T7"}


def test_a_greeter_settles_no_payment(open_page: OpenPage, open_team: Callable[..., Team]) -> None:
    team = open_team()
    team.book(reservation(1, payment=Payment.DUE))
    page = open_page(desk=team.desk, submit=team.store.worker.submit)
    page.now = NOON
    page.model.present((k1_text(1),))
    page.qtbot.waitUntil(lambda: page.model.shown_kind() == "payment_due" and not page.model.busy)
    page.touch("paymentFromVerdict")
    page.qtbot.waitUntil(lambda: page.has("refusePayment"))
    page.touch("refusePayment")
    page.qtbot.waitUntil(lambda: page.model.shown_kind() == "refused")
    assert "Only a supervisor" in page.text("verdictDetail")
    assert all(one.kind is EventKind.SCAN_REFUSED for one in team.events())


def test_one_person_with_two_bookings_is_a_hint_and_no_obstacle(
    open_page: OpenPage, open_team: Callable[..., Team]
) -> None:
    team = open_team()
    team.book(reservation(1), reservation(2))
    page = open_page(desk=team.desk, submit=team.store.worker.submit)
    page.now = NOON
    page.model.present((k1_text(1),))
    page.qtbot.waitUntil(lambda: page.model.shown_kind() == "admit" and not page.model.busy)
    assert page.model.verdict.tone == "go"
    assert "same name and phone: 1" in page.text("verdictDetail")


def test_a_delivery_says_how_far_it_is(open_page: OpenPage, open_team: Callable[..., Team]) -> None:
    team = open_team()
    team.book(reservation(1, fulfilment=Fulfilment.DELIVERY, delivery="Sorting centre, 21 November"))
    page = open_page(desk=team.desk, submit=team.store.worker.submit)
    page.now = NOON
    page.model.present((k1_text(1),))
    page.qtbot.waitUntil(lambda: page.model.shown_kind() == "home_delivery" and not page.model.busy)
    assert "Sorting centre, 21 November" in page.text("verdictDetail")
    assert not page.has("rebookFromVerdict")
