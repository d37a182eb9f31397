"""Reading any text at all: never an exception, and never a good code out of a damaged one."""

import base64
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import example, given, settings
from hypothesis import strategies as st

from kiosk.domain import code as reading
from kiosk.domain import k1
from kiosk.domain.code import Code, CodeFault, CodeForm, canonical_text, lookup_digest, read_code, read_codes
from kiosk.domain.k1 import K1Body
from kiosk.domain.trust import TrustedKey, TrustList, to_base64url

NOW = datetime(2026, 11, 27, 9, 30, tzinfo=UTC)
LAST_DAY = datetime(2026, 12, 31, tzinfo=UTC)
LOOKUP_KEY = bytes(range(32))
KEY = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))
BODY = K1Body(1, 7, 3, 0x00C0FFEE00000042, k1.minutes(LAST_DAY))


def signed(body: K1Body) -> str:
    return k1.encode(body, KEY.sign(k1.signing_bytes(body)))


TEXT = signed(BODY)
TRUST = TrustList(
    1,
    NOW,
    (TrustedKey(1, to_base64url(KEY.public_key().public_bytes_raw()), NOW - timedelta(9), NOW + timedelta(9)),),
)


def read(text: str, trust: TrustList | None = TRUST, now: datetime = NOW) -> Code:
    return read_code(text, trust, launch=7, store=3, lookup_key=LOOKUP_KEY, now=now)


def read_all(*texts: str) -> Code:
    return read_codes(texts, TRUST, launch=7, store=3, lookup_key=LOOKUP_KEY, now=NOW)


bodies = st.builds(
    K1Body,
    key_id=st.just(1),
    launch=st.just(7),
    store=st.sampled_from([0, 3]),
    reservation=st.integers(0, 2**64 - 1),
    not_after_min=st.integers(k1.minutes(NOW) + 1, 2**32 - 1),
    generation=st.integers(0, 255),
    flags=st.integers(0, 255),
)


@given(bodies)
@example(replace(BODY, not_after_min=2**32 - 1))
@settings(max_examples=50)
def test_a_code_reads_back_what_was_signed(body: K1Body) -> None:
    text = signed(body)
    code = read(text)
    assert len(text) == k1.TEXT_LENGTH
    assert code.fault is None
    assert (code.reservation_id, code.store, code.generation) == (
        f"{body.reservation:016x}",
        body.store,
        body.generation,
    )
    assert (code.training, code.badge) == (bool(body.flags & 1), bool(body.flags & 2))


@given(st.one_of(st.just(BODY), bodies))
@settings(max_examples=5, deadline=None)
def test_one_bit_flipped_anywhere_in_the_text_is_never_a_good_code(body: K1Body) -> None:
    raw = signed(body).encode()
    for position in range(len(raw)):
        for bit in range(8):
            damaged = bytearray(raw)
            damaged[position] ^= 1 << bit
            code = read(damaged.decode("latin-1"))
            assert code.fault in (CodeFault.MALFORMED, CodeFault.FORGED), (position, bit)
            assert not (code.reservation_id)
            assert not (code.training)
            assert not (code.badge)
            assert not (code.lookup)


@given(st.integers(0, 83), st.integers(1, 255))
def test_one_byte_changed_anywhere_is_never_a_good_code(position: int, change: int) -> None:
    payload = bytearray(k1.body_bytes(BODY) + KEY.sign(k1.signing_bytes(BODY)))
    payload[position] ^= change
    text = k1.PREFIX + k1.base45.b45encode(bytes(payload)).decode()
    assert read(text).fault in (CodeFault.MALFORMED, CodeFault.FORGED)


@given(st.text(max_size=200))
@example("\ud800")
@example("]Q1")
@example("K1:" + "\u0660" * 126)
@example("K0:" + "\u0660" * 26)
def test_every_text_is_answered(text: str) -> None:
    code = read(text)
    assert code.form is not CodeForm.SIGNED or code.fault is not None
    assert (code.fault is None) == bool(code.lookup)


