"""The runners' acts, one transaction each: who holds a task, which box it is, what was done on the unit, what went wrong.

On the store's thread, through `desk.stockroom`. Which step comes next and whether a box is right, `kiosk.domain` decides;
who may do it is asked for here. What it answers is in `kiosk/floor_answers.py`; docs/decisions/022 says why it is so.
"""

from collections.abc import Mapping
from datetime import datetime

from kiosk.acting import Acting, line_of
from kiosk.domain.booking import status_of
from kiosk.domain.event import Event, EventKind
from kiosk.domain.recipe import Step, battery_will_do, next_step
from kiosk.domain.reservation import BookingStatus, Product
from kiosk.domain.staff import Act
from kiosk.domain.state import Stage, effective
from kiosk.domain.task import Runner
from kiosk.domain.unit import Fit, RejectReason, UnitFit, fit_of
from kiosk.errors import NotAllowed, Refused
from kiosk.floor_answers import BoxAnswer, Entry, Evidence

MAX_NAME = 40
"""Characters of a counter's name or a staff id."""

_NEXT = {
    Step.SCAN_BOX: "scan the box",
    Step.INSPECT_PACKAGING: "inspect the packaging",
    Step.TEST_BATTERY: "test the battery",
    Step.BRING_TO_COUNTER: "bring the unit to a counter",
}
_NOT_HERE = {
    Stage.BOOKED: "The customer has not come yet",
    Stage.NO_SHOW: "The customer has not come",
    Stage.COLLECTED: "It has been handed over already",
    Stage.CANCELLED: "The reservation is cancelled: put the unit back on its shelf",
    Stage.ON_HOLD: "The reservation is on hold: call a supervisor",
    Stage.READY: "It is ready at its counter already",
}


