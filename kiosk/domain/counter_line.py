"""Who stands in line for a counter, and in which order. Pure: from what the floor says, with `now` left to the screen."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Generic, TypeVar

from kiosk.domain.queue import Visit
from kiosk.domain.state import Stage

V = TypeVar("V", bound=Visit)
_FIRST = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class CounterLines(Generic[V]):
    """Every customer whose unit has come to a counter is in exactly one."""

    here: list[V] = field(default_factory=list[V])
    """Called first, the longest ago on top; then whoever has waited longest since their unit was ready."""
    elsewhere: list[V] = field(default_factory=list[V])
    """Their unit stands at another counter."""
    apart: list[V] = field(default_factory=list[V])
    """Called and did not come, asked for a moment, or may not be served before a supervisor has looked."""
    collected: list[V] = field(default_factory=list[V])
    """The last hand-over on top."""


def lines_at(visits: Iterable[V], counter: str) -> CounterLines[V]:
    """`counter` as units name it; empty: this terminal has no number, so every ready unit is here."""
    lines: CounterLines[V] = CounterLines()
    for visit in visits:
        state = visit.state
        if state.collected is not None:
            lines.collected.append(visit)
        elif state.prepared_at is None or state.stage in (Stage.ARRIVED, Stage.PREPARING):
            continue
        elif state.parked or state.stage is not Stage.READY:
            lines.apart.append(visit)
        else:
            (lines.here if not counter or state.counter in ("", counter) else lines.elsewhere).append(visit)
    for line in (lines.here, lines.elsewhere, lines.apart):
        line.sort(key=_turn)
    lines.collected.sort(key=lambda one: (_collected_at(one), one.reservation.reservation_id), reverse=True)
    return lines


def next_to_call(here: Iterable[V]) -> V | None:
    """The first of a line whom nobody has called."""
    return next((visit for visit in here if not visit.state.calls), None)


def _turn(visit: Visit) -> tuple[bool, datetime, str]:
    state = visit.state
    since = (state.called_at if state.calls else state.prepared_at) or _FIRST
    return not state.calls, since, visit.reservation.reservation_id


def _collected_at(visit: Visit) -> datetime:
    return visit.state.collected.at if visit.state.collected is not None else _FIRST
