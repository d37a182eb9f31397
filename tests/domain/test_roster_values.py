"""Rows, instants, spoken codes and call numbers."""

import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.domain import call_number, short_code
from kiosk.domain.clock import parse_utc, to_millis, utc_text
from kiosk.domain.reservation import Slot
from kiosk.domain.rows import ROW_TYPES, RowError, parse_row, row_body
from kiosk.domain.short_code import ALPHABET, ShortCodeProblem
from tests.domain.strategies import NOON, policies, reservations

ROW: dict[str, Any] = {
    "reservation_id": "00c0ffee00000042",
    "launch": 7,
    "store": 3,
    "slot": {"start": "2026-11-27T09:00:00Z", "end": "2026-11-27T10:00:00Z"},
    "sku": "AURA-41-STEEL",
    "customer": {"name": "Camille Durand"},
    "short_code": "7KQ4M2XP",
}


IN_UTC = Slot(NOON, NOON + timedelta(hours=1, microseconds=1))


@given(reservations.map(lambda reservation: replace(reservation, slot=IN_UTC)))
def test_a_reservation_travels_unchanged(reservation: Any) -> None:
    assert parse_row("reservation", row_body(reservation)) == reservation
    assert parse_row("reservation", json.dumps(row_body(reservation)).encode()) == reservation


@pytest.mark.parametrize("field", list(ROW))
def test_a_missing_field_is_named(field: str) -> None:
    with pytest.raises(RowError, match=rf"reservation: .*{field}"):
        parse_row("reservation", {key: value for key, value in ROW.items() if key != field})


@pytest.mark.parametrize(
    ("change", "named"),
    [
        ({"status": "teleported"}, r"\$\.status"),
        ({"payment": "iou"}, r"\$\.payment"),
        ({"fulfilment": ""}, r"\$\.fulfilment"),
        ({"store": "3"}, r"\$\.store"),
        ({"slot": {"start": "2026-11-27T09:00:00", "end": "2026-11-27T10:00:00Z"}}, r"timezone.*\$\.slot\.start"),
        ({"slot": {"start": "2026-11-27T09:00:00Z", "end": "2026-11-27T10:00:00"}}, r"timezone.*\$\.slot\.end"),
        ({"slot": {"start": "2026-11-27T09:00:00Z", "end": "2026-11-27T09:00:00Z"}}, r"end after it starts.*\$\.slot"),
        ({"slot": {"start": "soon", "end": "later"}}, r"\$\.slot\.start"),
        ({"status_at": "2026-11-27T09:00:00"}, r"timezone.*\$\.status_at"),
        ({"customer": {}}, r"name.*\$\.customer"),
    ],
)
def test_a_wrong_field_is_named(change: dict[str, Any], named: str) -> None:
    with pytest.raises(RowError, match=named):
        parse_row("reservation", {**ROW, **change})


@pytest.mark.parametrize("body", [b"", b"{", b"\xff", b"[]", b"<html>", None, 7, []])
@pytest.mark.parametrize("kind", list(ROW_TYPES))
def test_what_is_no_row_is_said_to_be_none(kind: str, body: object) -> None:
    with pytest.raises(RowError, match=kind):
        parse_row(kind, body)


def test_a_newer_central_may_send_more_fields() -> None:
    assert parse_row("reservation", {**ROW, "gift_wrap": True}) == parse_row("reservation", ROW)


@given(policies.filter(lambda policy: abs(policy.early_window_s) < 2**53 and abs(policy.late_grace_s) < 2**53))
def test_a_policy_travels_unchanged(policy: Any) -> None:
    assert parse_row("policy", row_body(policy)) == policy


def test_a_slot_ends_after_it_starts() -> None:
    with pytest.raises(ValueError, match="end after"):
        Slot(NOON, NOON)


@given(st.datetimes(timezones=st.just(UTC)))
def test_instants_travel_as_text_that_sorts(instant: datetime) -> None:
    text = utc_text(instant)
    assert parse_utc(text) == to_millis(instant)
    assert utc_text(parse_utc(text)) == text
    if instant < datetime.max.replace(tzinfo=UTC) - timedelta(1):
        assert text < utc_text(instant + timedelta(milliseconds=1))


@pytest.mark.parametrize("text", ["2026-11-27T09:00:00", "", "noon", "9999-12-31T23:59:59-12:00"])
def test_what_is_no_instant_is_a_value_error(text: str) -> None:
    with pytest.raises(ValueError, match=r".+"):
        parse_utc(text)


drawn = st.integers(0, 2**short_code.RANDOM_BITS - 1).map(short_code.from_random)


@given(drawn)
def test_a_spoken_code_is_read_back(spoken: str) -> None:
    assert len(spoken) == short_code.LENGTH
    assert short_code.parse(f" {spoken[:4].lower()}-{spoken[4:]} ") == spoken


@given(drawn, st.integers(0, 7), st.sampled_from(ALPHABET))
def test_every_single_wrong_character_is_found(spoken: str, position: int, other: str) -> None:
    damaged = spoken[:position] + other + spoken[position + 1 :]
    assert short_code.problem(damaged) is (None if damaged == spoken else ShortCodeProblem.CHECK)


@given(drawn, st.integers(0, 6))
def test_swapped_neighbours_are_found_but_for_the_alphabets_two_ends(spoken: str, position: int) -> None:
    first, second = spoken[position : position + 2]
    swapped = spoken[:position] + second + first + spoken[position + 2 :]
    missed = first == second or {first, second} == {ALPHABET[0], ALPHABET[-1]}
    assert (short_code.problem(swapped) is None) == missed


@pytest.mark.parametrize("bits", [-1, 2**35])
def test_other_numbers_make_no_spoken_code(bits: int) -> None:
    with pytest.raises(ValueError, match="35 bits"):
        short_code.from_random(bits)


def test_call_numbers_count_per_letter_and_grow() -> None:
    assert call_number.next_call_number("A", 0) == "A001"
    assert call_number.next_call_number("A", 41) == "A042"
    assert call_number.next_call_number("AB", 999) == "AB1000"


@given(st.integers(0, 5000), st.integers(0, 1000))
def test_the_counter_reads_back(highest: int, index: int) -> None:
    letter = call_number.letter_of(index)
    number = call_number.next_call_number(letter, highest)
    assert call_number.counter_of(number, letter) == highest + 1
    assert call_number.counter_of(number, letter + "A") == 0


def test_letters_go_on_after_z() -> None:
    assert [call_number.letter_of(index) for index in (0, 25, 26, 51, 52, 701, 702)] == [
        "A", "Z", "AA", "AZ", "BA", "ZZ", "AAA",
    ]  # fmt: skip
    with pytest.raises(ValueError, match="-1"):
        call_number.letter_of(-1)
    assert call_number.counter_of("B007", "A") == call_number.counter_of("A", "A") == 0
