"""The answer to a scan: one total, pure function shared by terminal and central.

Green comes only out of the last step, after every reason against it has been asked for. `tests/vectors/admission` holds
its cases as JSON, and docs/protocol.md, "Verdicts", says the order in words: both change with this file. All times are
compared as UTC instants (daylight saving cannot bite); only the calendar day is the store's local one.
"""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from kiosk.domain.booking import fulfilment_of, is_cancelled, payment_of
from kiosk.domain.clock import local_day
from kiosk.domain.code import Code, CodeFault, CodeForm
from kiosk.domain.policy import Policy
from kiosk.domain.reservation import BookingStatus, Fulfilment, Payment, Reservation, Slot
from kiosk.domain.state import State
from kiosk.domain.verdict import NextStep, Tone, Verdict, VerdictKind

_EARLIEST = datetime(1900, 1, 1, tzinfo=UTC)
_LATEST = datetime(9000, 1, 1, tzinfo=UTC)
_LONGEST_S = 366 * 24 * 3600


@dataclass(frozen=True, slots=True)
class Here:
    """Where the question is asked."""

    store: int
    launch: int
    zone: ZoneInfo


TONE: dict[VerdictKind, Tone] = {
    VerdictKind.ADMIT: Tone.GO,
    VerdictKind.LATE_GRACE: Tone.GO,
    VerdictKind.TOO_EARLY: Tone.WAIT,
    VerdictKind.WRONG_DAY: Tone.WAIT,
    VerdictKind.LATE: Tone.HELP,
    VerdictKind.ALREADY_ARRIVED: Tone.INFO,
    VerdictKind.ALREADY_COLLECTED: Tone.STOP,
    VerdictKind.CANCELLED: Tone.STOP,
    VerdictKind.PAYMENT_DUE: Tone.HELP,
    VerdictKind.PAYMENT_REFUSED: Tone.HELP,
    VerdictKind.ON_HOLD: Tone.HELP,
    VerdictKind.WRONG_STORE: Tone.HELP,
    VerdictKind.HOME_DELIVERY: Tone.INFO,
    VerdictKind.SUPERSEDED_CODE: Tone.HELP,
    VerdictKind.NOT_SYNCED_YET: Tone.WAIT,
    VerdictKind.UNKNOWN_CODE: Tone.HELP,
    VerdictKind.FORGED: Tone.STOP,
    VerdictKind.EXPIRED_CODE: Tone.HELP,
    VerdictKind.MALFORMED: Tone.HELP,
    VerdictKind.TRAINING_CODE: Tone.INFO,
    VerdictKind.STAFF_BADGE: Tone.INFO,
    VerdictKind.SEVERAL_CODES: Tone.HELP,
}
"""GO is for the two verdicts that record an arrival by themselves, and for no other."""

NEXT_STEP: dict[VerdictKind, NextStep] = {
    VerdictKind.ADMIT: NextStep.LET_IN,
    VerdictKind.LATE_GRACE: NextStep.LET_IN,
    VerdictKind.TOO_EARLY: NextStep.ASK_TO_RETURN,
    VerdictKind.WRONG_DAY: NextStep.ASK_TO_RETURN,
    VerdictKind.LATE: NextStep.OFFER_LATER_SLOT,
    VerdictKind.ALREADY_ARRIVED: NextStep.SEND_TO_COUNTER,
    VerdictKind.ALREADY_COLLECTED: NextStep.CALL_SUPERVISOR,
    VerdictKind.CANCELLED: NextStep.CALL_SUPERVISOR,
    VerdictKind.PAYMENT_DUE: NextStep.SEND_TO_PAYMENT,
    VerdictKind.PAYMENT_REFUSED: NextStep.SEND_TO_PAYMENT,
    VerdictKind.ON_HOLD: NextStep.CALL_SUPERVISOR,
    VerdictKind.WRONG_STORE: NextStep.SEND_TO_STORE,
    VerdictKind.HOME_DELIVERY: NextStep.SHOW_DELIVERY,
    VerdictKind.SUPERSEDED_CODE: NextStep.ASK_FOR_NEW_CODE,
    VerdictKind.NOT_SYNCED_YET: NextStep.ADMIT_UNSYNCED,
    VerdictKind.UNKNOWN_CODE: NextStep.SEARCH_BY_NAME,
    VerdictKind.FORGED: NextStep.CALL_SUPERVISOR,
    VerdictKind.EXPIRED_CODE: NextStep.ASK_FOR_NEW_CODE,
    VerdictKind.MALFORMED: NextStep.SCAN_AGAIN,
    VerdictKind.TRAINING_CODE: NextStep.NONE,
    VerdictKind.STAFF_BADGE: NextStep.NONE,
    VerdictKind.SEVERAL_CODES: NextStep.ONE_AT_A_TIME,
}
"""Two depend on more: a WRONG_DAY in the past offers a later slot, NOT_SYNCED_YET may be closed by the policy."""

