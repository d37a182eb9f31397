"""Events: one canonical form, a chain that shows every touch, and a wire reader that names what is wrong."""

from dataclasses import replace
from typing import Any

import pytest
import rfc8785
from hypothesis import given
from hypothesis import strategies as st

from kiosk.domain.event import GENESIS, MAX_DEPTH, MAX_INTEGER, Event, EventKind, canonical, event_from_wire
from tests.domain.strategies import NOON

ascii_keys = st.text(st.characters(codec="ascii"), max_size=8)
whole = st.integers(-MAX_INTEGER, MAX_INTEGER)
json_values = st.recursive(
    st.one_of(st.none(), st.booleans(), whole, st.text(max_size=20)),
    lambda inner: st.one_of(st.lists(inner, max_size=4), st.dictionaries(ascii_keys, inner, max_size=4)),
    max_leaves=20,
)
ARRIVED = Event(
    "00" * 16, "t-a", "5eed", 1, NOON, 5, -20, "s-1", "00c0ffee00000042", EventKind.ARRIVED, {"call_number": "A001"}
).sealed(GENESIS)


@given(json_values)
def test_canonical_json_is_rfc_8785(value: Any) -> None:
    assert canonical(value) == rfc8785.dumps(value)


@given(st.dictionaries(ascii_keys, json_values, max_size=4))
def test_an_event_travels_unchanged(payload: dict[str, Any]) -> None:
    event = replace(ARRIVED, payload=payload).sealed(GENESIS)
    assert event_from_wire(event.to_wire()) == event
    assert event.expected_hash() == event.hash


@pytest.mark.parametrize("field", [name for name in ARRIVED.to_wire() if name not in ("hash", "prev_hash")])
def test_every_field_is_under_the_hash(field: str) -> None:
    other: dict[str, Any] = {
        "occurred_at": NOON.replace(year=2025),
        "kind": EventKind.NO_SHOW,
        "payload": {"call_number": "A002"},
    }
    old = getattr(ARRIVED, field)
    value = other.get(field, old + 1 if isinstance(old, int) else f"{old}x")
    assert replace(ARRIVED, **{field: value}).expected_hash() != ARRIVED.hash
    assert ARRIVED.sealed("1" * 64).hash != ARRIVED.hash


@pytest.mark.parametrize(
    ("change", "named"),
    [
        ({"seq": "1"}, r"\$\.seq"),
        ({"seq": 1.5}, r"\$\.seq"),
        ({"kind": "teleported"}, r"\$\.kind"),
        ({"occurred_at": "2026-11-27T12:00:00"}, "time zone"),
        ({"occurred_at": "2026-11-27T12:00:00Z"}, "occurred_at"),
        ({"occurred_at": "2026-11-27T13:00:00.000+01:00"}, "occurred_at"),
        ({"occurred_at": "0001-01-01T00:00:00.000+09:00"}, "calendar"),
        ({"occurred_at": "yesterday"}, "yesterday"),
        ({"payload": []}, r"\$\.payload"),
        ({"payload": {"battery": 0.5}}, r"whole - at `\$\.payload`"),
        ({"payload": {"deep": [{"battery": 1.0}]}}, r"whole - at `\$\.payload`"),
        ({"payload": {"big": MAX_INTEGER + 1}}, "2\\^53"),
        ({"payload": {"\u00e9": 1}}, "ASCII"),
        ({"customer_name": "Camille"}, "customer_name"),
    ],
)
def test_a_wrong_field_is_named(change: dict[str, Any], named: str) -> None:
    with pytest.raises(ValueError, match=named):
        event_from_wire({**ARRIVED.to_wire(), **change})


@pytest.mark.parametrize("field", list(ARRIVED.to_wire()))
def test_a_missing_field_is_named(field: str) -> None:
    wire = ARRIVED.to_wire()
    del wire[field]
    with pytest.raises(ValueError, match=field):
        event_from_wire(wire)


@pytest.mark.parametrize("wire", [None, [], "event", 7])
def test_what_is_no_object_is_no_event(wire: object) -> None:
    with pytest.raises(ValueError, match="Expected"):
        event_from_wire(wire)


@pytest.mark.parametrize("inside", [lambda inner: [inner], lambda inner: {"a": inner}])
def test_lists_and_objects_stand_16_inside_of_each_other_and_no_more(inside: Any) -> None:
    payload: Any = {"a": 1}
    for _ in range(MAX_DEPTH - 2):
        payload = inside(payload)
    good = replace(ARRIVED, payload={"a": payload}).sealed(GENESIS)
    assert event_from_wire(good.to_wire()) == good
    deep = replace(ARRIVED, payload={"a": inside(payload)}).sealed(GENESIS)
    with pytest.raises(ValueError, match="nested too deeply"):
        event_from_wire(deep.to_wire())
