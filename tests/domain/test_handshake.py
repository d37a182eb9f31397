"""Six digits depend on everything that was said, and on nothing that could be chosen afterwards."""

from collections import Counter
from dataclasses import fields, replace
from typing import Any

import pytest

from kiosk.domain import handshake
from kiosk.domain.handshake import Opening, Reply

OPENING = Opening("0123456789ab", "00" * 16, ("https://central.example",), "device", "ephemeral", "commitment")
REPLY = Reply("nonce", "receipt", 1, "Entrance A")
KEY = handshake.secret_hash(b"twelve bytes")
CHANGES = [(OPENING, field.name) for field in fields(Opening)] + [(REPLY, field.name) for field in fields(Reply)]


@pytest.mark.parametrize(("said", "name"), CHANGES, ids=lambda value: value if isinstance(value, str) else "")
def test_whatever_is_changed_changes_the_proofs_and_the_transcript(said: Opening | Reply, name: str) -> None:
    value = getattr(said, name)
    other: dict[str, Any] = {
        name: 2 if isinstance(value, int) else (*value, "x") if isinstance(value, tuple) else value + "x"
    }
    opening = replace(OPENING, **other) if isinstance(said, Opening) else OPENING
    reply = replace(REPLY, **other) if isinstance(said, Reply) else REPLY
    before = handshake.transcript(OPENING, REPLY, b"n")
    assert handshake.transcript(opening, reply, b"n") != before
    assert handshake.reply_proof(KEY, opening, reply) != handshake.reply_proof(KEY, OPENING, REPLY)
    assert (handshake.opening_proof(KEY, opening) != handshake.opening_proof(KEY, OPENING)) is (opening != OPENING)


def test_the_terminals_number_the_secret_and_the_purpose_count_too() -> None:
    script = handshake.transcript(OPENING, REPLY, b"n")
    assert script != handshake.transcript(OPENING, REPLY, b"m")
    other = handshake.secret_hash(b"TWELVE BYTES")
    assert handshake.opening_proof(KEY, OPENING) != handshake.opening_proof(other, OPENING)
    signed = {handshake.reveal_bytes(script), handshake.handing_bytes(script, ""), handshake.seal_info(script)}
    assert len(signed) == 3


def test_digits_are_six_and_spread_evenly() -> None:
    shown = [handshake.digits(handshake.transcript(OPENING, REPLY, bytes([*divmod(at, 256)]))) for at in range(5000)]
    assert all(len(one) == 6 and one.isdecimal() for one in shown)
    assert len(set(shown)) > 4950
    assert all(400 < count < 600 for count in Counter(one[0] for one in shown).values())
