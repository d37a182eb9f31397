"""The entrance's acts on who is late: a later slot with room, the waiting list, and taking the last move back.

On the store's thread, through `desk.reception`. Which places there are, `kiosk/places.py` says. What it answers is in
`kiosk/answers.py`; docs/decisions/036 says why it is so.
"""

from dataclasses import replace
from datetime import datetime, timedelta

from kiosk.acting import Acting
from kiosk.answers import BookingNotes, LaterSlots, Moved, Waiting
from kiosk.domain.admission import Here, decide
from kiosk.domain.booking import is_cancelled, slot_of
from kiosk.domain.code import Code, CodeForm
from kiosk.domain.event import Event, EventKind
from kiosk.domain.fact import corrected_at, text_of
from kiosk.domain.policy import WayOut
from kiosk.domain.reservation import Reservation, Slot
from kiosk.domain.staff import Act
from kiosk.domain.state import State, effective, moved_to
from kiosk.domain.stock import waits
from kiosk.domain.verdict import NextStep, Verdict, VerdictKind
from kiosk.errors import NotAllowed, Refused
from kiosk.places import CLOCK_AHEAD, Places
from kiosk.stocktaking import Stocktaking
from kiosk.store.database import faults
from kiosk.store.roster import folded_words

_IN_TIME = frozenset({VerdictKind.ADMIT, VerdictKind.LATE_GRACE, VerdictKind.TOO_EARLY, VerdictKind.WRONG_DAY})
"""Verdicts that speak of the time only, besides those that offer a later slot: then a supervisor may move all the same."""