@given(st.binary(max_size=3000))
def test_random_bytes_never_become_a_signed_code(raw: bytes) -> None:
    code = read(raw.decode("latin-1"))
    assert code.form is not CodeForm.SIGNED or code.fault is not None


@pytest.mark.parametrize("text", ["A" * 4096, "K1:" + "A" * 4093, "K0:" + "A" * 4093, "\u20ac" * 700])
def test_texts_of_kilobytes_are_malformed(text: str) -> None:
    assert read(text).fault is CodeFault.MALFORMED


@given(st.text(min_size=1, max_size=60), st.sampled_from(["", "]Q1", "]Q1\\000026", " \r\n", "\x00]C0 "]))
def test_what_a_hand_scanner_adds_changes_no_code(text: str, prefix: str) -> None:
    assert read(prefix + text + "\r\n") == read(text)
    assert lookup_digest(prefix + text, LOOKUP_KEY) == lookup_digest(text, LOOKUP_KEY)


def test_cleaning_takes_no_longer_than_reading() -> None:
    """A pattern that tries every blank as the beginning of the end would need hours for this."""
    assert read(" " * 2_000_000 + "x" + " " * 2_000_000 + "x").fault is CodeFault.MALFORMED


@given(st.text(max_size=60))
def test_the_canonical_text_is_its_own(text: str) -> None:
    once = canonical_text(text)
    assert canonical_text(once) == once


@given(st.binary(min_size=16, max_size=16))
def test_a_k0_code_is_read_in_either_case(bits: bytes) -> None:
    text = reading.k0_text(bits)
    assert len(text) == 29
    assert base64.b32decode(text[3:] + "======") == bits
    assert read(text) == read(text.lower()) == Code(CodeForm.LOOKUP, lookup=lookup_digest(text, LOOKUP_KEY))


def test_another_launch_has_other_digests() -> None:
    assert lookup_digest("ORDER 12", LOOKUP_KEY) != lookup_digest("ORDER 12", bytes(32))


def test_several_different_codes_are_one_fault_and_the_same_twice_is_none() -> None:
    assert read_all(TEXT, "ORDER 12").fault is CodeFault.SEVERAL
    assert read_all(TEXT, "]Q1" + TEXT + "\r").fault is None
    assert read_all("ORDER  12", " ORDER 12").fault is None
    assert read_all().fault is CodeFault.MALFORMED


def test_a_spoken_code_carries_both_look_ups() -> None:
    code = read("dhxs-93pg")
    assert (code.form, code.lookup) == (CodeForm.SHORT, "DHXS93PG")
    assert code.digest == lookup_digest("dhxs-93pg", LOOKUP_KEY)


def test_without_a_trust_list_nothing_is_called_forged() -> None:
    assert read(TEXT, trust=None).fault is CodeFault.UNCHECKABLE


def test_a_trust_list_with_unusable_keys_believes_nobody_and_fails_nothing() -> None:
    key = TRUST.keys[0]
    for public_key in ("", "!", "AAAA", "\u20ac", to_base64url(bytes(31)), to_base64url(b"\xff" * 32)):
        broken = replace(TRUST, keys=(replace(key, public_key=public_key),))
        assert read(TEXT, trust=broken).fault is CodeFault.FORGED
        assert read(TEXT, trust=replace(TRUST, keys=(*broken.keys, key))).fault is None


@pytest.mark.parametrize("field", ["key_id", "launch", "store", "reservation", "not_after_min", "generation", "flags"])
def test_a_field_that_does_not_fit_is_not_encoded(field: str) -> None:
    for value in (-1, 2**64):
        with pytest.raises(ValueError, match="K1 body"):
            k1.body_bytes(replace(BODY, **{field: value}))


def test_a_signature_of_another_length_is_not_encoded() -> None:
    with pytest.raises(ValueError, match="64 bytes"):
        k1.encode(BODY, bytes(63))
    with pytest.raises(ValueError, match="16 bytes"):
        reading.k0_text(bytes(15))
