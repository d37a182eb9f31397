"""What supervisors change about a booking: paid, refused, cancelled, booked again; and what nobody changes."""

from datetime import timedelta

import pytest

from kiosk.domain.policy import Role
from kiosk.domain.reservation import BookingStatus, Fulfilment, Payment
from kiosk.domain.state import Stage
from kiosk.domain.stock import StockRow
from kiosk.domain.verdict import VerdictKind
from kiosk.errors import Refused
from tests.desk.places_day import LATER, grant
from tests.store.day import NOON, k1_text, reservation, reservation_id

ONE = reservation_id(1)


@pytest.fixture
def chief(door):
    door.roles.add(Role.SUPERVISOR)
    return door


def verdict(door):
    return door.scan(k1_text(1)).verdict.kind


def test_refused_tried_again_and_settled(chief):
    chief.book(reservation(1, payment=Payment.DUE))
    office = chief.desk.amendments
    assert verdict(chief) is VerdictKind.PAYMENT_DUE
    for _ in range(2):
        chief.do(office.refuse_payment, ONE, "card was declined")
        assert verdict(chief) is VerdictKind.PAYMENT_REFUSED
    with pytest.raises(Refused, match="reference"):
        chief.do(office.settle_payment, ONE, " ")
    chief.do(office.settle_payment, ONE, "TILL-7")
    assert verdict(chief) is VerdictKind.ADMIT
    with pytest.raises(Refused, match="paid already"):
        chief.do(office.settle_payment, ONE, "TILL-8")


def test_the_later_word_on_the_payment_counts(chief):
    """Refused in the store, paid online afterwards; and the other way round."""
    chief.book(reservation(1, payment=Payment.DUE))
    chief.do(chief.desk.amendments.refuse_payment, ONE, "card was declined")
    later = NOON + timedelta(minutes=1)
    chief.book(reservation(1, payment=Payment.PAID, payment_at=NOON - timedelta(minutes=1)))
    assert verdict(chief) is VerdictKind.PAYMENT_REFUSED
    chief.book(reservation(1, payment=Payment.PAID, payment_at=later))
    assert verdict(chief) is VerdictKind.ADMIT


def test_cancelled_and_booked_again_it_is_to_be_paid(chief):
    chief.book(reservation(1))
    grant(chief)
    office = chief.desk.amendments
    with pytest.raises(Refused, match="not cancelled"):
        chief.do(office.rebook, ONE, LATER, "a mistake")
    assert chief.do(office.cancel, ONE, "asked to").stage is Stage.CANCELLED
    assert verdict(chief) is VerdictKind.CANCELLED
    with pytest.raises(Refused, match="cancelled already"):
        chief.do(office.cancel, ONE, "again")
    with pytest.raises(Refused, match="cancelled"):
        chief.do(office.settle_payment, ONE, "TILL-7")
    booked = chief.do(office.rebook, ONE, LATER, "wants it after all")
    assert (booked.slot, booked.places) == (LATER, 1)
    assert verdict(chief) is VerdictKind.PAYMENT_DUE
    chief.do(office.settle_payment, ONE, "TILL-7")
    assert verdict(chief) is VerdictKind.TOO_EARLY
    chief.clock.at = LATER.start
    assert chief.scan(booked.code).admitted
    assert chief.do(chief.desk.inbox.all) == ()


def test_what_the_retailer_cancelled_is_booked_again_until_it_cancels_anew(chief):
    gone = {"status": BookingStatus.CANCELLED, "status_reason": "by the customer"}
    chief.book(reservation(1, status_at=NOON - timedelta(hours=1), **gone))
    grant(chief)
    assert verdict(chief) is VerdictKind.CANCELLED
    chief.do(chief.desk.amendments.rebook, ONE, LATER, "wants it after all")
    assert verdict(chief) is VerdictKind.PAYMENT_DUE
    chief.book(reservation(1, status_at=NOON + timedelta(hours=1), **gone))
    assert verdict(chief) is VerdictKind.CANCELLED


def test_without_a_place_nothing_is_booked_again(chief):
    chief.book(reservation(1))
    grant(chief, places=0)
    chief.do(chief.desk.amendments.cancel, ONE, "asked to")
    with pytest.raises(Refused, match="no place left"):
        chief.do(chief.desk.amendments.rebook, ONE, LATER, "wants it after all")
    assert verdict(chief) is VerdictKind.CANCELLED


def test_what_is_not_in_stock_is_not_promised_again(chief):
    chief.book(reservation(1))
    grant(chief)
    sku = reservation(1).sku
    chief.feed.put_row("stock", sku, StockRow(sku, 0))
    chief.pull()
    chief.do(chief.desk.amendments.cancel, ONE, "asked to")
    with pytest.raises(Refused, match="none of this model left"):
        chief.do(chief.desk.amendments.rebook, ONE, LATER, "wants it after all")
    assert verdict(chief) is VerdictKind.CANCELLED
    chief.feed.put_row("stock", sku, StockRow(sku, 1))
    chief.pull()
    assert chief.do(chief.desk.amendments.rebook, ONE, LATER, "wants it after all").slot == LATER


def test_a_delivery_is_fetched_here_only_if_central_allows_it(chief):
    home = {"fulfilment": Fulfilment.DELIVERY, "delivery": "Sorting centre, 21 November"}
    chief.book(reservation(1, **home))
    grant(chief)
    with pytest.raises(Refused, match="head office"):
        chief.do(chief.desk.amendments.rebook, ONE, LATER, "is here")
    chief.book(reservation(1, pickup_allowed=True, **home))
    assert verdict(chief) is VerdictKind.HOME_DELIVERY
    chief.do(chief.desk.amendments.rebook, ONE, LATER, "is here")
    chief.clock.at = LATER.start
    assert verdict(chief) is VerdictKind.ADMIT  # what was paid stays paid


def test_a_confirmed_model_is_never_changed_and_the_way_out_is_said(chief):
    chief.book(reservation(1))
    with pytest.raises(Refused, match="cancel this booking"):
        chief.do(chief.desk.amendments.change_model, ONE)
    assert chief.events() == []
