"""Which step comes next, and what is no recipe."""

import pytest

from kiosk.domain.recipe import WATCH, Recipe, Step, battery_will_do, next_step, recipe_for
from kiosk.domain.rows import RowError, parse_row, row_body


def test_steps_come_in_the_recipes_order_whatever_was_done_first() -> None:
    assert next_step(WATCH, ()) is Step.SCAN_BOX
    assert next_step(WATCH, ("test_battery", "scan_box")) is Step.INSPECT_PACKAGING
    assert next_step(WATCH, tuple(Step)) is None
    assert next_step(WATCH, ("something central has invented since",)) is Step.SCAN_BOX


def test_the_products_own_recipe_goes_before_the_stores_and_that_before_ours() -> None:
    own, all_others = Recipe("A", (Step.SCAN_BOX,)), Recipe("", (Step.TEST_BATTERY,))
    assert recipe_for("A", [all_others, own]) is own
    assert recipe_for("B", [all_others, own]) is all_others
    assert recipe_for("B", [own]) is WATCH


@pytest.mark.parametrize(("percent", "will_do"), [(0, False), (59, False), (60, True), (100, True)])
def test_a_weak_battery_will_not_do(percent: int, will_do: bool) -> None:
    assert battery_will_do(WATCH, percent) is will_do


@pytest.mark.parametrize("percent", [-1, 101])
def test_what_no_battery_shows_is_no_measurement(percent: int) -> None:
    with pytest.raises(ValueError, match="0 to 100"):
        battery_will_do(WATCH, percent)


def test_a_recipe_travels_as_a_row() -> None:
    recipe = Recipe("A", (Step.SCAN_BOX, Step.BRING_TO_COUNTER), 80)
    assert parse_row("recipe", row_body(recipe)) == recipe


@pytest.mark.parametrize(
    "body",
    [
        {"sku": "", "steps": []},
        {"sku": "", "steps": ["scan_box", "scan_box"]},
        {"sku": "", "steps": ["polish"]},
        {"sku": "", "battery_percent": 101},
    ],
)
def test_what_is_no_recipe_is_a_bad_row(body: dict[str, object]) -> None:
    with pytest.raises(RowError, match="recipe"):
        parse_row("recipe", body)
