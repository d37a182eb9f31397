"""Who stands in line for a counter: every ready customer in exactly one line, the longest wait on top."""

from dataclasses import replace
from itertools import permutations

import pytest

from kiosk.domain.counter_line import lines_at, next_to_call
from kiosk.domain.obstacle import Obstacle, obstacle_of, standstill
from kiosk.domain.reservation import BookingStatus, Payment
from kiosk.domain.short_code import second_half_is
from kiosk.domain.state import Stage
from ui.fiction_floor import PEOPLE, ago, entry, people


def numbers(line):
    return [one.call_number for one in line]


def test_every_customer_is_in_one_line_at_most_whatever_order_they_came_in():
    ready = [one for one in people() if one.stage in (Stage.READY, Stage.COLLECTED)]
    for order in permutations(ready[:5]):
        lines = lines_at([*order, *ready[5:]], "3")
        assert numbers(lines.here) == ["A024", "A030"]
        assert numbers(lines.elsewhere) == ["A027", "A032"]
        assert numbers(lines.apart) == ["B009"]
        assert numbers(lines.collected) == ["A019", "B004", "A015", "A012"]


def test_called_come_first_then_who_waits_longest():
    base = PEOPLE[15]
    rows = [
        entry(1, replace(base, call_number="A001", prepared_min=1)),
        entry(2, replace(base, call_number="A002", prepared_min=9)),
        entry(3, replace(base, call_number="A003", prepared_min=2, calls=1, called_min=1)),
        entry(4, replace(base, call_number="A004", prepared_min=3, calls=2, called_min=4)),
    ]
    here = lines_at(rows, "3").here
    assert numbers(here) == ["A004", "A003", "A002", "A001"]
    found = next_to_call(here)
    assert found is not None
    assert found.call_number == "A002"
    assert next_to_call(here[:2]) is None


def test_a_unit_whose_customer_is_on_hold_waits_apart():
    held = entry(1, PEOPLE[15])
    held = replace(held, state=replace(held.state, stage=Stage.ON_HOLD, on_hold=True))
    assert numbers(lines_at([held], "3").apart) == ["A030"]


def test_a_unit_that_went_back_to_the_stockroom_is_in_no_line():
    back = entry(1, PEOPLE[15])
    back = replace(back, state=replace(back.state, stage=Stage.PREPARING, prepared_at=ago(1)))
    lines = lines_at([back], "3")
    assert (lines.here, lines.elsewhere, lines.apart, lines.collected) == ([], [], [], [])


@pytest.mark.parametrize(
    ("booking", "state", "found"),
    [
        ({}, {}, None),
        ({"status": BookingStatus.CANCELLED}, {}, Obstacle.CANCELLED),
        ({}, {"cancelled": True}, Obstacle.CANCELLED),
        ({"status": BookingStatus.ON_HOLD, "payment": Payment.DUE}, {}, Obstacle.ON_HOLD),
        ({}, {"on_hold": True}, Obstacle.ON_HOLD),
        ({"payment": Payment.DUE}, {}, Obstacle.NOT_PAID),
        ({"payment": Payment.DUE}, {"payment": Payment.PAID}, None),
        ({"payment": Payment.REFUSED}, {}, Obstacle.PAYMENT_REFUSED),
        ({}, {"payment": Payment.REFUSED}, Obstacle.PAYMENT_REFUSED),
    ],
)
def test_what_speaks_against_handing_over(booking, state, found):
    one = entry(1, PEOPLE[15])
    booked, now = replace(one.reservation, **booking), replace(one.state, **state)
    assert obstacle_of(booked, now) is found
    assert standstill(booked, now) is (found if found in (Obstacle.CANCELLED, Obstacle.ON_HOLD) else None)


@pytest.mark.parametrize("typed", ["M2XP", "m2xp", " m2-xp "])
def test_the_second_half_as_people_type_it(typed):
    assert second_half_is("7KQ4M2XP", typed)


@pytest.mark.parametrize("typed", ["", "7KQ4", "M2X", "M2XQ", "7KQ4M2XP", "4M2X"])
def test_anything_else_is_not_the_second_half(typed):
    assert not second_half_is("7KQ4M2XP", typed)


def test_a_booking_without_a_code_has_no_second_half():
    assert not second_half_is("", "")
