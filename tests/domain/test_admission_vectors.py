"""This scan, that verdict: every case of tests/vectors/admission."""

from collections import Counter

import pytest

from kiosk.domain.verdict import Tone, VerdictKind
from tests.domain.admission_vectors import Case, cases, same

CASES = list(cases())


@pytest.mark.parametrize("case", CASES, ids=[case.name for case in CASES])
def test_verdict(case: Case) -> None:
    verdict = case.decide()
    wrong = {
        field: getattr(verdict, field)
        for field, expected in case.expect.items()
        if not same(getattr(verdict, field), expected)
    }
    assert not wrong


def test_every_verdict_has_six_cases_with_all_that_a_greeter_acts_on() -> None:
    counts = Counter(case.verdict for case in CASES)
    assert {kind: counts[kind] for kind in VerdictKind if counts[kind] < 6} == {}
    for case in CASES:
        assert {"kind", "tone", "next_step", "may_override"} <= case.expect.keys()
        assert case.expect["kind"] == case.verdict


def test_names_of_cases_are_unique() -> None:
    assert len({case.name for case in CASES}) == len(CASES)


def test_green_is_expected_for_two_verdicts_only() -> None:
    green = {case.verdict for case in CASES if case.expect["tone"] == Tone.GO}
    assert green == {VerdictKind.ADMIT, VerdictKind.LATE_GRACE}
