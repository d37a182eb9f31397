"""Published vectors of codes, keys, events and feed rows. They were made with other code than the one tested here."""

import hashlib
import json
from datetime import UTC, datetime
from typing import Any

import msgspec
import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from kiosk.domain import k1, short_code, trust
from kiosk.domain.clock import parse_utc
from kiosk.domain.code import Code, canonical_text, lookup_digest, read_code
from kiosk.domain.event import GENESIS, canonical, event_from_wire
from kiosk.domain.feed import EMPTY_HASH, row_digest, shifted
from kiosk.domain.rows import parse_row
from kiosk.domain.trust import TrustList, from_base64url
from tests.domain.admission_vectors import VECTORS, same


def table(name: str) -> dict[str, Any]:
    return json.loads((VECTORS / "codes" / f"{name}.json").read_text(encoding="utf-8"))


def each(name: str) -> pytest.MarkDecorator:
    cases = table(name)["cases"]
    return pytest.mark.parametrize("case", cases, ids=[f"{name}: {case['name']}" for case in cases])


K1 = table("k1")
LOOKUP = table("lookup")
TRUST = table("trust")


def read(text: str, trusted: TrustList | None, vectors: dict[str, Any], now: str) -> Code:
    key = from_base64url(vectors["lookup_key"])
    return read_code(
        text, trusted, launch=vectors["launch"], store=vectors["store"], lookup_key=key, now=parse_utc(now)
    )


def assert_code(code: Code, expect: dict[str, Any]) -> None:
    assert {key: getattr(code, key) for key, value in expect.items() if not same(getattr(code, key), value)} == {}


@each("k1")
def test_signed_codes(case: dict[str, Any]) -> None:
    assert_code(read(case["text"], parse_row("trust", K1["trust"]), K1, case["now"]), case["expect"])


@each("k1")
def test_signed_codes_are_written_as_published(case: dict[str, Any]) -> None:
    raw = bytes.fromhex(case["body"])
    if raw[0] != k1.FORMAT or case.get("damaged"):
        return
    signed = k1.decode(case["text"])
    assert signed is not None
    assert signed.message == k1.signing_bytes(signed.body) == k1.CONTEXT + raw
    assert signed.signature == bytes.fromhex(case["signature"])
    assert k1.encode(signed.body, signed.signature) == case["text"]


def test_the_published_signature_is_what_the_published_key_makes() -> None:
    case = K1["cases"][0]
    key = Ed25519PrivateKey.from_private_bytes(from_base64url(K1["keys"]["one"]["private"]))
    assert trust.to_base64url(key.public_key().public_bytes_raw()) == K1["keys"]["one"]["public"]
    assert key.sign(k1.CONTEXT + bytes.fromhex(case["body"])).hex() == case["signature"]


def test_the_published_trust_list_is_signed_by_the_published_root() -> None:
    assert trust.verify(parse_row("trust", K1["trust"]), TRUST["root_public_key"])


@each("lookup")
def test_codes_that_are_looked_up(case: dict[str, Any]) -> None:
    assert_code(read(case["text"], None, LOOKUP, LOOKUP["now"]), case["expect"])
    if "canonical" in case:
        assert canonical_text(case["text"]) == case["canonical"]
        assert lookup_digest(case["text"], from_base64url(LOOKUP["lookup_key"])) == case["expect"]["lookup"]


@each("short")
def test_spoken_codes(case: dict[str, Any]) -> None:
    assert short_code.parse(case["text"]) == case["expect"]
    assert short_code.problem(case["text"]) == case["problem"]
    if "bits" in case:
        assert short_code.from_random(case["bits"]) == case["text"]


@each("trust")
def test_trust_lists(case: dict[str, Any]) -> None:
    offered = parse_row("trust", case["list"])
    assert trust.verify(offered, TRUST["root_public_key"]) is case["verifies"]
    assert trust.newer(parse_row("trust", TRUST["current"]), offered) is case["replaces"]
    assert trust.newer(None, offered)


@each("events")
def test_events_hash_as_published(case: dict[str, Any]) -> None:
    event = event_from_wire(case["event"])
    unhashed = {key: value for key, value in case["event"].items() if key != "hash"}
    assert canonical(unhashed).decode() == case["canonical"]
    assert hashlib.sha256(case["canonical"].encode()).hexdigest() == case["event"]["hash"]
    assert event.expected_hash() == event.hash
    assert event.sealed(event.prev_hash) == event
    assert event.to_wire() == case["event"]


def test_published_events_are_a_chain() -> None:
    events = [case["event"] for case in table("events")["cases"]]
    assert [event["prev_hash"] for event in events] == [GENESIS, *(event["hash"] for event in events[:-1])]


def test_feed_rows_digest_as_published() -> None:
    state_hash = EMPTY_HASH
    for case in table("feed")["cases"]:
        digest = row_digest(case["kind"], case["key"], case["body"])
        assert digest == case["digest"], case["name"]
        state_hash = shifted(state_hash, "", digest)
        assert state_hash == case["state_hash_after"], case["name"]
    for case in table("feed")["cases"]:
        state_hash = shifted(state_hash, case["digest"], "")
    assert state_hash == EMPTY_HASH


def test_a_trust_list_reads_back_from_its_row() -> None:
    listed: TrustList = parse_row("trust", K1["trust"])
    assert msgspec.convert(msgspec.to_builtins(listed), TrustList) == listed
    assert listed.issued_at == datetime(2026, 11, 1, 8, tzinfo=UTC)
