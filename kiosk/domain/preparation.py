"""What a reservation's events say of its preparation: who holds it, which unit is bound, what was done on it, who was called.

The part of the fold (`state.py`) between arrival and hand-over: takes events in canonical order, never raises. Runners on
two terminals may prepare for one customer without knowing of each other, so every step belongs to the *unit* it was done
on: a unit never counts as tested because another one was. Rules in words: docs/protocol.md, "Events".
"""

from dataclasses import dataclass, field, replace
from datetime import datetime

from kiosk.domain.counter import CallAct
from kiosk.domain.event import Event, EventKind
from kiosk.domain.fact import Fact, corrected_at, fact_of, text_of


@dataclass(frozen=True, slots=True)
class RejectedUnit:
    """A unit that was refused in a preparation: it lies in quarantine."""

    serial: str
    reason: str
    """A `unit.RejectReason`, or what an older terminal wrote."""
    at: datetime
    event_id: str = ""
    terminal_id: str = ""


@dataclass(slots=True)
class Unit:
    """One unit in somebody's hands for this reservation."""

    serial: str
    """Empty until its box has been scanned."""
    bound: Fact | None = None
    steps: dict[str, Fact] = field(default_factory=dict[str, Fact])
    """In the order of doing, each as it was first done."""
    ready: Fact | None = None
    """Its preparation was completed; `detail` is the counter."""


@dataclass(slots=True)
class Preparation:
    claims: list[Fact] = field(default_factory=list[Fact])
    units: list[Unit] = field(default_factory=list[Unit])
    """In the order they were bound; see `unit` for the one that counts."""
    rejected: list[RejectedUnit] = field(default_factory=list[RejectedUnit])
    called_to: str = ""
    called_at: datetime | None = None
    calls: int = 0
    parked: bool = False
    _ready: list[Unit] = field(default_factory=list[Unit])
    """In the order they became ready."""

    def take(self, event: Event) -> None:
        match event.kind:
            case EventKind.PREPARATION_CLAIMED:
                self.claims.append(fact_of(event, event.staff_id))
            case EventKind.CLAIM_RELEASED:
                self._release(event)
            case EventKind.STEP_COMPLETED:
                self._step(event)
            case EventKind.UNIT_REJECTED:
                self._reject(event)
            case EventKind.PREPARATION_COMPLETED:
                self._complete(event)
            case EventKind.CALLED:
                self._call(event)
            case _:
                pass

    def unit(self) -> Unit | None:
        """The one that counts: the first that became ready, else the first that was bound."""
        return next(iter(self._ready or self.units), None)

    def ordered_units(self) -> list[Unit]:
        """That one first; any other is one too many."""
        first = self.unit()
        return [] if first is None else [first, *(unit for unit in self.units if unit is not first)]

    def end(self) -> None:
        """The visit is over: units go back to their shelves, those in quarantine stay there."""
        self.claims.clear()
        self.units.clear()
        self._ready.clear()
        self._call_off()

    def _release(self, event: Event) -> None:
        """The claim of whoever releases, or whom the event names: the one made on this terminal, else the first.

        Whoever it is handed on to stands in its place: a claim that came later does not overtake. Where a colleague is to go
        on nobody says, so at no terminal; who hands it on to themselves goes on at this one.
        """
        whose = text_of(event.payload, "of") or event.staff_id
        own = [place for place, claim in enumerate(self.claims) if claim.detail == whose]
        if not own:
            return
        place = next((one for one in own if self.claims[one].terminal_id == event.terminal_id), own[0])
        if to := text_of(event.payload, "to"):
            handed = fact_of(event, to)
            self.claims[place] = handed if to == event.staff_id else replace(handed, terminal_id="")
        else:
            del self.claims[place]

    def _step(self, event: Event) -> None:
        step = text_of(event.payload, "step")
        unit = self._unit_of(event)
        if step and unit is not None:
            unit.steps.setdefault(step, fact_of(event, step))

    def _complete(self, event: Event) -> None:
        unit = self._unit_of(event)
        if unit is not None and unit.ready is None:
            unit.ready = fact_of(event, text_of(event.payload, "counter"))
            self._ready.append(unit)

    def _unit_of(self, event: Event) -> Unit | None:
        """The unit an event speaks of, bound by it if it is new. None: it was rejected, in whatever order that was heard."""
        serial = text_of(event.payload, "serial")
        if not serial:
            return self.unit() or self._begin(Unit(""))
        if any(one.serial == serial for one in self.rejected):
            return None
        known = next((unit for unit in self.units if unit.serial == serial), None)
        if known is None:
            unnamed = next((unit for unit in self.units if not unit.serial), None)
            known = unnamed or self._begin(Unit(serial))
            known.serial, known.bound = serial, fact_of(event, serial)
        return known

    def _begin(self, unit: Unit) -> Unit:
        self.units.append(unit)
        return unit

    def _reject(self, event: Event) -> None:
        """Of the unit that is named, else of the one that counts; the steps begin anew."""
        serial = text_of(event.payload, "serial")
        counts = self.unit()
        dropped = next((unit for unit in self.units if unit.serial == serial), None) if serial else counts
        serial = serial or (dropped.serial if dropped else "")
        if serial:
            reason = text_of(event.payload, "reason")
            self.rejected.append(RejectedUnit(serial, reason, corrected_at(event), event.event_id, event.terminal_id))
        if dropped is None:
            return
        self.units = [unit for unit in self.units if unit is not dropped]
        self._ready = [unit for unit in self._ready if unit is not dropped]
        if dropped is counts:
            self._call_off()

    def _call(self, event: Event) -> None:
        act = text_of(event.payload, "act")
        if act in (CallAct.SKIP, CallAct.HOLD):
            self.parked = True
            return
        self.called_to = text_of(event.payload, "counter")
        self.called_at = corrected_at(event)
        self.calls += 1
        self.parked = False

    def _call_off(self) -> None:
        self.called_to, self.called_at, self.calls, self.parked = "", None, 0, False
