"""The staff's acts, one transaction each: the whole contract between the screens and the rest.

Reads roster and state, has `kiosk.domain.admission` decide, records what happened, and answers only after the commit
returned. Decides nothing about bookings itself; keeps no text of a code. What it answers is in `kiosk/answers.py`.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime, timedelta

from kiosk.acting import Acting, TerminalIdentity, reason_of
from kiosk.amendments import Amendments
from kiosk.answers import Admission, CheckIn, DataState, Match
from kiosk.closing import Closing
from kiosk.counter import Counter
from kiosk.domain import short_code
from kiosk.domain.admission import Here, decide
from kiosk.domain.booking import status_of
from kiosk.domain.call_number import next_call_number
from kiosk.domain.code import Code, CodeForm, read_codes
from kiosk.domain.doors.memory import Standing
from kiosk.domain.event import Event, EventKind
from kiosk.domain.incident import IncidentKind
from kiosk.domain.policy import Staff
from kiosk.domain.reservation import BookingStatus, Product, Reservation
from kiosk.domain.short_code import ShortCodeProblem
from kiosk.domain.shortage import Supply
from kiosk.domain.staff import Act
from kiosk.domain.state import Stage, State
from kiosk.domain.verdict import Verdict, VerdictKind
from kiosk.doors import Doors
from kiosk.errors import NotAllowed, Refused
from kiosk.floor import Floor
from kiosk.inbox import Inbox
from kiosk.opening_day import OpeningDays
from kiosk.places import Places
from kiosk.reception import Reception
from kiosk.register import Register
from kiosk.session import Session
from kiosk.sign_in import SignIn
from kiosk.stockroom import Stockroom
from kiosk.stocktaking import Stocktaking
from kiosk.store.database import faults
from kiosk.store.store import Store
from kiosk.timepiece import Timepiece

__all__ = ["Desk", "TerminalIdentity", "masked"]

UNKNOWN_CALLS = 500
"""So many call numbers a lost predecessor of this file may have given out."""
SILENT = frozenset({VerdictKind.TRAINING_CODE, VerdictKind.STAFF_BADGE, VerdictKind.SEVERAL_CODES})
"""Verdicts that record nothing: they say nothing about a customer."""

_TYPED_HINTS = {
    ShortCodeProblem.LENGTH: f"The code has {short_code.LENGTH} characters: ask for it again",
    ShortCodeProblem.ALPHABET: "The code has no 0, O, 1 or I, and no signs: ask for it again",
    ShortCodeProblem.CHECK: "One character is wrong, or two are swapped: ask for the code again",
}


class Desk:
    """Blocking; run every method on the store's thread: `store.worker.submit(desk.check_in, texts)` -> Future.

    Every method raises `Fault` (kiosk.errors) when the environment failed: then nothing was recorded and nothing
    green may be shown. `Fault.operation` "save" means: not saved, do not hand over. `Refused` means that the rules do
    not allow the act now; its hint says the way out.
    """

    def __init__(
        self,
        store: Store,
        clock: Timepiece,
        new_event_id: Callable[[], str],
        terminal: TerminalIdentity,
        staff: Callable[[], Staff],
        clock_offset_ms: Callable[[], int],
        session: Session | None = None,
        pepper: bytes = b"",
    ) -> None:
        """`session` and `pepper`: of a terminal that people sign in at; `staff` is then the session's."""
        acting = Acting(store, clock, new_event_id, terminal, staff, clock_offset_ms, session)
        self._acting = acting
        self._store = store
        self._terminal = terminal
        self._here = acting.here
        self.floor = Floor(acting)
        """What is on the floor: asked, not acted on."""
        self.stockroom = Stockroom(acting)
        """The runners' acts."""
        self.counter = Counter(acting)
        """The counter's acts."""
        places = Places(acting)
        self.reception = Reception(acting, places)
        """The entrance's acts on who is late."""
        self.amendments = Amendments(acting, places)
        """What supervisors change about a booking."""
        self.closing = Closing(acting)
        """The end of the day, and what the terminal notes of its line."""
        self.inbox = Inbox(acting)
        """Facts that cannot all be right, and a supervisor's word on them."""
        self.register = Register(acting)
        """Incidents: opened anywhere, closed with a reason."""
        self.stocktaking = Stocktaking(acting)
        """How many units lie where, counts, and the ways out of a shortage."""
        self.sign_in = SignIn(acting, pepper)
        """Who stands here."""
        self.doors = Doors(acting)
        """Whether this terminal, and the store, can open."""
        self.opening_day = OpeningDays(acting)
        """The day's plan, and the morning's checklist."""

    # --- acts -------------------------------------------------------------------------------------------------------

    def check_in(self, texts: tuple[str, ...]) -> CheckIn:
        """Texts of one presentation (one, or several different codes in the picture)."""
        with self._store.transaction() as changed:
            self._acting.require("check in", Act.CHECK_IN)
            now = self._acting.now()
            code = read_codes(
                texts,
                self._here.trust(),
                launch=self._terminal.launch,
                store=self._terminal.store,
                lookup_key=self._here.lookup_key(),
                now=self._acting.latest(now),  # setting the clock back revives no expired code
            )
            return self._answer(code, now, changed)

    def check_in_typed(self, text: str) -> CheckIn:
        """A spoken code, typed. Raises Refused with what is wrong with it before anything is looked up."""
        if problem := short_code.problem(text):
            raise Refused("check in", _TYPED_HINTS[problem])
        with self._store.transaction() as changed:
            self._acting.require("check in", Act.CHECK_IN)
            return self._answer(Code(CodeForm.SHORT, lookup=short_code.fold(text)), self._acting.now(), changed)

    def check_in_reservation(self, reservation_id: str) -> CheckIn:
        """Manual: a search result was chosen. Same rules as a scan."""
        with self._store.transaction() as changed:
            self._acting.require("check in", Act.CHECK_IN)
            return self._answer(Code(CodeForm.SHORT, reservation_id=reservation_id), self._acting.now(), changed)

    def admit_unsynced(self, reservation_id: str) -> CheckIn:
        """After NOT_SYNCED_YET, when the policy allows: records the arrival of a reservation not in the roster.

        Only of one whose signed code this terminal has read. If its booking has come meanwhile, the booking decides.
        """
        with self._store.transaction() as changed:
            self._acting.require("admit", Act.ADMIT_UNSYNCED)
            now = self._acting.now()
            if self._store.roster.reservation(reservation_id) is not None:
                return self._answer(Code(CodeForm.SHORT, reservation_id=reservation_id), now, changed)
            if not self._was_unsynced_here(reservation_id):
                raise Refused("admit", "Scan the customer's code first")
            if not self._here.policy().admit_unsynced:
                raise Refused("admit", "The store's rules do not allow this: call a supervisor")
            code, verdict = self._decide(Code(CodeForm.SIGNED, reservation_id=reservation_id), now)
            if verdict.kind is not VerdictKind.NOT_SYNCED_YET:
                return self._record(code, verdict, now, changed)
            return self._admit(verdict, now, changed, {"unsynced": True})

    def override(self, reservation_id: str, reason: str) -> CheckIn:
        """Admit against the verdict; needs a role of policy.override_roles and a reason."""
        reason = reason_of("override", reason)
        with self._store.transaction() as changed:
            now = self._acting.now()
            self._acting.require("override", Act.OVERRIDE)
            verdict = self._decide(Code(CodeForm.SHORT, reservation_id=reservation_id), now)[1]
            # The code that was shown may have been the obstacle (expired, superseded): then the booking alone admits.
            if not verdict.may_override and not verdict.admits:
                raise Refused("override", f"This cannot be overridden here ({verdict.kind}): follow the screen")
            payload = {"verdict": str(verdict.kind), "reason": reason}
            self._acting.append(EventKind.OVERRIDDEN, reservation_id, payload, now)
            return replace(self._admit(verdict, now, changed), by_override=True)

    def undo(self, event_id: str) -> CheckIn:
        """Take back an admission made on this terminal (within policy.undo_window_s). Records `undone`."""
        with self._store.transaction() as changed:
            self._acting.require("undo", Act.UNDO_ADMISSION)
            now = self._acting.now()
            arrival = self._store.ledger.event(event_id)
            if (
                arrival is None
                or arrival.kind is not EventKind.ARRIVED
                or arrival.terminal_id != self._terminal.terminal_id
            ):
                raise Refused("undo", "Only an admission made on this terminal can be taken back here")
            state = self._store.ledger.state(arrival.reservation_id)
            if event_id not in {sighting.event_id for sighting in state.arrivals}:
                raise Refused("undo", "This admission has been taken back already")
            if state.stage is not Stage.ARRIVED:
                raise Refused("undo", "Too late: its preparation has begun. Call a supervisor")
            until = arrival.occurred_at + timedelta(seconds=self._here.policy().undo_window_s)
            if self._acting.latest(now) > until and not self._acting.may(Act.UNDO_LATE):
                raise NotAllowed("undo", "Too late to take it back: call a supervisor")
            undone = self._acting.append(EventKind.UNDONE, arrival.reservation_id, {"event_id": event_id}, now)
            changed.add(arrival.reservation_id)
            verdict = self._decide(Code(CodeForm.SHORT, reservation_id=arrival.reservation_id), now)[1]
            return CheckIn(
                verdict=verdict,
                event_id=undone.event_id,
                at=undone.occurred_at,
                call_number=str(arrival.payload.get("call_number", "")),
                product=self._product(verdict.reservation),
                seen_elsewhere=self._seen_elsewhere(verdict),
            )

    # --- questions --------------------------------------------------------------------------------------------------

    def search(self, text: str, limit: int = 20) -> tuple[Match, ...]:
        """By the beginning of any word of the name (accents and case ignored) or the phone's last four digits."""
        with faults("search"):
            self._acting.require("search", Act.SEARCH)
            return tuple(self._match(reservation) for reservation in self._store.roster.search(text, limit))

    def recent(self, limit: int = 10) -> tuple[Admission, ...]:
        """The latest arrivals of this terminal that stand, newest first. Survives a restart."""
        with faults("read"):
            window = timedelta(seconds=self._here.policy().undo_window_s)
            events = self._store.ledger.latest_own(EventKind.ARRIVED, 3 * limit)
            return tuple(self._admission(event, window) for event in events if self._stands(event))[:limit]

    def last_admission(self) -> Admission | None:
        """What the undo button would take back."""
        return next(iter(self.recent(1)), None)

    def data_state(self) -> DataState:
        """How whole and how old the copy is. Cheap enough to be asked every second."""
        with faults("read"):
            copy = self._store.replica.copy()
            return DataState(
                reservations=copy.counts.get("reservation", 0) - copy.quarantined_reservations,
                reservations_expected=None if copy.expected is None else copy.expected.get("reservation", 0),
                complete=copy.complete,
                quarantined=copy.quarantined,
                updated_at=copy.updated_at,
                unsent=self._store.outbox.count(),
                rejected=self._store.outbox.rejected_count(),
                conflicts=self._store.conflicts.open_count(),
                copied=any(
                    one.kind is IncidentKind.TERMINAL_COPIED and one.terminal_id == self._terminal.terminal_id
                    for one in self._store.forks.incidents()
                ),
                in_doubt=copy.in_doubt,
                stock_doubts=self._store.shelves.doubts(),
            )

    def standing(self) -> Standing:
        """What the doors-open check asks the database."""
        return self.doors.standing(self.data_state())

    # --- inside the transaction -------------------------------------------------------------------------------------

    def _answer(self, code: Code, now: datetime, changed: set[str]) -> CheckIn:
        code, verdict = self._decide(code, now)
        return self._record(code, verdict, now, changed)

    def _record(self, code: Code, verdict: Verdict, now: datetime, changed: set[str]) -> CheckIn:
        if verdict.admits:
            return self._admit(verdict, now, changed)
        supply = self._supply(verdict) if verdict.kind is VerdictKind.ALREADY_ARRIVED else None
        event_id = ""
        if verdict.kind not in SILENT:
            reservation_id = verdict.reservation_id or code.reservation_id
            event_id = self._acting.append(
                EventKind.SCAN_REFUSED, reservation_id, {"verdict": str(verdict.kind)}, now
            ).event_id
        return CheckIn(
            verdict=verdict,
            event_id=event_id,
            at=now,
            call_number=verdict.arrivals[0].call_number if verdict.arrivals else "",
            product=self._product(verdict.reservation),
            seen_elsewhere=self._seen_elsewhere(verdict),
            notes=self.reception.notes(verdict),
            supply=supply,
        )

    def _last_call(self) -> int:
        """A file whose copy has never been whole may follow a lost one, whose numbers customers still hold."""
        last = self._store.ledger.last_call(self._terminal.letter)
        return last or (UNKNOWN_CALLS if self._store.replica.copy().updated_at is None else 0)

    def _admit(
        self, verdict: Verdict, now: datetime, changed: set[str], extra: Mapping[str, bool] | None = None
    ) -> CheckIn:
        supply = self._supply(verdict)  # before the arrival is appended: figures are of what is committed
        call_number = next_call_number(self._terminal.letter, self._last_call())
        payload = {"call_number": call_number, "verdict": str(verdict.kind), **(extra or {})}
        arrived = self._acting.append(EventKind.ARRIVED, verdict.reservation_id, payload, now)
        changed.add(verdict.reservation_id)
        return CheckIn(
            verdict=verdict,
            event_id=arrived.event_id,
            at=now,
            call_number=call_number,
            product=self._product(verdict.reservation),
            admitted=True,
            seen_elsewhere=self._seen_elsewhere(verdict),
            notes=self.reception.notes(verdict),
            supply=supply,
        )

    def _decide(self, code: Code, now: datetime) -> tuple[Code, Verdict]:
        """The code with the reservation it leads to filled in, and the verdict on it."""
        code, reservation = self.reception.find(code)
        state = self._store.ledger.state(code.reservation_id) if code.reservation_id else State()
        here = Here(self._terminal.store, self._terminal.launch, self._here.zone())
        return code, decide(code, reservation, state, self._here.policy(), here, now)

    def _was_unsynced_here(self, reservation_id: str) -> bool:
        return any(
            event.kind is EventKind.SCAN_REFUSED
            and event.payload.get("verdict") == str(VerdictKind.NOT_SYNCED_YET)
            and event.terminal_id == self._terminal.terminal_id
            for event in self._store.ledger.events_of(reservation_id)
        )

    # --- what the roster says of here ---------------------------------------------------------------------------------

    def _product(self, reservation: Reservation | None) -> Product | None:
        """What is to be given, which may be another one than what was booked."""
        if reservation is None:
            return None
        sku = self._store.ledger.state(reservation.reservation_id).sku
        return self._store.roster.product(sku or reservation.sku)

    def _supply(self, verdict: Verdict) -> Supply | None:
        """What there is for a customer who has no unit yet."""
        if verdict.reservation is None or self._store.ledger.state(verdict.reservation_id).units:
            return None
        return self.stocktaking.supply(verdict.reservation)

    def _seen_elsewhere(self, verdict: Verdict) -> tuple[str, ...]:
        elsewhere = (one for one in verdict.arrivals if one.terminal_id != self._terminal.terminal_id)
        return tuple(self._here.terminal_name(sighting) for sighting in elsewhere)

    # --- what the screens show ----------------------------------------------------------------------------------------

    def _match(self, reservation: Reservation) -> Match:
        state = self._store.ledger.state(reservation.reservation_id)
        status = status_of(reservation, state)
        stage = str(status if state.stage is Stage.BOOKED and status is not BookingStatus.BOOKED else state.stage)
        return Match(
            reservation_id=reservation.reservation_id,
            name_masked=masked(reservation.customer.name),
            phone_last4=reservation.customer.phone_last4,
            reservation=reservation,
            product=self._product(reservation),
            stage=stage,
        )

    def _stands(self, arrival: Event) -> bool:
        state = self._store.ledger.state(arrival.reservation_id)
        return arrival.event_id in {sighting.event_id for sighting in state.arrivals}

    def _admission(self, arrival: Event, window: timedelta) -> Admission:
        return Admission(
            event_id=arrival.event_id,
            at=arrival.occurred_at,
            call_number=str(arrival.payload.get("call_number", "")),
            reservation_id=arrival.reservation_id,
            reservation=self._store.roster.reservation(arrival.reservation_id),
            undo_until=arrival.occurred_at + window,
        )


def masked(name: str) -> str:
    """`Camille Durand` -> `C. D…`: enough to pick a customer who says the name, too little to read the list."""
    initials = [match[0] for match in re.findall(r"[^\W_]+", name)]
    if not initials:
        return "…"
    return " ".join([*(f"{initial}." for initial in initials[:-1]), f"{initials[-1]}…"])
