"""What the forecast must say of floors where the answer is known, and that it beats the naive one on simulated days."""

import random
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from statistics import mean

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.domain.forecast import Floor, Helper, Need, forecast, need
from kiosk.domain.reservation import Slot
from tests.forecast.judged import judge

NOW = datetime(2026, 11, 21, 12, 0, tzinfo=UTC)
SLOT = Slot(NOW, NOW + timedelta(hours=2))
STEADY = Floor(NOW, runners=4, counters=4, preparations_s=(300.0,) * 40, hand_overs_s=(400.0,) * 40)


def waits(floor: Floor, seed: int = 1) -> list[float]:
    return [outlook.wait_p50_s for outlook in forecast(floor, random.Random(seed))]


def test_on_an_empty_floor_the_wait_is_the_preparation() -> None:
    assert all(270 <= wait <= 330 for wait in waits(STEADY))


def test_before_anything_was_measured_the_usual_holds() -> None:
    found = waits(replace(STEADY, preparations_s=(), hand_overs_s=()))
    assert all(250 <= wait <= 450 for wait in found)


def test_a_full_waiting_area_is_worked_off() -> None:
    """40 people before 4 runners of 300 s: the last begins after 45 minutes, so half an hour ahead still waits, later not."""
    soon, later, latest = waits(replace(STEADY, waiting=tuple(NOW - timedelta(seconds=at) for at in range(40))))
    assert soon > 900 > 500 > latest
    assert later < soon


def test_more_bookings_than_hands_pile_up() -> None:
    ahead = waits(replace(STEADY, expected=(SLOT,) * 300))
    assert ahead == sorted(ahead)
    assert ahead[-1] > 1200


def test_who_has_not_come_late_in_the_slot_hardly_counts() -> None:
    over = Slot(NOW - timedelta(minutes=118), NOW + timedelta(minutes=2))
    assert waits(replace(STEADY, expected=(over,) * 300))[0] < 600


def test_units_that_are_ready_hold_up_the_counters() -> None:
    ready = tuple(NOW - timedelta(seconds=at) for at in range(60))
    assert waits(replace(STEADY, ready=ready))[0] > 3000


def test_what_takes_longer_than_anything_measured_ends_soon() -> None:
    forgotten = (NOW - timedelta(hours=3),) * 4
    assert all(wait < 1000 for wait in waits(replace(STEADY, preparing=forgotten, serving=forgotten)))


def test_the_same_chances_give_the_same_forecast() -> None:
    busy = replace(STEADY, expected=(SLOT,) * 80)
    assert forecast(busy, random.Random(3)) == forecast(busy, random.Random(3))


@pytest.mark.parametrize("crew", [{"runners": 0}, {"counters": 0}])
def test_nobody_at_work_is_no_floor_to_forecast(crew: dict[str, int]) -> None:
    with pytest.raises(ValueError, match="at least one"):
        forecast(replace(STEADY, **crew), random.Random(1))


@given(st.integers(0, 30), st.integers(0, 30), st.integers(1, 6), st.integers(1, 6), st.integers(0, 60))
def test_every_floor_gives_sane_outlooks(waiting: int, ready: int, runners: int, counters: int, expected: int) -> None:
    at = tuple(NOW - timedelta(seconds=7 * n) for n in range(40))
    floor = replace(
        STEADY, runners=runners, counters=counters, waiting=at[:waiting], ready=at[:ready], expected=(SLOT,) * expected
    )
    for outlook in forecast(floor, random.Random(1), [timedelta(minutes=30)]):
        assert 0 < outlook.wait_p50_s <= outlook.wait_p90_s
        assert outlook.at == NOW + timedelta(minutes=30)


def test_the_missing_hand_is_named() -> None:
    few_runners = replace(STEADY, runners=2, counters=9, expected=(SLOT,) * 90)
    few_counters = replace(STEADY, runners=9, counters=2, expected=(SLOT,) * 70)
    assert isinstance(asked := need(few_runners, promise_s=900, chances=lambda: random.Random(1)), Need)
    assert asked.helper is Helper.RUNNER
    assert isinstance(asked := need(few_counters, promise_s=900, chances=lambda: random.Random(1)), Need)
    assert asked.helper is Helper.COUNTER
    assert asked.since > NOW


def test_nobody_is_called_while_the_promise_holds_or_when_it_would_not_help() -> None:
    assert need(STEADY, promise_s=900, chances=lambda: random.Random(1)) is None
    hopeless = replace(STEADY, runners=1, counters=1, expected=(SLOT,) * 500)
    assert need(hopeless, promise_s=900, chances=lambda: random.Random(1), tenth=0.9) is None


def test_half_an_hour_ahead_it_errs_clearly_less_than_the_last_measured_wait() -> None:
    """Three days only; docs/forecast.md has sixty. With the usual instead of what was measured it is worse than the naive one."""
    errors = judge(range(1, 4), every=2700)[30]
    assert mean(map(abs, errors.ours)) < 0.85 * mean(map(abs, errors.naive))
    assert mean(errors.within_p90) > 0.75
