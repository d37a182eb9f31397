"""The text of an invitation survives a person's hand, and nothing else passes for one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.domain.invitation import (
    MAX_CHARACTERS,
    Invitation,
    NoInvitation,
    fingerprint,
    looks_like,
    read,
    typed,
    write,
)

SERVER = st.sampled_from(["https://central.example", "http://127.0.0.1:8710", "https://[2001:db8::1]:8710"])
INVITATION = st.builds(
    Invitation,
    st.binary(min_size=6, max_size=6).map(bytes.hex),
    st.binary(min_size=12, max_size=12),
    st.binary(min_size=16, max_size=16).map(bytes.hex),
    st.lists(SERVER, min_size=1, max_size=4).map(tuple),
)
ONE = Invitation("0123456789ab", b"twelve bytes", fingerprint("a PEM"), ("https://central.example:8710",))


@given(INVITATION)
def test_what_is_written_is_read(invitation: Invitation) -> None:
    text = write(invitation)
    assert len(text) < MAX_CHARACTERS
    assert looks_like(text)
    assert read(text) == invitation


@given(INVITATION)
def test_it_may_be_typed_in_groups_small_and_with_look_alikes(invitation: Invitation) -> None:
    by_hand = typed(write(invitation)).lower().replace(" ", "-", 3)
    prefix, _, rest = by_hand.partition(":")
    assert read(f" {prefix}:{rest.replace('o', '0').replace('i', '1').replace('b', '8')}\n") == invitation


def test_it_stays_within_the_letters_that_make_a_small_symbol() -> None:
    assert set(write(ONE)) <= set("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:")
    assert len(write(ONE)) < 110


@given(st.data())
def test_a_wrong_letter_is_noticed(data: st.DataObject) -> None:
    text = write(ONE)
    at = data.draw(st.integers(4, len(text) - 2))
    other = data.draw(st.sampled_from("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567").filter(lambda one: one != text[at]))
    with pytest.raises(NoInvitation):
        read(text[:at] + other + text[at + 1 :])


@given(st.text(max_size=300) | st.text(max_size=300).map("KE1:".__add__) | st.binary(max_size=40).map(repr))
def test_any_other_text_is_none(text: str) -> None:
    with pytest.raises(NoInvitation):
        read(text)


def test_an_authority_is_known_by_its_text_and_none_is_zeros() -> None:
    assert fingerprint("") == "0" * 32
    assert len({fingerprint("a PEM"), fingerprint("a PEM\n"), fingerprint("")}) == 3
