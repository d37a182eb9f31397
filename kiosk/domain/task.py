"""One preparation as the runners' board shows it, derived from reservation and state. Never stored.

A task begins with an arrival and ends when the unit is at the counter; who holds it is the fold's word (the first claim
in canonical order), so two runners who claim at once see the same name on every terminal.
"""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum

from kiosk.domain.fact import Fact
from kiosk.domain.policy import Policy
from kiosk.domain.recipe import Recipe, Step, next_step
from kiosk.domain.reservation import Product, Reservation
from kiosk.domain.state import Stage, State

AT_WORK = frozenset({Stage.ARRIVED, Stage.PREPARING})
_ALWAYS, _NEVER = datetime.min.replace(tzinfo=UTC), datetime.max.replace(tzinfo=UTC)


class Alert(StrEnum):
    """How near the promise is to being broken. Told by icon and word as well as colour."""

    CALM = "calm"
    SOON = "soon"
    BROKEN = "broken"


@dataclass(frozen=True, slots=True)
class Runner:
    """Who prepares, and where: until people sign in, several terminals may act under one name."""

    staff_id: str
    terminal_id: str

    def holds(self, state: State) -> bool:
        """Whether the preparation is theirs to go on with."""
        return bool(state.claims) and self.made(state.claims[0])

    def holds_elsewhere(self, state: State) -> bool:
        """Whether it was taken in their name at another terminal: handed on to themselves, they can go on here."""
        return bool(state.claims) and state.claims[0].detail == self.staff_id and not self.holds(state)

    def made(self, claim: Fact) -> bool:
        """Whether a claim of a state is theirs; one that was handed on to them is, wherever they work."""
        return claim.detail == self.staff_id and claim.terminal_id in ("", self.terminal_id)


@dataclass(frozen=True, slots=True)
class Task:
    reservation_id: str
    call_number: str
    product: Product
    arrived_at: datetime
    promised_at: datetime
    claimed_by: str
    """Staff id; empty: nobody yet."""
    step: Step | None
    """What comes next; None when everything is done and only the word is missing."""
    done: int
    """Steps done, of `steps`."""
    steps: int
    serial: str
    needs: str
    """What the customer needs, e.g. a seat: a runner may have to bring it."""


def task_of(reservation: Reservation, state: State, product: Product, recipe: Recipe, policy: Policy) -> Task | None:
    """None while there is nothing to prepare: not here, ready, collected, cancelled, on hold."""
    if state.stage not in AT_WORK or not state.arrivals:
        return None
    arrival = state.arrivals[0]
    slot = state.slot or reservation.slot
    # Who is let in early is promised the unit from the slot's beginning on: the morning's rush is planned by slots.
    promised_at = max(arrival.at, slot.start) + timedelta(seconds=policy.promise_s)
    done = [step for step in recipe.steps if step in state.steps]
    return Task(
        reservation_id=reservation.reservation_id,
        call_number=arrival.call_number,
        product=product,
        arrived_at=arrival.at,
        promised_at=promised_at,
        claimed_by=state.claimed_by,
        step=next_step(recipe, state.steps),
        done=len(done),
        steps=len(recipe.steps),
        serial=state.serial,
        needs=reservation.customer.needs,
    )


def alert_span(task: Task, policy: Policy, now: datetime) -> tuple[Alert, datetime, datetime]:
    """The alert of this moment, since when it is that, and until when (that instant excluded)."""
    soon_at = task.promised_at - timedelta(seconds=policy.alert_s)
    if now >= task.promised_at:
        return Alert.BROKEN, task.promised_at, _NEVER
    return (Alert.SOON, soon_at, task.promised_at) if now >= soon_at else (Alert.CALM, _ALWAYS, soon_at)


def alert_of(task: Task, policy: Policy, now: datetime) -> Alert:
    return alert_span(task, policy, now)[0]