OVERRIDABLE = frozenset(
    {
        VerdictKind.TOO_EARLY,
        VerdictKind.LATE,
        VerdictKind.WRONG_DAY,
        VerdictKind.PAYMENT_DUE,
        VerdictKind.PAYMENT_REFUSED,
        VerdictKind.ON_HOLD,
        VerdictKind.SUPERSEDED_CODE,
        VerdictKind.EXPIRED_CODE,
    }
)
"""What a supervisor may judge differently at the door. Never: what is gone (collected, cancelled), not in this store
(another store's, delivered home), already inside, or not proven to be a booking (forged, unknown)."""

_FAULT_VERDICT: dict[CodeFault, VerdictKind] = {
    CodeFault.SEVERAL: VerdictKind.SEVERAL_CODES,
    CodeFault.MALFORMED: VerdictKind.MALFORMED,
    CodeFault.FORGED: VerdictKind.FORGED,
    CodeFault.UNCHECKABLE: VerdictKind.UNKNOWN_CODE,
    CodeFault.OTHER_LAUNCH: VerdictKind.UNKNOWN_CODE,
    CodeFault.OTHER_STORE: VerdictKind.WRONG_STORE,
    CodeFault.EXPIRED: VerdictKind.EXPIRED_CODE,
}


def decide(
    code: Code, reservation: Reservation | None, state: State, policy: Policy, here: Here, now: datetime
) -> Verdict:
    """The verdict on `code`, of `reservation` (the roster's row it leads to, if any) in `state`, at `now` (aware).

    Of a LOOKUP code, `code.generation` is that of the roster's `LookupCode` with its digest.
    """
    question = _Question(code, reservation, state, policy, here, now)
    kind = question.code_verdict() or question.booking_verdict()
    return question.answer(kind)


