"""What a unit goes through before it stands on the counter: central's preparation recipe for a product, a row of the feed.

Decides which step comes next and when a battery will do; does nothing. docs/protocol.md, "Rows", changes with it.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from enum import StrEnum


class Step(StrEnum):
    SCAN_BOX = "scan_box"
    """Evidence: `serial`, and the `gtin` of the box."""
    INSPECT_PACKAGING = "inspect_packaging"
    TEST_BATTERY = "test_battery"
    """Evidence: `battery_percent`, or `passed`."""
    BRING_TO_COUNTER = "bring_to_counter"
    """Evidence: `counter`."""


@dataclass(frozen=True, slots=True)
class Recipe:
    """Body of a `recipe` row. Its key is the `sku`, or the empty text for every product without a recipe of its own."""

    sku: str = ""
    steps: tuple[Step, ...] = tuple(Step)
    battery_percent: int = 60
    """Below it a unit is not given to a customer."""

    def __post_init__(self) -> None:
        if not self.steps or len(set(self.steps)) != len(self.steps):
            raise ValueError("a recipe has each of its steps once, and at least one")
        if not 0 <= self.battery_percent <= 100:
            raise ValueError("battery_percent must be from 0 to 100")


WATCH = Recipe()
"""Where central has sent none."""


def recipe_for(sku: str, recipes: Iterable[Recipe]) -> Recipe:
    """The product's own, else central's for all, else `WATCH`."""
    by_sku = {recipe.sku: recipe for recipe in recipes}
    return by_sku.get(sku) or by_sku.get("") or WATCH


def next_step(recipe: Recipe, done: Collection[str]) -> Step | None:
    """The first step that is not done, in the recipe's order; None when the unit is ready."""
    return next((step for step in recipe.steps if step not in done), None)


def battery_will_do(recipe: Recipe, percent: int) -> bool:
    """Raises ValueError for what no battery shows."""
    if not 0 <= percent <= 100:
        raise ValueError("a battery shows 0 to 100 percent")
    return percent >= recipe.battery_percent
