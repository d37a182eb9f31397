"""What holds of every scan whatever the combination: an answer, and green only for those who may come in now."""

from datetime import UTC, datetime, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from kiosk.domain.admission import NEXT_STEP, OVERRIDABLE, TONE, Here, decide
from kiosk.domain.code import Code, CodeForm
from kiosk.domain.policy import Policy
from kiosk.domain.reservation import BookingStatus, Customer, Fulfilment, Payment, Reservation, Slot
from kiosk.domain.state import State
from kiosk.domain.verdict import NextStep, Tone, VerdictKind
from tests.domain.strategies import NOON, ZONES, codes, instants, policies, reservations, states

heres = st.builds(Here, store=st.just(1), launch=st.just(1), zone=st.sampled_from(ZONES))


@given(codes, st.one_of(st.none(), reservations), states, policies, heres, instants)
@settings(max_examples=600)
def test_every_question_has_an_answer_and_green_has_every_reason(
    code: Code, reservation: Reservation | None, state: State, policy: Policy, here: Here, now: datetime
) -> None:
    verdict = decide(code, reservation, state, policy, here, now)

    assert verdict.tone is TONE[verdict.kind]
    assert (verdict.tone is Tone.GO) == verdict.admits == (verdict.next_step is NextStep.LET_IN)
    if verdict.admits:
        assert reservation is not None
        assert code.fault is None
        assert not code.training
        assert not code.badge
        assert (reservation.launch, reservation.store) == (1, 1)
        assert reservation.status is BookingStatus.BOOKED
        assert reservation.fulfilment is Fulfilment.PICKUP
        assert not (state.collected)
        assert not (state.cancelled)
        assert not (state.on_hold)
        assert not (state.arrivals)
        assert (state.payment or reservation.payment) is Payment.PAID
    if verdict.may_override:
        assert reservation is not None
        assert policy.override_roles
        assert not (state.collected)
        assert not (state.cancelled)
        assert reservation.status is not BookingStatus.CANCELLED
        assert verdict.kind in OVERRIDABLE
    assert (verdict.come_back_at is not None) == (verdict.kind is VerdictKind.TOO_EARLY)
    assert (verdict.day is not None) == (verdict.kind is VerdictKind.WRONG_DAY)
    assert (verdict.store is not None) == (verdict.kind is VerdictKind.WRONG_STORE)


@given(reservations, policies, heres, instants)
def test_whoever_comes_back_when_told_is_let_in(
    reservation: Reservation, policy: Policy, here: Here, now: datetime
) -> None:
    verdict = decide(Code(CodeForm.SHORT), reservation, State(), policy, here, now)
    if verdict.come_back_at is not None:
        again = decide(Code(CodeForm.SHORT), reservation, State(), policy, here, verdict.come_back_at)
        assert again.admits


def test_no_verdict_lacks_its_tone_or_next_step() -> None:
    assert TONE.keys() == NEXT_STEP.keys() == set(VerdictKind)
    assert {kind for kind, tone in TONE.items() if tone is Tone.GO} == {VerdictKind.ADMIT, VerdictKind.LATE_GRACE}


def test_instants_at_the_ends_of_the_calendar_are_answered() -> None:
    first, last = datetime.min.replace(tzinfo=UTC), datetime.max.replace(tzinfo=UTC)
    forever = Reservation("00c0ffee00000042", 1, 1, Slot(first, last), "AURA", Customer("Camille Durand"), "")
    for zone in ZONES:
        for now in (first, NOON, last - timedelta(microseconds=1)):
            verdict = decide(Code(CodeForm.SHORT), forever, State(), Policy(), Here(1, 1, zone), now)
            assert verdict.kind in (VerdictKind.ADMIT, VerdictKind.WRONG_DAY, VerdictKind.TOO_EARLY)
