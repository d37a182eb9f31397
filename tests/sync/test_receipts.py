"""Receipts: believed only when central or a hub it named signed them, for this terminal, life and number."""

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from kiosk.domain.trust import to_base64url
from sync.outcome import Reached, Unproven, Unreachable
from sync.receipts import proven, verify
from sync.wire import BatchAnswer, Receipt, receipt_bytes

CENTRAL, STRANGER, HUB = (Ed25519PrivateKey.from_private_bytes(bytes([one]) * 32) for one in (1, 2, 3))
KEY, HUB_KEY = (to_base64url(one.public_key().public_bytes_raw()) for one in (CENTRAL, HUB))


def key_of(issuer: str) -> str:
    return {"": KEY, "hub-1": HUB_KEY}.get(issuer, "")


def signed(by: Ed25519PrivateKey = CENTRAL, **changes: Any) -> Receipt:
    blank = Receipt("t-a", "life", 7, "ab", datetime(2026, 11, 22, 9, 0, 0, 123000, tzinfo=UTC), "")
    receipt = replace(blank, **changes)
    return replace(receipt, signature=to_base64url(by.sign(receipt_bytes(receipt))))


def answer(receipt: Receipt, last_seq: int = 7) -> Reached[BatchAnswer]:
    return Reached(BatchAnswer("e1", [], last_seq, receipt))


def test_a_receipt_of_central_is_believed() -> None:
    good = answer(signed())
    assert verify(signed(), KEY)
    assert proven(good, key_of, "t-a", "life") is good


@pytest.mark.parametrize(
    "change",
    [
        {"terminal_id": "t-b"},
        {"incarnation": "other"},
        {"last_seq": 8},
        {"head_hash": "ac"},
        {"at": datetime(2026, 11, 22, 9, 0, 0, 124000, tzinfo=UTC)},
        {"issuer": "hub-1"},
        {"signature": "rubbish!"},
        {"signature": ""},
    ],
)
def test_a_receipt_that_was_changed_is_not(change: dict[str, Any]) -> None:
    assert not verify(replace(signed(), **change), KEY)


def test_nobody_elses_receipt_is_believed() -> None:
    assert not verify(signed(STRANGER), KEY)
    assert not verify(signed(), "no key")
    assert isinstance(proven(answer(signed(STRANGER)), key_of, "t-a", "life"), Unproven)


def test_a_receipt_says_whose_word_it_is_and_is_checked_with_that_ones_key() -> None:
    of_the_hub = answer(signed(HUB, issuer="hub-1"))
    assert proven(of_the_hub, key_of, "t-a", "life") is of_the_hub
    assert isinstance(proven(answer(signed(HUB)), key_of, "t-a", "life"), Unproven), "a hub speaks as central"
    assert isinstance(proven(answer(signed(CENTRAL, issuer="hub-1")), key_of, "t-a", "life"), Unproven)
    assert isinstance(proven(answer(signed(HUB, issuer="hub-2")), key_of, "t-a", "life"), Unproven), "named by nobody"


def test_a_good_receipt_for_something_else_proves_nothing() -> None:
    assert isinstance(proven(answer(signed()), key_of, "t-b", "life"), Unproven)
    assert isinstance(proven(answer(signed()), key_of, "t-a", "another life"), Unproven)
    assert isinstance(proven(answer(signed(), last_seq=9), key_of, "t-a", "life"), Unproven)


def test_failures_pass() -> None:
    assert proven(Unreachable("x"), key_of, "t-a", "life") == Unreachable("x")