class Stockroom:
    """Every method raises `Refused` with the way out, or `Fault` when the environment failed: then nothing was recorded."""

    def __init__(self, acting: Acting) -> None:
        self._acting = acting
        self._store = acting.store

    # --- who holds it -----------------------------------------------------------------------------------------------

    def claim(self, reservation_ids: tuple[str, ...]) -> tuple[Entry, ...]:
        """Take a task, or several as a batch: all of them or none. What one holds already stays as it is."""
        with self._store.transaction() as changed:
            self._acting.require("claim", Act.CLAIM)
            now = self._acting.now()
            for reservation_id in dict.fromkeys(reservation_ids):
                entry = self._at_work("claim", reservation_id)
                if not entry.state.claims:
                    self._acting.append(EventKind.PREPARATION_CLAIMED, reservation_id, {}, now)
                    changed.add(reservation_id)
                elif not self._holds(entry):
                    mine = entry.state.claimed_by == self._acting.staff().staff_id
                    way_out = "Hand it on to yourself to go on here" if mine else "Take another task"
                    raise Refused("claim", f"{entry.call_number}: {self._holder(entry)} holds it. {way_out}")
            return tuple(self._acting.entry("claim", one) for one in dict.fromkeys(reservation_ids))

    def release(self, reservation_id: str) -> Entry:
        """Give up one's own claim; a supervisor anybody's. What was done on the unit stays done for the next runner.

        Of two runners who claimed at once the one who does not hold the task lets go by it, with the unit they may have
        bound meanwhile: it goes back to its shelf.
        """
        with self._store.transaction() as changed:
            self._acting.require("release", Act.RELEASE)
            now = self._acting.now()
            entry = self._at_work("release", reservation_id)
            whose = self._claim_to_give("release", entry)
            if not self._holds(entry):
                self._free_surplus(entry, whose, now)
            self._acting.append(EventKind.CLAIM_RELEASED, reservation_id, self._of(whose), now)
            changed.add(reservation_id)
            return self._acting.entry("release", reservation_id)

    def hand_on(self, reservation_id: str, staff_id: str) -> Entry:
        """Give the task to a colleague, who then holds it; or to oneself, to go on at this terminal."""
        to = line_of("hand on", staff_id, MAX_NAME, f"Say to whom, in at most {MAX_NAME} characters")
        with self._store.transaction() as changed:
            self._acting.require("hand on", Act.HAND_ON)
            entry = self._at_work("hand on", reservation_id)
            whose = entry.state.claimed_by
            if not whose:
                raise Refused("hand on", "Nobody holds it: the colleague can take it")
            if whose != self._acting.staff().staff_id and not self._acting.may(Act.MOVE_ANOTHERS):
                raise Refused("hand on", f"{self._holder(entry)} holds it")
            self._acting.append(
                EventKind.CLAIM_RELEASED, reservation_id, {**self._of(whose), "to": to}, self._acting.now()
            )
            changed.add(reservation_id)
            return self._acting.entry("hand on", reservation_id)

    # --- what is done on the unit -----------------------------------------------------------------------------------

    def scan_box(self, reservation_id: str, gtin: str, serial: str) -> BoxAnswer:
        """Bind the unit whose box this is, if it is the reserved one; else record that a wrong box was scanned.

        `gtin` and `serial` as the label says them (`scanner.boxes`), either may be empty.
        """
        with self._store.transaction() as changed:
            now = self._acting.now()
            gtin, serial = gtin.strip(), serial.strip()
            entry = self._held("scan the box", reservation_id)
            self._check_next("scan the box", entry, Step.SCAN_BOX)
            fit, owner = self._fit(entry, gtin, serial)
            if fit.fit is not Fit.RIGHT:
                payload = {"verdict": "wrong_box", "fit": str(fit.fit), "gtin": gtin}
                self._acting.append(EventKind.SCAN_REFUSED, reservation_id, payload, now)
                return BoxAnswer(fit, entry, owner)
            payload = {"step": str(Step.SCAN_BOX), "serial": serial, "gtin": gtin}
            self._acting.append(EventKind.STEP_COMPLETED, reservation_id, payload, now)
            changed.add(reservation_id)
            return BoxAnswer(fit, self._finish_if_last(reservation_id, "", now))

    def complete(
        self,
        reservation_id: str,
        step: Step,
        *,
        battery_percent: int | None = None,
        passed: bool | None = None,
        counter: str = "",
    ) -> Entry:
        """The recipe's next step is done. The last one makes the unit ready.

        TEST_BATTERY wants `battery_percent` (0 to 100) or `passed`: under the recipe's minimum, or failed, the unit is
        rejected instead, the steps begin anew and the task keeps its place. INSPECT_PACKAGING with `passed` False rejects it
        as well. BRING_TO_COUNTER wants `counter`.
        """
        evidence = Evidence(battery_percent, passed, " ".join(counter.split()))
        with self._store.transaction() as changed:
            now = self._acting.now()
            entry = self._held("complete the step", reservation_id)
            if step is Step.SCAN_BOX:
                raise Refused("complete the step", "Scan the box: it is not ticked off by hand")
            changed.add(reservation_id)
            if next_step(entry.recipe, entry.state.steps) is None:  # the recipe has become shorter meanwhile
                return self._finish_if_last(reservation_id, evidence.counter, now)
            self._check_next("complete the step", entry, step)
            if failed := _failed(entry, step, evidence):
                return self._reject(entry, failed, now, battery_percent)
            payload = {"step": str(step), **_serial(entry), **_proof(step, evidence)}
            self._acting.append(EventKind.STEP_COMPLETED, reservation_id, payload, now)
            return self._finish_if_last(reservation_id, evidence.counter, now)

    def reject(self, reservation_id: str, reason: RejectReason) -> Entry:
        """The unit goes to quarantine and another one is asked for; also of a unit that is ready at its counter."""
        with self._store.transaction() as changed:
            now = self._acting.now()
            entry = self._acting.entry("reject the unit", reservation_id)
            if entry.stage is Stage.READY:
                self._acting.require("reject the unit", Act.REJECT_READY_UNIT)
            else:
                entry = self._held("reject the unit", reservation_id, Act.REJECT_UNIT)
            if not entry.state.serial and not entry.state.steps:
                raise Refused("reject the unit", "There is no unit yet: scan its box first")
            changed.add(reservation_id)
            return self._reject(entry, reason, now)

    def recall(self, reservation_id: str) -> Entry:
        """Take the last step back; of a ready unit too, until its customer was called."""
        with self._store.transaction() as changed:
            self._acting.require("take the step back", Act.TAKE_STEP_BACK)
            now = self._acting.now()
            entry = self._acting.entry("take the step back", reservation_id)
            state = entry.state
            if state.stage is not Stage.READY:
                self._check_stage("take the step back", entry)
            self._check_holder("take the step back", entry)
            if state.calls or state.parked:
                raise Refused("take the step back", "The customer has been called: reject the unit if it is not right")
            if state.last_step is None:
                raise Refused("take the step back", "No step has been done on this unit")
            for event in effective(self._store.ledger.events_of(reservation_id)):
                if _is_of(event, state.serial) and (
                    event.kind is EventKind.PREPARATION_COMPLETED
                    or (event.kind is EventKind.STEP_COMPLETED and event.payload.get("step") == state.last_step.detail)
                ):
                    self._acting.append(EventKind.UNDONE, reservation_id, {"event_id": event.event_id}, now)
            changed.add(reservation_id)
            return self._acting.entry("take the step back", reservation_id)

    def put_back(self, reservation_id: str) -> Entry:
        """A sound unit goes back to its shelf and is free for another customer: all that was done on it is taken back.

        For a reservation that was cancelled, put on hold or given up; until its customer was called.
        """
        with self._store.transaction() as changed:
            self._acting.require("put the unit back", Act.PUT_BACK)
            now = self._acting.now()
            entry = self._acting.entry("put the unit back", reservation_id)
            if entry.stage is Stage.COLLECTED:
                raise Refused("put the unit back", "It has been handed over: take the hand-over back first")
            if not entry.state.serial:
                raise Refused("put the unit back", "No unit is bound to this customer")
            if entry.stage is Stage.PREPARING:
                self._check_holder("put the unit back", entry)
            if entry.stage is Stage.READY and entry.state.calls and not self._acting.may(Act.PUT_CALLED_BACK):
                raise NotAllowed("put the unit back", "The customer has been called: call a supervisor")
            self._acting.let_go(reservation_id, {entry.state.serial}, now)
            changed.add(reservation_id)
            return self._acting.entry("put the unit back", reservation_id)

    # --- inside the transaction: may it be done ---------------------------------------------------------------------

    def _at_work(self, operation: str, reservation_id: str) -> Entry:
        entry = self._acting.entry(operation, reservation_id)
        self._check_stage(operation, entry)
        return entry

    def _held(self, operation: str, reservation_id: str, act: Act = Act.PREPARE) -> Entry:
        """The task, which whoever acts holds, or supervises."""
        self._acting.require(operation, act)
        entry = self._at_work(operation, reservation_id)
        self._check_holder(operation, entry)
        return entry

    def _check_stage(self, operation: str, entry: Entry) -> None:
        stage = {BookingStatus.CANCELLED: Stage.CANCELLED, BookingStatus.ON_HOLD: Stage.ON_HOLD}.get(
            status_of(entry.reservation, entry.state), entry.stage
        )
        if entry.stage is Stage.COLLECTED or stage in _NOT_HERE:
            raise Refused(operation, _NOT_HERE[Stage.COLLECTED if entry.stage is Stage.COLLECTED else stage])

    def _check_holder(self, operation: str, entry: Entry) -> None:
        if self._holds(entry) or self._acting.may(Act.MOVE_ANOTHERS):
            return
        if not entry.state.claims:
            raise Refused(operation, "Take the task first")
        if entry.state.claimed_by == self._acting.staff().staff_id:
            raise Refused(operation, f"{self._holder(entry)} holds it: hand it on to yourself to go on here")
        raise NotAllowed(operation, f"{self._holder(entry)} holds it")

    def _holds(self, entry: Entry) -> bool:
        return Runner(self._acting.staff().staff_id, self._acting.terminal.terminal_id).holds(entry.state)

    def _holder(self, entry: Entry) -> str:
        """As a colleague would say it: `runner-2 (Stockroom)`."""
        claim = entry.state.claims[0]
        terminal = self._store.roster.terminal(claim.terminal_id)
        return f"{claim.detail} ({terminal.name})" if terminal else claim.detail

    def _claim_to_give(self, operation: str, entry: Entry) -> str:
        """Whose claim whoever acts may let go: one's own, for a supervisor that of whoever holds the task."""
        mine = self._acting.staff().staff_id
        if not entry.state.claims:
            raise Refused(operation, "Nobody holds it")
        if any(claim.detail == mine for claim in entry.state.claims):
            return mine
        if not self._acting.may(Act.MOVE_ANOTHERS):
            raise NotAllowed(operation, f"{self._holder(entry)} holds it")
        return entry.state.claimed_by

    def _of(self, whose: str) -> dict[str, str]:
        return {} if whose == self._acting.staff().staff_id else {"of": whose}

    def _check_next(self, operation: str, entry: Entry, step: Step) -> None:
        following = next_step(entry.recipe, entry.state.steps)
        if following is step:
            return
        if following is None:
            raise Refused(operation, "All steps are done")
        done = "That is done already. Next" if str(step) in entry.state.steps else "First"
        raise Refused(operation, f"{done}: {_NEXT[following]}")

    # --- inside the transaction: do it ------------------------------------------------------------------------------

    def _fit(self, entry: Entry, gtin: str, serial: str) -> tuple[UnitFit, str]:
        """How the box fits, and the call number of whoever its unit belongs to."""
        product = self._product(entry)
        others = set(self._store.ledger.takers(serial)) - {entry.reservation_id}
        gone = {one.serial for one in entry.state.rejected} | {one.detail for one in entry.state.hand_overs}
        taken = {serial: ""} if serial and (others or serial in gone) else {}
        fit = fit_of(gtin, serial, product, self._store.roster.products(), taken)
        return fit, self._acting.call_number(others) if fit.fit is Fit.SERIAL_TAKEN else ""

    def _product(self, entry: Entry) -> Product:
        if entry.product is None:
            raise Refused(
                "scan the box", "What this product is has not come to this terminal: wait until it is in sync"
            )
        return entry.product

    def _reject(self, entry: Entry, reason: RejectReason, now: datetime, percent: int | None = None) -> Entry:
        payload: dict[str, object] = {"serial": entry.state.serial, "reason": str(reason)}
        if percent is not None:
            payload["battery_percent"] = percent
        self._acting.append(EventKind.UNIT_REJECTED, entry.reservation_id, payload, now)
        return self._acting.entry("reject the unit", entry.reservation_id)

    def _finish_if_last(self, reservation_id: str, counter: str, now: datetime) -> Entry:
        entry = self._acting.entry("complete the step", reservation_id)
        if next_step(entry.recipe, entry.state.steps) is not None:
            return entry
        payload = {**_serial(entry), "counter": counter or self._brought_to(entry)}
        self._acting.append(EventKind.PREPARATION_COMPLETED, reservation_id, payload, now)
        return self._acting.entry("complete the step", reservation_id)

    def _brought_to(self, entry: Entry) -> str:
        """For recipes in which that is not the last step."""
        for event in reversed(effective(self._store.ledger.events_of(entry.reservation_id))):
            if event.payload.get("step") == Step.BRING_TO_COUNTER and event.payload.get("counter"):
                return str(event.payload["counter"])
        return ""

    def _free_surplus(self, entry: Entry, whose: str, now: datetime) -> None:
        """Units that another runner's task has no use for."""
        surplus = {fact.detail for fact in entry.state.units[1:]}
        events = effective(self._store.ledger.events_of(entry.reservation_id)) if surplus else []
        theirs = {str(event.payload.get("serial")) for event in events if event.staff_id == whose} & surplus
        if theirs:
            self._acting.let_go(entry.reservation_id, theirs, now)


