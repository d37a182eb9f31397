"""Whether the day's account comes out: every reservation and every unit is in exactly one class, and the classes add up.

reserved = collected + moved + cancelled + no-show + open; units in = handed over + left + quarantined. Pure.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from kiosk.domain.booking import is_cancelled
from kiosk.domain.closing.book import DayBook
from kiosk.domain.reservation import Reservation
from kiosk.domain.state import Stage, State


class Outcome(StrEnum):
    """How the day ended for one reservation."""

    COLLECTED = "collected"
    MOVED = "moved"
    """To another day or store."""
    CANCELLED = "cancelled"
    NO_SHOW = "no_show"
    OPEN = "open"
    """Nothing of these, so somebody has to say why."""


class UnitPlace(StrEnum):
    """Where one unit is at the end of the day."""

    HANDED_OVER = "handed_over"
    QUARANTINED = "quarantined"
    LEFT = "left"
    """In the house: on its shelf, with a runner or at a counter."""


@dataclass(frozen=True)
class Balance:
    outcomes: Mapping[str, Outcome]
    """By reservation id: the reserved ones."""
    units: Mapping[str, UnitPlace]
    """By serial number: all that came in, as far as anybody has scanned it."""
    deliveries: int
    """Reserved for the day and sent home: in no class."""

    @property
    def reserved(self) -> int:
        return len(self.outcomes)

    @property
    def units_in(self) -> int:
        return len(self.units)

    def of(self, outcome: Outcome) -> int:
        return self.counts[outcome]

    def at(self, place: UnitPlace) -> int:
        return self.places[place]

    @property
    def counts(self) -> Counter[Outcome]:
        return Counter(self.outcomes.values())

    @property
    def places(self) -> Counter[UnitPlace]:
        return Counter(self.units.values())

    @property
    def figures(self) -> dict[str, int]:
        """As `day_closed` carries them."""
        counts, places = self.counts, self.places
        return {
            "reserved": self.reserved,
            **{str(one): counts[one] for one in Outcome},
            "units_in": self.units_in,
            **{str(one): places[one] for one in UnitPlace},
        }


def balance(book: DayBook) -> Balance:
    outcomes = {
        one.reservation_id: outcome(one, book.state(one.reservation_id), book) for one in book.of_the_day
    }  # fmt: skip
    return Balance(outcomes, units(book.states.values()), book.deliveries)


def outcome(reservation: Reservation, state: State, book: DayBook) -> Outcome:
    """The first that holds. A hand-over is before everything: the watch is gone, whatever else was said."""
    ranked = (
        (state.stage is Stage.COLLECTED, Outcome.COLLECTED),
        (is_cancelled(reservation, state), Outcome.CANCELLED),
        (_is_moved(reservation, state, book), Outcome.MOVED),
        (state.stage is Stage.NO_SHOW, Outcome.NO_SHOW),
    )
    return next((name for holds, name in ranked if holds), Outcome.OPEN)


def _is_moved(reservation: Reservation, state: State, book: DayBook) -> bool:
    """It belongs elsewhere now, and nobody stands here with it."""
    if reservation.store != book.store:
        return True
    return not book.day.holds(state.slot or reservation.slot) and not state.arrivals


def units(states: Iterable[State]) -> dict[str, UnitPlace]:
    """Of every unit that the events speak of. Handed over wins over rejected: two facts that clash are a conflict as well."""
    found: dict[str, UnitPlace] = {}
    for state in states:
        for serial in (*(fact.detail for fact in state.units), state.serial):
            found.setdefault(serial, UnitPlace.LEFT)
        for one in state.rejected:
            if found.get(one.serial) is not UnitPlace.HANDED_OVER:
                found[one.serial] = UnitPlace.QUARANTINED
        for fact in state.hand_overs:
            found[fact.detail] = UnitPlace.HANDED_OVER
    found.pop("", None)
    return found
