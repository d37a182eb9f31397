"""100,000 codes made to deceive, and five broken readers that must be found out. 10,000,000: `python -m tests.soak codes`."""

from collections.abc import Callable

import base45
import pytest

from kiosk.domain import code as reading
from kiosk.domain import k1, trust
from tests.soak.codes import played
from tests.soak.forgeries import ALPHABET, KINDS


@pytest.mark.slow
def test_of_100_000_forged_and_damaged_codes_none_is_believed_and_none_raises() -> None:
    outcome = played(seed=1, codes=100_000)
    assert outcome.wrong == []
    # Enough of every kind of answer: else this would show that a reader refuses, not that it tells them apart.
    assert outcome.answers["signed forged"] > 30_000
    assert outcome.answers["signed malformed"] > 20_000
    for answer in ("read", "expired", "other_store", "other_launch"):
        assert outcome.answers[f"signed {answer}"] > 100
    assert outcome.true > 2_000


def overflowing(digits: str) -> bytes:
    """Base45 as some read it: what does not fit into two bytes is cut."""
    values = [ALPHABET.index(digit) for digit in digits]
    groups = [values[at : at + 3] for at in range(0, len(values), 3)]
    return b"".join(((low + 45 * middle + 2025 * top) % 65536).to_bytes(2, "big") for low, middle, top in groups)


def any_key(key: trust.TrustedKey, signed: k1.SignedBody) -> bool:
    """A reader that looks at half of the signature."""
    return trust.verifies(trust.from_base64url(key.public_key), signed.signature, signed.message) or not any(
        signed.signature[32:]
    )


BROKEN: dict[str, Callable[[pytest.MonkeyPatch], None]] = {
    "overflowing digits": lambda patch: patch.setattr(base45, "b45decode", overflowing),
    "half a signature": lambda patch: patch.setattr(reading, "_signed_by", any_key),
    "a context left out": lambda patch: patch.setattr(k1, "CONTEXT", b""),
    "every signature good": lambda patch: patch.setattr(reading, "verifies", lambda *_: True),
    "no signature needed": lambda patch: patch.setattr(reading, "_signature_fault", lambda *_: None),
}


@pytest.mark.parametrize("breaking", BROKEN.values(), ids=BROKEN)
def test_a_reader_that_can_be_fooled_is_found_out(
    breaking: Callable[[pytest.MonkeyPatch], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    breaking(monkeypatch)
    assert played(seed=2, codes=len(KINDS) * 60).wrong