@dataclass(frozen=True, slots=True)
class _Question:
    code: Code
    reservation: Reservation | None
    state: State
    policy: Policy
    here: Here
    now: datetime

    def code_verdict(self) -> VerdictKind | None:
        """What the code alone says, before any roster."""
        if self.code.fault is not None:
            return _FAULT_VERDICT[self.code.fault]
        if self.code.training:
            return VerdictKind.TRAINING_CODE
        if self.code.badge:
            return VerdictKind.STAFF_BADGE
        return None

    def booking_verdict(self) -> VerdictKind:
        reservation = self.reservation
        if reservation is None:
            return self._unsynced_verdict()
        if reservation.launch != self.here.launch:
            return VerdictKind.UNKNOWN_CODE
        if reservation.store != self.here.store:
            return VerdictKind.WRONG_STORE
        if self.code.form is not CodeForm.SHORT and self.code.generation < reservation.generation:
            return VerdictKind.SUPERSEDED_CODE
        return self._standing_verdict(reservation) or self._time_verdict(self.state.slot or reservation.slot)

    def _unsynced_verdict(self) -> VerdictKind:
        """No row: what is left is the signature, and what was recorded here about the reservation it names."""
        if self.code.form is not CodeForm.SIGNED:
            return VerdictKind.UNKNOWN_CODE
        if self.state.collected:
            return VerdictKind.ALREADY_COLLECTED
        if self.state.cancelled:
            return VerdictKind.CANCELLED
        if self.state.on_hold:
            return VerdictKind.ON_HOLD
        if self.state.arrivals:
            return VerdictKind.ALREADY_ARRIVED
        return VerdictKind.NOT_SYNCED_YET

    def _standing_verdict(self, reservation: Reservation) -> VerdictKind | None:
        """Reasons against it that no waiting changes."""
        payment = payment_of(reservation, self.state)
        reasons = (
            (self.state.collected is not None, VerdictKind.ALREADY_COLLECTED),
            (self._cancelled(reservation), VerdictKind.CANCELLED),
            (self.state.on_hold or reservation.status is BookingStatus.ON_HOLD, VerdictKind.ON_HOLD),
            (fulfilment_of(reservation, self.state) is Fulfilment.DELIVERY, VerdictKind.HOME_DELIVERY),
            (bool(self.state.arrivals), VerdictKind.ALREADY_ARRIVED),
            (payment is Payment.REFUSED, VerdictKind.PAYMENT_REFUSED),
            (payment is Payment.DUE, VerdictKind.PAYMENT_DUE),
        )
        return next((kind for holds, kind in reasons if holds), None)

    def _time_verdict(self, slot: Slot) -> VerdictKind:
        opens = self._opens(slot)
        closes = _later(slot.end, self.policy.late_grace_s)
        if opens <= self.now < slot.end:
            return VerdictKind.ADMIT
        if slot.end <= self.now < closes:
            return VerdictKind.LATE_GRACE
        # Any day on which the door is open for this slot is the right day: a slot from midnight on is not "tomorrow"
        # at half past eleven, and one until midnight is not "yesterday" five minutes later.
        if not self._day(opens) <= self._day(self.now) <= self._day(closes):
            return VerdictKind.WRONG_DAY
        return VerdictKind.TOO_EARLY if self.now < opens else VerdictKind.LATE

    def answer(self, kind: VerdictKind) -> Verdict:
        reservation = self.reservation
        slot = self.state.slot or (reservation.slot if reservation else None)
        return Verdict(
            kind=kind,
            tone=TONE[kind],
            next_step=self._next_step(kind, slot),
            reservation=reservation,
            reservation_id=reservation.reservation_id if reservation else self.code.reservation_id,
            slot=slot,
            come_back_at=self._opens(slot) if slot and kind is VerdictKind.TOO_EARLY else None,
            day=self._day(slot.start) if slot and kind is VerdictKind.WRONG_DAY else None,
            store=self._store() if kind is VerdictKind.WRONG_STORE else None,
            arrivals=self.state.arrivals,
            collected=self.state.collected,
            may_wait_inside=kind is VerdictKind.TOO_EARLY and self.policy.waiting_area,
            may_override=kind in OVERRIDABLE and self._may_be_judged(),
        )

    def _next_step(self, kind: VerdictKind, slot: Slot | None) -> NextStep:
        if kind is VerdictKind.WRONG_DAY and slot is not None and self.now >= slot.end:
            return NextStep.OFFER_LATER_SLOT
        if kind is VerdictKind.NOT_SYNCED_YET and not self.policy.admit_unsynced:
            return NextStep.CALL_SUPERVISOR
        return NEXT_STEP[kind]

    def _store(self) -> int:
        if self.code.fault is CodeFault.OTHER_STORE or self.reservation is None:
            return self.code.store
        return self.reservation.store

    def _may_be_judged(self) -> bool:
        """A code's fault hides what the booking would have said: an override must not step over that."""
        reservation = self.reservation
        return (
            bool(self.policy.override_roles)
            and reservation is not None
            and (reservation.launch, reservation.store) == (self.here.launch, self.here.store)
            and fulfilment_of(reservation, self.state) is Fulfilment.PICKUP
            and not self._cancelled(reservation)
            and self.state.collected is None
            and not self.state.arrivals
        )

    def _cancelled(self, reservation: Reservation) -> bool:
        return is_cancelled(reservation, self.state)

    def _opens(self, slot: Slot) -> datetime:
        return _later(slot.start, -max(0, self.policy.early_window_s))

    def _day(self, instant: datetime) -> date:
        return local_day(min(max(instant, _EARLIEST), _LATEST), self.here.zone)


def _later(instant: datetime, seconds: int) -> datetime:
    """`instant + seconds` that cannot run out of the calendar, whatever a row or policy says."""
    within = min(max(instant, _EARLIEST), _LATEST)
    return within + timedelta(seconds=min(max(seconds, -_LONGEST_S), _LONGEST_S))