class Reception:
    """Every method raises `Refused` with the way out, or `Fault` when the environment failed: then nothing was recorded."""

    def __init__(self, acting: Acting, places: Places) -> None:
        self._acting = acting
        self._store = acting.store
        self._places = places
        self._stocktaking = Stocktaking(acting)

    # --- questions --------------------------------------------------------------------------------------------------

    def later_slots(self, reservation_id: str, *, again: bool = False) -> LaterSlots:
        """What can be offered to this customer now, one touch each. `again`: to be booked again, into any slot of today."""
        with faults("read"):
            self._acting.require("look for a later slot", Act.RESCHEDULE)
            reservation, state = self._booking("look for a later slot", reservation_id)
            present = slot_of(reservation, state)
            later = self._places.later(None if again else present, self._acting.now())
            return LaterSlots(reservation_id, reservation, present, later, state.waiting is not None)

    def notes(self, verdict: Verdict) -> BookingNotes:
        """Beside a verdict; inside the caller's transaction."""
        reservation = verdict.reservation
        if reservation is None or reservation.store != self._acting.terminal.store:
            return BookingNotes()
        state = self._store.ledger.state(reservation.reservation_id)
        cancelled = is_cancelled(reservation, state)
        notes = BookingNotes(
            also_booked=self._also_booked(reservation),
            may_rebook=verdict.kind in (VerdictKind.CANCELLED, VerdictKind.HOME_DELIVERY)
            and (cancelled or reservation.pickup_allowed),
            unpaid=verdict.kind in (VerdictKind.PAYMENT_DUE, VerdictKind.PAYMENT_REFUSED),
        )
        if not cancelled:
            return notes
        events = effective(self._store.ledger.events_of(reservation.reservation_id)) if state.cancelled else []
        told = next((event for event in reversed(events) if event.kind is EventKind.CANCELLED), None)
        if told is None:
            return replace(notes, cancelled_at=reservation.status_at, cancelled_reason=reservation.status_reason)
        names = {one.staff_id: one.name for one in self._store.roster.staff()}
        who, why = names.get(told.staff_id, told.staff_id), text_of(told.payload, "reason")
        return replace(notes, cancelled_at=corrected_at(told), cancelled_by=who, cancelled_reason=why)

    def _also_booked(self, reservation: Reservation) -> int:
        """Never a reason to refuse: two people may share a name, and one may fetch two watches."""
        customer = reservation.customer
        if not customer.phone_last4:
            return 0
        return sum(
            one.reservation_id != reservation.reservation_id
            and one.store == reservation.store
            and folded_words(one.customer.name) == folded_words(customer.name)
            and not is_cancelled(one, self._store.ledger.state(one.reservation_id))
            for one in self._store.roster.phoned(customer.phone_last4)
        )

    def waiting(self) -> tuple[Waiting, ...]:
        """Who waits for a place, first one first, and whether there is one now."""
        with faults("read"):
            now = self._acting.now()
            found: list[Waiting] = []
            for reservation, state in self._store.attendance.of(self._store.moves.waitlisted()):
                if state.waiting is None:
                    continue
                later = self._places.later(slot_of(reservation, state), now)
                free = next((one for one in later if one.places), None)
                found.append(Waiting(reservation.reservation_id, reservation, state.waiting.at, free))
            return tuple(sorted(found, key=lambda one: (one.since, one.reservation_id)))

    def last_move(self) -> Moved | None:
        """What `undo` would take back; without the code, which is nowhere but on its slip."""
        with faults("read"):
            event = self._store.moves.newest_own()
            return self._moved(event) if event is not None and self._stands(event) else None

    def find(self, code: Code) -> tuple[Code, Reservation | None]:
        """The reservation a code leads to: by the roster, else by the slip of a move."""
        known, reservation = self._store.roster.find(code)
        digest = code.digest or code.lookup
        if reservation is not None or known.reservation_id or code.fault is not None or not digest:
            return known, reservation
        moved = self._store.moves.by_code(digest)
        return self._store.roster.find(Code(CodeForm.SHORT, reservation_id=moved)) if moved else (known, None)

    # --- acts -------------------------------------------------------------------------------------------------------

    def reschedule(self, reservation_id: str, slot: Slot) -> Moved:
        """Move a late customer into a slot that this terminal has a place in, and draw the code for the slip."""
        with self._store.transaction() as changed:
            self._acting.require("move", Act.RESCHEDULE)
            now = self._acting.now()
            reservation, state = self._booking("move", reservation_id)
            short = self._is_short(reservation, state)
            if not short:
                self._check_late(self._verdict(reservation, state, now))
            before = slot_of(reservation, state)
            if slot.start <= before.start:
                raise Refused("move", "That slot is not later than the customer's own: choose another one")
            taken = self._places.take("move", slot, now)
            event = self._acting.append(
                EventKind.RESCHEDULED, reservation_id, {**taken.payload, "reason": "short" if short else "late"}, now
            )
            if self._store.ledger.state(reservation_id).slot != slot:
                raise Refused("move", CLOCK_AHEAD)
            changed.add(reservation_id)
            return self._answer(event, reservation, before, slot, taken.code, taken.places)

    def undo(self, event_id: str) -> Moved:
        """Take a move back: only the last one that this terminal made, so that the place is still its to give. `slot` of the
        answer is the customer's slot as it was before."""
        with self._store.transaction() as changed:
            self._acting.require("take the move back", Act.RESCHEDULE)
            now = self._acting.now()
            event = self._store.moves.newest_own()
            if event is None or event.event_id != event_id or event.kind is not EventKind.RESCHEDULED:
                raise Refused("take the move back", "Only the last move made on this terminal can be taken back")
            state = self._store.ledger.state(event.reservation_id)
            if not self._stands(event):
                raise Refused("take the move back", "It has been taken back, or the customer was moved again")
            if state.arrivals or state.collected is not None:
                raise Refused("take the move back", "Too late: the customer has been let in")
            until = event.occurred_at + timedelta(seconds=self._acting.policy().undo_window_s)
            if self._acting.latest(now) > until and not self._acting.may(Act.UNDO_LATE):
                raise NotAllowed("take the move back", "Too late to take it back: call a supervisor")
            reservation, _ = self._booking("take the move back", event.reservation_id)
            undone = self._acting.append(EventKind.UNDONE, event.reservation_id, {"event_id": event_id}, now)
            changed.add(event.reservation_id)
            after = slot_of(reservation, self._store.ledger.state(event.reservation_id))
            return self._answer(undone, reservation, moved_to(event) or after, after, "", 0)

    def wait_for_place(self, reservation_id: str) -> Waiting:
        """Nobody here has a place: the customer is remembered, and told when there is one."""
        with self._store.transaction() as changed:
            self._acting.require("put on the waiting list", Act.RESCHEDULE)
            now = self._acting.now()
            reservation, state = self._booking("put on the waiting list", reservation_id)
            if state.waiting is not None:
                raise Refused("put on the waiting list", "This customer is on the waiting list already")
            self._check_late(self._verdict(reservation, state, now))
            if not self._places.later(slot_of(reservation, state), now):
                raise Refused("put on the waiting list", "There is no later slot today to wait for: call a supervisor")
            event = self._acting.append(EventKind.WAITLISTED, reservation_id, {}, now)
            changed.add(reservation_id)
            return Waiting(reservation_id, reservation, event.occurred_at, None)

    def stop_waiting(self, reservation_id: str) -> None:
        """The customer does not wait any more."""
        with self._store.transaction() as changed:
            self._acting.require("take off the waiting list", Act.RESCHEDULE)
            state = self._store.ledger.state(reservation_id)
            if state.waiting is None:
                raise Refused("take off the waiting list", "This customer is not on the waiting list")
            now = self._acting.now()
            for event in effective(self._store.ledger.events_of(reservation_id)):  # two terminals may have noted it
                if event.kind is EventKind.WAITLISTED:
                    self._acting.append(EventKind.UNDONE, reservation_id, {"event_id": event.event_id}, now)
            changed.add(reservation_id)

    # --- inside -----------------------------------------------------------------------------------------------------

    def _booking(self, operation: str, reservation_id: str) -> tuple[Reservation, State]:
        reservation = self._store.roster.reservation(reservation_id)
        if reservation is None:
            raise Refused(operation, "This booking has not come to this terminal yet: wait until it is in sync")
        return reservation, self._store.ledger.state(reservation_id)

    def _verdict(self, reservation: Reservation, state: State, now: datetime) -> Verdict:
        terminal = self._acting.terminal
        here = Here(terminal.store, terminal.launch, self._acting.here.zone())
        code = Code(CodeForm.SHORT, reservation_id=reservation.reservation_id)
        return decide(code, reservation, state, self._acting.policy(), here, now)

    def _is_short(self, reservation: Reservation, state: State) -> bool:
        """The customer is inside, there is no unit for them, and the rules offer a later slot then."""
        if not waits(state) or state.on_hold or WayOut.LATER_SLOT not in self._acting.policy().shortage:
            return False
        found = self._stocktaking.supply(reservation)
        return found is not None and found.is_short

    def _check_late(self, verdict: Verdict) -> None:
        if verdict.next_step is NextStep.OFFER_LATER_SLOT:
            return
        if verdict.kind not in _IN_TIME:
            raise Refused("move", "Something else stands in the way first: scan the code and follow the screen")
        if not self._acting.may(Act.RESCHEDULE_ANY):
            raise NotAllowed("move", "The customer is not late: only a supervisor may move them")

    def _stands(self, event: Event) -> bool:
        """Whether it is this move that the customer's slot is of."""
        state = self._store.ledger.state(event.reservation_id)
        back = {
            text_of(one.payload, "event_id")
            for one in self._store.ledger.events_of(event.reservation_id)
            if one.kind is EventKind.UNDONE
        }
        return event.event_id not in back and state.slot == moved_to(event)

    def _moved(self, event: Event) -> Moved | None:
        reservation, slot = self._store.roster.reservation(event.reservation_id), moved_to(event)
        return None if reservation is None or slot is None else self._answer(event, reservation, slot, slot, "", 0)

    def _answer(
        self, event: Event, reservation: Reservation, before: Slot, slot: Slot, code: str, places: int
    ) -> Moved:
        return Moved(
            event_id=event.event_id,
            at=event.occurred_at,
            reservation_id=reservation.reservation_id,
            reservation=reservation,
            product=self._store.roster.product(
                self._store.ledger.state(reservation.reservation_id).sku or reservation.sku
            ),
            before=before,
            slot=slot,
            code=code,
            places=places,
            undo_until=event.occurred_at + timedelta(seconds=self._acting.policy().undo_window_s),
        )
