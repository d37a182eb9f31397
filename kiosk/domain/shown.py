"""What customers may see of the queue on the screen in the waiting area. Pure."""

from enum import StrEnum

from kiosk.domain.queue import Group, group_of
from kiosk.domain.recipe import Recipe
from kiosk.domain.state import State


class Shown(StrEnum):
    """Under which word a customer finds the own number on the screen."""

    PREPARING = "preparing"
    ALMOST = "almost"
    READY = "ready"
    """Has been called: the only one that sends somebody to a counter."""


def shown_as(state: State, recipe: Recipe) -> Shown | None:
    """None: not on the screen, e.g. collected. Almost ready: one step is left, or the unit waits for the call."""
    match group_of(state):
        case Group.READY:
            return Shown.READY if state.called_to and state.calls else Shown.ALMOST
        case Group.PREPARING:
            left = len(set(recipe.steps) - set(state.steps))
            return Shown.ALMOST if left <= 1 < len(recipe.steps) else Shown.PREPARING
        case Group.ARRIVED:
            return Shown.PREPARING
        case _:
            return None


def first_name(name: str) -> str:
    """`Camille Durand` -> `Camille D.`: what a customer is called in a room full of people; empty of nothing."""
    words = name.split()
    return words[0] if len(words) == 1 else f"{words[0]} {words[-1][0].upper()}." if words else ""
