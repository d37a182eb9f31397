"""What keeps a day from coming out even, by name, and what a supervisor has said about it. Pure.

A difference is gone when its cause is (the customer came, the conflict was closed), or it is explained with a reason.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import cast

from kiosk.domain.closing.balance import Outcome, outcome
from kiosk.domain.closing.book import DayBook
from kiosk.domain.event import Event, EventKind
from kiosk.domain.fact import corrected_at, text_of
from kiosk.domain.incident import open_incidents
from kiosk.domain.policy import Policy
from kiosk.domain.reservation import Reservation
from kiosk.domain.state import Stage, State


class DifferenceKind(StrEnum):
    STILL_DUE = "still_due"
    """Booked, and the slot with its grace is not over."""
    NOT_MARKED = "not_marked"
    """Nobody came, and nobody has marked it as a no-show."""
    WAITING = "waiting"
    """Came, and went home without a watch or still stands here."""
    READY = "ready"
    """The unit stands at a counter and nobody has fetched it."""
    ON_HOLD = "on_hold"
    NO_BOOKING = "no_booking"
    """Came or collected under a number that is no booking of this store."""
    CONFLICT = "conflict"
    """An open one: facts that cannot all be right."""
    INCIDENT = "incident"
    """An open one that concerns no reservation."""


@dataclass(frozen=True, slots=True)
class Explanation:
    event_id: str
    at: datetime
    staff_id: str
    reason: str


@dataclass(frozen=True, slots=True)
class Difference:
    kind: DifferenceKind
    subject: str
    """A reservation id; of a conflict what it is about and how many sides were seen; of an incident its event."""
    detail: str = ""
    """The call number, where there is one."""
    explanation: Explanation | None = None

    @property
    def is_open(self) -> bool:
        return self.explanation is None


def differences(book: DayBook) -> tuple[Difference, ...]:
    """All of the day, explained ones too, by kind and then by subject."""
    said = explanations(book)
    found = [
        Difference(kind, subject, detail, said.get((kind, subject)) or said.get((_EARLIER.get(kind, kind), subject)))
        for kind, subject, detail in (*_reservations(book), *_strangers(book), *_questions(book))
    ]
    order = list(DifferenceKind)
    return tuple(sorted(found, key=lambda one: (order.index(one.kind), one.detail, one.subject)))


_EARLIER = {DifferenceKind.NOT_MARKED: DifferenceKind.STILL_DUE}
"""What time alone makes of a difference is still explained."""


def explanations(book: DayBook) -> dict[tuple[DifferenceKind, str], Explanation]:
    """What was said of this day and not taken back; the last word counts."""
    said: dict[tuple[DifferenceKind, str], Explanation] = {}
    for event in book.of_no_reservation:
        if event.kind is EventKind.DIFFERENCE_EXPLAINED and event.payload.get("day") == book.date.isoformat():
            kind = _kind(event)
            if kind is not None:
                word = Explanation(
                    event.event_id, corrected_at(event), event.staff_id, text_of(event.payload, "reason")
                )
                said.update({(kind, subject): word for subject in _subjects(event)})
    return said


def over_at(reservation: Reservation, state: State, policy: Policy) -> datetime:
    """When whoever has not come is not let in any more."""
    return (state.slot or reservation.slot).end + timedelta(seconds=policy.late_grace_s)


def _reservations(book: DayBook) -> Iterator[tuple[DifferenceKind, str, str]]:
    for one in book.of_the_day:
        state = book.state(one.reservation_id)
        if outcome(one, state, book) is not Outcome.OPEN:
            continue
        if state.stage is Stage.BOOKED:
            late = book.now >= over_at(one, state, book.policy)
            kind = DifferenceKind.NOT_MARKED if late else DifferenceKind.STILL_DUE
        else:
            kind = _OF_STAGE.get(state.stage, DifferenceKind.WAITING)
        yield kind, one.reservation_id, state.arrivals[0].call_number if state.arrivals else ""


_OF_STAGE = {Stage.READY: DifferenceKind.READY, Stage.ON_HOLD: DifferenceKind.ON_HOLD}


def _strangers(book: DayBook) -> Iterator[tuple[DifferenceKind, str, str]]:
    for reservation_id, state in book.states.items():
        came = [*state.arrivals, *([state.collected] if state.collected else [])]
        if reservation_id not in book.rows and any(book.is_on_it(one.at) for one in came):
            yield DifferenceKind.NO_BOOKING, reservation_id, next((one.call_number for one in came), "")


def _questions(book: DayBook) -> Iterator[tuple[DifferenceKind, str, str]]:
    for conflict in book.conflicts:
        if conflict.is_open and any(book.is_on_it(one.at) for one in conflict.evidence):
            yield DifferenceKind.CONFLICT, f"{conflict.kind} {conflict.subject} {len(conflict.evidence)}", ""
    for incident in open_incidents(book.of_no_reservation):
        if incident.at < book.day.end:
            yield DifferenceKind.INCIDENT, incident.event_id, ""


def _kind(event: Event) -> DifferenceKind | None:
    try:
        return DifferenceKind(text_of(event.payload, "difference"))
    except ValueError:
        return None


def _subjects(event: Event) -> list[str]:
    named: object = event.payload.get("subjects")
    return [one for one in cast("list[object]", named) if isinstance(one, str)] if isinstance(named, list) else []