def _is_of(event: Event, serial: str) -> bool:
    """Whether an event speaks of this unit, or was written before its box was scanned."""
    return event.payload.get("serial", "") in ("", serial)


def _serial(entry: Entry) -> Mapping[str, str]:
    return {"serial": entry.state.serial} if entry.state.serial else {}


def _failed(entry: Entry, step: Step, evidence: Evidence) -> RejectReason | None:
    """Why the unit will not do, by what was found in this step."""
    if step is Step.INSPECT_PACKAGING and evidence.passed is False:
        return RejectReason.PACKAGING
    return RejectReason.BATTERY if step is Step.TEST_BATTERY and not _battery_will_do(entry, evidence) else None


def _battery_will_do(entry: Entry, evidence: Evidence) -> bool:
    if evidence.battery_percent is None and evidence.passed is None:
        raise Refused("complete the step", "Say what the battery shows, or whether it passed")
    try:
        enough = evidence.battery_percent is None or battery_will_do(entry.recipe, evidence.battery_percent)
    except ValueError as error:
        raise Refused("complete the step", "A battery shows 0 to 100 percent: type it again") from error
    return enough and evidence.passed is not False


def _proof(step: Step, evidence: Evidence) -> Mapping[str, object]:
    """What is recorded of the evidence. Raises Refused when there is none and the step wants one."""
    if step is Step.BRING_TO_COUNTER:
        return {"counter": line_of("complete the step", evidence.counter, MAX_NAME, "Say which counter it stands at")}
    proof = {"battery_percent": evidence.battery_percent, "passed": evidence.passed}
    return {name: value for name, value in proof.items() if value is not None}
