"""Facts that cannot all be right: a pure function of the set of events, the same on every terminal, hub and central.

Facts are never refused afterwards, so both sides stay and a person decides. What is closed here is only the question:
closing one changes no fact. The rules in words are docs/protocol.md, "Conflicts"; vectors are in tests/vectors/conflicts.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from kiosk.domain.event import Event
from kiosk.domain.fact import Fact
from kiosk.domain.state import Closing, Stage, State, fold
from kiosk.domain.unit import bound_units, unit_facts


class ConflictKind(StrEnum):
    HANDED_OVER_TWICE = "handed_over_twice"
    """One reservation, several hand-overs."""
    HANDED_OVER_AND_CANCELLED = "handed_over_and_cancelled"
    """In either order: clocks of two terminals cannot prove which came first, and neither can stand beside the other."""
    CLAIMED_TWICE = "claimed_twice"
    """Two runners prepare for the same customer. The first claim in canonical order holds; the other is to be released."""
    SERIAL_TWICE = "serial_handed_over_twice"
    """One unit, handed over for several reservations."""
    SAME_UNIT = "same_unit"
    """One unit for several reservations, and not handed over for all of them: bound to one of them, and bound to, handed over
    for or rejected from another."""
    TWO_UNITS = "two_units"
    """Several units are bound to one reservation: one of them has to go back to its shelf."""
    CALL_NUMBER_TWICE = "call_number_twice"
    """Several customers wait under one call number: a terminal was copied."""


PREPARED = frozenset({Stage.READY, Stage.COLLECTED, Stage.CANCELLED})
"""Who claimed it no longer matters."""
GONE = frozenset({Stage.COLLECTED, Stage.CANCELLED})
"""The call number calls nobody any more."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """One side: which event, of which reservation, when and where. The whole event is in the ledger under its id."""

    reservation_id: str
    event_id: str
    at: datetime
    terminal_id: str
    detail: str
    """Serial number of a hand-over or a unit, staff id of a claim, call number of an arrival."""


@dataclass(frozen=True, slots=True)
class Conflict:
    kind: ConflictKind
    subject: str
    """What it is about: a reservation id, a serial number, a call number. With the kind it names the conflict."""
    evidence: tuple[Evidence, ...]
    """All sides, earliest first."""
    closing: Closing | None = None
    """The first closing that has seen every side; None: open."""

    @property
    def is_open(self) -> bool:
        return self.closing is None

    @property
    def event_ids(self) -> tuple[str, ...]:
        return tuple(one.event_id for one in self.evidence)

    @property
    def reservation_ids(self) -> tuple[str, ...]:
        """Each once, in the order of the evidence."""
        return tuple(dict.fromkeys(one.reservation_id for one in self.evidence))


def conflicts(events: Iterable[Event]) -> tuple[Conflict, ...]:
    """Every conflict in this set of events, closed ones too, ordered by kind and subject."""
    histories: defaultdict[str, list[Event]] = defaultdict(list)
    for event in events:
        if event.reservation_id:
            histories[event.reservation_id].append(event)
    return between({reservation_id: fold(history) for reservation_id, history in histories.items()})


def between(states: Mapping[str, State]) -> tuple[Conflict, ...]:
    """The conflicts in and between these reservations (by id); those with reservations not named are not seen."""
    sides: defaultdict[tuple[ConflictKind, str], list[Evidence]] = defaultdict(list)
    for reservation_id, state in states.items():
        for kind, facts in _own(state).items():
            sides[kind, reservation_id] += [_evidence(reservation_id, fact) for fact in facts]
        for subject, evidence in _shared(reservation_id, state):
            sides[subject].append(evidence)
    found: list[Conflict] = []
    for (kind, subject), evidence in sorted(sides.items()):
        ordered = tuple(sorted(set(evidence), key=lambda one: (one.at, one.event_id)))
        conflict = Conflict(kind, subject, ordered)
        if kind in SHARED and len(conflict.reservation_ids) < 2:
            continue
        if kind is ConflictKind.SAME_UNIT and _is_settled(subject, [states[one] for one in conflict.reservation_ids]):
            continue
        found.append(Conflict(kind, subject, ordered, _closing(conflict, states)))
    return tuple(found)


SHARED = frozenset({ConflictKind.SERIAL_TWICE, ConflictKind.SAME_UNIT, ConflictKind.CALL_NUMBER_TWICE})
"""Kinds that lie between reservations."""


def shared_subjects(state: State) -> frozenset[tuple[ConflictKind, str]]:
    """What a reservation may share with another: whoever keeps states looks others up by it."""
    return frozenset(subject for subject, _ in _shared("", state))


def _own(state: State) -> dict[ConflictKind, tuple[Fact, ...]]:
    """What cannot be right within one reservation."""
    found: dict[ConflictKind, tuple[Fact, ...]] = {}
    if len(state.hand_overs) > 1:
        found[ConflictKind.HANDED_OVER_TWICE] = state.hand_overs
    if state.hand_overs and state.cancellations:
        found[ConflictKind.HANDED_OVER_AND_CANCELLED] = (*state.cancellations, *state.hand_overs)
    # Staff and terminal: until people sign in, several terminals may act under one name.
    if state.stage not in PREPARED and len({(claim.detail, claim.terminal_id) for claim in state.claims}) > 1:
        found[ConflictKind.CLAIMED_TWICE] = state.claims
    if state.stage is not Stage.CANCELLED and len(state.units) > 1:
        found[ConflictKind.TWO_UNITS] = state.units
    return found


def _shared(reservation_id: str, state: State) -> list[tuple[tuple[ConflictKind, str], Evidence]]:
    shared = [
        ((ConflictKind.SERIAL_TWICE, fact.detail), _evidence(reservation_id, fact))
        for fact in state.hand_overs
        if fact.detail
    ]
    shared += [((ConflictKind.SAME_UNIT, fact.detail), _evidence(reservation_id, fact)) for fact in unit_facts(state)]
    if state.stage not in GONE:
        shared += [
            (
                (ConflictKind.CALL_NUMBER_TWICE, one.call_number),
                Evidence(reservation_id, one.event_id, one.at, one.terminal_id, one.call_number),
            )
            for one in state.arrivals
            if one.call_number
        ]
    return shared


def _is_settled(serial: str, states: Iterable[State]) -> bool:
    """Handed over everywhere, which is a conflict of its own; or in nobody's hands at all, only in quarantine."""
    handed = [any(fact.detail == serial for fact in state.hand_overs) for state in states]
    held = [any(fact.detail == serial for fact in bound_units(state)) for state in states]
    return all(handed) or not any([*handed, *held])


def _evidence(reservation_id: str, fact: Fact) -> Evidence:
    return Evidence(reservation_id, fact.event_id, fact.at, fact.terminal_id, fact.detail)


def _closing(conflict: Conflict, states: Mapping[str, State]) -> Closing | None:
    """A closing counts for what it has seen: whoever closed two hand-overs said nothing about a third."""
    sides = set(conflict.event_ids)
    seen = (
        closing
        for reservation_id in conflict.reservation_ids
        for closing in states[reservation_id].closings
        if sides <= set(closing.event_ids)
    )
    return min(seen, key=lambda closing: (closing.at, closing.event_id), default=None)
