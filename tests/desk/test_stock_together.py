"""Two terminals and one stock, offline as chance will: afterwards both have the same figures, and none is below nothing unseen."""

from collections.abc import Callable
from contextlib import suppress
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kiosk.domain.policy import Role
from kiosk.domain.stock import Level, Place, StockRow
from kiosk.errors import Refused
from tests.desk.floor_day import PRODUCT, Team, arrived, furnish, sync
from tests.desk.test_floor_together import NUMBERS, SERIALS, Told, act
from tests.store.day import Feed

_NAMES = [*4 * ["finish", "serve"], "box", "reject", "put back", "recall", "take back", "weak", "sync", "count"]
steps = st.tuples(
    st.sampled_from(_NAMES), st.booleans(), st.sampled_from(NUMBERS), st.sampled_from(SERIALS), st.booleans()
)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(delivered=st.integers(0, 3), morning=st.lists(steps, min_size=5, max_size=25))
def test_the_stock_is_the_same_everywhere_and_never_below_nothing_in_silence(
    open_team: Callable[..., Team], tmp_path_factory: pytest.TempPathFactory, delivered: int, morning: list[Any]
) -> None:
    folder = tmp_path_factory.mktemp("stock")
    furnish(feed := Feed())
    feed.put_row("stock", PRODUCT.sku, StockRow(PRODUCT.sku, delivered))
    teams = [open_team(letter, feed=feed, path=folder / f"{letter}.db") for letter in "AB"]
    for team in teams:
        team.roles.add(Role.SUPERVISOR)
    arrived(teams[0], *NUMBERS)
    sync(*teams)
    told, counted = Told(), False
    for name, first, number, serial, other in morning:
        team = teams[0 if first else 1]
        for one in teams:
            one.clock.forward(seconds=1)
        if name == "sync":
            sync(*teams)
        elif name == "count":
            counted = True
            shelf = max(0, found(team).shelf)
            team.do(team.desk.stocktaking.count, PRODUCT.sku, Place.SHELF, shelf, "counted")
        else:
            with_refusals(team, told, name, number, serial, other=other)
        for one in teams:
            seen(one)
    sync(*teams)
    levels = [found(team) for team in teams]
    assert levels[0] == levels[1]
    for team in teams:
        seen(team)
        assert found(team) == anew(team)
    if not counted:
        check_against_states(teams[0], delivered)
    for team in teams:
        team.store.close()


def with_refusals(team: Team, told: Told, name: str, number: int, serial: str, *, other: bool) -> None:
    with suppress(Refused):
        act(team, told, name, number, serial, other=other)


def found(team: Team) -> Level:
    return next(one for one in team.do(team.desk.stocktaking.levels) if one.sku == PRODUCT.sku)


def anew(team: Team) -> Level:
    """From nothing but the file."""
    team.store.shelves.changed(frozenset(f"{n:032x}" for n in range(3000)))  # more than it follows one by one
    return found(team)


def seen(team: Team) -> None:
    """Whatever this terminal knows: a figure below nothing stands where a supervisor looks, and in the strip."""
    level = found(team)
    below = {place for place in (Place.SHELF, Place.STAGED, Place.QUARANTINE) if getattr(level, place) < 0}
    told = team.do(team.desk.stocktaking.discrepancies)
    assert {one.place for one in told} - {None} == below
    assert team.do(team.desk.data_state).stock_doubts == len(told)


def check_against_states(team: Team, delivered: int) -> None:
    """Without a count the figures follow from where the units are at last: of each unit one place."""
    states = [team.entry(number).state for number in NUMBERS]
    out = {fact.detail for state in states for fact in state.hand_overs}
    aside = {one.serial for state in states for one in state.rejected} - out
    staged = {fact.detail for state in states for fact in state.units} - out - aside
    level = found(team)
    assert (level.out, level.quarantine, level.staged) == (len(out), len(aside), len(staged))
    assert level.shelf == delivered - len(out | aside | staged)
    assert level.waiting == sum(not state.units and not state.hand_overs for state in states)
